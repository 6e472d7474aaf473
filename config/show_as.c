#include "config/show_as.h"

#include "base/free.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody tells these failures apart: the configuration puts their words behind a place. */
#define FAILURE g_quark_from_static_string("tc-show-as-error"), 0

static void
show_as_free(gpointer data)
{
    TcShowAs *as = data;
    tc_free_all(as->from, as->to, as);
}

GPtrArray *
tc_show_as_new(void)
{
    return g_ptr_array_new_with_free_func(show_as_free);
}

/* ---- reading ---- */

static gboolean
is_drive(const char *text)
{
    return g_ascii_isalpha(text[0]) && text[1] == ':';
}

/* A name of Windows, with each backslash once, as others may have doubled it: a file of keys has
 * them so. */
static char *
without_doubles(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *c = text; *c != '\0'; c++) {
        char last = out->len > 0 ? out->str[out->len - 1] : '\0';
        char letter = *c == '/' ? '\\' : *c;
        if (letter != '\\' || last != '\\' || out->len == 1)
            g_string_append_c(out, letter);
    }
    return g_string_free(out, FALSE);
}

static void
strip_end(char *text, char separator)
{
    gsize len = strlen(text);
    while (len > 0 && text[len - 1] == separator)
        text[--len] = '\0';
}

/* Whether `to` is "\\HOST\SHARE" at least. */
static gboolean
is_share(const char *to)
{
    gsize host = strcspn(to + 2, "\\");
    return host > 0 && to[2 + host] == '\\' && to[3 + host] != '\0';
}

/* "smb://mc01/kho" */
static gboolean
is_address(const char *text)
{
    const char *colon = strstr(text, "://");
    return colon != NULL && colon > text + 1 && colon[3] != '\0' && colon[3] != '/' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz") == (gsize)(colon - text);
}

static gboolean
read_to(const char *text, TcShowAs *as)
{
    as->has_backslashes = g_str_has_prefix(text, "\\\\") || is_drive(text);
    as->to = as->has_backslashes ? without_doubles(text) : g_strdup(text);
    strip_end(as->to, as->has_backslashes ? '\\' : '/');
    if (is_drive(text))
        return as->to[2] == '\0' || as->to[2] == '\\';
    return as->has_backslashes ? is_share(as->to) : *text == '/' || is_address(text);
}

static gboolean
read_from(const char *text, const char *home, TcShowAs *as)
{
    if (g_str_has_prefix(text, "~/") && home != NULL)
        as->from = g_build_filename(home, text + 2, NULL);
    else if (*text == '/')
        as->from = g_canonicalize_filename(text, "/");
    else
        return FALSE;
    strip_end(as->from, '/');
    return TRUE;
}

static const TcShowAs *
find(const GPtrArray *list, const TcShowAs *like)
{
    for (guint i = 0; i < list->len; i++) {
        const TcShowAs *as = g_ptr_array_index(list, i);
        g_autofree char *one = g_utf8_casefold(as->to, -1);
        g_autofree char *other = g_utf8_casefold(like->to, -1);
        if (strcmp(as->from, like->from) == 0 || strcmp(one, other) == 0)
            return as;
    }
    return NULL;
}

gboolean
tc_show_as_add(GPtrArray *list, const char *text, const char *home, GError **error)
{
    const char *arrow = strstr(text, "->");
    if (arrow == NULL) {
        g_set_error(error, FAILURE, _("there is no -> in “%s” (as in /srv/kho -> \\\\mc01\\kho)"),
                    text);
        return FALSE;
    }
    g_autofree char *from = g_strstrip(g_strndup(text, (gsize)(arrow - text)));
    g_autofree char *to = g_strstrip(g_strdup(arrow + 2));
    TcShowAs *as = g_new0(TcShowAs, 1);
    gboolean is_ok = FALSE;
    if (!read_from(from, home, as))
        g_set_error(error, FAILURE,
                    _("not an absolute path: “%s” (as in /srv/archive or ~/archive)"), from);
    else if (!read_to(to, as))
        g_set_error(error, FAILURE,
                    _("not a place: “%s” (as in \\\\mc01\\kho, K:\\, smb://mc01/kho or "
                      "/Volumes/kho)"),
                    to);
    else if (find(list, as) != NULL)
        g_set_error(error, FAILURE, _("another line has this path or this place: “%s”"), text);
    else
        is_ok = TRUE;
    if (is_ok)
        g_ptr_array_add(list, as);
    else
        show_as_free(as);
    return is_ok;
}

/* ---- from here to elsewhere ---- */

/* What is behind the place `from` in `path`: "" or what begins with a slash; NULL when it does not
 * lie there. What is in an archive file begins with "!/". */
static const char *
behind_from(const TcShowAs *as, const char *path)
{
    gsize len = strlen(as->from);
    if (strncmp(path, as->from, len) != 0)
        return NULL;
    return path[len] == '\0' || path[len] == '/' || g_str_has_prefix(path + len, "!/") ? path + len
                                                                                       : NULL;
}

static const TcShowAs *
longest(const GPtrArray *list, const char *path)
{
    const TcShowAs *best = NULL;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TcShowAs *as = g_ptr_array_index(list, i);
        if (behind_from(as, path) != NULL &&
            (best == NULL || strlen(as->from) > strlen(best->from)))
            best = as;
    }
    return best;
}

char *
tc_show_as(const GPtrArray *list, const char *path)
{
    const TcShowAs *as = longest(list, path);
    if (as == NULL)
        return g_strdup(path);
    const char *rest = behind_from(as, path);
    /* A drive is a folder with a backslash only, and so is the root. */
    if (*rest == '\0' && (*as->to == '\0' || (is_drive(as->to) && as->to[2] == '\0')))
        rest = "/";
    char *shown = g_strconcat(as->to, rest, NULL);
    for (char *c = shown + strlen(as->to); as->has_backslashes && *c != '\0'; c++)
        if (*c == '/')
            *c = '\\';
    return shown;
}

char *
tc_show_as_uri(const GPtrArray *list, const char *path)
{
    const TcShowAs *as = longest(list, path);
    if (as == NULL)
        return NULL;
    /* The file itself, of what is in an archive file. */
    const char *member = strstr(path, "!/");
    g_autofree char *file =
        member != NULL ? g_strndup(path, (gsize)(member - path)) : g_strdup(path);
    g_autofree char *shown = tc_show_as(list, file);
    if (as->has_backslashes)
        g_strdelimit(shown, "\\", '/');
    const char *colon = strstr(shown, "://");
    const char *rest = !as->has_backslashes && colon != NULL ? colon + 3 : shown;
    g_autofree char *escaped = g_uri_escape_string(rest, "/:", FALSE);
    if (rest != shown)
        return g_strdup_printf("%.*s%s", (int)(rest - shown), shown, escaped);
    return g_strconcat(is_drive(shown)                    ? "file:///"
                       : *shown == '/' && shown[1] == '/' ? "file:"
                                                          : "file://",
                       escaped, NULL);
}

/* ---- and back ---- */

static const char *
separators_of(const TcShowAs *as)
{
    return as->has_backslashes ? "\\/" : "/";
}

/* Whether two names are the same, however their letters are composed; but for folders of other
 * systems, in small and capital letters, too. */
static gboolean
is_same_name(const TcShowAs *as, const char *one, gsize one_len, const char *other, gsize other_len)
{
    g_autofree char *a = g_utf8_make_valid(one, (gssize)one_len);
    g_autofree char *b = g_utf8_make_valid(other, (gssize)other_len);
    g_autofree char *folded_a = *as->to == '/' ? g_strdup(a) : g_utf8_casefold(a, -1);
    g_autofree char *folded_b = *as->to == '/' ? g_strdup(b) : g_utf8_casefold(b, -1);
    g_autofree char *key_a = g_utf8_normalize(folded_a, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    g_autofree char *key_b = g_utf8_normalize(folded_b, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    return strcmp(key_a, key_b) == 0;
}

/* What is behind `to`, or with `is_part` behind as much of it as there is, in `shown`; NULL where
 * that does not begin so. */
static const char *
behind_to(const TcShowAs *as, const char *to, const char *shown, gboolean is_part)
{
    const char *separators = separators_of(as);
    for (;;) {
        gsize to_len = strcspn(to, separators);
        gsize shown_len = strcspn(shown, separators);
        if (!is_same_name(as, to, to_len, shown, shown_len))
            return NULL;
        to += to_len;
        shown += shown_len;
        if (*to == '\0')
            return shown;
        if (*shown == '\0')
            return is_part ? shown : NULL;
        to++;
        shown++;
    }
}

/* The path of this machine with `rest` behind the place. */
static char *
real_path(const TcShowAs *as, const char *rest)
{
    char *path = g_strconcat(as->from, rest, NULL);
    if (as->has_backslashes)
        g_strdelimit(path + strlen(as->from), "\\", '/');
    return path;
}

char *
tc_show_as_real(const GPtrArray *list, const char *shown)
{
    const TcShowAs *best = NULL;
    const char *rest = NULL;
    if (longest(list, shown) != NULL)
        return NULL;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TcShowAs *as = g_ptr_array_index(list, i);
        const char *behind = behind_to(as, as->to, shown, FALSE);
        if (behind != NULL && (best == NULL || strlen(as->to) > strlen(best->to))) {
            best = as;
            rest = behind;
        }
    }
    return best == NULL                           ? NULL
           : *rest == '\0' && *best->from == '\0' ? g_strdup("/")
                                                  : real_path(best, rest);
}

char **
tc_show_as_parts(const GPtrArray *list, const char *part)
{
    GPtrArray *parts = g_ptr_array_new();
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TcShowAs *as = g_ptr_array_index(list, i);
        const char *separators = separators_of(as);
        /* Where `is_part` may begin: at each name of the place. */
        for (const char *to = as->to; *to != '\0'; to += strcspn(to, separators)) {
            to += strspn(to, separators);
            const char *from = part + strspn(part, separators);
            const char *rest = *from == '\0' ? NULL : behind_to(as, to, from, TRUE);
            if (rest != NULL)
                g_ptr_array_add(parts, real_path(as, rest));
        }
    }
    g_ptr_array_add(parts, NULL);
    return (char **)g_ptr_array_free(parts, FALSE);
}

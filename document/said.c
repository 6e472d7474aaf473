#include "document/said.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Messages that hold other messages, which may hold messages, too. */
#define DEPTH_MAX    4u
#define CAPTURES_MAX 8u
/* How many letters of its own a message must have, beside what is put into it, to be told from
 * others. */
#define LETTERS_MIN  4u
/* Errors of the system are numbered from 1 to about here. */
#define ERRNO_MAX    140

/* Every message of the programs, made by messages.awk. */
static const struct {
    const char *one;
    const char *many; /* NULL where it does not say how many */
} messages[] = {
#include "document/messages.inc"
};

typedef enum {
    OUT_OF_CODE, /* from the English sentence to the language of the locale */
    INTO_CODE,   /* and back */
} Direction;

const char *
tc_said_errno(int number)
{
    const char *text = strerrordesc_np(number);

    return text != NULL ? text : "unknown error";
}

/* ---- taking a message apart ---- */

/* Which place the conversion that `at` begins with is for, "%2$s" or the `next` one; *end is behind
 * it. */
static guint
read_conversion(const char *at, guint *next, const char **end)
{
    const char *c = at + 1;
    gsize digits = strspn(c, "0123456789");
    guint place = 0;

    if (digits > 0 && c[digits] == '$') {
        place = (guint)g_ascii_strtoull(c, NULL, 10) - 1;
        c += digits + 1;
    } else
        place = (*next)++;
    c += strspn(c, "-+ #0123456789.'*lhzjt");
    *end = *c != '\0' ? c + 1 : c;
    return MIN(place, CAPTURES_MAX);
}

static void
free_captures(char *captures[CAPTURES_MAX])
{
    for (guint i = 0; i < CAPTURES_MAX; i++)
        g_clear_pointer(&captures[i], g_free);
}

/* Where that ends which was put in at `message`: `behind` follows it and, with `is_last`, nothing
 * else. NULL when it does not. */
static const char *
find_behind(const char *message, const char *behind, gboolean is_last)
{
    if (is_last)
        return g_str_has_suffix(message, behind) ? message + strlen(message) - strlen(behind)
                                                 : NULL;
    return *behind != '\0' && *message != '\0' ? strstr(message + 1, behind) : NULL;
}

/* Whether `message` was made from `pattern`. What was put in goes to `captures`, by its places;
 * they are empty before. */
static gboolean
take_apart(const char *pattern, const char *message, char *captures[CAPTURES_MAX])
{
    guint next = 0;

    for (;;) {
        gsize fixed = strcspn(pattern, "%");

        if (strncmp(pattern, message, fixed) != 0)
            return FALSE;
        pattern += fixed;
        message += fixed;
        if (*pattern == '\0')
            return *message == '\0';
        if (pattern[1] == '%') {
            if (*message != '%')
                return FALSE;
            pattern += 2;
            message++;
            continue;
        }
        guint place = read_conversion(pattern, &next, &pattern);
        g_autofree char *behind = g_strndup(pattern, strcspn(pattern, "%"));
        const char *end = find_behind(message, behind, pattern[strlen(behind)] == '\0');

        if (end == NULL || end == message || place == CAPTURES_MAX || captures[place] != NULL)
            return FALSE;
        captures[place] = g_strndup(message, (gsize)(end - message));
        message = end;
    }
}

/* `pattern` with the captures in their places. */
static char *
put_together(const char *pattern, char *const captures[CAPTURES_MAX])
{
    GString *out = g_string_new(NULL);
    guint next = 0;

    while (*pattern != '\0') {
        if (*pattern != '%') {
            g_string_append_c(out, *pattern++);
        } else if (pattern[1] == '%') {
            g_string_append_c(out, '%');
            pattern += 2;
        } else {
            guint place = read_conversion(pattern, &next, &pattern);

            if (place < CAPTURES_MAX && captures[place] != NULL)
                g_string_append(out, captures[place]);
        }
    }
    return g_string_free(out, FALSE);
}

/* How many letters of a pattern stand in every message made from it; 0 when nothing is put in, and
 * for NULL. */
static gsize
letters_of(const char *pattern)
{
    gsize letters = 0, conversions = 0;
    guint next = 0;

    while (pattern != NULL && *pattern != '\0')
        if (*pattern == '%' && pattern[1] != '%') {
            read_conversion(pattern, &next, &pattern);
            conversions++;
        } else
            letters += g_ascii_isalpha(*pattern++) != 0;
    return conversions > 0 ? letters : 0;
}

/* ---- saying ---- */

static char *translate(Direction direction, const char *message, guint depth);

/* The message in the language of the locale, in the form for the number that `captures` hold. */
static const char *
in_language(gsize i, gboolean are_many, char *const captures[CAPTURES_MAX])
{
    gulong count = captures != NULL && captures[0] != NULL
                       ? (gulong)g_ascii_strtoull(captures[0], NULL, 10)
                       : (are_many ? 2 : 1);

    return messages[i].many != NULL
               ? g_dngettext(GETTEXT_PACKAGE, messages[i].one, messages[i].many, count)
               : _(messages[i].one);
}

/* The message in the other language. NULL when it is not the i-th message, or not made from that in
 * its form for `are_many`. */
static char *
translate_as(Direction direction, gsize i, gboolean are_many, const char *message, guint depth)
{
    char *captures[CAPTURES_MAX] = {NULL};
    const char *english = are_many ? messages[i].many : messages[i].one;
    const char *pattern = direction == OUT_OF_CODE ? english : in_language(i, are_many, NULL);
    char *out = NULL;

    if (take_apart(pattern, message, captures)) {
        for (guint place = 0; place < CAPTURES_MAX; place++) {
            /* A word alone is a name: of a format, a file, a number. */
            if (captures[place] == NULL || strchr(captures[place], ' ') == NULL)
                continue;
            char *inner = translate(direction, captures[place], depth + 1);
            g_free(captures[place]);
            captures[place] = inner;
        }
        out = put_together(direction == OUT_OF_CODE ? in_language(i, are_many, captures) : english,
                           captures);
    }
    free_captures(captures);
    return out;
}

/* Something was put into the message. Among the patterns, the one with the most letters of its own
 * is it. */
static char *
translate_pattern(Direction direction, const char *message, guint depth)
{
    char *best = NULL;
    gsize best_letters = LETTERS_MIN - 1;

    for (gsize i = 0; i < G_N_ELEMENTS(messages); i++) {
        for (int many = 0; many <= (messages[i].many != NULL); many++) {
            gsize letters = letters_of(many ? messages[i].many : messages[i].one);
            char *out = letters <= best_letters
                            ? NULL
                            : translate_as(direction, i, many != 0, message, depth);

            if (out != NULL) {
                g_free(best);
                best = out;
                best_letters = letters;
            }
        }
    }
    return best;
}

/* A whole message, of ours or of the C library; NULL when it is none. */
static const char *
translate_whole(Direction direction, const char *message)
{
    if (*message == '\0')
        return NULL;
    if (direction == OUT_OF_CODE) {
        const char *ours = _(message);
        const char *system = ours != message ? message : g_dgettext("libc", message);

        return ours != message ? ours : system != message ? system : NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(messages); i++)
        if (messages[i].many == NULL && strcmp(_(messages[i].one), message) == 0)
            return messages[i].one;
    for (int number = 1; number <= ERRNO_MAX; number++) {
        const char *text = strerrordesc_np(number);

        if (text != NULL && strcmp(g_dgettext("libc", text), message) == 0)
            return text;
    }
    return NULL;
}

/* "PLACE: message", which is no message of its own. */
static char *
translate_tail(Direction direction, const char *message)
{
    for (const char *at = message; (at = strstr(at, ": ")) != NULL;) {
        const char *whole = translate_whole(direction, at += 2);

        if (whole != NULL)
            return g_strdup_printf("%.*s%s", (int)(at - message), message, whole);
    }
    return NULL;
}

static char *
translate(Direction direction, const char *message, guint depth)
{
    const char *whole = translate_whole(direction, message);
    char *out = NULL;

    if (whole != NULL || depth == DEPTH_MAX)
        return g_strdup(whole != NULL ? whole : message);
    out = translate_pattern(direction, message, depth);
    if (out == NULL)
        out = translate_tail(direction, message);
    return out != NULL ? out : g_strdup(message);
}

/* Whether the locale has a language other than that of the messages in the source. */
static gboolean
has_language(void)
{
    return strcmp(_("it needs a password"), "it needs a password") != 0;
}

char *
tc_said(const char *message)
{
    return has_language() ? translate(OUT_OF_CODE, message, 0) : g_strdup(message);
}

char *
tc_unsaid(const char *message)
{
    return has_language() ? translate(INTO_CODE, message, 0) : g_strdup(message);
}

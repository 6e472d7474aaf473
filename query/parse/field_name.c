#include "query/parse/field_name.h"

#include "text/date/date.h"
#include "text/number/number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Letters of a name that something may be meant by. */
#define NAME_MAX_LEN 40

gboolean
tc_is_invisible(gunichar c)
{
    return c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || c == 0x2060;
}

gboolean
tc_is_name_joiner(gunichar c)
{
    return c == '-' || c == '_' || c == ' ' || c == 0xA0 || (c >= 0x2010 && c <= 0x2015) ||
           tc_is_invisible(c);
}

/* Whether the decomposed characters at `at` are marks; if so, *at is moved behind them. */
static gboolean
skip_marks(const char **at)
{
    const char *start = *at;
    while (g_unichar_ismark(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
    return *at > start;
}

/* Whether a typed name is `name`: with all of its marks, or at some letters with none. */
static gboolean
is_name(const char *typed, const char *name)
{
    g_autofree char *typed_letters = g_utf8_normalize(typed, -1, G_NORMALIZE_NFD);
    g_autofree char *name_letters = g_utf8_normalize(name, -1, G_NORMALIZE_NFD);
    const char *a = typed_letters;
    const char *b = name_letters;
    while (*a != '\0' && *b != '\0') {
        gunichar typed_letter = g_utf8_get_char(a);
        gunichar letter = g_utf8_get_char(b);
        /* "d" may be typed for "đ"; ð and ɖ are what some keyboards give for it. */
        gboolean has_stroke = letter == 0x111 && (typed_letter == 'd' || typed_letter == 0xF0 ||
                                                  typed_letter == 0x256);
        if (typed_letter != letter && !has_stroke)
            return FALSE;
        const char *typed_marks = a = g_utf8_next_char(a);
        const char *marks = b = g_utf8_next_char(b);
        if (skip_marks(&a) && (!skip_marks(&b) || a - typed_marks != b - marks ||
                               memcmp(typed_marks, marks, (gsize)(b - marks)) != 0))
            return FALSE;
        skip_marks(&b);
    }
    return *a == *b;
}

/* `name` in lower case, without what joins its words: "cơquan". */
static char *
bare_name(const char *name, gssize len)
{
    g_autofree char *lower = g_utf8_strdown(name, len);
    GString *bare = g_string_new(NULL);
    for (const char *at = lower; *at != '\0'; at = g_utf8_next_char(at))
        if (!tc_is_name_joiner(g_utf8_get_char(at)))
            g_string_append_unichar(bare, g_utf8_get_char(at));
    return g_string_free(bare, FALSE);
}

/* Whether it is `name`, or one of the `count` in `names`, which may end earlier with a NULL. */
static gboolean
is_any_name(const char *typed, const char *name, const char *const *names, guint count)
{
    g_autofree char *first = bare_name(name, -1);
    gboolean is_found = is_name(typed, first);
    for (guint i = 0; !is_found && i < count && names[i] != NULL; i++) {
        g_autofree char *other = bare_name(names[i], -1);
        is_found = is_name(typed, other);
    }
    return is_found;
}

gboolean
tc_field_name_find(const char *start, const char *colon, TcFieldName *name)
{
    static const char *const cites[] = {"viện-dẫn", "nhắc-đến"};
    g_autofree char *typed = bare_name(start, colon - start);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        if (is_any_name(typed, row->name, row->names, TC_FIELD_NAMES_MAX)) {
            *name = (TcFieldName){.type = TC_NODE_FIELD, .field = (TcField)i};
            return TRUE;
        }
    }
    for (guint i = 0; i < TC_RELATION_KIND_COUNT; i++) {
        if (is_any_name(typed, tc_relation_kind_name(i), tc_relation_kind_names(i), G_MAXUINT)) {
            *name = (TcFieldName){.type = TC_NODE_RELATION, .relation = i};
            return TRUE;
        }
    }
    *name = (TcFieldName){.type = TC_NODE_RELATION, .relation = TC_RELATION_CITES};
    return is_any_name(typed, "cites", cites, G_N_ELEMENTS(cites));
}

/* ---- names that there are not ---- */

/* Letters to add, to leave out or to change until one name is the other; without marks, as both
 * are. */
static guint
distance(const char *a, const char *b)
{
    guint row[NAME_MAX_LEN + 1];
    gsize len = strlen(b);
    for (gsize k = 0; k <= len; k++)
        row[k] = (guint)k;
    for (gsize i = 1; i <= strlen(a); i++) {
        guint diagonal = row[0];
        row[0] = (guint)i;
        for (gsize k = 1; k <= len; k++) {
            guint above = row[k];
            guint changed = diagonal + (a[i - 1] != b[k - 1]);
            row[k] = MIN(MIN(above, row[k - 1]) + 1, changed);
            diagonal = above;
        }
    }
    return row[len];
}

/* In ASCII where it can be: without marks, and "d" for "đ". Free with g_free(). */
static char *
letters_of(const char *name, gssize len)
{
    g_autofree char *bare = bare_name(name, len);
    g_autofree char *apart = g_utf8_normalize(bare, -1, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);
    for (const char *at = apart; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == 0x111)
            g_string_append_c(out, 'd');
        else if (!g_unichar_ismark(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

/* The better of *best and `name`. */
static void
compare(const char *typed, const char *name, const char **best, guint *least)
{
    g_autofree char *letters = letters_of(name, -1);
    if (strlen(letters) > NAME_MAX_LEN)
        return;
    /* "so-vb" begins as "số" does: worth more than two letters, less than one. */
    gboolean begins = g_str_has_prefix(typed, letters) || g_str_has_prefix(letters, typed);
    guint far = 2 * distance(typed, letters);
    far = begins ? MIN(far, 3) : far;
    if (far < *least) {
        *least = far;
        *best = name;
    }
}

char *
tc_field_name_missing(const char *start, const char *colon)
{
    g_autofree char *typed = letters_of(start, colon - start);
    const char *best = NULL;
    for (const char *at = start; at < colon; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isalpha(c) && !g_unichar_ismark(c) && !tc_is_name_joiner(c))
            return NULL;
    }
    gsize len = strlen(typed);
    if (len < 2 || len > NAME_MAX_LEN)
        return NULL;
    /* A third of its letters may be others. */
    guint least = 2 * ((guint)len / 3 + 1);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        compare(typed, row->name, &best, &least);
        for (guint k = 0; k < TC_FIELD_NAMES_MAX && row->names[k] != NULL; k++)
            compare(typed, row->names[k], &best, &least);
    }
    return best == NULL
               ? g_strdup_printf(_("there is no field “%.*s”; it was searched as words"),
                                 (int)(colon - start), start)
               : g_strdup_printf(_("there is no field “%.*s”; did you mean “%s:”? It was searched "
                                   "as words"),
                                 (int)(colon - start), start, best);
}

/* ---- values ---- */

static gboolean
is_number(const char *text)
{
    TcNumber number;
    g_autofree char *said = g_strconcat("số ", text, NULL);
    return tc_number_parse(text, strlen(text), &number) ||
           tc_number_parse(said, strlen(said), &number) ||
           tc_number_parse_named(said, strlen(said), &number);
}

static gboolean
is_date(const char *text)
{
    guint32 from;
    guint32 to;
    return tc_date_parse_query(text, strlen(text), &from, &to) ||
           tc_date_query_is_reversed(text, strlen(text));
}

char *
tc_field_name_value(const TcFieldName *name, const char *start, const char *colon,
                    const char *value, gsize len)
{
    g_autofree char *text = g_strndup(value, len);
    g_strstrip(text);
    if (*text == '\0')
        return NULL;
    if (name->type == TC_NODE_RELATION || name->field == TC_FIELD_NUMBER)
        return is_number(text) ? g_steal_pointer(&text) : NULL;
    if (name->field != TC_FIELD_DATE || is_date(text))
        return g_steal_pointer(&text);
    g_autofree char *with_name = g_strdup_printf("%.*s %s", (int)(colon - start), start, text);
    return is_date(with_name) ? g_steal_pointer(&with_name) : NULL;
}

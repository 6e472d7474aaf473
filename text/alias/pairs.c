#include "text/alias/pairs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "text/abbreviation/table.h"

enum {
    NAMES_MAX = 64, /* of one line */
    FIRST_NAME = 3, /* its column, behind kind, date and source */
};

static void
add_pair(GString *pairs, char mark, const char *other, const char *name)
{
    if (mark != '\0')
        g_string_append_c(pairs, mark);
    g_string_append_printf(pairs, "%s\t%s\n", other, name);
}

/* All names of a line stand for each other; one that contains another is found by that already. */
static void
add_equals(GString *pairs, char mark, char *const *names)
{
    for (char *const *name = names; *name != NULL; name++)
        for (char *const *other = names; *other != NULL; other++)
            if (other != name && strstr(*other, *name) == NULL && strstr(*name, *other) == NULL)
                add_pair(pairs, mark, *other, *name);
}

/* The first name is what the others became. */
static void
add_successor(GString *pairs, char *const *names)
{
    for (char *const *old = names + 1; *old != NULL; old++) {
        add_pair(pairs, TC_ALIAS_MARK_SUCCESSOR, names[0], *old);
        add_pair(pairs, TC_ALIAS_MARK_PREDECESSOR, *old, names[0]);
    }
}

/* Whether a table can hold the name: it has words, and nothing but words. */
static gboolean
is_name(const char *name)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    return tc_abbreviation_fold(name, strlen(name), folded);
}

static gboolean
add_line(GString *pairs, const char *line)
{
    g_auto(GStrv) columns = g_strsplit(line, "\t", -1);
    guint count = g_strv_length(columns);
    if (count < FIRST_NAME + 2 || count > FIRST_NAME + NAMES_MAX)
        return FALSE;
    for (guint i = 0; i < count; i++) {
        g_strstrip(columns[i]);
        if (i >= FIRST_NAME && !is_name(columns[i]))
            return FALSE;
    }
    if (strcmp(columns[0], "word") == 0)
        add_equals(pairs, '\0', columns + FIRST_NAME);
    else if (strcmp(columns[0], "spelling") == 0)
        add_equals(pairs, TC_ALIAS_MARK_SPELLING, columns + FIRST_NAME);
    else if (strcmp(columns[0], "became") == 0)
        add_successor(pairs, columns + FIRST_NAME);
    else
        return strcmp(columns[0], "ended") == 0; /* nothing has its name any more */
    return TRUE;
}

gboolean
tc_alias_pairs(const char *tsv, gsize len, GString *pairs, GError **error)
{
    if (len > TC_ABBREVIATION_TEXT_MAX || !g_utf8_validate_len(tsv, len, NULL)) {
        g_set_error_literal(error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                            _("table of aliases is too large or not UTF-8"));
        return FALSE;
    }
    g_autofree char *text = g_strndup(tsv, len);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp(lines[i]);
        if (*lines[i] != '\0' && *lines[i] != '#' && !add_line(pairs, lines[i])) {
            g_set_error(
                error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
                _("line %u of the table of aliases is not KIND<TAB>DATE<TAB>SOURCE<TAB>NAMES"),
                i + 1);
            return FALSE;
        }
    }
    return TRUE;
}

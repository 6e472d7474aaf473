#include "option/manual.h"

#include <glib/gi18n.h>
#include <string.h>

#define FURTHER ".\\\" further options"

GQuark
tc_manual_error_quark(void)
{
    return g_quark_from_static_string("tc-manual-error");
}

/* "OLD=NEW" as mdoc: "old Ns = Ns Ar new". A word is one argument. Free with g_free(). */
static char *
mdoc_value(const char *value)
{
    g_autofree char *lower = g_utf8_strdown(value, -1);
    g_strdelimit(lower, " ", '-');
    g_auto(GStrv) sides = g_strsplit(lower, "=", -1);
    return g_strjoinv(" Ns = Ns Ar ", sides);
}

/* "Fl n Ar n , Fl \-limit Ns = Ns Ar n", and once more for each other way to give the value. */
static void
add_forms(GString *out, const TcOptionRow *row)
{
    g_auto(GStrv) escaped = g_strsplit(row->name, "-", -1);
    g_autofree char *name = g_strjoinv("\\-", escaped);
    if (row->kind == TC_OPTION_FLAG) {
        if (row->letter != 0)
            g_string_append_printf(out, "Fl %c , ", row->letter);
        g_string_append_printf(out, "Fl \\-%s", name);
        return;
    }
    g_auto(GStrv) values = g_strsplit(_(row->value), "|", -1);
    for (guint i = 0; values[i] != NULL; i++) {
        g_autofree char *value = mdoc_value(values[i]);
        if (i > 0)
            g_string_append(out, " , ");
        if (row->letter != 0)
            g_string_append_printf(out, "Fl %c Ar %s , ", row->letter, value);
        g_string_append_printf(out, "Fl \\-%s Ns = Ns Ar %s", name, value);
    }
}

/* The names of the options that a line is about; NULL when it is about none. */
static GPtrArray *
options_of_line(const char *line)
{
    static const char mark[] = "Fl \\-";
    if (!g_str_has_prefix(line, ".It Fl "))
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = line; (at = strstr(at, mark)) != NULL;) {
        at += strlen(mark);
        g_autofree char *word = g_strndup(at, strcspn(at, " "));
        g_auto(GStrv) parts = g_strsplit(word, "\\", -1);
        g_ptr_array_add(names, g_strjoinv("", parts));
    }
    return names;
}

/* Of a line about options, the one with all that the table has of them; any other line as it is. */
static gboolean
fill_line(GString *out, const char *line, const TcOptionRow *options, GError **error)
{
    g_autoptr(GPtrArray) names = options_of_line(line);
    if (names == NULL || names->len == 0) {
        g_string_append(out, line);
        return TRUE;
    }
    const TcOptionRow *last = NULL;
    g_string_append(out, ".It ");
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        const TcOptionRow *row = tc_option_of_name(options, name);
        if (row == NULL) {
            g_set_error(error, TC_MANUAL_ERROR, TC_MANUAL_ERROR_OPTION, "there is no option --%s",
                        name);
            return FALSE;
        }
        if (row == last) /* in two forms */
            continue;
        if (last != NULL)
            g_string_append(out, " , ");
        add_forms(out, row);
        last = row;
    }
    return TRUE;
}

/* The names of the options that the page says something of. */
static GHashTable *
options_of_page(char **lines)
{
    GHashTable *said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (; *lines != NULL; lines++) {
        g_autoptr(GPtrArray) names = options_of_line(*lines);
        for (guint i = 0; names != NULL && i < names->len; i++)
            g_hash_table_add(said, g_strdup(g_ptr_array_index(names, i)));
    }
    return said;
}

/* A sentence of --help. */
static void
add_sentence(GString *out, const char *what)
{
    g_autofree char *first = g_utf8_substring(what, 0, 1);
    g_autofree char *upper = g_utf8_strup(first, -1);
    g_string_append_printf(out, "%s%s%s.\n", strchr(".'", *upper) != NULL ? "\\&" : "", upper,
                           what + strlen(first));
}

static void
add_further(GString *out, const TcOptionRow *options, GHashTable *said)
{
    for (const TcOptionRow *row = options; row->name != NULL; row++) {
        if (g_hash_table_contains(said, row->name))
            continue;
        g_string_append(out, ".It ");
        add_forms(out, row);
        g_string_append_c(out, '\n');
        add_sentence(out, _(row->what));
    }
}

char *
tc_manual_fill(const char *page, const TcOptionRow *options, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
    g_autoptr(GHashTable) said = options_of_page(lines);
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean has_place = FALSE;
    for (guint i = 0; lines[i] != NULL; i++) {
        if (strcmp(lines[i], FURTHER) == 0) {
            has_place = TRUE;
            add_further(out, options, said);
            continue;
        }
        if (!fill_line(out, lines[i], options, error))
            return NULL;
        if (lines[i + 1] != NULL)
            g_string_append_c(out, '\n');
    }
    if (!has_place) {
        g_set_error(error, TC_MANUAL_ERROR, TC_MANUAL_ERROR_OPTION, "there is no line: %s",
                    FURTHER);
        return NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

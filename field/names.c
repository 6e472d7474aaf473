#include "field/names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
tc_field_fold_name(const char *name)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    g_autofree char *apart = g_utf8_normalize(lower, -1, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);
    for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (letter == 0x111)
            g_string_append_c(out, 'd');
        else if (letter == ' ' || letter == '_')
            g_string_append_c(out, '-');
        else if (g_unichar_type(letter) != G_UNICODE_NON_SPACING_MARK)
            g_string_append_unichar(out, letter);
    }
    return g_string_free(out, FALSE);
}

gboolean
tc_field_name_is(const char *folded, const char *name)
{
    g_autofree char *other = name == NULL ? NULL : tc_field_fold_name(name);
    return other != NULL && strcmp(folded, other) == 0;
}

static gboolean
is_called(const TcFieldRow *row, const char *folded)
{
    gboolean is_found =
        tc_field_name_is(folded, row->name) || tc_field_name_is(folded, row->column);
    for (guint i = 0; !is_found && i < TC_FIELD_NAMES_MAX; i++)
        is_found = tc_field_name_is(folded, row->names[i]);
    return is_found;
}

TcField
tc_field_of_name(const char *name)
{
    g_autofree char *folded =
        g_utf8_validate(name, -1, NULL) ? tc_field_fold_name(name) : g_strdup("");
    guint field = 0;
    while (field < TC_FIELD_COUNT && !is_called(tc_field_row((TcField)field), folded))
        field++;
    return (TcField)field;
}

const char *
tc_field_typed_name(TcField field)
{
    const TcFieldRow *row = tc_field_row(field);
    /* To translators: your language, "vi". */
    if (strcmp(_("en"), "vi") != 0)
        return row->name;
    return row->column != NULL ? row->column : row->names[0];
}

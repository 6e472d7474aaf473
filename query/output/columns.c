#include "query/output/columns.h"

#include "field/names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of what is no field. */
static const struct {
    const char *english;
    const char *vietnamese;
} others[TC_COLUMN_COUNT] = {
#define ROW(ID, in_english, in_vietnamese)                                                         \
    [TC_COLUMN_##ID] = {.english = in_english, .vietnamese = in_vietnamese},
    TC_COLUMNS(ROW)
#undef ROW
};

/* Static; to be translated as the name of a column. */
static const char *
name_of(guint column)
{
    return column < TC_FIELD_COUNT ? tc_field_row((TcField)column)->name : others[column].english;
}

/* The Vietnamese names also go without marks; those of the query language are known, too. */
static gboolean
is_name_of(const char *folded, guint column)
{
    if (column < TC_FIELD_COUNT)
        return tc_field_of_name(folded) == (TcField)column;
    return tc_field_name_is(folded, others[column].english) ||
           tc_field_name_is(folded, others[column].vietnamese);
}

static void
name_clear(gpointer data)
{
    g_free(((TcColumnName *)data)->name);
}

static GArray *
columns_new(void)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(TcColumnName));
    g_array_set_clear_func(columns, name_clear);
    return columns;
}

GArray *
tc_columns_parse(const char *list, char **wrong)
{
    g_autoptr(GArray) columns = columns_new();
    g_auto(GStrv) parts = g_strsplit(list, ",", -1);
    for (guint i = 0; i == 0 || parts[i] != NULL; i++) { /* "" has no name, which is wrong */
        const char *part = parts[i] != NULL ? g_strstrip(parts[i]) : "";
        g_autofree char *folded =
            g_utf8_validate(part, -1, NULL) ? tc_field_fold_name(part) : g_strdup("");
        guint at = 0;
        while (at < TC_COLUMN_COUNT && !is_name_of(folded, at))
            at++;
        if (at == TC_COLUMN_COUNT) {
            *wrong = g_utf8_make_valid(part, -1);
            return NULL;
        }
        TcColumnName column = {at, g_strdup(part)};
        g_array_append_val(columns, column);
    }
    return g_steal_pointer(&columns);
}

GArray *
tc_columns_register(void)
{
    static const TcField list[] = {TC_FIELD_NUMBER, TC_FIELD_DATE,   TC_FIELD_TYPE, TC_FIELD_TITLE,
                                   TC_FIELD_ORG,    TC_FIELD_SIGNER, TC_FIELD_PATH};
    GArray *columns = columns_new();
    for (gsize i = 0; i < G_N_ELEMENTS(list); i++) {
        TcColumnName column = {list[i], g_strdup(_(name_of(list[i])))};
        g_array_append_val(columns, column);
    }
    return columns;
}

gboolean
tc_columns_have(const GArray *columns, guint column)
{
    for (guint i = 0; columns != NULL && i < columns->len; i++)
        if (tc_column_at(columns, i)->column == column)
            return TRUE;
    return FALSE;
}

char *
tc_columns_known(void)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < TC_COLUMN_COUNT; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", name_of(i));
    return g_string_free(out, FALSE);
}

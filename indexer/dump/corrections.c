#include "indexer/dump/corrections.h"

#include "indexer/dump/values.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes of a value: as many as other fields of a dump may have. */
#define VALUE_MAX 65536

static gboolean
bad(const char *name, GError **error)
{
    return tc_dump_bad(error, _("“%s” is not a list of fields with their values"), name);
}

static gboolean
is_value(TcField field, const json_t *value)
{
    const char *text = json_string_value(value);

    if (text == NULL || json_string_length(value) > VALUE_MAX)
        return FALSE;
    if (tc_dump_has_control(text))
        return FALSE;
    return field != TC_FIELD_DATE || *text == '\0' || tc_correction_date(text) != 0;
}

/* What `member` of `object` says of each field, borrowed; NULL where it says nothing. */
static gboolean
read_values(const json_t *object, const char *member, const char *values[TC_FIELD_COUNT],
            GError **error)
{
    const json_t *list = json_object_get(object, member);

    memset(values, 0, TC_FIELD_COUNT * sizeof *values);
    if (list == NULL)
        return TRUE;
    if (!json_is_object(list))
        return bad(member, error);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const json_t *value = json_object_get(list, tc_field_row((TcField)i)->name);

        if (value == NULL || i == TC_FIELD_PATH)
            continue;
        if (!is_value((TcField)i, value))
            return bad(member, error);
        values[i] = json_string_value(value);
    }
    return TRUE;
}

static void
set_value(json_t *list, TcField field, const char *value)
{
    g_autofree char *valid = g_utf8_make_valid(value, -1);

    for (char *at = valid; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    json_object_set_new_nocheck(list, tc_field_row(field)->name, json_string_nocheck(valid));
}

gboolean
tc_dump_as_read_read(const json_t *document, char **lines, GError **error)
{
    const char *values[TC_FIELD_COUNT];
    g_autoptr(GString) text = g_string_new(NULL);

    *lines = NULL;
    if (!read_values(document, "corrected", values, error))
        return FALSE;
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (values[i] != NULL)
            g_string_append_printf(text, "%s\t%s\n", tc_field_row((TcField)i)->name, values[i]);
    if (text->len > 0)
        *lines = g_strdup(text->str);
    return TRUE;
}

void
tc_dump_as_read_set(json_t *document, const TcRecord *record)
{
    json_t *list = json_object();

    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        g_autofree char *read = tc_record_as_read(record, (TcField)i);

        if (read != NULL)
            set_value(list, (TcField)i, read);
    }
    if (json_object_size(list) > 0)
        json_object_set(document, "corrected", list);
    json_decref(list);
}

gboolean
tc_dump_correction_read(const json_t *object, TcCorrection *correction, GError **error)
{
    const char *values[TC_FIELD_COUNT];

    if (!tc_dump_get_number(object, "set", 0, G_MAXINT64, &correction->when_s, error) ||
        !read_values(object, "fields", values, error))
        return FALSE;
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        tc_correction_set(correction, (TcField)i, values[i]);
    return !tc_correction_is_empty(correction) || bad("fields", error);
}

void
tc_dump_correction_set(json_t *object, const TcCorrection *correction)
{
    json_t *list = json_object();

    json_object_set_new(object, "set", json_integer(correction->when_s));
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (correction->values[i] != NULL)
            set_value(list, (TcField)i, correction->values[i]);
    json_object_set_new(object, "fields", list);
}

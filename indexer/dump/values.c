#include "indexer/dump/values.h"

#include "store/generation.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
tc_dump_has_control(const char *text)
{
    for (; *text; text++)
        if (g_ascii_iscntrl(*text))
            return TRUE;
    return FALSE;
}

gboolean
tc_dump_get_string(const json_t *object, const char *name, gsize len_max, const char **value,
                   GError **error)
{
    const json_t *member = json_object_get(object, name);
    const char *text;

    *value = NULL;
    if (member == NULL)
        return TRUE;
    text = json_string_value(member);
    if (text == NULL)
        return tc_dump_bad(error, _("“%s” is not a string"), name);
    if (json_string_length(member) > len_max)
        return tc_dump_bad(error, _("“%s” is longer than %zu bytes"), name, len_max);
    if (tc_dump_has_control(text))
        return tc_dump_bad(error, _("a control character in “%s”"), name);
    *value = text;
    return TRUE;
}

gboolean
tc_dump_get_number(const json_t *object, const char *name, gint64 min, gint64 max, gint64 *value,
                   GError **error)
{
    const json_t *member = json_object_get(object, name);
    gint64 number = json_integer_value(member);

    if (!json_is_integer(member))
        return tc_dump_bad(error, _("“%s” is not a whole number"), name);
    if (number < min || number > max)
        return tc_dump_bad(error, _("“%s” is out of range"), name);
    *value = number;
    return TRUE;
}

gboolean
tc_dump_get_count(const json_t *object, const char *name, guint64 *value, GError **error)
{
    gint64 number;

    if (!tc_dump_get_number(object, name, 0, G_MAXINT64, &number, error))
        return FALSE;
    *value = (guint64)number;
    return TRUE;
}

gboolean
tc_dump_get_version(const json_t *object, const char *name, guint *value, GError **error)
{
    gint64 number;

    if (!tc_dump_get_number(object, name, 0, G_MAXINT32, &number, error))
        return FALSE;
    *value = (guint)number;
    return TRUE;
}

gboolean
tc_dump_get_id(const json_t *object, const char *name, guint64 *value, GError **error)
{
    const char *text;

    if (!tc_dump_get_string(object, name, 20, &text, error))
        return FALSE;
    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, value, NULL))
        return tc_dump_bad(error, _("“%s” is not a number in a string"), name);
    return TRUE;
}

gboolean
tc_dump_get_boolean(const json_t *object, const char *name, gboolean *is_true, GError **error)
{
    const json_t *member = json_object_get(object, name);

    if (member != NULL && !json_is_boolean(member))
        return tc_dump_bad(error, _("“%s” is not true or false"), name);
    *is_true = json_is_true(member);
    return TRUE;
}

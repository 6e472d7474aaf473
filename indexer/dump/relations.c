#include "indexer/dump/relations.h"

#include "store/generation.h"
#include "text/relation/relation.h"

#include <glib/gi18n.h>
#include <string.h>

#define MEMBER "relations"

static gboolean
bad(GError **error)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("“%s” is not a list of relations"),
                MEMBER);
    return FALSE;
}

/* *value stays NULL when it is not there. FALSE when it is no string, or too long. */
static gboolean
take_string(const json_t *object, const char *name, char **value)
{
    const json_t *member = json_object_get(object, name);

    if (member == NULL)
        return TRUE;
    if (!json_is_string(member) || json_string_length(member) > TC_RELATION_FIELD_MAX)
        return FALSE;
    if (json_string_length(member) > 0)
        *value = g_strdup(json_string_value(member));
    return TRUE;
}

/* "2020-12-04" or "2020". */
static gboolean
take_day(const json_t *object, const char *name, guint32 *day)
{
    const json_t *member = json_object_get(object, name);
    const char *text = json_string_value(member);
    guint32 value = 0;

    if (member == NULL)
        return TRUE;
    if (text == NULL || (strlen(text) != 4 && strlen(text) != 10))
        return FALSE;
    for (gsize i = 0; text[i]; i++) {
        gboolean is_dash = i == 4 || i == 7;
        if (is_dash ? text[i] != '-' : !g_ascii_isdigit(text[i]))
            return FALSE;
        if (!is_dash)
            value = value * 10 + (guint32)(text[i] - '0');
    }
    *day = text[4] ? value : value * 10000;
    return TRUE;
}

gboolean
tc_dump_relations_read(const json_t *object, char **lines, GError **error)
{
    const json_t *list = json_object_get(object, MEMBER);
    g_autoptr(GPtrArray) relations =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_relation_free);

    *lines = NULL;
    if (list == NULL)
        return TRUE;
    if (!json_is_array(list) || json_array_size(list) > TC_RELATIONS_MAX)
        return bad(error);
    for (gsize i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        const char *kind = json_string_value(json_object_get(item, "kind"));
        g_autoptr(TcRelation) relation = g_new0(TcRelation, 1);

        if (kind == NULL || !tc_relation_kind_parse(kind, &relation->kind) ||
            !take_string(item, "number", &relation->number) ||
            !take_string(item, "type", &relation->type) ||
            !take_string(item, "title", &relation->title) ||
            !take_string(item, "scope", &relation->scope) ||
            !take_string(item, "org", &relation->org) || !take_day(item, "date", &relation->date) ||
            !take_day(item, "effective", &relation->effective))
            return bad(error);
        g_ptr_array_add(relations, g_steal_pointer(&relation));
    }
    *lines = tc_relations_write(relations);
    return TRUE;
}

static void
set_member(const char *name, const char *value, gpointer user)
{
    json_t *object = user;
    g_autofree char *valid = g_utf8_make_valid(value, -1);

    json_object_set_new_nocheck(object, name, json_string_nocheck(valid));
}

void
tc_dump_relations_set(json_t *object, const char *lines)
{
    g_autoptr(GPtrArray) relations = tc_relations_read(lines);
    json_t *list;

    if (relations->len == 0)
        return;
    list = json_array();
    for (guint i = 0; i < relations->len; i++) {
        json_t *item = json_object();

        tc_relation_each_member(g_ptr_array_index(relations, i), set_member, item);
        json_array_append_new(list, item);
    }
    json_object_set_new_nocheck(object, MEMBER, list);
}

#include "store/each_metadata.h"

#include <string.h>

typedef struct {
    TcXDatabase *db;
    TcMetadataFunc func;
    gpointer user;
    GString *key;
    GError *error;
} Walk;

static gboolean
visit_key(const char *bytes, gsize len, G_GNUC_UNUSED guint32 freq, gpointer user)
{
    Walk *walk = user;
    g_autofree char *value = NULL;
    gsize value_len = 0;
    if (!tc_x_database_metadata(walk->db, bytes, len, &value, &value_len, &walk->error))
        return FALSE;
    g_string_truncate(walk->key, 0);
    g_string_append_len(walk->key, bytes, (gssize)len);
    return walk->func(walk->key->str, value, value_len, walk->user, &walk->error);
}

gboolean
tc_each_metadata(TcXDatabase *db, const char *prefix, TcMetadataFunc func, gpointer user,
                 GError **error)
{
    g_autoptr(GString) key = g_string_new(NULL);
    Walk walk = {db, func, user, key, NULL};
    if (!tc_x_database_each_metadata_key(db, prefix, strlen(prefix), visit_key, &walk, error)) {
        g_clear_error(&walk.error);
        return FALSE;
    }
    if (walk.error != NULL)
        g_propagate_error(error, walk.error);
    return walk.error == NULL;
}

/* Archives by their names, and the index of each. */
#include "config/config.h"

#include <string.h>

gboolean
tc_config_is_name(const char *argument)
{
    if (!*argument || *argument == '-' || *argument == '.' || strchr(argument, '/') != NULL ||
        !g_utf8_validate(argument, -1, NULL))
        return FALSE;
    for (const char *at = argument; *at; at = g_utf8_next_char(at))
        if (!g_unichar_isprint(g_utf8_get_char(at)))
            return FALSE;
    return TRUE;
}

const TcArchive *
tc_config_archive(const TcConfig *config, const char *name)
{
    g_autofree char *wanted = NULL;

    if (!tc_config_is_name(name))
        return NULL;
    wanted = g_utf8_normalize(name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    for (guint i = 0; i < config->archives->len; i++) {
        const TcArchive *archive = g_ptr_array_index(config->archives, i);
        g_autofree char *have = g_utf8_normalize(archive->name, -1, G_NORMALIZE_DEFAULT_COMPOSE);

        if (g_str_equal(have, wanted))
            return archive;
    }
    return NULL;
}

const char *
tc_config_index_of(const TcConfig *config, const TcArchive *archive, const char *fallback)
{
    if (archive != NULL && archive->index != NULL)
        return archive->index;
    return config->index != NULL ? config->index : fallback;
}

GPtrArray *
tc_config_indexes(const TcConfig *config, const char *fallback)
{
    GPtrArray *indexes = g_ptr_array_new();

    for (guint i = 0; i < config->archives->len; i++) {
        const char *index =
            tc_config_index_of(config, g_ptr_array_index(config->archives, i), fallback);

        if (!g_ptr_array_find_with_equal_func(indexes, index, g_str_equal, NULL))
            g_ptr_array_add(indexes, (gpointer)index);
    }
    if (!indexes->len)
        g_ptr_array_add(indexes, (gpointer)tc_config_index_of(config, NULL, fallback));
    return indexes;
}

const char *
tc_config_resolve_index(const TcConfig *config, const char *argument, const char *fallback)
{
    const TcArchive *archive = tc_config_archive(config, argument);

    return archive != NULL ? tc_config_index_of(config, archive, fallback) : argument;
}

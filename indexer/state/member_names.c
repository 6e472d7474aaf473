#include "indexer/state/member_names.h"

#include "indexer/scan/scan.h"
#include "indexer/state/ledger.h"

void
tc_member_names_init(TcMemberNames *names)
{
    names->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->repeated = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
tc_member_names_clear(TcMemberNames *names)
{
    g_hash_table_unref(names->paths);
    g_hash_table_unref(names->repeated);
}

const char *
tc_member_names_add(TcMemberNames *names, const char *archive, const char *name)
{
    g_autofree char *plain = g_strconcat(archive, TC_MEMBER_SEPARATOR, name, NULL);
    char *path = g_strdup(plain);
    guint last = 1;

    if (g_hash_table_contains(names->paths, path)) {
        /* It goes on from where it ended the last time: a hostile archive has one name 200,000
         * times. */
        last = MAX(GPOINTER_TO_UINT(g_hash_table_lookup(names->repeated, plain)), 1);
        while (g_hash_table_contains(names->paths, path)) {
            g_free(path);
            path = g_strdup_printf("%s (%u)", plain, ++last);
        }
        g_hash_table_insert(names->repeated, g_steal_pointer(&plain), GUINT_TO_POINTER(last));
    }
    g_hash_table_add(names->paths, path);
    return path;
}

gboolean
tc_member_name_is_skipped(const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, "/", -1);

    for (char **part = parts; *part != NULL; part++)
        if (tc_scan_skips_name(*part))
            return TRUE;
    return FALSE;
}

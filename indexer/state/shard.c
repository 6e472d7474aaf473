#include "indexer/state/shard.h"

#include "indexer/state/ledger.h"
#include "store/schema.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
parse_number(const char *text, gsize len, guint *number)
{
    guint value = 0;

    if (!len || len > 4)
        return FALSE;
    for (gsize i = 0; i < len; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        value = 10 * value + (guint)(text[i] - '0');
    }
    *number = value;
    return TRUE;
}

gboolean
tc_shard_parse(const char *text, gsize len, TcShard *shard)
{
    const char *slash = memchr(text, '/', len);
    TcShard got;

    if (slash == NULL || !parse_number(text, (gsize)(slash - text), &got.number) ||
        !parse_number(slash + 1, len - (gsize)(slash - text) - 1, &got.count))
        return FALSE;
    if (got.count > TC_SHARD_COUNT_MAX || got.number < 1 || got.number > got.count)
        return FALSE;
    *shard = got;
    return TRUE;
}

gboolean
tc_shard_equal(TcShard a, TcShard b)
{
    return a.number == b.number && a.count == b.count;
}

char *
tc_shard_name(TcShard shard)
{
    return g_strdup_printf("%u/%u", shard.number, shard.count);
}

gboolean
tc_shard_has(TcShard shard, const char *path)
{
    guint8 hash[TC_HASH_LEN];
    guint64 number = 0;

    if (shard.count <= 1)
        return TRUE;
    tc_ledger_hash(path, strlen(path), hash);
    for (guint i = 0; i < 8; i++)
        number = number << 8 | hash[i];
    return number % shard.count == shard.number - 1;
}

void
tc_shard_limit_plan(TcShard shard, TcPlan *plan)
{
    g_autoptr(GPtrArray) all = plan->to_read;

    if (shard.count <= 1) {
        g_ptr_array_ref(all);
        return;
    }
    plan->to_read = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        TcScanFile *file = g_ptr_array_index(all, i);

        if (tc_shard_has(shard, file->path))
            g_ptr_array_add(plan->to_read, file);
        else
            plan->bytes -= file->stamp.size;
    }
}

gboolean
tc_shard_load(TcReader *reader, TcShard *shard, GError **error)
{
    g_autofree char *value = NULL;
    gsize len;

    if (!tc_reader_metadata(reader, TC_META_SHARD, &value, &len, error))
        return FALSE;
    *shard = TC_SHARD_WHOLE;
    if (len && !tc_shard_parse(value, len, shard)) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                            _("the index does not say which shard it is"));
        return FALSE;
    }
    return TRUE;
}

gboolean
tc_shard_put(TcWriter *writer, TcShard shard, GError **error)
{
    g_autofree char *name = tc_shard_name(shard);

    return tc_writer_set_metadata(writer, TC_META_SHARD, name, shard.count > 1 ? strlen(name) : 0,
                                  error);
}

#include "indexer/postings/corrections.h"

#include "base/order.h"
#include "field/names.h"
#include "indexer/state/ledger.h"
#include "store/each_metadata.h"
#include "store/schema.h"
#include "text/analyzer.h"

#include <string.h>

struct TcCorrections {
    GHashTable *by_hash; /* 16 bytes, in the value -> TcCorrection */
};

static TcCorrections *
corrections_new(void)
{
    TcCorrections *corrections = g_new0(TcCorrections, 1);

    corrections->by_hash = g_hash_table_new_full(tc_ledger_hash_hash, tc_ledger_hash_equal, NULL,
                                                 (GDestroyNotify)tc_correction_free);
    return corrections;
}

static gboolean
load_one(const char *key, const char *value, gsize len, gpointer corrections, GError **error)
{
    guint8 hash[TC_HASH_LEN];
    TcCorrection *correction;

    if (!tc_correction_parse_key(key, hash))
        return TRUE;
    correction = tc_correction_decode(hash, value, len, error);
    if (correction == NULL)
        return FALSE;
    tc_corrections_take(corrections, correction);
    return TRUE;
}

TcCorrections *
tc_corrections_load(TcReader *reader, GError **error)
{
    g_autoptr(TcCorrections) corrections = corrections_new();

    if (!tc_each_metadata(tc_reader_database(reader), TC_META_CORRECTION, load_one, corrections,
                          error))
        return NULL;
    return g_steal_pointer(&corrections);
}

TcCorrections *
tc_corrections_load_live(const char *dir, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcReader) reader = tc_reader_open_records(dir, TC_ANALYZER_VERSION, NULL, &local);

    if (reader != NULL)
        return tc_corrections_load(reader, error);
    if (g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND)) {
        g_error_free(local);
        return corrections_new();
    }
    g_propagate_error(error, local);
    return NULL;
}

void
tc_corrections_free(TcCorrections *corrections)
{
    if (corrections == NULL)
        return;
    g_hash_table_unref(corrections->by_hash);
    g_free(corrections);
}

const TcCorrection *
tc_corrections_find(const TcCorrections *corrections, const guint8 *hash)
{
    return corrections == NULL ? NULL : g_hash_table_lookup(corrections->by_hash, hash);
}

static gint
compare(gconstpointer a, gconstpointer b)
{
    const TcCorrection *one = *(const TcCorrection *const *)a;
    const TcCorrection *other = *(const TcCorrection *const *)b;
    const int by_path = strcmp(one->path, other->path);

    if (by_path != 0)
        return by_path;
    return TC_ORDER(one->when_s, other->when_s);
}

GPtrArray *
tc_corrections_sorted(const TcCorrections *corrections)
{
    GPtrArray *sorted = g_ptr_array_new();
    GHashTableIter iter;
    gpointer correction;

    g_hash_table_iter_init(&iter, corrections->by_hash);
    while (g_hash_table_iter_next(&iter, NULL, &correction))
        g_ptr_array_add(sorted, correction);
    g_ptr_array_sort(sorted, compare);
    return sorted;
}

GPtrArray *
tc_corrections_left(const TcCorrections *corrections, const GPtrArray *entries)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    GPtrArray *left = tc_corrections_sorted(corrections);

    for (guint i = 0; left->len > 0 && i < entries->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(entries, i);
        const TcCorrection *correction =
            entry->has_hash ? tc_corrections_find(corrections, entry->hash) : NULL;

        if (correction != NULL)
            g_hash_table_add(found, (gpointer)correction);
    }
    for (guint i = left->len; i-- > 0;)
        if (g_hash_table_contains(found, g_ptr_array_index(left, i)))
            g_ptr_array_remove_index(left, i);
    return left;
}

guint
tc_corrections_count(const TcCorrections *corrections)
{
    return g_hash_table_size(corrections->by_hash);
}

void
tc_corrections_take(TcCorrections *corrections, TcCorrection *correction)
{
    if (!tc_correction_is_empty(correction)) {
        g_hash_table_replace(corrections->by_hash, correction->hash, correction);
        return;
    }
    g_hash_table_remove(corrections->by_hash, correction->hash);
    tc_correction_free(correction);
}

gboolean
tc_correction_put(TcWriter *writer, const TcCorrection *correction, GError **error)
{
    g_autofree char *key = tc_correction_key(correction->hash);
    gsize len = 0;
    g_autofree char *value =
        tc_correction_is_empty(correction) ? g_strdup("") : tc_correction_encode(correction, &len);

    return tc_writer_set_metadata(writer, key, value, len, error);
}

gboolean
tc_corrections_put_all(const TcCorrections *corrections, TcWriter *writer, GError **error)
{
    GHashTableIter iter;
    gpointer correction;

    if (corrections == NULL)
        return TRUE;
    g_hash_table_iter_init(&iter, corrections->by_hash);
    while (g_hash_table_iter_next(&iter, NULL, &correction))
        if (!tc_correction_put(writer, correction, error))
            return FALSE;
    return TRUE;
}

char *
tc_correction_said(const TcCorrection *correction, const char *separator, gboolean is_quoted)
{
    GString *said = g_string_new(NULL);

    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const char *value = correction->values[i];

        if (value == NULL)
            continue;
        g_autofree char *plain = g_strdup_printf("%s=%s", tc_field_typed_name((TcField)i), value);
        g_autofree char *shell = is_quoted && strpbrk(plain, " '\"\\$`;&|<>()*?[#~") != NULL
                                     ? g_shell_quote(plain)
                                     : NULL;

        g_string_append_printf(said, "%s%s", said->len > 0 ? separator : "",
                               shell != NULL ? shell : plain);
    }
    return g_string_free(said, FALSE);
}

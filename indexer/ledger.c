#include "indexer/ledger.h"

#include "store/schema.h"

#include <glib/gi18n.h>
#include <string.h>

/* path; size, mtime, ctime, inode, device; hash (empty when none); indexed, settled; format,
 * encoding, reason, message. A change of this is a new TC_SCHEMA_VERSION. */
#define ENTRY_TYPE "(aytxxttaybbssss)"

TcLedgerEntry *
tc_ledger_entry_new(const char *path, const TcFileStamp *stamp)
{
    TcLedgerEntry *entry = g_new0(TcLedgerEntry, 1);

    entry->path = g_strdup(path);
    entry->stamp = *stamp;
    entry->format = g_strdup("");
    entry->encoding = g_strdup("");
    entry->reason = g_strdup("");
    entry->message = g_strdup("");
    return entry;
}

void
tc_ledger_entry_free(TcLedgerEntry *entry)
{
    if (!entry)
        return;
    g_free(entry->path);
    g_free(entry->format);
    g_free(entry->encoding);
    g_free(entry->reason);
    g_free(entry->message);
    g_free(entry);
}

TcFileStamp
tc_ledger_member_stamp(guint64 size, gint64 mtime_s, gsize archive_len)
{
    /* Times that a clock can have; an archive says anything. */
    const gint64 most = G_MAXINT64 / G_GINT64_CONSTANT(1000000000);

    return (TcFileStamp){
        .size = size,
        .mtime_ns = CLAMP(mtime_s, -most, most) * G_GINT64_CONSTANT(1000000000),
        .dev = archive_len,
    };
}

gsize
tc_ledger_archive_len(const TcLedgerEntry *entry)
{
    const TcFileStamp *stamp = &entry->stamp;

    if (stamp->inode || stamp->ctime_ns || !stamp->dev || stamp->dev >= strlen(entry->path) ||
        !g_str_has_prefix(entry->path + stamp->dev, TC_MEMBER_SEPARATOR))
        return 0;
    return stamp->dev;
}

gboolean
tc_ledger_is_archive(const TcLedgerEntry *entry)
{
    return !entry->indexed && *entry->reason == '\0' && *entry->format != '\0';
}

void
tc_ledger_set_string(char **field, const char *value)
{
    g_free(*field);
    *field = g_utf8_make_valid(value ? value : "", -1);
}

/* GVariant stores numbers in the order of the machine; an index may be copied to another one. */
static GVariant *
to_little_endian(GVariant *value)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
    GVariant *swapped = g_variant_byteswap(value);

    g_variant_unref(value);
    return swapped;
#else
    return value;
#endif
}

char *
tc_ledger_encode(const TcLedgerEntry *entry, gsize *len)
{
    const TcFileStamp *stamp = &entry->stamp;
    g_autoptr(GVariant) value = g_variant_ref_sink(
        g_variant_new("(@aytxxtt@aybbssss)", g_variant_new_bytestring(entry->path), stamp->size,
                      stamp->mtime_ns, stamp->ctime_ns, stamp->inode, stamp->dev,
                      g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, entry->hash,
                                                entry->has_hash ? TC_HASH_LEN : 0, 1),
                      entry->indexed, entry->settled, entry->format, entry->encoding, entry->reason,
                      entry->message));
    char *bytes;

    value = to_little_endian(value);
    *len = g_variant_get_size(value);
    bytes = g_malloc(*len);
    g_variant_store(value, bytes);
    return bytes;
}

TcLedgerEntry *
tc_ledger_decode(const char *bytes, gsize len, GError **error)
{
    /* GVariant asks for aligned memory. */
    g_autoptr(GBytes) aligned = g_bytes_new(bytes, len);
    g_autoptr(GVariant) value =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(ENTRY_TYPE), aligned, FALSE));
    g_autoptr(GVariant) hash = NULL;
    TcLedgerEntry *entry;
    const char *path, *format, *encoding, *reason, *message;
    gconstpointer hash_bytes;
    gsize hash_len;

    value = to_little_endian(value);
    /* Damaged data read as defaults instead of failing: ask first. */
    if (!g_variant_is_normal_form(value)) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                            _("the ledger of the index is damaged"));
        return NULL;
    }
    entry = g_new0(TcLedgerEntry, 1);
    g_variant_get(value, "(^&aytxxtt@aybb&s&s&s&s)", &path, &entry->stamp.size,
                  &entry->stamp.mtime_ns, &entry->stamp.ctime_ns, &entry->stamp.inode,
                  &entry->stamp.dev, &hash, &entry->indexed, &entry->settled, &format, &encoding,
                  &reason, &message);
    entry->path = g_strdup(path);
    hash_bytes = g_variant_get_fixed_array(hash, &hash_len, 1);
    if (hash_len == TC_HASH_LEN) {
        memcpy(entry->hash, hash_bytes, TC_HASH_LEN);
        entry->has_hash = TRUE;
    }
    entry->format = g_strdup(format);
    entry->encoding = g_strdup(encoding);
    entry->reason = g_strdup(reason);
    entry->message = g_strdup(message);
    return entry;
}

void
tc_ledger_hash(const char *bytes, gsize len, guint8 hash[TC_HASH_LEN])
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA512);
    guint8 digest[64];
    gsize digest_len = sizeof digest;

    /* GChecksum takes a signed length and means strlen() by a negative one. */
    while (len > 0) {
        gsize part = MIN(len, (gsize)1 << 30);

        g_checksum_update(checksum, (const guchar *)bytes, (gssize)part);
        bytes += part;
        len -= part;
    }
    g_checksum_get_digest(checksum, digest, &digest_len);
    memcpy(hash, digest, TC_HASH_LEN);
}

static void
append_path_hash(GString *out, const char *path)
{
    guint8 hash[TC_HASH_LEN];

    tc_ledger_hash(path, strlen(path), hash);
    for (gsize i = 0; i < TC_HASH_LEN; i++)
        g_string_append_printf(out, "%02x", hash[i]);
}

char *
tc_ledger_key(const char *path)
{
    GString *key = g_string_new(TC_META_LEDGER);
    gsize len = strlen(path);

    if (len <= TC_LEDGER_KEY_PATH_MAX) {
        g_string_append(key, path);
    } else {
        g_string_append_len(key, path, TC_LEDGER_KEY_PATH_MAX - 2 * TC_HASH_LEN);
        append_path_hash(key, path);
    }
    return g_string_free(key, FALSE);
}

char *
tc_ledger_document_id(const char *path)
{
    GString *id = g_string_new(TC_TERM_ID);

    append_path_hash(id, path);
    return g_string_free(id, FALSE);
}

GHashTable *
tc_ledger_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                 (GDestroyNotify)tc_ledger_entry_free);
}

static gboolean
collect_key(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    (void)freq;
    g_ptr_array_add(user, g_strndup(bytes, len));
    return TRUE;
}

GHashTable *
tc_ledger_load(TcReader *reader, GError **error)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) ledger = tc_ledger_new();
    GError *local = NULL;

    if (!tc_x_database_each_metadata_key(tc_reader_database(reader), TC_META_LEDGER,
                                         strlen(TC_META_LEDGER), collect_key, keys, &local)) {
        tc_store_propagate(error, local);
        return NULL;
    }
    for (guint i = 0; i < keys->len; i++) {
        g_autofree char *value = NULL;
        TcLedgerEntry *entry;
        gsize len;

        if (!tc_reader_metadata(reader, g_ptr_array_index(keys, i), &value, &len, error))
            return NULL;
        entry = tc_ledger_decode(value, len, error);
        if (!entry)
            return NULL;
        g_hash_table_replace(ledger, entry->path, entry);
    }
    return g_steal_pointer(&ledger);
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const TcLedgerEntry *const *one = a, *const *other = b;

    return strcmp((*one)->path, (*other)->path);
}

GPtrArray *
tc_ledger_sorted(GHashTable *ledger)
{
    GPtrArray *entries = g_ptr_array_sized_new(g_hash_table_size(ledger));
    GHashTableIter iter;
    gpointer entry;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &entry))
        g_ptr_array_add(entries, entry);
    g_ptr_array_sort(entries, compare_entries);
    return entries;
}

GPtrArray *
tc_ledger_sorted_members(GHashTable *ledger)
{
    GPtrArray *members = g_ptr_array_new();
    GHashTableIter iter;
    gpointer entry;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &entry))
        if (tc_ledger_archive_len(entry))
            g_ptr_array_add(members, entry);
    g_ptr_array_sort(members, compare_entries);
    return members;
}

/* How many of `members` are before all paths that begin with `prefix`, or with `after` before all
 * that come after them. */
static guint
count_before(const GPtrArray *members, const char *prefix, gboolean after)
{
    guint low = 0, high = members->len;
    gsize len = strlen(prefix);

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const TcLedgerEntry *entry = g_ptr_array_index(members, middle);
        int order = strncmp(entry->path, prefix, len);

        if (order < 0 || (order == 0 && after))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

guint
tc_ledger_members_of(const GPtrArray *members, const char *path, guint *begin)
{
    g_autofree char *prefix = g_strconcat(path, TC_MEMBER_SEPARATOR, NULL);

    *begin = count_before(members, prefix, FALSE);
    return count_before(members, prefix, TRUE);
}

gboolean
tc_ledger_put(TcWriter *writer, const TcLedgerEntry *entry, GError **error)
{
    g_autofree char *key = tc_ledger_key(entry->path);
    gsize len;
    g_autofree char *bytes = tc_ledger_encode(entry, &len);

    return tc_writer_set_metadata(writer, key, bytes, len, error);
}

gboolean
tc_ledger_remove(TcWriter *writer, const char *path, GError **error)
{
    g_autofree char *key = tc_ledger_key(path);

    return tc_writer_set_metadata(writer, key, "", 0, error);
}

char **
tc_ledger_roots(TcReader *reader, GError **error)
{
    g_autofree char *value = NULL;
    GPtrArray *roots;
    gsize len;

    if (!tc_reader_metadata(reader, TC_META_ROOTS, &value, &len, error))
        return NULL;
    roots = g_ptr_array_new();
    for (gsize start = 0; start < len;) {
        gsize part = strnlen(value + start, len - start);

        if (part)
            g_ptr_array_add(roots, g_strndup(value + start, part));
        start += part + 1;
    }
    g_ptr_array_add(roots, NULL);
    return (char **)g_ptr_array_free(roots, FALSE);
}

gboolean
tc_ledger_put_roots(TcWriter *writer, const char *const *roots, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);

    for (; *roots; roots++)
        g_string_append_len(value, *roots, (gssize)strlen(*roots) + 1);
    return tc_writer_set_metadata(writer, TC_META_ROOTS, value->str, value->len, error);
}

#include "indexer/state/ledger.h"

#include "document/document.h"
#include "store/each_metadata.h"
#include "store/kept/little_endian.h"
#include "store/schema.h"

#include <glib/gi18n.h>
#include <nettle/sha2.h>
#include <string.h>

/* path; size, mtime, ctime, inode, device, time of reading, pages; hash (empty when none); indexed,
 * settled; format, encoding, reason, message, attempt. A change of this is a new TC_SCHEMA_VERSION,
 * and a new TC_LEDGER_LAYOUT. Before schema 5 there were no time, pages and attempt. */
#define ENTRY_TYPE "(@aytxxttxt@aybbsssss)"

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
    entry->attempt = g_strdup("");
    return entry;
}

/* Strings of a decoded entry lie behind it in the same block until they are replaced. */
static void
free_string(const TcLedgerEntry *entry, char *string)
{
    guintptr start = (guintptr)(entry + 1), at = (guintptr)string;

    if (at < start || at >= start + entry->block_len)
        g_free(string);
}

void
tc_ledger_entry_free(TcLedgerEntry *entry)
{
    if (entry == NULL)
        return;
    free_string(entry, entry->path);
    free_string(entry, entry->format);
    free_string(entry, entry->encoding);
    free_string(entry, entry->reason);
    free_string(entry, entry->message);
    free_string(entry, entry->attempt);
    g_free(entry);
}

TcFileStamp
tc_ledger_member_stamp(guint64 size, gint64 mtime_s, gsize archive_len)
{
    /* Times that a clock can show; an archive may claim any. */
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

TcFormat
tc_ledger_format(const TcLedgerEntry *entry)
{
    return tc_format_of_name(entry->format);
}

static gboolean
says_unreadable(const TcLedgerEntry *entry)
{
    return g_str_equal(entry->reason, tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE));
}

gboolean
tc_ledger_is_archive(const TcLedgerEntry *entry)
{
    return !entry->indexed && *entry->format != '\0' &&
           (*entry->reason == '\0' || says_unreadable(entry));
}

gboolean
tc_ledger_is_incomplete(const TcLedgerEntry *entry)
{
    return (!entry->indexed && !tc_ledger_is_archive(entry)) || *entry->message;
}

gboolean
tc_ledger_is_unreadable(const TcLedgerEntry *entry)
{
    return !entry->indexed && !tc_ledger_is_archive(entry) && says_unreadable(entry);
}

gboolean
tc_ledger_is_kept(const TcLedgerEntry *entry)
{
    return (entry->indexed || tc_ledger_is_archive(entry)) && says_unreadable(entry);
}

void
tc_ledger_set_string(const TcLedgerEntry *entry, char **field, const char *value)
{
    free_string(entry, *field);
    *field = g_utf8_make_valid(value != NULL ? value : "", -1);
}

void
tc_ledger_copy_reading(TcLedgerEntry *entry, const TcLedgerEntry *from)
{
    entry->read_s = from->read_s;
    entry->page_count = from->page_count;
    tc_ledger_set_string(entry, &entry->format, from->format);
    tc_ledger_set_string(entry, &entry->encoding, from->encoding);
    tc_ledger_set_string(entry, &entry->reason, from->reason);
    tc_ledger_set_string(entry, &entry->message, from->message);
    tc_ledger_set_string(entry, &entry->attempt, from->attempt);
}

char *
tc_ledger_encode(const TcLedgerEntry *entry, gsize *len)
{
    const TcFileStamp *stamp = &entry->stamp;
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new(
        ENTRY_TYPE, g_variant_new_bytestring(entry->path), stamp->size, stamp->mtime_ns,
        stamp->ctime_ns, stamp->inode, stamp->dev, entry->read_s, (guint64)entry->page_count,
        g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, entry->hash,
                                  entry->has_hash ? TC_HASH_LEN : 0, 1),
        entry->indexed, entry->settled, entry->format, entry->encoding, entry->reason,
        entry->message, entry->attempt));
    gsize value_len;
    char *bytes;

    value = tc_little_endian(value);
    value_len = g_variant_get_size(value);
    *len = value_len + 1;
    bytes = g_malloc(*len);
    /* Moved to the beginning first, as GVariant wants its numbers aligned. */
    g_variant_store(value, bytes);
    memmove(bytes + 1, bytes, value_len);
    bytes[0] = TC_LEDGER_LAYOUT;
    return bytes;
}

/* ---- decoding ----
 *
 * GVariant itself takes 2 microseconds and a dozen allocations for an entry, most of what an update
 * of a large archive without changes would do. What it has written looks like this, for what has
 * one shape only (its specification: "GVariant", section 2.5, structures and framing offsets):
 *
 *     path\0 pad | size mtime ctime inode device read pages | hash | indexed settled |
 *     format\0 encoding\0 reason\0 message\0 attempt\0 |
 *     ends of message, reason, encoding, format, hash, path
 *
 * Numbers take 8 bytes from a multiple of 8, truth values one, and the ends 1, 2 or 4 bytes each,
 * by the length of the whole. Other bytes than GVariant would have written are damage. */

/* Ends, in the order of the strings. */
enum { END_PATH, END_HASH, END_FORMAT, END_ENCODING, END_REASON, END_MESSAGE, END_COUNT };

#define NUMBERS_LEN (7 * 8u)

/* Entries before schema 5. */
#define OLD_END_COUNT   (END_COUNT - 1)
#define OLD_NUMBERS_LEN (5 * 8u)

static gsize
end_len(gsize len)
{
    return len > G_MAXUINT16 ? 4 : len > G_MAXUINT8 ? 2 : 1;
}

/* Little endian. */
static guint64
read_number(const char *bytes, gsize len)
{
    guint64 number = 0;

    for (gsize i = len; i > 0; i--)
        number = number << 8 | (guint8)bytes[i - 1];
    return number;
}

/* Whether text[start, end) is one string with its NUL. */
static gboolean
is_string(const char *bytes, gsize start, gsize end)
{
    return end > start && memchr(bytes + start, '\0', end - start) == bytes + end - 1;
}

static gboolean
is_text(const char *bytes, gsize start, gsize end)
{
    return is_string(bytes, start, end) &&
           g_utf8_validate(bytes + start, (gssize)(end - start - 1), NULL);
}

static gboolean
is_zero(const char *bytes, gsize start, gsize end)
{
    while (start < end && bytes[start] == 0)
        start++;
    return start == end;
}

/* Checks the strings of an entry, which follow one another in bytes[from, ends[...]); the last one
 * ends at `until`. */
static gboolean
are_texts(const char *bytes, gsize from, const gsize *ends, gsize end_count, gsize until)
{
    for (gsize i = END_FORMAT; i < end_count; i++) {
        if (ends[i] > until || !is_text(bytes, from, ends[i]))
            return FALSE;
        from = ends[i];
    }
    return is_text(bytes, from, until);
}

/* NULL when the bytes are damaged. */
static TcLedgerEntry *
unpack(const char *bytes, gsize len, gboolean is_old)
{
    gsize end_count = is_old ? OLD_END_COUNT : END_COUNT;
    gsize numbers_len = is_old ? OLD_NUMBERS_LEN : NUMBERS_LEN;
    gsize width = end_len(len), ends[END_COUNT], strings_end, numbers, hash, flags, texts;
    TcLedgerEntry *entry;
    char *path, *text;

    if (len < end_count * width || len > G_MAXUINT32)
        return NULL;
    strings_end = len - end_count * width;
    for (gsize i = 0; i < end_count; i++)
        ends[i] = (gsize)read_number(bytes + len - (i + 1) * width, width);
    numbers = (ends[END_PATH] + 7) / 8 * 8;
    hash = numbers + numbers_len;
    flags = ends[END_HASH];
    texts = flags + 2;
    /* Each end is compared with the one before: none leads outside. */
    if (ends[END_PATH] > strings_end || ends[END_HASH] > strings_end || hash > ends[END_HASH] ||
        ends[END_FORMAT] > strings_end || texts > ends[END_FORMAT])
        return NULL;
    if (!is_string(bytes, 0, ends[END_PATH]) || !is_zero(bytes, ends[END_PATH], numbers) ||
        !are_texts(bytes, texts, ends, end_count, strings_end) || (guint8)bytes[flags] > 1 ||
        (guint8)bytes[flags + 1] > 1)
        return NULL;
    /* A million entries are in memory at a time: so each is one block, of no more than the path and
     * the texts. */
    entry = g_malloc(sizeof *entry + ends[END_PATH] + strings_end - texts);
    path = (char *)(entry + 1);
    text = path + ends[END_PATH];
    memcpy(path, bytes, ends[END_PATH]);
    memcpy(text, bytes + texts, strings_end - texts);
    *entry = (TcLedgerEntry){
        .path = path,
        .stamp = {.size = read_number(bytes + numbers, 8),
                  .mtime_ns = (gint64)read_number(bytes + numbers + 8, 8),
                  .ctime_ns = (gint64)read_number(bytes + numbers + 16, 8),
                  .inode = read_number(bytes + numbers + 24, 8),
                  .dev = read_number(bytes + numbers + 32, 8)},
        .block_len = (guint32)(ends[END_PATH] + strings_end - texts),
        .indexed = (guint8)bytes[flags] & 1u,
        .settled = (guint8)bytes[flags + 1] & 1u,
        .format = text,
        .encoding = text + (ends[END_FORMAT] - texts),
        .reason = text + (ends[END_ENCODING] - texts),
        .message = text + (ends[END_REASON] - texts),
        /* An old entry has none: the end of its message serves as an empty string. */
        .attempt = text + (is_old ? strings_end - 1 : ends[END_MESSAGE]) - texts,
    };
    if (!is_old) {
        entry->read_s = (gint64)read_number(bytes + numbers + 40, 8);
        entry->page_count = (guint32)MIN(read_number(bytes + numbers + 48, 8), G_MAXUINT32);
    }
    if (ends[END_HASH] - hash == TC_HASH_LEN) {
        memcpy(entry->hash, bytes + hash, TC_HASH_LEN);
        entry->has_hash = TRUE;
    }
    return entry;
}

TcLedgerEntry *
tc_ledger_decode(const char *bytes, gsize len, GError **error)
{
    gboolean is_old = len == 0 || bytes[0] != TC_LEDGER_LAYOUT;
    TcLedgerEntry *entry = is_old ? unpack(bytes, len, TRUE) : unpack(bytes + 1, len - 1, FALSE);

    if (entry == NULL)
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                            _("the ledger of the index is damaged"));
    return entry;
}

void
tc_ledger_hash(const char *bytes, gsize len, guint8 hash[TC_HASH_LEN])
{
    TcHashing hashing;

    tc_ledger_hash_begin(bytes, len, hash, &hashing);
}

void
tc_ledger_hash_begin(const char *bytes, gsize len, guint8 hash[TC_HASH_LEN], TcHashing *hashing)
{
    /* Nettle comes with libarchive, and takes a third of the time of GChecksum. */
    sha512_init(hashing);
    sha512_update(hashing, len, (const guint8 *)bytes);
    tc_ledger_hash_on(hashing, NULL, 0, hash);
}

void
tc_ledger_hash_on(const TcHashing *hashing, const char *bytes, gsize len, guint8 hash[TC_HASH_LEN])
{
    TcHashing whole = *hashing;

    if (len)
        sha512_update(&whole, len, (const guint8 *)bytes);
    sha512_digest(&whole, TC_HASH_LEN, hash);
}

guint
tc_ledger_hash_hash(gconstpointer hash)
{
    guint start;

    memcpy(&start, hash, sizeof start);
    return start;
}

gboolean
tc_ledger_hash_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, TC_HASH_LEN) == 0;
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
load_entry(G_GNUC_UNUSED const char *key, const char *value, gsize len, gpointer ledger,
           GError **error)
{
    TcLedgerEntry *entry = tc_ledger_decode(value, len, error);

    if (entry == NULL)
        return FALSE;
    g_hash_table_replace(ledger, entry->path, entry);
    return TRUE;
}

GHashTable *
tc_ledger_load(TcReader *reader, GError **error)
{
    g_autoptr(GHashTable) ledger = tc_ledger_new();

    if (!tc_each_metadata(tc_reader_database(reader), TC_META_LEDGER, load_entry, ledger, error))
        return NULL;
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

/* How many of `members` come before all paths that begin with `prefix`; with `is_after`, before all
 * that come after these. */
static guint
count_before(const GPtrArray *members, const char *prefix, gboolean is_after)
{
    guint low = 0, high = members->len;
    gsize len = strlen(prefix);

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const TcLedgerEntry *entry = g_ptr_array_index(members, middle);
        int order = strncmp(entry->path, prefix, len);

        if (order < 0 || (order == 0 && is_after))
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
tc_ledger_unfinished(TcReader *reader, gboolean *is_unfinished, GError **error)
{
    g_autofree char *value = NULL;
    gsize len;

    if (!tc_reader_metadata(reader, TC_META_UNFINISHED, &value, &len, error))
        return FALSE;
    *is_unfinished = len > 0;
    return TRUE;
}

gboolean
tc_ledger_put_unfinished(TcWriter *writer, gboolean is_unfinished, GError **error)
{
    return tc_writer_set_metadata(writer, TC_META_UNFINISHED, "1", is_unfinished ? 1 : 0, error);
}

gboolean
tc_ledger_put_roots(TcWriter *writer, const char *const *roots, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);

    for (; *roots != NULL; roots++)
        g_string_append_len(value, *roots, (gssize)strlen(*roots) + 1);
    return tc_writer_set_metadata(writer, TC_META_ROOTS, value->str, value->len, error);
}

GArray *
tc_ledger_mounts(TcReader *reader, GError **error)
{
    g_autofree char *value = NULL;
    GArray *mounts;
    gsize len;

    if (!tc_reader_metadata(reader, TC_META_MOUNTS, &value, &len, error))
        return NULL;
    mounts = tc_scan_mounts_new();
    for (gsize start = 0; start < len;) {
        gsize path_len = strnlen(value + start, len - start);
        gsize number = start + path_len + 1;
        gsize number_len = number < len ? strnlen(value + number, len - number) : 0;

        if (path_len && number_len && number + number_len < len)
            tc_scan_mounts_add(mounts, value + start, g_ascii_strtoull(value + number, NULL, 10));
        start = number + number_len + 1;
    }
    return mounts;
}

gboolean
tc_ledger_put_mounts(TcWriter *writer, const GArray *mounts, GError **error)
{
    g_autoptr(GString) value = g_string_new(NULL);

    for (guint i = 0; i < mounts->len; i++) {
        const TcScanMount *mount = tc_scan_mount_at(mounts, i);

        g_string_append_len(value, mount->path, (gssize)strlen(mount->path) + 1);
        g_string_append_printf(value, "%" G_GUINT64_FORMAT, mount->dev);
        g_string_append_c(value, '\0');
    }
    return tc_writer_set_metadata(writer, TC_META_MOUNTS, value->str, value->len, error);
}

#include "indexer/state/known.h"

#include "store/metadata_walk.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The keys of the ledger may be cut before the end of a root longer than this. */
#define ROOT_LEN_MAX 160

struct TcKnown {
    TcReader *reader;
    TcMetadataWalk *walk;
    const char *const *roots;
    GHashTable *ledger;  /* what is kept: path -> TcLedgerEntry */
    GHashTable *looked;  /* set of the folders that were compared */
    GPtrArray *to_look;  /* char *: folders that the ledger has something below */
    gboolean has_failed; /* to be read */
    TcPacked *same;      /* what goes out of the scan, NULL: nobody asks; borrowed */
    TcShard shard;       /* of which it is */
};

TcKnown *
tc_known_new(TcReader *reader, const char *const *roots)
{
    TcMetadataWalk *walk;

    for (const char *const *root = roots; *root != NULL; root++)
        if (strlen(*root) > ROOT_LEN_MAX)
            return NULL;
    walk = tc_metadata_walk_new(reader);
    if (walk == NULL)
        return NULL;
    TcKnown *known = g_new0(TcKnown, 1);

    known->reader = reader;
    known->walk = walk;
    known->roots = roots;
    known->ledger = tc_ledger_new();
    known->looked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    known->to_look = g_ptr_array_new_with_free_func(g_free);
    return known;
}

void
tc_known_free(TcKnown *known)
{
    if (known == NULL)
        return;
    tc_metadata_walk_free(known->walk);
    g_hash_table_unref(known->ledger);
    g_hash_table_unref(known->looked);
    g_ptr_array_unref(known->to_look);
    g_free(known);
}

static void
keep(TcKnown *known, TcLedgerEntry *entry_taken)
{
    g_hash_table_replace(known->ledger, entry_taken->path, entry_taken);
}

static TcLedgerEntry *
decode(TcKnown *known, const char *value, gsize len)
{
    TcLedgerEntry *entry = tc_ledger_decode(value, len, NULL);

    known->has_failed |= entry == NULL;
    return entry;
}

/* Keeps the entry of a path, if there is one. */
static void
keep_path(TcKnown *known, const char *path)
{
    g_autofree char *key = tc_ledger_key(path);
    g_autofree char *value = NULL;
    gsize len = 0;
    TcLedgerEntry *entry;

    if (!tc_reader_metadata(known->reader, key, &value, &len, NULL))
        known->has_failed = TRUE;
    else if (len && (entry = decode(known, value, len)) != NULL)
        keep(known, entry);
}

/* ---- one folder ---- */

/* The files that were found in the folder, sorted, and which of them have not changed. */
typedef struct {
    TcScanFile *files;
    guint count;
    guint next; /* the one that the next entry may belong to */
    gboolean *is_same;
    gsize name_at; /* where in their paths the names begin */
} Listed;

void
tc_known_set_same(TcKnown *known, TcPacked *same, TcShard shard)
{
    known->same = same;
    known->shard = shard;
}

/* Whether a build can read the file, or it is gone. */
static gboolean
is_open_to_us(const char *path)
{
    return faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0 || errno == ENOENT;
}

/* Whether the file needs no look, and nothing else can need its entry. */
static gboolean
is_same(const TcKnown *known, const TcScanFile *file, const TcLedgerEntry *entry)
{
    return !file->error_number && strlen(file->path) <= TC_LEDGER_KEY_PATH_MAX &&
           g_str_equal(file->path, entry->path) && entry->settled && entry->indexed &&
           !*entry->reason && !tc_ledger_archive_len(entry) &&
           tc_file_stamp_equal(&file->stamp, &entry->stamp) &&
           !g_strv_contains(known->roots, file->path) &&
           (known->same == NULL || is_open_to_us(file->path));
}

static int
compare_name(const char *name, const char *other, gsize other_len)
{
    int order = strncmp(name, other, other_len);

    return order != 0 ? order : name[other_len] != '\0';
}

/* An entry of the folder itself, by its name. */
static void
look_at_entry(TcKnown *known, Listed *listed, const char *name, gsize name_len,
              const TcMetadataItem *item)
{
    g_autoptr(TcLedgerEntry) entry = decode(known, item->value, item->value_len);

    if (entry == NULL)
        return;
    while (listed->next < listed->count &&
           compare_name(listed->files[listed->next].path + listed->name_at, name, name_len) < 0)
        listed->next++;
    if (listed->next < listed->count && is_same(known, &listed->files[listed->next], entry))
        listed->is_same[listed->next] = TRUE;
    else
        keep(known, g_steal_pointer(&entry));
}

static int
compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp(((const TcScanFile *)a)->path, ((const TcScanFile *)b)->path);
}

/* The file of that path holds others: it stays, and so does its entry. */
static void
keep_archive(TcKnown *known, Listed *listed, char *path)
{
    const TcScanFile wanted = {.path = path};
    const TcScanFile *file =
        listed->count ? bsearch(&wanted, listed->files, listed->count, sizeof wanted, compare_files)
                      : NULL;

    if (file != NULL && listed->is_same[file - listed->files]) {
        listed->is_same[file - listed->files] = FALSE;
        keep_path(known, path);
    }
}

/* Compares what the ledger has directly in the folder; what lies deeper is left for later. */
static void
look_through(TcKnown *known, const char *folder, Listed *listed)
{
    g_autofree char *prefix = g_strconcat(folder, g_str_has_suffix(folder, "/") ? "" : "/", NULL);
    g_autofree char *begin = g_strconcat(TC_META_LEDGER, prefix, NULL);
    gsize begin_len = strlen(begin);
    TcMetadataItem item;
    TcMetadataStep step;

    g_hash_table_add(known->looked, g_strdup(folder));
    listed->name_at = strlen(prefix);
    if (begin_len > strlen(TC_META_LEDGER) + TC_LEDGER_KEY_PATH_MAX)
        return; /* no key is so long: such paths are found by what they are cut to */
    step = tc_metadata_walk_seek(known->walk, begin, begin_len, &item);
    while (step == TC_METADATA_ITEM && item.key_len >= begin_len &&
           memcmp(item.key, begin, begin_len) == 0) {
        const char *name = item.key + begin_len;
        gsize name_len = item.key_len - begin_len;
        const char *slash = memchr(name, '/', name_len);

        if (slash == NULL) {
            look_at_entry(known, listed, name, name_len, &item);
            step = tc_metadata_walk_next(known->walk, &item);
            continue;
        }
        g_autofree char *below = g_strndup(name, (gsize)(slash - name));
        g_autofree char *path = g_strconcat(prefix, below, NULL);
        g_autofree char *behind = g_strdup_printf("%s%s%c", begin, below, '/' + 1);

        if (g_str_has_suffix(path, "!")) {
            g_autofree char *archive = g_strndup(path, strlen(path) - 1);

            keep_archive(known, listed, archive);
        }
        g_ptr_array_add(known->to_look, g_steal_pointer(&path));
        step = tc_metadata_walk_seek(known->walk, behind, strlen(behind), &item);
    }
    known->has_failed |= step == TC_METADATA_FAILED;
}

/* TcScanListener: takes out what has not changed. */
static void
on_listed(gpointer user, TcScan *scan, const char *folder, guint begin)
{
    TcKnown *known = user;
    guint count = scan->files->len - begin, kept = 0;
    TcScanFile *files = tc_scan_file_at(scan->files, begin);
    g_autofree gboolean *is_same = g_new0(gboolean, count + 1);
    Listed listed = {.files = files, .count = count, .is_same = is_same};

    if (known->has_failed)
        return;
    if (count)
        qsort(files, count, sizeof *files, compare_files);
    look_through(known, folder, &listed);
    if (known->has_failed)
        return;
    for (guint i = 0; i < count; i++) {
        if (is_same[i] && known->same != NULL && tc_shard_has(known->shard, files[i].path))
            tc_packed_add(known->same, &files[i]);
        if (is_same[i])
            g_clear_pointer(&files[i].path, g_free);
        else if (kept++ < i) {
            files[kept - 1] = files[i];
            files[i].path = NULL;
        }
    }
    if (kept == count)
        return;
    scan->unchanged += count - kept;
    g_ptr_array_add(scan->unchanged_folders, g_strdup(folder));
    g_array_set_size(scan->files, begin + kept);
}

TcScanListener
tc_known_listener(TcKnown *known)
{
    return (TcScanListener){.listed = on_listed, .user = known};
}

GHashTable *
tc_known_finish(TcKnown *known)
{
    Listed nothing = {.files = NULL};

    for (const char *const *root = known->roots; *root != NULL; root++) {
        keep_path(known, *root);
        g_ptr_array_add(known->to_look, g_strdup(*root));
        g_ptr_array_add(known->to_look, g_strconcat(*root, "!", NULL));
    }
    /* What was not walked: folders that are gone or cannot be seen, and what archives hold. */
    while (known->to_look->len && !known->has_failed) {
        g_autofree char *folder = g_ptr_array_steal_index(known->to_look, known->to_look->len - 1);

        if (!g_hash_table_contains(known->looked, folder))
            look_through(known, folder, &nothing);
    }
    return known->has_failed ? NULL : g_hash_table_ref(known->ledger);
}

#include "indexer/state/plan.h"

#include "indexer/display.h"

#include <glib/gi18n.h>
#include <string.h>

static int
compare_path_to_file(const char *path, const TcScanFile *file)
{
    return strcmp(path, file->path);
}

static const TcScanFile *
find_file(const TcScan *scan, const char *path)
{
    guint low = 0, high = scan->files->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const TcScanFile *file = &g_array_index(scan->files, TcScanFile, middle);
        int order = compare_path_to_file(path, file);

        if (order == 0)
            return file;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The path of the file on disk that an entry is of, or is in. Free with g_free(). */
static char *
path_on_disk(const TcLedgerEntry *entry)
{
    gsize len = tc_ledger_archive_len(entry);

    return len ? g_strndup(entry->path, len) : g_strdup(entry->path);
}

/* Paths of the archives that hold a file which could not be read. */
static GHashTable *
archives_with_failures(GHashTable *ledger)
{
    GHashTable *archives = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const TcLedgerEntry *entry = value;

        if (tc_ledger_archive_len(entry) && tc_ledger_is_incomplete(entry))
            g_hash_table_add(archives, path_on_disk(entry));
    }
    return archives;
}

/* `retried`: archives to be tried again for what they hold, NULL when nothing is tried again. */
static gboolean
is_to_read(const TcScanFile *file, const TcLedgerEntry *known, GHashTable *retried)
{
    if (!known || !known->settled || !tc_file_stamp_equal(&file->stamp, &known->stamp) ||
        tc_ledger_is_unreadable(known))
        return TRUE;
    return retried &&
           (tc_ledger_is_incomplete(known) || g_hash_table_contains(retried, known->path));
}

/* How many of the gone files are among the new ones: same inode, size and time. */
static guint
count_moved(const TcPlan *plan, GHashTable *ledger)
{
    g_autoptr(GHashTable) inodes = g_hash_table_new(g_int64_hash, g_int64_equal);
    guint moved = 0;

    if (!plan->gone->len)
        return 0;
    for (guint i = 0; i < plan->to_read->len; i++) {
        TcScanFile *file = g_ptr_array_index(plan->to_read, i);

        if (!g_hash_table_contains(ledger, file->path))
            g_hash_table_insert(inodes, &file->stamp.inode, file);
    }
    for (guint i = 0; i < plan->gone->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(plan->gone, i);

        if (tc_ledger_archive_len(entry))
            continue;
        const TcScanFile *file = g_hash_table_lookup(inodes, &entry->stamp.inode);

        if (file && file->stamp.size == entry->stamp.size &&
            file->stamp.mtime_ns == entry->stamp.mtime_ns)
            moved++;
    }
    return moved;
}

static gboolean
is_excluded(const TcScan *scan, const char *path, const char *const *roots)
{
    for (; *roots; roots++)
        if (tc_path_is_below(path, *roots) && !tc_excludes_cover(scan->excludes, path, *roots))
            return FALSE;
    return TRUE;
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const TcLedgerEntry *const *one = a, *const *other = b;

    return strcmp((*one)->path, (*other)->path);
}

/* The entries below `roots` of files that are no more. `found`: the entries of files that are. */
static void
list_gone(TcPlan *plan, const TcScan *scan, GHashTable *ledger, GHashTable *found,
          const char *const *roots)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        TcLedgerEntry *entry = value;
        g_autofree char *path = NULL;
        guint files = tc_ledger_archive_len(entry) ? 0 : 1;

        if (g_hash_table_contains(found, entry)) {
            plan->known += files && tc_path_is_below_any(entry->path, roots);
            continue;
        }
        path = path_on_disk(entry);
        if (!tc_path_is_below_any(path, roots))
            continue;
        plan->known += files;
        if ((find_file(scan, path) || tc_scan_is_unknown(scan, path)) &&
            /* What the configuration leaves out of an archive goes though the archive stays. */
            (files || !tc_excludes_cover(scan->excludes, entry->path, path)))
            continue;
        g_ptr_array_add(plan->gone, entry);
        plan->lost += files;
        if (is_excluded(scan, path, roots))
            plan->excluded += files;
    }
    g_ptr_array_sort(plan->gone, compare_entries);
}

TcPlan *
tc_plan_new(const TcScan *scan, GHashTable *ledger, const char *const *roots, gboolean retry_failed)
{
    TcPlan *plan = g_new0(TcPlan, 1);
    /* By address: the paths themselves are looked up once only. */
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) retried = retry_failed ? archives_with_failures(ledger) : NULL;

    plan->to_read = g_ptr_array_new();
    plan->gone = g_ptr_array_new();
    for (guint i = 0; i < scan->files->len; i++) {
        TcScanFile *file = &g_array_index(scan->files, TcScanFile, i);
        TcLedgerEntry *known = g_hash_table_lookup(ledger, file->path);

        if (known)
            g_hash_table_add(found, known);
        if (!is_to_read(file, known, retried))
            continue;
        g_ptr_array_add(plan->to_read, file);
        plan->bytes += file->stamp.size;
    }
    list_gone(plan, scan, ledger, found, roots);
    plan->moved = count_moved(plan, ledger);
    return plan;
}

void
tc_plan_free(TcPlan *plan)
{
    if (!plan)
        return;
    g_ptr_array_unref(plan->to_read);
    g_ptr_array_unref(plan->gone);
    g_free(plan);
}

static gboolean
has_file_below(const TcScan *scan, const char *root)
{
    for (guint i = 0; i < scan->files->len; i++)
        if (tc_path_is_below(g_array_index(scan->files, TcScanFile, i).path, root))
            return TRUE;
    return tc_scan_is_unknown(scan, root);
}

static gboolean
has_gone_below(const TcPlan *plan, const char *root)
{
    for (guint i = 0; i < plan->gone->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(plan->gone, i);

        if (tc_path_is_below(entry->path, root))
            return TRUE;
    }
    return FALSE;
}

gboolean
tc_plan_check_shrink(const TcPlan *plan, const TcScan *scan, GHashTable *ledger,
                     const char *const *roots, GError **error)
{
    guint known_lost = plan->moved + plan->excluded;
    guint lost = plan->lost > known_lost ? plan->lost - known_lost : 0;

    if (!lost)
        return TRUE;
    for (; *roots; roots++) {
        if (g_hash_table_contains(ledger, *roots) || has_file_below(scan, *roots) ||
            !has_gone_below(plan, *roots))
            continue;
        g_autofree char *shown = tc_display(*roots);
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("nothing is left below %s, of which the index has files: is it mounted? "
                      "With --allow-shrink they are taken out of the index"),
                    shown);
        return FALSE;
    }
    if (plan->known >= TC_PLAN_SHRINK_MIN && lost > plan->known / 2) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("%u of %u files are gone: is everything mounted? With --allow-shrink they "
                      "are taken out of the index"),
                    lost, plan->known);
        return FALSE;
    }
    return TRUE;
}

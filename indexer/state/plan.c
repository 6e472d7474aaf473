#include "indexer/state/plan.h"

#include "indexer/display.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

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
        const TcScanFile *file = tc_scan_file_at(scan->files, middle);
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

/* The path of the file on disk that an entry is about, or is in. Free with g_free(). */
static char *
path_on_disk(const TcLedgerEntry *entry)
{
    gsize len = tc_ledger_archive_len(entry);

    return len ? g_strndup(entry->path, len) : g_strdup(entry->path);
}

/* Whether the entry is of a file that could not be read, and will be tried again. */
static gboolean
is_retried(const TcPlanRetry *retry, const TcLedgerEntry *entry)
{
    if (retry == NULL || !tc_ledger_is_incomplete(entry))
        return FALSE;
    return retry->is_all || (retry->limits != NULL && tc_attempt_is_outdone(entry, retry->limits));
}

/* The paths of archives with a file in them that will be tried again. */
static GHashTable *
archives_to_retry(GHashTable *ledger, const TcPlanRetry *retry)
{
    GHashTable *archives = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const TcLedgerEntry *entry = value;

        if (tc_ledger_archive_len(entry) && is_retried(retry, entry))
            g_hash_table_add(archives, path_on_disk(entry));
    }
    return archives;
}

/* `retried`: archives that are tried again for what they hold. */
static gboolean
is_to_read(const TcScanFile *file, const TcLedgerEntry *known, const TcPlanRetry *retry,
           GHashTable *retried)
{
    if (known == NULL || !known->settled || !tc_file_stamp_equal(&file->stamp, &known->stamp) ||
        tc_ledger_is_unreadable(known) || tc_ledger_is_kept(known))
        return TRUE;
    return is_retried(retry, known) || g_hash_table_contains(retried, known->path);
}

/* How many of the files that are gone are among the new ones: with the same inode, size and time.
 * */
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

        if (file != NULL && file->stamp.size == entry->stamp.size &&
            file->stamp.mtime_ns == entry->stamp.mtime_ns)
            moved++;
    }
    return moved;
}

static gboolean
is_excluded(const TcScan *scan, const char *path, const char *const *roots)
{
    for (; *roots != NULL; roots++)
        if (tc_path_is_below(path, *roots) && !tc_excludes_cover(scan->excludes, path, *roots))
            return FALSE;
    return TRUE;
}

/* ---- disks ---- */

static const TcScanMount *
find_mount(const GArray *mounts, const char *path)
{
    for (guint i = 0; i < mounts->len; i++) {
        const TcScanMount *mount = tc_scan_mount_at(mounts, i);

        if (g_str_equal(mount->path, path))
            return mount;
    }
    return NULL;
}

/* Whether one of the entries of files that are still there lies below `path`. */
static gboolean
is_any_below(GHashTable *found, const char *path)
{
    GHashTableIter iter;
    gpointer entry;

    g_hash_table_iter_init(&iter, found);
    while (g_hash_table_iter_next(&iter, &entry, NULL))
        if (tc_path_is_below(((const TcLedgerEntry *)entry)->path, path))
            return TRUE;
    return FALSE;
}

static gboolean
is_away(const TcScan *scan, GHashTable *found, const TcScanMount *known)
{
    const TcScanMount *now = find_mount(scan->mounts, known->path);

    /* A disk may have another number each time the machine starts: what was found tells. */
    return (now == NULL || now->dev != known->dev) && !is_any_below(found, known->path) &&
           !tc_scan_has_unchanged_below(scan, known->path);
}

static void
list_away(TcPlan *plan, const TcScan *scan, GHashTable *found, const GArray *mounts,
          const char *const *roots)
{
    for (guint i = 0; i < mounts->len; i++) {
        const TcScanMount *known = tc_scan_mount_at(mounts, i);

        if (tc_path_is_below_any(known->path, roots) && !is_excluded(scan, known->path, roots) &&
            is_away(scan, found, known))
            g_ptr_array_add(plan->away, (gpointer)known);
    }
}

/* The first of the disks that are away which `path` is on; NULL if it is on none. */
static const TcScanMount *
away_of(const TcPlan *plan, const char *path)
{
    for (guint i = 0; i < plan->away->len; i++) {
        const TcScanMount *mount = g_ptr_array_index(plan->away, i);

        if (tc_path_is_below(path, mount->path))
            return mount;
    }
    return NULL;
}

/* Notes the disks that were found, those that are away, and those that were not looked for. */
static void
note_mounts(TcPlan *plan, const TcScan *scan, const GArray *mounts, const char *const *roots)
{
    for (guint i = 0; i < mounts->len; i++) {
        const TcScanMount *known = tc_scan_mount_at(mounts, i);

        if (away_of(plan, known->path) != NULL || !tc_path_is_below_any(known->path, roots) ||
            tc_scan_is_unknown(scan, known->path))
            tc_scan_mounts_add(plan->mounts, known->path, known->dev);
    }
    for (guint i = 0; i < scan->mounts->len; i++) {
        const TcScanMount *now = tc_scan_mount_at(scan->mounts, i);

        if (find_mount(plan->mounts, now->path) == NULL)
            tc_scan_mounts_add(plan->mounts, now->path, now->dev);
    }
}

/* Whether a link that leads out of the archive stands in the way to `path`. */
static gboolean
is_outside(const TcScan *scan, const char *path)
{
    g_autofree char *part = g_strdup(path);

    for (char *slash; (slash = strrchr(part, '/')) != NULL && slash != part;) {
        const TcScanFile *file;

        *slash = '\0';
        file = find_file(scan, part);
        if (file != NULL && file->error_number == EXDEV)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_file_below(const TcScan *scan, const char *root)
{
    for (guint i = 0; i < scan->files->len; i++)
        if (tc_path_is_below(tc_scan_file_at(scan->files, i)->path, root))
            return TRUE;
    return tc_scan_has_unchanged_below(scan, root);
}

static gboolean
ledger_has_below(const TcScan *scan, GHashTable *ledger, const char *root)
{
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        if (tc_path_is_below(path, root))
            return TRUE;
    return tc_scan_has_unchanged_below(scan, root);
}

/* Why the folder could not be listed; 0 when it could. */
static int
problem_of(const TcScan *scan, const char *path)
{
    for (guint i = 0; i < scan->problems->len; i++)
        if (g_str_equal(tc_scan_problem_at(scan->problems, i)->path, path))
            return tc_scan_problem_at(scan->problems, i)->error_number;
    return 0;
}

/* Lists roots that cannot be listed and, with `is_emptied`, those of which nothing is left. A file
 * that is a root itself may be gone without a mount. */
static void
list_unreachable(TcPlan *plan, const TcScan *scan, GHashTable *ledger, const char *const *roots,
                 gboolean is_emptied)
{
    g_ptr_array_set_size(plan->unreachable, 0);
    for (; *roots != NULL; roots++)
        if (problem_of(scan, *roots) != 0 ||
            (is_emptied && !g_hash_table_contains(ledger, *roots) &&
             !has_file_below(scan, *roots) && !tc_scan_is_unknown(scan, *roots) &&
             ledger_has_below(scan, ledger, *roots)))
            g_ptr_array_add(plan->unreachable, (gpointer)*roots);
}

/* Whether `path` lies below a root that is unreachable. */
static gboolean
is_unreachable(const TcPlan *plan, const char *path)
{
    for (guint i = 0; i < plan->unreachable->len; i++)
        if (tc_path_is_below(path, g_ptr_array_index(plan->unreachable, i)))
            return TRUE;
    return FALSE;
}

/* ---- what is gone ---- */

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const TcLedgerEntry *const *one = a, *const *other = b;

    return strcmp((*one)->path, (*other)->path);
}

/* Lists the entries below `roots` of files that no longer exist. `found` are the entries of files
 * that do. */
static void
list_gone(TcPlan *plan, const TcScan *scan, GHashTable *ledger, GHashTable *found,
          const char *const *roots)
{
    GHashTableIter iter;
    gpointer value;

    g_ptr_array_set_size(plan->gone, 0);
    plan->known = scan->unchanged;
    plan->lost = plan->excluded = plan->outside = 0;
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
        if ((find_file(scan, path) != NULL || tc_scan_is_unknown(scan, path) ||
             away_of(plan, path) != NULL || is_unreachable(plan, path)) &&
            /* What the configuration leaves out of an archive goes although the archive stays. */
            (files || !tc_excludes_cover(scan->excludes, entry->path, path)))
            continue;
        g_ptr_array_add(plan->gone, entry);
        plan->lost += files;
        if (is_excluded(scan, path, roots))
            plan->excluded += files;
        else if (is_outside(scan, path))
            plan->outside += files;
    }
    g_ptr_array_sort(plan->gone, compare_entries);
}

TcPlan *
tc_plan_new(const TcScan *scan, GHashTable *ledger, const GArray *mounts, const char *const *roots,
            const TcPlanRetry *retry, gboolean may_shrink)
{
    TcPlan *plan = g_new0(TcPlan, 1);
    /* By address, as the paths themselves are looked up only once. */
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) retried = archives_to_retry(ledger, retry);

    plan->to_read = g_ptr_array_new();
    plan->gone = g_ptr_array_new();
    plan->unreachable = g_ptr_array_new();
    plan->away = g_ptr_array_new();
    plan->mounts = tc_scan_mounts_new();
    for (guint i = 0; i < scan->files->len; i++) {
        TcScanFile *file = tc_scan_file_at(scan->files, i);
        TcLedgerEntry *known = g_hash_table_lookup(ledger, file->path);

        if (known != NULL)
            g_hash_table_add(found, known);
        if (!is_to_read(file, known, retry, retried))
            continue;
        g_ptr_array_add(plan->to_read, file);
        plan->bytes += file->stamp.size;
    }
    if (!may_shrink)
        list_away(plan, scan, found, mounts, roots);
    note_mounts(plan, scan, mounts, roots);
    list_unreachable(plan, scan, ledger, roots, FALSE);
    list_gone(plan, scan, ledger, found, roots);
    plan->moved = count_moved(plan, ledger);
    /* A root may be empty because everything in it was moved, or is left out now. */
    if (!may_shrink && plan->lost > plan->moved + plan->excluded) {
        list_unreachable(plan, scan, ledger, roots, TRUE);
        list_gone(plan, scan, ledger, found, roots);
        plan->moved = count_moved(plan, ledger);
    }
    return plan;
}

void
tc_plan_free(TcPlan *plan)
{
    if (plan == NULL)
        return;
    g_ptr_array_unref(plan->to_read);
    g_ptr_array_unref(plan->gone);
    g_ptr_array_unref(plan->unreachable);
    g_ptr_array_unref(plan->away);
    g_array_unref(plan->mounts);
    g_free(plan);
}

gboolean
tc_plan_check_shrink(const TcPlan *plan, const TcScan *scan, GHashTable *ledger,
                     const char *const *roots, GError **error)
{
    guint known_lost = plan->moved + plan->excluded;
    guint lost = plan->lost > known_lost ? plan->lost - known_lost : 0;

    if (plan->unreachable->len && plan->unreachable->len == g_strv_length((char **)roots) &&
        ledger_has_below(scan, ledger, roots[0])) {
        g_autofree char *shown = tc_display(roots[0]);

        if (problem_of(scan, roots[0]) != 0)
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                        _("%s cannot be listed: %s: the index stays as it was"), shown,
                        g_strerror(problem_of(scan, roots[0])));
        else
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                        _("nothing is left below %s, of which the index has files: is it mounted? "
                          "With --allow-shrink they are taken out of the index"),
                        shown);
        return FALSE;
    }
    if (lost == 0)
        return TRUE;
    if (plan->known >= TC_PLAN_SHRINK_MIN && lost > plan->known / 2 && plan->outside > lost / 2) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("%u of %u files are behind links that point out of the archive: with "
                      "follow-links=anywhere in the configuration they stay, with --allow-shrink "
                      "they are taken out of the index"),
                    plan->outside, plan->known);
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

gboolean
tc_plan_check_excludes(const TcScan *scan, GError **error)
{
    const TcScanEmptied *emptied;

    if (scan->emptied->len == 0)
        return TRUE;
    emptied = g_ptr_array_index(scan->emptied, 0);
    g_autofree char *shown = tc_display(emptied->root);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                _("%s: the pattern “%s” leaves nothing of %s; with --allow-shrink it is so"),
                emptied->rule->origin, emptied->rule->pattern, shown);
    return FALSE;
}

/* ---- for a new index ---- */

gboolean
tc_plan_has_text(const TcLedgerEntry *entry)
{
    return entry->indexed || tc_ledger_is_archive(entry);
}

/* Why the disk does not give now what the index has of the entry; 0 when it does, or when it is
 * gone. */
static int
why_unseen(const TcPlan *plan, const TcScan *scan, const char *path)
{
    const TcScanFile *file = find_file(scan, path);

    if (file != NULL && file->error_number)
        return file->error_number == EXDEV ? 0 : file->error_number;
    if (file != NULL)
        return faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0 || errno == ENOENT ? 0 : errno;
    for (guint i = 0; i < scan->problems->len; i++) {
        const TcScanProblem *problem = tc_scan_problem_at(scan->problems, i);

        if (tc_path_is_below(path, problem->path))
            return problem->error_number;
    }
    if (away_of(plan, path) != NULL)
        return ENODEV;
    return is_unreachable(plan, path) ? ENOENT : 0;
}

gboolean
tc_plan_check_unseen(const TcPlan *plan, const TcScan *scan, GHashTable *ledger,
                     const char *const *roots, GError **error)
{
    g_autofree char *first = NULL;
    guint count = 0;
    int reason = 0;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, ledger);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const TcLedgerEntry *entry = value;
        int number;

        if (tc_ledger_archive_len(entry) || !tc_plan_has_text(entry) ||
            !tc_path_is_below_any(entry->path, roots))
            continue;
        number = why_unseen(plan, scan, entry->path);
        if (number == 0)
            continue;
        count++;
        if (first == NULL || strcmp(entry->path, first) < 0) {
            g_free(first);
            first = g_strdup(entry->path);
            reason = number;
        }
    }
    if (count == 0)
        return TRUE;
    g_autofree char *shown = tc_display(first);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                ngettext("%u file that the index has cannot be read now: %s: %s. “update” keeps "
                         "its text; with --allow-shrink a new index is made without it",
                         "%u files that the index has cannot be read now, the first of them %s: "
                         "%s. “update” keeps their texts; with --allow-shrink a new index is made "
                         "without them",
                         count),
                count, shown, g_strerror(reason));
    return FALSE;
}

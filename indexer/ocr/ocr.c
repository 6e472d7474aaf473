#include "indexer/ocr/ocr.h"

#include "base/free.h"
#include "indexer/run/input.h"
#include "indexer/run/live.h"
#include "indexer/run/run.h"
#include "indexer/run/scanning.h"
#include "indexer/run/stop.h"
#include "indexer/state/member_names.h"
#include "indexer/state/pages.h"
#include "indexer/state/snapshot.h"
#include "text/analyzer.h"

#include <glib/gi18n.h>
#include <string.h>

/* How long to wait for a page before looking at the clock and for signals. */
#define WAIT_MS         200
/* A commit takes some 20 ms: if they came more often than this, it would be felt. */
#define COMMIT_EVERY_US (G_USEC_PER_SEC / 2)
/* Once this many bytes of files are in memory, no further file is begun. */
#define OPEN_BYTES_MAX  ((gsize)512 << 20)

/* A content that is being worked on, and the files that have it. */
typedef struct {
    GPtrArray *entries; /* TcLedgerEntry, borrowed */
    const TcLedgerEntry *first;
    GBytes *bytes;
    guint page_count; /* 0 until the survey is back */
    guint next;       /* the next page to be looked at; 0: the survey */
    guint in_work;    /* tasks that are out */
    char *trouble;    /* from outside: it cannot be recognised in this run; NULL: none */
} Scan;

typedef struct {
    const TcOptions *options;
    TcOcrPool *pool;
    TcReport *report;
    TcSandbox *sandbox; /* for files in archives */
    const TcBounds *bounds;
    TcWriter *writer;
    TcRun *run;
    TcPages pages;
    GPtrArray *waiting; /* Scan, owned; those not yet begun, in reverse order */
    GPtrArray *open;    /* Scan, owned */
    gsize open_bytes;
    guint in_work;
    guint recognised; /* pages */
    gint64 committed_us;
} Ocr;

gboolean
tc_ocr_begin(const TcOptions *options, TcOcrPool **pool, GError **error)
{
    guint jobs = options->jobs ? options->jobs : g_get_num_processors();

    *pool = NULL;
    if (!options->ocr || options->dry_run)
        return TRUE;
    *pool = tc_ocr_pool_new(jobs, error);
    if (*pool == NULL)
        g_prefix_error(error, "--ocr: ");
    return *pool != NULL;
}

static Scan *
scan_new(const TcLedgerEntry *entry)
{
    Scan *scan = g_new0(Scan, 1);

    scan->first = entry;
    scan->entries = g_ptr_array_new();
    return scan;
}

static void
scan_free(gpointer data)
{
    Scan *scan = data;

    g_ptr_array_unref(scan->entries);
    if (scan->bytes != NULL)
        g_bytes_unref(scan->bytes);
    tc_free_all(scan->trouble, scan);
}

static guint
hash_of(gconstpointer key)
{
    guint start;

    memcpy(&start, key, sizeof start);
    return start;
}

static gboolean
hash_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, TC_HASH_LEN) == 0;
}

/* The path on disk. For a file in an archive, that of the archive. */
static char *
path_on_disk(const TcLedgerEntry *entry)
{
    gsize archive_len = tc_ledger_archive_len(entry);

    return archive_len ? g_strndup(entry->path, archive_len) : g_strdup(entry->path);
}

static gboolean
is_wanted(const TcLedgerEntry *entry, const char *const *roots)
{
    g_autofree char *path = path_on_disk(entry);

    return entry->has_hash && tc_run_needs_ocr(entry) && tc_path_is_below_any(path, roots);
}

/* The contents that are to be recognised, in the order of paths; copies count as one. */
static GPtrArray *
collect(const TcSnapshot *snapshot, const char *const *roots, guint *file_count, guint64 *bytes)
{
    GPtrArray *scans = g_ptr_array_new_with_free_func(scan_free);
    g_autoptr(GPtrArray) entries = tc_ledger_sorted(snapshot->ledger);
    g_autoptr(GHashTable) by_hash = g_hash_table_new(hash_of, hash_equal);

    *file_count = 0;
    *bytes = 0;
    for (guint i = entries->len; i-- > 0;) {
        TcLedgerEntry *entry = g_ptr_array_index(entries, i);
        Scan *scan;

        if (!is_wanted(entry, roots))
            continue;
        scan = g_hash_table_lookup(by_hash, entry->hash);
        if (scan == NULL) {
            scan = scan_new(entry);
            g_hash_table_insert(by_hash, entry->hash, scan);
            g_ptr_array_add(scans, scan);
            *bytes += entry->stamp.size;
        }
        scan->first = entry;
        g_ptr_array_add(scan->entries, entry);
        *file_count += 1;
    }
    return scans;
}

static void
tell_postponed(Ocr *ocr, const Scan *scan, TcDocumentError code, const char *message)
{
    for (guint i = 0; i < scan->entries->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(scan->entries, i);

        tc_report_problem(ocr->report, entry->path, tc_document_reason(code), message);
    }
}

static gboolean
has_hash(const char *bytes, gsize len, const guint8 *wanted)
{
    guint8 hash[TC_HASH_LEN];

    tc_ledger_hash(bytes, len, hash);
    return hash_equal(hash, wanted);
}

static GBytes *find_in_archive(Ocr *ocr, const char *bytes, gsize len, guint depth,
                               const TcLedgerEntry *entry);

static GBytes *
find_in_member(Ocr *ocr, const TcMember *member, guint depth, const TcLedgerEntry *entry)
{
    if (member->error != NULL)
        return NULL;
    if (member->len == entry->stamp.size && has_hash(member->bytes, member->len, entry->hash))
        return g_bytes_new(member->bytes, member->len);
    return depth < TC_ARCHIVE_DEPTH_MAX
               ? find_in_archive(ocr, member->bytes, member->len, depth + 1, entry)
               : NULL;
}

/* The bytes of a file in an archive, found by its content. NULL when it is not there. */
static GBytes *
find_in_archive(Ocr *ocr, const char *bytes, gsize len, guint depth, const TcLedgerEntry *entry)
{
    TcArchiveLimits limits = TC_ARCHIVE_LIMITS_INIT;
    g_autoptr(TcWalk) walk = NULL;
    GBytes *found = NULL;
    TcMember member;
    TcFormat format;

    format = tc_detect_format(bytes, len, NULL);
    /* A compressed file may be a tar archive. */
    if (!tc_format_is_archive(format) && format != TC_FORMAT_GZIP)
        return NULL;
    limits.member_max = ocr->options->file_size_max;
    walk = tc_sandbox_walk(ocr->sandbox, bytes, len, &limits, NULL);
    while (walk != NULL && found == NULL && tc_walk_next(walk, &member, NULL))
        found = find_in_member(ocr, &member, depth, entry);
    return found;
}

/* The content of one of the files that have it. NULL when the file no longer has it. */
static GBytes *
read_entry(Ocr *ocr, const TcLedgerEntry *entry)
{
    gsize archive_len = tc_ledger_archive_len(entry);
    g_autofree char *path = path_on_disk(entry);
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    TcInput input = {0};
    TcFileStamp stamp;
    GBytes *found = NULL;

    limits.input_max = ocr->options->file_size_max;
    if (!tc_input_read(&input, path, ocr->bounds, &limits, &stamp, NULL)) {
        tc_input_clear(&input);
        return NULL;
    }
    if (!archive_len && has_hash(input.bytes, input.len, entry->hash))
        return g_bytes_new_take(input.bytes, input.len);
    if (archive_len)
        found = find_in_archive(ocr, input.bytes, input.len, 1, entry);
    tc_input_clear(&input);
    return found;
}

/* Reads a content from whichever file still has it. */
static GBytes *
read_content(Ocr *ocr, const Scan *scan)
{
    for (guint i = scan->entries->len; i-- > 0;) {
        GBytes *bytes = read_entry(ocr, g_ptr_array_index(scan->entries, i));

        if (bytes != NULL)
            return bytes;
    }
    tell_postponed(ocr, scan, TC_DOCUMENT_ERROR_CHANGED,
                   _("it changed since it was found; the next update reads it"));
    return NULL;
}

/* Whether page `number` is there already. Sets *problem when the index cannot be read. */
static gboolean
is_there(Ocr *ocr, Scan *scan, guint number, GError **problem)
{
    g_autoptr(TcStoredPage) stored = tc_pages_get(&ocr->pages, scan->first->hash, number, problem);
    const TcPage *page = stored != NULL ? tc_stored_page_get(stored) : NULL;

    if (page == NULL || (*page->reason && ocr->options->retry_failed))
        return FALSE;
    if (!scan->page_count)
        scan->page_count = MAX(page->page_count, 1);
    return TRUE;
}

static void
push(Ocr *ocr, Scan *scan, guint page)
{
    TcOcrTask *task = g_new0(TcOcrTask, 1);

    task->bytes = g_bytes_ref(scan->bytes);
    task->name = g_strdup(scan->first->path);
    task->page = page;
    task->owner = scan;
    scan->in_work++;
    ocr->in_work++;
    tc_ocr_pool_push(ocr->pool, task);
}

/* Gives a page of `scan` to the pool. *is_pushed is FALSE when there is none to give at the moment.
 * */
static gboolean
push_page(Ocr *ocr, Scan *scan, gboolean *is_pushed, GError **error)
{
    *is_pushed = FALSE;
    if (scan->next == 0) {
        /* If the first page is there, it tells as much as a survey. */
        GError *problem = NULL;

        scan->next = 1;
        if (!is_there(ocr, scan, 1, &problem) && problem == NULL) {
            push(ocr, scan, 0);
            *is_pushed = TRUE;
        }
        if (problem != NULL)
            g_propagate_error(error, problem);
        if (problem != NULL || *is_pushed)
            return problem == NULL;
    }
    while (scan->page_count && scan->next <= scan->page_count) {
        GError *problem = NULL;
        guint page = scan->next++;

        if (is_there(ocr, scan, page, &problem))
            continue;
        if (problem != NULL) {
            g_propagate_error(error, problem);
            return FALSE;
        }
        push(ocr, scan, page);
        *is_pushed = TRUE;
        return TRUE;
    }
    return TRUE;
}

static gboolean
is_finished(const Scan *scan)
{
    return scan->in_work == 0 && scan->page_count && scan->next > scan->page_count;
}

static gboolean
commit(Ocr *ocr, gboolean is_due, GError **error)
{
    if (!is_due && g_get_monotonic_time() - ocr->committed_us < COMMIT_EVERY_US)
        return TRUE;
    if (!tc_writer_commit(ocr->writer, error))
        return FALSE;
    ocr->committed_us = g_get_monotonic_time();
    return TRUE;
}

/* All pages of an open scan are there: its files go into the index. */
static gboolean
finish(Ocr *ocr, Scan *scan, GError **error)
{
    if (scan->trouble != NULL)
        tell_postponed(ocr, scan, TC_DOCUMENT_ERROR_UNREADABLE, scan->trouble);
    for (guint i = scan->entries->len; i-- > 0 && scan->trouble == NULL;)
        if (!tc_run_recognised(ocr->run, g_ptr_array_index(scan->entries, i), error))
            return FALSE;
    ocr->open_bytes -= g_bytes_get_size(scan->bytes);
    g_ptr_array_remove(ocr->open, scan);
    return commit(ocr, FALSE, error);
}

/* Begins the next file. */
static void
open_next(Ocr *ocr)
{
    Scan *scan = g_ptr_array_steal_index(ocr->waiting, ocr->waiting->len - 1);

    scan->bytes = read_content(ocr, scan);
    if (scan->bytes == NULL) {
        scan_free(scan);
        return;
    }
    ocr->open_bytes += g_bytes_get_size(scan->bytes);
    g_ptr_array_add(ocr->open, scan);
}

/* Keeps the pool busy. No more tasks than that lie ready: to stop is to wait for those at work. */
static gboolean
feed(Ocr *ocr, GError **error)
{
    guint at = 0;

    while (ocr->in_work < tc_ocr_pool_jobs(ocr->pool) && !tc_stop_is_requested()) {
        gboolean is_pushed = FALSE;

        if (at < ocr->open->len) {
            Scan *scan = g_ptr_array_index(ocr->open, at);

            if (!push_page(ocr, scan, &is_pushed, error))
                return FALSE;
            if (is_pushed)
                continue;
            if (!is_finished(scan))
                at++;
            else if (!finish(ocr, scan, error))
                return FALSE;
            continue;
        }
        if (!ocr->waiting->len || (ocr->open->len && ocr->open_bytes >= OPEN_BYTES_MAX))
            return TRUE;
        open_next(ocr);
    }
    return TRUE;
}

static gboolean
put_page(Ocr *ocr, const Scan *scan, const TcOcrTask *task, GError **error)
{
    const TcDocument *document = task->document;
    TcPage page = {
        .page_count = MAX(scan->page_count, 1),
        .is_ocr = document != NULL && document->is_ocr,
        .confidence = document != NULL ? (guint)(document->confidence * 100 + 0.5) : 0,
        .engine = tc_ocr_pool_engine(ocr->pool),
        .reason = "",
        .message = "",
        .text = document != NULL ? document->text : "",
    };

    if (document == NULL && task->error != NULL) {
        page.reason = tc_document_reason((TcDocumentError)task->error->code);
        page.message = task->error->message;
    }
    return tc_pages_put(&ocr->pages, scan->first->hash, MAX(task->page, 1), &page, error);
}

/* Takes what came back from the pool. */
static gboolean
take(Ocr *ocr, TcOcrTask *task, GError **error)
{
    Scan *scan = task->owner;
    gboolean was_survey = task->page == 0;

    ocr->in_work--;
    scan->in_work--;
    if (task->is_stuck) {
        g_propagate_prefixed_error(error, g_steal_pointer(&task->error), "--ocr: ");
        return FALSE;
    }
    if (task->error != NULL && task->error->code == (int)TC_DOCUMENT_ERROR_UNREADABLE) {
        if (scan->trouble == NULL)
            scan->trouble = g_strdup(task->error->message);
        /* No further page is asked for. */
        scan->page_count = MAX(scan->page_count, 1);
        scan->next = scan->page_count + 1;
        return TRUE;
    }
    if (was_survey && task->document != NULL)
        scan->page_count = MAX(task->document->page_count, 1);
    else if (!put_page(ocr, scan, task, error))
        return FALSE;
    if (was_survey && task->document == NULL) {
        /* The scan has failed as a whole. */
        scan->page_count = 1;
        scan->next = 2;
    }
    if (!was_survey) {
        ocr->recognised++;
        tc_progress_add_page(&ocr->report->progress, scan->first->stamp.size / scan->page_count);
    }
    return commit(ocr, FALSE, error);
}

static gboolean
recognise_all(Ocr *ocr, GError **error)
{
    for (;;) {
        g_autoptr(TcOcrTask) task = NULL;

        if (!feed(ocr, error))
            return FALSE;
        if (!ocr->in_work)
            return TRUE;
        task = tc_ocr_pool_pop(ocr->pool, WAIT_MS);
        tc_progress_touch(&ocr->report->progress);
        if (task != NULL && !take(ocr, task, error))
            return FALSE;
    }
}

static gboolean
recognise(Ocr *ocr, GError **error)
{
    g_autofree char *message = NULL;

    if (!recognise_all(ocr, error))
        return FALSE;
    message = g_strdup_printf(
        ngettext("%u page recognised", "%u pages recognised", ocr->recognised), ocr->recognised);
    tc_report_note(ocr->report, "recognised", message);
    if (ocr->open->len || ocr->waiting->len)
        tc_report_note(ocr->report, "stopped", _("stopped early; the next update goes on"));
    return commit(ocr, TRUE, error);
}

gboolean
tc_ocr_run(const TcOptions *options, TcOcrPool *pool, const char *const *roots, TcReport *report,
           GError **error)
{
    g_autoptr(TcSnapshot) snapshot = tc_snapshot_load(options->index_dir, TRUE, error);
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(scan_free);
    g_auto(TcLive) live = {0};
    TcRunSettings settings = tc_run_settings(options, FALSE);
    TcRunEvents events = tc_report_events(report);
    Ocr ocr = {.options = options, .pool = pool, .report = report, .open = open};
    guint file_count;
    guint64 bytes;

    if (snapshot == NULL)
        return FALSE;
    g_autoptr(TcBounds) bounds = tc_bounds_new((const char *const *)snapshot->roots,
                                               options->excludes, options->follow_anywhere);
    g_autoptr(GPtrArray) waiting = collect(snapshot, roots, &file_count, &bytes);
    ocr.bounds = bounds;
    ocr.waiting = waiting;
    if (!waiting->len || tc_stop_is_requested())
        return TRUE;
    /* Before the writer: it forks, and its processes have no need of an open database. */
    g_autoptr(TcSandbox) sandbox = tc_run_sandbox_new(error);
    if (sandbox == NULL)
        return FALSE;
    ocr.sandbox = sandbox;
    if (!tc_live_open(&live, options->index_dir, error))
        return FALSE;
    settings.corrections = live.corrections;
    ocr.writer = ocr.pages.writer = live.writer;
    g_autoptr(TcRun) run = tc_run_new(live.writer, live.analyzer, NULL, &settings, &events);
    ocr.run = run;
    ocr.committed_us = g_get_monotonic_time();
    tc_progress_begin_pages(&report->progress, file_count, bytes);
    return recognise(&ocr, error);
}

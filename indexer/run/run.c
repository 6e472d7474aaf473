#include "indexer/run/run.h"

#include "document/message.h"
#include "document/ocr/ocr.h"
#include "indexer/display.h"
#include "indexer/run/put.h"
#include "indexer/run/run_private.h"
#include "indexer/run/stop.h"
#include "indexer/state/attempt.h"

#include <errno.h>
#include <string.h>

/* A file that changed less than this before it was read may change again within the same time
 * stamp: FAT keeps even seconds, and the kernel's clock ticks in milliseconds. */
#define UNSETTLED_NS G_GINT64_CONSTANT(2000000000)
#define NS_PER_S     G_GINT64_CONSTANT(1000000000)

const char *
tc_outcome_name(TcOutcome outcome)
{
    static const char *const names[] = {"indexed", "moved", "same",   "failed", "postponed",
                                        "waiting", "gone",  "opened", "removed"};

    G_STATIC_ASSERT(G_N_ELEMENTS(names) == TC_OUTCOME_COUNT);
    return names[outcome];
}

/* ---- files that are gone, by what they were ---- */

static guint
stamp_hash(gconstpointer key)
{
    const TcFileStamp *stamp = key;
    guint64 mixed = (stamp->inode + ((guint64)stamp->mtime_ns << 1) + (stamp->size << 20)) *
                    G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

    return (guint)(mixed >> 32);
}

/* Whether it is the same file, which was perhaps renamed: that only changes the ctime. */
static gboolean
stamp_is_same_file(gconstpointer a, gconstpointer b)
{
    const TcFileStamp *one = a, *other = b;

    return one->inode == other->inode && one->size == other->size &&
           one->mtime_ns == other->mtime_ns;
}

TcRun *
tc_run_new(TcWriter *writer, const TcAnalyzer *analyzer, TcSandbox *sandbox,
           const TcRunSettings *settings, const TcRunEvents *events)
{
    TcRun *run = g_new0(TcRun, 1);

    run->writer = writer;
    run->pages.writer = writer;
    run->analyzer = analyzer;
    run->sandbox = sandbox;
    run->settings = *settings;
    run->events = *events;
    tc_postings_init(&run->postings);
    run->gone_by_stamp = g_hash_table_new(stamp_hash, stamp_is_same_file);
    run->gone_by_hash = g_hash_table_new(tc_ledger_hash_hash, tc_ledger_hash_equal);
    return run;
}

void
tc_run_free(TcRun *run)
{
    if (run == NULL)
        return;
    tc_input_clear(&run->input);
    tc_postings_clear(&run->postings);
    g_hash_table_unref(run->gone_by_stamp);
    g_hash_table_unref(run->gone_by_hash);
    g_clear_pointer(&run->members, g_ptr_array_unref);
    g_free(run);
}

void
tc_run_set_ledger(TcRun *run, GHashTable *ledger)
{
    run->ledger = ledger;
    g_clear_pointer(&run->members, g_ptr_array_unref);
    run->members = tc_ledger_sorted_members(ledger);
}

void
tc_run_set_old(TcRun *run, TcReader *old)
{
    run->pages.old = old;
}

void
tc_run_set_gone(TcRun *run, GPtrArray *entries)
{
    g_hash_table_remove_all(run->gone_by_stamp);
    g_hash_table_remove_all(run->gone_by_hash);
    for (guint i = 0; i < entries->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        if (!entry->has_hash || (!entry->indexed && !tc_ledger_is_archive(entry)))
            continue;
        if (entry->settled && !tc_ledger_archive_len(entry))
            g_hash_table_insert(run->gone_by_stamp, &entry->stamp, entry);
        g_hash_table_insert(run->gone_by_hash, entry->hash, entry);
    }
}

/* ---- outcomes ---- */

void
tc_content_done(TcContent *content)
{
    if (content->input != NULL)
        tc_input_done(content->input);
    content->bytes = NULL;
}

void
tc_run_tell(TcRun *run, const TcScanFile *file, TcOutcome outcome, const char *reason,
            const char *message)
{
    if (run->visit != NULL && file->stamp.inode == 0)
        run->events.member_done(run->events.user, file->path, outcome, reason, message);
    else
        run->events.file_done(run->events.user, file->path, outcome, file->stamp.size, reason,
                              message);
}

static gboolean
is_settled(const TcFileStamp *stamp, gint64 read_at_ns)
{
    return MAX(stamp->mtime_ns, stamp->ctime_ns) < read_at_ns - UNSETTLED_NS;
}

static gint64
now_ns(void)
{
    return g_get_real_time() * 1000;
}

static void
note_attempt(const TcRun *run, TcLedgerEntry *entry)
{
    const TcReadLimits limits = tc_run_limits(&run->settings);

    tc_attempt_note(entry, &limits);
}

/* Notes that the file has no document, for this reason. */
static gboolean
put_failure(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
            TcDocumentError code, const char *message, GError **error)
{
    if (known != NULL && known->indexed) {
        g_autofree char *id = tc_ledger_document_id(file->path);

        if (!tc_writer_remove(run->writer, id, error))
            return FALSE;
    }
    entry->indexed = FALSE;
    tc_ledger_set_string(entry, &entry->reason, tc_document_reason(code));
    tc_ledger_set_string(entry, &entry->message, message);
    note_attempt(run, entry);
    return tc_ledger_put(run->writer, entry, error);
}

gboolean
tc_run_note_failure(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                    TcLedgerEntry *entry, TcDocumentError code, const char *message, GError **error)
{
    if (!put_failure(run, file, known, entry, code, message, error))
        return FALSE;
    tc_run_tell(run, file, TC_OUTCOME_FAILED, entry->reason, entry->message);
    return TRUE;
}

/* The ledger says of a document or archive that stays why it was not read again. */
static gboolean
note_kept(TcRun *run, const TcLedgerEntry *known, const char *message, GError **error)
{
    g_autoptr(TcLedgerEntry) entry = NULL;

    if (tc_ledger_is_kept(known) && g_str_equal(known->message, message))
        return TRUE;
    entry = tc_ledger_entry_new(known->path, &known->stamp);
    tc_ledger_copy_reading(entry, known);
    entry->indexed = known->indexed;
    entry->settled = known->settled;
    entry->has_hash = known->has_hash;
    memcpy(entry->hash, known->hash, TC_HASH_LEN);
    tc_ledger_set_string(entry, &entry->reason, tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE));
    tc_ledger_set_string(entry, &entry->message, message);
    return tc_ledger_put(run->writer, entry, error);
}

/* A document that is in the index stays. A file that was never read is noted as failed, so that it
 * is reported once, though each run tries it again. */
gboolean
tc_run_note_trouble(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                    const char *message, GError **error)
{
    g_autoptr(TcLedgerEntry) entry = NULL;

    if (run->visit != NULL)
        tc_run_postpone_member(run, file->path);
    if (known != NULL && (known->indexed || tc_ledger_is_archive(known))) {
        if (run->visit == NULL && !note_kept(run, known, message, error))
            return FALSE;
        tc_run_tell(run, file, TC_OUTCOME_POSTPONED,
                    tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE), message);
        return TRUE;
    }
    if (known != NULL && !run->settings.retries_failed && tc_ledger_is_unreadable(known) &&
        g_str_equal(known->message, message) && tc_file_stamp_equal(&known->stamp, &file->stamp)) {
        tc_run_tell(run, file, TC_OUTCOME_SAME, NULL, NULL);
        return TRUE;
    }
    entry = tc_ledger_entry_new(file->path, &file->stamp);
    entry->settled = TRUE;
    return tc_run_note_failure(run, file, known, entry, TC_DOCUMENT_ERROR_UNREADABLE, message,
                               error);
}

/* Notes that the file as it is will not be read, for a reason that does not pass by itself. */
static gboolean
note_refused(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcDocumentError code,
             const char *message, GError **error)
{
    g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(file->path, &file->stamp);

    entry->settled = TRUE;
    return tc_run_drop_members(run, file->path, error) &&
           tc_run_note_failure(run, file, known, entry, code, message, error);
}

static gboolean
note_input_error(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                 const GError *problem, GError **error)
{
    if (g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        tc_run_tell(run, file, TC_OUTCOME_GONE, NULL, NULL);
        return TRUE;
    }
    if (g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_CHANGED)) {
        tc_run_tell(run, file, TC_OUTCOME_POSTPONED, tc_document_reason(TC_DOCUMENT_ERROR_CHANGED),
                    problem->message);
        return TRUE;
    }
    if (g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE))
        return tc_run_note_trouble(run, file, known, problem->message, error);
    return note_refused(run, file, known, (TcDocumentError)problem->code, problem->message, error);
}

/* The content is what the ledger says, so only the entry changes. */
static gboolean
note_same(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
          GError **error)
{
    entry->indexed = known->indexed;
    tc_ledger_copy_reading(entry, known);
    if (!tc_ledger_put(run->writer, entry, error))
        return FALSE;
    tc_run_tell(run, file, TC_OUTCOME_SAME, NULL, NULL);
    return TRUE;
}

gboolean
tc_run_take_over(TcRun *run, const TcScanFile *file, const TcLedgerEntry *from,
                 TcLedgerEntry *entry, gboolean *is_taken, GError **error)
{
    if (!tc_run_put_stored(run, file->path, from->path, entry->hash, is_taken, error))
        return FALSE;
    if (!*is_taken)
        return TRUE;
    entry->indexed = TRUE;
    tc_ledger_copy_reading(entry, from);
    if (!tc_ledger_put(run->writer, entry, error))
        return FALSE;
    tc_run_tell(run, file, TC_OUTCOME_MOVED, NULL, NULL);
    return TRUE;
}

/* Puts a document into the index. `postings` is NULL when it has too many words. `entry` gets what
 * is to be remarked about it. If the text is refused, `entry` says that, and it is told. */
static gboolean
index_postings(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
               const TcDocument *document, const TcPostings *postings, const guint8 *text_hash,
               GError **error)
{
    tc_ledger_set_string(entry, &entry->format, tc_format_name(document->format));
    entry->page_count = document->page_count;
    if (postings == NULL)
        return tc_run_note_failure(run, file, known, entry, TC_DOCUMENT_ERROR_TOO_LARGE,
                                   _("it has too many words, or too many different ones"), error);
    entry->indexed = TRUE;
    tc_ledger_set_string(entry, &entry->encoding, document->encoding);
    if (*entry->reason)
        note_attempt(run, entry);
    return tc_run_put_document(run, file->path, entry->format, entry->hash, document, postings,
                               text_hash, error) &&
           tc_ledger_put(run->writer, entry, error);
}

static gboolean
index_document(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
               const TcDocument *document, const guint8 *text_hash, GError **error)
{
    gboolean fits = tc_postings_make(&run->postings, run->analyzer, document, file->path);

    return index_postings(run, file, known, entry, document, fits ? &run->postings : NULL,
                          text_hash, error);
}

/* ---- scans ---- */

gboolean
tc_run_needs_ocr(const TcLedgerEntry *entry)
{
    return g_str_equal(entry->reason, tc_document_reason(TC_DOCUMENT_ERROR_NEEDS_OCR));
}

/* All pages of the file are there. */
static gboolean
index_pages(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
            const TcPagesResult *pages, GError **error)
{
    g_autofree char *message = NULL;
    guint8 text_hash[TC_HASH_LEN];

    if (pages->document == NULL)
        return tc_run_note_failure(run, file, known, entry, (TcDocumentError)pages->problem->code,
                                   pages->problem->message, error);
    if (pages->failed_count)
        message =
            g_strdup_printf(_("%u of %u pages could not be recognised, the first of them is %s"),
                            pages->failed_count, pages->page_count, pages->failure);
    tc_ledger_hash(pages->document->text, pages->document->text_len, text_hash);
    tc_ledger_set_string(entry, &entry->reason, TC_LEDGER_OCR);
    tc_ledger_set_string(entry, &entry->message, message);
    if (!index_document(run, file, known, entry, pages->document, text_hash, error))
        return FALSE;
    if (entry->indexed)
        tc_run_tell(run, file, TC_OUTCOME_INDEXED, message != NULL ? pages->reason : NULL, message);
    return TRUE;
}

/* The file has scans. Their text is there from an earlier run, or they are WAITING to be
 * recognised, or it is told that they need it. The document is what could be read without them. */
static gboolean
index_scan(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
           TcContent *content, GError **error)
{
    const TcDocumentError code = TC_DOCUMENT_ERROR_NEEDS_OCR;
    const TcDocument *document = content->document;
    gboolean is_waiting = run->settings.wants_ocr;
    g_auto(TcPagesResult) pages = {0};
    g_autofree char *message = NULL;
    guint8 text_hash[TC_HASH_LEN];

    tc_content_done(content);
    tc_ledger_set_string(entry, &entry->format, tc_format_name(content->format));
    if (!tc_pages_assemble(&run->pages, entry->hash, content->format, &pages, error))
        return FALSE;
    if (!pages.missing_count && !(pages.failed_count && is_waiting && run->settings.retries_failed))
        return index_pages(run, file, known, entry, &pages, error);
    if (document != NULL) {
        message = g_strdup_printf(ngettext("%u page is a scan; with --ocr it is read",
                                           "%u pages are scans; with --ocr they are read",
                                           document->scan_count),
                                  document->scan_count);
        tc_ledger_hash(document->text, document->text_len, text_hash);
        tc_ledger_set_string(entry, &entry->reason, tc_document_reason(code));
        tc_ledger_set_string(entry, &entry->message, message);
        if (!index_document(run, file, known, entry, document, text_hash, error))
            return FALSE;
        if (!entry->indexed)
            return TRUE;
    } else if (!put_failure(run, file, known, entry, code, content->problem->message, error)) {
        return FALSE;
    }
    if (is_waiting)
        tc_run_tell(run, file, TC_OUTCOME_WAITING, NULL, NULL);
    else
        tc_run_tell(run, file, document != NULL ? TC_OUTCOME_INDEXED : TC_OUTCOME_FAILED,
                    entry->reason, entry->message);
    return TRUE;
}

gboolean
tc_run_recognised(TcRun *run, const TcLedgerEntry *known, GError **error)
{
    const TcScanFile file = {.path = known->path, .stamp = known->stamp};
    g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(known->path, &known->stamp);
    g_auto(TcPagesResult) pages = {0};

    entry->settled = known->settled;
    entry->has_hash = TRUE;
    entry->read_s = now_ns() / NS_PER_S;
    memcpy(entry->hash, known->hash, TC_HASH_LEN);
    tc_ledger_set_string(entry, &entry->format, known->format);
    if (!tc_pages_assemble(&run->pages, known->hash, tc_ledger_format(known), &pages, error))
        return FALSE;
    g_return_val_if_fail(!pages.missing_count, TRUE);
    return index_pages(run, &file, known, entry, &pages, error);
}

/* ---- a file ---- */

TcSandbox *
tc_run_sandbox_new(GError **error)
{
    TcSandboxLimits limits = TC_SANDBOX_LIMITS_INIT;

    limits.stop = tc_stop_is_requested;
    return tc_sandbox_new(&limits, error);
}

TcReadLimits
tc_run_limits(const TcRunSettings *settings)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;

    limits.input_max = settings->file_size_max;
    return limits;
}

/* Like tc_sandbox_read(), unless the file was read ahead. Sets the format as well. */
static TcDocument *
read_text(TcRun *run, const TcScanFile *file, TcContent *content, GError **problem)
{
    const TcReadLimits limits = tc_run_limits(&run->settings);

    if (content->ahead == NULL || !content->ahead->has_text) {
        content->format = tc_detect_format(content->bytes, content->len, file->path);
        return tc_sandbox_read_format(run->sandbox, content->format, content->bytes, content->len,
                                      file->path, &limits, problem);
    }
    content->format = content->ahead->format;
    if (content->ahead->problem != NULL)
        g_propagate_error(problem, g_steal_pointer(&content->ahead->problem));
    return g_steal_pointer(&content->ahead->document);
}

static gboolean
read_content(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
             TcContent *content, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(TcDocument) document = read_text(run, file, content, &problem);
    const TcAheadFile *ahead = content->ahead;
    guint8 text_hash[TC_HASH_LEN];
    gboolean is_done;

    content->document = document;
    content->problem = problem;
    if (g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ARCHIVE))
        return tc_run_archive(run, file, known, entry, content, error);
    if (problem != NULL &&
        g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE))
        return tc_run_note_trouble(run, file, known, problem->message, error);
    /* It may have been an archive before. */
    if (!tc_run_drop_members(run, file->path, error))
        return FALSE;
    if (document != NULL ? document->scan_count > 0
                         : g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR))
        return index_scan(run, file, known, entry, content, error);
    g_assert(document != NULL || problem != NULL);
    if (document == NULL) {
        tc_ledger_set_string(entry, &entry->format, tc_format_name(content->format));
        return tc_run_note_failure(run, file, known, entry, (TcDocumentError)problem->code,
                                   problem->message, error);
    }
    if (document->unread != NULL) {
        tc_ledger_set_string(entry, &entry->reason,
                             tc_document_reason(TC_DOCUMENT_ERROR_UNSUPPORTED));
        tc_ledger_set_string(entry, &entry->message, document->unread);
    }
    if (ahead != NULL && ahead->has_postings) {
        is_done = index_postings(run, file, known, entry, document,
                                 ahead->fits ? &ahead->postings : NULL, ahead->text_hash, error);
    } else {
        tc_text_hash(document, content->bytes, content->len, content->hashing, text_hash);
        /* Before memory for its terms is asked for. */
        tc_content_done(content);
        is_done = index_document(run, file, known, entry, document, text_hash, error);
    }
    if (!is_done)
        return FALSE;
    if (entry->indexed)
        tc_run_tell(run, file, TC_OUTCOME_INDEXED, document->unread != NULL ? entry->reason : NULL,
                    document->unread);
    return TRUE;
}

/* `file` is what `from` was: a document, or an archive with its documents. */
static gboolean
move(TcRun *run, const TcScanFile *file, const TcLedgerEntry *from, TcLedgerEntry *entry,
     gboolean *is_taken, GError **error)
{
    return from->indexed ? tc_run_take_over(run, file, from, entry, is_taken, error)
                         : tc_run_move_archive(run, file, from, entry, is_taken, error);
}

/* Whether some file in the archive `path` could not be read, with less than there is now. */
static gboolean
holds_outdone(const TcRun *run, const char *path, const TcReadLimits *limits)
{
    guint begin, end;

    if (run->members == NULL || !run->members->len)
        return FALSE;
    end = tc_ledger_members_of(run->members, path, &begin);
    for (guint i = begin; i < end; i++)
        if (tc_attempt_is_outdone(g_ptr_array_index(run->members, i), limits))
            return TRUE;
    return FALSE;
}

/* Whether the content is what the ledger says and there is nothing to try again. */
static gboolean
is_same(const TcRun *run, const TcLedgerEntry *known, const guint8 *hash)
{
    const TcReadLimits limits = tc_run_limits(&run->settings);

    if (!known->has_hash || tc_ledger_is_kept(known) || memcmp(known->hash, hash, TC_HASH_LEN) != 0)
        return FALSE;
    if (run->settings.retries_failed)
        return known->indexed && !tc_ledger_is_incomplete(known);
    return !tc_attempt_is_outdone(known, &limits) &&
           (known->indexed || !holds_outdone(run, known->path, &limits));
}

gboolean
tc_run_content(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
               TcContent *content, GError **error)
{
    const TcLedgerEntry *gone;
    gboolean is_taken = FALSE;

    if (known != NULL && is_same(run, known, entry->hash)) {
        tc_run_keep_members(run, file->path);
        return note_same(run, file, known, entry, error);
    }
    if (known == NULL && (gone = g_hash_table_lookup(run->gone_by_hash, entry->hash)) != NULL) {
        if (!move(run, file, gone, entry, &is_taken, error))
            return FALSE;
        if (is_taken)
            return TRUE;
    }
    tc_run_tell_left(run, known, entry->hash);
    return read_content(run, file, known, entry, content, error);
}

/* Takes over what is known of a file that was moved here. */
static gboolean
take_moved(TcRun *run, const TcScanFile *file, const TcLedgerEntry *gone, gboolean *is_taken,
           GError **error)
{
    g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(file->path, &file->stamp);

    entry->settled = gone->settled;
    memcpy(entry->hash, gone->hash, TC_HASH_LEN);
    entry->has_hash = TRUE;
    return move(run, file, gone, entry, is_taken, error);
}

static void
read_here(TcRun *run, const TcScanFile *file, TcAheadFile *read)
{
    const TcReadLimits limits = tc_run_limits(&run->settings);

    read->read_at_ns = now_ns();
    read->is_read = TRUE;
    if (tc_input_read(&run->input, file->path, run->settings.bounds, &limits, &read->stamp,
                      &read->input_problem))
        tc_ledger_hash_begin(run->input.bytes, run->input.len, read->hash, &read->hashing);
}

/* Why what a link leads to cannot be looked at. */
static char *
explain_link(const TcScanFile *file)
{
    g_autofree char *target = g_file_read_link(file->path, NULL);
    g_autofree char *shown = target != NULL ? tc_display(target) : NULL;

    if (shown == NULL)
        return g_strdup(tc_said_errno(file->error_number));
    if (file->error_number == ENOENT || file->error_number == ENOTDIR)
        return g_strdup_printf(_("a link to “%s”, which is not there"), shown);
    if (file->error_number == ELOOP)
        return g_strdup_printf(_("a link to “%s”, which leads in a circle"), shown);
    return g_strdup_printf(_("a link to “%s”: %s"), shown, tc_said_errno(file->error_number));
}

static gboolean
work_on_file(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcAheadFile *ahead,
             GError **error)
{
    g_autoptr(TcLedgerEntry) entry = NULL;
    g_autoptr(GError) problem = NULL;
    const TcLedgerEntry *gone = NULL;
    TcAheadFile here = {.is_read = FALSE};
    gboolean is_taken = FALSE;

    if (file->error_number == EXDEV)
        return note_refused(run, file, known, TC_DOCUMENT_ERROR_OUTSIDE, tc_bounds_strerror(EXDEV),
                            error);
    if (file->error_number) {
        g_autofree char *why = explain_link(file);
        return tc_run_note_trouble(run, file, known, why, error);
    }
    if (known == NULL && (gone = g_hash_table_lookup(run->gone_by_stamp, &file->stamp)) != NULL) {
        if (!take_moved(run, file, gone, &is_taken, error))
            return FALSE;
        if (is_taken)
            return TRUE;
    }
    if (ahead == NULL || !ahead->is_read) {
        read_here(run, file, &here);
        ahead = &here;
    }
    problem = g_steal_pointer(&ahead->input_problem);
    if (problem != NULL)
        return note_input_error(run, file, known, problem, error);
    entry = tc_ledger_entry_new(file->path, &ahead->stamp);
    entry->settled = is_settled(&ahead->stamp, ahead->read_at_ns);
    entry->read_s = ahead->read_at_ns / NS_PER_S;
    memcpy(entry->hash, ahead->hash, TC_HASH_LEN);
    entry->has_hash = TRUE;
    TcInput *input = ahead == &here ? &run->input : &ahead->input;
    TcContent content = {.bytes = input->bytes,
                         .len = input->len,
                         .input = input,
                         .hashing = &ahead->hashing,
                         .ahead = ahead};
    return tc_run_content(run, file, known, entry, &content, error);
}

static gboolean
is_moved(gpointer user, const TcScanFile *file)
{
    const TcRun *run = user;

    return !g_hash_table_contains(run->ledger, file->path) &&
           g_hash_table_contains(run->gone_by_stamp, &file->stamp);
}

static gboolean
is_known(gpointer user, const TcScanFile *file, const guint8 *hash)
{
    const TcRun *run = user;
    const TcLedgerEntry *known = g_hash_table_lookup(run->ledger, file->path);

    return known != NULL ? is_same(run, known, hash)
                         : g_hash_table_contains(run->gone_by_hash, hash);
}

TcAheadFilter
tc_run_ahead_filter(TcRun *run)
{
    g_return_val_if_fail(run->ledger, (TcAheadFilter){0});
    return (TcAheadFilter){
        .is_moved = is_moved, .is_known = is_known, .user = run, .bounds = run->settings.bounds};
}

gboolean
tc_run_commit_if_due(TcRun *run, GError **error)
{
    return !tc_writer_is_full(run->writer) || tc_writer_commit(run->writer, error);
}

gboolean
tc_run_file(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcAheadFile *ahead,
            GError **error)
{
    return work_on_file(run, file, known, ahead, error) && tc_run_commit_if_due(run, error);
}

gboolean
tc_run_remove(TcRun *run, const TcLedgerEntry *entry, GError **error)
{
    if (entry->indexed) {
        g_autofree char *id = tc_ledger_document_id(entry->path);

        if (!tc_writer_remove(run->writer, id, error))
            return FALSE;
    }
    return tc_ledger_remove(run->writer, entry->path, error);
}

#include "document/message.h"
#include "indexer/run/run.h"
#include "indexer/run/run_private.h"
#include "indexer/run/stop.h"
#include "indexer/state/member_names.h"

#include <errno.h>
#include <string.h>

/* What is being done with an archive on disk. All limits are for that archive and all archives in
 * it together, so that many small ones do not make a large one. */
struct TcVisit {
    const char *path; /* of the archive on disk */
    gsize path_len;
    gboolean has_twin;       /* there is a folder "PATH!" on disk */
    TcMemberNames names;     /* what is in it */
    guint depth;             /* of the archive that is being read now: 1 is the one on disk */
    guint64 room;            /* bytes that may still come out of it */
    guint members_left;      /* files */
    gboolean is_full;        /* one of these two was not enough */
    gboolean is_deep;        /* there was an archive deeper than TC_ARCHIVE_DEPTH_MAX */
    gboolean is_partly_read; /* something in it could not be read, for a trouble that may pass */
};

static void
visit_init(TcVisit *visit, const char *path)
{
    static const TcArchiveLimits limits = TC_ARCHIVE_LIMITS_INIT;
    g_autofree char *twin = g_strconcat(path, "!", NULL);
    struct stat st;

    *visit = (TcVisit){
        .path = path,
        .path_len = strlen(path),
        .has_twin = lstat(twin, &st) == 0,
        .room = limits.total_max,
        .members_left = limits.members_max,
    };
    tc_member_names_init(&visit->names);
}

static void
visit_clear(TcVisit *visit)
{
    tc_member_names_clear(&visit->names);
}

/* Hidden files, leftovers and what the configuration names are left out as they are in folders. */
static gboolean
is_left_out(const TcRun *run, const char *archive, const char *name)
{
    g_autofree char *path = g_strconcat(archive, TC_MEMBER_SEPARATOR, name, NULL);

    if (tc_member_name_is_skipped(name))
        return TRUE;
    return tc_excludes_cover(run->settings.excludes, path, run->visit->path);
}

static const TcLedgerEntry *
known_entry(const TcRun *run, const char *path)
{
    const TcLedgerEntry *known =
        run->ledger != NULL ? g_hash_table_lookup(run->ledger, path) : NULL;

    return known != NULL && tc_ledger_archive_len(known) ? known : NULL;
}

/* A file on disk may have the same path, if a folder has an odd name. It comes first, and so does
 * an archive there with all that is in it. */
static gboolean
is_on_disk(const TcVisit *visit, const char *path)
{
    struct stat st;

    return visit->has_twin && (lstat(path, &st) == 0 || errno == ENOTDIR);
}

static gboolean
work_on_member(TcRun *run, const char *archive, const TcMember *member, GError **error)
{
    TcVisit *visit = run->visit;
    const char *path = tc_member_names_add(&visit->names, archive, member->name);
    const TcLedgerEntry *known = known_entry(run, path);
    TcScanFile file = {
        .path = (char *)path,
        .stamp = tc_ledger_member_stamp(member->len, member->mtime_s, visit->path_len),
    };
    g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(path, &file.stamp);

    if (is_on_disk(visit, path)) {
        tc_run_tell(run, &file, TC_OUTCOME_POSTPONED,
                    tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE),
                    _("a file beside the archive has the same path"));
        return TRUE;
    }
    entry->settled = TRUE;
    entry->read_s = g_get_real_time() / G_USEC_PER_SEC;
    if (member->error != NULL)
        return tc_run_note_failure(run, &file, known, entry, (TcDocumentError)member->error->code,
                                   member->error->message, error);
    TcHashing hashing;
    tc_ledger_hash_begin(member->bytes, member->len, entry->hash, &hashing);
    entry->has_hash = TRUE;
    TcContent content = {.bytes = member->bytes, .len = member->len, .hashing = &hashing};
    return tc_run_content(run, &file, known, entry, &content, error);
}

/* Counts the file against the limits of the visit. */
static gboolean
charge(TcVisit *visit, const TcMember *member)
{
    if (visit->is_full || visit->members_left == 0 || member->len > visit->room) {
        visit->is_full = TRUE;
        return FALSE;
    }
    visit->members_left--;
    visit->room -= member->len;
    return TRUE;
}

/* Works on all files of the archive. FALSE when the index cannot be written. `problem` says why the
 * archive cannot be read to its end. */
static gboolean
work_on_members(TcRun *run, const char *archive, TcWalk *walk, GError **problem, GError **error)
{
    TcMember member;

    while (!tc_stop_is_requested() && tc_walk_next(walk, &member, problem)) {
        if (!charge(run->visit, &member))
            return TRUE;
        if (is_left_out(run, archive, member.name))
            continue;
        if (!work_on_member(run, archive, &member, error) || !tc_run_commit_if_due(run, error))
            return FALSE;
    }
    return TRUE;
}

/* Removes what is known of files in the archive `path` on disk, except those in `seen`. */
static gboolean
drop_members(TcRun *run, const char *path, GHashTable *seen, GError **error)
{
    guint begin, end;

    if (run->members == NULL)
        return TRUE;
    end = tc_ledger_members_of(run->members, path, &begin);
    for (guint i = begin; i < end; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(run->members, i);

        if (tc_ledger_archive_len(entry) != strlen(path) ||
            (seen != NULL && g_hash_table_contains(seen, entry->path)))
            continue;
        if (!tc_run_remove(run, entry, error))
            return FALSE;
        run->events.member_done(run->events.user, entry->path, TC_OUTCOME_REMOVED, NULL, NULL);
    }
    return TRUE;
}

gboolean
tc_run_drop_members(TcRun *run, const char *path, GError **error)
{
    /* In the end, everything in the archive that was not seen goes. */
    return run->visit != NULL || drop_members(run, path, NULL, error);
}

void
tc_run_keep_members(TcRun *run, const char *path)
{
    guint begin, end;

    if (run->members == NULL || run->visit == NULL)
        return;
    end = tc_ledger_members_of(run->members, path, &begin);
    for (guint i = begin; i < end; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(run->members, i);

        g_hash_table_add(run->visit->names.paths, g_strdup(entry->path));
    }
}

void
tc_run_postpone_member(TcRun *run, const char *path)
{
    run->visit->is_partly_read = TRUE;
    tc_run_keep_members(run, path);
}

/* The archive was read to its end, or as far as possible. */
static gboolean
note_archive(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
             const GError *problem, GError **error)
{
    const TcVisit *visit = run->visit;
    gboolean is_outermost = visit->depth == 1;

    if (g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE)) {
        /* What was not reached is not gone. */
        tc_run_keep_members(run, file->path);
        return tc_run_note_trouble(run, file, known, problem->message, error);
    }
    if (problem != NULL)
        return tc_run_note_failure(run, file, known, entry, (TcDocumentError)problem->code,
                                   problem->message, error);
    if (visit->is_full && !is_outermost) /* it is said of the archive on disk */
        return known == NULL || tc_run_remove(run, known, error);
    if (visit->is_full)
        return tc_run_note_failure(run, file, known, entry, TC_DOCUMENT_ERROR_TOO_LARGE,
                                   _("with the archives in it, it holds too much"), error);
    if (visit->is_deep && is_outermost) {
        g_autofree char *message = g_strdup_printf(
            ngettext("archives in it are nested deeper than %u archive",
                     "archives in it are nested deeper than %u archives", TC_ARCHIVE_DEPTH_MAX),
            TC_ARCHIVE_DEPTH_MAX);

        return tc_run_note_failure(run, file, known, entry, TC_DOCUMENT_ERROR_TOO_LARGE, message,
                                   error);
    }
    if (known != NULL && known->indexed) {
        g_autofree char *id = tc_ledger_document_id(file->path);

        if (!tc_writer_remove(run->writer, id, error))
            return FALSE;
    }
    /* Without a hash it is opened again although it has not changed. */
    if (visit->is_partly_read)
        entry->settled = entry->has_hash = FALSE;
    if (!tc_ledger_put(run->writer, entry, error))
        return FALSE;
    tc_run_tell(run, file, TC_OUTCOME_OPENED, NULL, NULL);
    return TRUE;
}

static gboolean
read_archive(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
             TcContent *content, GError **error)
{
    TcVisit *visit = run->visit;
    TcArchiveLimits limits = {
        .member_max = run->settings.file_size_max,
        .total_max = visit->room,
        .members_max = visit->members_left,
    };
    g_autoptr(TcWalk) walk = NULL;
    g_autoptr(GError) problem = NULL;

    tc_ledger_set_string(entry, &entry->format, tc_format_name(content->format));
    walk = tc_sandbox_walk(run->sandbox, content->bytes, content->len, &limits, &problem);
    tc_content_done(content);
    if (walk != NULL && !work_on_members(run, file->path, walk, &problem, error))
        return FALSE;
    /* Without an entry, the next run goes on with it. */
    if (tc_stop_is_requested())
        return TRUE;
    return note_archive(run, file, known, entry, problem, error);
}

gboolean
tc_run_archive(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known, TcLedgerEntry *entry,
               TcContent *content, GError **error)
{
    TcVisit visit;
    gboolean is_done;

    if (run->visit != NULL) {
        if (run->visit->depth >= TC_ARCHIVE_DEPTH_MAX) {
            run->visit->is_deep = TRUE;
            return known == NULL || tc_run_remove(run, known, error);
        }
        run->visit->depth++;
        is_done = read_archive(run, file, known, entry, content, error);
        run->visit->depth--;
        return is_done;
    }
    visit_init(&visit, file->path);
    visit.depth = 1;
    run->visit = &visit;
    is_done = read_archive(run, file, known, entry, content, error);
    if (is_done && !tc_stop_is_requested())
        is_done = drop_members(run, file->path, visit.names.paths, error);
    run->visit = NULL;
    visit_clear(&visit);
    return is_done;
}

/* ---- archives that were moved ---- */

/* One file that was at `from` in an archive and is at `path` now. */
static gboolean
move_member(TcRun *run, const char *path, gsize archive_len, const TcLedgerEntry *from,
            gboolean *is_taken, GError **error)
{
    TcScanFile file = {.path = (char *)path, .stamp = from->stamp};
    g_autoptr(TcLedgerEntry) entry = NULL;

    file.stamp.dev = archive_len;
    entry = tc_ledger_entry_new(path, &file.stamp);
    entry->settled = from->settled;
    memcpy(entry->hash, from->hash, TC_HASH_LEN);
    entry->has_hash = from->has_hash;
    if (from->indexed)
        return tc_run_take_over(run, &file, from, entry, is_taken, error);
    *is_taken = TRUE;
    tc_ledger_copy_reading(entry, from);
    if (!tc_ledger_put(run->writer, entry, error))
        return FALSE;
    if (tc_ledger_is_archive(entry))
        tc_run_tell(run, &file, TC_OUTCOME_MOVED, NULL, NULL);
    else if (run->settings.wants_ocr && tc_run_needs_ocr(entry))
        tc_run_tell(run, &file, TC_OUTCOME_WAITING, NULL, NULL);
    else
        tc_run_tell(run, &file, TC_OUTCOME_FAILED, entry->reason, entry->message);
    return TRUE;
}

static gboolean
move_members(TcRun *run, const TcScanFile *file, const TcLedgerEntry *from, gboolean *is_taken,
             GError **error)
{
    const TcVisit *visit = run->visit;
    gsize from_len = strlen(from->path);
    guint begin, end;

    *is_taken = TRUE;
    end = tc_ledger_members_of(run->members, from->path, &begin);
    for (guint i = begin; *is_taken && i < end; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(run->members, i);
        char *path = g_strconcat(file->path, entry->path + from_len, NULL);

        g_hash_table_add(visit->names.paths, path);
        if (tc_excludes_cover(run->settings.excludes, path, visit->path))
            continue;
        if (is_on_disk(visit, path))
            *is_taken = FALSE;
        else if (!move_member(run, path, visit->path_len, entry, is_taken, error) ||
                 !tc_run_commit_if_due(run, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_run_move_archive(TcRun *run, const TcScanFile *file, const TcLedgerEntry *from,
                    TcLedgerEntry *entry, gboolean *is_taken, GError **error)
{
    TcVisit visit, *outer = run->visit;
    gboolean is_done;

    *is_taken = FALSE;
    if (run->members == NULL)
        return TRUE;
    if (outer == NULL) {
        visit_init(&visit, file->path);
        run->visit = &visit;
    }
    is_done = move_members(run, file, from, is_taken, error);
    if (outer == NULL) {
        run->visit = NULL;
        visit_clear(&visit);
    }
    if (!is_done || !*is_taken)
        return is_done;
    tc_ledger_copy_reading(entry, from);
    if (!tc_ledger_put(run->writer, entry, error))
        return FALSE;
    tc_run_tell(run, file, TC_OUTCOME_MOVED, NULL, NULL);
    return TRUE;
}

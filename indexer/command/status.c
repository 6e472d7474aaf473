#include "document/said.h"
#include "indexer/command/status_file.h"
#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/postings/corrections.h"
#include "indexer/state/snapshot.h"
#include "store/folder/runs.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean
is_indexed(const TcLedgerEntry *entry)
{
    return entry->indexed && !tc_ledger_is_kept(entry);
}

static gboolean
is_archive(const TcLedgerEntry *entry)
{
    return tc_ledger_is_archive(entry) && !tc_ledger_is_kept(entry);
}

/* The states that are shown translated. */
G_GNUC_UNUSED static const char *const state_words[] = {N_("indexed"), N_("archive"), N_("failed"),
                                                        N_("unknown"), N_("ocr")};

static const char *
state_of(const TcLedgerEntry *entry)
{
    return is_indexed(entry) ? "indexed" : is_archive(entry) ? "archive" : "failed";
}

static json_t *
json_of_entry(const TcOptions *options, const TcLedgerEntry *entry, gboolean is_asked)
{
    json_t *object = json_object();
    g_autofree char *said = tc_said(entry->message);

    tc_json_set_path(object, entry->path);
    json_object_set_new(object, "state", json_string(state_of(entry)));
    if (entry->indexed && g_str_equal(entry->reason, TC_LEDGER_OCR))
        json_object_set_new(object, "ocr", json_true());
    else if (*entry->reason)
        json_object_set_new(object, "reason", json_string(entry->reason));
    if (*entry->message)
        json_object_set_new(object, "message", json_string(said));
    if (tc_ledger_is_kept(entry))
        json_object_set_new(object, "kept", json_true());
    if (*entry->format)
        json_object_set_new(object, "format", json_string(entry->format));
    if (*entry->encoding)
        json_object_set_new(object, "encoding", json_string(entry->encoding));
    json_object_set_new(object, "size", json_integer((json_int_t)entry->stamp.size));
    json_object_set_new(object, "modified",
                        json_integer((json_int_t)(entry->stamp.mtime_ns / 1000000000)));
    if (options->paths[0] != NULL && entry->read_s)
        json_object_set_new(object, "read", json_integer(entry->read_s));
    if (entry->page_count)
        json_object_set_new(object, "pages", json_integer(entry->page_count));
    if (is_asked)
        tc_status_set_details(object, options, entry);
    return object;
}

static void
print_entry(const TcOptions *options, const TcLedgerEntry *entry, gboolean is_asked)
{
    if (options->json) {
        tc_json_write_line(json_of_entry(options, entry, is_asked), stdout);
        return;
    }
    g_autofree char *shown = tc_display(entry->path), *said = tc_said(entry->message);
    printf("%s %s", _(state_of(entry)), shown);
    if (*entry->reason)
        printf(": %s", _(entry->reason));
    if (*entry->message)
        printf(": %s", said);
    if (tc_ledger_is_kept(entry))
        printf(_(" (what was read before is still found)"));
    putchar('\n');
    if (is_asked)
        tc_status_print_details(options, entry);
}

/* ---- the summary ---- */

/* "2026-11-28 23:04 (9 hours ago)" */
static char *
said_time(gint64 when_s)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_local(when_s);
    g_autofree char *date =
        when != NULL ? g_date_time_format(when, "%Y-%m-%d %H:%M") : g_strdup("?");
    gint64 ago = MAX(g_get_real_time() / G_USEC_PER_SEC - when_s, 0);
    g_autofree char *since = tc_display_duration(ago);

    return g_strdup_printf(_("%s (%s ago)"), date, since);
}

/* "3 indexed, 1 failed" in the language of the reader. Free with g_free(). */
static char *
said_counts(const char *counts)
{
    G_GNUC_UNUSED static const char *const names[] = {N_("moved"),   N_("same"), N_("postponed"),
                                                      N_("waiting"), N_("gone"), N_("opened"),
                                                      N_("removed")};
    g_auto(GStrv) parts = g_strsplit(counts, ", ", -1);

    for (char **part = parts; *part != NULL; part++) {
        const char *name = strchr(*part, ' ');
        char *said = name == NULL
                         ? NULL
                         : g_strdup_printf("%.*s %s", (int)(name - *part), *part, _(name + 1));

        if (said != NULL) {
            g_free(*part);
            *part = said;
        }
    }
    return g_strjoinv(", ", parts);
}

/* Path, tab, and a message; or a sentence alone. Free with g_free(). */
static char *
said_line(const char *line)
{
    const char *tab = strchr(line, '\t');
    g_autofree char *said = tc_said(tab != NULL ? tab + 1 : line);

    return tab != NULL ? g_strdup_printf("%.*s: %s", (int)(tab - line), line, said)
                       : g_steal_pointer(&said);
}

static void
print_run(const char *what, const TcRunNote *note)
{
    g_autofree char *ended = said_time(note->ended_s);
    g_autofree char *took = tc_display_duration(MAX(note->ended_s - note->begun_s, 0));

    printf(_("%s: %s %s, took %s, exit status %d"), what, note->verb, ended, took, note->status);
    if (note->is_stopped)
        printf(_(", stopped early"));
    if (*note->counts) {
        g_autofree char *counts = said_counts(note->counts);

        printf(": %s", counts);
    }
    putchar('\n');
}

static void
print_told(const TcRunNote *note)
{
    guint shown = g_strv_length(note->told);

    for (guint i = 0; i < shown; i++) {
        g_autofree char *line = said_line(note->told[i]);

        printf("  %s\n", line);
    }
    if (note->told_count > shown)
        printf(ngettext("  and %u more\n", "  and %u more\n", note->told_count - shown),
               note->told_count - shown);
}

/* What the last run that needed readers says of their confinement; NULL when no run does. */
static const char *
unconfined_of(const GPtrArray *runs)
{
    for (guint i = runs->len; i-- > 0;) {
        const TcRunNote *note = g_ptr_array_index(runs, i);

        if (note->unconfined != NULL)
            return note->unconfined;
    }
    return NULL;
}

/* Prints what happened to the index, and how fresh it is. */
static void
print_runs(const TcOptions *options, const GPtrArray *runs)
{
    const TcRunNote *good = tc_runs_last_good(runs);
    const TcRunNote *last = runs->len > 0 ? g_ptr_array_index(runs, runs->len - 1) : NULL;
    const char *unconfined = unconfined_of(runs);
    g_autofree char *worker = tc_runs_at_work(options->index_dir);
    g_autofree char *who = tc_share_describe(options->index_dir);

    if (last != NULL && last != good)
        print_run(_("last run"), last);
    if (good != NULL)
        print_run(last == good ? _("last run") : _("last good run"), good);
    else if (last != NULL)
        puts(_("no run of those that are noted was good"));
    if (last != NULL)
        print_told(last);
    if (worker != NULL)
        printf(_("at work now: process %s\n"), worker);
    printf("%s\n", who);
    if (unconfined != NULL && *unconfined)
        printf(_("readers run without %s\n"), unconfined);
}

static json_t *
json_of_run(const TcRunNote *note)
{
    json_t *object = json_object(), *told = json_array();

    json_object_set_new(object, "verb", json_string(note->verb));
    json_object_set_new(object, "begun", json_integer((json_int_t)note->begun_s));
    json_object_set_new(object, "ended", json_integer((json_int_t)note->ended_s));
    json_object_set_new(object, "exit_status", json_integer(note->status));
    json_object_set_new(object, "good", json_boolean(note->is_good));
    json_object_set_new(object, "stopped", json_boolean(note->is_stopped));
    json_object_set_new(object, "counts", json_string(note->counts));
    for (char **line = note->told; *line != NULL; line++) {
        g_autofree char *whole = said_line(*line);

        json_array_append_new(told, json_string(whole));
    }
    json_object_set_new(object, "told", told);
    json_object_set_new(object, "told_count", json_integer(note->told_count));
    if (note->unconfined != NULL)
        json_object_set_new(object, "unconfined", json_string(note->unconfined));
    return object;
}

static void
print_json_summary(const TcOptions *options, const TcSnapshot *snapshot,
                   const TcCorrections *corrections, const GPtrArray *entries,
                   const GPtrArray *runs)
{
    g_autoptr(GPtrArray) left = tc_corrections_left(corrections, entries);
    json_t *object = json_object(), *list = json_array(), *failed = json_object();
    g_autofree char *worker = tc_runs_at_work(options->index_dir);
    const TcRunNote *good = tc_runs_last_good(runs);
    guint indexed = 0, archives = 0;

    for (guint i = 0; i < entries->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        indexed += is_indexed(entry);
        archives += is_archive(entry);
        if (is_indexed(entry) || is_archive(entry))
            continue;
        json_t *count = json_object_get(failed, entry->reason);
        json_object_set_new(failed, entry->reason,
                            json_integer(count != NULL ? json_integer_value(count) + 1 : 1));
    }
    json_object_set_new(object, "state", json_string("summary"));
    json_object_set_new(object, "indexed", json_integer(indexed));
    json_object_set_new(object, "archives", json_integer(archives));
    json_object_set_new(object, "failed", failed);
    if (tc_corrections_count(corrections) > 0) {
        json_object_set_new(object, "corrected",
                            json_integer(tc_corrections_count(corrections) - left->len));
        json_object_set_new(object, "corrected_left", json_integer(left->len));
    }
    if (snapshot->is_unfinished)
        json_object_set_new(object, "unfinished", json_true());
    if (good != NULL)
        json_object_set_new(object, "last_good", json_integer((json_int_t)good->ended_s));
    if (worker != NULL)
        json_object_set_new(object, "at_work", json_string(worker));
    for (guint i = 0; i < runs->len; i++)
        json_array_append_new(list, json_of_run(g_ptr_array_index(runs, i)));
    json_object_set_new(object, "runs", list);
    tc_json_write_line(object, stdout);
}

/* --check: whether the last run was good, and not too long ago. */
static TcExit
check_runs(const TcOptions *options, const GPtrArray *runs, GError **error)
{
    const TcRunNote *last =
        runs != NULL && runs->len ? g_ptr_array_index(runs, runs->len - 1) : NULL;
    g_autofree char *shown = tc_display(options->index_dir);
    g_autofree char *told = last != NULL && last->told[0] != NULL ? said_line(last->told[0]) : NULL;
    gint64 age = last != NULL ? g_get_real_time() / G_USEC_PER_SEC - last->ended_s : 0;

    if (last == NULL)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("%s: no run is noted"), shown);
    else if (!last->is_good)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("%s: the last run was not good: %s"), shown,
                    told != NULL       ? told
                    : last->is_stopped ? _("stopped early")
                                       : "?");
    else if (options->stale_after_s && age > options->stale_after_s) {
        g_autofree char *said = said_time(last->ended_s);

        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("%s: the last run was %s"),
                    shown, said);
    } else
        return TC_EXIT_DONE;
    return TC_EXIT_FAILED;
}

/* ---- files ---- */

static void
print_unknown(const TcOptions *options, const TcSnapshot *snapshot, gint64 begun_s,
              const char *path)
{
    const char *code = NULL;
    g_autofree char *why = tc_status_explain(options, snapshot, begun_s, path, &code);

    if (options->json) {
        json_t *object = json_object();

        tc_json_set_path(object, path);
        json_object_set_new(object, "state", json_string("unknown"));
        json_object_set_new(object, "reason", json_string(code));
        json_object_set_new(object, "message", json_string(why));
        tc_json_write_line(object, stdout);
        return;
    }
    g_autofree char *shown = tc_display(path);
    printf("%s %s: %s\n", _("unknown"), shown, why);
}

/* " (empty 1, unsupported 2)": why files are indexed in this way, or why they are not. */
static void
print_reasons(GPtrArray *entries, gboolean are_indexed)
{
    g_autoptr(GTree) reasons = g_tree_new((GCompareFunc)(void (*)(void))strcmp);
    GTreeNode *node;

    for (guint i = 0; i < entries->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        if (!is_indexed(entry) == !are_indexed && *entry->reason)
            g_tree_insert(
                reasons, entry->reason,
                GUINT_TO_POINTER(GPOINTER_TO_UINT(g_tree_lookup(reasons, entry->reason)) + 1));
    }
    node = g_tree_node_first(reasons);
    if (node != NULL)
        printf(" (");
    for (; node != NULL; node = g_tree_node_next(node))
        printf("%s %u%s", _((const char *)g_tree_node_key(node)),
               GPOINTER_TO_UINT(g_tree_node_value(node)),
               g_tree_node_next(node) != NULL ? ", " : ")");
}

/* "12 indexed (ocr 1), 3 failed (empty 1, unsupported 2), 1 archive" */
static void
print_counts(GPtrArray *entries)
{
    guint indexed = 0, archives = 0;

    for (guint i = 0; i < entries->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        indexed += is_indexed(entry) ? 1 : 0;
        archives += is_archive(entry) ? 1 : 0;
    }
    printf(_("%u indexed"), indexed);
    print_reasons(entries, TRUE);
    printf(", ");
    printf(_("%u failed"), entries->len - indexed - archives);
    print_reasons(entries, FALSE);
    if (archives)
        printf(ngettext(", %u archive", ", %u archives", archives), archives);
    putchar('\n');
}

static gboolean
is_listed(const TcOptions *options, const TcLedgerEntry *entry)
{
    return !options->failed || tc_ledger_is_incomplete(entry);
}

/* Whether the entry is the file `path`, or a file below that folder or in that archive. */
static gboolean
is_of(const TcLedgerEntry *entry, const char *path)
{
    gsize len = strlen(path);

    return tc_path_is_below(entry->path, path) ||
           (tc_ledger_archive_len(entry) && strncmp(entry->path, path, len) == 0 &&
            g_str_has_prefix(entry->path + len, TC_MEMBER_SEPARATOR));
}

/* Takes the entries of `path`: of the file, of all below the folder or in the archive. FALSE when
 * there are none, or when the file itself is not indexed. */
static gboolean
take_below(const TcOptions *options, GPtrArray *entries, const char *path, GPtrArray *taken)
{
    gboolean is_found = FALSE, is_fine = TRUE;

    for (guint i = 0; i < entries->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        if (!is_of(entry, path))
            continue;
        is_found = TRUE;
        if (g_str_equal(entry->path, path))
            is_fine = is_indexed(entry) || is_archive(entry);
        if (is_listed(options, entry))
            g_ptr_array_add(taken, entry);
    }
    return is_found && is_fine;
}

/* What was set by hand, and which of it no longer belongs to any file. */
static void
print_corrections(const TcCorrections *corrections, GPtrArray *entries)
{
    const guint count = tc_corrections_count(corrections);
    g_autoptr(GPtrArray) left = tc_corrections_left(corrections, entries);

    if (count == 0)
        return;
    printf(ngettext("%u document with fields set by hand\n",
                    "%u documents with fields set by hand\n", count - left->len),
           count - left->len);
    for (guint i = 0; i < left->len; i++) {
        const TcCorrection *correction = g_ptr_array_index(left, i);
        g_autofree char *shown = tc_display(correction->path);
        g_autofree char *said = tc_correction_said(correction, ", ", FALSE);

        printf(_("set by hand for a file that is gone or has changed: %s: %s\n"), shown, said);
    }
}

/* What lies below a folder that the last run could not list counts like files that it could not
 * open: it is kept, and told. The ledger does not say so, as a folder may hold very many files. */
static void
mark_unlisted(GPtrArray *entries, const TcRunNote *last)
{
    for (char **line = last->told; *line != NULL; line++) {
        const char *tab = strchr(*line, '\t');
        g_autofree char *folder =
            tab == NULL ? NULL : g_strdup_printf("%.*s/", (int)(tab - *line), *line);

        for (guint i = 0; folder != NULL && i < entries->len; i++) {
            TcLedgerEntry *entry = g_ptr_array_index(entries, i);

            if (!g_str_has_prefix(entry->path, folder) || *entry->message)
                continue;
            tc_ledger_set_string(entry, &entry->reason,
                                 tc_document_reason(TC_DOCUMENT_ERROR_UNREADABLE));
            tc_ledger_set_string(entry, &entry->message, tab + 1);
        }
    }
}

/* Adds the entries at and below the paths that are asked for to `taken`, and these paths to
 * `asked`. Tells what is not known of a path; *are_all_known becomes FALSE then. */
static gboolean
take_asked(const TcOptions *options, const TcSnapshot *snapshot, const TcRunNote *last,
           GPtrArray *entries, GPtrArray *taken, GHashTable *asked, gboolean *are_all_known,
           GError **error)
{
    for (const char *const *path = options->paths; *path != NULL; path++) {
        char *absolute = tc_scan_root(*path, FALSE, error);
        guint before = taken->len;

        if (absolute == NULL) {
            g_autofree char *shown = tc_display(*path);

            g_prefix_error(error, "%s: ", shown);
            return FALSE;
        }
        g_hash_table_add(asked, absolute);
        *are_all_known &= take_below(options, entries, absolute, taken);
        if (taken->len == before && !options->failed)
            print_unknown(options, snapshot, last != NULL ? last->begun_s : 0, absolute);
    }
    return TRUE;
}

/* Prints what belongs to the whole index, behind the counts. */
static void
print_summary(const TcOptions *options, const TcSnapshot *snapshot,
              const TcCorrections *corrections, GPtrArray *entries, const GPtrArray *runs)
{
    print_corrections(corrections, entries);
    if (snapshot->is_unfinished)
        puts(tc_snapshot_said_unfinished());
    print_runs(options, runs);
}

TcExit
tc_verb_status(const TcOptions *options, TcReport *report, GError **error)
{
    g_autoptr(TcSnapshot) snapshot = tc_snapshot_load(options->index_dir, TRUE, error);
    g_autoptr(GPtrArray) entries = NULL, taken = g_ptr_array_new();
    g_autoptr(GError) unread = NULL;
    g_autoptr(GPtrArray) runs = tc_runs_load(options->index_dir, &unread);
    g_autoptr(TcCorrections) corrections = NULL;
    gboolean lists = options->paths[0] != NULL || options->files || options->failed,
             are_all_known = TRUE;

    g_autoptr(GHashTable) asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const TcRunNote *last =
        runs != NULL && runs->len ? g_ptr_array_index(runs, runs->len - 1) : NULL;

    if (snapshot == NULL)
        return TC_EXIT_FAILED;
    if (runs == NULL && !options->check) { /* the rest can still be told */
        tc_report_warning(report, "runs", unread->message);
        runs = g_ptr_array_new();
        are_all_known = FALSE;
    } else if (runs == NULL) {
        g_propagate_error(error, g_steal_pointer(&unread));
        return TC_EXIT_FAILED;
    }
    corrections = tc_corrections_load_live(options->index_dir, error);
    if (corrections == NULL)
        return TC_EXIT_FAILED;
    entries = tc_ledger_sorted(snapshot->ledger);
    if (last != NULL)
        mark_unlisted(entries, last);
    if (!take_asked(options, snapshot, last, entries, taken, asked, &are_all_known, error))
        return TC_EXIT_FAILED;
    if (options->check)
        return check_runs(options, runs, error);
    if (!lists && options->json)
        print_json_summary(options, snapshot, corrections, entries, runs);
    for (guint i = 0; lists && options->paths[0] == NULL && i < entries->len; i++)
        if (is_listed(options, g_ptr_array_index(entries, i)))
            g_ptr_array_add(taken, g_ptr_array_index(entries, i));
    for (guint i = 0; i < taken->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(taken, i);

        print_entry(options, entry, !options->files && g_hash_table_contains(asked, entry->path));
    }
    if (!options->json && options->paths[0] == NULL)
        print_counts(entries);
    if (!lists && !options->json)
        print_summary(options, snapshot, corrections, entries, runs);
    return are_all_known ? TC_EXIT_DONE : TC_EXIT_FAILED;
}

#include "indexer/carry/upgrade.h"
#include "indexer/command/compact.h"
#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/ocr/ocr.h"
#include "indexer/run/live.h"
#include "indexer/run/locking.h"
#include "indexer/run/scanning.h"
#include "indexer/run/shards.h"
#include "indexer/run/stop.h"
#include "indexer/state/survey.h"
#include "text/analyzer.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* An empty index goes live first, so that each commit of a long first run lasts: if the run is
 * killed, the next one goes on from there. */
static gboolean
create_index(const char *dir, TcShard shard, GError **error)
{
    g_autofree char *generation = tc_generation_next(dir, error);
    TcWriter *writer;
    gboolean is_done;

    if (generation == NULL)
        return FALSE;
    writer = tc_writer_open(generation, TC_WRITER_BUILD, TC_ANALYZER_VERSION, error);
    if (writer == NULL)
        return FALSE;
    is_done = tc_shard_put(writer, shard, error) && tc_ledger_put_unfinished(writer, TRUE, error) &&
              tc_writer_commit(writer, error);
    tc_writer_close(writer);
    return is_done && tc_generation_switch(dir, generation, error);
}

typedef struct {
    const TcPlan *plan;
    const TcSnapshot *before;
    const char *const *roots; /* of the index after the run */
    const TcBounds *bounds;
    TcShard shard;
    const TcPacked *files; /* of a first index, all of them, when it is built apart; else NULL */
} Work;

static void
free_sandbox(gpointer item)
{
    tc_sandbox_free(item);
}

static gboolean
roots_differ(const Work *work)
{
    return !g_strv_equal(work->roots, (const char *const *)work->before->roots);
}

static gboolean
mounts_differ(const Work *work)
{
    return !tc_scan_mounts_equal(work->plan->mounts, work->before->mounts);
}

/* Works on each file of the plan, in order, until the run is to stop. `ahead` may be NULL. */
static gboolean
work_on_files(TcRun *run, TcAhead *ahead, const Work *work, GError **error)
{
    const GPtrArray *files = work->plan->to_read;

    for (guint i = 0; i < files->len && !tc_stop_is_requested(); i++) {
        const TcScanFile *file = g_ptr_array_index(files, i);

        if (!tc_run_file(run, file, g_hash_table_lookup(work->before->ledger, file->path),
                         ahead != NULL ? tc_ahead_next(ahead) : NULL, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
do_work(TcRun *run, TcAhead *ahead, TcWriter *writer, const Work *work, TcReport *report,
        GError **error)
{
    const TcPlan *plan = work->plan;

    /* Told with the first of several commits. If there is only one, nothing is ever seen of it. */
    if (!tc_ledger_put_unfinished(writer, TRUE, error) || !work_on_files(run, ahead, work, error))
        return FALSE;
    /* What is gone is taken out last. Until then its text can be taken over for a file that was
     * moved, even in the next run when this one is stopped. */
    if (tc_stop_is_requested()) {
        report->is_stopped = TRUE;
        tc_report_note(report, "stopped", _("stopped early; the next update goes on"));
    } else {
        for (guint i = 0; i < plan->gone->len; i++) {
            const TcLedgerEntry *entry = g_ptr_array_index(plan->gone, i);

            if (!tc_run_remove(run, entry, error))
                return FALSE;
            report->outcomes[TC_OUTCOME_REMOVED]++;
            tc_report_file(report, "removed", entry->path);
        }
    }
    if (roots_differ(work) && !tc_ledger_put_roots(writer, work->roots, error))
        return FALSE;
    if (mounts_differ(work) && !tc_ledger_put_mounts(writer, plan->mounts, error))
        return FALSE;
    return (report->is_stopped || tc_ledger_put_unfinished(writer, FALSE, error)) &&
           tc_writer_commit(writer, error);
}

/* Makes one for each thread that reads ahead; none where that does not pay. */
static GPtrArray *
make_sandboxes(const TcOptions *options, const TcPlan *plan, GError **error)
{
    g_autoptr(GPtrArray) sandboxes = g_ptr_array_new_with_free_func(free_sandbox);
    guint jobs = MIN(tc_job_count(options, plan->bytes), plan->to_read->len);

    for (guint i = 0; jobs > 1 && i < jobs; i++) {
        TcSandbox *sandbox = tc_run_sandbox_new(error);

        if (sandbox == NULL)
            return NULL;
        g_ptr_array_add(sandboxes, sandbox);
    }
    return g_steal_pointer(&sandboxes);
}

static gboolean
write_changes(const TcOptions *options, const Work *work, TcReport *report, GError **error)
{
    g_autoptr(TcSandbox) sandbox = NULL;
    g_autoptr(GPtrArray) sandboxes = NULL;
    g_auto(TcLive) live = {0};
    g_autoptr(TcRun) run = NULL;
    g_autoptr(TcAhead) ahead = NULL;
    TcRunSettings settings = tc_run_settings(options, FALSE);
    const TcReadLimits limits = tc_run_limits(&settings);
    TcRunEvents events = tc_report_events(report);
    TcAheadFilter filter;
    gboolean is_done;

    /* Before the writer: they fork, and their processes have no need of an open database. */
    if ((sandbox = tc_run_sandbox_new(error)) == NULL ||
        (work->plan->to_read->len && !tc_check_sandbox(options, sandbox, report, error)) ||
        (sandboxes = make_sandboxes(options, work->plan, error)) == NULL)
        return FALSE;
    if (!work->before->exists && !create_index(options->index_dir, work->shard, error))
        return FALSE;
    if (!tc_live_open(&live, options->index_dir, error))
        return FALSE;
    settings.bounds = work->bounds;
    settings.corrections = live.corrections;
    run = tc_run_new(live.writer, live.analyzer, sandbox, &settings, &events);
    tc_run_set_ledger(run, work->before->ledger);
    tc_run_set_gone(run, work->plan->gone);
    tc_progress_begin(&report->progress, work->plan->to_read->len, work->plan->bytes);
    filter = tc_run_ahead_filter(run);
    if (sandboxes->len)
        ahead = tc_ahead_new(work->plan->to_read, sandboxes, live.analyzer, &limits, &filter);
    is_done = do_work(run, ahead, live.writer, work, report, error);
    report->commits += tc_writer_commit_count(live.writer);
    return is_done;
}

static guint64
bytes_of(const TcPacked *files)
{
    guint64 sum = 0;

    for (guint i = 0; i < tc_packed_count(files); i++)
        sum += tc_packed_size(files, i);
    return sum;
}

/* Builds the first index of a large archive, as rebuild does. If the run has to stop, what is done
 * by then goes live, and the next run goes on from there. */
static gboolean
build_first(const TcOptions *options, const Work *work, TcReport *report, GError **error)
{
    guint64 bytes = bytes_of(work->files);
    TcRunSettings settings = tc_run_settings(options, TRUE);
    TcRunEvents events = tc_report_events(report);
    g_autofree char *generation = NULL;

    if (!tc_check_sandbox(options, NULL, report, error) ||
        (generation = tc_generation_next(options->index_dir, error)) == NULL)
        return FALSE;
    settings.keeps_part = TRUE;
    settings.bounds = work->bounds;
    settings.mounts = work->plan->mounts;
    settings.shard = work->shard;
    tc_progress_begin(&report->progress, tc_packed_count(work->files), bytes);
    if (!tc_shards_build(generation, work->files, tc_job_count(options, bytes), work->roots,
                         &settings, &events, error) ||
        !tc_generation_switch(options->index_dir, generation, error)) {
        if (g_file_test(generation, G_FILE_TEST_EXISTS))
            tc_generation_remove(generation, NULL);
        return FALSE;
    }
    report->commits++;
    report->is_stopped = tc_stop_is_requested();
    if (report->is_stopped)
        tc_report_note(report, "stopped", _("stopped early; the next update goes on"));
    return !report->is_hung;
}

/* Wrong paths are told before a folder is made for an index. */
static gboolean
check_before_create(const TcOptions *options, GError **error)
{
    g_autofree char *live = tc_generation_live(options->index_dir, NULL);
    g_autoptr(TcSnapshot) nothing = NULL;
    g_auto(GStrv) roots = NULL;

    if (live != NULL)
        return TRUE;
    nothing = tc_snapshot_load(options->index_dir, FALSE, error);
    if (nothing == NULL)
        return FALSE;
    roots = tc_snapshot_roots(nothing, options->paths, error);
    return roots != NULL;
}

static void
print_upgrade(const TcOptions *options, const TcSnapshot *before)
{
    g_autofree char *shown = tc_display(options->index_dir);

    if (before->version.is_outdated)
        printf("upgrade %s\n", shown);
}

/* An index remains the shard that it is: as another one it would lose files, and lack others. */
static gboolean
choose_shard(const TcOptions *options, const TcSnapshot *before, TcShard *shard, GError **error)
{
    *shard = before->shard;
    if (!options->shard.count || tc_shard_equal(options->shard, before->shard))
        return TRUE;
    if (before->exists) {
        g_autofree char *said = tc_shard_name(options->shard);
        g_autofree char *is = tc_shard_name(before->shard);
        g_autofree char *dir = tc_display(options->index_dir);

        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("%s is shard %s, not %s: “tracuu-index rebuild --shard %s” makes it that"),
                    dir, is, said, said);
        return FALSE;
    }
    *shard = options->shard;
    return TRUE;
}

/* Whether the first index is better built apart; else its files are to be read one after the other,
 * as the scan has them. */
static gboolean
choose_build(const TcOptions *options, const TcSurvey *survey, TcScan *scan)
{
    tc_survey_finish(survey, scan);
    if (tc_builds_apart(options, bytes_of(survey->all), tc_packed_count(survey->all)))
        return TRUE;
    tc_survey_undo(survey, scan);
    return FALSE;
}

/* Does what the plan says; with --dry-run only tells it. */
static gboolean
bring_in_line(const TcOptions *options, const Work *work, TcReport *report, GError **error)
{
    const TcPlan *plan = work->plan;
    const TcSnapshot *before = work->before;

    if (options->dry_run) {
        print_upgrade(options, before);
        if (work->files != NULL)
            tc_plan_print_all(work->files);
        else
            tc_plan_print(plan, before->ledger);
        return TRUE;
    }
    if (work->files != NULL)
        return build_first(options, work, report, error);
    if (plan->to_read->len == 0 && plan->gone->len == 0 && before->exists && !roots_differ(work) &&
        !mounts_differ(work))
        return TRUE;
    return write_changes(options, work, report, error) &&
           tc_compact_when_it_pays(options, report, error);
}

static gboolean
check_plan(const TcOptions *options, const TcScan *scan, const TcPlan *plan,
           const TcSnapshot *before, const char *const *roots, GError **error)
{
    return options->allow_shrink ||
           (tc_plan_check_excludes(scan, error) &&
            tc_plan_check_shrink(plan, scan, before->ledger, roots, error));
}

static void
tell_of_scan(const TcOptions *options, const TcScan *scan, const TcPlan *plan,
             const char *const *roots, TcReport *report)
{
    tc_report_scan_problems(report, scan, plan);
    tc_report_idle_excludes(options, scan, roots, report);
}

TcExit
tc_verb_update(const TcOptions *options, TcReport *report, GError **error)
{
    const char *const *paths = options->paths;
    g_autoptr(TcLock) lock = NULL;
    g_autoptr(TcReader) reader = NULL;
    g_autoptr(TcSnapshot) before = NULL;
    g_autoptr(TcScan) scan = NULL;
    g_autoptr(TcPlan) plan = NULL;
    g_autoptr(TcOcrPool) pool = NULL;
    g_autoptr(TcBounds) bounds = NULL;
    g_auto(GStrv) roots = NULL, joined = NULL;
    TcShard shard = TC_SHARD_WHOLE;
    const TcRunSettings settings = tc_run_settings(options, FALSE);
    const TcReadLimits limits = tc_run_limits(&settings);
    const TcPlanRetry retry = {.is_all = options->retry_failed, .limits = &limits};
    g_autoptr(TcPacked) files = tc_packed_new();
    TcSurvey survey;
    Work work = {.files = NULL};

    if (!options->dry_run) {
        if (!check_before_create(options, error) || !tc_ocr_begin(options, &pool, error))
            return TC_EXIT_FAILED;
        lock = tc_locking_take(options, report, error);
        if (lock == NULL || !tc_generation_tidy(options->index_dir, error) ||
            !tc_upgrade(options, report, error))
            return TC_EXIT_FAILED;
    }
    before = tc_survey_begin(options->index_dir, paths, &reader, error);
    if (before == NULL || !choose_shard(options, before, &shard, error) ||
        (roots = tc_snapshot_roots(before, paths, error)) == NULL)
        return TC_EXIT_FAILED;
    joined = tc_roots_join((const char *const *)before->roots, (const char *const *)roots);
    bounds =
        tc_bounds_new((const char *const *)joined, options->excludes, options->follow_anywhere);
    survey = (TcSurvey){.index_dir = options->index_dir,
                        .roots = (const char *const *)roots,
                        .excludes = options->excludes,
                        .bounds = bounds,
                        .all = before->exists ? NULL : files,
                        .shard = shard};
    scan = tc_survey_disk(&survey, reader, &before, error);
    if (scan == NULL)
        return TC_EXIT_FAILED;
    if (!before->exists && choose_build(options, &survey, scan))
        work.files = files;
    g_clear_pointer(&reader, tc_reader_close);
    plan = tc_plan_new(scan, before->ledger, before->mounts, (const char *const *)roots, &retry,
                       options->allow_shrink);
    if (!check_plan(options, scan, plan, before, (const char *const *)roots, error))
        return TC_EXIT_FAILED;
    tell_of_scan(options, scan, plan, (const char *const *)roots, report);
    tc_shard_limit_plan(shard, plan);
    work = (Work){.plan = plan,
                  .before = before,
                  .roots = (const char *const *)joined,
                  .bounds = bounds,
                  .shard = shard,
                  .files = work.files};
    if (!bring_in_line(options, &work, report, error) ||
        (pool != NULL && !tc_ocr_run(options, pool, (const char *const *)roots, report, error)))
        return TC_EXIT_FAILED;
    return report->problem_count ? TC_EXIT_PROBLEMS : TC_EXIT_DONE;
}

#include "indexer/command/verbs.h"
#include "indexer/ocr/ocr.h"
#include "indexer/run/locking.h"
#include "indexer/run/scanning.h"
#include "indexer/run/shards.h"
#include "indexer/run/stop.h"
#include "indexer/state/survey.h"

#include <glib/gi18n.h>

/* The bytes that will be read: all files but those that are too large. */
static guint64
bytes_to_read(const TcOptions *options, const TcPacked *files)
{
    guint64 sum = 0;

    for (guint i = 0; i < tc_packed_count(files); i++) {
        guint64 size = tc_packed_size(files, i);

        if (size <= options->file_size_max)
            sum += size;
    }
    return sum;
}

/* Files that only turned out to be unreadable when they were read. */
static gboolean
check_losses(const TcOptions *options, const TcReport *report, GError **error)
{
    if (report->lost_count == 0 || options->allow_shrink)
        return TRUE;
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                ngettext("%u file that the index has could not be read: the index stays as it was; "
                         "with --allow-shrink it is made without that file",
                         "%u files that the index has could not be read: the index stays as it "
                         "was; with --allow-shrink it is made without them",
                         report->lost_count),
                report->lost_count);
    return FALSE;
}

/* What people put right in the index that is to be replaced. If that cannot be read, rebuild is
 * what helps, and the loss is told. */
static TcCorrections *
load_corrections(const TcOptions *options, TcReport *report)
{
    g_autoptr(GError) problem = NULL;
    TcCorrections *corrections = tc_corrections_load_live(options->index_dir, &problem);

    if (problem != NULL) {
        g_autofree char *message = g_strdup_printf(
            _("what was set by hand, if anything, cannot be taken over: %s"), problem->message);

        tc_report_warning(report, "correction", message);
    }
    return corrections;
}

static gboolean
build_and_switch(const TcOptions *options, const TcSurvey *survey, const TcPlan *plan,
                 TcReport *report, GError **error)
{
    const TcPacked *files = survey->all;
    guint64 bytes = bytes_to_read(options, files);
    TcRunSettings settings = tc_run_settings(options, TRUE);
    TcRunEvents events = tc_report_events(report);
    g_autofree char *generation = tc_generation_next(options->index_dir, error);
    if (generation == NULL)
        return FALSE;
    g_autoptr(TcCorrections) corrections = load_corrections(options, report);
    settings.corrections = corrections;
    settings.old_dir = options->index_dir;
    settings.shard = survey->shard;
    settings.bounds = survey->bounds;
    settings.mounts = plan->mounts;
    tc_progress_begin(&report->progress, tc_packed_count(files), bytes);
    if (tc_shards_build(generation, files, tc_job_count(options, bytes), survey->roots, &settings,
                        &events, error) &&
        check_losses(options, report, error) &&
        tc_generation_switch(options->index_dir, generation, error)) {
        report->commits++;
        return TRUE;
    }
    report->is_stopped = tc_stop_is_requested();
    if (g_file_test(generation, G_FILE_TEST_EXISTS))
        tc_generation_remove(generation, NULL);
    return FALSE;
}

/* What stands for the index that is to be replaced where it cannot be read for the reason
 * `local_taken`. */
static TcSnapshot *
do_without(const TcOptions *options, GError *local_taken, GError **error)
{
    g_autoptr(GError) local = local_taken;
    TcSnapshot *old;

    if (g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX) ||
        (!options->allow_shrink && g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM))) {
        g_propagate_error(error, g_steal_pointer(&local));
        return NULL;
    }
    if (options->paths[0] == NULL) {
        g_propagate_prefixed_error(error, g_steal_pointer(&local), "%s",
                                   _("no paths given, and those of the index cannot be read: "));
        return NULL;
    }
    old = g_new0(TcSnapshot, 1);
    old->ledger = tc_ledger_new();
    old->shard = TC_SHARD_WHOLE;
    old->roots = g_new0(char *, 1);
    old->mounts = tc_scan_mounts_new();
    return old;
}

/* What the index that is to be replaced holds. A damaged one counts as empty, as rebuild is there
 * for it. One that the system cannot read at the moment may be whole, and nobody can tell what
 * would be lost with it: as with files that cannot be seen, that has to be allowed. `*reader`: see
 * tc_survey_begin(). */
static TcSnapshot *
load_old(const TcOptions *options, TcReader **reader, GError **error)
{
    g_autoptr(GError) local = NULL;
    TcSnapshot *old = tc_survey_begin(options->index_dir, options->paths, reader, &local);

    return old != NULL ? old : do_without(options, g_steal_pointer(&local), error);
}

/* Walks the disk. That the ledger is damaged may show only here. */
static TcScan *
scan_disk(const TcOptions *options, const TcSurvey *survey, TcReader **reader, TcSnapshot **old,
          GError **error)
{
    g_autoptr(GError) local = NULL;
    TcScan *scan = tc_survey_disk(survey, *reader, old, &local);

    if (scan != NULL)
        return scan;
    g_clear_pointer(reader, tc_reader_close);
    *old = do_without(options, g_steal_pointer(&local), error);
    return *old != NULL ? tc_survey_disk(survey, NULL, old, error) : NULL;
}

TcExit
tc_verb_rebuild(const TcOptions *options, TcReport *report, GError **error)
{
    g_autoptr(TcLock) lock = NULL;
    g_autoptr(TcReader) reader = NULL;
    g_autoptr(TcSnapshot) old = NULL;
    g_autoptr(TcPacked) files = tc_packed_new();
    g_autoptr(TcScan) scan = NULL;
    g_autoptr(TcPlan) plan = NULL;
    g_autoptr(TcBounds) bounds = NULL;
    g_autoptr(TcOcrPool) pool = NULL;
    g_auto(GStrv) roots = NULL;
    const char *const *root_list;
    TcSurvey survey;

    /* Wrong paths are told before a folder is made for an index. */
    old = load_old(options, &reader, error);
    if (old == NULL || (roots = tc_snapshot_roots(old, options->paths, error)) == NULL)
        return TC_EXIT_FAILED;
    if (!tc_ocr_begin(options, &pool, error))
        return TC_EXIT_FAILED;
    if (!options->dry_run) {
        lock = tc_locking_take(options, report, error);
        if (lock == NULL)
            return TC_EXIT_FAILED;
    }
    root_list = (const char *const *)roots;
    bounds = tc_bounds_new(root_list, options->excludes, options->follow_anywhere);
    survey = (TcSurvey){.index_dir = options->index_dir,
                        .roots = root_list,
                        .excludes = options->excludes,
                        .bounds = bounds,
                        .all = files,
                        .shard = options->shard.count ? options->shard : old->shard};
    scan = scan_disk(options, &survey, &reader, &old, error);
    if (scan == NULL)
        return TC_EXIT_FAILED;
    plan = tc_plan_new(scan, old->ledger, old->mounts, root_list, NULL, options->allow_shrink);
    if (!options->allow_shrink &&
        (!tc_plan_check_excludes(scan, error) ||
         !tc_plan_check_shrink(plan, scan, old->ledger, root_list, error) ||
         !tc_plan_check_unseen(plan, scan, old->ledger, root_list, error)))
        return TC_EXIT_FAILED;
    tc_report_scan_problems(report, scan, plan);
    tc_report_idle_excludes(options, scan, root_list, report);
    report->replaced = old->ledger;
    report->replaced_index = reader;
    tc_survey_finish(&survey, scan);
    if (options->dry_run)
        tc_plan_print_all(files);
    else if (!tc_check_sandbox(options, NULL, report, error) ||
             !build_and_switch(options, &survey, plan, report, error) ||
             (pool != NULL && !tc_ocr_run(options, pool, root_list, report, error)))
        return TC_EXIT_FAILED;
    return report->problem_count ? TC_EXIT_PROBLEMS : TC_EXIT_DONE;
}

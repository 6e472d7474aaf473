/* indexer/state/survey.h - the disk walked for a run, against what the index knows of it.
 *
 * Of the files of a large archive most are as the index knows them, or all are new. Such files are
 * not kept one by one for a plan to look at: an update leaves them out, and a build gets them
 * packed (indexer/scan/packed.h). */
#ifndef TC_INDEXER_SURVEY_H
#define TC_INDEXER_SURVEY_H

#include "indexer/scan/packed.h"
#include "indexer/state/snapshot.h"

G_BEGIN_DECLS

typedef struct {
    const char *index_dir;
    const char *const *roots;   /* to walk */
    const TcExcludes *excludes; /* may be NULL */
    const TcBounds *bounds;     /* may be NULL */
    TcPacked *all; /* for a build: all files of `shard`, except those of the scan; else NULL */
    TcShard shard;
} TcSurvey;

/* What the index in `dir` holds. Where `*reader` is set (the caller closes it), the ledger is
 * empty, and tc_survey_disk() fills it. `paths` are those that the run was given. */
TcSnapshot *tc_survey_begin(const char *dir, const char *const *paths, TcReader **reader,
                            GError **error);

/* Walk the disk. The scan has what tc_plan_new() has to see, beside the ledger of `*before`;
 * which, when it cannot be read from `reader` piece by piece, is loaded anew and as a whole, and
 * the scan then has all. `reader` may be NULL. NULL when that fails; `*before` is NULL then. */
TcScan *tc_survey_disk(const TcSurvey *survey, TcReader *reader, TcSnapshot **before,
                       GError **error);

/* Add what was left in the scan to `survey->all`, and put that in order. */
void tc_survey_finish(const TcSurvey *survey, const TcScan *scan);

/* After that, where there is no index yet: put all that is in `survey->all` into the scan. */
void tc_survey_undo(const TcSurvey *survey, TcScan *scan);

G_END_DECLS

#endif

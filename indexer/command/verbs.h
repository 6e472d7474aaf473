/* indexer/command/verbs.h - what tracuu-index can do, one file per verb. */
#ifndef TC_INDEXER_VERBS_H
#define TC_INDEXER_VERBS_H

#include "indexer/options.h"
#include "indexer/run/report.h"

G_BEGIN_DECLS

/* Each writes its results to standard output. On failure `error` is set and main.c reports it and
 * picks the exit status; otherwise the status is the result. */
typedef TcExit (*TcVerb)(const TcOptions *options, TcReport *report, GError **error);

TcExit tc_verb_update(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_rebuild(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_status(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_verify(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_compact(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_stats(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_dump(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_load(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_extract(const TcOptions *options, TcReport *report, GError **error);
TcExit tc_verb_set(const TcOptions *options, TcReport *report, GError **error);

/* The verb of that name, NULL if there is none. */
TcVerb tc_verb_find(const char *name);

/* Whether it writes anything but its results. */
gboolean tc_verb_writes(const char *name);

/* The exit status that goes with an error. */
TcExit tc_exit_of_error(const GError *error);
/* The word for programs that goes with it: "usage", "locked", "damaged", ... */
const char *tc_exit_reason(const GError *error);

G_END_DECLS

#endif

/* query/command/watch.h - what is new for each saved topic since the last run: tracuu --watch.
 *
 * New are texts that the index did not have in any run before (query/command/watch_state.h). Of
 * these, a topic gets those whose score is at least TC_WATCH_SHARE of that of the best document
 * that the index has on it, so that no tail of documents that share a single word with it is
 * reported. */
#ifndef TC_QUERY_WATCH_H
#define TC_QUERY_WATCH_H

#include "query/output/options.h"

#include <stdio.h>

G_BEGIN_DECLS

#define TC_WATCH_SHARE 0.5

/* Print to `out` what is new, and take note of it once that is written: a run that fails prints
 * the same again the next time, and what fails before leaves `out` empty. The first run prints
 * nothing; it says so on `err` when that is a terminal. A line of the topics file that is no topic
 * is TC_OPTIONS_ERROR and names file and line. */
gboolean tc_watch_run(const TcOptions *options, const TcAnalyzer *analyzer,
                      const TcAbbreviations *abbreviations, FILE *out, FILE *err, GError **error);

G_END_DECLS

#endif

/* query/command/freshness.h - whether an index is as old as its user should know. */
#ifndef TC_QUERY_FRESHNESS_H
#define TC_QUERY_FRESHNESS_H

#include "query/output/options.h"

#include <stdio.h>

G_BEGIN_DECLS

/* Say on `err` which of the indexes was not brought in line with its files for longer than
 * options->stale_after_s; only of those that a configuration keeps up to date. */
void tc_freshness_tell(const TcOptions *options, FILE *err);

G_END_DECLS

#endif

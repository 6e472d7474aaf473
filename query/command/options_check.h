/* query/command/options_check.h - which options go with which. Private to command_line.c. */
#ifndef TC_QUERY_OPTIONS_CHECK_H
#define TC_QUERY_OPTIONS_CHECK_H

#include "query/command/options_raw.h"
#include "query/output/options.h"

G_BEGIN_DECLS

/* Whether what was given goes together; TC_OPTIONS_ERROR if not. */
gboolean tc_options_check(const TcRawOptions *raw, TcOutput output, GError **error);

/* What is said of --show and --open; with a query a plain number is that of a hit. */
gboolean tc_options_read_target(const TcRawOptions *raw, TcOptions *options, gboolean is_query,
                                GError **error);

G_END_DECLS

#endif

/* query/command/command_line.h - the command line of tracuu. */
#ifndef TC_QUERY_COMMAND_LINE_H
#define TC_QUERY_COMMAND_LINE_H

#include "query/output/options.h"

G_BEGIN_DECLS

/* Parse the command line; `argv` is not changed. Reads the configuration, and the environment:
 * $TRACUU_INDEX, $XDG_DATA_HOME, $XDG_CONFIG_HOME,
 * $XDG_STATE_HOME, $HOME, $NO_COLOR. `is_terminal` tells whether
 * standard output is one. */
TcOptions *tc_options_parse(int argc, char **argv, gboolean is_terminal, GError **error);

G_END_DECLS

#endif

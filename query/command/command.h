/* query/command/command.h - what the program tracuu does once its command line is understood. */
#ifndef TC_QUERY_COMMAND_H
#define TC_QUERY_COMMAND_H

#include "query/output/options.h"

#include <stdio.h>

G_BEGIN_DECLS

/* The exit statuses of the contract. */
enum { TC_EXIT_FOUND = 0, TC_EXIT_NOTHING = 1, TC_EXIT_ERROR = 2, TC_EXIT_LOCKED = 75 };

/* Run the query or the topics and print to `out`; warnings go to `err`, each one line. Returns the
 * exit status; with TC_EXIT_ERROR and TC_EXIT_LOCKED (--watch while another run uses the state)
 * `error` is set and tells why. A query that is overtaken by a writer is repeated as a whole,
 * before anything of it is printed. */
int tc_command_run(const TcOptions *options, FILE *out, FILE *err, GError **error);

G_END_DECLS

#endif

/* query/command/option_table.h - what may stand on the command line of tracuu. */
#ifndef TC_QUERY_OPTION_TABLE_H
#define TC_QUERY_OPTION_TABLE_H

#include "option/option.h"

G_BEGIN_DECLS

/* The options, to be parsed into a TcRawOptions: those of the fields of documents behind the
 * others. Static; the row behind the last one has no name. */
const TcOptionRow *tc_query_options(void);

G_END_DECLS

#endif

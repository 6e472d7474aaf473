/* browse/option_table.h - the options of tracuu-browse, which its script hands to tracuu. */
#ifndef TC_BROWSE_OPTION_TABLE_H
#define TC_BROWSE_OPTION_TABLE_H

#include "option/option.h"

G_BEGIN_DECLS

/* Static; the row behind the last one has no name. */
const TcOptionRow *tc_browse_options(void);

G_END_DECLS

#endif

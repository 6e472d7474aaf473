/* query/output/pager.h - output for people that is longer than the screen goes through a pager. */
#ifndef TC_QUERY_PAGER_H
#define TC_QUERY_PAGER_H

#include "query/output/screen.h"

#include <stdio.h>

G_BEGIN_DECLS

typedef struct TcPager TcPager;

/* Where to write instead of `out`: nothing arrives before tc_pager_close(), which runs the pager
 * when it is more than the screen holds. Without a pager on `screen` it is `out` itself. */
TcPager *tc_pager_new(const TcScreen *screen, FILE *out);

/* Begin with the line that holds the byte `place` of what is written, once all of it is, however
 * short it is. Only where tc_pager_takes_line(), after tc_pager_new(). */
void tc_pager_set_place(TcPager *pager, gsize place);

/* The same for what is long as a rule: the pager runs at once, and begins with line `line` (from 1)
 * where it can. Of tc_pager_new(), that all is written first; but less then goes to a place at
 * once, while it counts lines. */
TcPager *tc_pager_run(const TcScreen *screen, FILE *out, guint line);

/* Whether the pager of `screen` can begin with a line, or at a place, that it is told. */
gboolean tc_pager_takes_line(const TcScreen *screen);

FILE *tc_pager_file(TcPager *pager);

/* Whether somebody still reads: FALSE when the pager was left. */
gboolean tc_pager_is_read(TcPager *pager);

/* Write what is left and wait for the pager. A pager that cannot be run is no error: everything is
 * written without it. Accepts NULL. */
void tc_pager_close(TcPager *pager);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPager, tc_pager_close)

G_END_DECLS

#endif

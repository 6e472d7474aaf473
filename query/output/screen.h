/* query/output/screen.h - what output for people may look like: how wide, in colour, with links,
 * and through which pager.
 *
 * Reads the environment, as part of the command line (query/output/options.h): $COLUMNS, $TERM,
 * $NO_COLOR, $TRACUU_PAGER, $PAGER, and what terminals say of themselves. */
#ifndef TC_QUERY_SCREEN_H
#define TC_QUERY_SCREEN_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { TC_COLOR_AUTO, TC_COLOR_ALWAYS, TC_COLOR_NEVER } TcColorWhen;

typedef struct {
    gboolean is_terminal; /* standard output is one */
    gboolean has_color;
    gboolean has_links; /* OSC 8 */
    guint width;        /* columns; 0: lines are not broken */
    guint height;       /* lines; 0: not known */
    char *pager;        /* command line; NULL: none */
} TcScreen;

void tc_screen_init(TcScreen *screen, gboolean is_terminal, TcColorWhen color,
                    gboolean has_no_pager);
void tc_screen_clear(TcScreen *screen);

G_END_DECLS

#endif

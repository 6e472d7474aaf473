/* indexer/run/stop.h - when to stop early: SIGTERM, SIGINT, SIGHUP or --max-time.
 *
 * A run asks between two documents, so that each is finished and what is done is committed. */
#ifndef TC_INDEXER_STOP_H
#define TC_INDEXER_STOP_H

#include <glib.h>

G_BEGIN_DECLS

/* Ignore SIGPIPE: a write to a closed pipe is an error like another. With `catches`, catch the
 * signals: not for a run that writes nothing, which they are to end at once. `max_time_s` counts
 * from now, 0 for no limit. */
void tc_stop_install(gboolean catches, guint max_time_s);

gboolean tc_stop_is_requested(void);

/* Whether it was the user who stopped it (SIGINT). */
gboolean tc_stop_is_by_user(void);

/* While `ignores`, the time limit does not count: for what cannot be taken up again. */
void tc_stop_ignore_time(gboolean ignores);

G_END_DECLS

#endif

/* indexer/scan/hang.h - disks that do not answer.
 *
 * A network file system whose server is away lets whoever asks it wait, for hours and without a
 * way back. So a path is asked for by another process before this one looks at it; and where a
 * disk goes away later, in the middle of a run that has to end, the run ends without the answer.
 */
#ifndef TC_INDEXER_HANG_H
#define TC_INDEXER_HANG_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether what is at `path` answers at all, within TC_HANG_S seconds; that it is not there is an
 * answer, too. What was found is kept for as long as the process. Call it before threads begin. */
gboolean tc_hang_answers(const char *path);

/* Seconds that an answer may take. */
#define TC_HANG_S 30u

/* Watch this process: when `stop` says that the run is to end and what tc_hang_begin() has told of
 * goes on for TC_HANG_S seconds, `on_hang` is called with its path, in a thread of its own, and has
 * to end the process; the thread that asks goes no further than to tc_hang_end() meanwhile. In a
 * child that was forked it holds only when it is called there again. */
void tc_hang_watch(gboolean (*stop)(void), void (*on_hang)(gpointer user, const char *path),
                   gpointer user);

/* This thread begins to ask a disk for `path`, which is borrowed until tc_hang_end(). */
typedef struct {
    const char *path;
    gint64 since_us;
} TcHang;
void tc_hang_begin(TcHang *hang, const char *path);
void tc_hang_end(TcHang *hang);

G_END_DECLS

#endif

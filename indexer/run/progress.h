/* indexer/run/progress.h - the progress line on a terminal: files done, MB/s, time left; of scans,
 * pages in a minute. */
#ifndef TC_INDEXER_PROGRESS_H
#define TC_INDEXER_PROGRESS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gboolean is_shown; /* there is a terminal to show it on */
    gboolean is_drawn; /* a line stands there now */
    guint files, files_total;
    guint64 bytes, bytes_total;
    gboolean is_by_page; /* it is about scans, which go page by page */
    guint pages;
    gint64 begun_us, drawn_us; /* monotonic */
} TcProgress;

/* Start; `is_shown` FALSE makes everything below do nothing. */
void tc_progress_init(TcProgress *progress, gboolean is_shown);
void tc_progress_begin(TcProgress *progress, guint files_total, guint64 bytes_total);

/* The same for scans: from now on bytes count with the pages and not with the files. */
void tc_progress_begin_pages(TcProgress *progress, guint files_total, guint64 bytes_total);

/* So much more is done. Draws at most ten times a second. */
void tc_progress_add(TcProgress *progress, guint files, guint64 bytes);
/* One page more is done, which stands for this much of its file. */
void tc_progress_add_page(TcProgress *progress, guint64 bytes);
/* Nothing is done, but time has passed. */
void tc_progress_touch(TcProgress *progress);

/* Another run is waited for, `left_s` seconds more; `message` says for which. */
void tc_progress_wait(TcProgress *progress, const char *message, guint left_s);

/* Take the line away, before another message and at the end. */
void tc_progress_clear(TcProgress *progress);

/* The line for `elapsed_s` seconds, without control characters. Free with g_free(). */
char *tc_progress_line(const TcProgress *progress, double elapsed_s);

G_END_DECLS

#endif

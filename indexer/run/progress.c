#include "indexer/run/progress.h"

#include "store/standard.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define REDRAW_US   100000
#define CLEAR_LINE  "\r\033[K"
#define BYTES_OF_MB 1e6

void
tc_progress_init(TcProgress *progress, gboolean is_shown)
{
    *progress = (TcProgress){.is_shown = is_shown};
}

void
tc_progress_begin(TcProgress *progress, guint files_total, guint64 bytes_total)
{
    progress->files = 0;
    progress->bytes = 0;
    progress->files_total = files_total;
    progress->bytes_total = bytes_total;
    progress->is_by_page = FALSE;
    progress->pages = 0;
    progress->begun_us = g_get_monotonic_time();
    progress->drawn_us = progress->begun_us;
}

void
tc_progress_begin_pages(TcProgress *progress, guint files_total, guint64 bytes_total)
{
    tc_progress_begin(progress, files_total, bytes_total);
    progress->is_by_page = TRUE;
}

char *
tc_progress_line(const TcProgress *progress, double elapsed_s)
{
    GString *line = g_string_new(NULL);
    double rate = elapsed_s > 0 ? (double)progress->bytes / elapsed_s : 0;

    if (progress->is_by_page) {
        double minutes = elapsed_s / 60;

        g_string_append_printf(line, _("scans: %u of %u files, %u pages, %.1f pages/min"),
                               progress->files, progress->files_total, progress->pages,
                               minutes > 0 ? progress->pages / minutes : 0);
    } else {
        g_string_append_printf(line, _("%u of %u files"), progress->files, progress->files_total);
        g_string_append_printf(line, ", %.1f MB/s", rate / BYTES_OF_MB);
    }
    if (rate > 0 && progress->bytes <= progress->bytes_total) {
        guint left_s = (guint)((double)(progress->bytes_total - progress->bytes) / rate + 0.5);

        g_string_append(line, ", ");
        if (left_s >= 3600)
            g_string_append_printf(line, _("%u:%02u:%02u left"), left_s / 3600, left_s / 60 % 60,
                                   left_s % 60);
        else
            g_string_append_printf(line, _("%u:%02u left"), left_s / 60, left_s % 60);
    }
    return g_string_free(line, FALSE);
}

void
tc_progress_touch(TcProgress *progress)
{
    gint64 now;

    if (!progress->is_shown)
        return;
    now = g_get_monotonic_time();
    if (now - progress->drawn_us < REDRAW_US)
        return;
    progress->drawn_us = now;
    progress->is_drawn = TRUE;
    g_autofree char *line =
        tc_progress_line(progress, (double)(now - progress->begun_us) / G_USEC_PER_SEC);
    fprintf(stderr, CLEAR_LINE "%s", line);
    fflush(stderr);
}

void
tc_progress_add(TcProgress *progress, guint files, guint64 bytes)
{
    progress->files += files;
    if (!progress->is_by_page)
        progress->bytes += bytes;
    tc_progress_touch(progress);
}

void
tc_progress_add_page(TcProgress *progress, guint64 bytes)
{
    progress->pages++;
    progress->bytes += bytes;
    tc_progress_touch(progress);
}

void
tc_progress_wait(TcProgress *progress, const char *message, guint left_s)
{
    g_autofree char *safe = NULL;

    if (!progress->is_shown)
        return;
    safe = tc_standard_message(message, FALSE);
    progress->is_drawn = TRUE;
    fprintf(stderr, CLEAR_LINE "%s; ", safe);
    fprintf(stderr, _("waiting, %u:%02u at most"), left_s / 60, left_s % 60);
    fflush(stderr);
}

void
tc_progress_clear(TcProgress *progress)
{
    if (!progress->is_drawn)
        return;
    fputs(CLEAR_LINE, stderr);
    fflush(stderr);
    progress->is_drawn = FALSE;
}

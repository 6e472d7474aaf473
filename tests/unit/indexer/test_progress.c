#include "indexer/run/progress.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* What is said of files with bytes of which some are done, after some seconds. */
static const struct {
    guint files;
    guint64 bytes;
    guint done_files;
    guint64 done_bytes;
    double seconds;
    const char *line;
} rows[] = {
    {40, 100000000, 10, 25000000, 10, "10 of 40 files, 2.5 MB/s, 0:30 left"},
    {40, 100000000, 10, 25000000, 10000, "10 of 40 files, 0.0 MB/s, 8:20:00 left"},
    /* Nothing is done yet. */
    {2, 100, 0, 0, 0, "0 of 2 files, 0.0 MB/s"},
    /* A file that grew gives no negative time. */
    {2, 1000000, 1, 2000000, 1, "1 of 2 files, 2.0 MB/s"},
};

EACH_ROW(progress, tells_files_rate_and_time_left, rows)
ROW_TEST(size_t *row, progress, tells_files_rate_and_time_left)
{
    TcProgress progress;

    tc_progress_init(&progress, FALSE);
    tc_progress_begin(&progress, rows[*row].files, rows[*row].bytes);
    if (rows[*row].done_files > 0)
        tc_progress_add(&progress, rows[*row].done_files, rows[*row].done_bytes);
    g_autofree char *line = tc_progress_line(&progress, rows[*row].seconds);
    cr_assert(eq(str, line, (char *)rows[*row].line));
}

Test(progress, of_scans_counts_pages)
{
    TcProgress progress;

    tc_progress_init(&progress, FALSE);
    tc_progress_begin_pages(&progress, 3, 1000);
    tc_progress_add_page(&progress, 250);
    tc_progress_add(&progress, 1, 9999); /* a file is done: its bytes went with its pages */
    g_autofree char *line = tc_progress_line(&progress, 30);
    cr_assert(eq(str, line, (char *)"scans: 1 of 3 files, 1 pages, 2.0 pages/min, 1:30 left"));
}

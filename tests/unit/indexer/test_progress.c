#include "indexer/run/progress.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

Test(progress, tells_files_rate_and_time_left)
{
    TcProgress progress;

    tc_progress_init(&progress, FALSE);
    tc_progress_begin(&progress, 40, 100000000);
    tc_progress_add(&progress, 10, 25000000);
    g_autofree char *line = tc_progress_line(&progress, 10);
    cr_assert(eq(str, line, (char *)"10 of 40 files, 2.5 MB/s, 0:30 left"));
    g_autofree char *slow = tc_progress_line(&progress, 10000);
    cr_assert(eq(str, slow, (char *)"10 of 40 files, 0.0 MB/s, 8:20:00 left"));
}

Test(progress, says_no_time_before_anything_is_done)
{
    TcProgress progress;

    tc_progress_init(&progress, FALSE);
    tc_progress_begin(&progress, 2, 100);
    g_autofree char *line = tc_progress_line(&progress, 0);
    cr_assert(eq(str, line, (char *)"0 of 2 files, 0.0 MB/s"));
}

Test(progress, a_file_that_grew_gives_no_negative_time)
{
    TcProgress progress;

    tc_progress_init(&progress, FALSE);
    tc_progress_begin(&progress, 2, 1000000);
    tc_progress_add(&progress, 1, 2000000);
    g_autofree char *line = tc_progress_line(&progress, 1);
    cr_assert(eq(str, line, (char *)"1 of 2 files, 2.0 MB/s"));
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

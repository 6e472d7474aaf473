#include "indexer/run/input.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *path; /* of a temporary file with "nội dung" in it */

static void
make_file(void)
{
    int fd = g_file_open_tmp("tracuu-input-XXXXXX", &path, NULL);

    cr_assert(ge(int, fd, 0));
    close(fd);
    cr_assert(g_file_set_contents(path, "nội dung", -1, NULL));
}

static void
remove_file(void)
{
    g_unlink(path);
    g_free(path);
}

TestSuite(input, .init = make_file, .fini = remove_file);

static gboolean
read_at_most(TcInput *input, const char *name, gsize size_max, TcFileStamp *stamp, GError **error)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;

    limits.input_max = size_max;
    return tc_input_read(input, name, NULL, &limits, stamp, error);
}

/* Read `name` and expect the document error `code`. */
static void
expect_error(const char *name, gsize size_max, TcDocumentError code)
{
    TcInput input = {0};
    TcFileStamp stamp;
    g_autoptr(GError) error = NULL;

    cr_assert(not(read_at_most(&input, name, size_max, &stamp, &error)));
    cr_assert(g_error_matches(error, TC_DOCUMENT_ERROR, (gint)code), "%s", error->message);
    tc_input_clear(&input);
}

Test(input, gives_the_bytes_and_the_stamp)
{
    TcInput input = {0};
    TcFileStamp stamp, expect;
    struct stat st;

    cr_assert(eq(int, stat(path, &st), 0));
    expect = tc_file_stamp(&st);
    cr_assert(read_at_most(&input, path, 100, &stamp, NULL));
    cr_assert(eq(sz, input.len, strlen("nội dung")));
    cr_assert(memcmp(input.bytes, "nội dung", input.len) == 0);
    cr_assert(tc_file_stamp_equal(&stamp, &expect));
    tc_input_clear(&input);
}

Test(input, a_buffer_serves_many_files)
{
    TcInput input = {0};
    TcFileStamp stamp;

    for (gsize len = 0; len < 3; len++) {
        cr_assert(g_file_set_contents(path, "xyz", (gssize)len, NULL));
        cr_assert(read_at_most(&input, path, 100, &stamp, NULL));
        cr_assert(eq(sz, input.len, len));
    }
    tc_input_clear(&input);
}

Test(input, a_file_of_the_largest_size_is_read_and_one_byte_more_is_not)
{
    TcInput input = {0};
    TcFileStamp stamp;
    gsize size = strlen("nội dung");

    cr_assert(read_at_most(&input, path, size, &stamp, NULL));
    tc_input_clear(&input);
    expect_error(path, size - 1, TC_DOCUMENT_ERROR_TOO_LARGE);
}

Test(input, a_huge_file_is_refused_without_reading_it)
{
    cr_assert(eq(int, truncate(path, (off_t)1 << 40), 0));
    expect_error(path, 1 << 20, TC_DOCUMENT_ERROR_TOO_LARGE);
}

/* What comes between the beginning and the last byte, zeros that take no room on the disk, was not
 * looked at when memory for it was not asked for. */
static void
expect_refused_by_head(const char *content, gsize content_len, TcDocumentError code)
{
    TcInput input = {0};
    TcFileStamp stamp;
    g_autoptr(GError) error = NULL;
    g_autofree char *head = g_malloc(TC_DETECT_LEN);

    for (gsize i = 0; i < TC_DETECT_LEN; i++)
        head[i] = content[i % content_len];
    cr_assert(g_file_set_contents(path, head, (gssize)TC_DETECT_LEN, NULL));
    cr_assert(eq(int, truncate(path, ((off_t)200 << 20) - 1), 0));
    int fd = open(path, O_WRONLY | O_APPEND);
    cr_assert(eq(int, (int)write(fd, "x", 1), 1));
    close(fd);
    cr_assert(not(read_at_most(&input, path, (gsize)256 << 20, &stamp, &error)));
    cr_assert(g_error_matches(error, TC_DOCUMENT_ERROR, (gint)code), "%s", error->message);
    cr_assert(le(sz, input.capacity, TC_INPUT_LARGE));
    tc_input_clear(&input);
}

Test(input, a_long_text_is_refused_by_its_beginning)
{
    expect_refused_by_head("Nghị quyết\n", strlen("Nghị quyết\n"), TC_DOCUMENT_ERROR_TOO_LARGE);
    expect_refused_by_head("H\xE9i \xAE\xE5ng\n", 9, TC_DOCUMENT_ERROR_TOO_LARGE);
}

Test(input, a_large_file_of_no_known_format_is_refused_by_its_beginning)
{
    expect_refused_by_head("\1\2\3\4", 4, TC_DOCUMENT_ERROR_UNSUPPORTED);
}

Test(input, a_large_file_that_may_be_read_is_read)
{
    TcInput input = {0};
    TcFileStamp stamp;
    const gsize size = TC_INPUT_LARGE + 5;
    g_autofree char *text = g_strnfill(size, 'a');

    memcpy(text + size - 5, "zyxwv", 5);
    cr_assert(g_file_set_contents(path, text, (gssize)size, NULL));
    cr_assert(read_at_most(&input, path, size, &stamp, NULL));
    cr_assert(eq(sz, input.len, size));
    cr_assert(memcmp(input.bytes, text, size) == 0);
    tc_input_clear(&input);
}

/* Files of /proc say that they are empty, and are not: like one that grows while it is read. */
Test(input, a_file_that_is_longer_than_it_said_has_changed)
{
    expect_error("/proc/self/status", 1 << 20, TC_DOCUMENT_ERROR_CHANGED);
}

Test(input, what_is_no_file_any_more_has_changed, .timeout = 60)
{
    cr_assert(eq(int, g_unlink(path), 0));
    cr_assert(eq(int, mkfifo(path, 0600), 0));
    expect_error(path, 100, TC_DOCUMENT_ERROR_CHANGED);
    expect_error("/", 100, TC_DOCUMENT_ERROR_CHANGED);
}

/* A text that is filled up to a size takes more than its length may be. */
Test(input, a_large_file_that_ends_in_zeros_is_read)
{
    const gsize size = TC_INPUT_LARGE + (1u << 20);
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autofree char *text = g_strnfill(1u << 20, 'x');
    TcFileStamp stamp;

    limits.text_max = 2u << 20;
    cr_assert(g_file_set_contents(path, text, 1 << 20, NULL));
    for (int ends_in_text = 0; ends_in_text < 2; ends_in_text++) {
        TcInput input = {0};
        g_autoptr(GError) error = NULL;
        int fd = open(path, O_WRONLY);

        cr_assert(ge(int, fd, 0));
        cr_assert(eq(int, ftruncate(fd, (off_t)size), 0));
        if (ends_in_text)
            cr_assert(eq(int, (int)pwrite(fd, "x", 1, (off_t)size - 1), 1));
        close(fd);
        cr_assert(
            eq(int, tc_input_read(&input, path, NULL, &limits, &stamp, &error), !ends_in_text));
        cr_assert(ends_in_text
                      ? g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE)
                      : input.len == size);
        tc_input_clear(&input);
    }
}

Test(input, a_file_that_is_gone_is_told_apart)
{
    TcInput input = {0};
    TcFileStamp stamp;
    g_autoptr(GError) error = NULL;

    cr_assert(eq(int, g_unlink(path), 0));
    cr_assert(not(read_at_most(&input, path, 100, &stamp, &error)));
    cr_assert(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
    tc_input_clear(&input);
}

Test(input, a_name_that_the_system_refuses_is_unreadable)
{
    g_autofree char *long_name = g_strnfill(5000, 'n');

    expect_error(long_name, 100, TC_DOCUMENT_ERROR_UNREADABLE);
}

#include "document/dispatch.h"
#include "tests/unit/rows.h"

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* `content` packed by a filter of libarchive. Free with g_free(). */
static char *
pack(const char *filter, const char *content, gsize content_len, gsize *len)
{
    gsize capacity = content_len + 65536;
    char *out = g_malloc(capacity);
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, "a");
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_set_format_raw(archive);
    archive_write_set_bytes_in_last_block(archive, 1);
    cr_assert(archive_write_add_filter_by_name(archive, filter) == ARCHIVE_OK);
    cr_assert(archive_write_open_memory(archive, out, capacity, len) == ARCHIVE_OK);
    cr_assert(archive_write_header(archive, entry) == ARCHIVE_OK);
    if (content_len > 0)
        cr_assert(archive_write_data(archive, content, content_len) == (la_ssize_t)content_len);
    cr_assert(archive_write_close(archive) == ARCHIVE_OK);
    archive_write_free(archive);
    archive_entry_free(entry);
    return out;
}

static const char *const filters[] = {"gzip", "bzip2", "xz", "zstd"};

EACH_ROW(compressed, filter, filters)
ROW_TEST(size_t *row, compressed, filter)
{
    static const char text[] = "# Nghị quyết\n\nvề cải cách hành chính\n";
    gsize len;
    g_autofree char *packed = pack(filters[*row], text, strlen(text), &len);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = tc_document_read(packed, len, "a.md.x", NULL, &error);
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_GZIP));
    /* That it was read as Markdown shows that the suffix was taken off. */
    cr_expect(eq(str, document->text, (char *)"Nghị quyết\n\nvề cải cách hành chính\n"));
    for (gsize cut = 12; cut + 1 < len; cut++) {
        g_autofree char *part = g_memdup2(packed, cut);
        g_autoptr(TcDocument) rest =
            tc_document_read_format(TC_FORMAT_GZIP, part, cut, NULL, NULL, NULL);
        if (rest != NULL)
            cr_assert(le(sz, rest->text_len, document->text_len + 4));
    }
}

Test(compressed, a_bomb_is_not_unpacked)
{
    const TcReadLimits limits = {.input_max = 64u << 20, .text_max = 1u << 20};
    gsize size = 50u << 20;
    gsize len;
    g_autofree char *zeros = g_malloc(size);
    memset(zeros, 'a', size);
    g_autofree char *packed = pack("gzip", zeros, size, &len);
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read(packed, len, NULL, &limits, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE), "%s", error->message);
}

Test(compressed, packed_again_and_again_ends_somewhere)
{
    gsize len = strlen("chữ");
    g_autofree char *packed = g_strdup("chữ");
    for (int i = 0; i < 200; i++) {
        char *next = pack("gzip", packed, len, &len);
        g_free(packed);
        packed = next;
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = tc_document_read(packed, len, NULL, NULL, &error);
        /* Packed twice is common enough: "a.tar.gz" put through gzip by a mail program. */
        if (i < 2)
            cr_assert(document != NULL, "%d: %s", i, error != NULL ? error->message : "");
        if (i == 199)
            cr_assert(document == NULL);
    }
}

Test(compressed, what_is_no_compressed_file_is_damaged)
{
    g_autoptr(GError) error = NULL;
    cr_assert(tc_document_read_format(TC_FORMAT_GZIP, "chữ", 4, NULL, NULL, &error) == NULL);
    cr_expect(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED), "%s", error->message);
}

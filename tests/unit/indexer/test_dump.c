/* indexer/dump/: what is written is read again, and nothing else is. */
#include "indexer/dump/reader.h"
#include "indexer/dump/writer.h"
#include "store/error.h"
#include "store/schema.h"
#include "text/analyzer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

/* A dump of two files, one of which is not indexed. */
static GByteArray *
sample(void)
{
    char *roots[] = {(char *)"/kho", NULL};
    const TcDumpHeader header = {.version = TC_DUMP_VERSION,
                                 .schema = TC_SCHEMA_VERSION,
                                 .analyzer = TC_ANALYZER_VERSION,
                                 .roots = roots,
                                 .shard = TC_SHARD_WHOLE,
                                 .lines = 2,
                                 .documents = 1};
    const TcFileStamp stamp = {.size = 10, .mtime_ns = 1577934245000000000};
    g_autoptr(TcLedgerEntry) good = tc_ledger_entry_new("/kho/a \"b\"\n.txt", &stamp);
    g_autoptr(TcLedgerEntry) bad = tc_ledger_entry_new("/kho/\xFF.bin", &stamp);
    const char *text = "Cải cách \x1B[31m hành chính";
    const TcRecord record = {.path = good->path,
                             .title = "Nghị quyết",
                             .date = 20201204,
                             .format = "text",
                             .text = text,
                             .text_len = strlen(text)};
    g_autoptr(GError) error = NULL;
    FILE *file = tmpfile();
    GByteArray *bytes = g_byte_array_new();

    good->indexed = TRUE;
    tc_ledger_set_string(good, &good->format, "text");
    tc_ledger_set_string(bad, &bad->reason, "unsupported");
    tc_ledger_set_string(bad, &bad->message, "not read yet: program");
    cr_assert(file != NULL);
    g_autoptr(TcDumpWriter) writer = tc_dump_writer_new(fileno(file), "sample");
    cr_assert(tc_dump_writer_begin(writer, &header, &error) &&
                  tc_dump_writer_put(writer, good, &record, &error) &&
                  tc_dump_writer_put(writer, bad, NULL, &error) &&
                  tc_dump_writer_end(writer, &error),
              "%s", error != NULL ? error->message : "");
    char part[4096];
    lseek(fileno(file), 0, SEEK_SET);
    for (ssize_t got; (got = read(fileno(file), part, sizeof part)) > 0;)
        g_byte_array_append(bytes, (const guint8 *)part, (guint)got);
    fclose(file);
    return bytes;
}

/* How many lines can be read; *whole whether it comes to its end. */
static guint
read_all(const char *bytes, gsize len, const TcDumpLimits *limits, gboolean *is_whole,
         GError **error)
{
    g_autoptr(TcDumpReader) reader = tc_dump_reader_new_from_bytes(bytes, len, limits, error);
    TcDumpEntry *entry = NULL;
    guint lines = 0;

    *is_whole = FALSE;
    while (reader != NULL && tc_dump_reader_next(reader, &entry, error)) {
        if (entry == NULL) {
            *is_whole = TRUE;
            return lines;
        }
        lines++;
    }
    return lines;
}

static const TcDumpLimits usual = TC_DUMP_LIMITS_INIT;

Test(dump, comes_back_as_it_was)
{
    g_autoptr(GByteArray) bytes = sample();
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDumpReader) reader =
        tc_dump_reader_new_from_bytes((const char *)bytes->data, bytes->len, &usual, &error);
    TcDumpEntry *entry = NULL;

    cr_assert(reader != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(str, tc_dump_reader_header(reader)->roots[0], (char *)"/kho"));
    cr_expect(eq(u64, tc_dump_reader_header(reader)->documents, 1));
    cr_assert(tc_dump_reader_next(reader, &entry, &error) && entry != NULL);
    cr_expect(eq(str, entry->path, (char *)"/kho/a \"b\"\n.txt"));
    cr_expect(eq(str, (char *)entry->record->text, (char *)"Cải cách \x1B[31m hành chính"));
    cr_expect(eq(str, (char *)entry->record->title, (char *)"Nghị quyết"));
    cr_expect(eq(u32, entry->record->date, 20201204));
    cr_assert(tc_dump_reader_next(reader, &entry, &error) && entry != NULL);
    cr_expect(eq(str, entry->path, (char *)"/kho/\xFF.bin"), "a name of any bytes");
    cr_expect(entry->record == NULL);
    cr_expect(eq(str, entry->file->reason, (char *)"unsupported"));
    cr_assert(tc_dump_reader_next(reader, &entry, &error) && entry == NULL);
}

/* Cut anywhere it is no dump: what it held may have been more. */
Test(dump, cut_anywhere_it_is_damaged)
{
    g_autoptr(GByteArray) bytes = sample();

    for (guint len = 0; len < bytes->len; len++) {
        g_autoptr(GError) error = NULL;
        gboolean is_whole = FALSE;

        read_all((const char *)bytes->data, len, &usual, &is_whole, &error);
        cr_assert(not(is_whole), "%u of %u bytes", len, bytes->len);
        cr_assert(error != NULL && error->domain == TC_STORE_ERROR, "%u of %u bytes", len,
                  bytes->len);
    }
}

/* But for what compression says of itself alone, as how much it looks back: then all is as it was.
 */
Test(dump, another_byte_anywhere_is_noticed)
{
    g_autoptr(GByteArray) bytes = sample();
    guint unnoticed = 0;

    for (guint at = 0; at < bytes->len; at++) {
        g_autoptr(GError) error = NULL;
        gboolean is_whole = FALSE;

        bytes->data[at] ^= 0x40;
        guint lines = read_all((const char *)bytes->data, bytes->len, &usual, &is_whole, &error);
        cr_assert(eq(int, is_whole, error == NULL), "byte %u", at);
        if (is_whole) {
            cr_assert(eq(uint, lines, 2), "byte %u", at);
            unnoticed++;
        }
        bytes->data[at] ^= 0x40;
    }
    cr_assert(le(uint, unnoticed, 2));
}

Test(dump, nothing_may_follow_its_end)
{
    g_autoptr(GByteArray) bytes = sample();
    g_autoptr(GByteArray) more = sample();
    g_autoptr(GError) error = NULL;
    gboolean is_whole = FALSE;

    g_byte_array_append(bytes, more->data, more->len);
    read_all((const char *)bytes->data, bytes->len, &usual, &is_whole, &error);
    cr_assert(not(is_whole));
}

/* A few bytes that would be gigabytes. */
Test(dump, what_swells_too_far_is_refused)
{
    const TcDumpLimits tight = {
        .line_max = 1u << 20, .expansion_max = 10, .expansion_free = 1u << 16};
    g_autofree char *zeros = g_malloc(8u << 20);
    g_autofree char *packed = g_malloc(ZSTD_compressBound(8u << 20));
    g_autoptr(GError) error = NULL;
    gboolean is_whole = FALSE;

    memset(zeros, ' ', 8u << 20);
    gsize len = ZSTD_compress(packed, ZSTD_compressBound(8u << 20), zeros, 8u << 20, 3);
    cr_assert(not(ZSTD_isError(len)));
    read_all(packed, len, &tight, &is_whole, &error);
    cr_assert(error != NULL && !is_whole);
}

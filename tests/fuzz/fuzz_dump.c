/* Any bytes as a dump. Those that begin as zstd does are one as they are; else they are its lines,
 * which are compressed here and get an end that fits, so that mutations reach what is behind the
 * checksums. Whatever is read keeps the promises of indexer/dump/line.h, and comes out the same
 * when it is written and read again. */
#include "indexer/dump/reader.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>

/* With the counts that the lines of `text` are likely to have. */
static char *
end_line(const char *text, gsize len)
{
    g_autofree char *sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, len);
    g_autofree char *copy = g_strndup(text, len);
    guint lines = 0, documents = 0, text_bytes = 0;

    for (const char *at = copy; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    for (const char *at = copy; (at = strstr(at, "\"document\"")) != NULL; at++)
        documents++;
    for (const char *at = copy; (at = strstr(at, "\"text\":\"")) != NULL; at++)
        text_bytes += (guint)strcspn(at + strlen("\"text\":\""), "\"\\");
    return g_strdup_printf("{\"end\":{\"lines\":%u,\"documents\":%u,\"text_bytes\":%u,"
                           "\"sha256\":\"%s\"}}\n",
                           MAX(lines, 1) - 1, documents, text_bytes, sha256);
}

static char *
compress(const char *text, gsize len, gsize *compressed_len)
{
    gsize room = ZSTD_compressBound(len);
    char *bytes = g_malloc(room);

    *compressed_len = ZSTD_compress(bytes, room, text, len, 1);
    require(!ZSTD_isError(*compressed_len));
    return bytes;
}

static gboolean
is_line(const char *text)
{
    for (; text != NULL && *text; text++)
        if (g_ascii_iscntrl(*text))
            return FALSE;
    return TRUE;
}

static void
check_entry(const TcDumpEntry *entry)
{
    const TcRecord *record = entry->record;

    require(entry->path[0] == '/' && g_str_equal(entry->path, entry->file->path));
    require(strlen(entry->path) <= TC_DUMP_FIELD_MAX);
    require(entry->file->indexed == (record != NULL));
    require(is_line(entry->file->reason) && is_line(entry->file->message) &&
            is_line(entry->file->format) && is_line(entry->file->encoding));
    if (record == NULL)
        return;
    require(g_str_equal(record->path, entry->path));
    require(is_line(record->title) && is_line(record->number) && is_line(record->type) &&
            is_line(record->org) && is_line(record->place) && is_line(record->signer) &&
            is_line(record->format) && is_line(record->encoding));
    require(g_utf8_validate_len(record->text, record->text_len, NULL));
    require(strlen(record->text) == record->text_len);
    require(record->date == 0 ||
            g_date_valid_dmy((GDateDay)(record->date % 100), (GDateMonth)(record->date / 100 % 100),
                             (GDateYear)(record->date / 10000)));
}

static void
check_page(const TcDumpPage *page)
{
    json_t *json = tc_dump_page_json(page);
    char *text = json_dumps(json, JSON_COMPACT);
    g_auto(TcDumpLine) again = {0};

    json_decref(json);
    require(page->number >= 1 && page->page.confidence <= 100);
    require(is_line(page->page.engine) && is_line(page->page.reason) &&
            is_line(page->page.message));
    require(strlen(page->page.text) <= TC_PAGE_TEXT_MAX);
    require(text != NULL && tc_dump_line_read(&again, text, strlen(text), NULL));
    free(text);
    require(again.kind == TC_DUMP_ENTRY && again.entry.page != NULL && again.entry.file == NULL);
    require(memcmp(again.entry.page->hash, page->hash, TC_HASH_LEN) == 0);
    require(g_str_equal(again.entry.page->page.text, page->page.text));
    require(again.entry.page->page.page_count == page->page.page_count);
}

static void
check_round_trip(const TcDumpEntry *entry)
{
    json_t *json = tc_dump_entry_json(entry->file, entry->record);
    char *text = json_dumps(json, JSON_COMPACT);
    g_auto(TcDumpLine) again = {0};
    gsize one_len, other_len;
    g_autofree char *one = tc_ledger_encode(entry->file, &one_len), *other = NULL;

    json_decref(json);
    require(text != NULL && tc_dump_line_read(&again, text, strlen(text), NULL));
    free(text);
    require(again.kind == TC_DUMP_ENTRY && g_str_equal(again.entry.path, entry->path));
    other = tc_ledger_encode(again.entry.file, &other_len);
    require(one_len == other_len && memcmp(one, other, one_len) == 0);
    if (entry->record == NULL)
        return;
    require(again.entry.record->date == entry->record->date);
    require(g_strcmp0(again.entry.record->title, entry->record->title) == 0);
    require(again.entry.record->text_len == entry->record->text_len &&
            memcmp(again.entry.record->text, entry->record->text, entry->record->text_len) == 0);
}

static void
read_dump(const char *bytes, gsize len)
{
    static const TcDumpLimits limits = {
        .line_max = 1 << 20, .expansion_max = 1000, .expansion_free = 8 << 20};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDumpReader) reader = tc_dump_reader_new_from_bytes(bytes, len, &limits, &error);
    guint64 lines = 0, documents = 0;
    TcDumpEntry *entry = NULL;

    if (reader == NULL) {
        require(error != NULL && strchr(error->message, '\n') == NULL);
        return;
    }
    while (tc_dump_reader_next(reader, &entry, &error) && entry != NULL) {
        if (entry->page != NULL) {
            check_page(entry->page);
        } else {
            check_entry(entry);
            check_round_trip(entry);
        }
        lines++;
        documents += entry->record != NULL ? 1 : 0;
    }
    if (error != NULL) {
        require(strchr(error->message, '\n') == NULL && g_utf8_validate(error->message, -1, NULL));
        return;
    }
    require(lines == tc_dump_reader_header(reader)->lines);
    require(documents == tc_dump_reader_header(reader)->documents);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static const guint8 magic[] = {0x28, 0xb5, 0x2f, 0xfd};
    const char *bytes = (const char *)data;

    if (size >= sizeof magic && memcmp(data, magic, sizeof magic) == 0) {
        read_dump(bytes, size);
        return 0;
    }
    g_autoptr(GString) text = g_string_new_len(bytes, (gssize)size);
    g_autofree char *end = end_line(text->str, text->len);
    gsize len;
    g_string_append(text, end);
    g_autofree char *dump = compress(text->str, text->len, &len);
    read_dump(dump, len);
    /* And cut off somewhere. */
    if (size > 0)
        read_dump(dump, data[size / 2] % len);
    return 0;
}

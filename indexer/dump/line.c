#include "indexer/dump/line.h"

#include "base/free.h"
#include "document/document.h"
#include "indexer/display.h"
#include "indexer/dump/corrections.h"
#include "indexer/dump/relations.h"
#include "indexer/dump/values.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY_HEADER "tracuu-dump"
#define KEY_PAGE   "page"
#define KEY_RIGHT  "correction"
#define KEY_END    "end"
#define URI_PREFIX "file://"

/* Besides the strings of a record (tc_record_string_at()) there are path, date, ocr, text and its
 * length, marks and their count. Whoever adds anything but a string to the record has to add it
 * here and to docs/dump-format.md, or dumps lose it. */
#define ONE(ID, member) +1
G_STATIC_ASSERT(sizeof(TcRecord) ==
                (0 TC_FIELDS(ONE, TC_FIELD_NOTHING) + TC_RECORD_STRINGS - TC_FIELD_COUNT + 6) *
                    sizeof(gpointer));
#undef ONE

/* The same without relations and without what was read of corrected fields, which are no single
 * line. */
static const char **
line_at(TcRecord *record, guint i, const char **name)
{
    const char **string = tc_record_string_at(record, i, name);

    return string == &record->relations || string == &record->corrected ? NULL : string;
}

void
tc_dump_header_clear(TcDumpHeader *header)
{
    g_free(header->created);
    g_strfreev(header->roots);
    *header = (TcDumpHeader){0};
}

void
tc_dump_line_clear(TcDumpLine *line)
{
    tc_dump_header_clear(&line->header);
    g_free(line->entry.path);
    tc_ledger_entry_free(line->entry.file);
    if (line->json != NULL)
        json_decref(line->json);
    tc_free_all(line->relations, line->corrected);
    tc_correction_free(line->entry.correction);
    *line = (TcDumpLine){0};
}

/* ---- reading ---- */

/* A path stands as it is if it is UTF-8, else as a file: URI of its bytes. */
static gboolean
take_path(const json_t *value, char **path, GError **error)
{
    const char *text = json_string_value(value);
    g_autofree char *bytes = NULL;

    if (text == NULL)
        return tc_dump_bad(error, _("a path is missing, or is not a string"));
    if (g_str_has_prefix(text, URI_PREFIX))
        bytes = g_filename_from_uri(text, NULL, NULL);
    else
        bytes = g_strdup(text);
    if (bytes == NULL || bytes[0] != '/')
        return tc_dump_bad(error, _("a path is not absolute"));
    if (strlen(bytes) > TC_DUMP_FIELD_MAX)
        return tc_dump_bad(error, _("a path is longer than %d bytes"), TC_DUMP_FIELD_MAX);
    *path = g_steal_pointer(&bytes);
    return TRUE;
}

static gboolean
read_roots(const json_t *object, char ***roots, GError **error)
{
    const json_t *list = json_object_get(object, "roots");
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    if (!json_is_array(list) || json_array_size(list) > TC_DUMP_ROOTS_MAX)
        return tc_dump_bad(error, _("“%s” is not a list of paths"), "roots");
    for (gsize i = 0; i < json_array_size(list); i++) {
        char *path;

        if (!take_path(json_array_get(list, i), &path, error))
            return FALSE;
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_add(paths, NULL);
    *roots = (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
    return TRUE;
}

static gboolean
read_header(const json_t *object, TcDumpHeader *header, GError **error)
{
    const char *created, *shard;

    if (!tc_dump_get_version(object, KEY_HEADER, &header->version, error))
        return FALSE;
    if (header->version < 1 || header->version > TC_DUMP_VERSION) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_VERSION,
                    _("a dump of format %u; this version reads formats up to %d"), header->version,
                    TC_DUMP_VERSION);
        return FALSE;
    }
    if (!tc_dump_get_version(object, "schema", &header->schema, error) ||
        !tc_dump_get_version(object, "analyzer", &header->analyzer, error) ||
        !tc_dump_get_string(object, "created", 64, &created, error) ||
        !tc_dump_get_count(object, "lines", &header->lines, error) ||
        !tc_dump_get_count(object, "documents", &header->documents, error))
        return FALSE;
    if (header->documents > header->lines || header->lines > G_MAXUINT32)
        return tc_dump_bad(error, _("“%s” is out of range"), "lines");
    if (!tc_dump_get_string(object, "shard", 16, &shard, error))
        return FALSE;
    header->shard = TC_SHARD_WHOLE;
    if (shard != NULL && !tc_shard_parse(shard, strlen(shard), &header->shard))
        return tc_dump_bad(error, _("“%s” is out of range"), "shard");
    header->created = g_strdup(created);
    return read_roots(object, &header->roots, error);
}

static gboolean
read_end(const json_t *object, TcDumpEnd *end, GError **error)
{
    const char *sha256;

    if (!tc_dump_get_count(object, "lines", &end->lines, error) ||
        !tc_dump_get_count(object, "documents", &end->documents, error) ||
        !tc_dump_get_count(object, "text_bytes", &end->text_bytes, error) ||
        !tc_dump_get_string(object, "sha256", TC_DUMP_SHA256_LEN, &sha256, error))
        return FALSE;
    if (sha256 == NULL || strspn(sha256, "0123456789abcdef") != TC_DUMP_SHA256_LEN)
        return tc_dump_bad(error, _("“%s” is not %d hex digits"), "sha256", TC_DUMP_SHA256_LEN);
    memcpy(end->sha256, sha256, sizeof end->sha256);
    return TRUE;
}

/* *has_hash is FALSE when it is not there. */
static gboolean
read_hash(const json_t *object, guint8 hash[TC_HASH_LEN], gboolean *has, GError **error)
{
    const char *text;

    if (!tc_dump_get_string(object, "hash", 2 * TC_HASH_LEN, &text, error))
        return FALSE;
    *has = text != NULL;
    if (text == NULL)
        return TRUE;
    if (strspn(text, "0123456789abcdef") != 2 * TC_HASH_LEN)
        return tc_dump_bad(error, _("“%s” is not %d hex digits"), "hash", 2 * TC_HASH_LEN);
    for (gsize i = 0; i < TC_HASH_LEN; i++)
        hash[i] = (guint8)(g_ascii_xdigit_value(text[2 * i]) << 4 |
                           g_ascii_xdigit_value(text[2 * i + 1]));
    return TRUE;
}

/* What is said of the file in words. */
static gboolean
read_file_strings(const json_t *object, TcLedgerEntry *file, GError **error)
{
    const struct {
        const char *name;
        char **field;
    } strings[] = {
        {"format", &file->format},   {"encoding", &file->encoding}, {"reason", &file->reason},
        {"message", &file->message}, {"attempt", &file->attempt},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) {
        const char *text;

        if (!tc_dump_get_string(object, strings[i].name, TC_DUMP_FIELD_MAX, &text, error))
            return FALSE;
        tc_ledger_set_string(file, strings[i].field, text);
    }
    return TRUE;
}

static gboolean
read_file(const json_t *object, const char *path, TcLedgerEntry **file, GError **error)
{
    TcFileStamp stamp = {0};
    g_autoptr(TcLedgerEntry) entry = tc_ledger_entry_new(path, &stamp);
    gboolean is_settled = FALSE, is_indexed = FALSE, has_hash = FALSE;
    gint64 pages = 0;

    if (!json_is_object(object))
        return tc_dump_bad(error, _("“%s” is not an object"), "file");
    if (!tc_dump_get_count(object, "size", &entry->stamp.size, error) ||
        !tc_dump_get_number(object, "mtime_ns", G_MININT64, G_MAXINT64, &entry->stamp.mtime_ns,
                            error) ||
        !tc_dump_get_number(object, "ctime_ns", G_MININT64, G_MAXINT64, &entry->stamp.ctime_ns,
                            error) ||
        !tc_dump_get_id(object, "inode", &entry->stamp.inode, error) ||
        !tc_dump_get_id(object, "device", &entry->stamp.dev, error) ||
        (json_object_get(object, "read") != NULL &&
         !tc_dump_get_number(object, "read", 0, G_MAXINT64, &entry->read_s, error)) ||
        (json_object_get(object, "pages") != NULL &&
         !tc_dump_get_number(object, "pages", 0, G_MAXUINT32, &pages, error)) ||
        !tc_dump_get_boolean(object, "settled", &is_settled, error) ||
        !tc_dump_get_boolean(object, "indexed", &is_indexed, error) ||
        !read_hash(object, entry->hash, &has_hash, error) ||
        !read_file_strings(object, entry, error))
        return FALSE;
    entry->settled = is_settled != 0;
    entry->page_count = (guint32)pages;
    entry->indexed = is_indexed != 0;
    entry->has_hash = has_hash != 0;
    *file = g_steal_pointer(&entry);
    return TRUE;
}

/* "2020-12-04" */
static gboolean
read_date(const json_t *object, guint32 *date, GError **error)
{
    const char *text;
    guint year, month, day;

    if (!tc_dump_get_string(object, "date", 10, &text, error))
        return FALSE;
    if (text == NULL)
        return TRUE;
    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10 || text[4] != '-' || text[7] != '-')
        return tc_dump_bad(error, _("“%s” is not a date as 2020-12-04"), "date");
    year = (guint)g_ascii_strtoull(text, NULL, 10);
    month = (guint)g_ascii_strtoull(text + 5, NULL, 10);
    day = (guint)g_ascii_strtoull(text + 8, NULL, 10);
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return tc_dump_bad(error, _("“%s” is not a date as 2020-12-04"), "date");
    *date = year * 10000 + month * 100 + day;
    return TRUE;
}

static gboolean
read_document(const json_t *object, TcRecord *record, GError **error)
{
    static const TcReadLimits limits = TC_READ_LIMITS_INIT;
    const json_t *text;

    if (!json_is_object(object))
        return tc_dump_bad(error, _("“%s” is not an object"), "document");
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char *name = NULL;
        const char **string = line_at(record, i, &name);

        if (string == NULL)
            continue;
        if (!tc_dump_get_string(object, name, TC_DUMP_FIELD_MAX, string, error))
            return FALSE;
        if (*string != NULL && !**string)
            *string = NULL;
    }
    /* It becomes a term. */
    if (record->format != NULL && strlen(record->format) > 100)
        return tc_dump_bad(error, _("“%s” is longer than %zu bytes"), "format", (gsize)100);
    if (!read_date(object, &record->date, error) ||
        !tc_dump_get_boolean(object, "ocr", &record->is_ocr, error))
        return FALSE;
    text = json_object_get(object, "text");
    if (!json_is_string(text))
        return tc_dump_bad(error, _("“%s” is not a string"), "text");
    record->text = json_string_value(text);
    record->text_len = json_string_length(text);
    if (record->text_len > limits.text_max)
        return tc_dump_bad(error, _("“%s” is longer than %zu bytes"), "text", limits.text_max);
    return TRUE;
}

static gboolean
read_page(const json_t *object, TcDumpPage *read, GError **error)
{
    TcPage *page = &read->page;
    const struct {
        const char *name;
        const char **field;
    } strings[] = {
        {"engine", &page->engine}, {"reason", &page->reason}, {"message", &page->message}};
    const json_t *text = json_object_get(object, "text");
    gint64 number, page_count, confidence;
    gboolean has_hash;

    if (!json_is_object(object))
        return tc_dump_bad(error, _("“%s” is not an object"), "page");
    if (!read_hash(object, read->hash, &has_hash, error) ||
        !tc_dump_get_number(object, "number", 1, TC_DUMP_PAGES_MAX, &number, error) ||
        !tc_dump_get_number(object, "pages", 0, TC_DUMP_PAGES_MAX, &page_count, error) ||
        !tc_dump_get_number(object, "confidence", 0, 100, &confidence, error) ||
        !tc_dump_get_boolean(object, "ocr", &page->is_ocr, error))
        return FALSE;
    if (!has_hash)
        return tc_dump_bad(error, _("“%s” is not %d hex digits"), "hash", 2 * TC_HASH_LEN);
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) {
        if (!tc_dump_get_string(object, strings[i].name, TC_DUMP_FIELD_MAX, strings[i].field,
                                error))
            return FALSE;
        if (*strings[i].field == NULL)
            *strings[i].field = "";
    }
    if (!json_is_string(text))
        return tc_dump_bad(error, _("“%s” is not a string"), "text");
    if (json_string_length(text) > TC_PAGE_TEXT_MAX)
        return tc_dump_bad(error, _("“%s” is longer than %zu bytes"), "text",
                           (gsize)TC_PAGE_TEXT_MAX);
    page->text = json_string_value(text);
    read->number = (guint)number;
    page->page_count = (guint)page_count;
    page->confidence = (guint)confidence;
    return TRUE;
}

static gboolean
read_correction(const json_t *object, TcDumpEntry *entry, GError **error)
{
    guint8 hash[TC_HASH_LEN];
    g_autofree char *path = NULL;
    gboolean has_hash = FALSE;

    if (!json_is_object(object))
        return tc_dump_bad(error, _("“%s” is not an object"), KEY_RIGHT);
    if (!read_hash(object, hash, &has_hash, error) ||
        !take_path(json_object_get(object, "path"), &path, error))
        return FALSE;
    if (!has_hash)
        return tc_dump_bad(error, _("“%s” is not %d hex digits"), "hash", 2 * TC_HASH_LEN);
    entry->correction = tc_correction_new(hash, path);
    return tc_dump_correction_read(object, entry->correction, error);
}

static gboolean
read_entry(const json_t *object, TcDumpLine *line, GError **error)
{
    const json_t *file = json_object_get(object, "file");
    const json_t *document = json_object_get(object, "document");
    TcDumpEntry *entry = &line->entry;

    if (!take_path(json_object_get(object, "path"), &entry->path, error))
        return FALSE;
    if (!read_file(file, entry->path, &entry->file, error))
        return FALSE;
    if (entry->file->indexed != (document != NULL))
        return tc_dump_bad(error, document != NULL
                                      ? _("it has a document, and “indexed” is false")
                                      : _("“indexed” is true, and it has no document"));
    if (document != NULL) {
        if (!read_document(document, &line->record, error))
            return FALSE;
        line->record.path = entry->path;
        if (!tc_dump_relations_read(document, &line->relations, error))
            return FALSE;
        if (!tc_dump_as_read_read(document, &line->corrected, error))
            return FALSE;
        line->record.relations = line->relations;
        line->record.corrected = line->corrected;
        entry->record = &line->record;
    }
    return TRUE;
}

/* Whether it has no more values than allowed: a tree takes a hundred times the bytes of a comma.
 * Counts outside of strings; the parser finds what is no JSON at all. */
static gboolean
check_values(const char *bytes, gsize len, GError **error)
{
    gboolean is_in_string = FALSE;
    gsize count = 0;

    for (const char *at = bytes, *end = bytes + len; at < end; at++)
        if (is_in_string && *at == '\\')
            at++;
        else if (*at == '"')
            is_in_string = !is_in_string;
        else if (!is_in_string && (*at == ',' || *at == '[' || *at == '{'))
            count++;
    return count <= TC_DUMP_VALUES_MAX ||
           tc_dump_bad(error, _("more than %d values in a line"), TC_DUMP_VALUES_MAX);
}

static gboolean
read_line(TcDumpLine *line, const char *bytes, gsize len, GError **error)
{
    json_error_t problem;

    if (!check_values(bytes, len, error))
        return FALSE;
    line->json = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &problem);
    if (line->json == NULL) {
        g_autofree char *said = tc_display(problem.text); /* it quotes the line */

        return tc_dump_bad(error, _("not JSON in UTF-8: %s"), said);
    }
    if (!json_is_object(line->json))
        return tc_dump_bad(error, _("not a JSON object"));
    if (json_object_get(line->json, KEY_HEADER) != NULL) {
        line->kind = TC_DUMP_HEADER;
        return read_header(line->json, &line->header, error);
    }
    if (json_object_get(line->json, KEY_END) != NULL) {
        line->kind = TC_DUMP_END;
        return read_end(json_object_get(line->json, KEY_END), &line->end, error);
    }
    line->kind = TC_DUMP_ENTRY;
    if (json_object_get(line->json, KEY_PAGE) != NULL) {
        line->entry.page = &line->page;
        return read_page(json_object_get(line->json, KEY_PAGE), &line->page, error);
    }
    if (json_object_get(line->json, KEY_RIGHT) != NULL)
        return read_correction(json_object_get(line->json, KEY_RIGHT), &line->entry, error);
    return read_entry(line->json, line, error);
}

gboolean
tc_dump_line_read(TcDumpLine *line, const char *bytes, gsize len, GError **error)
{
    tc_dump_line_clear(line);
    if (read_line(line, bytes, len, error))
        return TRUE;
    tc_dump_line_clear(line);
    return FALSE;
}

/* ---- writing ---- */

static void
set(json_t *object, const char *name, json_t *value)
{
    json_object_set_new_nocheck(object, name, value);
}

static json_t *
path_json(const char *path)
{
    g_autofree char *uri = NULL;

    if (g_utf8_validate(path, -1, NULL))
        return json_string_nocheck(path);
    /* This fails for paths that are not absolute, which no index has. */
    uri = g_filename_to_uri(path, NULL, NULL);
    return json_string_nocheck(uri != NULL ? uri : "");
}

/* Left out when there is nothing. Messages of libraries may have several lines. */
static void
set_string(json_t *object, const char *name, const char *text)
{
    g_autofree char *valid = NULL;

    if (text == NULL || !*text)
        return;
    valid = g_utf8_make_valid(text, -1);
    for (char *at = valid; *at; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    set(object, name, json_string_nocheck(valid));
}

static void
set_id(json_t *object, const char *name, guint64 value)
{
    char text[24];

    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, value);
    set(object, name, json_string_nocheck(text));
}

json_t *
tc_dump_header_json(const TcDumpHeader *header)
{
    json_t *object = json_object(), *roots = json_array();

    set(object, KEY_HEADER, json_integer(header->version));
    set_string(object, "created", header->created);
    set(object, "schema", json_integer(header->schema));
    set(object, "analyzer", json_integer(header->analyzer));
    for (char **root = header->roots; root != NULL && *root != NULL; root++)
        json_array_append_new(roots, path_json(*root));
    set(object, "roots", roots);
    if (header->shard.count > 1) {
        g_autofree char *shard = tc_shard_name(header->shard);

        set_string(object, "shard", shard);
    }
    set(object, "lines", json_integer((json_int_t)header->lines));
    set(object, "documents", json_integer((json_int_t)header->documents));
    return object;
}

static void
set_hash(json_t *object, const guint8 hash[TC_HASH_LEN])
{
    char hex[2 * TC_HASH_LEN + 1];

    for (gsize i = 0; i < TC_HASH_LEN; i++)
        g_snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    set(object, "hash", json_string_nocheck(hex));
}

static json_t *
file_json(const TcLedgerEntry *file)
{
    json_t *object = json_object();

    set(object, "size", json_integer((json_int_t)file->stamp.size));
    set(object, "mtime_ns", json_integer(file->stamp.mtime_ns));
    set(object, "ctime_ns", json_integer(file->stamp.ctime_ns));
    set_id(object, "inode", file->stamp.inode);
    set_id(object, "device", file->stamp.dev);
    if (file->has_hash)
        set_hash(object, file->hash);
    if (file->read_s)
        set(object, "read", json_integer(file->read_s));
    if (file->page_count)
        set(object, "pages", json_integer(file->page_count));
    set(object, "settled", json_boolean(file->settled));
    set(object, "indexed", json_boolean(file->indexed));
    set_string(object, "format", file->format);
    set_string(object, "encoding", file->encoding);
    set_string(object, "reason", file->reason);
    set_string(object, "message", file->message);
    set_string(object, "attempt", file->attempt);
    return object;
}

static json_t *
document_json(const TcRecord *record)
{
    json_t *object = json_object();
    guint year = record->date / 10000, month = record->date / 100 % 100, day = record->date % 100;

    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char *name = NULL;
        const char **string = line_at((TcRecord *)record, i, &name);

        if (string != NULL)
            set_string(object, name, *string);
    }
    if (year >= 1 && year <= 9999 &&
        g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) {
        char text[16];

        g_snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, day);
        set(object, "date", json_string_nocheck(text));
    }
    if (record->is_ocr)
        set(object, "ocr", json_true());
    tc_dump_relations_set(object, record->relations);
    tc_dump_as_read_set(object, record);
    set(object, "text",
        json_stringn_nocheck(record->text != NULL ? record->text : "", record->text_len));
    return object;
}

json_t *
tc_dump_entry_json(const TcLedgerEntry *file, const TcRecord *record)
{
    json_t *object = json_object();

    set(object, "path", path_json(file->path));
    set(object, "file", file_json(file));
    if (record != NULL)
        set(object, "document", document_json(record));
    return object;
}

json_t *
tc_dump_page_json(const TcDumpPage *page)
{
    json_t *object = json_object(), *inner = json_object();

    set_hash(inner, page->hash);
    set(inner, "number", json_integer(page->number));
    set(inner, "pages", json_integer(MIN(page->page.page_count, TC_DUMP_PAGES_MAX)));
    set(inner, "ocr", json_boolean(page->page.is_ocr));
    set(inner, "confidence", json_integer(MIN(page->page.confidence, 100)));
    set_string(inner, "engine", page->page.engine);
    set_string(inner, "reason", page->page.reason);
    set_string(inner, "message", page->page.message);
    set(inner, "text", json_string_nocheck(page->page.text));
    set(object, KEY_PAGE, inner);
    return object;
}

json_t *
tc_dump_correction_json(const TcCorrection *correction)
{
    json_t *object = json_object(), *inner = json_object();

    set_hash(inner, correction->hash);
    set(inner, "path", path_json(correction->path));
    tc_dump_correction_set(inner, correction);
    set(object, KEY_RIGHT, inner);
    return object;
}

json_t *
tc_dump_end_json(const TcDumpEnd *end)
{
    json_t *object = json_object(), *inner = json_object();

    set(inner, "lines", json_integer((json_int_t)end->lines));
    set(inner, "documents", json_integer((json_int_t)end->documents));
    set(inner, "text_bytes", json_integer((json_int_t)end->text_bytes));
    set(inner, "sha256", json_string_nocheck(end->sha256));
    set(object, KEY_END, inner);
    return object;
}

#include "store/guard/manifest.h"
#include "tests/unit/rows.h"
#include "tests/unit/store/support.h"

#include <signal.h>
#include <sys/stat.h>

TestSuite(writer, .init = folder_make, .fini = folder_remove);

static TcWriter *
open_writer(const char *name, TcWriterMode mode)
{
    GError *error = NULL;
    g_autofree char *path = in_folder(name);
    TcWriter *writer = tc_writer_open(path, mode, ANALYZER, &error);
    assert_ok(writer, error);
    return writer;
}

static TcReader *
open_reader(const char *name)
{
    GError *error = NULL;
    g_autofree char *path = in_folder(name);
    const char *const paths[] = {path};
    /* As a switch would have done. */
    assert_ok(!tc_manifest_is_missing(path) || tc_manifest_take(path, &error), error);
    TcReader *reader = tc_reader_open(paths, 1, ANALYZER, &error);
    assert_ok(reader, error);
    return reader;
}

static guint
doc_count(const char *name)
{
    g_autoptr(TcReader) reader = open_reader(name);
    return tc_reader_doc_count(reader);
}

static void
make(const char *name, const char *words, guint count)
{
    g_autofree char *path = in_folder(name);
    build(path, "văn bản ", words, count);
}

Test(writer, a_new_generation_is_private_and_stamped)
{
    GError *error = NULL;
    g_autofree char *path = in_folder("new");
    g_autoptr(TcWriter) writer = tc_writer_open(path, TC_WRITER_BUILD, ANALYZER, &error);
    assert_ok(writer, error);
    assert_ok(tc_writer_commit(writer, &error), error);
    struct stat info;
    cr_assert(stat(path, &info) == 0);
    cr_assert(eq(uint, info.st_mode & 0777, 0700));
    g_autoptr(TcReader) reader = open_reader("new");
    g_autofree char *schema = NULL;
    g_autofree char *analyzer = NULL;
    g_autofree char *created = NULL;
    gsize len = 0;
    assert_ok(tc_reader_metadata(reader, TC_META_SCHEMA, &schema, &len, &error), error);
    assert_ok(tc_reader_metadata(reader, TC_META_ANALYZER, &analyzer, &len, &error), error);
    assert_ok(tc_reader_metadata(reader, TC_META_CREATED, &created, &len, &error), error);
    assert_str(schema, G_STRINGIFY(TC_SCHEMA_VERSION));
    assert_str(analyzer, G_STRINGIFY(ANALYZER));
    g_autoptr(GDateTime) when = g_date_time_new_from_iso8601(created, NULL);
    cr_assert(when != NULL, "%s", created);
}

Test(writer, building_never_overwrites)
{
    GError *error = NULL;
    make("db", "cải cách", 2);
    g_autofree char *path = in_folder("db");
    cr_assert(tc_writer_open(path, TC_WRITER_BUILD, ANALYZER, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(eq(uint, doc_count("db"), 2));
}

Test(writer, puts_what_the_record_says_into_slots_and_terms)
{
    GError *error = NULL;
    make("db", "hành chính", 1);
    g_autoptr(TcReader) reader = open_reader("db");
    TcXDatabase *db = tc_reader_database(reader);
    static const struct {
        guint32 slot;
        const char *expect;
    } slots[] = {{TC_SLOT_DATE, "20200101"}, {TC_SLOT_YEAR, "2020"}, {3 /* type */, "Nghị quyết"},
                 {4 /* org */, ""},          {5 /* place */, ""},    {TC_SLOT_TITLE_WORDS, "3"}};
    for (gsize i = 0; i < G_N_ELEMENTS(slots); i++) {
        g_autofree char *value = NULL;
        gsize len = 0;
        assert_ok(tc_x_database_doc_value(db, 1, slots[i].slot, &value, &len, &error), error);
        assert_str(value, slots[i].expect);
    }
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, "văn bản 0", -1);
    g_autofree char *content = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_doc_value(db, 1, TC_SLOT_CONTENT, &content, &len, &error), error);
    cr_assert(eq(sz, len, 16));
    cr_assert(memcmp(content, hash, 16) == 0);
    g_autoptr(GString) hex = g_string_new(TC_TERM_CONTENT);
    for (int i = 0; i < 16; i++)
        g_string_append_printf(hex, "%02x", (guchar)hash[i]);
    g_autofree char *id = g_strconcat(TC_TERM_ID, hash, NULL);
    const char *const terms[] = {id, hex->str, TC_TERM_FORMAT "text", "XPpath", "hành", "chính"};
    for (gsize i = 0; i < G_N_ELEMENTS(terms); i++) {
        guint32 freq = 0;
        assert_ok(tc_x_database_term_freq(db, terms[i], strlen(terms[i]), &freq, &error), error);
        cr_assert(eq(u32, freq, 1), "%s", terms[i]);
    }
    /* Only the two words count. */
    cr_assert(eq(dbl, tc_reader_average_length(reader), 2));
}

static gboolean
collect_term(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    if (!g_ascii_isupper(bytes[0])) {
        g_string_append_len(user, bytes, (gssize)len);
        g_string_append_printf(user, ":%u ", freq);
    }
    return TRUE;
}

Test(writer, groups_occurrences_of_a_term_whatever_their_order)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    const TcPosting postings[] = {{"b", 1, 3}, {"a", 1, 9}, {"ab", 2, 4}, {"a", 1, 2},
                                  {"b", 1, 0}, {"a", 1, 5}, {"c", 1, 0},  {"c", 1, 0}};
    const TcRecord record = {.text = "x", .text_len = 1};
    const TcWriterDocument document = {"Q1", &record, postings, G_N_ELEMENTS(postings),
                                       NULL, NULL,    NULL};
    assert_ok(tc_writer_put(writer, &document, TRUE, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    g_autoptr(TcReader) reader = open_reader("db");
    TcXDatabase *db = tc_reader_database(reader);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_x_database_each_doc_term(db, 1, collect_term, text, &error), error);
    assert_str(text->str, "a:3 ab:1 b:1 c:0 ");
    g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
    const guint32 docid = 1;
    assert_ok(tc_x_database_positions(db, "a", 1, &docid, 1, 0, &positions, &error), error);
    const guint32 expect[] = {2, 5, 9};
    cr_assert(eq(u32, positions.offsets[1], 3));
    cr_assert(memcmp(positions.positions, expect, sizeof expect) == 0);
    assert_ok(tc_x_database_positions(db, "c", 1, &docid, 1, 0, &positions, &error), error);
    cr_assert(eq(u32, positions.offsets[1], 0));
}

/* More distinct terms than the first hash table holds, then fewer again. */
Test(writer, handles_documents_of_any_size)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    static const guint sizes[] = {0, 3, 20000, 1, 5000};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GString) words = g_string_new("one");
        for (guint k = 1; k < sizes[i]; k++)
            g_string_append_printf(words, " w%u two", k);
        g_autofree char *name = g_strdup_printf("doc%zu", i);
        assert_ok(put_words(writer, name, sizes[i] ? words->str : "", 0, TRUE, &error), error);
    }
    assert_ok(tc_writer_commit(writer, &error), error);
    g_autoptr(TcReader) reader = open_reader("db");
    TcXDatabase *db = tc_reader_database(reader);
    guint64 times = 0;
    guint32 freq = 0;
    assert_ok(tc_x_database_collection_freq(db, "two", 3, &times, &error), error);
    cr_assert(eq(u64, times, 2 + 19999 + 4999));
    assert_ok(tc_x_database_term_freq(db, "w4999", 5, &freq, &error), error);
    cr_assert(eq(u32, freq, 2));
    assert_ok(tc_x_database_term_freq(db, "w19999", 6, &freq, &error), error);
    cr_assert(eq(u32, freq, 1));
}

Test(writer, a_document_without_anything_can_be_put)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    const TcRecord record = {0};
    const TcWriterDocument document = {"Qempty", &record, NULL, 0, NULL, NULL, NULL};
    assert_ok(tc_writer_put(writer, &document, FALSE, &error), error);
    g_autoptr(TcStoredRecord) stored = tc_writer_record(writer, "Qempty", TRUE, &error);
    assert_ok(stored, error);
    assert_str(tc_stored_record_get(stored)->text, "");
}

Test(writer, put_twice_leaves_one_document)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    assert_ok(put_words(writer, "a", "trước", 0, TRUE, &error), error);
    assert_ok(put_words(writer, "a", "sau đó", 0, FALSE, &error), error);
    assert_ok(put_words(writer, "b", "mới", 0, FALSE, &error), error);
    g_autoptr(TcStoredRecord) stored = record_named(writer, "a", &error);
    assert_ok(stored, error);
    assert_str(tc_stored_record_get(stored)->text, "sau đó");
    assert_ok(tc_writer_commit(writer, &error), error);
    g_autoptr(TcReader) reader = open_reader("db");
    guint32 freq = 9;
    cr_assert(eq(u32, tc_reader_doc_count(reader), 2));
    assert_ok(tc_x_database_term_freq(tc_reader_database(reader), "trước", strlen("trước"), &freq,
                                      &error),
              error);
    cr_assert(eq(u32, freq, 0));
}

Test(writer, removes_by_id)
{
    GError *error = NULL;
    make("db", "cải cách", 3);
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_UPDATE);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, "văn bản 1", -1);
    g_autofree char *id = g_strconcat(TC_TERM_ID, hash, NULL);
    assert_ok(tc_writer_remove(writer, id, &error), error);
    assert_ok(tc_writer_remove(writer, id, &error), error);
    cr_assert(tc_writer_record(writer, id, FALSE, &error) == NULL);
    g_assert_no_error(error);
    assert_ok(tc_writer_commit(writer, &error), error);
    cr_assert(eq(uint, doc_count("db"), 2));
}

Test(writer, long_values_are_cut_between_characters)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    g_autoptr(GString) org = g_string_new("x");
    while (org->len < 100000)
        g_string_append(org, "ệ");
    const TcRecord record = {.org = org->str};
    const TcWriterDocument document = {"Q1", &record, NULL, 0, NULL, NULL, NULL};
    assert_ok(tc_writer_put(writer, &document, TRUE, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    g_autoptr(TcReader) reader = open_reader("db");
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_doc_value(tc_reader_database(reader), 1,
                                      tc_field_row(TC_FIELD_ORG)->slot, &value, &len, &error),
              error);
    cr_assert(eq(sz, len, 238)); /* 1 + 79 * 3 */
    cr_assert(g_utf8_validate(value, (gssize)len, NULL));
}

static const struct {
    guint32 date;
    const char *expect;
} dates[] = {
    {0, ""}, {2020, ""}, {20201204, "20201204"}, {10000101, "10000101"}, {100000000, ""},
};

EACH_ROW(writer, dates_are_eight_digits_or_nothing, dates)
AFRESH_ROW_TEST(folder_make, folder_remove, size_t *row, writer, dates_are_eight_digits_or_nothing)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    assert_ok(put_words(writer, "a", "b", dates[*row].date, TRUE, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    g_autoptr(TcReader) reader = open_reader("db");
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(
        tc_x_database_doc_value(tc_reader_database(reader), 1, TC_SLOT_DATE, &value, &len, &error),
        error);
    assert_str(value, dates[*row].expect);
}

Test(writer, a_bad_posting_is_refused_and_the_rest_goes_on)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    assert_ok(put_words(writer, "before", "một", 0, TRUE, &error), error);
    g_autofree char *long_word = g_strnfill(246, 'a');
    cr_assert(not(put_words(writer, "bad", long_word, 0, TRUE, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(put_words(writer, "bad", "a  b", 0, FALSE, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    assert_ok(put_words(writer, "after", "hai", 0, TRUE, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    cr_assert(eq(uint, doc_count("db"), 2));
}

Test(writer, pending_bytes_begin_again_at_each_commit)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    cr_assert(eq(sz, tc_writer_pending_bytes(writer), 0));
    assert_ok(put_words(writer, "a", "1234567", 0, TRUE, &error), error);
    assert_ok(put_words(writer, "b", "123", 0, TRUE, &error), error);
    cr_assert(eq(sz, tc_writer_pending_bytes(writer), 10));
    assert_ok(tc_writer_commit(writer, &error), error);
    cr_assert(eq(sz, tc_writer_pending_bytes(writer), 0));
}

/* Many small documents make small flushes, as few large ones do. */
Test(writer, is_full_by_terms_as_well_as_by_bytes)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    g_autoptr(GString) words = g_string_new("0");
    guint put = 0;

    for (guint i = 1; i < 1000; i++)
        g_string_append_printf(words, " %u", i);
    while (!tc_writer_is_full(writer)) {
        assert_ok(put_words(writer, "a", words->str, 0, TRUE, &error), error);
        cr_assert(lt(uint, ++put, 100));
    }
    cr_assert(lt(sz, tc_writer_pending_bytes(writer), TC_WRITER_COMMIT_BYTES));
    cr_assert(eq(uint, put, (TC_WRITER_BUILD_TERMS + 999) / 1000));
    assert_ok(tc_writer_commit(writer, &error), error);
    cr_assert(not(tc_writer_is_full(writer)));
}

Test(writer, closing_drops_what_was_not_committed)
{
    GError *error = NULL;
    make("db", "cải cách", 2);
    TcWriter *writer = open_writer("db", TC_WRITER_UPDATE);
    assert_ok(put_words(writer, "late", "muộn", 0, TRUE, &error), error);
    assert_ok(tc_writer_set_metadata(writer, "late", "x", 1, &error), error);
    tc_writer_close(writer);
    tc_writer_close(NULL);
    g_autoptr(TcReader) reader = open_reader("db");
    g_autofree char *value = NULL;
    gsize len = 9;
    cr_assert(eq(u32, tc_reader_doc_count(reader), 2));
    assert_ok(tc_reader_metadata(reader, "late", &value, &len, &error), error);
    cr_assert(eq(sz, len, 0));
}

static int
write_until_killed(void)
{
    g_autofree char *path = in_folder("db");
    GError *error = NULL;
    TcWriter *writer = tc_writer_open(path, TC_WRITER_UPDATE, ANALYZER, &error);
    if (writer == NULL)
        return 1;
    for (guint i = 0;; i++) {
        g_autofree char *name = g_strdup_printf("new%u", i);
        if (!put_words(writer, name, "kinh tế xã hội", 0, FALSE, &error))
            return 2;
        /* Three documents are committed, more are on their way. */
        if (i == 2 && !tc_writer_commit(writer, &error))
            return 3;
        if (i == 500)
            raise(SIGKILL);
    }
}

Test(writer, a_killed_one_leaves_the_last_commit)
{
    GError *error = NULL;
    make("db", "cải cách", 2);
    cr_assert(eq(int, in_child(write_until_killed), 128 + SIGKILL));
    cr_assert(eq(uint, doc_count("db"), 5));
    g_autofree char *path = in_folder("db");
    gsize problems = 9;
    g_autofree char *report = NULL;
    assert_ok(tc_x_check(path, &problems, &report, &error), error);
    cr_assert(eq(sz, problems, 0), "%s", report);
    /* And the next one can go on. */
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_UPDATE);
    assert_ok(put_words(writer, "next", "tiếp", 0, FALSE, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    cr_assert(eq(uint, doc_count("db"), 6));
}

Test(writer, keeps_metadata_of_any_bytes_in_the_transaction)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    const char bytes[] = "a\0b\xff";
    assert_ok(tc_writer_set_metadata(writer, "F/a", bytes, sizeof bytes, &error), error);
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_writer_metadata(writer, "F/a", &value, &len, &error), error);
    cr_assert(eq(sz, len, sizeof bytes));
    cr_assert(memcmp(value, bytes, len) == 0);
    g_autofree char *unset = NULL;
    assert_ok(tc_writer_metadata(writer, "F/b", &unset, &len, &error), error);
    cr_assert(eq(sz, len, 0));
}

static gboolean
collect_metadata(const char *key, const char *value, gsize len, gpointer user,
                 G_GNUC_UNUSED GError **error)
{
    g_string_append_printf(user, "%s=%.*s ", key, (int)len, value);
    return strcmp(key, "Fc") != 0;
}

Test(writer, walks_metadata_by_prefix)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    assert_ok(tc_writer_set_metadata(writer, "Fb", "2", 1, &error), error);
    assert_ok(tc_writer_set_metadata(writer, "Fa", "1", 1, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    assert_ok(tc_writer_set_metadata(writer, "Fc", "3", 1, &error), error);
    assert_ok(tc_writer_set_metadata(writer, "Fd", "4", 1, &error), error);
    assert_ok(tc_writer_set_metadata(writer, "G", "5", 1, &error), error);
    assert_ok(tc_writer_set_metadata(writer, "Fa", NULL, 0, &error), error);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_writer_each_metadata(writer, "F", collect_metadata, text, &error), error);
    assert_str(text->str, "Fb=2 Fc=3 ");
}

Test(writer, a_second_one_is_told_it_is_locked)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = open_writer("db", TC_WRITER_BUILD);
    g_autofree char *path = in_folder("db");
    cr_assert(tc_writer_open(path, TC_WRITER_UPDATE, ANALYZER, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
}

Test(writer, only_updates_an_index_of_its_own_version)
{
    GError *error = NULL;
    make("db", "cải cách", 1);
    g_autofree char *path = in_folder("db");
    g_autofree char *absent = in_folder("absent");
    g_autofree char *foreign = in_folder("foreign");
    cr_assert(tc_writer_open(path, TC_WRITER_UPDATE, ANALYZER + 1, &error) == NULL);
    assert_contains(error->message, "\"tracuu-index update\"");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_OUTDATED);
    TcWriter *writer = open_writer("db", TC_WRITER_UPDATE);
    assert_ok(tc_writer_set_metadata(writer, TC_META_SCHEMA, "999", 3, &error), error);
    assert_ok(tc_writer_commit(writer, &error), error);
    tc_writer_close(writer);
    cr_assert(tc_writer_open(path, TC_WRITER_UPDATE, ANALYZER, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_VERSION);
    cr_assert(tc_writer_open(absent, TC_WRITER_UPDATE, ANALYZER, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    tc_x_writable_free(tc_x_writable_open(foreign, TC_X_CREATE, &error));
    cr_assert(tc_writer_open(foreign, TC_WRITER_UPDATE, ANALYZER, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
}

Test(writer, joins_shards_and_their_metadata)
{
    GError *error = NULL;
    g_autofree char *one = in_folder("one");
    g_autofree char *two = in_folder("two");
    g_autofree char *both = in_folder("both");
    build(one, "a", "cải cách", 3);
    build(two, "b", "cải tổ", 4);
    TcWriter *writer = open_writer("one", TC_WRITER_UPDATE);
    assert_ok(tc_writer_set_metadata(writer, "F/a", "1", 1, &error), error);
    assert_ok(tc_writer_set_metadata(writer, TC_META_CREATED, "2024-05-02T00:00:00Z", 20, &error),
              error);
    assert_ok(tc_writer_commit(writer, &error), error);
    tc_writer_close(writer);
    writer = open_writer("two", TC_WRITER_UPDATE);
    assert_ok(tc_writer_set_metadata(writer, "F/b", "2", 1, &error), error);
    assert_ok(tc_writer_set_metadata(writer, TC_META_CREATED, "2024-05-01T00:00:00Z", 20, &error),
              error);
    assert_ok(tc_writer_commit(writer, &error), error);
    tc_writer_close(writer);
    const char *const shards[] = {one, two};
    assert_ok(tc_writer_join(shards, 2, both, &error), error);

    g_autoptr(TcWriter) joined = open_writer("both", TC_WRITER_UPDATE);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_writer_each_metadata(joined, "F", collect_metadata, text, &error), error);
    assert_ok(tc_writer_each_metadata(joined, TC_META_CREATED, collect_metadata, text, &error),
              error);
    assert_str(text->str, "F/a=1 F/b=2 tracuu.created=2024-05-01T00:00:00Z ");
    g_autoptr(TcStoredRecord) stored = record_named(joined, "b3", &error);
    assert_ok(stored, error);
    assert_str(tc_stored_record_get(stored)->path, "/b3");
    cr_assert(eq(uint, doc_count("both"), 7));
    /* Never onto something. */
    cr_assert(not(tc_writer_join(shards, 1, both, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(eq(uint, doc_count("both"), 7));
}

/* What has been changed since the generation was made, as it was committed; "" for nothing. */
static char *
changed(const char *name)
{
    GError *error = NULL;
    char *value = NULL;
    gsize len = 0;
    g_autoptr(TcReader) reader = open_reader(name);

    assert_ok(tc_reader_metadata(reader, TC_META_CHANGED, &value, &len, &error), error);
    return value;
}

Test(writer, counts_what_is_changed_until_the_next_generation)
{
    GError *error = NULL;
    g_autofree char *one = in_folder("one");
    g_autofree char *next = in_folder("next");
    const char *const shards[] = {one};

    build(one, "a", "cải cách", 3);
    g_autofree char *built = changed("one");
    assert_str(built, "");
    for (guint i = 0; i < 2; i++) {
        g_autoptr(TcWriter) writer = open_writer("one", TC_WRITER_UPDATE);
        assert_ok(tc_writer_remove(writer, TC_TERM_ID "a1", &error), error);
        assert_ok(put_words(writer, "a2", "cải tổ", 20200101, FALSE, &error), error);
        assert_ok(tc_writer_commit(writer, &error), error);
        /* Not committed: not counted. */
        assert_ok(tc_writer_remove(writer, TC_TERM_ID "a2", &error), error);
    }
    g_autofree char *updated = changed("one");
    assert_str(updated, "4");
    assert_ok(tc_writer_join(shards, 1, next, &error), error);
    g_autofree char *joined = changed("next");
    assert_str(joined, "");
}

Test(writer, shards_of_different_versions_are_not_joined)
{
    GError *error = NULL;
    g_autofree char *one = in_folder("one");
    g_autofree char *two = in_folder("two");
    g_autofree char *both = in_folder("both");
    build(one, "a", "cải cách", 1);
    g_autoptr(TcWriter) writer = tc_writer_open(two, TC_WRITER_BUILD, ANALYZER + 1, &error);
    assert_ok(tc_writer_commit(writer, &error), error);
    const char *const shards[] = {one, two};
    cr_assert(not(tc_writer_join(shards, 2, both, &error)));
    assert_contains(error->message, TC_META_ANALYZER);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(g_file_test(both, G_FILE_TEST_EXISTS)));
}

#include "store/guard/glass.h"
#include "store/lock.h"
#include "tests/unit/rows.h"
#include "tests/unit/store/support.h"

#include <poll.h>

TestSuite(reader, .init = folder_make, .fini = folder_remove);

/* An index folder `name` with `count` documents in its live generation. */
static char *
make_index(const char *name, const char *words, guint count)
{
    GError *error = NULL;
    char *dir = in_folder(name);
    g_autoptr(TcLock) lock = tc_lock_take(dir, 0, &error);
    assert_ok(lock, error);
    g_autofree char *generation = tc_generation_next(dir, &error);
    assert_ok(generation, error);
    build(generation, name, words, count);
    assert_ok(tc_generation_switch(dir, generation, &error), error);
    return dir;
}

static TcReader *
open_paths(const char *one, const char *two, GError **error)
{
    const char *const paths[] = {one, two};
    return tc_reader_open(paths, two != NULL ? 2 : 1, ANALYZER, error);
}

static guint32
freq_of(TcReader *reader, const char *term)
{
    GError *error = NULL;
    guint32 freq = 0;
    assert_ok(
        tc_x_database_term_freq(tc_reader_database(reader), term, strlen(term), &freq, &error),
        error);
    return freq;
}

static gboolean
take_freq(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len, guint32 freq, gpointer user)
{
    *(guint32 *)user += freq;
    return TRUE;
}

static void
write_stub(const char *name, const char *content)
{
    g_autofree char *path = in_folder(name);
    cr_assert(g_file_set_contents(path, content, -1, NULL));
}

/* Changes metadata behind our back. */
static void
set_metadata(const char *dir, const char *key, const char *value)
{
    GError *error = NULL;
    g_autofree char *live = tc_generation_live(dir, &error);
    assert_ok(live, error);
    g_autoptr(TcXWritable) db = tc_x_writable_open(live, TC_X_OPEN, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    assert_ok(tc_x_writable_set_metadata(db, key, strlen(key), value, strlen(value), &error),
              error);
    assert_ok(tc_x_writable_commit(db, &error), error);
}

Test(reader, opens_the_live_generation_of_a_folder)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "cải cách hành chính", 3);
    g_autoptr(TcReader) reader = open_paths(dir, NULL, &error);
    assert_ok(reader, error);
    cr_assert(eq(u32, tc_reader_doc_count(reader), 3));
    cr_assert(eq(dbl, tc_reader_average_length(reader), 4));
    g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, 2, TRUE, &error);
    assert_ok(stored, error);
    assert_str(tc_stored_record_get(stored)->path, "/kho1");
    assert_str(tc_stored_record_get(stored)->text, "cải cách hành chính");
    cr_assert(eq(u32, tc_stored_record_get(stored)->date, 20200102));
    g_autoptr(TcStoredRecord) brief = tc_reader_record(reader, 3, FALSE, &error);
    assert_ok(brief, error);
    cr_assert(tc_stored_record_get(brief)->text == NULL);
    cr_assert(tc_reader_record(reader, 99, FALSE, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

Test(reader, opens_several_indexes_as_one)
{
    GError *error = NULL;
    g_autofree char *one = make_index("one", "cải cách", 2);
    g_autofree char *two = make_index("two", "cải tổ", 3);
    g_autoptr(TcReader) reader = open_paths(one, two, &error);
    assert_ok(reader, error);
    cr_assert(eq(u32, tc_reader_doc_count(reader), 5));
    cr_assert(eq(u32, freq_of(reader, "cải"), 5));
    cr_assert(eq(u32, freq_of(reader, "tổ"), 3));
    /* Every document of both has its record. */
    g_autoptr(GHashTable) paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint32 docid = 1; docid <= 6; docid++) {
        g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, docid, FALSE, &error);
        if (stored != NULL)
            g_hash_table_add(paths, g_strdup(tc_stored_record_get(stored)->path));
        g_clear_error(&error);
    }
    cr_assert(eq(uint, g_hash_table_size(paths), 5));
}

Test(reader, opens_stub_files_that_list_indexes)
{
    GError *error = NULL;
    g_autofree char *one = make_index("one", "cải cách", 2);
    g_autofree char *two = make_index("two", "cải tổ", 3);
    g_autofree char *content = g_strdup_printf("auto %s\nauto two\n", one);
    write_stub("stub", content);
    g_autofree char *stub = in_folder("stub");
    g_autoptr(TcReader) reader = open_paths(stub, NULL, &error);
    assert_ok(reader, error);
    cr_assert(eq(u32, tc_reader_doc_count(reader), 5));
    cr_assert(eq(sz, tc_x_database_shard_count(tc_reader_database(reader)), 2));
}

/* A shard behind a server of Xapian's, here one that talks through a pipe. */
Test(reader, searches_a_remote_shard_beside_a_local_one)
{
    g_autofree char *server = g_find_program_in_path("xapian-progsrv");
    if (server == NULL)
        cr_skip_test("xapian-progsrv is not installed");
    GError *error = NULL;
    g_autofree char *one = make_index("one", "cải cách hành chính", 2);
    g_autofree char *two = make_index("two", "cải tổ hành chính", 3);
    g_autofree char *content = g_strdup_printf("remote :%s %s\n", server, two);
    write_stub("stub", content);
    g_autofree char *stub = in_folder("stub");
    const char *const paths[] = {stub};
    cr_assert(tc_reader_open(paths, 1, ANALYZER + 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_OUTDATED);

    g_autoptr(TcReader) reader = open_paths(one, stub, &error);
    assert_ok(reader, error);
    cr_assert(eq(u32, tc_reader_doc_count(reader), 5));
    cr_assert(eq(u32, freq_of(reader, "cải"), 5));
    TcXDatabase *db = tc_reader_database(reader);
    g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
    const guint32 docids[] = {1, 2, 3, 4, 6}; /* the shards take turns */
    assert_ok(tc_x_database_positions(db, "hành", strlen("hành"), docids, 5, 0, &positions, &error),
              error);
    for (gsize i = 0; i < 5; i++)
        cr_assert(eq(u32, positions.positions[i], 3));
    g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, 6, TRUE, &error);
    assert_ok(stored, error);
    assert_str(tc_stored_record_get(stored)->path, "/two2");

    g_autoptr(TcXQuery) prefix = tc_x_query_prefix("tổ", strlen("tổ"), &error);
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(tc_x_enquire_set_query(enquire, prefix, &error), error);
    assert_ok(tc_x_enquire_count_values(enquire, TC_SLOT_YEAR, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 10, &error);
    assert_ok(mset, error);
    cr_assert(eq(sz, tc_x_mset_size(mset), 3));
    guint32 counted = 0;
    assert_ok(tc_x_mset_each_value(mset, TC_SLOT_YEAR, take_freq, &counted, &error), error);
    cr_assert(eq(u32, counted, 3));
}

Test(reader, lists_terms_by_prefix)
{
    GError *error = NULL;
    g_autofree char *one = make_index("one", "cai\x01 cai\x01# cai\x01#\x05 caig\x01 ca\x01", 2);
    g_autofree char *two = make_index("two", "cai\x01# cai\x01$", 1);
    g_autoptr(TcReader) reader = open_paths(one, two, &error);
    assert_ok(reader, error);
    g_autoptr(GArray) terms = tc_reader_terms_new();
    assert_ok(tc_reader_terms(reader, "cai\x01", 4, 100, terms, &error), error);
    static const struct {
        const char *term;
        guint32 freq;
    } expect[] = {{"cai\x01", 2}, {"cai\x01#", 3}, {"cai\x01#\x05", 2}, {"cai\x01$", 1}};
    cr_assert(eq(uint, terms->len, G_N_ELEMENTS(expect)));
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        cr_assert(eq(u32, term->term_len, (guint32)strlen(expect[i].term)));
        cr_assert(memcmp(term->term, expect[i].term, term->term_len) == 0);
        cr_assert(eq(u32, term->freq, expect[i].freq));
    }
    /* Appended, and no more than asked for. */
    assert_ok(tc_reader_terms(reader, "cai\x01", 4, 2, terms, &error), error);
    cr_assert(eq(uint, terms->len, 6));
    assert_ok(tc_reader_terms(reader, "cai\x01", 4, 0, terms, &error), error);
    assert_ok(tc_reader_terms(reader, "zz", 2, 9, terms, &error), error);
    cr_assert(eq(uint, terms->len, 6));
}

Test(reader, says_what_is_not_there)
{
    GError *error = NULL;
    g_autofree char *absent = in_folder("absent");
    cr_assert(open_paths(absent, NULL, &error) == NULL);
    assert_contains(error->message, absent);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    cr_assert(tc_reader_open(NULL, 0, ANALYZER, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    /* The first run is at work, nothing is live yet. */
    g_autofree char *dir = in_folder("new");
    g_autoptr(TcLock) lock = tc_lock_take(dir, 0, &error);
    g_autofree char *generation = tc_generation_next(dir, &error);
    build(generation, "a", "b", 1);
    cr_assert(open_paths(dir, NULL, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
}

Test(reader, says_what_is_not_an_index)
{
    GError *error = NULL;
    g_autofree char *other_folder = in_folder("folder");
    g_autofree char *file = in_folder("folder/thesis.doc");
    g_autofree char *empty = in_folder("empty");
    g_autofree char *comments = in_folder("comments");
    g_autofree char *foreign = in_folder("foreign");
    cr_assert(g_mkdir(other_folder, 0700) == 0);
    cr_assert(g_file_set_contents(file, "x", -1, NULL));
    write_stub("empty", "");
    write_stub("comments", "# nothing\n\n");
    TcXWritable *db = tc_x_writable_open(foreign, TC_X_CREATE, &error);
    assert_ok(db, error);
    tc_x_writable_free(db);
    const char *const paths[] = {other_folder, empty, comments, foreign};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        cr_assert(open_paths(paths[i], NULL, &error) == NULL, "%s", paths[i]);
        assert_contains(error->message, paths[i]);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
    }
}

Test(reader, an_empty_stub_of_our_own_is_damage)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "cải cách", 1);
    write_stub("kho/XAPIANDB", "");
    cr_assert(open_paths(dir, NULL, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

Test(reader, every_path_must_be_good)
{
    GError *error = NULL;
    g_autofree char *one = make_index("one", "cải cách", 1);
    g_autofree char *absent = in_folder("absent");
    cr_assert(open_paths(one, absent, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
}

Test(reader, an_older_analyzer_must_update)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "cải cách", 1);
    g_autofree char *content = g_strdup_printf("auto %s\n", dir);
    write_stub("stub", content);
    g_autofree char *stub = in_folder("stub");
    const char *const paths[] = {dir, stub};
    for (gsize i = 0; i < 2; i++) {
        cr_assert(tc_reader_open(paths + i, 1, ANALYZER + 1, &error) == NULL);
        assert_contains(error->message, "\"tracuu-index update\"");
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_OUTDATED);
    }
    TcIndexVersion version;
    TcReader *reader = tc_reader_open_records(dir, ANALYZER + 1, &version, &error);
    assert_ok(reader, error);
    cr_assert(eq(uint, version.analyzer, ANALYZER));
    cr_assert(eq(uint, version.schema, TC_SCHEMA_VERSION));
    cr_assert(version.is_outdated);
    tc_reader_close(reader);
    reader = tc_reader_open_records(dir, ANALYZER, &version, &error);
    assert_ok(reader, error);
    cr_assert(not(version.is_outdated));
    tc_reader_close(reader);
}

Test(reader, a_file_that_is_no_stub_is_told_as_such)
{
    GError *error = NULL;
    g_autofree char *one = make_index("one", "cải cách", 1);
    g_autofree char *path = in_folder("a:b.txt");
    write_stub("a:b.txt", "Nghị quyết về đất đai\n");
    cr_assert(open_paths(path, NULL, &error) == NULL);
    assert_contains(error->message, "no index");
    assert_contains(error->message, "line 1");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
    g_autofree char *content = g_strdup_printf("auto %s\nauto-lines\n", one);
    write_stub("a:b.txt", content);
    cr_assert(open_paths(path, NULL, &error) == NULL);
    assert_contains(error->message, "line 2");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX);
}

/* Also in its records, and also when it is older in the other way. */
Test(reader, a_newer_one_is_not_read)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "cải cách", 1);
    const char *const paths[] = {dir};
    cr_assert(tc_reader_open(paths, 1, ANALYZER - 1, &error) == NULL);
    assert_contains(error->message, "newer version");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_VERSION);
    cr_assert(tc_reader_open_records(dir, ANALYZER - 1, NULL, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_VERSION);
    set_metadata(dir, TC_META_SCHEMA, "999");
    cr_assert(tc_reader_open_records(dir, ANALYZER + 1, NULL, &error) == NULL);
    assert_contains(error->message, TC_META_SCHEMA " 999");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_VERSION);
    set_metadata(dir, TC_META_SCHEMA, "nhiều");
    cr_assert(tc_reader_open_records(dir, ANALYZER, NULL, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

Test(reader, a_generation_that_is_gone_is_an_error)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "cải cách", 1);
    g_autofree char *live = tc_generation_live(dir, &error);
    folder_delete(live);
    cr_assert(open_paths(dir, NULL, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

static const char *const tables[] = {"iamglass", "postlist.glass", "docdata.glass"};

EACH_ROW(reader, damage_is_an_error, tables)
AFRESH_ROW_TEST(folder_make, folder_remove, size_t *row, reader, damage_is_an_error)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "cải cách", 20);
    g_autofree char *live = tc_generation_live(dir, &error);
    cut_file(live, tables[*row], 0);
    g_autoptr(TcReader) reader = open_paths(dir, NULL, &error);
    if (reader != NULL) {
        g_autoptr(GArray) terms = tc_reader_terms_new();
        g_autoptr(TcStoredRecord) stored = NULL;
        if (tc_reader_terms(reader, "", 0, 100, terms, &error))
            stored = tc_reader_record(reader, 1, TRUE, &error);
        cr_assert(stored == NULL);
    }
    cr_assert(error != NULL && error->domain == TC_STORE_ERROR);
    g_clear_error(&error);
}

Test(reader, keeps_its_generation_through_a_switch)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "trước", 2);
    g_autoptr(TcReader) before = open_paths(dir, NULL, &error);
    assert_ok(before, error);
    g_autofree char *generation = tc_generation_next(dir, &error);
    build(generation, "new", "sau", 5);
    assert_ok(tc_generation_switch(dir, generation, &error), error);
    cr_assert(eq(u32, freq_of(before, "trước"), 2));
    g_autoptr(TcStoredRecord) stored = tc_reader_record(before, 2, TRUE, &error);
    assert_ok(stored, error);
    g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
    const guint32 docids[] = {1, 2};
    assert_ok(tc_x_database_positions(tc_reader_database(before), "trước", strlen("trước"), docids,
                                      2, 0, &positions, &error),
              error);
    cr_assert(eq(u32, positions.offsets[2], 2));
    g_autoptr(TcReader) after = open_paths(dir, NULL, &error);
    assert_ok(after, error);
    cr_assert(eq(u32, tc_reader_doc_count(after), 5));
    cr_assert(eq(u32, freq_of(after, "trước"), 0));
}

/* Forty times, and on until nobody writes to `enough` any more. */
static int
switch_again_and_again(int enough)
{
    g_autofree char *dir = in_folder("kho");
    struct pollfd end = {.fd = enough, .events = POLLIN};
    for (int i = 0; i < 40 || poll(&end, 1, 0) == 0; i++) {
        g_autofree char *generation = tc_generation_next(dir, NULL);
        TcWriter *writer =
            generation != NULL ? tc_writer_open(generation, TC_WRITER_BUILD, ANALYZER, NULL) : NULL;
        if (writer == NULL || !put_words(writer, "one", "một hai ba", 0, TRUE, NULL) ||
            !tc_writer_commit(writer, NULL))
            return 1;
        tc_writer_close(writer);
        if (!tc_generation_switch(dir, generation, NULL))
            return 2;
    }
    return 0;
}

Test(reader, opens_without_error_while_generations_switch, .timeout = 240)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "một hai ba", 1);
    int enough[2];
    cr_assert(eq(int, pipe(enough), 0));
    const pid_t child = fork();
    if (child == 0) {
        close(enough[1]);
        _exit(switch_again_and_again(enough[0]));
    }
    close(enough[0]);
    int status = 0;
    guint opened = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        g_autoptr(TcReader) reader = open_paths(dir, NULL, &error);
        assert_ok(reader, error);
        cr_assert(eq(u32, freq_of(reader, "hai"), 1));
        if (++opened == 10)
            close(enough[1]);
    }
    cr_assert(eq(int, status, 0));
}

Test(reader, is_told_when_commits_overtook_it)
{
    GError *error = NULL;
    g_autofree char *dir = make_index("kho", "một hai ba bốn năm sáu", 300);
    g_autofree char *live = tc_generation_live(dir, &error);
    g_autoptr(TcReader) reader = open_paths(dir, NULL, &error);
    assert_ok(reader, error);
    g_autoptr(TcWriter) writer = tc_writer_open(live, TC_WRITER_UPDATE, ANALYZER, &error);
    assert_ok(writer, error);
    for (guint round = 0; round < 8; round++) {
        for (guint i = 0; i < 300; i++) {
            g_autofree char *name = g_strdup_printf("kho%u", i);
            g_autofree char *words = g_strdup_printf("bảy tám chín mười %u %u", i, round);
            assert_ok(put_words(writer, name, words, 0, FALSE, &error), error);
        }
        assert_ok(tc_writer_commit(writer, &error), error);
    }
    gboolean is_told = FALSE;
    for (guint32 docid = 1; docid <= 300 && !is_told; docid++) {
        g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, docid, TRUE, &error);
        is_told = stored == NULL;
    }
    cr_assert(is_told);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED);
    /* Open again, as the header says. */
    g_autoptr(TcReader) again = open_paths(dir, NULL, &error);
    assert_ok(again, error);
    cr_assert(eq(u32, freq_of(again, "bảy"), 300));
    cr_assert(eq(u32, freq_of(again, "một"), 0));
}

/* The first four bytes of the root of a table, which is of the revision of its commit, say that it
 * is of one to come. */
static void
age_root(const char *generation, guint table)
{
    g_autofree char *version_file = g_build_filename(generation, TC_GLASS_VERSION, NULL);
    g_autofree char *path = g_build_filename(generation, tc_glass_table_names[table], NULL);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    TcGlassVersion version;
    cr_assert(g_file_get_contents(version_file, &bytes, &len, NULL));
    cr_assert(tc_glass_parse((const guint8 *)bytes, len, &version));
    FILE *file = fopen(path, "r+b");
    cr_assert(file != NULL);
    cr_assert(fseek(file, (long)version.tables[table].root * version.tables[table].block_size,
                    SEEK_SET) == 0);
    cr_assert(fputc(0x40, file) != EOF && fclose(file) == 0);
}

Test(reader, a_block_of_a_later_revision_is_damage_where_nobody_writes)
{
    GError *error = NULL;
    g_autofree char *path = in_folder("bare");
    const char *const paths[] = {path};
    build(path, "a", "một hai", 3);
    age_root(path, 0);
    cr_assert(tc_reader_open(paths, 1, ANALYZER, &error) == NULL);
    cr_assert(g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT), "%s", error->message);
    g_clear_error(&error);
    cr_assert(tc_reader_open_records(path, ANALYZER, NULL, &error) == NULL);
    cr_assert(g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT), "%s", error->message);
    g_error_free(error);
}

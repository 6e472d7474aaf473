/* The binding as a library of its own: nothing here is about documents or Vietnamese, but for the
 * byte 0x01 that the terms of the index hold. */
#include <math.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "support.h"

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef RUNNING_ON_VALGRIND
#define RUNNING_ON_VALGRIND 0
#endif

TestSuite(binding, .init = tmp_make, .fini = tmp_remove);
TestSuite(binding_query, .init = tmp_make, .fini = tmp_remove);
TestSuite(binding_write, .init = tmp_make, .fini = tmp_remove);
TestSuite(binding_errors, .init = tmp_make, .fini = tmp_remove);
TestSuite(binding_shards, .init = tmp_make, .fini = tmp_remove);

/* ---- a little database --------------------------------------------------------------------- */

static const struct {
    const char *words, *date, *kind;
} sample[] = {
    {"cai cach hanh chinh", "20200105", "NQ"},   {"hanh chinh cai cach", "20190301", "BC"},
    {"cai to hanh chinh cai", "20210710", "NQ"}, {"phat trien kinh te", "", "TB"},
    {"kinh te va cai cach", "20200820", ""},
};

static void
add_sample(TcXWritable *db, guint first, guint count)
{
    GError *error = NULL;
    for (guint i = first; i < first + count; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        g_auto(GStrv) words = g_strsplit(sample[i].words, " ", -1);
        for (guint k = 0; words[k] != NULL; k++) {
            assert_ok(
                tc_x_document_add_posting(document, words[k], strlen(words[k]), k + 1, &error),
                error);
        }
        char id[] = "Q0";
        id[1] = (char)('0' + i);
        assert_ok(tc_x_document_add_term(document, id, 2, 0, &error), error);
        assert_ok(
            tc_x_document_set_data(document, sample[i].words, strlen(sample[i].words), &error),
            error);
        assert_ok(
            tc_x_document_set_value(document, 1, sample[i].date, strlen(sample[i].date), &error),
            error);
        assert_ok(
            tc_x_document_set_value(document, 3, sample[i].kind, strlen(sample[i].kind), &error),
            error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
}

static TcXWritable *
open_new(const char *name)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp(name);
    TcXWritable *db = tc_x_writable_open(path, TC_X_CREATE | TC_X_NO_SYNC, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    return db;
}

/* Documents first.. of the sample in the database `name`. */
static void
make_sample(const char *name, guint first, guint count)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new(name);
    add_sample(db, first, count);
    assert_ok(tc_x_writable_set_metadata(db, "key", 3, name, strlen(name), &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
}

static TcXDatabase *
open_one(const char *name)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp(name);
    const char *const paths[] = {path};
    TcXDatabase *db = tc_x_database_open(paths, 1, &error);
    assert_ok(db, error);
    return db;
}

static TcXDatabase *
open_sample(void)
{
    make_sample("db", 0, G_N_ELEMENTS(sample));
    return open_one("db");
}

static TcXQuery *
term(const char *word)
{
    GError *error = NULL;
    TcXQuery *query = tc_x_query_term(word, strlen(word), 1, &error);
    assert_ok(query, error);
    return query;
}

static TcXQuery *
combine(TcXOp op, guint32 window, const char *words)
{
    GError *error = NULL;
    TcXQuery *children[8];
    gsize count = 0;
    g_auto(GStrv) parts = g_strsplit(words, " ", -1);
    for (; parts[count] != NULL; count++)
        children[count] = term(parts[count]);
    TcXQuery *query = tc_x_query_combine(op, children, count, window, &error);
    assert_ok(query, error);
    for (gsize i = 0; i < count; i++)
        tc_x_query_free(children[i]);
    return query;
}

/* The docids of `mset` as "1 3 ", in its order. */
static char *
docids_of(TcXMSet *mset)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++)
        g_string_append_printf(text, "%u ", tc_x_mset_hit(mset, i).docid);
    return g_string_free(text, FALSE);
}

/* What `query` (taken over) matches, in docid order. */
static char *
matches(TcXDatabase *db, TcXQuery *query)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    tc_x_query_free(query);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 100, 0, &error);
    assert_ok(mset, error);
    return docids_of(mset);
}

#define assert_matches(db, query, expect)                                                          \
    do {                                                                                           \
        g_autofree char *got = matches((db), (query));                                             \
        assert_str(got, (expect));                                                                 \
    } while (0)

/* Appends "bytes:freq " to a GString. */
static gboolean
collect(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    g_string_append_len(user, bytes, (gssize)len);
    g_string_append_printf(user, ":%u ", freq);
    return TRUE;
}

static gboolean
stop_at_second(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len, G_GNUC_UNUSED guint32 freq,
               gpointer user)
{
    return ++*(int *)user < 2;
}

/* ---- reading ------------------------------------------------------------------------------- */

Test(binding, tells_the_version_of_xapian)
{
    cr_assert(g_str_has_prefix(tc_x_version(), "1."));
}

Test(binding, counts_documents_and_terms)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    guint32 number = 0;
    guint64 total = 0;
    double length = 0;
    cr_assert(eq(sz, tc_x_database_shard_count(db), 1));
    assert_ok(tc_x_database_doc_count(db, &number, &error), error);
    cr_assert(eq(u32, number, 5));
    assert_ok(tc_x_database_last_docid(db, &number, &error), error);
    cr_assert(eq(u32, number, 5));
    assert_ok(tc_x_database_average_length(db, &length, &error), error);
    cr_assert(ieee_ulp_eq(dbl, length, 22.0 / 5, 4));
    assert_ok(tc_x_database_term_freq(db, "cai", 3, &number, &error), error);
    cr_assert(eq(u32, number, 4));
    assert_ok(tc_x_database_term_freq(db, "absent", 6, &number, &error), error);
    cr_assert(eq(u32, number, 0));
    assert_ok(tc_x_database_collection_freq(db, "cai", 3, &total, &error), error);
    cr_assert(eq(u64, total, 5));
    assert_ok(tc_x_database_doc_length(db, 3, &number, &error), error);
    cr_assert(eq(u32, number, 5)); /* Q2 counts nothing */
}

Test(binding, gives_data_values_and_metadata)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autofree char *data = NULL;
    g_autofree char *value = NULL;
    g_autofree char *unset = NULL;
    g_autofree char *meta = NULL;
    g_autofree char *absent = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_doc_data(db, 4, &data, &len, &error), error);
    assert_str(data, "phat trien kinh te");
    cr_assert(eq(sz, len, strlen(data)));
    assert_ok(tc_x_database_doc_value(db, 2, 1, &value, &len, &error), error);
    assert_str(value, "20190301");
    assert_ok(tc_x_database_doc_value(db, 4, 1, &unset, &len, &error), error);
    cr_assert(eq(sz, len, 0));
    assert_str(unset, "");
    assert_ok(tc_x_database_metadata(db, "key", 3, &meta, &len, &error), error);
    assert_str(meta, "db");
    assert_ok(tc_x_database_metadata(db, "none", 4, &absent, &len, &error), error);
    cr_assert(eq(sz, len, 0));
}

Test(binding, lists_terms_by_prefix_in_byte_order)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_x_database_each_term(db, "c", 1, collect, text, &error), error);
    assert_str(text->str, "cach:3 cai:4 chinh:3 ");
    g_string_truncate(text, 0);
    assert_ok(tc_x_database_each_term(db, "zz", 2, collect, text, &error), error);
    assert_str(text->str, "");
    int seen = 0;
    assert_ok(tc_x_database_each_term(db, NULL, 0, stop_at_second, &seen, &error), error);
    cr_assert(eq(int, seen, 2));
    assert_ok(tc_x_database_each_doc_term(db, 3, collect, text, &error), error);
    assert_str(text->str, "Q2:0 cai:2 chinh:1 hanh:1 to:1 ");
}

Test(binding, lists_metadata_keys)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    assert_ok(tc_x_writable_set_metadata(db, "Fb", 2, "2", 1, &error), error);
    assert_ok(tc_x_writable_set_metadata(db, "Fa", 2, "1", 1, &error), error);
    assert_ok(tc_x_writable_set_metadata(db, "G", 1, "3", 1, &error), error);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(
        tc_x_database_each_metadata_key(tc_x_writable_database(db), "F", 1, collect, text, &error),
        error);
    assert_str(text->str, "Fa:0 Fb:0 ");
    assert_ok(tc_x_writable_set_metadata(db, "Fa", 2, NULL, 0, &error), error);
    g_string_truncate(text, 0);
    assert_ok(
        tc_x_database_each_metadata_key(tc_x_writable_database(db), NULL, 0, collect, text, &error),
        error);
    assert_str(text->str, "Fb:0 G:0 ");
}

static gboolean
collect_posting(guint32 docid, guint32 wdf, guint32 doc_length, gpointer user)
{
    g_string_append_printf(user, "%u:%u/%u ", docid, wdf, doc_length);
    return docid < 4;
}

Test(binding, walks_a_posting_list_from_any_document)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_x_database_each_posting(db, "cai", 3, 0, collect_posting, text, &error), error);
    assert_str(text->str, "1:1/4 2:1/4 3:2/5 5:1/5 ");
    g_string_truncate(text, 0);
    assert_ok(tc_x_database_each_posting(db, "cai", 3, 3, collect_posting, text, &error), error);
    assert_str(text->str, "3:2/5 5:1/5 ");
    g_string_truncate(text, 0);
    assert_ok(tc_x_database_each_posting(db, "cai", 3, 6, collect_posting, text, &error), error);
    assert_ok(tc_x_database_each_posting(db, "absent", 6, 1, collect_posting, text, &error), error);
    assert_str(text->str, "");
    /* All documents, with the empty term; stops as it is told to. */
    assert_ok(tc_x_database_each_posting(db, "", 0, 2, collect_posting, text, &error), error);
    assert_str(text->str, "2:1/4 3:1/5 4:1/4 ");
}

Test(binding, gives_positions_of_many_documents_at_once)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
    const guint32 docids[] = {1, 3, 4, 5, 99};
    assert_ok(tc_x_database_positions(db, "cai", 3, docids, 5, 0, &positions, &error), error);
    const guint32 expect_offsets[] = {0, 1, 3, 3, 4, 4};
    const guint32 expect[] = {1, 1, 5, 4};
    cr_assert(memcmp(positions.offsets, expect_offsets, sizeof expect_offsets) == 0);
    cr_assert(memcmp(positions.positions, expect, sizeof expect) == 0);
    /* Used again: at most one from each, another term, no documents. */
    assert_ok(tc_x_database_positions(db, "cai", 3, docids, 5, 1, &positions, &error), error);
    cr_assert(eq(u32, positions.offsets[2], 2));
    assert_ok(tc_x_database_positions(db, "absent", 6, docids, 5, 0, &positions, &error), error);
    cr_assert(eq(u32, positions.offsets[5], 0));
    assert_ok(tc_x_database_positions(db, "cai", 3, NULL, 0, 0, &positions, &error), error);
    cr_assert(eq(u32, positions.offsets[0], 0));
    /* A term without positions. */
    assert_ok(tc_x_database_positions(db, "Q0", 2, docids, 5, 0, &positions, &error), error);
    cr_assert(eq(u32, positions.offsets[5], 0));
}

Test(binding, positions_grow_beyond_their_first_memory)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    g_autofree guint32 *many = g_new(guint32, 50000);
    for (guint32 i = 0; i < 50000; i++)
        many[i] = 3 * i + 1;
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    assert_ok(tc_x_document_add_postings(document, "a", 1, many, 50000, &error), error);
    assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
    const guint32 docid = 1;
    assert_ok(tc_x_database_positions(tc_x_writable_database(db), "a", 1, &docid, 1, 0, &positions,
                                      &error),
              error);
    cr_assert(eq(u32, positions.offsets[1], 50000));
    cr_assert(memcmp(positions.positions, many, 50000 * sizeof *many) == 0);
}

Test(binding, tells_which_of_many_documents_hold_a_term)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    const guint32 docids[] = {1, 3, 4, 99};
    gboolean have[] = {9, 9, 9, 9};
    assert_ok(tc_x_database_have_term(db, "cai", 3, docids, 4, have, &error), error);
    const gboolean expect[] = {TRUE, TRUE, FALSE, FALSE};
    cr_assert(memcmp(have, expect, sizeof expect) == 0);
    assert_ok(tc_x_database_have_term(db, "absent", 6, docids, 4, have, &error), error);
    cr_assert(eq(int, have[0], FALSE));
}

Test(binding, several_databases_are_one)
{
    make_sample("one", 0, 2);
    make_sample("two", 2, 3);
    GError *error = NULL;
    g_autofree char *one = in_tmp("one");
    g_autofree char *two = in_tmp("two");
    const char *const paths[] = {one, two};
    g_autoptr(TcXDatabase) db = tc_x_database_open(paths, 2, &error);
    assert_ok(db, error);
    guint32 number = 0;
    cr_assert(eq(sz, tc_x_database_shard_count(db), 2));
    assert_ok(tc_x_database_doc_count(db, &number, &error), error);
    cr_assert(eq(u32, number, 5));
    assert_ok(tc_x_database_term_freq(db, "cai", 3, &number, &error), error);
    cr_assert(eq(u32, number, 4));
    /* Documents of the shards take turns: 1 3 | 2 4 6. */
    g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
    const guint32 docids[] = {1, 2, 3, 4, 5, 6};
    assert_ok(tc_x_database_positions(db, "cach", 4, docids, 6, 0, &positions, &error), error);
    const guint32 expect[] = {2, 4, 5};
    cr_assert(eq(u32, positions.offsets[6], 3));
    cr_assert(memcmp(positions.positions, expect, sizeof expect) == 0);
    gboolean have[6];
    assert_ok(tc_x_database_have_term(db, "cai", 3, docids, 6, have, &error), error);
    const gboolean expect_have[] = {TRUE, TRUE, TRUE, FALSE, FALSE, TRUE};
    cr_assert(memcmp(have, expect_have, sizeof expect_have) == 0);
    assert_matches(db, combine(TC_X_PHRASE, 0, "cai cach"), "1 3 6 ");
}

Test(binding, databases_can_be_added_one_by_one)
{
    make_sample("one", 0, 2);
    make_sample("two", 2, 3);
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = tc_x_database_open(NULL, 0, &error);
    TcXDatabase *one = open_one("one");
    TcXDatabase *two = open_one("two");
    assert_ok(tc_x_database_add(db, one, &error) && tc_x_database_add(db, two, &error), error);
    tc_x_database_free(one);
    tc_x_database_free(two);
    assert_matches(db, combine(TC_X_AND, 0, "cai hanh"), "1 2 3 ");
}

Test(binding, no_database_at_all_has_no_documents)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = tc_x_database_open(NULL, 0, &error);
    assert_ok(db, error);
    guint32 count = 1;
    cr_assert(eq(sz, tc_x_database_shard_count(db), 0));
    assert_ok(tc_x_database_doc_count(db, &count, &error), error);
    cr_assert(eq(u32, count, 0));
    assert_matches(db, term("cai"), "");
    assert_matches(db, tc_x_query_all(), "");
}

Test(binding, stub_files_and_stub_folders_are_followed)
{
    make_sample("one", 0, 2);
    make_sample("two", 2, 3);
    g_autofree char *stub = in_tmp("stub");
    g_autofree char *folder = in_tmp("folder");
    g_autofree char *inner = in_tmp("folder/XAPIANDB");
    cr_assert(g_file_set_contents(stub, "auto one\nauto folder\n", -1, NULL));
    cr_assert(g_mkdir(folder, 0700) == 0);
    cr_assert(g_file_set_contents(inner, "auto ../two\n", -1, NULL));
    g_autoptr(TcXDatabase) db = open_one("stub");
    cr_assert(eq(sz, tc_x_database_shard_count(db), 2));
    assert_matches(db, term("kinh"), "4 6 ");
}

Test(binding, an_empty_stub_shows_by_its_shards)
{
    g_autofree char *stub = in_tmp("stub");
    cr_assert(g_file_set_contents(stub, "", -1, NULL));
    g_autoptr(TcXDatabase) db = open_one("stub");
    cr_assert(eq(sz, tc_x_database_shard_count(db), 0));
}

Test(binding, reopen_moves_to_the_newest_commit)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) writable = open_new("db");
    add_sample(writable, 0, 2);
    assert_ok(tc_x_writable_commit(writable, &error), error);
    g_autoptr(TcXDatabase) db = open_one("db");
    gboolean moved = TRUE;
    assert_ok(tc_x_database_reopen(db, &moved, &error), error);
    cr_assert(not(moved));
    assert_ok(tc_x_writable_begin(writable, &error), error);
    add_sample(writable, 2, 3);
    assert_ok(tc_x_writable_commit(writable, &error), error);
    guint32 count = 0;
    assert_ok(tc_x_database_doc_count(db, &count, &error), error);
    cr_assert(eq(u32, count, 2));
    assert_ok(tc_x_database_reopen(db, &moved, &error), error);
    cr_assert(moved);
    assert_ok(tc_x_database_doc_count(db, &count, &error), error);
    cr_assert(eq(u32, count, 5));
}

Test(binding, every_free_accepts_null)
{
    tc_x_database_free(NULL);
    tc_x_query_free(NULL);
    tc_x_enquire_free(NULL);
    tc_x_mset_free(NULL);
    tc_x_document_free(NULL);
    tc_x_writable_free(NULL);
}

Test(binding, handles_outlive_what_they_were_made_from)
{
    GError *error = NULL;
    TcXDatabase *db = open_sample();
    TcXEnquire *enquire = tc_x_enquire_new(db, &error);
    TcXQuery *query = term("cai");
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    assert_ok(tc_x_enquire_count_values(enquire, 3, &error), error);
    tc_x_query_free(query);
    tc_x_database_free(db);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 10, &error);
    assert_ok(mset, error);
    tc_x_enquire_free(enquire);
    cr_assert(eq(sz, tc_x_mset_size(mset), 4));
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_x_mset_each_value(mset, 3, collect, text, &error), error);
    assert_str(text->str, "BC:1 NQ:2 ");
}

/* ---- queries ------------------------------------------------------------------------------- */

static const struct {
    TcXOp op;
    guint32 window;
    const char *words, *expect;
} combinations[] = {
    {TC_X_AND, 0, "cai hanh", "1 2 3 "},     {TC_X_OR, 0, "to va", "3 5 "},
    {TC_X_AND_NOT, 0, "cai hanh", "5 "},     {TC_X_AND_NOT, 0, "cai to va", "1 2 "},
    {TC_X_FILTER, 0, "cai te", "5 "},        {TC_X_AND_MAYBE, 0, "te phat", "4 5 "},
    {TC_X_NEAR, 2, "cach cai", "1 2 5 "},    {TC_X_NEAR, 4, "cai chinh", "1 2 3 "},
    {TC_X_PHRASE, 0, "cai cach hanh", "1 "}, {TC_X_PHRASE, 3, "cai hanh", "1 3 "},
    {TC_X_PHRASE, 0, "hanh cai", ""},        {TC_X_SYNONYM, 0, "to va", "3 5 "},
    {TC_X_MAX, 0, "to phat", "3 4 "},        {TC_X_AND, 0, "cai absent", ""},
    {TC_X_PHRASE, 0, "cai", "1 2 3 5 "},
};

ParameterizedTestParameters(binding_query, operators_combine_as_their_names_say)
{
    static size_t row[G_N_ELEMENTS(combinations)];
    for (size_t i = 0; i < G_N_ELEMENTS(combinations); i++)
        row[i] = i;
    return cr_make_param_array(size_t, row, G_N_ELEMENTS(combinations));
}

ParameterizedTest(size_t *row, binding_query, operators_combine_as_their_names_say)
{
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(
        db, combine(combinations[*row].op, combinations[*row].window, combinations[*row].words),
        combinations[*row].expect);
}

Test(binding_query, near_and_phrase_take_or_of_terms)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    TcXQuery *parts[] = {combine(TC_X_OR, 0, "cai hanh"), combine(TC_X_OR, 0, "cach to")};
    TcXQuery *phrase = tc_x_query_combine(TC_X_PHRASE, parts, 2, 2, &error);
    assert_ok(phrase, error);
    assert_matches(db, phrase, "1 2 3 5 ");
    TcXQuery *near = tc_x_query_combine(TC_X_NEAR, parts, 2, 2, &error);
    assert_ok(near, error);
    assert_matches(db, near, "1 2 3 5 ");
    tc_x_query_free(parts[0]);
    tc_x_query_free(parts[1]);
}

Test(binding_query, everything_and_nothing)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(db, tc_x_query_all(), "1 2 3 4 5 ");
    assert_matches(db, tc_x_query_nothing(), "");
    TcXQuery *none = tc_x_query_combine(TC_X_AND, NULL, 0, 0, &error);
    assert_ok(none, error);
    assert_matches(db, none, "");
}

Test(binding_query, a_prefix_finds_all_its_terms)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(db, tc_x_query_prefix("t", 1, 0, &error), "3 4 5 ");
    assert_matches(db, tc_x_query_prefix("ca", 2, 0, &error), "1 2 3 5 ");
    assert_matches(db, tc_x_query_prefix("zz", 2, 0, &error), "");
    /* te (2 documents) before to and trien (1 each). */
    assert_matches(db, tc_x_query_prefix("t", 1, 1, &error), "4 5 ");
    g_assert_no_error(error);
}

Test(binding_query, a_prefix_may_end_in_the_separator_of_keys)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    static const struct {
        const char *bytes;
        gsize len;
    } keys[] = {{"duong\x01", 6}, {"duong\x01#&*\x02", 10}, {"duongg\x01", 7}, {"duo\x01", 4}};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(tc_x_document_add_posting(document, keys[i].bytes, keys[i].len, 1, &error),
                  error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
    g_autoptr(TcXDatabase) reading = open_one("db");
    assert_matches(reading, tc_x_query_prefix("duong\x01", 6, 0, &error), "1 2 ");
    assert_matches(reading, tc_x_query_term("duong\x01", 6, 1, &error), "1 ");
    g_assert_no_error(error);
}

Test(binding_query, value_ranges_leave_out_documents_without_value)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(db, tc_x_query_value_range(1, "20200101", 8, "20201231", 8, &error), "1 5 ");
    assert_matches(db, tc_x_query_value_range(1, "20200820", 8, NULL, 0, &error), "3 5 ");
    assert_matches(db, tc_x_query_value_range(1, NULL, 0, "20200105", 8, &error), "1 2 ");
    assert_matches(db, tc_x_query_value_range(1, NULL, 0, "99991231", 8, &error), "1 2 3 5 ");
    assert_matches(db, tc_x_query_value_range(1, "20210711", 8, "20200101", 8, &error), "");
    assert_matches(db, tc_x_query_value_range(1, NULL, 0, NULL, 0, &error), "1 2 3 4 5 ");
    assert_matches(db, tc_x_query_value_range(9, "a", 1, NULL, 0, &error), "");
    g_assert_no_error(error);
}

Test(binding_query, describes_itself)
{
    g_autoptr(TcXQuery) query = combine(TC_X_PHRASE, 3, "cai cach");
    g_autofree char *text = tc_x_query_describe(query);
    assert_str(text, "Query((cai PHRASE 3 cach))");
}

static TcXEnquire *
enquire_for(TcXDatabase *db, TcXQuery *query)
{
    GError *error = NULL;
    TcXEnquire *enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    tc_x_query_free(query);
    return enquire;
}

Test(binding_query, scaling_multiplies_weights)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    double weight[3] = {0};
    const double factor[3] = {1, 2.5, 0};
    for (int i = 0; i < 3; i++) {
        g_autoptr(TcXQuery) word = term("phat");
        g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_scale(word, factor[i], &error));
        g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 0, &error);
        assert_ok(mset, error);
        cr_assert(eq(sz, tc_x_mset_size(mset), 1));
        weight[i] = tc_x_mset_hit(mset, 0).weight;
    }
    cr_assert(gt(dbl, weight[0], 0));
    cr_assert(epsilon_eq(dbl, weight[1], 2.5 * weight[0], 1e-9));
    cr_assert(eq(dbl, weight[2], 0));
}

Test(binding_query, bm25_takes_its_parameters)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, term("cai"));
    /* k1 0: how often a word stands in a document counts nothing. */
    assert_ok(tc_x_enquire_set_bm25(enquire, 0, 0, 1, 0.5, 0.5, &error), error);
    g_autoptr(TcXMSet) flat = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(flat, error);
    cr_assert(ieee_ulp_eq(dbl, tc_x_mset_hit(flat, 0).weight, tc_x_mset_hit(flat, 3).weight, 4));
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0, 0.5, &error), error);
    g_autoptr(TcXMSet) counted = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(counted, error);
    cr_assert(eq(u32, tc_x_mset_hit(counted, 0).docid, 3));
    cr_assert(gt(dbl, tc_x_mset_hit(counted, 0).weight, tc_x_mset_hit(counted, 1).weight));
}

Test(binding_query, pages_and_bounds)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_all());
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    g_autoptr(TcXMSet) page = tc_x_enquire_run(enquire, 3, 10, 0, &error);
    assert_ok(page, error);
    g_autofree char *got = docids_of(page);
    assert_str(got, "4 5 ");
    guint32 lower = 0;
    guint32 estimated = 0;
    guint32 upper = 0;
    tc_x_mset_bounds(page, &lower, &estimated, &upper);
    cr_assert(eq(u32, lower, 5));
    cr_assert(eq(u32, estimated, 5));
    cr_assert(eq(u32, upper, 5));
    g_autoptr(TcXMSet) beyond = tc_x_enquire_run(enquire, 100, G_MAXUINT32, G_MAXUINT32, &error);
    assert_ok(beyond, error);
    cr_assert(eq(sz, tc_x_mset_size(beyond), 0));
}

Test(binding_query, sorts_by_a_value)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_all());
    assert_ok(tc_x_enquire_set_sort(enquire, 1, TRUE, &error), error);
    g_autoptr(TcXMSet) newest = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(newest, error);
    g_autofree char *got = docids_of(newest);
    assert_str(got, "3 5 1 2 4 ");
    assert_ok(tc_x_enquire_set_sort(enquire, 1, FALSE, &error), error);
    g_autoptr(TcXMSet) oldest = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(oldest, error);
    g_autofree char *other = docids_of(oldest);
    assert_str(other, "4 2 1 5 3 ");
}

Test(binding_query, collapses_on_a_value)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_all());
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    assert_ok(tc_x_enquire_set_collapse(enquire, 3, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(mset, error);
    g_autofree char *got = docids_of(mset);
    assert_str(got, "1 2 4 5 ");
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_doc_value(db, 1, 3, &value, &len, &error), error);
    const TcXHit hit = tc_x_mset_hit(mset, 0);
    cr_assert(eq(sz, hit.key_len, len));
    cr_assert(memcmp(hit.key, value, len) == 0);
}

/* ---- shards ---- */

/* Words that are common in one shard and rare in another, and documents that are worth the same:
 * document i of `count`, with its name in slot 6. */
static TcXDocument *
made_document(guint i)
{
    static const char *const words[] = {"hanh", "hành", "hạnh", "hãnh", "hánh", "cach", "chinh"};
    GError *error = NULL;
    guint position = 1;
    TcXDocument *document = tc_x_document_new(&error);
    for (guint w = 0; w < G_N_ELEMENTS(words); w++) {
        for (guint n = 0; n < (i * i + w * i / 3 + w) % (w + 2); n++) {
            assert_ok(
                tc_x_document_add_posting(document, words[w], strlen(words[w]), position++, &error),
                error);
        }
    }
    g_autofree char *name = g_strdup_printf("%03u", (i * 37) % 101);
    assert_ok(tc_x_document_set_value(document, 6, name, strlen(name), &error), error);
    /* Some are copies of each other, a few have nothing to be collapsed by. */
    g_autofree char *content = g_strdup_printf("%u", i < 40 ? i / 2 : i);
    if (i % 7 > 0)
        assert_ok(tc_x_document_set_value(document, 5, content, strlen(content), &error), error);
    return document;
}

static void
make_documents(const char *name, guint first, guint step)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp(name);
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_CREATE, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    for (guint i = first; i < 100; i += step) {
        g_autoptr(TcXDocument) document = made_document(i);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
}

static TcXQuery *
sum_of(TcXOp op, const char *words)
{
    GError *error = NULL;
    TcXQuery *children[8];
    gsize count = 0;
    g_auto(GStrv) parts = g_strsplit(words, " ", -1);
    for (; parts[count] != NULL; count++)
        children[count] = term(parts[count]);
    TcXQuery *query = tc_x_query_sum(op, children, count, &error);
    assert_ok(query, error);
    for (gsize i = 0; i < count; i++)
        tc_x_query_free(children[i]);
    return query;
}

/* All hits as "NAME WEIGHT" lines, weights to the last bit. */
static char *
weighed(TcXDatabase *db, TcXQuery *query)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = enquire_for(db, query);
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0.75, 0.5, &error), error);
    assert_ok(tc_x_enquire_set_tie_order(enquire, 6, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 60, 0, &error);
    assert_ok(mset, error);
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++) {
        g_autofree char *name = NULL;
        gsize len = 0;
        assert_ok(tc_x_mset_sort_key(mset, i, &name, &len, &error), error);
        g_string_append_printf(text, "%s %a\n", name, tc_x_mset_hit(mset, i).weight);
    }
    return g_string_free(text, FALSE);
}

/* The best `max` hits as "NUMBER WEIGHT KEY" lines. */
static char *
best(TcXDatabase *db, guint32 tie_slot, guint32 collapse_slot, guint32 max, guint32 check)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = enquire_for(db, sum_of(TC_X_OR, "hành hanh cach"));
    GString *text = g_string_new(NULL);
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0.75, 0.5, &error), error);
    assert_ok(tie_slot == 0 || tc_x_enquire_set_tie_order(enquire, tie_slot, &error), error);
    assert_ok(collapse_slot == 0 || tc_x_enquire_set_collapse(enquire, collapse_slot, &error),
              error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, max, check, &error);
    assert_ok(mset, error);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++) {
        const TcXHit hit = tc_x_mset_hit(mset, i);
        g_string_append_printf(text, "%u %a %.*s\n", hit.docid, hit.weight, (int)hit.key_len,
                               (const char *)hit.key);
    }
    return g_string_free(text, FALSE);
}

Test(binding_shards, ties_and_copies_come_out_alike_however_many_are_asked_for)
{
    make_documents("first", 0, 2);
    make_documents("second", 1, 2);
    g_autoptr(TcXDatabase) db = open_one("first");
    g_autoptr(TcXDatabase) second = open_one("second");
    assert_ok(tc_x_database_add(db, second, NULL), NULL);
    for (guint32 max = 1; max <= 101; max++) {
        for (guint slots = 0; slots < 4; slots++) {
            const guint32 tie_slot = slots & 1 ? 6 : 0;
            const guint32 collapse_slot = slots & 2 ? 5 : 0;
            /* With matches to be counted Xapian does it all. */
            g_autofree char *whole = best(db, tie_slot, collapse_slot, max, 101);
            g_autofree char *quick = best(db, tie_slot, collapse_slot, max, 0);
            assert_str(quick, whole);
        }
    }
}

Test(binding_shards, positions_are_the_same_one_document_at_a_time)
{
    GError *error = NULL;
    make_documents("all", 0, 1);
    make_documents("more", 0, 1);
    g_autoptr(TcXDatabase) db = open_one("all");
    g_autoptr(TcXDatabase) more = open_one("more");
    for (guint shards = 1; shards <= 2; shards++) {
        guint32 docids[200];
        const gsize count = 100 * shards;
        g_auto(TcXPositions) together = TC_X_POSITIONS_INIT;
        g_auto(TcXPositions) alone = TC_X_POSITIONS_INIT;
        for (guint32 i = 0; i < count; i++)
            docids[i] = i + 1;
        assert_ok(tc_x_database_positions(db, "chinh", 5, docids, count, 0, &together, &error),
                  error);
        cr_assert(gt(u32, together.offsets[count], 200));
        for (gsize i = 0; i < count; i++) {
            const guint32 from = together.offsets[i];
            assert_ok(tc_x_database_positions(db, "chinh", 5, &docids[i], 1, 0, &alone, &error),
                      error);
            cr_assert(eq(u32, alone.offsets[1], together.offsets[i + 1] - from));
            cr_assert(alone.offsets[1] == 0 ||
                      memcmp(alone.positions, together.positions + from,
                             alone.offsets[1] * sizeof *alone.positions) == 0);
        }
        assert_ok(tc_x_database_add(db, more, &error), error);
    }
}

Test(binding_shards, sums_weigh_the_same_in_shards_of_any_size)
{
    static const struct {
        TcXOp op;
        const char *words;
    } sums[] = {
        {TC_X_OR, "hành hanh cach chinh hạnh"},
        {TC_X_AND, "chinh cach hánh"},
        {TC_X_SYNONYM, "hành hanh hạnh hãnh hánh"},
        {TC_X_SYNONYM, "chinh không-có hánh"},
        {TC_X_SYNONYM, "cach"},
    };
    GError *error = NULL;
    make_documents("all", 0, 1);
    make_documents("few", 0, 7);
    g_autoptr(TcXDatabase) all = open_one("all");
    /* Shards of different size, in another order than the documents were made. */
    g_autoptr(TcXDatabase) shards = open_one("few");
    for (guint i = 6; i > 0; i--) {
        g_autofree char *name = g_strdup_printf("rest%u", i);
        make_documents(name, i, 7);
        g_autoptr(TcXDatabase) more = open_one(name);
        assert_ok(tc_x_database_add(shards, more, &error), error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(sums); i++) {
        g_autofree char *one = weighed(all, sum_of(sums[i].op, sums[i].words));
        g_autofree char *many = weighed(shards, sum_of(sums[i].op, sums[i].words));
        cr_assert(strlen(one) > 100, "%s", sums[i].words);
        assert_str(many, one);
    }
    g_autoptr(TcXQuery) word = term("cach");
    cr_assert(tc_x_query_sum(TC_X_PHRASE, &word, 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(binding_query, counts_values_of_several_slots_in_each_run)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, term("cai"));
    assert_ok(tc_x_enquire_count_values(enquire, 3, &error), error);
    assert_ok(tc_x_enquire_count_values(enquire, 1, &error), error);
    assert_ok(tc_x_enquire_count_values(enquire, 3, &error), error);
    for (int run = 0; run < 2; run++) {
        g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 1, 1000, &error);
        assert_ok(mset, error);
        g_autoptr(GString) text = g_string_new(NULL);
        assert_ok(tc_x_mset_each_value(mset, 3, collect, text, &error), error);
        assert_str(text->str, "BC:1 NQ:2 ");
        int seen = 0;
        assert_ok(tc_x_mset_each_value(mset, 1, stop_at_second, &seen, &error), error);
        cr_assert(eq(int, seen, 2));
        cr_assert(not(tc_x_mset_each_value(mset, 2, collect, text, &error)));
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    }
}

Test(binding_query, names_the_terms_that_matched)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, combine(TC_X_OR, 0, "cai phat kinh te"));
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(mset, error);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_x_enquire_each_matching_term(enquire, 5, collect, text, &error), error);
    assert_str(text->str, "cai:0 kinh:0 te:0 ");
}

/* ---- writing ------------------------------------------------------------------------------- */

static guint32
doc_count(const char *name)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_one(name);
    guint32 count = 0;
    assert_ok(tc_x_database_doc_count(db, &count, &error), error);
    return count;
}

Test(binding_write, cancel_leaves_nothing)
{
    GError *error = NULL;
    make_sample("db", 0, 1);
    g_autofree char *path = in_tmp("db");
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_OPEN, &error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    add_sample(db, 1, 3);
    assert_ok(tc_x_writable_set_metadata(db, "key", 3, "new", 3, &error), error);
    assert_ok(tc_x_writable_cancel(db, &error), error);
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_metadata(tc_x_writable_database(db), "key", 3, &value, &len, &error),
              error);
    assert_str(value, "db");
    assert_ok(tc_x_writable_begin(db, &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
    cr_assert(eq(u32, doc_count("db"), 1));
}

Test(binding_write, free_commits_nothing)
{
    GError *error = NULL;
    make_sample("db", 0, 1);
    g_autofree char *path = in_tmp("db");
    TcXWritable *db = tc_x_writable_open(path, TC_X_OPEN, &error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    add_sample(db, 1, 3);
    tc_x_writable_free(db);
    cr_assert(eq(u32, doc_count("db"), 1));
    /* And the lock is free again. */
    g_autoptr(TcXWritable) again = tc_x_writable_open(path, TC_X_OPEN, &error);
    assert_ok(again, error);
}

Test(binding_write, nothing_can_be_written_outside_a_transaction)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp("db");
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_CREATE, &error);
    assert_ok(db, error);
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    cr_assert(not(tc_x_writable_add(db, document, NULL, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_writable_set_metadata(db, "a", 1, "b", 1, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_writable_delete(db, "a", 1, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_writable_commit(db, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_writable_cancel(db, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    assert_ok(tc_x_writable_begin(db, &error), error);
    cr_assert(not(tc_x_writable_begin(db, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
    cr_assert(eq(u32, doc_count("db"), 1));
}

Test(binding_write, replaces_and_deletes_by_unique_term)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    add_sample(db, 0, 5);
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    assert_ok(tc_x_document_add_term(document, "Q1", 2, 0, &error), error);
    assert_ok(tc_x_document_add_term(document, "moi", 3, 3, &error), error);
    guint32 docid = 0;
    assert_ok(tc_x_writable_replace(db, "Q1", 2, document, &docid, &error), error);
    cr_assert(eq(u32, docid, 2));
    assert_ok(tc_x_writable_replace(db, "Q9", 2, document, &docid, &error), error);
    cr_assert(eq(u32, docid, 6));
    assert_ok(tc_x_writable_delete(db, "Q0", 2, &error), error);
    assert_ok(tc_x_writable_delete(db, "absent", 6, &error), error);
    assert_ok(tc_x_writable_delete_docid(db, 3, &error), error);
    cr_assert(not(tc_x_writable_delete_docid(db, 3, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    assert_ok(tc_x_writable_commit(db, &error), error);
    g_autoptr(TcXDatabase) reading = open_one("db");
    assert_matches(reading, tc_x_query_all(), "2 4 5 6 ");
    assert_matches(reading, term("moi"), "2 6 ");
    guint32 length = 0;
    assert_ok(tc_x_database_doc_length(reading, 2, &length, &error), error);
    cr_assert(eq(u32, length, 3));
}

Test(binding_write, the_view_sees_what_is_not_committed)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    add_sample(db, 0, 3);
    guint32 freq = 0;
    assert_ok(tc_x_database_term_freq(tc_x_writable_database(db), "cai", 3, &freq, &error), error);
    cr_assert(eq(u32, freq, 3));
    assert_matches(tc_x_writable_database(db), combine(TC_X_PHRASE, 0, "cai cach"), "1 2 ");
}

Test(binding_write, replace_flag_drops_what_was_there)
{
    GError *error = NULL;
    make_sample("db", 0, 3);
    g_autofree char *path = in_tmp("db");
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_REPLACE | TC_X_FULL_SYNC, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
    cr_assert(eq(u32, doc_count("db"), 0));
}

Test(binding_write, compacts_one_and_keeps_document_ids_and_metadata)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    add_sample(db, 0, 5);
    assert_ok(tc_x_writable_set_metadata(db, "key", 3, "value", 5, &error), error);
    assert_ok(tc_x_writable_delete(db, "Q0", 2, &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
    g_autofree char *source = in_tmp("db");
    g_autofree char *target = in_tmp("small");
    const char *const sources[] = {source};
    assert_ok(tc_x_compact(sources, 1, target, &error), error);
    g_autoptr(TcXDatabase) small = open_one("small");
    assert_matches(small, combine(TC_X_PHRASE, 0, "cai cach"), "2 5 ");
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_metadata(small, "key", 3, &value, &len, &error), error);
    assert_str(value, "value");
    GStatBuf info;
    cr_assert(g_stat(target, &info) == 0);
    cr_assert(eq(uint, info.st_mode & 0777, 0700));
}

static int
keep_second(const char *key, gsize key_len, G_GNUC_UNUSED const char *first,
            G_GNUC_UNUSED gsize first_len, G_GNUC_UNUSED const char *second,
            G_GNUC_UNUSED gsize second_len, gpointer user)
{
    g_string_append_len(user, key, (gssize)key_len);
    return 1;
}

Test(binding_write, joins_several_unless_their_metadata_disagree)
{
    GError *error = NULL;
    make_sample("one", 0, 2);
    make_sample("two", 2, 3);
    g_autofree char *one = in_tmp("one");
    g_autofree char *two = in_tmp("two");
    g_autofree char *target = in_tmp("both");
    const char *const sources[] = {one, two};
    cr_assert(not(tc_x_compact(sources, 2, target, &error)));
    assert_contains(error->message, "key");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(g_file_test(target, G_FILE_TEST_EXISTS)));
    g_autoptr(GString) asked = g_string_new(NULL);
    assert_ok(tc_x_compact_resolving(sources, 2, target, keep_second, asked, &error), error);
    assert_str(asked->str, "key");
    g_autoptr(TcXDatabase) both = open_one("both");
    assert_matches(both, tc_x_query_all(), "1 2 3 4 5 ");
    assert_matches(both, term("kinh"), "4 5 ");
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_metadata(both, "key", 3, &value, &len, &error), error);
    assert_str(value, "two");
}

Test(binding_write, compaction_never_overwrites)
{
    GError *error = NULL;
    make_sample("one", 0, 2);
    make_sample("two", 2, 3);
    g_autofree char *one = in_tmp("one");
    g_autofree char *two = in_tmp("two");
    const char *const sources[] = {one};
    cr_assert(not(tc_x_compact(sources, 1, two, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(eq(u32, doc_count("two"), 3));
    cr_assert(not(tc_x_compact(NULL, 0, two, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

/* ---- errors -------------------------------------------------------------------------------- */

Test(binding_errors, a_missing_database_is_not_found)
{
    GError *error = NULL;
    g_autofree char *absent = in_tmp("absent");
    g_autofree char *empty = in_tmp("empty");
    cr_assert(g_mkdir(empty, 0700) == 0);
    const char *const paths[] = {absent, empty};
    for (gsize i = 0; i < 2; i++) {
        cr_assert(tc_x_database_open(paths + i, 1, &error) == NULL);
        assert_contains(error->message, paths[i]);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
        cr_assert(tc_x_writable_open(paths[i], TC_X_OPEN, &error) == NULL);
        assert_contains(error->message, paths[i]);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    }
}

Test(binding_errors, missing_documents_are_not_found)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    char *data = (char *)"untouched";
    gsize len = 77;
    cr_assert(not(tc_x_database_doc_data(db, 99, &data, &len, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    assert_str(data, "untouched");
    cr_assert(eq(sz, len, 77));
    cr_assert(not(tc_x_database_doc_data(db, 0, &data, &len, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(binding_errors, a_second_writer_is_told_it_is_locked)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    g_autofree char *path = in_tmp("db");
    cr_assert(tc_x_writable_open(path, TC_X_OPEN, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
}

static int
open_locked(void)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp("db");
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_OPEN, &error);
    const gboolean told = g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
    g_clear_error(&error);
    return told && db == NULL ? 0 : 1;
}

Test(binding_errors, a_second_process_is_told_it_is_locked)
{
    g_autoptr(TcXWritable) db = open_new("db");
    cr_assert(eq(int, in_child(open_locked), 0));
}

Test(binding_errors, a_reader_overtaken_by_commits_is_told_so)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) writable = open_new("db");
    g_autofree char *noise = g_malloc0(6000);
    for (guint round = 0; round < 12; round++) {
        for (guint i = 0; i < 40; i++) {
            char id[8];
            g_snprintf(id, sizeof id, "Q%u", i);
            for (guint k = 0; k < 6000; k++)
                noise[k] = (char)g_random_int(); /* not to be compressed */
            g_autoptr(TcXDocument) document = tc_x_document_new(&error);
            assert_ok(tc_x_document_add_term(document, id, strlen(id), 0, &error), error);
            assert_ok(tc_x_document_set_data(document, noise, 6000, &error), error);
            assert_ok(tc_x_writable_replace(writable, id, strlen(id), document, NULL, &error),
                      error);
        }
        assert_ok(tc_x_writable_commit(writable, &error), error);
        assert_ok(tc_x_writable_begin(writable, &error), error);
        static TcXDatabase *db; /* opened after the first commit */
        if (db == NULL) {
            db = open_one("db");
            continue;
        }
        for (guint i = 1; i <= 40; i++) {
            g_autofree char *data = NULL;
            gsize len = 0;
            if (!tc_x_database_doc_data(db, i, &data, &len, &error)) {
                cr_assert(gt(uint, round, 0));
                assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED);
                gboolean moved = FALSE;
                assert_ok(tc_x_database_reopen(db, &moved, &error), error);
                assert_ok(tc_x_database_doc_data(db, i, &data, &len, &error), error);
                tc_x_database_free(db);
                return;
            }
        }
    }
    cr_assert(false, "never overtaken");
}

/* Term lengths that are refused; a zero byte takes two in Xapian's keys. */
Test(binding_errors, long_and_empty_terms_are_refused_before_they_do_harm)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    char longest[TC_X_TERM_MAX + 1];
    memset(longest, 'a', sizeof longest);
    char zeros[TC_X_TERM_MAX];
    memset(zeros, 0, sizeof zeros);
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    cr_assert(not(tc_x_document_add_posting(document, longest, TC_X_TERM_MAX + 1, 1, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_document_add_term(document, zeros, TC_X_TERM_MAX / 2 + 1, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_document_add_term(document, "", 0, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_document_add_term(document, longest, G_MAXSIZE, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(tc_x_query_term("", 0, 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(tc_x_query_term(longest, TC_X_TERM_MAX + 1, 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_writable_set_metadata(db, longest, TC_X_TERM_MAX + 1, "x", 1, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_writable_set_metadata(db, "", 0, "x", 1, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    /* The longest ones that are allowed do go in, and come back. */
    assert_ok(tc_x_document_add_posting(document, longest, TC_X_TERM_MAX, 1, &error), error);
    assert_ok(tc_x_document_add_posting(document, zeros, TC_X_TERM_MAX / 2, 2, &error), error);
    assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    assert_ok(tc_x_writable_set_metadata(db, longest, TC_X_TERM_MAX, "x", 1, &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
    g_autoptr(TcXDatabase) reading = open_one("db");
    assert_matches(reading, tc_x_query_term(longest, TC_X_TERM_MAX, 1, &error), "1 ");
    assert_matches(reading, tc_x_query_term(zeros, TC_X_TERM_MAX / 2, 1, &error), "1 ");
}

Test(binding_errors, bad_arguments_are_refused)
{
    GError *error = NULL;
    g_autoptr(TcXQuery) word = term("cai");
    const double factors[] = {-1, NAN, INFINITY};
    for (gsize i = 0; i < G_N_ELEMENTS(factors); i++) {
        cr_assert(tc_x_query_scale(word, factors[i], &error) == NULL);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    }
    /* Not an operator, but a value that the enumeration can hold: more is undefined in C++. */
    cr_assert(tc_x_query_combine((TcXOp)15, &word, 1, 0, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    TcXQuery *const missing[] = {word, NULL};
    cr_assert(tc_x_query_combine(TC_X_AND, missing, 2, 0, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

/* PHRASE of something that Xapian cannot look inside of: found out when the query runs. */
Test(binding_errors, a_phrase_of_queries_without_positions_fails)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    TcXQuery *parts[] = {combine(TC_X_AND, 0, "cai cach"), term("hanh")};
    TcXQuery *phrase = tc_x_query_combine(TC_X_PHRASE, parts, 2, 0, &error);
    if (phrase != NULL) {
        g_autoptr(TcXEnquire) enquire = enquire_for(db, phrase);
        cr_assert(tc_x_enquire_run(enquire, 0, 10, 0, &error) == NULL);
    }
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    tc_x_query_free(parts[0]);
    tc_x_query_free(parts[1]);
}

static const struct {
    const char *file;
    int len;
} cuts[] = {
    {"iamglass", 0},      {"iamglass", 20},       {"postlist.glass", 0},
    {"docdata.glass", 0}, {"docdata.glass", 100}, {"termlist.glass", 0},
};

ParameterizedTestParameters(binding_errors, truncated_files_are_found)
{
    static size_t row[G_N_ELEMENTS(cuts)];
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++)
        row[i] = i;
    return cr_make_param_array(size_t, row, G_N_ELEMENTS(cuts));
}

/* Reads all of a database; the first error. */
static gboolean
read_all(const char *path, GError **error)
{
    const char *const paths[] = {path};
    g_autoptr(TcXDatabase) db = tc_x_database_open(paths, 1, error);
    g_autoptr(GString) text = g_string_new(NULL);
    if (db == NULL || !tc_x_database_each_term(db, "", 0, collect, text, error))
        return FALSE;
    for (guint32 docid = 1; docid <= 5; docid++) {
        g_autofree char *data = NULL;
        gsize len = 0;
        if (!tc_x_database_doc_data(db, docid, &data, &len, error) ||
            !tc_x_database_each_doc_term(db, docid, collect, text, error))
            return FALSE;
    }
    return TRUE;
}

ParameterizedTest(size_t *row, binding_errors, truncated_files_are_found)
{
    GError *error = NULL;
    make_sample("db", 0, 5);
    g_autofree char *path = in_tmp("db");
    assert_ok(read_all(path, &error), error);
    cut_file(path, cuts[*row].file, cuts[*row].len);
    cr_assert(not(read_all(path, &error)));
    cr_assert(error != NULL && error->domain == TC_STORE_ERROR);
    g_clear_error(&error);
    gsize problems = 0;
    g_autofree char *report = NULL;
    if (tc_x_check(path, &problems, &report, &error)) {
        cr_assert(gt(sz, problems, 0), "%s", report);
        cr_assert(report[0] != '\0');
    } else {
        cr_assert(error != NULL && error->domain == TC_STORE_ERROR);
        g_clear_error(&error);
    }
}

Test(binding_errors, check_finds_a_whole_database_whole)
{
    GError *error = NULL;
    make_sample("db", 0, 5);
    g_autofree char *path = in_tmp("db");
    g_autofree char *absent = in_tmp("absent");
    gsize problems = 99;
    g_autofree char *report = NULL;
    assert_ok(tc_x_check(path, &problems, &report, &error), error);
    cr_assert(eq(sz, problems, 0));
    assert_contains(report, "postlist");
    g_autofree char *none = NULL;
    cr_assert(not(tc_x_check(absent, &problems, &none, &error)));
    cr_assert(none == NULL);
    g_clear_error(&error);
}

Test(binding_errors, a_foreign_file_is_no_database)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp("file");
    cr_assert(g_file_set_contents(path, "Nghị quyết\nvề cải cách\n", -1, NULL));
    const char *const paths[] = {path};
    cr_assert(tc_x_database_open(paths, 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(binding_errors, a_dead_remote_database_is_named)
{
    GError *error = NULL;
    g_autofree char *path = in_tmp("stub");
    cr_assert(g_file_set_contents(path, "remote 127.0.0.1:1\n", -1, NULL));
    const char *const paths[] = {path};
    cr_assert(tc_x_database_open(paths, 1, &error) == NULL);
    assert_contains(error->message, "127.0.0.1:1");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

/* More than any string may have: std::length_error, which is no error of Xapian's. */
Test(binding_errors, exceptions_of_the_standard_library_become_errors)
{
    GError *error = NULL;
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    cr_assert(not(tc_x_document_set_data(document, "x", G_MAXSIZE, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

/* More than there is: std::bad_alloc. */
Test(binding_errors, no_memory_becomes_an_error)
{
    if (UNDER_ASAN || RUNNING_ON_VALGRIND)
        cr_skip_test("the allocator of this tool ends the program instead");
    GError *error = NULL;
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    cr_assert(not(tc_x_document_set_data(document, "x", (gsize)1 << 61, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM);
    cr_assert(not(tc_x_document_set_value(document, 1, "x", (gsize)1 << 61, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM);
}

/* With little memory left, in the middle of work: an error, and the process lives. */
static int
grow_until_refused(void)
{
    g_autofree char *path = in_tmp("db");
    GError *error = NULL;
    TcXWritable *db = tc_x_writable_open(path, TC_X_CREATE | TC_X_NO_SYNC, &error);
    if (db == NULL || !tc_x_writable_begin(db, &error))
        return 1;
    const gsize size = 48 << 20;
    char *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    gsize used = 0;
    g_autofree char *text = NULL;
    if (data == MAP_FAILED || !g_file_get_contents("/proc/self/statm", &text, NULL, NULL))
        return 2;
    used = (gsize)g_ascii_strtoull(text, NULL, 10) * (gsize)sysconf(_SC_PAGESIZE);
    const struct rlimit limit = {used + (20 << 20), used + (20 << 20)};
    if (setrlimit(RLIMIT_AS, &limit) != 0)
        return 3;
    TcXDocument *document = tc_x_document_new(&error);
    if (document == NULL)
        return 4;
    if (tc_x_document_set_data(document, data, size, &error))
        return 5;
    if (!g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM))
        return 6;
    g_clear_error(&error);
    if (!tc_x_document_add_term(document, "a", 1, 1, &error) ||
        !tc_x_writable_add(db, document, NULL, &error) || !tc_x_writable_commit(db, &error))
        return 7;
    tc_x_document_free(document);
    tc_x_writable_free(db);
    return 0;
}

Test(binding_errors, work_goes_on_after_memory_ran_out)
{
    if (UNDER_ASAN || RUNNING_ON_VALGRIND)
        cr_skip_test("needs a limit on memory that this tool does not live with");
    cr_assert(eq(int, in_child(grow_until_refused), 0));
    cr_assert(eq(u32, doc_count("db"), 1));
}

/* A disk that is full, as RLIMIT_FSIZE gives it. Exit 0: the commit failed, everything after it is
 * refused, and closing does not publish the rest. */
static int
commit_on_a_full_disk(void)
{
    g_autofree char *path = in_tmp("db");
    GError *error = NULL;
    signal(SIGXFSZ, SIG_IGN);
    TcXWritable *db = tc_x_writable_open(path, TC_X_OPEN | TC_X_NO_SYNC, &error);
    if (db == NULL || !tc_x_writable_begin(db, &error))
        return 1;
    const struct rlimit limit = {64 << 10, 64 << 10};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    gboolean failed = FALSE;
    for (guint i = 0; i < 200 && !failed; i++) {
        TcXDocument *document = tc_x_document_new(NULL);
        for (guint k = 0; k < 300; k++) {
            char word[16];
            const int len = g_snprintf(word, sizeof word, "w%u", k * 7919 + i * 104729);
            tc_x_document_add_posting(document, word, (gsize)len, k + 1, NULL);
        }
        failed = !tc_x_writable_add(db, document, NULL, &error);
        tc_x_document_free(document);
    }
    if (!failed && tc_x_writable_commit(db, &error))
        return 3;
    if (error == NULL || error->domain != TC_STORE_ERROR)
        return 4;
    g_clear_error(&error);
    if (tc_x_writable_set_metadata(db, "key", 3, "late", 4, &error) || error == NULL)
        return 5;
    g_clear_error(&error);
    if (tc_x_writable_commit(db, &error) || error == NULL)
        return 6;
    g_clear_error(&error);
    tc_x_writable_free(db);
    return 0;
}

Test(binding_errors, a_full_disk_leaves_the_last_commit)
{
    GError *error = NULL;
    make_sample("db", 0, 5);
    cr_assert(eq(int, in_child(commit_on_a_full_disk), 0));
    g_autofree char *path = in_tmp("db");
    assert_ok(read_all(path, &error), error);
    cr_assert(eq(u32, doc_count("db"), 5));
    gsize problems = 99;
    g_autofree char *report = NULL;
    assert_ok(tc_x_check(path, &problems, &report, &error), error);
    cr_assert(eq(sz, problems, 0), "%s", report);
}

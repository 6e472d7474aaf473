/* The binding as a library of its own: nothing here is about documents or Vietnamese, but for the
 * byte 0x01 that the terms of the index hold. */
#include "tests/unit/store/xapian_support.h"

TestSuite(binding, .init = folder_make, .fini = folder_remove);

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
    gboolean has_it[] = {9, 9, 9, 9};
    assert_ok(tc_x_database_have_term(db, "cai", 3, docids, 4, has_it, &error), error);
    const gboolean is_held[] = {TRUE, TRUE, FALSE, FALSE};
    cr_assert(memcmp(has_it, is_held, sizeof is_held) == 0);
    assert_ok(tc_x_database_have_term(db, "absent", 6, docids, 4, has_it, &error), error);
    cr_assert(eq(int, has_it[0], FALSE));
}

Test(binding, several_databases_are_one)
{
    make_sample("one", 0, 2);
    make_sample("two", 2, 3);
    GError *error = NULL;
    g_autofree char *one = in_folder("one");
    g_autofree char *two = in_folder("two");
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
    gboolean has_it[6];
    assert_ok(tc_x_database_have_term(db, "cai", 3, docids, 6, has_it, &error), error);
    const gboolean is_held[] = {TRUE, TRUE, TRUE, FALSE, FALSE, TRUE};
    cr_assert(memcmp(has_it, is_held, sizeof is_held) == 0);
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
    g_autofree char *stub = in_folder("stub");
    g_autofree char *inner_folder = in_folder("folder");
    g_autofree char *inner = in_folder("folder/XAPIANDB");
    cr_assert(g_file_set_contents(stub, "auto one\nauto folder\n", -1, NULL));
    cr_assert(g_mkdir(inner_folder, 0700) == 0);
    cr_assert(g_file_set_contents(inner, "auto ../two\n", -1, NULL));
    g_autoptr(TcXDatabase) db = open_one("stub");
    cr_assert(eq(sz, tc_x_database_shard_count(db), 2));
    assert_matches(db, term("kinh"), "4 6 ");
}

Test(binding, an_empty_stub_shows_by_its_shards)
{
    g_autofree char *stub = in_folder("stub");
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
    gboolean has_moved = TRUE;
    assert_ok(tc_x_database_reopen(db, &has_moved, &error), error);
    cr_assert(not(has_moved));
    assert_ok(tc_x_writable_begin(writable, &error), error);
    add_sample(writable, 2, 3);
    assert_ok(tc_x_writable_commit(writable, &error), error);
    guint32 count = 0;
    assert_ok(tc_x_database_doc_count(db, &count, &error), error);
    cr_assert(eq(u32, count, 2));
    assert_ok(tc_x_database_reopen(db, &has_moved, &error), error);
    cr_assert(has_moved);
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

/* Writing, compacting and joining through the binding. */
#include "tests/unit/store/xapian_support.h"

TestSuite(binding_write, .init = folder_make, .fini = folder_remove);

Test(binding_write, cancel_leaves_nothing)
{
    GError *error = NULL;
    make_sample("db", 0, 1);
    g_autofree char *path = in_folder("db");
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
    g_autofree char *path = in_folder("db");
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
    g_autofree char *path = in_folder("db");
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
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
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
    g_autofree char *path = in_folder("db");
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
    g_autofree char *source = in_folder("db");
    g_autofree char *target = in_folder("small");
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
    g_autofree char *one = in_folder("one");
    g_autofree char *two = in_folder("two");
    g_autofree char *target = in_folder("both");
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
    g_autofree char *one = in_folder("one");
    g_autofree char *two = in_folder("two");
    const char *const sources[] = {one};
    cr_assert(not(tc_x_compact(sources, 1, two, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(eq(u32, doc_count("two"), 3));
    cr_assert(not(tc_x_compact(NULL, 0, two, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

/* What goes wrong becomes an error, and nothing else does. */
#include "tests/unit/rows.h"
#include "tests/unit/store/xapian_support.h"

#include <math.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif
#ifndef RUNNING_ON_VALGRIND
#define RUNNING_ON_VALGRIND 0
#endif

TestSuite(binding_errors, .init = folder_make, .fini = folder_remove);

Test(binding_errors, a_missing_database_is_not_found)
{
    GError *error = NULL;
    g_autofree char *absent = in_folder("absent");
    g_autofree char *empty = in_folder("empty");
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

Test(binding_errors, missing_documents_are_damage)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    char *data = (char *)"untouched";
    gsize len = 77;
    cr_assert(not(tc_x_database_doc_data(db, 99, &data, &len, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
    assert_str(data, "untouched");
    cr_assert(eq(sz, len, 77));
    cr_assert(not(tc_x_database_doc_data(db, 0, &data, &len, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(binding_errors, a_second_writer_is_told_it_is_locked)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    g_autofree char *path = in_folder("db");
    cr_assert(tc_x_writable_open(path, TC_X_OPEN, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
}

static int
open_locked(void)
{
    GError *error = NULL;
    g_autofree char *path = in_folder("db");
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_OPEN, &error);
    const gboolean is_told = g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED);
    g_clear_error(&error);
    return is_told && db == NULL ? 0 : 1;
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
                gboolean has_moved = FALSE;
                assert_ok(tc_x_database_reopen(db, &has_moved, &error), error);
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
    memset(longest, 'S', sizeof longest);
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

EACH_ROW(binding_errors, truncated_files_are_found, cuts)
AFRESH_ROW_TEST(folder_make, folder_remove, size_t *row, binding_errors, truncated_files_are_found)
{
    GError *error = NULL;
    make_sample("db", 0, 5);
    g_autofree char *path = in_folder("db");
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
    g_autofree char *path = in_folder("db");
    g_autofree char *absent = in_folder("absent");
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
    g_autofree char *path = in_folder("file");
    cr_assert(g_file_set_contents(path, "Nghị quyết\nvề cải cách\n", -1, NULL));
    const char *const paths[] = {path};
    cr_assert(tc_x_database_open(paths, 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(binding_errors, a_dead_remote_database_is_named)
{
    GError *error = NULL;
    g_autofree char *path = in_folder("stub");
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
    g_autofree char *path = in_folder("db");
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
    g_autofree char *path = in_folder("db");
    GError *error = NULL;
    signal(SIGXFSZ, SIG_IGN);
    TcXWritable *db = tc_x_writable_open(path, TC_X_OPEN | TC_X_NO_SYNC, &error);
    if (db == NULL || !tc_x_writable_begin(db, &error))
        return 1;
    const struct rlimit limit = {64 << 10, 64 << 10};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 2;
    gboolean is_failed = FALSE;
    for (guint i = 0; i < 200 && !is_failed; i++) {
        TcXDocument *document = tc_x_document_new(NULL);
        for (guint k = 0; k < 300; k++) {
            char word[16];
            const int len = g_snprintf(word, sizeof word, "w%u", k * 7919 + i * 104729);
            tc_x_document_add_posting(document, word, (gsize)len, k + 1, NULL);
        }
        is_failed = !tc_x_writable_add(db, document, NULL, &error);
        tc_x_document_free(document);
    }
    if (!is_failed && tc_x_writable_commit(db, &error))
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
    g_autofree char *path = in_folder("db");
    assert_ok(read_all(path, &error), error);
    cr_assert(eq(u32, doc_count("db"), 5));
    gsize problems = 99;
    g_autofree char *report = NULL;
    assert_ok(tc_x_check(path, &problems, &report, &error), error);
    cr_assert(eq(sz, problems, 0), "%s", report);
}

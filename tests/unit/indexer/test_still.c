#include "indexer/dump/still.h"
#include "store/lock.h"
#include "tests/unit/store/support.h"

TestSuite(still, .init = folder_make, .fini = folder_remove);

static const char count_key[] = "tracuu.test";

/* One document more, and how many there are, in one commit. */
static gboolean
put_counted(TcWriter *writer, guint number, GError **error)
{
    g_autofree char *name = g_strdup_printf("doc%u", number);
    g_autofree char *text = g_strdup_printf("%u", number);
    return put_words(writer, name, "một hai ba", 20200101, TRUE, error) &&
           tc_writer_set_metadata(writer, count_key, text, strlen(text), error) &&
           tc_writer_commit(writer, error);
}

static void
make_index(const char *dir)
{
    GError *error = NULL;
    g_autoptr(TcLock) lock = tc_lock_take(dir, 0, &error);
    assert_ok(lock != NULL, error);
    g_autofree char *generation = tc_generation_next(dir, &error);
    TcWriter *writer = tc_writer_open(generation, TC_WRITER_BUILD, ANALYZER, &error);
    assert_ok(writer != NULL, error);
    assert_ok(put_counted(writer, 1, &error), error);
    tc_writer_close(writer);
    assert_ok(tc_generation_switch(dir, generation, &error), error);
}

/* As many documents as it says of itself. */
static void
check_copy(const char *copy)
{
    GError *error = NULL;
    g_autofree char *count = NULL;
    gsize len = 0;
    g_autoptr(TcReader) reader = tc_reader_open(&copy, 1, ANALYZER, &error);
    assert_ok(reader != NULL, error);
    assert_ok(tc_reader_metadata(reader, count_key, &count, &len, &error), error);
    cr_assert(eq(u32, tc_reader_doc_count(reader), (guint32)atoi(count)));
    for (guint32 docid = 1; docid <= tc_reader_doc_count(reader); docid++) {
        g_autoptr(TcStoredRecord) record = tc_reader_record(reader, docid, TRUE, &error);
        assert_ok(record != NULL, error);
    }
}

Test(still, a_copy_is_of_one_commit_whoever_writes_meanwhile, .timeout = 60)
{
    GError *error = NULL;
    g_autofree char *dir = in_folder("i");
    guint copied = 0;

    make_index(dir);
    const pid_t child = fork();
    if (child == 0) {
        g_autofree char *live = tc_generation_live(dir, NULL);
        g_autoptr(TcWriter) writer = tc_writer_open(live, TC_WRITER_UPDATE, ANALYZER, NULL);
        guint number = 2;
        while (writer != NULL && put_counted(writer, number, NULL))
            number++;
        _exit(1);
    }
    for (guint i = 0; i < 20; i++) {
        char *copy = tc_still_copy(dir, &error);
        cr_assert(copy != NULL || g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED),
                  "%s", error != NULL ? error->message : "");
        g_clear_error(&error);
        if (copy == NULL)
            continue;
        copied++;
        check_copy(copy);
        tc_still_remove(copy);
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    /* Nobody writes any more. */
    char *copy = tc_still_copy(dir, &error);
    assert_ok(copy != NULL, error);
    check_copy(copy);
    g_autofree char *path = g_strdup(copy);
    tc_still_remove(copy);
    cr_assert(not(g_file_test(path, G_FILE_TEST_EXISTS)));
    cr_log_info("%u of 20 copies were not overtaken", copied);
}

Test(still, what_is_no_index_is_an_error_and_leaves_nothing)
{
    GError *error = NULL;
    g_autofree char *dir = in_folder("none");
    cr_assert(tc_still_copy(dir, &error) == NULL);
    cr_assert(g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND), "%s",
              error->message);
    g_error_free(error);
}

#include "indexer/snapshot.h"
#include "indexer/verbs.h"
#include "text/analyzer.h"

TcExit
tc_verb_compact(const TcOptions *options, TcReport *report, GError **error)
{
    const char *dir = options->index_dir;
    g_autofree char *live = NULL, *next = NULL;
    g_autoptr(TcLock) lock = NULL;
    g_autoptr(TcReader) reader = NULL;

    (void)report;
    /* Opening tells an index of ours from other folders and other versions, and it tells it before
     * a lock makes a folder where there is none. */
    reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, error);
    if (!reader)
        return TC_EXIT_FAILED;
    g_clear_pointer(&reader, tc_reader_close);
    lock = tc_lock_take(dir, options->wait_s, error);
    if (!lock)
        return TC_EXIT_FAILED;
    live = tc_generation_live(dir, error);
    if (!live || !(next = tc_generation_next(dir, error)))
        return TC_EXIT_FAILED;
    if (tc_writer_join((const char *const *)&live, 1, next, error) &&
        tc_generation_switch(dir, next, error))
        return TC_EXIT_DONE;
    if (g_file_test(next, G_FILE_TEST_EXISTS))
        tc_generation_remove(next, NULL);
    return TC_EXIT_FAILED;
}

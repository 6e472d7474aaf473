#include "indexer/run/live.h"

#include "store/generation.h"

gboolean
tc_live_open(TcLive *live, const char *index_dir, GError **error)
{
    g_autofree char *generation = tc_generation_live(index_dir, error);

    if (generation == NULL ||
        (live->corrections = tc_corrections_load_live(index_dir, error)) == NULL ||
        (live->analyzer = tc_analyzer_new(error)) == NULL)
        return FALSE;
    live->writer = tc_writer_open(generation, TC_WRITER_UPDATE, TC_ANALYZER_VERSION, error);
    return live->writer != NULL;
}

void
tc_live_clear(TcLive *live)
{
    g_clear_pointer(&live->writer, tc_writer_close);
    g_clear_pointer(&live->analyzer, tc_analyzer_free);
    g_clear_pointer(&live->corrections, tc_corrections_free);
}

/* indexer/run/live.h - the live generation of an index, opened for a run that changes it. */
#ifndef TC_INDEXER_LIVE_H
#define TC_INDEXER_LIVE_H

#include "indexer/postings/corrections.h"
#include "store/writer.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* All zeros is nothing. */
typedef struct {
    TcCorrections *corrections;
    TcAnalyzer *analyzer;
    TcWriter *writer;
} TcLive;

/* FALSE with what could not be opened; finish with tc_live_clear() either way. */
gboolean tc_live_open(TcLive *live, const char *index_dir, GError **error);
void tc_live_clear(TcLive *live);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcLive, tc_live_clear)

G_END_DECLS

#endif

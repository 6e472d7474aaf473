/* indexer/ocr/ocr.h - recognise what the files of an index have of scans.
 *
 * The last part of an update or rebuild with --ocr, when everything else is in the index: it takes
 * seconds a page. What needs it is told by the ledger, so that it does not matter which run found
 * a scan, or how many it takes to get through. Each page is committed when it is done; SIGTERM and
 * --max-time end it between two pages, and the next run goes on there. */
#ifndef TC_INDEXER_OCR_H
#define TC_INDEXER_OCR_H

#include "indexer/ocr/pool.h"
#include "indexer/run/report.h"

G_BEGIN_DECLS

/* A pool as the options say, with --jobs processes or one for each processor; *pool is NULL without
 * --ocr and for --dry-run. FALSE when there is no OCR to be had. */
gboolean tc_ocr_begin(const TcOptions *options, TcOcrPool **pool, GError **error);

/* Recognise the scans at and below `roots` in the index of `options`, whose lock is held; no other
 * writer is open. */
gboolean tc_ocr_run(const TcOptions *options, TcOcrPool *pool, const char *const *roots,
                    TcReport *report, GError **error);

G_END_DECLS

#endif

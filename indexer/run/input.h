/* indexer/run/input.h - reading a file whole, as it is at one moment. */
#ifndef TC_INDEXER_INPUT_H
#define TC_INDEXER_INPUT_H

#include "document/document.h"
#include "indexer/scan/bounds.h"
#include "indexer/scan/scan.h"

G_BEGIN_DECLS

/* A buffer that is kept from file to file. Initialise with {0}. Files are read, never mapped: a
 * mapped file that is cut short kills the process that looks at it. */
typedef struct {
    char *bytes;
    gsize len;
    gsize capacity;
} TcInput;

void tc_input_clear(TcInput *input);

/* The bytes are not needed any more: give a large buffer back. */
void tc_input_done(TcInput *input);

/* Read the file at `path` into `input`; `stamp` is of what was read. Fails with TC_DOCUMENT_ERROR:
 * OUTSIDE where the path leads out of `bounds` (NULL: anywhere);
 * TOO_LARGE over `limits`' input_max bytes; what tc_document_check_head() says of a file of more
 * than TC_INPUT_LARGE bytes; both without reading it whole. CHANGED when it changed meanwhile or is
 * no regular file any more; UNREADABLE; or with G_FILE_ERROR_NOENT when it is gone. */
gboolean tc_input_read(TcInput *input, const char *path, const TcBounds *bounds,
                       const TcReadLimits *limits, TcFileStamp *stamp, GError **error);

/* A buffer larger than this is given back after the file that needed it. */
#define TC_INPUT_LARGE ((gsize)16 << 20)

G_END_DECLS

#endif

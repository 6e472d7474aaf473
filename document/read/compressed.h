/* document/read/compressed.h - one compressed file: gzip, xz, bzip2, zstd. Private to document/.
 */
#ifndef TC_DOCUMENT_COMPRESSED_H
#define TC_DOCUMENT_COMPRESSED_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_GZIP: the document that it holds, read as tc_document_read() does; its
 * name is `name` without the last suffix. TOO_LARGE when it unpacks to more than four times
 * `text_max`, or more than `input_max`; ARCHIVE when it is a tar archive. */
TcFileReader tc_compressed_read;

G_END_DECLS

#endif

/* document/read/image.h - files of pictures. Private to document/. */
#ifndef TC_DOCUMENT_IMAGE_H
#define TC_DOCUMENT_IMAGE_H

#include "document/document.h"

G_BEGIN_DECLS

/* A TcReadFunc for TC_FORMAT_IMAGE. A picture has no text before it is recognised (ocr.h): always
 * TC_DOCUMENT_ERROR_NEEDS_OCR. */
TcDocument *tc_image_read(const char *bytes, gsize len, const char *name,
                          const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif

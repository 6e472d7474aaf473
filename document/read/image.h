/* document/read/image.h - files of pictures. Private to document/. */
#ifndef TC_DOCUMENT_IMAGE_H
#define TC_DOCUMENT_IMAGE_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_IMAGE. A picture has no text before it is recognised (ocr.h): always
 * TC_DOCUMENT_ERROR_NEEDS_OCR. */
TcFileReader tc_image_read;

G_END_DECLS

#endif

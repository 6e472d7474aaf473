#include "document/read/image.h"

#include "document/message.h"

TcDocument *
tc_image_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
              GError **error)
{
    (void)bytes, (void)len, (void)name, (void)limits;
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR,
                        _("a picture; with --ocr it is read"));
    return NULL;
}

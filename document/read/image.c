#include "document/read/image.h"

#include "document/message.h"

TcDocument *
tc_image_read(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len,
              G_GNUC_UNUSED const char *name, G_GNUC_UNUSED const TcReadLimits *limits,
              GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR,
                        _("a picture; with --ocr it is read"));
    return NULL;
}

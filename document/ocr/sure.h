/* document/ocr/sure.h - which digits of a recognised word are right. Private to document/ocr/.
 *
 * The engine gives each character a confidence, and the word another one, which is lower for what
 * its dictionary does not have: no number of a document is in it. */
#ifndef TC_DOCUMENT_OCR_SURE_H
#define TC_DOCUMENT_OCR_SURE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    float word;
    float least;       /* of its characters */
    float least_digit; /* of those of them that are digits */
} TcOcrConfidence;

/* Whether all of `word` that are digits are right, as far as its confidences tell. */
gboolean tc_ocr_is_sure(const char *word, const TcOcrConfidence *confidence);

G_END_DECLS

#endif

/* document/ocr/module.h - what the OCR module offers. Private to document/.
 *
 * tracuu-ocr.so alone is linked with tesseract and leptonica: they bring some fifty libraries
 * along, which a run without --ocr is not to load. document/ocr/ocr.c opens it in the process that
 * recognises. It works on pictures only, and is called by one thread. */
#ifndef TC_DOCUMENT_OCR_MODULE_H
#define TC_DOCUMENT_OCR_MODULE_H

#include "document/document.h"

G_BEGIN_DECLS

#define TC_OCR_MODULE_VERSION 2
#define TC_OCR_MODULE_SYMBOL  "tc_ocr_module"

/* U+2063, which no text has: behind a word whose digits were not read cleanly, and at the beginning
 * of each page whose words were judged so. It is kept with the page, and is not part of the text of
 * the document. */
#define TC_OCR_DOUBT "\xE2\x81\xA3"

/* The text of one page. */
typedef struct {
    char *text;       /* UTF-8, NFC is not seen to, with TC_OCR_DOUBT behind words with
                       * digits; owned: g_free() */
    guint confidence; /* mean of its words, 0 to 100; 0 without words */
} TcOcrText;

/* Errors are TC_DOCUMENT_ERROR: TOO_LARGE, DAMAGED, UNSUPPORTED. */
typedef struct {
    guint version; /* TC_OCR_MODULE_VERSION of its build */

    /* Load the engine with its data for Vietnamese. Opens files, so it is called before the process
     * is confined. Returns its name and version, "tesseract 5.3.0 vie"; NULL and UNSUPPORTED when
     * something is missing. */
    const char *(*start)(GError **error);

    /* Recognise `height` rows of `width` bytes, 0 black to 255 white, at `dpi` dots per inch. */
    gboolean (*read_grey)(const guint8 *pixels, guint width, guint height, guint dpi,
                          TcOcrText *out, GError **error);

    /* Pages of a picture file in any format that leptonica knows; 0 and an error for none. */
    guint (*count_pages)(const char *bytes, gsize len, GError **error);

    /* Recognise page `page`, from 0, of a picture file. One of more than `pixels_max` pixels is
     * TOO_LARGE, which is found out before memory is asked for. */
    gboolean (*read_image)(const char *bytes, gsize len, guint page, gsize pixels_max,
                           TcOcrText *out, GError **error);
} TcOcrModule;

const TcOcrModule *tc_ocr_module(void);

G_END_DECLS

#endif

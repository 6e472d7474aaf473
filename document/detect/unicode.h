/* document/detect/unicode.h - UTF-16 and UTF-32, told by their bytes. Private to document/. */
#ifndef TC_DOCUMENT_UNICODE_H
#define TC_DOCUMENT_UNICODE_H

#include <glib.h>

G_BEGIN_DECLS

/* The Unicode encodings that show by a byte order mark, or by where their zero bytes stand. */
typedef enum {
    TC_UNICODE_NONE, /* neither: UTF-8 without a mark, or something else */
    TC_UNICODE_UTF8, /* with a mark */
    TC_UNICODE_UTF16LE,
    TC_UNICODE_UTF16BE,
    TC_UNICODE_UTF32LE,
    TC_UNICODE_UTF32BE,
} TcUnicode;

/* `*bom_len`: bytes of the mark, 0 without one. */
TcUnicode tc_unicode_detect(const char *bytes, gsize len, gsize *bom_len);

/* Append `bytes` (without mark), UTF-16 or UTF-32, to `out`. What is not a character becomes
 * U+FFFD, a cut last character too. Stops once `out` is longer than `text_max`. */
void tc_unicode_append(TcUnicode unicode, const char *bytes, gsize len, gsize text_max,
                       GString *out);

G_END_DECLS

#endif

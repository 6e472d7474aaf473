/* document/read/text/decode.h - the bytes of a text, in whatever encoding, to UTF-8. Private to
 * document/.
 *
 * The one place where an encoding is decided: plain text, Markdown and HTML all come here. */
#ifndef TC_DOCUMENT_DECODE_H
#define TC_DOCUMENT_DECODE_H

#include "document/detect/unicode.h"
#include "document/document.h"

G_BEGIN_DECLS

typedef struct {
    GString *text;        /* valid UTF-8 without U+0000; owned */
    const char *encoding; /* as iconv names it; static */
    double confidence;
} TcDecoded;

/* Decode `bytes` to UTF-8 without byte order mark. `declared` is the encoding that the file itself
 * names (an HTML meta element), or NULL; it is used only where the bytes do not say otherwise.
 * Returns FALSE and sets `error`: TC_DOCUMENT_ERROR_ENCODING, TC_DOCUMENT_ERROR_TOO_LARGE. */
gboolean tc_decode(const char *bytes, gsize len, const char *declared, const TcReadLimits *limits,
                   TcDecoded *out, GError **error);

/* A few words, such as the subject of a mail, in UTF-8; NULL of `declared` as there. Never fails:
 * what cannot be told has U+FFFD. Free with g_free(). */
char *tc_decode_short(const char *bytes, gsize len, const char *declared);

/* For the text of a whole document, `decoded` being what tc_decode() gave or what was made from it:
 * where it is in an old Vietnamese encoding that was taken for Unicode ("Céng hßa", as bytes, in
 * UTF-8 or by character references), or written in VIQR, make it what was meant and name that
 * encoding. */
void tc_decode_repair(TcDecoded *decoded);

/* Load the converters of declared encodings, which iconv would open files for. */
void tc_decode_prepare(void);

G_END_DECLS

#endif

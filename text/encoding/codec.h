/* text/encoding/codec.h - bytes of a known encoding to Unicode and back. */
#ifndef TC_TEXT_CODEC_H
#define TC_TEXT_CODEC_H

#include "text/encoding/encodings.h"

#include <glib.h>

G_BEGIN_DECLS

/* Append to `out` the `len` bytes decoded, in UTF-8 and NFC where the source composes. A byte order
 * mark at the start is left out. TC_ENCODING_UNKNOWN is read as UTF-8. */
void tc_encoding_decode(TcEncoding encoding, const char *bytes, gsize len, GString *out);

/* Append to `out` the UTF-8 text `text` encoded; returns how many characters the encoding lacks,
 * each written as '?'. TCVN3 has no capitals with tones: they are written as lower-case bytes, as
 * its fonts of capitals want them, and not counted. Input that is not UTF-8 counts as lacking. */
gsize tc_encoding_encode(TcEncoding encoding, const char *text, gsize len, GString *out);

G_END_DECLS

#endif

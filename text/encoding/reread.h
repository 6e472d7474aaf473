/* text/encoding/reread.h - letters that were taken for windows-1252 on their way to Unicode, read
 * as the bytes that they were. Private to text/encoding/. */
#ifndef TC_TEXT_ENCODING_REREAD_H
#define TC_TEXT_ENCODING_REREAD_H

#include "text/encoding/encodings.h"

G_BEGIN_DECLS

/* The legacy byte that `c` may have been; -1: `c` is what it is, as control characters are. */
int tc_legacy_byte(gunichar c);

/* Append `text` to `out` with the letters that were taken for windows-1252, or for a symbol font,
 * read as `encoding`; what never was a byte stays. `bytes` is for use. */
void tc_reread_legacy(const char *text, gsize len, TcEncoding encoding, GString *bytes,
                      GString *out);

G_END_DECLS

#endif

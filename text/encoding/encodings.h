/* text/encoding/encodings.h - which encodings there are. */
#ifndef TC_TEXT_ENCODINGS_H
#define TC_TEXT_ENCODINGS_H

#include <glib.h>

G_BEGIN_DECLS

/* The tables were compiled from:
 *   TCVN3         TCVN 5712:1993 VN3 (ABC, fonts named .Vn*): 0xA1-0xFF; the capitals and combining
 *                 tones of VN2 where VN3 has nothing; 0x80-0x9F as in windows-1252, as its Windows
 *                 fonts have it. Capitals with tones are lower-case bytes in a capitals-only font.
 *   VNI           VNI Windows: a vowel, then a byte that holds quality and tone
 *   VISCII, VIQR  RFC 1456
 *   VPS           Vietnamese Professionals Society, as GNU recode and Mozilla had it (x-viet-vps)
 *   windows-125x  Microsoft's code pages 1252 and 1258, as registered with IANA */
typedef enum {
    TC_ENCODING_UNKNOWN,
    TC_ENCODING_UTF8, /* ASCII too */
    TC_ENCODING_UTF16LE,
    TC_ENCODING_UTF16BE,
    TC_ENCODING_UTF32LE,
    TC_ENCODING_UTF32BE,
    TC_ENCODING_TCVN3,
    TC_ENCODING_VNI,
    TC_ENCODING_WINDOWS_1258,
    TC_ENCODING_VISCII,
    TC_ENCODING_VPS,
    TC_ENCODING_VIQR,
    TC_ENCODING_WINDOWS_1252, /* Latin-1 too: text of Western Europe */
    TC_ENCODING_COUNT
} TcEncoding;

G_END_DECLS

#endif

#include "document/read/mail/mapi.h"

#include "document/bytes.h"

#include <string.h>

#define PACKED   0x75465A4Cu /* "LZFu" */
#define UNPACKED 0x414C454Du /* "MELA" */
#define HEAD_LEN 16u
#define WINDOW   4096u

/* What the window holds at the beginning, so that the usual beginnings of RTF pack well. */
static const char start[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/* Runs of eight: a byte of flags, then for each flag either a byte as it is, or two bytes that tell
 * where in the window the same bytes stood before, and how many. */
static void
unpack(const guint8 *p, const guint8 *end, gsize max, GString *out)
{
    guint8 window[WINDOW] = {0};
    guint at = sizeof start - 1;

    memcpy(window, start, sizeof start - 1);
    while (p < end) {
        guint flags = *p++;
        for (guint bit = 0; bit < 8; bit++) {
            if (!(flags >> bit & 1)) {
                if (p == end || out->len >= max)
                    return;
                g_string_append_c(out, (char)*p);
                window[at] = *p++;
                at = (at + 1) % WINDOW;
                continue;
            }
            if (end - p < 2)
                return;
            guint from = (guint)p[0] << 4 | p[1] >> 4;
            guint count = (p[1] & 0x0F) + 2u;
            p += 2;
            if (from == at) /* the end */
                return;
            for (; count > 0; count--, from++) {
                if (out->len >= max)
                    return;
                guint8 byte = window[from % WINDOW];
                g_string_append_c(out, (char)byte);
                window[at] = byte;
                at = (at + 1) % WINDOW;
            }
        }
    }
}

GString *
tc_mapi_unpack_rtf(const guint8 *bytes, gsize len, gsize max)
{
    if (len < HEAD_LEN)
        return NULL;
    guint32 packed_len = tc_get32(bytes); /* without these four bytes */
    guint32 kind = tc_get32(bytes + 8);
    const guint8 *end = bytes + MIN(len, MAX((gsize)packed_len + 4, HEAD_LEN));
    if (kind != PACKED && kind != UNPACKED)
        return NULL;
    GString *out = g_string_new(NULL);
    max = MIN(max, tc_get32(bytes + 4));
    if (kind == PACKED)
        unpack(bytes + HEAD_LEN, end, max, out);
    else
        g_string_append_len(out, (const char *)bytes + HEAD_LEN,
                            (gssize)MIN((gsize)(end - bytes) - HEAD_LEN, max));
    return out;
}

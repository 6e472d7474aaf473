#include "document/detect/unicode.h"

#include <string.h>

/* This many bytes are looked at to recognise UTF-16 and UTF-32 without a mark. */
#define SAMPLE_MAX 65536u

static guint32
unit16(const guchar *p, gboolean is_big_endian)
{
    return is_big_endian ? (guint32)p[0] << 8 | p[1] : (guint32)p[1] << 8 | p[0];
}

static guint32
unit32(const guchar *p, gboolean is_big_endian)
{
    return is_big_endian ? unit16(p, TRUE) << 16 | unit16(p + 2, TRUE)
                         : unit16(p + 2, FALSE) << 16 | unit16(p, FALSE);
}

/* Whether bytes without a mark are UTF-16 in this byte order. Most units of Vietnamese are ASCII,
 * so that most have a zero byte on the same side, and hardly any is a control character. */
static gboolean
looks_utf16(const guchar *bytes, gsize len, gboolean is_big_endian)
{
    gsize units = MIN(len, SAMPLE_MAX) / 2;
    gsize ascii = 0;
    gsize odd = 0;

    if (units < 2)
        return FALSE;
    for (gsize i = 0; i < units; i++) {
        guint32 unit = unit16(bytes + 2 * i, is_big_endian);
        if ((unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\r' || unit == '\t')
            ascii++;
        else if (unit < 0x20 || unit == 0x7F || unit >= 0xD800)
            odd++;
    }
    return ascii * 5 >= units * 2 && odd * 50 <= units;
}

/* Whether bytes without a mark are UTF-32 in this byte order: every unit is a character, which of
 * other bytes not even one in a thousand is, and hardly any controls. */
static gboolean
looks_utf32(const guchar *bytes, gsize len, gboolean is_big_endian)
{
    gsize units = MIN(len, SAMPLE_MAX) / 4;
    gsize odd = 0;

    if (units < 2)
        return FALSE;
    for (gsize i = 0; i < units; i++) {
        guint32 unit = unit32(bytes + 4 * i, is_big_endian);
        if (unit > 0x10FFFF || (unit >= 0xD800 && unit < 0xE000))
            return FALSE;
        odd += (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t') || unit == 0x7F;
    }
    return odd * 50 <= units;
}

TcUnicode
tc_unicode_detect(const char *bytes, gsize len, gsize *bom_len)
{
    const guchar *p = (const guchar *)bytes;

    /* First, as the mark of UTF-32 begins with that of UTF-16. */
    *bom_len = 4;
    if (len >= 4 && memcmp(p, "\xFF\xFE\0\0", 4) == 0)
        return TC_UNICODE_UTF32LE;
    if (len >= 4 && memcmp(p, "\0\0\xFE\xFF", 4) == 0)
        return TC_UNICODE_UTF32BE;
    *bom_len = 3;
    if (len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        return TC_UNICODE_UTF8;
    *bom_len = 2;
    if (len >= 2 && memcmp(p, "\xFF\xFE", 2) == 0)
        return TC_UNICODE_UTF16LE;
    if (len >= 2 && memcmp(p, "\xFE\xFF", 2) == 0)
        return TC_UNICODE_UTF16BE;
    *bom_len = 0;
    if (len == 0 || memchr(p, 0, MIN(len, SAMPLE_MAX)) == NULL)
        return TC_UNICODE_NONE;
    if (looks_utf32(p, len, FALSE))
        return TC_UNICODE_UTF32LE;
    if (looks_utf32(p, len, TRUE))
        return TC_UNICODE_UTF32BE;
    if (looks_utf16(p, len, FALSE))
        return TC_UNICODE_UTF16LE;
    if (looks_utf16(p, len, TRUE))
        return TC_UNICODE_UTF16BE;
    return TC_UNICODE_NONE;
}

static void
append_character(GString *out, guint32 c)
{
    if (c == 0)
        return;
    if (c < 0x80)
        g_string_append_c(out, (char)c);
    else if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        g_string_append(out, "\uFFFD");
    else
        g_string_append_unichar(out, c);
}

static void
append_utf16(const guchar *p, gsize len, gboolean is_big_endian, gsize text_max, GString *out)
{
    gsize i = 0;
    while (i + 2 <= len && out->len <= text_max) {
        guint32 unit = unit16(p + i, is_big_endian);
        i += 2;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 2 <= len) {
            guint32 low = unit16(p + i, is_big_endian);
            if (low >= 0xDC00 && low < 0xE000) {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        append_character(out, unit);
    }
    if (i < len && out->len <= text_max)
        g_string_append(out, "\uFFFD");
}

static void
append_utf32(const guchar *p, gsize len, gboolean is_big_endian, gsize text_max, GString *out)
{
    gsize i = 0;
    for (; i + 4 <= len && out->len <= text_max; i += 4)
        append_character(out, unit32(p + i, is_big_endian));
    if (i < len && out->len <= text_max)
        g_string_append(out, "\uFFFD");
}

void
tc_unicode_append(TcUnicode unicode, const char *bytes, gsize len, gsize text_max, GString *out)
{
    const guchar *p = (const guchar *)bytes;
    switch (unicode) {
    case TC_UNICODE_UTF16LE:
    case TC_UNICODE_UTF16BE:
        append_utf16(p, len, unicode == TC_UNICODE_UTF16BE, text_max, out);
        break;
    case TC_UNICODE_UTF32LE:
    case TC_UNICODE_UTF32BE:
        append_utf32(p, len, unicode == TC_UNICODE_UTF32BE, text_max, out);
        break;
    case TC_UNICODE_NONE:
    case TC_UNICODE_UTF8:
        g_assert_not_reached();
    }
}

#include "document/read/text/escape.h"

#include <string.h>

/* The longest reference: "&#x1F600;". */
#define REFERENCE_MAX 10u

/* "&#7910;" or "&#x1EE6;" at `p`: its length; 0 when it is none. */
static gsize
read_reference(const char *p, gunichar *c)
{
    gboolean is_hex = p[1] == '#' && (p[2] == 'x' || p[2] == 'X');
    gsize at = is_hex ? 3 : 2;
    gsize start = at;

    if (p[0] != '&' || p[1] != '#')
        return 0;
    *c = 0;
    for (; at < REFERENCE_MAX; at++) {
        int digit = is_hex ? g_ascii_xdigit_value(p[at]) : g_ascii_digit_value(p[at]);
        if (digit < 0)
            break;
        *c = *c * (is_hex ? 16 : 10) + (gunichar)digit;
    }
    return at > start && p[at] == ';' && g_unichar_validate(*c) ? at + 1 : 0;
}

/* The four digits behind "\u" at `p`; -1 when there are none. */
static int
read_unit(const char *p)
{
    int unit = 0;

    if (p[0] != '\\' || p[1] != 'u')
        return -1;
    for (gsize i = 2; i < 6; i++) {
        int digit = g_ascii_xdigit_value(p[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

/* "\u1EE6", or two of these for one character, at `p`: the length; 0 when it is none. */
static gsize
read_escape(const char *p, gunichar *c)
{
    int unit = read_unit(p);

    if (unit < 0)
        return 0;
    *c = (gunichar)unit;
    if (unit >= 0xD800 && unit < 0xDC00) {
        int low = read_unit(p + 6);
        if (low < 0xDC00 || low >= 0xE000)
            return 0;
        *c = 0x10000 + (((gunichar)unit - 0xD800) << 10) + ((gunichar)low - 0xDC00);
        return 12;
    }
    return g_unichar_validate(*c) ? 6 : 0;
}

/* What is at `p` and stands for a character beyond ASCII; 0 when there is none. */
static gsize
read_any(const char *p, gunichar *c)
{
    gsize len = *p == '&' ? read_reference(p, c) : *p == '\\' ? read_escape(p, c) : 0;
    return len > 0 && *c >= 0xA0 ? len : 0;
}

/* Latin letters, and marks that combine with them. */
static gboolean
is_latin(gunichar c)
{
    return (c >= 0xC0 && c < 0x250) || (c >= 0x300 && c < 0x330) || (c >= 0x1E00 && c < 0x1F00);
}

static gboolean
has_enough(const char *text, guint wanted)
{
    guint found = 0;
    gunichar c;

    for (const char *p = text; found < wanted && (p = strpbrk(p, "&\\")) != NULL;) {
        gsize len = read_any(p, &c);
        found += len > 0 && is_latin(c);
        p += MAX(len, 1);
    }
    return found >= wanted;
}

void
tc_escape_decode(GString **text)
{
    const char *from = (*text)->str;
    const char *start = from + strspn(from, " \t\r\n");
    gboolean is_json = *start == '{' || *start == '[';

    if (!has_enough(from, is_json ? 1 : TC_ESCAPES_MIN))
        return;
    GString *out = g_string_sized_new((*text)->len);
    for (const char *p = from; *p != '\0';) {
        gunichar c;
        gsize plain = strcspn(p, "&\\");
        g_string_append_len(out, p, (gssize)plain);
        p += plain;
        gsize len = *p != '\0' ? read_any(p, &c) : 0;
        if (len > 0) {
            g_string_append_unichar(out, c);
        } else if (is_json && *p == '\\' && p[1] != '\0' && strchr("nrt", p[1]) != NULL) {
            g_string_append(out, "  ");
            len = 2;
        } else if (*p != '\0') {
            /* A backslash goes together with what it escapes: "\\n" is no end of a line. */
            len = is_json && *p == '\\' && (p[1] == '\\' || p[1] == '"') ? 2 : 1;
            g_string_append_len(out, p, (gssize)len);
        }
        p += len;
    }
    g_string_free(*text, TRUE);
    *text = out;
}

#include "document/read/text/legacy.h"

#include "document/read/reader.h"
#include "document/read/text/plain.h"

#include <string.h>

static const struct {
    guint code_page;
    const char *iconv;
} converters[] = {
    {437, "CP437"},   {850, "CP850"},   {874, "CP874"},   {932, "CP932"},   {936, "GBK"},
    {949, "UHC"},     {950, "BIG5"},    {1250, "CP1250"}, {1251, "CP1251"}, {1253, "CP1253"},
    {1254, "CP1254"}, {1255, "CP1255"}, {1256, "CP1256"}, {1257, "CP1257"}, {10000, "MACINTOSH"},
};
/* A converter that is open keeps its module loaded. */
static GIConv opened[G_N_ELEMENTS(converters)];

void
tc_legacy_prepare(void)
{
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(converters); i++)
        opened[i] = g_iconv_open("UTF-8", converters[i].iconv);
    g_once_init_leave(&done, 1);
}

gboolean
tc_code_page_is_lead(guint code_page, guint8 byte)
{
    switch (code_page) {
    case 932: /* bytes except 0x80 to 0x9F and 0xE0 to 0xFC are half-width characters */
        return byte > 0x80 && byte < 0xFD && (byte < 0xA0 || byte >= 0xE0);
    case 936:
    case 949:
    case 950:
        return byte > 0x80 && byte < 0xFF;
    default:
        return FALSE;
    }
}

/* FALSE, with nothing written, unless all of it is text. */
static gboolean
convert(const char *iconv, const char *bytes, gsize len, GString *out)
{
    gsize written = 0;
    g_autofree char *text = g_convert(bytes, (gssize)len, "UTF-8", iconv, NULL, &written, NULL);

    if (text == NULL || memchr(text, '\0', written) != NULL)
        return FALSE;
    g_string_append_len(out, text, (gssize)written);
    return TRUE;
}

static void
convert_letters(guint code_page, const char *iconv, const char *bytes, gsize len, GString *out)
{
    for (gsize used; len > 0; bytes += used, len -= used) {
        used = len > 1 && tc_code_page_is_lead(code_page, (guint8)*bytes) ? 2 : 1;
        if (*bytes != '\0' && !convert(iconv, bytes, used, out))
            g_string_append(out, "\uFFFD");
    }
}

void
tc_code_page_append(guint code_page, const char *bytes, gsize len, GString *out)
{
    if (code_page == TC_CODE_PAGE_SYMBOL) {
        for (gsize i = 0; i < len; i++)
            g_string_append_unichar(out, (guint8)bytes[i] < 0x80 ? (guint8)bytes[i]
                                                                 : 0xF000u + (guint8)bytes[i]);
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(converters); i++) {
        if (converters[i].code_page != code_page)
            continue;
        if (!convert(converters[i].iconv, bytes, len, out))
            convert_letters(code_page, converters[i].iconv, bytes, len, out);
        return;
    }
    tc_encoding_decode(code_page == 65001  ? TC_ENCODING_UTF8
                       : code_page == 1258 ? TC_ENCODING_WINDOWS_1258
                                           : TC_ENCODING_WINDOWS_1252,
                       bytes, len, out);
}

guint
tc_code_page_of_charset(guint charset)
{
    static const struct {
        guint charset, code_page;
    } charsets[] = {
        {0, 1252},   {2, TC_CODE_PAGE_SYMBOL},
        {77, 10000}, {128, 932},
        {129, 949},  {134, 936},
        {136, 950},  {161, 1253},
        {162, 1254}, {163, 1258},
        {177, 1255}, {178, 1256},
        {186, 1257}, {204, 1251},
        {222, 874},  {238, 1250},
        {254, 437},  {255, 850},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
        if (charsets[i].charset == charset)
            return charsets[i].code_page;
    return 0;
}

/* At most one empty line at a time, and no blanks at the ends of lines. */
static void
tidy_lines(GString *text)
{
    char *to = text->str;
    guint feeds = 2; /* line feeds that have just been written; at the start, as if two had been */

    for (const char *from = text->str, *end = text->str + text->len; from < end; from++) {
        if (*from == '\n') {
            while (to > text->str && (to[-1] == ' ' || to[-1] == '\t'))
                to--;
            feeds = to == text->str || to[-1] == '\n' ? feeds + 1 : 1;
            if (feeds > 2)
                continue;
        }
        *to++ = *from;
    }
    g_string_truncate(text, (gsize)(to - text->str));
}

TcDocument *
tc_legacy_document_take(GString **text, const TcReadLimits *limits, TcEncodingGuess *guess,
                        GError **error)
{
    g_autoptr(GString) raw = g_steal_pointer(text);
    TcEncodingGuess found;

    if (raw->len > limits->text_max) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    GString *out = g_string_sized_new(raw->len + raw->len / 8);
    tc_encoding_repair(raw->str, raw->len, out, &found);
    tc_plain_fix_lines(&out);
    tidy_lines(out);
    if (guess != NULL)
        *guess = found;
    TcDocument *document =
        tc_document_new_take(&out, tc_encoding_name(found.encoding), found.confidence);
    document->title = tc_plain_title(document->text);
    return document;
}

#include "document/read/text/plain.h"

#include "document/read/reader.h"
#include "document/read/text/decode.h"
#include "document/read/text/escape.h"
#include "document/read/text/news.h"
#include "text/encoding/encoding.h"

#include <string.h>

/* A first line of more bytes than this is not taken for a title. */
#define FIRST_LINE_MAX 200

void
tc_plain_fix_lines(GString **text)
{
    GString *in = *text;

    if (strcspn(in->str, "\r\f\v") < in->len) {
        GString *out = g_string_sized_new(in->len + 2);
        const char *p = in->str;
        for (;;) {
            gsize span = strcspn(p, "\r\f\v");
            g_string_append_len(out, p, (gssize)span);
            p += span;
            if (*p == '\0')
                break;
            if (*p == '\f')
                g_string_append(out, "\n\n");
            else if (*p == '\v' || p[1] != '\n') /* \r before \n is dropped */
                g_string_append_c(out, '\n');
            p++;
        }
        g_string_free(in, TRUE);
        *text = in = out;
    }
    if (in->len > 0 && in->str[in->len - 1] != '\n')
        g_string_append_c(in, '\n');
}

/* Whether a line belongs to the letterhead: the name of the State or the Party, the motto, the
 * issuing body, the number. `line` is NFC in lower case. */
static gboolean
is_letterhead(const char *line)
{
    static const char *const starts[] = {
        "cộng hòa xã hội",
        "cộng hoà xã hội",
        "đảng cộng sản việt nam",
        "độc lập",
        "ủy ban",
        "uỷ ban",
        "hội đồng nhân dân",
        "đảng bộ",
        "tỉnh ủy",
        "tỉnh uỷ",
        "thành ủy",
        "thành uỷ",
        "huyện ủy",
        "huyện uỷ",
        "thị ủy",
        "thị uỷ",
        "ban chấp hành",
        "ubnd",
        "hđnd",
        "số:",
        "quốc hội",
        "chính phủ",
        "thủ tướng chính phủ",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(line, starts[i]))
            return TRUE;
    /* "Số 12/QĐ-UBND", "Số hiệu: ...", not "Số tiền thưởng là bao nhiêu?" */
    static const char number[] = "số ";
    const char *rest = line + strlen(number);
    return g_str_has_prefix(line, number) &&
           (!g_unichar_isalpha(g_utf8_get_char(rest)) || strchr(rest, ':') != NULL);
}

static gboolean
has_letter(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

/* Whether the line, `len` bytes, has three words at least. */
static gboolean
has_words(const char *line, gsize len)
{
    const char *space = memchr(line, ' ', len);
    return space != NULL && memchr(space + 1, ' ', len - (gsize)(space + 1 - line)) != NULL;
}

/* The bytes of a title over lines, the first of which takes `len`: "Hướng dẫn sơ lược ứng dụng" /
 * "thuộc hệ sinh thái số". A paragraph that was broken to a width goes on further, and `len` is
 * all that is taken of it. */
static gsize
title_over_lines(const char *line, gsize len)
{
    enum { LINES_MAX = 3, BYTES_MAX = FIRST_LINE_MAX };
    gsize all = len;
    for (guint lines = 1; line[all] == '\n' && has_words(line, len); lines++) {
        const char *next = line + all + 1;
        next += strspn(next, " ");
        if (strchr(".,;:!?", line[all - 1]) != NULL)
            return all;
        gsize next_len = strcspn(next, "\n");
        /* "nva@example.org" goes on with no title. */
        if (!has_words(next, next_len) || !g_unichar_islower(g_utf8_get_char(next)) ||
            memchr(next, '@', next_len) != NULL || memchr(next, ':', next_len) != NULL)
            return all;
        all = (gsize)(next - line) + next_len;
        if (lines == LINES_MAX || all > BYTES_MAX || strchr(".,;:!?", next[next_len - 1]) != NULL)
            return len;
    }
    return all;
}

char *
tc_plain_title(const char *text)
{
    const char *line = text + strspn(text, " \t\n");
    gsize len = title_over_lines(line, strcspn(line, "\n"));

    if (len > FIRST_LINE_MAX)
        return NULL;
    g_autofree char *copy = g_strndup(line, len);
    g_autofree char *title = tc_tidy_title(copy);
    if (title == NULL || !has_letter(title))
        return NULL;
    g_autofree char *composed = g_utf8_normalize(title, -1, G_NORMALIZE_NFC);
    g_autofree char *lower = g_utf8_strdown(composed, -1);
    return is_letterhead(lower) ? NULL : g_steal_pointer(&title);
}

TcDocument *
tc_plain_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
              const TcReadLimits *limits, GError **error)
{
    TcDecoded decoded;

    if (!tc_decode(bytes, len, NULL, limits, &decoded, error))
        return NULL;
    tc_escape_decode(&decoded.text);
    tc_decode_repair(&decoded);
    tc_plain_fix_lines(&decoded.text);
    TcDocument *document =
        tc_document_new_take(&decoded.text, decoded.encoding, decoded.confidence);
    const char *start = document->text + strspn(document->text, " \t\n");
    /* "[Tin vắn] Khai mạc kỳ họp" is none. */
    gboolean is_json = (*start == '{' || *start == '[') &&
                       strchr("\"{[", start[1 + strspn(start + 1, " \t\n")]) != NULL;
    if (is_json) {
        g_auto(TcNews) news;
        tc_news_read_json(document->text, document->text_len, &news);
        document->title = g_steal_pointer(&news.title);
        document->published = news.published;
    }
    if (document->title == NULL && !is_json)
        document->title = tc_plain_title(document->text);
    return document;
}

char *
tc_property_title(const char *raw)
{
    TcEncodingGuess guess;
    g_autofree char *tidy = tc_tidy_title(raw);
    if (tidy == NULL)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    tc_encoding_repair(tidy, strlen(tidy), out, &guess);
    return tc_plain_title(out->str);
}

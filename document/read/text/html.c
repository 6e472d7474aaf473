#include "document/read/text/html.h"

#include "base/utf8.h"
#include "document/message.h"
#include "document/read/reader.h"
#include "document/read/text/decode.h"
#include "document/read/text/html_element.h"
#include "document/read/text/html_shown.h"
#include "document/read/text/html_trim.h"
#include "document/read/text/news.h"
#include "text/encoding/encoding.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

/* HTML wants its encoding declared within the first 1,024 bytes; pages are laxer. */
#define CHARSET_SAMPLE_MAX 4096u

/* Fewer references to Vietnamese letters may be a quotation. */
#define REFERENCES_MIN 8

/* So many open elements are remembered for what they are. */
#define OPEN_KEPT 256

/* What stands between the text that was written last and the next one: the stronger gap wins. */
typedef enum { GAP_NONE, GAP_SPACE, GAP_CELL, GAP_LINE } Gap;

typedef struct {
    xmlParserCtxtPtr parser;
    const TcReadLimits *limits;
    gboolean keeps_boilerplate;
    gboolean is_article; /* what stands beside the article is boilerplate, too */
    gboolean is_too_large;

    GString *text;
    Gap gap;
    gsize cell_start;        /* where in `text` the current cell begins */
    gboolean has_cell_lines; /* the current cell has more than one line */

    gsize depth;             /* open elements */
    guint8 kinds[OPEN_KEPT]; /* of the first open ones: a TcHtmlKind each */
    gsize hidden_depth;      /* of the outermost element that is left out; 0: none is */
    gsize pre_depth;
    gsize title_depth, h1_depth;
    gsize mark_depth;      /* of the mark of a note */
    GString *title;        /* NULL until there is one */
    GString *heading;      /* the first h1, or the one that is read */
    GString *site_heading; /* the first h1, where that names the site */
    TcHtmlShown shown;
    const TcNews *news;
} Page;

static void
widen_gap(Page *page, Gap gap)
{
    page->gap = MAX(page->gap, gap);
}

/* A block does not end a line while its cell is empty, so that a row whose cells hold paragraphs
 * stays a row. */
static void
break_line(Page *page)
{
    if (page->text->len > page->cell_start)
        widen_gap(page, GAP_LINE);
}

static void
write_gap(Page *page)
{
    static const char marks[] = {[GAP_SPACE] = ' ', [GAP_CELL] = '\t', [GAP_LINE] = '\n'};

    if (page->gap != GAP_NONE && page->text->len > 0) {
        g_string_append_c(page->text, marks[page->gap]);
        if (page->gap == GAP_LINE && page->text->len > page->cell_start + 1)
            page->has_cell_lines = TRUE;
    }
    page->gap = GAP_NONE;
}

static gboolean
is_html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* The title is tidied and cut when it is complete; here it only must not grow without end. */
static void
append_title(GString *out, const char *text, gsize len)
{
    if (out->len < TC_TITLE_MAX)
        g_string_append_len(out, text, (gssize)len);
}

/* Where text that stays as it is ends: words with single blanks between them. */
static const char *
stretch_end(const char *p, const char *end)
{
    for (; p < end; p++) {
        if ((guchar)*p == 0xC2 && end - p >= 2 && (guchar)p[1] == 0xA0) /* U+00A0 */
            break;
        if (is_html_space(*p) &&
            (*p != ' ' || p + 1 == end || is_html_space(p[1]) || (guchar)p[1] == 0xC2))
            break;
    }
    return p;
}

static void
append_text(Page *page, const char *text, gsize len)
{
    const char *end = text + len;

    while (text < end) {
        const char *stretch = text;
        if (!is_html_space(*text))
            text = stretch_end(text, end);
        if (text > stretch) {
            write_gap(page);
            g_string_append_len(page->text, stretch, text - stretch);
        }
        if (text == end)
            break;
        gboolean is_nbsp = (guchar)*text == 0xC2;
        widen_gap(page, *text == '\n' && page->pre_depth > 0 ? GAP_LINE : GAP_SPACE);
        text += is_nbsp ? 2 : 1;
    }
    if (page->text->len > page->limits->text_max) {
        page->is_too_large = TRUE;
        xmlStopParser(page->parser);
    }
}

static void
on_characters(void *data, const xmlChar *characters, int len)
{
    Page *page = data;
    const char *text = (const char *)characters;

    if (page->title_depth > 0) {
        append_title(page->title, text, (gsize)len);
        return;
    }
    if (page->hidden_depth > 0)
        return;
    if (page->h1_depth > 0)
        append_title(page->heading, text, (gsize)len);
    tc_html_shown_text(&page->shown, text, (gsize)len);
    append_text(page, text, (gsize)len);
}

static gboolean
is_left_out(const Page *page, TcHtmlKind kind, const xmlChar **attributes)
{
    return kind == TC_HTML_HIDDEN || kind == TC_HTML_DELETED ||
           tc_html_is_hidden_by_word(attributes) ||
           (!page->keeps_boilerplate &&
            (kind == TC_HTML_BOILERPLATE || tc_html_has_boilerplate_role(attributes) ||
             (page->is_article && page->depth > 2 && tc_html_is_aside(kind, attributes))));
}

/* Only the first counts; any other is left out. */
static void
start_title(Page *page)
{
    if (page->title == NULL) {
        page->title = g_string_new(NULL);
        page->title_depth = page->depth;
    } else
        page->hidden_depth = page->depth;
}

/* Many sites have their own name in the first h1: then the next one that has another counts. */
static void
start_heading(Page *page)
{
    g_autofree char *before = page->heading != NULL ? tc_tidy_title(page->heading->str) : NULL;

    if (page->h1_depth > 0 || (before != NULL && !tc_news_is_of_site(page->news, before)))
        return;
    if (page->site_heading == NULL)
        page->site_heading = g_steal_pointer(&page->heading);
    else if (page->heading != NULL)
        g_string_free(page->heading, TRUE);
    page->heading = g_string_new(NULL);
    page->h1_depth = page->depth;
}

/* Free with g_free(); NULL without one. */
static char *
heading_of(const Page *page)
{
    char *heading = page->heading != NULL ? tc_tidy_title(page->heading->str) : NULL;

    if (page->site_heading == NULL || (heading != NULL && !tc_news_is_of_site(page->news, heading)))
        return heading;
    g_free(heading);
    return tc_tidy_title(page->site_heading->str);
}

static void
start_inline(Page *page, const xmlChar **attributes)
{
    gboolean is_mark = tc_html_is_mark_of_note(attributes);

    if (is_mark)
        widen_gap(page, GAP_SPACE);
    if (is_mark || tc_html_is_label(attributes))
        page->mark_depth = page->depth;
}

static void
on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
    Page *page = data;
    TcHtmlKind kind = tc_html_kind(name, attributes);

    if (page->depth < OPEN_KEPT)
        page->kinds[page->depth] = (guint8)kind;
    page->depth++;
    if (page->hidden_depth > 0)
        return;
    if (is_left_out(page, kind, attributes)) {
        page->hidden_depth = page->depth;
        return;
    }
    tc_html_shown_start(&page->shown, page->depth, name, attributes);
    switch (kind) {
    case TC_HTML_INLINE:
        start_inline(page, attributes);
        break;
    case TC_HTML_APART:
        widen_gap(page, GAP_SPACE);
        break;
    case TC_HTML_TITLE:
        start_title(page);
        break;
    case TC_HTML_ROW:
        page->cell_start = 0;
        widen_gap(page, GAP_LINE);
        break;
    case TC_HTML_CELL:
        widen_gap(page, GAP_CELL);
        page->cell_start = page->text->len;
        page->has_cell_lines = FALSE;
        break;
    case TC_HTML_PRE:
        if (page->pre_depth == 0)
            page->pre_depth = page->depth;
        break_line(page);
        break;
    case TC_HTML_H1:
        start_heading(page);
        break_line(page);
        break;
    case TC_HTML_OPPORTUNITY:
        append_text(page, "\u200B", strlen("\u200B"));
        break;
    case TC_HTML_BREAK:
        break_line(page);
        if (page->h1_depth > 0)
            append_title(page->heading, " ", 1);
        tc_html_shown_text(&page->shown, " ", 1);
        break;
    case TC_HTML_BLOCK:
    case TC_HTML_BOILERPLATE:
        break_line(page);
        break;
    case TC_HTML_HIDDEN:
    case TC_HTML_DELETED:
        g_assert_not_reached();
    }
}

/* A cell of one line is parted from the next cell by a tab, even if a paragraph in it has just
 * ended; a cell of several lines, by a line end. */
static void
end_cell(Page *page)
{
    if (page->text->len > page->cell_start && !page->has_cell_lines)
        page->gap = GAP_CELL;
}

static void
on_end(void *data, const xmlChar *name)
{
    Page *page = data;
    gsize depth = page->depth;

    if (depth == 0)
        return;
    page->depth--;
    TcHtmlKind kind =
        depth <= OPEN_KEPT ? (TcHtmlKind)page->kinds[depth - 1] : tc_html_kind(name, NULL);
    if (page->hidden_depth > 0) {
        if (page->hidden_depth == depth) {
            page->hidden_depth = 0;
            if (kind != TC_HTML_INLINE && kind != TC_HTML_DELETED)
                break_line(page);
        }
        return;
    }
    tc_html_shown_end(&page->shown, depth);
    if (page->mark_depth == depth) {
        page->mark_depth = 0;
        widen_gap(page, GAP_SPACE);
    }
    if (page->title_depth == depth)
        page->title_depth = 0;
    if (page->h1_depth == depth)
        page->h1_depth = 0;
    if (page->pre_depth == depth)
        page->pre_depth = 0;
    switch (kind) {
    case TC_HTML_APART:
        widen_gap(page, GAP_SPACE);
        break;
    case TC_HTML_INLINE:
    case TC_HTML_TITLE:
    case TC_HTML_BREAK:
    case TC_HTML_OPPORTUNITY:
        break;
    case TC_HTML_CELL:
        end_cell(page);
        break;
    case TC_HTML_ROW:
        page->cell_start = 0;
        widen_gap(page, GAP_LINE);
        break;
    default:
        break_line(page);
    }
}

static void
page_clear(Page *page)
{
    if (page->text != NULL)
        g_string_free(page->text, TRUE);
    if (page->title != NULL)
        g_string_free(page->title, TRUE);
    if (page->heading != NULL)
        g_string_free(page->heading, TRUE);
    if (page->site_heading != NULL)
        g_string_free(page->site_heading, TRUE);
    page->text = page->title = page->heading = page->site_heading = NULL;
    tc_html_shown_clear(&page->shown);
}

/* "<![if !supportLists]>" and "<![endif]>", which Word puts around what only some programs should
 * show. They are no comments, and the parser would take them for text. */
static void
drop_conditions(GString *html)
{
    enum { LEN_MAX = 200 };
    const char *from = html->str, *end = html->str + html->len;
    char *to = html->str;

    /* A "!" is rarer than a "<", so that is looked for. */
    for (const char *p = html->str; (p = memchr(p, '!', (gsize)(end - p))) != NULL;) {
        if (p == html->str || p[-1] != '<' || p + 1 == end || p[1] != '[') {
            p++;
            continue;
        }
        p--;
        const char *bracket = memchr(p, ']', (gsize)MIN(end - p, LEN_MAX));
        if (bracket == NULL || bracket + 1 == end || bracket[1] != '>' ||
            g_str_has_prefix(p, "<![CDATA[")) {
            p += strlen("<!");
            continue;
        }
        memmove(to, from, (gsize)(p - from));
        to += p - from;
        from = p = bracket + 2;
    }
    memmove(to, from, (gsize)(end - from));
    g_string_truncate(html, (gsize)(to - html->str) + (gsize)(end - from));
}

static gboolean
parse(const GString *html, gboolean keeps_boilerplate, const TcNews *news,
      const TcReadLimits *limits, Page *page, GError **error)
{
    htmlParserCtxtPtr parser = htmlNewParserCtxt();

    if (parser == NULL) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_CRASHED,
                            _("out of memory"));
        return FALSE;
    }
    *page = (Page){
        .parser = parser,
        .limits = limits,
        .keeps_boilerplate = keeps_boilerplate,
        .is_article = news->is_article && !keeps_boilerplate,
        .news = news,
        .text = g_string_new(NULL),
    };
    /* Only these: no tree, no entities of the file's own, no messages. */
    *parser->sax = (htmlSAXHandler){
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_characters,
        .ignorableWhitespace = on_characters,
        .initialized = 1,
    };
    parser->userData = page;
    htmlDocPtr tree =
        htmlCtxtReadMemory(parser, html->str, (int)html->len, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                               HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    xmlFreeDoc(tree);
    htmlFreeParserCtxt(parser);
    page->parser = NULL;
    if (page->is_too_large) {
        page_clear(page);
        tc_set_text_too_large(limits, error);
        return FALSE;
    }
    return TRUE;
}

/* The value behind "charset" or "encoding", an equals sign and perhaps a quote. */
static char *
value_after(const char *p, const char *end)
{
    while (p < end && is_html_space(*p))
        p++;
    if (p == end || *p != '=')
        return NULL;
    p++;
    while (p < end && (is_html_space(*p) || *p == '"' || *p == '\''))
        p++;
    const char *start = p;
    while (p < end && (g_ascii_isalnum(*p) || strchr("-_:.+", *p) != NULL) && *p != '\0')
        p++;
    return p > start ? g_ascii_strdown(start, p - start) : NULL;
}

char *
tc_html_declared_charset(const char *bytes, gsize len)
{
    const char *end = bytes + MIN(len, CHARSET_SAMPLE_MAX);

    for (const char *p = bytes; (p = memchr(p, '<', end - p)) != NULL; p++) {
        const char *word;
        gsize left = end - p;
        if (left > 5 && g_ascii_strncasecmp(p, "<meta", 5) == 0)
            word = "charset";
        else if (left > 5 && g_ascii_strncasecmp(p, "<?xml", 5) == 0)
            word = "encoding";
        else
            continue;
        const char *close = memchr(p, '>', left);
        if (close == NULL)
            return NULL;
        gsize word_len = strlen(word);
        for (const char *q = p; q + word_len < close; q++) {
            char *value;
            if (g_ascii_strncasecmp(q, word, word_len) == 0 &&
                (value = value_after(q + word_len, close)) != NULL)
                return value;
        }
    }
    return NULL;
}

void
tc_html_prepare(void)
{
    xmlInitParser();
}

static gboolean
has_text(const GString *text)
{
    for (gsize i = 0; i < text->len; i++)
        if (!is_html_space(text->str[i]))
            return TRUE;
    return FALSE;
}

/* The byte that a character reference at `p` stands for if its page is in an 8-bit encoding, and
 * the reference's length; 0 when it is none. */
static guint
referred_byte(const char *p, const char *end, gsize *len)
{
    char name[16];
    const char *q = p + 1;
    guint64 value = 0;

    while (q < end && q - p < (int)sizeof name && (g_ascii_isalnum(*q) || *q == '#'))
        q++;
    if (q == end || *q != ';' || q - p - 1 >= (int)sizeof name)
        return 0;
    memcpy(name, p + 1, (gsize)(q - p - 1));
    name[q - p - 1] = '\0';
    if (name[0] == '#') {
        gboolean is_hex = name[1] == 'x' || name[1] == 'X';
        value = g_ascii_strtoull(name + (is_hex ? 2 : 1), NULL, is_hex ? 16 : 10);
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        value = entity != NULL ? entity->value : 0;
    }
    *len = (gsize)(q + 1 - p);
    return value >= 0x80 && value <= 0xFF ? (guint)value : 0;
}

/* Letters of old Vietnamese fonts, which programs take for Latin-1 and write by name where they
 * have one: "v&shy;ên". They have to be decoded with the others. NULL when there are none. */
static GString *
with_bytes_for_references(const char *bytes, gsize len)
{
    GString *out = NULL;
    const char *end = bytes + len, *from = bytes;

    for (const char *p = bytes; (p = memchr(p, '&', (gsize)(end - p))) != NULL; p++) {
        gsize ref_len = 0;
        guint byte = referred_byte(p, end, &ref_len);
        if (byte == 0)
            continue;
        if (out == NULL)
            out = g_string_sized_new(len);
        g_string_append_len(out, from, p - from);
        g_string_append_c(out, (char)byte);
        from = p + ref_len;
        p = from - 1;
    }
    if (out != NULL)
        g_string_append_len(out, from, end - from);
    return out;
}

static gboolean
is_old_vietnamese(const char *encoding)
{
    static const TcEncoding old[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI, TC_ENCODING_VISCII,
                                     TC_ENCODING_VPS};

    for (gsize i = 0; i < G_N_ELEMENTS(old); i++)
        if (strcmp(encoding, tc_encoding_name(old[i])) == 0)
            return TRUE;
    return FALSE;
}

/* Whether there are more references to letters that only Vietnamese has ("&#7889;") than bytes of
 * marked letters. Who writes such a page knows Unicode, so that the bytes are no old Vietnamese
 * encoding: Word, for one, refers to what the encoding that it declares has not. */
static gboolean
refers_to_vietnamese(const char *bytes, gsize len)
{
    const char *end = bytes + len;
    gsize references = 0, marked = 0;

    for (const char *p = bytes; (p = memchr(p, '&', (gsize)(end - p))) != NULL; p++) {
        guint64 value = end - p > 3 && p[1] == '#' && g_ascii_isdigit(p[2])
                            ? g_ascii_strtoull(p + 2, NULL, 10)
                            : 0;
        references += (value >= 0x1EA0 && value <= 0x1EF9) || value == 0x110 || value == 0x111 ||
                      value == 0x1A0 || value == 0x1A1 || value == 0x1AF || value == 0x1B0;
    }
    if (references < REFERENCES_MIN)
        return FALSE;
    for (const char *p = bytes; p < end; p++)
        marked += (guchar)*p >= 0xC0;
    return references > marked;
}

/* Decode such a page by what it declares, when that is what Word writes. */
static gboolean
decode_referring(const char *bytes, gsize len, const char *declared, TcDecoded *decoded)
{
    gboolean is_1258 = declared != NULL && strcmp(declared, "windows-1258") == 0;
    gboolean is_latin = declared == NULL || strcmp(declared, "windows-1252") == 0 ||
                        strcmp(declared, "iso-8859-1") == 0;

    if ((!is_1258 && !is_latin) || tc_utf8_is_valid(bytes, len) ||
        !refers_to_vietnamese(bytes, len))
        return FALSE;
    TcEncoding encoding = is_1258 ? TC_ENCODING_WINDOWS_1258 : TC_ENCODING_WINDOWS_1252;
    decoded->text = g_string_sized_new(len);
    tc_encoding_decode(encoding, bytes, len, decoded->text);
    decoded->encoding = tc_encoding_name(encoding);
    decoded->confidence = 1;
    return TRUE;
}

/* tc_decode() for a page. */
static gboolean
decode_page(const char *bytes, gsize len, const TcReadLimits *limits, TcDecoded *decoded,
            GError **error)
{
    g_autofree char *declared = tc_html_declared_charset(bytes, len);

    if (memchr(bytes, '\0', len) == NULL && decode_referring(bytes, len, declared, decoded))
        return TRUE;
    if (!tc_decode(bytes, len, declared, limits, decoded, error))
        return FALSE;
    GString *whole =
        is_old_vietnamese(decoded->encoding) ? with_bytes_for_references(bytes, len) : NULL;
    TcDecoded again;
    if (whole != NULL && tc_decode(whole->str, whole->len, declared, limits, &again, NULL)) {
        /* More letters tell the encoding better, or show that it was another one. */
        g_string_free(is_old_vietnamese(again.encoding) ? decoded->text : again.text, TRUE);
        if (is_old_vietnamese(again.encoding))
            *decoded = again;
    }
    if (whole != NULL)
        g_string_free(whole, TRUE);
    return TRUE;
}

TcDocument *
tc_html_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
             const TcReadLimits *limits, GError **error)
{
    /* Markup is longer than the text in it: the source may be larger than the limit of the text. */
    TcReadLimits source_limits = {.input_max = limits->input_max, .text_max = INT_MAX - 1};
    TcDecoded decoded;
    Page page = {0};

    tc_html_prepare();
    if (!decode_page(bytes, len, &source_limits, &decoded, error))
        return NULL;
    drop_conditions(decoded.text);
    g_auto(TcNews) news;
    tc_news_read(decoded.text->str, decoded.text->len, &news);
    tc_html_trim(decoded.text);
    gboolean is_read = parse(decoded.text, FALSE, &news, limits, &page, error);
    if (is_read && !has_text(page.text)) {
        page_clear(&page);
        is_read = parse(decoded.text, TRUE, &news, limits, &page, error);
    }
    g_string_free(decoded.text, TRUE);
    decoded.text = NULL;
    if (!is_read)
        return NULL;

    g_autofree char *of_head = page.title != NULL ? tc_tidy_title(page.title->str) : NULL;
    g_autofree char *heading = heading_of(&page);
    g_autofree char *title = tc_news_title(
        &news, of_head, heading, tc_html_shown_title(&page.shown, page.site_heading != NULL),
        page.text->str, page.text->len);
    /* The title goes first, so that it is repaired in the way in which the text is. */
    decoded.text = g_string_new(title);
    g_string_append_c(decoded.text, '\n');
    gsize title_len = decoded.text->len;
    g_string_append_len(decoded.text, page.text->str, (gssize)page.text->len);
    page_clear(&page);
    if (decoded.text->len > title_len)
        g_string_append_c(decoded.text, '\n');
    tc_decode_repair(&decoded);

    title_len = strcspn(decoded.text->str, "\n");
    char *repaired = title != NULL ? g_strndup(decoded.text->str, title_len) : NULL;
    g_string_erase(decoded.text, 0, (gssize)title_len + 1);
    TcDocument *document =
        tc_document_new_take(&decoded.text, decoded.encoding, decoded.confidence);
    document->title = repaired;
    document->published = news.published;
    document->is_page = TRUE;
    return document;
}

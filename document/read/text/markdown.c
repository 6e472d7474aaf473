#include "document/read/text/markdown.h"

#include "document/header/header.h"
#include "document/read/reader.h"
#include "document/read/text/decode.h"
#include "document/read/text/html.h"
#include "document/read/text/plain.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <md4c.h>
#include <string.h>

#define FRONT_LINES_MAX     200
/* Lists within each other whose items are counted. */
#define LISTS_MAX           64
/* So much of the text of a heading counts as the title. */
#define HEADING_MAX         4096
/* No line of a letterhead is longer. */
#define LETTERHEAD_LINE_MAX 200
/* A heading further down is one of a part. */
#define TITLE_WITHIN        3000

typedef struct {
    gboolean is_numbered;
    guint64 next;
    char delimiter; /* "." or ")" */
} List;

typedef struct {
    GString *out;
    const TcReadLimits *limits;
    char *title;
    gsize heading; /* where in `out` the open heading begins; G_MAXSIZE outside */
    GString *html; /* what stands in the open block of HTML; NULL outside of one */
    List lists[LISTS_MAX];
    guint depth; /* lists that are open, including those beyond LISTS_MAX */
    gboolean is_first_cell;
    gsize row;              /* where in `out` the open row of a table begins */
    gboolean has_long_cell; /* a cell of it has several lines */
    gboolean is_after_br;   /* blanks that follow a <br> are none */
    gboolean has_break;     /* a line has ended within a paragraph */
} Markdown;

/* ---- what is written ---- */

/* Begins a line, unless nothing stands in the current one. */
static void
end_line(Markdown *md)
{
    if (md->out->len > 0 && md->out->str[md->out->len - 1] != '\n')
        g_string_append_c(md->out, '\n');
}

/* Puts an empty line between blocks. */
static void
end_block(Markdown *md)
{
    end_line(md);
    if (md->out->len > 1 && md->depth == 0 && md->out->str[md->out->len - 2] != '\n')
        g_string_append_c(md->out, '\n');
}

static gboolean
is_made_of(const char *text, gsize len, const char *allowed)
{
    gsize i = 0;

    while (i < len && text[i] != '\0' && strchr(allowed, text[i]) != NULL)
        i++;
    return i == len;
}

/* Appends text without the "**" that the parser found to be no emphasis: programs write "**Điều
 * 1.**Phạm vi", which is none by the rules, and "Luật****Đất đai" where bold words met. */
static void
append_normal(GString *out, const char *text, gsize len)
{
    const char *end = text + len;

    for (const char *p = text; p < end;) {
        const char *stars = memmem(p, (gsize)(end - p), "**", 2);
        g_string_append_len(out, p, (stars != NULL ? stars : end) - p);
        if (stars == NULL)
            return;
        const char *behind = stars;
        while (behind < end && *behind == '*')
            behind++;
        if (behind - stars == 4 && stars > text && behind < end)
            g_string_append_c(out, ' ');
        else if (behind - stars > 3)
            g_string_append_len(out, stars, behind - stars);
        p = behind;
    }
}

/* Appends "&amp;" or "&#7843;", which looks like an entity to the parser. */
static void
append_entity(GString *out, const char *text, gsize len)
{
    g_autofree char *name = len > 2 ? g_strndup(text + 1, len - 2) : g_strdup("");
    guint64 value = 0;

    if (*name == '#') {
        gboolean is_hex = name[1] == 'x' || name[1] == 'X';
        value = g_ascii_strtoull(name + (is_hex ? 2 : 1), NULL, is_hex ? 16 : 10);
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        value = entity != NULL ? entity->value : 0;
    }
    if (value > 0 && value <= 0x10FFFF && g_unichar_validate((gunichar)value))
        g_string_append_unichar(out, (gunichar)value);
    else
        g_string_append_len(out, text, (gssize)len);
}

/* Appends the text of a block of HTML, as of a page. */
static void
append_html(Markdown *md)
{
    g_autoptr(GString) html = g_steal_pointer(&md->html);
    g_autofree char *page =
        g_strconcat("<html><meta charset=\"utf-8\"><body>", html->str, "</body></html>", NULL);

    g_autoptr(TcDocument) document = tc_html_read(page, strlen(page), NULL, md->limits, NULL);
    /* What cannot be read is a part of a picture, or of a layout. */
    if (document == NULL || tc_is_blank_text(document->text, document->text_len))
        return;
    end_line(md);
    g_string_append_len(md->out, document->text, (gssize)document->text_len);
    end_line(md);
}

/* Whether the last line cannot end where it does: "Số:", "ngày", the beginning of the motto. */
static gboolean
asks_for_more(const GString *out)
{
    static const char *const words[] = {":", ",", " ngày", " tháng", " năm", " số"};
    static const char *const mottos[] = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                         "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"};
    const char *last = strrchr(out->str, '\n');
    const char *line = last != NULL ? last + 1 : out->str;
    gsize len = strlen(line);

    while (len > 0 && line[len - 1] == ' ')
        len--;
    g_autofree char *tidy = g_strndup(line, len);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_suffix(tidy, words[i]))
            return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(mottos); i++)
        if (len > strlen("CỘNG") && len < strlen(mottos[i]) && g_str_has_prefix(mottos[i], tidy))
            return TRUE;
    return FALSE;
}

/* Whether an item or an article begins at `p`: "a) ...", "đ) ...", "Điều 5. ...". */
static gboolean
begins_item(const char *p, const char *end)
{
    static const char article[] = "Điều ";
    const gsize len = strlen(article);
    if ((gsize)(end - p) > len && memcmp(p, article, len) == 0)
        return g_ascii_isdigit(p[len]);
    const char *after = p < end ? g_utf8_next_char(p) : end;
    return after < end && *after == ')';
}

/* A line of a paragraph goes on in the next one. But letterheads and verses have lines of their
 * own: a line goes on where its next word has no capital, or where it asks for a value. */
static void
write_break(Markdown *md, const char *text, gsize len)
{
    const char *p = text;
    const char *end = text + len;

    if (!md->has_break)
        return;
    md->has_break = FALSE;
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    gunichar c = p < end ? g_utf8_get_char_validated(p, end - p) : 0;
    gboolean goes_on = c < 0x110000 &&
                       (g_unichar_islower(c) || (g_unichar_isalnum(c) && asks_for_more(md->out))) &&
                       !begins_item(p, end);
    g_string_append_c(md->out, goes_on ? ' ' : '\n');
}

/* <br>: the line ends here, in a cell of a table too. */
static void
write_br(Markdown *md)
{
    while (md->out->len > md->row && strchr(" \n", md->out->str[md->out->len - 1]) != NULL)
        g_string_truncate(md->out, md->out->len - 1);
    end_line(md);
    md->has_long_cell = TRUE;
    md->is_after_br = TRUE;
}

/* The cells of a row stand beside each other, unless one has several lines: then each begins a
 * line, as in tables of other formats. */
static void
leave_row(Markdown *md)
{
    /* A row of empty cells is none. */
    if (md->row < md->out->len && is_made_of(md->out->str + md->row, md->out->len - md->row, "\t "))
        g_string_truncate(md->out, md->row);
    for (gsize i = md->row; i < md->out->len && md->has_long_cell; i++)
        if (md->out->str[i] == '\t')
            md->out->str[i] = '\n';
    end_line(md);
}

/* ---- what the parser finds ---- */

static void
enter_item(Markdown *md)
{
    end_line(md);
    if (md->depth == 0 || md->depth > LISTS_MAX)
        return;
    List *list = &md->lists[md->depth - 1];
    if (list->is_numbered)
        g_string_append_printf(md->out, "%" G_GUINT64_FORMAT "%c ", list->next++, list->delimiter);
}

static void
enter_list(Markdown *md, const MD_BLOCK_OL_DETAIL *numbers)
{
    end_line(md);
    if (md->depth < LISTS_MAX)
        md->lists[md->depth] = (List){
            .is_numbered = numbers != NULL,
            .next = numbers != NULL ? numbers->start : 0,
            .delimiter = numbers != NULL ? numbers->mark_delimiter : '.',
        };
    md->depth++;
}

static int
on_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Markdown *md = data;

    switch (type) {
    case MD_BLOCK_OL:
        enter_list(md, detail);
        break;
    case MD_BLOCK_UL:
        enter_list(md, NULL);
        break;
    case MD_BLOCK_LI:
        enter_item(md);
        break;
    case MD_BLOCK_H:
        end_line(md);
        md->heading = md->out->len;
        break;
    case MD_BLOCK_HTML:
        md->html = g_string_new(NULL);
        break;
    case MD_BLOCK_TR:
        end_line(md);
        md->is_first_cell = TRUE;
        md->has_long_cell = FALSE;
        md->row = md->out->len;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        if (!md->is_first_cell)
            g_string_append_c(md->out, '\t');
        md->is_first_cell = FALSE;
        md->is_after_br = FALSE;
        break;
    default:
        break;
    }
    return 0;
}

static void
leave_heading(Markdown *md)
{
    if (md->title == NULL && md->heading <= MIN(md->out->len, (gsize)TITLE_WITHIN)) {
        g_autofree char *heading =
            g_strndup(md->out->str + md->heading, MIN(md->out->len - md->heading, HEADING_MAX));
        g_autofree char *valid = g_utf8_make_valid(heading, -1);
        /* A rule below the letterhead looks like the underline of a heading. */
        g_autofree char *first = tc_plain_title(valid);
        gboolean is_long = strlen(valid) > LETTERHEAD_LINE_MAX;
        md->title = first != NULL || is_long ? tc_tidy_title(valid) : NULL;
    }
    md->heading = G_MAXSIZE;
}

static int
on_leave_block(MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
    Markdown *md = data;

    switch (type) {
    case MD_BLOCK_OL:
    case MD_BLOCK_UL:
        md->depth -= md->depth > 0;
        end_block(md);
        break;
    case MD_BLOCK_H:
        leave_heading(md);
        end_block(md);
        break;
    case MD_BLOCK_HTML:
        append_html(md);
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_QUOTE:
        end_block(md);
        break;
    case MD_BLOCK_TR:
        leave_row(md);
        break;
    case MD_BLOCK_LI:
        end_line(md);
        break;
    default:
        break;
    }
    return 0;
}

static int
on_span(G_GNUC_UNUSED MD_SPANTYPE type, G_GNUC_UNUSED void *detail, G_GNUC_UNUSED void *data)
{
    return 0;
}

static int
on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE len, void *data)
{
    Markdown *md = data;

    /* A line of nothing but "**" that the parser left is no line. */
    if (type == MD_TEXT_NORMAL && md->has_break && is_made_of(text, len, "* "))
        return 0;
    if (type != MD_TEXT_SOFTBR && type != MD_TEXT_HTML)
        write_break(md, text, len);
    for (; md->is_after_br && type == MD_TEXT_NORMAL && len > 0 && *text == ' '; len--)
        text++;
    md->is_after_br = md->is_after_br && (type == MD_TEXT_SOFTBR || len == 0);
    switch (type) {
    case MD_TEXT_BR:
        g_string_append_c(md->out, '\n');
        break;
    case MD_TEXT_SOFTBR:
        md->has_break = !md->is_after_br;
        break;
    case MD_TEXT_ENTITY:
        append_entity(md->out, text, len);
        break;
    case MD_TEXT_HTML:
        if (md->html != NULL)
            g_string_append_len(md->html, text, (gssize)len);
        else if (len > 3 && g_ascii_strncasecmp(text, "<br", 3) == 0)
            write_br(md);
        break;
    case MD_TEXT_NULLCHAR:
        break;
    case MD_TEXT_NORMAL:
        append_normal(md->out, text, len);
        break;
    default:
        g_string_append_len(md->out, text, (gssize)len);
        break;
    }
    return md->out->len > md->limits->text_max;
}

/* ---- the file ---- */

/* Whether "|---|:-:|" begins at `line`: what stands above it is the head of a table. */
static gboolean
is_below_head(const char *line)
{
    const gsize len = strcspn(line, "\n");
    return is_made_of(line, len, "|-: \t") && memchr(line, '-', len) != NULL &&
           memchr(line, '|', len) != NULL;
}

/* Drops lines of nothing but "|", which programs that take tables out of web pages put between
 * cells: to the parser they would be text. Not the empty head of a table. */
static void
drop_lone_bars(char *text)
{
    for (char *line = text; *line != '\0';) {
        gsize len = strcspn(line, "\n");
        char *next = line + len + (line[len] == '\n');
        if (is_made_of(line, len, "| \t") && !is_below_head(next))
            memset(line, ' ', len);
        line = next;
    }
}

/* "---", "title: …", "---" at the very start, which a reader is not shown. Returns where the text
 * begins. */
static const char *
skip_front_matter(Markdown *md, const char *text)
{
    g_autofree char *title = NULL;

    if (!g_str_has_prefix(text, "---\n"))
        return text;
    const char *p = text + 4;
    for (guint lines = 0; lines < FRONT_LINES_MAX && *p != '\0'; lines++) {
        gsize len = strcspn(p, "\n");
        if (len == 3 && (memcmp(p, "---", 3) == 0 || memcmp(p, "...", 3) == 0)) {
            md->title = g_steal_pointer(&title);
            return p + 3;
        }
        /* Empty lines may only stand before the end; elsewhere it is a rule above a text. */
        gboolean is_last = len == 0 && g_str_has_prefix(p + strspn(p, "\n"), "---\n");
        if ((len == 0 && !is_last) || (lines == 0 && memchr(p, ':', len) == NULL))
            return text;
        if (title == NULL && g_ascii_strncasecmp(p, "title:", 6) == 0) {
            title = g_strstrip(g_strndup(p + 6, len - 6));
            gsize title_len = strlen(title);
            if (title_len >= 2 && (*title == '"' || *title == '\'') &&
                title[title_len - 1] == *title) {
                title[title_len - 1] = '\0';
                memmove(title, title + 1, title_len - 1);
            }
        }
        p += len + (p[len] == '\n');
    }
    return text;
}

TcDocument *
tc_markdown_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
                 const TcReadLimits *limits, GError **error)
{
    /* Indented lines are no code here, as nobody writes code in this way. */
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                 MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_span,
        .leave_span = on_span,
        .text = on_text,
    };
    TcDecoded decoded;

    if (!tc_decode(bytes, len, NULL, limits, &decoded, error))
        return NULL;
    tc_decode_repair(&decoded);
    tc_plain_fix_lines(&decoded.text);

    Markdown md = {
        .out = g_string_sized_new(decoded.text->len), .limits = limits, .heading = G_MAXSIZE};
    const char *start = skip_front_matter(&md, decoded.text->str);
    gsize front_len = (gsize)(start - decoded.text->str);
    g_autofree char *front = g_strndup(decoded.text->str, front_len);
    drop_lone_bars(decoded.text->str);
    gsize left = decoded.text->len - (gsize)(start - decoded.text->str);
    int result = left < G_MAXUINT ? md_parse(start, (MD_SIZE)left, &parser, &md) : 1;
    g_string_free(decoded.text, TRUE);
    if (md.html != NULL)
        g_string_free(md.html, TRUE);
    if (result != 0) {
        g_string_free(md.out, TRUE);
        g_free(md.title);
        if (result > 0)
            tc_set_text_too_large(limits, error);
        else
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                                _("not enough memory to read it"));
        return NULL;
    }
    while (md.out->len > 0 && md.out->str[md.out->len - 1] == '\n')
        g_string_truncate(md.out, md.out->len - 1);
    if (md.out->len > 0)
        g_string_append_c(md.out, '\n');
    TcDocument *document = tc_document_new_take(&md.out, decoded.encoding, decoded.confidence);
    document->title = md.title != NULL ? md.title : tc_plain_title(document->text);
    tc_header_read_box(front, front_len, document);
    return document;
}

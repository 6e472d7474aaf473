/* Line by line, and along a line from left to right. Nothing looks for a closing mark more than
 * once: the time is linear in the size of the text, whatever it holds, because this reader also
 * runs outside the sandbox. */
#include "document/read/text/markdown.h"

#include <string.h>

#include "document/read/reader.h"
#include "document/read/text/decode.h"
#include "document/read/text/plain.h"

#define BRACKETS_MAX    32 /* open at a time; further ones are text */
#define TICKS_MAX       8  /* longest run of ` that opens a code span */
#define FRONT_LINES_MAX 200

typedef struct {
    GString *out;
    char *title;
    char fence;       /* ` or ~ inside a fenced block, else 0 */
    gsize fence_len;  /* of the opening run */
    gboolean comment; /* inside <!-- --> */
    gboolean table;
    gsize paragraph; /* where in `out` the last line of text begins; G_MAXSIZE after a blank line */
} Markdown;

/* A line and what is known of it: where the next closing mark of a kind stands, so that it is
 * looked for once. NULL: not looked for yet; `end`: there is none. */
typedef struct {
    const char *p;
    const char *end;
    const char *next_paren;
    const char *next_bracket;
    const char *next_angle;
    gboolean no_ticks[TICKS_MAX + 1]; /* no closing run of this length is left */
    struct {
        gsize out; /* where in the output the bracket stands */
        gboolean is_image;
    } open[BRACKETS_MAX];
    guint open_count;
} Inline;

static gsize
run_len(const char *p, const char *end, char c)
{
    const char *q = p;
    while (q < end && *q == c)
        q++;
    return q - p;
}

/* The first `c` at or after `from`, remembered in `*cache`; `end` without one. */
static const char *
next_of(const char **cache, const char *from, const char *end, char c)
{
    if (!*cache || *cache < from) {
        const char *found = from < end ? memchr(from, c, end - from) : NULL;
        *cache = found ? found : end;
    }
    return *cache;
}

/* `code`: copied as it is. FALSE when the run does not open a span. */
static gboolean
code_span(Inline *line, GString *out)
{
    gsize ticks = run_len(line->p, line->end, '`');
    const char *start = line->p + ticks;

    if (ticks > TICKS_MAX || line->no_ticks[ticks])
        return FALSE;
    for (const char *q = start; (q = memchr(q, '`', line->end - q)) != NULL;) {
        gsize closing = run_len(q, line->end, '`');
        if (closing == ticks) {
            g_string_append_len(out, start, q - start);
            line->p = q + closing;
            return TRUE;
        }
        q += closing;
    }
    line->no_ticks[ticks] = TRUE;
    return FALSE;
}

/* <https://…>, <b>, </b>, <!-- -->. FALSE when it is just a "less than". */
static gboolean
angle(Inline *line, GString *out)
{
    const char *p = line->p + 1;
    const char *close = next_of(&line->next_angle, p, line->end, '>');

    if (close == line->end || p == close)
        return FALSE;
    if (!g_ascii_isalpha(*p) && *p != '/' && *p != '!')
        return FALSE;
    const char *name_end = p;
    while (name_end < close && (g_ascii_isalnum(*name_end) || strchr("+.-", *name_end) != NULL))
        name_end++;
    gboolean is_link = *name_end == ':' || *name_end == '@';
    if (is_link)
        g_string_append_len(out, p, close - p);
    else if (close - p >= 2 && g_ascii_strncasecmp(p, "br", 2) == 0)
        g_string_append_c(out, ' ');
    line->p = close + 1;
    return TRUE;
}

/* At "]": when it closes a link or an image, drop the brackets and the target. */
static gboolean
close_bracket(Inline *line, GString *out)
{
    const char *target = line->p + 1;
    const char *close = NULL;

    if (line->open_count == 0)
        return FALSE;
    line->open_count--;
    if (target < line->end && *target == '(') {
        close = next_of(&line->next_paren, target, line->end, ')');
        /* An address may hold one pair of parentheses: /wiki/Huế_(thành_phố). */
        if (close < line->end && memchr(target + 1, '(', close - target - 1)) {
            const char *q = close + 1;
            while (q < line->end && *q != ')' && !g_ascii_isspace(*q))
                q++;
            gboolean has_title = q + 1 < line->end && *q == ' ' && strchr("\"'", q[1]) != NULL;
            while (has_title && q < line->end && *q != ')')
                q++;
            if (q < line->end && *q == ')')
                close = q;
        }
    } else if (target < line->end && *target == '[') {
        close = next_of(&line->next_bracket, target, line->end, ']');
    }
    if (!close || close == line->end)
        return FALSE;
    g_string_erase(out, (gssize)line->open[line->open_count].out,
                   line->open[line->open_count].is_image ? 2 : 1);
    line->p = close + 1;
    return TRUE;
}

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Whether a run of * or _ at [p, q) is emphasis and not a sign: "**đậm**", but not "5 * 3",
 * "ten_tep" or "____". */
static gboolean
is_emphasis(const char *line, const char *p, const char *q, const char *end)
{
    gboolean space_before = p == line || g_ascii_isspace(p[-1]);
    gboolean space_after = q == end || g_ascii_isspace(*q);
    if (q - p > 3 || (space_before && space_after))
        return FALSE;
    return *p != '_' || p == line || q == end || !is_word_byte(p[-1]) || !is_word_byte(*q);
}

/* &amp; and its like. FALSE when it is just an ampersand. */
static gboolean
entity(Inline *line, GString *out)
{
    static const struct {
        const char *name;
        const char *text;
    } entities[] = {
        {"&amp;", "&"},       {"&lt;", "<"},    {"&gt;", ">"},    {"&quot;", "\""},
        {"&nbsp;", "\u00A0"}, {"&ndash;", "–"}, {"&mdash;", "—"},
    };
    gsize left = line->end - line->p;

    for (gsize i = 0; i < G_N_ELEMENTS(entities); i++) {
        gsize len = strlen(entities[i].name);
        if (left >= len && memcmp(line->p, entities[i].name, len) == 0) {
            g_string_append(out, entities[i].text);
            line->p += len;
            return TRUE;
        }
    }
    if (left < 4 || line->p[1] != '#')
        return FALSE;
    guint base = line->p[2] == 'x' || line->p[2] == 'X' ? 16 : 10;
    const char *q = line->p + (base == 16 ? 3 : 2);
    guint32 c = 0;
    gsize digits = 0;
    for (; q < line->end && digits < 8 && g_ascii_isxdigit(*q); q++, digits++) {
        guint32 digit = (guint32)g_ascii_xdigit_value(*q);
        if (digit >= base)
            break;
        c = c * base + digit;
    }
    if (digits == 0 || q == line->end || *q != ';' || c == 0 || !g_unichar_validate(c))
        return FALSE;
    g_string_append_unichar(out, c);
    line->p = q + 1;
    return TRUE;
}

static void
append_inline(const char *start, const char *end, gboolean is_row, GString *out)
{
    Inline line = {.p = start, .end = end};

    while (line.p < end) {
        gsize span = 0;
        while (line.p + span < end && !strchr("\\`<[]!*_~&|", line.p[span]))
            span++;
        g_string_append_len(out, line.p, (gssize)span);
        line.p += span;
        if (line.p == end)
            break;
        char c = *line.p;
        gsize run = strchr("`*_~", c) ? run_len(line.p, end, c) : 1;
        gboolean is_done = FALSE;
        switch (c) {
        case '\\':
            if (line.p + 1 < end && g_ascii_ispunct(line.p[1])) {
                g_string_append_c(out, line.p[1]);
                line.p += 2;
                is_done = TRUE;
            }
            break;
        case '`':
            is_done = code_span(&line, out);
            break;
        case '<':
            is_done = angle(&line, out);
            break;
        case '!':
        case '[':
            run = c == '!' && line.p + 1 < end && line.p[1] == '[' ? 2 : 1;
            if ((c == '[' || run == 2) && line.open_count < BRACKETS_MAX) {
                line.open[line.open_count].out = out->len;
                line.open[line.open_count].is_image = c == '!';
                line.open_count++;
            }
            break;
        case ']':
            is_done = close_bracket(&line, out);
            break;
        case '*':
        case '_':
            is_done = is_emphasis(start, line.p, line.p + run, end);
            line.p += is_done ? run : 0;
            break;
        case '~':
            is_done = run == 2;
            line.p += is_done ? run : 0;
            break;
        case '&':
            is_done = entity(&line, out);
            break;
        case '|':
            is_done = is_row;
            if (is_row) {
                g_string_append_c(out, ' ');
                line.p++;
            }
            break;
        default:
            g_assert_not_reached();
        }
        if (!is_done) {
            g_string_append_len(out, line.p, (gssize)run);
            line.p += run;
        }
    }
}

/* A line of only these characters, with at least `least` of the first one. */
static gboolean
is_line_of(const char *p, const char *end, const char *allowed, char counted, gsize least)
{
    gsize count = 0;
    for (; p < end; p++) {
        if (*p == '\0' || !strchr(allowed, *p))
            return FALSE;
        count += *p == counted;
    }
    return count >= least;
}

/* |---|:-:| between the head and the rows of a table. */
static gboolean
is_table_rule(const char *p, const char *end)
{
    return is_line_of(p, end, "-|: \t", '|', 1) && memchr(p, '-', end - p) != NULL;
}

static gboolean
is_break(const char *p, const char *end)
{
    return is_line_of(p, end, "- \t", '-', 3) || is_line_of(p, end, "* \t", '*', 3) ||
           is_line_of(p, end, "_ \t", '_', 3);
}

/* [name]: https://… */
static gboolean
is_link_definition(const char *p, const char *end)
{
    if (p == end || *p != '[')
        return FALSE;
    const char *close = memchr(p, ']', end - p);
    return close && close + 2 < end && close[1] == ':' && g_ascii_isspace(close[2]) &&
           !memchr(p + 1, '[', close - p - 1) && p[1] != '^';
}

static void
note_title(Markdown *md, gsize start)
{
    if (!md->title) {
        g_autofree char *heading = g_strndup(md->out->str + start, md->out->len - start);
        md->title = tc_tidy_title(heading);
    }
}

static const char *
skip_spaces(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p;
}

/* Past the marks of quotations and list items; the numbers of a numbered list are text. */
static const char *
skip_block_marks(const char *p, const char *end)
{
    for (;;) {
        p = skip_spaces(p, end);
        if (p < end && *p == '>') {
            p++;
        } else if (end - p >= 2 && strchr("-*+", *p) && (p[1] == ' ' || p[1] == '\t')) {
            p += 2;
            if (end - p >= 4 && p[0] == '[' && strchr(" xX", p[1]) && p[2] == ']' && p[3] == ' ')
                p += 4;
        } else {
            return p;
        }
    }
}

/* TRUE when the line opens, closes or lies in a fenced block. */
static gboolean
fenced(Markdown *md, const char *p, const char *start, const char *end)
{
    gsize run = start < end && (*start == '`' || *start == '~') ? run_len(start, end, *start) : 0;

    if (md->fence == 0) {
        /* `a``` b` is a code span. */
        if (run < 3 || (*start == '`' && memchr(start + run, '`', end - start - run)))
            return FALSE;
        md->fence = *start;
        md->fence_len = run;
    } else if (run >= md->fence_len && *start == md->fence &&
               skip_spaces(start + run, end) == end) {
        md->fence = 0;
    } else {
        g_string_append_len(md->out, p, end - p);
        g_string_append_c(md->out, '\n');
    }
    return TRUE;
}

static void
append_heading(Markdown *md, const char *start, const char *end)
{
    while (end > start && g_ascii_isspace(end[-1]))
        end--;
    const char *close = end;
    while (close > start && close[-1] == '#')
        close--;
    if (close == start || g_ascii_isspace(close[-1]))
        end = close;
    while (end > start && g_ascii_isspace(end[-1]))
        end--;
    gsize at = md->out->len;
    append_inline(skip_spaces(start, end), end, FALSE, md->out);
    note_title(md, at);
    g_string_append_c(md->out, '\n');
}

/* `next`: the line after, which tells the head of a table. */
static void
append_line(Markdown *md, const char *p, const char *end, const char *next, const char *next_end)
{
    if (md->comment) {
        const char *close = memmem(p, end - p, "-->", 3);
        if (!close)
            return;
        md->comment = FALSE;
        p = close + 3;
    }
    const char *start = skip_block_marks(p, end);
    if (fenced(md, p, start, end))
        return;
    if (start == end) {
        md->table = FALSE;
        md->paragraph = G_MAXSIZE;
        g_string_append_c(md->out, '\n');
        return;
    }
    /* A line of = or - under text makes it a heading. */
    if (md->paragraph != G_MAXSIZE && !md->table && start == skip_spaces(p, end) &&
        (is_line_of(start, end, "= \t", '=', 1) || is_line_of(start, end, "- \t", '-', 2))) {
        if (!md->title) {
            g_autofree char *heading = g_strdup(md->out->str + md->paragraph);
            md->title = tc_tidy_title(heading);
        }
        md->paragraph = G_MAXSIZE;
        return;
    }
    md->table = md->table || (next && memchr(start, '|', end - start) &&
                              is_table_rule(skip_spaces(next, next_end), next_end));
    if (is_break(skip_spaces(p, end), end) || (md->table && is_table_rule(start, end)) ||
        is_link_definition(start, end)) {
        md->paragraph = G_MAXSIZE;
        return;
    }
    gsize hashes = run_len(start, end, '#');
    if (hashes >= 1 && hashes <= 6 && (start + hashes == end || g_ascii_isspace(start[hashes]))) {
        append_heading(md, start + hashes, end);
        md->paragraph = G_MAXSIZE;
        return;
    }
    /* A comment that this line does not close hides what follows. */
    const char *comment = start;
    while ((comment = memmem(comment, end - comment, "<!--", 4)) != NULL) {
        const char *close = memmem(comment, end - comment, "-->", 3);
        if (!close) {
            md->comment = TRUE;
            end = comment;
            break;
        }
        comment = close;
    }
    md->paragraph = md->out->len;
    append_inline(start, end, md->table || *start == '|', md->out);
    g_string_append_c(md->out, '\n');
}

/* "---", "title: …", "---" at the very start: not shown to a reader. Returns where the text
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
        if (len == 0 || (lines == 0 && !memchr(p, ':', len)))
            return text;
        if (!title && g_ascii_strncasecmp(p, "title:", 6) == 0) {
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
tc_markdown_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                 GError **error)
{
    TcDecoded decoded;

    (void)name;
    if (!tc_decode(bytes, len, NULL, limits, &decoded, error))
        return NULL;
    tc_decode_repair(&decoded);
    tc_plain_fix_lines(&decoded.text);

    Markdown md = {.out = g_string_sized_new(decoded.text->len), .paragraph = G_MAXSIZE};
    const char *end = decoded.text->str + decoded.text->len;
    const char *p = skip_front_matter(&md, decoded.text->str);
    while (p < end) {
        const char *line_end = memchr(p, '\n', end - p);
        if (!line_end)
            line_end = end;
        const char *next = line_end < end ? line_end + 1 : NULL;
        const char *next_end = next ? memchr(next, '\n', end - next) : NULL;
        append_line(&md, p, line_end, next_end ? next : NULL, next_end);
        p = line_end + 1;
    }
    g_string_free(decoded.text, TRUE);

    TcDocument *document = tc_document_new_take(&md.out, decoded.encoding, decoded.confidence);
    document->title = md.title ? md.title : tc_plain_title(document->text);
    return document;
}

#include "document/header/formal.h"

#include "document/header/parts.h"

#include <string.h>

enum {
    RECITAL_LINES_MAX = 300, /* lines from the first on in which a document recites */
    RECITAL_BYTES_MAX = 2000,
    RECIPIENT_BYTES_MAX = 300,    /* of one line */
    RECIPIENT_EMPTY_LINES_MAX = 2 /* one after another within a list */
};

const char *
tc_recital_at(const char *p, const char *end)
{
    static const char *const openers[] = {
        "căn cứ",          "chiểu",         "xét",           "theo đề nghị",    "theo tờ trình",
        "theo thông báo",  "theo kết luận", "theo công văn", "theo nghị quyết", "theo quyết định",
        "sau khi xem xét",
    };
    return tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL);
}

/* A line, without white space at its ends. */
typedef struct {
    const char *start;
    const char *end;
    const char *next; /* where the line after it begins; the end of the text behind the last */
} Line;

static Line
line_at(const char *start, const char *text_end)
{
    const char *end = memchr(start, '\n', (gsize)(text_end - start));
    Line line = {.start = start, .end = end != NULL ? end : text_end};
    line.next = end != NULL ? end + 1 : text_end;
    /* No-break spaces, too. */
    while (line.start < line.end && g_unichar_isspace(g_utf8_get_char(line.start)))
        line.start = g_utf8_next_char(line.start);
    while (line.start < line.end && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(line.end))))
        line.end = g_utf8_prev_char(line.end);
    return line;
}

/* Whether the line is a recital: the first of a document begins with "căn cứ". */
static gboolean
is_recital(const Line *line, gboolean is_first)
{
    const char *p = tc_skip_between(line->start, line->end);
    return is_first ? tc_phrase_at(p, line->end, "căn cứ") != NULL
                    : tc_recital_at(p, line->end) != NULL;
}

/* Whether the document says here what it resolves: what follows is no recital of it. */
static gboolean
is_operative(const Line *line)
{
    static const char *const words[] = {"điều 1",     "quyết định", "quyết nghị",
                                        "nghị quyết", "chỉ thị",    "chương i"};
    const char *after = tc_phrase_any(line->start, line->end, words, G_N_ELEMENTS(words), NULL);
    if (after == NULL)
        return FALSE;
    const char first = tc_first_letter(line->start, line->end);
    return first == 'd' || tc_skip_between(after, line->end) == line->end;
}

/* The last line of the recital that begins with `line`: one that ends as a recital does, or before
 * an empty one or one that begins another. */
static Line
recital_end(Line line, const char *text_end)
{
    const char *start = line.start;
    while (line.next < text_end && line.start < line.end && strchr(";.,:", line.end[-1]) == NULL) {
        const Line next = line_at(line.next, text_end);
        if (next.start == next.end || next.end - start > RECITAL_BYTES_MAX || is_operative(&next) ||
            is_recital(&next, FALSE))
            break;
        line = next;
    }
    return line;
}

static gboolean
is_item(const Line *line)
{
    static const char *const bullets[] = {"-", "–", "—", "+", "•", "*", "·"};
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++)
        if ((gsize)(line->end - line->start) >= strlen(bullets[i]) &&
            memcmp(line->start, bullets[i], strlen(bullets[i])) == 0)
            return line->end - line->start <= RECIPIENT_BYTES_MAX;
    return FALSE;
}

/* The last line of the list of recipients that begins with `line`. */
static Line
recipients_end(Line line, const char *text_end)
{
    Line last = line;
    guint empty = 0;
    while (line.next < text_end && empty <= RECIPIENT_EMPTY_LINES_MAX) {
        line = line_at(line.next, text_end);
        if (line.start == line.end) {
            empty++;
            continue;
        }
        if (!is_item(&line))
            break;
        empty = 0;
        last = line;
        /* Who signs stands in a second column. */
        const char *column = memchr(line.start, '\t', (gsize)(line.end - line.start));
        last.end = column != NULL ? column : line.end;
    }
    return last;
}

/* One that goes on where the last ended is the same. */
static void
add(GArray *parts, const char *text, const char *start, const char *end)
{
    TcFormalPart part = {.start = (gsize)(start - text), .end = (gsize)(end - text)};
    if (parts->len > 0) {
        TcFormalPart *last = tc_formal_part_at(parts, parts->len - 1);
        const char *gap = text + last->end;
        while (gap < start && g_ascii_isspace(*gap))
            gap++;
        if (gap == start) {
            last->end = part.end;
            return;
        }
    }
    g_array_append_val(parts, part);
}

void
tc_formal_parts_find(const char *text, gsize len, guint max, GArray *parts)
{
    const char *text_end = text + len;
    gboolean may_recite = TRUE;
    gboolean has_recited = FALSE;
    guint count = 0;
    for (const char *at = text; at < text_end && parts->len < max; count++) {
        Line line = line_at(at, text_end);
        at = line.next;
        if (line.start == line.end)
            continue;
        may_recite = may_recite && count < RECITAL_LINES_MAX && !is_operative(&line);
        const char *start = line.start;
        if (may_recite && is_recital(&line, !has_recited)) {
            has_recited = TRUE;
            line = recital_end(line, text_end);
        } else if (tc_first_letter(line.start, line.end) == 'n' &&
                   tc_phrase_at(line.start, line.end, "nơi nhận") != NULL) {
            line = recipients_end(line, text_end);
        } else {
            continue;
        }
        add(parts, text, start, line.end);
        at = line.next;
    }
}

#include "document/read/pdf/pages.h"

#include "text/key/syllable.h"

#include <string.h>

/* Longer lines belong to the document itself. */
#define RUNNING_MAX 200u

/* A watermark is a line or two. */
#define INSIDE_MAX 2u

typedef struct {
    const char *text; /* in its page, without blanks around it */
    gsize len;        /* 0: an empty line */
    char *key;        /* for a line that may be a running one; otherwise NULL */
    gboolean is_edge;
    gboolean is_numbering; /* it only tells which page this is */
    gboolean is_right;     /* and tells that rightly */
} Line;

static inline Line *
line_at(const GArray *lines, gsize index)
{
    return &g_array_index(lines, Line, index);
}

/* All lines with one key. */
typedef struct {
    guint lines;
    guint pages, edges; /* on which it was seen; at whose edge it was */
    guint last_page;    /* where it was seen last, from 1 */
    guint last_edge;
    guint hash;                               /* of the first one as it stands */
    gint64 first_less, last_less;             /* its first and its last number, minus the page's */
    gboolean is_same;                         /* all are equal as they stand */
    gboolean is_first_steady, is_last_steady; /* all have the same difference */
    gboolean is_first_page, is_last_page;     /* all are written as numbers of pages are */
    gboolean is_told;                         /* one of them was left standing */
} Running;

static void
line_clear(gpointer line)
{
    g_free(((Line *)line)->key);
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

/* What a line shares with those of its kind on other pages: each number is one '0', blanks are one
 * ' '. NULL for a line without a letter or digit. */
static char *
line_key(const char *text, gsize len)
{
    g_autoptr(GString) key = g_string_sized_new(len);
    gboolean is_word = FALSE;

    for (gsize i = 0; i < len; i++) {
        char c = text[i];
        is_word |= g_ascii_isalnum(c) || (guchar)c >= 0x80;
        if (g_ascii_isdigit(c))
            c = '0';
        else if (is_blank(c))
            c = ' ';
        if ((c == '0' || c == ' ') && key->len > 0 && key->str[key->len - 1] == c)
            continue;
        g_string_append_c(key, c);
    }
    return is_word ? g_strndup(key->str, key->len) : NULL;
}

/* Whether a line only tells which page this is, perhaps of how many; `*first` is which. */
static gboolean
is_numbering(const char *p, gsize len, guint64 *first)
{
    static const char *const words[] = {"trang", "page", "tr.", "p."};
    static const char *const of[] = {"of ", "trên "};
    const char *end = p + len;
    guint numbers = 0;

    for (; p < end && (is_blank(*p) || strchr("-[(/.|", *p) != NULL); p++)
        ;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if ((gsize)(end - p) > strlen(words[i]) &&
            g_ascii_strncasecmp(p, words[i], strlen(words[i])) == 0) {
            p += strlen(words[i]);
            break;
        }
    while (p < end) {
        if (g_ascii_isdigit(*p)) {
            guint64 value = 0;
            for (; p < end && g_ascii_isdigit(*p); p++)
                value = MIN(value * 10 + (guint64)(*p - '0'), G_MAXUINT32);
            if (numbers++ == 0)
                *first = value;
            continue;
        }
        gsize skipped = is_blank(*p) || strchr("-])/.|", *p) != NULL ? 1 : 0;
        for (gsize i = 0; i < G_N_ELEMENTS(of) && skipped == 0 && numbers == 1; i++)
            if ((gsize)(end - p) > strlen(of[i]) && g_str_has_prefix(p, of[i]))
                skipped = strlen(of[i]);
        if (skipped == 0)
            return FALSE;
        p += skipped;
    }
    return numbers == 1 || numbers == 2;
}

static void
split_lines(const GString *page, guint number, GArray *lines)
{
    gsize at = 0;

    g_array_set_size(lines, 0);
    while (at < page->len) {
        const char *text = page->str + at;
        const char *end = memchr(text, '\n', page->len - at);
        if (end == NULL)
            end = page->str + page->len;
        at = (gsize)(end - page->str) + 1;
        while (text < end && is_blank(*text))
            text++;
        while (end > text && is_blank(end[-1]))
            end--;
        Line line = {.text = text, .len = (gsize)(end - text)};
        if (line.len > 0 && line.len <= RUNNING_MAX)
            line.key = line_key(line.text, line.len);
        g_array_append_val(lines, line);
    }
    guint count = 0;
    for (guint i = 0; i < lines->len; i++)
        count += line_at(lines, i)->len > 0;
    for (guint i = 0, seen = 0; i < lines->len; i++) {
        Line *line = line_at(lines, i);
        if (line->len == 0)
            continue;
        line->is_edge = seen < TC_PAGES_EDGE || count - seen <= TC_PAGES_EDGE;
        seen++;
    }
    for (guint i = 0; i < lines->len; i++) {
        Line *line = line_at(lines, i);
        guint64 first = 0;
        line->is_numbering =
            line->is_edge && line->len > 0 && is_numbering(line->text, line->len, &first);
        line->is_right = line->is_numbering && first == number;
    }
}

/* Whether the number of a line that stands at [start, end) is written like a page number: alone,
 * behind a word for it, or set off by a sign or a wide gap. The one of "PHỤ LỤC 2" is not. */
static gboolean
is_page_number(const Line *line, gsize start, gsize end)
{
    static const char *const words[] = {"trang", "page", "tr.", "p."};
    gsize before = start;

    while (before > 0 && is_blank(line->text[before - 1]))
        before--;
    if (before == 0) { /* "15 | Báo cáo" */
        while (end < line->len && is_blank(line->text[end]))
            end++;
        return end == line->len || strchr("|-/", line->text[end]) != NULL;
    }
    if (strchr("|-/[(", line->text[before - 1]) != NULL || line->text[before] == '\t')
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize len = strlen(words[i]);
        if (before >= len && g_ascii_strncasecmp(line->text + before - len, words[i], len) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
note_line(Running *running, const Line *line, guint page)
{
    gint64 first = -1;
    gint64 last = -1;
    guint hash = 5381;
    gboolean is_first_page = FALSE, is_last_page = FALSE;
    gsize start = 0; /* of the number */

    for (gsize i = 0; i < line->len; i++) {
        hash = hash * 33 + (guchar)line->text[i];
        if (!g_ascii_isdigit(line->text[i]))
            continue;
        gboolean begins = i == 0 || !g_ascii_isdigit(line->text[i - 1]);
        start = begins ? i : start;
        last = MIN((begins ? 0 : last * 10) + (line->text[i] - '0'), G_MAXINT32);
        if (i + 1 < line->len && g_ascii_isdigit(line->text[i + 1]))
            continue;
        is_last_page = is_page_number(line, start, i + 1);
        if (first < 0) {
            first = last;
            is_first_page = is_last_page;
        }
    }
    if (running->pages == 0) {
        running->hash = hash;
        running->first_less = first - (gint64)page;
        running->last_less = last - (gint64)page;
        running->is_same = running->is_first_steady = running->is_last_steady = TRUE;
        running->is_first_page = running->is_last_page = TRUE;
    }
    running->is_same &= hash == running->hash;
    running->is_first_steady &= first - (gint64)page == running->first_less;
    running->is_last_steady &= last - (gint64)page == running->last_less;
    running->is_first_page &= is_first_page;
    running->is_last_page &= is_last_page;
    running->lines++;
    running->pages += running->last_page != page;
    running->last_page = page;
    if (line->is_edge) {
        running->edges += running->last_edge != page;
        running->last_edge = page;
    }
}

/* Key -> Running, for all lines of all pages. */
static GHashTable *
count_lines(const GPtrArray *pages)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));

    g_array_set_clear_func(lines, line_clear);
    for (guint i = 0; i < pages->len; i++) {
        split_lines(g_ptr_array_index(pages, i), i + 1, lines);
        for (guint k = 0; k < lines->len; k++) {
            Line *line = line_at(lines, k);
            if (line->key == NULL)
                continue;
            Running *running = g_hash_table_lookup(table, line->key);
            if (running == NULL) {
                running = g_new0(Running, 1);
                g_hash_table_insert(table, g_strdup(line->key), running);
            }
            note_line(running, line, i + 1);
        }
    }
    return table;
}

static gboolean
is_running(const Running *running, guint page_count)
{
    gboolean is_often = running->edges >= 3 && running->edges * 5 >= page_count * 2;

    if (running->lines != running->pages)
        return FALSE; /* what cells of a table repeat may stand at an edge as well */
    if (running->is_same)
        return is_often || (running->pages >= 3 && running->pages * 5 >= page_count * 4);
    /* "Điều 5." may begin many pages, but not in step with their numbers. "Phụ lục 2" and "Thửa đất
     * số 302" grow with the page and say something. Only lines at an edge whose number is written
     * like a page number differ in nothing else. */
    return is_often && running->edges == running->pages &&
           ((running->is_first_steady && running->is_first_page) ||
            (running->is_last_steady && running->is_last_page));
}

static gboolean
is_running_line(GHashTable *table, const Line *line, guint page_count)
{
    const Running *running = line->key != NULL ? g_hash_table_lookup(table, line->key) : NULL;
    return running != NULL && is_running(running, page_count);
}

/* How many running lines stand between the first and the last line that is a page's own. */
static guint
count_inside(GHashTable *table, const GArray *lines, guint page_count)
{
    guint inside = 0; /* since a line of its own */
    guint count = 0;
    gboolean is_begun = FALSE;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = line_at(lines, i);
        if (line->len == 0 || line->is_numbering)
            continue;
        if (is_running_line(table, line, page_count)) {
            inside += is_begun;
            continue;
        }
        is_begun = TRUE;
        count += inside;
        inside = 0;
    }
    return count;
}

/* Whether each page is the same sheet with other values in it: a set of exercises, invitations to
 * many people. Its lines are the document's own on each of them. */
static gboolean
is_form(const GPtrArray *pages, GHashTable *table)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    GHashTableIter iter;
    gpointer running = NULL;
    guint often = 0;
    gsize inside = 0;

    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, NULL, &running))
        often += is_running(running, pages->len);
    if (often <= INSIDE_MAX)
        return FALSE;
    g_array_set_clear_func(lines, line_clear);
    for (guint i = 0; i < pages->len; i++) {
        split_lines(g_ptr_array_index(pages, i), i + 1, lines);
        inside += count_inside(table, lines, pages->len);
    }
    return inside > (gsize)INSIDE_MAX * pages->len;
}

/* Whether the ASCII letters before `end` and after `start` are both Vietnamese syllables: "Lê-nin"
 * is written with its hyphen, "informa-tion" is not. */
static gboolean
is_syllable(const char *letters, gsize len)
{
    char key[TC_KEY_MAX];

    if (len == 0 || len + 1 > sizeof key)
        return FALSE;
    for (gsize i = 0; i < len; i++)
        key[i] = g_ascii_tolower(letters[i]);
    key[len] = TC_KEY_SEPARATOR;
    return tc_key_is_syllable(key, len + 1, FALSE);
}

static gboolean
is_letter(char c)
{
    return g_ascii_isalpha(c) || (guchar)c >= 0x80;
}

/* Appends `text` to `out`. Words that the end of a line parts are joined. */
static void
append_joined(const GString *text, GString *out)
{
    const char *start = text->str;

    for (const char *p = start; *p != '\0'; p++) {
        static const char soft[] = "\u00AD";
        gsize hyphen_len = p[0] == '-' ? 1 : strncmp(p, soft, 2) == 0 ? 2 : 0;
        if (hyphen_len == 0 || p[hyphen_len] != '\n' || p == start || !is_letter(p[-1]) ||
            !g_unichar_islower(g_utf8_get_char(p + hyphen_len + 1))) {
            g_string_append_c(out, *p);
            continue;
        }
        const char *after = p + hyphen_len + 1;
        const char *from = p;
        gsize after_len = 0;
        gboolean is_ascii = TRUE;
        for (; from > start && is_letter(from[-1]); from--)
            is_ascii &= g_ascii_isalpha(from[-1]);
        for (; is_letter(after[after_len]); after_len++)
            is_ascii &= g_ascii_isalpha(after[after_len]);
        gboolean is_word =
            hyphen_len > 1 ||
            (is_ascii && !(is_syllable(from, (gsize)(p - from)) && is_syllable(after, after_len)));
        if (!is_word)
            g_string_append_c(out, '-');
        p += hyphen_len; /* the line's end, which the loop steps over */
    }
}

/* Whether the sentence that ends with `text` may go on behind it. */
static gboolean
is_open(const GString *text)
{
    static const char *const ends[] = {".", "!", "?", ":", ";", "…", "./.", ".”", ".\"", ".)"};

    /* Not g_str_has_suffix(), which would measure the whole text again for each end and each page.
     * */
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        gsize len = strlen(ends[i]);
        if (text->len >= len && memcmp(text->str + text->len - len, ends[i], len) == 0)
            return FALSE;
    }
    return text->len > 0;
}

static void
trim_end(GString *text)
{
    while (text->len > 0 && strchr("\n\f ", text->str[text->len - 1]) != NULL)
        g_string_truncate(text, text->len - 1);
}

/* Appends what parts two pages. `next` is how the second one begins. */
static void
append_break(GString *text, const char *next)
{
    trim_end(text);
    if (text->len == 0)
        return;
    gboolean goes_on = is_open(text) && g_unichar_islower(g_utf8_get_char(next));
    g_string_append(text, goes_on ? "\n" : "\n\n");
}

typedef struct {
    GHashTable *table; /* from count_lines() */
    guint pages;
    gboolean is_form;
    GString *text; /* the pages so far */
    GString *rest; /* running lines that come behind all of them */
} Joiner;

/* Whether a line stays in its page. With `is_first`, no line has so far, except running ones. */
static gboolean
is_kept(Joiner *joiner, const Line *line, gboolean *is_first)
{
    Running *running = line->key != NULL ? g_hash_table_lookup(joiner->table, line->key) : NULL;

    if (line->is_right && joiner->pages > 1)
        return FALSE;
    if (running == NULL || !is_running(running, joiner->pages) ||
        (joiner->is_form && running->is_same)) {
        *is_first &= line->len == 0;
        return TRUE;
    }
    if (running->is_told || line->is_numbering)
        return FALSE;
    running->is_told = TRUE;
    if (*is_first)
        return TRUE;
    g_string_append_len(joiner->rest, line->text, (gssize)line->len);
    g_string_append_c(joiner->rest, '\n');
    return FALSE;
}

static void
join_page(Joiner *joiner, const GArray *lines)
{
    gboolean is_first = TRUE; /* no line of the page itself has come yet */
    gboolean is_begun = FALSE;

    for (guint i = 0; i < lines->len; i++) {
        const Line *line = line_at(lines, i);
        if (!is_kept(joiner, line, &is_first) || (!is_begun && line->len == 0))
            continue;
        if (!is_begun)
            append_break(joiner->text, line->text);
        is_begun = TRUE;
        g_string_append_len(joiner->text, line->text, (gssize)line->len);
        g_string_append_c(joiner->text, '\n');
    }
}

void
tc_pages_join(const GPtrArray *pages, GString *out)
{
    g_autoptr(GHashTable) table = count_lines(pages);
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) rest = g_string_new(NULL);
    Joiner joiner = {.table = table,
                     .pages = pages->len,
                     .is_form = is_form(pages, table),
                     .text = text,
                     .rest = rest};

    g_array_set_clear_func(lines, line_clear);
    for (guint i = 0; i < pages->len; i++) {
        split_lines(g_ptr_array_index(pages, i), i + 1, lines);
        join_page(&joiner, lines);
    }
    gboolean is_empty = text->len == 0 && rest->len == 0;
    /* Where no page says more than which it is, that is what the document says. */
    for (guint i = 0; i < pages->len && is_empty; i++) {
        const GString *page = g_ptr_array_index(pages, i);
        append_break(text, page->str);
        g_string_append_len(text, page->str, (gssize)page->len);
    }
    if (rest->len > 0) {
        append_break(text, "");
        g_string_append_len(text, rest->str, (gssize)rest->len);
    }
    trim_end(text);
    append_joined(text, out);
}

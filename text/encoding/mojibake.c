/* UTF-8 whose bytes were taken for windows-1252 or 1258 on the way, once or more often: "Cá»™ng
 * hÃ²a" for "Cộng hòa".
 *
 * Each letter of Vietnamese is two or three bytes there, the first of which says how many follow.
 * Text that is meant as it stands hardly ever has such a row of letters and signs, so a line in
 * which nearly all that may be bytes stands in such rows is one. */
#include "text/encoding/encoding.h"
#include "text/encoding/score.h"
#include "text/encoding/table.h"

#include <string.h>

/* Rows of a line that tells; of all that is not ASCII in it four in five stand in rows. */
#define ROWS_MIN  2u
/* More often than so nothing was misread that anyone has seen. */
#define TIMES_MAX 3u
/* Bytes of a word that may be a syllable, with room. */
#define WORD_MAX  32

/* The byte that `c` was; -1: none. The capital breve is what windows-1258 has for 0xC3. Where ISO
 * 8859-1 was meant to be read, controls are bytes. */
static int
byte_of(gunichar c)
{
    if (c < 0x80)
        return -1;
    if (c < 0xA0)
        return (int)c;
    return c == 0x0102 ? 0xC3 : tc_windows_1252_byte(c);
}

/* What a row of misread bytes was. */
typedef struct {
    const char *end;   /* behind it */
    gunichar c;        /* U+FFFD where a byte of it is lost */
    gboolean is_short; /* that byte left nothing in its place */
} Row;

/* Letters that may stand behind "à" in a syllable. */
static gboolean
is_coda(const char *p, const char *end)
{
    static const char *const codas[] = {"c",  "ch", "i", "m", "n", "ng",
                                        "nh", "o",  "p", "t", "u", "y"};
    gsize len = 0;

    while (p + len < end && g_ascii_isalpha(p[len]))
        len++;
    if (p + len < end && (guchar)p[len] >= 0x80)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(codas); i++)
        if (len == strlen(codas[i]) && memcmp(p, codas[i], len) == 0)
            return TRUE;
    return FALSE;
}

/* Whether the letter at `p`, which is not ASCII, can be the first of a row: what windows-1252 has
 * for 0xC2 to 0xCC, 0xE1 and 0xE2, and the capital breve. Most letters are none. */
static gboolean
may_lead(const char *p)
{
    guint8 first = (guint8)p[0];
    guint8 second = (guint8)p[1];

    return first == 0xC3 ? (second >= 0x82 && second <= 0x8C) || second == 0xA1 || second == 0xA2
                         : first == 0xC4 && second == 0x82;
}

/* Whether a row begins at `p`. */
static gboolean
read_row(const char *p, const char *end, Row *row)
{
    gunichar first = g_utf8_get_char(p);
    int lead = byte_of(first);
    const char *at = g_utf8_next_char(p);

    /* What Vietnamese is written with: letters of Latin-1, đ ă ĩ ũ ơ ư, combining marks, U+1Exx and
     * the signs of U+20xx. */
    if (lead < 0xC2 || lead > 0xE2 || (lead > 0xCC && lead < 0xE1))
        return FALSE;
    guint count = lead >= 0xE0 ? 2 : 1;
    gunichar c = (gunichar)lead & (lead >= 0xE0 ? 0x0Fu : 0x1Fu);
    gboolean is_lost = FALSE;
    for (guint i = 0; i < count; i++) {
        gunichar next = at < end ? g_utf8_get_char(at) : 0;
        int byte = byte_of(next);
        if (next == 0xFFFD && (i > 0 || count == 1)) {
            is_lost = TRUE;
        } else if (next == ' ' && lead == 0xC3 && at + 1 < end &&
                   (at[1] == ' ' || is_coda(at + 1, end))) {
            byte = 0xA0; /* its no-break space became a plain one */
        } else if (byte < 0x80 || byte > 0xBF) {
            /* The byte that windows-1252 lacks, and nothing in its place. */
            row->is_short = lead == 0xC4 || (lead == 0xE1 && c == 0x7B);
            is_lost = TRUE;
            if (!row->is_short)
                return FALSE;
            break;
        }
        c = c << 6 | ((gunichar)byte & 0x3F);
        at = g_utf8_next_char(at);
    }
    /* Of the bytes that windows-1252 lacks one alone gives a Vietnamese letter behind 0xC4. */
    row->c = !is_lost ? c : lead == 0xC4 ? 0x0110 : 0xFFFD;
    row->end = at;
    return is_lost || c >= 0x80;
}

typedef struct {
    guint rows;
    guint others; /* what else is not ASCII */
} Count;

static void
count_rows(const char *line, const char *end, Count *count)
{
    for (const char *p = line; p < end;) {
        Row row = {0};
        if ((guchar)*p < 0x80) {
            p++;
        } else if (may_lead(p) && read_row(p, end, &row)) {
            count->rows += !row.is_short;
            p = row.end;
        } else if ((guchar)*p < 0xE2) {
            /* Letters are below U+2000. */
            count->others++;
            p = g_utf8_next_char(p);
        } else {
            /* Signs stand in any text. */
            gunichar c = g_utf8_get_char(p);
            count->others += c < 0x2000 || c == 0xFFFD || (c >= 0x3000 && c < 0xE000);
            p = g_utf8_next_char(p);
        }
    }
}

/* A quick look, which nearly every text ends with: leads of rows are 0xC3, 0xC4, 0xC6 or 0xE1. */
static gboolean
may_have_rows(const char *text, gsize len)
{
    for (gsize i = 0; i + 3 < len; i++) {
        guint8 next = (guint8)text[i + 1];
        if ((guint8)text[i] != 0xC3 && (guint8)text[i] != 0xC4)
            continue;
        if (((guint8)text[i] == 0xC3 &&
             (next == 0x83 || next == 0x84 || next == 0x86 || next == 0xA1)) ||
            ((guint8)text[i] == 0xC4 && next == 0x82))
            if ((guint8)text[i + 2] >= 0xC2 || text[i + 2] == ' ')
                return TRUE;
    }
    return FALSE;
}

/* What windows-1252 loses behind 0xE1 0xBB. */
static const gunichar lost[] = {0x1EC1, 0x1ECD, 0x1ECF, 0x1ED0, 0x1EDD};

/* The letter that the one hole of a word must be, as the word is a syllable with no other; U+FFFD
 * when there are several, or none. `from` and `to` are the ends of the word, `hole` is in it. */
static gunichar
letter_of_hole(const char *from, const char *hole, const char *to)
{
    gunichar found = 0xFFFD;

    for (gsize i = 0; i < G_N_ELEMENTS(lost); i++) {
        g_autoptr(GString) word = g_string_new_len(from, hole - from);
        TcWordScore score = {0};
        g_string_append_unichar(word, lost[i]);
        g_string_append_len(word, g_utf8_next_char(hole), to - g_utf8_next_char(hole));
        tc_word_score_text(word->str, word->len, &score);
        if (score.valid == 0)
            continue;
        if (found != 0xFFFD)
            return 0xFFFD;
        found = lost[i];
    }
    return found;
}

/* Append `line` with the holes that its words tell filled. */
static void
fill_holes(const GString *line, GString *out)
{
    const char *end = line->str + line->len;

    for (const char *p = line->str; p < end;) {
        const char *hole = NULL;
        guint holes = 0;
        const char *to = p;
        for (; to < end; to = g_utf8_next_char(to)) {
            gunichar c = g_utf8_get_char(to);
            if (c == 0xFFFD && holes++ == 0)
                hole = to;
            else if (c != 0xFFFD && !g_unichar_isalpha(c))
                break;
        }
        if (holes == 1 && to - p <= WORD_MAX) {
            g_string_append_len(out, p, hole - p);
            g_string_append_unichar(out, letter_of_hole(p, hole, to));
            p = g_utf8_next_char(hole);
        }
        if (to < end)
            to = g_utf8_next_char(to);
        g_string_append_len(out, p, to - p);
        p = to;
    }
}

/* Append `text` once read as it was meant; returns whether anything was misread. */
static gboolean
read_again(const char *text, gsize len, GString *out)
{
    Count all = {0};
    gboolean is_any = FALSE;
    g_autoptr(GString) now = g_string_new(NULL);

    for (gsize at = 0, end; at < len; at = end) {
        Count count = {0};
        end = tc_line_end(text, len, at);
        count_rows(text + at, text + end, &count);
        if (count.rows >= ROWS_MIN && count.rows >= 4 * count.others)
            all.rows += count.rows;
    }
    if (all.rows <= 2 * ROWS_MIN)
        return FALSE;
    for (gsize at = 0, end; at < len; at = end) {
        Count count = {0};
        end = tc_line_end(text, len, at);
        count_rows(text + at, text + end, &count);
        /* One row alone counts where other lines have many. */
        gboolean is_misread = count.rows > 0 && count.rows >= 4 * count.others;
        if (!is_misread) {
            g_string_append_len(out, text + at, (gssize)(end - at));
            continue;
        }
        is_any = TRUE;
        g_string_truncate(now, 0);
        for (const char *p = text + at; p < text + end;) {
            Row row = {.end = g_utf8_next_char(p)};
            if ((guchar)*p >= 0x80 && may_lead(p) && read_row(p, text + end, &row))
                g_string_append_unichar(now, row.c);
            else
                g_string_append_len(now, p, row.end - p);
            p = row.end;
        }
        fill_holes(now, out);
    }
    return is_any;
}

gboolean
tc_encoding_repair_utf8(const char *text, gsize len, GString *out)
{
    g_autoptr(GString) now = NULL;

    for (guint i = 0; i < TIMES_MAX && may_have_rows(text, len); i++) {
        g_autoptr(GString) again = g_string_sized_new(len);
        if (!read_again(text, len, again))
            break;
        if (now != NULL)
            g_string_free(now, TRUE);
        now = g_steal_pointer(&again);
        text = now->str;
        len = now->len;
    }
    if (now != NULL)
        g_string_append_len(out, text, (gssize)len);
    return now != NULL;
}

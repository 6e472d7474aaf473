#include "text/segment.h"

#include "text/cursor.h"
#include "text/key/char_table.h"
#include "text/key/normalize.h"
#include "text/key/syllable.h"
#include "text/key/utf8.h"

#include <string.h>

#define ROMAN_MAX   5 /* letters of the number of a heading: "XVIII" */
#define DECIMAL_MAX 3

/* Whether a word begins with two capitals. */
static gboolean
is_in_capitals(const guchar *word, const guchar *end)
{
    gunichar first = 0;
    gunichar second = 0;

    word += tc_utf8_decode(word, end, &first);
    if (word < end)
        tc_utf8_decode(word, end, &second);
    return g_unichar_isupper(first) && g_unichar_isupper(second);
}

gboolean
tc_segment_is_short_form(const char *key, const guchar *word, const guchar *end)
{
    /* Of people, by their trade and title; of places; and of foreign names. */
    static const char *const forms[] = {
        "bs\x01",   "bsck\x01", "bscki\x01", "bsckii\x01", "bsnt\x01", "cki\x01", "ckii\x01",
        "cn\x01",   "dd\x01",   "dr\x01",    "ds\x01",     "gs\x01",   "h\x01",   "hlv\x01",
        "ks\x01",   "kts\x01",  "ktv\x01",   "ls\x01",     "mr\x01",   "mrs\x01", "ms\x01",
        "ncs\x01",  "ngnd\x01", "nhs\x01",   "nsnd\x01",   "nsut\x01", "p\x01",   "pgs\x01",
        "q\x01",    "t\x01",    "tp\x01",    "ts\x01",     "tskh\x01", "tt\x01",  "ttnd\x01",
        "ttut\x01", "tx\x01",   "ths\x01",   "vdv\x01",    "vs\x01",   "x\x01",
    };

    /* Nearly every syllable has one of these. */
    for (const char *at = key; *at != '\0' && *at != TC_KEY_SEPARATOR; at++)
        if (*at == 'a' || *at == 'e' || *at == 'o' || *at == 'y')
            return FALSE;
    /* The letters alone: marks make no difference to where words stand. */
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
        if (*key == *forms[i] && g_str_has_prefix(key, forms[i]))
            return TRUE;
    /* NGƯT is one, "ngút" is not. */
    return g_str_has_prefix(key, "ngut\x01") && is_in_capitals(word, end);
}

gboolean
tc_segment_is_committee(const char *key, const guchar *word, const guchar *end)
{
    gunichar letter = 0;

    if (*key != 'u' || key[1] != TC_KEY_SEPARATOR)
        return FALSE;
    tc_utf8_decode(word, end, &letter);
    return g_unichar_isupper(letter);
}

gboolean
tc_segment_is_heading(const char *key, guint line_words)
{
    gsize len = 0;
    gboolean is_roman = TRUE;
    gboolean is_decimal = TRUE;

    if (line_words > TC_HEADING_WORDS_MAX)
        return FALSE;
    for (; key[len] != '\0' && key[len] != TC_KEY_SEPARATOR; len++) {
        is_roman &= strchr("ivx", key[len]) != NULL;
        is_decimal &= g_ascii_isdigit(key[len]);
    }
    return len > 0 && ((is_roman && len <= ROMAN_MAX) || (is_decimal && len <= DECIMAL_MAX) ||
                       (len == 1 && line_words == 1));
}

/* Letters of a word by their case. */
typedef struct {
    guint small;
    guint large;
    guint digits;
} Cases;

static void
count_case(Cases *cases, gunichar cp)
{
    cases->digits += g_unichar_isdigit(cp) != 0;
    cases->small += g_unichar_islower(cp) != 0;
    cases->large += g_unichar_isupper(cp) != 0;
}

static Cases
count_cases(const guchar *text, gsize start, gsize end)
{
    g_autoptr(GString) plain = NULL;
    Cases cases = {0, 0, 0};

    for (gsize at = start; at < end && plain == NULL;) {
        gunichar cp;

        at += tc_utf8_decode(text + at, text + end, &cp);
        if (TC_CHAR_KIND(tc_char_entry(cp)) == TC_CHAR_EXPANSION)
            plain = g_string_new(NULL);
        count_case(&cases, cp);
    }
    if (plain == NULL)
        return cases;
    /* "㎏" is "kg". An analyzer is the proof that nothing fails here. */
    cases = (Cases){0, 0, 0};
    if (!tc_normalize(TC_NORMAL_NFKC, (const char *)text + start, end - start, plain, NULL))
        return cases;
    for (const char *at = plain->str; *at != '\0'; at = g_utf8_next_char(at))
        count_case(&cases, g_utf8_get_char(at));
    return cases;
}

/* "An" of "Nguyễn Văn An". */
static gboolean
is_name(Cases cases)
{
    return cases.large == 1 && cases.small > 0 && cases.digits == 0;
}

/* Whether a mark of lists stands right behind a word: "1.", "a)", "1/". */
static gboolean
has_list_mark(const TcLineEnd *line_end)
{
    TcCursor cursor;
    TcFolded next;

    tc_cursor_init(&cursor, line_end->text, line_end->len, line_end->after_end);
    if (!tc_cursor_next(&cursor, &next))
        return FALSE;
    if (next.kind != TC_CHAR_DOT)
        return next.cp == ')' || next.cp == '/';
    return !tc_cursor_next(&cursor, &next) || next.kind != TC_CHAR_DOT;
}

gboolean
tc_segment_goes_on(const TcLineEnd *line_end)
{
    Cases cases = count_cases(line_end->text, line_end->after_start, line_end->after_end);

    if (has_list_mark(line_end))
        return FALSE;
    if (line_end->is_full)
        return TRUE;
    if (cases.small == 0 && cases.digits == 0)
        return cases.large > 1;
    return is_name(cases) &&
           is_name(count_cases(line_end->text, line_end->before_start, line_end->before_end));
}

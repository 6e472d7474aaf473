/* The verbs of articles, told from their first two letters. */
#include "document/relation/verb.h"

#include "document/header/parts.h"
#include "text/key/letter.h"

#include <string.h>

/* By their first two letters. */
static const char *const verbs[] = {
    "thay thế",
    "thay cho",
    "bãi bỏ",
    "bãi bỏ hiệu lực",
    "bổ sung",
    "nay bãi bỏ",
    "nay hủy bỏ",
    "nay đính chính",
    "nay sửa đổi",
    "nay sửa đổi bổ sung",
    "nay bổ sung",
    "nay thay thế",
    "hủy bỏ",
    "sửa đổi",
    "sửa đổi bổ sung",
    "sửa đổi và bổ sung",
    "điều chỉnh bổ sung",
    "đính chính",
    "chấm dứt hiệu lực",
    "chấm dứt hiệu lực thi hành",
};
/* What each of these does. */
static const TcRelationKind verb_kinds[G_N_ELEMENTS(verbs)] = {
    TC_RELATION_REPLACES, TC_RELATION_REPLACES, TC_RELATION_REPEALS, TC_RELATION_REPEALS,
    TC_RELATION_AMENDS,   TC_RELATION_REPEALS,  TC_RELATION_REPEALS, TC_RELATION_CORRECTS,
    TC_RELATION_AMENDS,   TC_RELATION_AMENDS,   TC_RELATION_AMENDS,  TC_RELATION_REPLACES,
    TC_RELATION_REPEALS,  TC_RELATION_AMENDS,   TC_RELATION_AMENDS,  TC_RELATION_AMENDS,
    TC_RELATION_AMENDS,   TC_RELATION_CORRECTS, TC_RELATION_REPEALS, TC_RELATION_REPEALS,
};
static const struct {
    char letters[2];
    const char *third; /* letters that may follow, "" where the word ends */
    guint8 first;      /* of verbs */
    guint8 count;
} beginnings[TC_VERB_BEGINNINGS] = {
    {{'t', 'h'}, "a", 0, 2},   {{'b', 'a'}, "i", 2, 2},  {{'b', 'o'}, "", 4, 1},
    {{'n', 'a'}, "y", 5, 7},   {{'h', 'u'}, "y", 12, 1}, {{'s', 'u'}, "a", 13, 3},
    {{'d', 'i'}, "en", 16, 2}, {{'c', 'h'}, "a", 18, 2},
};

/* The bytes that the first letters of these begin with. */
static const gboolean is_first_byte[256] = {
    ['b'] = TRUE, ['c'] = TRUE, ['d'] = TRUE,  ['h'] = TRUE,  ['n'] = TRUE,  ['s'] = TRUE,
    ['t'] = TRUE, ['B'] = TRUE, ['C'] = TRUE,  ['D'] = TRUE,  ['H'] = TRUE,  ['N'] = TRUE,
    ['S'] = TRUE, ['T'] = TRUE, [0xc3] = TRUE, [0xc4] = TRUE, [0xc6] = TRUE,
};

gsize
tc_verb_beginning_at(const char *p, const char *end)
{
    const gsize none = TC_VERB_BEGINNINGS;
    TcLetter first = {.base = 0};
    TcLetter second = {.base = 0};
    if (p >= end || !is_first_byte[(guchar)*p])
        return none;
    if (end - p > 2 && g_ascii_isalpha(p[0]) && g_ascii_isalpha(p[1]) && (guchar)p[2] < 0xcc) {
        first.base = g_ascii_tolower(p[0]);
        second.base = g_ascii_tolower(p[1]);
    } else {
        gsize len = tc_letter_read(p, end, &first);
        if (len == 0 || tc_letter_read(p + len, end, &second) == 0)
            return none;
    }
    gsize i = 0;
    while (i < none &&
           (beginnings[i].letters[0] != first.base || beginnings[i].letters[1] != second.base))
        i++;
    return i;
}

/* Whether the third letter at `p` is one that the i-th beginning goes on with: most words that
 * begin like a verb are none. */
static gboolean
goes_on(gsize i, const char *p, const char *end)
{
    TcLetter letter;
    for (guint k = 0; k < G_N_ELEMENTS(beginnings[i].letters); k++) {
        gsize len = tc_letter_read(p, end, &letter);
        if (len == 0)
            return FALSE;
        p += len;
    }
    if (tc_letter_read(p, end, &letter) == 0)
        return *beginnings[i].third == '\0';
    return letter.base != '\0' && strchr(beginnings[i].third, letter.base) != NULL;
}

const char *
tc_verb_of(gsize i, const char *p, const char *end, TcRelationKind *kind)
{
    gsize which;
    if (i == TC_VERB_BEGINNINGS || !goes_on(i, p, end))
        return NULL;
    const char *after =
        tc_phrase_any(p, end, verbs + beginnings[i].first, beginnings[i].count, &which);
    if (after != NULL)
        *kind = verb_kinds[beginnings[i].first + which];
    return after;
}

const char *
tc_verb_at(const char *p, const char *end, TcRelationKind *kind)
{
    return tc_verb_may_begin(p, end) ? tc_verb_of(tc_verb_beginning_at(p, end), p, end, kind)
                                     : NULL;
}

#include "text/relation/place.h"

#include "text/key/letter.h"

#include <string.h>

enum {
    WORDS_MAX = 5,  /* of a name: "Bà Rịa - Vũng Tàu" */
    PLACES_MAX = 3, /* a commune, its district, its province */
};

static const struct {
    const char *words[2];
    const char *level;
} levels[] = {
    {{"tỉnh"}, "tinh"},
    {{"thành", "phố"}, "thanh pho"},
    {{"tp"}, "thanh pho"},
    {{"huyện"}, "huyen"},
    {{"quận"}, "quan"},
    {{"thị", "xã"}, "thi xa"},
    {{"phường"}, "phuong"},
    {{"xã"}, "xa"},
    {{"thị", "trấn"}, "thi tran"},
    {{"đặc", "khu"}, "dac khu"},
};

/* The word for a level at `p`: its end, NULL without one. */
static const char *
level_at(const char *p, const char *end, const char **level)
{
    TcLetters first;
    gsize len = tc_letters_read(p, end, &first);
    for (gsize i = 0; len > 0 && i < G_N_ELEMENTS(levels); i++) {
        if (!tc_letters_are(&first, levels[i].words[0]))
            continue;
        *level = levels[i].level;
        if (levels[i].words[1] == NULL)
            return p + len;
        TcLetters second;
        const char *next = tc_space_skip(p + len, end);
        gsize next_len = tc_letters_read(next, end, &second);
        if (next_len > 0 && tc_letters_are(&second, levels[i].words[1]))
            return next + next_len;
    }
    return NULL;
}

/* Whether a word is an abbreviation: "HCM", "BRVT". */
static gboolean
is_short(const TcLetters *word)
{
    for (guint8 i = 0; i < word->count; i++)
        if (!word->letters[i].upper || word->letters[i].quality != 0)
            return FALSE;
    return word->count > 1 && !g_ascii_isdigit(word->letters[0].base);
}

/* Whether what a document is about begins at `word`, which ends at `after`: "tỉnh Kon Tum Ban hành
 * Quy định". */
static gboolean
begins_subject(const TcLetters *word, const char *after, const char *end)
{
    static const char *const openers[] = {"ban", "quy", "phê", "sửa", "bãi", "điều", "bổ", "về"};
    TcLetters next;
    gsize len = tc_letters_read(tc_space_skip(after, end), end, &next);
    if (len == 0 || next.letters[0].upper)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(openers); i++)
        if (tc_letters_are(word, openers[i]))
            return TRUE;
    return FALSE;
}

gboolean
tc_place_at(const char *p, const char *end, TcPlace *place)
{
    const char *level;
    const char *after = level_at(p, end, &level);
    if (after == NULL)
        return FALSE;
    *place = (TcPlace){.level = level, .end = after};
    g_autoptr(GString) name = g_string_new(NULL);
    for (guint i = 0; i < WORDS_MAX; i++) {
        TcLetters word;
        const char *next = tc_space_skip(after, end);
        if (i == 0 && next < end && *next == '.')
            next = tc_space_skip(next + 1, end);
        gsize dash = i > 0 ? tc_dash_len(next, end) : 0;
        next = dash > 0 ? tc_space_skip(next + dash, end) : next;
        gsize len = tc_letters_read(next, end, &word);
        gboolean is_number =
            len > 0 && i == 0 && word.letters[0].base >= '0' && word.letters[0].base <= '9';
        if (len == 0 || (!word.letters[0].upper && !is_number) || (i == 0 && is_short(&word)) ||
            (i > 0 && begins_subject(&word, next + len, end)))
            break;
        if (name->len > 0)
            g_string_append_c(name, ' ');
        tc_letters_append_bare(&word, name);
        place->end = after = next + len;
    }
    g_strlcpy(place->name, name->str, sizeof place->name);
    return TRUE;
}

/* The places that `text` names, the smallest first, at most PLACES_MAX: how many they are. */
static guint
find_places(const char *text, TcPlace *places)
{
    const char *end = text != NULL ? text + strlen(text) : NULL;
    guint count = 0;
    for (const char *p = text; p < end && count < PLACES_MAX;) {
        TcLetters word;
        TcPlace place;
        gsize len = tc_letters_read(p, end, &word);
        const char *next = len > 0 ? p + len : g_utf8_next_char(p);
        if (len > 0 && tc_place_at(p, end, &place)) {
            if (place.name[0] == '\0')
                return count;
            places[count++] = place;
            next = place.end;
        }
        p = next;
    }
    return count;
}

/* Whether `name` is `beginning` with further words, or without: what follows a name may have a
 * capital, too. */
static gboolean
begins_with(const char *name, const char *beginning)
{
    gsize len = strlen(beginning);
    return strncmp(name, beginning, len) == 0 && (name[len] == '\0' || name[len] == ' ');
}

static gboolean
may_be_same(const TcPlace *a, const TcPlace *b)
{
    return begins_with(a->name, b->name) || begins_with(b->name, a->name);
}

gboolean
tc_places_differ(const char *one, const char *other)
{
    TcPlace a[PLACES_MAX];
    TcPlace b[PLACES_MAX];
    const guint a_count = find_places(one, a);
    const guint b_count = find_places(other, b);
    if (a_count == 0 || b_count == 0)
        return FALSE;
    if (strcmp(a[0].level, b[0].level) != 0)
        return TRUE;
    /* Districts of one name are in several provinces. */
    for (guint i = 0; i < a_count; i++)
        for (guint k = 0; k < b_count; k++)
            if (strcmp(a[i].level, b[k].level) == 0 && !may_be_same(&a[i], &b[k]))
                return TRUE;
    return FALSE;
}

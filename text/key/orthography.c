/* text/key/orthography.c - which syllables Vietnamese spelling allows.
 *
 * A syllable is written onset + rime + tone (âm đầu, vần, thanh). The tables list the onsets and
 * rimes of quốc ngữ with the choices spelling makes by the next letter: k, gh, ngh before e ê i;
 * qu; gi. Source: the tables of consonants and of vowels with their finals in Wikipedia's
 * "Vietnamese alphabet", multiplied out; of the products only those are kept that occur as
 * syllables in 85 MB of the Vietnamese Wikipedia (the rarest, "uyn", "uênh", "oao" and "yêng",
 * three times). */
#include "text/key/orthography.h"

#include "text/key/tone.h"

#include <stdlib.h>
#include <string.h>

/* What letter may come after an onset. */
typedef enum {
    BEFORE_ANY,
    BEFORE_FRONT, /* e ê i: gh, ngh, k */
    BEFORE_BACK,  /* the others: c, ng; g too but for "gì", "gìn" */
    BEFORE_QU,    /* what follows qu */
    BEFORE_GI,    /* what follows gi: any but i */
} Before;

static const struct {
    const char *onset;
    Before before;
} onsets[] = {
    {"ngh", BEFORE_FRONT}, {"ng", BEFORE_BACK}, {"nh", BEFORE_ANY},  {"n", BEFORE_ANY},
    {"gh", BEFORE_FRONT},  {"gi", BEFORE_GI},   {"g", BEFORE_BACK},  {"ch", BEFORE_ANY},
    {"c", BEFORE_BACK},    {"kh", BEFORE_ANY},  {"k", BEFORE_FRONT}, {"ph", BEFORE_ANY},
    {"p", BEFORE_ANY},     {"qu", BEFORE_QU},   {"th", BEFORE_ANY},  {"tr", BEFORE_ANY},
    {"t", BEFORE_ANY},     {"b", BEFORE_ANY},   {"d", BEFORE_ANY},   {"đ", BEFORE_ANY},
    {"h", BEFORE_ANY},     {"l", BEFORE_ANY},   {"m", BEFORE_ANY},   {"r", BEFORE_ANY},
    {"s", BEFORE_ANY},     {"v", BEFORE_ANY},   {"x", BEFORE_ANY},   {"", BEFORE_ANY},
};

/* Rimes after any onset, sorted by bytes. */
static const char *const rimes[] = {
    "a",   "ac",   "ach",  "ai",   "am",   "an",   "ang", "anh",  "ao",   "ap",   "at",   "au",
    "ay",  "e",    "ec",   "em",   "en",   "eng",  "eo",  "ep",   "et",   "i",    "ia",   "ich",
    "im",  "in",   "inh",  "ip",   "it",   "iu",   "iêc", "iêm",  "iên",  "iêng", "iêp",  "iêt",
    "iêu", "o",    "oa",   "oac",  "oach", "oai",  "oam", "oan",  "oang", "oanh", "oao",  "oap",
    "oat", "oay",  "oc",   "oe",   "oem",  "oen",  "oeo", "oet",  "oi",   "om",   "on",   "ong",
    "ooc", "oong", "op",   "ot",   "oăc",  "oăm",  "oăn", "oăng", "oăt",  "u",    "ua",   "uc",
    "ui",  "um",   "un",   "ung",  "up",   "ut",   "uy",  "uya",  "uych", "uyn",  "uynh", "uyp",
    "uyt", "uyu",  "uyên", "uyêt", "uân",  "uâng", "uât", "uây",  "uê",   "uêch", "uênh", "uôc",
    "uôi", "uôm",  "uôn",  "uông", "uôt",  "uơ",   "y",   "yêm",  "yên",  "yêng", "yêt",  "yêu",
    "âc",  "âm",   "ân",   "âng",  "âp",   "ât",   "âu",  "ây",   "ê",    "êch",  "êm",   "ên",
    "ênh", "êp",   "êt",   "êu",   "ô",    "ôc",   "ôi",  "ôm",   "ôn",   "ông",  "ôp",   "ôt",
    "ăc",  "ăm",   "ăn",   "ăng",  "ăp",   "ăt",   "ơ",   "ơi",   "ơm",   "ơn",   "ơp",   "ơt",
    "ư",   "ưa",   "ưc",   "ưi",   "ưm",   "ưn",   "ưng", "ưt",   "ưu",   "ươc",  "ươi",  "ươm",
    "ươn", "ương", "ươp",  "ươt",  "ươu",
};

/* Rimes that qu alone has: the u is written once. */
static const char *const qu_rimes[] = {"ych", "ynh", "yp", "yt", "yn"};

static int
compare_rimes(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static gboolean
is_rime(const char *rime)
{
    return bsearch(rime, rimes, G_N_ELEMENTS(rimes), sizeof(rimes[0]), compare_rimes) != NULL;
}

static gboolean
begins_front(const char *rime)
{
    return rime[0] == 'e' || rime[0] == 'i' || g_str_has_prefix(rime, "ê");
}

static gboolean
fits(Before before, const char *onset, const char *rime)
{
    switch (before) {
    case BEFORE_FRONT:
        return begins_front(rime) && is_rime(rime);
    case BEFORE_BACK:
        /* g + i...: gì, gìn, giếng, giết, where one i stands for two. */
        if (g_str_equal(onset, "g") && rime[0] == 'i')
            return is_rime(rime);
        return !begins_front(rime) && rime[0] != 'y' && is_rime(rime);
    case BEFORE_GI:
        return rime[0] != 'i' && rime[0] != 'y' && is_rime(rime);
    case BEFORE_QU:
        for (gsize i = 0; i < G_N_ELEMENTS(qu_rimes); i++)
            if (g_str_equal(rime, qu_rimes[i]))
                return TRUE;
        /* "qui" is the key of "quy"; "quốc" is the one word with ô; with ơ quơ and (names) Quới. */
        return is_rime(rime) && rime[0] != 'o' && rime[0] != 'u' && !g_str_has_prefix(rime, "ư") &&
               (rime[0] != 'i' || rime[1] == '\0' || g_str_equal(rime, "it")) &&
               (!g_str_has_prefix(rime, "ô") || g_str_equal(rime, "ôc")) &&
               (!g_str_has_prefix(rime, "ơ") || g_str_equal(rime, "ơ") || g_str_equal(rime, "ơi"));
    case BEFORE_ANY:
        break;
    }
    if (rime[0] == 'y') {
        /* y for i: alone, and in names (Vy, Thy); after h k l m s t a key has i. */
        if (rime[1] == '\0')
            return onset[0] == '\0' || g_str_equal(onset, "v") || g_str_equal(onset, "th");
        return onset[0] == '\0' && is_rime(rime);
    }
    /* Without onset iê is written yê. */
    if (onset[0] == '\0' && g_str_has_prefix(rime, "iê"))
        return FALSE;
    return is_rime(rime);
}

/* c, ch, p and t end a syllable short, and it has one of two tones. */
static gboolean
tone_fits(const char *rime, int tone)
{
    gsize len = strlen(rime);
    gboolean is_stopped = rime[len - 1] == 'c' || rime[len - 1] == 'p' || rime[len - 1] == 't' ||
                          g_str_has_suffix(rime, "ch");

    return !is_stopped || tone == TC_TONE_SAC || tone == TC_TONE_NANG;
}

gboolean
tc_spelling_is_allowed(const char *toneless, int tone, gboolean is_tone_strict)
{
    for (gsize i = 0; i < G_N_ELEMENTS(onsets); i++) {
        const char *rime;

        /* Nearly all differ in the first byte. */
        if ((onsets[i].onset[0] != '\0' && onsets[i].onset[0] != toneless[0]) ||
            !g_str_has_prefix(toneless, onsets[i].onset))
            continue;
        rime = toneless + strlen(onsets[i].onset);
        if (rime[0] != '\0' && fits(onsets[i].before, onsets[i].onset, rime) &&
            (!is_tone_strict || tone_fits(rime, tone)))
            return TRUE;
    }
    return FALSE;
}

static char
bare_letter(gunichar letter)
{
    switch (letter) {
    case 0x103: /* ă */
    case 0xE2:  /* â */
        return 'a';
    case 0xEA: /* ê */
        return 'e';
    case 0xF4:  /* ô */
    case 0x1A1: /* ơ */
        return 'o';
    case 0x1B0: /* ư */
        return 'u';
    default:
        return (char)letter;
    }
}

static gboolean
has_bare_letters(const char *rime, const char *bare)
{
    while (*rime != '\0' && bare_letter(g_utf8_get_char(rime)) == *bare) {
        rime = g_utf8_next_char(rime);
        bare++;
    }
    return *rime == '\0' && *bare == '\0';
}

gboolean
tc_spelling_may_be(const char *bare)
{
    if (tc_spelling_is_allowed(bare, TC_TONE_NONE, FALSE))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(onsets); i++) {
        const char *rest = bare + strlen(onsets[i].onset);

        if (!g_str_has_prefix(bare, onsets[i].onset))
            continue;
        for (gsize r = 0; r < G_N_ELEMENTS(rimes); r++)
            if (has_bare_letters(rimes[r], rest) &&
                fits(onsets[i].before, onsets[i].onset, rimes[r]))
                return TRUE;
    }
    return FALSE;
}

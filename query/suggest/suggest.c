#include "query/suggest/suggest.h"

#include "query/suggest/place.h"
#include "query/suggest/slips.h"
#include "query/words/queries.h"
#include "query/words/spellings.h"

#include <string.h>

/* Candidates whose neighbours are looked at. */
#define TRIED_MAX          12
/* The least slip that is believed where few documents have the word beside its neighbours, or where
 * the word that was typed is one; and where none has: only marks are wrong. */
#define SLIP_SURE          0.3
#define SLIP_RARE          0.1 /* the same where few documents have the word at all */
#define SLIP_SOUND         0.5 /* of what sounds alike, with the marks as they were typed */
#define SLIP_MARKS         0.6
/* How many times as many documents must have what was meant, where some have what was typed. */
#define FEW_TIMES          50
#define FEW_TIMES_OF_THREE 20 /* where documents have it beside two words of the query */
/* Of two words alone the other one is meant that this share of the documents with the rarer of them
 * have side by side, and so many: "quảng cáo". */
#define BOUND_SHARE        0.5
#define BOUND_MIN          5
/* A known word gives way to one that stands beside its neighbours in as many documents, and in this
 * share of those that have the rarer of the two; in less where only marks are wrong. */
#define TOGETHER_MIN       2
#define SHARE_MIN          0.2
#define SHARE_MARKS        0.05
/* The same for a word that no document has. */
#define SHARE_UNKNOWN      0.02
/* Letters of a word that Vietnamese could have from which on one of them may be wrong. */
#define SOUND_MIN          3
/* Letters of an unknown word alone that is believed to be another one. */
#define ALONE_MIN          4
/* What a document with a candidate beside two words is worth against one that has it beside one. */
#define THREE_WORTH        50
/* What a document with a candidate is worth against one that has it beside its neighbours. */
#define ALONE_SHARE        0.05

/* What a candidate is worth that stands beside the neighbours in `together` documents. How frequent
 * it is by itself says little, but more than nothing. */
static double
score_of(const TcSlip *candidate, guint32 together)
{
    return candidate->slip * (together + ALONE_SHARE * candidate->freq);
}

static double
first_score(const TcSlip *candidate)
{
    return score_of(candidate, candidate->repeated);
}

static int
best_first(gconstpointer a, gconstpointer b)
{
    double x = first_score(a);
    double y = first_score(b);
    return x > y ? -1 : x < y;
}

/* The same of `first` right before `second`; takes both. */
static gboolean
count_phrase(const TcPlace *place, TcXQuery *first, TcXQuery *second, guint32 max, guint32 *count,
             GError **error)
{
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    return tc_queries_add(leaves, first) && tc_queries_add(leaves, second) &&
           tc_place_count(place, leaves, max, count, error);
}

/* In how many documents a word (NULL: the one that was typed) stands beside the neighbour of that
 * side, at most `max`. */
static gboolean
count_beside(const TcPlace *place, const TcSlip *candidate, int side, guint32 max, guint32 *count,
             GError **error)
{
    const TcWord *neighbour = place->neighbours[side];
    *count = 0;
    if (neighbour == NULL || neighbour->freq == 0)
        return TRUE;
    g_autoptr(TcXQuery) other = tc_place_leaf(neighbour, FALSE, error);
    g_autoptr(TcXQuery) own = other == NULL ? NULL
                              : candidate == NULL
                                  ? tc_place_leaf(place->word, TRUE, error)
                                  : tc_x_query_term(candidate->term, candidate->term_len, 1, error);
    if (own == NULL)
        return FALSE;
    TcXQuery *first = side == 0 ? g_steal_pointer(&other) : g_steal_pointer(&own);
    TcXQuery *second = side == 0 ? g_steal_pointer(&own) : g_steal_pointer(&other);
    return count_phrase(place, first, second, max, count, error);
}

/* In how many documents a candidate at the edge of a query stands beside two of its words: "án dân
 * sự", where "dân sử" is of "nhân dân sử dụng". */
static gboolean
count_three(const TcPlace *place, const TcSlip *candidate, guint32 *count, GError **error)
{
    int side = place->neighbours[0] != NULL ? 0 : 1;
    const TcWord *neighbour = place->neighbours[side];
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    *count = 0;
    if (place->beyond == NULL || place->beyond->freq == 0 || neighbour->freq == 0)
        return TRUE;
    for (int i = 0; i < 3; i++) {
        int from = side == 0 ? i : 2 - i;
        TcXQuery *leaf = from == 2
                             ? tc_x_query_term(candidate->term, candidate->term_len, 1, error)
                             : tc_place_leaf(from == 1 ? neighbour : place->beyond, FALSE, error);
        if (!tc_queries_add(leaves, leaf))
            return FALSE;
    }
    return tc_place_count(place, leaves, TC_PLACE_COUNT_MAX, count, error);
}

/* Whether the archive knows the word: what is no syllable and in few documents is a slip there. */
static gboolean
is_known_word(const TcWord *word)
{
    return word->freq > TC_SUGGEST_FEW ||
           (word->freq > 0 && tc_key_may_be_syllable(word->key, word->key_len));
}

/* Whether it is a known word with marks, and the first or the last one. */
static gboolean
is_edge(const TcPlace *place)
{
    return is_known_word(place->word) && place->word->is_marked &&
           (place->neighbours[0] == NULL || place->neighbours[1] == NULL);
}

/* Whether a candidate stands so often beside a neighbour that it is meant, where what was typed is
 * a word that the archive knows, or one that Vietnamese could have (`is_sound`), or none. */
static gboolean
belongs(const TcPlace *place, const TcSlip *candidate, gboolean is_sound, const TcWord *neighbour,
        guint32 count)
{
    gboolean is_known = is_known_word(place->word);
    guint32 rarer = neighbour == NULL ? 0 : MIN(candidate->freq, neighbour->freq);
    double least = is_known ? SLIP_MARKS : SLIP_SURE;
    double share = !is_known && !is_sound     ? SHARE_UNKNOWN
                   : candidate->slip >= least ? SHARE_MARKS
                                              : SHARE_MIN;
    return count >= TOGETHER_MIN && count >= share * rarer;
}

/* How many times as many documents must have a candidate beside a neighbour as have what was typed
 * there. What is not only another spelling has been seen beside two words of the query. */
static guint32
times_of(const TcPlace *place, const TcSlip *candidate)
{
    return place->beyond != NULL && candidate->slip < SLIP_MARKS ? FEW_TIMES_OF_THREE : FEW_TIMES;
}

/* Whether any count could tell that it belongs to the neighbour on that side. */
static gboolean
may_belong(const TcPlace *place, const TcSlip *candidate, int side)
{
    const TcWord *neighbour = place->neighbours[side];
    if (neighbour == NULL || neighbour->freq == 0)
        return FALSE;
    const guint32 most = MIN(MIN(candidate->freq, neighbour->freq), TC_PLACE_COUNT_MAX);
    return most >= times_of(place, candidate) * place->typed[side] &&
           belongs(place, candidate, FALSE, neighbour, most);
}

/* Whether what no candidate document has is nowhere else either, or in few. */
static gboolean
is_absent(TcPlace *place, gboolean *is_so, GError **error)
{
    *is_so = TRUE;
    for (int side = 0; side < 2 && *is_so; side++) {
        if (place->is_absent[side] &&
            !count_beside(place, NULL, side, TC_SUGGEST_FEW + 1, &place->typed[side], error))
            return FALSE;
        *is_so = place->typed[side] <= TC_SUGGEST_FEW;
    }
    return TRUE;
}

static gboolean
has_same_letters(const TcWord *word, const TcSlip *candidate)
{
    return tc_key_bare_len(candidate->term, candidate->term_len) == word->bare_len &&
           memcmp(candidate->term, word->key, word->bare_len) == 0;
}

/* Whether a candidate and a neighbour are mostly said together, which `count` documents do. */
static gboolean
is_bound_to(const TcSlip *candidate, const TcWord *neighbour, guint32 count)
{
    return neighbour != NULL && count >= BOUND_MIN &&
           count >=
               BOUND_SHARE * MIN(MIN(candidate->freq, neighbour->freq), 2 * TC_PLACE_COUNT_MAX);
}

/* The same of the only neighbour. */
static gboolean
is_collocation(const TcPlace *place, const TcSlip *candidate, gboolean *is_so, GError **error)
{
    const int side = place->neighbours[0] != NULL ? 0 : 1;
    const TcWord *neighbour = place->neighbours[side];
    guint32 count = 0;
    *is_so = FALSE;
    if (place->neighbours[1 - side] != NULL)
        return TRUE;
    if (!count_beside(place, candidate, side, TC_PLACE_COUNT_MAX, &count, error))
        return FALSE;
    *is_so = is_bound_to(candidate, neighbour, count);
    return TRUE;
}

/* Whether it is near enough to what was typed. */
static gboolean
may_be_meant(const TcPlace *place, const TcSlip *candidate, gboolean is_sound, gboolean *is_so,
             GError **error)
{
    const TcWord *word = place->word;
    gboolean is_known = is_known_word(word);
    gboolean is_itself = candidate->term_len == word->key_len &&
                         memcmp(candidate->term, word->key, candidate->term_len) == 0;
    gboolean is_small = is_sound && word->bare_len < SOUND_MIN;
    guint32 three = 0;
    /* What has other letters than a word that is known must be said more than once in some
     * document: that costs nothing to ask, and phrases do. */
    gboolean is_far = is_known && candidate->repeated == 0 && !has_same_letters(word, candidate);
    double sure = word->freq <= TC_SUGGEST_FEW ? SLIP_RARE : SLIP_SURE;
    *is_so = !is_itself && !is_far && !(is_known && candidate->slip < sure);
    if (!*is_so || candidate->slip >= SLIP_MARKS || !(is_small || is_edge(place)))
        return TRUE;
    *is_so = FALSE;
    if (candidate->slip < sure)
        return TRUE;
    /* Of two words there are no three; what sounds alike is believed there. */
    *is_so = is_known && place->beyond == NULL && candidate->slip >= SLIP_SOUND;
    if (*is_so)
        return TRUE;
    if (is_known && place->beyond == NULL)
        return is_collocation(place, candidate, is_so, error);
    if (!count_three(place, candidate, &three, error))
        return FALSE;
    *is_so = three >= (is_known ? TC_THREE_MIN : TOGETHER_MIN);
    gboolean is_nowhere = place->typed[0] == 0 && place->typed[1] == 0;
    return *is_so || !is_known || !is_nowhere || is_collocation(place, candidate, is_so, error);
}

/* The same of the first and the last word of a query, which may go on in the text as nobody typed
 * them: "giảm biên chế" is right, though all say "tinh giản biên chế". Whether the candidate is
 * there only as part of one and the same longer word. */
static gboolean
is_bound(const TcPlace *place, const TcSlip *candidate, gboolean *is_so, GError **error)
{
    const int side = place->neighbours[0] == NULL ? 1 : -1;
    const TcWord *neighbour = place->neighbours[side > 0 ? 1 : 0];
    gboolean is_unknown_last = place->word->freq == 0 && side < 0;
    *is_so = FALSE;
    if ((place->neighbours[0] != NULL) == (place->neighbours[1] != NULL) || neighbour->freq == 0 ||
        is_unknown_last || candidate->slip >= SLIP_MARKS)
        return TRUE;
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    TcXQuery *own = tc_x_query_term(candidate->term, candidate->term_len, 1, error);
    TcXQuery *other = tc_place_leaf(neighbour, FALSE, error);
    if (!tc_queries_add(leaves, side > 0 ? own : other) ||
        !tc_queries_add(leaves, side > 0 ? other : own))
        return FALSE;
    g_autoptr(TcXQuery) phrase = tc_queries_combine(TC_X_PHRASE, leaves, leaves->len, error);
    return phrase != NULL &&
           tc_slip_is_bound(place->reader, place->words->analyzer, phrase, candidate->term,
                            candidate->term_len, neighbour, side, is_so, error);
}

/* A candidate beside the neighbours. */
typedef struct {
    guint32 together; /* documents */
    guint sides;      /* where it stands in any document */
    guint belonging;  /* ... so often that it is meant */
    guint bound;      /* ... where one is mostly said with the other */
} Beside;

/* Whether a candidate is meant, which must belong to `needed` sides. A name that the archive does
 * not have is a name; so may be what is far from any word. */
static gboolean
is_believed(const TcPlace *place, const TcSlip *candidate, const Beside *beside, gboolean is_sound,
            guint needed)
{
    gboolean is_name = g_unichar_isupper(g_utf8_get_char(place->word->typed));
    guint sides = (place->neighbours[0] != NULL) + (place->neighbours[1] != NULL);
    gboolean are_both = is_sound && candidate->slip < SLIP_SURE && beside->bound == 0;
    gboolean is_placed = beside->belonging >= (are_both ? MAX(needed, sides) : needed);
    /* "Và quản" says nothing of "qua đời", which has other letters. */
    if (is_known_word(place->word))
        return is_placed && (beside->sides == sides || has_same_letters(place->word, candidate));
    return is_placed ||
           (beside->together > 0 ? candidate->slip >= (is_sound ? SLIP_MARKS : SLIP_SURE)
            : sides == 0         ? place->word->bare_len >= ALONE_MIN && !is_name
                                 : candidate->slip >= SLIP_MARKS && !is_name);
}

/* The best candidate for a word and its worth; its index, -1 without any. */
static gboolean
choose(const TcPlace *place, GArray *found, int *best, double *best_score, GError **error)
{
    gboolean is_known = is_known_word(place->word);
    gboolean is_sound = tc_key_is_syllable(place->word->key, place->word->key_len, TRUE);
    /* Where the word stands well with one neighbour, another must do so with both. */
    guint needed = 1;
    for (int side = 0; is_known && side < 2; side++)
        needed += place->neighbours[side] != NULL && !place->is_absent[side];
    *best = -1;
    *best_score = 0;
    if (!tc_slips_note_repeated(place->reader, place->neighbours, found, error))
        return FALSE;
    g_array_sort(found, best_first);
    for (guint c = 0; c < MIN(found->len, TRIED_MAX); c++) {
        const TcSlip *candidate = tc_slip_at(found, c);
        Beside beside = {0, 0, 0, 0};
        gboolean is_tried = FALSE;
        if (!may_be_meant(place, candidate, is_sound, &is_tried, error))
            return FALSE;
        if (!is_tried)
            continue;
        const gboolean is_open[2] = {may_belong(place, candidate, 0),
                                     may_belong(place, candidate, 1)};
        const guint32 times = times_of(place, candidate);
        /* Phrases are slow to count in a large archive: not those of what cannot be believed. */
        for (int side = 0; side < 2; side++) {
            guint32 count = 0;
            if (is_known && beside.belonging + is_open[side] + (side == 0 && is_open[1]) < needed)
                break;
            if (!count_beside(place, candidate, side, TC_PLACE_COUNT_MAX, &count, error))
                return FALSE;
            beside.together += count;
            beside.sides += count > 0;
            beside.bound += is_bound_to(candidate, place->neighbours[side], count);
            beside.belonging += count >= times * place->typed[side] &&
                                belongs(place, candidate, is_sound, place->neighbours[side], count);
        }
        guint32 three = 0;
        gboolean is_meant = is_believed(place, candidate, &beside, is_sound, needed);
        if (is_meant && !count_three(place, candidate, &three, error))
            return FALSE;
        double score = score_of(candidate, beside.together + THREE_WORTH * three);
        if (is_meant && score > *best_score) {
            *best_score = score;
            *best = (int)c;
        }
    }
    gboolean is_part = FALSE;
    if (*best >= 0 && is_sound &&
        !is_bound(place, tc_slip_at(found, (guint)*best), &is_part, error))
        return FALSE;
    *best = is_part ? -1 : *best;
    return TRUE;
}

/* ---- the whole query ---- */

/* Capitals without a vowel, or among words in small letters, which the table of abbreviations may
 * not have: "VC", "RAM". */
static gboolean
is_letters_only(const TcWords *words, const TcWord *word)
{
    gboolean has_small;
    guint letters = tc_count_letters(word->typed, &has_small);
    if (!has_small && words->has_small && letters > 1)
        return TRUE;
    for (guint i = 0; i < word->bare_len; i++)
        if (has_small || strchr("aeiouy", word->key[i]) != NULL)
            return FALSE;
    return TRUE;
}

/* Abbreviations, what they stand for, numbers of documents, and foreign words are not corrected. */
static gboolean
may_be_wrong(const TcWords *words, guint i)
{
    const TcWord *word = tc_words_at(words, i);
    guint32 position = tc_word_at(words->sequence, i)->position;
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        /* "thuadat" somewhere makes no word of "thữa đất". */
        gboolean is_joined = word->freq == 0 && word->is_marked && group->count > 1 &&
                             g_unichar_islower(g_utf8_get_char(word->typed)) &&
                             tc_alternatives_count(group->alternatives, TC_ALTERNATIVE_WRITING) ==
                                 group->alternatives->len;
        if (position >= group->position && position < group->position + group->count && !is_joined)
            return FALSE;
    }
    return !word->is_derived && !word->is_whole && !word->is_numeral && !word->are_keystrokes &&
           word->bare_len > 1 && !is_letters_only(words, word);
}

static void
replacement_clear(gpointer data)
{
    g_free(((TcReplacement *)data)->text);
}

static gboolean
find_replacement(TcPlace *place, gboolean is_marked, TcReplacement *out, GError **error)
{
    int best = -1;
    g_autoptr(GArray) found = tc_slips_new();
    if (place->word->freq > 0) {
        gboolean is_missing = FALSE;
        if (!is_absent(place, &is_missing, error))
            return FALSE;
        if (!is_missing)
            return TRUE;
    }
    gboolean are_few = place->typed[0] > 0 || place->typed[1] > 0;
    if (!tc_slips_find(place->reader, place->word, are_few, found, error))
        return FALSE;
    if (!choose(place, found, &best, &out->score, error))
        return FALSE;
    if (best >= 0) {
        const TcSlip *candidate = tc_slip_at(found, best);
        /* Where no mark was typed, the whole is read as any such query. */
        gsize len = is_marked ? candidate->term_len
                              : tc_key_bare_len(candidate->term, candidate->term_len) + 1;
        g_autoptr(GString) text = g_string_new(NULL);
        tc_key_append_word(candidate->term, len, NULL, text);
        out->text = tc_with_capital(text->str, place->word->typed);
        return TRUE;
    }
    return place->word->freq > 0 || tc_place_split(place, &out->text, error);
}

/* Of two known words side by side that do not belong together one is wrong: keep the better
 * replacement. */
static void
keep_better(const TcPlace *place, TcReplacement *before, TcReplacement *own)
{
    if (own->text != NULL && before->text != NULL && place->is_absent[0]) {
        TcReplacement *worse = before->score < own->score ? before : own;
        g_clear_pointer(&worse->text, g_free);
    }
}

/* The word two away from the i-th one, on the only side where it has neighbours; NULL for none. */
static const TcWord *
word_beyond(const TcWords *words, guint i, gboolean is_before, gboolean is_after)
{
    if (is_before && !is_after && i > 1 && tc_words_are_beside(words, i - 2))
        return tc_words_at(words, i - 2);
    if (is_after && !is_before && tc_words_are_beside(words, i + 1))
        return tc_words_at(words, i + 2);
    return NULL;
}

gboolean
tc_suggest(TcReader *reader, const TcWords *words, const TcPool *pool, gboolean is_found,
           char **suggestion, GError **error)
{
    guint len = words->sequence->len;
    guint looked = 0;
    gboolean is_marked = FALSE;
    g_autofree gboolean *is_absent = g_new0(gboolean, len + 1);
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) replacements = g_array_new(FALSE, TRUE, sizeof(TcReplacement));
    g_array_set_clear_func(replacements, replacement_clear);
    g_array_set_size(replacements, len);
    *suggestion = NULL;
    tc_suggest_find_absent(words, pool, is_found, is_absent);
    for (guint i = 0; i < len; i++)
        is_marked |= tc_words_at(words, i)->is_marked && !tc_words_at(words, i)->is_derived;
    const TcPlace whole = {.reader = reader, .words = words, .counts = counts};
    gboolean is_swapped = FALSE;
    for (guint i = 0; i + 1 < len && !is_swapped; i++)
        if (is_absent[i] && may_be_wrong(words, i) && may_be_wrong(words, i + 1) &&
            !tc_place_swap(&whole, i, replacements, &is_swapped, error))
            return FALSE;
    for (guint i = 0; i < len && looked < TC_SUGGEST_WORDS_MAX; i++) {
        gboolean is_after = tc_words_are_beside(words, i);
        gboolean is_before = i > 0 && tc_words_are_beside(words, i - 1);
        TcPlace place = {
            .reader = reader,
            .words = words,
            .word = tc_words_at(words, i),
            .neighbours = {is_before ? tc_words_at(words, i - 1) : NULL,
                           is_after ? tc_words_at(words, i + 1) : NULL},
            .beyond = word_beyond(words, i, is_before, is_after),
            .is_absent = {is_before && is_absent[i - 1], is_absent[i]},
            .counts = counts,
        };
        gboolean is_doubted = place.word->freq == 0 || place.is_absent[0] || place.is_absent[1];
        TcReplacement *own = &g_array_index(replacements, TcReplacement, i);
        if (!is_doubted || own->text != NULL || !may_be_wrong(words, i))
            continue;
        looked++;
        if (!find_replacement(&place, is_marked, own, error))
            return FALSE;
        if (i > 0)
            keep_better(&place, own - 1, own);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean has_any = FALSE;
    for (guint i = 0; i < len; i++) {
        const TcReplacement *replacement = &g_array_index(replacements, TcReplacement, i);
        has_any |= replacement->text != NULL;
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "",
                               replacement->text != NULL ? replacement->text
                                                         : tc_words_at(words, i)->typed);
    }
    *suggestion = has_any ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
    return TRUE;
}

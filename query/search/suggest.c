#include "query/search/suggest.h"

#include "query/plan/word_query.h"
#include "query/search/slips.h"
#include "query/words/beside.h"
#include "query/words/queries.h"
#include "query/words/spellings.h"

#include <string.h>

/* Candidates whose neighbours are looked at. */
#define TRIED_MAX     12
/* The least slip that is believed where few documents have the word beside its neighbours, or where
 * the word that was typed is one; and where none has: only marks are wrong. */
#define SLIP_SURE     0.3
#define SLIP_SOUND    0.5 /* of what sounds alike, with the marks as they were typed */
#define SLIP_MARKS    0.6
/* How many times as many documents must have what was meant, where some have what was typed. */
#define FEW_TIMES     50
/* Documents that have a known word at the edge of a query with the two next ones. */
#define THREE_MIN     3
/* A known word gives way to one that stands beside its neighbours in as many documents, and in this
 * share of those that have the rarer of the two; in less where only marks are wrong. */
#define TOGETHER_MIN  2
#define SHARE_MIN     0.2
#define SHARE_MARKS   0.05
/* The same for a word that no document has. */
#define SHARE_UNKNOWN 0.02
/* Letters of a word that Vietnamese could have from which on one of them may be wrong. */
#define SOUND_MIN     3
/* Letters of an unknown word alone that is believed to be another one. */
#define ALONE_MIN     4
#define TOGETHER_MAX  1000
/* What a document with a candidate beside two words is worth against one that has it beside one. */
#define THREE_WORTH   50
/* What a document with a candidate is worth against one that has it beside its neighbours. */
#define ALONE_SHARE   0.05

/* A word of the query that is looked at. */
typedef struct {
    TcReader *reader;
    const TcWords *words;
    const TcWord *word;
    const TcWord *neighbours[2]; /* before and after it; NULL where there is none */
    const TcWord *beyond;        /* that of its only neighbour; NULL where it has both, or none */
    gboolean is_absent[2];       /* no candidate document has it beside that neighbour, or few */
    guint32 typed[2];            /* how many documents have, where it is absent */
    GHashTable *counts;          /* of phrases that were counted, by what the query says */
} Place;

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

/* In how many documents what `leaves` (of TcXQuery) are stands one after another, at most `max`. */
static gboolean
count_leaves(const Place *place, GPtrArray *leaves, guint32 max, guint32 *count, GError **error)
{
    gpointer known = NULL;
    g_autoptr(TcXQuery) phrase = tc_queries_combine(TC_X_PHRASE, leaves, leaves->len, error);
    g_autofree char *name = phrase == NULL ? NULL : tc_x_query_describe(phrase);
    if (name != NULL && g_hash_table_lookup_extended(place->counts, name, NULL, &known)) {
        *count = MIN(GPOINTER_TO_UINT(known), max);
        return TRUE;
    }
    if (phrase == NULL || !tc_beside_count(place->reader, leaves, max, count, error))
        return FALSE;
    /* Where counting ended early there may be more. */
    if (name != NULL && (max == TOGETHER_MAX || *count < max))
        g_hash_table_insert(place->counts, g_steal_pointer(&name), GUINT_TO_POINTER(*count));
    return TRUE;
}

/* The same of `first` right before `second`; takes both. */
static gboolean
count_phrase(const Place *place, TcXQuery *first, TcXQuery *second, guint32 max, guint32 *count,
             GError **error)
{
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    return tc_queries_add(leaves, first) && tc_queries_add(leaves, second) &&
           count_leaves(place, leaves, max, count, error);
}

/* A word in its spellings but for the bare form in documents without marks, or only as it was read:
 * a term, or an OR of terms. */
static TcXQuery *
leaf_of(const TcWord *word, gboolean is_as_read, GError **error)
{
    g_autoptr(GPtrArray) terms = tc_queries_new();
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        gboolean is_wanted =
            s == 0 || (is_as_read ? tc_word_is_likely(word, s) : !spelling->is_unmarked);
        if (is_wanted &&
            !tc_queries_add(terms, tc_x_query_term(spelling->term, spelling->term_len, 1, error)))
            return NULL;
    }
    return tc_queries_leaf(terms, error);
}

/* In how many documents a word (NULL: the one that was typed) stands beside the neighbour of that
 * side, at most `max`. */
static gboolean
count_beside(const Place *place, const TcSlip *candidate, int side, guint32 max, guint32 *count,
             GError **error)
{
    const TcWord *neighbour = place->neighbours[side];
    *count = 0;
    if (neighbour == NULL || neighbour->freq == 0)
        return TRUE;
    g_autoptr(TcXQuery) other = leaf_of(neighbour, FALSE, error);
    g_autoptr(TcXQuery) own = other == NULL ? NULL
                              : candidate == NULL
                                  ? leaf_of(place->word, TRUE, error)
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
count_three(const Place *place, const TcSlip *candidate, guint32 *count, GError **error)
{
    int side = place->neighbours[0] != NULL ? 0 : 1;
    const TcWord *neighbour = place->neighbours[side];
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    *count = 0;
    if (place->beyond == NULL || place->beyond->freq == 0 || neighbour->freq == 0)
        return TRUE;
    for (int i = 0; i < 3; i++) {
        int from = side == 0 ? i : 2 - i;
        TcXQuery *leaf = from == 2 ? tc_x_query_term(candidate->term, candidate->term_len, 1, error)
                                   : leaf_of(from == 1 ? neighbour : place->beyond, FALSE, error);
        if (!tc_queries_add(leaves, leaf))
            return FALSE;
    }
    return count_leaves(place, leaves, TOGETHER_MAX, count, error);
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
is_edge(const Place *place)
{
    return is_known_word(place->word) && place->word->is_marked &&
           (place->neighbours[0] == NULL || place->neighbours[1] == NULL);
}

/* Whether a candidate stands so often beside a neighbour that it is meant, where what was typed is
 * a word that the archive knows, or one that Vietnamese could have (`is_sound`), or none. */
static gboolean
belongs(const Place *place, const TcSlip *candidate, gboolean is_sound, const TcWord *neighbour,
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

/* Whether any count could tell that. */
static gboolean
may_belong(const Place *place, const TcSlip *candidate, const TcWord *neighbour)
{
    return neighbour != NULL && neighbour->freq > 0 &&
           belongs(place, candidate, FALSE, neighbour,
                   MIN(MIN(candidate->freq, neighbour->freq), TOGETHER_MAX));
}

/* Whether what no candidate document has is nowhere else either, or in few. */
static gboolean
is_absent(Place *place, gboolean *is_so, GError **error)
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

/* Whether it is near enough to what was typed. */
static gboolean
may_be_meant(const Place *place, const TcSlip *candidate, gboolean is_sound, gboolean *is_so,
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
    *is_so = !is_itself && !is_far && !(is_known && candidate->slip < SLIP_SURE);
    if (!*is_so || candidate->slip >= SLIP_MARKS || !(is_small || is_edge(place)))
        return TRUE;
    *is_so = FALSE;
    if (candidate->slip < SLIP_SURE)
        return TRUE;
    /* Of two words there are no three; what sounds alike is believed there. */
    *is_so = is_known && place->beyond == NULL && candidate->slip >= SLIP_SOUND;
    if (*is_so)
        return TRUE;
    if (!count_three(place, candidate, &three, error))
        return FALSE;
    *is_so = three >= (is_known ? THREE_MIN : TOGETHER_MIN);
    return TRUE;
}

/* The same of the first and the last word of a query, which may go on in the text as nobody typed
 * them: "giảm biên chế" is right, though all say "tinh giản biên chế". Whether the candidate is
 * there only as part of one and the same longer word. */
static gboolean
is_bound(const Place *place, const TcSlip *candidate, gboolean *is_so, GError **error)
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
    TcXQuery *other = leaf_of(neighbour, FALSE, error);
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
} Beside;

/* Whether a candidate is meant, which must belong to `needed` sides. A name that the archive does
 * not have is a name; so may be what is far from any word. */
static gboolean
is_believed(const Place *place, const TcSlip *candidate, const Beside *beside, gboolean is_sound,
            guint needed)
{
    gboolean is_name = g_unichar_isupper(g_utf8_get_char(place->word->typed));
    guint sides = (place->neighbours[0] != NULL) + (place->neighbours[1] != NULL);
    gboolean are_both = is_sound && candidate->slip < SLIP_SURE;
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
choose(const Place *place, GArray *found, int *best, double *best_score, GError **error)
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
        Beside beside = {0, 0, 0};
        gboolean is_tried = FALSE;
        if (!may_be_meant(place, candidate, is_sound, &is_tried, error))
            return FALSE;
        if (!is_tried)
            continue;
        const gboolean is_open[2] = {may_belong(place, candidate, place->neighbours[0]),
                                     may_belong(place, candidate, place->neighbours[1])};
        /* Phrases are slow to count in a large archive: not those of what cannot be believed. */
        for (int side = 0; side < 2; side++) {
            guint32 count = 0;
            if (is_known && beside.belonging + is_open[side] + (side == 0 && is_open[1]) < needed)
                break;
            if (!count_beside(place, candidate, side, TOGETHER_MAX, &count, error))
                return FALSE;
            beside.together += count;
            beside.sides += count > 0;
            beside.belonging += count >= FEW_TIMES * place->typed[side] &&
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

/* ---- words that were run together ---- */

/* Letters of two words at most, "nghiêng" has seven, and of more. */
#define SPLIT_MAX          14
#define SPLIT_LONG_MAX     28
#define PARTS_MAX          5
/* Bytes of a syllable, and pairs of them that are counted. */
#define SYLLABLE_BYTES_MAX 12
#define SPLIT_TRIES        200

/* In how many documents the words of `text` stand one after another, as `parts` words. */
static gboolean
count_parted(const Place *place, const char *text, guint parts, guint32 *count, GError **error)
{
    g_autoptr(TcWords) words =
        tc_words_new(place->words->analyzer, place->words->abbreviations, place->reader);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    *count = 0;
    if (!tc_words_add(words, text, FALSE, places, error) || !tc_words_resolve(words, error))
        return FALSE;
    if (places->len != parts)
        return TRUE;
    for (guint i = 0; i < parts; i++) {
        const TcWord *word = g_ptr_array_index(words->words, tc_word_at(places, i)->word);
        if (word->freq == 0)
            return TRUE;
        if (!tc_queries_add(leaves, tc_word_leaf(word, FALSE, error)))
            return FALSE;
    }
    return count_leaves(place, leaves, TOGETHER_MAX, count, error);
}

/* Take `text` (which is taken) for *out if more documents have it than *best. */
static gboolean
keep_best_split(const Place *place, char *text, guint parts, guint32 *best, char **out,
                GError **error)
{
    g_autofree char *owned = text;
    guint32 count = 0;
    if (!count_parted(place, owned, parts, &count, error))
        return FALSE;
    if (count > *best) {
        *best = count;
        g_free(*out);
        *out = g_steal_pointer(&owned);
    }
    return TRUE;
}

static gboolean
is_sound_part(const Place *place, const char *start, const char *end)
{
    gsize len = 0;
    g_autofree char *part = g_strndup(start, (gsize)(end - start));
    g_autofree char *key = tc_word_key(place->words->analyzer, part, &len);
    return key != NULL && tc_key_may_be_syllable(key, len);
}

/* A word that is being parted into syllables. */
typedef struct {
    const Place *place;
    const char *end;
    guint tries; /* counts that are left */
    guint32 best;
    char **out;
} Parting;

/* Part what begins at `start` into `parts` more syllables. `before` are those that were parted off,
 * the last of which begins at byte `last` of it. */
static gboolean
part(Parting *parting, const char *start, guint parts, guint all, const char *before, gsize last,
     GError **error)
{
    const char *first_end = parts == 1 ? parting->end : g_utf8_next_char(start);
    for (const char *at = first_end; at <= parting->end && at - start <= SYLLABLE_BYTES_MAX;
         at = g_utf8_next_char(at)) {
        guint32 count = 1;
        if ((parts > 1 && at == parting->end) || !is_sound_part(parting->place, start, at))
            continue;
        g_autofree char *text = g_strdup_printf("%s%s%.*s", before, *before != '\0' ? " " : "",
                                                (int)(at - start), start);
        gsize own = strlen(text) - (gsize)(at - start);
        /* Most go no further: no document has the two side by side. */
        if (*before != '\0' && parting->tries > 0) {
            parting->tries--;
            if (!count_parted(parting->place, text + last, 2, &count, error))
                return FALSE;
        }
        if (count == 0 || parting->tries == 0)
            continue;
        if (parts == 1 ? !keep_best_split(parting->place, g_steal_pointer(&text), all,
                                          &parting->best, parting->out, error)
                       : !part(parting, at, parts - 1, all, text, own, error))
            return FALSE;
    }
    return TRUE;
}

/* "dulịch", "buonmathuot": the words with spaces between them, where documents have them so; NULL
 * if none. Three and more are syllables. */
static gboolean
split(const Place *place, char **out, GError **error)
{
    const char *typed = place->word->typed;
    Parting parting = {place, typed + strlen(typed), SPLIT_TRIES, 0, out};
    *out = NULL;
    if (place->word->bare_len > SPLIT_LONG_MAX)
        return TRUE;
    for (const char *at = g_utf8_next_char(typed);
         at < parting.end && place->word->bare_len <= SPLIT_MAX; at = g_utf8_next_char(at))
        if (!keep_best_split(place, g_strdup_printf("%.*s %s", (int)(at - typed), typed, at), 2,
                             &parting.best, out, error))
            return FALSE;
    for (guint parts = 3; parting.best == 0 && parts <= PARTS_MAX; parts++)
        if (!part(&parting, typed, parts, parts, "", 0, error))
            return FALSE;
    return TRUE;
}

/* ---- the whole query ---- */

static gboolean
are_beside(const TcWords *words, guint i)
{
    return i + 1 < words->sequence->len && tc_word_at(words->sequence, i)->position + 1 ==
                                               tc_word_at(words->sequence, i + 1)->position;
}

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

/* What replaces a word of the query. */
typedef struct {
    char *text; /* NULL: nothing */
    double score;
} Replacement;

static void
replacement_clear(gpointer data)
{
    g_free(((Replacement *)data)->text);
}

/* `text` with a capital where the word that was typed begins with one. */
static char *
with_capital(const char *text, const char *typed)
{
    gboolean is_capital = g_unichar_isupper(g_utf8_get_char(typed));
    GString *out = g_string_new(NULL);
    gunichar first = g_utf8_get_char(text);
    g_string_append_unichar(out, is_capital ? g_unichar_toupper(first) : first);
    g_string_append(out, g_utf8_next_char(text));
    return g_string_free(out, FALSE);
}

static gboolean
find_replacement(Place *place, gboolean is_marked, Replacement *out, GError **error)
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
        out->text = with_capital(text->str, place->word->typed);
        return TRUE;
    }
    return place->word->freq > 0 || split(place, &out->text, error);
}

/* Of two known words side by side that do not belong together one is wrong: keep the better
 * replacement. */
static void
keep_better(const Place *place, Replacement *before, Replacement *own)
{
    if (own->text != NULL && before->text != NULL && place->is_absent[0]) {
        Replacement *worse = before->score < own->score ? before : own;
        g_clear_pointer(&worse->text, g_free);
    }
}

/* The word two away from the i-th one, on the only side where it has neighbours; NULL for none. */
static const TcWord *
word_beyond(const TcWords *words, guint i, gboolean is_before, gboolean is_after)
{
    if (is_before && !is_after && i > 1 && are_beside(words, i - 2))
        return tc_words_at(words, i - 2);
    if (is_after && !is_before && are_beside(words, i + 1))
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
    g_autoptr(GArray) replacements = g_array_new(FALSE, TRUE, sizeof(Replacement));
    g_array_set_clear_func(replacements, replacement_clear);
    g_array_set_size(replacements, len);
    *suggestion = NULL;
    tc_suggest_find_absent(words, pool, is_found, is_absent);
    for (guint i = 0; i < len; i++)
        is_marked |= tc_words_at(words, i)->is_marked && !tc_words_at(words, i)->is_derived;
    for (guint i = 0; i < len && looked < TC_SUGGEST_WORDS_MAX; i++) {
        gboolean is_after = are_beside(words, i);
        gboolean is_before = i > 0 && are_beside(words, i - 1);
        Place place = {
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
        Replacement *own = &g_array_index(replacements, Replacement, i);
        if (!is_doubted || !may_be_wrong(words, i))
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
        const Replacement *replacement = &g_array_index(replacements, Replacement, i);
        has_any |= replacement->text != NULL;
        g_string_append_printf(out, "%s%s", i > 0 ? " " : "",
                               replacement->text != NULL ? replacement->text
                                                         : tc_words_at(words, i)->typed);
    }
    *suggestion = has_any ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
    return TRUE;
}

#include "query/suggest.h"

#include <string.h>

/* Candidates whose neighbours are looked at. */
#define TRIED_MAX    6
/* How likely a slip is, against the frequency of the word: a wrong mark before a wrong letter, and
 * a key beside the right one before any other. */
#define MARK_SLIP    1.0
#define KEY_SLIP     0.3
#define SWAP_SLIP    0.3
#define OTHER_SLIP   0.1
/* The same for the marks of the word. */
#define OTHER_TONE   0.4
#define OTHER_MARKS  0.2
#define TOGETHER_MAX 1000
#define BARE_MAX     24 /* letters; longer words are no syllables and have too many neighbours */

typedef struct {
    char *term;
    guint32 term_len;
    guint32 freq;
    double score;
} Candidate;

static void
candidate_clear(gpointer data)
{
    g_free(((Candidate *)data)->term);
}

/* Rows of the QWERTY keyboard; neighbours stand side by side, or above each other within one
 * column. */
static gboolean
are_neighbours(char a, char b)
{
    static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    int row_a = -1;
    int row_b = -1;
    int column_a = 0;
    int column_b = 0;
    for (int i = 0; i < 3; i++) {
        const char *in_a = strchr(rows[i], a);
        const char *in_b = strchr(rows[i], b);
        if (in_a != NULL) {
            row_a = i;
            column_a = (int)(in_a - rows[i]);
        }
        if (in_b != NULL) {
            row_b = i;
            column_b = (int)(in_b - rows[i]);
        }
    }
    return row_a >= 0 && row_b >= 0 && ABS(row_a - row_b) <= 1 && ABS(column_a - column_b) <= 1;
}

/* How far the marks of a spelling are from those that were typed: 1 for the same, or none typed.
 * Hỏi and ngã sound alike to half of the country and are the most frequent slip of all. */
static double
likeness_of_marks(const char *typed, gsize typed_len, const char *found, gsize found_len)
{
    if (typed_len == 0) {
        return 1;
    }
    if (typed_len != found_len || memcmp(typed, found, typed_len - 1) != 0) {
        return OTHER_MARKS;
    }
    char a = typed[typed_len - 1];
    char b = found[found_len - 1];
    gboolean alike =
        a == b || (a == TC_TONE_HOI && b == TC_TONE_NGA) || (a == TC_TONE_NGA && b == TC_TONE_HOI);
    return alike ? 1 : OTHER_TONE;
}

/* All spellings of a bare word in the index. `word` is what was typed: marks that it shares make a
 * spelling likelier. */
static gboolean
add_spellings(TcReader *reader, const TcWord *word, const char *bare, gsize bare_len, double slip,
              GArray *out, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autofree char *prefix = g_strdup_printf("%.*s%c", (int)bare_len, bare, TC_KEY_SEPARATOR);
    if (!tc_reader_terms(reader, prefix, bare_len + 1, TC_SPELLINGS_MAX, terms, error)) {
        return FALSE;
    }
    gsize typed_bare = tc_key_bare_len(word->key, word->key_len);
    const char *typed_marks = word->key + typed_bare + 1;
    gsize typed_marks_len = word->key_len - MIN(typed_bare + 1, word->key_len);
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = &g_array_index(terms, TcReaderTerm, i);
        gsize marks_len = term->term_len - MIN(bare_len + 1, term->term_len);
        Candidate candidate = {
            .term = g_memdup2(term->term, term->term_len),
            .term_len = term->term_len,
            .freq = term->freq,
            .score = term->freq * slip *
                     likeness_of_marks(typed_marks, typed_marks_len, term->term + bare_len + 1,
                                       marks_len),
        };
        g_array_append_val(out, candidate);
    }
    return TRUE;
}

static gboolean
add_edits(TcReader *reader, const TcWord *word, GArray *out, GError **error)
{
    const char *key = word->key;
    gsize len = tc_key_bare_len(key, word->key_len);
    char edited[BARE_MAX + 2];
    if (len == 0 || len > BARE_MAX) {
        return TRUE;
    }
    for (gsize i = 0; i < len; i++) {
        if (!g_ascii_islower(key[i])) {
            return TRUE; /* numbers and other scripts have no slips of this kind */
        }
    }
    if (!add_spellings(reader, word, key, len, MARK_SLIP, out, error)) {
        return FALSE;
    }
    for (gsize i = 0; i < len; i++) {
        /* A letter too many. */
        memcpy(edited, key, i);
        memcpy(edited + i, key + i + 1, len - i - 1);
        if (len > 1 && !add_spellings(reader, word, edited, len - 1, OTHER_SLIP, out, error)) {
            return FALSE;
        }
        /* Two letters swapped. */
        memcpy(edited, key, len);
        if (i + 1 < len && key[i] != key[i + 1]) {
            edited[i] = key[i + 1];
            edited[i + 1] = key[i];
            if (!add_spellings(reader, word, edited, len, SWAP_SLIP, out, error)) {
                return FALSE;
            }
        }
    }
    for (gsize i = 0; i <= len; i++) {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            /* Another letter. */
            if (i < len && letter != key[i]) {
                memcpy(edited, key, len);
                edited[i] = letter;
                if (!add_spellings(reader, word, edited, len,
                                   are_neighbours(letter, key[i]) ? KEY_SLIP : OTHER_SLIP, out,
                                   error)) {
                    return FALSE;
                }
            }
            /* A letter too few. */
            memcpy(edited, key, i);
            edited[i] = letter;
            memcpy(edited + i + 1, key + i, len - i);
            if (!add_spellings(reader, word, edited, len + 1, OTHER_SLIP, out, error)) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

static int
best_first(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a;
    const Candidate *y = b;
    return x->score > y->score ? -1 : x->score < y->score;
}

/* In how many documents the candidate stands before (or after) a neighbour of the query, at most
 * TOGETHER_MAX. */
static gboolean
count_together(TcReader *reader, const TcWord *neighbour, const Candidate *candidate,
               gboolean candidate_first, guint32 *count, GError **error)
{
    GError *local = NULL;
    guint32 estimated = 0;
    guint32 upper = 0;
    g_autoptr(TcXQuery) leaf = tc_word_leaf(neighbour, &local);
    g_autoptr(TcXQuery) term =
        leaf == NULL ? NULL : tc_x_query_term(candidate->term, candidate->term_len, 1, &local);
    g_autoptr(TcXQuery) phrase = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXMSet) mset = NULL;
    if (term != NULL) {
        TcXQuery *parts[] = {candidate_first ? term : leaf, candidate_first ? leaf : term};
        phrase = tc_x_query_combine(TC_X_PHRASE, parts, 2, 2, &local);
    }
    if (phrase != NULL) {
        enquire = tc_x_enquire_new(tc_reader_database(reader), &local);
    }
    if (enquire != NULL && tc_x_enquire_set_query(enquire, phrase, &local)) {
        mset = tc_x_enquire_run(enquire, 0, 0, TOGETHER_MAX, &local);
    }
    if (mset == NULL) {
        return tc_store_propagate(error, local);
    }
    /* Beyond it each shard estimates for itself. */
    tc_x_mset_bounds(mset, count, &estimated, &upper);
    *count = MIN(*count, TOGETHER_MAX);
    return TRUE;
}

/* The best candidate for the i-th word of the sequence; its index, -1 without any. */
static gboolean
choose(TcReader *reader, const TcWords *words, guint i, GArray *found, int *best, GError **error)
{
    double best_score = 0;
    g_array_sort(found, best_first);
    *best = -1;
    for (guint c = 0; c < MIN(found->len, TRIED_MAX); c++) {
        const Candidate *candidate = &g_array_index(found, Candidate, c);
        guint32 together = 0;
        for (int side = -1; side <= 1; side += 2) {
            if ((side < 0 && i == 0) || (side > 0 && i + 1 >= words->sequence->len)) {
                continue;
            }
            const TcWordAt *at = &g_array_index(words->sequence, TcWordAt, i);
            const TcWordAt *other = &g_array_index(words->sequence, TcWordAt, i + (guint)side);
            const TcWord *neighbour = g_ptr_array_index(words->words, other->word);
            guint32 count = 0;
            if (other->position + 1 != at->position && at->position + 1 != other->position) {
                continue;
            }
            if (neighbour->freq > 0 &&
                !count_together(reader, neighbour, candidate, side > 0, &count, error)) {
                return FALSE;
            }
            together += count;
        }
        double score = candidate->score * (0.01 + together);
        if (score > best_score) {
            best_score = score;
            *best = (int)c;
        }
    }
    return TRUE;
}

/* A word as it was probably meant. */
static void
append_likely(const TcWord *word, GString *out)
{
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
        if (!spelling->unmarked && spelling->posterior > 0.5 &&
            (word->keystrokes || spelling->tier != TC_TIER_EXACT)) {
            tc_key_append_word(spelling->term, spelling->term_len,
                               word->keystrokes ? NULL : word->typed, out);
            return;
        }
    }
    g_string_append(out, word->typed);
}

gboolean
tc_suggest(TcReader *reader, const TcWords *words, char **suggestion, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint replaced = 0;
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcWord *word =
            g_ptr_array_index(words->words, g_array_index(words->sequence, TcWordAt, i).word);
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Candidate));
        g_array_set_clear_func(found, candidate_clear);
        int best = -1;
        if (word->freq == 0 && replaced < TC_SUGGEST_WORDS_MAX &&
            (!add_edits(reader, word, found, error) ||
             !choose(reader, words, i, found, &best, error))) {
            return FALSE;
        }
        if (i > 0) {
            g_string_append_c(out, ' ');
        }
        if (best >= 0) {
            const Candidate *candidate = &g_array_index(found, Candidate, best);
            tc_key_append_word(candidate->term, candidate->term_len, NULL, out);
            replaced++;
        } else {
            append_likely(word, out);
        }
    }
    *suggestion = replaced > 0 ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
    return TRUE;
}

#include "query/words/neighbours.h"

#include "base/free.h"
#include "query/words/beside.h"

#include <string.h>

struct TcNeighbours {
    guint32 **counts; /* per word of the sequence, NULL where there are none */
    guint *strides;   /* spellings that it had: counts[i][a * strides[i] + b] */
    guint len;
};

void
tc_neighbours_free(TcNeighbours *neighbours)
{
    if (neighbours == NULL)
        return;
    for (guint i = 0; i < neighbours->len; i++)
        g_free(neighbours->counts[i]);
    tc_free_all(neighbours->counts, neighbours->strides, neighbours);
}

guint32
tc_neighbours_count(const TcNeighbours *neighbours, guint i, guint a, guint b)
{
    const guint32 *counts = neighbours->counts[i];
    return counts == NULL ? 0 : counts[(gsize)a * neighbours->strides[i] + b];
}

/* The spelling with these marks; the number of spellings if there is none. */
static guint
find_spelling(const TcWord *word, const char *marks, gsize marks_len)
{
    for (guint s = 0; s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        gsize bare = tc_key_bare_len(spelling->term, spelling->term_len) + 1;
        if (!spelling->is_unmarked && spelling->term_len == bare + marks_len &&
            memcmp(spelling->term + bare, marks, marks_len) == 0)
            return s;
    }
    return word->spellings->len;
}

typedef struct {
    const TcWord *first;
    const TcWord *second;
    gsize prefix_len;
    gsize begin; /* of the key, see tc_pair_key_begin() */
    guint32 *counts;
} Scan;

static gboolean
note_pair(const char *term, gsize len, guint32 freq, gpointer user)
{
    Scan *scan = user;
    const char *a_marks = NULL;
    const char *b_marks = NULL;
    gsize a_len = 0;
    gsize b_len = 0;
    if (tc_pair_key_marks(term + scan->prefix_len, len - scan->prefix_len, scan->begin, &a_marks,
                          &a_len, &b_marks, &b_len)) {
        guint a = find_spelling(scan->first, a_marks, a_len);
        guint b = find_spelling(scan->second, b_marks, b_len);
        if (a < scan->first->spellings->len && b < scan->second->spellings->len)
            scan->counts[a * scan->second->spellings->len + b] = freq;
    }
    return TRUE;
}

static gboolean
count(TcReader *reader, const TcWord *first, const TcWord *second, guint32 **counts, GError **error)
{
    const TcPairTerm begin =
        tc_pair_term_begin(first->key, first->key_len, second->key, second->key_len);
    if (begin.len == 0)
        return TRUE;
    *counts = g_new0(guint32, (gsize)first->spellings->len * second->spellings->len);
    Scan scan = {first, second, TC_PAIR_PREFIX_LEN, begin.len - TC_PAIR_PREFIX_LEN, *counts};
    return tc_x_database_each_term(tc_reader_database(reader), begin.bytes, begin.len, note_pair,
                                   &scan, error);
}

TcNeighbours *
tc_neighbours_new(TcReader *reader, const TcWords *words, GError **error)
{
    g_autoptr(TcNeighbours) neighbours = g_new0(TcNeighbours, 1);
    neighbours->len = words->sequence->len;
    neighbours->counts = g_new0(guint32 *, neighbours->len + 1);
    neighbours->strides = g_new0(guint, neighbours->len + 1);
    for (guint i = 1; i < neighbours->len; i++) {
        const TcWordAt *at = tc_word_at(words->sequence, i);
        const TcWord *first = g_ptr_array_index(words->words, at[-1].word);
        const TcWord *second = g_ptr_array_index(words->words, at->word);
        neighbours->strides[i] = second->spellings->len;
        if (at->position == at[-1].position + 1 && (first->is_open || second->is_open) &&
            !count(reader, first, second, &neighbours->counts[i], error))
            return NULL;
    }
    return g_steal_pointer(&neighbours);
}

/* query/suggest/place.h - a word of a query beside its neighbours, and what documents say there.
 *
 * Private to query/suggest/. */
#ifndef TC_QUERY_PLACE_H
#define TC_QUERY_PLACE_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* Phrases are counted up to this many documents. */
#define TC_PLACE_COUNT_MAX 1000
/* Documents that have a known word at the edge of a query with the two next ones. */
#define TC_THREE_MIN       3

/* A word of the query that is looked at. */
typedef struct {
    TcReader *reader;
    const TcWords *words;
    const TcWord *word;
    const TcWord *neighbours[2]; /* before and after it; NULL where there is none */
    const TcWord *beyond;        /* that of its only neighbour; NULL where it has both, or none */
    gboolean is_absent[2];       /* no candidate document has it beside that neighbour, or few */
    guint32 typed[2];            /* how many documents have, where it is absent */
    GHashTable *counts;          /* of phrases that were counted, by what they say */
} TcPlace;

/* What replaces a word of the query. */
typedef struct {
    char *text; /* NULL: nothing */
    double score;
} TcReplacement;

/* Whether the i-th word of the sequence and the next one stand side by side. */
static inline gboolean
tc_words_are_beside(const TcWords *words, guint i)
{
    return i + 1 < words->sequence->len && tc_word_at(words->sequence, i)->position + 1 ==
                                               tc_word_at(words->sequence, i + 1)->position;
}

/* In how many documents what `leaves` (of TcXQuery) are stands one after another, at most `max`. */
gboolean tc_place_count(const TcPlace *place, GPtrArray *leaves, guint32 max, guint32 *count,
                        GError **error);

/* A word in its spellings but for the bare form in documents without marks, or only as it was read:
 * a term, or an OR of terms. */
TcXQuery *tc_place_leaf(const TcWord *word, gboolean is_as_read, GError **error);

/* `text` with a capital where the word that was typed begins with one. */
char *tc_with_capital(const char *text, const char *typed);

/* query/suggest/parted.c: "dulịch", "buonmathuot": the words with spaces between them, where
 * documents have them so; NULL if none. Three and more are syllables. */
gboolean tc_place_split(const TcPlace *place, char **out, GError **error);

/* query/suggest/swapped.c: take the i-th and the next word, which no document has side by side
 * (is_absent[i]), for what stands the other way round: "tụng tố hình sự". Fills `replacements` (of
 * TcReplacement, one for each word of the sequence); *is_so tells whether. Of two words alone both
 * may be right: "sinh học", "học sinh". */
gboolean tc_place_swap(const TcPlace *place, guint i, GArray *replacements, gboolean *is_so,
                       GError **error);

G_END_DECLS

#endif

/* query/words/beside.h - words that stand one after another, as the index tells it: by phrases, and
 * by the terms of neighbours that a document repeats (store/schema.h).
 *
 * Where they do in a document that was read is told by query/rank/near.h. */
#ifndef TC_QUERY_BESIDE_H
#define TC_QUERY_BESIDE_H

#include "store/reader.h"
#include "store/schema.h"
#include "text/pair.h"

G_BEGIN_DECLS

/* In how many documents `leaves` (of TcXQuery, one at least: terms, or ORs of such) stand one after
 * another, `most` at most. */
gboolean tc_beside_count(TcReader *reader, GPtrArray *leaves, guint32 most, guint32 *count,
                         GError **error);

#define TC_PAIR_PREFIX_LEN (sizeof TC_TERM_PAIR - 1)

/* The term of two neighbours that a document repeats. */
typedef struct {
    char bytes[TC_PAIR_PREFIX_LEN + TC_PAIR_KEY_MAX];
    gsize len; /* 0: no document has them so, as one is no syllable */
} TcPairTerm;

/* Of the words with these keys, and what the terms of all spellings of their letters begin with. */
TcPairTerm tc_pair_term(const char *a, gsize a_len, const char *b, gsize b_len);
TcPairTerm tc_pair_term_begin(const char *a, gsize a_len, const char *b, gsize b_len);

/* In how many documents these words are neighbours more than once. */
gboolean tc_beside_repeated(TcReader *reader, const char *a, gsize a_len, const char *b,
                            gsize b_len, guint32 *freq, GError **error);

G_END_DECLS

#endif

/* query/rank/pool.h - the candidates of a query, and where its words stand in them.
 *
 * The first stage gives the best documents by single words; the pool fetches the position lists of
 * the query's words in just these, term by term in document order, so that a posting list is walked
 * once. Everything the second stage knows of a document comes from here: nothing but the single
 * words is indexed. */
#ifndef TC_QUERY_POOL_H
#define TC_QUERY_POOL_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* One occurrence of a word of the query in a document. */
typedef struct {
    guint32 position;
    guint32 spelling; /* index into TcWord.spellings */
} TcOccurrence;

/* The occurrences of one word in all documents: items[offsets[d] .. offsets[d + 1]) in document d,
 * ascending by position. */
typedef struct {
    TcOccurrence *items;
    guint32 *offsets;
    guint32 *times; /* per document: how often it stands there, where items are only some of these;
                       else NULL */
} TcWordHits;

/* How often the word stands in document d. */
static inline guint32
tc_word_hits_times(const TcWordHits *hits, gsize d)
{
    return hits->times != NULL ? hits->times[d] : hits->offsets[d + 1] - hits->offsets[d];
}

/* That of them which stands at `position` of document d; NULL where it does not. */
const TcOccurrence *tc_word_hits_at(const TcWordHits *hits, gsize d, guint32 position);

/* Positions [first, last] of a document that form asks for: recitals, recipients. */
typedef struct {
    guint32 first;
    guint32 last;
} TcFormalRange;

/* The weight of a hit that the first stage did not give. */
#define TC_WEIGHT_UNKNOWN (-1)

typedef struct {
    gsize doc_count;
    guint32 *docids; /* ascending */
    double *weights; /* of the first stage, or TC_WEIGHT_UNKNOWN */
    guint32 *ranks;  /* in the first stage, from 0 */
    gboolean
        *is_unmarked;   /* found without marks although they were typed: a document without any */
    double *norm_lens;  /* document length over the average, at least 0.5 */
    double *run_worths; /* what it is worth that a run of the query is known to stand in it; for the
                           caller to set */
    double average_length;
    guint32 collection_count; /* documents in the whole collection */
    TcFormalRange *formal;    /* formal parts of all documents */
    guint *formal_offsets;    /* ... those of document d are formal_offsets[d] .. [d + 1] */
    gsize word_count;
    TcWordHits *hits;      /* one for each word of the query */
    guint *title_words;    /* how many the title has; 0 of one that has no word of the query. As
                              in_title */
    gboolean *is_official; /* what has a type besides: its title is as long as form asks for. As
                              in_title */
    guint8 *in_title; /* [word * doc_count + document]: 1 + the likeliest spelling in the title, 0
                         without; NULL until tc_pool_load_titles() */
} TcPool;

/* A pool for `count` hits of the first stage, best first, without formal parts and without any
 * positions: these are read a word at a time, of each once, in those of `docids` (the pool's) that
 * are not 0. Spellings of open words with a posterior below `posterior_min` are passed over. */
TcPool *tc_pool_new_unread(TcReader *reader, const TcWords *words, const TcXHit *hits, gsize count,
                           GError **error);
gboolean tc_pool_read_word(TcReader *reader, TcPool *pool, const TcWords *words, guint word,
                           const guint32 *docids, double posterior_min, GError **error);
/* Leave those documents of which `docids`, as above, is not 0; for pools whose hits came in the
 * order of documents, which is that of their ranks. */
void tc_pool_keep(TcPool *pool, const guint32 *docids);
/* Read the formal parts of its documents. */
gboolean tc_pool_read_formal(TcReader *reader, TcPool *pool, GError **error);
/* Find which words stand in the titles of the documents, in the spellings that are meant by now
 * (tc_spelling_is_meant()). The title is metadata: in the text it may stand anywhere. */
gboolean tc_pool_load_titles(TcReader *reader, TcPool *pool, const TcWords *words, GError **error);
/* Where a document of the pool is in it. */
gsize tc_pool_place(const TcPool *pool, guint32 docid);
void tc_pool_free(TcPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPool, tc_pool_free)

/* ---- query/rank/names/places.c: with regard to other names ---- */

/* Fetch all positions for `count` hits of the first stage, best first. */
TcPool *tc_pool_new(TcReader *reader, const TcWords *words, const TcXHit *hits, gsize count,
                    double posterior_min, GError **error);
/* Read what was not read yet: formal parts, and words. */
gboolean tc_pool_read_rest(TcReader *reader, TcPool *pool, const TcWords *words,
                           double posterior_min, GError **error);
/* As tc_pool_read_word() for the words of aliases of several words. Of those that are in nothing
 * else just the occurrences within such a name are told, and how often they are where one stands as
 * a whole: elsewhere they say nothing. */
gboolean tc_pool_read_names(TcReader *reader, TcPool *pool, const TcWords *words,
                            const guint32 *docids, double posterior_min, GError **error);

G_END_DECLS

#endif

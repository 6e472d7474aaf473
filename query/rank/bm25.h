/* query/rank/bm25.h - the constants of Okapi BM25, of both stages, as measured best for syllables:
 * docs/ranking.md. */
#ifndef TC_QUERY_BM25_H
#define TC_QUERY_BM25_H

#define TC_BM25_K1          0.6
#define TC_BM25_B           0.75
#define TC_BM25_K3          1.0
#define TC_BM25_MIN_NORMLEN 0.5

#endif

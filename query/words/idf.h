/* query/words/idf.h - what a word is worth by how many documents have it. */
#ifndef TC_QUERY_IDF_H
#define TC_QUERY_IDF_H

#include <glib.h>

G_BEGIN_DECLS

/* Xapian's BM25 term weight for a term in `freq` of `doc_count` documents, without its factor for
 * the within-document frequency (Xapian::BM25Weight, xapian-core docs/bm25.rst). */
double tc_words_idf(guint32 freq, guint32 doc_count);

G_END_DECLS

#endif

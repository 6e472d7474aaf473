/* query/words/idf.h - what a word is worth by how many documents have it. */
#ifndef TC_QUERY_IDF_H
#define TC_QUERY_IDF_H

#include <glib.h>

G_BEGIN_DECLS

/* Xapian's BM25 term weight for a term in `freq` of `doc_count` documents, without its factor for
 * the within-document frequency (Xapian::BM25Weight, xapian-core docs/bm25.rst). */
double tc_words_idf(guint32 freq, guint32 doc_count);

/* Into how many passages a text of `length` words is cut where rarity is counted by passages: 1
 * where documents are many or short, in an archive of documents of `average_length` words. */
double tc_words_passages(guint32 doc_count, double average_length, double length);

/* In how many of its `passages` a document has what it has `count` times, if that is spread by
 * chance; 1 at least. */
double tc_words_passages_with(double passages, double count);

/* The same as tc_words_idf() by passages instead of documents. */
double tc_words_rarity(double with, double passages);

G_END_DECLS

#endif

/* query/show/similar.h - how much of two texts is the same, and what differs.
 *
 * Counts of words tell which texts cannot be nearly the same, at the cost of one quick look at
 * each: most pairs go no further. A sketch is a sample of the neighbouring words of a text; two of
 * them tell which of the others are worth comparing. The comparison itself is by words, without
 * what stands around them: the fewest words that have to go from one text and come into the other.
 */
#ifndef TC_QUERY_SIMILAR_H
#define TC_QUERY_SIMILAR_H

#include <glib.h>

G_BEGIN_DECLS

/* How many words a text has, in buckets by their letters. */
typedef struct TcWordCounts TcWordCounts;

TcWordCounts *tc_word_counts_new(const char *text, gsize len);
void tc_word_counts_free(TcWordCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWordCounts, tc_word_counts_free)

/* What tc_similar_compare() of the two texts tells at most, in percent. */
guint tc_word_counts_percent_max(const TcWordCounts *a, const TcWordCounts *b);

typedef struct TcSketch TcSketch;

TcSketch *tc_sketch_new(const char *text, gsize len);
void tc_sketch_free(TcSketch *sketch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSketch, tc_sketch_free)

/* Percent of the neighbouring words of both that both have, as far as the samples tell. */
guint tc_sketch_percent(const TcSketch *a, const TcSketch *b);

/* Texts of more bytes are not compared. */
#define TC_SIMILAR_TEXT_MAX  ((gsize)2 << 20)
/* Nor those with more differences than these, in words. */
#define TC_SIMILAR_WORDS_MAX 1500

/* Percent of the words of both that are the same, in the same order; 100 only when all are. -1 when
 * they are too long or differ in too much. *differences (NULL for none): what stands in `a` and in
 * `b` in its place, "2018 → 2019; 15/QĐ → 16/QĐ … (3 nữa)"; places with figures come first, and
 * how many of those that are left out have some is said. Free with g_free(). */
int tc_similar_compare(const char *a, gsize a_len, const char *b, gsize b_len, char **differences);

G_END_DECLS

#endif

/* store/terms.h - the terms of one document and where they stand, gathered in little memory.
 *
 * A word takes one to two bytes here, however long the document: positions are kept as differences,
 * in a chain of chunks for each term. In a long text a posting of its own for each word would take
 * twenty times as much. */
#ifndef TC_STORE_TERMS_H
#define TC_STORE_TERMS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcTerms TcTerms;

TcTerms *tc_terms_new(void);
/* Accepts NULL. */
void tc_terms_free(TcTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcTerms, tc_terms_free)

/* Forget all; memory is kept, but for what an unusually long document needed. */
void tc_terms_reset(TcTerms *terms);

/* `term` stands at `position`, from 1; 0: it is in the document, at no position, which counts
 * nothing towards length. `term` is copied. At most 2^29 occurrences in all. Returns the number of
 * the term: from 0, in the order in which they came first. */
guint32 tc_terms_add(TcTerms *terms, const char *term, gsize term_len, guint32 position);

/* How many different terms there are. */
guint tc_terms_count(const TcTerms *terms);

/* About how many bytes of memory it takes to put a document with these terms into an index: as
 * measured, for a different term a hundred times what one more occurrence takes. */
gsize tc_terms_cost(const TcTerms *terms);

/* Each term once, in byte order, with its positions ascending. Both are borrowed during the call;
 * stops and returns FALSE when `func` does. */
typedef gboolean (*TcTermsFunc)(const char *term, gsize term_len, const guint32 *positions,
                                gsize count, gpointer user);
gboolean tc_terms_each(TcTerms *terms, TcTermsFunc func, gpointer user);

G_END_DECLS

#endif

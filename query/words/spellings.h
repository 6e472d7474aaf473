/* query/words/spellings.h - the spellings in which the index has the words of a query.
 *
 * How far an unmarked word is open depends on the rest of the query: among marked words "hoa" means
 * "hoa". Which of the spellings are meant is told by query/rank/restore.h. */
#ifndef TC_QUERY_SPELLINGS_H
#define TC_QUERY_SPELLINGS_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* Look the spellings of all words up in the index, decode keystrokes, and decide which words are
 * open. Call once, after all were added. FALSE when the index cannot be read. */
gboolean tc_words_resolve(TcWords *words, GError **error);

/* The posterior from which on a spelling of an open word counts as meant. */
#define TC_MEANT_MIN 0.05

/* The same of another spelling of a word without marks among words with marks: whoever types
 * "thanh niên" there has no other in mind, unless the neighbours tell that it is one. */
#define TC_PRESUMED_MIN 0.3

/* Whether the word is likely meant in this spelling: it counts where documents are ranked. */
gboolean tc_spelling_is_meant(const TcWord *word, const TcSpelling *spelling);

/* Whether that is so of the s-th one, and it is not the bare form in documents without marks. */
gboolean tc_word_is_likely(const TcWord *word, guint s);

/* The share of its weight that is to be expected to count (TcSpelling.share), 0..1. */
double tc_word_share(const TcWord *word);

/* The spelling that is most probably meant; borrowed. */
const TcSpelling *tc_word_likely_spelling(const TcWord *word);

/* The bare form of a word in documents without marks, where it stands for the word in any spelling;
 * NULL where there is none. Borrowed. */
const TcSpelling *tc_word_unmarked_form(const TcWord *word);

G_END_DECLS

#endif

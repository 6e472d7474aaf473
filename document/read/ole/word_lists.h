/* document/read/ole/word_lists.h - the numbers that Word 97 to 2003 put before paragraphs. Private
 * to document/.
 *
 * Lists (LST) and their instances (LFO) stand in the table stream; each paragraph, or its style,
 * names an instance and a level. After [MS-DOC]. */
#ifndef TC_DOCUMENT_WORD_LISTS_H
#define TC_DOCUMENT_WORD_LISTS_H

#include "document/read/ole/word_file.h"

G_BEGIN_DECLS

typedef struct TcWordLists TcWordLists;

/* The lists of a document and the paragraphs in them. `table` is its table stream and need not
 * outlive the call. NULL when it has none, and for Word 6 and 95. */
TcWordLists *tc_word_lists_new(const TcWordFile *file, const guint8 *table, gsize table_len);
void tc_word_lists_free(TcWordLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWordLists, tc_word_lists_free)

/* Count the paragraph whose end lies at `fc` of the WordDocument stream and append to `out` what
 * stands before its text, with the space behind it. Nothing for NULL. */
void tc_word_lists_next(TcWordLists *lists, guint32 fc, GString *out);

G_END_DECLS

#endif

/* document/read/ole/word_looks.h - how the paragraphs of a Word document look. Private to
 * document/.
 *
 * Only those that begin a text are asked for, one by one and mostly in their order: pages of
 * formatting are looked into where one lies, and what they and the styles say is read once. All
 * numbers may be hostile. */
#ifndef TC_DOCUMENT_WORD_LOOKS_H
#define TC_DOCUMENT_WORD_LOOKS_H

#include "document/layout.h"
#include "document/read/ole/word_file.h"

G_BEGIN_DECLS

typedef struct TcWordLooks TcWordLooks;

/* `file` and `table`, its table stream, must live as long. NULL for Word 6 and 95. */
TcWordLooks *tc_word_looks_new(const TcWordFile *file, const guint8 *table, gsize table_len);
void tc_word_looks_free(TcWordLooks *looks);

/* How the paragraph looks whose characters lie from `fc` on and whose end lies at `fc_end`: as most
 * of it does. */
TcLook tc_word_looks_get(TcWordLooks *looks, guint32 fc, guint32 fc_end);

/* Whether some style may hide its text, so that what runs say is not all. Accepts NULL. */
gboolean tc_word_looks_is_hiding(const TcWordLooks *looks);

/* Whether the character at `fc` is hidden, by its run or by a style, and up to where, above `fc`,
 * that holds. */
gboolean tc_word_looks_is_hidden(TcWordLooks *looks, guint32 fc, guint32 *fc_end);

G_END_DECLS

#endif

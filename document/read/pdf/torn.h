/* document/read/pdf/torn.h - words that drawing a page has torn apart. Private to document/. */
#ifndef TC_DOCUMENT_TORN_H
#define TC_DOCUMENT_TORN_H

#include <glib.h>

G_BEGIN_DECLS

/* Close the words in `drawn`, the text of a page that was drawn into a new file. A drawn page keeps
 * the place of each letter but takes its width from the font, which is often less than what the
 * page allows for it, so that a gap seems to stand behind some letters ("BA N", "QUY ẾT"). `words`
 * is the text of the page itself and of its notes, which tells what its words are: parts beside
 * each other become one word when it lacks in `drawn` and one of them is not in `words`. */
void tc_join_torn(GString *drawn, const char *words);

G_END_DECLS

#endif

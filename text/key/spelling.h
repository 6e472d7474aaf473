/* text/key/spelling.h - tc_fold_spelling() itself. Private to text/. */
#ifndef TC_TEXT_SPELLING_H
#define TC_TEXT_SPELLING_H

#include <glib.h>

G_BEGIN_DECLS

/* The normal form (text/key/normalize.h) that must be prepared. */
#define TC_SPELLING_FORM TC_NORMAL_NFKC_CASEFOLD

void tc_spelling_append(const char *text, gsize len, GString *out);

G_END_DECLS

#endif

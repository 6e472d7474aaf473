/* document/read/symbol.h - the characters of fonts of symbols. Private to document/. */
#ifndef TC_DOCUMENT_SYMBOL_H
#define TC_DOCUMENT_SYMBOL_H

#include <glib.h>

G_BEGIN_DECLS

/* The character that `c` (below 0x10000, of the private area U+F020..U+F0FF or not) of the font
 * `font` looks like: letters and signs of the font Symbol, ticked boxes of Wingdings; otherwise `c`
 * itself. `font` may be NULL. */
gunichar tc_symbol_char(const char *font, gunichar c);

G_END_DECLS

#endif

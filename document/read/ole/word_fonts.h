/* document/read/ole/word_fonts.h - the fonts of a document of Word 6 or 95. Private to document/.
 *
 * Later documents hold Unicode, or windows-1252; these hold bytes, and what they mean is said by
 * the font. All numbers may be hostile. */
#ifndef TC_DOCUMENT_WORD_FONTS_H
#define TC_DOCUMENT_WORD_FONTS_H

#include <glib.h>

G_BEGIN_DECLS

/* windows-1252, also for fonts that say so of other letters: TCVN3 and VNI. */
#define TC_WORD_CODE_PAGE 1252u

typedef struct {
    GArray *code_pages; /* guint, by the number of the font */
    guint usual;        /* of text that names no font */
} TcWordFonts;

/* `main` is the WordDocument stream, which is long enough for a FIB. Finish with
 * tc_word_fonts_clear(). */
void tc_word_fonts_init(TcWordFonts *fonts, const guint8 *main, gsize main_len);

/* Of the font `number`; the usual one when there is no such font. */
guint tc_word_fonts_code_page(const TcWordFonts *fonts, guint number);

void tc_word_fonts_clear(TcWordFonts *fonts);

G_END_DECLS

#endif

/* document/read/text/legacy.h - what the readers of Word's old formats share. Private to document/.
 *
 * These files hold letters as bytes of whatever encoding their fonts had, and say windows-1252 of
 * all of them. Their readers write such bytes as windows-1252 has them, and leave it to
 * tc_encoding_repair() to find out what was meant, from the words and not from the fonts. */
#ifndef TC_DOCUMENT_LEGACY_H
#define TC_DOCUMENT_LEGACY_H

#include "document/document.h"
#include "text/encoding/encoding.h"

G_BEGIN_DECLS

/* Fonts of symbols have no code page; this stands for one. */
#define TC_CODE_PAGE_SYMBOL 42

/* Append bytes of a Windows or Mac code page (1252, 1258, 874, 10000 ...). Bytes of unknown code
 * pages are read as windows-1252, what is not a character becomes U+FFFD. The high bytes of symbol
 * fonts become U+F080..U+F0FF, as Word has them: mostly bullets, but some old fonts of letters were
 * installed as such. */
void tc_code_page_append(guint code_page, const char *bytes, gsize len, GString *out);

/* Whether the letter that begins with `byte` has two bytes in this code page. */
gboolean tc_code_page_is_lead(guint code_page, guint8 byte);

/* The code page of a font's charset number, as RTF's \fcharset and Word's font table have it; 0 for
 * those that name none (1, the default). */
guint tc_code_page_of_charset(guint charset);

/* Load the converters, which iconv would open files for. */
void tc_legacy_prepare(void);

/* Make a document of `*text`, which is taken and set to NULL: misread letters are repaired, line
 * ends made even. Sets `error` when it is longer than `limits` allow. `guess` may be NULL. */
TcDocument *tc_legacy_document_take(GString **text, const TcReadLimits *limits,
                                    TcEncodingGuess *guess, GError **error);

G_END_DECLS

#endif

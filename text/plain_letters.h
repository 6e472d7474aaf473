/* text/plain_letters.h - the beginning of a text as it is meant: "НĐND" in Latin letters, and
 * "Q U Y Ế T  Đ Ị N H" without the spaces between its letters. */
#ifndef TC_TEXT_PLAIN_LETTERS_H
#define TC_TEXT_PLAIN_LETTERS_H

#include <glib.h>

G_BEGIN_DECLS

/* Append to `out` the text, UTF-8, with plain letters where the analyzer takes others for such, as
 * far as a letterhead goes, and as it is behind that. FALSE, with nothing appended, where nothing
 * is to be done, which a quick look mostly tells. */
gboolean tc_letters_make_plain(const char *text, gsize len, GString *out);

G_END_DECLS

#endif

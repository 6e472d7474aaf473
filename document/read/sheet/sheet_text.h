/* document/read/sheet/sheet_text.h - what the readers of spreadsheets share but for numbers.
 * Private to document/. */
#ifndef TC_DOCUMENT_SHEET_TEXT_H
#define TC_DOCUMENT_SHEET_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether a sheet is called so because nobody gave it a name: "Sheet1", "Trang tính 2". Such a name
 * says nothing, and is no title. */
gboolean tc_sheet_has_no_name(const char *name);

/* Append the text of a page header or footer, "&L&\"Arial,Bold\"Phụ lục&RTrang &P": its parts on
 * lines of their own, without what only formats it, and without what changes from page to page. */
void tc_sheet_header_append(GString *out, const char *header);

G_END_DECLS

#endif

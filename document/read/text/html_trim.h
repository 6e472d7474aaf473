/* document/read/text/html_trim.h - take out of a page what no reader of it uses. Private to
 * document/.
 *
 * The parser of HTML spends some seventy instructions on each byte, and of most pages the larger
 * part is scripts, styles, comments and attributes of layout. */
#ifndef TC_DOCUMENT_HTML_TRIM_H
#define TC_DOCUMENT_HTML_TRIM_H

#include <glib.h>

G_BEGIN_DECLS

/* Take comments, what stands in <script> and <style>, attributes but for class, id, role and
 * styles that hide or lay out, or of the first ones that give letters a size, and all but one of
 * blanks that follow each other (but in <pre>) out of `html`. A reader sees the same in what is
 * left. Whatever is not closed, or looks odd, stays. */
void tc_html_trim(GString *html);

G_END_DECLS

#endif

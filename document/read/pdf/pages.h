/* document/read/pdf/pages.h - from pages to one text. Private to document/.
 *
 * Pages cut sentences, and put between the halves what runs through the whole document: headers,
 * footers, numbers of pages, watermarks. Here each of these is left once, and sentences go on. */
#ifndef TC_DOCUMENT_PAGES_H
#define TC_DOCUMENT_PAGES_H

#include <glib.h>

G_BEGIN_DECLS

/* Append the texts of `pages` (GString, valid UTF-8, lines in reading order) to `out`.
 * - A line is a running one when it is among the first or last TC_PAGES_EDGE lines of at least
 *   three pages and of two in five of them, or anywhere on four in five of at least three,
 *   and never twice on one page. At edges the
 *   lines may differ in a number that grows as the page's does and is written as one. It stays
 * where it is first, if that is at the top of its page, else it comes after all pages.
 * - Where each page is the same form with other values in it, what all of them say stays on each.
 * - Lines of nothing but a page's number ("2", "- 2 -", "Trang 2/9") at its edges are dropped, but
 *   where no page says more.
 * - A page begins behind an empty line, unless its first letter is small and the page before does
 *   not end a sentence: then it begins on the next line.
 * - Words that a line's end parts are joined: "informa-\ntion"; hyphens that Vietnamese writes
 * stay: "Lê-\nnin" becomes "Lê-nin". */
#define TC_PAGES_EDGE 3
void tc_pages_join(const GPtrArray *pages, GString *out);

G_END_DECLS

#endif

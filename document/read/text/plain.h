/* document/read/text/plain.h - plain text files. Private to document/. */
#ifndef TC_DOCUMENT_PLAIN_H
#define TC_DOCUMENT_PLAIN_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_TEXT. The title is the first line where that can be one. */
TcFileReader tc_plain_read;

/* Line ends of all kinds become \n, a page break an empty line; the last line gets its \n. Replaces
 * what `*text` points to if it must. */
void tc_plain_fix_lines(GString **text);

/* The first line of `text` (UTF-8) that is not empty, when it can be a title: neither too long, nor
 * the letterhead that official documents begin with. NULL otherwise. Free with g_free(). */
char *tc_plain_title(const char *text);

/* The title that a program put into the properties of a file: tidied, and repaired as texts are.
 * Word makes the first line a title of its own accord: the letterhead is none here either. NULL
 * when there is none. Free with g_free(). */
char *tc_property_title(const char *raw);

G_END_DECLS

#endif

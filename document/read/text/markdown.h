/* document/read/text/markdown.h - Markdown files. Private to document/. */
#ifndef TC_DOCUMENT_MARKDOWN_H
#define TC_DOCUMENT_MARKDOWN_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_MARKDOWN: the text without its markup, as CommonMark (and the tables
 * and ~~strikethrough~~ of GitHub) would show it, but for layout. The title is the one of the front
 * matter, else the first heading, else as in plain text. */
TcFileReader tc_markdown_read;

G_END_DECLS

#endif

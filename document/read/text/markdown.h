/* document/read/text/markdown.h - Markdown files. Private to document/. */
#ifndef TC_DOCUMENT_MARKDOWN_H
#define TC_DOCUMENT_MARKDOWN_H

#include "document/document.h"

G_BEGIN_DECLS

/* A TcReadFunc for TC_FORMAT_MARKDOWN: the text without its markup, as CommonMark (and the tables
 * and ~~strikethrough~~ of GitHub) would show it, but for layout. The title is the one of the front
 * matter, else the first heading, else as in plain text. */
TcDocument *tc_markdown_read(const char *bytes, gsize len, const char *name,
                             const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif

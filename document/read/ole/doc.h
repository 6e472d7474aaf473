/* document/read/ole/doc.h - Word 2, 6, 95 and 97 to 2003. Private to document/. */
#ifndef TC_DOCUMENT_DOC_H
#define TC_DOCUMENT_DOC_H

#include "document/read/ole/ole.h"
#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_DOC. The body by its piece table, a line for each paragraph and table
 * row, cells parted by tabs, the results of fields, automatic numbers; then foot- and endnotes,
 * headers and footers, comments, text boxes, and the documents embedded in it. Deleted and hidden
 * text is left out. Layout after [MS-DOC] for Word 97 and later, and after the "Microsoft Word 6.0
 * Binary File Format" of Microsoft's developer library for the earlier ones. */
TcFileReader tc_doc_read;

/* The reader of TC_FORMAT_WORD_2, which shows what is deleted or hidden as well. */
TcFileReader tc_word_2_read;

/* The same as tc_doc_read() for a folder of a compound file of `len` bytes. */
TcDocument *tc_doc_read_folder(TcFolder *folder, gsize len, const TcReadLimits *limits,
                               GError **error);

G_END_DECLS

#endif

/* document/read/ole/ppt.h - PowerPoint presentations before 2007. Private to document/. */
#ifndef TC_DOCUMENT_PPT_H
#define TC_DOCUMENT_PPT_H

#include "document/read/ole/ole.h"
#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_PPT: as tc_pptx_read() does, the text of each slide in the order of
 * the show, then that of its notes; a line for each paragraph. Masters are left out. Layout after
 * [MS-PPT]. */
TcFileReader tc_ppt_read;

/* The same for a folder of a compound file of `len` bytes. */
TcDocument *tc_ppt_read_folder(TcFolder *folder, gsize len, const TcReadLimits *limits,
                               GError **error);

G_END_DECLS

#endif

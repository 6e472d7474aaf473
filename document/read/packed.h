/* document/read/packed.h - archives within documents: attached to a mail, put into a Word file.
 * Private to document/. */
#ifndef TC_DOCUMENT_PACKED_H
#define TC_DOCUMENT_PACKED_H

#include "document/document.h"

G_BEGIN_DECLS

/* Archives within each other that are opened, and files in all that stand in one document. */
#define TC_PACKED_DEPTH_MAX 2u
#define TC_PACKED_MAX       2000u

/* Read what is in an archive that stands in the document that is being read (`limits`->reading): of
 * each file its name on a line, then its text. NULL with `error` set when nothing is in it, or the
 * text is too large. `*rest`, to be freed by the caller, says why more may be in the archive than
 * was found; NULL when that is all. */
TcDocument *tc_packed_read(const char *bytes, gsize len, const TcReadLimits *limits, GError **rest,
                           GError **error);

G_END_DECLS

#endif

/* document/detect/container.h - what kind of file an OLE compound or ZIP file holds. Private to
 * document/.
 *
 * Only names are looked at, and every offset and count of the file is checked: no more than the
 * file's own size is walked, however its tables loop. */
#ifndef TC_DOCUMENT_CONTAINER_H
#define TC_DOCUMENT_CONTAINER_H

#include "document/document.h"

G_BEGIN_DECLS

gboolean tc_is_ole(const char *bytes, gsize len);

/* Whether the top folder of an OLE file has a stream or folder of this name (ASCII, any case);
 * those of embedded objects do not count. When the folder's tree is damaged, any stream of that
 * name does.
 */
gboolean tc_ole_has_stream(const char *bytes, gsize len, const char *name);

gboolean tc_is_zip(const char *bytes, gsize len);

/* TC_FORMAT_ZIP, or the office format that its members make it. Works on a file whose end is
 * missing, too. */
TcFormat tc_zip_kind(const char *bytes, gsize len);

G_END_DECLS

#endif

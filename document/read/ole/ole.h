/* document/read/ole/ole.h - the streams of a compound file, for the readers of Office's old
 * formats. Private to document/.
 *
 * libgsf reads them; here are the ways around what it prints, and limits on what it is asked for.
 * That a file is one, and has which stream, is told without it: container.h. */
#ifndef TC_DOCUMENT_OLE_H
#define TC_DOCUMENT_OLE_H

#include "document/document.h"

#include <gsf/gsf.h>

G_BEGIN_DECLS

/* libgsf has no cleanup functions in the version of Debian 12; names of our own will not clash with
 * those of a later one. */
typedef GsfInput TcStream;
typedef GsfInfile TcFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFolder, g_object_unref)

/* The outermost folder of the file `bytes`, which must outlive it. Sets `error` (DAMAGED). */
TcFolder *tc_ole_open(const char *bytes, gsize len, GError **error);

/* A child, stream or folder, by name in any case, or by number; NULL when there is none or it is
 * damaged. */
TcStream *tc_ole_child(TcFolder *folder, const char *name);
TcStream *tc_ole_child_at(TcFolder *folder, int index);

/* The bytes of a stream; NULL when it is empty, damaged, or says to be longer than `max`, which is
 * the length of its file. */
GBytes *tc_ole_stream_bytes(TcStream *stream, gsize max);

/* The same for the stream `name` of `folder`; NULL when there is none, too. */
GBytes *tc_ole_bytes(TcFolder *folder, const char *name, gsize max);

/* Sets DAMAGED, "damaged: `what`". Returns FALSE. */
gboolean tc_ole_set_damaged(GError **error, const char *what);

/* Sets ENCRYPTED. */
void tc_ole_set_encrypted(GError **error);

/* Set up libgsf before the sandbox closes. */
void tc_ole_prepare(void);

G_END_DECLS

#endif

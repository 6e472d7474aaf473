/* tests/support/ole_writer.h - make compound files of given streams, for tests of what reads them.
 */
#ifndef TC_TESTS_SUPPORT_OLE_WRITER_H
#define TC_TESTS_SUPPORT_OLE_WRITER_H

#include <glib.h>

G_BEGIN_DECLS

/* A stream; `name` may have folders before it: "folder/folder/stream". Those of one folder stand
 * together. */
typedef struct {
    const char *name;
    const void *bytes;
    gsize len;
} TcOleStream;

GBytes *tc_ole_file(const TcOleStream *streams, gsize count);

/* Numbers as Office writes them. */
void tc_add16(GByteArray *out, guint16 number);
void tc_add32(GByteArray *out, guint32 number);

/* `text` in UTF-16, without a mark. */
void tc_add_utf16(GByteArray *out, const char *text);

G_END_DECLS

#endif

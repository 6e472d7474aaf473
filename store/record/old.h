/* store/record/old.h - records of schema versions up to 7, which are only read. Private to store/.
 *
 *     0   magic, version: guint32 in the byte order of the machine that wrote it; another one is
 *         refused
 *     4   header_len   guint32
 *     8   text_len     guint32, bytes of the text before compression
 *     12  frame_len    guint32, bytes of the zstd frame, 0 without text
 *     16  header       GVariant a{sv} in normal form; 16 keeps it aligned
 *     ..  frame        zstd, one frame with content size and checksum */
#ifndef TC_STORE_RECORD_OLD_H
#define TC_STORE_RECORD_OLD_H

#include "store/record/header.h"

G_BEGIN_DECLS

/* As tc_record_header_find() and tc_record_header_read(). Strings are borrowed from `parts`, and
 * from *header, which is to be unreferenced. */
gboolean tc_old_record_find(const guint8 *bytes, gsize len, TcRecordParts *parts, GError **error);
gboolean tc_old_record_read(const TcRecordParts *parts, TcRecord *record, GVariant **header,
                            GError **error);

G_END_DECLS

#endif

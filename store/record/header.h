/* store/record/header.h - what a record says of a document besides its text, as bytes. Private to
 * store/.
 *
 *     0   2, the version of this layout
 *     1   1 when the text is coded (store/text/code.h), else 0
 *         header_len, text_len    numbers; text_len is that of the text itself
 *         header                  header_len bytes: items, one behind the other
 *         frame                   up to the end: zstd, one frame with content size and checksum;
 *                                 nothing when there is no text
 *
 * A number stands in groups of seven bits, lowest first, each byte but the last with its top bit
 * set. An item is
 *
 *     what       number      see header.c
 *     how        number      twice the bytes of what follows, and 1 when it is coded
 *     len        number      only when coded: bytes before that
 *     ...
 *
 * and what follows is a string, a number (the date), nothing, or landmarks: for each how much
 * greater its position and its offset are than those of the one before, as numbers. Items that are
 * not known are passed over. */
#ifndef TC_STORE_RECORD_HEADER_H
#define TC_STORE_RECORD_HEADER_H

#include "store/record.h"

G_BEGIN_DECLS

#define TC_RECORD_LAYOUT   2
#define TC_RECORD_TEXT_MAX (1u << 30)

/* The parts of a record, borrowed from its bytes. */
typedef struct {
    const guint8 *header, *frame;
    gsize header_len, frame_len;
    gsize text_len;
    gboolean is_coded;
} TcRecordParts;

/* Appends all that stands before the frame. */
void tc_record_header_write(GByteArray *to, const TcRecord *record, gsize text_len,
                            gboolean is_coded);

/* Finds the parts; FALSE when lengths do not hold together. */
gboolean tc_record_header_find(const guint8 *bytes, gsize len, TcRecordParts *parts,
                               GError **error);

/* Reads the header into `record`, whose text_len is set. *memory has its strings and landmarks, and
 * is to be freed, also on failure. */
gboolean tc_record_header_read(const TcRecordParts *parts, TcRecord *record, char **memory,
                               GError **error);

/* What all readers of records need: the error of damaged bytes, which is FALSE; and whether
 * landmarks ascend and lie in the text. */
gboolean tc_record_is_damaged(GError **error, const char *what);
gboolean tc_record_check_landmarks(const TcRecord *record, GError **error);

G_END_DECLS

#endif

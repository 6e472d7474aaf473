/* store/record.h - what is kept of a document besides its postings: the data of a hit.
 *
 * Serialised as one byte string: fields (some may be added, unknown ones are passed over) and the
 * original text, its words coded and that compressed with zstd; store/record/header.h has the
 * bytes. The text is decompressed only when asked for. Records of older versions are read, too. */
#ifndef TC_STORE_RECORD_H
#define TC_STORE_RECORD_H

#include "field/field.h"

#include <glib.h>

G_BEGIN_DECLS

/* Where the token at `position` begins in the text, every TC_LANDMARK_EVERY tokens or so: a
 * snippet need not analyse a long text from its beginning. (The record calls them "marks", as it
 * always did; in the code a mark is what stands on a letter.) */
typedef struct {
    guint32 position;
    guint32 offset; /* bytes into the text */
} TcLandmark;
#define TC_LANDMARK_EVERY 256

/* Strings are borrowed or owned as the function that gives the record says; NULL when unset. Paths
 * are bytes as the file system has them, everything else is UTF-8. */
typedef struct {
    const char *path;
#define TC_RECORD_MEMBER_(ID, member) const char *member;
    TC_FIELDS(TC_RECORD_MEMBER_, TC_FIELD_NOTHING)
#undef TC_RECORD_MEMBER_
    const char *relations; /* lines of text/relation/relation.h */
    const char
        *corrected; /* what was read where people put it right, see store/kept/correction.h */
    const char *format;
    const char *encoding;
    guint32 date; /* YYYYMMDD, 0 when unknown */
    gboolean is_ocr;
    const char *text; /* UTF-8 as read from the document */
    gsize text_len;
    const TcLandmark *landmarks;
    gsize landmark_count;
} TcRecord;

/* Where the string of a field is; NULL for one that is none: the date, and the path, which is
 * bytes. */
const char **tc_record_field(TcRecord *record, TcField field);
/* What it holds; NULL for one that is none. */
const char *tc_record_string(const TcRecord *record, TcField field);

/* Strings that are stored and dumped, but for path and text: fields, format, encoding, relations,
 * what was read of corrected fields. */
#define TC_RECORD_STRINGS (TC_FIELD_COUNT + 4)
/* Where the i-th of them is and, in *name, what it is stored as; NULL for a field that is none. */
const char **tc_record_string_at(TcRecord *record, guint i, const char **name);

/* A decoded record with the memory behind it. */
typedef struct TcStoredRecord TcStoredRecord;

/* Serialise. Strings that are not UTF-8 are repaired; text over 1 GiB is cut. Free the result with
 * g_free(). */
char *tc_record_encode(const TcRecord *record, gsize *len);

/* The same for many records: memory and the compressor's tables are kept from one to the next. */
typedef struct TcRecordEncoder TcRecordEncoder;
TcRecordEncoder *tc_record_encoder_new(void);
/* The result is borrowed until the next call. */
const char *tc_record_encoder_encode(TcRecordEncoder *encoder, const TcRecord *record, gsize *len);
void tc_record_encoder_free(TcRecordEncoder *encoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcRecordEncoder, tc_record_encoder_free)

/* Take over `data` (g_malloc'ed) and decode it. The text is decompressed only if `wants_text`, and
 * then NUL-ended; otherwise `text` is NULL, but `text_len` is set all the same.
 * Returns NULL and sets `error` (TC_STORE_ERROR_CORRUPT) when the bytes are not a record; nothing
 * in them is trusted: sizes are checked before memory is asked for. `data` is freed either way. */
TcStoredRecord *tc_record_decode(char *data, gsize len, gboolean wants_text, GError **error);
/* The same with its text, of which a long one is there only as far as tc_stored_record_reach()
 * went; what is behind that is not to be looked at. */
TcStoredRecord *tc_record_decode_later(char *data, gsize len, GError **error);
/* Have the first `until` bytes of the text there, or all of it: at once where it was decoded whole.
 */
gboolean tc_stored_record_reach(TcStoredRecord *stored, gsize until, GError **error);
/* Borrowed, as long as the stored record lives. */
const TcRecord *tc_stored_record_get(const TcStoredRecord *stored);
/* Free the text, which is most of it: as if decoded without. */
void tc_stored_record_drop_text(TcStoredRecord *stored);
void tc_stored_record_free(TcStoredRecord *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcStoredRecord, tc_stored_record_free)

G_END_DECLS

#endif

/* store/kept/correction.h - what people put right of a document, where it was read wrong.
 *
 * A correction belongs to the content of a file, not to its path: TC_META_CORRECTION + 32 hex
 * digits of the file's hash. It is metadata of the index, beside the document: what was read stays
 * known. A record has the corrected values in its fields, and in `corrected` what was read instead,
 * so that they can be told apart, and taken back without the file. */
#ifndef TC_STORE_CORRECTION_H
#define TC_STORE_CORRECTION_H

#include "store/record.h"
#include "store/schema.h"

G_BEGIN_DECLS

typedef struct {
    guint8 hash[TC_HASH_LEN]; /* of the bytes of the file */
    char *path;               /* where that was when it was put right; bytes */
    gint64 when_s;            /* since 1970 */
    /* By field: NULL where it stays as it was read, "" where it has none. A date is "2014-03-12".
     */
    char *values[TC_FIELD_COUNT];
} TcCorrection;

TcCorrection *tc_correction_new(const guint8 *hash, const char *path);
void tc_correction_free(TcCorrection *correction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcCorrection, tc_correction_free)

/* Whether nothing is put right any more. */
gboolean tc_correction_is_empty(const TcCorrection *correction);

/* Replace what is said of a field; NULL: it is as it was read. */
void tc_correction_set(TcCorrection *correction, TcField field, const char *value);

/* The metadata key. Free with g_free(). */
char *tc_correction_key(const guint8 *hash);
/* Whose content that key is of; FALSE when it is none. */
gboolean tc_correction_parse_key(const char *key, guint8 *hash);

/* Serialise. Free with g_free(). */
char *tc_correction_encode(const TcCorrection *correction, gsize *len);
/* NULL and TC_STORE_ERROR_CORRUPT when `bytes` are none. */
TcCorrection *tc_correction_decode(const guint8 *hash, const char *bytes, gsize len,
                                   GError **error);

/* ---- records ---- */

/* A record that is put right, and the memory behind what differs from the one that it was made of,
 * from which it borrows the rest. */
typedef struct {
    TcRecord record;
    GStringChunk *strings;
} TcCorrected;

/* `record` as it was read, and then as `correction` says, which may be NULL. */
void tc_corrected_init(TcCorrected *corrected, const TcRecord *record,
                       const TcCorrection *correction);
void tc_corrected_clear(TcCorrected *corrected);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcCorrected, tc_corrected_clear)

/* What was read of a field that was put right, "" for nothing; NULL when it is as it was read. Free
 * with g_free(). */
char *tc_record_as_read(const TcRecord *record, TcField field);

/* A date as a correction has it, "" for none; back: 0 for what is none. */
char *tc_correction_date_text(guint32 date);
guint32 tc_correction_date(const char *text);

G_END_DECLS

#endif

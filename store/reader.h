/* store/reader.h - the index for searching: candidates, positions and stored text.
 *
 * Opens one or several indexes (folders of ours, Xapian stub files) as one. Any call may fail with
 * TC_STORE_ERROR_MODIFIED when a writer has committed twice meanwhile: open again and repeat the
 * whole query. A handle belongs to one thread at a time. Query trees are built with
 * store/xapian/xapian_c.h. */
#ifndef TC_STORE_READER_H
#define TC_STORE_READER_H

#include "store/generation.h"
#include "store/record.h"
#include "store/xapian/xapian_c.h"

G_BEGIN_DECLS

typedef struct TcReader TcReader;

/* From now on this process keeps the blocks that it has read, see tc_guard_keep_blocks(). For one
 * that never writes. */
void tc_reader_keep_blocks(void);

/* Returns NULL and sets `error`: NOT_FOUND, NOT_INDEX, OUTDATED (the message says to run
 * "tracuu-index update"; so are those without a manifest, which no other process but a child
 * opens), VERSION (it says "tracuu-index rebuild"), CORRUPT; FAILED when another machine does not
 * answer. The version is checked of each that a path names, and the message tells which it is. */
TcReader *tc_reader_open(const char *const *paths, gsize count, guint analyzer_version,
                         GError **error);

/* What an index was built by. */
typedef struct {
    guint schema;
    guint analyzer;
    gboolean is_outdated; /* older than this program: it must not be searched */
} TcIndexVersion;
/* The same for one index, whose records are wanted and nothing else: OUTDATED is no error. One
 * without a manifest is first checked as a whole, in a process of its own: CORRUPT when it fails.
 * `version` may be NULL. */
TcReader *tc_reader_open_records(const char *path, guint analyzer_version, TcIndexVersion *version,
                                 GError **error);
void tc_reader_close(TcReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcReader, tc_reader_close)

/* The database behind it, for query trees and matching; borrowed. */
TcXDatabase *tc_reader_database(TcReader *reader);
guint32 tc_reader_doc_count(const TcReader *reader);
double tc_reader_average_length(const TcReader *reader);

/* Whether `db`, opened from `path`, is an index of this schema and analyzer version: NOT_INDEX,
 * OUTDATED or VERSION if not. Of several shards the first is asked. */
gboolean tc_store_check_version(TcXDatabase *db, const char *path, guint analyzer_version,
                                GError **error);

/* Up to `max` terms with `prefix` and their document frequency, in byte order, appended to `terms`;
 * nothing is appended on failure. */
typedef struct {
    char *term; /* owned by the array */
    guint32 term_len;
    guint32 freq;
} TcReaderTerm;

static inline TcReaderTerm *
tc_reader_term_at(const GArray *terms, gsize index)
{
    return &g_array_index(terms, TcReaderTerm, index);
}
/* A GArray of TcReaderTerm that frees its terms. */
GArray *tc_reader_terms_new(void);
gboolean tc_reader_terms(TcReader *reader, const char *prefix, gsize prefix_len, guint max,
                         GArray *terms, GError **error);

/* Sets *freq to the documents with `term`, 0 when there are none. */
gboolean tc_reader_term_freq(TcReader *reader, const char *term, gsize term_len, guint32 *freq,
                             GError **error);

/* The first document with `term`; *docid 0 when there is none. */
gboolean tc_reader_find(TcReader *reader, const char *term, guint32 *docid, GError **error);

/* The term of the documents whose text has this hash (TC_SLOT_CONTENT). Free with g_free(). */
char *tc_content_term(gconstpointer hash, gsize len);

/* The stored record of a hit. */
TcStoredRecord *tc_reader_record(TcReader *reader, guint32 docid, gboolean wants_text,
                                 GError **error);

/* The same with its text, as tc_record_decode_later() has it. */
TcStoredRecord *tc_reader_record_later(TcReader *reader, guint32 docid, GError **error);

/* Give back a record of `docid`, read with its text: where that is long the reader keeps the last
 * one, and the next tc_reader_record() of it has not to decode it again. Accepts NULL. */
void tc_reader_give_back(TcReader *reader, guint32 docid, TcStoredRecord *record);

/* Metadata of the first local index; *len 0 when unset. Free with g_free(). */
gboolean tc_reader_metadata(TcReader *reader, const char *key, char **value, gsize *len,
                            GError **error);

G_END_DECLS

#endif

/* store/writer.h - one generation of the index, for the one process that changes it.
 *
 * The caller holds the lock of the index (store/generation.h). A handle belongs to one thread at a
 * time. It is always inside a transaction: nothing is visible or lasting before tc_writer_commit(),
 * and what was not committed is dropped on close. No Xapian type or exception passes here. */
#ifndef TC_STORE_WRITER_H
#define TC_STORE_WRITER_H

#include "store/each_metadata.h"
#include "store/generation.h"
#include "store/record.h"
#include "store/terms.h"

G_BEGIN_DECLS

typedef struct TcWriter TcWriter;

typedef enum {
    TC_WRITER_UPDATE, /* an existing generation, commits survive a power cut */
    TC_WRITER_BUILD,  /* a new generation (must not exist), not synced until tc_generation_switch()
                       */
    TC_WRITER_SPOOL,  /* a part of a new generation (must not exist), for tc_writer_join() only:
                       * three  times as fast as BUILD, which it is where the linked Xapian has
                       * another  format. Documents are put, each once; metadata are set and read.
                       * The  first  tc_writer_commit() ends it, and nothing can be looked at,
                       * removed  or  put  after it */
} TcWriterMode;

/* `analyzer_version` is stored by BUILD and SPOOL, and compared by UPDATE: TC_STORE_ERROR_VERSION.
 */
TcWriter *tc_writer_open(const char *generation, TcWriterMode mode, guint analyzer_version,
                         GError **error);
/* Make the manifest of a generation of an earlier version, which has none. It is checked before as
 * well as that can be, in a process of its own: what is damaged must not be taken for what was
 * written. */
gboolean tc_writer_adopt(const char *generation, GError **error);
/* Drop what was not committed and free the handle. Accepts NULL, cannot fail. */
void tc_writer_close(TcWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWriter, tc_writer_close)

typedef struct {
    const char *term; /* at most 245 bytes */
    guint32 term_len;
    guint32
        position; /* from 1; 0 for a term without position, which counts nothing towards length */
} TcPosting;

static inline TcPosting *
tc_posting_at(const GArray *postings, gsize index)
{
    return &g_array_index(postings, TcPosting, index);
}

/* What goes into the index for one file. All borrowed during the call. */
typedef struct {
    const char *id; /* unique term with its prefix TC_TERM_ID, NUL-terminated */
    const TcRecord *record;
    const TcPosting *postings;
    gsize posting_count;
    const guint8 *content_hash; /* 16 bytes: TC_SLOT_CONTENT and TC_TERM_CONTENT; NULL for none */
    const char *formal;         /* TC_SLOT_FORMAL, at most 240 bytes; NULL for nothing */
    TcTerms *terms; /* what the document has besides, NULL for nothing; emptied by the call */
} TcWriterDocument;

/* Put a document in place of the one with the same id, if any. The date, year, type, org and place
 * slots and the format term come from the record; text in slots is cut at 240 bytes. A bad posting
 * (empty, too long) is an error that leaves the transaction as it was; after any other failure
 * nothing more can be put or committed. `is_fresh`: the caller knows that no such id is there yet,
 * which saves the look-up. */
gboolean tc_writer_put(TcWriter *writer, const TcWriterDocument *document, gboolean is_fresh,
                       GError **error);
/* Remove the document with this id; none is not an error. */
gboolean tc_writer_remove(TcWriter *writer, const char *id, GError **error);

/* Metadata belong to the same transaction. An empty value removes the key. A key has at most 245
 * bytes, as a term has. */
gboolean tc_writer_set_metadata(TcWriter *writer, const char *key, const char *value, gsize len,
                                GError **error);
/* As the transaction sees it; *len 0 when unset. Free with g_free(). */
gboolean tc_writer_metadata(TcWriter *writer, const char *key, char **value, gsize *len,
                            GError **error);
/* As tc_each_metadata(), as the transaction sees it. */
gboolean tc_writer_each_metadata(TcWriter *writer, const char *prefix, TcMetadataFunc func,
                                 gpointer user, GError **error);
/* The stored record of the document with this id: NULL without error when there is none. */
TcStoredRecord *tc_writer_record(TcWriter *writer, const char *id, gboolean wants_text,
                                 GError **error);

/* Text bytes put since the last commit. */
gsize tc_writer_pending_bytes(const TcWriter *writer);

/* Whether it is time to commit, by the bytes of text and the terms of documents (each different
 * term of a document is one) that were put since the last time. Small flushes are the fast ones, as
 * what Xapian gathers in maps until then should fit into the processor's caches. A build of 20,000
 * documents of 1.1 KB took 36 s of CPU time with 200,000 terms a commit, 23 s with 50,000 and 19 s
 * with 20,000; one of 7,878 Wikipedia pages 25.7 with 90,000, 22.7 with 30,000. Where commits are
 * synced to disk (UPDATE) they cost more than that, and there are fewer. */
#define TC_WRITER_COMMIT_BYTES (2u << 20)
#define TC_WRITER_BUILD_TERMS  24000u
#define TC_WRITER_UPDATE_TERMS 100000u
gboolean tc_writer_is_full(const TcWriter *writer);

/* Publish everything put so far and begin the next transaction; in UPDATE mode, on TRUE it also
 * survives a power cut. */
gboolean tc_writer_commit(TcWriter *writer, GError **error);
/* How often that has succeeded. */
guint tc_writer_commit_count(const TcWriter *writer);

/* Join shards that were built apart, all of them by BUILD or all by SPOOL, into the new generation
 * `target`, which must not exist; with one shard this compacts it. Metadata of all are kept: a key
 * that several shards have must agree, only of the creation times the earliest is taken. Its size
 * goes into TC_META_COMPACTED, and no document of it has been changed yet (TC_META_CHANGED, which
 * UPDATE counts up). */
gboolean tc_writer_join(const char *const *shards, gsize count, const char *target, GError **error);

G_END_DECLS

#endif

/* store/xapian/xapian_c.h - the C binding to xapian-core.
 *
 * Opaque handles and GError; no C++ exception ever leaves it, std::bad_alloc and unknown ones
 * included. A handle belongs to one thread at a time. Handles made from a database keep it alive:
 * they may be freed in any order. Terms, values and data are byte strings with a length, never
 * NUL-terminated; a term has at most TC_X_TERM_MAX bytes, a long word some fewer (term/code.h),
 * longer ones are TC_STORE_ERROR_FAILED. Results are written only on success. Every _free accepts
 * NULL and cannot fail.
 */
#ifndef TC_STORE_XAPIAN_C_H
#define TC_STORE_XAPIAN_C_H

#include "store/error.h"
#include "store/glass/table.h"

#include <glib.h>

G_BEGIN_DECLS

#define TC_X_TERM_MAX 245

/* The version of xapian-core in use, as "1.4.22". Static. */
const char *tc_x_version(void);

/* ---- Reading ------------------------------------------------------------------------------- */

typedef struct TcXDatabase TcXDatabase;

/* Open one or more databases (folders, stub files, stub folders) as one. With `count` 0 the result
 * holds no documents. On failure the message names the path. */
TcXDatabase *tc_x_database_open(const char *const *paths, gsize count, GError **error);
/* One that a server has: xapian-tcpsrv at `port` of `host`, or a program run with `arguments`, as
 * ssh with xapian-progsrv. TC_STORE_ERROR_FAILED when it cannot be reached within ten seconds. */
TcXDatabase *tc_x_database_open_host(const char *host, guint port, GError **error);
TcXDatabase *tc_x_database_open_program(const char *program, const char *arguments, GError **error);
void tc_x_database_free(TcXDatabase *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXDatabase, tc_x_database_free)

/* Add the shards of `other` to `db`; `other` stays the caller's to free. */
gboolean tc_x_database_add(TcXDatabase *db, TcXDatabase *other, GError **error);

/* Move to the newest commit. Never follows a stub to another database: open again for that. */
gboolean tc_x_database_reopen(TcXDatabase *db, gboolean *has_moved, GError **error);
/* The revision of the only shard. */
gboolean tc_x_database_revision(TcXDatabase *db, guint64 *revision, GError **error);
/* A table of the only shard, to be read without Xapian, as of the revision that is open; NULL where
 * that cannot be. */
TcTable *tc_x_database_table(TcXDatabase *db, TcTableKind kind);
/* Have all read by Xapian from now on, also what is read here faster: for tests, which compare. */
void tc_x_database_read_by_xapian(TcXDatabase *db);

/* How many shards `db` is made of, stubs followed. */
gsize tc_x_database_shard_count(TcXDatabase *db);
gboolean tc_x_database_doc_count(TcXDatabase *db, guint32 *count, GError **error);
gboolean tc_x_database_average_length(TcXDatabase *db, double *length, GError **error);
gboolean tc_x_database_last_docid(TcXDatabase *db, guint32 *docid, GError **error);
/* The number of documents with `term`, 0 when there are none. */
gboolean tc_x_database_term_freq(TcXDatabase *db, const char *term, gsize term_len, guint32 *freq,
                                 GError **error);
/* The number of times `term` occurs in all documents together. */
gboolean tc_x_database_collection_freq(TcXDatabase *db, const char *term, gsize term_len,
                                       guint64 *freq, GError **error);
gboolean tc_x_database_doc_length(TcXDatabase *db, guint32 docid, guint32 *length, GError **error);
/* The same of many documents, ascending; `lengths` has `count` elements. */
gboolean tc_x_database_doc_lengths(TcXDatabase *db, const guint32 *docids, gsize count,
                                   guint32 *lengths, GError **error);
/* Document data; TC_STORE_ERROR_CORRUPT without such a document. Free with g_free(). */
gboolean tc_x_database_doc_data(TcXDatabase *db, guint32 docid, char **data, gsize *len,
                                GError **error);
/* A value slot of a document, empty when unset. Free with g_free(). */
gboolean tc_x_database_doc_value(TcXDatabase *db, guint32 docid, guint32 slot, char **value,
                                 gsize *len, GError **error);
/* Metadata of the first shard, empty when unset. Free with g_free(). */
gboolean tc_x_database_metadata(TcXDatabase *db, const char *key, gsize key_len, char **value,
                                gsize *len, GError **error);

/* Called for each item in byte order; stops the listing by returning FALSE (not an error). `bytes`
 * is borrowed during the call. `freq` is the document frequency of a term, 0 for metadata keys. */
typedef gboolean (*TcXTermFunc)(const char *bytes, gsize len, guint32 freq, gpointer user);
/* Terms that begin with `prefix` (all with an empty one). */
gboolean tc_x_database_each_term(TcXDatabase *db, const char *prefix, gsize prefix_len,
                                 TcXTermFunc func, gpointer user, GError **error);
gboolean tc_x_database_each_metadata_key(TcXDatabase *db, const char *prefix, gsize prefix_len,
                                         TcXTermFunc func, gpointer user, GError **error);
/* Terms of one document; freq is the within-document frequency. */
gboolean tc_x_database_each_doc_term(TcXDatabase *db, guint32 docid, TcXTermFunc func,
                                     gpointer user, GError **error);

/* Documents that hold `term` (all documents with an empty one), in docid order, from the first one
 * >= `from`. Stops on FALSE. */
typedef gboolean (*TcXPostingFunc)(guint32 docid, guint32 wdf, guint32 doc_length, gpointer user);
gboolean tc_x_database_each_posting(TcXDatabase *db, const char *term, gsize term_len, guint32 from,
                                    TcXPostingFunc func, gpointer user, GError **error);

/* Their numbers alone, which takes a third of that. Stops on FALSE. */
typedef gboolean (*TcXDocidFunc)(guint32 docid, gpointer user);
gboolean tc_x_database_each_docid(TcXDatabase *db, const char *term, gsize term_len,
                                  TcXDocidFunc func, gpointer user, GError **error);

/* Positions of one term in many documents. positions[offsets[i] .. offsets[i + 1]) are those in
 * docids[i], ascending; `offsets` has count + 1 elements. */
typedef struct {
    guint32 *positions;
    guint32 *offsets;
    gsize positions_len, positions_capacity, offsets_capacity; /* private */
} TcXPositions;
#define TC_X_POSITIONS_INIT                                                                        \
    {                                                                                              \
        0                                                                                          \
    }
void tc_x_positions_clear(TcXPositions *positions);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcXPositions, tc_x_positions_clear)
/* Replace what `out` holds; after a failure its content is undefined, but it can be used again.
 * `docids` is ascending but for 0, which is no document; those without the term get no positions.
 * At most `each_max` positions are taken from a document, 0 for all. Those of local databases are
 * read without Xapian (store/glass/table.h); else in one walk along the posting list (skip_to), as
 * a remote shard needs it. */
gboolean tc_x_database_positions(TcXDatabase *db, const char *term, gsize term_len,
                                 const guint32 *docids, gsize count, guint32 each_max,
                                 TcXPositions *out, GError **error);

/* Whether each of `docids` (ascending) holds `term`. `has_it` has `count` elements. */
gboolean tc_x_database_have_term(TcXDatabase *db, const char *term, gsize term_len,
                                 const guint32 *docids, gsize count, gboolean *has_it,
                                 GError **error);

/* Called for each of the documents asked for, in their order: the `i`th one has this value, which
 * is empty when it is unset. `bytes` is borrowed during the call. */
typedef void (*TcXValueFunc)(gsize i, const char *bytes, gsize len, gpointer user);
/* A value slot of each of `docids` (ascending), in one pass over the slot: for many documents far
 * cheaper than tc_x_database_doc_value(). A remote shard is asked for each. */
gboolean tc_x_database_doc_values(TcXDatabase *db, guint32 slot, const guint32 *docids, gsize count,
                                  TcXValueFunc func, gpointer user, GError **error);

/* Check tables and their structure as xapian-check does. *problems is the number of errors found,
 * and *report (g_free) what was said of them. `path` is one database, not a stub. */
gboolean tc_x_check(const char *path, gsize *problems, char **report, GError **error);

/* ---- Query trees --------------------------------------------------------------------------- */

typedef struct TcXQuery TcXQuery;
typedef enum {
    TC_X_AND,
    TC_X_OR,
    TC_X_AND_NOT,   /* first without the others */
    TC_X_FILTER,    /* weights of the first only */
    TC_X_AND_MAYBE, /* first, weighted up by the others */
    TC_X_NEAR,      /* `window` positions, any order; children are terms or OR of terms */
    TC_X_PHRASE,    /* `window` positions, in order; children are terms or OR of terms */
    TC_X_SYNONYM,   /* weighted as if all were one term */
    TC_X_MAX,       /* never below OR: Xapian 1.4.22 crashes on it */
} TcXOp;

/* A leaf. `wqf` is the within-query frequency, 1 normally. */
TcXQuery *tc_x_query_term(const char *term, gsize term_len, guint32 wqf, GError **error);
/* Every document, and none; NULL when memory runs out. */
TcXQuery *tc_x_query_all(void);
TcXQuery *tc_x_query_nothing(void);
/* Combine. Takes nothing over: the children are still the caller's to free. `window` counts for
 * NEAR and PHRASE only, 0 means as many as there are children. */
TcXQuery *tc_x_query_combine(TcXOp op, TcXQuery *const *children, gsize count, guint32 window,
                             GError **error);
/* AND, OR or SYNONYM whose weights are the same to the last bit in each shard of a database, and in
 * all of it as one: they are added up, and the frequency of a SYNONYM is estimated, in the order
 * given. With the most frequent ones first it is as fast as tc_x_query_combine(). Not for what goes
 * into NEAR or PHRASE. */
TcXQuery *tc_x_query_sum(TcXOp op, TcXQuery *const *children, gsize count, GError **error);
/* Multiply the weights of `query`. factor >= 0; 0 makes it a pure filter. */
TcXQuery *tc_x_query_scale(TcXQuery *query, double factor, GError **error);
/* Every term that begins with `prefix`, as SYNONYM. */
TcXQuery *tc_x_query_prefix(const char *prefix, gsize prefix_len, GError **error);
/* begin <= value of slot <= end, bytewise; NULL for an open end. */
TcXQuery *tc_x_query_value_range(guint32 slot, const char *begin, gsize begin_len, const char *end,
                                 gsize end_len, GError **error);
/* Xapian's own description, in which words are as they are stored (term/code.h): two queries are
 * the same where it is. Free with g_free(). */
char *tc_x_query_describe(TcXQuery *query);
void tc_x_query_free(TcXQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXQuery, tc_x_query_free)

/* ---- Matching ------------------------------------------------------------------------------ */

typedef struct TcXEnquire TcXEnquire;
typedef struct TcXMSet TcXMSet;

TcXEnquire *tc_x_enquire_new(TcXDatabase *db, GError **error);
void tc_x_enquire_free(TcXEnquire *enquire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXEnquire, tc_x_enquire_free)
gboolean tc_x_enquire_set_query(TcXEnquire *enquire, TcXQuery *query, GError **error);
/* Xapian::BM25Weight(k1, k2, k3, b, min_normlen). */
gboolean tc_x_enquire_set_bm25(TcXEnquire *enquire, double k1, double k2, double k3, double b,
                               double min_normlen, GError **error);
/* No weights: matching only, in docid order. */
gboolean tc_x_enquire_set_boolean(TcXEnquire *enquire, GError **error);
/* By value slot, then by relevance. A document without a value counts as the smallest. */
gboolean tc_x_enquire_set_sort(TcXEnquire *enquire, guint32 slot, gboolean is_descending,
                               GError **error);
/* By relevance, then by value slot, ascending: equals in the same order in each shard. */
gboolean tc_x_enquire_set_tie_order(TcXEnquire *enquire, guint32 slot, GError **error);
/* At most one hit for each value of the slot (documents without a value are not collapsed). */
gboolean tc_x_enquire_set_collapse(TcXEnquire *enquire, guint32 slot, GError **error);
/* Count the values of `slot` over all matches of the next runs; see tc_x_mset_each_value(). */
gboolean tc_x_enquire_count_values(TcXEnquire *enquire, guint32 slot, GError **error);
/* Run. `check_at_least` bounds how many matches are looked at for the counts; with 0 they are
 * rough, and of the best ones by relevance no more than how many were found. */
TcXMSet *tc_x_enquire_run(TcXEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least,
                          GError **error);
/* The weights that tc_x_enquire_run() would give these documents (ascending), to the bit; -1 where
 * the query does not match; and the lengths of those that it matches. `weights` and `lengths` have
 * `count` elements. *known is FALSE when that cannot be told without a run: of remote databases,
 * and of queries that do more than add words up where a database has several parts. */
gboolean tc_x_enquire_weigh(TcXEnquire *enquire, const guint32 *docids, gsize count,
                            double *weights, guint32 *lengths, gboolean *is_known, GError **error);
/* Unique terms of the query that match this document; freq is 0. */
gboolean tc_x_enquire_each_matching_term(TcXEnquire *enquire, guint32 docid, TcXTermFunc func,
                                         gpointer user, GError **error);

#define TC_X_KEY_MAX 16
typedef struct {
    guint32 docid;
    guint32 length; /* of the document; 0 when it is not known */
    double weight;
    guint8 key_len;           /* 0 without collapsing, without value, and for longer values */
    guint8 key[TC_X_KEY_MAX]; /* the collapse value */
} TcXHit;

static inline TcXHit *
tc_x_hit_at(const GArray *hits, gsize index)
{
    return &g_array_index(hits, TcXHit, index);
}
gsize tc_x_mset_size(TcXMSet *mset);
TcXHit tc_x_mset_hit(TcXMSet *mset, gsize index); /* index < size */
/* The value that a hit was sorted by, empty without sorting by one. Free with g_free(). */
gboolean tc_x_mset_sort_key(TcXMSet *mset, gsize index, char **key, gsize *len, GError **error);
void tc_x_mset_bounds(TcXMSet *mset, guint32 *lower, guint32 *estimated, guint32 *upper);
/* The counted values of `slot`, in byte order; freq is how many matches have it. */
gboolean tc_x_mset_each_value(TcXMSet *mset, guint32 slot, TcXTermFunc func, gpointer user,
                              GError **error);
void tc_x_mset_free(TcXMSet *mset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXMSet, tc_x_mset_free)

/* ---- Documents to write -------------------------------------------------------------------- */

typedef struct TcXDocument TcXDocument;
TcXDocument *tc_x_document_new(GError **error);
void tc_x_document_free(TcXDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXDocument, tc_x_document_free)
/* One occurrence of `term` at `position`, counted once in its frequency. */
gboolean tc_x_document_add_posting(TcXDocument *document, const char *term, gsize term_len,
                                   guint32 position, GError **error);
/* Many occurrences of one term, `positions` ascending, wdf raised by `count`. */
gboolean tc_x_document_add_postings(TcXDocument *document, const char *term, gsize term_len,
                                    const guint32 *positions, gsize count, GError **error);
/* A term without position; `wdf` 0 leaves the document length as it is. */
gboolean tc_x_document_add_term(TcXDocument *document, const char *term, gsize term_len,
                                guint32 wdf, GError **error);
gboolean tc_x_document_set_data(TcXDocument *document, const char *data, gsize len, GError **error);
gboolean tc_x_document_set_value(TcXDocument *document, guint32 slot, const char *value, gsize len,
                                 GError **error);

/* ---- Writing ------------------------------------------------------------------------------- */

typedef struct TcXWritable TcXWritable;
typedef enum {
    TC_X_OPEN = 0,         /* must exist */
    TC_X_CREATE = 1 << 0,  /* created if absent */
    TC_X_REPLACE = 1 << 1, /* created, what was there is dropped */
    TC_X_NO_SYNC = 1 << 2, /* no fsync at commits: for throw-away folders, sync before use */
    TC_X_FULL_SYNC = 1 << 3,
} TcXOpenFlags;

/* The destructor of Xapian commits by itself and swallows failures; be always inside a transaction.
 * tc_x_writable_free() drops what was not committed, so that nothing is committed silently. Every
 * change outside a transaction is TC_STORE_ERROR_FAILED, and so is every further change and the
 * commit after one has failed, as Xapian then drops what is pending: cancel and begin again. */
TcXWritable *tc_x_writable_open(const char *path, TcXOpenFlags flags, GError **error);
void tc_x_writable_free(TcXWritable *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcXWritable, tc_x_writable_free)
gboolean tc_x_writable_begin(TcXWritable *db, GError **error);
gboolean tc_x_writable_commit(TcXWritable *db, GError **error); /* ends the transaction, on disk */
gboolean tc_x_writable_cancel(TcXWritable *db, GError **error);
gboolean tc_x_writable_add(TcXWritable *db, TcXDocument *document, guint32 *docid, GError **error);
/* Replace the document(s) with `unique_term`, or add it. */
gboolean tc_x_writable_replace(TcXWritable *db, const char *unique_term, gsize term_len,
                               TcXDocument *document, guint32 *docid, GError **error);
/* Delete all documents with `unique_term`; none is not an error. */
gboolean tc_x_writable_delete(TcXWritable *db, const char *unique_term, gsize term_len,
                              GError **error);
gboolean tc_x_writable_delete_docid(TcXWritable *db, guint32 docid, GError **error);
/* An empty value removes the key. A key is limited as a term is. */
gboolean tc_x_writable_set_metadata(TcXWritable *db, const char *key, gsize key_len,
                                    const char *value, gsize len, GError **error);
/* A reading view of what has been written, also uncommitted; borrowed, lives as long as `db`. */
TcXDatabase *tc_x_writable_database(TcXWritable *db);

/* Compact several databases into a new one at `target`, which must not exist; its folder gets mode
 * 0700. Documents are renumbered when there are several sources; metadata of all are kept, keys
 * must differ or agree. On failure nothing is left at `target`. */
gboolean tc_x_compact(const char *const *sources, gsize count, const char *target, GError **error);
/* Which value of metadata `key` to keep where sources disagree: < 0 the first, > 0 the second, 0 to
 * fail. */
typedef int (*TcXResolveFunc)(const char *key, gsize key_len, const char *first, gsize first_len,
                              const char *second, gsize second_len, gpointer user);
/* The same with a judge for keys that differ. */
gboolean tc_x_compact_resolving(const char *const *sources, gsize count, const char *target,
                                TcXResolveFunc resolve, gpointer user, GError **error);

G_END_DECLS

#endif

/* indexer/run/ahead.h - files read ahead of the run that works on them.
 *
 * One process writes an index that is there, one file after another. Reading the next files, taking
 * their texts out and their words apart needs nothing of it, and most of the time: that is done by
 * threads, each with a sandbox of its own, while the run writes. They decide nothing: what they
 * have not done, or left because the run knows better, the run does itself.
 *
 *     threads   read 3   read 4   read 5   ...     some files ahead, up to a limit of bytes
 *     the run   put 1    put 2    put 3            in the order of the files */
#ifndef TC_INDEXER_AHEAD_H
#define TC_INDEXER_AHEAD_H

#include "document/sandbox/sandbox.h"
#include "indexer/postings/postings.h"
#include "indexer/run/input.h"
#include "indexer/state/ledger.h"

G_BEGIN_DECLS

/* What has been done of a file; all FALSE when nothing was. */
typedef struct {
    gboolean is_read; /* what follows is set: the bytes, or why there are none */
    TcInput input;
    TcFileStamp stamp;
    gint64 read_at_ns; /* by the clock, before it was read */
    guint8 hash[TC_HASH_LEN];
    TcHashing hashing; /* of the bytes; set where they are */
    GError *input_problem;

    gboolean has_text; /* what tc_sandbox_read_format() gave; whoever takes it leaves NULL */
    TcFormat format;   /* of the bytes, then */
    TcDocument *document;
    GError *problem;

    gboolean has_postings; /* of the document, which is all of the file; the bytes are given back */
    gboolean fits;         /* what tc_postings_make() said */
    guint8 text_hash[TC_HASH_LEN];
    TcPostings postings;
} TcAheadFile;

/* Which files are left to the run. Called by the threads, for several files at once. */
typedef struct {
    /* Not to be read at all, by its path and stamp: it was moved. */
    gboolean (*is_moved)(gpointer user, const TcScanFile *file);
    /* Not to be looked into, by its content: it is as it was, or was moved. */
    gboolean (*is_known)(gpointer user, const TcScanFile *file, const guint8 *hash);
    gpointer user;
    const TcBounds *bounds; /* that links lead no further than; borrowed */
} TcAheadFilter;

typedef struct TcAhead TcAhead;

/* Begin to read `files` (TcScanFile) with `jobs` threads; `sandboxes` (TcSandbox) has one for each.
 * Everything is borrowed until tc_ahead_free(). */
TcAhead *tc_ahead_new(GPtrArray *files, GPtrArray *sandboxes, const TcAnalyzer *analyzer,
                      const TcReadLimits *limits, const TcAheadFilter *filter);

/* The next file, in order; waits for it. Valid until the next call. */
TcAheadFile *tc_ahead_next(TcAhead *ahead);

/* Ends the threads, each after the file that it is at. Accepts NULL. */
void tc_ahead_free(TcAhead *ahead);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcAhead, tc_ahead_free)

/* The hash of a document's text. Plain text often begins with all of the file: then `hashing` goes
 * on, which is of the file's bytes. */
void tc_text_hash(const TcDocument *document, const char *bytes, gsize len,
                  const TcHashing *hashing, guint8 *hash);

G_END_DECLS

#endif

/* indexer/run/run_private.h - what the parts of a run share: run.c works on files, members.c on the
 * files in an archive. */
#ifndef TC_INDEXER_RUN_PRIVATE_H
#define TC_INDEXER_RUN_PRIVATE_H

#include "document/sandbox/sandbox.h"
#include "indexer/postings/postings.h"
#include "indexer/run/ahead.h"
#include "indexer/run/input.h"
#include "indexer/run/settings.h"
#include "indexer/state/pages.h"

G_BEGIN_DECLS

typedef struct TcRun TcRun;
typedef struct TcVisit TcVisit; /* of an archive, see members.c */

struct TcRun {
    TcWriter *writer;
    const TcAnalyzer *analyzer;
    TcSandbox *sandbox;
    TcRunSettings settings;
    TcRunEvents events;
    TcPages pages;
    TcInput input;
    TcPostings postings;
    GHashTable *gone_by_stamp; /* TcFileStamp -> TcLedgerEntry */
    GHashTable *gone_by_hash;  /* 16 bytes -> TcLedgerEntry */
    GHashTable *ledger;        /* borrowed, NULL: nothing is known */
    GPtrArray *members;        /* TcLedgerEntry: those of files in archives, by path */
    TcVisit *visit;            /* of the archive that is being read, NULL outside of one */
};

/* The bytes of a file, on disk or in an archive. */
typedef struct {
    const char *bytes;
    gsize len;
    TcFormat format;          /* when it was read, by run.c or ahead of it */
    TcInput *input;           /* that they are in, NULL when they are another's */
    const TcHashing *hashing; /* of the bytes */
    TcAheadFile *ahead;       /* what was done of it before, NULL for nothing */
    /* What reading it gave, a document or why there is none; borrowed. */
    const TcDocument *document;
    const GError *problem;
} TcContent;

/* The bytes are not needed any more. */
void tc_content_done(TcContent *content);

/* ---- run.c ---- */

void tc_run_tell(TcRun *run, const TcScanFile *file, TcOutcome outcome, const char *reason,
                 const char *message);

/* The file cannot be read now, for a trouble that may pass. */
gboolean tc_run_note_trouble(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                             const char *message, GError **error);

/* The file cannot be read, and will not be before it changes. */
gboolean tc_run_note_failure(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                             TcLedgerEntry *entry, TcDocumentError code, const char *message,
                             GError **error);

/* Index `entry` with the text that is stored for `from`. *taken is FALSE when there is none. */
gboolean tc_run_take_over(TcRun *run, const TcScanFile *file, const TcLedgerEntry *from,
                          TcLedgerEntry *entry, gboolean *is_taken, GError **error);

/* Bring the index in line with a file whose bytes are here. `entry` is new and has their hash. */
gboolean tc_run_content(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                        TcLedgerEntry *entry, TcContent *content, GError **error);

gboolean tc_run_commit_if_due(TcRun *run, GError **error);

/* ---- members.c ---- */

/* Bring the index in line with all that an archive holds; members that are gone go. */
gboolean tc_run_archive(TcRun *run, const TcScanFile *file, const TcLedgerEntry *known,
                        TcLedgerEntry *entry, TcContent *content, GError **error);

/* The same for an archive `file` of the same content as `from`, another's entry or its own, without
 * reading it: each file in it takes over what is known of it there. */
gboolean tc_run_move_archive(TcRun *run, const TcScanFile *file, const TcLedgerEntry *from,
                             TcLedgerEntry *entry, gboolean *is_taken, GError **error);

/* An archive in the archive that is being visited is as it was: so is all that is in it. */
void tc_run_keep_members(TcRun *run, const char *path);

/* What is at `path`, in the archive that is being visited, was not read: what is known of it stays,
 * and the archive is looked at again by the next run. */
void tc_run_postpone_member(TcRun *run, const char *path);

/* What is on disk at `path` is no archive, or none that can be opened: remove what was in it. */
gboolean tc_run_drop_members(TcRun *run, const char *path, GError **error);

G_END_DECLS

#endif

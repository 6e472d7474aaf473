/* indexer/run/settings.h - what a run is told, and what it tells of each file. */
#ifndef TC_INDEXER_RUN_SETTINGS_H
#define TC_INDEXER_RUN_SETTINGS_H

#include "indexer/postings/corrections.h"
#include "indexer/scan/bounds.h"
#include "indexer/scan/exclude.h"
#include "indexer/state/shard.h"
#include "store/writer.h"

G_BEGIN_DECLS

/* What became of a file. */
typedef enum {
    TC_OUTCOME_INDEXED,   /* its text is in the index now */
    TC_OUTCOME_MOVED,     /* known under another path: the stored text was taken over */
    TC_OUTCOME_SAME,      /* only its times differ; the ledger follows */
    TC_OUTCOME_FAILED,    /* cannot be read; what was known of it is replaced by the reason */
    TC_OUTCOME_POSTPONED, /* trouble that may pass: what was known of it stays, next run tries again
                           */
    TC_OUTCOME_WAITING,   /* has scans, which are recognised when all files have been looked at */
    TC_OUTCOME_GONE,      /* vanished since the scan; next run removes it */
    TC_OUTCOME_OPENED,    /* an archive: its members were reported first */
    TC_OUTCOME_REMOVED,   /* not there any more; an event only of a file in an archive */
    TC_OUTCOME_COUNT
} TcOutcome;

/* The word for programs and logs: "indexed", "moved", ... */
const char *tc_outcome_name(TcOutcome outcome);

typedef struct {
    /* `reason` and `message` for FAILED and POSTPONED, and for INDEXED where a part could not be
     * read; else NULL. `bytes`: size of the file. */
    void (*file_done)(gpointer user, const char *path, TcOutcome outcome, guint64 bytes,
                      const char *reason, const char *message);
    /* The same for a file in an archive, before the archive itself is done. */
    void (*member_done)(gpointer user, const char *path, TcOutcome outcome, const char *reason,
                        const char *message);
    /* The file has changed, and what people put right in its earlier content is not in the new one.
     * NULL where nothing is known of files from before. */
    void (*correction_left)(gpointer user, const char *path, const TcCorrection *correction);
    /* Of tc_shards_build() with keeps_part: the disk of this file does not answer, and as the run
     * is to end, the files of its share end before it. May be NULL. */
    void (*hung)(gpointer user, const char *path);
    gpointer user;
} TcRunEvents;

typedef struct {
    gsize file_size_max;
    gboolean retries_failed;
    const TcBounds *bounds; /* that links lead no further than, NULL: anywhere; borrowed */
    const TcCorrections *corrections; /* what people put right, NULL for nothing; borrowed */
    const TcExcludes *excludes;       /* what is left out of archives, NULL for nothing; borrowed */
    gboolean wants_ocr;               /* scans will be recognised: they are WAITING, not FAILED */
    const char *old_dir;  /* the index that this run replaces: recognised pages are taken over */
    gboolean is_fresh;    /* the writer's index is new: nothing needs to be replaced */
    TcShard shard;        /* for the metadata of a new index; files are taken as they are given */
    const GArray *mounts; /* TcScanMount, for the metadata of a new index, NULL for none */
    TcWriterMode build_mode; /* of the shards of a new index: SPOOL or BUILD */
    gboolean keeps_part;     /* what was done is kept when it is to stop, see tc_shards_build() */
} TcRunSettings;

G_END_DECLS

#endif

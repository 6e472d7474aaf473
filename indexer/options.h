/* indexer/options.h - the command line, the environment and the configuration of tracuu-index: what
 * is said on the command line counts more than the configuration, and that more than the default.
 *
 * The only place besides main.c that reads the environment. Arguments are bytes: file names need
 * not be UTF-8. */
#ifndef TC_INDEXER_OPTIONS_H
#define TC_INDEXER_OPTIONS_H

#include "config/config.h"
#include "indexer/scan/exclude.h"
#include "indexer/state/shard.h"
#include "store/folder/share.h"

G_BEGIN_DECLS

/* Exit statuses of the contract. */
typedef enum {
    TC_EXIT_DONE = 0,
    TC_EXIT_FAILED = 1,        /* the index is as it was */
    TC_EXIT_USAGE = 2,         /* wrong use */
    TC_EXIT_PROBLEMS = 3,      /* done, but some files could not be read */
    TC_EXIT_DAMAGE = 4,        /* verify found damage */
    TC_EXIT_LOCKED = 75,       /* another run holds the lock: EX_TEMPFAIL, try again */
    TC_EXIT_INTERRUPTED = 130, /* by Ctrl-C: what was done is kept */
} TcExit;

#define TC_OPTIONS_ERROR (tc_options_error_quark())
GQuark tc_options_error_quark(void);
typedef enum {
    TC_OPTIONS_ERROR_USAGE,
} TcOptionsError;

typedef struct {
    char *verb;       /* NULL with --version and --help */
    char *help;       /* what --help prints, of all or of one verb; NULL without it */
    GPtrArray *tasks; /* TcTask (indexer/command/tasks.h), one for each index to work on */
    /* Of the task at hand, see tc_options_take_task(). */
    const char *const *paths; /* NULL-ended, never NULL */
    const char *index_dir;    /* absolute */
    TcExcludes *excludes;     /* what the configuration leaves out */
    char *metrics;            /* file for figures of the run, NULL for none */
    gboolean builds_by_api;   /* TRACUU_BUILD=api: new indexes by Xapian's own means */
    char **maps;              /* --map: OLD, NEW, OLD, NEW, ...; NULL-ended, never NULL */
    gboolean never_compact;   /* compact=never */
    guint jobs;               /* 0: not said */
    TcShard shard;            /* count 0: not said */
    guint wait_s;
    guint max_time_s;    /* 0: no limit */
    gsize file_size_max; /* bytes */
    gboolean dry_run;
    gboolean quiet;
    gboolean verbose;
    gboolean log_json; /* --log-format=json */
    gboolean allow_shrink;
    gboolean retry_failed;
    gboolean follow_anywhere;  /* follow-links=anywhere */
    gboolean ocr;              /* --ocr: recognise scans */
    gboolean sandbox_required; /* sandbox=required */
    TcShare share;             /* who may read the index */
    gboolean is_configured;    /* the paths are all those of the configuration */
    int stale_after_s;         /* 0: never */
    gboolean failed;           /* --failed */
    gboolean files;            /* --files */
    gboolean check;            /* --check */
    gboolean json;             /* --json */
    gboolean unset;            /* --unset */
    char *set_file;            /* --file; NULL without it */
    GPtrArray *show_as;        /* TcShowAs *, of the configuration */
    gboolean version;
} TcOptions;

/* Parse the arguments. Returns NULL and sets `error` to TC_OPTIONS_ERROR_USAGE, with a message for
 * the user. --help prints and exits, as GOption does it. */
TcOptions *tc_options_parse(int argc, char **argv, GError **error);
void tc_options_free(TcOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOptions, tc_options_free)

/* Let index_dir and paths be those of task `i`; after parsing they are those of the first. */
void tc_options_take_task(TcOptions *options, guint i);

/* Whether the arguments ask for --log-format=json, for a command line that cannot be parsed. */
gboolean tc_options_want_json(int argc, char *const *argv);

/* The path on this machine that people mean by `said`: the file of that name where there is one,
 * else the path that is shown to others under that name (TcShowAs), else `said` itself. Free with
 * g_free(). */
char *tc_options_here(const GPtrArray *show_as, const char *said);

G_END_DECLS

#endif

/* indexer/options.h - the command line and the environment of tracuu-index.
 *
 * The only place besides main.c that reads the environment. Arguments are bytes: file names need
 * not be UTF-8. */
#ifndef TC_INDEXER_OPTIONS_H
#define TC_INDEXER_OPTIONS_H

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses of the contract. */
typedef enum {
    TC_EXIT_DONE = 0,
    TC_EXIT_FAILED = 1,   /* the index is as it was */
    TC_EXIT_USAGE = 2,    /* wrong use */
    TC_EXIT_PROBLEMS = 3, /* done, but some files could not be read */
    TC_EXIT_DAMAGE = 4,   /* verify found damage */
    TC_EXIT_LOCKED = 75,  /* another run holds the lock: EX_TEMPFAIL, try again */
} TcExit;

#define TC_OPTIONS_ERROR (tc_options_error_quark())
GQuark tc_options_error_quark(void);
typedef enum {
    TC_OPTIONS_ERROR_USAGE,
} TcOptionsError;

typedef struct {
    char *verb;      /* NULL with --version */
    char **paths;    /* as typed, NULL-ended, never NULL */
    char *index_dir; /* absolute */
    guint jobs;      /* 0: not said */
    guint wait_s;
    guint max_time_s;    /* 0: no limit */
    gsize file_size_max; /* bytes */
    gboolean dry_run;
    gboolean quiet;
    gboolean verbose;
    gboolean log_json; /* --log-format=json */
    gboolean allow_shrink;
    gboolean retry_failed;
    gboolean failed; /* --failed */
    gboolean json;   /* --json */
    gboolean version;
} TcOptions;

/* Parse the arguments. Returns NULL and sets `error` to TC_OPTIONS_ERROR_USAGE, with a message for
 * the user. --help prints and exits, as GOption does it. */
TcOptions *tc_options_parse(int argc, char **argv, GError **error);
void tc_options_free(TcOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOptions, tc_options_free)

/* A number of bytes: "1000", "64K", "256M", "2G", "1.5G", with or without "B" or "iB"; units are
 * powers of 1024. At least 1. */
gboolean tc_options_parse_size(const char *text, gsize *size, GError **error);

G_END_DECLS

#endif

/* indexer/option_table.h - the verbs of tracuu-index, and the options that each takes. */
#ifndef TC_INDEXER_OPTION_TABLE_H
#define TC_INDEXER_OPTION_TABLE_H

#include "option/option.h"

G_BEGIN_DECLS

/* Groups of options: a verb refuses those of the groups that it does not name, as it would ignore
 * them. */
enum {
    TC_TAKES_SCANS = 1 << 0,   /* of verbs that read files */
    TC_TAKES_BUILDS = 1 << 1,  /* that may make an index anew */
    TC_TAKES_RETRIES = 1 << 2, /* --retry-failed */
    TC_TAKES_MAPS = 1 << 3,    /* --map */
    TC_TAKES_SETS = 1 << 4,    /* --unset, --file */
    TC_TAKES_LOCKS = 1 << 5,   /* that wait for other runs */
    TC_TAKES_LISTS = 1 << 6,   /* that list files */
    TC_TAKES_JSON = 1 << 7,    /* --json */
    TC_TAKES_END = 1 << 8,
};

typedef enum {
    TC_VERB_UPDATE,
    TC_VERB_REBUILD,
    TC_VERB_STATUS,
    TC_VERB_VERIFY,
    TC_VERB_COMPACT,
    TC_VERB_STATS,
    TC_VERB_DUMP,
    TC_VERB_LOAD,
    TC_VERB_EXTRACT,
    TC_VERB_SET,
    TC_VERB_COUNT
} TcVerbId;

/* The command line as GOption leaves it: a member for each option. */
typedef struct {
    char *index;
    char *config;
    int jobs;
    char *shard;
    gboolean dry_run;
    int wait;
    int max_time;
    char *max_file_size;
    gboolean allow_shrink;
    char **map; /* OLD=NEW */
    gboolean retry_failed;
    gboolean ocr;
    gboolean files;
    gboolean check;
    gboolean failed;
    gboolean json;
    gboolean unset;
    char *file;
    gboolean quiet;
    gboolean verbose;
    char *log_format;
    char *metrics;
    gboolean version;
    gboolean help;
} TcRawOptions;

/* The options, to be parsed into a TcRawOptions. Static; the row behind the last one has no name.
 */
const TcOptionRow *tc_indexer_options(void);

/* The verbs in the order of TcVerbId; the same. */
const TcVerbRow *tc_indexer_verbs(void);

G_END_DECLS

#endif

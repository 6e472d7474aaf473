/* query/command/options_raw.h - the command line as GOption leaves it, and which options go with
 * which. Private to options*.c. */
#ifndef TC_QUERY_OPTIONS_RAW_H
#define TC_QUERY_OPTIONS_RAW_H

#include "query/command/options.h"

G_BEGIN_DECLS

#define TC_LIMIT_MAX 1000000

typedef struct {
    char **indexes;
    char *config;
    char *limit;
    char *offset;
    char *sort;
    char *from;
    char *to;
    char *fields[TC_FIELD_COUNT]; /* those of rows with an option */
    char *format;
    gboolean zero;
    char *color;
    gboolean count;
    char *topics;
    char *watch;
    char *state;
    char *abbreviations;
    char *aliases;
    gboolean no_aliases;
    char *facets;
    char *timeline;
    gboolean explain;
    gboolean no_collapse;
    gboolean any;
    char *show;
    char *open;
    char *like;
    char *under;
    gboolean list;
    char *columns;
    char *context;
    gboolean no_pager;
    gboolean version;
    gboolean help;
} TcRawOptions;

/* Whether what was given goes together; TC_OPTIONS_ERROR if not. */
gboolean tc_options_check(const TcRawOptions *raw, TcOutput output, GError **error);

/* What is said of --show and --open; with a query a plain number is that of a hit. */
gboolean tc_options_read_target(const TcRawOptions *raw, TcOptions *options, gboolean query,
                                GError **error);

G_END_DECLS

#endif

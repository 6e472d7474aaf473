/* query/command/options_raw.h - the command line as GOption leaves it. Private to command_line.c.
 */
#ifndef TC_QUERY_OPTIONS_RAW_H
#define TC_QUERY_OPTIONS_RAW_H

#include "field/field.h"

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
    char *similar;
    char *under;
    gboolean list;
    char *columns;
    gboolean real_paths;
    gboolean current;
    char *context;
    gboolean no_pager;
    gboolean version;
    gboolean help;
} TcRawOptions;

G_END_DECLS

#endif

/* query/output/options.h - what is to be searched, and how it is to be shown: the command line of
 * tracuu as query/command/command_line.h reads it. */
#ifndef TC_QUERY_OPTIONS_H
#define TC_QUERY_OPTIONS_H

#include "config/show_as.h"
#include "query/output/columns.h"
#include "query/output/screen.h"
#include "query/search/search.h"
#include "query/show/facet.h"

G_BEGIN_DECLS

typedef enum {
    TC_OUTPUT_TEXT,
    TC_OUTPUT_JSON,
    TC_OUTPUT_TSV,
    TC_OUTPUT_PATHS,
    TC_OUTPUT_TREC,
    TC_OUTPUT_CSV,
} TcOutput;

typedef struct {
    GPtrArray *indexes; /* paths, at least one */
    TcSearchOptions search;
    TcOutput output;
    gboolean zero;       /* -0: paths end with NUL */
    GPtrArray *show_as;  /* TcShowAs *: what paths are called elsewhere; never NULL once parsed */
    gboolean real_paths; /* --real-paths: they are shown as they are here */
    gboolean color;
    TcScreen screen;
    char *show;           /* --show: the number of a hit, a path, or the number of a document */
    char *open;           /* --open: the same */
    guint target_rank;    /* of these, when it is the number of a hit; else 0 */
    char *like;           /* --like or --similar: a path or the number of a document */
    gboolean similar;     /* it is --similar */
    gboolean list;        /* --list: fields of all that matches, or of all documents */
    GArray *columns;      /* of TcColumnName: of csv, and of tsv where they are given; else NULL */
    gboolean current;     /* --current: nothing that others replace or repeal as a whole */
    gboolean has_context; /* --context: whole lines around the passage, not the passage */
    guint context;        /* lines before and behind it */
    char *opener;         /* words of a command line */
    char *cache;          /* folder for files that were taken out of archives */
    gboolean explain;
    gboolean facets[TC_FACET_COUNT]; /* those to count */
    gboolean timeline;               /* the year or month facet is shown as a bar chart */
    char *topics;                    /* file of topics, "-" for standard input; NULL for a query */
    char *watch;                     /* file of watched topics; NULL without */
    char *state;                     /* of --watch: file of what is known */
    gboolean has_state;              /* by option: its folder must be there */
    char *abbreviations;             /* file of the user's abbreviations */
    gboolean has_abbreviations;      /* by option: it must be there */
    char *aliases;                   /* file of the user's other names for things */
    gboolean has_aliases;            /* by option: it must be there */
    gboolean no_aliases;             /* only what was typed */
    char *query;                     /* NULL with topics, watched or not */
    int stale_after_s;               /* see query/command/freshness.h; 0: never */
    gboolean version;
    char *help; /* text to print instead of anything else */
    /* private: what the filters point to */
    char *strings[TC_FIELD_COUNT];
    char *under;
} TcOptions;

#define TC_OPTIONS_ERROR (tc_options_error_quark())
GQuark tc_options_error_quark(void);
typedef enum { TC_OPTIONS_ERROR_USAGE } TcOptionsError;

/* The absolute path that was typed, as it is here or as it is shown. Free with g_free(). */
char *tc_options_path(const TcOptions *options, const char *typed);

/* A path of this machine as it is shown. Free with g_free(). */
char *tc_options_shown(const TcOptions *options, const char *path);

void tc_options_free(TcOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcOptions, tc_options_free)

G_END_DECLS

#endif

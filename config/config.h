/* config/config.h - the configuration file of both programs: which archives there are, where their
 * indexes lie, and how they are kept.
 *
 *     [tracuu]
 *     index=/var/lib/tracuu/index
 *     exclude=*.tmp;/srv/archive/drafts
 *     jobs=2
 *
 *     [archive hội-đồng]
 *     path=/srv/archive/hdnd
 *
 * A key file as GLib reads it (GKeyFile), in UTF-8. What it does not know it refuses, so that a
 * slip is told instead of doing nothing: unknown groups and keys, groups and keys that come twice,
 * and values that make no sense. docs/tracuu.conf.5 is the manual. */
#ifndef TC_CONFIG_CONFIG_H
#define TC_CONFIG_CONFIG_H

#include "config/error.h"
#include "config/show_as.h"

G_BEGIN_DECLS

/* An archive: folders and files that are indexed together and have a name. */
typedef struct {
    char *name;
    char **paths;       /* absolute, at least one */
    char *index;        /* absolute; NULL: the index of all that name none */
    char **exclude;     /* patterns for what is below the paths, see indexer/scan/exclude.h; may be
                           empty */
    guint exclude_line; /* of the file */
} TcArchive;

typedef enum {
    TC_SWITCH_UNSET, /* not said */
    TC_SWITCH_OFF,
    TC_SWITCH_ON,
} TcSwitch;

/* Who may read the indexes: share= */
typedef enum {
    TC_CONFIG_SHARE_UNSET, /* as their folders are */
    TC_CONFIG_SHARE_GROUP,
    TC_CONFIG_SHARE_EVERYONE,
} TcConfigShare;

/* What is not said is NULL, empty, -1, 0 or TC_SWITCH_UNSET. */
typedef struct {
    char *index;    /* absolute */
    char *file;     /* that it is from */
    char **exclude; /* patterns for all archives */
    guint exclude_line;
    char *metrics;  /* absolute */
    char *opener;   /* words of the command that opens a file, for tracuu --open */
    int jobs;       /* -1, or as --jobs takes it */
    int wait_s;     /* -1 */
    int max_time_s; /* -1 */
    gsize file_size_max;
    TcSwitch log_json; /* log-format=json */
    TcSwitch ocr;
    TcSwitch follow_anywhere; /* follow-links=anywhere */
    TcSwitch sandbox;         /* sandbox=required */
    int stale_after_s;        /* -1; 0: never */
    TcSwitch compact;         /* compact=auto */
    TcConfigShare share;
    GPtrArray *show_as;  /* TcShowAs * */
    GPtrArray *archives; /* TcArchive *, in the order of the file */
} TcConfig;

#define TC_CONFIG_JOBS_MAX      64
#define TC_CONFIG_STALE_AFTER_S (2 * 86400)      /* where stale-after is not said */
#define TC_CONFIG_SIZE_MAX      ((gsize)1 << 20) /* bytes of a configuration file */

/* A configuration that says nothing. */
TcConfig *tc_config_new(void);
void tc_config_free(TcConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcConfig, tc_config_free)

/* Read `file`. `home` is what "~/" at the beginning of a path stands for. On failure, NULL and one
 * line that names the file, the line in it, the key, and what would be accepted. */
TcConfig *tc_config_load(const char *file, const char *home, GError **error);

/* The same from text; `file` is for messages. */
TcConfig *tc_config_parse(const char *file, const char *text, gsize len, const char *home,
                          GError **error);

/* The file that is read when none is given: `user_dir`/tracuu/tracuu.conf, else tracuu.conf of the
 * system, the first that is there; NULL without. Free with g_free(). */
char *tc_config_default_file(const char *user_dir);

/* The archive of that name, NULL if there is none. Names are the same however their letters are
 * composed. */
const TcArchive *tc_config_archive(const TcConfig *config, const char *name);

/* Whether an argument of the command line may be the name of an archive: what has a slash is a
 * path. */
gboolean tc_config_is_name(const char *argument);

/* The index of an archive; `fallback` is the index without a configuration. Borrowed. */
const char *tc_config_index_of(const TcConfig *config, const TcArchive *archive,
                               const char *fallback);

/* The indexes of all archives, each once, in the order of the file; without archives just the
 * index of the main group or `fallback`. Strings are borrowed; never empty. */
GPtrArray *tc_config_indexes(const TcConfig *config, const char *fallback);

/* What --index means: the index of the archive of that name, else the folder itself. Borrowed. */
const char *tc_config_resolve_index(const TcConfig *config, const char *argument,
                                    const char *fallback);

/* A time: "90m", "36h", "2d", "1w", or seconds; "never" is 0. */
gboolean tc_config_duration(const char *text, int *seconds, GError **error);

/* A number of bytes: "1000", "64K", "256M", "2G", "1.5G", with or without "B" or "iB"; units are
 * powers of 1024. At least 1, less than 2G. */
gboolean tc_config_size(const char *text, gsize *size, GError **error);

G_END_DECLS

#endif

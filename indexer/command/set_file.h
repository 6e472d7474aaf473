/* indexer/command/set_file.h - what is to be put right: of one file on the command line, or of many
 * in a file of tabs.
 *
 * Such a file has a line for each document: its path, and what is set, as on the command line:
 *
 *     /srv/kho/a.doc<TAB>ngày=12/3/2014<TAB>số=15/2014/QĐ-UBND
 *
 * or it begins with the names of columns, as a register that was written by
 * `tracuu --list --columns` and put right in a spreadsheet does; then what differs from the index
 * is set, and empty cells say nothing:
 *
 *     đường-dẫn<TAB>ngày<TAB>số
 *     /srv/kho/a.doc<TAB>12/3/2014<TAB>
 *
 * Then commas or semicolons may stand in the place of tabs (RFC 4180; no cell has line ends).
 * Empty lines, and those that begin with #, are passed over. */
#ifndef TC_INDEXER_SET_FILE_H
#define TC_INDEXER_SET_FILE_H

#include "field/field.h"
#include "indexer/run/report.h"

G_BEGIN_DECLS

typedef struct {
    char *path;                        /* absolute */
    char *origin;                      /* "corrections.tsv:3"; NULL: the command line */
    char *values[TC_FIELD_COUNT];      /* NULL: as it is; else of tc_assignment_value() */
    gboolean is_unset[TC_FIELD_COUNT]; /* back to what was read */
    gboolean unsets_all;               /* all of it */
    gboolean differs;                  /* only where the value differs from what is there */
} TcSetRequest;

/* Of the arguments FILE [NAME=VALUE...], or with `is_unset` FILE [NAME...]. */
TcSetRequest *tc_set_request_parse(const char *const *words, gboolean is_unset, GError **error);
void tc_set_request_free(TcSetRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSetRequest, tc_set_request_free)

/* All of the file of --file ("-": standard input), an array that owns them. Paths may be those that
 * show-as has. Each line that is wrong is told as a problem, and all of it refused then. */
GPtrArray *tc_set_file_read(const TcOptions *options, TcReport *report, GError **error);

G_END_DECLS

#endif

/* indexer/dump/line.h - one line of a dump: JSON to and from what it says.
 *
 * docs/dump-format.md is the format. Nothing that is read here is trusted: a dump may come from
 * elsewhere, cut, damaged or made to do harm. Messages say what is wrong with the line and name
 * neither file nor line number. */
#ifndef TC_INDEXER_DUMP_LINE_H
#define TC_INDEXER_DUMP_LINE_H

#include "indexer/state/ledger.h"
#include "indexer/state/shard.h"
#include "store/kept/correction.h"
#include "store/kept/page.h"

#include <jansson.h>

G_BEGIN_DECLS

/* What has nothing that was put right is written as format 1, which older versions read, too. */
#define TC_DUMP_VERSION 2

/* Bytes of a line: the longest text that is read from a file, 48 MiB, each byte of it written with
 * six, and a little of everything else. */
#define TC_DUMP_LINE_MAX   ((gsize)(48 * 6 + 1) << 20)
/* Values in a line: a small line must not become a large tree. */
#define TC_DUMP_VALUES_MAX 10000
#define TC_DUMP_ROOTS_MAX  4096
#define TC_DUMP_FIELD_MAX                                                                          \
    65536 /* bytes of a title, a path (in archives within archives) and their like */
#define TC_DUMP_PAGES_MAX  1000000u /* of a file */
#define TC_DUMP_SHA256_LEN 64       /* hex digits */

/* The first line. */
typedef struct {
    guint version; /* of the format, 1 to TC_DUMP_VERSION */
    guint schema;  /* of the index that was dumped */
    guint analyzer;
    char *created; /* when it was dumped, RFC 3339; NULL when it does not say */
    char **roots;  /* what the index is of; NULL-ended */
    TcShard shard; /* which part of that */
    guint64 lines; /* that follow, but for the last */
    guint64 documents;
} TcDumpHeader;
void tc_dump_header_clear(TcDumpHeader *header);

/* A page that was recognised. */
typedef struct {
    guint8 hash[TC_HASH_LEN]; /* of the bytes of its file */
    guint number;             /* from 1 */
    TcPage page;              /* borrowed from the line */
} TcDumpPage;

/* A line of a file: its entry of the ledger, and its document if it is indexed; or of a page, or of
 * what people put right. */
typedef struct {
    char *path;               /* NULL but for a file */
    TcLedgerEntry *file;      /* NULL but for a file */
    const TcRecord *record;   /* NULL when it is not indexed; borrowed from the line */
    const TcDumpPage *page;   /* NULL but for a page */
    TcCorrection *correction; /* NULL but for one */
} TcDumpEntry;

/* The last line. */
typedef struct {
    guint64 lines;
    guint64 documents;
    guint64 text_bytes;
    char sha256[TC_DUMP_SHA256_LEN + 1]; /* of all bytes before this line */
} TcDumpEnd;

typedef enum { TC_DUMP_HEADER, TC_DUMP_ENTRY, TC_DUMP_END } TcDumpKind;

/* A line that was read. Initialise with {0}. */
typedef struct {
    TcDumpKind kind;
    TcDumpHeader header;
    TcDumpEntry entry;
    TcDumpEnd end;
    /* private */
    json_t *json;
    TcRecord record;
    char *relations; /* of the record */
    char *corrected; /* of the record */
    TcDumpPage page;
} TcDumpLine;
void tc_dump_line_clear(TcDumpLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcDumpLine, tc_dump_line_clear)

/* Replace what `line` holds by what the bytes of a line, without its end, say. After a failure
 * (TC_STORE_ERROR_CORRUPT, for a later format TC_STORE_ERROR_VERSION) it is empty. */
gboolean tc_dump_line_read(TcDumpLine *line, const char *bytes, gsize len, GError **error);

/* The JSON of a line; to be freed with json_decref(). `record` is NULL for a file that is not
 * indexed; its text must be UTF-8 without NUL. */
json_t *tc_dump_header_json(const TcDumpHeader *header);
json_t *tc_dump_entry_json(const TcLedgerEntry *file, const TcRecord *record);
json_t *tc_dump_page_json(const TcDumpPage *page);
json_t *tc_dump_correction_json(const TcCorrection *correction);
json_t *tc_dump_end_json(const TcDumpEnd *end);

G_END_DECLS

#endif

/* indexer/dump/reader.h - a dump from its first to its last line: zstd, lines, counts, checksum.
 *
 * Memory is bounded by TC_DUMP_LINE_MAX, however large the dump is or what it claims to be. Errors
 * name the dump and the line. */
#ifndef TC_INDEXER_DUMP_READER_H
#define TC_INDEXER_DUMP_READER_H

#include "indexer/dump/line.h"

G_BEGIN_DECLS

typedef struct {
    gsize line_max; /* bytes */
    /* A dump may not grow to more than `expansion_max` bytes for each of its own, after the first
     * `expansion_free`: archives of documents that are much alike reach a hundred. */
    guint64 expansion_max, expansion_free;
} TcDumpLimits;
#define TC_DUMP_LIMITS_INIT                                                                        \
    {                                                                                              \
        .line_max = TC_DUMP_LINE_MAX, .expansion_max = 1000, .expansion_free = (guint64)1 << 30    \
    }

typedef struct TcDumpReader TcDumpReader;

/* Read from `fd`, a file or a pipe, which stays the caller's; from a file always from its
 * beginning, wherever its position is, so that processes may share it. `name` is for messages. The
 * first line has been read then. */
TcDumpReader *tc_dump_reader_new(int fd, const char *name, GError **error);
/* The same from memory, called "dump" in messages. */
TcDumpReader *tc_dump_reader_new_from_bytes(const char *bytes, gsize len,
                                            const TcDumpLimits *limits, GError **error);
void tc_dump_reader_free(TcDumpReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDumpReader, tc_dump_reader_free)

const TcDumpHeader *tc_dump_reader_header(const TcDumpReader *reader);

/* The next file, page or correction: *entry is valid until the next call, and NULL at the end. That
 * is told only after the last line was found to fit what came before, and nothing to follow. */
gboolean tc_dump_reader_next(TcDumpReader *reader, TcDumpEntry **entry, GError **error);

/* Skip `lines` lines without looking at them: for a caller that has read the dump before. */
gboolean tc_dump_reader_skip(TcDumpReader *reader, guint64 lines, GError **error);

/* Bytes of the dump that were read so far, before decompression. */
guint64 tc_dump_reader_position(const TcDumpReader *reader);
/* Bytes of the line that *entry is of. */
gsize tc_dump_reader_line_len(const TcDumpReader *reader);

G_END_DECLS

#endif

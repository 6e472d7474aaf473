/* tests/support/word_writer.h - make small Word documents, for tests of their reader.
 *
 * Written from the formats' descriptions, independent of the reader: only what it needs is there.
 */
#ifndef TC_TESTS_SUPPORT_WORD_WRITER_H
#define TC_TESTS_SUPPORT_WORD_WRITER_H

#include <glib.h>

#include "text/encoding/encoding.h"

G_BEGIN_DECLS

/* A piece: `text` (UTF-8, control characters as Word has them) in `encoding`, which is UTF-16LE or
 * one of 8 bits. `prm` is the piece's own change of properties. */
typedef struct {
    const char *text;
    TcEncoding encoding;
    guint16 prm;
} TcWordPiece;

/* Formatting of the characters [from, to) of piece `piece`; `changes` is a grpprl. */
typedef struct {
    guint piece;
    guint from;
    guint to;
    const char *changes;
    guint8 changes_len;
} TcWordRun;

typedef struct {
    gboolean old;       /* Word 95, not 97 */
    gboolean no_pieces; /* saved without a piece table; only one piece then */
    gboolean encrypted;
    const TcWordPiece *pieces;
    guint piece_count;
    const TcWordRun *runs; /* by place */
    guint run_count;
    guint32 stories[8]; /* characters of footnotes, headers ... [0] is the rest */
    const char *list;   /* a grpprl in the Clx, number 0, for a prm of 1 */
    guint8 list_len;
    GBytes *pad_table_with; /* bytes behind the table stream, NULL for none */
} TcWordSpec;

/* The streams of a document. The table is empty for old ones. */
void tc_word_streams(const TcWordSpec *spec, GByteArray *main, GByteArray *table);

/* A compound file with the document, and `embedded` in its ObjectPool when not NULL. */
GBytes *tc_word_file(const TcWordSpec *spec, const TcWordSpec *embedded);

/* A compound file of streams as they are; `table` may be NULL. */
GBytes *tc_word_wrap(const GByteArray *main, const GByteArray *table, const char *table_name);

G_END_DECLS

#endif

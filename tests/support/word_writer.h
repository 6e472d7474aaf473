/* tests/support/word_writer.h - make small Word documents, for tests of their reader.
 *
 * Written from the formats' descriptions, independent of the reader: only what it needs is there.
 */
#ifndef TC_TESTS_SUPPORT_WORD_WRITER_H
#define TC_TESTS_SUPPORT_WORD_WRITER_H

#include "text/encoding/encoding.h"

#include <glib.h>

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

/* The characters [from, to) of piece `piece` are paragraphs in the style `style`, with `changes`.
 */
typedef struct {
    guint piece;
    guint from;
    guint to;
    guint16 style;
    const char *changes;
    guint8 changes_len;
} TcWordParagraphs;

/* A level of a list: the bytes 1 to 9 in `text` stand for the numbers of the levels. */
typedef struct {
    guint8 format; /* nfc */
    guint32 start;
    const char *text; /* NULL: the level shows nothing */
} TcWordLevel;

typedef struct {
    gboolean is_old;        /* Word 95, not 97 */
    gboolean has_no_pieces; /* saved without a piece table; only one piece then */
    gboolean is_encrypted;
    const TcWordPiece *pieces;
    guint piece_count;
    const TcWordRun *runs; /* by place */
    guint run_count;
    guint32 stories[8]; /* characters of footnotes, headers ... [0] is the rest */
    const char *list;   /* a grpprl in the Clx, number 0, for a prm of 1 */
    guint8 list_len;
    GBytes *pad_table_with; /* bytes behind the table stream, NULL for none */
    /* One list, of which there are two instances: the first looks as it does, the second begins
     * its first level with `restart`. Not for Word 95. */
    const TcWordLevel *levels; /* nine, NULL for no list */
    guint32 restart;
    const TcWordParagraphs *paragraphs; /* by place */
    guint paragraph_count;
    /* Style 1 is based on style 0, which has these changes; NULL: there are no styles. */
    const char *style;
    guint8 style_len;
    /* The changes of style 2, which is one of characters; NULL: there is none. */
    const char *character_style;
    guint8 character_style_len;
    /* Of the fonts of Word 95; NULL: there are none. Text has the font `normal_font` by its style.
     */
    const guint8 *charsets;
    guint charset_count;
    guint8 normal_font;
    gboolean is_mac;
} TcWordSpec;

/* The streams of a document. The table is empty for old ones. */
void tc_word_streams(const TcWordSpec *spec, GByteArray *main, GByteArray *table);

/* A compound file with the document, and `embedded` in its ObjectPool when not NULL. */
GBytes *tc_word_file(const TcWordSpec *spec, const TcWordSpec *embedded);

/* A compound file of streams as they are; `table` may be NULL. */
GBytes *tc_word_wrap(const GByteArray *main, const GByteArray *table, const char *table_name);

G_END_DECLS

#endif

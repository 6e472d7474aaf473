/* document/read/ole/word_formatting.h - where Word 97 to 2003 keeps what it says of paragraphs:
 * parts of the table stream, styles, and pages of properties. Private to document/.
 *
 * What is found are lists of changes (grpprl); who asks reads of them what he wants. All numbers
 * may be hostile: what lies outside of its part is not there. After [MS-DOC]. */
#ifndef TC_DOCUMENT_WORD_FORMATTING_H
#define TC_DOCUMENT_WORD_FORMATTING_H

#include "document/bytes.h"
#include "document/read/ole/word_file.h"

G_BEGIN_DECLS

/* How many styles a style may be based on, one on the other. */
#define TC_STYLE_BASES_MAX 20u

/* Bytes of a page of properties. */
#define TC_WORD_PAGE_LEN 512u

/* Where the FIB tells the places of the parts, each with its length. */
typedef enum {
    TC_WORD_STYLES = 0xA2,
    TC_WORD_RUN_PAGES = 0xFA,
    TC_WORD_PARAGRAPH_PAGES = 0x102,
    TC_WORD_LISTS = 0x2E2,
    TC_WORD_INSTANCES = 0x2EA
} TcWordPart;

/* A part of the table stream; empty when it is not there. */
TcBytes tc_word_part(const TcWordFile *file, const guint8 *table, gsize table_len, TcWordPart part);

/* Styles (STSH), one after the other. */
typedef struct {
    TcBytes rest;
    gsize base_len; /* of the beginning of each style */
    guint left;
} TcWordStyleSheet;

TcWordStyleSheet tc_word_style_sheet(TcBytes part);

/* The next style, which may be of no bytes; FALSE at the end. */
gboolean tc_word_style_sheet_next(TcWordStyleSheet *sheet, TcBytes *style);

/* What a style of paragraphs or of characters (STD) says. */
typedef struct {
    gboolean is_of_characters;
    guint number; /* of those that are the same in all languages: 1 is heading 1, 62 the title */
    guint base;   /* the style that it is based on */
    TcBytes of_paragraph, of_characters; /* changes; empty where there are none */
} TcWordStd;

/* FALSE for styles of tables and lists and for what is damaged. */
gboolean tc_word_std_read(TcBytes style, gsize base_len, TcWordStd *std);

/* The properties of a paragraph (PAPX) at `at` of a page of them: its changes, and *style, its
 * style. FALSE when there are none. */
gboolean tc_word_papx(const guint8 *page, guint at, guint *style, TcBytes *changes);

G_END_DECLS

#endif

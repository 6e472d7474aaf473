/* document/read/ole/word_file.h - the binary structures of a Word document. Private to document/.
 *
 * A WordDocument stream begins with a FIB that says where the rest lies. The text is in pieces,
 * each a run of bytes of that stream in one or two bytes a character; a character position (CP)
 * counts through the pieces, while formatting goes by byte position (FC). All numbers may be
 * hostile: what lies outside of its stream is not there. */
#ifndef TC_DOCUMENT_WORD_FILE_H
#define TC_DOCUMENT_WORD_FILE_H

#include "document/read/ole/word_fonts.h"

G_BEGIN_DECLS

/* The stories of a document, in the order of their text. */
typedef enum {
    TC_STORY_BODY,
    TC_STORY_FOOTNOTES,
    TC_STORY_HEADERS,
    TC_STORY_MACROS, /* no text of the document */
    TC_STORY_COMMENTS,
    TC_STORY_ENDNOTES,
    TC_STORY_TEXT_BOXES,
    TC_STORY_HEADER_TEXT_BOXES,
    TC_STORY_COUNT
} TcStory;

typedef struct {
    guint32 cp;          /* of its first character */
    guint32 cp_end;      /* behind its last */
    guint32 fc;          /* where it lies in the WordDocument stream */
    gboolean is_wide;    /* two bytes a character */
    gboolean is_deleted; /* fast saving put the mark on the piece */
    gboolean is_hidden;
} TcPiece;

/* Bytes [fc, fc_end) with formatting that matters here. */
typedef struct {
    guint32 fc;
    guint32 fc_end;
    gboolean is_deleted;
    gboolean is_hidden; /* unless a style says otherwise, see word_looks.h */
    guint code_page;    /* of the bytes in it */
    guint16 symbol;     /* the character of a symbol font that '(' stands for; 0 none */
} TcRun;

static inline TcRun *
tc_run_at(const GArray *runs, gsize index)
{
    return &g_array_index(runs, TcRun, index);
}

typedef struct {
    const guint8 *main; /* the WordDocument stream; borrowed */
    gsize main_len;
    gboolean is_old; /* Word 6 or 95 */
    gboolean is_encrypted;
    gboolean has_second_table;         /* 1Table, not 0Table */
    guint32 story_len[TC_STORY_COUNT]; /* characters */
    GArray *pieces;                    /* TcPiece, by cp */
    GArray *runs;                      /* TcRun, by fc, apart from each other */
    TcWordFonts fonts;                 /* none but in old files */
} TcWordFile;

/* Read the FIB. FALSE if `main` is not a document of Word 6 or later. `main` must stay. Finish with
 * tc_word_file_clear(). */
gboolean tc_word_file_init(TcWordFile *file, const guint8 *main, gsize main_len);

/* The same for Word 2, which is no compound file: its text is one piece, and what is deleted or
 * hidden is not known. FALSE for one that was saved in pieces, too. */
gboolean tc_word_file_init_2(TcWordFile *file, const guint8 *main, gsize main_len);

/* Read pieces and runs. `table` is the table stream, or WordDocument itself in old files. FALSE if
 * there are no pieces. */
gboolean tc_word_file_read_tables(TcWordFile *file, const guint8 *table, gsize table_len);

void tc_word_file_clear(TcWordFile *file);

G_END_DECLS

#endif

/* document/header/parts.h - what the files of document/header/header.c share. Private to document/.
 *
 * Text is a row of cells: a line of two columns has two. Phrases are compared word by word as
 * text/key/letter.h does: in any case, and a word without marks stands for one with marks. */
#ifndef TC_DOCUMENT_HEADER_PARTS_H
#define TC_DOCUMENT_HEADER_PARTS_H

#include "document/layout.h"

#include <glib.h>

G_BEGIN_DECLS

/* Part of a line, without white space at its ends; never empty. Borrowed from the text. */
typedef struct {
    const char *start;
    const char *end;
    guint line; /* from 0; empty lines count */
    guint column;
    gboolean is_taken; /* it belongs to a subject that began above it */
    gboolean has_look; /* it is all of its line, and `look` is known */
    TcLook look;
} TcCell;

static inline TcCell *
tc_cell_at(const GArray *cells, gsize index)
{
    return &g_array_index(cells, TcCell, index);
}

/* Cells of `text`, which must be valid UTF-8, in order, at most `max` of them. Columns are told by
 * a tab, three spaces, or a bar ("|") with spaces around it. */
GArray *tc_cells_split(const char *text, gsize len, guint max);

/* Note with the cells of `text` how they look. `lines` is the same before tc_lines_mend(), which
 * changes nothing but blanks and line ends. */
void tc_cells_note_looks(GArray *cells, const char *text, const char *lines,
                         const TcLayout *layout);

/* Mend the lines of the beginning of a document, `*len` bytes of UTF-8 that are owned and end in
 * NUL: those that were run together or broken when it was made from columns and tables. */
void tc_lines_mend(char **text, gsize *len);

/* If `phrase` (lower case, words with one space between) stands at `p`, its end, else NULL. Spaces,
 * dashes, commas and dots may stand between its words. */
const char *tc_phrase_at(const char *p, const char *end, const char *phrase);

/* The first place in [p, end), at the start of a word, where `phrase` stands; NULL if none.
 * `after` (may be NULL) gets its end. */
const char *tc_phrase_find(const char *p, const char *end, const char *phrase, const char **after);

/* Whether one of `count` phrases stands at `p`; returns its end, of the longest, or NULL. `which`
 * (may be NULL) gets its index. */
const char *tc_phrase_any(const char *p, const char *end, const char *const *phrases, gsize count,
                          gsize *which);

/* The letter that the word at `p` begins with, in lower case and without marks; 0 for none. Where
 * it differs no phrase has to be compared. */
char tc_first_letter(const char *p, const char *end);

/* The start of the word after the one at `p`. */
const char *tc_next_word(const char *p, const char *end);

/* Skip white space, and dashes, commas, colons, dots and such between parts of a line. */
const char *tc_skip_between(const char *p, const char *end);
const char *tc_skip_between_back(const char *begin, const char *end);

/* tc_phrase_at(), but with any marks: "BIẾN BẢN" is what a scan makes of "BIÊN BẢN". */
const char *tc_phrase_at_bare(const char *p, const char *end, const char *phrase);

/* Whether [p, end) is written in capitals: nine in ten letters or more. Marked letters do not count
 * when they are small: the capitals of old fonts (TCVN3) come out so. */
gboolean tc_is_capitals(const char *p, const char *end);

/* If "Kính gửi", or "Kính gởi" as the South writes it, stands at `p`, its end, else NULL. */
const char *tc_addressees_at(const char *p, const char *end);

/* If room to be filled in begins at `p`, its end: "....", "____", "……", "{{NAME}}". NULL when there
 * is none. */
const char *tc_room_at(const char *p, const char *end);

/* A dash, asterisk or underscore line. */
gboolean tc_is_rule(const char *p, const char *end);

/* [p, end) with white space collapsed; NULL when it is empty or longer than `max` bytes. */
char *tc_tidy(const char *p, const char *end, gsize max);

/* ---- types of documents: header_types.c ---- */

/* If [p, end) begins with the name of a type, its end; `type` gets the name as shown: "Nghị quyết".
 */
const char *tc_type_at(const char *p, const char *end, const char **type);

/* Whether the last words of [p, end) name a type: "... thực hiện Quyết định". */
gboolean tc_type_ends(const char *p, const char *end);

/* The type that a symbol says ("NQ" of 15/2020/NQ-HĐND, "PCTT"): the name, or NULL when it says
 * none or could be either of two. `key` is that of text/number/number.h, `symbol` its symbol. */
const char *tc_type_of_symbol(const char *symbol);

/* Whether the type line belongs to the title: "Luật Báo chí", "Phát biểu khai mạc". */
gboolean tc_type_is_in_title(const char *type);

/* Whether a line in capitals that begins with the type needs no letterhead to be believed: "BIÊN
 * BẢN HỌP TỔ", "DANH SÁCH HỌC VIÊN". */
gboolean tc_type_stands_alone(const char *type);

/* ---- titles that programs or scans give: useless.c ---- */

/* Whether `title` is less than what the text may give: only a type, or a number. */
gboolean tc_title_is_generic(const char *title);

/* Whether it is that of a form which nobody has filled in: "Về việc ......(5)......". Up to four
 * words may stand around the room for it. */
gboolean tc_title_is_hollow(const char *title);

/* Whether it is a line of the letterhead. */
gboolean tc_title_is_letterhead(const char *title);

/* Whether it says nothing: "CamScanner 13-08-24 16.56", "Phụ lục IV", "Người ký: ...", or has lost
 * its letters. */
gboolean tc_title_is_useless(const char *title);

/* Whether letters are missing: single letters stand where words were ("C N TR N O T O"), or
 * question marks within words ("BÁO CÁO K?T QU?"). */
gboolean tc_title_is_garbled(const char *title);

/* "Chào các bạn,": how a message begins, which has no title. */
gboolean tc_title_is_greeting(const char *title);

/* ---- signatures: header_signer.c ---- */

/* Whether [p, end), in capitals, is the caption of a signature: "TM. ỦY BAN NHÂN DÂN", "TRƯỞNG
 * BAN". */
gboolean tc_is_signature(const char *p, const char *end);

/* Whether [p, end) begins as the caption of who signs for himself: "Người làm đơn". */
gboolean tc_is_writer(const char *p, const char *end);

/* The body on whose behalf the last signature in `text` (valid UTF-8, NFC) was given, where it is
 * named with its unit: "TM. ỦY BAN NHÂN DÂN XÃ HẢI AN" above "CHỦ TỊCH". NULL when it is not; owned
 * by the caller. */
char *tc_signature_body(const char *text, gsize len);

/* The name below the last signature in `text` (valid UTF-8, NFC), or the names with commas between
 * where several signed: NULL when there is none. */
char *tc_signer_find(const char *text, gsize len);

/* Where an annex, a form or another document begins in `text`, which goes on behind the signature
 * of a document: the start of its first line at or after `from`. NULL without one. */
const char *tc_annex_find(const char *text, gsize len, const char *from);

/* The name below "CHỦ TRÌ", "CHỦ TỌA KỲ HỌP" and the like at the end of minutes: NULL without one.
 */
char *tc_chair_find(const char *text, gsize len);

G_END_DECLS

#endif

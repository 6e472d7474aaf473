/* document/header/head.h - the beginning of a document while it is read. Private to
 * document/header*.c.
 *
 * header.c goes through the cells and asks, in turn, what each is: a part of the letterhead
 * (header_lines.c), the type (type_line.c) with the title below it (title.c), a subject or a label,
 * the headline of a report (header_report.c), or part of the box of a portal (box.c). Each writes
 * what it finds into the TcHead, and fill.c from there into the document. */
#ifndef TC_DOCUMENT_HEADER_HEAD_H
#define TC_DOCUMENT_HEADER_HEAD_H

#include "document/document.h"
#include "document/header/parts.h"
#include "text/date/date.h"
#include "text/number/number.h"

G_BEGIN_DECLS

#define TC_LETTERHEAD_CELLS_MAX 8   /* lines of the issuing body */
#define TC_BODY_LINE_BYTES      400 /* a longer line is running text */

/* Everything is empty at first; strings are owned. */
typedef struct {
    const char *text; /* NFC */
    gsize len;
    GArray *cells;    /* TcCell */
    guint usual_size; /* of letters, in the units of TcLook; 0: not known */
    guint zone;       /* the first cell of running text, or past what was read */
    guint next;       /* the first cell not read */
    TcCell org[TC_LETTERHEAD_CELLS_MAX];
    guint org_count;
    gboolean is_scan;      /* the text was recognized */
    gboolean has_lost_org; /* a line of the body could not be read */
    gboolean has_motto;    /* the name of the state or of the Party stands there */
    gboolean is_letter;    /* "Kính gửi", "V/v" */
    gboolean is_addressed; /* "Kính gửi" */
    gboolean has_labels;   /* "Tiêu đề:", as e-mail has */
    const char *type;
    gboolean has_type_line;   /* a line that names the type was read */
    gboolean is_paper;        /* it names what kind of paper it is the cover of */
    gboolean is_number_blank; /* room was left for the number: none that comes later is its own */
    gboolean is_date_blank;   /* the same of the day */
    const char
        *named_type; /* of the line that has the number: "Nghị quyết số ..."; NULL for none */
    char *number;
    char symbol[TC_NUMBER_KEY_MAX + 1];
    guint32 date;
    guint32 page_date;     /* on which a page of the web came out or was changed */
    gboolean is_of_record; /* that is the day of a portal's record of a document */
    char *place;
    char *title;
    char *headline;    /* below "TIN HỘI NGHỊ" */
    char *caption_org; /* of "CỦA CHÍNH PHỦ SỐ ... NGÀY ..." */
} TcHead;

/* Free what `head` owns. */
void tc_head_clear(TcHead *head);

const TcCell *tc_head_cell(const TcHead *head, guint i);

typedef struct {
    TcDate date;
    gboolean is_found;
} TcFoundDay;

/* Whether the cell `i` is part of a row of a table, as registers and lists have them. */
gboolean tc_head_is_table_row(const TcHead *head, guint i);

/* Take `date` for the document's own, unless there is one or room was left for it. */
void tc_head_take_date(TcHead *head, guint32 date);

/* Whether [p, end), a part of `cell`, is "Nghệ An, ngày 04 tháng 12 năm 2020", or has room for the
 * day; reads it. */
gboolean tc_head_read_place_and_date(TcHead *head, const TcCell *cell, const char *p,
                                     const char *end);

/* The first day in [p, end) whose year is known; FALSE when there is none. */
gboolean tc_head_find_day(const char *p, const char *end, TcFoundDay *found);

/* Read the number that stands right after `p`, where "số" ends. Returns its end, NULL when there is
 * none: "Số:    /QĐ-UBND" was to be filled in by hand. `introduction` is where "số" starts.
 * `is_bare`: it may be digits alone. */
const char *tc_head_read_number(TcHead *head, const char *introduction, const char *p,
                                const char *end, gboolean is_bare);

/* "Số: 34" in the cell, of which `p` is behind "số", and "/2025/QĐ-UBND" in one of the next: reads
 * the number that a stamp or the column beside it has parted. */
gboolean tc_head_read_parted_number(TcHead *head, const TcCell *cell, const char *p,
                                    const char *end);

/* "Số:     /QĐ-UBND", "Số: ....../TTr-SNV", "Số:": room for a number to be written in. What its
 * symbol says of the type is taken. `after` is where "số" ends; `*rest` gets what comes behind. */
gboolean tc_head_read_blank_number(TcHead *head, const char *after, const char *end,
                                   const char **rest);

/* The name of the state, of the Party or the motto in [p, end), but not "Quốc hội nước Cộng hòa
 * ...". Returns its start, NULL without one; `after` gets its end. */
const char *tc_head_find_motto(const char *p, const char *end, const char **after);

/* Whether running text begins with the cell. `may_be_title`: fewer signs are taken for one. */
gboolean tc_head_begins_body(const TcCell *cell, gboolean may_be_title);

/* Read [p, end), a part of `cell`, which stands above the type. FALSE when it says nothing known.
 */
gboolean tc_head_read_part(TcHead *head, const TcCell *cell, const char *p, const char *end);

/* Whether there is anything that official documents have, other than the type itself. */
gboolean tc_head_is_official(const TcHead *head);

/* Whether the cell `i` names the type; reads the title below it and moves `next` past that. */
gboolean tc_head_read_type(TcHead *head, guint i);

/* Whether a title may begin as [p, end) does: "Về việc", "Quy định". */
gboolean tc_title_opens(const char *p, const char *end);

/* The title whose first part is [first, first_end), which may be empty, and which goes on with the
 * lines from the cell `i` on, `last_line` being the line above that; moves `next` past it. NULL
 * when there is none; owned by the caller. */
char *tc_head_collect_title(TcHead *head, const char *first, const char *first_end, guint i,
                            guint last_line);

/* ---- caption.c; `title` is what stands behind the type ---- */

/* "LUẬT CÔNG TY CỦA QUỐC HỘI SỐ 47-LCT/HĐNN8 NGÀY 21/12/1990": cut at the number, if that is the
 * document's own. */
void tc_head_cut_own_number(const TcHead *head, char *title);

/* "CỦA CHÍNH PHỦ SỐ 05/2010/NĐ-CP NGÀY 18 THÁNG 01 NĂM 2010 QUY ĐỊNH ...": takes out everything but
 * the title. */
void tc_head_read_caption(TcHead *head, char **title);

/* "của Ban Chấp hành Đảng bộ tỉnh về ...": who decides, if no letterhead tells. */
void tc_head_read_of(TcHead *head, const char *title);

/* CỦA UBND TỈNH THANH HÓA "V/v thành lập ...": the title is what stands behind "V/v". */
void tc_head_read_of_quoted(TcHead *head, char **title);

/* `title`, which may be NULL, with a capital as its first letter; frees it. */
char *tc_head_capitalized(char *title);

/* Whether the cell says how soon a document is to be delivered, or who may see it: "HỎA TỐC". */
gboolean tc_head_is_stamp(const TcCell *cell);

/* Whether the cell is not part of the title above it; `any`: a line of that was read. */
gboolean tc_head_ends_title(const TcCell *cell, gboolean is_any);

/* The lines of the issuing body that make up its name, [*first, *last) of `org`, without what
 * stands before it, such as menus of web pages. FALSE when there are none. */
gboolean tc_head_find_issuer(const TcHead *head, guint *first, guint *last);

/* The body that issued the document, `text` of `len` bytes: from its letterhead, or from what else
 * says it. NULL when nothing does; owned by the caller. */
char *tc_head_issuer(TcHead *head, const char *text, gsize len);

/* Whether a title goes on with the body that comes next: "... QUY PHẠM PHÁP LUẬT CỦA CHỦ TỊCH". */
gboolean tc_title_is_unfinished(const GString *title);

/* Cuts a code behind a title: "... CHUYÊN NGÀNH: HÌNH HỌC MÃ SỐ: 60460105". */
void tc_title_cut_code(GString *title);

/* "KHÓA LUẬN TỐT NGHIỆP", "THỰC TẬP ĐỒ ÁN CHUYÊN NGÀNH": what kind of paper it is, in a line of its
 * cover; "ĐỒ ÁN QUY HOẠCH" is a plan. */
gboolean tc_head_is_kind_on_cover(const TcCell *cell);

/* Which of the first cells is such a line; past the last cell of the head for a text without a
 * cover.
 */
guint tc_head_find_kind_on_cover(const TcHead *head);

/* Whether the cell stands below the cover of a paper: "KHÓA LUẬN TỐT NGHIỆP". */
gboolean tc_head_is_below_cover(const TcHead *head, const TcCell *cell);

/* "1.1. BẢNG TỔNG HỢP", "A. SÁCH THAM KHẢO": whether the cell heads a part of the text. */
gboolean tc_head_is_numbered_part(const TcCell *cell);

/* The title that a page shows as one: the largest lines, or the first that are bold in the middle.
 * NULL when there is none, or it is not known how lines look; owned by the caller. */
char *tc_head_find_shown(const TcHead *head);

/* Whether the cell `i` stands beside a title, on a cover or in the head of a text: where and when
 * it was written, who wrote it, the name of a part. */
gboolean tc_head_is_beside_title(const TcHead *head, guint i);

/* Whether the cell is an item of a list: "• Tổng quan". */
gboolean tc_is_bullet(const TcCell *cell);

/* Whether a line in larger letters, which names no body, stands above the cell. */
gboolean tc_head_is_below_larger(const TcHead *head, const TcCell *cell);

/* Whether both lines are known to be of one size, as bold, and in the same place. */
gboolean tc_cells_look_alike(const TcCell *a, const TcCell *b);

/* The topic of a paper, which its cover names: "ĐỀ TÀI: ...". NULL when it is none, or names none;
 * owned by the caller. */
char *tc_head_find_topic(const TcHead *head);

/* The heading in capitals of a text that names no type: "BẢNG TỔNG HỢP KẾT QUẢ" below a letterhead,
 * "TÀI LIỆU HƯỚNG DẪN SỬ DỤNG", "VĂN BẢN THỎA THUẬN ...". `letterhead_end` is where the name of the
 * body ends, NULL without one. NULL when there is none; owned by the caller. */
char *tc_head_find_heading(const TcHead *head, const char *letterhead_end);

/* "National technical regulation on river landing stages", below the title that it translates:
 * several words, none of which has a mark. */
gboolean tc_head_is_translation(const TcCell *cell);

/* Read number and type of a document whose text does not have them from `title`, where all of that
 * is its name: "Quyết định 1408/QĐ-BXD", "Decree 18/2021/ND-CP". */
void tc_head_read_name(TcHead *head, const char *title);

/* The number in a line above the type that names the document, as portals show it: "Thông tư số
 * 109/2025/TT-BCA Quy định về ..." above "THÔNG TƯ" / "Quy định về ...". */
void tc_head_read_number_of_heading(TcHead *head);

/* Take the lines of a table of contents at the top out of what is read. */
void tc_head_leave_out_contents(TcHead *head);

/* If "V/v", "Về việc" or "Trích yếu" stands at `p`, its end, else NULL. */
const char *tc_head_subject_mark_at(const char *p, const char *end);

/* Whether a subject ("V/v ...") begins with the cell `i`; reads it. */
gboolean tc_head_read_subject(TcHead *head, guint i);

/* Whether the cell is a label with what it says ("Ngày gửi: 14/11/2017"); reads it. */
gboolean tc_head_read_label(TcHead *head, const TcCell *cell);

/* Whether the cell is the date of an article ("Thứ Ba, 16-11-2021, 09:12"); reads it. */
gboolean tc_head_read_dateline(TcHead *head, const TcCell *cell);

/* The day of an article stands below its title, or right above it; what stands elsewhere is the day
 * on which the page was saved, which many sites show at their top, or of another article. Set the
 * day of the page, `text` of `len` bytes (UTF-8), by that, where a line of it is its `title`. */
void tc_head_read_page_day(TcHead *head, const char *text, gsize len, const char *title);

/* Remove what the stamps of digital signatures say ("Người ký: ...", "Email: ...", "Thời gian ký:
 * ..."): it is not the text of the document. */
void tc_head_leave_out_stamps(TcHead *head);

/* In the head of a scan, leaves out stamps without labels, and specks. */
void tc_head_leave_out_specks(TcHead *head);

/* `title`, which it takes, without specks at its ends: "'Về việc ...", "... tỉnh Nghệ An `". */
char *tc_head_strip_specks(char *title);

/* `title`, which it takes, with "Về việc" for what recognition makes of it: "Và việc". */
char *tc_head_mend_about(char *title);

/* `title`, which it takes, with the usual marks on words that titles often have and that were
 * recognized with others: "bổ nhiệm" for "bỗ nhiệm". */
char *tc_head_mend_spelling(char *title);

/* The pairs of words that it knows, `*count` of them, and those of other marks that it leaves as
 * they are: for the test of its tables. */
const char *const *tc_head_title_pairs(gsize *count, const char *const **not_pairs,
                                       gsize *not_count);

#define TC_LETTERS_APART_MAX 40

/* How many letters differ: letters in the wrong place, missing ones and added ones; `most` + 1 when
 * there are more. Both have at most TC_LETTERS_APART_MAX letters. `is_begun`: of `b` only as much
 * is compared as suits `a` best, as more comes behind that. */
guint tc_letters_apart(const char *a, gsize a_len, const char *b, gsize b_len, guint most,
                       gboolean is_begun);

/* Where a time with its zone begins in [p, end), "10:21:06 +07:00", as such stamps show it; NULL
 * without one. */
const char *tc_head_stamp_time(const char *p, const char *end);

/* Take the rows of such a box out of what read_head() looks at. */
void tc_head_mark_box(TcHead *head);

/* Take what the stamp of incoming mail shows out of it, too. */
void tc_head_mark_incoming(TcHead *head);

/* Read the box in which portals say what a document is, for what the text itself does not say: two
 * fields of it at least, of one document, and not of another one than the text is. */
void tc_head_read_box(TcHead *head, TcDocument *document);

/* Read headline and first sentence of what may be the report of a meeting: body and day. Whether it
 * is one. */
gboolean tc_head_read_report(TcHead *head);

/* Read the day on which minutes and contracts say that they were made, where there is no other. The
 * type is known. */
void tc_head_read_minutes(TcHead *head);

/* Read the session, the term and who presided into `document`, whose title, type and date are
 * known. `is_report`: tc_head_read_report() found one. */
void tc_head_read_meeting(const TcHead *head, gboolean is_report, TcDocument *document);

/* The same, but for who presided, from the clause at the end of what was adopted at a meeting. */
void tc_head_read_adoption(const char *text, gsize len, TcDocument *document);

/* ---- fill.c ---- */

/* Whether the title comes from headings, subjects and the like. The properties of a file often have
 * the title of the file that it was copied from. */
gboolean tc_head_is_from_markup(const TcDocument *document);

/* Write what was read of `text` into the fields of the document that are empty. */
void tc_head_fill(TcHead *head, const char *text, gsize len, TcDocument *document);

/* The same for one field: takes `*value` if it has no more than `max` bytes. */
void tc_head_fill_string(char **field, char **value, gsize max);

G_END_DECLS

#endif

/* document/header/header.h - what the text of an official document says about itself.
 *
 * State and Party documents begin with a letterhead and end with a signature (Decree 30/2020/NĐ-CP,
 * annex I; Instruction 36-HD/VPTW of the Party's Central Office):
 *
 *     ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM    issuing body, state
 *       TỈNH NGHỆ AN               Độc lập - Tự do - Hạnh phúc
 *     Số: 15/2020/QĐ-UBND    Nghệ An, ngày 04 tháng 12 năm 2020      number, place, date
 *                       QUYẾT ĐỊNH                                   type
 *             Về việc ban hành Quy chế ...                           trích yếu: the title
 *     ...
 *     Nơi nhận:                TM. ỦY BAN NHÂN DÂN
 *     - Như Điều 3;                CHỦ TỊCH
 *     - Lưu: VT.                 Nguyễn Văn An                       signer
 *
 * Readers of formats flatten the two columns in every way: on one line with a tab or spaces
 * between, or line after line. Law collections write "CỦA CHÍNH PHỦ SỐ 15/2020/NĐ-CP NGÀY ..."
 * below the type instead; letters have "V/v ..."; e-mail has labels ("Ngày:", "Tiêu đề:"); portals
 * have a box ("Số hiệu:", "Người ký:"), or cells with bars between; reports
 * of meetings begin with a headline and the day. Text may be upper case, without marks, NFD.
 *
 * A field is left alone where the text is not clear: empty is better than wrong. */
#ifndef TC_DOCUMENT_HEADER_H
#define TC_DOCUMENT_HEADER_H

#include "document/document.h"

G_BEGIN_DECLS

/* Longest values, bytes: number, type, place, signer, session and term; org and chair. The title
 * has TC_TITLE_MAX. */
#define TC_HEADER_FIELD_MAX 120
#define TC_HEADER_ORG_MAX   240

/* Fill in number, type, org, place, date, signer, session, term and chair of `document` where they
 * are NULL or 0, and its title where that is NULL or says nothing ("BÁO CÁO"), or was only the
 * first line of plain text. Looks at the first 8 KB and the last 3 KB of `text` (UTF-8; other text
 * is left alone). A title that the markup gave (HTML, Markdown, the subject of mail, slides) stays
 * unless it says nothing; that of a file's properties is second best. When `document->ocr` is set
 * and `document->sure_text` is not, the number stays empty: it is written by hand. */
void tc_header_read(const char *text, gsize len, TcDocument *document);

/* The same without what only the end of a text tells: who signed. For a file within another, of
 * which the title is all that is taken. */
void tc_header_read_start(const char *text, gsize len, TcDocument *document);

/* Fill in the same, but for the title, from labels with values alone ("so_hieu: 12/2020/QĐ-UBND"),
 * which are not part of the text: two of them at least. */
void tc_header_read_box(const char *text, gsize len, TcDocument *document);

G_END_DECLS

#endif

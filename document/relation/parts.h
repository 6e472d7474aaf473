/* document/relation/parts.h - what the files of document/relation/ share. Private to it. */
#ifndef TC_DOCUMENT_RELATION_PARTS_H
#define TC_DOCUMENT_RELATION_PARTS_H

#include "document/document.h"
#include "document/relation/citation.h"
#include "text/relation/relation.h"

G_BEGIN_DECLS

/* The document that is read. */
typedef struct {
    const char *text; /* NFC, up to the first annex */
    const char *end;
    const TcDocument *document;
    GPtrArray *relations; /* TcRelation *, owned */
    gboolean is_draft;    /* it takes no effect yet */
    const char *carried;  /* in the title, what it carries out: behind "triển khai"; or NULL */
    guint32 effective;    /* from when on it is in force, YYYYMMDD; 0: not said */
} TcSource;

/* Add what `citation` says, of `kind`, or fill in what is known of it already: a document is named
 * with its day once, and then without. The document itself is passed over. Takes the strings of
 * `citation`; `scope` (may be NULL) is copied. */
void tc_source_take(TcSource *source, TcRelationKind kind, TcCitation *citation, const char *scope,
                    guint32 effective);

/* Whether both are one number, in capitals or not: "12/2010/qđ-ubnd" in a title. NULL is none. */
gboolean tc_is_same_number(const char *a, const char *b);

/* Behind "IV."; `p` where there is none. */
const char *tc_skip_roman(const char *p, const char *end);

/* Behind "1.", "a)", "Điều 2.", "-", as often as they follow each other. */
const char *tc_skip_enumerators(const char *p, const char *end);

/* Whether a mark that opens a quotation stands at `p`, which ends with NUL or goes on: "“", or "‟"
 * as some fonts have it. */
gboolean tc_begins_quotation(const char *p);

/* Whether the paragraph [p, end) opens a quotation that it does not close. */
gboolean tc_opens_quotation(const char *p, const char *end);

/* Whether the paragraph [p, end) is one quotation: "“Điều 5. Quyết định này ...”." */
gboolean tc_is_quotation(const char *p, const char *end);

/* Whether a quotation may end within [p, end). */
gboolean tc_closes_quotation(const char *p, const char *end);

/* Longer paragraphs are passed over. */
#define TC_PARAGRAPH_BYTES_MAX 6000

/* Where the paragraph that begins at `p` ends: at a line end, unless the next line goes on with it,
 * as in text that was wrapped. `end` when it is the last. */
const char *tc_paragraph_end(const char *p, const char *end);

/* Whether nothing stands in the line [p, line_end), or what may be the foot of a page. */
gboolean tc_may_be_foot(const char *p, const char *line_end);

/* Behind white space and empty lines, from the end of a paragraph at `p` on: where the next begins.
 */
const char *tc_paragraph_next(const char *p, const char *end);

/* Where the paragraph begins that the line at `line` belongs to, in `text` or behind it: the line
 * itself, unless it goes on with those above. */
const char *tc_paragraph_begin(const char *text, const char *line, const char *end);

/* Words without which a paragraph says nothing of a sort. They are looked for in the whole text, so
 * that most paragraphs are left behind without being looked at. */
typedef struct {
    const char *words;
    guint8 rare; /* which byte of them is the rarest in texts: it is looked for */
    gboolean (*before)(const char *p, const char *end); /* what must follow a space behind them; may
                                                           be NULL */
    const char *next;          /* where they stand next, `end` for nowhere; NULL: not known */
    const char *const *places; /* all of them, and `end`, where they are known; may be NULL */
} TcSign;

/* The first place in [p, end) where the sign stands, else `end`. The places asked for go up, and
 * `end` is always the same. */
const char *tc_sign_next(TcSign *sign, const char *p, const char *end);

/* For a TcSign: words that stand wherever a document takes effect, or loses it. */
#define TC_SIGN_FORCE                                                                              \
    {                                                                                              \
        .words = "hiệu lực", .rare = sizeof "hiệu lự" - 2                                          \
    }

/* The day that "kể từ ngày ..." within [p, end) gives; 0 if there is none. "Kể từ ngày ký" is the
 * day of the document, "sau 10 ngày kể từ ngày ký" ten days later. */
guint32 tc_source_read_from(const TcSource *source, const char *p, const char *end);

/* Behind "Kể từ ngày 1/1/2020, ", with which [p, end) may begin: *from gets the day. */
const char *tc_source_skip_since(const TcSource *source, const char *p, const char *end,
                                 guint32 *from);

/* "này có hiệu lực (thi hành) ..." in [p, end): the end of these words; NULL if they are not there.
 */
const char *tc_in_force(const char *p, const char *end);

/* The same without "này", at the beginning of a sentence: "Quyết định có hiệu lực từ ...". */
const char *tc_own_in_force(const TcSource *source, const char *p, const char *end);

/* From when on the document is in force, as the last paragraph that says it does. Returns where
 * TC_SIGN_FORCE stands, for its `places`: an array of const char *. */
GArray *tc_source_read_effective(TcSource *source);

/* What the document does to others, by its articles: replaces, repeals, amends, corrects, and what
 * it says that it implements. */
void tc_source_read_effects(TcSource *source);

/* The verb of a title or a first line at `p`, "sửa đổi", "hướng dẫn": its end, NULL without one.
 * *kind is always set; without a verb it means nothing. "Hướng dẫn số 12-HD/TU" is a document. */
const char *tc_act_at(const char *p, const char *end, TcRelationKind *kind);

/* Skip verbs of one kind that follow each other: "triển khai thực hiện", "quy định chi tiết và
 * hướng dẫn thi hành một số điều của". */
const char *tc_acts_skip(const char *p, const char *end, TcRelationKind kind);

/* Read what such a verb of `kind`, which ends at `p`, is about. */
void tc_source_read_act(TcSource *source, TcRelationKind kind, const char *p, const char *end);

/* The same of its title, and what it implements. */
void tc_source_read_title(TcSource *source);

/* Read the list of documents that [p, end), behind a verb, begins with. `scope_from`: parts of them
 * may be named before each. Whether there was any. */
gboolean tc_source_read_list(TcSource *source, TcRelationKind kind, const char *p, const char *end,
                             guint32 effective);

/* Reads the lines from `p` on, below a paragraph that ends in ":", as long as each begins with a
 * document, from which day on `kind` is done to them. Returns where the list ends. */
const char *tc_source_read_lines(TcSource *source, TcRelationKind kind, const char *p,
                                 guint32 effective);

/* Reads to what `kind` is done, from `p` on, behind the verb, in the paragraph that ends at `end`
 * and in the lines below it. Returns where to go on. */
const char *tc_source_read_objects(TcSource *source, TcRelationKind kind, const char *p,
                                   const char *end);

/* "Sửa đổi, bổ sung một số điều của Luật Dược": reads the law that [p, end), behind such a verb in
 * a law, tells of by its name alone. */
void tc_source_read_amended_law(TcSource *source, const char *p, const char *end);

/* Reads what the sentence [p, end) says to be no longer in force. It may be the last of its
 * paragraph. Where a list of such in the lines below ends; NULL where there is none. */
const char *tc_source_read_expired(TcSource *source, const char *p, const char *end,
                                   gboolean is_last);

/* Whether [p, end), behind a verb, begins with several documents that are named below it: "toàn bộ
 * các văn bản", "03 Quyết định". */
gboolean tc_tells_of_many(const char *p, const char *end);

/* Whether a citation behind `scope` is a form, "Mẫu số 01/CNKD", which has a number like a
 * document, but is none. */
gboolean tc_is_form(const TcCitation *citation, const char *scope);

/* The document that an item of a list is about, before `limit`: behind the forms of it that are
 * named by their numbers, "các Mẫu số 01/ĐK, 02/ĐK Nghị định số 1", and behind names in quotation
 * marks, "thủ tục “Đăng ký theo Nghị định số 1” tại Quyết định số 2". FALSE when there is none. */
gboolean tc_object_find(const char *item, const char *limit, const char *end, TcCitation *citation);

/* Behind the word that says that a part is meant, at `p`; NULL without one. */
const char *tc_part_at(const char *p, const char *end);

/* The same for what also describes a whole document: "danh mục". */
const char *tc_part_described_at(const char *p, const char *end);

/* Whether [p, end) names a part. */
gboolean tc_has_part(const char *p, const char *end);

/* Behind "các quy định", which are told of by what they are about: "... về neo ghe tại Nghị định số
 * 1". NULL where it is not there. */
const char *tc_rules_at(const char *p, const char *end);

/* Whether [p, end), before a document, tells of rules within it: "các quy định về neo ghe tại". */
gboolean tc_are_rules_within(const char *p, const char *end);

/* What stays of a document whose end [p, end) tells, "trừ Điều 5 và Điều 6", up to a semicolon;
 * NULL where nothing does. "Trừ trường hợp ..." is of cases, and of no part of it. */
char *tc_exception_read(const char *p, const char *end);

/* The law that the title says is carried out, where nothing else tells which: "Kế hoạch triển khai
 * thi hành Luật Đất đai". Read after all else. */
void tc_source_read_named(TcSource *source);

/* What is promulgated with it, or what it is attached to. */
void tc_source_read_attached(TcSource *source);

/* What the first lines carry out or change: "Thực hiện Công văn số ..., Sở báo cáo". */
void tc_source_read_first_lines(TcSource *source);

G_END_DECLS

#endif

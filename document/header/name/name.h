/* document/header/name/name.h - the names that a document is full of: those of bodies, from the
 * capitals of a letterhead to the way that running text writes them, and those of people. Private
 * to document/header/. Phrases are compared as document/header/parts.h tells. */
#ifndef TC_DOCUMENT_HEADER_NAME_NAME_H
#define TC_DOCUMENT_HEADER_NAME_NAME_H

#include "document/header/parts.h"

G_BEGIN_DECLS

/* ---- issuing bodies: company.c, org.c, org_begin.c, org_names.c, usage.c ---- */

/* Whether [p, end) begins like the name of a body: "SỞ", "UBND", "TỈNH ỦY". */
gboolean tc_org_begins(const char *p, const char *end);

/* If "P." stands at `p` before what a department looks after, where that begins: "P. CÔNG NGHỆ
 * THÔNG TIN", not "P. NGUYỄN TRÃI", which is a ward. NULL otherwise. */
const char *tc_department_in_short(const char *p, const char *end);

/* Whether [p, end), in capitals, is the name of a company as English has it: "SONG NUOC STEEL JOINT
 * STOCK COMPANY", "AN PHÁT GROUP". */
gboolean tc_is_english_company(const char *p, const char *end);

/* The name of the body that the cells of a letterhead, `count` from `cells`, give: "Ủy ban nhân dân
 * tỉnh Nghệ An", "Ban Tổ chức Tỉnh ủy Quảng Ninh". NULL when they do not begin as one. */
char *tc_org_of_letterhead(const TcCell *cells, gsize count);

/* The same, with the capitals that the name has where `text`, which it stands above, writes it out:
 * "CÔNG TY CỔ PHẦN CÔNG NGHỆ EFY" as "Công ty cổ phần Công nghệ EFY". */
char *tc_org_in_text(const TcCell *cells, gsize count, const char *text, gsize len);

/* The known name that stands at `p`, of a body, of what it looks after or of a place: its end, and
 * `name` as written in running text; the longest. With `is_province` also of a province.
 * `is_marked`: the text has marks, so that words without are none that have them. NULL when there
 * is none. */
const char *tc_known_name_at(const char *p, const char *end, gboolean is_marked,
                             gboolean is_province, const char **name);

/* Whether any letter of [p, end) has a mark. */
gboolean tc_has_marks(const char *p, const char *end);

/* ---- provinces: province.c ---- */

#define TC_NAME_BYTES_MAX 96

/* `name` without the punctuation between its words, in `plain`, as phrases are written. */
const char *tc_name_plain(const char *name, char plain[TC_NAME_BYTES_MAX]);

/* Whether [p, end) is all of a province's name, also one of before 2025. */
gboolean tc_is_province(const char *p, const char *end);

/* The province, with any marks, that stands at `p`: its end, and its `name`. NULL when none does.
 */
const char *tc_province_at(const char *p, const char *end, const char **name);

/* How `text` writes [p, end), words in capitals, in other letters: "Công nghệ thông tin". `name` is
 * where the name begins that they belong to: its word before `p` stands before them there, too.
 * NULL when it does not write them so; owned by the caller. */
char *tc_usage_find(const char *text, gsize len, const char *name, const char *p, const char *end);

/* ---- people: person.c ---- */

/* If a position ("Phó Chủ tịch") stands at `p`, its end, else NULL. */
const char *tc_position_at(const char *p, const char *end);

/* The same in capitals, with any marks: "PHÓ GIÁM ĐÓC", as scans are read. */
const char *tc_position_at_bare(const char *p, const char *end);

/* Whether the word at `p` is one of the frequent family names. */
gboolean tc_family_at(const char *p, const char *end);

/* If "đồng chí", "các ông", "TS." stand at `p`, the end of them all, else NULL. `are_many` (may be
 * NULL): they announce several people. */
const char *tc_honour_at(const char *p, const char *end, gboolean *are_many);

/* If a person's name stands at `p`, its end, else NULL. `is_introduced`: an honour or a label says
 * that one comes; otherwise it must begin with one of the frequent family names. */
const char *tc_person_at(const char *p, const char *end, gboolean is_introduced);

/* Append to `names` (of char *, owned) the people named in [p, end): "đồng chí Nguyễn Văn An, Bí
 * thư Tỉnh ủy; Trần Thị Bình, Phó Bí thư". At most `max` names in all. */
void tc_people_read(const char *p, const char *end, guint max, GPtrArray *names);

/* Where the sentence that goes on at `p` ends. */
const char *tc_sentence_end(const char *p, const char *end);

/* What is presided over, within a few words after `p`: where that ends; NULL if there is none. */
const char *tc_meeting_after(const char *p, const char *end);

/* Who presided, by the first place in [p, end) that tells: names with commas between, owned by the
 * caller. NULL when none tells. */
char *tc_chair_of_meeting(const char *p, const char *end);

G_END_DECLS

#endif

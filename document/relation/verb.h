/* document/relation/verb.h - verbs that change or end other documents: "Sửa đổi, bổ sung", "Bãi
 * bỏ". Private to document/relation/. */
#ifndef TC_DOCUMENT_VERB_H
#define TC_DOCUMENT_VERB_H

#include "text/relation/relation.h"

G_BEGIN_DECLS

/* The verb at `p`: its end, and what it does; NULL without one. */
const char *tc_verb_at(const char *p, const char *end, TcRelationKind *kind);

/* Whether the letter at `p` may be an "a" with marks, of two bytes or three: "ấ". */
static inline gboolean
tc_verb_is_a(const char *p)
{
    return (guchar)p[0] == 0xC3 ? ((guchar)p[1] & 0x1F) <= 3
                                : (guchar)p[0] == 0xE1 && (guchar)p[1] == 0xBA;
}

/* Whether the three bytes at `p` are E1 BB and `small`, or its capital. */
static inline gboolean
tc_verb_is_vowel(const char *p, guchar small)
{
    return (guchar)p[0] == 0xE1 && (guchar)p[1] == 0xBB && ((guchar)p[2] | 1) == small;
}

/* Whether a verb, or "điều", may begin at `p`, by four of its bytes: most lines and words begin
 * with none. */
static inline gboolean
tc_verb_may_begin(const char *p, const char *end)
{
    if (end - p < 4)
        return TRUE;
    const guchar first = (guchar)p[0];
    const guchar second = (guchar)p[1];
    const guchar third = (guchar)p[2];
    const gboolean is_a = (second | 0x20) == 'a';
    const gboolean is_u = (second | 0x20) == 'u';
    switch (first | 0x20) {
    case 't': /* thay */
        return (second | 0x20) == 'h' && (third | 0x20) == 'a';
    case 'n': /* nay */
        return is_a && (third | 0x20) == 'y';
    case 'b': /* bãi, bổ; 0xCC begins a mark that is apart */
        return (is_a && ((third | 0x20) == 'i' || third == 0xCC)) ||
               ((second | 0x20) == 'o' && (third < 'A' || third == 0xCC)) ||
               (second == 0xC3 && (third == 0xA3 || third == 0x83)) ||
               tc_verb_is_vowel(p + 1, 0x95);
    case 'h': /* hủy */
        return is_u || tc_verb_is_vowel(p + 1, 0xA7) || second == 0xC6;
    case 's': /* sửa */
        return is_u || tc_verb_is_vowel(p + 1, 0xAD) || second == 0xC6;
    case 'c': /* chấm */
        return (second | 0x20) == 'h' && ((third | 0x20) == 'a' || tc_verb_is_a(p + 2));
    case 'd': /* "Dính" for "Đính" */
        return (second | 0x20) == 'i' || second >= 0x80;
    default: /* "đ" and its capitals: đính, điều */
        return first == 0xC4 ? (third | 0x20) == 'i' || third == 0xC3
                             : first == 0xC3 || first == 0xC6;
    }
}

#define TC_VERB_BEGINNINGS 8
#define TC_VERB_ARTICLE    6 /* "điều" begins as "đính chính" does */
gsize tc_verb_beginning_at(const char *p, const char *end);
const char *tc_verb_of(gsize beginning, const char *p, const char *end, TcRelationKind *kind);

G_END_DECLS

#endif

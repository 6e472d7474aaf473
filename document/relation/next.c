/* Where the list of documents behind a verb goes on: what is behind a comma, a semicolon or "và"
 * may be the next of them, or only be named by what describes the last. */
#include "document/header/parts.h"
#include "document/relation/list.h"
#include "document/relation/verb.h"
#include "text/key/letter.h"

#include <string.h>

enum { NEAR_BYTES = 150 /* from the beginning of an item to the document that it is of */ };

/* Whether one of `phrases` stands in [p, end). The words are walked once. */
static gboolean
has_any(const char *p, const char *end, const char *const *phrases, gsize count)
{
    for (; p < end; p = tc_next_word(p, end))
        if (tc_phrase_any(p, end, phrases, count, NULL) != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_law(const char *type)
{
    return g_strcmp0(type, "Luật") == 0 || g_strcmp0(type, "Bộ luật") == 0;
}

/* What describes a document may name others. */
typedef enum {
    NESTED_NOT,
    NESTED_FREE,    /* "hướng dẫn về thể thức": such, but none is named */
    NESTED_HIGHER,  /* "hướng dẫn thi hành ...": such that are above it */
    NESTED_CHANGED, /* "được sửa đổi theo ...": laws without names that changed a law */
    NESTED_ANY,     /* "về việc sửa đổi, bổ sung ..." */
} Nested;

/* Whether a kind of document stands in [p, end) as a name does: "Luật Đất đai". */
static gboolean
names_type(const char *p, const char *end)
{
    for (const char *q = p; q < end; q = tc_next_word(q, end)) {
        const char *type;
        TcLetter first;
        if (tc_letter_read(q, end, &first) > 0 && first.upper &&
            tc_type_at(q, end, &type) != NULL && *type != '\0')
            return TRUE;
    }
    return FALSE;
}

static Nested
nested_in(const char *p, const char *end, gboolean is_law)
{
    static const char *const any[] = {"sửa đổi",    "bổ sung",        "thay thế", "bãi bỏ",
                                      "đính chính", "kèm theo",       "hủy bỏ",   "tạm ngưng",
                                      "điều chỉnh", "ngưng hiệu lực", "gia hạn"};
    static const char *const higher[] = {"hướng dẫn", "quy định chi tiết", "thi hành", "thực hiện",
                                         "triển khai"};
    /* "đã được sửa đổi, bổ sung một số điều theo Luật số 2" */
    const char *changed = tc_phrase_find(p, end, "được sửa đổi", NULL);
    if (is_law && changed != NULL && !has_any(p, changed, any, G_N_ELEMENTS(any)))
        return NESTED_CHANGED;
    if (has_any(p, end, any, G_N_ELEMENTS(any)))
        return NESTED_ANY;
    if (!has_any(p, end, higher, G_N_ELEMENTS(higher)))
        return NESTED_NOT;
    return names_type(p, end) ? NESTED_HIGHER : NESTED_FREE;
}

/* Whether a document is named soon behind `item`, before a semicolon. Up to *barren there is none;
 * it is moved on so that no word is looked at twice. */
static gboolean
names_near(const char *item, const char *end, const char **barren)
{
    g_auto(TcCitation) citation = {.start = NULL};
    const char *near = end - item > NEAR_BYTES ? item + NEAR_BYTES : end;
    while (near < end && ((*near & 0xC0) == 0x80 || tc_is_word_at(near, end)))
        near++;
    const char *from = MAX(item, *barren);
    gboolean is_found = from < near && tc_citation_find(from, near, end, &citation);
    *barren = is_found ? citation.start : MAX(from, near);
    return is_found && memchr(item, ';', (gsize)(citation.start - item)) == NULL &&
           tc_phrase_find(item, citation.start, "được sửa đổi", NULL) == NULL;
}

/* Whether both types are of one rank: neither is about what the other says how to carry out. */
static gboolean
is_of_rank(const char *a, const char *b)
{
    static const char circular[] = "Thông tư";
    return g_strcmp0(a, b) == 0 || (a != NULL && b != NULL && g_str_has_prefix(a, circular) &&
                                    g_str_has_prefix(b, circular));
}

/* Whether a citation behind `mark` (a comma, a semicolon, or "v" for "và"), in a text up to `end`,
 * is the next of a list of documents of `type` that `kind` is done to, and not one that what
 * describes the last names. */
static gboolean
is_next(const TcCitation *citation, const char *end, Nested nested, char mark, const char *type,
        TcRelationKind kind)
{
    /* "Luật A số 1 đã được sửa đổi theo Luật số 2 và Luật số 3", also where the words between are
     * torn: a law without a name that changed another tells of it where it ends with it, "Luật A số
     * 1 và Luật số 2 sửa đổi Luật A". */
    if (mark != ';' && kind != TC_RELATION_AMENDS && is_law(type) && is_law(citation->type) &&
        citation->title == NULL)
        return tc_phrase_at(tc_skip_between(citation->end, end), end, "sửa đổi") != NULL;
    if (nested == NESTED_NOT)
        return TRUE;
    if (citation->number == NULL)
        return FALSE;
    if (nested == NESTED_FREE)
        return citation->date != 0;
    /* "Luật A số 1 đã được sửa đổi theo Luật số 2 và Luật số 3, Luật B số 4, Nghị quyết số 5", but
     * "... theo Luật số 2 và Nghị quyết số 3" */
    if (nested == NESTED_CHANGED)
        return is_law(citation->type) ? citation->title != NULL
                                      : citation->type != NULL && mark != 'v';
    return citation->date != 0 && is_of_rank(citation->type, type);
}

const char *
tc_list_skip_verb(const char *p, const char *end, TcRelationKind *kind)
{
    TcRelationKind other;
    const char *after = tc_verb_at(p, end, &other);
    if (after == NULL)
        return p;
    *kind = other;
    return tc_skip_between(after, end);
}

/* Whether a part of the next document is told of at `p`; a description of the last one may go on
 * there unless it `is_finished`. */
static gboolean
names_part(const char *p, const char *end, gboolean is_finished)
{
    return tc_part_at(p, end) != NULL ||
           (is_finished && (tc_rules_at(p, end) != NULL || tc_part_described_at(p, end) != NULL));
}

/* Whether [p, end), behind a document, tells what it is about: "... của Chủ tịch Ủy ban nhân dân
 * tỉnh" alone does not. */
static gboolean
is_described(const char *p, const char *end)
{
    static const char *const words[] = {"về", "quy định", "ban hành", "công bố", "phê duyệt"};
    return has_any(p, end, words, G_N_ELEMENTS(words));
}

/* Whether a verb of `kind` begins an item behind `separator`: "...; b) Bãi bỏ Quyết định số 2",
 * "... và bãi bỏ Quyết định số 2". "..., bổ sung" mostly tells of the document before it. */
static gboolean
may_follow(TcRelationKind kind, char separator)
{
    return separator == ';' || kind != TC_RELATION_AMENDS;
}

/* Behind the quotation that begins at `p`; `end` where it is not closed. What is quoted is a name,
 * or will be the words of another document. */
static const char *
skip_quotation(const char *p, const char *end)
{
    const char *start = g_utf8_next_char(p);
    const char *close = *p == '"' ? memchr(start, '"', (gsize)(end - start))
                                  : g_strstr_len(start, end - start, "”");
    return close != NULL ? g_utf8_next_char(close) : end;
}

/* "Thực hiện Nghị quyết số 1 về Kế hoạch triển khai Nghị quyết số 2 (Nghị quyết số 1) và Quyết định
 * số 3": whether what describes the document that ends at `p` is over before the mark or word at
 * `q`, by what it is called from there on. */
static gboolean
is_description_closed(TcRelationKind kind, const char *p, const char *q)
{
    static const char *const calls[] = {"sau đây", "gọi tắt", "viết tắt"};
    const char *last = tc_space_skip_back(p, q);
    if (kind != TC_RELATION_IMPLEMENTS || last == p || last[-1] != ')')
        return FALSE;
    const char *open = memrchr(p, '(', (gsize)(last - p));
    const char *type;
    return open != NULL && (has_any(open, last, calls, G_N_ELEMENTS(calls)) ||
                            tc_type_at(tc_skip_between(open + 1, last), last, &type) != NULL);
}

gboolean
tc_list_changes(const TcList *list, const char *p, const char *end)
{
    const char *changes = tc_phrase_find(p, end, "sửa đổi", NULL);
    if (changes == NULL)
        return FALSE;
    g_auto(TcCitation) changed = {.start = NULL};
    gboolean is_numbered = tc_citation_find(changes, end, end, &changed) && changed.number != NULL;
    for (guint i = list->first; i < list->source->relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(list->source->relations, i);
        g_autofree char *name = known->title != NULL ? g_utf8_strdown(known->title, -1) : NULL;
        if (is_numbered ? tc_is_same_number(known->number, changed.number)
                        : name != NULL && tc_phrase_find(changes, end, name, NULL) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Whether the comma at `q` is within "sửa đổi, bổ sung". */
static gboolean
is_within_verb(const char *p, const char *q, const char *end)
{
    TcLetters word;
    return tc_letters_before(p, q, &word) != NULL && tc_letters_are(&word, "đổi") &&
           tc_phrase_at(tc_skip_between(q + 1, end), end, "bổ sung") != NULL;
}

/* Where behind a comma or "và" at `q` the list goes on with another document that changes one of
 * it, as the last one did: "Nghị định số 2 sửa đổi Nghị định số 1, Nghị định số 3 sửa đổi Nghị định
 * số 1". NULL where it does not. */
static const char *
next_change(const TcList *list, const char *described, const char *q, const char *end)
{
    const char *joint = *q == ',' ? q + 1
                        : q > described && !tc_is_word_before(described, q)
                            ? tc_phrase_at(q, end, "và")
                            : NULL;
    const char *item = joint != NULL ? tc_skip_between(joint, end) : end;
    g_auto(TcCitation) next = {.start = NULL};
    if (item == end || !tc_citation_at(item, end, &next) || next.number == NULL)
        return NULL;
    const char *stop = next.end;
    while (stop < end && *stop != ';' && (*stop != ',' || is_within_verb(next.end, stop, end)))
        stop++;
    return tc_list_changes(list, described, q) && tc_list_changes(list, next.end, stop) ? item
                                                                                        : NULL;
}

/* Where the mark or word at `q` ends that may part the document that ends at `p` from the next one;
 * NULL when it is none. */
static const char *
separator_at(const char *p, const char *q, const char *end, Nested nested, TcRelationKind kind)
{
    const gboolean is_open = nested != NESTED_ANY;
    if (*q == ';' || (*q == ',' && is_open))
        return q + 1;
    const gboolean may_be_and =
        (is_open || is_description_closed(kind, p, q)) && (q == p || !tc_is_word_before(p, q));
    return *q != ',' && may_be_and ? tc_phrase_at(q, end, "và") : NULL;
}

/* What the words [described, q) before a mark or word that may part two documents say of the one
 * that ends at `p`, of `type`, behind what was `nested` in it before. */
static Nested
nested_before(const char *p, const char *described, const char *q, Nested nested, const char *type,
              TcRelationKind kind)
{
    /* "được sửa đổi, bổ sung" is one verb. */
    const gboolean is_same_verb = nested == NESTED_CHANGED &&
                                  tc_phrase_at(tc_skip_between(described, q), q, "bổ sung") != NULL;
    const Nested here = is_same_verb ? nested : MAX(nested, nested_in(described, q, is_law(type)));
    if (here > NESTED_FREE && is_description_closed(kind, p, q))
        return NESTED_FREE;
    /* "hướng dẫn về thuê và cho thuê theo quy định tại Nghị định số 1 và Nghị định số 2" */
    return nested == NESTED_FREE && here == NESTED_FREE && names_type(described, q) ? NESTED_HIGHER
                                                                                    : here;
}

/* Whether a document, or a part of one that has a number, is told of at `p`. */
static gboolean
begins_object(const char *p, const char *end)
{
    g_auto(TcCitation) citation = {.start = NULL};
    return tc_part_at(p, end) != NULL || tc_citation_at(p, end, &citation);
}

/* Behind "các", "toàn bộ", with which an item may begin. */
static const char *
skip_all(const char *p, const char *end)
{
    static const char *const all[] = {"các", "toàn bộ", "toàn bộ các"};
    const char *after = tc_phrase_any(p, end, all, G_N_ELEMENTS(all), NULL);
    return after != NULL ? tc_skip_between(after, end) : p;
}

const char *
tc_list_next(const TcList *list, const char *p, const char *end, const char *type, gboolean is_part,
             TcRelationKind *kind)
{
    Nested nested = NESTED_NOT;
    const char *described = p;
    const char *barren = p;
    for (const char *q = p; q < end;) {
        if (*q == '"' || tc_begins_quotation(q)) {
            q = skip_quotation(q, end);
            continue;
        }
        /* What is neither a mark nor "và" divides nothing. */
        if (*q != ',' && *q != ';' && (*q | 0x20) != 'v') {
            q = g_utf8_next_char(q);
            continue;
        }
        const char *separator =
            *q == ',' && is_within_verb(p, q, end) ? NULL : separator_at(p, q, end, nested, *kind);
        const char *change = *q == ',' || *q == 'v' ? next_change(list, described, q, end) : NULL;
        if (change != NULL)
            return change;
        if (separator != NULL) {
            const Nested here = nested_before(p, described, q, nested, type, *kind);
            nested = *q != ';' ? here : NESTED_NOT;
            described = q;
            const char *words = tc_skip_between(separator, end);
            const char *item = tc_skip_enumerators(words, end);
            gboolean is_listed = item > words;
            const char *and = tc_phrase_at(item, end, "và");
            item = and != NULL ? tc_skip_between(and, end) : item;
            TcRelationKind own = *kind;
            const char *object = here <= NESTED_FREE || (is_listed && *q == ';')
                                     ? tc_list_skip_verb(item, end, &own)
                                     : item;
            /* "hướng dẫn mở và hủy bỏ tài khoản" describes; "... và bãi bỏ Điều 2 Thông tư số 1"
             * does not. */
            if (here == NESTED_FREE && !is_listed && object > item && !begins_object(object, end))
                object = item;
            if (object > item && may_follow(own, *q) && names_near(object, end, &barren)) {
                *kind = own;
                return object;
            }
            item = skip_all(item, end);
            g_auto(TcCitation) citation = {.start = NULL};
            /* "Điều 5 Thông tư số 1 sửa đổi Thông tư số 2; Thông tư số 3": it may amend both. */
            if (*q == ';' && is_part && !is_listed && here == NESTED_ANY &&
                tc_citation_at(item, end, &citation))
                return NULL;
            if (nested != NESTED_ANY && item < end && tc_citation_at(item, end, &citation) &&
                is_next(&citation, end, nested, separator > q + 1 ? 'v' : *q, type, *kind))
                return item;
            if (nested == NESTED_NOT && item < end && citation.start == NULL &&
                names_part(item, end, *q == ';' || !is_described(p, q)) &&
                names_near(item, end, &barren))
                return item;
            q = separator;
            if (q > p && q[-1] == ';')
                described = q;
            continue;
        }
        q = g_utf8_next_char(q);
    }
    return NULL;
}

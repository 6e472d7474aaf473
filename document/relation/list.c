/* Lists of documents behind a verb: "Quyết định số 1 ngày ..., Quyết định số 2 và khoản 3 Điều 4
 * Quyết định số 5". */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "document/relation/verb.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    SCOPE_BYTES_MAX = 300, /* from a verb to what it is about */
    OBJECT_BYTES_MAX = 400,
    CLAUSES_MAX = 20, /* that name nothing but parts */
};

/* Words which, between a verb and a citation, tell that the citation is no object of the verb. */
static const char *const strangers[] = {
    "ông",        "bà",        "đồng chí",
    "trái với",   "căn cứ",    "thực hiện",
    "triển khai", "hướng dẫn", "quy định tại điều này",
    "đối với",    "để",        "nhằm",
    "sau khi",    "trước khi", "trường hợp",
    "này",
};

/* Whether one of `phrases` stands in [p, end). The words are walked once. */
static gboolean
has_any(const char *p, const char *end, const char *const *phrases, gsize count)
{
    for (; p < end; p = tc_next_word(p, end))
        if (tc_phrase_any(p, end, phrases, count, NULL) != NULL)
            return TRUE;
    return FALSE;
}

/* The same outside of quotation marks. */
static gboolean
has_any_unquoted(const char *p, const char *end, const char *const *phrases, gsize count)
{
    gboolean is_quoted = FALSE;
    for (const char *word = p; word < end; word = tc_next_word(word, end)) {
        for (; p < word; p++)
            if ((guchar)*p == 0xe2 && (g_str_has_prefix(p, "“") || g_str_has_prefix(p, "”")))
                is_quoted = g_str_has_prefix(p, "“");
        if (!is_quoted && tc_phrase_any(word, end, phrases, count, NULL) != NULL)
            return TRUE;
    }
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

/* What the documents of a list are where it begins with "các Quyết định: số 1; số 2", or "các Quyết
 * định của Ủy ban nhân dân tỉnh: số 1", in [p, end) before the first number; NULL if it does not.
 */
static const char *
type_of_all(const char *p, const char *end)
{
    const char *last = tc_space_skip_back(p, end);
    const char *many = tc_phrase_at(p, end, "các");
    const char *type;
    return last > p && last[-1] == ':' && many != NULL &&
                   tc_type_at(tc_skip_between(many, end), end, &type) != NULL && *type != '\0'
               ? type
               : NULL;
}

/* Whether [p, end), before the first number, is "Danh mục công bố tại các Quyết định:". */
static gboolean
is_of_many(const char *p, const char *end)
{
    const char *last = tc_space_skip_back(p, end);
    if (last == p || last[-1] != ':')
        return FALSE;
    const char *many = NULL;
    const char *after = p;
    for (const char *at; (at = tc_phrase_find(after, end, "các", &after)) != NULL;)
        many = at;
    return many != NULL && type_of_all(many, end) != NULL;
}

/* Words between a verb and a document that stand for all of it. */
static const char *const plain[] = {"các",
                                    "cho",
                                    "toàn bộ",
                                    "cho các",
                                    "văn bản",
                                    "những",
                                    "các văn bản",
                                    "nội dung của",
                                    "đối với các",
                                    "của",
                                    "toàn bộ các",
                                    "đối với",
                                    "hiệu lực của",
                                    "hiệu lực",
                                    "hiệu lực thi hành của",
                                    "quy định tại",
                                    "các quy định tại",
                                    "các quy định của"};

/* The part of a document that the text between the verb of `kind` and the document, [p, end),
 * names; NULL for the whole. FALSE when the document is no object of the verb. */
static gboolean
read_scope(TcRelationKind kind, const char *p, const char *end, char **scope)
{
    *scope = NULL;
    p = tc_skip_between(p, end);
    gboolean is_of_type = type_of_all(p, end) != NULL;
    end = tc_skip_between_back(p, end);
    if (p >= end || is_of_type)
        return TRUE;
    if (end - p > SCOPE_BYTES_MAX || has_any_unquoted(p, end, strangers, G_N_ELEMENTS(strangers)))
        return FALSE;
    /* "thủ tục “Đăng ký theo Thông tư số ...”" */
    TcLetters last_word;
    const char *open = g_strrstr_len(p, end - p, "“");
    if (open != NULL && g_strstr_len(open, end - open, "”") == NULL)
        return FALSE;
    gboolean is_open = FALSE; /* a quotation mark that is none of a pair */
    for (const char *q = p; q < end; q++)
        is_open ^= *q == '"';
    if (is_open)
        return FALSE;
    const char *last_start = tc_letters_before(p, end, &last_word);
    TcLetters before_last;
    if (last_start != NULL && tc_letters_are(&last_word, "theo") && !tc_are_rules_within(p, end) &&
        !(tc_letters_before(p, last_start, &before_last) != NULL &&
          (tc_letters_are(&before_last, "kèm") || tc_letters_are(&before_last, "hành"))))
        return FALSE;
    /* "Quy chế làm việc ban hành kèm theo Quyết định số ..." */
    const char *attached = tc_phrase_find(p, end, "kèm theo", NULL);
    if (attached == NULL)
        attached = tc_phrase_find(p, end, "ban hành theo", NULL);
    gboolean is_part =
        tc_has_part(p, attached != NULL ? attached : end) || tc_are_rules_within(p, end);
    if (is_part) {
        static const char *const of[] = {"của", "tại", "trong"};
        for (gsize i = 0; i < G_N_ELEMENTS(of); i++) {
            /* "một số điều của" */
            TcLetters word;
            const char *last = tc_letters_before(p, end, &word);
            if (last != NULL && tc_letters_are(&word, of[i]))
                end = tc_skip_between_back(p, last);
        }
        *scope = tc_tidy(p, end, SCOPE_BYTES_MAX);
        return *scope != NULL;
    }
    /* "Đính chính lỗi kỹ thuật tại Thông tư số ...": whatever is wrong there. */
    return kind == TC_RELATION_CORRECTS || attached != NULL ||
           tc_phrase_any(p, end, plain, G_N_ELEMENTS(plain), NULL) == end;
}

/* Whether a document is named soon behind `item`, before a semicolon. Up to *barren there is none;
 * it is moved on so that no word is looked at twice. */
static gboolean
names_near(const char *item, const char *end, const char **barren)
{
    g_auto(TcCitation) citation = {.start = NULL};
    const char *near = end - item > SCOPE_BYTES_MAX / 2 ? item + SCOPE_BYTES_MAX / 2 : end;
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

gboolean
tc_tells_of_many(const char *p, const char *end)
{
    static const char *const openers[] = {
        "toàn bộ", "một số điều của", "hiệu lực của", "hiệu lực thi hành của", "đối với", "cho"};
    static const char *const many[] = {"các", "những", "một số"};
    const char *start = tc_skip_between(p, end);
    const char *after = tc_phrase_any(start, end, openers, G_N_ELEMENTS(openers), NULL);
    start = after != NULL ? tc_skip_between(after, end) : start;
    const char *digits = start;
    while (digits < end && g_ascii_isdigit(*digits))
        digits++;
    after = digits > start ? digits : tc_phrase_any(start, end, many, G_N_ELEMENTS(many), NULL);
    if (after == NULL)
        return FALSE;
    const char *kinds = tc_skip_between(after, end);
    const char *type;
    return tc_phrase_at(kinds, end, "văn bản") != NULL || tc_type_at(kinds, end, &type) != NULL;
}

/* "các văn bản sau: a) Quyết định số 1", "một số điều của các Thông tư sau đây: 1. Thông tư số 1",
 * in one line: where the first document is told of, behind the caption at `p`. `p` where there is
 * none. */
static const char *
skip_caption(TcRelationKind kind, const char *p, const char *end)
{
    if (!tc_tells_of_many(p, end))
        return p;
    const char *limit = end - p > SCOPE_BYTES_MAX ? p + SCOPE_BYTES_MAX : end;
    const char *colon = memchr(p, ':', (gsize)(limit - p));
    if (colon == NULL || memchr(p, '/', (gsize)(colon - p)) != NULL ||
        (kind == TC_RELATION_AMENDS && tc_phrase_find(p, colon, "như sau", NULL) != NULL))
        return p;
    const char *item = tc_skip_between(colon + 1, end);
    const char *first = tc_skip_enumerators(item, end);
    return first > item ? first : p;
}

/* Behind a verb that an item of a list begins with, "b) Bãi bỏ toàn bộ Quyết định số 2", which is
 * what `kind` becomes. `p` where there is none. */
static const char *
skip_verb(const char *p, const char *end, TcRelationKind *kind)
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

/* What was taken of a list so far. */
typedef struct {
    const TcSource *source;
    guint first; /* of its relations */
} List;

/* Whether [p, end) tells that a document changes one of the list, by its number or its name: "...
 * sửa đổi, bổ sung Điều 21 Nghị định số 1", "... sửa đổi một số điều của Pháp lệnh A". */
static gboolean
changes_listed(const List *list, const char *p, const char *end)
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
next_change(const List *list, const char *described, const char *q, const char *end)
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
    return changes_listed(list, described, q) && changes_listed(list, next.end, stop) ? item : NULL;
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

/* Where the next item of the list begins, after the citation that ends at `p`, of a document of
 * `type`, of which a part was meant or not. What is done to it is `kind`, unless it has a verb of
 * its own. NULL if there is none. */
static const char *
next_item(const List *list, const char *p, const char *end, const char *type, gboolean is_part,
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
            const char *object =
                here <= NESTED_FREE || (is_listed && *q == ';') ? skip_verb(item, end, &own) : item;
            /* "hướng dẫn mở và hủy bỏ tài khoản" describes; "... và bãi bỏ Điều 2 Thông tư số 1"
             * does not. */
            if (here == NESTED_FREE && !is_listed && object > item && !begins_object(object, end))
                object = item;
            if (object > item && may_follow(own, *q) && names_near(object, end, &barren)) {
                *kind = own;
                return object;
            }
            const char *many = tc_phrase_at(item, end, "các");
            item = many != NULL ? tc_skip_between(many, end) : item;
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

/* Where what describes a document, from `p` on, ends with a semicolon. */
static const char *
clause_end(const char *p, const char *end)
{
    const char *semicolon = memchr(p, ';', (gsize)(end - p));
    return semicolon != NULL ? semicolon : end;
}

/* What `kind` is to an item of its list, whose citation ends at `p`. */
static TcRelationKind
kind_of_item(TcRelationKind kind, const char *scope, const char *p, const char *end)
{
    if (kind != TC_RELATION_REPLACES)
        return kind;
    /* "thay thế cụm từ A bằng cụm từ B tại Điều 3 ..." changes it. */
    const char *scope_end = scope != NULL ? scope + strlen(scope) : NULL;
    if (scope != NULL && (tc_phrase_find(scope, scope_end, "cụm từ", NULL) != NULL ||
                          tc_phrase_find(scope, scope_end, "từ ngữ", NULL) != NULL ||
                          tc_phrase_at(scope, scope_end, "từ") != NULL))
        return TC_RELATION_AMENDS;
    /* "thay thế Nghị định số 1; Nghị định số 2 hết hiệu lực" */
    return tc_phrase_find(p, clause_end(p, end), "hết hiệu lực", NULL) != NULL ? TC_RELATION_REPEALS
                                                                               : kind;
}

/* "bãi bỏ mục 1 phần I; bãi bỏ mục 2 phần I Phụ lục kèm theo Quyết định số 1": where the clause of
 * the list begins, from `p` on, that names the document. `p` where the first does, or none. */
static const char *
skip_parts_only(const char *p, const char *end, TcRelationKind *kind)
{
    const char *clause = p;
    TcRelationKind own = *kind;
    for (guint i = 0; i < CLAUSES_MAX; i++) {
        g_auto(TcCitation) citation = {.start = NULL};
        const char *semicolon = memchr(clause, ';', (gsize)(end - clause));
        if (tc_citation_find(clause, semicolon != NULL ? semicolon : end, end, &citation)) {
            *kind = own;
            return clause;
        }
        if (semicolon == NULL || !tc_has_part(clause, semicolon))
            return p;
        clause = skip_verb(tc_skip_between(semicolon + 1, end), end, &own);
    }
    return p;
}

/* The part that is told of before the first documents of a list, and is one of the others too. */
typedef struct {
    char *scope;
    char *content; /* what the last is told of by: "nội dung về chợ"; those that amend it are about
                      that, too */
    gboolean is_of_all;
    gboolean are_rules; /* within those that no semicolon and no item divides from the first */
} Shared;

static void
shared_clear(Shared *shared)
{
    g_free(shared->scope);
    g_free(shared->content);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shared, shared_clear)

/* Takes `scope`, which the item of a list tells of before the document. */
static void
share(Shared *shared, TcRelationKind kind, const char *item, const TcCitation *citation,
      const char *scope)
{
    TcLetters last;
    shared->is_of_all =
        shared->is_of_all || is_of_many(item, citation->start) ||
        (tc_letters_before(item, citation->start, &last) != NULL && tc_letters_are(&last, "các"));
    if (tc_phrase_at(scope, scope + strlen(scope), "nội dung") != NULL) {
        g_free(shared->content);
        shared->content = g_strdup(scope);
    }
    const char *start = tc_skip_between(item, citation->start);
    shared->are_rules = kind != TC_RELATION_AMENDS && tc_are_rules_within(start, citation->start);
    /* "một số điều của Luật A số 1, Luật B số 2" */
    gboolean are_some = tc_phrase_at(scope, scope + strlen(scope), "một số điều") != NULL;
    if (!shared->are_rules && (shared->scope != NULL || !(are_some || shared->is_of_all)))
        return;
    g_free(shared->scope);
    shared->scope = g_strdup(scope);
}

/* Whether the document at `item`, before which no part is told of, and behind the `last`, has it.
 */
static gboolean
is_shared(const Shared *shared, TcRelationKind kind, const char *last, const char *item)
{
    if (shared->scope == NULL || kind == TC_RELATION_AMENDS || shared->is_of_all)
        return shared->scope != NULL;
    const char *line = item;
    while (line > last && line[-1] != '\n')
        line--;
    return shared->are_rules && memchr(last, ';', (gsize)(item - last)) == NULL &&
           (line == last || tc_skip_enumerators(line, item) == tc_skip_between(line, item));
}

/* Whether [p, end), behind a document, goes on with "trái với ..." in its clause. */
static gboolean
is_contrary(const char *p, const char *end)
{
    const char *stop = p;
    while (stop < end && *stop != ';' && *stop != ',' && stop - p < OBJECT_BYTES_MAX)
        stop++;
    while (stop < end && (*stop & 0xC0) == 0x80)
        stop++;
    return tc_phrase_find(p, stop, "trái với", NULL) != NULL;
}

gboolean
tc_source_read_list(TcSource *source, TcRelationKind kind, const char *p, const char *end,
                    guint32 effective)
{
    const char *type = NULL;
    const char *last = p; /* behind the last document */
    gboolean has_any = FALSE;
    g_auto(Shared) shared = {.scope = NULL};
    const List list = {source, source->relations->len};
    const char *first = skip_caption(kind, p, end);
    if (first > p)
        first = skip_verb(first, end, &kind);
    for (const char *item = first; item != NULL && item < end;) {
        g_auto(TcCitation) citation = {.start = NULL};
        g_autofree char *scope = NULL;
        item = skip_parts_only(item, end, &kind);
        const char *limit = end - item > OBJECT_BYTES_MAX ? item + OBJECT_BYTES_MAX : end;
        while (limit < end && (*limit & 0xC0) == 0x80)
            limit++;
        const char *semicolon = memchr(item, ';', (gsize)(limit - item));
        limit = semicolon != NULL ? semicolon : limit;
        if (!tc_object_find(item, limit, end, &citation) ||
            !read_scope(kind, item, citation.start, &scope))
            return has_any;
        const char *after = citation.end;
        /* "các quy định tại Quyết định số 1 trái với Quyết định này" are not told of. */
        if (kind != TC_RELATION_AMENDS && is_contrary(after, end))
            return has_any;
        if (scope != NULL)
            share(&shared, kind, item, &citation, scope);
        else if (is_shared(&shared, kind, last, item))
            scope = g_strdup(shared.scope);
        else if (shared.content != NULL && changes_listed(&list, after, clause_end(after, end)))
            scope = g_strdup(shared.content);
        last = after;
        if (tc_is_form(&citation, scope)) {
            item = next_item(&list, after, end, type, TRUE, &kind);
            continue;
        }
        if (citation.type == NULL)
            citation.type =
                type != NULL ? type : type_of_all(tc_skip_between(item, end), citation.start);
        type = citation.type;
        if (scope == NULL && (kind == TC_RELATION_REPLACES || kind == TC_RELATION_REPEALS))
            scope = tc_exception_read(after, end);
        const TcRelationKind own = kind_of_item(kind, scope, after, end);
        tc_source_take(source, own, &citation, scope, effective);
        has_any = TRUE;
        /* What words are put for others in is changed, and so is what follows: "thay thế cụm từ A
         * bằng B tại Điều 1 Luật số 1; Điều 2 Luật số 2". */
        kind = own == TC_RELATION_AMENDS ? own : kind;
        item = next_item(&list, after, end, type, scope != NULL, &kind);
    }
    return has_any;
}

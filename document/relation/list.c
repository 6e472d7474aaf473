/* Lists of documents behind a verb: "Quyết định số 1 ngày ..., Quyết định số 2 và khoản 3 Điều 4
 * Quyết định số 5". */
#include "document/relation/list.h"

#include "document/header/parts.h"
#include "document/relation/verb.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    SCOPE_BYTES_MAX = 600, /* from a verb to what it is about */
    OBJECT_BYTES_MAX = 800,
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

/* The same outside of quotation marks. */
static gboolean
has_any_unquoted(const char *p, const char *end, const char *const *phrases, gsize count)
{
    gboolean is_quoted = FALSE;
    for (const char *word = p; word < end; word = tc_next_word(word, end)) {
        for (; p < word; p++)
            if ((guchar)*p == 0xe2 && (g_str_has_prefix(p, "“") || g_str_has_prefix(p, "”")))
                is_quoted = g_str_has_prefix(p, "“");
        gsize which;
        const char *after = !is_quoted ? tc_phrase_any(word, end, phrases, count, &which) : NULL;
        /* "ba thủ tục" is no "bà": of one word the marks count. */
        if (after != NULL && (strchr(phrases[which], ' ') != NULL ||
                              (gsize)(after - word) == strlen(phrases[which])))
            return TRUE;
    }
    return FALSE;
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

/* Whether [p, end), before the first number, is all of a caption: "toàn bộ các văn bản sau:", which
 * names no part, "một số điều của các Thông tư sau:". */
static gboolean
is_caption(const char *p, const char *end)
{
    const char *last = tc_space_skip_back(p, end);
    return last > p && last[-1] == ':' && tc_tells_of_many(p, end) && !tc_has_part(p, end);
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
    gboolean is_of_type = type_of_all(p, end) != NULL || is_caption(p, end);
    end = tc_skip_between_back(p, end);
    if (p >= end || is_of_type)
        return TRUE;
    if (end - p > SCOPE_BYTES_MAX || tc_has_unread_number(p, end) ||
        has_any_unquoted(p, end, strangers, G_N_ELEMENTS(strangers)))
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
        clause = tc_list_skip_verb(tc_skip_between(semicolon + 1, end), end, &own);
    }
    return p;
}

/* The part that is told of before the first documents of a list, and is one of the others too. */
typedef struct {
    char *scope;
    char *content; /* what the last is told of by: "nội dung về chợ"; those that amend it are about
                      that, too */
    gboolean is_of_all;
    gboolean are_rules;  /* within those that no semicolon and no item divides from the first */
    gboolean is_passive; /* "... hết hiệu lực": no semicolon divides them either */
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
    return shared->are_rules &&
           (shared->is_passive || memchr(last, ';', (gsize)(item - last)) == NULL) &&
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
    /* "Quy định về chợ tại Nghị quyết số 1; Nghị quyết số 2 hết hiệu lực": what is ended stands
     * before the verb, all of it. */
    g_auto(Shared) shared = {.is_passive = tc_phrase_at(end, source->end, "hết hiệu lực") != NULL};
    const TcList list = {source, source->relations->len};
    const char *first = skip_caption(kind, p, end);
    if (first > p)
        first = tc_list_skip_verb(first, end, &kind);
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
        else if (shared.content != NULL && tc_list_changes(&list, after, clause_end(after, end)))
            scope = g_strdup(shared.content);
        last = after;
        if (tc_is_form(&citation, scope)) {
            item = tc_list_next(&list, after, end, type, TRUE, &kind);
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
        item = tc_list_next(&list, after, end, type, scope != NULL, &kind);
    }
    return has_any;
}

/* What the title says: "Sửa đổi, bổ sung Quyết định số ...", "Hướng dẫn thực hiện Nghị định số
 * ...", and how such verbs are read, which first lines have, too. */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    OBJECT_BYTES_MAX = 350,
    NAMED_BYTES_MAX = 700, /* of the laws that are named */
};

static const char *const verbs[] = {
    "sửa đổi bổ sung",
    "sửa đổi",
    "bổ sung",
    "bãi bỏ",
    "hủy bỏ",
    "thay thế",
    "đính chính",
    "quy định chi tiết",
    "quy định thi hành",
    "quy định cụ thể",
    "hướng dẫn",
    "triển khai",
    "thực hiện",
    "thi hành",
    "tổ chức thực hiện",
    "tổ chức triển khai",
    "quán triệt",
    "cụ thể hóa",
};
/* What each of these does. Others implement. */
static const TcRelationKind verb_kinds[] = {
    TC_RELATION_AMENDS,  TC_RELATION_AMENDS,   TC_RELATION_AMENDS,   TC_RELATION_REPEALS,
    TC_RELATION_REPEALS, TC_RELATION_REPLACES, TC_RELATION_CORRECTS,
};

const char *
tc_act_at(const char *p, const char *end, TcRelationKind *kind)
{
    gsize which = G_N_ELEMENTS(verb_kinds);
    char first = tc_first_letter(p, end);
    const char *after = first != '\0' && strchr("bcdhqst", first) != NULL
                            ? tc_phrase_any(p, end, verbs, G_N_ELEMENTS(verbs), &which)
                            : NULL;
    *kind = which < G_N_ELEMENTS(verb_kinds) ? verb_kinds[which] : TC_RELATION_IMPLEMENTS;
    if (after != NULL && first == 'h' && tc_phrase_at(tc_space_skip(after, end), end, "số") != NULL)
        return NULL;
    return after;
}

const char *
tc_acts_skip(const char *p, const char *end, TcRelationKind kind)
{
    static const char *const fillers[] = {
        "và",
        "một số điều của",
        "một số điều",
        "một số nội dung của",
        "một số nội dung quy định tại",
        "một số nội dung tại",
        "một số nội dung",
        "một số quy định của",
        "một số quy định tại",
        "các văn bản",
        "các văn bản sau",
        "các",
        "việc",
        "biện pháp để tổ chức",
        "biện pháp thi hành",
        "có hiệu quả",
        "về",
    };
    for (;;) {
        TcRelationKind other;
        const char *q = tc_skip_between(p, end);
        const char *after = tc_act_at(q, end, &other);
        if (after != NULL && other != kind)
            return p;
        if (after == NULL && kind == TC_RELATION_IMPLEMENTS)
            after = tc_phrase_any(q, end, fillers, G_N_ELEMENTS(fillers), NULL);
        if (after == NULL)
            return p;
        p = after;
    }
}

/* Whether [p, end) begins with `name`, whether in capitals or not. */
static gboolean
begins_with(const char *p, const char *end, const char *name)
{
    const char *stop = p;
    for (glong count = g_utf8_strlen(name, -1); count > 0 && stop < end; count--)
        stop = g_utf8_next_char(stop);
    g_autofree char *line = g_strndup(p, (gsize)(stop - p));
    g_autofree char *have = g_utf8_casefold(g_strdelimit(line, "\n\t", ' '), -1);
    g_autofree char *want = g_utf8_casefold(name, -1);
    return strcmp(have, want) == 0;
}

/* The law that the document is based on, whose name stands at `p`; NULL for none. */
static const TcRelation *
based_on_at(const TcSource *source, const char *p, const char *end)
{
    const char *type;
    if (tc_type_at(p, end, &type) == NULL ||
        (strcmp(type, "Luật") != 0 && strcmp(type, "Bộ luật") != 0 &&
         strcmp(type, "Pháp lệnh") != 0))
        return NULL;
    for (guint i = 0; i < source->relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(source->relations, i);
        if (known->kind == TC_RELATION_BASED_ON && known->title != NULL &&
            begins_with(p, end, known->title))
            return known;
    }
    return NULL;
}

/* Whether the law at `p` has its article before it: "khoản 5 Điều 35 Luật A". */
static gboolean
is_behind_article(const char *begin, const char *p)
{
    const char *last = tc_space_skip_back(begin, p);
    return last > begin && g_ascii_isdigit(last[-1]);
}

/* Whether the document is based on any law that is named. */
static gboolean
is_based_on_law(const TcSource *source)
{
    for (guint i = 0; i < source->relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(source->relations, i);
        if (known->kind == TC_RELATION_BASED_ON && known->title != NULL)
            return TRUE;
    }
    return FALSE;
}

/* "Luật A và hướng dẫn thực hiện Nghị định số 1": the document right behind the law whose name ends
 * at `p`, which is implemented, too. */
static void
read_joined(TcSource *source, const char *p, const char *end)
{
    const char *and = tc_phrase_at(tc_skip_between(p, end), end, "và");
    if (and == NULL)
        return;
    const TcRelationKind kind = TC_RELATION_IMPLEMENTS;
    const char *start = tc_skip_between(tc_acts_skip(and, end, kind), end);
    g_auto(TcCitation) citation = {.start = NULL};
    if (tc_citation_at(start, end, &citation) && citation.number != NULL)
        tc_source_take(source, kind, &citation, NULL, 0);
}

/* "Điều 9; khoản 5 Điều 22 và biện pháp hướng dẫn thi hành Luật A": where the document begins whose
 * parts are told at `p`. `p` where there are none. */
static const char *
skip_parts(const char *p, const char *end)
{
    static const char *const parts[] = {"điều", "khoản", "điểm", "các điều", "các khoản"};
    const char *limit = end - p > OBJECT_BYTES_MAX ? p + OBJECT_BYTES_MAX : end;
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    if (tc_phrase_any(p, end, parts, G_N_ELEMENTS(parts), NULL) == NULL)
        return p;
    for (const char *q = p; q < limit;) {
        const char *type;
        const char *type_end = tc_type_at(q, end, &type);
        TcLetter first;
        if (type_end != NULL && *type != '\0' && tc_letter_read(q, end, &first) > 0 && first.upper)
            return q;
        TcLetters word;
        gsize len = tc_letters_read(q, end, &word);
        q = len > 0 ? q + len : g_utf8_next_char(q);
    }
    return p;
}

/* "khoản 4 Điều 24 của Luật A năm 2022 và khoản 2 Điều 6 Nghị định số 1": the documents behind the
 * first, which ends at `p`, whose articles are implemented, too. */
static void
read_others(TcSource *source, const char *p, const char *end)
{
    for (;;) {
        const char *item = tc_skip_between(p, end);
        const char *and = tc_phrase_at(item, end, "và");
        item = and != NULL ? tc_skip_between(and, end) : item;
        const char *start = skip_parts(item, end);
        g_auto(TcCitation) citation = {.start = NULL};
        if (start == item || !tc_citation_at(start, end, &citation))
            return;
        tc_source_take(source, TC_RELATION_IMPLEMENTS, &citation, NULL, 0);
        p = citation.end;
    }
}

/* A law that is named without number and day is the one that the document is based on: the first
 * that is named in "một số quy định về minh bạch tài sản tại Mục 4 Chương II Luật Phòng, chống tham
 * nhũng", and those behind it that articles are named of; these alone when there `has_any` been
 * one. */
static void
take_named(TcSource *source, const char *p, const char *end, gboolean has_any)
{
    const char *limit = end - p > NAMED_BYTES_MAX ? p + NAMED_BYTES_MAX : end;
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    if (!is_based_on_law(source))
        return;
    for (const char *q = tc_skip_between(p, end); q < limit; q = tc_next_word(q, end)) {
        const TcRelation *known =
            !has_any || is_behind_article(p, q) ? based_on_at(source, q, end) : NULL;
        if (known == NULL)
            continue;
        const char *name_end = g_utf8_offset_to_pointer(q, g_utf8_strlen(known->title, -1));
        TcCitation citation = {
            .type = known->type,
            .number = g_strdup(known->number),
            .title = g_strdup(known->title),
            .date = known->date,
        };
        tc_source_take(source, TC_RELATION_IMPLEMENTS, &citation, NULL, 0);
        tc_citation_clear(&citation);
        has_any = TRUE;
        read_joined(source, name_end, end);
        read_others(source, name_end, end);
    }
}

/* "Hướng dẫn thực hiện cơ chế đặc thù quy định tại Nghị quyết số ...": the document that says what
 * is implemented, in the rest of a title, or of a sentence. Whether there was one. */
static gboolean
read_place(TcSource *source, const char *p, const char *end)
{
    static const char at_part[] = "tại"; /* "tại khoản 1 Điều 48 Nghị định số 1" */
    static const char *const places[] = {"quy định tại", "ban hành kèm theo", "theo",
                                         "thực hiện",    "thi hành",          at_part};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        const char *after;
        g_auto(TcCitation) citation = {.start = NULL};
        if (tc_phrase_find(p, end, places[i], &after) == NULL)
            continue;
        const char *place = tc_skip_between(after, end);
        const char *start = skip_parts(place, end);
        if (places[i] == at_part && start == place)
            continue;
        if (tc_citation_at(start, end, &citation))
            return tc_source_read_list(source, TC_RELATION_IMPLEMENTS, start, end, 0);
    }
    return FALSE;
}

void
tc_source_read_act(TcSource *source, TcRelationKind kind, const char *p, const char *end)
{
    if (kind != TC_RELATION_IMPLEMENTS) {
        if (!source->is_draft)
            tc_source_read_list(source, kind, p, end, source->effective);
        return;
    }
    const char *object = tc_acts_skip(p, end, kind);
    g_auto(TcCitation) citation = {.start = NULL};
    const char *start = tc_skip_between(object, end);
    if (tc_citation_at(start, end, &citation)) {
        tc_source_read_list(source, kind, start, end, 0);
        return;
    }
    start = skip_parts(start, end);
    if (tc_citation_at(start, end, &citation)) {
        tc_source_take(source, kind, &citation, NULL, 0);
        read_others(source, citation.end, end);
        take_named(source, citation.end, end, TRUE);
    } else if (based_on_at(source, start, end) != NULL || !read_place(source, start, end)) {
        take_named(source, start, end, FALSE);
    }
}

/* Behind the document's own number in "Nghị định số 1/2020/NĐ-CP Quy định chi tiết ...", as portals
 * write titles; `p` where it does not stand there. */
static const char *
skip_own_number(const TcSource *source, const char *p, const char *end)
{
    g_auto(TcCitation) own = {.start = NULL};
    if (!tc_citation_at(p, end, &own) || g_strcmp0(own.number, source->document->number) != 0 ||
        own.number == NULL)
        return p;
    return tc_skip_between(own.end, end);
}

/* The title behind what says nothing of other documents: "Luật sửa đổi, bổ sung ...", "KẾ HOẠCH
 * triển khai ...", "Về việc ...". *end is where it ends; NULL without a title. */
static const char *
title_words(const TcSource *source, const char **end)
{
    static const char *const openers[] = {"về việc", "về", "v v", "ban hành", "quy định về"};
    const char *p = source->document->title;
    if (p == NULL)
        return NULL;
    *end = p + strlen(p);
    p = skip_own_number(source, p, *end);
    const char *type;
    const char *after = tc_type_at(p, *end, &type);
    TcRelationKind kind;
    if (after != NULL && strcmp(type, source->document->type) == 0 &&
        tc_act_at(p, *end, &kind) == NULL)
        p = tc_skip_between(after, *end);
    const char *opener;
    while ((opener = tc_phrase_any(p, *end, openers, G_N_ELEMENTS(openers), NULL)) != NULL)
        p = tc_skip_between(opener, *end);
    return p;
}

/* "Tháo gỡ khó khăn trong việc triển khai Nghị định số ...": whether the title up to a verb tells
 * of trouble with a document, and of what others ask. */
static gboolean
is_of_trouble(const char *p, const char *verb)
{
    static const char *const words[] = {"khó khăn", "vướng mắc", "kiến nghị", "góp ý", "giải đáp"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_find(p, verb, words[i], NULL) != NULL)
            return TRUE;
    return FALSE;
}

void
tc_source_read_named(TcSource *source)
{
    if (source->carried == NULL)
        return;
    for (guint i = 0; i < source->relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(source->relations, i);
        if (known->kind == TC_RELATION_IMPLEMENTS && known->title != NULL)
            return;
    }
    const char *end = source->carried + strlen(source->carried);
    const char *start = tc_acts_skip(source->carried, end, TC_RELATION_IMPLEMENTS);
    g_auto(TcCitation) citation = {.start = NULL};
    if (tc_citation_named_at(tc_skip_between(start, end), end, &citation))
        tc_source_take(source, TC_RELATION_IMPLEMENTS, &citation, NULL, 0);
}

void
tc_source_read_title(TcSource *source)
{
    const char *end;
    const char *p = title_words(source, &end);
    if (p == NULL)
        return;
    TcRelationKind kind;
    const char *verb = tc_act_at(p, end, &kind);
    const gboolean is_guide = verb != NULL && kind == TC_RELATION_IMPLEMENTS;
    if (is_guide) {
        /* "Hướng dẫn sửa đổi, bổ sung Thông tư số ..." */
        TcRelationKind next_kind;
        const char *next = tc_act_at(tc_skip_between(verb, end), end, &next_kind);
        if (next != NULL && next_kind != TC_RELATION_IMPLEMENTS) {
            verb = next;
            kind = next_kind;
        }
    }
    if (verb != NULL) {
        const guint before = source->relations->len;
        source->carried = kind == TC_RELATION_IMPLEMENTS ? verb : NULL;
        tc_source_read_act(source, kind, verb, end);
        /* "Hướng dẫn bổ sung việc hỗ trợ theo Quyết định số ..." changes nothing. */
        if (is_guide && source->relations->len == before)
            read_place(source, verb, end);
        return;
    }
    /* "Ban hành Kế hoạch triển khai thực hiện Nghị quyết số ...": the verb right before the
     * document counts. What is made known was done by others. */
    if (tc_phrase_at(p, end, "công bố") != NULL)
        return;
    const char *verb_end = NULL;
    const char *q = p;
    while (q < end && (verb_end = tc_act_at(q, end, &kind)) == NULL)
        q = tc_next_word(q, end);
    if (verb_end == NULL || kind != TC_RELATION_IMPLEMENTS || is_of_trouble(p, q))
        return;
    /* "Ban hành Kế hoạch triển khai thi hành Luật Đất đai" */
    const char *object = tc_skip_between(tc_acts_skip(verb_end, end, kind), end);
    if (strpbrk(p, "0123456789") == NULL) {
        if (based_on_at(source, object, end) != NULL)
            take_named(source, object, end, FALSE);
        return;
    }
    /* "Kết luận tại cuộc họp về tình hình thực hiện Nghị quyết số ..." tells of it. */
    static const char *const reports[] = {"tình hình", "kết quả", "sơ kết", "tổng kết"};
    TcLetters word;
    const char *second = q < end ? tc_letters_before(p, q, &word) : NULL;
    const char *first = second != NULL ? tc_letters_before(p, second, &word) : NULL;
    if (first != NULL && tc_phrase_any(first, q, reports, G_N_ELEMENTS(reports), NULL) != NULL)
        return;
    /* "thay thế" is part of what is planned here. */
    g_auto(TcCitation) citation = {.start = NULL};
    if (tc_citation_find(p, end, end, &citation) && verb_end <= citation.start)
        tc_source_read_act(source, kind, verb_end, end);
}

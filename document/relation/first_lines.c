/* What the first lines say: "Thực hiện Công văn số ..., Sở báo cáo", "Nghị định này quy định chi
 * tiết
 * ...", "Quốc hội ban hành Luật sửa đổi ...". */
#include "document/header/formal.h"
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    HEAD_BYTES = 6000, /* where first lines are */
    NEAR_BYTES = 60,   /* from a verb to the document that it is about */
};

static const char issue[] = "ban hành ";
static const char own_word[] = "này";
static const char carried_words[] = "hực hiện ";

/* "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Dược số 105/2016/QH13 ...": what
 * the paragraph that ends at `end` says that is issued, behind "ban hành" at `at`. */
static void
read_issued(TcSource *source, const char *at, const char *end)
{
    const char *type = NULL;
    const char *named = at + strlen(issue);
    const char *type_end = tc_type_at(named, end, &type);
    TcRelationKind kind;
    const char *verb = type_end != NULL && strcmp(type, source->document->type) == 0
                           ? tc_act_at(tc_skip_between(type_end, end), end, &kind)
                           : NULL;
    if (verb == NULL || kind == TC_RELATION_IMPLEMENTS)
        return;
    /* What changed it before stands behind it. */
    const char *changed =
        strcmp(type, "Luật") != 0 ? tc_phrase_find(verb, end, "được sửa đổi", NULL) : NULL;
    tc_source_read_act(source, kind, verb, changed != NULL ? changed : end);
}

/* Whether "quy định chi tiết" or "hướng dẫn" may stand at `p`. */
static gboolean
may_implement(const char *p, const char *end)
{
    char first = tc_first_letter(p, end);
    return first == 'q' || first == 'h';
}

/* Whether one of the verbs, or a word of skip_aim() before it, may stand at `p`, with a capital, by
 * its first two letters. */
static gboolean
may_be_verb(const char *p, const char *end)
{
    static const char beginnings[][2] = {{'h', 'u'}, {'q', 'u'}, {'t', 'r'}, {'t', 'h'},
                                         {'t', 'o'}, {'d', 'e'}, {'n', 'h'}, {'c', 'u'}};
    TcLetter first;
    TcLetter second;
    gsize len = p < end ? tc_letter_read(p, end, &first) : 0;
    if (len == 0 || !first.upper || tc_letter_read(p + len, end, &second) == 0)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(beginnings); i++)
        if (beginnings[i][0] == first.base && beginnings[i][1] == second.base)
            return TRUE;
    return FALSE;
}

/* "Hướng dẫn của Trung ương về ...; Kế hoạch số 33/KH-UBND ngày ...": where the first document with
 * a number begins, from the one without at `p` on. `p` where there is none. */
static const char *
skip_unnumbered(const char *p, const char *end)
{
    const char *type;
    g_auto(TcCitation) first = {.start = NULL};
    if (tc_citation_at(p, end, &first) || tc_type_at(p, end, &type) == NULL || *type == '\0')
        return p;
    for (const char *q = p; (q = memchr(q, ';', (gsize)(end - q))) != NULL; q++) {
        g_auto(TcCitation) next = {.start = NULL};
        const char *item = tc_skip_between(q, end);
        if (tc_citation_at(item, end, &next) && next.number != NULL && next.date != 0)
            return item;
    }
    return p;
}

/* "Thực hiện ý kiến kết luận của Thủ tướng Chính phủ tại Thông báo số ...": the paper that says
 * what is carried out, behind the verb at `p`. Whether there was one. */
static gboolean
read_instruction(TcSource *source, const char *p, const char *end)
{
    static const char *const words[] = {"ý kiến", "chỉ đạo", "sự chỉ đạo", "yêu cầu",
                                        "kết luận của"};
    static const char *const papers[] = {"các văn bản", "văn bản"};
    const char *at;
    if (tc_phrase_any(p, end, words, G_N_ELEMENTS(words), NULL) == NULL ||
        tc_phrase_find(p, end, "tại", &at) == NULL)
        return FALSE;
    const char *paper = tc_skip_between(at, end);
    const char *after = tc_phrase_any(paper, end, papers, G_N_ELEMENTS(papers), NULL);
    g_auto(TcCitation) citation = {.start = NULL};
    if (!tc_citation_at(after != NULL ? tc_skip_between(after, end) : paper, end, &citation) ||
        citation.number == NULL)
        return FALSE;
    tc_source_take(source, TC_RELATION_IMPLEMENTS, &citation, NULL, 0);
    return TRUE;
}

/* Behind "Để" in "Để thực hiện Thông tư số ..."; `p` where it is not there. */
static const char *
skip_aim(const char *p, const char *end)
{
    static const char *const aims[] = {"để", "nhằm"};
    const char *aim = tc_phrase_any(p, end, aims, G_N_ELEMENTS(aims), NULL);
    return aim != NULL ? tc_skip_between(aim, end) : p;
}

/* "Thực hiện Công văn số 12 ..., Sở Nội vụ báo cáo": what the paragraph that ends at `stop` carries
 * out, behind the verb that begins at `p` and ends at `verb`. */
static void
read_carried(TcSource *source, const char *p, const char *verb, const char *stop)
{
    const TcRelationKind kind = TC_RELATION_IMPLEMENTS;
    const char *named = tc_skip_between(verb, stop);
    const char *numbered = skip_unnumbered(named, stop);
    const char *object =
        numbered > named ? numbered : tc_skip_between(tc_acts_skip(verb, stop, kind), stop);
    if (read_instruction(source, named, stop))
        return;
    gboolean is_near = numbered > named || object - verb < NEAR_BYTES;
    g_auto(TcCitation) citation = {.start = NULL};
    /* "Thực hiện Nghị định 13/2023/NĐ-CP, chúng tôi cập nhật ...": what a site says of itself. */
    if (is_near && tc_citation_at(object, stop, &citation) && !tc_is_capitals(p, verb) &&
        tc_phrase_at(tc_skip_between(citation.end, stop), stop, "chúng tôi") == NULL)
        tc_source_read_list(source, kind, object, stop, 0);
}

/* Whether a line ends in "như sau:". */
static gboolean
ends_as_follows(const char *p, const char *end)
{
    TcLetters word;
    const char *last = tc_space_skip_back(p, end);
    return last > p && last[-1] == ':' && tc_letters_before(p, last - 1, &word) != NULL &&
           tc_letters_are(&word, "sau");
}

/* "Bộ Tài chính hướng dẫn việc phân loại ... theo quy định tại Quyết định số 1 như sau:" in the
 * paragraph [p, stop): what is guided. A verb behind a document, in the same clause, is of that
 * one: "Nghị định số 1 hướng dẫn thi hành Luật A". */
static void
read_guidance(TcSource *source, const char *p, const char *stop)
{
    static const char *const acts[] = {"hướng dẫn", "quy định chi tiết"};
    for (const char *clause = p; clause < stop;) {
        const char *semicolon = memchr(clause, ';', (gsize)(stop - clause));
        const char *end = semicolon != NULL ? semicolon : stop;
        for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
            const char *after;
            const char *act = tc_phrase_find(clause, end, acts[i], &after);
            g_auto(TcCitation) before = {.start = NULL};
            if (act == NULL || act == tc_skip_between(clause, end) ||
                tc_citation_find(clause, act, end, &before))
                continue;
            tc_source_read_act(source, TC_RELATION_IMPLEMENTS, after, end);
            return;
        }
        clause = end + 1;
    }
}

/* "UBND huyện ban hành Kế hoạch triển khai thực hiện Nghị quyết số 1 như sau:" in the paragraph
 * [p, stop): what the document says that it plans. */
static void
read_plan(TcSource *source, const char *p, const char *stop)
{
    g_autofree char *type = g_utf8_strdown(source->document->type, -1);
    const char *after;
    for (const char *at = p; (at = tc_phrase_find(at, stop, type, &after)) != NULL; at = after) {
        TcLetters word;
        if (tc_letters_before(p, at, &word) == NULL ||
            (!tc_letters_are(&word, "hành") && !tc_letters_are(&word, "dựng")))
            continue;
        const char *act = tc_skip_between(after, stop);
        const char *action = tc_phrase_at(act, stop, "hành động");
        TcRelationKind kind;
        const char *verb =
            tc_act_at(action != NULL ? tc_skip_between(action, stop) : act, stop, &kind);
        if (verb == NULL || kind != TC_RELATION_IMPLEMENTS)
            continue;
        const char *object = tc_skip_between(tc_acts_skip(verb, stop, kind), stop);
        g_auto(TcCitation) citation = {.start = NULL};
        if (tc_citation_at(object, stop, &citation)) {
            tc_source_read_list(source, kind, object, stop, 0);
            return;
        }
    }
}

/* Whether [p, end), up to a comma, does not tell what a document is about, so that the comma ends
 * what is said of it. */
static gboolean
is_undescribed(const char *p, const char *end)
{
    static const char *const words[] = {"về", "ban hành", "quy định", "phê duyệt", "hướng dẫn"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_find(p, end, words[i], NULL) != NULL)
            return FALSE;
    return TRUE;
}

/* "Căn cứ Kế hoạch số 1; thực hiện Công văn số 2 ...": what the recital [p, stop) carries out. */
static void
read_recital(TcSource *source, const char *p, const char *stop)
{
    const char *described = p;
    for (const char *q = p; q < stop; q++) {
        if (*q != ';' && *q != ',')
            continue;
        TcRelationKind kind;
        const char *item = tc_skip_between(q, stop);
        const char *verb = tc_act_at(item, stop, &kind);
        g_auto(TcCitation) citation = {.start = NULL};
        if (verb != NULL && kind == TC_RELATION_IMPLEMENTS &&
            (*q == ';' || is_undescribed(described, q))) {
            const char *object = tc_skip_between(tc_acts_skip(verb, stop, kind), stop);
            if (tc_citation_at(object, stop, &citation) && citation.number != NULL) {
                tc_source_read_list(source, kind, object, stop, 0);
                return;
            }
        }
        described = *q == ';' ? q : described;
    }
}

/* Where the first lines of the document are read. */
typedef struct {
    TcSource *source;
    const char *end;
    TcSign issues;
    TcSign own;
    TcSign carried;
    gboolean is_behind; /* behind what it carries out: in its articles, or the parts of a report */
    gboolean is_guide;  /* by its type it tells how others are carried out */
    gboolean is_report;
    char type_letter; /* which the type of the document begins with */
    enum {
        LISTING_NOT,
        LISTING_RULES, /* below "này quy định về các nội dung sau:" */
        LISTING_ACTS,  /* below "này quy định chi tiết:" */
    } listing;
} FirstLines;

/* "Nghị định quy định chi tiết Điều 26 Luật A", "Quy định chi tiết khoản 5 Điều 85 Luật A", where
 * "Nghị định này" is meant: behind the verb, with which the line of an article begins at `p`. NULL
 * where it does not. */
static const char *
unsaid_act_at(const FirstLines *lines, const char *p, const char *end)
{
    static const char *const parts[] = {"điều", "khoản", "điểm"};
    char first = lines->is_behind ? tc_first_letter(p, end) : '\0';
    if (first != 'q' && (first == '\0' || first != lines->type_letter))
        return NULL;
    const char *type;
    const char *own = tc_type_at(p, end, &type);
    const gboolean is_own = own != NULL && g_strcmp0(type, lines->source->document->type) == 0;
    const char *after =
        tc_phrase_at(is_own ? tc_skip_between(own, end) : p, end, "quy định chi tiết");
    return after != NULL && tc_phrase_any(tc_skip_between(after, end), end, parts,
                                          G_N_ELEMENTS(parts), NULL) != NULL
               ? after
               : NULL;
}

/* Whether the line [p, end) is "Thông tư này quy định về các nội dung sau:" or the like, with a
 * list below. */
static void
find_listing(FirstLines *lines, const char *p, const char *end)
{
    static const char *const acts[] = {"này quy định chi tiết", "này hướng dẫn"};
    const char *last = tc_space_skip_back(p, end);
    if (last == p || last[-1] != ':')
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
        if (tc_phrase_find(p, end, acts[i], NULL) != NULL)
            lines->listing = LISTING_ACTS;
    if (lines->listing == LISTING_NOT && tc_phrase_find(p, end, "này quy định", NULL) != NULL)
        lines->listing = LISTING_RULES;
}

/* "1. Quy định chi tiết khoản 3 Điều 8 Luật A", or "1. Khoản 3 Điều 8 Luật A", in such a list. */
static void
read_listed(FirstLines *lines, const char *p, const char *end)
{
    static const char *const acts[] = {"quy định chi tiết", "hướng dẫn"};
    static const char *const parts[] = {"điều", "khoản", "điểm", "một số điều"};
    const char *words = tc_skip_between(p, end);
    const char *item = tc_skip_enumerators(words, end);
    const char *verb = tc_phrase_any(item, end, acts, G_N_ELEMENTS(acts), NULL);
    if (item == words || (verb == NULL && lines->listing != LISTING_ACTS))
        return;
    verb = verb != NULL ? verb : item;
    const char *object = tc_skip_between(tc_acts_skip(verb, end, TC_RELATION_IMPLEMENTS), end);
    if (tc_phrase_any(object, end, parts, G_N_ELEMENTS(parts), NULL) != NULL ||
        tc_phrase_any(tc_skip_between(verb, end), end, parts, G_N_ELEMENTS(parts), NULL) != NULL)
        tc_source_read_act(lines->source, TC_RELATION_IMPLEMENTS, verb, end);
}

/* What the first lines' paragraph [p, stop) says. */
static void
read_first_paragraph(FirstLines *lines, const char *p, const char *stop)
{
    TcSource *source = lines->source;
    const char *words = tc_skip_between(p, stop);
    /* What is quoted will be the words of another document. */
    if (words < stop && (*words == '"' || tc_begins_quotation(words)))
        return;
    const char *start = tc_skip_enumerators(words, stop);
    const char *at = tc_sign_next(&lines->issues, start, lines->end);
    const gboolean is_recital = tc_recital_at(start, stop) != NULL;
    /* "Xét Tờ trình số 1 về việc đề nghị ban hành Nghị quyết thay thế ..." only proposes. */
    if (at < stop && !is_recital)
        read_issued(source, at, stop);
    const char *unsaid = start == words ? unsaid_act_at(lines, start, stop) : NULL;
    if (unsaid != NULL) {
        tc_source_read_act(source, TC_RELATION_IMPLEMENTS, unsaid, stop);
        return;
    }
    TcRelationKind kind;
    const char *verb =
        may_be_verb(start, stop) ? tc_act_at(skip_aim(start, stop), stop, &kind) : NULL;
    if (verb != NULL && kind == TC_RELATION_IMPLEMENTS && start == words) {
        if (!lines->is_behind)
            read_carried(source, start, verb, stop);
        return;
    }
    static const char *const acts[] = {"này quy định chi tiết", "này hướng dẫn",
                                       "này quy định hướng dẫn", "này quy định việc thi hành"};
    TcSign own = lines->own;
    for (const char *said = start; (said = tc_sign_next(&own, said, lines->end)) < stop; said++) {
        const char *after = tc_phrase_any(said, stop, acts, G_N_ELEMENTS(acts), NULL);
        if (after == NULL)
            continue;
        tc_source_read_act(source, TC_RELATION_IMPLEMENTS, after, stop);
        return;
    }
    if (lines->is_behind || start != words)
        return;
    if (is_recital)
        read_recital(source, start, stop);
    if (!ends_as_follows(start, stop))
        return;
    if (lines->is_guide)
        read_guidance(source, start, stop);
    else
        read_plan(source, start, stop);
}

/* Whether the line [p, end) begins an article, "Điều 1.", or a part of a report, "I. Kết quả". */
static gboolean
begins_body(const FirstLines *lines, const char *p, const char *end)
{
    const char *words = tc_skip_between(p, end);
    if (lines->is_report && tc_skip_enumerators(words, end) > words)
        return TRUE;
    const char *article =
        tc_first_letter(words, end) == 'd' ? tc_phrase_at(words, end, "điều") : NULL;
    article = article != NULL ? tc_space_skip(article, end) : end;
    return article < end && g_ascii_isdigit(*article);
}

/* Whether the line below [p, end) is quoted: a quotation that begins with a line, and ends with
 * one. */
static gboolean
stays_quoted(const char *p, const char *end, gboolean is_quoted)
{
    const char *start = is_quoted ? p : tc_skip_between(p, end);
    return (is_quoted || tc_begins_quotation(start)) &&
           g_strstr_len(start, end - start, "”") == NULL;
}

static gboolean
is_any_type(const char *type, const char *const *types, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (strcmp(type, types[i]) == 0)
            return TRUE;
    return FALSE;
}

void
tc_source_read_first_lines(TcSource *source)
{
    static const char *const guides[] = {"Thông tư", "Thông tư liên tịch", "Hướng dẫn", "Công văn"};
    const char *type = source->document->type;
    FirstLines lines = {
        .source = source,
        .issues = {.words = issue},
        .own = {.words = own_word, .rare = sizeof "nà" - 1, .before = may_implement},
        .carried = {.words = carried_words, .rare = sizeof "hự" - 2},
        .is_guide = is_any_type(type, guides, G_N_ELEMENTS(guides)),
        .is_report = strcmp(type, "Báo cáo") == 0,
        .type_letter = tc_first_letter(type, type + strlen(type)),
    };
    const char *end =
        source->end - source->text > HEAD_BYTES ? source->text + HEAD_BYTES : source->end;
    while (end < source->end && (*end & 0xC0) == 0x80)
        end++;
    lines.end = end;
    gboolean is_quoted = FALSE; /* the words of another document, over lines */
    for (const char *p = source->text; p < end;) {
        if (*p == '\n') {
            p++;
            continue;
        }
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        gboolean was_quoted = is_quoted;
        is_quoted = stays_quoted(p, line_end, is_quoted);
        if (was_quoted) {
            p = line_end + 1;
            continue;
        }
        if (begins_body(&lines, p, line_end)) {
            lines.is_behind = TRUE;
            lines.listing = LISTING_NOT;
        } else if (lines.listing != LISTING_NOT && tc_paragraph_begin(source->text, p, end) == p) {
            read_listed(&lines, p, tc_paragraph_end(p, end));
        }
        if (tc_sign_next(&lines.own, p, end) < line_end)
            find_listing(&lines, p, line_end);
        if (may_be_verb(tc_skip_between(p, line_end), line_end) ||
            tc_sign_next(&lines.issues, p, end) < line_end ||
            tc_sign_next(&lines.own, p, end) < line_end ||
            unsaid_act_at(&lines, tc_skip_between(p, line_end), line_end) != NULL ||
            (!lines.is_behind &&
             (tc_sign_next(&lines.carried, p, end) < line_end || ends_as_follows(p, line_end)))) {
            const char *begin = tc_paragraph_begin(source->text, p, end);
            const char *stop = tc_paragraph_end(begin, end);
            read_first_paragraph(&lines, begin, stop);
            line_end = MAX(stop, line_end);
        }
        p = line_end + 1;
    }
}

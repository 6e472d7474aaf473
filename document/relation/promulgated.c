/* What is promulgated with a document, "Ban hành kèm theo Quyết định này Quy chế ...", and what one
 * is attached to. */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    HEAD_BYTES = 6000, /* where it is said what a document is attached to */
    OBJECT_BYTES_MAX = 350,
    ACTS_BYTES = 80, /* of the verbs before "ban hành kèm theo" */
};

/* Whether digits stand on both sides of `p`: "QCVN 99:2025". */
static gboolean
is_in_number(const char *p, const char *end)
{
    return end - p > 1 && g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1]);
}

/* Behind how many they are: "05 Quy chuẩn kỹ thuật quốc gia", "01 (Một) Quy trình"; and behind a
 * quotation mark. */
static const char *
skip_count(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && (*p == '"' || *p == ' ' || g_ascii_isdigit(*p) || g_str_has_prefix(p, "“")))
        p = g_utf8_next_char(p);
    const char *close = p > start && p < end && *p == '(' ? memchr(p, ')', (gsize)(end - p)) : NULL;
    return close != NULL ? tc_skip_between(close + 1, end) : p;
}

/* Where a name that was cut at `limit` ends before a word, or a bracket, that was. */
static const char *
whole_end(const char *p, const char *limit)
{
    const char *word = limit;
    while (limit - p >= OBJECT_BYTES_MAX && word > p && *word != ' ')
        word--;
    const char *open = g_strrstr_len(p, word - p, "(");
    return open != NULL && memchr(open, ')', (gsize)(word - open)) == NULL ? open : word;
}

/* The name of what is promulgated, at `p`; with a capital unless it `is_sure` that one comes. */
static void
take_promulgated(TcSource *source, const char *p, const char *end, gboolean is_sure)
{
    static const char *const stops[] = {"gồm",      "bao gồm",      "và có hiệu lực", "như sau",
                                        "kèm theo", "ban hành kèm", "ban hành theo",  "sau đây"};
    p = tc_skip_between(p, end);
    static const char *const copies[] = {"bản", "01 bản", "các", "kèm theo bản", "là", "tạm thời"};
    const char *copy = tc_phrase_any(p, end, copies, G_N_ELEMENTS(copies), NULL);
    p = copy != NULL ? tc_skip_between(copy, end) : p;
    p = skip_count(p, end);
    const char *limit = p;
    while (limit < end && limit - p < OBJECT_BYTES_MAX &&
           (strchr(".;:\"", *limit) == NULL || is_in_number(limit, end)) &&
           !g_str_has_prefix(limit, "”")) {
        /* "(chi tiết tại phụ lục kèm theo)" */
        const char *close = *limit == '(' ? memchr(limit, ')', (gsize)(end - limit)) : NULL;
        gboolean is_end = close != NULL && tc_phrase_find(limit, close, "kèm theo", NULL) != NULL;
        if (limit > p && !tc_is_word_before(p, limit))
            for (gsize i = 0; i < G_N_ELEMENTS(stops); i++)
                is_end = is_end || tc_phrase_at(limit, end, stops[i]) != NULL;
        if (is_end)
            break;
        limit = g_utf8_next_char(limit);
    }
    limit = tc_skip_between_back(p, whole_end(p, limit));
    const char *type = NULL;
    const char *after = tc_type_at(p, limit, &type);
    TcLetter first;
    if (limit - p < 8 || tc_letter_read(p, limit, &first) == 0 || (!first.upper && !is_sure))
        return;
    TcCitation attached = {
        .type = after != NULL && *type != '\0' ? type : NULL,
        .title = tc_tidy(p, limit, OBJECT_BYTES_MAX),
    };
    if (attached.title != NULL)
        tc_source_take(source, TC_RELATION_PROMULGATES, &attached, NULL, 0);
    tc_citation_clear(&attached);
}

/* Whether [p, end) says that something is attached: "(chi tiết kèm theo Quyết định này)", "(có phụ
 * lục kèm theo)". */
static gboolean
is_attached(const char *p, const char *end)
{
    const char *after;
    const char *with = tc_phrase_find(p, end, "kèm theo", &after);
    return with != NULL && (tc_phrase_find(with, end, "này", NULL) != NULL ||
                            (after < end && *tc_space_skip(after, end) == ')'));
}

/* Behind "Công bố, phê duyệt", or `p`. */
static const char *
skip_approval(const char *p, const char *end)
{
    static const char *const approvals[] = {"công bố", "phê duyệt"};
    for (const char *after;
         (after = tc_phrase_any(p, end, approvals, G_N_ELEMENTS(approvals), NULL)) != NULL;)
        p = tc_skip_between(after, end);
    return p;
}

/* "Điều 1. Ban hành kèm theo Quyết định này Quy chế ...", or "... này:" with a list below. */
static void
read_first_article(TcSource *source, const char *start, const char *end)
{
    const char *after;
    const char *act = tc_skip_enumerators(start, end);
    /* "Điều 1.", or "Điều 1. Phạm vi điều chỉnh", and below it "Ban hành kèm theo ..." */
    const char *below = end;
    while (below < source->end && g_ascii_isspace(*below))
        below++;
    if (act >= end || tc_phrase_at(below, source->end, "ban hành kèm theo") != NULL) {
        act = below;
        end = tc_paragraph_end(act, source->end);
    }
    const char *now = tc_phrase_at(act, end, "nay");
    act = now != NULL ? tc_skip_between(now, end) : act;
    const char *issued = tc_phrase_at(act, end, "ban hành");
    /* "Phê duyệt kèm theo Quyết định này Đề án ..." */
    const char *other = skip_approval(act, end);
    if (other > act && tc_phrase_at(other, end, "kèm theo") != NULL)
        issued = other;
    /* "Cập nhật, bổ sung và ban hành kèm theo Nghị quyết này ..." */
    const char *near = end - act > ACTS_BYTES ? act + ACTS_BYTES : end;
    while (near < end && (*near & 0xC0) == 0x80)
        near++;
    const char *joined =
        issued == NULL ? tc_phrase_find(act, near, "và ban hành kèm theo", NULL) : NULL;
    if (joined != NULL)
        issued = tc_phrase_at(joined, near, "và ban hành");
    const char *with =
        issued != NULL ? tc_phrase_at(tc_skip_between(issued, end), end, "kèm theo") : NULL;
    const char *own = with != NULL ? tc_phrase_find(with, end, "này", &after) : NULL;
    if (own == NULL || own - with >= 40) {
        if (issued != NULL && with == NULL)
            take_promulgated(source, issued, end, is_attached(issued, end));
        return;
    }
    if (tc_skip_between(after, end) < end) {
        take_promulgated(source, after, end, TRUE);
        return;
    }
    const char *last = tc_space_skip_back(with, end);
    if (last > with && last[-1] != ':' && end < source->end) {
        const char *name = tc_space_skip(end, source->end);
        take_promulgated(source, name, tc_paragraph_end(name, source->end), FALSE);
        return;
    }
    for (const char *p = end + 1; p < source->end;) {
        const char *stop = tc_paragraph_end(p, source->end);
        const char *item = tc_skip_enumerators(p, stop);
        const char *words = tc_skip_between(p, stop);
        gboolean is_item =
            item > words || (stop > p && strchr("-+", *tc_space_skip(p, stop)) != NULL);
        if (stop > p && (!is_item || tc_phrase_at(words, stop, "điều") != NULL))
            return;
        take_promulgated(source, skip_approval(item, stop), stop, FALSE);
        p = stop + 1;
    }
}

void
tc_source_read_attached(TcSource *source)
{
    static const char *const attached[] = {"ban hành kèm theo", "ban hành theo", "kèm theo"};
    guint articles = 0;
    for (const char *p = source->text; p < source->end && articles < 2;) {
        const char *line_end = memchr(p, '\n', (gsize)(source->end - p));
        line_end = line_end != NULL ? line_end : source->end;
        const char *start = tc_skip_between(p, line_end);
        gboolean is_in_bracket = start < line_end && *start == '(' &&
                                 source->document->number == NULL &&
                                 start - source->text < HEAD_BYTES;
        if ((!is_in_bracket && tc_first_letter(start, line_end) != 'd') ||
            tc_paragraph_begin(source->text, p, source->end) < p) {
            p = line_end + 1;
            continue;
        }
        const char *end = tc_paragraph_end(p, source->end);
        const char *after;
        if (is_in_bracket && (after = tc_phrase_any(start + 1, end, attached,
                                                    G_N_ELEMENTS(attached), NULL)) != NULL) {
            g_auto(TcCitation) citation = {.start = NULL};
            if (tc_citation_at(tc_skip_between(after, end), end, &citation))
                tc_source_take(source, TC_RELATION_PROMULGATES, &citation, NULL, 0);
        }
        const char *article = tc_phrase_at(start, end, "điều");
        article = article != NULL ? tc_skip_between(article, end) : end;
        gboolean is_numbered = article < end && g_ascii_isdigit(*article);
        articles += is_numbered;
        if (is_numbered && articles == 1)
            read_first_article(source, start, end);
        p = end + 1;
    }
}

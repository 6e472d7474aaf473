#include "document/relation/relation.h"

#include "document/header/formal.h"
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"
#include "text/relation/place.h"

#include <string.h>

enum {
    ARTICLE_LINES_MAX = 2000,  /* of an article, and what is below it */
    PREAMBLE_BYTES = 16384,    /* letterhead, title and what the document is based on */
    LINE_BYTES_MAX = 2000,     /* of a line of the preamble */
    DRAFT_BYTES = 1500,        /* where "DỰ THẢO" stands */
    DRAFT_LINE_BYTES = 200,    /* of its line */
    CONSOLIDATED_BYTES = 6000, /* where a consolidated text says so */
    CHANGED_BYTES = 60,        /* of "được sửa đổi, bổ sung một số điều theo" */
    FORMS_MAX = 20,            /* within articles */
    HEAD_BYTES = 2000,         /* a letterhead: no annex begins in it */
    LETTERHEAD_BYTES = 600,    /* from the name of the state to the number */
};

static const char article_line[] = "\nĐiều ";

/* ---- what it is based on ---- */

/* Behind "văn bản", "báo cáo thẩm tra" and the like, which "số" follows; `p` where they are not
 * there. */
static const char *
skip_paper(const char *p, const char *end)
{
    static const char *const papers[] = {
        "văn bản",           "các văn bản",       "các tờ trình",       "báo cáo thẩm tra",
        "báo cáo thẩm định", "văn bản thẩm định", "thông báo kết luận",
    };
    const char *after = tc_phrase_any(p, end, papers, G_N_ELEMENTS(papers), NULL);
    const char *number = after != NULL ? tc_skip_between(after, end) : p;
    return tc_phrase_at(number, end, "số") != NULL ? number : p;
}

/* In a text that describes the document `number`: the document that changes it. Where its citation
 * begins; NULL if there is none. */
static const char *
find_change(const char *p, const char *end, const char *number)
{
    const char *changes = tc_phrase_find(p, end, "sửa đổi", NULL);
    if (changes == NULL || g_strstr_len(changes, end - changes, number) == NULL)
        return NULL;
    const char *after = p;
    while (tc_phrase_find(after, changes, "và", &after) != NULL) {
        g_auto(TcCitation) citation = {.start = NULL};
        const char *start = tc_skip_between(after, changes);
        if (tc_citation_at(start, changes, &citation) && citation.number != NULL)
            return start;
    }
    return NULL;
}

/* Whether [p, end), between two documents, only tells whose the first is, or what it is called:
 * "của Chính phủ", "của Ban Bí thư về “thi hành Điều lệ Đảng”". */
static gboolean
is_only_name(const char *p, const char *end)
{
    static const char *const words[] = {"về",   "quy định",  "hướng dẫn", "ban hành",
                                        "phê",  "sửa đổi",   "bổ sung",   "thi hành",
                                        "theo", "thực hiện", "tại",       "trong"};
    const char *last = tc_space_skip_back(p, end);
    const char *close = "”";
    if ((gsize)(last - p) > strlen(close) && g_str_has_prefix(last - strlen(close), close))
        return TRUE;
    if (tc_phrase_at(tc_space_skip(p, end), end, "của") == NULL ||
        memchr(p, ',', (gsize)(end - p)) != NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_find(p, end, words[i], NULL) != NULL)
            return FALSE;
    return TRUE;
}

/* "Quy định số 1 của Ban Bí thư và Hướng dẫn số 2": where the next document begins that stands
 * behind "và" in the rest of the clause [p, end); NULL if there is none. */
static const char *
find_next_of_list(const char *p, const char *end)
{
    const char *after;
    const char *and = tc_phrase_find(p, end, "và", &after);
    while (and != NULL) {
        g_auto(TcCitation) citation = {.start = NULL};
        const char *start = tc_skip_between(after, end);
        if (tc_citation_at(start, end, &citation) && citation.number != NULL && citation.date != 0)
            return is_only_name(p, and) ? start : NULL;
        and = tc_phrase_find(after, end, "và", &after);
    }
    return NULL;
}

/* "... tại Tờ trình số 1 và đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 2": where the next paper
 * begins that a proposal was made in, in the rest of its line; NULL if there is none. */
static const char *
find_proposal(const char *p, const char *end)
{
    static const char *const joints[] = {"tại", "và"};
    const char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *after = p;
        while (tc_phrase_find(after, end, joints[i], &after) != NULL) {
            g_auto(TcCitation) citation = {.start = NULL};
            const char *start = skip_paper(tc_skip_between(after, end), end);
            if ((first == NULL || start < first) && tc_citation_at(start, end, &citation) &&
                citation.number != NULL &&
                (citation.type == NULL || strcmp(citation.type, "Tờ trình") == 0 ||
                 strcmp(citation.type, "Công văn") == 0 || strcmp(citation.type, "Báo cáo") == 0))
                first = start;
        }
    }
    return first;
}

/* The documents of one line: "Căn cứ Luật A ngày ...; Luật B ngày ...". What stands between the
 * first and the next semicolon only describes it, except in lists: "Luật A và Luật B". */
static void
read_basis(TcSource *source, const char *p, const char *end, gboolean is_proposal)
{
    const char *type = NULL;
    g_autofree char *number = NULL;
    while (p < end) {
        g_auto(TcCitation) citation = {.start = NULL};
        if (!tc_citation_find(p, end, end, &citation))
            return;
        /* "Hiến pháp ... đã được sửa đổi, bổ sung theo Nghị quyết số ..." */
        if (type == NULL && tc_phrase_find(p, citation.start, "được sửa đổi", NULL) != NULL) {
            const char *rest = memchr(citation.end, ';', (gsize)(end - citation.end));
            if (rest == NULL)
                return;
            p = rest + 1;
            continue;
        }
        /* "Luật A số 1, được sửa đổi bởi Luật số 2; Luật số 3": those without names changed it; but
         * "Luật Xây dựng: số 1; số 2" */
        gboolean is_change = type != NULL && citation.title == NULL && citation.type != NULL &&
                             strcmp(citation.type, "Luật") == 0;
        if (citation.type == NULL)
            citation.type = type;
        type = citation.type;
        p = citation.end;
        g_free(number);
        number = g_strdup(citation.number);
        if (!is_change)
            tc_source_take(source, TC_RELATION_BASED_ON, &citation, NULL, 0);
        /* A list goes on at once. */
        const char *next = tc_skip_between(p, end);
        const char *and = tc_phrase_at(next, end, "và");
        next = and != NULL ? tc_skip_between(and, end) : next;
        const char *item = skip_paper(next, end);
        g_auto(TcCitation) other = {.start = NULL};
        if (next > p && tc_citation_at(item, end, &other)) {
            type = item > next ? NULL : type;
            p = item;
            continue;
        }
        const char *semicolon = memchr(p, ';', (gsize)(end - p));
        const char *stop = semicolon != NULL ? semicolon : end;
        /* "Nghị định số 1 ... và Nghị định số 2 ... sửa đổi, bổ sung Nghị định số 1" */
        const char *change = is_proposal      ? find_proposal(p, stop)
                             : number != NULL ? find_change(p, stop, number)
                                              : NULL;
        change = change != NULL ? change : find_next_of_list(p, stop);
        if (is_proposal)
            type = NULL;
        p = change != NULL ? change : semicolon != NULL ? semicolon + 1 : end;
    }
}

/* Whether the decision itself begins with a line: "Điều 1.", "Chương I", "I. Mục đích", "1. Giao".
 * */
static gboolean
begins_body(const char *p, const char *end)
{
    static const char *const openers[] = {"điều", "chương", "phần", "mục"};
    if (tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) != NULL)
        return TRUE;
    const char *q = p;
    while (q < end && q - p < 4 && (g_ascii_isdigit(*q) || strchr("IVX", *q) != NULL))
        q++;
    /* "92/2017/NĐ-CP", where a line was broken behind "số" */
    if (q + 1 < end && *q == '/' && g_ascii_isdigit(q[1]))
        return FALSE;
    return q > p && q < end && (*q == '.' || *q == ')' || *q == '-' || *q == '/');
}

/* Whether a line may say what the document is based on, or begin what is decided: by its first
 * letter, or digit. */
static gboolean
may_count(const char *p, const char *end)
{
    p = tc_skip_between(p, end);
    return p < end && (((guchar)*p >= 0x80 && (guchar)*p != 0xe1) || g_ascii_isdigit(*p) ||
                       strchr("ctxsdpmivCTXSDPMIV", *p) != NULL);
}

/* The lines between the title and the first article. */
static void
read_preamble(TcSource *source)
{
    const char *end =
        source->text + MIN((gsize)(source->end - source->text), (gsize)PREAMBLE_BYTES);
    while (end > source->text && end < source->end && (*end & 0xC0) == 0x80)
        end--;
    gboolean has_begun = FALSE;
    gboolean goes_on = FALSE; /* a line of it ended in a semicolon */
    const char *floor = source->text;
    for (const char *p = source->text; p < end;) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        if (p == line_end || (!goes_on && !may_count(p, line_end)) ||
            tc_paragraph_begin(floor, p, end) < p) {
            p = line_end + 1;
            continue;
        }
        const char *stop = tc_paragraph_end(p, end);
        const char *start = tc_skip_between(p, stop);
        const char *basis = tc_recital_at(start, stop);
        /* "Căn cứ Nghị định số 1 ...;" and below it "Nghị định số 2 ...;" */
        g_auto(TcCitation) next = {.start = NULL};
        if (basis == NULL && goes_on && tc_citation_at(start, stop, &next))
            basis = start;
        const char *last = tc_space_skip_back(start, stop);
        if (last > start)
            goes_on = basis != NULL && last[-1] == ';';
        if (basis != NULL && stop - start <= LINE_BYTES_MAX) {
            has_begun = has_begun || tc_phrase_at(start, stop, "căn cứ") != NULL;
            read_basis(source, basis, stop, tc_phrase_at(start, stop, "căn cứ") == NULL);
        } else if (has_begun && begins_body(start, stop)) {
            return;
        }
        floor = p = stop + 1;
    }
}

/* ---- all ---- */

/* Behind spaces, dots and lines to write on, from `p` on. */
static const char *
skip_blank(const char *p, const char *end)
{
    for (;;) {
        const char *next = tc_space_skip(p, end);
        if (next < end && strchr("._:", *next) != NULL && *next != '\0')
            next++;
        else if (g_str_has_prefix(next, "…"))
            next += strlen("…");
        if (next == p || next >= end)
            return next;
        p = next;
    }
}

/* Whether the letterhead leaves room for a number or a day: "Số:      /QĐ-UBND", "ngày ...
 * tháng ... năm 2024". */
static gboolean
has_blank(const char *text, const char *end)
{
    for (const char *p = text; p < end;) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        const char *number = tc_phrase_at(tc_skip_between(p, line_end), line_end, "số");
        const char *digits = number != NULL ? skip_blank(number, line_end) : NULL;
        if (digits != NULL && (digits == line_end || *digits == '/' || *digits == '-'))
            return TRUE;
        const char *after = p;
        while (tc_phrase_find(after, line_end, "ngày", &after) != NULL)
            if (tc_phrase_at(skip_blank(after, line_end), line_end, "tháng") != NULL)
                return TRUE;
        p = line_end + 1;
    }
    return FALSE;
}

/* A draft does nothing yet. What is signed, and has its letterhead cut off, is none. */
static gboolean
is_draft(const TcDocument *document, const char *text, const char *end)
{
    const char *limit = end - text > DRAFT_BYTES ? text + DRAFT_BYTES : end;
    while (limit > text && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    if (document->number == NULL && document->date == 0 && !document->is_ocr &&
        (document->signer == NULL || has_blank(text, limit)))
        return TRUE;
    for (const char *p = text; p < limit && (p = memchr(p, 'D', (gsize)(limit - p))) != NULL; p++) {
        const char *after =
            p == text || !tc_is_word_before(text, p) ? tc_phrase_at(p, limit, "dự thảo") : NULL;
        if (after == NULL || !tc_is_capitals(p, after))
            continue;
        const char *line_begin = memrchr(text, '\n', (gsize)(p - text));
        const char *line_end = memchr(p, '\n', (gsize)(limit - p));
        line_begin = line_begin != NULL ? line_begin + 1 : text;
        if ((line_end != NULL ? line_end : limit) - line_begin < DRAFT_LINE_BYTES)
            return TRUE;
    }
    return FALSE;
}

/* Whether the line at `p` ends behind a colon there. */
static gboolean
ends_line(const char *p, const char *end)
{
    if (p >= end || *p != ':')
        return FALSE;
    for (p++; p < end && (*p == ' ' || *p == '\t'); p++)
        ;
    return p >= end || *p == '\n';
}

/* Whether "hợp nhất" stands in [p, end) as it is written mostly: it is sooner found than a phrase
 * in any case. */
static gboolean
names_joining(const char *p, const char *end)
{
    static const char *const written[] = {"hợp nhất", "Hợp nhất", "HỢP NHẤT"};
    for (gsize i = 0; i < G_N_ELEMENTS(written); i++)
        if (memmem(p, (gsize)(end - p), written[i], strlen(written[i])) != NULL)
            return TRUE;
    return FALSE;
}

/* A consolidated text does nothing itself: it tells what those that were joined in it did.
 *
 *     Thông tư số 12/2010/TT-BTC ..., có hiệu lực kể từ ngày ..., được sửa đổi, bổ sung bởi:
 *     XÁC THỰC VĂN BẢN HỢP NHẤT                                            above its signature */
static gboolean
is_consolidated(const char *text, const char *end)
{
    static const char mark[] = "XÁC THỰC";
    static const char *const heads[] = {"sửa đổi bổ sung bởi", "sửa đổi bổ sung theo",
                                        "sửa đổi bổ sung một số điều bởi",
                                        "sửa đổi bổ sung một số điều theo", "sửa đổi bởi"};
    const char *limit = end - text > CONSOLIDATED_BYTES ? text + CONSOLIDATED_BYTES : end;
    while (limit > text && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    for (const char *p = text; (p = memchr(p, ':', (gsize)(limit - p))) != NULL; p++) {
        if (!ends_line(p, limit))
            continue;
        const char *begin = p - text > CHANGED_BYTES ? p - CHANGED_BYTES : text;
        while (begin < p && (*begin & 0xC0) == 0x80)
            begin++;
        for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
            const char *after;
            if (tc_phrase_find(begin, p, heads[i], &after) != NULL && after == p)
                return TRUE;
        }
    }
    if (names_joining(text, limit) &&
        tc_phrase_find(text, limit, "văn bản này được hợp nhất từ", NULL) != NULL)
        return TRUE;
    for (const char *p = text; (p = memchr(p, 'X', (gsize)(end - p))) != NULL; p++)
        if ((gsize)(end - p) > strlen(mark) && memcmp(p, mark, strlen(mark)) == 0 &&
            tc_phrase_at(p, end, "xác thực văn bản hợp nhất") != NULL)
            return TRUE;
    return FALSE;
}

static gboolean
is_effect(const TcRelation *relation)
{
    return relation->kind <= TC_RELATION_CORRECTS;
}

/* Take out of `relations` what a consolidated text only tells. */
static void
drop_effects(GPtrArray *relations, const char *text, const char *end)
{
    guint effects = 0;
    for (guint i = 0; i < relations->len; i++)
        effects += is_effect(g_ptr_array_index(relations, i));
    if (effects == 0 || !is_consolidated(text, end))
        return;
    for (guint i = relations->len; i-- > 0;)
        if (is_effect(g_ptr_array_index(relations, i)))
            g_ptr_array_remove_index(relations, i);
}

/* The number of the article whose line begins behind the line end at `p`; 0 if it has none. */
static guint
article_number(const char *p, const char *end)
{
    guint number = 0;
    for (p += strlen(article_line); p < end && g_ascii_isdigit(*p) && number < 1000; p++)
        number = number * 10 + (guint)(*p - '0');
    return p < end && strchr(".:", *p) != NULL && *p != '\0' ? number : 0;
}

/* Whether the document ends in [p, end): by a signature, or by whom it is sent to. */
static gboolean
is_signed(const char *p, const char *end)
{
    for (guint i = 0; p < end && i < ARTICLE_LINES_MAX; i++) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        const char *tab = memrchr(p, '\t', (gsize)(line_end - p));
        const char *start = tc_space_skip(tab != NULL ? tab : p, line_end);
        const char *stop = tc_space_skip_back(start, line_end);
        if (tc_phrase_at(tc_space_skip(p, line_end), line_end, "nơi nhận") != NULL ||
            (start < stop && tc_is_capitals(start, stop) && tc_is_signature(start, stop)))
            return TRUE;
        p = line_end + 1;
    }
    return FALSE;
}

/* Where the first article behind the annex at `annex` begins, if it goes on counting those before,
 * with no signature between: then that was a form within an article. Else NULL. */
static const char *
find_next_article(const char *text, const char *annex, const char *end)
{
    TcSign article = {.words = article_line, .rare = 2};
    guint last = 0;
    const char *last_at = text;
    for (const char *p = text; (p = tc_sign_next(&article, p, end)) < end; p++) {
        guint number = article_number(p, end);
        /* "... theo" and below it "Điều 28." names one of another document. */
        const gboolean is_next = number > 0 && (last == 0 || number == last + 1);
        if (p >= annex && (is_next || number == 1))
            return last > 0 && is_next && !is_signed(last_at, annex) ? p : NULL;
        if (!is_next)
            continue;
        last = number;
        last_at = p + strlen(article_line);
    }
    return NULL;
}

/* Where the first annex at or behind `from` begins; NULL if there is none. */
static const char *
find_annex(const TcSource *source, const char *from)
{
    const TcDocument *document = source->document;
    const char *text = document->text;
    /* It was looked for when the header was read. */
    if (source->text == text && document->annex_at > 0 && from >= text + document->annex_from &&
        from <= text + document->annex_at)
        return document->annex_at < document->text_len ? text + document->annex_at : NULL;
    return tc_annex_find(source->text, (gsize)(source->end - source->text), from);
}

/* Behind the first line that may begin an annex: short documents have some behind the first
 * article, and there is none in the letterhead. */
static const char *
behind_head(const TcSource *source)
{
    const char *limit =
        source->end - source->text > HEAD_BYTES ? source->text + HEAD_BYTES : source->end;
    const char *article =
        memmem(source->text, (gsize)(limit - source->text), article_line, strlen(article_line));
    const char *from = article != NULL ? article + 1 : limit;
    const char *line = from < source->end ? memchr(from, '\n', (gsize)(source->end - from)) : NULL;
    return line != NULL ? line + 1 : NULL;
}

/* Whether what seems an annex at `annex` is the document itself: pages that show it tell of it
 * first, without any article, and then comes its letterhead with "Số: " and its number. */
static gboolean
is_own_letterhead(const TcSource *source, const char *annex)
{
    const char *number = source->document->number;
    const char *end = annex + MIN((gsize)(source->end - annex), (gsize)LETTERHEAD_BYTES);
    const char *found =
        number != NULL ? memmem(annex, (gsize)(end - annex), number, strlen(number)) : NULL;
    const char *colon = found != NULL ? tc_space_skip_back(annex, found) - 1 : annex;
    TcLetters word;
    return colon > annex && *colon == ':' && tc_letters_before(annex, colon, &word) != NULL &&
           tc_letters_are(&word, "số") &&
           memmem(source->text, (gsize)(annex - source->text), article_line,
                  strlen(article_line)) == NULL;
}

/* Leaves to `source` the document itself, up to its first annex. */
static void
cut_annexes(TcSource *source)
{
    const char *from = behind_head(source);
    const char *annex = from != NULL ? find_annex(source, from) : NULL;
    if (annex != NULL && is_own_letterhead(source, annex)) {
        source->text = annex;
        from = behind_head(source);
        annex = from != NULL ? find_annex(source, from) : NULL;
    }
    for (guint i = 0; annex != NULL && i < FORMS_MAX; i++) {
        const char *next = find_next_article(source->text, annex, source->end);
        const char *line = next != NULL ? memchr(next, '\n', (gsize)(source->end - next)) : NULL;
        if (next == NULL) {
            source->end = annex;
            return;
        }
        annex = line != NULL ? find_annex(source, line + 1) : NULL;
    }
}

/* A document is named with its day once, and then without: what is done to it elsewhere has the
 * day, too, unless two such documents are named. */
static void
fill_days(GPtrArray *relations)
{
    for (guint i = 0; i < relations->len; i++) {
        TcRelation *bare = g_ptr_array_index(relations, i);
        guint32 day = 0;
        for (guint k = 0; bare->date == 0 && bare->number != NULL && k < relations->len; k++) {
            const TcRelation *known = g_ptr_array_index(relations, k);
            if (known->date == 0 || !tc_is_same_number(known->number, bare->number) ||
                g_strcmp0(known->type, bare->type) != 0 || tc_places_differ(known->org, bare->org))
                continue;
            if (day != 0 && day != known->date) {
                day = 0;
                break;
            }
            day = known->date;
        }
        if (day != 0)
            bare->date = day;
    }
}

/* The law that `bare`, which tells of one by its name, is: the one of this name, and of its day
 * where it has one, that is named with a number. NULL where there is none, or several of one name.
 */
static const TcRelation *
find_numbered(const GPtrArray *relations, const TcRelation *bare)
{
    const TcRelation *found = NULL;
    g_autofree char *name = g_utf8_casefold(bare->title, -1);
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(relations, i);
        if (known->number == NULL || known->title == NULL ||
            (bare->date != 0 && known->date != bare->date))
            continue;
        g_autofree char *other = g_utf8_casefold(known->title, -1);
        if (strcmp(name, other) != 0)
            continue;
        if (bare->date != 0)
            return known;
        if (found != NULL && !tc_is_same_number(found->number, known->number))
            return NULL;
        found = known;
    }
    return found;
}

/* Whether `relations` have `one` a second time. */
static gboolean
has_twin(const GPtrArray *relations, const TcRelation *one)
{
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(relations, i);
        if (known != one && known->kind == one->kind &&
            tc_is_same_number(known->number, one->number))
            return TRUE;
    }
    return FALSE;
}

/* A law is named with its number once, and then by its name alone, or its name and day. */
static void
fill_numbers(GPtrArray *relations)
{
    for (guint i = relations->len; i-- > 0;) {
        TcRelation *bare = g_ptr_array_index(relations, i);
        const TcRelation *known =
            bare->number == NULL && bare->title != NULL ? find_numbered(relations, bare) : NULL;
        if (known == NULL)
            continue;
        bare->number = g_strdup(known->number);
        g_free(bare->title);
        bare->title = g_strdup(known->title);
        bare->date = known->date;
        if (has_twin(relations, bare))
            g_ptr_array_remove_index(relations, i);
    }
}

/* `text` with letters of one character each, if it has combining marks. NULL when it has none. */
static GString *
composed(const char *text, gsize len)
{
    const char *cc = memchr(text, 0xcc, MIN(len, (gsize)PREAMBLE_BYTES));
    const char *cd = memchr(text, 0xcd, MIN(len, (gsize)PREAMBLE_BYTES));
    if (cc == NULL && cd == NULL)
        return NULL;
    GString *out = g_string_sized_new(len);
    tc_letters_compose(text, len, out);
    return out;
}

void
tc_relations_extract(const char *text, gsize len, TcDocument *document)
{
    if (document->relations != NULL || document->type == NULL)
        return;
    g_autoptr(GString) nfc = composed(text, len);
    g_autoptr(GPtrArray) relations =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_relation_free);
    const char *start = nfc != NULL ? nfc->str : text;
    const char *end = start + (nfc != NULL ? nfc->len : len);
    TcSource source = {
        .text = start,
        .end = end,
        .document = document,
        .relations = relations,
    };
    cut_annexes(&source);
    source.is_draft = is_draft(document, source.text, source.end);
    read_preamble(&source);
    if (!source.is_draft)
        tc_source_read_effects(&source);
    tc_source_read_title(&source);
    tc_source_read_attached(&source);
    tc_source_read_first_lines(&source);
    tc_source_read_named(&source);
    drop_effects(relations, start, end);
    fill_days(relations);
    fill_numbers(relations);
    document->relations = tc_relations_write(relations);
}

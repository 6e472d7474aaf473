/* Articles that replace, repeal, amend or correct other documents.
 *
 *     Điều 2. Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số ...     "này" acts
 *     Điều 1. Bãi bỏ các văn bản sau đây:                                            a verb begins
 *     Nghị định số ... hết hiệu lực kể từ ngày Nghị định này có hiệu lực.             before a verb
 *
 * A verb counts at the beginning of an article, or behind "này": elsewhere it is that of another
 * document, of a plan, or of a table that only tells. What stands in quotation marks will be the
 * words of the other document. */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "document/relation/verb.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    SUBJECT_BYTES = 60, /* "Thông tư liên tịch này có hiệu lực" */
    HEAD_BYTES = 200,   /* of what an article begins with */
    PARAGRAPH_BYTES_MAX = 6000,
    QUOTED_LINES_MAX = 400,
    LIST_LINES_MAX = 200,
};

static gboolean
is_verb(const char *p, const char *end)
{
    TcRelationKind kind;
    return tc_verb_at(p, end, &kind) != NULL;
}

/* Words without which a paragraph does nothing by itself. */
enum { SIGN_OWN, SIGN_FORCE, SIGN_ADOPTED, SIGN_COUNT };

static const TcSign act_signs[] = {
    [SIGN_OWN] = {.words = "này", .rare = sizeof "nà" - 1, .before = is_verb},
    [SIGN_FORCE] = TC_SIGN_FORCE,
    [SIGN_ADOPTED] = {.words = "thông qua ngày", .rare = sizeof "thô" - 2},
};
G_STATIC_ASSERT(G_N_ELEMENTS(act_signs) == SIGN_COUNT);

/* ---- paragraphs ---- */

/* Whether [p, end) begins with "sẽ thay thế", "được thay thế" and the like, which tell what will
 * be, or what others did. */
static gboolean
is_of_future(const char *begin, const char *verb)
{
    static const char *const words[] = {"sẽ",    "được", "bị",   "để",
                                        "không", "chưa", "việc", "dự kiến"};
    TcLetters word;
    if (tc_letters_before(begin, verb, &word) == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_letters_are(&word, words[i]))
            return TRUE;
    return FALSE;
}

/* Whether the paragraph at `p` opens a quotation that it does not close. */
static gboolean
opens_quotation(const char *p, const char *end)
{
    const char *start = tc_skip_between(p, end);
    if (start < end && tc_begins_quotation(start))
        return g_strstr_len(start, end - start, "”") == NULL;
    return start < end && *start == '"' && memchr(start + 1, '"', (gsize)(end - start - 1)) == NULL;
}

/* Whether the paragraph at `p` is one quotation: "“Điều 5. Quyết định này ...”." */
static gboolean
is_quotation(const char *p, const char *end)
{
    static const char close[] = "”";
    const char *start = tc_skip_between(p, end);
    const char *found =
        tc_begins_quotation(start) ? g_strrstr_len(start, end - start, close) : NULL;
    return found != NULL && tc_skip_between(found + strlen(close), end) == end;
}

/* Whether "Thông tư này có hiệu lực" begins [p, end). */
static gboolean
begins_in_force(const char *p, const char *end)
{
    const char *stop = end - p > SUBJECT_BYTES ? p + SUBJECT_BYTES : end;
    while (stop < end && (*stop & 0xC0) == 0x80)
        stop++;
    return tc_in_force(p, stop) != NULL;
}

/* Reads the lines below a paragraph that ends in ":", as long as each begins with a document.
 * Returns where the list ends. */
static const char *
read_lines(TcSource *source, TcRelationKind kind, const char *p, guint32 effective)
{
    gboolean is_open = FALSE; /* the last line ended within an item */
    for (guint i = 0; i < LIST_LINES_MAX && p < source->end; i++) {
        const char *end = tc_paragraph_end(p, source->end);
        const char *start = tc_skip_enumerators(tc_skip_between(p, end), end);
        if (start >= end || tc_may_be_foot(p, end)) {
            p = end < source->end ? end + 1 : end;
            continue;
        }
        /* The next article, but for "Điều 5 Quyết định số ..." */
        const char *words = tc_skip_between(p, end);
        if (start > words && tc_phrase_at(words, end, "điều") != NULL)
            return p;
        /* "2. Quyết định này bãi bỏ các văn bản sau:" and below it "a) Bãi bỏ khoản 2 Điều 1 ..."
         */
        TcRelationKind other;
        const char *verb = tc_verb_at(start, end, &other);
        if (verb != NULL && start > words &&
            tc_source_read_list(source, other, verb, end, effective)) {
            is_open = FALSE;
            p = end < source->end ? end + 1 : end;
            continue;
        }
        if (verb != NULL || begins_in_force(start, end) || end - p > PARAGRAPH_BYTES_MAX ||
            opens_quotation(start, end) || *start == '"' || tc_begins_quotation(start))
            return p;
        /* "b) Điều 24 Thông tư số 1, gồm: cụm từ ...;" and below it "cụm từ ...": more of it */
        gboolean is_rest =
            i > 0 && start == words && (is_open || g_unichar_islower(g_utf8_get_char(start)));
        if (!tc_source_read_list(source, kind, start, end, effective) && !is_rest)
            return p;
        const char *last = tc_space_skip_back(start, end);
        is_open = last > start && strchr(".;:", last[-1]) == NULL;
        p = end < source->end ? end + 1 : end;
    }
    return p;
}

/* Whether [p, end), behind a verb, is all that an article says before its list: "toàn bộ một số văn
 * bản quy phạm pháp luật" and below it "1. Quyết định số ..." */
static gboolean
is_caption_of_list(const TcSource *source, const char *p, const char *end)
{
    if (tc_phrase_find(p, end, "văn bản", NULL) == NULL)
        return FALSE;
    end = tc_paragraph_next(end, source->end);
    const char *line_end = tc_paragraph_end(end, source->end);
    const char *item = tc_skip_enumerators(end, line_end);
    g_auto(TcCitation) first = {.start = NULL};
    return item > end && g_ascii_isalnum(*end) && tc_citation_at(item, line_end, &first);
}

/* To what `kind` is done, from `p` on, behind the verb. The list may go on in the lines below. */
static const char *
read_objects(TcSource *source, TcRelationKind kind, const char *p, const char *end)
{
    guint32 effective = source->effective;
    gboolean has_any = tc_source_read_list(source, kind, p, end, effective);
    const char *last = tc_skip_between_back(p, end);
    const char *next = end < source->end ? end + 1 : end;
    /* "... như sau:" is followed by its new words, but "Bãi bỏ các văn bản như sau:" by a list. */
    if ((has_any || kind == TC_RELATION_AMENDS || kind == TC_RELATION_CORRECTS) &&
        tc_phrase_find(end - p > 40 ? g_utf8_find_next_char(end - 40, end) : p, end, "như sau",
                       NULL) != NULL)
        return next;
    gboolean is_open = last < end && strchr(":;", *last) != NULL && *last != '\0';
    if ((!has_any && last < end && *last == ':') || (has_any && is_open) ||
        (!has_any && kind != TC_RELATION_AMENDS && is_caption_of_list(source, p, end)))
        return read_lines(source, kind, next, effective);
    return next;
}

/* "Nghị định số 1 và Nghị định số 2 hết hiệu lực": the documents between the beginning of the
 * sentence and the verb at `verb`. */
static void
read_subjects(TcSource *source, const char *p, const char *verb, const char *after, const char *end)
{
    const char *force = tc_in_force(p, verb);
    if (force != NULL) {
        /* "... này có hiệu lực kể từ ngày 1/1/2020, Nghị định số ... hết hiệu lực" */
        const char *comma = force;
        while (comma < verb && strchr(",;.", *comma) == NULL)
            comma++;
        const char *behind = comma < verb ? comma + 1 : verb;
        const char *after_and;
        /* "Kể từ ngày Nghị định này có hiệu lực thì Nghị định số ... hết hiệu lực" */
        const char *and = tc_phrase_find(force, verb, "thì", &after_and);
        if (and == NULL || and >= comma)
            and = tc_phrase_find(force, verb, "và", &after_and);
        p = and != NULL && and < comma ? after_and : behind;
    }
    guint32 since = 0;
    p = tc_source_skip_since(source, tc_skip_between(p, verb), verb, &since);
    static const char *const openers[] = {"các", "và", "kể từ ngày", "đồng thời", "cùng với"};
    const char *opener;
    while ((opener = tc_phrase_any(p, verb, openers, G_N_ELEMENTS(openers), NULL)) != NULL)
        p = tc_skip_between(opener, verb);
    g_auto(TcCitation) first = {.start = NULL};
    if (!tc_citation_at(p, verb, &first)) {
        static const char *const parts[] = {
            "điều",      "khoản",   "điểm",     "chương",  "mục",          "nội dung",
            "quy trình", "thủ tục", "danh mục", "phụ lục", "quy định tại", "số thứ tự",
        };
        if (tc_phrase_any(p, verb, parts, G_N_ELEMENTS(parts), NULL) == NULL &&
            tc_rules_at(p, verb) == NULL)
            return;
    }
    /* "các dự án theo Nghị định số ... đã hết hiệu lực" tells of the past. */
    if (is_of_future(p, verb))
        return;
    TcLetters word;
    if (tc_letters_before(p, verb, &word) != NULL &&
        (tc_letters_are(&word, "đã") || tc_letters_are(&word, "khi")))
        return;
    guint32 from = tc_source_read_from(source, after, end);
    from = from != 0 ? from : since;
    const guint known = source->relations->len;
    tc_source_read_list(source, TC_RELATION_REPEALS, p, verb, from != 0 ? from : source->effective);
    /* "... hết hiệu lực kể từ ngày ..., trừ Điều 5" */
    g_autofree char *kept = tc_exception_read(after, end);
    for (guint i = known; kept != NULL && i < source->relations->len; i++) {
        TcRelation *relation = g_ptr_array_index(source->relations, i);
        if (relation->scope == NULL)
            relation->scope = g_strdup(kept);
    }
}

/* "Các Quyết định sau hết hiệu lực kể từ ngày ...: Quyết định số 1; Quyết định số 2": the list
 * behind the colon of the sentence [p, end), whose verb ends at `after`. Whether there was one. */
static gboolean
read_behind_colon(TcSource *source, const char *p, const char *after, const char *end)
{
    g_auto(TcCitation) first = {.start = NULL};
    const char *colon = memchr(after, ':', (gsize)(end - after));
    if (colon == NULL || tc_citation_find(p, colon, end, &first))
        return FALSE;
    const char *items = tc_skip_enumerators(tc_skip_between(colon + 1, end), end);
    return tc_source_read_list(source, TC_RELATION_REPEALS, items, end, source->effective);
}

/* Whether "Các nghị định sau đây hết hiệu lực kể từ ngày ..." in [p, end), which names none before
 * the verb at `verb`, is all that stands above "a) Nghị định số ...", though there is no colon. */
static gboolean
is_caption_of_expired(const TcSource *source, const char *p, const char *verb, const char *end)
{
    g_auto(TcCitation) named = {.start = NULL};
    if (tc_phrase_find(p, verb, "sau đây", NULL) == NULL || tc_citation_find(p, verb, end, &named))
        return FALSE;
    const char *below = tc_paragraph_next(end, source->end);
    const char *item = tc_skip_enumerators(below, source->end);
    const char *item_end = tc_paragraph_end(below, source->end);
    g_auto(TcCitation) first = {.start = NULL};
    return item > below && tc_phrase_at(below, source->end, "điều") == NULL &&
           tc_citation_find(item, item_end, item_end, &first);
}

/* Whether the sentence [p, end) is "Các văn bản sau hết hiệu lực:", which ends what is listed
 * below, and not "Luật A số 1 hết hiệu lực ..., trừ các trường hợp sau:". Its verb is [verb,
 * after). */
static gboolean
is_caption_above(const char *p, const char *verb, const char *after, const char *end)
{
    g_auto(TcCitation) named = {.start = NULL};
    const char *last = tc_skip_between_back(p, end);
    return last < end && *last == ':' &&
           (tc_phrase_find(after, last, "trừ", NULL) == NULL ||
            !tc_citation_find(p, verb, end, &named));
}

/* The end of the sentence that begins at `p`: ". " before a capital. */
static const char *
sentence_end(const char *p, const char *end)
{
    for (const char *q = p; q < end; q++)
        if (*q == '.' && end - q > 2 && q[1] == ' ' && g_unichar_isupper(g_utf8_get_char(q + 2)) &&
            q - p > 3 && !g_ascii_isdigit(q[-1]))
            return q + 1;
        else if (*q == '.' && end - q > 2 && q[1] == ' ' && q > p && g_ascii_isdigit(q[-1]) &&
                 g_unichar_isupper(g_utf8_get_char(q + 2)) && q - p > 20)
            return q + 1;
    return end;
}

static const char usual[] = "Điều "; /* as most articles begin, before their number */

static inline gboolean
begins_usual(const char *p, const char *end)
{
    const gsize len = strlen(usual);
    return (gsize)(end - p) > len && memcmp(p, usual, len) == 0 && g_ascii_isdigit(p[len]);
}

/* Whether a sentence that was wrapped goes on behind "Điều" at `p`: "Điều 5 của Luật này". */
static gboolean
goes_on(const char *p, const char *end)
{
    while (p < end && g_ascii_isalnum(*p))
        p++;
    p = tc_space_skip(p, end);
    return p < end && (*p == ',' || *p == ';' || g_unichar_islower(g_utf8_get_char(p)));
}

/* Whether [p, end) begins an article. It may begin with a verb of its own, and what is below. */
static gboolean
is_article(const char *p, const char *end)
{
    if (begins_usual(p, end))
        return !goes_on(p + strlen(usual), end);
    const char *after = tc_phrase_at(tc_skip_between(p, end), end, "điều");
    after = after != NULL ? tc_skip_between(after, end) : end;
    return after < end && g_ascii_isdigit(*after) && !goes_on(after, end);
}

/* Whether the beginning of an article says that it is about other documents. */
static gboolean
is_about_others(const char *p, const char *end)
{
    static const char *const words[] = {"hiệu lực",
                                        "điều khoản thi hành",
                                        "điều khoản chuyển tiếp",
                                        "tổ chức thực hiện",
                                        "bãi bỏ",
                                        "thay thế",
                                        "sửa đổi",
                                        "hủy bỏ",
                                        "thi hành"};
    TcRelationKind kind;
    if (tc_verb_at(p, end, &kind) != NULL)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_find(p, end, words[i], NULL) != NULL)
            return TRUE;
    return FALSE;
}

typedef struct {
    TcSource *source;
    gboolean decides;     /* it is a decision: other papers only act by "... này" */
    const char *head;     /* where the article begins; NULL outside of any, or when it was read */
    gboolean is_about;    /* the article is about other documents, when `head` was read */
    gboolean is_numbered; /* this paragraph begins with its number, in a decision */
    gboolean is_in_force; /* a sentence of this paragraph says when the document takes effect */
    TcSign signs[SIGN_COUNT];
    const char *next_sign; /* where the first of them stands; NULL: not known */
} Reading;

/* "Thông tư thay thế Thông tư số ...", but "Luật sửa đổi, bổ sung ..." is a name: the verb behind
 * the type of the document itself, at `p`; NULL where it is not there. */
static const char *
behind_own_type(const TcSource *source, const char *p, const char *end)
{
    const char *type = source->document->type;
    gsize len = strlen(type);
    TcRelationKind kind;
    if ((gsize)(end - p) <= len || *p != *type || memcmp(p, type, len) != 0)
        return NULL;
    const char *verb = tc_skip_between(p + len, end);
    return tc_verb_at(verb, end, &kind) != NULL && kind != TC_RELATION_AMENDS ? verb : NULL;
}

/* "Hướng dẫn này thay thế Hướng dẫn số 1; được phổ biến đến chi bộ và thực hiện kể từ ngày ký":
 * from when on what [p, end) says applies, where nothing else tells. */
static void
read_applied_from(TcSource *source, const char *p, const char *end)
{
    const char *applied = tc_phrase_find(p, end, "và thực hiện", NULL);
    if (source->effective == 0 && applied != NULL)
        source->effective = tc_source_read_from(source, applied, end);
}

/* Reads "Quyết định này ... thay thế ...", in one sentence. Whether there was one. */
static gboolean
read_own_act(Reading *reading, const char *p, const char *end, const char **next)
{
    const TcSource *source = reading->source;
    gboolean may_be_in_force = tc_sign_next(&reading->signs[SIGN_FORCE], p, source->end) < end;
    const char *force = may_be_in_force ? tc_in_force(p, end) : NULL;
    if (may_be_in_force && force == NULL && (force = tc_own_in_force(source, p, end)) != NULL &&
        source->effective == 0)
        reading->source->effective = tc_source_read_from(source, force, end);
    /* "Nghị quyết này được ... thông qua ngày ... và thay thế ..." */
    const char *adopted = tc_sign_next(&reading->signs[SIGN_ADOPTED], p, source->end);
    adopted = adopted < end ? adopted : NULL;
    if (force == NULL && adopted != NULL && tc_phrase_find(p, adopted, "này", NULL) != NULL)
        force = adopted;
    gboolean goes_on = reading->is_in_force && reading->decides;
    reading->is_in_force = reading->is_in_force || force != NULL;
    const char *subject = reading->is_numbered ? behind_own_type(source, p, end) : NULL;
    gboolean is_subject = subject != NULL;
    if (force == NULL && !goes_on && !is_subject &&
        tc_sign_next(&reading->signs[SIGN_OWN], p, source->end) >= end)
        return FALSE;
    for (const char *q = p; q < end;) {
        TcRelationKind kind;
        const char *after = q == p || !tc_is_word_before(p, q) ? tc_verb_at(q, end, &kind) : NULL;
        TcLetters word;
        const char *before = after != NULL ? tc_letters_before(p, q, &word) : NULL;
        gboolean is_own = before != NULL && tc_letters_are(&word, "này");
        gboolean is_joined =
            after != NULL && force != NULL && q > force &&
            (before == NULL || tc_letters_are(&word, "và") || tc_letters_are(&word, "thời") ||
             strchr(",;", *(tc_space_skip_back(p, q) - 1)) != NULL);
        /* "... có hiệu lực kể từ ngày ký. Bãi bỏ Quyết định số ..." */
        if (is_own || is_joined || (after != NULL && q == p && goes_on) ||
            (is_subject && q == subject)) {
            if (is_own)
                read_applied_from(reading->source, after, end);
            *next = read_objects(reading->source, kind, after, end);
            return TRUE;
        }
        /* "đã được sửa đổi, bổ sung theo ...": the verb of another document is passed over as a
         * whole. */
        q = after != NULL ? after : tc_next_word(q, end);
    }
    return FALSE;
}

/* Whether there may be an act in [p, end). */
static gboolean
may_act(Reading *reading, const char *p, const char *end)
{
    const char *next = reading->next_sign;
    if (next == NULL || next < p) {
        next = reading->source->end;
        for (guint i = 0; i < SIGN_COUNT; i++)
            next = MIN(next, tc_sign_next(&reading->signs[i], p, reading->source->end));
        reading->next_sign = next;
    }
    return next < end;
}

/* The verb that the paragraph [start, end) begins with: its end; NULL if there is none. */
static const char *
first_verb(const char *start, const char *end, TcRelationKind *kind)
{
    const char *verb = tc_verb_at(start, end, kind);
    /* "Sửa đổi, bổ sung, thay thế, bãi bỏ một số điều của ...": they change it. */
    TcRelationKind other;
    for (const char *more = verb;
         more != NULL && (more = tc_verb_at(tc_skip_between(more, end), end, &other)) != NULL;) {
        verb = more;
        *kind = *kind == other ? other : TC_RELATION_AMENDS;
    }
    return verb;
}

/* Whether the article is about other documents. This is asked for few articles. */
static gboolean
is_about(Reading *reading)
{
    if (reading->head != NULL) {
        const char *end = tc_paragraph_end(reading->head, reading->source->end);
        const char *start = tc_skip_enumerators(reading->head, end);
        /* "Điều 1." and below it "Bãi bỏ Quyết định số ..." */
        if (start >= end && end < reading->source->end) {
            start = tc_paragraph_next(end, reading->source->end);
            end = tc_paragraph_end(start, reading->source->end);
            start = tc_skip_enumerators(start, end);
        }
        const char *stop = end - start > HEAD_BYTES ? start + HEAD_BYTES : end;
        while (stop < end && (*stop & 0xC0) == 0x80)
            stop++;
        reading->is_about = is_about_others(start, stop);
    }
    reading->head = NULL;
    return reading->is_about;
}

/* Where [p, end) says that something is no longer in force; NULL if it does not. */
static const char *
find_expired(const char *p, const char *end, const char **after)
{
    TcSign force = {.words = "hiệu", .rare = sizeof "hiệ" - 2};
    for (const char *at = p; (at = tc_sign_next(&force, at, end)) < end; at++) {
        static const char *const words[][2] = {{"hết", NULL}, {"dứt", "chấm"}, {"còn", "không"}};
        TcLetters word;
        TcLetters above;
        *after = tc_phrase_at(at, end, "hiệu lực");
        const char *start = *after != NULL ? tc_letters_before(p, at, &word) : NULL;
        for (gsize i = 0; start != NULL && i < G_N_ELEMENTS(words); i++) {
            if (!tc_letters_are(&word, words[i][0]))
                continue;
            if (words[i][1] == NULL)
                return start;
            const char *before = tc_letters_before(p, start, &above);
            if (before != NULL && tc_letters_are(&above, words[i][1]))
                return before;
        }
    }
    return NULL;
}

/* Whether a paragraph of an article that is about something else ends a document: "Bãi bỏ các thủ
 * tục số 1 tại Quyết định số ...". In a list, which has numbers or dashes, it may be a task. */
static gboolean
ends_document(TcRelationKind kind, const char *words, const char *start, const char *verb,
              const char *end)
{
    g_auto(TcCitation) citation = {.start = NULL};
    return words == start && (kind == TC_RELATION_REPEALS || kind == TC_RELATION_REPLACES) &&
           tc_citation_find(verb, end, end, &citation) && citation.number != NULL &&
           citation.date % 10000 != 0;
}

/* Reads the paragraph [p, end). Returns where to go on. */
static const char *
read_paragraph(Reading *reading, const char *p, const char *end)
{
    TcSource *source = reading->source;
    const char *next = end < source->end ? end + 1 : end;
    const char *words = tc_skip_between(p, end);
    gboolean begins_article = tc_first_letter(words, end) == 'd' && is_article(words, end);
    if (begins_article)
        reading->head = words;
    TcLetter first;
    gboolean may_begin =
        reading->decides && (begins_article || reading->head != NULL || reading->is_about ||
                             (tc_letter_read(words, end, &first) > 0 && first.upper));
    if (end - p > PARAGRAPH_BYTES_MAX || (!may_begin && !may_act(reading, p, end)))
        return next;
    const char *start = tc_skip_enumerators(words, end);
    TcRelationKind kind;
    const char *verb = may_begin ? first_verb(start, end, &kind) : NULL;
    if (verb != NULL && (begins_article || tc_is_capitals(start, verb) || is_about(reading) ||
                         ends_document(kind, words, start, verb, end)))
        return read_objects(source, kind, verb, end);
    reading->is_numbered = reading->decides && start > words;
    if (!may_act(reading, start, end) &&
        !(reading->is_numbered && behind_own_type(source, start, end) != NULL))
        return next;
    reading->is_in_force = FALSE;
    for (const char *s = start; s < end;) {
        const char *stop = sentence_end(s, end);
        const char *after;
        const char *expired = tc_sign_next(&reading->signs[SIGN_FORCE], s, source->end) < stop
                                  ? find_expired(s, stop, &after)
                                  : NULL;
        const char *own_next = next;
        if (read_own_act(reading, s, stop == end ? end : stop, &own_next)) {
            if (stop == end)
                return own_next;
        } else if (expired != NULL && reading->decides) {
            if (is_caption_above(s, expired, after, stop) ||
                (stop == end && is_caption_of_expired(source, s, expired, end)))
                return read_lines(source, TC_RELATION_REPEALS, next, source->effective);
            if (!read_behind_colon(source, s, after, stop))
                read_subjects(source, s, expired, after, stop);
        }
        s = tc_skip_between(stop, end);
    }
    return next;
}

static gboolean
closes_quotation(const char *p, const char *end)
{
    const char *last = tc_skip_between_back(p, end);
    return g_strstr_len(p, end - p, "”") != NULL || (last > p && last[-1] == '"');
}

/* How a line begins, told from few of its bytes. */
typedef enum {
    LINE_PLAIN,
    LINE_ARTICLE,
    LINE_VERB,      /* with a verb, or the type of the document */
    LINE_QUOTATION, /* with what may be a quotation mark */
} LineBegin;

static LineBegin
line_begin(const char *p, const char *end, const char *type)
{
    gboolean is_in_article = FALSE;
    for (;;) {
        while (p < end && (guchar)*p < 0x80 && !g_ascii_isalpha(*p) && *p != '"')
            p++;
        if (p >= end)
            break;
        if (*p == '"' || (guchar)*p == 0xe2)
            return LINE_QUOTATION;
        gboolean is_d = end - p > 2 && (guchar)p[0] == 0xc4 && (guchar)p[1] == 0x91;
        const char *after = p + (is_d ? 2 : 1);
        if ((guchar)*p == 0xc2) { /* a space, or a dot between */
            p = g_utf8_next_char(p);
        } else if ((is_d || (guchar)*p < 0x80) && after < end &&
                   (*after == '.' || *after == ')' || *after == ':' || *after == '/')) {
            p = after; /* "a)", "đ)" */
        } else if ((*p == 'I' || *p == 'V' || *p == 'X') && tc_skip_roman(p, end) > p) {
            p = tc_skip_roman(p, end);
        } else {
            if (*p == *type && (gsize)(end - p) > strlen(type) &&
                memcmp(p, type, strlen(type)) == 0)
                return LINE_VERB;
            TcRelationKind kind;
            if (!is_in_article && begins_usual(p, end)) {
                is_in_article = TRUE;
                p += strlen(usual);
                continue;
            }
            if (!tc_verb_may_begin(p, end))
                break;
            gsize which = tc_verb_beginning_at(p, end);
            if (which == TC_VERB_ARTICLE && !is_in_article && is_article(p, end)) {
                is_in_article = TRUE;
                p = tc_skip_between(tc_phrase_at(p, end, "điều"), end);
                continue;
            }
            /* "Điều" alone goes on with its number and all in the next lines. */
            if (tc_verb_of(which, p, end, &kind) != NULL ||
                (which == TC_VERB_ARTICLE &&
                 tc_phrase_at(p, end, "điều") == tc_space_skip_back(p, end)))
                return LINE_VERB;
            break;
        }
    }
    return is_in_article ? LINE_ARTICLE : LINE_PLAIN;
}

/* "Điều 2. Khoản 1 Điều 25 của Thông tư số 1 được sửa đổi như sau:": what the heading of an article
 * tells of another document, in its line [p, end). */
static void
read_passive(Reading *reading, const char *p, const char *end)
{
    TcSource *source = reading->source;
    const char *last = tc_space_skip_back(p, end);
    if (!reading->decides || last == p || last[-1] != ':')
        return;
    const char *start = tc_skip_enumerators(p, end);
    const char *changed = tc_phrase_find(start, end, "được sửa đổi", NULL);
    if (changed != NULL && tc_phrase_find(changed, end, "như sau", NULL) != NULL &&
        tc_part_at(start, changed) != NULL)
        tc_source_read_list(source, TC_RELATION_AMENDS, start, changed, source->effective);
}

/* The line [p, end) may act, or open a quotation: read its paragraph. Returns where to go on. */
static const char *
read_line(Reading *reading, const char *floor, const char *p, const char *end, gboolean *is_quoted)
{
    const TcSource *source = reading->source;
    const char *begin = tc_paragraph_begin(floor, p, source->end);
    if (begin < p && !may_act(reading, p, end))
        return end + 1;
    const char *stop = tc_paragraph_end(begin, source->end);
    *is_quoted = opens_quotation(begin, stop);
    gboolean is_skipped = *is_quoted || is_quotation(begin, stop);
    const char *next = is_skipped ? stop + 1 : read_paragraph(reading, begin, stop);
    return MAX(next, end + 1);
}

static void
read_articles(Reading *reading)
{
    const char *end = reading->source->end;
    const char *floor = reading->source->text; /* what is before it was read */
    guint quoted = 0;
    for (const char *p = floor; p < end;) {
        if (*p == '\n' && quoted == 0) {
            p++;
            continue;
        }
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        const char *next = line_end + 1;
        LineBegin kind = LINE_PLAIN;
        if (quoted > 0) {
            quoted = closes_quotation(p, line_end) || quoted > QUOTED_LINES_MAX ? 0 : quoted + 1;
            floor = next;
        } else if (line_end > p &&
                   ((kind = line_begin(p, line_end, reading->source->document->type)) >
                        LINE_ARTICLE ||
                    may_act(reading, p, line_end))) {
            gboolean is_opened = FALSE;
            next = read_line(reading, floor, p, line_end, &is_opened);
            quoted = is_opened;
            floor = is_opened || next > line_end + 1 ? next : floor;
        } else if (kind == LINE_ARTICLE && is_article(tc_skip_between(p, line_end), line_end) &&
                   tc_paragraph_begin(floor, p, end) == p) {
            reading->head = tc_skip_between(p, line_end);
            read_passive(reading, reading->head, line_end);
        }
        p = next;
    }
}

void
tc_source_read_effects(TcSource *source)
{
    static const char *const decisions[] = {
        "Quyết định", "Nghị quyết", "Nghị quyết liên tịch",
        "Nghị định",  "Thông tư",   "Thông tư liên tịch",
        "Luật",       "Bộ luật",    "Pháp lệnh",
        "Lệnh",       "Sắc lệnh",   "Sắc luật",
        "Chỉ thị",    "Quy định",
    };
    Reading reading = {
        .source = source,
    };
    memcpy(reading.signs, act_signs, sizeof act_signs);
    /* Others tell of when they were adopted, but never end anything there. */
    if (!g_str_has_prefix(source->document->type, "Nghị quyết"))
        reading.signs[SIGN_ADOPTED].next = source->end;
    for (gsize i = 0; i < G_N_ELEMENTS(decisions); i++)
        reading.decides = reading.decides || strcmp(source->document->type, decisions[i]) == 0;
    g_autoptr(GArray) places = tc_source_read_effective(source);
    reading.signs[SIGN_FORCE].places = (const char *const *)places->data;
    read_articles(&reading);
}

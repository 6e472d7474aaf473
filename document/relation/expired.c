/* Documents that are said to be no longer in force, before the verb or below it.
 *
 *     Nghị định số 1 hết hiệu lực kể từ ngày Nghị định này có hiệu lực.
 *     Các văn bản sau đây hết hiệu lực: */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum { LIST_LINES_MAX = 50 };

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

/* Where [p, end) says that something is no longer in force; NULL if it does not. */
static const char *
find_expired(const char *p, const char *end, const char **after)
{
    TcSign force = {.words = "hiệu", .rare = sizeof "hiệ" - 2};
    for (const char *at = p; (at = tc_sign_next(&force, at, end)) < end; at++) {
        static const char *const words[][2] = {{"hết", NULL}, {"dứt", "chấm"}, {"còn", "không"}};
        TcLetters word;
        TcLetters above;
        /* Most say "có hiệu lực"; these words end otherwise. */
        const char *behind = tc_space_skip_back(p, at);
        if (behind == p || strchr("tTnN", behind[-1]) == NULL)
            continue;
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
    static const char *const openers[] = {"các",        "những",     "và",
                                          "kể từ ngày", "đồng thời", "cùng với"};
    const char *opener;
    while ((opener = tc_phrase_any(p, verb, openers, G_N_ELEMENTS(openers), NULL)) != NULL)
        p = tc_skip_between(opener, verb);
    g_auto(TcCitation) first = {.start = NULL};
    if (!tc_citation_at(p, verb, &first)) {
        static const char *const parts[] = {
            "điều",    "khoản",    "điểm",    "chương",       "mục",       "nội dung", "quy trình",
            "thủ tục", "danh mục", "phụ lục", "quy định tại", "số thứ tự", "qcvn",
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

/* From when on all that a caption ends are no longer in force, which begins at `p` and whose verb
 * ends at `after`: "Từ ngày 1/1/2022, các Quyết định sau đây hết hiệu lực:", "... hết hiệu lực kể
 * từ ngày 1/1/2022:". The day of the document itself where it says none. */
static guint32
expired_from(const TcSource *source, const char *p, const char *after, const char *end)
{
    guint32 since = 0;
    tc_source_skip_since(source, tc_skip_enumerators(p, after), after, &since);
    const guint32 from = tc_source_read_from(source, after, end);
    return from != 0 ? from : since != 0 ? since : source->effective;
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
    return tc_source_read_list(source, TC_RELATION_REPEALS, items, end,
                               expired_from(source, p, after, colon));
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

/* Where the sentence begins that ends in the list at the line `p`: "Danh mục tại các Quyết định"
 * and below it "Quyết định số 1;", "Quyết định số 2 hết hiệu lực". `p` where no such list is above
 * it.
 */
static const char *
begin_of_list(const TcSource *source, const char *p)
{
    const char *first = p;
    for (guint i = 0; i < LIST_LINES_MAX && first > source->text && first[-1] == '\n'; i++) {
        const char *last = tc_space_skip_back(source->text, first);
        const char *above = memrchr(source->text, '\n', (gsize)(last - source->text));
        above = tc_space_skip(above != NULL ? above + 1 : source->text, last);
        g_auto(TcCitation) item = {.start = NULL};
        if (last == source->text || last[-1] != ';' || !tc_citation_at(above, last, &item))
            break;
        first = above;
    }
    const char *begin = first < p ? tc_paragraph_begin(source->text, first, source->end) : first;
    return begin < first ? begin : p;
}

const char *
tc_source_read_expired(TcSource *source, const char *p, const char *end, gboolean is_last)
{
    const char *after;
    const char *verb = find_expired(p, end, &after);
    if (verb == NULL)
        return NULL;
    if (is_caption_above(p, verb, after, end) ||
        (is_last && is_caption_of_expired(source, p, verb, end)))
        return tc_source_read_lines(source, TC_RELATION_REPEALS, end < source->end ? end + 1 : end,
                                    expired_from(source, p, after, end));
    if (!read_behind_colon(source, p, after, end))
        read_subjects(source, begin_of_list(source, p), verb, after, end);
    return NULL;
}

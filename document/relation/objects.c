/* To what documents something is done: those behind the verb, and those in the lines below.
 *
 *     Điều 1. Bãi bỏ các văn bản sau đây:
 *     1. Quyết định số ...
 *     b) Bãi bỏ khoản 2 Điều 3 Quyết định số ... */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "document/relation/verb.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    SUBJECT_BYTES = 60, /* "Thông tư liên tịch này có hiệu lực" */
    LIST_LINES_MAX = 200,
    SCOPE_BYTES_MAX = 300,
};

/* Whether "Thông tư này có hiệu lực" begins [p, end). */
static gboolean
begins_in_force(const char *p, const char *end)
{
    const char *stop = end - p > SUBJECT_BYTES ? p + SUBJECT_BYTES : end;
    while (stop < end && (*stop & 0xC0) == 0x80)
        stop++;
    return tc_in_force(p, stop) != NULL;
}

/* Whether what stands before `start` is the letter of an item: "đ)". */
static gboolean
is_lettered(const char *words, const char *start)
{
    return start > words && g_unichar_islower(g_utf8_get_char(words)) &&
           *g_utf8_next_char(words) == ')';
}

const char *
tc_source_read_lines(TcSource *source, TcRelationKind kind, const char *p, guint32 effective)
{
    gboolean is_open = FALSE;   /* the last line ended within an item */
    gboolean is_listed = FALSE; /* or with the semicolon of an item */
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
        if (verb != NULL || begins_in_force(start, end) || end - p > TC_PARAGRAPH_BYTES_MAX ||
            tc_opens_quotation(start, end) || *start == '"' || tc_begins_quotation(start))
            return p;
        /* "b) Điều 24 Thông tư số 1, gồm: cụm từ ...;" and below it "cụm từ ...": more of it */
        gboolean is_rest =
            i > 0 && start == words && (is_open || g_unichar_islower(g_utf8_get_char(start)));
        /* "đ) Quy định đối với chợ tại Nghị định số 1;": what is not understood ends no list */
        is_rest = is_rest || (is_listed && is_lettered(words, start));
        if (!tc_source_read_list(source, kind, start, end, effective) && !is_rest)
            return p;
        const char *last = tc_space_skip_back(start, end);
        is_open = last > start && strchr(".;:", last[-1]) == NULL;
        is_listed = last > start && last[-1] == ';';
        p = end < source->end ? end + 1 : end;
    }
    return p;
}

/* Whether [p, end), behind a verb, is all that an article says before its list: "toàn bộ một số văn
 * bản quy phạm pháp luật" or "các quyết định", and below it "1. Quyết định số ..." */
static gboolean
is_caption_of_list(const TcSource *source, const char *p, const char *end)
{
    if (!tc_tells_of_many(p, end) && tc_phrase_find(p, end, "văn bản", NULL) == NULL)
        return FALSE;
    end = tc_paragraph_next(end, source->end);
    const char *line_end = tc_paragraph_end(end, source->end);
    const char *item = tc_skip_enumerators(end, line_end);
    g_auto(TcCitation) first = {.start = NULL};
    return item > end && g_ascii_isalnum(*end) && tc_citation_at(item, line_end, &first);
}

void
tc_source_read_amended_law(TcSource *source, const char *p, const char *end)
{
    const char *name;
    const char *of = tc_phrase_find(p, end, "của", &name);
    g_auto(TcCitation) law = {.start = NULL};
    const char *start = of != NULL ? tc_skip_between(name, end) : end;
    /* "một số điều của luật có liên quan" names none, and what a title in capitals says the
     * articles below it say again. */
    if (start >= end || *start == 'l' || !tc_is_law(source->document->type) ||
        !tc_has_part(p, of) || !tc_citation_named_at(start, end, &law) ||
        tc_is_capitals(law.start, law.end))
        return;
    g_autofree char *scope = tc_tidy(p, tc_skip_between_back(p, of), SCOPE_BYTES_MAX);
    if (scope != NULL)
        tc_source_take(source, TC_RELATION_AMENDS, &law, scope, source->effective);
}

const char *
tc_source_read_objects(TcSource *source, TcRelationKind kind, const char *p, const char *end)
{
    gboolean has_any = tc_source_read_list(source, kind, p, end, source->effective);
    if (!has_any && kind == TC_RELATION_AMENDS)
        tc_source_read_amended_law(source, p, end);
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
        return tc_source_read_lines(source, kind, next, source->effective);
    return next;
}

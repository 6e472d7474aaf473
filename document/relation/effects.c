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
#include "text/key/syllable.h"
#include "text/segment.h"

#include <string.h>

enum {
    HEAD_BYTES = 200, /* of what an article begins with */
    QUOTED_LINES_MAX = 400,
    SENTENCE_BYTES = 3,  /* what is shorter is none */
    NUMBERED_BYTES = 20, /* the same where it ends in a number */
};

static gboolean
is_verb(const char *p, const char *end)
{
    TcRelationKind kind;
    return tc_verb_at(p, end, &kind) != NULL;
}

/* Words without which a paragraph does nothing by itself. */
enum { SIGN_OWN, SIGN_FORCE, SIGN_ADOPTED, SIGN_ENDS, SIGN_COUNT };

static const char ends_words[] = ". Bãi bỏ"; /* a sentence behind another one */

static const TcSign act_signs[] = {
    [SIGN_OWN] = {.words = "này", .rare = sizeof "nà" - 1, .before = is_verb},
    [SIGN_FORCE] = TC_SIGN_FORCE,
    [SIGN_ADOPTED] = {.words = "thông qua ngày", .rare = sizeof "thô" - 2},
    [SIGN_ENDS] = {.words = ends_words, .rare = sizeof ends_words - 2},
};
G_STATIC_ASSERT(G_N_ELEMENTS(act_signs) == SIGN_COUNT);

/* ---- paragraphs ---- */

/* Whether the full stop at `dot` ends a short form: "TP. Mỹ An", but not "Quyết định số 12/TT. Bãi
 * bỏ ...". */
static gboolean
is_short_form(const char *p, const char *dot)
{
    enum { FORM_BYTES = 6 };
    char key[FORM_BYTES + 2];
    const char *word = dot;
    while (word > p && dot - word < FORM_BYTES && g_ascii_isalpha(word[-1]))
        word--;
    if (word == dot || (word > p && word[-1] != ' ' && word[-1] != '('))
        return FALSE;
    gsize len = 0;
    for (const char *at = word; at < dot; at++)
        key[len++] = g_ascii_tolower(*at);
    key[len++] = TC_KEY_SEPARATOR;
    key[len] = '\0';
    return tc_segment_is_short_form(key, (const guchar *)word, (const guchar *)dot);
}

/* The end of the sentence that begins at `p`: ". " before a capital. */
static const char *
sentence_end(const char *p, const char *end)
{
    for (const char *q = p; (q = memchr(q, '.', (gsize)(end - q))) != NULL; q++) {
        const gsize words_min = q > p && g_ascii_isdigit(q[-1]) ? NUMBERED_BYTES : SENTENCE_BYTES;
        if (end - q > 2 && q[1] == ' ' && (gsize)(q - p) > words_min &&
            g_unichar_isupper(g_utf8_get_char(q + 2)) && !is_short_form(p, q))
            return q + 1;
    }
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
    gboolean has_acted;   /* or does something to other documents */
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
    static const char *const words[] = {"và thực hiện", "và có hiệu lực"};
    for (gsize i = 0; source->effective == 0 && i < G_N_ELEMENTS(words); i++) {
        const char *applied = tc_phrase_find(p, end, words[i], NULL);
        if (applied != NULL)
            source->effective = tc_source_read_from(source, applied, end);
    }
}

/* Whether a verb of `kind`, which ends at `verb`, ends a document that is told of by its number and
 * day in the rest of its sentence, up to `end`. */
static gboolean
ends_document(TcRelationKind kind, const char *verb, const char *end)
{
    g_auto(TcCitation) citation = {.start = NULL};
    return (kind == TC_RELATION_REPEALS || kind == TC_RELATION_REPLACES) &&
           tc_citation_find(verb, end, end, &citation) && citation.number != NULL &&
           citation.date % 10000 != 0;
}

/* Whether the sentence at `p`, which stands behind another one, only ends a document: "Mức thu theo
 * biểu kèm theo. Bãi bỏ Quyết định số 1 ngày ...". */
static gboolean
is_ending(Reading *reading, const char *p, const char *end)
{
    const char *source_end = reading->source->end;
    const char *mark = p - strlen(". ");
    TcRelationKind kind;
    if (!reading->decides || mark < reading->source->text ||
        tc_sign_next(&reading->signs[SIGN_ENDS], mark, source_end) != mark)
        return FALSE;
    const char *verb = tc_verb_at(p, end, &kind);
    return verb != NULL && ends_document(kind, verb, end);
}

/* "Sửa đổi Quyết định số 1 khi cần là việc của Sở A": whether what [p, end) tells of, behind a verb
 * that nobody is said to do, is left to others. */
static gboolean
is_left_to_others(const char *p, const char *end)
{
    static const char *const words[] = {"khi cần", "nếu cần", "là việc của", "là trách nhiệm của"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (tc_phrase_find(p, end, words[i], NULL) != NULL)
            return TRUE;
    return FALSE;
}

/* Whether a document is named in [p, until), which goes on up to `end`: what is amended behind it
 * tells of that document, "... có hiệu lực và áp dụng Thông tư số 1 hướng dẫn ... và sửa đổi ...".
 */
static gboolean
names_document(const char *p, const char *until, const char *end)
{
    g_auto(TcCitation) named = {.start = NULL};
    return tc_citation_find(p, until, end, &named);
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
    /* "... có hiệu lực kể từ ngày ký. Bãi bỏ Quyết định số 1.", "... này thay thế Quyết định số 1.
     * Đồng thời bãi bỏ Quyết định số 2." */
    gboolean goes_on = ((reading->is_in_force || reading->has_acted) && reading->decides) ||
                       is_ending(reading, p, end);
    const char *also = goes_on ? tc_phrase_at(p, end, "đồng thời") : NULL;
    const char *first = also != NULL ? tc_skip_between(also, end) : p;
    reading->is_in_force = reading->is_in_force || force != NULL;
    const char *subject = reading->is_numbered ? behind_own_type(source, p, end) : NULL;
    gboolean is_subject = subject != NULL;
    if (force == NULL && !goes_on && !is_subject &&
        tc_sign_next(&reading->signs[SIGN_OWN], p, source->end) >= end)
        return FALSE;
    for (const char *q = p; q < end;) {
        TcRelationKind kind;
        const char *after = tc_verb_may_begin(q, end) && (q == p || !tc_is_word_before(p, q))
                                ? tc_verb_at(q, end, &kind)
                                : NULL;
        TcLetters word;
        const char *before = after != NULL ? tc_letters_before(p, q, &word) : NULL;
        gboolean is_own = before != NULL && tc_letters_are(&word, "này");
        gboolean is_joined =
            after != NULL && force != NULL && q > force &&
            (before == NULL || tc_letters_are(&word, "và") || tc_letters_are(&word, "thời") ||
             strchr(",;", *(tc_space_skip_back(p, q) - 1)) != NULL) &&
            (kind != TC_RELATION_AMENDS || !names_document(force, q, end));
        gboolean is_first =
            after != NULL && q == first && goes_on && !is_left_to_others(after, end);
        if (is_own || is_joined || is_first || (is_subject && q == subject)) {
            reading->has_acted = TRUE;
            if (is_own)
                read_applied_from(reading->source, after, end);
            *next = tc_source_read_objects(reading->source, kind, after, end);
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

/* Reads what the paragraph up to `end` does by the verb that ends at `verb`. Returns where to go
 * on; `stop` becomes the end of its sentence, where others may follow in the paragraph, else `end`.
 */
static const char *
read_first_act(Reading *reading, TcRelationKind kind, const char *verb, const char *end,
               const char **stop)
{
    TcSource *source = reading->source;
    const guint count = source->relations->len;
    *stop = sentence_end(verb, end);
    /* Behind a colon there is a list, or the new words of what is changed. */
    if (*stop < end && memchr(verb, ':', (gsize)(*stop - verb)) == NULL) {
        const char *next = tc_source_read_objects(source, kind, verb, *stop);
        if (source->relations->len > count)
            return next;
    }
    *stop = end;
    return tc_source_read_objects(source, kind, verb, end);
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
    if (end - p > TC_PARAGRAPH_BYTES_MAX || (!may_begin && !may_act(reading, p, end)))
        return next;
    const char *start = tc_skip_enumerators(words, end);
    TcRelationKind kind;
    const char *verb = may_begin ? first_verb(start, end, &kind) : NULL;
    reading->is_in_force = FALSE;
    reading->has_acted = FALSE;
    /* An article that is about something else may end a document, too: "Bãi bỏ các thủ tục số 1 tại
     * Quyết định số ...". In a list, which has numbers or dashes, that may be a task. */
    if (verb != NULL && !is_left_to_others(verb, sentence_end(verb, end)) &&
        (begins_article || tc_is_capitals(start, verb) || is_about(reading) ||
         (words == start && ends_document(kind, verb, end)))) {
        const char *stop;
        const char *below = read_first_act(reading, kind, verb, end, &stop);
        if (stop == end)
            return below;
        reading->has_acted = TRUE;
        start = tc_skip_between(stop, end);
    }
    reading->is_numbered = reading->decides && start > words && !reading->has_acted;
    if (!reading->has_acted && !may_act(reading, start, end) &&
        !(reading->is_numbered && behind_own_type(source, start, end) != NULL))
        return next;
    for (const char *s = start; s < end;) {
        const char *stop = sentence_end(s, end);
        const char *own_next = next;
        if (read_own_act(reading, s, stop, &own_next)) {
            if (stop == end)
                return own_next;
        } else if (reading->decides &&
                   tc_sign_next(&reading->signs[SIGN_FORCE], s, source->end) < stop) {
            const char *below = tc_source_read_expired(source, s, stop, stop == end);
            if (below != NULL)
                return below;
        }
        s = tc_skip_between(stop, end);
    }
    return next;
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
    *is_quoted = tc_opens_quotation(begin, stop);
    gboolean is_skipped = *is_quoted || tc_is_quotation(begin, stop);
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
            quoted = tc_closes_quotation(p, line_end) || quoted > QUOTED_LINES_MAX ? 0 : quoted + 1;
            floor = next;
        } else if (line_end > p &&
                   ((kind = line_begin(p, line_end, reading->source->document->type)) >
                        LINE_ARTICLE ||
                    may_act(reading, p, line_end))) {
            gboolean is_opened = FALSE;
            next = read_line(reading, floor, p, line_end, &is_opened);
            quoted = is_opened;
            floor = is_opened || next > line_end + 1 ? next : floor;
        } else if (kind == LINE_ARTICLE) {
            const char *words = tc_skip_between(p, line_end);
            if (is_article(words, line_end) && tc_paragraph_begin(floor, p, end) == p) {
                reading->head = words;
                read_passive(reading, words, line_end);
            }
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

/* Meetings: which session it was, of which term, and who presided.
 *
 *     HỘI ĐỒNG NHÂN DÂN TỈNH / KHÓA X, KỲ HỌP THỨ 5          a letterhead
 *     Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 2          a headline
 *     Ngày 4-12, Tỉnh ủy tổ chức Hội nghị lần thứ 2 ...      the first sentence of a report
 *     Các đồng chí: Nguyễn Văn An, Bí thư Tỉnh ủy; ... chủ trì hội nghị.
 *     Chủ tọa: Ông Trần Văn Bình - Chủ tịch HĐND             minutes
 *
 * Documents name other meetings more often than their own: those that they carry out ("thực hiện
 * Nghị quyết Hội nghị lần thứ tư ..."), prepare or remember. What stands behind such a word is
 * passed over. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"
#include "text/number/ordinal.h"

#include <string.h>

enum {
    LINE_BYTES_MAX = 150,  /* a longer line is a sentence */
    LEAD_BYTES = 700,      /* of running text, where a report tells which meeting it is about */
    NAME_OF_MEETING = 120, /* bytes from "Hội nghị" to "lần thứ" */
    CITATION_BYTES = 160,  /* in which a word before it makes it another document's meeting */
    ADOPTION_DAY_MAX = 40, /* bytes from "thông qua" to the day */
    TERM_YEARS_MAX = 6,
};

static const struct {
    const char *phrase;
    const char *name;
    gboolean is_direct; /* "kỳ họp thứ 5"; others are "lần thứ" */
} kinds[] = {
    {"hội nghị", "Hội nghị", FALSE},  {"kỳ họp", "Kỳ họp", TRUE},
    {"phiên họp", "Phiên họp", TRUE}, {"họp phiên", "Phiên họp", TRUE},
    {"đại hội", "Đại hội", FALSE},    {"cuộc họp", "Cuộc họp", FALSE},
    {"hội thảo", "Hội thảo", FALSE},
};
static const char *const qualifiers[] = {
    "bất thường", "chuyên đề", "thường lệ", "thường kỳ", "định kỳ",
    "toàn thể",   "trù bị",    "giữa năm",  "cuối năm",  "mở rộng",
};

/* Words after which a meeting is that of another document, or another meeting. */
static const char *const citations[] = {
    "nghị quyết", "kết luận số", "quyết định", "văn kiện",  "thực hiện", "quán triệt",
    "triển khai", "chuẩn bị",    "tiến tới",   "hướng tới", "chào mừng", "kỷ niệm",
    "sau",        "trước",       "tinh thần",  "căn cứ",    "theo",      "bầu cử",
    "phục vụ",    "kết quả bầu", "được",       "thông qua",
};

/* Whether a word within [begin, at) tells that the meeting at `at` is another one. */
static gboolean
is_cited(const char *begin, const char *at)
{
    if (at - begin > CITATION_BYTES) {
        begin = at - CITATION_BYTES;
        while (begin < at && (*begin & 0xC0) == 0x80)
            begin++;
    }
    /* Another sentence does not count. */
    for (const char *q = at; q > begin; q--)
        if (strchr("\n;", q[-1]) != NULL || (q[-1] == '.' && (q == at || *q == ' '))) {
            begin = q;
            break;
        }
    for (gsize i = 0; i < G_N_ELEMENTS(citations); i++)
        if (tc_phrase_find(begin, at, citations[i], NULL) != NULL)
            return TRUE;
    return FALSE;
}

/* ---- the session ---- */

/* "thứ 5", "lần thứ hai", "lần 2" at `p`: where it ends. */
static const char *
read_count(const char *p, const char *end, gboolean is_direct, guint *value)
{
    TcOrdinalForm form;
    const char *times = tc_phrase_at(p, end, "lần");
    const char *q = times != NULL ? tc_skip_between(times, end) : p;
    const char *rank = tc_phrase_at(q, end, "thứ");
    if (rank == NULL && times == NULL)
        return NULL;
    if (rank == NULL) {
        /* "lần 2", "lần II"; "lần hai" is too loose */
        const char *after = tc_ordinal_read(q, end, value, &form);
        return after != NULL && form != TC_ORDINAL_WORDS ? after : NULL;
    }
    if (times == NULL && !is_direct)
        return NULL;
    const char *after = tc_ordinal_read(tc_skip_between(rank, end), end, value, &form);
    if (after == NULL)
        return NULL;
    /* "thứ năm, ngày 4", "thứ ba hàng tuần": the day of a week. */
    const char *next = tc_skip_between(after, end);
    if (times == NULL && form == TC_ORDINAL_WORDS &&
        (tc_phrase_at(next, end, "ngày") != NULL || tc_phrase_at(next, end, "tuần") != NULL ||
         tc_phrase_at(next, end, "hàng tuần") != NULL))
        return NULL;
    return after;
}

static char *
session_text(gsize kind, const char *qualifier, gboolean has_times, guint value)
{
    gboolean is_congress = strcmp(kinds[kind].name, "Đại hội") == 0;
    g_autofree char *figures = is_congress ? tc_ordinal_roman(value) : g_strdup_printf("%u", value);
    gboolean is_direct = kinds[kind].is_direct && (qualifier == NULL || !has_times);
    return g_strdup_printf("%s%s%s %s %s", kinds[kind].name, qualifier != NULL ? " " : "",
                           qualifier != NULL ? qualifier : "", is_direct ? "thứ" : "lần thứ",
                           figures);
}

/* The session as which the meeting of kind `kind`, whose name ends at `p`, is counted. */
static char *
session_after(gsize kind, const char *p, const char *end)
{
    guint value;
    gsize which;
    const char *q = tc_skip_between(p, end);
    const char *qualifier = NULL;
    const char *after = tc_phrase_any(q, end, qualifiers, G_N_ELEMENTS(qualifiers), &which);
    if (after != NULL) {
        qualifier = qualifiers[which];
        q = tc_skip_between(after, end);
    }
    /* "chuyên đề (lần thứ 7)" */
    if (q < end && *q == '(')
        q++;
    if (read_count(q, end, kinds[kind].is_direct, &value) != NULL)
        return session_text(kind, qualifier, tc_phrase_at(q, end, "lần") != NULL, value);
    /* "Hội nghị Trung ương 5" */
    const char *central = tc_phrase_at(q, end, "trung ương");
    if (central != NULL && strcmp(kinds[kind].name, "Hội nghị") == 0) {
        TcOrdinalForm form;
        const char *figures = tc_skip_between(central, end);
        if (tc_ordinal_read(figures, end, &value, &form) != NULL && form != TC_ORDINAL_WORDS)
            return session_text(kind, qualifier, TRUE, value);
    }
    /* "Hội nghị Ban Chấp hành Đảng bộ tỉnh khóa XIV lần thứ 2", "Kỳ họp HĐND tỉnh lần thứ 8" */
    const char *limit = end - q > NAME_OF_MEETING ? q + NAME_OF_MEETING : end;
    for (const char *r = q; r < limit; r++)
        if (strchr(".;:\n", *r) != NULL)
            limit = r;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const char *other = tc_phrase_find(q, limit, kinds[i].phrase, NULL);
        limit = other != NULL ? other : limit;
    }
    const char *times = tc_phrase_find(q, limit, "lần thứ", NULL);
    /* The count itself may go a little further. */
    if (times != NULL && read_count(times, end, FALSE, &value) != NULL && !is_cited(q, times))
        return session_text(kind, qualifier, TRUE, value);
    return NULL;
}

/* The first session in [p, end) that is not another meeting's; with `has_citation`, of any meeting.
 * */
static char *
find_session(const char *p, const char *end, gboolean has_citation)
{
    for (const char *q = p; q < end;) {
        const char *first = NULL;
        const char *first_end = NULL;
        gsize kind = 0;
        for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
            const char *after;
            const char *at = tc_phrase_find(q, end, kinds[i].phrase, &after);
            if (at != NULL && (first == NULL || at < first)) {
                first = at;
                first_end = after;
                kind = i;
            }
        }
        if (first == NULL)
            return NULL;
        char *session =
            !has_citation && is_cited(p, first) ? NULL : session_after(kind, first_end, end);
        if (session != NULL)
            return session;
        q = first_end;
    }
    return NULL;
}

/* ---- the term ---- */

typedef struct {
    guint course; /* khóa; 0: none */
    guint from;   /* years; 0: none */
    guint to;
} Term;

static gboolean
read_year(const char **p, const char *end, guint *year)
{
    const char *q = *p;
    *year = 0;
    for (; q < end && q - *p < 5 && g_ascii_isdigit(*q); q++)
        *year = *year * 10 + (guint)(*q - '0');
    if (q - *p != 4 || *year < 1930 || *year > 2100)
        return FALSE;
    *p = q;
    return TRUE;
}

/* "2020-2025", "2015 – 2020", "2021 đến 2026" at `p`: where it ends. */
static const char *
read_years(const char *p, const char *end, Term *term)
{
    guint from;
    guint to;
    if (p < end && *p == '(')
        p++;
    if (!read_year(&p, end, &from))
        return NULL;
    const char *q = tc_space_skip(p, end);
    const char *until = tc_phrase_at(q, end, "đến");
    gsize dash = tc_dash_len(q, end);
    if (until == NULL && dash == 0 && (q >= end || *q != '/'))
        return NULL;
    q = until != NULL ? until : q + (dash > 0 ? dash : 1);
    q = tc_space_skip(q, end);
    if (!read_year(&q, end, &to) || to <= from || to - from > TERM_YEARS_MAX)
        return NULL;
    term->from = from;
    term->to = to;
    return q;
}

/* "nhiệm kỳ 2020-2025", "khóa XII" at `p`: where it ends. With `is_loose`, also "khóa 12". */
static const char *
term_at(const char *begin, const char *p, const char *end, gboolean is_loose, Term *term)
{
    const char *after = tc_phrase_at(p, end, "nhiệm kỳ");
    if (after != NULL) {
        const char *q = after < end && *after == ':' ? after + 1 : after;
        q = tc_space_skip(q, end);
        return read_years(q, end, term);
    }
    after = tc_phrase_at(p, end, "khóa");
    if (after == NULL)
        return NULL;
    /* "khóa học", "tài khóa", "khóa thứ 5" */
    guint value;
    TcOrdinalForm form;
    const char *q = tc_space_skip(after, end);
    const char *rank = tc_phrase_at(q, end, "thứ");
    q = rank != NULL ? tc_space_skip(rank, end) : q;
    const char *course_end = tc_ordinal_read(q, end, &value, &form);
    if (course_end == NULL || value > 39 || (form != TC_ORDINAL_ROMAN && !is_loose))
        return NULL;
    TcLetters before;
    if (tc_letters_before(begin, p, &before) != NULL && tc_letters_are(&before, "tài"))
        return NULL;
    term->course = value;
    return course_end;
}

/* Takes the terms in [p, end) that are not another's. FALSE when they contradict each other. */
static gboolean
find_terms(const char *p, const char *end, gboolean is_loose, gboolean has_citation, Term *term)
{
    static const char *const phrases[] = {"nhiệm kỳ", "khóa"};
    gboolean agrees = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++) {
        const char *after;
        for (const char *q = p; q < end && (q = tc_phrase_find(q, end, phrases[i], &after)) != NULL;
             q = after) {
            Term found = {.course = 0};
            if (term_at(p, q, end, is_loose, &found) == NULL || (!has_citation && is_cited(p, q)))
                continue;
            agrees = agrees &&
                     (found.course == 0 || term->course == 0 || found.course == term->course) &&
                     (found.from == 0 || term->from == 0 ||
                      (found.from == term->from && found.to == term->to));
            if (found.course > 0 && term->course == 0)
                term->course = found.course;
            if (found.from > 0 && term->from == 0) {
                term->from = found.from;
                term->to = found.to;
            }
        }
    }
    return agrees;
}

/* A term only belongs to the document if its day lies within it, or in the year before or after it.
 * */
static void
check_years(Term *term, guint32 date)
{
    guint year = date / 10000;
    if (term->from > 0 && year > 0 && (year + 1 < term->from || year > term->to + 1))
        term->from = term->to = 0;
}

static char *
term_text(const Term *term)
{
    g_autofree char *course = term->course > 0 ? tc_ordinal_roman(term->course) : NULL;
    if (course != NULL && term->from > 0)
        return g_strdup_printf("Khóa %s, nhiệm kỳ %u-%u", course, term->from, term->to);
    if (course != NULL)
        return g_strdup_printf("Khóa %s", course);
    return term->from > 0 ? g_strdup_printf("Nhiệm kỳ %u-%u", term->from, term->to) : NULL;
}

/* ---- all of it ---- */

static gboolean
is_minutes(const TcDocument *document)
{
    return document->type != NULL && strcmp(document->type, "Biên bản") == 0;
}

/* "Thông báo kết luận của ... tại cuộc họp ..." */
static gboolean
is_conclusion(const TcDocument *document)
{
    if (document->type == NULL || document->title == NULL ||
        (strcmp(document->type, "Thông báo") != 0 && strcmp(document->type, "Kết luận") != 0))
        return FALSE;
    const char *end = document->title + strlen(document->title);
    return strcmp(document->type, "Kết luận") == 0 ||
           tc_phrase_find(document->title, end, "kết luận", NULL) != NULL ||
           (tc_phrase_find(document->title, end, "kết quả", NULL) != NULL &&
            tc_meeting_after(document->title, end) != NULL);
}

static void
fill(TcDocument *document, char **session, Term *term)
{
    check_years(term, document->date);
    if (document->session == NULL)
        document->session = g_steal_pointer(session);
    if (document->term == NULL)
        document->term = term_text(term);
}

/* The title without the type, which it may begin with: "Nghị quyết kỳ họp thứ 5". */
static const char *
title_after_type(const char *title, const char *end)
{
    const char *type;
    const char *after = tc_type_at(title, end, &type);
    return after != NULL ? after : title;
}

/* Where sentences begin: if its lines are short, the zone of the head goes further. */
static const char *
running_text(const TcHead *head)
{
    for (guint i = 0; i < head->zone && i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (cell->end - cell->start > LINE_BYTES_MAX && !tc_is_capitals(cell->start, cell->end))
            return cell->start;
    }
    return head->zone < head->cells->len ? tc_head_cell(head, head->zone)->start
                                         : head->text + head->len;
}

/* "KHÓA XX - KỲ HỌP THỨ 9", in capitals, in or below the name of the body that decides: the session
 * and the term of that. */
static void
read_session_line(const TcHead *head, char **session, Term *term)
{
    static const char *const openers[] = {"khóa", "kỳ họp", "hội đồng nhân dân"};

    for (guint i = 0; i < head->zone && i < head->cells->len && *session == NULL; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (!tc_is_capitals(cell->start, cell->end) ||
            tc_phrase_any(cell->start, cell->end, openers, G_N_ELEMENTS(openers), NULL) == NULL)
            continue;
        *session = find_session(cell->start, cell->end, TRUE);
        if (*session != NULL && term->course == 0)
            find_terms(cell->start, cell->end, TRUE, TRUE, term);
    }
}

void
tc_head_read_meeting(const TcHead *head, gboolean is_report, TcDocument *document)
{
    g_autofree char *session = NULL;
    Term term = {.course = 0};
    const char *end = head->text + head->len;
    const char *body = running_text(head);
    gboolean is_about_meeting = is_report || is_minutes(document) || is_conclusion(document);

    /* The letterhead speaks of its own body. */
    for (guint i = 0; i < head->org_count; i++) {
        const TcCell *cell = &head->org[i];
        if (session == NULL)
            session = find_session(cell->start, cell->end, TRUE);
        find_terms(cell->start, cell->end, TRUE, TRUE, &term);
    }
    if (session == NULL)
        read_session_line(head, &session, &term);
    /* "(Nhiệm kỳ 2020 - 2025)" below the title */
    for (guint i = 0; i < head->zone && i < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *p = cell->start + (*cell->start == '(');
        if (term.from == 0 && tc_phrase_at(p, cell->end, "nhiệm kỳ") != NULL &&
            cell->end - p < LINE_BYTES_MAX)
            find_terms(p, cell->end, TRUE, TRUE, &term);
    }
    if (document->title != NULL) {
        const char *title_end = document->title + strlen(document->title);
        const char *title = title_after_type(document->title, title_end);
        if (session == NULL)
            session = find_session(title, title_end, FALSE);
        Term of_title = {.course = 0};
        if (find_terms(title, title_end, FALSE, FALSE, &of_title)) {
            term.course = term.course > 0 ? term.course : of_title.course;
            if (term.from == 0) {
                term.from = of_title.from;
                term.to = of_title.to;
            }
        }
    }
    is_about_meeting = is_about_meeting || session != NULL;
    if (is_about_meeting && body < end) {
        const char *lead = end - body > LEAD_BYTES ? body + LEAD_BYTES : end;
        while (lead < end && (*lead & 0xC0) == 0x80)
            lead++;
        if (session == NULL)
            session = find_session(body, lead, FALSE);
        Term of_lead = {.course = 0};
        if (session != NULL && term.course == 0 && term.from == 0 &&
            find_terms(body, lead, FALSE, FALSE, &of_lead))
            term = of_lead;
        /* If the whole beginning has one term, it is that of the body that meets. */
        Term all = {.course = 0};
        if (session != NULL && term.from == 0 && find_terms(head->text, end, FALSE, FALSE, &all) &&
            all.from > 0) {
            term.from = all.from;
            term.to = all.to;
        }
    }
    fill(document, &session, &term);
    if (document->chair == NULL && is_about_meeting)
        document->chair = tc_chair_of_meeting(head->text, end);
}

/* "... thông qua ngày 12 tháng 7 năm 2023": the day of a document whose header has none. */
static void
read_adoption_day(const char *p, const char *end, TcDocument *document)
{
    TcFoundDay found;
    if (document->date == 0 && tc_head_find_day(p, end, &found) && !found.date.is_year_inferred &&
        found.date.start < ADOPTION_DAY_MAX)
        document->date = found.date.from;
}

/* tc_sentence_end(), of a sentence that may be wrapped: the next line begins with a small letter.
 */
static const char *
wrapped_sentence_end(const char *p, const char *end)
{
    enum { LINES = 3 };
    const char *stop = tc_sentence_end(p, end);
    for (guint i = 0; i < LINES && stop + 1 < end && *stop == '\n' &&
                      g_unichar_islower(g_utf8_get_char(stop + 1));
         i++)
        stop = tc_sentence_end(stop + 1, end);
    return stop;
}

/* "Nghị quyết này đã được HĐND tỉnh khóa X, kỳ họp thứ 5 thông qua ngày ...", at the end. */
void
tc_head_read_adoption(const char *text, gsize len, TcDocument *document)
{
    static const char *const openers[] = {"này đã được", "này được"};
    const char *end = text + len;
    for (const char *p = text; p < end;) {
        const char *at = tc_phrase_find(p, end, "này", &p);
        if (at == NULL)
            return;
        const char *after = tc_phrase_any(at, end, openers, G_N_ELEMENTS(openers), NULL);
        if (after == NULL)
            continue;
        const char *stop = wrapped_sentence_end(after, end);
        const char *adopted = tc_phrase_find(after, stop, "thông qua", NULL);
        g_autofree char *session = adopted != NULL ? find_session(after, stop, TRUE) : NULL;
        if (session != NULL) {
            Term term = {.course = 0};
            if (!find_terms(after, stop, TRUE, TRUE, &term))
                term = (Term){.course = 0};
            fill(document, &session, &term);
            read_adoption_day(adopted, stop, document);
            return;
        }
        /* "... được Ủy ban Thường vụ Quốc hội khóa XV thông qua ngày 16 tháng 6 năm 2025": it sits
         * without sessions. */
        if (adopted != NULL && document->number != NULL)
            read_adoption_day(adopted, stop, document);
        p = after;
    }
}

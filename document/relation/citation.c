#include "document/relation/citation.h"

#include "document/header/parts.h"
#include "text/date/date.h"
#include "text/key/letter.h"
#include "text/number/number.h"
#include "text/relation/place.h"

#include <string.h>

enum {
    NAME_BYTES_MAX = 600, /* of a law that amends many */
    ORG_BYTES_MAX = 120,  /* of whose a number is */
    DATE_BYTES = 80,      /* from a number to the end of its day */
    BROKEN_BYTES = 24,    /* of a number, behind a line end within it */
    BODY_BYTES = 150,     /* from a number to its day, with a body between */
    YEAR_MIN = 1945,
    YEAR_MAX = 2100,
};

void
tc_citation_clear(TcCitation *citation)
{
    g_clear_pointer(&citation->number, g_free);
    g_clear_pointer(&citation->title, g_free);
    g_clear_pointer(&citation->org, g_free);
}

/* The end of the window of `bytes` bytes from `p`, between characters. */
static const char *
window(const char *p, const char *end, gsize bytes)
{
    const char *limit = (gsize)(end - p) > bytes ? p + bytes : end;
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    return limit;
}

/* "44/2022/TT- BTC", "29/2017/ TT-BTC": a line was broken within the number. Its last letters,
 * behind the dash or slash at `p`, join *number. Returns where it ends. */
static const char *
read_broken_end(const char *p, const char *end, char **number)
{
    if (p >= end || *number == NULL)
        return p;
    const char *dash = p[-1] == '/' ? p - 1 : p;
    const char *from = tc_space_skip(dash + 1, end);
    const char *to = from;
    TcLetter letter;
    for (gsize len = 0; to < end && (*to == '-' || ((len = tc_letter_read(to, end, &letter)) > 0 &&
                                                    letter.upper));)
        to += *to == '-' ? 1 : len;
    if (strchr("-/", *dash) == NULL || from == dash + 1 || to - from < 2 ||
        to - from > BROKEN_BYTES || tc_is_word_at(to, end))
        return p;
    char *whole = g_strdup_printf("%s%.*s%.*s", *number, g_str_has_suffix(*number, "/") ? 0 : 1,
                                  dash, (int)(to - from), from);
    g_free(*number);
    *number = whole;
    return to;
}

/* "12/2024/QĐ-UBNDngàn 5 tháng 3": the last letters run into a mistyped word. Where they end; `p`,
 * the end of what was read, where none follow. They join *number. */
static const char *
read_run_together(const char *p, const char *end, char **number)
{
    enum { LETTERS_MIN = 2, WORD_MIN = 3 };
    const char *from = p < end && *p == '-' ? p + 1 : p;
    const char *to = from;
    TcLetter letter;
    guint upper = 0;
    guint lower = 0;
    gsize len;
    while (to < end && (len = tc_letter_read(to, end, &letter)) > 0 && letter.upper) {
        to += len;
        upper++;
    }
    for (const char *q = to; q < end && (len = tc_letter_read(q, end, &letter)) > 0; q += len)
        lower += !letter.upper;
    if (from == p || upper < LETTERS_MIN || lower < WORD_MIN || to - from > BROKEN_BYTES)
        return p;
    char *whole = g_strdup_printf("%s-%.*s", *number, (int)(to - from), from);
    g_free(*number);
    *number = whole;
    return to;
}

/* Reads the number at `p`, behind "số" or a type, which begins at `introduction`. */
static const char *
read_number(const char *introduction, const char *p, const char *end, char **number)
{
    TcNumber first;
    gsize start, after;
    const char *limit = window(p, end, TC_NUMBER_KEY_MAX + 32);
    if (p >= end || !g_ascii_isdigit(*p))
        return NULL;
    if (!tc_number_find_first(introduction, (gsize)(limit - introduction), &first, &start,
                              &after) ||
        introduction + start != p)
        return NULL;
    *number = tc_number_tidy(p, introduction + after);
    const char *stop = read_broken_end(introduction + after, end, number);
    return read_run_together(stop, end, number);
}

static void
take_day(const TcDate *date, gpointer user)
{
    TcDate *first = user;
    if (first->end == 0 && date->type == TC_DATE_DAY && !date->is_year_inferred && date->from != 0)
        *first = *date;
}

/* "ngày 05 tháng 3 năm 2010", "(ngày 5/3/2010)", "năm 2013" right behind `p`: its end. */
static const char *
read_day(const char *p, const char *end, guint32 *day)
{
    const char *q = tc_skip_between(p, end);
    if (q < end && *q == '(')
        q = tc_skip_between(q + 1, end);
    if (tc_phrase_at(q, end, "ngày") != NULL) {
        TcDate date = {.end = 0};
        const char *limit = window(q, end, DATE_BYTES);
        tc_dates_find(q, (gsize)(limit - q), take_day, &date);
        if (date.end == 0 || date.start != 0)
            return NULL;
        *day = date.from;
        return q + date.end;
    }
    const char *year = tc_phrase_at(q, end, "năm");
    if (year == NULL)
        return NULL;
    year = tc_space_skip(year, end);
    guint value = 0;
    const char *digits = year;
    for (; digits < end && g_ascii_isdigit(*digits) && digits - year < 5; digits++)
        value = value * 10 + (guint)(*digits - '0');
    if (digits - year != 4 || value < YEAR_MIN || value > YEAR_MAX)
        return NULL;
    *day = value * 10000;
    return digits;
}

/* "của Bộ Thương mại ngày 24 tháng 12 năm 1998" right behind `p`: the end of the day. */
static const char *
read_day_of_body(const char *p, const char *end, guint32 *day)
{
    const char *of = tc_phrase_at(tc_skip_between(p, end), end, "của");
    if (of == NULL)
        return NULL;
    const char *limit = window(of, end, BODY_BYTES);
    for (const char *q = of; q < limit; q++)
        if (strchr(",;:", *q) != NULL)
            limit = q;
    const char *at = tc_phrase_find(of, limit, "ngày", NULL);
    if (at == NULL || tc_phrase_find(of, at, "số", NULL) != NULL ||
        tc_phrase_find(of, at, "về", NULL) != NULL)
        return NULL;
    return read_day(at, end, day);
}

/* Whether a mark of a quotation stands at `p`, which ends with NUL or goes on. */
static inline gboolean
is_quote(const char *p)
{
    return (guchar)*p == 0xe2 && (g_str_has_prefix(p, "“") || g_str_has_prefix(p, "”"));
}

/* Whether `word` stands at `p` with a number behind it: "một số điều" has none. */
static gboolean
is_before_digits(const char *p, const char *end, const char *word)
{
    const char *after = tc_phrase_at(p, end, word);
    after = after != NULL ? tc_skip_between(after, end) : end;
    return after < end && g_ascii_isdigit(*after);
}

/* Whether documents of `type` are called by what follows it: "Quy chế làm việc". */
static gboolean
is_of_rules(const char *type)
{
    static const char *const types[] = {"Quy chế", "Điều lệ", "Nội quy", "Quy trình", "Quy ước"};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i], type) == 0)
            return TRUE;
    return FALSE;
}

/* Where the clause ends that begins at `p`: "khóa X, kỳ họp thứ ba" is in one. */
static const char *
subject_end(const char *p, const char *end)
{
    const char *limit = window(p, end, BODY_BYTES);
    for (const char *q = p; q < limit; q++)
        if (*q == ',' ? tc_phrase_at(tc_skip_between(q, limit), limit, "kỳ họp") == NULL
                      : strchr(";:.(\"", *q) != NULL || is_quote(q))
            return q;
    return limit;
}

/* "Nghị quyết về chợ nông thôn ngày 12 tháng 3 năm 2009", "Thông tư của Bộ A về B ngày ...", "Quyết
 * định phê duyệt A ngày ...", "Quy chế làm việc ban hành năm 2014": behind `type` of a document
 * that has no number, the end of its day. What it is about, up to its day, becomes *subject. NULL
 * where no day follows. */
static const char *
read_day_of_subject(const char *type, const char *p, const char *end, guint32 *day, char **subject)
{
    static const char *const openers[] = {"về", "của", "phê duyệt", "ban hành"};
    static const char *const others[] = {"từ", "trước", "sau", "đến", "hết", "này", "trong", "vào"};
    static const char *const made[] = {"được", "ban hành"};
    const char *start = tc_skip_between(p, end);
    if (!is_of_rules(type) &&
        tc_phrase_any(start, end, openers, G_N_ELEMENTS(openers), NULL) == NULL)
        return NULL;
    const char *limit = subject_end(start, end);
    const char *at = tc_phrase_find(start, limit, "ngày", NULL);
    const char *year;
    if (at == NULL && is_of_rules(type) && tc_phrase_find(start, limit, made[1], &year) != NULL)
        at = tc_skip_between(year, limit); /* "ban hành năm 2014" */
    if (at == NULL || tc_phrase_find(start, at, "này", NULL) != NULL)
        return NULL;
    for (const char *q = start; q < at; q = tc_next_word(q, at))
        if (is_before_digits(q, at, "số"))
            return NULL;
    TcLetters word;
    const char *before = tc_letters_before(start, at, &word);
    for (gsize i = 0; before != NULL && i < G_N_ELEMENTS(others); i++)
        if (tc_letters_are(&word, others[i]))
            return NULL;
    const char *day_end = read_day(at, end, day);
    const char *about = day_end != NULL ? tc_phrase_find(start, at, "về", NULL) : NULL;
    /* "về phí chợ được Hội đồng nhân dân thông qua ngày ..." */
    const gboolean is_made =
        before != NULL && (tc_letters_are(&word, "hành") || tc_letters_are(&word, "qua"));
    for (gsize i = 0; is_made && i < G_N_ELEMENTS(made); i++) {
        const char *making = tc_phrase_find(start, at, made[i], NULL);
        at = making != NULL ? making : at;
    }
    if (about != NULL && about < at)
        *subject = tc_tidy(about, tc_skip_between_back(about, at), NAME_BYTES_MAX);
    return day_end;
}

/* "Pháp lệnh Hải quan (đã) được Hội đồng Nhà nước ban hành ngày 20 tháng 2 năm 1990", behind the
 * name: the end of the day. */
static const char *
read_day_of_making(const char *p, const char *end, guint32 *day)
{
    static const char *const made[] = {"ban hành", "thông qua"};
    const char *already = tc_phrase_at(tc_space_skip(p, end), end, "đã");
    const char *by = tc_phrase_at(tc_space_skip(already != NULL ? already : p, end), end, "được");
    const char *limit = by != NULL ? window(by, end, DATE_BYTES) : NULL;
    for (gsize i = 0; limit != NULL && i < G_N_ELEMENTS(made); i++) {
        const char *after;
        const char *at = tc_phrase_find(by, limit, made[i], &after);
        /* "được Quốc hội khóa XI, kỳ họp thứ 4 thông qua ngày ..." */
        const char *comma = at != NULL ? memchr(by, ',', (gsize)(at - by)) : NULL;
        if (at != NULL &&
            (comma == NULL || tc_phrase_at(tc_skip_between(comma, at), at, "kỳ họp") != NULL))
            return read_day(after, end, day);
    }
    return NULL;
}

gboolean
tc_is_law(const char *type)
{
    static const char *const types[] = {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"};
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i], type) == 0)
            return TRUE;
    return FALSE;
}

gboolean
tc_has_unread_number(const char *p, const char *end)
{
    if (memchr(p, '/', (gsize)(end - p)) == NULL || g_strstr_len(p, end - p, "“") != NULL)
        return FALSE;
    for (const char *q = p; (q = memchr(q, '/', (gsize)(end - q))) != NULL; q++) {
        const char *digits = q + 1;
        while (digits < end && g_ascii_isdigit(*digits))
            digits++;
        if (q > p && g_ascii_isdigit(q[-1]) && digits - q == 5 && digits < end && *digits == '/')
            return TRUE;
    }
    return FALSE;
}

/* "(sửa đổi)", "(HIV/AIDS)" before the day or the number of a law belong to its name. Behind such a
 * bracket at `p`; NULL where there is none. */
static const char *
skip_bracket(const char *p, const char *end)
{
    enum { BRACKET_BYTES = 40 };
    const char *close = memchr(p, ')', MIN((gsize)(end - p), (gsize)BRACKET_BYTES));
    if (close == NULL)
        return NULL;
    const char *next = tc_space_skip(close + 1, end);
    return is_before_digits(next, end, "ngày") || is_before_digits(next, end, "năm") ||
                   is_before_digits(next, end, "số")
               ? close + 1
               : NULL;
}

/* Where the name of a law that goes on at `p` ends whose number would begin at `number`: before
 * another document that it is of, "Luật A theo phân quyền tại Nghị định số 1". */
static const char *
name_before_other(const char *p, const char *number)
{
    static const char *const others[] = {"nghị định", "nghị quyết", "thông tư", "quyết định"};
    for (const char *q = tc_next_word(p, number); q < number; q = tc_next_word(q, number)) {
        const char *after = tc_phrase_any(q, number, others, G_N_ELEMENTS(others), NULL);
        if (after != NULL && tc_space_skip(after, number) == number)
            return q;
    }
    return number;
}

/* Where the name of a law that goes on at `p` ends: before its number or day, or at the end of the
 * clause. */
static const char *
name_end(const char *p, const char *end)
{
    static const char *const stops[] = {
        "ngày",        "này",    "được",      "đã được",      "quy định",  "hết hiệu lực",
        "có hiệu lực", "và các", "và một số", "và nghị định", "hiện hành",
    };
    const char *limit = window(p, end, NAME_BYTES_MAX);
    gboolean amends = FALSE;
    for (const char *q = p; q < limit;) {
        /* Nothing ends within a word. */
        if (q > p && g_ascii_isalnum(q[-1]) && g_ascii_isalnum(*q)) {
            q++;
            continue;
        }
        const char *behind = *q == '(' ? skip_bracket(q, limit) : NULL;
        if (behind != NULL)
            return behind;
        if (strchr(";:.()\"", *q) != NULL || is_quote(q))
            return q;
        if (q == p || !tc_is_word_before(p, q)) {
            if (tc_phrase_any(q, limit, stops, G_N_ELEMENTS(stops), NULL) != NULL)
                return q;
            /* "khóa XII", but "Luật Khoa học và Công nghệ" */
            const char *term = tc_phrase_at(q, limit, "khóa");
            term = term != NULL ? tc_space_skip(term, limit) : limit;
            if (is_before_digits(q, limit, "số"))
                return name_before_other(p, q);
            if (is_before_digits(q, limit, "năm") || (term < limit && strchr("IVX", *term) != NULL))
                return q;
            /* "Luật Tổ chức Chính phủ, Luật Ngân sách nhà nước", but "Luật sửa đổi, bổ sung một số
             * điều của Luật A và Luật B" is one */
            if (tc_phrase_at(q, limit, "sửa đổi") != NULL)
                amends = TRUE;
            const char *type;
            if (!amends && *q == ',' && tc_type_at(tc_skip_between(q, limit), limit, &type) != NULL)
                return q;
            const char *and = tc_phrase_at(q, limit, "và");
            if (!amends && and != NULL &&
                tc_type_at(tc_space_skip(and, limit), limit, &type) != NULL)
                return q;
        }
        q = g_utf8_next_char(q);
    }
    return limit;
}

/* "Luật sửa đổi, bổ sung một số điều của Luật A số 1, Luật B số 2 và Luật C số 3 ngày ...": where
 * the list goes on to behind its first number, which ends at `p`; `p` when that is the only one,
 * and so of the law that amends. */
static const char *
amended_laws_end(const char *p, const char *end)
{
    for (;;) {
        const char *next = tc_skip_between(p, end);
        const char *and = tc_phrase_at(next, end, "và");
        next = and != NULL ? tc_skip_between(and, end) : next;
        const char *type;
        const char *name = next > p ? tc_type_at(next, end, &type) : NULL;
        if (name == NULL || !tc_is_law(type) || memchr(p, ';', (gsize)(next - p)) != NULL)
            return p;
        name = name_end(tc_space_skip(name, end), end);
        g_autofree char *number = NULL;
        const char *said = tc_phrase_at(name, end, "số");
        const char *digits = said != NULL ? tc_skip_between(said, end) : end;
        const char *after = said != NULL ? read_number(name, digits, end, &number) : NULL;
        if (after == NULL)
            return p;
        p = after;
    }
}

/* Behind the word "số" at `p`, also where it runs into the number: "số17/2024"; NULL where it is
 * not there. */
static const char *
number_word_at(const char *p, const char *end)
{
    static const char *const spelt[] = {"số", "Số", "SỐ"};
    const char *after = tc_phrase_at(p, end, spelt[0]);
    for (gsize i = 0; after == NULL && i < G_N_ELEMENTS(spelt); i++) {
        gsize len = strlen(spelt[i]);
        if ((gsize)(end - p) > len && memcmp(p, spelt[i], len) == 0 && g_ascii_isdigit(p[len]))
            after = p + len;
    }
    return after;
}

/* Behind "(KTXD)", which tells whose a number is, right behind it. */
static const char *
skip_code(const char *p, const char *end)
{
    enum { CODE_BYTES = 16 };
    const char *close =
        p < end && *p == '(' ? memchr(p, ')', MIN((gsize)(end - p), (gsize)CODE_BYTES)) : NULL;
    return close != NULL && memchr(p, ' ', (gsize)(close - p)) == NULL ? close + 1 : p;
}

/* "của Ủy ban nhân dân tỉnh Bắc Giang" right behind a number or its day: whose it is; NULL where it
 * is not said, or of no place that is named. */
static char *
read_org(const char *p, const char *end)
{
    static const char *const bodies[] = {"ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"};
    static const char *const heads[] = {"chủ tịch", "thường trực"};
    const char *of = tc_phrase_at(tc_skip_between(p, end), end, "của");
    if (of == NULL)
        return NULL;
    const char *start = tc_space_skip(of, end);
    const char *head = tc_phrase_any(start, end, heads, G_N_ELEMENTS(heads), NULL);
    start = head != NULL ? tc_space_skip(head, end) : start;
    const char *body = tc_phrase_any(start, end, bodies, G_N_ELEMENTS(bodies), NULL);
    const char *level = body != NULL ? tc_space_skip(body, end) : NULL;
    TcPlace place;
    TcLetters word;
    if (level == NULL || tc_letters_read(level, end, &word) == 0 ||
        !tc_place_at(level, end, &place) || place.name[0] == '\0')
        return NULL;
    /* In a line of capitals the name has no end. */
    if (word.count > 2 && word.letters[1].upper)
        return NULL;
    /* "..., tỉnh Long An": of several districts of that name */
    TcPlace upper;
    const char *next = tc_skip_between(place.end, end);
    const char *within = tc_phrase_at(next, end, "thuộc");
    gboolean is_within =
        tc_place_at(within != NULL ? tc_space_skip(within, end) : next, end, &upper) &&
        upper.name[0] != '\0' && strcmp(upper.level, place.level) != 0;
    return tc_tidy(start, is_within ? upper.end : place.end, ORG_BYTES_MAX);
}

/* The day of what was `read` up to `p`, which is a law with a name or not: its end, NULL where no
 * day is said. */
static const char *
read_own_day(const char *p, const char *end, gboolean is_named, TcCitation *read)
{
    const char *day_end = read_day(p, end, &read->date);
    if (day_end != NULL)
        return day_end;
    if (read->number != NULL)
        return read_day_of_body(p, end, &read->date);
    if (is_named)
        return read_day_of_making(p, end, &read->date);
    /* "quy định của ..." is no document. */
    TcLetter first;
    const gboolean is_name =
        read->type != NULL && tc_letter_read(read->start, end, &first) > 0 && first.upper;
    return is_name ? read_day_of_subject(read->type, p, end, &read->date, &read->title) : NULL;
}

/* Whether [p, name), of what goes on up to `end`, is the name of a law of `type`. */
static gboolean
is_law_name(const char *type, const char *p, const char *name, const char *end)
{
    if (name <= p)
        return strcmp(type, "Hiến pháp") == 0;
    /* A law that amends many has their numbers in its name. */
    return !tc_has_unread_number(p, name) || tc_phrase_at(p, end, "sửa đổi") != NULL;
}

/* "khai thác, sử dụng nước mặt số 12/GP-UBND": behind what is permitted, from `p` on, where the
 * number of a permit is told of; `p` where it is not. */
static const char *
skip_permitted(const char *p, const char *end)
{
    enum { PERMITTED_BYTES = 120 };
    const char *limit = window(p, end, PERMITTED_BYTES);
    for (const char *q = p; q < limit; q = tc_next_word(q, limit))
        if (is_before_digits(q, end, "số"))
            return memchr(p, ';', (gsize)(q - p)) == NULL && memchr(p, ':', (gsize)(q - p)) == NULL
                       ? q
                       : p;
    return p;
}

gboolean
tc_citation_at(const char *p, const char *end, TcCitation *citation)
{
    static const char *const sorts[] = {"hành động", "liên tịch", "liên ngành", "phối hợp"};
    const char *type = NULL;
    const char *q = p;
    TcCitation read = {.start = p};
    const char *type_end = tc_type_at(p, end, &type);
    if (type_end != NULL && *type == '\0')
        return FALSE;
    const char *after = type_end != NULL ? tc_space_skip(type_end, end) : p;
    q = after;
    read.type = type_end != NULL ? type : NULL;
    const char *name = NULL;
    if (type_end != NULL && tc_is_law(type) && !is_before_digits(after, end, "số")) {
        name = tc_skip_between_back(after, name_end(after, end));
        if (!is_law_name(type, after, name, end))
            return FALSE;
        q = tc_skip_between(name, end);
    }
    /* "Thông báo Kết luận số 1" */
    const char *second;
    const char *second_end = type_end != NULL && name == NULL ? tc_type_at(q, end, &second) : NULL;
    if (type_end != NULL && second_end == NULL) /* "Kế hoạch hành động số 1" */
        second_end = tc_phrase_any(q, end, sorts, G_N_ELEMENTS(sorts), NULL);
    if (second_end != NULL && tc_phrase_at(tc_space_skip(second_end, end), end, "số") != NULL)
        q = tc_space_skip(second_end, end);
    else if (type_end != NULL && *p == 'G' && strcmp(type, "Giấy phép") == 0)
        q = skip_permitted(q, end);
    const char *said = number_word_at(q, end);
    if (type_end == NULL && said == NULL)
        return FALSE;
    const char *digits = said != NULL ? said : q;
    while (digits < end && (*digits == ':' || *digits == ' ' || *digits == '.' ||
                            g_unichar_isspace(g_utf8_get_char(digits))))
        digits = g_utf8_next_char(digits);
    const char *introduction = said == NULL ? p : digits == said ? digits : q;
    const char *number_end = read_number(introduction, digits, end, &read.number);
    if (number_end == NULL && name == NULL && said != NULL)
        return FALSE;
    if (number_end != NULL && name != NULL && tc_phrase_at(after, end, "sửa đổi") != NULL &&
        amended_laws_end(number_end, end) > number_end) {
        name = number_end = amended_laws_end(number_end, end);
        g_clear_pointer(&read.number, g_free);
    }
    const char *stop = number_end != NULL ? number_end : name != NULL ? name : type_end;
    stop = number_end != NULL ? skip_code(stop, end) : stop;
    const char *day_end = read_own_day(stop, end, name != NULL, &read);
    if (read.number == NULL && day_end == NULL) {
        tc_citation_clear(&read);
        return FALSE;
    }
    read.end = day_end != NULL ? day_end : stop;
    if (read.number != NULL)
        read.org = read_org(read.end, end);
    if (name != NULL)
        read.title = tc_tidy(p, name, NAME_BYTES_MAX);
    *citation = read;
    return TRUE;
}

gboolean
tc_citation_named_at(const char *p, const char *end, TcCitation *citation)
{
    static const char *const places[] = {"trên địa bàn", "tại tỉnh",      "của tỉnh",
                                         "bao gồm",      "của thành phố", "về",
                                         "trong ngành",  "như sau",       "sửa đổi"};
    const char *type = NULL;
    const char *after = tc_type_at(p, end, &type);
    if (after == NULL || *type == '\0' || !tc_is_law(type))
        return FALSE;
    const char *name = name_end(tc_space_skip(after, end), end);
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        /* "Luật sửa đổi ..." is a name. */
        const char *place = tc_phrase_find(after, name, places[i], NULL);
        name = place != NULL && place > tc_space_skip(after, name) ? place : name;
    }
    name = tc_skip_between_back(after, name);
    const char *word = tc_space_skip(after, name);
    /* "Luật Giá", but no "luật thuế" */
    TcLetters only;
    const gboolean is_one = word < name && memchr(word, ' ', (gsize)(name - word)) == NULL;
    if (word >= name || (is_one && (tc_letters_read(word, name, &only) == 0 || only.count < 2 ||
                                    !only.letters[0].upper || only.letters[1].upper)))
        return FALSE;
    *citation = (TcCitation){
        .start = p,
        .end = name,
        .type = type,
        .title = tc_tidy(p, name, NAME_BYTES_MAX),
    };
    return TRUE;
}

gboolean
tc_citation_find(const char *p, const char *until, const char *end, TcCitation *citation)
{
    /* Neither number nor day is without a figure. */
    const char *figure = p;
    while (p < until) {
        while (figure < end && (figure < p || !g_ascii_isdigit(*figure)))
            figure++;
        if (figure >= end)
            return FALSE;
        if (tc_citation_at(p, end, citation))
            return TRUE;
        TcLetters word;
        gsize len = tc_letters_read(p, end, &word);
        p = len > 0 ? p + len : g_utf8_next_char(p);
        while (p < end && !tc_is_word_at(p, end))
            p = g_utf8_next_char(p);
        /* "các quy định về xử lý kỷ luật tại Nghị định số 1": no law. */
        if (len > 0 && (tc_letters_are(&word, "kỷ") || tc_letters_are(&word, "pháp"))) {
            const char *behind = tc_phrase_at(p, end, "luật");
            p = behind != NULL ? tc_skip_between(behind, end) : p;
        }
    }
    return FALSE;
}

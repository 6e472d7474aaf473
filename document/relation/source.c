#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"
#include "text/relation/place.h"

#include <string.h>

#define WRAPS_MAX         40 /* lines of one paragraph */
#define FOOT_LINES_MAX    10 /* between two pages */
#define WRAPPED_MIN       55 /* characters of a line that was broken to a width */
#define WRAPPED_BYTES_MIN WRAPPED_MIN
#define ARTICLE_BYTES     10 /* of "Điều" alone in a line, with spaces */
#define PART_BYTES_MIN    20 /* of a line that goes on behind something that is no letter */

/* ---- what is known ---- */

gboolean
tc_is_same_number(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return FALSE;
    /* Of the letters of numbers only "Đ" is not ASCII, and a small one takes as many bytes. */
    for (; *a != '\0'; a++, b++) {
        const gboolean is_d = (guchar)a[0] == 0xc4 && (guchar)b[0] == 0xc4 &&
                              ((guchar)a[1] | 1) == 0x91 && ((guchar)b[1] | 1) == 0x91;
        if (is_d) {
            a++;
            b++;
        } else if (g_ascii_tolower(*a) != g_ascii_tolower(*b)) {
            return FALSE;
        }
    }
    return *b == '\0';
}

/* Whether a year is within a number: "15/2020/QĐ-UBND", but not "58/QĐ-TTg". */
static gboolean
has_year(const char *number)
{
    const char *year = strchr(number, '/');
    return year != NULL && g_ascii_isdigit(year[1]) && g_ascii_isdigit(year[2]) &&
           g_ascii_isdigit(year[3]) && g_ascii_isdigit(year[4]) && year[5] == '/';
}

/* Whether both are the same document, as far as they say. */
static gboolean
is_same(const TcRelation *known, const TcCitation *citation)
{
    gboolean is_year = known->date % 10000 == 0 || citation->date % 10000 == 0;
    if (tc_places_differ(known->org, citation->org))
        return FALSE;
    /* Of two days of the same number and year one is mistyped. */
    if (tc_is_same_number(known->number, citation->number) && has_year(known->number) &&
        g_strcmp0(known->type, citation->type) == 0 &&
        known->date / 10000 == citation->date / 10000)
        return TRUE;
    if (known->date != 0 && citation->date != 0 &&
        (is_year ? known->date / 10000 != citation->date / 10000 : known->date != citation->date))
        return FALSE;
    if (known->number != NULL && citation->number != NULL)
        return tc_is_same_number(known->number, citation->number);
    if (known->title != NULL && citation->title != NULL)
        return g_strcmp0(known->title, citation->title) == 0 &&
               (known->date != 0 || citation->date != 0 || known->number == citation->number);
    return known->number == NULL && citation->number == NULL && known->title == NULL &&
           citation->title == NULL && g_strcmp0(known->type, citation->type) == 0;
}

/* Whether `scope` is among the parts that are known, whether in capitals or not. */
static gboolean
has_scope(const char *known, const char *scope)
{
    g_autofree char *have = g_utf8_casefold(known, -1);
    g_autofree char *want = g_utf8_casefold(scope, -1);
    return strstr(have, want) != NULL;
}

/* Of types that stand above others: what is below ends nothing above it as a whole. 0 for types
 * that are of several bodies. */
static guint
rank_of(const char *type)
{
    static const struct {
        const char *type;
        guint rank;
    } ranks[] = {
        {"Hiến pháp", 4}, {"Luật", 3},     {"Bộ luật", 3},    {"Pháp lệnh", 3},
        {"Nghị định", 2}, {"Thông tư", 1}, {"Quyết định", 1}, {"Thông tư liên tịch", 1},
        {"Chỉ thị", 1},
    };
    for (gsize i = 0; type != NULL && i < G_N_ELEMENTS(ranks); i++)
        if (strcmp(ranks[i].type, type) == 0)
            return ranks[i].rank;
    return 0;
}

/* Whether a document of `own` type cannot do to one of `type` what it seems to: so the other was
 * only named in what describes a third. What corrects is a letter. */
static gboolean
is_out_of_reach(TcRelationKind kind, const char *own, const char *type)
{
    const gboolean is_effect =
        kind == TC_RELATION_REPLACES || kind == TC_RELATION_REPEALS || kind == TC_RELATION_AMENDS;
    return is_effect && rank_of(own) > 0 && rank_of(type) > rank_of(own);
}

void
tc_source_take(TcSource *source, TcRelationKind kind, TcCitation *citation, const char *scope,
               guint32 effective)
{
    const TcDocument *document = source->document;
    if (tc_is_same_number(document->number, citation->number) &&
        (citation->date == 0 || document->date == 0 || citation->date == document->date))
        return;
    if (scope == NULL && is_out_of_reach(kind, document->type, citation->type))
        return;
    for (guint i = 0; i < source->relations->len; i++) {
        TcRelation *known = g_ptr_array_index(source->relations, i);
        if (known->kind != kind || !is_same(known, citation))
            continue;
        known->date = known->date != 0 ? known->date : citation->date;
        known->effective = known->effective != 0 ? known->effective : effective;
        if (known->type == NULL)
            known->type = g_strdup(citation->type);
        if (known->org == NULL)
            known->org = g_steal_pointer(&citation->org);
        /* Another part of the same document. */
        if (scope != NULL && known->scope != NULL && !has_scope(known->scope, scope) &&
            strlen(known->scope) + strlen(scope) < TC_RELATION_FIELD_MAX) {
            char *both = g_strdup_printf("%s; %s", known->scope, scope);
            g_free(known->scope);
            known->scope = both;
        } else if (scope != NULL && known->scope == NULL && kind == TC_RELATION_AMENDS) {
            known->scope = g_strdup(scope);
        }
        return;
    }
    if (source->relations->len >= TC_RELATIONS_MAX)
        return;
    TcRelation *relation = g_new0(TcRelation, 1);
    relation->kind = kind;
    relation->number = g_steal_pointer(&citation->number);
    relation->title = g_steal_pointer(&citation->title);
    relation->org = g_steal_pointer(&citation->org);
    relation->type = g_strdup(citation->type);
    relation->date = citation->date;
    relation->scope = g_strdup(scope);
    relation->effective = effective;
    g_ptr_array_add(source->relations, relation);
}

/* ---- lines ---- */

const char *
tc_sign_next(TcSign *sign, const char *p, const char *end)
{
    if (sign->next != NULL && sign->next >= p)
        return sign->next;
    if (sign->places != NULL) {
        while (*sign->places < p)
            sign->places++;
        sign->next = *sign->places;
        return sign->next;
    }
    gsize len = strlen(sign->words);
    sign->next = end;
    for (const char *q = p + sign->rare; q < end; q++) {
        q = memchr(q, sign->words[sign->rare], (gsize)(end - q));
        if (q == NULL)
            break;
        const char *at = q - sign->rare;
        const char *after = at + len;
        if (after > end || *at != *sign->words || memcmp(at, sign->words, len) != 0)
            continue;
        if (sign->before == NULL ||
            (after < end && g_ascii_isspace(*after) && sign->before(after + 1, end))) {
            sign->next = at;
            break;
        }
    }
    return sign->next;
}

const char *
tc_skip_roman(const char *p, const char *end)
{
    const char *q = p;
    while (q < end && (*q == 'I' || *q == 'V' || *q == 'X') && q - p < 5)
        q++;
    return q > p && q < end && *q == '.' ? q + 1 : p;
}

const char *
tc_skip_enumerators(const char *p, const char *end)
{
    for (;;) {
        p = tc_skip_between(p, end);
        p = tc_skip_between(tc_skip_roman(p, end), end);
        /* Most lines begin with a word, and not with a number, "a)" or "Điều". */
        if (p >= end || (g_ascii_isalpha(*p) && g_ascii_tolower(*p) != 'd' && end - p > 1 &&
                         strchr(".):/", p[1]) == NULL))
            return p;
        const char *article = tc_phrase_at(p, end, "điều");
        const char *q = article != NULL ? tc_skip_between(article, end) : p;
        const char *digits = q;
        while (q < end && g_ascii_isdigit(*q) && q - digits < 4)
            q++;
        gboolean is_number = q > digits;
        if (q < end && g_ascii_isalpha(*q) && (is_number || article == NULL) &&
            (end - q < 2 || !tc_is_word_at(q + 1, end)))
            q++;
        else if (!is_number && article == NULL && g_str_has_prefix(q, "đ)"))
            q += strlen("đ");
        /* "Điều 1- Ban hành", as the Party writes it */
        const char *dash = article != NULL && is_number ? tc_space_skip(q, end) : q;
        if (dash < end && *dash == '-')
            q = dash;
        if (q == digits || q >= end || (strchr(".):/", *q) == NULL && (q != dash || *q != '-')))
            return p;
        /* "1.2." goes on; "1.500 đồng" does not */
        p = q + 1;
    }
}

/* Whether a line ends in a part of what the next line names: "... và khoản 2 Điều 5". */
static gboolean
ends_in_part(const char *p, const char *end)
{
    const char *digits = end;
    while (digits > p && (digits[-1] == 'I' || digits[-1] == 'V' || digits[-1] == 'X'))
        digits--; /* "Phụ lục II" */
    if (digits == end)
        while (digits > p &&
               (g_ascii_isdigit(digits[-1]) || (digits == end && g_ascii_isalpha(end[-1]))))
            digits--;
    if (digits == end || (g_ascii_isalpha(*digits) && strchr("IVX", *digits) == NULL))
        return FALSE;
    static const char *const parts[] = {"điều", "khoản", "mục", "lục"};
    const char *before = tc_space_skip_back(p, digits);
    TcLetters word;
    const char *start = tc_letters_before(p, before, &word);
    /* "Điều 5" alone is the heading of an article. */
    if (start == NULL || before == digits || start - p < PART_BYTES_MIN)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (tc_letters_are(&word, parts[i]))
            return TRUE;
    return FALSE;
}

/* Whether a line that ends at `end` cannot end there: "... sửa đổi bởi Luật số". */
static gboolean
is_unfinished(const char *p, const char *end)
{
    static const char *const joints[] = {"số",    "ngày",  "tháng", "năm",  "của", "và",  "bởi",
                                         "thuộc", "khoản", "điểm",  "theo", "từ",  "các", "tại"};
    /* "... của Bộ" and below it "Tài chính": the beginning of a name, in a line that is not in
     * capitals. */
    static const char *const names[] = {"bộ", "sở", "luật", "ban", "cục", "ủy", "tỉnh"};
    TcLetters word;
    const char *start = tc_letters_before(p, end, &word);
    if (start == NULL)
        return FALSE;
    /* "... khoản 4 Điều" and below it "12 Nghị định số ...", "... tại Phụ lục" and "IIb" */
    if ((tc_letters_are(&word, "điều") || tc_letters_are(&word, "lục")) &&
        start - p >= PART_BYTES_MIN)
        return TRUE;
    /* "... có số thứ tự" and below it "12, 13"; "trật tự" ends lines as well. */
    if (tc_letters_are(&word, "tự"))
        return tc_letters_before(p, start, &word) != NULL && tc_letters_are(&word, "thứ");
    gboolean is_heading = word.letters[0].upper && tc_is_capitals(p, end);
    for (gsize i = 0; word.letters[0].upper && !is_heading && i < G_N_ELEMENTS(names); i++)
        if (tc_letters_are(&word, names[i]))
            return start > p && !tc_is_capitals(start, end);
    /* "... MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ" and below it "22/2013/TT-NHNN ..." */
    if (word.letters[0].upper && !is_heading)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(joints); i++)
        if (tc_letters_are(&word, joints[i]))
            return TRUE;
    return FALSE;
}

/* Whether a line ends in an office whose name the next line has: "... của Bộ trưởng" and below it
 * "Bộ Tài chính". */
static gboolean
ends_in_office(const char *p, const char *end)
{
    TcLetters word;
    const char *second = tc_letters_before(p, end, &word);
    if (second == NULL || word.letters[0].upper || !tc_letters_are(&word, "trưởng"))
        return FALSE;
    const char *first = tc_letters_before(p, second, &word);
    if (first == NULL || !tc_letters_are(&word, "bộ"))
        return FALSE;
    return tc_letters_before(p, first, &word) != NULL && tc_letters_are(&word, "của");
}

static const char *
line_end_of(const char *p, const char *end)
{
    const char *line_end = memchr(p, '\n', (gsize)(end - p));
    return line_end != NULL ? line_end : end;
}

/* Where the text goes on below the foot of a page at `p`: behind empty lines, the number of the
 * page and the running head of the gazette. `p` where there is no foot. */
static const char *
skip_foot(const char *p, const char *end)
{
    gboolean has_any = FALSE;
    const char *q = p;
    for (guint i = 0; i < FOOT_LINES_MAX && q < end; i++) {
        const char *line_end = line_end_of(q, end);
        const char *start = tc_space_skip(q, line_end);
        const char *digits = start;
        while (digits < line_end && g_ascii_isdigit(*digits) && digits - start < 5)
            digits++;
        gboolean is_number = digits > start && tc_space_skip(digits, line_end) == line_end;
        gboolean is_head = tc_phrase_at(digits > start ? tc_space_skip(digits, line_end) : start,
                                        line_end, "công báo") != NULL;
        if (start < line_end && !is_number && !is_head)
            return has_any ? start : p;
        has_any = has_any || is_number || is_head;
        q = line_end < end ? line_end + 1 : end;
    }
    return p;
}

/* Whether the document that something is done to comes behind the line [p, last): it ends in "...
 * và thay thế", or in "... biện pháp thi hành" and is no heading of an article. */
static gboolean
ends_in_verb(const char *p, const char *last)
{
    static const char *const effects[] = {"thay thế", "bãi bỏ", "hủy bỏ", "bổ sung"};
    static const char *const others[] = {"thực hiện", "thi hành"};
    TcLetters word;
    const char *start = tc_letters_before(p, last, &word);
    /* Most words are left at their first letter. */
    if (start == NULL || word.letters[0].base == '\0' ||
        strchr("tbsh", word.letters[0].base) == NULL || word.count > strlen("hành"))
        return FALSE;
    const char *before = tc_letters_before(p, start, &word);
    /* "Bãi bỏ toàn bộ" and below it "Quyết định số ..." */
    if (before != NULL && tc_phrase_at(before, last, "toàn bộ") == last)
        return TRUE;
    return before != NULL &&
           (tc_phrase_any(before, last, effects, G_N_ELEMENTS(effects), NULL) == last ||
            (tc_phrase_any(before, last, others, G_N_ELEMENTS(others), NULL) == last &&
             tc_phrase_at(p, last, "điều") == NULL));
}

/* Whether a document is named in the line [p, end), as its first words. */
static gboolean
begins_with_document(const char *p, const char *end)
{
    g_auto(TcCitation) citation = {.start = NULL};
    return tc_citation_at(p, end, &citation);
}

/* Whether a line [p, last) of a text that was broken to a width goes on in the line at `next`,
 * which begins with a name: "... của Bộ trưởng" and below it "Bộ Công an". */
static gboolean
is_wrapped(const char *p, const char *last, const char *next, const char *end)
{
    /* What stands only at the beginning of a paragraph. */
    static const char *const openers[] = {"điều",      "chương",   "phần", "mục",
                                          "phụ lục",   "căn cứ",   "theo", "xét",
                                          "thực hiện", "nơi nhận", "chiểu"};
    TcLetter first;
    const char *type;
    const char *next_end = line_end_of(next, end);
    return last - p >= WRAPPED_BYTES_MIN && tc_letter_read(next, next_end, &first) > 0 &&
           first.upper && memchr(p, '\t', (gsize)(last - p)) == NULL &&
           g_utf8_strlen(p, last - p) >= WRAPPED_MIN &&
           (last[-1] == ',' || tc_type_at(next, next_end, &type) == NULL ||
            (ends_in_verb(p, last) && begins_with_document(next, next_end))) &&
           tc_phrase_any(next, next_end, openers, G_N_ELEMENTS(openers), NULL) == NULL &&
           !tc_is_capitals(p, last) && !tc_is_capitals(next, next_end);
}

/* Whether an article begins at `p`: "Điều 5." or "Điều 5:", but not "Điều 5 và khoản 1 Điều 6". */
static gboolean
begins_article(const char *p, const char *end)
{
    const char *number = tc_phrase_at(p, end, "điều");
    number = number != NULL ? tc_skip_between(number, end) : end;
    const char *after = number;
    while (after < end && g_ascii_isalnum(*after))
        after++;
    return number < end && (after >= end || strchr(".:\n", *tc_space_skip(after, end)) != NULL);
}

/* Whether a line that ends at `last` was broken within numbers: "... các Điều 20, 21," and below it
 * "22 và 23 Nghị định số 1", "... Mẫu số 01/ĐK," and "02/ĐK", "... các Điều 20, 21" and "Nghị định
 * số 1". */
static gboolean
is_within_numbers(const char *p, const char *last, const char *next, const char *end)
{
    if (last - p < WRAPPED_BYTES_MIN)
        return FALSE;
    const char *digits = next;
    while (digits < end && g_ascii_isdigit(*digits))
        digits++;
    if (last[-1] == ',' && digits > next && digits < end)
        return *digits == '/' || (g_ascii_isdigit(last[-2]) && (*digits == ',' || *digits == ' '));
    const char *number = last;
    while (number > p && g_ascii_isdigit(number[-1]))
        number--;
    const char *comma = tc_space_skip_back(p, number);
    return number < last && comma - p > 1 && comma[-1] == ',' && g_ascii_isdigit(comma[-2]) &&
           begins_with_document(next, end);
}

/* Whether the line at `p` begins with an article of another document: "Thông tư số 1 ...;" and
 * below it "Điều 3 Thông tư số 2 ... hết hiệu lực". */
static gboolean
names_article_of(const char *p, const char *end)
{
    const char *line_end = line_end_of(p, end);
    const char *number = *p == '\n' ? NULL : tc_phrase_at(p, line_end, "điều");
    if (number == NULL || begins_article(p, line_end))
        return FALSE;
    number = tc_skip_between(number, line_end);
    while (number < line_end && g_ascii_isalnum(*number))
        number++;
    return begins_with_document(tc_space_skip(number, line_end), line_end);
}

/* Whether "Căn cứ ..." stands at `p`: "... chuyển đổi số" above it is finished. */
static gboolean
begins_basis(const char *p, const char *end)
{
    return *p == 'C' && tc_phrase_at(p, end, "căn cứ") != NULL;
}

/* Whether the line [p, last) was broken before what begins at `next`, where a line of its own never
 * begins: "... tại Quyết định" and below it "12/2019/QĐ-UBND", "... công lập" and below it "(không
 * bao gồm ...)". */
static gboolean
is_broken_before(const char *p, const char *last, const char *next, const char *end)
{
    const char *digits = next;
    while (digits < end && g_ascii_isdigit(*digits))
        digits++;
    if (*next == '(')
        return next + 1 < end && last - p >= WRAPPED_BYTES_MIN &&
               g_unichar_islower(g_utf8_get_char(next + 1)) && !tc_is_capitals(p, last);
    /* "... NGHỊ ĐỊNH SỐ 100/2024/NĐ-CP" and below it "NGÀY 26 THÁNG 7 NĂM 2024 ..." */
    const char *day = *next == 'N' ? tc_phrase_at(next, end, "ngày") : NULL;
    if (day != NULL)
        return tc_is_capitals(p, last) && tc_space_skip(day, end) < end &&
               g_ascii_isdigit(*tc_space_skip(day, end));
    if (digits == next || digits >= end)
        return FALSE;
    if (*digits != '/')
        return FALSE;
    TcLetters word;
    const char *second = tc_letters_before(p, last, &word);
    const char *first = second != NULL ? tc_letters_before(p, second, &word) : NULL;
    const char *type;
    return first != NULL && tc_type_at(first, last, &type) == last;
}

/* Whether a quotation that begins within the line [p, last) goes on in the next: "thay thế cụm từ
 * “A nắm giữ" and below it "100 %”". What begins with the line is the words of another document,
 * and may have paragraphs of its own. */
static gboolean
ends_in_quotation(const char *p, const char *last)
{
    const char *open = g_strrstr_len(p, last - p, "“");
    return open != NULL && open > tc_skip_between(p, last) &&
           g_strstr_len(open, last - open, "”") == NULL;
}

/* Whether a line that ends at `last` was broken within a span of years: "giai đoạn 2012 -" and
 * below it "2015". */
static gboolean
is_within_span(const char *p, const char *last, const char *next, const char *end)
{
    static const char dash[] = "–";
    const gsize len = g_str_has_prefix(last - MIN((gsize)(last - p), strlen(dash)), dash)
                          ? strlen(dash)
                          : last[-1] == '-';
    const char *before = len > 0 ? tc_space_skip_back(p, last - len) : p;
    return before - p >= PART_BYTES_MIN && g_ascii_isdigit(before[-1]) && next < end &&
           g_ascii_isdigit(*next);
}

/* Whether an empty line at `next` stands within a sentence, as in pages that were taken apart: "...
 * của Ủy ban nhân dân thành" and below it "phố ...". What a mark or a word ends is over, and so is
 * what stands above "a)". */
static gboolean
is_cut_by_empty_line(const char *p, const char *last, const char *next, const char *end)
{
    if (next >= end || *next != '\n' || last - p < WRAPPED_BYTES_MIN || last[-1] == ';' ||
        tc_is_capitals(p, last))
        return FALSE;
    const char *below = tc_paragraph_next(next, end);
    return below < end && g_unichar_islower(g_utf8_get_char(below)) &&
           tc_skip_enumerators(below, line_end_of(below, end)) == below;
}

/* Where the paragraph of the line [p, line_end) goes on, behind the white space of another line;
 * NULL when it ends here. */
static const char *
next_of_paragraph(const char *p, const char *line_end, const char *end)
{
    /* The line was wrapped if it ends without a stop, and the next one begins with a small letter
     * or this one ends with a word that something must follow. */
    const char *last = line_end;
    while (last > p && g_ascii_isspace(last[-1]))
        last--;
    if (line_end >= end || last == p || strchr(".:!?", last[-1]) != NULL)
        return NULL;
    const char *next = line_end + 1;
    while (next < end && (*next == ' ' || *next == '\t'))
        next++;
    /* "... trình độ sơ cấp; mẫu chứng chỉ;" and below it "quản lý phôi ...", broken to a width */
    if (last[-1] == ';' && names_article_of(next, end))
        return next;
    if (last[-1] == ';' &&
        (last - p < WRAPPED_BYTES_MIN || next >= end || !g_unichar_islower(g_utf8_get_char(next)) ||
         g_utf8_strlen(p, last - p) < WRAPPED_MIN))
        return NULL;
    if (is_cut_by_empty_line(p, last, next, end))
        return tc_paragraph_next(next, end);
    const char *below = last - p >= PART_BYTES_MIN && next < end ? skip_foot(next, end) : next;
    if (below > next && below < end &&
        (g_unichar_islower(g_utf8_get_char(below)) || ends_in_office(p, last)))
        next = below;
    if (next >= end)
        return NULL;
    /* "Điều" and below it "1." */
    if (last - p < ARTICLE_BYTES && g_ascii_isdigit(*next) &&
        tc_phrase_at(tc_space_skip(p, last), last, "điều") == last)
        return next;
    /* "1.", "a)", "đ)" */
    const char *mark = g_utf8_next_char(next);
    if (mark < end && *mark != '\0' && strchr(").", *mark) != NULL)
        return NULL;
    /* "Thông tư số 44/2022/TT-" and below it "BTC" */
    gboolean is_broken = strchr("-/", last[-1]) != NULL && tc_is_word_before(p, last - 1);
    gboolean goes_on =
        g_unichar_islower(g_utf8_get_char(next)) ||
        (*next != '\n' &&
         (is_broken || ends_in_quotation(p, last) ||
          (is_unfinished(p, last) && !begins_basis(next, end)) ||
          (ends_in_part(p, last) && !begins_article(next, end)) || ends_in_office(p, last) ||
          is_within_numbers(p, last, next, end) || is_within_span(p, last, next, end) ||
          is_broken_before(p, last, next, end) ||
          (ends_in_verb(p, last) && !tc_is_capitals(p, last) && begins_with_document(next, end)) ||
          is_wrapped(p, last, next, end)));
    return goes_on ? next : NULL;
}

const char *
tc_paragraph_end(const char *p, const char *end)
{
    for (guint i = 0; i < WRAPS_MAX; i++) {
        const char *line_end = line_end_of(p, end);
        const char *next = next_of_paragraph(p, line_end, end);
        if (next == NULL)
            return line_end;
        p = next;
    }
    return line_end_of(p, end);
}

const char *
tc_paragraph_next(const char *p, const char *end)
{
    while (p < end && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

/* The start of the line above the one at `line`, which is not the first of `text`. */
static const char *
line_above(const char *text, const char *line)
{
    const char *above = memrchr(text, '\n', (gsize)(line - 1 - text));
    return above != NULL ? above + 1 : text;
}

gboolean
tc_may_be_foot(const char *p, const char *line_end)
{
    const char *start = tc_space_skip(p, line_end);
    const char *digits = start;
    while (digits < line_end && g_ascii_isdigit(*digits))
        digits++;
    digits = digits > start ? tc_space_skip(digits, line_end) : digits;
    return digits == line_end || tc_phrase_at(digits, line_end, "công báo") != NULL;
}

/* Whether the line above the one at `line`, but for empty ones, is over and no foot of a page, so
 * that no more than a look at its end is needed. */
static gboolean
is_below_full_stop(const char *text, const char *line)
{
    const char *last = line;
    while (last - text > 2 && last[-1] == '\n')
        last--;
    return last < line && last - text > 2 &&
           (last[-1] == '.' || last[-1] == ':' || last[-1] == '!' || last[-1] == '?') &&
           !g_ascii_isdigit(last[-2]) && !g_ascii_isspace(last[-2]);
}

const char *
tc_paragraph_begin(const char *text, const char *line, const char *end)
{
    if (is_below_full_stop(text, line))
        return line;
    for (guint i = 0; i < WRAPS_MAX; i++) {
        const char *words = line;
        while (words < end && (*words == ' ' || *words == '\t'))
            words++;
        const char *found = NULL;
        const char *above = line;
        for (guint k = 0; found == NULL && k <= FOOT_LINES_MAX && above > text; k++) {
            above = line_above(text, above);
            const char *above_end = line_end_of(above, end);
            /* The number of a page does not go on. */
            if (tc_may_be_foot(above, above_end))
                continue;
            if (next_of_paragraph(above, above_end, end) != words)
                break;
            found = above;
        }
        if (found == NULL)
            return line;
        line = found;
    }
    return line;
}

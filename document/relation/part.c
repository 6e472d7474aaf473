/* Words that tell which part of a document is meant: "khoản 3 Điều 4", "các quy định về neo ghe",
 * "trừ Điều 5". */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    SCOPE_BYTES_MAX = 300,
    OBJECT_BYTES_MAX = 400,
};

/* Those that also begin other words ("điều
 * kiện", "chương trình") say so before a number, a letter, quoted words or each other. */
static const char *const numbered_parts[] = {
    "điều",     "khoản", "điểm", "phần", "chương", "mục",
    "tiểu mục", "tiết",  "đoạn", "câu",  "mẫu",    "mẫu số",
};
static const char *const part_words[] = {
    "phụ lục",   "biểu",     "biểu mẫu",    "mẫu biểu",     "các mẫu",       "cụm từ",
    "từ",        "một phần", "một số điều", "một số khoản", "một số điểm",   "một số quy định",
    "một điều",  "các điều", "các khoản",   "các điểm",     "gạch đầu dòng", "từ ngữ",
    "số thứ tự", "qcvn",
};
/* What also describes a whole document: "quy định về trình tự, thủ tục". */
static const char *const described_parts[] = {
    "nội dung", "thủ tục hành chính", "thủ tục", "tthc", "quy trình", "danh mục",
};

static gboolean
is_roman(const char *p, const char *end)
{
    while (p < end && strchr("IVXL", *p) != NULL && *p != '\0')
        p++;
    return !tc_is_word_at(p, end);
}

const char *
tc_part_at(const char *p, const char *end)
{
    const char *after = tc_phrase_any(p, end, numbered_parts, G_N_ELEMENTS(numbered_parts), NULL);
    if (after == NULL) {
        after = tc_phrase_any(p, end, part_words, G_N_ELEMENTS(part_words), NULL);
        /* "từ “A” bằng “B”", but not "từ ngày ..." */
        const char *quoted = after != NULL ? tc_phrase_at(p, end, "từ") : NULL;
        quoted = quoted == after && quoted != NULL ? tc_space_skip(quoted, end) : NULL;
        return quoted == NULL || (quoted < end && (*quoted == '"' || g_str_has_prefix(quoted, "“")))
                   ? after
                   : NULL;
    }
    const char *next = tc_skip_between(after, end);
    TcLetters word;
    if (next >= end || g_ascii_isdigit(*next) || *next == '"' || g_str_has_prefix(next, "“"))
        return next < end ? after : NULL;
    gsize len = tc_letters_read(next, end, &word);
    if ((len > 0 && word.count == 1) || is_roman(next, end) ||
        tc_phrase_any(next, end, numbered_parts, G_N_ELEMENTS(numbered_parts), NULL) != NULL)
        return after;
    return NULL;
}

const char *
tc_part_described_at(const char *p, const char *end)
{
    return tc_phrase_any(p, end, described_parts, G_N_ELEMENTS(described_parts), NULL);
}

gboolean
tc_has_part(const char *p, const char *end)
{
    TcLetters word;
    for (const char *q = p; q < end; q = tc_next_word(q, end)) {
        /* "giai đoạn 2016 - 2020" */
        if (tc_part_described_at(q, end) != NULL)
            return TRUE;
        if (tc_part_at(q, end) != NULL &&
            (tc_letters_before(p, q, &word) == NULL || !tc_letters_are(&word, "giai")))
            return TRUE;
    }
    return FALSE;
}

const char *
tc_rules_at(const char *p, const char *end)
{
    static const char *const said[] = {"quy định về", "quy định liên quan"};
    const char *many = tc_phrase_at(p, end, "các");
    return tc_phrase_any(many != NULL ? tc_skip_between(many, end) : p, end, said,
                         G_N_ELEMENTS(said), NULL);
}

/* Behind what is listed in a document and told of by what it is about: "Danh mục về chợ tại Quyết
 * định số 1", "06 thủ tục ...". NULL where it is not there. */
static const char *
listed_at(const char *p, const char *end)
{
    const char *digits = p;
    while (digits < end && g_ascii_isdigit(*digits))
        digits++;
    const char *many = digits > p ? digits : tc_phrase_at(p, end, "các");
    return tc_part_described_at(many != NULL ? tc_skip_between(many, end) : p, end);
}

/* Whether "tại" or "trong" stands in [p, end) before a document that something is attached to: "tại
 * Quy chế B ban hành theo". */
static gboolean
are_within_attached(const char *p, const char *end)
{
    static const char *const within[] = {"tại", "trong"};
    for (gsize i = 0; i < G_N_ELEMENTS(within); i++) {
        const char *after = p;
        while (tc_phrase_find(after, end, within[i], &after) != NULL) {
            const char *type;
            if (tc_type_at(tc_skip_between(after, end), end, &type) != NULL)
                return TRUE;
        }
    }
    return FALSE;
}

gboolean
tc_are_rules_within(const char *p, const char *end)
{
    TcLetters word;
    const char *rules = tc_rules_at(p, end);
    const gboolean are_listed = rules == NULL && listed_at(p, end) != NULL;
    if ((rules == NULL && !are_listed) || tc_letters_before(p, end, &word) == NULL)
        return FALSE;
    if (tc_letters_are(&word, "tại") || tc_letters_are(&word, "trong") ||
        (rules != NULL && tc_letters_are(&word, "của")))
        return TRUE;
    if (are_listed || !tc_letters_are(&word, "theo"))
        return FALSE;
    /* "quy định về lãi suất theo Quyết định số 1", but "Quy định về chợ ban hành theo Quyết định số
     * 1" is a whole one */
    static const char *const attached[] = {"ban hành theo", "kèm theo"};
    for (gsize i = 0; i < G_N_ELEMENTS(attached); i++)
        if (tc_phrase_find(rules, end, attached[i], NULL) != NULL)
            return tc_phrase_at(p, end, "các") != NULL && are_within_attached(rules, end);
    return TRUE;
}

/* Whether "trường hợp quy định tại Điều 3 của Thông tư số 1" begins [p, end), but not "... của Luật
 * này", which only tells what goes on for a while. */
static gboolean
is_case_within(const char *p, const char *end)
{
    static const char *const cases[] = {"trường hợp quy định tại", "các trường hợp quy định tại"};
    const char *part = tc_phrase_any(p, end, cases, G_N_ELEMENTS(cases), NULL);
    part = part != NULL ? tc_skip_between(part, end) : end;
    g_auto(TcCitation) citation = {.start = NULL};
    return part < end && tc_part_at(part, end) != NULL &&
           tc_citation_find(part, end, end, &citation) && citation.number != NULL &&
           tc_phrase_find(part, citation.start, "này", NULL) == NULL;
}

/* Whether what stays of a document is told of at `p`, behind "trừ": "Điều 5", "các nội dung về
 * chợ".
 */
static gboolean
is_kept(const char *p, const char *end)
{
    static const char *const many[] = {"các", "những", "một số"};
    const char *after = tc_phrase_any(p, end, many, G_N_ELEMENTS(many), NULL);
    const char *what = after != NULL ? tc_skip_between(after, end) : p;
    return tc_part_at(p, end) != NULL || tc_part_at(what, end) != NULL ||
           tc_part_described_at(what, end) != NULL || tc_phrase_at(what, end, "quy định") != NULL;
}

/* Where the exception ends that begins at `start` in the clause [p, end): with its sentence, or
 * with the bracket that it stands in. */
static const char *
exception_end(const char *p, const char *start, const char *end)
{
    const char *last = tc_space_skip_back(p, start);
    const char *close =
        last > p && last[-1] == '(' ? memchr(start, ')', (gsize)(end - start)) : NULL;
    if (close != NULL)
        return close;
    const char *stop = start;
    while (stop < end &&
           (*stop != '.' || (stop + 1 < end && stop[1] != ' ' && !g_ascii_isspace(stop[1]))))
        stop++;
    return stop;
}

char *
tc_exception_read(const char *p, const char *end)
{
    const char *limit = end - p > OBJECT_BYTES_MAX ? p + OBJECT_BYTES_MAX : end;
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    const char *semicolon = memchr(p, ';', (gsize)(end - p));
    const char *clause_end = semicolon != NULL ? semicolon : end;
    limit = MIN(limit, clause_end);
    const char *but = p;
    for (const char *what; (but = tc_phrase_find(but, limit, "trừ", &what)) != NULL; but = what) {
        what = tc_skip_between(what, limit);
        if (what >= limit || !(is_kept(what, limit) || is_case_within(what, clause_end)))
            continue;
        const char *stop = exception_end(p, but, clause_end);
        /* "trừ quy định tại khoản 5 Điều 115 của Luật này": of cases that the document itself tells
         * of. */
        if (tc_phrase_at(what, stop, "quy định tại") != NULL &&
            tc_phrase_find(what, stop, "này", NULL) != NULL)
            continue;
        TcLetters word;
        const char *before = tc_letters_before(p, but, &word);
        const char *start = before != NULL && tc_letters_are(&word, "ngoại") ? before : but;
        return tc_tidy(start, tc_skip_between_back(start, stop), SCOPE_BYTES_MAX);
    }
    return NULL;
}

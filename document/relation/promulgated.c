/* What is promulgated with a document, "Ban hành kèm theo Quyết định này Quy chế ...", and what one
 * is attached to. */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    HEAD_BYTES = 6000, /* where it is said what a document is attached to */
    OBJECT_BYTES_MAX = 350,
    ARTICLES_MAX = 5, /* in which something is promulgated */
    ACTS_BYTES = 80,  /* of the verbs before "ban hành kèm theo" */
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

/* Where [p, end) says that something is attached; NULL where it does not. `after` (may be NULL)
 * gets the end of these words. */
static const char *
find_attached(const char *p, const char *end, const char **after)
{
    const char *with = tc_phrase_find(p, end, "kèm theo", after);
    return with != NULL ? with : tc_phrase_find(p, end, "đính kèm", after);
}

/* Where the name at `p` ends that was cut at `limit`, before marks that are left over. */
static const char *
name_end(const char *p, const char *limit)
{
    limit = tc_skip_between_back(p, whole_end(p, limit));
    while (limit > p && (limit[-1] == '\'' || limit[-1] == ' '))
        limit--;
    return limit;
}

/* Whether the mark at `q` closes a quotation that was opened before the name at `p`, and none
 * within it: "“Quy chế “Chợ sạch” của Đảng bộ”". */
static gboolean
closes_name(const char *p, const char *q)
{
    static const char open[] = "“";
    static const char close[] = "”";
    if ((guchar)*q != 0xe2 || !g_str_has_prefix(q, close))
        return FALSE;
    guint opened = 0;
    for (const char *mark = p; mark < q; mark = g_utf8_next_char(mark))
        if (g_str_has_prefix(mark, open))
            opened++;
        else if (opened > 0 && g_str_has_prefix(mark, close))
            opened--;
    return opened == 0;
}

/* "Quy chế A và thay thế Quyết định số 1", "Quy chế A thay thế Quy chế ban hành kèm theo Quyết định
 * số 1": behind the verb, where the name that begins at `p` ends at `q` with what is replaced. NULL
 * where it does not. */
static const char *
replaced_at(const char *p, const char *q, const char *end)
{
    enum { NEAR_BYTES = 80 };
    if (q == p || tc_is_word_before(p, q))
        return NULL;
    const char *and = tc_phrase_at(q, end, "và");
    const char *after = tc_phrase_at(and != NULL ? tc_skip_between(and, end) : q, end, "thay thế");
    if (after == NULL)
        return NULL;
    const char *object = tc_skip_between(after, end);
    const char *for_it = tc_phrase_at(object, end, "cho");
    object = for_it != NULL ? tc_skip_between(for_it, end) : object;
    /* "Đề án thay thế giống trâu theo Quyết định số 1" replaces none. */
    const char *type;
    if (tc_type_at(object, end, &type) == NULL && tc_phrase_at(object, end, "các") == NULL)
        return NULL;
    const char *near = end - object > NEAR_BYTES ? object + NEAR_BYTES : end;
    while (near < end && (*near & 0xC0) == 0x80)
        near++;
    g_auto(TcCitation) before = {.start = NULL};
    g_auto(TcCitation) replaced = {.start = NULL};
    return !tc_citation_find(p, q, end, &before) && tc_citation_find(object, near, end, &replaced)
               ? object
               : NULL;
}

/* Whether [p, end) only tells what the item above it has as its number: "Mã số: QCVN
 * 12:2024/BGTVT". */
static gboolean
is_code(const char *p, const char *end)
{
    static const char *const words[] = {"mã số", "số hiệu", "ký hiệu"};
    return tc_phrase_any(p, end, words, G_N_ELEMENTS(words), NULL) != NULL;
}

/* The name of what is promulgated, at `p`; with a capital unless it `is_sure` that one comes. */
static void
take_promulgated(TcSource *source, const char *p, const char *end, gboolean is_sure)
{
    static const char *const stops[] = {
        "gồm",      "bao gồm",      "và có hiệu lực", "như sau", "kèm theo",
        "đính kèm", "ban hành kèm", "ban hành theo",  "sau đây", "theo tờ trình",
    };
    p = tc_skip_between(p, end);
    static const char *const copies[] = {"bản", "01 bản",   "các",     "kèm theo bản",
                                         "là",  "tạm thời", "nội dung"};
    const char *copy = tc_phrase_any(p, end, copies, G_N_ELEMENTS(copies), NULL);
    p = copy != NULL ? tc_skip_between(copy, end) : p;
    p = skip_count(p, end);
    const char *limit = p;
    while (limit < end && limit - p < OBJECT_BYTES_MAX &&
           (strchr(".;:\"", *limit) == NULL || is_in_number(limit, end)) &&
           !closes_name(p, limit)) {
        /* "(chi tiết tại phụ lục kèm theo)", "(Phụ lục I)" */
        const char *close = *limit == '(' ? memchr(limit, ')', (gsize)(end - limit)) : NULL;
        gboolean is_end = (*limit == '\n' && is_code(limit + 1, end)) ||
                          (close != NULL && (find_attached(limit, close, NULL) != NULL ||
                                             tc_phrase_at(tc_skip_between(limit + 1, close), close,
                                                          "phụ lục") != NULL));
        if (limit > p && !tc_is_word_before(p, limit))
            for (gsize i = 0; i < G_N_ELEMENTS(stops); i++)
                is_end = is_end || tc_phrase_at(limit, end, stops[i]) != NULL;
        if (is_end || replaced_at(p, limit, end) != NULL)
            break;
        limit = g_utf8_next_char(limit);
    }
    const char *replaced = replaced_at(p, limit, end);
    limit = name_end(p, limit);
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
    if (replaced != NULL && !source->is_draft)
        tc_source_read_list(source, TC_RELATION_REPLACES, replaced, end, source->effective);
}

/* Whether [p, end) says that something is attached: "(chi tiết kèm theo Quyết định này)", "(có phụ
 * lục kèm theo)", "... theo bảng tổng hợp đính kèm.". */
static gboolean
is_attached(const char *p, const char *end)
{
    const char *after;
    const char *with = find_attached(p, end, &after);
    const char *next = with != NULL ? tc_space_skip(after, end) : NULL;
    return with != NULL && (tc_phrase_find(with, end, "này", NULL) != NULL || next == end ||
                            *next == ')' || *next == '.');
}

/* Behind "Công bố, phê duyệt", or `p`. */
static const char *
skip_approval(const char *p, const char *end)
{
    static const char *const approvals[] = {"công bố", "phê duyệt", "thông qua"};
    for (const char *after;
         (after = tc_phrase_any(p, end, approvals, G_N_ELEMENTS(approvals), NULL)) != NULL;)
        p = tc_skip_between(after, end);
    return p;
}

/* "Phê duyệt Đề án A (có Đề án kèm theo)", "... Điều lệ A ban hành kèm theo Quyết định này":
 * whether what is approved at `p` is a document that is attached, and not told of here. */
static gboolean
is_attached_itself(const char *p, const char *end)
{
    static const char *const lists[] = {"danh sách", "kết quả"};
    const char *after;
    const char *type;
    const char *type_end = tc_type_at(p, end, &type);
    if (tc_phrase_find(p, end, "ban hành kèm theo", &after) != NULL)
        return type_end != NULL && *type != '\0' && tc_phrase_find(after, end, "này", NULL) != NULL;
    const char *second = tc_next_word(tc_next_word(p, end), end);
    g_autofree char *first = g_utf8_strdown(p, second - p);
    g_strchomp(first);
    if (tc_phrase_any(p, end, lists, G_N_ELEMENTS(lists), NULL) != NULL)
        return FALSE;
    for (const char *open = p; (open = memchr(open, '(', (gsize)(end - open))) != NULL; open++) {
        const char *close = memchr(open, ')', (gsize)(end - open));
        if (close != NULL && find_attached(open, close, NULL) != NULL)
            return tc_phrase_find(open, close, first, NULL) != NULL;
    }
    return FALSE;
}

/* The list below "Ban hành kèm theo Quyết định này:", or without the colon, at `p`. */
static void
read_items(TcSource *source, const char *p)
{
    while (p < source->end) {
        const char *stop = tc_paragraph_end(p, source->end);
        const char *item = tc_skip_enumerators(p, stop);
        const char *words = tc_skip_between(p, stop);
        gboolean is_item =
            item > words || (stop > p && strchr("-+", *tc_space_skip(p, stop)) != NULL);
        /* "(Phụ lục I);" goes on with the item above. */
        if (stop > p && !is_item && (is_code(words, stop) || *words == '(')) {
            p = stop + 1;
            continue;
        }
        if (stop > p && (!is_item || tc_phrase_at(words, stop, "điều") != NULL))
            return;
        take_promulgated(source, skip_approval(item, stop), stop, FALSE);
        p = stop + 1;
    }
}

/* Behind "ban hành" or another verb that makes something known with the document, in its first
 * article, whose words begin at `act`; NULL where there is none. */
static const char *
issued_at(const char *act, const char *end)
{
    const char *issued = tc_phrase_at(act, end, "ban hành");
    /* "Phê duyệt kèm theo Quyết định này Đề án ..." */
    const char *other = skip_approval(act, end);
    if (other > act &&
        (tc_phrase_at(other, end, "kèm theo") != NULL || is_attached_itself(other, end)))
        return other;
    if (issued != NULL)
        return issued;
    /* "Cập nhật, bổ sung và ban hành kèm theo Nghị quyết này ..." */
    const char *near = end - act > ACTS_BYTES ? act + ACTS_BYTES : end;
    while (near < end && (*near & 0xC0) == 0x80)
        near++;
    const char *joined = tc_phrase_find(act, near, "và ban hành kèm theo", NULL);
    return joined != NULL ? tc_phrase_at(joined, near, "và ban hành") : NULL;
}

/* Behind the document's own type at `p`, where what is promulgated follows without "này": "kèm theo
 * Thông tư Quy chuẩn ...". NULL where it does not. */
static const char *
own_type_at(const TcSource *source, const char *p, const char *end)
{
    const char *type;
    TcLetter first;
    const char *after = tc_type_at(p, end, &type);
    if (after == NULL || g_strcmp0(type, source->document->type) != 0)
        return NULL;
    const char *next = tc_skip_between(after, end);
    return tc_letter_read(next, end, &first) > 0 && first.upper ? after : NULL;
}

/* Whether a list of what [p, end) counts is below: "02 quy chuẩn về tàu cá, bao gồm:", "09 Danh mục
 * sau". */
static gboolean
counts_list(const TcSource *source, const char *p, const char *end)
{
    const char *last = tc_space_skip_back(p, end);
    const char *name = tc_paragraph_next(end, source->end);
    TcLetters word;
    return p < end && g_ascii_isdigit(*p) && last > p &&
           (last[-1] == ':' ||
            (tc_letters_before(p, last, &word) != NULL && tc_letters_are(&word, "sau"))) &&
           tc_skip_enumerators(name, source->end) > name;
}

/* "Điều 1. Ban hành kèm theo Quyết định này Quy chế ...", or "... này:" with a list below. */
static void
read_first_article(TcSource *source, const char *start, const char *end)
{
    static const char *const joints[] = {"kèm theo", "đính kèm theo", "theo"};
    const char *after;
    const char *act = tc_skip_enumerators(start, end);
    /* "Điều 1.", or "Điều 1. Phạm vi điều chỉnh", and below it "1. Ban hành kèm theo ..." */
    const char *below = tc_paragraph_next(end, source->end);
    const char *next = tc_skip_enumerators(below, source->end);
    gboolean is_below = tc_phrase_at(next, source->end, "ban hành kèm theo") != NULL;
    if (act >= end || is_below) {
        act = is_below ? next : below;
        end = tc_paragraph_end(act, source->end);
    }
    const char *now = tc_phrase_at(act, end, "nay");
    act = now != NULL ? tc_skip_between(now, end) : act;
    const char *issued = issued_at(act, end);
    if (issued == NULL)
        return;
    const char *words = tc_skip_between(issued, end);
    const char *with = tc_phrase_any(words, end, joints, G_N_ELEMENTS(joints), NULL);
    const char *own = with != NULL ? tc_phrase_find(with, end, "này", &after) : NULL;
    if (own == NULL || own - with >= 40) {
        const char *type =
            with != NULL ? own_type_at(source, tc_skip_between(with, end), end) : NULL;
        if (type != NULL)
            take_promulgated(source, type, end, FALSE);
        if (with == NULL)
            take_promulgated(source, issued, end, is_attached(issued, end));
        return;
    }
    if (counts_list(source, tc_skip_between(after, end), end)) {
        read_items(source, end + 1);
        return;
    }
    if (tc_skip_between(after, end) < end) {
        take_promulgated(source, after, end, TRUE);
        return;
    }
    const char *last = tc_space_skip_back(with, end);
    const char *name = tc_paragraph_next(end, source->end);
    gboolean is_list = (last > with && last[-1] == ':') || end == source->end ||
                       strchr("-+", *name) != NULL || tc_skip_enumerators(name, source->end) > name;
    if (is_list)
        read_items(source, end + 1);
    else
        take_promulgated(source, name, tc_paragraph_end(name, source->end), FALSE);
}

/* What the document is attached to, as the paragraph [p, end) says: "(Ban hành kèm theo Quyết định
 * số ...)". Whether it says so. */
static gboolean
read_attached_to(TcSource *source, const char *p, const char *end)
{
    static const char *const words[] = {
        "ban hành kèm theo", "được ban hành kèm theo", "ban hành theo", "kèm theo", "kèm",
        "đính kèm",          "phê duyệt kèm theo",     "ban hành kèm",
    };
    const char *start = tc_skip_between(*p == '(' ? p + 1 : p, end);
    const char *after = tc_phrase_any(start, end, words, G_N_ELEMENTS(words), NULL);
    g_auto(TcCitation) citation = {.start = NULL};
    if (after == NULL || !tc_citation_at(tc_skip_between(after, end), end, &citation))
        return FALSE;
    tc_source_take(source, TC_RELATION_PROMULGATES, &citation, NULL, 0);
    return TRUE;
}

static gboolean
says_attached(const char *p, const char *end)
{
    return tc_phrase_at(tc_skip_enumerators(p, end), end, "ban hành kèm theo") != NULL;
}

/* Whether a line may say what the document is attached to, or promulgates without an article, by
 * what it begins with at `p`: a bracket, or "Ban hành kèm theo". */
static gboolean
may_attach(const TcSource *source, const char *p, const char *end)
{
    return p < end && p - source->text < HEAD_BYTES &&
           ((*p == '(' && source->document->number == NULL) || says_attached(p, end));
}

void
tc_source_read_attached(TcSource *source)
{
    guint articles = 0;
    for (const char *p = source->text; p < source->end && articles <= ARTICLES_MAX;) {
        const char *line_end = memchr(p, '\n', (gsize)(source->end - p));
        line_end = line_end != NULL ? line_end : source->end;
        const char *start = tc_skip_between(p, line_end);
        gboolean is_attaching = articles == 0 && may_attach(source, start, line_end);
        if ((!is_attaching && tc_first_letter(start, line_end) != 'd') ||
            tc_paragraph_begin(source->text, p, source->end) < p) {
            p = line_end + 1;
            continue;
        }
        const char *end = tc_paragraph_end(p, source->end);
        if (is_attaching && source->document->number == NULL)
            read_attached_to(source, start, end);
        const char *article = tc_phrase_at(start, end, "điều");
        article = article != NULL ? tc_skip_between(article, end) : end;
        gboolean is_numbered = article < end && g_ascii_isdigit(*article);
        articles += is_numbered;
        /* "Điều 2. Ban hành kèm theo Quyết định này ...", or the same below its heading, behind
         * what the first is about */
        gboolean is_next = is_numbered && articles > 1 && articles <= ARTICLES_MAX &&
                           (says_attached(start, end) ||
                            says_attached(tc_paragraph_next(end, source->end), source->end));
        if ((is_numbered && articles == 1) || is_next || (is_attaching && *start != '('))
            read_first_article(source, start, end);
        p = end + 1;
    }
}

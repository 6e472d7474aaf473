/* From when on a document is in force, and what it says of others from which day. */
#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/date/date.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    DAY_BYTES = 120,
};

static void
take_day(const TcDate *date, gpointer user)
{
    TcDate *first = user;
    if (first->end == 0 && date->type == TC_DATE_DAY && !date->is_year_inferred && date->from != 0)
        *first = *date;
}

/* The first "từ" in [p, end), with *after behind it; NULL where there is none. It is mostly written
 * so, which is sooner found than a phrase in any case. */
static const char *
find_since(const char *p, const char *end, const char **after)
{
    static const char since[] = "từ";
    const char *at = memmem(p, (gsize)(end - p), since, strlen(since));
    if (at == NULL || (at > p && tc_is_word_before(p, at)) || at[strlen(since)] != ' ')
        return tc_phrase_find(p, end, since, after);
    *after = at + strlen(since);
    return at;
}

guint32
tc_source_read_from(const TcSource *source, const char *p, const char *end)
{
    const char *limit = end - p > DAY_BYTES ? p + DAY_BYTES : end;
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    /* "kể ngày 01 tháng 01", "kể từ ký ban hành" are mistyped. */
    const char *after;
    const char *from = find_since(p, limit, &after);
    if (from == NULL && (from = tc_phrase_find(p, limit, "kể ngày", NULL)) != NULL)
        after = tc_phrase_at(from, limit, "kể");
    if (from == NULL)
        return 0;
    const char *day = tc_skip_between(after, limit);
    const char *signing = tc_phrase_at(day, limit, "ngày ký");
    signing = signing != NULL ? signing : tc_phrase_at(day, limit, "ký ban hành");
    signing = signing != NULL ? signing : tc_phrase_at(day, limit, "ngày ban hành");
    if (signing == NULL && tc_phrase_at(day, limit, "ngày") != NULL)
        signing = tc_phrase_find(day, limit, "này được thông qua", NULL);
    if (signing == NULL) {
        TcDate date = {.end = 0};
        /* Days are looked for with much effort, and few "từ" stand before one. */
        if (day >= limit || (!g_ascii_isdigit(*day) && tc_phrase_at(day, limit, "ngày") == NULL))
            return 0;
        tc_dates_find(day, (gsize)(limit - day), take_day, &date);
        return date.end != 0 && date.start == 0 ? date.from : 0;
    }
    guint32 signed_on = source->document->date;
    const char *later = tc_phrase_find(p, from, "sau", NULL);
    if (later == NULL || signed_on == 0)
        return signed_on;
    const char *count = tc_skip_between(tc_phrase_at(later, limit, "sau"), limit);
    guint days = 0;
    while (count < limit && g_ascii_isdigit(*count) && days < 1000)
        days = days * 10 + (guint)(*count++ - '0');
    GDate date;
    g_date_clear(&date, 1);
    if (days == 0 || days > 400 ||
        !g_date_valid_dmy((GDateDay)(signed_on % 100), (GDateMonth)(signed_on / 100 % 100),
                          (GDateYear)(signed_on / 10000)))
        return 0;
    g_date_set_dmy(&date, (GDateDay)(signed_on % 100), (GDateMonth)(signed_on / 100 % 100),
                   (GDateYear)(signed_on / 10000));
    g_date_add_days(&date, days);
    return g_date_get_year(&date) * 10000u + (guint32)g_date_get_month(&date) * 100u +
           g_date_get_day(&date);
}

const char *
tc_source_skip_since(const TcSource *source, const char *p, const char *end, guint32 *from)
{
    static const char *const openers[] = {"kể từ ngày", "từ ngày"};
    const char *comma = memchr(p, ',', (gsize)(end - p));
    if (comma == NULL || tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) == NULL)
        return p;
    const guint32 day = tc_source_read_from(source, p, comma);
    if (day == 0)
        return p;
    *from = day;
    return tc_skip_between(comma + 1, end);
}

static gboolean
begins_with_c(const char *p, const char *end)
{
    return tc_first_letter(p, end) == 'c';
}

const char *
tc_in_force(const char *p, const char *end)
{
    static const char *const phrases[] = {
        "này có hiệu lực",
        "này có hiệu lực thi hành",
        "này có hiệu lực kể",
        "này có giá trị",
    };
    TcSign own = {.words = "này", .rare = sizeof "nà" - 1, .before = begins_with_c};
    for (const char *at = p; (at = tc_sign_next(&own, at, end)) < end; at++) {
        const char *after = tc_phrase_any(at, end, phrases, G_N_ELEMENTS(phrases), NULL);
        if (after != NULL)
            return after;
    }
    return NULL;
}

const char *
tc_own_in_force(const TcSource *source, const char *p, const char *end)
{
    const char *own = source->document->type;
    const char *type;
    const char *after = tc_first_letter(p, end) == tc_first_letter(own, own + strlen(own))
                            ? tc_type_at(p, end, &type)
                            : NULL;
    return after != NULL && strcmp(type, own) == 0
               ? tc_phrase_at(tc_skip_between(after, end), end, "có hiệu lực")
               : NULL;
}

/* Whether "này" at `own` belongs to a part: "Khoản 3 Điều 10 của Luật này có hiệu lực ..." */
static gboolean
is_of_part(const TcSource *source, const char *own)
{
    const char *type = source->document->type;
    gsize len = strlen(type);
    const char *end = tc_space_skip_back(source->text, own);
    if ((gsize)(end - source->text) < len || tc_phrase_at(end - len, end, type) != end)
        return FALSE;
    TcLetters word;
    return tc_letters_before(source->text, end - len, &word) != NULL &&
           (tc_letters_are(&word, "của") || tc_letters_are(&word, "tại") ||
            g_ascii_isdigit(word.letters[0].base));
}

/* Whether `at` stands in a quotation that begins in its line. */
static gboolean
is_quoted(const char *text, const char *at)
{
    const char *line = memrchr(text, '\n', (gsize)(at - text));
    line = line != NULL ? line : text;
    const char *open = g_strrstr_len(line, at - line, "“");
    return open != NULL && g_strstr_len(open, at - open, "”") == NULL;
}

GArray *
tc_source_read_effective(TcSource *source)
{
    TcSign force = TC_SIGN_FORCE;
    GArray *places = g_array_new(FALSE, FALSE, sizeof(const char *));
    for (const char *p = source->text; (p = tc_sign_next(&force, p, source->end)) < source->end;) {
        const char *begin = p;
        g_array_append_val(places, begin);
        p += strlen(force.words);
        /* "này có hiệu lực", also over a line end */
        const char *has = begin - strlen("có ");
        if (has <= source->text || memcmp(has, "có", strlen("có")) != 0)
            continue;
        TcLetters word;
        const char *own = tc_letters_before(source->text, has, &word);
        if (own == NULL || !tc_letters_are(&word, "này") || is_of_part(source, own) ||
            is_quoted(source->text, begin))
            continue;
        const char *stop = source->end - p > DAY_BYTES ? p + DAY_BYTES : source->end;
        while (stop < source->end && (*stop & 0xC0) == 0x80)
            stop++;
        /* "Kể từ ngày Thông tư này có hiệu lực, chợ A ..." and below it "2. Từ ngày 1/1/2029 ..."
         */
        guint32 day = tc_source_read_from(source, p, MIN(stop, tc_paragraph_end(p, source->end)));
        if (day != 0)
            source->effective = day;
    }
    g_array_append_val(places, source->end);
    return places;
}

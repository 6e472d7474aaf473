/* query/words/ways/dates.c - one day, month or quarter in all ways of writing it: "02-09-1945" and
 * "ngày 2 tháng 9 năm 1945". */
#include "query/words/finding.h"
#include "text/date/writings.h"
#include "text/number/ordinal.h"

#include <string.h>

/* Days that are "mùng một", "mùng hai" … */
#define FIRST_DAYS 10

/* Whether a date may begin with this token, which is asked of every word. */
static gboolean
may_begin(const TcFinding *finding)
{
    static const char *const words[] = {"ngày", "mùng", "mồng", "tháng", "quý", "quí", NULL};
    const char *start = finding->piece->text + finding->tokens[0].start;
    return g_ascii_isdigit(*start) ||
           ((*start == 't' || *start == 'T') && g_ascii_isdigit(start[1])) ||
           (strchr("nmtqNMTQ", *start) != NULL &&
            tc_finding_token_is(finding->piece, &finding->tokens[0], words));
}

/* Whether a street, a square or what else is called so has the day for its name: "đường 3/2". */
static gboolean
is_of_place(const TcFinding *finding)
{
    static const char *const places[] = {"đường", "phố", "lộ",  "trường",
                                         "viên",  "cầu", "máy", NULL};
    return finding->before > 0 && tc_are_adjacent(&finding->tokens[-1], &finding->tokens[0]) &&
           tc_finding_token_is(finding->piece, &finding->tokens[-1], places);
}

/* Whether "2/9" is a day by what stands before it, or as nothing else was typed. */
static gboolean
is_day(const TcFinding *finding, const TcWrittenDate *date)
{
    static const char *const leads[] = {"lễ",  "dịp", "tết", "sáng", "chiều", "tối",
                                        "đêm", "hôm", "từ",  "đến",  NULL};
    const char *text = finding->piece->text;
    const char *start = text + finding->tokens[0].start;
    if (date->is_said || is_of_place(finding))
        return TRUE;
    if (finding->before > 0)
        return tc_are_adjacent(&finding->tokens[-1], &finding->tokens[0]) &&
               tc_finding_token_is(finding->piece, &finding->tokens[-1], leads);
    return start[date->len] == '\0';
}

/* Add a way of writing; within quotes only what stands so in some document, as there are many. */
static gboolean
add_way(const TcFinding *finding, const char *lead, const char *way, GError **error)
{
    guint32 count = 1;
    g_autofree char *whole = g_strconcat(lead, way, NULL);
    if (finding->is_quoted && finding->out->len < TC_VARIANTS_MAX &&
        !tc_finding_count_text(finding->piece, whole, FALSE, 0, &count, error))
        return FALSE;
    return count == 0 || tc_finding_add(finding, "", g_steal_pointer(&whole), error);
}

/* "mồng một Tết" -> "mùng 1 Tết": the first ten days of a month, of which none is said. */
static gboolean
find_first_days(const TcFinding *finding, guint *taken, GError **error)
{
    static const char *const leads[] = {"mùng", "mồng", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    const char *end = piece->text + tokens[finding->count - 1].end;
    guint day = 0;
    guint words = 1;
    const char *after = finding->count > 1 && tc_are_adjacent(&tokens[0], &tokens[1]) &&
                                tc_finding_token_is(piece, &tokens[0], leads)
                            ? tc_ordinal_read(piece->text + tokens[1].start, end, &day, NULL)
                            : NULL;
    while (after != NULL && words < finding->count && piece->text + tokens[words].end <= after)
        words++;
    if (words == 1 || day > FIRST_DAYS)
        return TRUE;
    g_autofree char *typed =
        g_strndup(piece->text + tokens[0].start, tokens[words - 1].end - tokens[0].start);
    char *const numbers[] = {g_strdup_printf("%u", day), g_strdup_printf("%02u", day),
                             tc_ordinal_words(day)};
    gboolean is_read = TRUE;
    for (gsize i = 0; i < 2 * G_N_ELEMENTS(numbers) && is_read; i++) {
        g_autofree char *way = g_strdup_printf("%s %s", leads[i % 2], numbers[i / 2]);
        is_read = g_ascii_strcasecmp(way, typed) == 0 || add_way(finding, "", way, error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_free(numbers[i]);
    *taken = finding->out->len > 0 ? words : 1;
    return is_read;
}

gboolean
tc_dates_find_ways(const TcFinding *finding, guint *taken, GError **error)
{
    const char *start = finding->piece->text + finding->tokens[0].start;
    TcWrittenDate date;
    guint words = 0;
    if (!may_begin(finding))
        return TRUE;
    if (!tc_written_date_read(start, strlen(start), &date))
        return find_first_days(finding, taken, error);
    if (!is_day(finding, &date))
        return TRUE;
    /* Days and months with a year are looked for by their key (query/words/evidence.h), which does
     * not know "T12/2022". */
    gboolean is_brief = g_ascii_isalpha(*start) && g_ascii_isdigit(start[1]);
    if (!finding->is_quoted && date.year > 0 && date.quarter == 0 && !is_brief)
        return TRUE;
    while (words < finding->count &&
           finding->piece->text + finding->tokens[words].end <= start + date.len)
        words++;
    g_autoptr(GPtrArray) ways = tc_written_date_ways(&date);
    g_autofree char *typed = g_strndup(start, date.len);
    gboolean is_parted = memchr(start, '/', date.len) != NULL;
    for (guint i = 0; i < ways->len; i++) {
        const char *way = g_ptr_array_index(ways, i);
        /* "1/2" may be a half: "ngày" says that it is none, unless it was typed so or is a name. */
        gboolean is_vague = date.year == 0 && strchr(way, '/') != NULL && !is_of_place(finding);
        gboolean is_led = is_vague && (date.words > 0 || !is_parted);
        if (g_ascii_strcasecmp(way, typed) == 0)
            continue;
        /* What only says that a day follows may be there or not; before it stands what was typed.
         */
        if ((!is_led && !add_way(finding, "", way, error)) ||
            ((is_led || (date.words > 0 && finding->before > 0)) &&
             !add_way(finding, "ngày ", way, error)))
            return FALSE;
    }
    /* "10/3" is no part of a whole, and where documents have nothing else it is the day. */
    if (finding->out->len == 0 && date.year == 0 && date.day > date.month && date.month > 0) {
        g_autofree char *brief = g_strdup_printf("%u/%u", date.day, date.month);
        if (g_ascii_strcasecmp(brief, typed) != 0 && !add_way(finding, "", brief, error))
            return FALSE;
    }
    *taken = finding->out->len > 0 ? words : 1;
    return TRUE;
}

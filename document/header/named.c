/* Documents that are named above their text, "Quyết định 1408/QĐ-BXD", and their translations:
 * "Decree 18/2021/ND-CP". */
#include "document/header/head.h"

#include <stdio.h>
#include <string.h>

#include "document/header/header.h"

enum { NAME_BYTES_MAX = 80, BODY_CELLS = 40 };

/* The types of what is translated, as the gazette of the State names them in English. */
static const struct {
    const char *english;
    const char *type;
} translations[] = {
    {"decree", "Nghị định"},
    {"decision", "Quyết định"},
    {"circular", "Thông tư"},
    {"joint circular", "Thông tư liên tịch"},
    {"resolution", "Nghị quyết"},
    {"joint resolution", "Nghị quyết liên tịch"},
    {"directive", "Chỉ thị"},
    {"ordinance", "Pháp lệnh"},
    {"law", "Luật"},
    {"code", "Bộ luật"},
};

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

/* The type whose name in English begins [p, end); `after` gets where that ends. NULL for none. */
static const char *
translated_type_at(const char *p, const char *end, const char **after)
{
    const char *type = NULL;
    *after = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(translations); i++) {
        const char *found = tc_phrase_at(p, end, translations[i].english);
        if (found != NULL && (*after == NULL || found > *after)) {
            *after = found;
            type = translations[i].type;
        }
    }
    return type;
}

/* Whether the text below is that of a document: recitals stand in it. `is_english`: of a
 * translation. */
static gboolean
has_recitals(const TcHead *head, gboolean is_english)
{
    const guint last = MIN(head->cells->len, BODY_CELLS);
    for (guint i = 0; i < last; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        if (tc_phrase_at(cell->start, cell->end, is_english ? "pursuant to" : "căn cứ") != NULL)
            return TRUE;
    }
    return FALSE;
}

/* "April 12, 2010" at `p`; 0 when it is no day. */
static guint32
english_day_at(const char *p, const char *end)
{
    for (guint month = 0; month < G_N_ELEMENTS(months); month++) {
        const char *after = tc_phrase_at(p, end, months[month]);
        guint day, year;
        int read = 0;
        if (after == NULL)
            continue;
        g_autofree char *rest = g_strndup(after, (gsize)MIN(end - after, 16));
        if (sscanf(rest, " %2u, %4u%n", &day, &year, &read) == 2 && read > 0 &&
            g_date_valid_dmy((GDateDay)day, (GDateMonth)(month + 1), (GDateYear)year))
            return year * 10000 + (month + 1) * 100 + day;
        return 0;
    }
    return 0;
}

/* The day behind the number of the document itself, in a line above its text: "Decree No.
 * 41/2010/ND-CP of April 12, 2010, on ...". */
static void
read_english_day(TcHead *head, const char *type)
{
    static const char of[] = " of ";
    const guint last = MIN(head->cells->len, BODY_CELLS);
    for (guint i = 0; i < last && head->date == 0; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *after;
        const char *named = translated_type_at(cell->start, cell->end, &after);
        if (tc_phrase_at(cell->start, cell->end, "pursuant to") != NULL)
            return;
        if (named == NULL || strcmp(named, type) != 0 ||
            tc_phrase_at(tc_skip_between(after, cell->end), cell->end, "no") == NULL)
            continue;
        const char *day = g_strstr_len(after, cell->end - after, of);
        /* The law that is made known is another document: "Order No. 08/2011/L-CTN of ..." */
        if (day != NULL && day - after < NAME_BYTES_MAX / 2)
            head->date = english_day_at(day + strlen(of), cell->end);
    }
}

void
tc_head_read_name(TcHead *head, const char *title)
{
    static const char introduction[] = "số ";
    const char *end = title + strlen(title);
    const char *type = NULL;
    const char *after = tc_type_at(title, end, &type);
    const char *as_translated = NULL;
    const char *translation = translated_type_at(title, end, &as_translated);
    if (head->number != NULL || head->is_number_blank || head->has_labels ||
        end - title > NAME_BYTES_MAX || (after == NULL && translation == NULL))
        return;
    const char *number_at = tc_skip_between(after != NULL ? after : as_translated, end);
    const char *counted = tc_phrase_at(number_at, end, after != NULL ? "số" : "no");
    number_at = counted != NULL ? tc_skip_between(counted, end) : number_at;
    if (memchr(number_at, '/', (gsize)(end - number_at)) == NULL)
        return;
    g_autofree char *said = g_strconcat(introduction, number_at, NULL);
    TcNumber number;
    gsize start, stop;
    if (!tc_number_find_first(said, strlen(said), &number, &start, &stop) ||
        start != strlen(introduction) || stop != strlen(said))
        return;
    const gboolean is_english = !head->has_type_line && has_recitals(head, TRUE);
    /* A text that names another type is another document; one without recitals may tell of it. */
    if (!is_english && !(head->has_type_line && head->type != NULL && has_recitals(head, FALSE) &&
                         after != NULL && strcmp(type, head->type) == 0))
        return;
    head->number = tc_number_tidy(number_at, end);
    g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
    if (!is_english)
        return;
    head->type = translation != NULL ? translation : type;
    read_english_day(head, head->type);
}

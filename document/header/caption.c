/* Titles that say who decided, under which number and on which day: "CỦA CHÍNH PHỦ SỐ ... NGÀY
 * ...". */
#include "document/header/head.h"
#include "document/header/name/name.h"

#include <string.h>

void
tc_head_cut_own_number(const TcHead *head, char *title)
{
    const char *end = title + strlen(title);
    const char *after;
    if (head->number == NULL)
        return;
    const char *at = tc_phrase_find(title, end, "số", &after);
    if (at == NULL || at == title)
        return;
    const char *number = tc_skip_between(after, end);
    if (!g_str_has_prefix(number, head->number))
        return;
    const char *of = tc_phrase_find(title, at, "của quốc hội", NULL);
    title[tc_skip_between_back(title, of != NULL ? of : at) - title] = '\0';
}

/* "của Quốc hội về dầu khí" behind a number and a date: who decides, and where the title begins. */
static const char *
skip_of(TcHead *head, const char *p, const char *end)
{
    const char *of = tc_phrase_at(p, end, "của");
    const char *about = of != NULL ? tc_phrase_find(of, end, "về", NULL) : NULL;
    const char *org = of != NULL ? tc_skip_between(of, end) : NULL;
    if (about == NULL || about - org > 120 || !tc_org_begins(org, about))
        return p;
    if (head->caption_org == NULL) {
        TcCell cell = {.start = org, .end = tc_skip_between_back(org, about)};
        head->caption_org = tc_org_of_letterhead(&cell, 1);
    }
    return about;
}

void
tc_head_read_caption(TcHead *head, char **title)
{
    const char *p = *title;
    const char *end = p + strlen(p);
    const char *of = tc_phrase_at(p, end, "của");
    const char *org = of != NULL ? tc_skip_between(of, end) : NULL;
    const char *after;
    const char *at = tc_phrase_find(p, end, "số", &after);
    if (at == NULL || (at != p && org == NULL))
        return;
    /* "CỦA BAN THƯỜNG VỤ về tiếp tục thực hiện Nghị quyết số ...": one that is cited. */
    if (org != NULL && org < at && tc_phrase_find(org, at, "về", NULL) != NULL)
        return;
    /* Without a body before it, the number may be that of a document that is cited: "Sửa đổi Quyết
     * định số ...". */
    gboolean is_decree = head->type != NULL && strcmp(head->type, "Sắc lệnh") == 0;
    const char *number_end = tc_head_read_number(head, at, after, end, is_decree);
    if (number_end == NULL)
        return;
    if (org != NULL && org < at && tc_org_begins(org, at)) {
        TcCell cell = {.start = org, .end = tc_skip_between_back(org, at)};
        head->caption_org = tc_org_of_letterhead(&cell, 1);
    }
    TcFoundDay found;
    const char *rest = tc_skip_between(number_end, end);
    const char *date_end = end - rest > 80 ? rest + 80 : end;
    while (date_end < end && (*date_end & 0xC0) == 0x80)
        date_end++;
    if (tc_head_find_day(rest, date_end, &found) && found.date.start == 0 &&
        !found.date.is_year_inferred) {
        tc_head_take_date(head, found.date.from);
        rest = tc_skip_between(rest + found.date.end, end);
    }
    rest = skip_of(head, rest, end);
    char *left = rest < end ? g_strdup(rest) : NULL;
    g_free(*title);
    *title = left;
}

void
tc_head_read_of(TcHead *head, const char *title)
{
    const char *end = title + strlen(title);
    const char *of = tc_phrase_at(title, end, "của");
    if (of == NULL || head->caption_org != NULL)
        return;
    const char *org = tc_skip_between(of, end);
    const char *about = tc_phrase_find(org, end, "về", NULL);
    if (about == NULL || about - org > 120 || !tc_org_begins(org, about))
        return;
    TcCell cell = {.start = org, .end = tc_skip_between_back(org, about)};
    head->caption_org = tc_org_of_letterhead(&cell, 1);
}

void
tc_head_read_of_quoted(TcHead *head, char **title)
{
    const char *end = *title + strlen(*title);
    const char *of = tc_phrase_at(*title, end, "của");
    const char *after;
    const char *about = of != NULL ? tc_phrase_find(of, end, "v v", &after) : NULL;
    if (about == NULL || about - of > 120)
        return;
    TcCell cell = {.start = tc_skip_between(of, end), .end = tc_skip_between_back(of, about)};
    while (cell.end > cell.start && !g_ascii_isalnum(cell.end[-1]) && (guchar)cell.end[-1] < 0x80)
        cell.end--;
    if (cell.start >= cell.end || !tc_org_begins(cell.start, cell.end))
        return;
    if (head->caption_org == NULL)
        head->caption_org = tc_org_of_letterhead(&cell, 1);
    char *rest = g_strdup(tc_skip_between(after, end));
    gsize len = strlen(rest);
    if (g_str_has_suffix(rest, "\""))
        rest[len - 1] = '\0';
    else if (g_str_has_suffix(rest, "”"))
        rest[len - strlen("”")] = '\0';
    g_free(*title);
    *title = rest;
}

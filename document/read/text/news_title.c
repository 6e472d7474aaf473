/* Which of the titles that a page of a newspaper or a portal gives is that of what stands on it. */
#include "base/line.h"
#include "document/read/reader.h"
#include "document/read/text/news.h"

#include <string.h>

enum {
    SITE_WORDS_MAX = 6,
    TITLE_WORDS_MIN = 3,
    HEADING_WORDS_MIN = 5,
    CUT_BYTES_MIN = 24,
};

static guint
count_words(const char *text)
{
    guint words = 0;
    for (const char *p = text; *p != '\0'; p++)
        words += *p != ' ' && (p == text || p[-1] == ' ');
    return words;
}

/* Whether a title begins with what sites are called. */
static gboolean
is_named_as_site(const TcNews *news, const char *title)
{
    static const char *const starts[] = {
        "Báo ", "Trang ", "Cổng ", "Website", "Trang chủ", "Tạp chí ", "Đài ",  "Home",
        "BÁO ", "TRANG ", "CỔNG ", "WEBSITE", "TRANG CHỦ", "Sở ",      "UBND ", "Ủy ban ",
    };
    if (news->site != NULL && strcmp(news->site, title) == 0)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(title, starts[i]) && !g_str_has_prefix(title, "Báo cáo") &&
            !g_str_has_prefix(title, "BÁO CÁO"))
            return count_words(title) <= 2 * SITE_WORDS_MAX;
    return FALSE;
}

/* Whether a title is that of a site: it is short, or begins like those. */
static gboolean
is_of_site(const TcNews *news, const char *title)
{
    return is_named_as_site(news, title) || count_words(title) <= 2;
}

/* Whether `title` is `name` with the site's name behind it: "Khai mạc kỳ họp - Báo Mỹ An". */
static gboolean
is_with_site(const char *title, const char *name)
{
    static const char *const marks[] = {"-", "|", "–", "—", "»", "•", ":", "_", "::"};
    if (name == NULL || !g_str_has_prefix(title, name))
        return FALSE;
    const char *rest = title + strlen(name);
    if (*rest != ' ')
        return *rest == '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (g_str_has_prefix(rest + 1, marks[i]))
            return TRUE;
    return FALSE;
}

/* The part of a title that a line of the text says by itself: "Khai mạc kỳ họp - Tuổi Trẻ Online",
 * "Cổng thông tin | Khai mạc kỳ họp". NULL when none does, or the line is the whole. */
static char *
part_in_text(const TcNews *news, const char *title, const char *text, gsize text_len)
{
    static const char *const marks[] = {" - ", " | ", " – ", " — ", " » ", " • ", " :: "};
    if (tc_last_line(text, text_len, title) != NULL)
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *at = strstr(title, marks[i]);
        const char *last = at != NULL ? g_strrstr(title, marks[i]) : NULL;
        if (at == NULL)
            continue;
        char *parts[] = {
            g_strndup(title, (gsize)(last - title)),
            g_strndup(title, (gsize)(at - title)),
            g_strdup(at + strlen(marks[i])),
            g_strdup(last + strlen(marks[i])),
        };
        char *found = NULL;
        for (gsize k = 0; k < G_N_ELEMENTS(parts); k++) {
            if (found == NULL && count_words(parts[k]) >= TITLE_WORDS_MIN &&
                !is_of_site(news, parts[k]) && tc_last_line(text, text_len, parts[k]) != NULL)
                found = g_steal_pointer(&parts[k]);
            g_free(parts[k]);
        }
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* The line of the text that begins with a title which was cut: "Giám sát việc thực hiện ...". NULL
 * without one. Free with g_free(). */
static char *
whole_of_cut(const char *title, const char *text, gsize text_len)
{
    gsize len = strlen(title);
    if (g_str_has_suffix(title, "..."))
        len -= strlen("...");
    else if (g_str_has_suffix(title, "…"))
        len -= strlen("…");
    else
        return NULL;
    while (len > 0 && title[len - 1] == ' ')
        len--;
    const char *end = text + text_len;
    for (const char *p = text;
         len >= CUT_BYTES_MIN && (p = memmem(p, (gsize)(end - p), title, len)) != NULL; p += len) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        if ((p == text || p[-1] == '\n') && line_end - p <= TC_TITLE_MAX) {
            g_autofree char *line = g_strndup(p, (gsize)(line_end - p));
            if (!g_str_has_suffix(line, "...") && !g_str_has_suffix(line, "…"))
                return tc_tidy_title(line);
        }
    }
    return NULL;
}

/* Whether a heading is the title, and `title` is only what the site says of each of its pages: a
 * line of the text is the heading, and nothing in it is the title. */
static gboolean
is_name_of_page(const TcNews *news, const char *title, const char *heading, const char *text,
                gsize text_len)
{
    if (heading == NULL || is_of_site(news, heading) || count_words(heading) < HEADING_WORDS_MIN)
        return FALSE;
    return strstr(title, heading) == NULL && strstr(heading, title) == NULL &&
           count_words(title) <= 2 * SITE_WORDS_MAX &&
           memmem(text, text_len, title, strlen(title)) == NULL &&
           tc_last_line(text, text_len, heading) != NULL;
}

gboolean
tc_news_is_of_site(const TcNews *news, const char *heading)
{
    return is_of_site(news, heading);
}

char *
tc_news_title(const TcNews *news, const char *title, const char *heading, const char *shown,
              const char *text, gsize text_len)
{
    const char *best = title;
    /* "Văn bản pháp luật", which is all that is said of each page of a site */
    if (heading != NULL && news->title != NULL && g_strcmp0(news->title, news->description) == 0 &&
        (strchr(heading, '/') != NULL ||
         (!is_of_site(news, heading) && count_words(heading) > count_words(news->title))))
        best = heading;
    else if (title == NULL)
        best = news->title != NULL && !is_of_site(news, news->title) ? news->title : heading;
    else if (is_with_site(title, heading) && !is_of_site(news, heading))
        best = heading;
    else if (is_with_site(title, news->title) && !is_of_site(news, news->title))
        best = news->title;
    else if (is_of_site(news, title) && news->title != NULL && !is_of_site(news, news->title))
        best = news->title;
    else if (is_of_site(news, title) && heading != NULL && !is_of_site(news, heading))
        best = heading;
    best = best != NULL ? best : news->title;
    if (best != NULL && best == title && is_name_of_page(news, title, heading, text, text_len))
        best = heading;
    /* The caption of a box ("Thống kê truy cập") is in an <h1>, too. */
    const gboolean is_caption =
        best == heading && best != NULL && count_words(heading) < HEADING_WORDS_MIN;
    if (shown != NULL && title != NULL && is_named_as_site(news, title) &&
        (best == title || is_caption) && !is_of_site(news, shown))
        best = shown;
    char *part = best != NULL ? whole_of_cut(best, text, text_len) : NULL;
    if (part == NULL && best != NULL && best == title)
        part = part_in_text(news, best, text, text_len);
    return part != NULL ? part : g_strdup(best);
}

#include "document/read/text/html_shown.h"

#include "document/read/reader.h"

#include <string.h>

enum {
    SHOWN_WORDS_MIN = 5, /* fewer are the caption of a box */
    LARGE_PIXELS = 17,   /* a text has 16 at most */
};

/* What tells that an element is the title, least first. */
enum { NONE, HEADING, LARGE, CALLED };

/* Whether one of the names of a class is that of a title: "Title", "news-title", "tieude". */
static gboolean
is_called_title(const char *class)
{
    static const char *const names[] = {
        "title",        "tieude",       "tieu-de",     "post-title",   "post_title",
        "news-title",   "news_title",   "newstitle",   "entry-title",  "article-title",
        "articletitle", "detail-title", "detailtitle", "title-detail", "title_detail",
        "titledetail",  "title-news",   "title_news",  "titlenews",    "page-title",
    };
    /* Few classes have these letters. */
    const char *p = strpbrk(class, "tT");
    while (p != NULL && p[1] != 'i' && p[1] != 'I')
        p = strpbrk(p + 1, "tT");
    for (p = p != NULL ? class : ""; *p != '\0';) {
        p += strspn(p, " \t\n");
        const gsize len = strcspn(p, " \t\n");
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
            if (len == strlen(names[i]) && g_ascii_strncasecmp(p, names[i], len) == 0)
                return TRUE;
        p += len;
    }
    return FALSE;
}

/* The value of a property of a style, up to its end; NULL without it. */
static const char *
property(const char *style, const char *name)
{
    const char *value = strstr(style, name);
    if (value == NULL)
        return NULL;
    value += strlen(name);
    return value + strspn(value, ": \t\n");
}

/* "font-size: 18px; font-weight: bold" */
static gboolean
is_large(const char *style)
{
    const char *size = property(style, "font-size");
    const char *weight = property(style, "font-weight");
    char *unit = NULL;
    return size != NULL && weight != NULL && g_ascii_strtoull(size, &unit, 10) >= LARGE_PIXELS &&
           g_str_has_prefix(unit, "px") &&
           (g_str_has_prefix(weight, "bold") || g_ascii_strtoull(weight, NULL, 10) >= 600);
}

static guint
rank_of(const xmlChar *name, const xmlChar **attributes)
{
    guint rank = name[1] == '2' && (*name == 'h' || *name == 'H') ? HEADING : NONE;
    for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        const char *attribute = (const char *)attributes[i];
        const char *value = (const char *)attributes[i + 1];
        if (value == NULL)
            continue;
        if (strcmp(attribute, "class") == 0 && is_called_title(value))
            rank = MAX(rank, CALLED);
        else if (strcmp(attribute, "style") == 0 && is_large(value))
            rank = MAX(rank, LARGE);
    }
    return rank;
}

void
tc_html_shown_clear(TcHtmlShown *shown)
{
    if (shown->text != NULL)
        g_string_free(shown->text, TRUE);
    g_free(shown->best);
    *shown = (TcHtmlShown){0};
}

void
tc_html_shown_start(TcHtmlShown *shown, gsize depth, const xmlChar *name,
                    const xmlChar **attributes)
{
    if (shown->link_depth > 0)
        return;
    if ((*name == 'a' || *name == 'A') && name[1] == '\0') {
        shown->link_depth = depth;
        shown->depth = 0;
        return;
    }
    const guint rank = rank_of(name, attributes);
    /* The innermost of two counts: the outer one may hold the day or the whole text, too. */
    if (rank <= shown->best_rank || (shown->depth > 0 && rank < shown->rank))
        return;
    if (shown->text == NULL)
        shown->text = g_string_new(NULL);
    g_string_truncate(shown->text, 0);
    shown->depth = depth;
    shown->rank = rank;
}

void
tc_html_shown_text(TcHtmlShown *shown, const char *text, gsize len)
{
    if (shown->depth == 0)
        return;
    if (shown->text->len + len > TC_TITLE_MAX)
        shown->depth = 0;
    else
        g_string_append_len(shown->text, text, (gssize)len);
}

void
tc_html_shown_end(TcHtmlShown *shown, gsize depth)
{
    if (shown->link_depth == depth)
        shown->link_depth = 0;
    if (shown->depth != depth)
        return;
    shown->depth = 0;
    g_autofree char *title = tc_tidy_title(shown->text->str);
    guint words = title != NULL ? 1 : 0;
    for (const char *p = title; p != NULL && *p != '\0'; p++)
        words += *p == ' ';
    if (words < SHOWN_WORDS_MIN)
        return;
    g_free(shown->best);
    shown->best = g_steal_pointer(&title);
    shown->best_rank = shown->rank;
}

const char *
tc_html_shown_title(const TcHtmlShown *shown, gboolean has_boxes)
{
    return shown->best_rank > HEADING || has_boxes ? shown->best : NULL;
}

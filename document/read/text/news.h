/* document/read/text/news.h - what pages of newspapers and portals say of themselves outside of
 * their text. Private to document/.
 *
 * The title of an article stands in og:title and in the first h1, while <title> may be that of the
 * site; the day it came out stands in article:published_time, in JSON-LD ("datePublished") or in
 * the first <time>. What else is on such a page, menus, links to other articles and comments, is
 * known by the names of its elements. */
#ifndef TC_DOCUMENT_NEWS_H
#define TC_DOCUMENT_NEWS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *title;         /* og:title */
    char *description;   /* og:description */
    char *site;          /* og:site_name */
    guint32 published;   /* YYYYMMDD, 0 when it is not said */
    gboolean is_article; /* one page of a newspaper, not a list of links to such */
} TcNews;

void tc_news_clear(TcNews *news);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcNews, tc_news_clear)

/* Read what the source of a page (UTF-8) says of it in its first 256 KB. Finish with
 * tc_news_clear(). */
void tc_news_read(const char *html, gsize len, TcNews *news);

/* The same for an article in JSON: "title", and "published" or one of its kind. `title` stays NULL
 * where there is more than one. */
void tc_news_read_json(const char *json, gsize len, TcNews *news);

/* The title of a page, whose <title> and first h1 are `title` and `heading`, which shows `shown` as
 * its title (tidied; each may be NULL), and whose text is `text`: NULL when nothing gives one. Free
 * with g_free(). */
char *tc_news_title(const TcNews *news, const char *title, const char *heading, const char *shown,
                    const char *text, gsize text_len);

/* Whether a heading names the site, not what is on its page. */
gboolean tc_news_is_of_site(const TcNews *news, const char *heading);

/* Whether an element with the class and id (never NULL) is no part of the article: "sidebar",
 * "tin-lien-quan", "comments". The whole name of a class must be known. */
gboolean tc_news_is_aside(const char *class, const char *id);

G_END_DECLS

#endif

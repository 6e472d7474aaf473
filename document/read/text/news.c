#include "document/read/text/news.h"

#include "document/read/reader.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum {
    SOURCE_BYTES = 256 << 10,
    TAG_BYTES_MAX = 4096,
    ENTITY_MAX = 10,
};

void
tc_news_clear(TcNews *news)
{
    g_clear_pointer(&news->title, g_free);
    g_clear_pointer(&news->description, g_free);
    g_clear_pointer(&news->site, g_free);
}

/* ---- attributes ---- */

/* Appends the character that the reference at `p` ("&amp;", "&#225;") stands for. Returns its end;
 * NULL when it is none. */
static const char *
append_reference(GString *out, const char *p, const char *end)
{
    char name[ENTITY_MAX + 1];
    const char *semicolon = memchr(p, ';', MIN((gsize)(end - p), (gsize)ENTITY_MAX + 1));
    gunichar c = 0;
    if (semicolon == NULL || semicolon == p + 1)
        return NULL;
    gsize len = (gsize)(semicolon - p - 1);
    memcpy(name, p + 1, len);
    name[len] = '\0';
    if (*name == '#') {
        gboolean is_hex = name[1] == 'x' || name[1] == 'X';
        c = (gunichar)g_ascii_strtoull(name + (is_hex ? 2 : 1), NULL, is_hex ? 16 : 10);
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        c = entity != NULL ? entity->value : 0;
    }
    if (c == 0 || !g_unichar_validate(c))
        return NULL;
    g_string_append_unichar(out, c);
    return semicolon + 1;
}

static char *
without_references(const char *p, const char *end)
{
    GString *out = g_string_new(NULL);
    while (p < end) {
        const char *after = *p == '&' ? append_reference(out, p, end) : NULL;
        if (after == NULL) {
            g_string_append_c(out, *p);
            after = p + 1;
        }
        p = after;
    }
    return g_string_free(out, FALSE);
}

/* The value of the attribute `name` within the tag [p, end); NULL without one. */
static char *
attribute(const char *p, const char *end, const char *name)
{
    gsize name_len = strlen(name);
    while (p < end) {
        while (p < end && !g_ascii_isspace(*p))
            p++;
        while (p < end && (g_ascii_isspace(*p) || *p == '/'))
            p++;
        const char *key = p;
        while (p < end && !g_ascii_isspace(*p) && *p != '=')
            p++;
        gboolean is_wanted =
            (gsize)(p - key) == name_len && g_ascii_strncasecmp(key, name, name_len) == 0;
        while (p < end && g_ascii_isspace(*p))
            p++;
        if (p >= end || *p != '=')
            continue;
        p++;
        while (p < end && g_ascii_isspace(*p))
            p++;
        char quote = p < end && (*p == '"' || *p == '\'') ? *p++ : '\0';
        const char *value = p;
        while (p < end && (quote != '\0' ? *p != quote : !g_ascii_isspace(*p)))
            p++;
        if (is_wanted)
            return without_references(value, p);
    }
    return NULL;
}

/* Where the tag that starts at `p` ends; ">" within quotes does not end it. NULL when that is too
 * far away. */
static const char *
tag_end(const char *p, const char *end)
{
    char quote = '\0';
    const char *limit = end - p > TAG_BYTES_MAX ? p + TAG_BYTES_MAX : end;
    for (; p < limit; p++)
        if (quote != '\0')
            quote = *p == quote ? '\0' : quote;
        else if (*p == '"' || *p == '\'')
            quote = *p;
        else if (*p == '>')
            return p;
    return NULL;
}

/* ---- days ---- */

/* "7/12/2022 8:11:00 AM" is of a program that speaks English, which writes the month first, or of
 * one that was told otherwise. FALSE when it cannot be told which. */
static gboolean
swap_english(const char *rest, const guint *digits, guint *parts)
{
    const gboolean is_english = strstr(rest, " AM") != NULL || strstr(rest, " PM") != NULL;
    const gboolean is_padded = digits[0] == 2 && digits[1] == 2;
    if (!is_english || parts[0] > 12 || parts[0] == parts[1])
        return TRUE;
    if (parts[1] <= 12)
        return is_padded;
    const guint month = parts[0];
    parts[0] = parts[1];
    parts[1] = month;
    return TRUE;
}

/* "2022-07-12T08:00:00+07:00", "2022/07/12", "12/07/2022 08:00": the day; 0 when it is none. */
static guint32
read_day(const char *p)
{
    guint parts[3] = {0};
    guint digits[3] = {0};
    p += strspn(p, " \t");
    for (guint i = 0; i < 3; i++) {
        for (; g_ascii_isdigit(*p) && digits[i] < 4; p++, digits[i]++)
            parts[i] = parts[i] * 10 + (guint)(*p - '0');
        if (digits[i] == 0 || (i < 2 && strchr("-/.", *p) == NULL) || (i < 2 && *p == '\0'))
            return 0;
        p += i < 2;
    }
    if (g_ascii_isdigit(*p) && *p != '\0')
        return 0;
    gboolean is_iso = digits[0] == 4;
    if (!is_iso && !swap_english(p, digits, parts))
        return 0;
    guint year = is_iso ? parts[0] : parts[2];
    guint day = is_iso ? parts[2] : parts[0];
    if ((!is_iso && digits[2] != 4) || year < 1945 || year > 2100 || day > 31 || parts[1] > 12 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)parts[1], (GDateYear)year))
        return 0;
    return year * 10000 + parts[1] * 100 + day;
}

/* In JSON, the string behind the key whose name ends at `p`; NULL when there is none. */
static char *
json_string(const char *p, const char *end)
{
    while (p < end && (g_ascii_isspace(*p) || *p == ':'))
        p++;
    if (p >= end || *p != '"')
        return NULL;
    const char *start = ++p;
    g_autoptr(GString) out = g_string_new(NULL);
    for (; p < end && *p != '"' && p - start < TAG_BYTES_MAX; p++) {
        if (*p != '\\' || end - p < 2) {
            g_string_append_c(out, *p);
            continue;
        }
        p++;
        /* "\u1e0ề" is none: four digits, or it would end within a letter. */
        gunichar c = 0;
        guint digits = 0;
        for (; *p == 'u' && end - p > 4 && digits < 4 && g_ascii_isxdigit(p[digits + 1]); digits++)
            c = c * 16 + (gunichar)g_ascii_xdigit_value(p[digits + 1]);
        if (digits == 4) {
            p += 4;
            if (c != 0 && g_unichar_validate(c))
                g_string_append_unichar(out, c);
        } else {
            g_string_append_c(out, *p == 'n' || *p == 't' || *p == 'r' ? ' ' : *p);
        }
    }
    return p < end && *p == '"' ? g_strdup(out->str) : NULL;
}

static guint32
json_day(const char *p, const char *end, const char *key)
{
    const char *found = memmem(p, (gsize)(end - p), key, strlen(key));
    g_autofree char *value = found != NULL ? json_string(found + strlen(key), end) : NULL;
    return value != NULL ? read_day(value) : 0;
}

/* ---- pages ---- */

static void
take_meta(const char *p, const char *end, TcNews *news)
{
    static const char *const days[] = {
        "article:published_time",
        "og:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "article:published",
        "date.published",
        "dc.created",
    };
    g_autofree char *name = attribute(p, end, "property");
    if (name == NULL)
        name = attribute(p, end, "name");
    if (name == NULL)
        name = attribute(p, end, "itemprop");
    g_autofree char *content = name != NULL ? attribute(p, end, "content") : NULL;
    if (content == NULL || *content == '\0')
        return;
    if (g_ascii_strcasecmp(name, "og:title") == 0 && news->title == NULL)
        news->title = tc_tidy_title(content);
    else if (g_ascii_strcasecmp(name, "og:site_name") == 0 && news->site == NULL)
        news->site = tc_tidy_title(content);
    else if (g_ascii_strcasecmp(name, "og:description") == 0 && news->description == NULL)
        news->description = tc_tidy_title(content);
    else if (g_ascii_strcasecmp(name, "og:type") == 0)
        news->is_article = news->is_article || g_ascii_strcasecmp(content, "article") == 0;
    for (gsize i = 0; i < G_N_ELEMENTS(days) && news->published == 0; i++)
        if (g_ascii_strcasecmp(name, days[i]) == 0)
            news->published = read_day(content);
}

void
tc_news_read(const char *html, gsize len, TcNews *news)
{
    const char *end = html + MIN(len, (gsize)SOURCE_BYTES);
    guint32 shown = 0; /* of the first <time> */
    *news = (TcNews){.title = NULL};
    for (const char *p = html; (p = memchr(p, '<', (gsize)(end - p))) != NULL; p++) {
        gsize left = (gsize)(end - p);
        gboolean is_meta = left > 6 && g_ascii_strncasecmp(p, "<meta", 5) == 0;
        gboolean is_time = left > 6 && !is_meta && g_ascii_strncasecmp(p, "<time", 5) == 0;
        if (!is_meta && !is_time)
            continue;
        const char *close = tag_end(p, end);
        if (close == NULL)
            continue;
        if (is_meta)
            take_meta(p, close, news);
        g_autofree char *day = is_time && shown == 0 ? attribute(p, close, "datetime") : NULL;
        if (day != NULL)
            shown = read_day(day);
        p = close;
    }
    news->is_article = news->is_article || news->published != 0;
    if (news->published == 0)
        news->published = json_day(html, end, "\"datePublished\"");
    news->is_article = news->is_article || news->published != 0;
    if (news->published == 0)
        news->published = shown;
}

void
tc_news_read_json(const char *json, gsize len, TcNews *news)
{
    static const char *const days[] = {
        "\"published\"",     "\"publishedAt\"", "\"published_at\"", "\"published_time\"",
        "\"datePublished\"", "\"pubDate\"",     "\"publish_date\"", "\"date\"",
    };
    static const char *const titles[] = {
        "\"title\"",  "\"headline\"", "\"tieu_de\"", "\"tieuDe\"",
        "\"tieude\"", "\"Tiêu đề\"",  "\"tiêu đề\"", "\"trich_yeu\"",
    };
    const char *end = json + MIN(len, (gsize)SOURCE_BYTES);
    const char *first = NULL;
    *news = (TcNews){.title = NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(titles) && first == NULL; i++) {
        const char *key = titles[i];
        first = memmem(json, (gsize)(end - json), key, strlen(key));
        if (first == NULL)
            continue;
        first += strlen(key);
        if (memmem(first, (gsize)(end - first), key, strlen(key)) != NULL)
            return; /* it is a list of several */
    }
    if (first == NULL)
        return;
    g_autofree char *title = json_string(first, end);
    news->title = title != NULL ? tc_tidy_title(title) : NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(days) && news->title != NULL && news->published == 0; i++)
        news->published = json_day(json, end, days[i]);
}

/* ---- what is not of the article ---- */

static int
compare_names(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

/* Classes and ids of what stands beside an article. Sorted. */
static const char *const aside_names[] = {
    "article-related",
    "articlerelated",
    "binh-luan",
    "binhluan",
    "box-comment",
    "box-related",
    "breadcrumb",
    "breadcrumbs",
    "cac-tin-khac",
    "comment",
    "comment-box",
    "comment-form",
    "comment-list",
    "comments",
    "copyright",
    "fb-comments",
    "footer",
    "footer-wrapper",
    "lien-quan",
    "lienquan",
    "main-footer",
    "main-menu",
    "mainmenu",
    "menu",
    "menu-main",
    "menu-top",
    "most-read",
    "nav",
    "navbar",
    "navigation",
    "news-other",
    "news-related",
    "other-news",
    "othernews",
    "page-footer",
    "related",
    "related-articles",
    "related-news",
    "related-posts",
    "relatednews",
    "share",
    "share-buttons",
    "side-bar",
    "sidebar",
    "site-footer",
    "social",
    "social-share",
    "tin-cung-chuyen-muc",
    "tin-khac",
    "tin-lien-quan",
    "tin-moi",
    "tinkhac",
    "tinlienquan",
    "top-menu",
    "topmenu",
};

static gboolean
is_aside_name(const char *name, gsize len)
{
    enum { NAME_MAX_BYTES = 24 };
    char lower[NAME_MAX_BYTES];
    if (len == 0 || len >= sizeof lower)
        return FALSE;
    for (gsize i = 0; i < len; i++)
        lower[i] = name[i] == '_' ? '-' : g_ascii_tolower(name[i]);
    lower[len] = '\0';
    return bsearch(lower, aside_names, G_N_ELEMENTS(aside_names), sizeof *aside_names,
                   compare_names) != NULL;
}

gboolean
tc_news_is_aside(const char *class, const char *id)
{
    if (is_aside_name(id, strlen(id)))
        return TRUE;
    for (const char *p = class; *p != '\0';) {
        gsize len = strcspn(p, " \t\n\r\f");
        if (is_aside_name(p, len))
            return TRUE;
        p += len;
        p += strspn(p, " \t\n\r\f");
    }
    return FALSE;
}

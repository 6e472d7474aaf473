#include "document/read/text/html_trim.h"

#include <string.h>

/* A longer tag is left as it is. */
#define TAG_LEN_MAX 65536

/* A title is found by the size of its letters. In a page that gives each of its words a size it
 * stands before most of them. */
#define SIZES_MAX 200u

/* Elements whose content is no markup. */
static const char *const raw[] = {"script", "style"};

typedef struct {
    const char *from; /* copied up to here */
    const char *end;
    char *to;
    /* Whether a comment, and each of these, still ends further on is only looked for once. */
    gboolean has_no_comment_ends;
    gboolean has_no_ends[G_N_ELEMENTS(raw)];
    guint sizes; /* styles that say how large letters are */
    guint link;  /* the hash of what the last link leads to */
} Trim;

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Copies all up to `until`, and goes on at `next`. */
static void
keep_until(Trim *trim, const char *until, const char *next)
{
    gsize len = (gsize)(until - trim->from);

    memmove(trim->to, trim->from, len);
    trim->to += len;
    trim->from = next;
}

typedef struct {
    const char *name;
    gsize name_len;
    const char *value; /* without quotes; NULL for none */
    gsize value_len;
    const char *end; /* behind it, with its quote */
} Attribute;

/* The attribute that begins at `p`, as the parser cuts it. FALSE for what may be anything. */
static gboolean
read_attribute(const char *p, const char *end, Attribute *attribute)
{
    *attribute = (Attribute){.name = p};
    while (p < end && !is_blank(*p) && *p != '=' && *p != '>' && *p != '/') {
        if (*p == '<' || *p == '"' || *p == '\'' || *p == '\0')
            return FALSE;
        p++;
    }
    attribute->name_len = (gsize)(p - attribute->name);
    attribute->end = p;
    if (attribute->name_len == 0)
        return FALSE;
    while (p < end && is_blank(*p))
        p++;
    if (p == end || *p != '=')
        return TRUE;
    p++;
    while (p < end && is_blank(*p))
        p++;
    if (p == end)
        return FALSE;
    char quote = *p == '"' || *p == '\'' ? *p++ : '\0';
    attribute->value = p;
    while (p < end && (quote != '\0' ? *p != quote : !is_blank(*p) && *p != '>')) {
        if (*p == '<' || *p == '\0')
            return FALSE;
        p++;
    }
    if (p == end)
        return FALSE;
    attribute->value_len = (gsize)(p - attribute->value);
    attribute->end = quote != '\0' ? p + 1 : p;
    return TRUE;
}

static gboolean
is_called(const Attribute *attribute, const char *name)
{
    return attribute->name_len == strlen(name) &&
           g_ascii_strncasecmp(attribute->name, name, attribute->name_len) == 0;
}

static gboolean
has_word(const Attribute *attribute, const char *word)
{
    return memmem(attribute->value, attribute->value_len, word, strlen(word)) != NULL;
}

static gboolean
is_used(Trim *trim, const Attribute *attribute)
{
    if (is_called(attribute, "class") || is_called(attribute, "id") || is_called(attribute, "role"))
        return TRUE;
    if (!is_called(attribute, "style") || attribute->value == NULL)
        return FALSE;
    if (has_word(attribute, "mso-hide") || has_word(attribute, "display"))
        return TRUE;
    /* What html_shown.c asks for. */
    if (trim->sizes == SIZES_MAX || !has_word(attribute, "px") ||
        !has_word(attribute, "font-size") || !has_word(attribute, "font-weight"))
        return FALSE;
    trim->sizes++;
    return TRUE;
}

static guint
hash_of(const Attribute *attribute)
{
    guint hash = 5381;

    for (gsize i = 0; i < attribute->value_len; i++)
        hash = hash * 33 + (guchar)attribute->value[i];
    return hash;
}

/* The end of the tag whose attributes begin at `p`. They are looked at one by one. NULL when the
 * tag has to stay as it is. With `trim`, it is copied without attributes that nobody uses; else
 * `*link` is the hash of what it leads to. */
static const char *
read_tag(const char *p, const char *end, Trim *trim, guint *link)
{
    while (p < end) {
        while (p < end && is_blank(*p))
            p++;
        if (p == end)
            return NULL;
        if (*p == '>')
            return p + 1;
        if (*p == '/') {
            p++;
            continue;
        }
        Attribute attribute;
        if (!read_attribute(p, end, &attribute))
            return NULL;
        if (trim == NULL && is_called(&attribute, "href"))
            *link = hash_of(&attribute);
        if (trim != NULL && !is_used(trim, &attribute)) {
            /* The blank before it stays; what follows is a blank, or "/" or ">". */
            keep_until(trim, attribute.name, attribute.end);
        }
        p = attribute.end;
    }
    return NULL;
}

/* The end tag of `name` from `p` on; NULL for none. */
static const char *
find_end_tag(const char *p, const char *end, const char *name)
{
    gsize len = strlen(name);

    for (; (p = memchr(p, '<', (gsize)(end - p))) != NULL; p++)
        if ((gsize)(end - p) > len + 2 && p[1] == '/' &&
            g_ascii_strncasecmp(p + 2, name, len) == 0 &&
            (p[len + 2] == '>' || is_blank(p[len + 2])))
            return p;
    return NULL;
}

static gboolean
is_tag(const char *name, gsize len, const char *wanted)
{
    return len == strlen(wanted) && g_ascii_strncasecmp(name, wanted, len) == 0;
}

/* Parts the link at `p` from the one that ends there, as pages do by how they are laid out, if they
 * lead elsewhere. Programs may write one link as two within a word. What was dropped of the first
 * leaves room for the blank. */
static void
part_links(Trim *trim, const char *p, guint link)
{
    static const char end_tag[] = "</a>";
    gsize kept = (gsize)(p - trim->from);

    if (link != trim->link && kept >= strlen(end_tag) && trim->to + kept < p &&
        g_ascii_strncasecmp(p - strlen(end_tag), end_tag, strlen(end_tag)) == 0) {
        keep_until(trim, p, p);
        *trim->to++ = ' ';
    }
    trim->link = link;
}

/* Deals with what begins with the "<" at `p`. Returns where to go on. */
static const char *
trim_markup(Trim *trim, const char *p)
{
    const char *end = trim->end;
    const char *name = p + 1;
    const char *name_end = name;

    if (end - p > 4 && memcmp(p, "<!--", 4) == 0) {
        const char *close =
            trim->has_no_comment_ends ? NULL : memmem(p + 4, (gsize)(end - p) - 4, "-->", 3);
        trim->has_no_comment_ends = close == NULL;
        if (close == NULL)
            return p + 1;
        keep_until(trim, p, close + 3);
        return close + 3;
    }
    if (name == end || !g_ascii_isalpha(*name))
        return p + 1;
    while (name_end < end && (g_ascii_isalnum(*name_end) || *name_end == ':' || *name_end == '-'))
        name_end++;
    const char *limit = end - name_end > TAG_LEN_MAX ? name_end + TAG_LEN_MAX : end;
    guint link = 0;
    const char *behind = read_tag(name_end, limit, NULL, &link);
    if (behind == NULL || (!is_blank(*name_end) && *name_end != '>' && *name_end != '/'))
        return p + 1;
    if (is_tag(name, (gsize)(name_end - name), "a"))
        part_links(trim, p, link);
    read_tag(name_end, limit, trim, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(raw); i++) {
        if (!is_tag(name, (gsize)(name_end - name), raw[i]) || behind[-2] == '/')
            continue;
        const char *close = trim->has_no_ends[i] ? NULL : find_end_tag(behind, end, raw[i]);
        trim->has_no_ends[i] = close == NULL;
        if (close != NULL)
            keep_until(trim, behind, close);
        return close != NULL ? close : behind;
    }
    return behind;
}

/* To the reader of a page, blanks that follow each other are one, except in lines that are laid out
 * beforehand. To the parser, each is a character of its own. */
static void
join_blanks(GString *html)
{
    const char *end = html->str + html->len;
    char *to = html->str;

    for (const char *p = html->str; p < end;) {
        if (*p == '<' && end - p > 4 && g_ascii_strncasecmp(p, "<pre", 4) == 0) {
            const char *close = find_end_tag(p, end, "pre");
            gsize len = (gsize)((close != NULL ? close : end) - p);
            memmove(to, p, len);
            to += len;
            p += len;
            if (p == end)
                break;
        }
        *to = *p++;
        if (is_blank(*to) && p < end && is_blank(*p)) {
            *to = ' ';
            while (p < end && is_blank(*p))
                p++;
        }
        to++;
    }
    g_string_truncate(html, (gsize)(to - html->str));
}

void
tc_html_trim(GString *html)
{
    Trim trim = {.from = html->str, .end = html->str + html->len, .to = html->str};

    for (const char *p = html->str; (p = memchr(p, '<', (gsize)(trim.end - p))) != NULL;)
        p = trim_markup(&trim, p);
    keep_until(&trim, trim.end, trim.end);
    g_string_truncate(html, (gsize)(trim.to - html->str));
    join_blanks(html);
}

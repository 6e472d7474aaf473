#include "document/detect/html_kind.h"

#include <string.h>

#define HAS_PREFIX(p, end, literal)                                                                \
    ((gsize)((end) - (p)) >= sizeof(literal) - 1 && memcmp(p, literal, sizeof(literal) - 1) == 0)

enum { NAME_MAX_BYTES = 16 };

/* The tags of a text, each by what its name is. */
typedef struct {
    gsize known;   /* elements of HTML */
    gsize closing; /* those of them that end an element */
    gsize others;  /* other names, and what is no tag */
} Tags;

static int
compare_names(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

/* Whether HTML has, or had, an element of that name. */
static gboolean
is_element(const char *name, gsize len)
{
    /* Sorted. */
    static const char *const names[] = {
        "a",        "abbr",     "acronym", "address", "area",       "article",    "aside",
        "audio",    "b",        "base",    "big",     "blockquote", "body",       "br",
        "button",   "canvas",   "caption", "center",  "cite",       "code",       "col",
        "colgroup", "dd",       "del",     "details", "dfn",        "dialog",     "div",
        "dl",       "dt",       "em",      "embed",   "fieldset",   "figcaption", "figure",
        "font",     "footer",   "form",    "frame",   "frameset",   "h1",         "h2",
        "h3",       "h4",       "h5",      "h6",      "head",       "header",     "hr",
        "html",     "i",        "iframe",  "img",     "input",      "ins",        "kbd",
        "label",    "legend",   "li",      "link",    "main",       "map",        "mark",
        "marquee",  "menu",     "meta",    "nav",     "nobr",       "noscript",   "object",
        "ol",       "optgroup", "option",  "p",       "param",      "picture",    "pre",
        "q",        "s",        "samp",    "script",  "section",    "select",     "small",
        "source",   "span",     "strike",  "strong",  "style",      "sub",        "summary",
        "sup",      "table",    "tbody",   "td",      "template",   "textarea",   "tfoot",
        "th",       "thead",    "time",    "title",   "tr",         "tt",         "u",
        "ul",       "var",      "video",   "wbr",
    };
    char lower[NAME_MAX_BYTES + 1];

    if (len > NAME_MAX_BYTES)
        return FALSE;
    for (gsize i = 0; i < len; i++)
        lower[i] = g_ascii_tolower(name[i]);
    lower[len] = '\0';
    return bsearch(lower, names, G_N_ELEMENTS(names), sizeof *names, compare_names) != NULL;
}

/* The length of the name of the tag that starts at `p`; 0 when it is no tag. */
static gsize
tag_name(const char *p, const char *end, const char **name)
{
    p++;
    if (p < end && *p == '/')
        p++;
    *name = p;
    /* What pages name themselves has a "-" or a ":" in it: "<o:p>". */
    while (p < end && (g_ascii_isalnum(*p) || *p == '-' || *p == ':'))
        p++;
    if (p == *name || !g_ascii_isalpha(**name) || p == end ||
        !(g_ascii_isspace(*p) || *p == '>' || *p == '/'))
        return 0;
    return (gsize)(p - *name);
}

static gboolean
is_called(const char *name, gsize len, const char *word)
{
    return strlen(word) == len && g_ascii_strncasecmp(name, word, len) == 0;
}

/* The first element or text, behind what may stand before it. */
static const char *
skip_prolog(const char *p, const char *end)
{
    for (;;) {
        while (p < end && g_ascii_isspace(*p))
            p++;
        const char *close = NULL;
        gsize close_len = 0;
        if (HAS_PREFIX(p, end, "<!--")) {
            close = memmem(p, (gsize)(end - p), "-->", 3);
            close_len = 3;
        } else if (HAS_PREFIX(p, end, "<?")) {
            close = memchr(p, '>', (gsize)(end - p));
            close_len = 1;
        } else if (HAS_PREFIX(p, end, "\xEF\xBB\xBF")) { /* a second byte order mark */
            close = p;
            close_len = 3;
        }
        if (close == NULL)
            return p;
        p = close + close_len;
    }
}

/* Whether the text at `p` begins with an element of that list, which ends in NULL. */
static gboolean
begins_with(const char *p, const char *end, const char *const *elements)
{
    const char *name;
    gsize len = p < end && *p == '<' ? tag_name(p, end, &name) : 0;

    for (; len > 0 && *elements != NULL; elements++)
        if (is_called(name, len, *elements))
            return TRUE;
    return FALSE;
}

static gboolean
has_doctype(const char *p, const char *end)
{
    static const char doctype[] = "<!doctype html";

    return (gsize)(end - p) >= strlen(doctype) &&
           g_ascii_strncasecmp(p, doctype, strlen(doctype)) == 0;
}

gboolean
tc_begins_html_page(const char *text, gsize len)
{
    static const char *const openers[] = {"html", "head", "body", NULL};
    const char *end = text + len;
    const char *p = skip_prolog(text, end);

    return has_doctype(p, end) || begins_with(p, end, openers);
}

/* The end of what starts at `p` and has no tags in it that count: a comment, a script. NULL when no
 * such thing starts there, or it does not end. */
static const char *
skip_content(const char *p, const char *end)
{
    static const struct {
        const char *open, *close;
    } contents[] = {{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}};

    for (gsize i = 0; i < G_N_ELEMENTS(contents); i++) {
        gsize open_len = strlen(contents[i].open);
        if ((gsize)(end - p) < open_len || g_ascii_strncasecmp(p, contents[i].open, open_len) != 0)
            continue;
        const char *close =
            memmem(p, (gsize)(end - p), contents[i].close, strlen(contents[i].close));
        return close;
    }
    return NULL;
}

static Tags
count_tags(const char *p, const char *end)
{
    Tags tags = {0};

    while (p < end && (p = memchr(p, '<', (gsize)(end - p))) != NULL) {
        const char *name;
        const char *behind = skip_content(p, end);
        gsize len = tag_name(p, end, &name);
        if (len > 0 && is_element(name, len)) {
            tags.known++;
            tags.closing += p[1] == '/';
        } else if (behind == NULL && (len == 0 || (memchr(name, '-', len) == NULL &&
                                                   memchr(name, ':', len) == NULL))) {
            tags.others++;
        }
        p = behind != NULL && behind > p ? behind : p + 1;
    }
    return tags;
}

gboolean
tc_looks_like_html(const char *text, gsize len, gboolean is_called_so)
{
    static const char *const openers[] = {"html",   "head",  "body", "meta", "title",
                                          "script", "style", "link", "base", NULL};
    const char *end = text + len;
    const char *p = skip_prolog(text, end);

    if (has_doctype(p, end) || begins_with(p, end, openers))
        return TRUE;

    Tags tags = count_tags(p, end);
    if (is_called_so)
        return tags.known > 0 && tags.known > tags.others;
    gboolean starts_with_tag = p < end && *p == '<';
    return tags.known >= (starts_with_tag ? 2 : 6) && tags.closing > 0 &&
           tags.known > 4 * tags.others &&
           tags.known * (starts_with_tag ? 2000 : 300) >= (gsize)(end - p);
}

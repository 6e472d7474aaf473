#include "document/read/text/html_element.h"

#include "document/read/text/news.h"

#include <string.h>

static const struct {
    const char *name;
    TcHtmlKind kind;
} elements[] = {
    {"address", TC_HTML_BLOCK},    {"article", TC_HTML_BLOCK},
    {"aside", TC_HTML_BLOCK},      {"audio", TC_HTML_APART},
    {"blockquote", TC_HTML_BLOCK}, {"body", TC_HTML_BLOCK},
    {"br", TC_HTML_BREAK},         {"button", TC_HTML_APART},
    {"canvas", TC_HTML_APART},     {"caption", TC_HTML_BLOCK},
    {"center", TC_HTML_BLOCK},     {"dd", TC_HTML_BLOCK},
    {"del", TC_HTML_DELETED},      {"details", TC_HTML_BLOCK},
    {"dialog", TC_HTML_BLOCK},     {"dir", TC_HTML_BLOCK},
    {"div", TC_HTML_BLOCK},        {"dl", TC_HTML_BLOCK},
    {"dt", TC_HTML_BLOCK},         {"embed", TC_HTML_APART},
    {"fieldset", TC_HTML_BLOCK},   {"figcaption", TC_HTML_BLOCK},
    {"figure", TC_HTML_BLOCK},     {"footer", TC_HTML_BOILERPLATE},
    {"form", TC_HTML_BLOCK},       {"h1", TC_HTML_H1},
    {"h2", TC_HTML_BLOCK},         {"h3", TC_HTML_BLOCK},
    {"h4", TC_HTML_BLOCK},         {"h5", TC_HTML_BLOCK},
    {"h6", TC_HTML_BLOCK},         {"header", TC_HTML_BLOCK},
    {"hr", TC_HTML_BREAK},         {"iframe", TC_HTML_APART},
    {"img", TC_HTML_APART},        {"input", TC_HTML_APART},
    {"legend", TC_HTML_BLOCK},     {"li", TC_HTML_BLOCK},
    {"main", TC_HTML_BLOCK},       {"menu", TC_HTML_BLOCK},
    {"meter", TC_HTML_APART},      {"nav", TC_HTML_BOILERPLATE},
    {"noscript", TC_HTML_HIDDEN},  {"object", TC_HTML_APART},
    {"ol", TC_HTML_BLOCK},         {"optgroup", TC_HTML_BLOCK},
    {"option", TC_HTML_BLOCK},     {"p", TC_HTML_BLOCK},
    {"pre", TC_HTML_PRE},          {"progress", TC_HTML_APART},
    {"rp", TC_HTML_APART},         {"rt", TC_HTML_APART},
    {"script", TC_HTML_HIDDEN},    {"section", TC_HTML_BLOCK},
    {"select", TC_HTML_BLOCK},     {"style", TC_HTML_HIDDEN},
    {"summary", TC_HTML_BLOCK},    {"svg", TC_HTML_HIDDEN},
    {"table", TC_HTML_BLOCK},      {"tbody", TC_HTML_BLOCK},
    {"td", TC_HTML_CELL},          {"template", TC_HTML_HIDDEN},
    {"textarea", TC_HTML_BLOCK},   {"tfoot", TC_HTML_BLOCK},
    {"th", TC_HTML_CELL},          {"thead", TC_HTML_BLOCK},
    {"title", TC_HTML_TITLE},      {"tr", TC_HTML_ROW},
    {"ul", TC_HTML_BLOCK},         {"video", TC_HTML_APART},
    {"wbr", TC_HTML_OPPORTUNITY},
};

static TcHtmlKind
named_kind(const char *name)
{
    gsize low = 0;
    gsize high = G_N_ELEMENTS(elements);

    while (low < high) {
        gsize middle = (low + high) / 2;
        int order = g_ascii_strcasecmp(name, elements[middle].name);
        if (order == 0)
            return elements[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return TC_HTML_INLINE;
}

/* "" if there is none. */
static const char *
attribute(const xmlChar **attributes, const char *name)
{
    for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
        if (g_ascii_strcasecmp((const char *)attributes[i], name) == 0)
            return attributes[i + 1] != NULL ? (const char *)attributes[i + 1] : "";
    return "";
}

gboolean
tc_html_has_boilerplate_role(const xmlChar **attributes)
{
    const char *role = attribute(attributes, "role");

    return g_ascii_strcasecmp(role, "navigation") == 0 ||
           g_ascii_strcasecmp(role, "tablist") == 0 || g_ascii_strcasecmp(role, "contentinfo") == 0;
}

gboolean
tc_html_is_aside(TcHtmlKind kind, const xmlChar **attributes)
{
    return kind != TC_HTML_INLINE && kind != TC_HTML_APART && kind != TC_HTML_TITLE &&
           attributes != NULL &&
           tc_news_is_aside(attribute(attributes, "class"), attribute(attributes, "id"));
}

gboolean
tc_html_is_hidden_by_word(const xmlChar **attributes)
{
    const char *style = strstr(attribute(attributes, "style"), "mso-hide");

    return style != NULL && g_str_has_prefix(style + strcspn(style, "a;"), "all");
}

/* What an element in a line is made by its style: "display:inline-block". */
static TcHtmlKind
styled_kind(const xmlChar **attributes)
{
    static const struct {
        const char *value;
        TcHtmlKind kind;
    } values[] = {
        {"block", TC_HTML_BLOCK}, {"flex", TC_HTML_BLOCK},      {"grid", TC_HTML_BLOCK},
        {"table", TC_HTML_BLOCK}, {"list-item", TC_HTML_BLOCK}, {"inline-", TC_HTML_APART},
    };
    const char *style = strstr(attribute(attributes, "style"), "display");

    if (style == NULL)
        return TC_HTML_INLINE;
    style += strlen("display");
    style += strspn(style, ": \t\n");
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        if (g_ascii_strncasecmp(style, values[i].value, strlen(values[i].value)) == 0)
            return values[i].kind;
    return TC_HTML_INLINE;
}

gboolean
tc_html_is_mark_of_note(const xmlChar **attributes)
{
    const char *class = attribute(attributes, "class");

    return g_str_has_prefix(class, "sdfootnote") || g_str_has_prefix(class, "sdendnote");
}

gboolean
tc_html_is_label(const xmlChar **attributes)
{
    const char *class = attributes != NULL ? attribute(attributes, "class") : "";

    for (const char *at = class; (at = strstr(at, "label")) != NULL; at++)
        if ((at == class || strchr(" -_", at[-1]) != NULL) &&
            (at[strlen("label")] == '\0' || at[strlen("label")] == ' '))
            return TRUE;
    return FALSE;
}

TcHtmlKind
tc_html_kind(const xmlChar *name, const xmlChar **attributes)
{
    TcHtmlKind kind = named_kind((const char *)name);

    return kind == TC_HTML_INLINE && attributes != NULL ? styled_kind(attributes) : kind;
}

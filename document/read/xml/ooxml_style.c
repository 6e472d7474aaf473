#include "document/read/xml/ooxml_style.h"

#include "base/free.h"
#include "document/read/xml/ooxml_part.h"

#include <string.h>

/* Styles that are looked at; Word itself takes some thousands. */
#define COUNT_MAX 20000u

struct TcWordStyles {
    GHashTable *table;  /* id -> TcWordStyle */
    char *usual;        /* the style of a paragraph that names none */
    TcWordStyle rest;   /* what holds where no style says anything */
    gboolean is_hiding; /* some style hides its text; few documents have one */
};

typedef struct {
    TcWordStyles *styles;
    TcWordStyle *style; /* the one that is open; NULL for none */
} Parser;

static void
style_free(gpointer data)
{
    TcWordStyle *style = data;

    tc_free_all(style->base, style);
}

int
tc_word_attribute_number(const TcXml *xml, const char *name)
{
    g_autofree char *value = tc_xml_attribute(xml, NULL, name);
    guint64 number = value != NULL ? g_ascii_strtoull(value, NULL, 10) : G_MAXUINT64;
    return number <= G_MAXINT ? (int)number : -1;
}

gboolean
tc_word_is_switched_on(const TcXml *xml)
{
    g_autofree char *value = tc_xml_attribute(xml, NULL, "val");
    return value == NULL ||
           (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

static void
start_style(TcXml *xml, Parser *parser)
{
    GHashTable *table = parser->styles->table;
    g_autofree char *id = tc_xml_attribute(xml, NULL, "styleId");
    g_autofree char *type = tc_xml_attribute(xml, NULL, "type");
    g_autofree char *usual = tc_xml_attribute(xml, NULL, "default");

    parser->style = NULL;
    if (id == NULL || g_hash_table_size(table) >= COUNT_MAX || g_hash_table_contains(table, id))
        return;
    if (parser->styles->usual == NULL && usual != NULL && strcmp(usual, "1") == 0 && type != NULL &&
        strcmp(type, "paragraph") == 0)
        parser->styles->usual = g_strdup(id);
    parser->style = g_new(TcWordStyle, 1);
    *parser->style = (TcWordStyle){
        .instance = -1, .level = -1, .size = -1, .is_bold = -1, .is_centred = -1, .is_hidden = -1};
    g_hash_table_insert(table, g_steal_pointer(&id), parser->style);
}

/* Names are the same in all languages of Word. */
static gboolean
is_heading_name(const char *name)
{
    return name != NULL &&
           (g_ascii_strcasecmp(name, "title") == 0 || g_ascii_strcasecmp(name, "heading 1") == 0);
}

static void
on_property(TcXml *xml, TcWordStyle *style, const char *name)
{
    if (strcmp(name, "numId") == 0) {
        style->instance = tc_word_attribute_number(xml, "val");
    } else if (strcmp(name, "ilvl") == 0) {
        style->level = tc_word_attribute_number(xml, "val");
    } else if (strcmp(name, "sz") == 0) {
        style->size = tc_word_attribute_number(xml, "val");
    } else if (strcmp(name, "b") == 0) {
        style->is_bold = tc_word_is_switched_on(xml) != FALSE;
    } else if (strcmp(name, "jc") == 0) {
        g_autofree char *value = tc_xml_attribute(xml, NULL, "val");
        style->is_centred = value != NULL && strcmp(value, "center") == 0;
    }
}

static void
on_start(TcXml *xml, const char *ns, const char *name)
{
    Parser *parser = xml->data;
    TcWordStyle *style = parser->style;

    if (strstr(ns, "wordprocessingml") == NULL && strstr(ns, "/word/2003/wordml") == NULL)
        return;
    if (strcmp(name, "style") == 0) {
        start_style(xml, parser);
    } else if (strcmp(name, "docDefaults") == 0) {
        parser->style = &parser->styles->rest;
    } else if (style == NULL) {
        return;
    } else if (strcmp(name, "tblStylePr") == 0) {
        tc_xml_skip(xml);
    } else if (strcmp(name, "basedOn") == 0 && style != &parser->styles->rest) {
        g_free(style->base);
        style->base = tc_xml_attribute(xml, NULL, "val");
    } else if (strcmp(name, "name") == 0) {
        g_autofree char *value = tc_xml_attribute(xml, NULL, "val");
        style->is_heading = is_heading_name(value);
    } else if (strcmp(name, "vanish") == 0) {
        style->is_hidden = tc_word_is_switched_on(xml) != FALSE;
        parser->styles->is_hiding |= style->is_hidden;
    } else {
        on_property(xml, style, name);
    }
}

TcWordStyles *
tc_word_styles_new(const TcPackage *package, const GPtrArray *relations)
{
    TcWordStyles *styles = g_new0(TcWordStyles, 1);
    Parser parser = {.styles = styles};
    TcXml xml = {.start = on_start, .data = &parser};
    const char *part = tc_ooxml_target(relations, "styles", NULL);

    styles->table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    /* What was read before the damage is right. */
    if (part != NULL && tc_package_has(package, part))
        tc_package_parse(package, part, &xml, NULL);
    return styles;
}

void
tc_word_styles_free(TcWordStyles *styles)
{
    if (styles == NULL)
        return;
    g_hash_table_unref(styles->table);
    tc_free_all(styles->usual, styles);
}

const TcWordStyle *
tc_word_styles_get(const TcWordStyles *styles, const char *id)
{
    return id != NULL ? g_hash_table_lookup(styles->table, id) : NULL;
}

TcLook
tc_word_styles_look(const TcWordStyles *styles, const char *id)
{
    TcWordStyle found = {.size = -1, .is_bold = -1, .is_centred = -1};
    const TcWordStyle *style = tc_word_styles_get(styles, id != NULL ? id : styles->usual);

    found.is_heading = style != NULL && style->is_heading;
    for (guint i = 0; style != NULL && i < TC_WORD_BASES_MAX; i++) {
        found.size = found.size >= 0 ? found.size : style->size;
        found.is_bold = found.is_bold >= 0 ? found.is_bold : style->is_bold;
        found.is_centred = found.is_centred >= 0 ? found.is_centred : style->is_centred;
        style = tc_word_styles_get(styles, style->base);
    }
    /* Word's own size is ten points. */
    const int usual = styles->rest.size > 0 ? styles->rest.size : 20;
    return (TcLook){.size = (guint16)MIN(found.size > 0 ? found.size : usual, G_MAXUINT16),
                    .is_bold = found.is_bold == 1,
                    .is_centred = found.is_centred == 1,
                    .is_heading = found.is_heading};
}

int
tc_word_styles_hides(const TcWordStyles *styles, const char *id)
{
    if (!styles->is_hiding)
        return -1;
    const TcWordStyle *style = tc_word_styles_get(styles, id != NULL ? id : styles->usual);
    for (guint i = 0; style != NULL && i < TC_WORD_BASES_MAX; i++) {
        if (style->is_hidden >= 0)
            return style->is_hidden;
        style = tc_word_styles_get(styles, style->base);
    }
    return -1;
}

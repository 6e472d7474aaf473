#include "document/read/odf/odf_list.h"

#include "base/free.h"
#include "document/read/odf/odf_names.h"

#include <string.h>

/* Styles that are looked at, and lists that are counted separately. */
#define STYLES_MAX 20000u
#define COUNTS_MAX 100000u
/* How many styles a style may be based on, one on the other. */
#define BASES_MAX  20u
/* Programs do not take a larger one for the number to begin with. */
#define START_MAX  G_MAXINT16
#define OUTLINE    "\x01" /* no name of a style: this is the style of the outline */

#define USUAL "\x02" /* nor is this: what holds where no style says anything */

/* What a style says of letters; -1 for nothing. */
typedef struct {
    gint8 is_centred, is_bold;
    int size; /* half points */
} Said;

#define SAID_NOTHING ((Said){-1, -1, -1})

/* A style of paragraphs. */
typedef struct {
    char *parent;
    Said said;
    char *list; /* the style of the lists of its paragraphs; NULL: its parent's, "": none */
} Style;

struct TcOdfLists {
    GHashTable *list_styles; /* name -> TcListStyle */
    GHashTable *styles;      /* name -> Style */
    GHashTable *spans;       /* name -> Said, of styles of words */
    GPtrArray *counts;       /* TcListCount, owned */
    GHashTable *by_id;       /* id of a list -> its count */
    GHashTable *by_style;    /* name of a style -> count of the last list that has it */
    TcListCount outline;
};

typedef struct {
    TcOdfLists *lists;
    TcListStyle *style; /* the one that is open */
    Said *said;         /* of the style that is open; NULL for none */
} Parser;

static void
style_free(gpointer data)
{
    Style *style = data;

    tc_free_all(style->parent, style->list, style);
}

static guint
number_of(const TcXml *xml, const char *name, guint otherwise)
{
    g_autofree char *value = tc_xml_attribute(xml, NULL, name);
    guint64 number =
        value != NULL && g_ascii_isdigit(*value) ? g_ascii_strtoull(value, NULL, 10) : otherwise;
    return number <= G_MAXINT ? (guint)number : otherwise;
}

static TcNumberStyle
number_style(const TcXml *xml, const char *format)
{
    g_autofree char *sync = tc_xml_attribute(xml, NULL, "num-letter-sync");
    gboolean is_same = sync != NULL && strcmp(sync, "true") == 0;

    switch (format != NULL ? *format : '\0') {
    case '\0':
        return TC_NUMBER_NONE;
    case 'I':
        return TC_NUMBER_UPPER_ROMAN;
    case 'i':
        return TC_NUMBER_LOWER_ROMAN;
    case 'A':
        return is_same ? TC_NUMBER_UPPER_LETTER : TC_NUMBER_UPPER_LETTER_PAIRS;
    case 'a':
        return is_same ? TC_NUMBER_LOWER_LETTER : TC_NUMBER_LOWER_LETTER_PAIRS;
    case '0':
        return TC_NUMBER_DECIMAL_ZERO;
    default:
        return TC_NUMBER_DECIMAL;
    }
}

/* "Điều %1%.", as later writers have it. */
static void
set_format(TcListLevel *level, const char *format)
{
    while (*format != '\0') {
        gsize len = strcspn(format + 1, "%") + 1;
        char *end = NULL;
        guint64 of = *format == '%' ? g_ascii_strtoull(format + 1, &end, 10) : 0;
        if (end != NULL && end > format + 1 && *end == '%') {
            if (of >= 1 && of <= TC_LIST_LEVELS)
                tc_list_level_add_number(level, (guint)of - 1);
            len = (gsize)(end + 1 - format);
        } else {
            tc_list_level_add_text(level, format, len);
        }
        format += len;
    }
}

static void
read_level(const TcXml *xml, TcListStyle *style, gboolean is_bullet)
{
    guint index = number_of(xml, "level", 0) - 1;
    g_autofree char *format = tc_xml_attribute(xml, NULL, "num-format");
    g_autofree char *list_format = tc_xml_attribute(xml, NULL, "num-list-format");
    g_autofree char *prefix = tc_xml_attribute(xml, NULL, "num-prefix");
    g_autofree char *suffix = tc_xml_attribute(xml, NULL, "num-suffix");

    if (index >= TC_LIST_LEVELS)
        return;
    TcListLevel *level = &style->levels[index];
    level->style = is_bullet ? TC_NUMBER_BULLET : number_style(xml, format);
    level->start = number_of(xml, "start-value", 1);
    tc_list_level_clear_text(level);
    if (list_format != NULL) {
        set_format(level, list_format);
        return;
    }
    guint shown = CLAMP(number_of(xml, "display-levels", 1), 1, index + 1);
    if (prefix != NULL)
        tc_list_level_add_text(level, prefix, strlen(prefix));
    for (guint of = index + 1 - shown; of <= index && level->style != TC_NUMBER_NONE; of++) {
        /* Levels without numbers do not leave a dot either. */
        if (of < index && (style->levels[of].style == TC_NUMBER_NONE ||
                           style->levels[of].style == TC_NUMBER_BULLET))
            continue;
        tc_list_level_add_number(level, of);
        if (of < index)
            tc_list_level_add_text(level, ".", 1);
    }
    if (suffix != NULL)
        tc_list_level_add_text(level, suffix, strlen(suffix));
}

static void
start_list_style(TcXml *xml, Parser *parser, gboolean is_outline)
{
    GHashTable *styles = parser->lists->list_styles;
    char *name = is_outline ? g_strdup(OUTLINE) : tc_xml_attribute(xml, NULL, "name");

    parser->style = NULL;
    parser->said = NULL;
    if (name == NULL || g_hash_table_size(styles) >= STYLES_MAX) {
        g_free(name);
        return;
    }
    parser->style = tc_list_style_new();
    g_hash_table_replace(styles, name, parser->style);
}

static void
start_style(TcXml *xml, Parser *parser, gboolean is_usual)
{
    GHashTable *styles = parser->lists->styles;
    GHashTable *spans = parser->lists->spans;
    g_autofree char *family = tc_xml_attribute(xml, NULL, "family");
    g_autofree char *name = is_usual ? g_strdup(USUAL) : tc_xml_attribute(xml, NULL, "name");

    parser->said = NULL;
    if (name == NULL || family == NULL || g_hash_table_size(styles) >= STYLES_MAX ||
        g_hash_table_size(spans) >= STYLES_MAX)
        return;
    if (strcmp(family, "paragraph") == 0) {
        Style *style = g_new0(Style, 1);
        style->parent = tc_xml_attribute(xml, NULL, "parent-style-name");
        style->list = tc_xml_attribute(xml, NULL, "list-style-name");
        style->said = SAID_NOTHING;
        parser->said = &style->said;
        g_hash_table_replace(styles, g_steal_pointer(&name), style);
    } else if (strcmp(family, "text") == 0) {
        parser->said = g_new(Said, 1);
        *parser->said = SAID_NOTHING;
        g_hash_table_replace(spans, g_steal_pointer(&name), parser->said);
    }
}

/* How letters and lines look that have the style that is open. "14pt"; shares of another size are
 * left alone. */
static void
read_looks(const TcXml *xml, Said *said)
{
    g_autofree char *weight = tc_xml_attribute(xml, NULL, "font-weight");
    g_autofree char *size = tc_xml_attribute(xml, NULL, "font-size");
    g_autofree char *align = tc_xml_attribute(xml, NULL, "text-align");

    if (weight != NULL)
        said->is_bold = strcmp(weight, "bold") == 0 || g_ascii_strtoull(weight, NULL, 10) >= 600;
    if (size != NULL && g_str_has_suffix(size, "pt"))
        said->size = (int)CLAMP(g_ascii_strtod(size, NULL) * 2 + 0.5, 0, G_MAXUINT16);
    if (align != NULL)
        said->is_centred = strcmp(align, "center") == 0;
}

static void
on_style_start(TcXml *xml, const char *ns, const char *name)
{
    Parser *parser = xml->data;

    if (strcmp(name, "body") == 0 || strcmp(name, "master-styles") == 0)
        tc_xml_stop(xml);
    else if (tc_odf_ns_is(ns, "style") && strcmp(name, "style") == 0)
        start_style(xml, parser, FALSE);
    else if (tc_odf_ns_is(ns, "style") && strcmp(name, "default-style") == 0)
        start_style(xml, parser, TRUE);
    else if (tc_odf_ns_is(ns, "style") && parser->said != NULL &&
             g_str_has_suffix(name, "properties"))
        read_looks(xml, parser->said);
    else if (!tc_odf_ns_is(ns, "text"))
        return;
    else if (strcmp(name, "list-style") == 0 || strcmp(name, "outline-style") == 0)
        start_list_style(xml, parser, *name == 'o');
    else if (parser->style != NULL && g_str_has_prefix(name, "list-level-style-"))
        read_level(xml, parser->style, strcmp(name, "list-level-style-number") != 0);
    else if (parser->style != NULL && strcmp(name, "outline-level-style") == 0)
        read_level(xml, parser->style, FALSE);
}

static void
read_styles(TcOdfLists *lists, const TcPackage *package, const char *member)
{
    Parser parser = {.lists = lists};
    TcXml xml = {.start = on_style_start, .data = &parser, .allows_doctype = TRUE};

    if (member != NULL && tc_package_has(package, member))
        tc_package_parse(package, member, &xml, NULL);
}

TcOdfLists *
tc_odf_lists_new(const TcPackage *package, const char *styles, const char *content)
{
    TcOdfLists *lists = g_new0(TcOdfLists, 1);

    lists->spans = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    lists->list_styles =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)tc_list_style_free);
    lists->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, style_free);
    lists->counts = g_ptr_array_new_with_free_func(g_free);
    lists->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    lists->by_style = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_styles(lists, package, styles);
    read_styles(lists, package, content);
    return lists;
}

void
tc_odf_lists_free(TcOdfLists *lists)
{
    if (lists == NULL)
        return;
    g_hash_table_unref(lists->list_styles);
    g_hash_table_unref(lists->spans);
    g_hash_table_unref(lists->styles);
    g_ptr_array_unref(lists->counts);
    g_hash_table_unref(lists->by_id);
    g_hash_table_unref(lists->by_style);
    g_free(lists);
}

/* Keeps a name. Only names of known styles are kept. */
static const char *
keep_name(TcOdfLists *lists, const char *name)
{
    gpointer kept = NULL;

    if (name != NULL)
        g_hash_table_lookup_extended(lists->list_styles, name, &kept, NULL);
    return kept;
}

static TcListCount *
new_count(TcOdfLists *lists)
{
    if (lists->counts->len < COUNTS_MAX)
        g_ptr_array_add(lists->counts, g_new0(TcListCount, 1));
    return g_ptr_array_index(lists->counts, lists->counts->len - 1);
}

/* The count that an outermost list goes on with, or a new one. */
static TcListCount *
count_of(TcOdfLists *lists, const TcXml *xml, const char *style, const char *id_name)
{
    g_autofree char *id = tc_xml_attribute(xml, NULL, id_name);
    g_autofree char *before = tc_xml_attribute(xml, NULL, "continue-list");
    g_autofree char *goes_on = tc_xml_attribute(xml, NULL, "continue-numbering");
    TcListCount *count = before != NULL ? g_hash_table_lookup(lists->by_id, before) : NULL;

    if (count == NULL && id != NULL)
        count = g_hash_table_lookup(lists->by_id, id);
    if (count == NULL && goes_on != NULL && strcmp(goes_on, "true") == 0)
        count = g_hash_table_lookup(lists->by_style, style != NULL ? style : "");
    if (count == NULL)
        count = new_count(lists);
    if (id != NULL && g_hash_table_size(lists->by_id) < COUNTS_MAX)
        g_hash_table_replace(lists->by_id, g_steal_pointer(&id), count);
    g_hash_table_replace(lists->by_style, g_strdup(style != NULL ? style : ""), count);
    return count;
}

static void
start_list(TcOdfLists *lists, TcOdfListPlace *place, const TcXml *xml)
{
    g_autofree char *style = tc_xml_attribute(xml, NULL, "style-name");
    const char *name = keep_name(lists, style);

    place->is_item = FALSE;
    place->item_style = NULL;
    if (place->depth == 0)
        place->count = count_of(lists, xml, name, "id");
    else if (name == NULL && place->depth < TC_LIST_LEVELS)
        name = place->style_names[place->depth - 1];
    if (place->depth < TC_LIST_LEVELS)
        place->style_names[place->depth] = name;
    place->depth++;
}

/* Starts a paragraph that itself tells which list it is in. */
static void
start_numbered(TcOdfLists *lists, TcOdfListPlace *place, const TcXml *xml)
{
    g_autofree char *style = tc_xml_attribute(xml, NULL, "style-name");
    guint level = CLAMP(number_of(xml, "level", 1), 1, TC_LIST_LEVELS);

    *place = (TcOdfListPlace){.depth = level, .is_item = TRUE};
    place->style_names[level - 1] = keep_name(lists, style);
    place->count = count_of(lists, xml, place->style_names[level - 1], "list-id");
}

static gboolean
is_list(const char *name)
{
    /* OpenOffice.org 1 had two kinds. */
    return strcmp(name, "list") == 0 || strcmp(name, "ordered-list") == 0 ||
           strcmp(name, "unordered-list") == 0;
}

void
tc_odf_lists_start(TcOdfLists *lists, TcOdfListPlace *place, const TcXml *xml, const char *name)
{
    if (is_list(name)) {
        start_list(lists, place, xml);
    } else if (strcmp(name, "list-header") == 0) {
        place->is_item = FALSE;
    } else if (strcmp(name, "numbered-paragraph") == 0) {
        start_numbered(lists, place, xml);
    } else if (strcmp(name, "list-item") == 0 && place->depth > 0) {
        guint start = number_of(xml, "start-value", G_MAXUINT);
        g_autofree char *style = tc_xml_attribute(xml, NULL, "style-override");
        place->is_item = TRUE;
        place->item_style = keep_name(lists, style);
        if (start <= START_MAX && place->depth <= TC_LIST_LEVELS)
            tc_list_count_restart(place->count, place->depth - 1, start);
    }
}

void
tc_odf_lists_end(TcOdfListPlace *place, const char *name)
{
    if (strcmp(name, "numbered-paragraph") == 0) {
        *place = (TcOdfListPlace){0};
    } else if (place->depth > 0 && is_list(name)) {
        place->depth--;
        place->is_item = FALSE;
    }
}

/* The style of lists that belongs to the style of a paragraph, or to the one it is based on. */
static const char *
list_of_style(const TcOdfLists *lists, const char *name)
{
    for (guint i = 0; name != NULL && i < BASES_MAX; i++) {
        const Style *style = g_hash_table_lookup(lists->styles, name);
        if (style == NULL)
            return NULL;
        if (style->list != NULL)
            return style->list;
        name = style->parent;
    }
    return NULL;
}

static void
label_heading(TcOdfLists *lists, const TcXml *xml, GString *out)
{
    const TcListStyle *style = g_hash_table_lookup(lists->list_styles, OUTLINE);
    guint level = number_of(xml, "outline-level", number_of(xml, "level", 1)) - 1;
    g_autofree char *is_header = tc_xml_attribute(xml, NULL, "is-list-header");
    guint start = number_of(xml, "start-value", G_MAXUINT);

    if (style == NULL || level >= TC_LIST_LEVELS ||
        (is_header != NULL && strcmp(is_header, "true") == 0))
        return;
    if (start <= START_MAX)
        tc_list_count_restart(&lists->outline, level, start);
    tc_list_count_next(&lists->outline, style, level, out);
}

void
tc_odf_lists_label(TcOdfLists *lists, TcOdfListPlace *place, const TcXml *xml, gboolean is_heading,
                   GString *out)
{
    if (place->depth == 0 && is_heading)
        label_heading(lists, xml, out);
    if (place->depth == 0 || place->depth > TC_LIST_LEVELS || !place->is_item)
        return;
    place->is_item = FALSE;
    guint level = place->depth - 1;
    g_autofree char *own = tc_xml_attribute(xml, NULL, "style-name");
    const char *name = place->item_style != NULL ? place->item_style : place->style_names[level];
    if (name == NULL)
        name = list_of_style(lists, own);
    const TcListStyle *style = name != NULL ? g_hash_table_lookup(lists->list_styles, name) : NULL;
    if (style != NULL)
        tc_list_count_next(place->count, style, level, out);
}

/* What `more` says where `said` says nothing. */
static void
add_said(Said *said, const Said *more)
{
    said->is_centred = said->is_centred >= 0 ? said->is_centred : more->is_centred;
    said->is_bold = said->is_bold >= 0 ? said->is_bold : more->is_bold;
    said->size = said->size >= 0 ? said->size : more->size;
}

TcLook
tc_odf_lists_look(const TcOdfLists *lists, const TcXml *xml)
{
    g_autofree char *own = tc_xml_attribute(xml, NULL, "style-name");
    const char *name = own != NULL ? own : "Standard";
    const Style *usual = g_hash_table_lookup(lists->styles, USUAL);
    Said said = SAID_NOTHING;
    gboolean is_heading = FALSE;

    for (guint i = 0; name != NULL && i < BASES_MAX; i++) {
        const Style *style = g_hash_table_lookup(lists->styles, name);
        if (style == NULL)
            break;
        /* A paragraph may change its style a little, in one that is made for it. */
        is_heading |= i < 2 && (strcmp(name, "Title") == 0 || strcmp(name, "Heading_20_1") == 0);
        add_said(&said, &style->said);
        name = style->parent;
    }
    if (usual != NULL)
        add_said(&said, &usual->said);
    return (TcLook){.size = (guint16)MAX(said.size, 0),
                    .is_bold = said.is_bold == 1,
                    .is_centred = said.is_centred == 1,
                    .is_heading = is_heading};
}

TcLook
tc_odf_lists_span_look(const TcOdfLists *lists, const TcXml *xml, TcLook paragraph)
{
    g_autofree char *name = tc_xml_attribute(xml, NULL, "style-name");
    const Said *said = name != NULL ? g_hash_table_lookup(lists->spans, name) : NULL;

    if (said != NULL && said->is_bold >= 0)
        paragraph.is_bold = said->is_bold == 1;
    if (said != NULL && said->size > 0)
        paragraph.size = (guint16)said->size;
    return paragraph;
}

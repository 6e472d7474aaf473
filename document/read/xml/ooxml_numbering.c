#include "document/read/xml/ooxml_numbering.h"

#include "base/free.h"
#include "document/read/list_number.h"
#include "document/read/xml/ooxml_part.h"

#include <string.h>

/* Lists and instances that are looked at; Word itself takes some thousands. */
#define COUNT_MAX   20000u
/* How many lists may refer to another one. */
#define LINKS_MAX   20u
#define WORD_LEVELS 9u

typedef struct {
    TcListStyle *style;
    TcListCount count;
    char *level_styles[WORD_LEVELS]; /* the paragraph style of a level */
    char *style_link;                /* the style whose list this really is */
} List;

typedef struct {
    int list;
    TcListInstance changes;
} Instance;

struct TcNumbering {
    GHashTable *lists;     /* number -> List */
    GHashTable *instances; /* number -> Instance */
    const TcWordStyles *styles;
};

typedef struct {
    TcNumbering *numbering;
    List *list;
    Instance *instance;
    guint override_level;
    TcListLevel *level; /* the one that is open */
    gsize level_depth;
    guint level_index;
} Parser;

static void
list_free(gpointer data)
{
    List *list = data;

    tc_list_style_free(list->style);
    for (guint i = 0; i < WORD_LEVELS; i++)
        g_free(list->level_styles[i]);
    tc_free_all(list->style_link, list);
}

static void
instance_free(gpointer data)
{
    Instance *instance = data;

    tc_list_instance_clear(&instance->changes);
    g_free(instance);
}

static void
start_list(TcXml *xml, Parser *parser)
{
    GHashTable *lists = parser->numbering->lists;
    int id = tc_word_attribute_number(xml, "abstractNumId");

    parser->list = NULL;
    parser->instance = NULL;
    if (id < 0 || g_hash_table_size(lists) >= COUNT_MAX ||
        g_hash_table_contains(lists, GINT_TO_POINTER(id)))
        return;
    parser->list = g_new0(List, 1);
    parser->list->style = tc_list_style_new();
    g_hash_table_insert(lists, GINT_TO_POINTER(id), parser->list);
}

static void
start_instance(TcXml *xml, Parser *parser)
{
    GHashTable *instances = parser->numbering->instances;
    int id = tc_word_attribute_number(xml, "numId");

    parser->list = NULL;
    parser->instance = NULL;
    if (id <= 0 || g_hash_table_size(instances) >= COUNT_MAX ||
        g_hash_table_contains(instances, GINT_TO_POINTER(id)))
        return;
    parser->instance = g_new0(Instance, 1);
    parser->instance->list = -1;
    g_hash_table_insert(instances, GINT_TO_POINTER(id), parser->instance);
}

static void
start_level(TcXml *xml, Parser *parser)
{
    int index = tc_word_attribute_number(xml, "ilvl");

    parser->level = NULL;
    if (index < 0 || index >= (int)WORD_LEVELS)
        return;
    if (parser->instance != NULL)
        parser->level = tc_list_instance_level(&parser->instance->changes, (guint)index);
    else if (parser->list != NULL)
        parser->level = &parser->list->style->levels[index];
    /* Unless it says otherwise: a list that was pasted from a page on the web names its form alone,
     * and Word shows it from where the list itself begins. */
    if (parser->level != NULL)
        parser->level->start = parser->instance != NULL ? TC_LIST_START_OF_LIST : 0;
    parser->level_depth = xml->depth;
    parser->level_index = (guint)index;
}

static TcNumberStyle
number_style(const char *name)
{
    static const struct {
        const char *name;
        TcNumberStyle style;
    } styles[] = {
        {"decimalZero", TC_NUMBER_DECIMAL_ZERO},
        {"upperRoman", TC_NUMBER_UPPER_ROMAN},
        {"lowerRoman", TC_NUMBER_LOWER_ROMAN},
        {"upperLetter", TC_NUMBER_UPPER_LETTER},
        {"lowerLetter", TC_NUMBER_LOWER_LETTER},
        {"none", TC_NUMBER_NONE},
        {"bullet", TC_NUMBER_BULLET},
    };

    for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(styles); i++)
        if (strcmp(styles[i].name, name) == 0)
            return styles[i].style;
    return TC_NUMBER_DECIMAL;
}

/* "%1.%2" */
static void
set_text(TcListLevel *level, const char *text)
{
    tc_list_level_clear_text(level);
    while (*text != '\0') {
        gsize len = strcspn(text + 1, "%") + 1;
        if (text[0] == '%' && text[1] >= '1' && text[1] <= '9') {
            tc_list_level_add_number(level, (guint)(text[1] - '1'));
            len = 2;
        } else {
            tc_list_level_add_text(level, text, len);
        }
        text += len;
    }
}

static void
on_level_part(TcXml *xml, Parser *parser, const char *name)
{
    TcListLevel *level = parser->level;
    g_autofree char *value = tc_xml_attribute(xml, NULL, "val");
    int number = tc_word_attribute_number(xml, "val");

    /* What an unknown form falls back to stands deeper, and behind it. */
    if (strcmp(name, "numFmt") == 0) {
        level->style = number_style(value);
        return;
    }
    if (xml->depth != parser->level_depth + 1)
        return;
    if (strcmp(name, "start") == 0 && number >= 0) {
        level->start = (guint)number;
    } else if (strcmp(name, "lvlRestart") == 0 && number >= 0) {
        level->restart = MIN((guint)number, parser->level_index);
    } else if (strcmp(name, "isLgl") == 0) {
        level->is_legal = value == NULL || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
    } else if (strcmp(name, "suff") == 0) {
        level->has_no_space = value != NULL && strcmp(value, "nothing") == 0;
    } else if (strcmp(name, "lvlText") == 0) {
        set_text(level, value != NULL ? value : "");
    } else if (strcmp(name, "pStyle") == 0 && parser->list != NULL) {
        char **style = &parser->list->level_styles[parser->level_index];
        g_free(*style);
        *style = g_steal_pointer(&value);
    }
}

static void
on_numbering_start(TcXml *xml, const char *ns, const char *name)
{
    Parser *parser = xml->data;
    Instance *instance = parser->instance;

    if (strstr(ns, "wordprocessingml") == NULL)
        return;
    if (strcmp(name, "abstractNum") == 0) {
        start_list(xml, parser);
    } else if (strcmp(name, "num") == 0) {
        start_instance(xml, parser);
    } else if (strcmp(name, "lvl") == 0) {
        start_level(xml, parser);
    } else if (parser->level != NULL) {
        on_level_part(xml, parser, name);
    } else if (parser->list != NULL && strcmp(name, "numStyleLink") == 0) {
        g_free(parser->list->style_link);
        parser->list->style_link = tc_xml_attribute(xml, NULL, "val");
    } else if (instance != NULL && strcmp(name, "abstractNumId") == 0) {
        instance->list = tc_word_attribute_number(xml, "val");
    } else if (instance != NULL && strcmp(name, "lvlOverride") == 0) {
        parser->override_level = (guint)tc_word_attribute_number(xml, "ilvl");
    } else if (instance != NULL && strcmp(name, "startOverride") == 0 &&
               parser->override_level < WORD_LEVELS) {
        int start = tc_word_attribute_number(xml, "val");
        if (start >= 0)
            tc_list_instance_start(&instance->changes, parser->override_level, (guint)start);
    }
}

static void
on_numbering_end(TcXml *xml, G_GNUC_UNUSED const char *ns, G_GNUC_UNUSED const char *name)
{
    Parser *parser = xml->data;

    if (parser->level != NULL && parser->level_depth == xml->depth)
        parser->level = NULL;
}

static void
read_part(const TcPackage *package, const GPtrArray *relations, const char *type, TcXml *xml)
{
    const char *part = tc_ooxml_target(relations, type, NULL);

    /* What was read before the damage is right. */
    if (part != NULL && tc_package_has(package, part))
        tc_package_parse(package, part, xml, NULL);
}

TcNumbering *
tc_numbering_new(const TcPackage *package, const GPtrArray *relations, const TcWordStyles *styles)
{
    TcNumbering *numbering = g_new0(TcNumbering, 1);
    Parser parser = {.numbering = numbering, .override_level = WORD_LEVELS};
    TcXml lists = {.start = on_numbering_start, .end = on_numbering_end, .data = &parser};

    numbering->styles = styles;
    numbering->lists = g_hash_table_new_full(NULL, NULL, NULL, list_free);
    numbering->instances = g_hash_table_new_full(NULL, NULL, NULL, instance_free);
    read_part(package, relations, "numbering", &lists);
    return numbering;
}

void
tc_numbering_free(TcNumbering *numbering)
{
    if (numbering == NULL)
        return;
    g_hash_table_unref(numbering->lists);
    g_hash_table_unref(numbering->instances);
    g_free(numbering);
}

static Instance *
find_instance(const TcNumbering *numbering, int id)
{
    return g_hash_table_lookup(numbering->instances, GINT_TO_POINTER(id));
}

/* The list in which an instance counts, which may be that of a style. */
static List *
find_list(const TcNumbering *numbering, const Instance *instance)
{
    for (guint i = 0; instance != NULL && i < LINKS_MAX; i++) {
        List *list = g_hash_table_lookup(numbering->lists, GINT_TO_POINTER(instance->list));
        if (list == NULL || list->style_link == NULL)
            return list;
        const TcWordStyle *style = tc_word_styles_get(numbering->styles, list->style_link);
        instance = style != NULL ? find_instance(numbering, style->instance) : NULL;
    }
    return NULL;
}

/* What a paragraph itself does not say, its style says, or one that this is based on. `*said_by`
 * gets the name of the style that names the instance. */
static void
ask_style(const TcNumbering *numbering, const char *name, int *instance, int *level,
          const char **said_by)
{
    for (guint i = 0; name != NULL && i < TC_WORD_BASES_MAX && *instance < 0; i++) {
        const TcWordStyle *style = tc_word_styles_get(numbering->styles, name);
        if (style == NULL)
            return;
        if (*level < 0)
            *level = style->level;
        if (style->instance >= 0) {
            *instance = style->instance;
            *said_by = name;
        }
        name = style->base;
    }
}

void
tc_numbering_next(TcNumbering *numbering, const char *style, int instance_id, int level,
                  GString *out)
{
    const char *said_by = NULL;

    if (g_hash_table_size(numbering->instances) == 0)
        return;
    if (instance_id < 0)
        ask_style(numbering, style, &instance_id, &level, &said_by);
    /* Number 0 tells that there is none, whatever the style says. */
    Instance *instance = instance_id > 0 ? find_instance(numbering, instance_id) : NULL;
    List *list = find_list(numbering, instance);
    if (list == NULL)
        return;
    for (guint i = 0; level < 0 && said_by != NULL && i < WORD_LEVELS; i++)
        if (list->level_styles[i] != NULL && strcmp(list->level_styles[i], said_by) == 0)
            level = (int)i;
    level = MAX(level, 0);
    if (level >= (int)WORD_LEVELS)
        return;
    tc_list_instance_next(&instance->changes, list->style, &list->count, (guint)level, out);
}

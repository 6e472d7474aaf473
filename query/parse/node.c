#include "query/parse/node.h"

#include "base/free.h"

GQuark
tc_parse_error_quark(void)
{
    return g_quark_from_static_string("tc-parse-error");
}

TcNode *
tc_node_new(TcNodeType type, gsize column)
{
    TcNode *node = g_new0(TcNode, 1);
    node->type = type;
    node->column = column;
    if (type >= TC_NODE_NEAR)
        node->children = g_ptr_array_new_with_free_func((GDestroyNotify)tc_node_free);
    return node;
}

void
tc_node_free(TcNode *node)
{
    if (node == NULL)
        return;
    if (node->children != NULL)
        g_ptr_array_unref(node->children);
    g_clear_pointer(&node->typed, g_hash_table_unref);
    tc_free_all(node->text, node->note, node);
}

static TcNode *
copy_of(const TcNode *node)
{
    TcNode *copy = tc_node_new(node->type, node->column);
    copy->occur = node->occur;
    copy->field = node->field;
    copy->relation = node->relation;
    copy->window = node->window;
    copy->is_spaced = node->is_spaced;
    copy->text = g_strdup(node->text);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        g_ptr_array_add(copy->children, copy_of(g_ptr_array_index(node->children, i)));
    return copy;
}

/* Whether it is words or a phrase, with anything in it, of a list that asks for no sign. */
static gboolean
is_plain(const TcNode *node, TcNodeType type)
{
    if (node->type != type || node->occur != TC_OCCUR_SHOULD)
        return FALSE;
    for (const char *at = node->text; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return TRUE;
    return FALSE;
}

/* Put text behind the words that the list ends with, or begin new ones. */
static void
append_words(TcNode *list, const TcNode *node)
{
    TcNode *last = list->children->len == 0
                       ? NULL
                       : g_ptr_array_index(list->children, list->children->len - 1);
    if (last != NULL && is_plain(last, TC_NODE_WORDS)) {
        g_autofree char *before = last->text;
        last->text = g_strconcat(before, " ", node->text, NULL);
    } else {
        TcNode *words = tc_node_new(TC_NODE_WORDS, node->column);
        words->text = g_strdup(node->text);
        g_ptr_array_add(list->children, words);
    }
}

guint
tc_node_plain_words(const TcNode *node)
{
    guint count = 0;
    for (guint i = 0; node->type == TC_NODE_LIST && i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        gboolean is_inside = FALSE;
        const char *text = is_plain(child, TC_NODE_WORDS) ? child->text : "";
        for (; *text != '\0'; text = g_utf8_next_char(text)) {
            gboolean is_letter =
                g_unichar_isalnum(g_utf8_get_char(text)) || g_unichar_ismark(g_utf8_get_char(text));
            count += is_letter && !is_inside;
            is_inside = is_letter;
        }
    }
    return count;
}

TcNode *
tc_node_without_phrases(const TcNode *node, gboolean has_fields)
{
    if (node->type != TC_NODE_LIST)
        return NULL;
    g_autoptr(TcNode) list = tc_node_new(TC_NODE_LIST, node->column);
    TcNode *phrases = tc_node_new(TC_NODE_AND, node->column);
    gboolean has_words = FALSE;
    for (guint i = 0; i < node->children->len; i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);
        gboolean is_field = has_fields && child->is_spaced && is_plain(child, TC_NODE_FIELD);
        gboolean is_phrase = is_field || is_plain(child, TC_NODE_PHRASE);
        gboolean are_words = is_plain(child, TC_NODE_WORDS);
        has_words |= are_words || is_field;
        if (is_phrase)
            g_ptr_array_add(phrases->children, copy_of(child));
        if (is_phrase || are_words)
            append_words(list, child);
        else
            g_ptr_array_add(list->children, copy_of(child));
    }
    gboolean has_any = has_words && phrases->children->len > 0;
    phrases->occur = TC_OCCUR_MUST_NOT;
    g_ptr_array_add(list->children, phrases);
    return has_any ? g_steal_pointer(&list) : NULL;
}

static void
describe(const TcNode *node, GString *out)
{
    static const char *const names[] = {"words", "phrase", "prefix", "field", "relation",
                                        "near",  "list",   "and",    "or",    "and-not"};
    static const char *const occurs[] = {"", "must:", "must-not:"};
    g_string_append(out, occurs[node->occur]);
    if (node->children == NULL) {
        g_string_append(out, node->type == TC_NODE_FIELD      ? tc_field_row(node->field)->name
                             : node->type != TC_NODE_RELATION ? names[node->type]
                             : node->relation == TC_RELATION_CITES
                                 ? "cites"
                                 : tc_relation_kind_name((TcRelationKind)node->relation));
        g_string_append_printf(out, ":\"%s\"", node->text);
        return;
    }
    g_string_append_printf(out, "(%s", names[node->type]);
    if (node->type == TC_NODE_NEAR)
        g_string_append_printf(out, "/%u", node->window);
    for (guint i = 0; i < node->children->len; i++) {
        g_string_append_c(out, ' ');
        describe(g_ptr_array_index(node->children, i), out);
    }
    g_string_append_c(out, ')');
}

char *
tc_node_describe(const TcNode *node)
{
    GString *out = g_string_new(NULL);
    describe(node, out);
    return g_string_free(out, FALSE);
}

#include "query/parse/node.h"

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
    if (type >= TC_NODE_NEAR) {
        node->children = g_ptr_array_new_with_free_func((GDestroyNotify)tc_node_free);
    }
    return node;
}

void
tc_node_free(TcNode *node)
{
    if (node == NULL) {
        return;
    }
    if (node->children != NULL) {
        g_ptr_array_unref(node->children);
    }
    g_free(node->text);
    g_free(node);
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
    if (node->type == TC_NODE_NEAR) {
        g_string_append_printf(out, "/%u", node->window);
    }
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

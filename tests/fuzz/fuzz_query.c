/* Any bytes as a query: it is parsed, or refused with a place in it. */
#include "query/parse/parse.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gsize
characters(const char *text)
{
    gsize count = 0;

    for (; *text != '\0'; text++)
        count += ((guchar)*text & 0xC0) != 0x80;
    return count;
}

static void
check_node(const TcNode *node, gsize count)
{
    must(node->column >= 1 && node->column <= count + 1, "a node lies within the query");
    must((node->text == NULL) != (node->children == NULL), "a node has text or children");
    if (node->text != NULL) {
        must(g_utf8_validate(node->text, -1, NULL), "text is UTF-8");
        must(node->type == TC_NODE_PHRASE || *node->text != '\0', "only a phrase may be empty");
        return;
    }
    must(node->type == TC_NODE_LIST || node->children->len >= 2, "an operator has operands");
    must(node->type != TC_NODE_AND_NOT || node->children->len == 2, "NOT has two operands");
    must(node->type != TC_NODE_NEAR || node->window > 0, "NEAR has a window");
    for (guint i = 0; i < node->children->len; i++)
        check_node(g_ptr_array_index(node->children, i), count);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autofree char *query = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autoptr(TcNode) node = tc_parse(query, &column, &error);
    g_autoptr(TcNode) again = tc_parse(query, NULL, NULL);
    g_autoptr(TcNode) plain = tc_parse_plain(query);
    g_autofree char *plain_tree = tc_node_describe(plain);
    gsize count = characters(query);

    must((node == NULL) == (error != NULL), "a query is parsed or refused");
    must((node == NULL) == (again == NULL), "parsed twice is parsed alike");
    must(g_str_has_prefix(plain_tree, "(list words:"), "plain words are one list");
    if (node == NULL) {
        must(column >= 1 && column <= count + 1, "the column lies within the query");
        must(strchr(error->message, '\n') == NULL || strchr(query, '\n') != NULL,
             "a message is one line");
    } else {
        g_autofree char *tree = tc_node_describe(node);
        g_autofree char *tree_again = tc_node_describe(again);

        check_node(node, count);
        must(strcmp(tree, tree_again) == 0, "parsed twice is parsed alike");
    }
    return 0;
}

#include "query/plan/reread.h"

#include "query/parse/parse.h"
#include "text/encoding/encoding.h"

#include <string.h>

/* Whether the archive has all words of `text`. */
static gboolean
has_all(const TcAnalyzer *analyzer, TcReader *reader, const char *text, gboolean *is_so,
        GError **error)
{
    g_auto(TcTokens) tokens = {0};
    tc_analyze(analyzer, text, strlen(text), &tokens);
    *is_so = tokens.count > 0;
    for (gsize i = 0; i < tokens.count && *is_so; i++) {
        guint32 freq = 0;
        if (!tc_reader_term_freq(reader, tokens.items[i].key, tokens.items[i].key_len, &freq,
                                 error))
            return FALSE;
        *is_so = freq > 0;
    }
    return TRUE;
}

/* Words of `meant` in small letters -> those of `query` that stand in their places. */
static GHashTable *
words_typed(const char *query, const char *meant)
{
    GHashTable *typed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) from = g_strsplit(query, " ", -1);
    g_auto(GStrv) to = g_strsplit(meant, " ", -1);
    for (guint i = 0; from[i] != NULL && to[i] != NULL; i++)
        if (strcmp(from[i], to[i]) != 0)
            g_hash_table_insert(typed, g_utf8_strdown(to[i], -1), g_strdup(from[i]));
    return typed;
}

TcNode *
tc_query_parse(const TcAnalyzer *analyzer, TcReader *reader, const char *query, gsize *column,
               GError **error)
{
    g_autoptr(GString) meant = g_string_new(NULL);
    gboolean is_said = FALSE;
    gboolean is_typed_said = TRUE;
    if (!g_utf8_validate(query, -1, NULL) || !tc_encoding_repair_words(query, strlen(query), meant))
        return tc_parse(query, column, error);
    if (!has_all(analyzer, reader, meant->str, &is_said, error) ||
        !has_all(analyzer, reader, query, &is_typed_said, error))
        return NULL;
    if (!is_said || is_typed_said)
        return tc_parse(query, column, error);
    TcNode *node = tc_parse(meant->str, column, error);
    if (node != NULL)
        node->typed = words_typed(query, meant->str);
    return node;
}

#include "query/plan/reread.h"

#include "query/parse/parse.h"
#include "text/encoding/encoding.h"
#include "text/type/type.h"

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

/* Whether bare letters are the code of a type of documents that is written with Đ, or HĐND. */
static gboolean
is_code_with_stroke(const char *bare, gsize len)
{
    const TcDocumentType *type = tc_document_type_of_code(bare, len);
    return g_str_equal(bare, "hdnd") ||
           (type != NULL && type->brief != NULL && strstr(type->brief, "Đ") != NULL);
}

/* The letters at `at`, of which `*len` are read, if they are such a code as Telex or VNI write it,
 * "qdd" or "nd9"; as it is meant. NULL for none. */
static char *
typed_code(const char *at, gsize *len)
{
    g_autoptr(GString) bare = g_string_new(NULL);
    GString *code = g_string_new(NULL);
    gboolean has_keys = FALSE;
    const char *p = at;
    for (; g_ascii_isalpha(*p) || (*p == '9' && !g_ascii_isdigit(p[1])); p++) {
        const gboolean is_key =
            p > at && g_ascii_tolower(p[-1]) == 'd' && (*p == '9' || g_ascii_tolower(*p) == 'd');
        if (*p == '9' && !is_key)
            break;
        if (is_key) {
            g_string_truncate(code, code->len - 1);
            g_string_append(code, g_ascii_isupper(p[-1]) ? "Đ" : "đ");
        } else {
            g_string_append_c(code, *p);
            g_string_append_c(bare, g_ascii_tolower(*p));
        }
        has_keys |= is_key;
    }
    /* "d9a6t1" is a word. */
    has_keys &= !(g_ascii_isdigit(*p) && memchr(at, '9', (gsize)(p - at)) != NULL);
    *len = (gsize)(p - at);
    return g_string_free(code, !(has_keys && is_code_with_stroke(bare->str, bare->len)));
}

/* Write to `meant` the query with what is left of keys in the numbers of documents read:
 * "qdd2590", "102/2024/nd9-cp". FALSE where there is nothing of this kind. */
static gboolean
read_codes(const char *query, GString *meant)
{
    gboolean has_any = FALSE;
    for (const char *at = query; *at != '\0';) {
        const gsize chunk = strcspn(at, " \t\n\"()");
        const gboolean has_figures = strcspn(at, "0123456789") < chunk;
        for (const char *end = at + chunk; at < end;) {
            const gboolean is_begun = at > query && g_ascii_isalpha(at[-1]);
            gsize len = 0;
            g_autofree char *code =
                has_figures && !is_begun && g_ascii_isalpha(*at) ? typed_code(at, &len) : NULL;
            g_string_append_len(meant, code != NULL ? code : at,
                                code != NULL ? -1 : g_utf8_next_char(at) - at);
            has_any |= code != NULL;
            at = code != NULL ? at + len : g_utf8_next_char(at);
        }
        if (*at != '\0')
            g_string_append_c(meant, *at++);
    }
    return has_any;
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
    const gboolean is_valid = g_utf8_validate(query, -1, NULL);
    gboolean is_pasted = is_valid && tc_encoding_repair_words(query, strlen(query), meant);
    if (is_valid && !is_pasted) {
        g_string_truncate(meant, 0);
        is_said = read_codes(query, meant);
    }
    if (!is_pasted && !is_said)
        return tc_parse(query, column, error);
    /* The archive need not have the codes of numbers as words. */
    if ((is_pasted && !has_all(analyzer, reader, meant->str, &is_said, error)) ||
        !has_all(analyzer, reader, query, &is_typed_said, error))
        return NULL;
    if (!is_said || is_typed_said)
        return tc_parse(query, column, error);
    TcNode *node = tc_parse(meant->str, column, error);
    if (node != NULL)
        node->typed = words_typed(query, meant->str);
    return node;
}

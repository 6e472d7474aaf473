#include "query/words/decoded.h"

#include "text/key/letter.h"

static void
decoded_clear(gpointer data)
{
    g_free(((TcDecodedPlace *)data)->keys);
}

GArray *
tc_decoded_places_new(void)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(TcDecodedPlace));
    g_array_set_clear_func(places, decoded_clear);
    return places;
}

/* What the keystrokes `*word` mean, with their capitals; NULL when they are none. What was pasted
 * in an old font has been read already: how it was typed takes the place of it in `*word`. */
static char *
meaning_of(const TcWords *words, char **word)
{
    const char *typed = *word;
    g_autofree char *small = g_utf8_strdown(typed, -1);
    const char *pasted = words->pasted == NULL ? NULL : g_hash_table_lookup(words->pasted, small);
    if (pasted != NULL) {
        char *meaning = *word;
        *word = g_strdup(pasted);
        return meaning;
    }
    const char *meant = words->decoded == NULL ? NULL : g_hash_table_lookup(words->decoded, small);
    if (meant == NULL)
        return NULL;
    GString *out = g_string_new(NULL);
    tc_word_append_like(out, meant, strlen(meant), typed, typed + strlen(typed));
    return g_string_free(out, FALSE);
}

char *
tc_decoded_text(const TcWords *words, const char *text, GArray *out)
{
    if (words->decoded == NULL && words->pasted == NULL)
        return NULL;
    GString *whole = g_string_new(NULL);
    g_auto(TcTokens) tokens = {0};
    guint32 done = 0;
    tc_analyze(words->analyzer, text, strlen(text), &tokens);
    for (gsize i = 0; i < tokens.count; i++) {
        const TcToken *token = &tokens.items[i];
        g_autofree char *typed = g_strndup(text + token->start, token->end - token->start);
        g_autofree char *meant = meaning_of(words, &typed);
        if (meant != NULL) {
            g_string_append_len(whole, text + done, token->start - done);
            TcDecodedPlace one = {.start = (guint32)whole->len, .keys = g_steal_pointer(&typed)};
            g_string_append(whole, meant);
            one.end = (guint32)whole->len;
            g_array_append_val(out, one);
            done = token->end;
        }
    }
    g_string_append(whole, text + done);
    return g_string_free(whole, out->len == 0);
}

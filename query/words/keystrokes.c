#include "query/words/keystrokes.h"

#include "text/telex.h"

#include <string.h>

/* How much better the index must know the decoded word than the raw one. A query that has marks was
 * typed with an input method: what still looks like keystrokes in it is rather a name ("Max",
 * "Lee") than a slip of the fingers. */
#define TELEX_RATIO             5
#define TELEX_RATIO_AMONG_MARKS 50

static gboolean
looks_abbreviated(const char *word)
{
    gboolean has_small;
    return tc_count_letters(word, &has_small) > 1 && !has_small;
}

void
tc_decoded_clear(TcDecoded *decoded)
{
    g_clear_pointer(&decoded->text, g_free);
    g_clear_pointer(&decoded->key, g_free);
}

gboolean
tc_keystrokes_decode(const TcWords *words, const char *typed, guint64 known, TcDecoded *decoded,
                     GError **error)
{
    /* Of a query in small letters, what is in capitals is an abbreviation: "ARF" is no "à". */
    if (words->has_small && looks_abbreviated(typed))
        return TRUE;
    const guint64 ratio = words->has_marked ? TELEX_RATIO_AMONG_MARKS : TELEX_RATIO;
    g_autoptr(GPtrArray) candidates = tc_telex_decode(typed, strlen(typed));
    const char *best = NULL;
    g_autofree char *best_key = NULL;
    gsize best_len = 0;
    guint32 best_freq = 0;
    for (guint i = 0; i < candidates->len; i++) {
        gsize len = 0;
        guint32 freq = 0;
        g_autofree char *key = tc_word_key(words->analyzer, g_ptr_array_index(candidates, i), &len);
        if (key != NULL && !tc_reader_term_freq(words->reader, key, len, &freq, error))
            return FALSE;
        if (freq > best_freq) {
            g_free(best_key);
            best_key = g_steal_pointer(&key);
            best_len = len;
            best_freq = freq;
            best = g_ptr_array_index(candidates, i);
        }
    }
    if (best_freq > 0 && best_freq >= ratio * known)
        *decoded = (TcDecoded){g_strdup(best), g_steal_pointer(&best_key), best_len, best_freq};
    return TRUE;
}

/* Documents with the word in any spelling, an estimate. A topic is asked for in one field after
 * another: they are counted once. */
static gboolean
count_known(const TcWords *words, const TcToken *token, guint64 *known, GError **error)
{
    gsize len = MIN(tc_key_bare_len(token->key, token->key_len) + 1, token->key_len);
    g_autofree char *bare = g_strndup(token->key, len);
    const guint64 *counted = g_hash_table_lookup(words->known, bare);
    *known = counted != NULL ? *counted : 0;
    if (counted != NULL)
        return TRUE;
    g_autoptr(GArray) terms = tc_reader_terms_new();
    if (!tc_reader_terms(words->reader, token->key, len, G_MAXUINT, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++)
        *known += tc_reader_term_at(terms, i)->freq;
    g_hash_table_insert(words->known, g_steal_pointer(&bare), g_memdup2(known, sizeof *known));
    return TRUE;
}

gboolean
tc_keystrokes_decode_text(const TcWords *words, const char *text, char **meant, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_auto(TcTokens) tokens;
    guint32 done = 0;
    tc_tokens_init(&tokens);
    tc_analyze(words->analyzer, text, strlen(text), &tokens);
    for (gsize i = 0; i < tokens.count; i++) {
        const TcToken *token = &tokens.items[i];
        g_autofree char *typed = g_strndup(text + token->start, token->end - token->start);
        g_auto(TcDecoded) decoded = {NULL, NULL, 0, 0};
        guint64 known = 0;
        if (!count_known(words, token, &known, error))
            return FALSE;
        /* A name that the archive has is a name: "Las". */
        if (known > 0 && g_unichar_isupper(g_utf8_get_char(typed)))
            continue;
        if (!tc_keystrokes_decode(words, typed, known, &decoded, error))
            return FALSE;
        if (decoded.text != NULL) {
            g_string_append_len(out, text + done, token->start - done);
            g_string_append(out, decoded.text);
            done = token->end;
        }
    }
    g_string_append(out, text + done);
    *meant = g_string_free(g_steal_pointer(&out), FALSE);
    return TRUE;
}

GHashTable *
tc_keystrokes_among(const TcWords *words)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < words->words->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, i);
        if (word->are_keystrokes) {
            g_hash_table_insert(found, g_utf8_strdown(word->typed, -1),
                                g_utf8_strdown(word->decoded, -1));
        }
    }
    return g_hash_table_size(found) == 0 ? NULL : g_steal_pointer(&found);
}

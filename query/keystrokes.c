#include "query/keystrokes.h"

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
    gboolean any_small;
    return tc_count_letters(word, &any_small) > 1 && !any_small;
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
    if (words->any_small && looks_abbreviated(typed)) {
        return TRUE;
    }
    const guint64 ratio = words->any_marked ? TELEX_RATIO_AMONG_MARKS : TELEX_RATIO;
    g_autoptr(GPtrArray) candidates = tc_telex_decode(typed, strlen(typed));
    const char *best = NULL;
    g_autofree char *best_key = NULL;
    gsize best_len = 0;
    guint32 best_freq = 0;
    for (guint i = 0; i < candidates->len; i++) {
        gsize len = 0;
        guint32 freq = 0;
        g_autofree char *key = tc_word_key(words->analyzer, g_ptr_array_index(candidates, i), &len);
        if (key != NULL && !tc_reader_term_freq(words->reader, key, len, &freq, error)) {
            return FALSE;
        }
        if (freq > best_freq) {
            g_free(best_key);
            best_key = g_steal_pointer(&key);
            best_len = len;
            best_freq = freq;
            best = g_ptr_array_index(candidates, i);
        }
    }
    if (best_freq > 0 && best_freq >= ratio * known) {
        *decoded = (TcDecoded){g_strdup(best), g_steal_pointer(&best_key), best_len, best_freq};
    }
    return TRUE;
}

#include "query/search/meanings.h"

/* Another reading is told that is worth so much of the likeliest one. */
#define MEANING_MIN 0.1

/* What the query was understood as; *differs tells whether that is not what was typed. Free with
 * g_free(). */
static char *
describe_reading(const TcWords *words, const guint *spellings, gboolean *differs)
{
    GString *out = g_string_new(NULL);
    *differs = FALSE;
    for (guint i = 0; i < words->sequence->len; i++) {
        const TcWord *word = tc_words_at(words, i);
        const TcSpelling *spelling = tc_spelling_at(word->spellings, spellings[i]);
        const TcTyped *typed = &g_array_index(words->typed, TcTyped, i);
        /* Keystrokes are decoded there; what stands for an abbreviation was not typed. */
        const char *letters = typed->typed != NULL   ? typed->typed
                              : word->are_keystrokes ? word->decoded
                                                     : word->typed;
        gboolean is_read = word->is_open && spelling->tier != TC_TIER_EXACT;
        g_string_append(out, typed->before);
        if (is_read)
            tc_key_append_word(spelling->term, spelling->term_len, letters, out);
        else
            g_string_append(out, letters);
        *differs |= is_read || word->are_keystrokes;
    }
    return g_string_free(out, FALSE);
}

static void
meaning_clear(TcMeaning *meaning)
{
    g_free(meaning->text);
}

static gboolean
is_known_meaning(const GArray *meanings, const char *text)
{
    for (guint i = 0; i < meanings->len; i++)
        if (g_str_equal(tc_meaning_at(meanings, i)->text, text))
            return TRUE;
    return FALSE;
}

GArray *
tc_meanings_new(const TcWords *words, const GArray *readings, char **reading)
{
    g_autoptr(GArray) meanings = g_array_new(FALSE, FALSE, sizeof(TcMeaning));
    g_array_set_clear_func(meanings, (GDestroyNotify)meaning_clear);
    double least = MEANING_MIN * tc_reading_at(readings, 0)->weight;
    guint max = MIN(readings->len, TC_READINGS_MAX);
    *reading = NULL;
    for (guint i = 0; i < max && tc_reading_at(readings, i)->weight >= least; i++) {
        const TcReading *from = tc_reading_at(readings, i);
        gboolean differs = FALSE;
        g_autofree char *text = describe_reading(words, from->spellings, &differs);
        if (i == 0 && differs)
            *reading = g_strdup(text);
        if (!is_known_meaning(meanings, text)) {
            TcMeaning meaning = {g_steal_pointer(&text), from->weight};
            g_array_append_val(meanings, meaning);
        }
    }
    return meanings->len > 1 ? g_steal_pointer(&meanings) : NULL;
}

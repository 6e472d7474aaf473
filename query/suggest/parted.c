/* query/suggest/parted.c - words that were run together. */
#include "query/plan/word_query.h"
#include "query/suggest/place.h"
#include "query/words/queries.h"
#include "query/words/spellings.h"

#include <string.h>

/* Letters of two words at most, "nghiêng" has seven, and of more. */
#define SPLIT_MAX          14
#define SPLIT_LONG_MAX     28
#define PARTS_MAX          5
/* Bytes of a syllable, and pairs of them that are counted. */
#define SYLLABLE_BYTES_MAX 12
#define SPLIT_TRIES        200

/* In how many documents the words of `text` stand one after another, as `parts` words. */
static gboolean
count_parted(const TcPlace *place, const char *text, guint parts, guint32 *count, GError **error)
{
    g_autoptr(TcWords) words =
        tc_words_new(place->words->analyzer, place->words->abbreviations, place->reader);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    *count = 0;
    if (!tc_words_add(words, text, FALSE, places, error) || !tc_words_resolve(words, error))
        return FALSE;
    if (places->len != parts)
        return TRUE;
    for (guint i = 0; i < parts; i++) {
        const TcWord *word = g_ptr_array_index(words->words, tc_word_at(places, i)->word);
        if (word->freq == 0)
            return TRUE;
        if (!tc_queries_add(leaves, tc_word_leaf(word, FALSE, error)))
            return FALSE;
    }
    return tc_place_count(place, leaves, TC_PLACE_COUNT_MAX, count, error);
}

/* Take `text` (which is taken) for *out if more documents have it than *best. */
static gboolean
keep_best_split(const TcPlace *place, char *text, guint parts, guint32 *best, char **out,
                GError **error)
{
    g_autofree char *owned = text;
    guint32 count = 0;
    if (!count_parted(place, owned, parts, &count, error))
        return FALSE;
    if (count > *best) {
        *best = count;
        g_free(*out);
        *out = g_steal_pointer(&owned);
    }
    return TRUE;
}

static gboolean
is_sound_part(const TcPlace *place, const char *start, const char *end)
{
    gsize len = 0;
    g_autofree char *part = g_strndup(start, (gsize)(end - start));
    g_autofree char *key = tc_word_key(place->words->analyzer, part, &len);
    return key != NULL && tc_key_may_be_syllable(key, len);
}

/* A word that is being parted into syllables. */
typedef struct {
    const TcPlace *place;
    const char *end;
    guint tries; /* counts that are left */
    guint32 best;
    char **out;
} Parting;

/* Part what begins at `start` into `parts` more syllables. `before` are those that were parted off,
 * the last of which begins at byte `last` of it. */
static gboolean
part(Parting *parting, const char *start, guint parts, guint all, const char *before, gsize last,
     GError **error)
{
    const char *first_end = parts == 1 ? parting->end : g_utf8_next_char(start);
    for (const char *at = first_end; at <= parting->end && at - start <= SYLLABLE_BYTES_MAX;
         at = g_utf8_next_char(at)) {
        guint32 count = 1;
        if ((parts > 1 && at == parting->end) || !is_sound_part(parting->place, start, at))
            continue;
        g_autofree char *text = g_strdup_printf("%s%s%.*s", before, *before != '\0' ? " " : "",
                                                (int)(at - start), start);
        gsize own = strlen(text) - (gsize)(at - start);
        /* Most go no further: no document has the two side by side. */
        if (*before != '\0' && parting->tries > 0) {
            parting->tries--;
            if (!count_parted(parting->place, text + last, 2, &count, error))
                return FALSE;
        }
        if (count == 0 || parting->tries == 0)
            continue;
        if (parts == 1 ? !keep_best_split(parting->place, g_steal_pointer(&text), all,
                                          &parting->best, parting->out, error)
                       : !part(parting, at, parts - 1, all, text, own, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_place_split(const TcPlace *place, char **out, GError **error)
{
    const char *typed = place->word->typed;
    Parting parting = {place, typed + strlen(typed), SPLIT_TRIES, 0, out};
    *out = NULL;
    if (place->word->bare_len > SPLIT_LONG_MAX)
        return TRUE;
    for (const char *at = g_utf8_next_char(typed);
         at < parting.end && place->word->bare_len <= SPLIT_MAX; at = g_utf8_next_char(at))
        if (!keep_best_split(place, g_strdup_printf("%.*s %s", (int)(at - typed), typed, at), 2,
                             &parting.best, out, error))
            return FALSE;
    for (guint parts = 3; parting.best == 0 && parts <= PARTS_MAX; parts++)
        if (!part(&parting, typed, parts, parts, "", 0, error))
            return FALSE;
    return TRUE;
}

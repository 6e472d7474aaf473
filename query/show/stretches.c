#include "query/show/stretches.h"

#include "query/words/evidence.h"
#include "store/xapian/xapian_c.h"

struct TcStretches {
    gboolean is_known;
    const TcLandmark *landmarks; /* of the record */
    gsize count;
    gboolean *has_word; /* of each landmark, whether one stands from it to the next */
};

/* Whether tc_light() lights nothing but words that the index has places of. */
static gboolean
are_all_placed(const TcWords *words)
{
    for (guint i = 0; i < words->shown->len; i++)
        if (words->sequence->len == 0 || tc_shown_word_at(words->shown, i)->is_prefix)
            return FALSE;
    return words->evidence->len == 0;
}

/* The last landmark that is neither behind `position` nor behind the byte `offset`. */
static gsize
landmark_of(const TcStretches *stretches, guint32 position, gsize offset)
{
    gsize low = 0;
    gsize high = stretches->count;
    while (high - low > 1) {
        gsize middle = low + (high - low) / 2;
        const TcLandmark *landmark = &stretches->landmarks[middle];
        if (landmark->position <= position && landmark->offset <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static gboolean
note_term(TcStretches *stretches, TcReader *reader, const TcSpelling *spelling, guint32 docid,
          GError **error)
{
    g_auto(TcXPositions) places = TC_X_POSITIONS_INIT;
    if (!tc_x_database_positions(tc_reader_database(reader), spelling->term, spelling->term_len,
                                 &docid, 1, 0, &places, error))
        return FALSE;
    for (guint32 i = places.offsets[0]; i < places.offsets[1]; i++)
        stretches->has_word[landmark_of(stretches, places.positions[i], G_MAXSIZE)] = TRUE;
    return TRUE;
}

TcStretches *
tc_stretches_new(TcReader *reader, const TcWords *words, guint32 docid, const TcRecord *record,
                 GError **error)
{
    g_autoptr(TcStretches) stretches = g_new0(TcStretches, 1);
    stretches->landmarks = record->landmarks;
    stretches->count = record->landmark_count;
    stretches->has_word = g_new0(gboolean, stretches->count + 1);
    stretches->is_known = stretches->count > 0 && are_all_placed(words);
    for (guint w = 0; stretches->is_known && w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        for (guint s = 0; s < word->spellings->len; s++)
            if (!note_term(stretches, reader, tc_spelling_at(word->spellings, s), docid, error))
                return NULL;
    }
    return g_steal_pointer(&stretches);
}

void
tc_stretches_free(TcStretches *stretches)
{
    if (stretches == NULL)
        return;
    g_free(stretches->has_word);
    g_free(stretches);
}

gboolean
tc_stretches_meet(const TcStretches *stretches, gsize from, gsize to)
{
    if (stretches == NULL || !stretches->is_known)
        return TRUE;
    for (gsize i = landmark_of(stretches, G_MAXUINT32, from);
         i < stretches->count && stretches->landmarks[i].offset < to; i++)
        if (stretches->has_word[i])
            return TRUE;
    return FALSE;
}

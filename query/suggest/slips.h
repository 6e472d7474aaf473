/* query/suggest/slips.h - words of the index that are one slip of the fingers away from a word.
 *
 * Another tone or mark, a letter too many, too few, swapped or beside the right one on the
 * keyboard, or one that sounds alike. */
#ifndef TC_QUERY_SLIPS_H
#define TC_QUERY_SLIPS_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* A word that may have been meant. */
typedef struct {
    char *term; /* its key */
    guint32 term_len;
    guint32 freq; /* documents */
    double slip;  /* how likely it is that it was meant, 0..1 */
    guint32
        repeated; /* documents that have it beside a neighbour twice; for query/suggest/suggest.c */
} TcSlip;

static inline TcSlip *
tc_slip_at(const GArray *slips, gsize index)
{
    return &g_array_index(slips, TcSlip, index);
}

/* A GArray of TcSlip that owns their terms. */
GArray *tc_slips_new(void);

/* Append what may have been meant by `word`, itself among it, to `slips`: spellings of one bare
 * word stand together, and some may be there twice. Nothing for what has other letters than a to z,
 * or too many to be a syllable. With `are_few` only other marks, what sounds alike and a last
 * letter that is missing, which cost a fifth. FALSE when the index cannot be read. */
gboolean tc_slips_find(TcReader *reader, const TcWord *word, gboolean are_few, GArray *slips,
                       GError **error);

/* Tell from the neighbours that documents repeat which of `found` are worth a look (`repeated`).
 * `neighbours` are the words before and after, NULL for none. Those of one bare word stand together
 * in `found`. */
gboolean tc_slips_note_repeated(TcReader *reader, const TcWord *const neighbours[2], GArray *found,
                                GError **error);

/* Whether a word is part of a longer one, as "giản" is of "tinh giản": whether in documents of
 * `phrase`, where it stands beside `neighbour` (`side` 1: before it; -1: behind it), one and the
 * same word always stands on its other side. So it is where only few say it at all. */
gboolean tc_slip_is_bound(TcReader *reader, const TcAnalyzer *analyzer, TcXQuery *phrase,
                          const char *term, gsize term_len, const TcWord *neighbour, int side,
                          gboolean *is_bound, GError **error);

G_END_DECLS

#endif

/* query/search/slips.h - words of the index that are one slip of the fingers away from a word.
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
        repeated; /* documents that have it beside a neighbour twice; for query/search/suggest.c */
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
 * or too many to be a syllable. FALSE when the index cannot be read. */
gboolean tc_slips_find(TcReader *reader, const TcWord *word, GArray *slips, GError **error);

G_END_DECLS

#endif

/* query/words/ways/variants.h - the same words in other letters: "covid19" and "COVID-19", "XIII"
 * and "thứ mười ba", "Plei Ku" and "Pleiku".
 *
 * Only what the index has is looked for, so that a query costs no more where nothing else is there.
 */
#ifndef TC_QUERY_VARIANTS_H
#define TC_QUERY_VARIANTS_H

#include "query/words/abbreviations.h"

G_BEGIN_DECLS

/* How else the words may be written that begin at tokens[0], of `count` tokens of the piece;
 * `before` stand before it there. Fills `out` (char *, owned by it), which must be empty; *taken is
 * set to the tokens that it is about, 1 when there is nothing. With `is_quoted`, an ordinal may
 * also stand without the words that lead to it. FALSE when the index cannot be read. */
gboolean tc_variants_find(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                          guint before, gboolean is_quoted, guint *taken, GPtrArray *out,
                          GError **error);

/* tokens[0 .. count) as one word, as documents have it; *joined stays NULL when none has. */
gboolean tc_variants_join(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                          char **joined, GError **error);

/* A short form as two that documents have side by side, "TANDTC" as "TAND TC"; *apart stays NULL
 * when none has. */
gboolean tc_variants_find_apart(const TcAbbreviated *piece, const TcToken *token, char **apart,
                                GError **error);

/* Where documents have two short forms that stand at tokens[0] as one word: "TAND TC" as "TANDTC",
 * and what each stands for beside the other. */
gboolean tc_variants_join_shorts(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                                 guint *taken, GPtrArray *out, GError **error);

/* The same as tc_variants_find() for dates, amounts and codes, and for letters and figures side by
 * side ("QL 27"), which are so before the letters are taken for an abbreviation. */
gboolean tc_variants_find_figures(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                                  guint before, gboolean is_quoted, guint *taken, GPtrArray *out,
                                  GError **error);

G_END_DECLS

#endif

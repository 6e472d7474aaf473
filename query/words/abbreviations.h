/* query/words/abbreviations.h - which words of a query are short for others, and which have a short
 * form.
 *
 * Known are the table of text/abbreviation/abbreviation.h with the user's own, and what documents
 * of the archive define ("kinh tế - xã hội (KT-XH)"). What is found are texts; query/words/words.h
 * makes words of them.
 */
#ifndef TC_QUERY_ABBREVIATIONS_H
#define TC_QUERY_ABBREVIATIONS_H

#include "store/reader.h"
#include "text/abbreviation/abbreviation.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* Words of an expansion; longer ones are passed over. */
#define TC_EXPANSION_WORDS_MAX 12

/* A piece of a query and what is known of abbreviations in it. All is borrowed. */
typedef struct {
    const char *text;
    gboolean are_capitals; /* no word of it has a small letter: capitals tell nothing then */
    const TcAnalyzer *analyzer;
    const TcAbbreviations *table;
    TcReader *reader;
} TcAbbreviated;

/* What the longest abbreviation stands for that begins at tokens[0], of `count` tokens of the
 * piece; `before` stand before it there. Fills `out` (char *, owned by it), which must be empty,
 * with its expansions, those of the archive first, none twice; *taken is set to the tokens that it
 * consists of. Both stay empty when there is none. FALSE when the index cannot be read. */
gboolean tc_abbreviated_expand(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                               guint before, guint *taken, GPtrArray *out, GError **error);

/* The other way: fills `out` with the short forms of the words that begin at tokens[0]; *taken is
 * set to how many these are. */
gboolean tc_abbreviated_contract(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                                 guint *taken, GPtrArray *out, GError **error);

/* The letters of a short form of two, of a committee of the Party, as documents have them that put
 * full stops behind each: "T Ư" of TƯ, "H U" of HU. *apart stays NULL for any other, and where none
 * has them. */
gboolean tc_abbreviated_stopped(const TcAbbreviated *piece, const char *form, char **apart,
                                GError **error);

/* Whether a short form cannot be told from a word. Texts are looked at without their case: "THA"
 * for thi hành án would find every "tha". */
gboolean tc_abbreviated_reads_as_word(const TcAbbreviated *piece, const char *abbreviation);

G_END_DECLS

#endif

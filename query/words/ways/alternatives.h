/* query/words/ways/alternatives.h - what a group of words is looked for as beside what was typed:
 * other ways of writing it, and its names in the table of aliases.
 *
 * Private to query/words/. */
#ifndef TC_QUERY_ALTERNATIVES_H
#define TC_QUERY_ALTERNATIVES_H

#include "query/words/words.h"
#include "text/alias/alias.h"

G_BEGIN_DECLS

/* Add the words of `text`, which nobody typed. FALSE when they are none or too many. */
gboolean tc_alternative_add(TcWords *words, const char *text, TcAlternativeKind kind,
                            GArray *alternatives);

/* Add another name, if the archive says it. In quotes only other spellings are meant. */
gboolean tc_alternative_add_alias(TcWords *words, const TcAbbreviated *piece, const char *name,
                                  TcAliasKind kind, gboolean are_many, GArray *alternatives,
                                  GError **error);

/* Add other names for the longest name that `text`, of `len` bytes, begins with, which is all of it
 * when `is_whole`; *taken is set to the bytes that they are for. */
gboolean tc_alternative_add_aliases(TcWords *words, const TcAbbreviated *piece, const char *text,
                                    gsize len, gboolean is_whole, GArray *alternatives,
                                    gsize *taken, GError **error);

/* Add the other ways in which documents have a short form of two parts, tokens[0] and tokens[1],
 * which stands for `whole`, side by side: "VP HĐND" and "văn phòng HĐND" of "vp.hdnd". */
gboolean tc_alternative_add_parts(TcWords *words, const TcAbbreviated *piece, const TcToken *tokens,
                                  const char *whole, GArray *alternatives, GError **error);

G_END_DECLS

#endif

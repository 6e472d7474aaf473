/* query/show/light.h - which words of a text are lit, because the query asks for them. */
#ifndef TC_QUERY_LIGHT_H
#define TC_QUERY_LIGHT_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* What a token is to the query. */
typedef struct {
    gint word; /* -1: none; from words->words->len on: of words->shown; behind these: a number */
    TcTier tier;
    gboolean
        is_likely; /* to be lit: in a spelling that was probably meant, and no stray syllable */
} TcLit;

/* For each of the `tokens` of `text` what it is. Syllables are lit in runs of the topic: one alone
 * is part of another word as a rule. `is_unmarked`: the document has no marks at all, so that its
 * bare words stand for marked ones. With `is_anything`, where no run and no spelling that was
 * probably meant stands, strays and other spellings are lit: something is why the document was
 * found. Free with g_free(). */
TcLit *tc_light(const TcWords *words, const TcTokens *tokens, const char *text, gsize len,
                gboolean is_unmarked, gboolean is_anything);

G_END_DECLS

#endif

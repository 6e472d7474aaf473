/* text/tokens.h - the words of a text, as the analyzer finds them. */
#ifndef TC_TEXT_TOKENS_H
#define TC_TEXT_TOKENS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const char *key; /* tiered key, see text/key/syllable.h; lives in the TcTokens holding it */
    guint32 key_len; /* bytes, 1..TC_KEY_MAX */
    guint32 start;   /* source bytes [start, end), on character boundaries */
    guint32 end;
    guint32 position; /* from 1; strictly increasing; TC_SEGMENT_GAP more after a segment break */
} TcToken;

/* The tokens of one text. Initialise with tc_tokens_init(), reuse for many texts (memory is kept),
 * finish with tc_tokens_clear(). Everything in it is borrowed until the next tc_analyze() on it. */
typedef struct {
    TcToken *items;
    gsize count;
    /* private */
    gsize capacity;
    char *keys;
    gsize keys_len;
    gsize keys_capacity;
    gpointer scratch;
} TcTokens;

void tc_tokens_init(TcTokens *tokens);
void tc_tokens_clear(TcTokens *tokens);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcTokens, tc_tokens_clear)

/* Of the analyzer only: room for more keys, twice as much as there was. Tokens point into the keys,
 * so they move along. */
void tc_tokens_grow_keys(TcTokens *tokens);

/* The same for tokens. */
void tc_tokens_grow_items(TcTokens *tokens);

G_END_DECLS

#endif

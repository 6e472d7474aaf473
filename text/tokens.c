#include "text/tokens.h"

#include "base/free.h"

#include <string.h>

void
tc_tokens_init(TcTokens *tokens)
{
    memset(tokens, 0, sizeof(*tokens));
}

void
tc_tokens_clear(TcTokens *tokens)
{
    tc_free_all(tokens->items, tokens->keys);
    tc_tokens_init(tokens);
}

void
tc_tokens_grow_keys(TcTokens *tokens)
{
    gsize capacity = tokens->keys_capacity * 2 + 4096;
    char *keys = g_malloc(capacity);

    if (tokens->keys_len > 0)
        memcpy(keys, tokens->keys, tokens->keys_len);
    for (gsize i = 0; i < tokens->count; i++)
        tokens->items[i].key = keys + (tokens->items[i].key - tokens->keys);
    g_free(tokens->keys);
    tokens->keys = keys;
    tokens->keys_capacity = capacity;
}

void
tc_tokens_grow_items(TcTokens *tokens)
{
    tokens->capacity = tokens->capacity * 2 + 256;
    tokens->items = g_renew(TcToken, tokens->items, tokens->capacity);
}

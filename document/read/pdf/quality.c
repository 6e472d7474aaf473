#include "document/read/pdf/quality.h"

#include "text/analyzer.h"
#include "text/key/syllable.h"

#include <string.h>

/* Tokens that are looked at together. */
#define BATCH_LEN 4096

typedef struct {
    const char *text;
    TcQuality quality;
} Counting;

static gboolean
has_digit(const char *key, gsize len)
{
    for (gsize i = 0; i < len && key[i] != TC_KEY_SEPARATOR; i++)
        if (g_ascii_isdigit(key[i]))
            return TRUE;
    return FALSE;
}

static gboolean
count_tokens(const TcTokens *tokens, gpointer user)
{
    Counting *counting = user;

    for (gsize i = 0; i < tokens->count; i++) {
        const TcToken *token = &tokens->items[i];
        if (!g_unichar_isalpha(g_utf8_get_char(counting->text + token->start)) ||
            has_digit(token->key, token->key_len))
            continue;
        counting->quality.words++;
        counting->quality.syllables += tc_key_is_syllable(token->key, token->key_len, TRUE);
    }
    return TRUE;
}

TcQuality
tc_quality(const char *text, gsize len)
{
    Counting counting = {.text = text};
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcTokens) tokens;

    tc_tokens_init(&tokens);
    /* Without the data for rare characters nothing is read at all; see tc_normalize_prepare(). */
    if (analyzer != NULL)
        tc_analyze_each(analyzer, text, len, BATCH_LEN, &tokens, count_tokens, &counting);
    return counting.quality;
}

double
tc_quality_share(const TcQuality *quality)
{
    return quality->words > 0 ? (double)quality->syllables / (double)quality->words : 0;
}

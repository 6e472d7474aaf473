#include "query/words/finding.h"

#include "text/key/letter.h"

#include <string.h>

gboolean
tc_finding_rarest(const TcAbbreviated *piece, const char *text, guint32 *freq, GError **error)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(piece->analyzer, text, strlen(text), &tokens);
    *freq = tokens.count > 0 ? G_MAXUINT32 : 0;
    for (gsize i = 0; i<tokens.count && * freq> 0; i++) {
        guint32 own = 0;
        if (!tc_reader_term_freq(piece->reader, tokens.items[i].key, tokens.items[i].key_len, &own,
                                 error))
            return FALSE;
        *freq = MIN(*freq, own);
    }
    return TRUE;
}

gboolean
tc_finding_add(const TcFinding *finding, const char *lead, char *text, GError **error)
{
    g_autofree char *owned = text;
    g_autofree char *whole = g_strconcat(lead, owned, NULL);
    guint32 freq = 0;
    if (finding->out->len >= TC_VARIANTS_MAX ||
        g_ptr_array_find_with_equal_func(finding->out, whole, g_str_equal, NULL))
        return TRUE;
    if (!tc_finding_rarest(finding->piece, owned, &freq, error))
        return FALSE;
    if (freq > 0)
        g_ptr_array_add(finding->out, g_steal_pointer(&whole));
    return TRUE;
}

gboolean
tc_finding_token_is(const TcAbbreviated *piece, const TcToken *token, const char *const *words)
{
    TcLetters letters;
    const char *start = piece->text + token->start;
    if (tc_letters_read(start, piece->text + token->end, &letters) != token->end - token->start)
        return FALSE;
    for (; *words != NULL; words++)
        if (tc_letters_are(&letters, *words))
            return TRUE;
    return FALSE;
}

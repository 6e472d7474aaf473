#include "query/parse/reference.h"

#include "text/key/syllable.h"

#include <string.h>

static gboolean
is_word(const TcToken *token, const char *bare)
{
    return tc_key_has_letters(token->key, token->key_len, bare);
}

/* "96", "12a", "III", "b": what is behind the name of a part. */
static gboolean
counts_part(const TcToken *token)
{
    const gsize len = tc_key_bare_len(token->key, token->key_len);
    gsize roman = 0;
    while (roman < len && strchr("ivxl", token->key[roman]) != NULL)
        roman++;
    return g_ascii_isdigit(token->key[0]) || len == 1 || roman == len;
}

/* Where the parts that are named end: "điểm b khoản 2 Điều 96 của". */
static gsize
end_of_parts(const TcTokens *words)
{
    static const char *const parts[] = {"diem", "khoan", "dieu", "muc", "chuong", "phan"};
    static const char *const joining[] = {"cua", "trong", "thuoc", "tai"};
    gsize at = 0;
    for (gsize before = 1; before != at && at + 2 < words->count;) {
        before = at;
        for (gsize i = 0; i < G_N_ELEMENTS(parts) && before == at; i++)
            if (is_word(&words->items[at], parts[i]) && counts_part(&words->items[at + 1]))
                at += 2;
    }
    for (gsize i = 0; at > 0 && i < G_N_ELEMENTS(joining); i++)
        if (is_word(&words->items[at], joining[i]))
            return at + 1;
    return at;
}

gboolean
tc_reference_read(const TcTokens *words, TcReference *reference)
{
    *reference = (TcReference){.begin = end_of_parts(words), .end = words->count};
    if (words->count > 0)
        reference->year =
            tc_key_year(words->items[words->count - 1].key, words->items[words->count - 1].key_len);
    if (reference->year > 0)
        reference->end--;
    if (reference->year > 0 && reference->end > 0 &&
        is_word(&words->items[reference->end - 1], "nam"))
        reference->end--;
    return reference->begin < reference->end &&
           (reference->begin > 0 || reference->end < words->count);
}

#include "text/pair.h"

#include "text/key/syllable.h"

#include <string.h>

gsize
tc_pair_key_begin(const char *a, gsize a_len, const char *b, gsize b_len, char out[TC_PAIR_KEY_MAX])
{
    gsize a_bare = tc_key_bare_len(a, a_len);
    gsize b_bare = tc_key_bare_len(b, b_len);
    if (a_bare + b_bare + 2 > TC_PAIR_KEY_MAX)
        return 0;
    memcpy(out, a, a_bare);
    out[a_bare] = TC_KEY_SEPARATOR;
    memcpy(out + a_bare + 1, b, b_bare);
    out[a_bare + 1 + b_bare] = TC_KEY_SEPARATOR;
    return a_bare + b_bare + 2;
}

gboolean
tc_pair_has_half(const char *key, gsize key_len)
{
    return tc_key_is_syllable(key, key_len, FALSE);
}

gsize
tc_pair_key(const char *a, gsize a_len, const char *b, gsize b_len, char out[TC_PAIR_KEY_MAX])
{
    return tc_pair_has_half(a, a_len) && tc_pair_has_half(b, b_len)
               ? tc_pair_key_of_halves(a, a_len, b, b_len, out)
               : 0;
}

gsize
tc_pair_key_of_halves(const char *a, gsize a_len, const char *b, gsize b_len,
                      char out[TC_PAIR_KEY_MAX])
{
    gsize a_bare = tc_key_bare_len(a, a_len);
    gsize b_bare = tc_key_bare_len(b, b_len);
    gsize a_marks = a_len - MIN(a_len, a_bare + 1);
    gsize b_marks = b_len - MIN(b_len, b_bare + 1);
    if (a_bare + b_bare + a_marks + b_marks + 3 > TC_PAIR_KEY_MAX)
        return 0;
    gsize len = tc_pair_key_begin(a, a_len, b, b_len, out);
    memcpy(out + len, a + a_len - a_marks, a_marks);
    len += a_marks;
    out[len++] = TC_KEY_SEPARATOR;
    memcpy(out + len, b + b_len - b_marks, b_marks);
    return len + b_marks;
}

gboolean
tc_pair_key_marks(const char *key, gsize len, gsize begin, const char **a_marks, gsize *a_marks_len,
                  const char **b_marks, gsize *b_marks_len)
{
    /* No mark byte is the separator: tones are 2 to 6, the others from 0x20 on. */
    const char *end = begin < len ? memchr(key + begin, TC_KEY_SEPARATOR, len - begin) : NULL;
    if (end == NULL)
        return FALSE;
    *a_marks = key + begin;
    *a_marks_len = (gsize)(end - *a_marks);
    *b_marks = end + 1;
    *b_marks_len = (gsize)(key + len - *b_marks);
    return TRUE;
}

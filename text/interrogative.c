#include "text/interrogative.h"

#include <string.h>

static const char *const keys[] = {
    "gi\x01\x02",      /* gì */
    "nao\x01\x02",     /* nào */
    "dau\x01\x23\x24", /* đâu */
    "nhieu\x01\x2c",   /* nhiêu */
};

gboolean
tc_key_is_interrogative(const char *key, gsize key_len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (strlen(keys[i]) == key_len && memcmp(keys[i], key, key_len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

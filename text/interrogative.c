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
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strlen(keys[i]) == key_len && memcmp(keys[i], key, key_len) == 0)
            return TRUE;
    return FALSE;
}

static const TcAskingPair pairs[] = {
    {"bao\x01", "nhieu\x01\x2c", FALSE},           /* bao nhiêu */
    {"bao\x01", "lau\x01\x24", FALSE},             /* bao lâu */
    {"bao\x01", "gio\x01\x2a\x02", FALSE},         /* bao giờ */
    {"the\x01\x28\x05", "nao\x01\x02", FALSE},     /* thế nào */
    {"khi\x01", "nao\x01\x02", FALSE},             /* khi nào */
    {"tai\x01\x06", "sao\x01", FALSE},             /* tại sao */
    {"vi\x01\x02", "sao\x01", FALSE},              /* vì sao */
    {"la\x01\x02", "gi\x01\x02", FALSE},           /* là gì */
    {"thu\x01\x2a\x05", "may\x01\x24\x05", FALSE}, /* thứ mấy */
    {"o\x01\x22\x03", "dau\x01\x23\x24", TRUE},    /* ở đâu */
    {"ai\x01", "co\x01\x05", FALSE},               /* ai có */
    {"ai\x01", "duoc\x01\x23\x26\x2a\x06", FALSE}, /* ai được */
    {"ai\x01", "phai\x01\x03", FALSE},             /* ai phải */
    {"viec\x01\x28\x06", "gi\x01\x02", TRUE},      /* việc gì */
    {"nhung\x01\x2a\x04", "gi\x01\x02", TRUE},     /* những gì */
    {"lam\x01\x02", "gi\x01\x02", TRUE},           /* làm gì */
};

const TcAskingPair *
tc_asking_pairs(gsize *count)
{
    *count = G_N_ELEMENTS(pairs);
    return pairs;
}

/* From Excel 97 on the stream is encrypted by RC4 in blocks, each with a key of its own, as if it
 * were one piece; but the heads of records are in the clear, and a few whole records are. Excel 95
 * only confuses the data of each record. */
#include "document/read/sheet/biff_unlock.h"

#include "document/bytes.h"

#include <string.h>

enum {
    RECORD_FILEPASS = 0x002F,
    RECORD_BOUNDSHEET = 0x0085,
    RECORD_INTERFACE = 0x00E1,
    RECORD_SHARED_HEAD = 0x0138,
    RECORD_EXCLUSIVE = 0x0194,
    RECORD_LOCK = 0x0195,
    RECORD_SHARED = 0x0196,
    RECORD_BOF = 0x0809,
    RECORD_NOTHING = 0xFFFF, /* no record has this type */
};
enum { BLOCK_LEN = 1024, SALT_LEN = 16, VERIFIER_LEN = 16, DIGEST_MAX = 20 };
enum { WAY_MD5 = 1, WAY_SHA1_MIN = 2, WAY_SHA1_MAX = 4 };

/* What Excel takes for the password that nobody gave, in UTF-16. */
static const guint8 password[] = "V\0e\0l\0v\0e\0t\0S\0w\0e\0a\0t\0s\0h\0o\0p";

/* What Excel 95 has of it, and what it confuses records with. */
enum { OLD_KEY = 0xB359, OLD_VERIFIER = 0x9A0A, OLD_LEN = 16, OLD_PAD = 0xBB };

typedef struct {
    guint8 table[256];
    guint8 i, j;
} Rc4;

static void
rc4_init(Rc4 *rc4, const guint8 *key, gsize len)
{
    guint8 j = 0;

    rc4->i = rc4->j = 0;
    for (guint i = 0; i < 256; i++)
        rc4->table[i] = (guint8)i;
    for (guint i = 0; i < 256; i++) {
        guint8 swap = rc4->table[i];
        j = (guint8)(j + swap + key[i % len]);
        rc4->table[i] = rc4->table[j];
        rc4->table[j] = swap;
    }
}

static guint8
rc4_next(Rc4 *rc4)
{
    guint8 swap = rc4->table[++rc4->i];

    rc4->j = (guint8)(rc4->j + swap);
    rc4->table[rc4->i] = rc4->table[rc4->j];
    rc4->table[rc4->j] = swap;
    return rc4->table[(guint8)(rc4->table[rc4->i] + swap)];
}

/* How a workbook is encrypted, and where it stands in the stream. */
typedef struct {
    gboolean is_old; /* the way of Excel 95, without what follows */
    guint8 old[OLD_LEN];
    GChecksumType hash;
    guint8 base[DIGEST_MAX]; /* of the keys of the blocks */
    gsize base_len;
    gsize key_len;    /* of what tells one key from another */
    gsize padded_len; /* with zeros behind it */
    Rc4 rc4;
    gsize at;
} Cipher;

/* The digest of two pieces, `times` over. */
static gsize
digest_of(GChecksumType hash, const guint8 *one, gsize one_len, const guint8 *other,
          gsize other_len, guint times, guint8 *digest)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(hash);
    gsize len = DIGEST_MAX;

    for (guint i = 0; i < times; i++) {
        g_checksum_update(checksum, one, (gssize)one_len);
        g_checksum_update(checksum, other, (gssize)other_len);
    }
    g_checksum_get_digest(checksum, digest, &len);
    return len;
}

static void
start_block(Cipher *cipher, guint32 block)
{
    const guint8 number[] = {(guint8)block, (guint8)(block >> 8), (guint8)(block >> 16),
                             (guint8)(block >> 24)};
    guint8 key[DIGEST_MAX] = {0};

    digest_of(cipher->hash, cipher->base, cipher->base_len, number, sizeof number, 1, key);
    memset(key + cipher->key_len, 0, sizeof key - cipher->key_len);
    rc4_init(&cipher->rc4, key, cipher->padded_len);
}

static guint8
next_byte(Cipher *cipher)
{
    if (cipher->at % BLOCK_LEN == 0)
        start_block(cipher, (guint32)(cipher->at / BLOCK_LEN));
    cipher->at++;
    return rc4_next(&cipher->rc4);
}

/* Whether what the record holds to try a password by says that it is this one: random bytes and
 * their digest, both encrypted. */
static gboolean
is_right(Cipher *cipher, const guint8 *verifier, const guint8 *digest, gsize digest_len)
{
    guint8 random[VERIFIER_LEN];
    guint8 wanted[DIGEST_MAX];
    gboolean is_same = TRUE;

    for (gsize i = 0; i < VERIFIER_LEN; i++)
        random[i] = verifier[i] ^ next_byte(cipher);
    digest_of(cipher->hash, random, VERIFIER_LEN, NULL, 0, 1, wanted);
    for (gsize i = 0; i < digest_len; i++)
        is_same &= (digest[i] ^ next_byte(cipher)) == wanted[i];
    cipher->at = 0;
    return is_same;
}

/* Excel 97 and 2000: salt, verifier and its digest, of 40 bits. */
static gboolean
open_md5(Cipher *cipher, const guint8 *p, gsize len)
{
    enum { SHORT_LEN = 5, TIMES = 16, MD5_LEN = 16 };
    guint8 digest[DIGEST_MAX];

    if (len < SALT_LEN + VERIFIER_LEN + MD5_LEN)
        return FALSE;
    cipher->hash = G_CHECKSUM_MD5;
    digest_of(cipher->hash, password, sizeof password, NULL, 0, 1, digest);
    digest_of(cipher->hash, digest, SHORT_LEN, p, SALT_LEN, TIMES, cipher->base);
    cipher->base_len = SHORT_LEN;
    cipher->key_len = cipher->padded_len = MD5_LEN;
    return is_right(cipher, p + SALT_LEN, p + SALT_LEN + VERIFIER_LEN, MD5_LEN);
}

/* Excel 2002 and 2003: a header that tells the length of the key, salt, verifier and digest. */
static gboolean
open_sha1(Cipher *cipher, const guint8 *p, gsize len)
{
    enum { HEADER_MIN = 32, SHA1_LEN = 20, BITS_MIN = 40, BITS_MAX = 128, FULL_LEN = 16 };

    if (len < 8)
        return FALSE;
    gsize header_len = tc_get32(p + 4);
    len -= 8;
    if (header_len < HEADER_MIN || header_len > len ||
        len - header_len < 4 + SALT_LEN + VERIFIER_LEN + 4 + SHA1_LEN)
        return FALSE;
    guint bits = tc_get32(p + 8 + 16);
    bits = bits == 0 ? BITS_MIN : bits;
    if (bits < BITS_MIN || bits > BITS_MAX || bits % 8 != 0)
        return FALSE;
    p += 8 + header_len + 4;
    cipher->hash = G_CHECKSUM_SHA1;
    cipher->base_len =
        digest_of(cipher->hash, p, SALT_LEN, password, sizeof password, 1, cipher->base);
    cipher->key_len = bits / 8;
    cipher->padded_len = bits == BITS_MIN ? FULL_LEN : cipher->key_len;
    return is_right(cipher, p + SALT_LEN, p + SALT_LEN + VERIFIER_LEN + 4, SHA1_LEN);
}

static guint8
turn_right(guint8 byte, guint bits)
{
    return (guint8)(byte >> bits | byte << (8 - bits));
}

static gboolean
open_old(Cipher *cipher, const guint8 *p)
{
    for (guint i = 0; i < OLD_LEN; i++) {
        guint8 letter = i + 1 < OLD_LEN ? password[2 * i] : OLD_PAD;
        guint8 key = (guint8)(i % 2 == 0 ? OLD_KEY : OLD_KEY >> 8);
        cipher->old[i] = turn_right(letter ^ key, 1);
    }
    cipher->is_old = TRUE;
    return tc_get16(p) == OLD_KEY && tc_get16(p + 2) == OLD_VERIFIER;
}

/* The record's data, in Excel 95 key and verifier alone: 0 for the way of Excel 95, or 1 for RC4
 * and which way of it. */
static gboolean
open_cipher(Cipher *cipher, const guint8 *p, gsize len)
{
    *cipher = (Cipher){.hash = G_CHECKSUM_MD5};
    if (len == 4)
        return open_old(cipher, p);
    if (len < 6)
        return FALSE;
    if (tc_get16(p) == 0)
        return open_old(cipher, p + 2);
    guint way = tc_get16(p + 2);
    if (way == WAY_MD5)
        return open_md5(cipher, p + 6, len - 6);
    return way >= WAY_SHA1_MIN && way <= WAY_SHA1_MAX && open_sha1(cipher, p + 6, len - 6);
}

/* How many bytes of a record are in the clear. */
static gsize
clear_len(guint type, gsize len)
{
    switch (type) {
    case RECORD_BOF:
    case RECORD_FILEPASS:
    case RECORD_INTERFACE:
    case RECORD_SHARED_HEAD:
    case RECORD_EXCLUSIVE:
    case RECORD_LOCK:
    case RECORD_SHARED:
        return len;
    case RECORD_BOUNDSHEET: /* where the sheet begins */
        return MIN(len, 4);
    default:
        return 0;
    }
}

/* Puts the data of the record at `at` in the clear, which `p` has `len` bytes of. */
static void
decrypt(Cipher *cipher, guint type, gsize at, guint8 *p, gsize len)
{
    const gsize from = clear_len(type, len);

    if (cipher->is_old) {
        for (gsize i = from; i < len; i++)
            p[i] = turn_right(p[i] ^ cipher->old[(at + 4 + len + i) % OLD_LEN], 5);
        return;
    }
    while (cipher->at < at + 4)
        next_byte(cipher);
    for (gsize i = 0; i < len; i++) {
        guint8 byte = next_byte(cipher);
        p[i] ^= i < from ? 0 : byte;
    }
}

guint8 *
tc_biff_unlock(const guint8 *data, gsize len)
{
    g_autofree guint8 *clear = g_try_malloc(len);
    gboolean is_open = FALSE;
    Cipher cipher;

    if (clear == NULL)
        return NULL;
    memcpy(clear, data, len);
    for (gsize at = 0; len - at >= 4;) {
        guint type = tc_get16(data + at);
        gsize data_len = MIN(tc_get16(data + at + 2), len - at - 4);
        if (type == RECORD_FILEPASS && !is_open) {
            if (!open_cipher(&cipher, data + at + 4, data_len))
                return NULL;
            is_open = TRUE;
            clear[at] = clear[at + 1] = (guint8)RECORD_NOTHING;
        }
        if (is_open)
            decrypt(&cipher, type, at, clear + at + 4, data_len);
        at += 4 + data_len;
    }
    return is_open ? g_steal_pointer(&clear) : NULL;
}

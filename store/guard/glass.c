#include "store/guard/glass.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* "\x0f\x0dXapian Glass" and the version of the format, which Xapian checks. */
#define MAGIC     "\x0f\rXapian Glass"
#define MAGIC_LEN 14
#define HEAD_LEN  16
#define UUID_LEN  16
#define LEVELS_MAX                                                                                 \
    10 /* Xapian has a cursor for each, and trusts the file to have no more levels                 \
        */
#define STATS 8

/* Of a block: four bytes of revision, then the level. */
#define LEVEL_AT       4
#define LEVEL_FREELIST 254
#define FREELIST_BEGIN 8
#define FREELIST_NONE  0xffffffffu

const char *const tc_glass_table_names[] = {
    [TC_GLASS_POSTLIST] = "postlist.glass", [TC_GLASS_DOCDATA] = "docdata.glass",
    [TC_GLASS_TERMLIST] = "termlist.glass", [TC_GLASS_POSITION] = "position.glass",
    [TC_GLASS_SPELLING] = "spelling.glass", [TC_GLASS_SYNONYM] = "synonym.glass",
};
G_STATIC_ASSERT(G_N_ELEMENTS(tc_glass_table_names) == TC_GLASS_TABLES);

typedef struct {
    const guint8 *at;
    const guint8 *end;
} Bytes;

/* Seven bits a byte, lowest first. The last byte has its highest bit clear. */
static gboolean
take_number(Bytes *bytes, guint64 max, guint64 *number)
{
    guint64 value = 0;
    for (guint shift = 0; bytes->at < bytes->end && shift < 63; shift += 7) {
        const guint8 byte = *bytes->at++;
        value |= (guint64)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *number = value;
            return value <= max;
        }
    }
    return FALSE;
}

static gboolean
take_bytes(Bytes *bytes)
{
    guint64 len = 0;
    if (!take_number(bytes, (guint64)(bytes->end - bytes->at), &len) ||
        len > (guint64)(bytes->end - bytes->at))
        return FALSE;
    bytes->at += len;
    return TRUE;
}

static gboolean
take_table(Bytes *bytes, TcGlassVersion *version, guint table)
{
    guint64 root = 0;
    guint64 level = 0;
    guint64 entries = 0;
    guint64 blocks = 0;
    guint64 compress_min = 0;
    if (!take_number(bytes, G_MAXUINT32, &root) ||
        !take_number(bytes, (LEVELS_MAX << 2) - 1, &level) ||
        !take_number(bytes, G_MAXUINT64, &entries) ||
        !take_number(bytes, TC_GLASS_BLOCK_MAX / TC_GLASS_BLOCK_MIN, &blocks) ||
        !take_number(bytes, G_MAXUINT32, &compress_min) || !take_bytes(bytes) || blocks == 0 ||
        (blocks & (blocks - 1)) != 0)
        return FALSE;
    version->tables[table].block_size = (guint32)blocks * TC_GLASS_BLOCK_MIN;
    version->tables[table].root = (guint32)root;
    version->tables[table].is_empty = (level & 1) != 0;
    return TRUE;
}

gboolean
tc_glass_parse(const guint8 *bytes, gsize len, TcGlassVersion *version)
{
    if (len < HEAD_LEN + UUID_LEN || len > TC_GLASS_VERSION_MAX ||
        memcmp(bytes, MAGIC, MAGIC_LEN) != 0)
        return FALSE;
    Bytes rest = {bytes + HEAD_LEN + UUID_LEN, bytes + len};
    guint64 number = 0;
    if (!take_number(&rest, G_MAXUINT32, &number))
        return FALSE;
    version->revision = (guint32)number;
    for (guint i = 0; i < TC_GLASS_TABLES; i++)
        if (!take_table(&rest, version, i))
            return FALSE;
    /* All of them or, in a database without documents, none. */
    guint stats = 0;
    for (; rest.at < rest.end && stats < STATS; stats++)
        if (!take_number(&rest, G_MAXUINT64, &number))
            return FALSE;
    return rest.at == rest.end && (stats == 0 || stats == STATS);
}

/* ---- blocks -------------------------------------------------------------------------------- */

static guint32
fold(guint64 hash)
{
    const guint32 sum = (guint32)(hash ^ (hash >> 32));
    return sum != 0 ? sum : 1;
}

static guint32
word_at(const guint8 *bytes)
{
    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static gboolean
is_freelist(const guint8 *block, gsize len)
{
    return len >= TC_GLASS_BLOCK_MIN && block[LEVEL_AT] == LEVEL_FREELIST;
}

/* Mixes in one more word of a list of free blocks. */
static guint64
mix(guint64 hash, guint32 word)
{
    hash = (hash ^ word) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

#define FREELIST_SEED G_GUINT64_CONSTANT(0x5472616375754672)

guint32
tc_glass_sum(const guint8 *block, gsize len)
{
    if (!is_freelist(block, len))
        return fold(XXH3_64bits(block, len));
    gsize end = len;
    while (end > FREELIST_BEGIN && word_at(block + end - 4) == FREELIST_NONE)
        end -= 4;
    guint64 hash = FREELIST_SEED;
    for (gsize at = FREELIST_BEGIN; at < end; at += 4)
        hash = mix(hash, word_at(block + at));
    return fold(hash);
}

gboolean
tc_glass_agrees(const guint8 *block, gsize len, guint32 sum)
{
    if (!is_freelist(block, len))
        return tc_glass_sum(block, len) == sum;
    guint64 hash = FREELIST_SEED;
    for (gsize at = FREELIST_BEGIN; at < len; at += 4) {
        if (fold(hash) == sum)
            return TRUE;
        hash = mix(hash, word_at(block + at));
    }
    return fold(hash) == sum;
}

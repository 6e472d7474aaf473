/* tests/unit/document/samples.h - small files of many formats, built when the test runs. */
#ifndef TC_TESTS_SAMPLES_H
#define TC_TESTS_SAMPLES_H

#include <glib.h>
#include <string.h>

static inline void
sample_put16(GByteArray *out, guint value)
{
    guint8 bytes[] = {(guint8)value, (guint8)(value >> 8)};
    g_byte_array_append(out, bytes, sizeof bytes);
}

static inline void
sample_put32(GByteArray *out, guint32 value)
{
    sample_put16(out, value & 0xFFFF);
    sample_put16(out, value >> 16);
}

static inline void
sample_put_string(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, strlen(text));
}

/* A ZIP file of stored members; `names` ends with NULL, `contents` has one for each. */
static inline GByteArray *
sample_zip(const char *const *names, const char *const *contents)
{
    GByteArray *zip = g_byte_array_new();
    GByteArray *directory = g_byte_array_new();
    guint count = 0;

    for (; names[count] != NULL; count++) {
        const char *content = contents != NULL ? contents[count] : "";
        guint32 offset = zip->len;
        guint32 content_len = (guint32)strlen(content);
        guint name_len = (guint)strlen(names[count]);
        sample_put_string(zip, "PK\3\4");
        for (int i = 0; i < 7; i++) /* version, flags, method, time, date, checksum */
            sample_put16(zip, 0);
        sample_put32(zip, content_len);
        sample_put32(zip, content_len);
        sample_put16(zip, name_len);
        sample_put16(zip, 0);
        sample_put_string(zip, names[count]);
        sample_put_string(zip, content);

        sample_put_string(directory, "PK\1\2");
        for (int i = 0; i < 8; i++)
            sample_put16(directory, 0);
        sample_put32(directory, content_len);
        sample_put32(directory, content_len);
        sample_put16(directory, name_len);
        for (int i = 0; i < 6; i++) /* extra, comment, disk, attributes */
            sample_put16(directory, 0);
        sample_put32(directory, offset);
        sample_put_string(directory, names[count]);
    }
    guint32 start = zip->len;
    g_byte_array_append(zip, directory->data, directory->len);
    sample_put_string(zip, "PK\5\6");
    sample_put32(zip, 0);
    sample_put16(zip, count);
    sample_put16(zip, count);
    sample_put32(zip, directory->len);
    sample_put32(zip, start);
    sample_put16(zip, 0);
    g_byte_array_free(directory, TRUE);
    return zip;
}

/* An OLE file: header, one table sector, directory sectors. Streams are empty; the entries form a
 * list along their right-hand links, the first being the root's child. A name that begins with
 * '/' is not linked: it stands for the stream of an embedded object. */
static inline GByteArray *
sample_ole(const char *const *names)
{
    enum { SECTOR_LEN = 512, ENTRY_LEN = 128, NOTHING = -1, END_OF_CHAIN = -2, TABLE = -3 };
    GByteArray *ole = g_byte_array_new();
    guint count = g_strv_length((char **)names);
    guint sectors = (count + 1 + 3) / 4;

    g_byte_array_append(ole, (const guint8 *)"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    while (ole->len < 0x18)
        sample_put16(ole, 0);
    sample_put16(ole, 0x3E);
    sample_put16(ole, 3);
    sample_put16(ole, 0xFFFE);
    sample_put16(ole, 9); /* sectors of 512 bytes */
    sample_put16(ole, 6);
    while (ole->len < 0x2C)
        sample_put16(ole, 0);
    sample_put32(ole, 1); /* table sectors */
    sample_put32(ole, 1); /* first directory sector */
    sample_put32(ole, 0);
    sample_put32(ole, 4096);
    sample_put32(ole, (guint32)END_OF_CHAIN);
    sample_put32(ole, 0);
    sample_put32(ole, (guint32)END_OF_CHAIN);
    sample_put32(ole, 0);
    sample_put32(ole, 0); /* the table is sector 0 */
    while (ole->len < SECTOR_LEN)
        sample_put32(ole, (guint32)NOTHING);

    sample_put32(ole, (guint32)TABLE);
    for (guint i = 1; i <= sectors; i++)
        sample_put32(ole, i < sectors ? i + 1 : (guint32)END_OF_CHAIN);
    while (ole->len < 2 * SECTOR_LEN)
        sample_put32(ole, (guint32)NOTHING);

    guint next_linked[64];
    guint following = G_MAXUINT32;
    for (guint i = count; i > 0; i--) {
        next_linked[i] = following;
        if (names[i - 1][0] != '/')
            following = i;
    }
    for (guint i = 0; i < 4 * sectors; i++) {
        guint8 entry[ENTRY_LEN] = {0};
        const char *name = i == 0 ? "Root Entry" : i <= count ? names[i - 1] : "";
        name += name[0] == '/';
        for (gsize k = 0; name[k]; k++)
            entry[2 * k] = (guint8)name[k];
        entry[0x40] = (guint8)(name[0] ? 2 * (strlen(name) + 1) : 0);
        entry[0x42] = i == 0 ? 5 : i <= count ? 2 : 0;
        guint32 links[3] = {G_MAXUINT32, i >= 1 && i <= count ? next_linked[i] : G_MAXUINT32,
                            i == 0 ? following : G_MAXUINT32};
        for (int k = 0; k < 3; k++) {
            guint32 little = GUINT32_TO_LE(links[k]);
            memcpy(entry + 0x44 + 4 * k, &little, 4);
        }
        g_byte_array_append(ole, entry, sizeof entry);
    }
    return ole;
}

#endif

/* tests/support/cms_writer.h - make signed and encrypted wrappers of files, without the signatures,
 * which nobody here checks. */
#ifndef TC_TESTS_SUPPORT_CMS_WRITER_H
#define TC_TESTS_SUPPORT_CMS_WRITER_H

#include <glib.h>
#include <string.h>

enum { CMS_DATA = 1, CMS_SIGNED = 2, CMS_ENVELOPED = 3 };

/* Put `bytes` into an element; `is_open`: of indefinite length. Takes `bytes`. */
static inline GByteArray *
cms_element(guint8 tag, GByteArray *bytes, gboolean is_open)
{
    GByteArray *out = g_byte_array_new();
    const guint8 open[] = {tag, 0x80};
    const guint8 sized[] = {tag, 0x83, (guint8)(bytes->len >> 16), (guint8)(bytes->len >> 8),
                            (guint8)bytes->len};

    g_byte_array_append(out, is_open ? open : sized, is_open ? sizeof open : sizeof sized);
    if (bytes->len > 0)
        g_byte_array_append(out, bytes->data, bytes->len);
    if (is_open)
        g_byte_array_append(out, (const guint8 *)"\0", 2);
    g_byte_array_unref(bytes);
    return out;
}

static inline GByteArray *
cms_bytes(const void *bytes, gsize len)
{
    GByteArray *out = g_byte_array_new();
    return g_byte_array_append(out, bytes, (guint)len);
}

/* { 1.2.840.113549.1.7.TYPE, [0] CONTENT }. Takes `content`, which may be NULL. */
static inline GByteArray *
cms_info(guint8 type, GByteArray *content, gboolean is_open)
{
    const guint8 id[] = {0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, type};
    GByteArray *info = cms_bytes(id, sizeof id);

    if (content != NULL) {
        g_autoptr(GByteArray) tagged = cms_element(0xA0, content, is_open);
        g_byte_array_append(info, tagged->data, tagged->len);
    }
    return cms_element(0x30, info, is_open);
}

/* A wrapper of `type` around `text`; NULL: around nothing. `is_open`: as programs write it that do
 * not know its length, the text in pieces. */
static inline GByteArray *
cms_make(guint8 type, const char *text, gboolean is_open)
{
    GByteArray *string = NULL;

    if (text != NULL && is_open) {
        g_autoptr(GByteArray) one = cms_element(0x04, cms_bytes(text, strlen(text) / 2), FALSE);
        g_autoptr(GByteArray) other = cms_element(
            0x04, cms_bytes(text + strlen(text) / 2, strlen(text) - strlen(text) / 2), FALSE);
        GByteArray *pieces = cms_bytes(one->data, one->len);
        g_byte_array_append(pieces, other->data, other->len);
        string = cms_element(0x24, pieces, TRUE);
    } else if (text != NULL) {
        string = cms_element(0x04, cms_bytes(text, strlen(text)), FALSE);
    }
    g_autoptr(GByteArray) inner = cms_info(CMS_DATA, string, is_open);
    GByteArray *body = cms_bytes("\x02\x01\x01", 3);
    g_autoptr(GByteArray) digests =
        cms_element(0x31, cms_element(0x30, g_byte_array_new(), is_open), is_open);
    g_byte_array_append(body, digests->data, digests->len);
    g_byte_array_append(body, inner->data, inner->len);
    return cms_info(type, cms_element(0x30, body, is_open), is_open);
}

/* A wrapper around what zlib made, as RFC 3274 has it. */
static inline GByteArray *
cms_make_compressed(const guint8 *bytes, gsize len)
{
    static const guint8 id[] = {0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7,
                                0x0D, 0x01, 0x09, 0x10, 0x01, 0x09};
    g_autoptr(GByteArray) inner =
        cms_info(CMS_DATA, cms_element(0x04, cms_bytes(bytes, len), FALSE), FALSE);
    GByteArray *body = cms_bytes("\x02\x01\0\x30\0", 5);
    GByteArray *info = cms_bytes(id, sizeof id);

    g_byte_array_append(body, inner->data, inner->len);
    g_autoptr(GByteArray) tagged = cms_element(0xA0, cms_element(0x30, body, FALSE), FALSE);
    g_byte_array_append(info, tagged->data, tagged->len);
    return cms_element(0x30, info, FALSE);
}

#endif

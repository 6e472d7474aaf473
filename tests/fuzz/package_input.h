/* tests/fuzz/package_input.h - a fuzzer's bytes as an office file.
 *
 * Bytes that begin with "PK" are a ZIP file as they are, those that begin with "<" a single XML
 * file. Else they are the members of a ZIP file, so that mutations reach the XML behind the
 * checksums: each begins with a line "@NAME". */
#ifndef TC_TESTS_PACKAGE_INPUT_H
#define TC_TESTS_PACKAGE_INPUT_H

#include "tests/unit/document/read/office_samples.h"

/* Free with g_free(). */
static inline char *
package_input(const guint8 *data, size_t size, gsize *len)
{
    enum { MEMBERS_MAX = 16 };
    SampleMember members[MEMBERS_MAX];
    gsize count = 0;

    *len = size;
    if (size >= 2 && (memcmp(data, "PK", 2) == 0 || data[0] == '<'))
        return g_memdup2(data, size);
    g_autofree char *text = g_strndup("", size + 1);
    if (size > 0)
        memcpy(text, data, size);
    char *end = text + size;
    char *p = text;
    while (p != NULL && p < end && *p == '@' && count < MEMBERS_MAX) {
        char *name = p + 1;
        char *content = memchr(name, '\n', (gsize)(end - name));
        if (content == NULL || content == name || *name == '\0')
            break;
        *content++ = '\0';
        char *next = memmem(content, (gsize)(end - content), "\n@", 2);
        gsize content_len = (gsize)((next != NULL ? next : end) - content);
        /* The names that office files have; the writer would refuse some others. */
        gsize name_len =
            strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-[]/ ");
        if (name[name_len] == '\0' && name[name_len - 1] != '/' && content_len > 0)
            members[count++] = (SampleMember){.name = name, .content = content, .len = content_len};
        p = next != NULL ? next + 1 : NULL;
    }
    return sample_package(members, count, "zip:compression=store", 2 * size + 65536, len);
}

#endif

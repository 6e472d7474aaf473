#include "document/detect/zip_member.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* One of them is looked for among this many members. */
#define MEMBERS_MAX 20000u

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_read_free)

char *
tc_zip_member(const char *bytes, gsize len, const char *name)
{
    g_autoptr(Archive) archive = archive_read_new();
    struct archive_entry *entry;

    if (archive == NULL || archive_read_support_format_zip(archive) != ARCHIVE_OK ||
        archive_read_open_memory(archive, bytes, len) != ARCHIVE_OK)
        return NULL;
    for (guint i = 0; i < MEMBERS_MAX; i++) {
        int status = archive_read_next_header(archive, &entry);
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return NULL;
        const char *found = archive_entry_pathname(entry);
        if (found == NULL || g_ascii_strcasecmp(found, name) != 0)
            continue;
        g_autofree char *content = g_malloc(TC_ZIP_MEMBER_MAX + 1);
        la_ssize_t n = archive_read_data(archive, content, TC_ZIP_MEMBER_MAX);
        if (n < 0)
            return NULL;
        content[n] = '\0';
        return g_steal_pointer(&content);
    }
    return NULL;
}

gboolean
tc_zip_is_scrambled(const char *bytes, gsize len)
{
    /* The methods of ZIP go up to this. */
    const guint method_max = 99;

    return len >= 10 && memcmp(bytes, "PK\3\4", 4) == 0 &&
           ((guint)(guint8)bytes[8] | (guint)(guint8)bytes[9] << 8) > method_max;
}

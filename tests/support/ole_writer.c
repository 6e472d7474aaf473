#include "tests/support/ole_writer.h"

#include <gsf/gsf.h>
#include <string.h>

/* Close folders, the innermost being last, until `keep` are open. */
static void
close_folders(GPtrArray *folders, guint keep)
{
    while (folders->len > keep) {
        GsfOutput *folder = g_ptr_array_steal_index(folders, folders->len - 1);
        gsf_output_close(folder);
        g_object_unref(folder);
    }
}

GBytes *
tc_ole_file(const TcOleStream *streams, gsize count)
{
    gsf_init();
    GsfOutput *memory = gsf_output_memory_new();
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_auto(GStrv) open = g_new0(char *, 1);

    g_ptr_array_add(folders, gsf_outfile_msole_new(memory));
    for (gsize i = 0; i < count; i++) {
        g_auto(GStrv) parts = g_strsplit(streams[i].name, "/", -1);
        guint depth = g_strv_length(parts) - 1, same = 0;
        while (same < depth && open[same] != NULL && strcmp(open[same], parts[same]) == 0)
            same++;
        close_folders(folders, same + 1);
        for (guint k = same; k < depth; k++)
            g_ptr_array_add(folders,
                            gsf_outfile_new_child(g_ptr_array_index(folders, k), parts[k], TRUE));
        GsfOutput *stream =
            gsf_outfile_new_child(g_ptr_array_index(folders, depth), parts[depth], FALSE);
        gsf_output_write(stream, streams[i].len, streams[i].bytes);
        gsf_output_close(stream);
        g_object_unref(stream);
        g_clear_pointer(&parts[depth], g_free);
        g_strfreev(open);
        open = g_steal_pointer(&parts);
    }
    close_folders(folders, 0);
    GBytes *bytes = g_bytes_new(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
                                (gsize)gsf_output_size(memory));
    g_object_unref(memory);
    return bytes;
}

void
tc_add16(GByteArray *out, guint16 number)
{
    const guint8 bytes[] = {(guint8)number, (guint8)(number >> 8)};
    g_byte_array_append(out, bytes, sizeof bytes);
}

void
tc_add32(GByteArray *out, guint32 number)
{
    tc_add16(out, (guint16)number);
    tc_add16(out, (guint16)(number >> 16));
}

void
tc_add_utf16(GByteArray *out, const char *text)
{
    glong count = 0;
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);

    for (glong i = 0; i < count; i++)
        tc_add16(out, units[i]);
}

#include "tests/support/ole_writer.h"

#include <gsf/gsf.h>
#include <string.h>

GBytes *
tc_ole_file(const TcOleStream *streams, gsize count)
{
    gsf_init();
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *ole = gsf_outfile_msole_new(memory);
    GsfOutput *folder = NULL;
    g_autofree char *folder_name = g_strdup("");

    for (gsize i = 0; i < count; i++) {
        const char *slash = strchr(streams[i].name, '/');
        g_autofree char *of = g_strndup(streams[i].name, slash ? slash - streams[i].name : 0);
        if (strcmp(of, folder_name) != 0) {
            if (folder) {
                gsf_output_close(folder);
                g_object_unref(folder);
            }
            folder = *of != '\0' ? gsf_outfile_new_child(ole, of, TRUE) : NULL;
            g_free(folder_name);
            folder_name = g_steal_pointer(&of);
        }
        GsfOutput *stream = gsf_outfile_new_child(folder ? GSF_OUTFILE(folder) : ole,
                                                  slash ? slash + 1 : streams[i].name, FALSE);
        gsf_output_write(stream, streams[i].len, streams[i].bytes);
        gsf_output_close(stream);
        g_object_unref(stream);
    }
    if (folder) {
        gsf_output_close(folder);
        g_object_unref(folder);
    }
    gsf_output_close(GSF_OUTPUT(ole));
    g_object_unref(ole);
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

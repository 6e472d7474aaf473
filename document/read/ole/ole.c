#include "document/read/ole/ole.h"

#include "document/message.h"

#include <gsf/gsf-infile-impl.h>

/* libgsf warns of every damaged sector on standard error. What matters of that comes as an error.
 * */
static void
ignore_log(G_GNUC_UNUSED const gchar *domain, G_GNUC_UNUSED GLogLevelFlags level,
           G_GNUC_UNUSED const gchar *message, G_GNUC_UNUSED gpointer data)
{
}

void
tc_ole_prepare(void)
{
    static gsize done = 0;

    if (!g_once_init_enter(&done))
        return;
    gsf_init();
    g_log_set_handler("libgsf:msole", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL, ignore_log, NULL);
    g_once_init_leave(&done, 1);
}

gboolean
tc_ole_set_damaged(GError **error, const char *what)
{
    g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("damaged: %s"), what);
    return FALSE;
}

void
tc_ole_set_encrypted(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                        _("it needs a password"));
}

TcFolder *
tc_ole_open(const char *bytes, gsize len, GError **error)
{
    g_autoptr(GError) problem = NULL;

    tc_ole_prepare();
    g_autoptr(TcStream) input = gsf_input_memory_new((const guint8 *)bytes, (gsf_off_t)len, FALSE);
    TcFolder *folder = input != NULL ? gsf_infile_msole_new(input, &problem) : NULL;
    if (folder == NULL)
        tc_ole_set_damaged(error, _("its folder cannot be read"));
    return folder;
}

/* The public functions would print what is wrong with a child. Names are the same in capitals and
 * small letters, which libgsf does not know. */
TcStream *
tc_ole_child(TcFolder *folder, const char *name)
{
    GsfInfileClass *class = G_TYPE_INSTANCE_GET_CLASS(folder, GSF_INFILE_TYPE, GsfInfileClass);
    g_autoptr(GError) problem = NULL;
    TcStream *child = class->child_by_name(folder, name, &problem);

    for (int i = 0; child == NULL && i < class->num_children(folder); i++) {
        const char *other = class->name_by_index(folder, i);
        if (other != NULL && g_ascii_strcasecmp(other, name) == 0)
            child = tc_ole_child_at(folder, i);
    }
    return child;
}

TcStream *
tc_ole_child_at(TcFolder *folder, int index)
{
    g_autoptr(GError) problem = NULL;

    return G_TYPE_INSTANCE_GET_CLASS(folder, GSF_INFILE_TYPE, GsfInfileClass)
        ->child_by_index(folder, index, &problem);
}

GBytes *
tc_ole_stream_bytes(TcStream *stream, gsize max)
{
    gsf_off_t size = gsf_input_size(stream);

    /* A stream is no longer than its file, whatever its entry says. */
    if (size <= 0 || (guint64)size > max)
        return NULL;
    g_autofree guint8 *bytes = g_try_malloc((gsize)size);
    if (bytes == NULL || gsf_input_seek(stream, 0, G_SEEK_SET) ||
        gsf_input_read(stream, (size_t)size, bytes) == NULL)
        return NULL;
    return g_bytes_new_take(g_steal_pointer(&bytes), (gsize)size);
}

GBytes *
tc_ole_bytes(TcFolder *folder, const char *name, gsize max)
{
    g_autoptr(TcStream) stream = tc_ole_child(folder, name);
    return stream != NULL ? tc_ole_stream_bytes(stream, max) : NULL;
}

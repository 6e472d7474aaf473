/* In the program: loads the readers, and hands over to them. */
#include "document/message.h"
#include "document/readers.h"
#include "document/sandbox/installed.h"

#include <dlfcn.h>

#define MODULE_NAME "tracuu-readers.so"

/* Set once; one of the two. */
static const TcReaders *loaded;
static GError *problem;

static const TcReaders *
load_module(GError **error)
{
    union {
        void *pointer;
        const TcReaders *(*function)(void);
    } symbol = {NULL};
    g_autofree char *path = tc_installed_file(MODULE_NAME);
    void *handle = path != NULL ? dlopen(path, RTLD_LAZY | RTLD_LOCAL) : NULL;
    const char *reason = path != NULL && handle == NULL ? dlerror() : NULL;

    if (handle != NULL)
        symbol.pointer = dlsym(handle, TC_READERS_SYMBOL);
    if (symbol.pointer != NULL) {
        const TcReaders *readers = symbol.function();
        if (g_str_equal(readers->version, TC_VERSION) &&
            readers->document_size == sizeof(TcDocument))
            return readers;
    }
    g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                _("%s cannot be loaded: %s"), MODULE_NAME,
                reason != NULL   ? reason
                : handle != NULL ? _("it is of another version")
                                 : _("it is not installed"));
    return NULL;
}

/* NULL when there are none. */
static const TcReaders *
readers(void)
{
    static gsize tried;

    if (g_once_init_enter(&tried)) {
        loaded = load_module(&problem);
        g_once_init_leave(&tried, 1);
    }
    return loaded;
}

gboolean
tc_document_load(GError **error)
{
    if (readers() == NULL && error != NULL)
        *error = g_error_copy(problem);
    return readers() != NULL;
}

/* Without readers there are no sandboxes, so that what follows is never called without them. */

TcFormat
tc_detect_format(const char *bytes, gsize len, const char *name)
{
    return readers() != NULL ? readers()->detect_format(bytes, len, name) : TC_FORMAT_UNKNOWN;
}

gboolean
tc_document_check_head(const char *head, gsize head_len, guint64 size, gboolean ends_in_zero,
                       const char *name, const TcReadLimits *limits, GError **error)
{
    return tc_document_load(error) &&
           readers()->check_head(head, head_len, size, ends_in_zero, name, limits, error);
}

void
tc_document_prepare(void)
{
    if (readers() != NULL)
        readers()->prepare();
}

TcDocument *
tc_document_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                 GError **error)
{
    return tc_document_load(error) ? readers()->read(bytes, len, name, limits, error) : NULL;
}

TcDocument *
tc_document_read_format(TcFormat format, const char *bytes, gsize len, const char *name,
                        const TcReadLimits *limits, GError **error)
{
    return tc_document_load(error) ? readers()->read_format(format, bytes, len, name, limits, error)
                                   : NULL;
}

TcDocument *
tc_document_of_text(GString **text, TcFormat format, const TcReadLimits *limits, GError **error)
{
    return tc_document_load(error) ? readers()->of_text(text, format, limits, error) : NULL;
}

gboolean
tc_archive_walk(const char *bytes, gsize len, const TcArchiveLimits *limits,
                const TcArchiveSink *sink, GError **error)
{
    return tc_document_load(error) && readers()->archive_walk(bytes, len, limits, sink, error);
}

void
tc_ocr_prepare(void)
{
    if (readers() != NULL)
        readers()->ocr_prepare();
}

TcDocument *
tc_ocr_read_page(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                 GError **error)
{
    return tc_document_load(error) ? readers()->ocr_read_page(bytes, len, name, limits, error)
                                   : NULL;
}

TcDocument *
tc_ocr_document(TcFormat format, const char *const *pages, gsize count, const TcReadLimits *limits,
                GError **error)
{
    return tc_document_load(error) ? readers()->ocr_document(format, pages, count, limits, error)
                                   : NULL;
}

/* document/readers.h - what tracuu-index asks of the readers, which are a module of their own.
 *
 * Private to document/. The libraries that read file formats, and those behind them, are some
 * thirty, and most nights there is no file to be read: the program is linked without them, and
 * loads the module tracuu-readers.so when the first file is. late.c has the functions of these
 * names in the program, which hand over to those in the module (module.c). Whatever else is linked
 * with the library of this folder has the readers in itself. */
#ifndef TC_DOCUMENT_READERS_H
#define TC_DOCUMENT_READERS_H

#include "document/detect/archive.h"
#include "document/dispatch.h"
#include "document/ocr/page.h"

G_BEGIN_DECLS

typedef struct {
    const char *version; /* TC_VERSION: both are of one build */
    gsize document_size; /* sizeof(TcDocument) */
    TcFormat (*detect_format)(const char *bytes, gsize len, const char *name);
    gboolean (*check_head)(const char *head, gsize head_len, guint64 size, gboolean ends_in_zero,
                           const char *name, const TcReadLimits *limits, GError **error);
    void (*prepare)(void);
    TcDocument *(*read)(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                        GError **error);
    TcDocument *(*read_format)(TcFormat format, const char *bytes, gsize len, const char *name,
                               const TcReadLimits *limits, GError **error);
    TcDocument *(*of_text)(GString **text, TcFormat format, const TcReadLimits *limits,
                           GError **error);
    gboolean (*archive_walk)(const char *bytes, gsize len, const TcArchiveLimits *limits,
                             const TcArchiveSink *sink, GError **error);
    void (*ocr_prepare)(void);
    TcDocument *(*ocr_read_page)(const char *bytes, gsize len, const char *name,
                                 const TcReadLimits *limits, GError **error);
    TcDocument *(*ocr_document)(TcFormat format, const char *const *pages, gsize count,
                                const TcReadLimits *limits, GError **error);
} TcReaders;

#define TC_READERS_SYMBOL "tc_readers_module"
/* The one symbol that is looked for in the module. */
const TcReaders *tc_readers_module(void);

G_END_DECLS

#endif

/* document/sandbox/convert.h - run the converter, a program that reads what only libraries in C++
 * do: see document/convert/convert.h. It is installed by itself and may not be there. */
#ifndef TC_DOCUMENT_SANDBOX_CONVERT_H
#define TC_DOCUMENT_SANDBOX_CONVERT_H

#include "document/document.h"
#include "document/sandbox/limits.h"

G_BEGIN_DECLS

/* Whether the converter is there, a program of its own for what tc_format_is_converted(): without
 * it such files fail with TC_DOCUMENT_ERROR_NEEDS_CONVERTER. */
gboolean tc_sandbox_has_converter(void);

/* Have a file read, each by a process of its own, which has the limits of a `worker` and confines
 * itself as its workers do. Fails with TC_DOCUMENT_ERROR: NEEDS_CONVERTER when it is not installed,
 * UNSUPPORTED, DAMAGED, ENCRYPTED, TOO_LARGE; CRASHED and UNREADABLE as tc_sandbox_read(). */
TcDocument *tc_sandbox_convert(const TcSandboxLimits *worker, TcFormat format, const char *bytes,
                               gsize len, const TcReadLimits *limits, GError **error);

/* What such a process wrote, `text`, as a document: it may have been taken over, and write
 * anything. Fails with TC_DOCUMENT_ERROR: TOO_LARGE, EMPTY. For tc_sandbox_convert() and tests. */
TcDocument *tc_sandbox_take_converted(const GString *text, TcFormat format,
                                      const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif

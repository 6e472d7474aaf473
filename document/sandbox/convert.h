/* document/sandbox/convert.h - run the converter, a program that reads what only libraries in C++
 * do: see document/convert/convert.h. It is installed by itself and may not be there. Private to
 * document/. */
#ifndef TC_DOCUMENT_SANDBOX_CONVERT_H
#define TC_DOCUMENT_SANDBOX_CONVERT_H

#include "document/sandbox/sandbox.h"

G_BEGIN_DECLS

/* Have a file read, each by a process of its own, which has the limits of `sandbox` and confines
 * itself as its workers do. Fails with TC_DOCUMENT_ERROR: NEEDS_CONVERTER when it is not installed,
 * UNSUPPORTED, DAMAGED, ENCRYPTED, TOO_LARGE; CRASHED and UNREADABLE as tc_sandbox_read(). */
TcDocument *tc_sandbox_convert(const TcSandbox *sandbox, TcFormat format, const char *bytes,
                               gsize len, const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif

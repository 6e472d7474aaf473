/* document/convert/convert.h - text of files that only libraries in C++ read. Private to
 * document/.
 *
 * tracuu-convert (document/convert/main.c) alone is linked with librevenge and its family:
 * WordPerfect, Works, Publisher, Visio, iWork, the programs of old Macs. It is a program and not a
 * part of others so that they do without these libraries; document/sandbox/convert.h runs it. */
#ifndef TC_DOCUMENT_CONVERT_H
#define TC_DOCUMENT_CONVERT_H

#include "document/sandbox/convert_result.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Hand the text of a file to `write`, in one or several parts of UTF-8. FALSE from it ends the
 * work. No exception leaves this. */
TcConvertResult tc_convert(const char *bytes, size_t len,
                           int (*write)(void *user, const char *text, size_t text_len), void *user);

#ifdef __cplusplus
}
#endif

#endif

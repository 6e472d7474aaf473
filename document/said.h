/* document/said.h - why a file could not be read, in the language of who asks. */
#ifndef TC_DOCUMENT_SAID_H
#define TC_DOCUMENT_SAID_H

#include <glib.h>

G_BEGIN_DECLS

/* `message` of a TC_DOCUMENT_ERROR, or of the ledger, in the language of the locale. Any other text
 * comes back as it is. Free with g_free(). */
char *tc_said(const char *message);

/* What g_strerror() says, but as tc_said() wants it. */
const char *tc_said_errno(int number);

G_END_DECLS

#endif

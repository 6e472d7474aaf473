/* document/said.h - what is kept of a run, in the language of who asks: why a file could not be
 * read, and what ended a run.
 *
 * Kept is the English sentence, as it stands in the source, with what was put into it. Every
 * message of the programs is known here, by po/vi.po. */
#ifndef TC_DOCUMENT_SAID_H
#define TC_DOCUMENT_SAID_H

#include <glib.h>

G_BEGIN_DECLS

/* `message` of a TC_DOCUMENT_ERROR, or of the ledger, in the language of the locale. Any other text
 * comes back as it is. Free with g_free(). */
char *tc_said(const char *message);

/* The English sentence of what was said in the language of the locale, to be kept. What is none of
 * ours comes back as it is. Free with g_free(). */
char *tc_unsaid(const char *message);

/* What g_strerror() says, but as tc_said() wants it. */
const char *tc_said_errno(int number);

G_END_DECLS

#endif

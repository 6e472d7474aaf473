/* document/read/text/escape.h - letters that a text writes in ASCII: character references outside
 * of pages ("Ng&#432;&#7901;i"), and the escapes of JSON and programs ("Ng\u01b0\u1eddi"). Private
 * to document/. */
#ifndef TC_DOCUMENT_ESCAPE_H
#define TC_DOCUMENT_ESCAPE_H

#include <glib.h>

G_BEGIN_DECLS

/* Replace what `*text` points to when it has such letters; what stands for ASCII stays as it is, so
 * that JSON remains JSON. In a text that begins as JSON does every letter counts, and escaped ends
 * of lines become blanks; elsewhere there must be TC_ESCAPES_MIN Latin letters. */
#define TC_ESCAPES_MIN 3u
void tc_escape_decode(GString **text);

G_END_DECLS

#endif

/* document/read/mail/tnef.h - what Outlook puts into mail for others of its kind: winmail.dat.
 * Private to document/.
 *
 * [MS-OXTNEF]: a row of attributes; those that matter are the text of the message and its
 * attachments. */
#ifndef TC_DOCUMENT_TNEF_H
#define TC_DOCUMENT_TNEF_H

#include "document/read/reader.h"

G_BEGIN_DECLS

typedef struct {
    char *name; /* UTF-8, NULL when it has none */
    GBytes *bytes;
} TcTnefFile;

typedef struct {
    char *subject; /* UTF-8; NULL without one, as all that follows */
    GBytes *html;
    GBytes *rtf;
    char *text;       /* UTF-8 */
    GPtrArray *files; /* TcTnefFile; never NULL */
} TcTnef;

/* Take it apart, as far as it is whole. Unpacked RTF is cut at `max` bytes. Finish with
 * tc_tnef_clear(). */
void tc_tnef_init(TcTnef *tnef, const char *bytes, gsize len, gsize max);
void tc_tnef_clear(TcTnef *tnef);

/* The reader of TC_FORMAT_TNEF, a winmail.dat that someone saved: the text, then the attachments
 * that have any. The title is the subject. */
TcFileReader tc_tnef_read;

G_END_DECLS

#endif

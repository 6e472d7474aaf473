/* document/read/mail/msg.h - messages that Outlook saved. Private to document/. */
#ifndef TC_DOCUMENT_MSG_H
#define TC_DOCUMENT_MSG_H

#include "document/document.h"

G_BEGIN_DECLS

/* A TcReadFunc for TC_FORMAT_MSG: as tc_eml_read() does, subject, sender, recipients and date, the
 * text, then what attachments hold, each after its name. Layout after [MS-OXMSG]. */
TcDocument *tc_msg_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                        GError **error);

G_END_DECLS

#endif

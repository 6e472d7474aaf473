/* document/read/mail/msg.h - messages that Outlook saved. Private to document/. */
#ifndef TC_DOCUMENT_MSG_H
#define TC_DOCUMENT_MSG_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_MSG: as tc_eml_read() does, subject, sender, recipients and date, the
 * text, then what attachments hold, each after its name. Layout after [MS-OXMSG]. */
TcFileReader tc_msg_read;

G_END_DECLS

#endif

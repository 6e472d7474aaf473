/* document/read/mail/mail_document.h - what was read of a message, as a document. Private to
 * document/. */
#ifndef TC_DOCUMENT_MAIL_DOCUMENT_H
#define TC_DOCUMENT_MAIL_DOCUMENT_H

#include "document/document.h"

G_BEGIN_DECLS

/* Takes `*text` and `*title`, which may be NULL, unless it fails. With `is_closed`, where all that
 * the message says is encrypted, it does: TC_DOCUMENT_ERROR_ENCRYPTED. */
TcDocument *tc_mail_document_take(GString **text, char **title, gboolean is_closed, GError **error);

G_END_DECLS

#endif

/* document/read/mail/eml.h - mail messages. Private to document/. */
#ifndef TC_DOCUMENT_EML_H
#define TC_DOCUMENT_EML_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* Parts of one file that are looked at, and how deep they may be in each other. */
#define TC_EML_PARTS_MAX 2000u
#define TC_EML_DEPTH_MAX 16u

/* The reader of TC_FORMAT_EML: a message, or a mailbox file ("From " lines) of several. Of each
 * the subject, sender, recipients and date, its text, then what its attachments hold, as
 * tc_document_read() reads them, each after its name; attachments that cannot be read are left out.
 * The files in an attached archive count as attachments.
 * Of alternatives plain text is taken before HTML. The title is the subject of the first message,
 * or that of its page. Pages saved with their pictures (MHTML) are such messages, too.
 */
TcFileReader tc_eml_read;

/* Set up GMime before the sandbox closes. */
void tc_eml_prepare(void);

G_END_DECLS

#endif

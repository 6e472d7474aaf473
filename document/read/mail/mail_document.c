#include "document/read/mail/mail_document.h"

#include "document/message.h"
#include "document/read/reader.h"

TcDocument *
tc_mail_document_take(GString **text, char **title, gboolean is_closed, GError **error)
{
    if (is_closed) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("its content is encrypted"));
        return NULL;
    }
    TcDocument *document = tc_document_new_take(text, "UTF-8", 1);
    document->title = g_steal_pointer(title);
    return document;
}

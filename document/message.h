/* document/message.h - messages of what could not be read. Private to those who make them.
 *
 * They are kept in the ledger and read on another day by somebody else, so they are not translated
 * where they are made but where they are shown: tc_said(). Until then a message is the English
 * sentence, which stands for itself as a code. Include it in place of
 * <glib/gi18n-lib.h>. */
#ifndef TC_DOCUMENT_MESSAGE_H
#define TC_DOCUMENT_MESSAGE_H

#include "document/said.h"

#define _(String)  (String)
#define N_(String) (String)

#define ngettext(One, Many, Count) ((Count) == 1 ? (One) : (Many))

#endif

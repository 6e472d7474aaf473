/* document/read/mail/mapi.h - what messages of Outlook have in common, wherever they are stored.
 * Private to document/. */
#ifndef TC_DOCUMENT_MAPI_H
#define TC_DOCUMENT_MAPI_H

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of properties: [MS-OXPROPS]. */
enum {
    TC_MAPI_CLASS = 0x001A,
    TC_MAPI_SUBJECT = 0x0037,
    TC_MAPI_SUBMIT_TIME = 0x0039,
    TC_MAPI_SENDER = 0x0C1A,
    TC_MAPI_TO = 0x0E04,
    TC_MAPI_CC = 0x0E03,
    TC_MAPI_DELIVERY_TIME = 0x0E06,
    TC_MAPI_BODY = 0x1000,
    TC_MAPI_RTF = 0x1009,
    TC_MAPI_HTML = 0x1013,
    TC_MAPI_DATA = 0x3701,
    TC_MAPI_SHORT_NAME = 0x3704,
    TC_MAPI_LONG_NAME = 0x3707,
    TC_MAPI_CONTENT_ID = 0x3712,
};
/* And their types. */
enum {
    TC_MAPI_TYPE_OBJECT = 0x000D,
    TC_MAPI_TYPE_BYTES = 0x001E,
    TC_MAPI_TYPE_WIDE = 0x001F,
    TC_MAPI_TYPE_BINARY = 0x0102,
};

/* Unpack the text that Outlook keeps as packed RTF ([MS-OXRTFCP]), at most `max` bytes. What is
 * damaged gives what comes before the damage; NULL when it is no such text. */
GString *tc_mapi_unpack_rtf(const guint8 *bytes, gsize len, gsize max);

G_END_DECLS

#endif

/* document/read/mail/cms.h - files in a signed, compressed or encrypted wrapper: .p7m, .p7z, and
 * the opaque signatures of S/MIME. Private to document/.
 *
 * RFC 5652 and 3274: ContentInfo in BER or DER, also as text between "-----BEGIN PKCS7-----" and
 * its end. A signed one holds the file as it is, which is read; signatures are not checked. */
#ifndef TC_DOCUMENT_CMS_H
#define TC_DOCUMENT_CMS_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_CMS: what is signed, be it a file or the parts of a mail. Fails with
 * ENCRYPTED, and with UNSUPPORTED for a signature that stands beside what it signs. */
TcFileReader tc_cms_read;

G_END_DECLS

#endif

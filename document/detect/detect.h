/* document/detect/detect.h - the format of a file from its content. Private to document/; its face
 * is tc_detect_format() in document.h.
 *
 * Cheap enough to ask for every file: the first 64 KiB decide, and for a ZIP file its list of
 * members. Never reads outside the bytes, whatever they say about their own sizes. */
#ifndef TC_DOCUMENT_DETECT_H
#define TC_DOCUMENT_DETECT_H

#include "document/document.h"

G_BEGIN_DECLS

/* Whether UTF-8 or single-byte text (no byte order mark) begins like a mail message: at least two
 * of the usual header fields before the first blank line, and nothing else there; or, where up to
 * three lines are no fields, two of those that only programs write. */
gboolean tc_looks_like_mail(const char *text, gsize len);

/* Whether it begins with the header of a file in a tar archive, 512 bytes. */
gboolean tc_is_tar(const char *bytes, gsize len);

/* Whether it begins as what is signed or encrypted does by RFC 5652, in BER or DER. */
gboolean tc_is_cms(const char *bytes, gsize len);
gboolean tc_is_tnef(const char *bytes, gsize len);

/* Whether the format of a file that has more bytes than these is what they say. Not so where the
 * header of a PDF file stands, but not at the start: then its first object decides. */
gboolean tc_detect_is_settled(const char *head, gsize len);

/* What a file of TC_FORMAT_UNKNOWN is called by those who have it: "WordPerfect". Static; NULL for
 * what is not known by its first bytes either. */
const char *tc_detect_kind(const char *bytes, gsize len);

G_END_DECLS

#endif

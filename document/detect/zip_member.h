/* document/detect/zip_member.h - the beginning of a member of a ZIP file. Private to document/. */
#ifndef TC_DOCUMENT_ZIP_MEMBER_H
#define TC_DOCUMENT_ZIP_MEMBER_H

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a member that tell what a package is. */
#define TC_ZIP_MEMBER_MAX ((gsize)64 << 10)

/* At most TC_ZIP_MEMBER_MAX bytes of the member `name`, unpacked and closed by a zero; NULL when it
 * is not there or damaged. Free with g_free(). */
char *tc_zip_member(const char *bytes, gsize len, const char *name);

/* Whether its members are packed in a way that ZIP does not have, by which iWork '09 tells that
 * they are encrypted. */
gboolean tc_zip_is_scrambled(const char *bytes, gsize len);

G_END_DECLS

#endif

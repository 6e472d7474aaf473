/* document/read/mail/mail_header.h - the fields of a mail's header, from the bytes that were sent
 * to text. Private to document/.
 *
 * What programs write is looser than the standards, and the charsets that they name are as often
 * wrong as those of pages: everything goes through tc_decode(). */
#ifndef TC_DOCUMENT_MAIL_HEADER_H
#define TC_DOCUMENT_MAIL_HEADER_H

#include <glib.h>

G_BEGIN_DECLS

/* The text of a field in UTF-8, on one line: encoded words (RFC 2047) decoded. Those that follow
 * each other in one charset are joined first, as many programs part them within a letter. Bytes
 * that are not encoded are read as `charset` where they do not tell themselves; it may be NULL.
 * Free with g_free(). */
char *tc_mail_header_text(const char *raw, const char *charset);

/* The parameter `name` of a field such as Content-Disposition in UTF-8, NULL without it: as it
 * stands, in encoded words, or as RFC 2231 has it ("name*0*=UTF-8''..."). Free with g_free(). */
char *tc_mail_header_parameter(const char *raw, const char *name, const char *charset);

G_END_DECLS

#endif

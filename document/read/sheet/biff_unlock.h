/* document/read/sheet/biff_unlock.h - workbooks that are encrypted and need no password. Private to
 * document/.
 *
 * Excel encrypts a workbook whose sheets or windows are protected, with a password that it knows
 * and asks nobody for. Layout after [MS-XLS] 2.2.10 and
 * [MS-OFFCRYPTO] 2.3.5 to 2.3.7. */
#ifndef TC_DOCUMENT_BIFF_UNLOCK_H
#define TC_DOCUMENT_BIFF_UNLOCK_H

#include <glib.h>

G_BEGIN_DECLS

/* A copy of the stream of a workbook, `len` bytes, whose records are in the clear, without the one
 * that tells how they are encrypted. NULL when another password is needed, or none of the ways of
 * Excel 95 to 2003 was used. Free with g_free(). */
guint8 *tc_biff_unlock(const guint8 *data, gsize len);

G_END_DECLS

#endif

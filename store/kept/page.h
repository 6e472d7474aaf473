/* store/kept/page.h - what is kept of one recognised page.
 *
 * To recognise a page takes seconds; to keep its text takes a kilobyte. Pages belong to the content
 * of a file, not to its path: TC_META_PAGE + 32 hex digits of the file's hash + "." + the page's
 * number in decimal, from 1. */
#ifndef TC_STORE_PAGE_H
#define TC_STORE_PAGE_H

#include "store/schema.h"

#include <glib.h>

G_BEGIN_DECLS

/* Longest text of a page, bytes. */
#define TC_PAGE_TEXT_MAX (1u << 20)

/* Strings are UTF-8 and never NULL. */
typedef struct {
    guint page_count; /* of the file */
    gboolean is_ocr;  /* recognised; else it had text of its own */
    guint confidence; /* percent: mean of the recognised words */
    const char *engine;
    const char *reason;  /* why it could not be read; "" when it was */
    const char *message; /* the same for people */
    const char *text;
} TcPage;

/* The metadata key of a page. Free with g_free(). */
char *tc_page_key(const guint8 hash[TC_HASH_LEN], guint number);

/* Serialise; a longer text than TC_PAGE_TEXT_MAX is cut. Free with g_free(). */
char *tc_page_encode(const TcPage *page, gsize *len);

/* A decoded page with the memory behind it. */
typedef struct TcStoredPage TcStoredPage;
/* NULL and TC_STORE_ERROR_CORRUPT when `bytes` are no page; sizes are checked before memory is
 * asked for. */
TcStoredPage *tc_page_decode(const char *bytes, gsize len, GError **error);
/* Borrowed, as long as the stored page lives. */
const TcPage *tc_stored_page_get(const TcStoredPage *stored);
void tc_stored_page_free(TcStoredPage *stored);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcStoredPage, tc_stored_page_free)

G_END_DECLS

#endif

/* indexer/state/pages.h - the recognised pages that the index keeps, by the content of their file.
 *
 * No page is recognised twice: not when its file is moved, copied or touched, and not for a
 * rebuild, which takes over the pages of the contents that it meets. Pages of files that are gone
 * stay until then. */
#ifndef TC_INDEXER_PAGES_H
#define TC_INDEXER_PAGES_H

#include "document/document.h"
#include "indexer/state/ledger.h"
#include "store/kept/page.h"

G_BEGIN_DECLS

typedef struct {
    TcWriter *writer;
    TcReader
        *old; /* the index that a rebuild replaces, or NULL: pages found there are taken over */
} TcPages;

/* Page `number` of the file with this content, from 1. NULL without error when it is not there; one
 * that is damaged counts as not there. */
TcStoredPage *tc_pages_get(const TcPages *pages, const guint8 hash[TC_HASH_LEN], guint number,
                           GError **error);
gboolean tc_pages_put(const TcPages *pages, const guint8 hash[TC_HASH_LEN], guint number,
                      const TcPage *page, GError **error);

/* All pages of an index, into another one. */
gboolean tc_pages_copy_all(TcReader *from, TcWriter *to, GError **error);

typedef struct {
    guint page_count;    /* of the file; 0: not known */
    guint missing_count; /* pages that are not there; when page_count is 0, at least one */
    guint failed_count;  /* pages that could not be read */
    char *failure;       /* the first of these: "page 3: reader killed by signal 11"; or NULL */
    char *reason;        /* its reason; or NULL */
    TcDocument *document;
    GError *problem; /* why there is no document, although no page is missing */
} TcPagesResult;

/* What the pages of a file make together. With none missing either `document` or `problem` is
 * there. FALSE only when the index cannot be read. */
gboolean tc_pages_assemble(const TcPages *pages, const guint8 hash[TC_HASH_LEN], TcFormat format,
                           TcPagesResult *result, GError **error);
void tc_pages_result_clear(TcPagesResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcPagesResult, tc_pages_result_clear)

G_END_DECLS

#endif

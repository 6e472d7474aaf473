#include "indexer/state/pages.h"

#include "base/free.h"
#include "document/message.h"
#include "document/ocr/page.h"
#include "store/each_metadata.h"
#include "store/schema.h"

#include <string.h>

/* The value under a page's key, taken over from the old index where that is needed. *len is 0 when
 * there is none. */
static gboolean
get_value(const TcPages *pages, const char *key, char **value, gsize *len, GError **error)
{
    if (!tc_writer_metadata(pages->writer, key, value, len, error))
        return FALSE;
    if (*len || pages->old == NULL)
        return TRUE;
    g_clear_pointer(value, g_free);
    if (!tc_reader_metadata(pages->old, key, value, len, error))
        return FALSE;
    return !*len || tc_writer_set_metadata(pages->writer, key, *value, *len, error);
}

TcStoredPage *
tc_pages_get(const TcPages *pages, const guint8 hash[TC_HASH_LEN], guint number, GError **error)
{
    g_autofree char *key = tc_page_key(hash, number);
    g_autofree char *value = NULL;
    gsize len = 0;

    if (!get_value(pages, key, &value, &len, error) || !len)
        return NULL;
    /* Recognising a damaged page again is the remedy. */
    return tc_page_decode(value, len, NULL);
}

gboolean
tc_pages_put(const TcPages *pages, const guint8 hash[TC_HASH_LEN], guint number, const TcPage *page,
             GError **error)
{
    g_autofree char *key = tc_page_key(hash, number);
    gsize len = 0;
    g_autofree char *bytes = tc_page_encode(page, &len);

    return tc_writer_set_metadata(pages->writer, key, bytes, len, error);
}

static gboolean
copy_page(const char *key, const char *value, gsize len, gpointer to, GError **error)
{
    return tc_writer_set_metadata(to, key, value, len, error);
}

gboolean
tc_pages_copy_all(TcReader *from, TcWriter *to, GError **error)
{
    return tc_each_metadata(tc_reader_database(from), TC_META_PAGE, copy_page, to, error);
}

static void
note_failed_page(TcPagesResult *result, guint number, const TcPage *page)
{
    result->failed_count++;
    if (result->failure != NULL)
        return;
    result->failure = g_strdup_printf(_("page %u: %s"), number, page->message);
    result->reason = g_strdup(page->reason);
}

static TcDocumentError
code_of_reason(const char *reason)
{
    for (guint i = 0; i < TC_DOCUMENT_ERROR_COUNT; i++)
        if (g_str_equal(tc_document_reason((TcDocumentError)i), reason))
            return (TcDocumentError)i;
    return TC_DOCUMENT_ERROR_CRASHED;
}

/* A file of which no page could be read has failed for the reason of its first page. */
static void
make_document(TcPagesResult *result, TcFormat format, GPtrArray *texts)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;

    result->document = tc_ocr_document(format, (const char *const *)texts->pdata, texts->len,
                                       &limits, &result->problem);
    if (result->document != NULL)
        result->document->page_count = result->page_count;
    if (result->document == NULL && result->failed_count) {
        g_clear_error(&result->problem);
        g_set_error_literal(&result->problem, TC_DOCUMENT_ERROR,
                            (gint)code_of_reason(result->reason), result->failure);
    }
}

gboolean
tc_pages_assemble(const TcPages *pages, const guint8 hash[TC_HASH_LEN], TcFormat format,
                  TcPagesResult *result, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    *result = (TcPagesResult){0};
    for (guint number = 1; number == 1 || number <= result->page_count; number++) {
        g_autoptr(GError) local = NULL;
        g_autoptr(TcStoredPage) stored = tc_pages_get(pages, hash, number, &local);
        const TcPage *page = stored != NULL ? tc_stored_page_get(stored) : NULL;

        if (local != NULL) {
            tc_pages_result_clear(result);
            g_propagate_error(error, g_steal_pointer(&local));
            return FALSE;
        }
        g_ptr_array_add(texts, page != NULL ? g_strdup(page->text) : NULL);
        if (page == NULL) {
            result->missing_count++;
            continue;
        }
        /* All pages say the same. */
        result->page_count = MAX(page->page_count, 1);
        if (*page->reason)
            note_failed_page(result, number, page);
    }
    if (!result->missing_count)
        make_document(result, format, texts);
    return TRUE;
}

void
tc_pages_result_clear(TcPagesResult *result)
{
    tc_free_all(result->failure, result->reason);
    tc_document_free(result->document);
    g_clear_error(&result->problem);
    *result = (TcPagesResult){0};
}

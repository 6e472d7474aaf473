#include "document/read/reader.h"

#include "document/message.h"

#include <string.h>

/* Documents within documents that are read. */
#define DOCUMENT_DEPTH_MAX 5u

TcDocument *
tc_document_new_take(GString **text, const char *encoding, double confidence)
{
    TcDocument *document = g_new0(TcDocument, 1);
    document->text_len = (*text)->len;
    document->text = g_string_free(*text, FALSE);
    *text = NULL;
    document->encoding = g_strdup(encoding);
    document->confidence = confidence;
    return document;
}

void
tc_set_text_too_large(const TcReadLimits *limits, GError **error)
{
    g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                _("its text is longer than %zu bytes"), limits->text_max);
}

gboolean
tc_is_deepest(const TcReadLimits *limits)
{
    return limits->reading == NULL || limits->reading->depth >= DOCUMENT_DEPTH_MAX;
}

TcDocument *
tc_read_inner(TcFormat format, const char *bytes, gsize len, const char *name,
              const TcReadLimits *limits, GError **error)
{
    if (limits->reading == NULL) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                            _("not read yet: documents in it"));
        return NULL;
    }
    return limits->reading->read(format, bytes, len, name, limits, error);
}

void
tc_attached_scan_clear(TcAttachedScan *scan)
{
    g_clear_pointer(&scan->bytes, g_bytes_unref);
}

gboolean
tc_append_text(GString *text, const char *more, const TcReadLimits *limits)
{
    gsize len = strlen(more);

    if (len > limits->text_max || text->len > limits->text_max - len)
        return FALSE;
    g_string_append_len(text, more, (gssize)len);
    if (len > 0 && more[len - 1] != '\n')
        g_string_append_c(text, '\n');
    return TRUE;
}

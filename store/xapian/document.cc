#include "store/xapian/private.h"

using namespace tc;

TcXDocument *
tc_x_document_new(GError **error)
{
    return guard_new(error, [] { return new TcXDocument; });
}

void
tc_x_document_free(TcXDocument *document)
{
    delete document;
}

gboolean
tc_x_document_add_posting(TcXDocument *document, const char *term, gsize term_len, guint32 position,
                          GError **error)
{
    return guard(error,
                 [&] { document->document.add_posting(nonempty_term(term, term_len), position); });
}

gboolean
tc_x_document_add_postings(TcXDocument *document, const char *term, gsize term_len,
                           const guint32 *positions, gsize count, GError **error)
{
    return guard(error, [&] {
        const std::string name = nonempty_term(term, term_len);
        for (gsize i = 0; i < count; i++)
            document->document.add_posting(name, positions[i]);
    });
}

gboolean
tc_x_document_add_term(TcXDocument *document, const char *term, gsize term_len, guint32 wdf,
                       GError **error)
{
    return guard(error, [&] { document->document.add_term(nonempty_term(term, term_len), wdf); });
}

gboolean
tc_x_document_set_data(TcXDocument *document, const char *data, gsize len, GError **error)
{
    return guard(error, [&] { document->document.set_data(bytes(data, len)); });
}

gboolean
tc_x_document_set_value(TcXDocument *document, guint32 slot, const char *value, gsize len,
                        GError **error)
{
    return guard(error, [&] { document->document.add_value(slot, bytes(value, len)); });
}

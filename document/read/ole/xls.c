#include "document/read/ole/xls.h"

#include "document/detect/container.h"
#include "document/message.h"
#include "document/read/embedded.h"
#include "document/read/ole/ole.h"
#include "document/read/reader.h"
#include "document/read/sheet/biff.h"
#include "document/read/sheet/biff_unlock.h"
#include "document/read/text/legacy.h"

/* The text of a stream of records. */
static TcDocument *
read_stream(GBytes *stream, const TcReadLimits *limits, GError **error)
{
    TcDocument *document = NULL;
    gsize len;
    const guint8 *data = g_bytes_get_data(stream, &len);
    TcCells cells;

    tc_cells_init(&cells, limits);
    TcBiffResult result = tc_biff_read(data, len, &cells);
    g_autofree guint8 *clear = result == TC_BIFF_ENCRYPTED ? tc_biff_unlock(data, len) : NULL;
    if (clear != NULL) {
        tc_cells_clear(&cells);
        tc_cells_init(&cells, limits);
        result = tc_biff_read(clear, len, &cells);
    }
    if (result == TC_BIFF_NO_WORKBOOK)
        tc_ole_set_damaged(error, _("not a workbook of Excel"));
    else if (result == TC_BIFF_ENCRYPTED)
        tc_ole_set_encrypted(error);
    else if (cells.is_too_large)
        tc_set_text_too_large(limits, error);
    else
        document = tc_legacy_document_take(&cells.flow.text, limits, NULL, error);
    tc_cells_clear(&cells);
    return document;
}

/* Appends what is embedded, from the folders that Excel makes for it: MBD and a number. */
static TcDocument *
append_objects(TcDocument *document, TcFolder *ole, gsize len, const TcReadLimits *limits,
               GError **error)
{
    g_auto(TcEmbedded) embedded = {0};
    int count = gsf_infile_num_children(ole);

    tc_embedded_init(&embedded, limits);
    for (int i = 0; i < count && i < (int)TC_EMBEDDED_MAX; i++) {
        const char *name = gsf_infile_name_by_index(ole, i);
        if (name == NULL || !g_str_has_prefix(name, "MBD"))
            continue;
        g_autoptr(TcStream) object = tc_ole_child_at(ole, i);
        if (object != NULL && GSF_IS_INFILE(object))
            tc_embedded_add_object(&embedded, GSF_INFILE(object), len);
    }
    return tc_embedded_append(&embedded, document, error);
}

TcDocument *
tc_xls_read_folder(TcFolder *ole, gsize len, const TcReadLimits *limits, GError **error)
{
    /* Excel 97 can write both; the second is for Excel 95. */
    g_autoptr(GBytes) stream = tc_ole_bytes(ole, "Workbook", len);
    if (stream == NULL)
        stream = tc_ole_bytes(ole, "Book", len);
    if (stream == NULL) {
        tc_ole_set_damaged(error, _("no workbook in it"));
        return NULL;
    }
    TcDocument *document = read_stream(stream, limits, error);
    return document != NULL ? append_objects(document, ole, len, limits, error) : NULL;
}

TcDocument *
tc_xls_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    if (!tc_is_ole(bytes, len)) {
        g_autoptr(GBytes) stream = g_bytes_new_static(bytes, len);
        return read_stream(stream, limits, error);
    }
    g_autoptr(TcFolder) ole = tc_ole_open(bytes, len, error);
    return ole != NULL ? tc_xls_read_folder(ole, len, limits, error) : NULL;
}

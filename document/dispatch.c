#include "document/dispatch.h"

#include "document/detect/archive.h"
#include "document/detect/container.h"
#include "document/detect/detect.h"
#include "document/header/header.h"
#include "document/layout.h"
#include "document/message.h"
#include "document/read/compressed.h"
#include "document/read/image.h"
#include "document/read/mail/cms.h"
#include "document/read/mail/eml.h"
#include "document/read/mail/msg.h"
#include "document/read/mail/tnef.h"
#include "document/read/odf/odf.h"
#include "document/read/ole/doc.h"
#include "document/read/ole/ole.h"
#include "document/read/ole/ppt.h"
#include "document/read/ole/xls.h"
#include "document/read/packed.h"
#include "document/read/pdf/pdf.h"
#include "document/read/reader.h"
#include "document/read/rtf/rtf.h"
#include "document/read/text/decode.h"
#include "document/read/text/html.h"
#include "document/read/text/legacy.h"
#include "document/read/text/markdown.h"
#include "document/read/text/plain.h"
#include "document/read/xml/epub.h"
#include "document/read/xml/iwork.h"
#include "document/read/xml/ooxml.h"
#include "document/read/xml/package.h"
#include "document/read/xml/plain_xml.h"
#include "document/relation/relation.h"
#include "text/key/normalize.h"

#include <string.h>

/* More are not counted. */
#define TC_SCAN_COUNT_MAX 1000000u

static TcFileReader read_archive;
static TcFileReader needs_converter;
static TcFileReader read_ole;

/* NULL: "not read yet". */
static const TcReadFunc readers[] = {
#define ROW(ID, name, reader, version, flags) [TC_FORMAT_##ID] = reader,
    TC_FORMATS(ROW)
#undef ROW
};

gboolean
tc_document_load(G_GNUC_UNUSED GError **error)
{
    return TRUE;
}

void
tc_document_prepare(void)
{
    tc_decode_prepare();
    tc_html_prepare();
    tc_legacy_prepare();
    tc_ole_prepare();
    tc_package_prepare();
    tc_pdf_prepare();
    tc_eml_prepare();
    tc_archive_prepare();
    /* If this fails now it fails later, too, and no header is read. */
    (void)tc_normalize_prepare(TC_NORMAL_NFC, NULL);
}

/* It is the wrapper that Office 2007 and later put around an encrypted file, or has none of the
 * streams that are known. */
static TcDocument *
read_ole(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
         G_GNUC_UNUSED const TcReadLimits *limits, GError **error)
{
    if (tc_ole_has_stream(bytes, len, "EncryptedPackage"))
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
    else
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                            _("not read yet: no document of a known kind in the OLE file"));
    return NULL;
}

static TcDocument *
read_archive(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len,
             G_GNUC_UNUSED const char *name, G_GNUC_UNUSED const TcReadLimits *limits,
             GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ARCHIVE, _("an archive"));
    return NULL;
}

/* Called in the worker, and where there is no converter; see tc_sandbox_convert(). */
static TcDocument *
needs_converter(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len,
                G_GNUC_UNUSED const char *name, G_GNUC_UNUSED const TcReadLimits *limits,
                GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_CONVERTER,
                        _("the package tracuu-convert reads it, which is not installed"));
    return NULL;
}

/* Programs that set Vietnamese before fonts had its letters took U+01A2 and U+01A3, "oi", for the
 * capital and the small ư, which they look like. No text that is read here needs these letters
 * themselves. Both pairs are two bytes long in UTF-8. */
static void
mend_horns(char *text)
{
    for (char *p = text; p != NULL && (p = strchr(p, '\xC6')) != NULL; p++)
        if (p[1] == '\xA2')
            p[1] = '\xAF';
        else if (p[1] == '\xA3')
            p[1] = '\xB0';
}

/* Some fonts of PDF have đ and Đ where ñ and ð belong ("ñược", "Nghị ñịnh", "QUYẾT ðỊNH"): a text
 * that is Vietnamese by its other letters has no đ then. */
static gboolean
has_crossed_letters(const char *text)
{
    enum { LETTERS_MIN = 4, MARKED_FOR_EACH = 4 };
    gsize crossed = 0, real = 0, marked = 0;

    if (text == NULL || strstr(text, "ñ") == NULL)
        return FALSE;
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++) {
        marked += *p == 0xE1 && (p[1] == 0xBA || p[1] == 0xBB); /* ạ to ỹ */
        crossed += *p == 0xC3 && p[1] == 0xB1;
        real += *p == 0xC4 && p[1] == 0x91;
    }
    return crossed >= LETTERS_MIN && real * LETTERS_MIN < crossed &&
           marked > MARKED_FOR_EACH * crossed;
}

/* Makes them what was meant, in place: both pairs are two bytes long. */
static void
mend_crossed_letters(char *text)
{
    for (char *p = text; p != NULL && (p = strchr(p, '\xC3')) != NULL; p++)
        if (p[1] == '\xB1' || p[1] == '\xB0') {
            p[1] = p[1] == '\xB1' ? '\x91' : '\x90';
            p[0] = '\xC4';
        }
}

/* Number and day from the digits that were read cleanly; the title as it was read. */
static void
read_header_of_scan(TcDocument *document)
{
    g_autofree char *sure = g_strdup(document->sure_text);
    g_autofree char *title = g_strdup(document->title);
    tc_header_read(sure, strlen(sure), document);
    g_clear_pointer(&document->sure_text, g_free);
    if (strcmp(sure, document->text) == 0)
        return;
    guint32 date = document->date;
    g_free(document->title);
    document->title = g_steal_pointer(&title);
    tc_header_read(document->text, document->text_len, document);
    document->date = date;
}

TcDocument *
tc_document_finish(TcDocument *document, TcFormat format, const TcReadLimits *limits,
                   GError **error)
{
    g_autoptr(TcDocument) owned = document;

    if (document->text_len > limits->text_max) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    if (tc_is_blank_text(document->text, document->text_len)) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_EMPTY, _("no text in it"));
        return NULL;
    }
    document->format = format;
    mend_horns(document->text);
    mend_horns(document->title);
    if (has_crossed_letters(document->text)) {
        mend_crossed_letters(document->text);
        mend_crossed_letters(document->title);
    }
    if (document->title != NULL) {
        char *title = tc_tidy_title(document->title);
        g_free(document->title);
        document->title = title;
    }
    /* Of a file within another only text and title are taken: the rest is read from the text of the
     * whole. */
    if (limits->reading != NULL && limits->reading->depth > 0) {
        tc_header_read_start(document->text, document->text_len, document);
        g_clear_pointer(&document->layout, tc_layout_free);
        return g_steal_pointer(&owned);
    }
    if (document->sure_text != NULL)
        read_header_of_scan(document);
    else
        tc_header_read(document->text, document->text_len, document);
    g_clear_pointer(&document->layout, tc_layout_free);
    tc_relations_extract(document->text, document->text_len, document);
    return g_steal_pointer(&owned);
}

TcDocument *
tc_document_of_text(GString **text, TcFormat format, const TcReadLimits *limits, GError **error)
{
    TcDocument *document = tc_legacy_document_take(text, limits, NULL, error);
    if (document == NULL)
        return NULL;
    if (document->title == NULL)
        document->title = tc_plain_title(document->text);
    return tc_document_finish(document, format, limits, error);
}

/* Notes what came of a file within another: whether it is a scan, or has some. */
static void
note_scans(TcReading *reading, TcFormat format, const char *bytes, gsize len,
           const TcDocument *document, const GError *error)
{
    if ((format != TC_FORMAT_PDF && format != TC_FORMAT_IMAGE) ||
        (document != NULL
             ? document->scan_count == 0
             : !g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR)))
        return;
    reading->scan_pages += document != NULL          ? document->scan_count
                           : format == TC_FORMAT_PDF ? MAX(tc_pdf_page_count(bytes, len), 1)
                                                     : 1;
    if (reading->scans != NULL) {
        TcAttachedScan scan = {.format = format, .bytes = g_bytes_new(bytes, len)};
        g_array_append_val(reading->scans, scan);
    }
}

/* What a clerk attached and could not be read is found by its name alone, which is to be told. What
 * has no name are the objects of a document, and pictures are scans. */
static void
note_unread(TcReading *reading, TcFormat format, const char *name, const GError *error)
{
    static const int told[] = {TC_DOCUMENT_ERROR_UNSUPPORTED, TC_DOCUMENT_ERROR_DAMAGED,
                               TC_DOCUMENT_ERROR_ENCRYPTED, TC_DOCUMENT_ERROR_TOO_LARGE,
                               TC_DOCUMENT_ERROR_ARCHIVE};
    gboolean is_told = tc_format_is_converted(format);

    for (gsize i = 0; i < G_N_ELEMENTS(told); i++)
        is_told |= g_error_matches(error, TC_DOCUMENT_ERROR, told[i]);
    g_autofree char *shown = is_told && name != NULL ? tc_tidy_title(name) : NULL;
    if (shown == NULL || format == TC_FORMAT_IMAGE || reading->unread_count++ > 0)
        return;
    reading->unread_name = g_steal_pointer(&shown);
    /* The converter is handed no more than whole files, and archives are opened so deep only. */
    gboolean is_left = g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ARCHIVE);
    reading->unread_reason = tc_format_is_converted(format) || is_left
                                 ? g_strdup_printf(_("not read yet: %s"), tc_format_name(format))
                                 : g_strdup(error->message);
}

static void
add_unread(const TcReading *reading, TcDocument *document)
{
    if (reading->unread_count == 1)
        document->unread = g_strdup_printf(_("a file in it is not read: %s: %s"),
                                           reading->unread_name, reading->unread_reason);
    else if (reading->unread_count > 1)
        document->unread =
            g_strdup_printf(_("%u files in it are not read, the first of them is %s: %s"),
                            reading->unread_count, reading->unread_name, reading->unread_reason);
}

/* Notes with the outermost file that there are scans in it. If it has nothing else, it needs them.
 */
static void
add_attached(const TcReading *reading, TcDocument *document, GError **problem)
{
    if (document != NULL) {
        document->scan_count =
            (guint)MIN(document->scan_count + reading->scan_pages, TC_SCAN_COUNT_MAX);
    } else if (g_error_matches(*problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_EMPTY)) {
        g_clear_error(problem);
        g_set_error_literal(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR,
                            _("a scan without text; with --ocr it is read"));
    }
}

/* Reads an object of a compound file. It has the streams that a file of its program would have. */
static gboolean
read_object(TcFolder *folder, gsize max, const TcReadLimits *limits, TcDocument **document,
            GError **error)
{
    static const struct {
        const char *stream;
        TcDocument *(*read)(TcFolder *folder, gsize max, const TcReadLimits *limits,
                            GError **error);
    } kinds[] = {
        {"WordDocument", tc_doc_read_folder},
        {"Workbook", tc_xls_read_folder},
        {"Book", tc_xls_read_folder},
        {"PowerPoint Document", tc_ppt_read_folder},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(TcStream) stream = tc_ole_child(folder, kinds[i].stream);
        if (stream == NULL)
            continue;
        *document = kinds[i].read(folder, max, limits, error);
        return TRUE;
    }
    return FALSE;
}

/* Most kinds are names. Where one is a word, the whole message is given to translators. */
G_GNUC_UNUSED static const char *const kinds_in_words[] = {
    N_("not read yet: program"),
    N_("not read yet: audio"),
    N_("not read yet: video"),
    N_("not read yet: package"),
};

static void
set_unsupported(TcFormat format, const char *bytes, gsize len, GError **error)
{
    const char *kind = format == TC_FORMAT_UNKNOWN ? tc_detect_kind(bytes, len) : NULL;

    if (format == TC_FORMAT_UNKNOWN && kind == NULL)
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                            _("not read yet: of an unknown kind"));
    else
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED, _("not read yet: %s"),
                    kind != NULL ? kind : tc_format_name(format));
}

gboolean
tc_document_check_head(const char *head, gsize head_len, guint64 size, gboolean ends_in_zero,
                       const char *name, const TcReadLimits *limits, GError **error)
{
    TcFormat format = tc_detect_format(head, head_len, name);

    if (!tc_detect_is_settled(head, head_len))
        return TRUE;
    if (format == TC_FORMAT_UNKNOWN) {
        set_unsupported(format, head, head_len, error);
        return FALSE;
    }
    if ((format == TC_FORMAT_TEXT || format == TC_FORMAT_MARKDOWN) && size / 2 > limits->text_max &&
        !ends_in_zero && memchr(head, '\0', head_len) == NULL) {
        tc_set_text_too_large(limits, error);
        return FALSE;
    }
    return TRUE;
}

/* tc_document_read_format() one level deeper, which is noted in `limits`->reading. */
static TcDocument *
read_one(TcFormat format, const char *bytes, gsize len, const char *name,
         const TcReadLimits *limits, GError **error)
{
    TcReading *reading = limits->reading;

    if (len > limits->input_max) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                    _("it is larger than %zu bytes"), limits->input_max);
        return NULL;
    }
    if (format == TC_FORMAT_EMPTY) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_EMPTY, _("nothing in it"));
        return NULL;
    }
    if (readers[format] == NULL) {
        set_unsupported(format, bytes, len, error);
        return NULL;
    }
    if (tc_is_deepest(limits)) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                            _("documents in it are nested too deep"));
        return NULL;
    }
    reading->depth++;
    TcDocument *document = readers[format](bytes, len, name, limits, error);
    reading->depth--;
    return document != NULL ? tc_document_finish(document, format, limits, error) : NULL;
}

/* Opens an archive that stands in a document, unless it is too deep; `*problem` says why not. */
static TcDocument *
read_packed(TcFormat format, const char *bytes, gsize len, const char *name,
            const TcReadLimits *limits, GError **problem)
{
    g_autoptr(GError) rest = NULL;

    if (limits->reading->packed_depth >= TC_PACKED_DEPTH_MAX)
        return NULL;
    g_clear_error(problem);
    TcDocument *document = tc_packed_read(bytes, len, limits, &rest, problem);
    if (rest != NULL)
        note_unread(limits->reading, format, name, rest);
    return document != NULL ? tc_document_finish(document, format, limits, problem) : NULL;
}

/* read_one(), and what it means for the outermost file. */
static TcDocument *
read_within(TcFormat format, const char *bytes, gsize len, const char *name,
            const TcReadLimits *limits, GError **error)
{
    TcReading *reading = limits->reading;
    g_autoptr(GError) problem = NULL;
    TcDocument *document = read_one(format, bytes, len, name, limits, &problem);

    if (reading->depth > 0 &&
        g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ARCHIVE))
        document = read_packed(format, bytes, len, name, limits, &problem);
    if (reading->depth > 0) {
        note_scans(reading, format, bytes, len, document, problem);
        if (document == NULL)
            note_unread(reading, format, name, problem);
    } else {
        if (reading->scan_pages > 0)
            add_attached(reading, document, &problem);
        if (document != NULL)
            add_unread(reading, document);
    }
    if (problem != NULL)
        g_propagate_error(error, g_steal_pointer(&problem));
    return document;
}

/* Reads the outermost file. Its scans go to `scans`; NULL: nowhere. */
static TcDocument *
read_outermost(TcFormat format, const char *bytes, gsize len, const char *name,
               const TcReadLimits *limits, GArray *scans, GError **error)
{
    TcReadLimits own = TC_READ_LIMITS_INIT;
    TcReading reading = {.read = read_within, .read_object = read_object, .scans = scans};

    if (limits != NULL)
        own = *limits;
    own.reading = &reading;
    TcDocument *document = read_within(format, bytes, len, name, &own, error);
    g_free(reading.unread_name);
    g_free(reading.unread_reason);
    return document;
}

TcDocument *
tc_document_read_format(TcFormat format, const char *bytes, gsize len, const char *name,
                        const TcReadLimits *limits, GError **error)
{
    g_return_val_if_fail((guint)format < TC_FORMAT_COUNT, NULL);
    g_return_val_if_fail(bytes != NULL || len == 0, NULL);
    return read_outermost(format, bytes, len, name, limits, NULL, error);
}

TcDocument *
tc_document_read_with_scans(const char *bytes, gsize len, const char *name,
                            const TcReadLimits *limits, GArray *scans, GError **error)
{
    g_return_val_if_fail(bytes != NULL || len == 0, NULL);
    return read_outermost(tc_detect_format(bytes, len, name), bytes, len, name, limits, scans,
                          error);
}

TcDocument *
tc_document_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                 GError **error)
{
    g_return_val_if_fail(bytes != NULL || len == 0, NULL);
    return read_outermost(tc_detect_format(bytes, len, name), bytes, len, name, limits, NULL,
                          error);
}

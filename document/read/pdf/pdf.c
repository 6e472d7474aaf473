#include "document/read/pdf/pdf.h"

#include "document/message.h"
#include "document/read/embedded.h"
#include "document/read/pdf/pages.h"
#include "document/read/pdf/pdf_page.h"
#include "document/read/pdf/pdf_streams.h"
#include "document/read/reader.h"
#include "document/read/text/legacy.h"
#include "document/read/text/plain.h"
#include "text/encoding/encoding.h"

#include <string.h>

/* Between the texts of two pages; poppler writes it where a page ends. */
#define PAGE_END "\f"

/* If no more pages than this have pictures, and others have text, it is looked at what the pictures
 * are. */
#define COVERS_MAX 4

/* So many pages are drawn to see whether their words are on a picture or were recognised in it: a
 * scan of a thousand pages would take long, and its pages are alike. */
#define DRAWINGS_MAX 8u

/* Pages of which it is asked how their lines look: a title stands on the first one, or behind a
 * cover. */
#define LOOKS_MAX 2

/* Bytes of an attached file that is still read. */
#define ATTACHMENT_MAX ((gsize)64 << 20)

typedef struct {
    GString *raw;      /* its text as the fonts give it */
    GString *repaired; /* and as it was meant, as far as the page alone tells */
    TcEncodingGuess guess;
    GArray *lines;        /* TcPdfLine of `raw`; NULL where they were not asked for */
    gboolean is_doubtful; /* on a picture; kept where most pages are in another language */
} PageText;

typedef struct {
    const TcReadLimits *limits;
    GArray *texts; /* PageText, of the pages that have any */
    gsize len;     /* of all of them */
    guint counts[TC_PAGE_KIND_COUNT];
    int scans[COVERS_MAX]; /* the first ones, counted from 0 */
    guint drawings;        /* that may still be made in vain */
} Pages;

static void
page_text_clear(gpointer data)
{
    PageText *text = data;

    g_string_free(text->raw, TRUE);
    g_string_free(text->repaired, TRUE);
    g_clear_pointer(&text->lines, g_array_unref);
}

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

/* What the fonts of a page give, without the character that parts pages here. */
static GString *
page_text(TcPdfPage *page, GArray *lines)
{
    GString *raw = tc_pdf_page_text(page, lines);

    g_strdelimit(raw->str, PAGE_END, '\n');
    return raw;
}

static gboolean
read_page(TcPdfPage *page, int number, Pages *pages, GError **error)
{
    PageText text = {.repaired = g_string_new(NULL)};

    if (pages->texts->len < LOOKS_MAX)
        text.lines = g_array_new(FALSE, FALSE, sizeof(TcPdfLine));
    text.raw = page_text(page, text.lines);
    pages->len += text.raw->len;
    if (pages->len > pages->limits->text_max) {
        page_text_clear(&text);
        tc_set_text_too_large(pages->limits, error);
        return FALSE;
    }
    tc_encoding_repair_glyphs(text.raw->str, text.raw->len, text.repaired, &text.guess);
    TcPageKind kind = tc_pdf_page_kind(page, text.repaired, &pages->drawings);
    if (kind == TC_PAGE_SCAN && pages->counts[kind] < COVERS_MAX)
        pages->scans[pages->counts[kind]] = number;
    pages->counts[kind]++;
    text.is_doubtful = kind == TC_PAGE_SCAN && !tc_pdf_is_caption(text.repaired, FALSE);
    if (kind == TC_PAGE_TEXT || kind == TC_PAGE_FOREIGN || kind == TC_PAGE_SCANT ||
        (kind == TC_PAGE_SCAN && tc_pdf_is_caption(text.repaired, TRUE))) {
        g_array_append_val(pages->texts, text);
    } else {
        pages->len -= text.raw->len;
        page_text_clear(&text);
    }
    return TRUE;
}

/* The encoding of most of the misread pages. */
static TcEncoding
usual_encoding(const GArray *texts)
{
    guint votes[TC_ENCODING_COUNT] = {0};
    guint best = TC_ENCODING_UNKNOWN;

    for (guint i = 0; i < texts->len; i++) {
        const TcEncodingGuess *guess = &g_array_index(texts, PageText, i).guess;
        if (guess->is_misread && ++votes[guess->encoding] > votes[best])
            best = guess->encoding;
    }
    return (TcEncoding)best;
}

/* Joins the texts of all pages, in Unicode. Pages with too few words to tell their encoding have it
 * from the others. */
static GString *
join_pages(const GArray *texts)
{
    TcEncoding usual = usual_encoding(texts);
    TcEncodingGuess guess;
    g_autoptr(GString) whole = g_string_new(NULL);
    g_autoptr(GString) repaired = g_string_new(NULL);

    for (guint i = 0; i < texts->len; i++) {
        const PageText *text = &g_array_index(texts, PageText, i);
        const GString *from =
            text->guess.is_misread && text->guess.encoding != usual ? text->repaired : text->raw;
        g_string_append_len(whole, from->str, (gssize)from->len);
        if (i + 1 < texts->len)
            g_string_append(whole, "\n" PAGE_END "\n");
    }
    tc_encoding_repair_glyphs(whole->str, whole->len, repaired, &guess);
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(free_string);
    for (const char *p = repaired->str;;) {
        const char *end = strstr(p, PAGE_END);
        g_ptr_array_add(pages, end != NULL ? g_string_new_len(p, end - p) : g_string_new(p));
        if (end == NULL)
            break;
        p = end + 1;
    }
    GString *joined = g_string_sized_new(repaired->len);
    tc_pages_join(pages, joined);
    return joined;
}

/* A picture in which no letter could be read is no scan, if other pages have text. */
static void
leave_out_covers(TcPdf *pdf, Pages *pages)
{
    guint count = pages->counts[TC_PAGE_SCAN];

    if (count > COVERS_MAX || pages->counts[TC_PAGE_TEXT] + pages->counts[TC_PAGE_FOREIGN] == 0)
        return;
    for (guint i = 0; i < count; i++) {
        g_autoptr(TcPdfPage) page = tc_poppler()->poppler_document_get_page(pdf, pages->scans[i]);
        if (page != NULL && tc_pdf_page_is_coarse(page)) {
            pages->counts[TC_PAGE_SCAN]--;
            pages->counts[TC_PAGE_EMPTY]++;
        }
    }
}

/* Few words on pictures are captions where most pages have text in another language, and else what
 * was misread of scans. */
static void
leave_out_doubtful(Pages *pages)
{
    const guint foreign = pages->counts[TC_PAGE_FOREIGN];

    if (foreign > pages->counts[TC_PAGE_TEXT] && foreign >= pages->counts[TC_PAGE_SCAN])
        return;
    for (guint i = pages->texts->len; i-- > 0;)
        if (g_array_index(pages->texts, PageText, i).is_doubtful)
            g_array_remove_index(pages->texts, i);
}

static gboolean
read_pages(TcPdf *pdf, Pages *pages, GError **error)
{
    int count = MIN(tc_poppler()->poppler_document_get_n_pages(pdf), TC_PDF_PAGES_MAX);
    int found = 0;
    int missing = 0;

    for (int i = 0; i < count && missing < TC_PDF_MISSING_MAX; i++) {
        g_autoptr(TcPdfPage) page = tc_poppler()->poppler_document_get_page(pdf, i);
        if (page == NULL) {
            missing++;
            continue;
        }
        missing = 0;
        found++;
        if (!read_page(page, i, pages, error))
            return FALSE;
    }
    if (found == 0) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                            _("PDF without a page"));
        return FALSE;
    }
    leave_out_covers(pdf, pages);
    leave_out_doubtful(pages);
    /* A few words beside scans are no text: they list who signed. */
    if (pages->counts[TC_PAGE_SCAN] > 0 && pages->counts[TC_PAGE_TEXT] == 0 &&
        pages->counts[TC_PAGE_FOREIGN] == 0) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR,
                            _("a scan without text; with --ocr it is read"));
        return FALSE;
    }
    return TRUE;
}

/* The title among the file's properties, unless a program made it from a file's name. */
static char *
property_title(TcPdf *pdf)
{
    g_autofree char *raw = tc_poppler()->poppler_document_get_title(pdf);
    if (raw == NULL || !g_utf8_validate(raw, -1, NULL) || strchr(raw, ' ') == NULL ||
        g_str_has_prefix(raw, "Microsoft ") || strstr(raw, ".doc") != NULL ||
        strstr(raw, ".pdf") != NULL)
        return NULL;
    return tc_property_title(raw);
}

static gboolean
add_bytes(const gchar *bytes, gsize len, gpointer data, GError **error)
{
    GByteArray *out = data;

    if (len > ATTACHMENT_MAX - out->len) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE, "");
        return FALSE;
    }
    g_byte_array_append(out, (const guint8 *)bytes, (guint)len);
    return TRUE;
}

/* Adds the files that are attached to it as a whole. */
static void
add_attachments(TcPdf *pdf, TcEmbedded *embedded)
{
    GList *files = tc_poppler()->poppler_document_get_attachments(pdf);

    for (GList *l = files; l != NULL; l = l->next) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        if (tc_poppler()->poppler_attachment_save_to_callback(l->data, add_bytes, bytes, NULL))
            tc_embedded_add(embedded, (const char *)bytes->data, bytes->len);
    }
    g_list_free_full(files, g_object_unref);
}

/* How the lines of `text`, which was made of `texts`, look. */
static TcLayout *
note_looks(const GArray *texts, const char *text)
{
    TcLayout *layout = tc_layout_new();
    const char *from = text;

    for (guint i = 0; i < texts->len; i++) {
        const PageText *page = &g_array_index(texts, PageText, i);
        if (page->lines != NULL)
            from = tc_pdf_lines_note(page->lines, page->raw->str, text, from, layout);
    }
    return layout;
}

TcDocument *
tc_pdf_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(PageText));
    Pages pages = {.limits = limits, .texts = texts, .drawings = DRAWINGS_MAX};

    g_auto(TcEmbedded) embedded = {0};

    tc_embedded_init(&embedded, limits);
    g_array_set_clear_func(texts, page_text_clear);
    g_autoptr(TcPdf) pdf = tc_pdf_open(bytes, len, error);
    if (pdf == NULL || !read_pages(pdf, &pages, error))
        return NULL;
    GString *whole = join_pages(texts);
    /* What the pages were repaired from can no longer be seen: the text is Unicode now. */
    TcDocument *document = tc_legacy_document_take(&whole, limits, NULL, error);
    if (document == NULL)
        return NULL;
    g_free(document->encoding);
    document->encoding = g_strdup("UTF-8");
    document->confidence = 1;
    document->layout = note_looks(texts, document->text);
    document->scan_count = pages.counts[TC_PAGE_SCAN];
    document->page_count =
        (guint)CLAMP(tc_poppler()->poppler_document_get_n_pages(pdf), 0, TC_PDF_PAGES_MAX);
    if (document->title == NULL)
        document->title = property_title(pdf);
    add_attachments(pdf, &embedded);
    document = tc_embedded_append(&embedded, document, error);
    if (document != NULL && tc_is_blank_text(document->text, document->text_len) &&
        tc_pdf_has_broken_stream(bytes, len)) {
        tc_document_free(document);
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                            _("damaged PDF: its pages cannot be unpacked"));
        return NULL;
    }
    return document;
}

guint
tc_pdf_page_count(const char *bytes, gsize len)
{
    g_autoptr(TcPdf) pdf = tc_pdf_open(bytes, len, NULL);

    return pdf != NULL
               ? (guint)CLAMP(tc_poppler()->poppler_document_get_n_pages(pdf), 0, TC_PDF_PAGES_MAX)
               : 0;
}

void
tc_pdf_prepare(void)
{
    static const char sample[] =
        "%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        "4 0 obj<</Length 30>>stream\nBT /F 9 Tf 9 9 Td (a b) Tj ET \nendstream endobj\n"
        "trailer<</Root 1 0 R>>\n";
    static gsize is_done;

    /* With this, poppler turns titles, notes and values of fields into UTF-8. As it is open, it
     * stays loaded. */
    static G_GNUC_UNUSED GIConv opened;

    if (!g_once_init_enter(&is_done))
        return;
    opened = g_iconv_open("UTF-8", "UTF-16BE");
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    tc_document_free(tc_pdf_read(sample, sizeof sample - 1, NULL, &limits, NULL));
    g_once_init_leave(&is_done, 1);
}

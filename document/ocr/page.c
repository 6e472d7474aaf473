#include "document/ocr/page.h"

#include "document/dispatch.h"
#include "document/message.h"
#include "document/ocr/module.h"
#include "document/read/pdf/pages.h"
#include "document/read/pdf/pdf.h"
#include "document/read/pdf/pdf_page.h"
#include "document/read/text/plain.h"
#include "document/sandbox/installed.h"
#include "text/encoding/encoding.h"
#include "text/key/normalize.h"

#include <dlfcn.h>
#include <string.h>

#define MODULE_NAME "tracuu-ocr.so"

/* The most pixels of a picture file that are decoded, 4 bytes each: A3 at 600 dots per inch. */
#define IMAGE_PIXELS_MAX ((gsize)72 << 20)
/* Bytes of text of one page at most; tesseract gives less than 20 KB for a page. */
#define PAGE_TEXT_MAX    ((gsize)1 << 20)

/* The module, or why there is none. It is set before the process is confined. */
static const TcOcrModule *module;
static const char *engine_name;
static GError *module_error;

/* ---- loading ---- */

static void
load_module(void)
{
    const char *problem = NULL;
    union {
        void *pointer;
        const TcOcrModule *(*function)(void);
    } symbol = {NULL};

    /* One thread, as there is a worker for each processor, and the sandbox refuses more. The
     * library of threads reads this when it is loaded. */
    g_setenv("OMP_THREAD_LIMIT", "1", TRUE);
    g_autofree char *path = tc_installed_file(MODULE_NAME);
    void *handle = path != NULL ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
    if (path != NULL && handle == NULL)
        problem = dlerror();
    if (handle != NULL)
        symbol.pointer = dlsym(handle, TC_OCR_MODULE_SYMBOL);
    if (symbol.pointer != NULL && symbol.function()->version == TC_OCR_MODULE_VERSION) {
        module = symbol.function();
        engine_name = module->start(&module_error);
    } else {
        g_set_error(&module_error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                    _("%s cannot be loaded: %s"), MODULE_NAME,
                    problem != NULL  ? problem
                    : handle != NULL ? _("it is of another version")
                                     : _("it is not installed"));
    }
}

void
tc_ocr_prepare(void)
{
    tc_document_prepare();
    if (module == NULL && module_error == NULL)
        load_module();
}

/* ---- in the worker ---- */

static TcDocument *
page_new(GString *text, double confidence)
{
    return tc_document_new_take(&text, engine_name, confidence);
}

/* What is known of a file before its pages are read. */
static TcDocument *
survey_new(guint page_count)
{
    TcDocument *document = page_new(g_string_new(NULL), 1);

    document->page_count = page_count;
    return document;
}

/* NFC, lines without white space at their ends, no more than one empty line between them. */
static GString *
tidy(const char *text)
{
    g_autoptr(GString) normal = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    guint feeds = 2;

    if (!tc_normalize(TC_NORMAL_NFC, text, strlen(text), normal, NULL))
        g_string_assign(normal, text);
    for (const char *p = normal->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\f' || c == 0x2028 || c == 0x2029) {
            while (out->len > 0 && out->str[out->len - 1] == ' ')
                g_string_truncate(out, out->len - 1);
            if (++feeds <= 2)
                g_string_append_c(out, '\n');
        } else if (g_unichar_isspace(c)) {
            if (out->len > 0 && out->str[out->len - 1] != ' ' && feeds == 0)
                g_string_append_c(out, ' ');
        } else if (!g_unichar_iscntrl(c)) {
            g_string_append_unichar(out, c);
            feeds = 0;
        }
    }
    while (out->len > 0 && strchr(" \n", out->str[out->len - 1]) != NULL)
        g_string_truncate(out, out->len - 1);
    return out;
}

static TcDocument *
take_recognised(TcOcrText *found, const TcReadLimits *limits, GError **error)
{
    g_autofree char *raw = found->text;
    g_autoptr(GString) text = tidy(raw);

    if (text->len > MIN(limits->text_max, PAGE_TEXT_MAX)) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    if (text->len > 0)
        g_string_prepend(text, TC_OCR_DOUBT);
    TcDocument *document = page_new(g_steal_pointer(&text), found->confidence / 100.0);
    document->is_ocr = TRUE;
    return document;
}

/* Counts pages up to the last one that is there: damaged files claim many more. */
static guint
count_pdf_pages(TcPdf *pdf)
{
    int count = MIN(tc_poppler()->poppler_document_get_n_pages(pdf), TC_PDF_PAGES_MAX);
    guint last = 0;

    for (int i = 0; i < count && i < (int)last + TC_PDF_MISSING_MAX; i++) {
        g_autoptr(TcPdfPage) page = tc_poppler()->poppler_document_get_page(pdf, i);
        if (page != NULL)
            last = (guint)i + 1;
    }
    return last;
}

/* The text that a page itself has. */
static GString *
repaired_text(TcPdfPage *page, TcPageKind *kind)
{
    TcEncodingGuess guess;
    guint drawings = 1; /* recognising the page takes longer */
    g_autoptr(GString) raw = tc_pdf_page_text(page, NULL);
    GString *text = g_string_sized_new(raw->len);

    tc_encoding_repair_glyphs(raw->str, raw->len, text, &guess);
    *kind = tc_pdf_page_kind(page, text, &drawings);
    return text;
}

static TcDocument *
layer_new(GString *text, gsize text_max, const TcReadLimits *limits, GError **error)
{
    if (text->len > MIN(limits->text_max, text_max)) {
        g_string_free(text, TRUE);
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    return page_new(text, 1);
}

static TcDocument *
read_pdf_page(const char *bytes, gsize len, const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcPdf) pdf = tc_pdf_open(bytes, len, error);
    g_autoptr(GString) text = NULL;
    TcPageKind kind = TC_PAGE_EMPTY;
    TcPicture picture = {0};
    TcOcrText found = {0};

    if (pdf == NULL)
        return NULL;
    if (limits->page == 0)
        return survey_new(count_pdf_pages(pdf));
    g_autoptr(TcPdfPage) page =
        limits->page <= G_MAXINT
            ? tc_poppler()->poppler_document_get_page(pdf, (int)limits->page - 1)
            : NULL;
    text = page != NULL ? repaired_text(page, &kind) : g_string_new(NULL);
    if (kind != TC_PAGE_SCAN) {
        /* There is no doubt about text that the page itself has. */
        if (text->len > 0)
            g_string_prepend(text, TC_OCR_DOUBT);
        return layer_new(g_steal_pointer(&text), PAGE_TEXT_MAX, limits, error);
    }
    if (!tc_pdf_page_draw(page, &picture, error))
        return NULL;
    gboolean is_read = module->read_grey(picture.pixels, picture.width, picture.height, picture.dpi,
                                         &found, error);
    g_free(picture.pixels);
    return is_read ? take_recognised(&found, limits, error) : NULL;
}

static TcDocument *
read_image_page(const char *bytes, gsize len, const TcReadLimits *limits, GError **error)
{
    TcOcrText found = {0};

    if (limits->page == 0) {
        guint count = module->count_pages(bytes, len, error);
        return count > 0 ? survey_new(count) : NULL;
    }
    if (!module->read_image(bytes, len, limits->page - 1, IMAGE_PIXELS_MAX, &found, error))
        return NULL;
    return take_recognised(&found, limits, error);
}

/* A file and the scans in it. The last scan that was read is kept, as its pages come one after the
 * other. */
typedef struct {
    char *hash; /* of its bytes */
    char *text; /* its own */
    GArray *scans;
    guint *page_counts; /* of each scan */
    guint page_count;   /* the first page, and those of all scans */
} Attached;
static Attached attached;

static void
attached_clear(void)
{
    g_free(attached.hash);
    g_free(attached.text);
    g_free(attached.page_counts);
    g_clear_pointer(&attached.scans, g_array_unref);
    attached = (Attached){0};
}

static guint
count_pages(const TcAttachedScan *scan)
{
    gsize len;
    const char *bytes = g_bytes_get_data(scan->bytes, &len);

    return scan->format == TC_FORMAT_PDF ? tc_pdf_page_count(bytes, len)
                                         : module->count_pages(bytes, len, NULL);
}

static void
clear_scan(gpointer scan)
{
    tc_attached_scan_clear(scan);
}

static gboolean
open_attached(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
              GError **error)
{
    g_autofree char *hash =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, len);
    g_autoptr(GError) problem = NULL;

    if (attached.hash != NULL && strcmp(attached.hash, hash) == 0)
        return TRUE;
    attached_clear();
    attached.scans = g_array_new(FALSE, FALSE, sizeof(TcAttachedScan));
    g_array_set_clear_func(attached.scans, clear_scan);
    g_autoptr(TcDocument) document =
        tc_document_read_with_scans(bytes, len, name, limits, attached.scans, &problem);
    if (attached.scans->len == 0) {
        if (problem != NULL)
            g_propagate_error(error, g_steal_pointer(&problem));
        else
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                                _("there is no scan in it"));
        return FALSE;
    }
    attached.text = document != NULL ? g_steal_pointer(&document->text) : g_strdup("");
    attached.page_counts = g_new0(guint, attached.scans->len);
    attached.page_count = 1;
    for (guint i = 0; i < attached.scans->len; i++) {
        /* A damaged scan is a page that fails. */
        guint count = MAX(count_pages(&g_array_index(attached.scans, TcAttachedScan, i)), 1);
        attached.page_counts[i] = MIN(count, TC_PDF_PAGES_MAX - attached.page_count);
        attached.page_count += attached.page_counts[i];
    }
    attached.hash = g_steal_pointer(&hash);
    return TRUE;
}

static TcDocument *
read_attached_page(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                   GError **error)
{
    TcReadLimits inner = *limits;

    if (!open_attached(bytes, len, name, limits, error))
        return NULL;
    if (limits->page == 0)
        return survey_new(attached.page_count);
    if (limits->page == 1)
        return layer_new(g_string_new(attached.text), limits->text_max, limits, error);
    inner.page = limits->page - 1;
    for (guint i = 0; i < attached.scans->len; inner.page -= attached.page_counts[i++]) {
        const TcAttachedScan *scan = &g_array_index(attached.scans, TcAttachedScan, i);
        gsize scan_len;
        const char *scan_bytes = g_bytes_get_data(scan->bytes, &scan_len);
        if (inner.page > attached.page_counts[i])
            continue;
        return scan->format == TC_FORMAT_PDF ? read_pdf_page(scan_bytes, scan_len, &inner, error)
                                             : read_image_page(scan_bytes, scan_len, &inner, error);
    }
    return page_new(g_string_new(NULL), 1);
}

TcDocument *
tc_ocr_read_page(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
                 GError **error)
{
    if (engine_name == NULL) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED,
                            module_error->message);
        return NULL;
    }
    if (limits->page == 0 && len == 0)
        return survey_new(0);
    switch (tc_detect_format(bytes, len, name)) {
    case TC_FORMAT_PDF:
        return read_pdf_page(bytes, len, limits, error);
    case TC_FORMAT_IMAGE:
        return read_image_page(bytes, len, limits, error);
    default:
        return read_attached_page(bytes, len, name, limits, error);
    }
}

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

/* Mail begins with its subject, where it has one: addresses follow. */
static char *
subject_of(TcFormat format, const char *text)
{
    gsize len = strcspn(text, "\n");

    if ((format != TC_FORMAT_EML && format != TC_FORMAT_MSG) || len == 0 ||
        memchr(text, '@', len) != NULL)
        return NULL;
    return g_strndup(text, len);
}

/* Whether doubts were noted when the page was recognised. */
static gboolean
is_judged(const char *page)
{
    return page != NULL && g_str_has_prefix(page, TC_OCR_DOUBT);
}

/* A page without its marks of doubt. With `is_sure`, each digit in doubt is a dot, which is read as
 * room that was left for one. */
static GString *
unmarked(const char *page, gboolean is_sure)
{
    GString *text = g_string_new(page);
    for (char *mark = text->str; is_sure && (mark = strstr(mark, TC_OCR_DOUBT)) != NULL; mark++)
        for (char *p = mark; p > text->str && !g_ascii_isspace(p[-1]); p--)
            if (g_ascii_isdigit(p[-1]))
                p[-1] = '.';
    g_string_replace(text, TC_OCR_DOUBT, "", 0);
    return text;
}

/* Joins the text of all pages. With `is_own`, the first is the file's own text and no page of it.
 * */
static GString *
join(const char *const *pages, gsize count, gboolean is_own, gboolean is_sure)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_string);
    GString *text = g_string_new(is_own ? pages[0] : NULL);

    for (gsize i = is_own ? 1 : 0; i < count; i++)
        g_ptr_array_add(texts, unmarked(pages[i], is_sure));
    tc_pages_join(texts, text);
    if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c(text, '\n');
    return text;
}

TcDocument *
tc_ocr_document(TcFormat format, const char *const *pages, gsize count, const TcReadLimits *limits,
                GError **error)
{
    gsize len = 0;
    gboolean is_own = format != TC_FORMAT_PDF && format != TC_FORMAT_IMAGE && count > 0;
    gsize first = is_own ? 1 : 0;
    gboolean was_judged = count > first && is_judged(pages[first]);

    for (gsize i = 0; i < count; i++)
        len += pages[i] != NULL ? strlen(pages[i]) : 0;
    if (len > limits->text_max) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    GString *text = join(pages, count, is_own, FALSE);
    TcDocument *document = tc_document_new_take(&text, "UTF-8", 1);
    document->is_ocr = TRUE;
    document->sure_text =
        was_judged ? g_string_free(join(pages, count, is_own, TRUE), FALSE) : NULL;
    document->title = is_own && pages[0] != NULL ? subject_of(format, pages[0]) : NULL;
    if (document->title == NULL)
        document->title = tc_plain_title(document->text);
    return tc_document_finish(document, format, limits, error);
}

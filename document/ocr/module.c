/* The OCR module, tracuu-ocr.so: tesseract and leptonica behind document/ocr/module.h. */
#include "document/ocr/module.h"

#include "document/message.h"
#include "document/ocr/sure.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>
#include <tesseract/capi.h>

#define LANGUAGE "vie"

/* With less mean confidence than this, a page may stand on its head: tesseract itself only turns
 * pages that lie on one side. Upright pages have 80 and more, others about 40. */
#define UPRIGHT_CONFIDENCE 65
/* In degrees: tesseract loses words from 1 on, and angles cannot be found more exactly than this.
 * */
#define SKEW_MIN           0.2f
#define SKEW_MAX           15.0f
#define SKEW_CONFIDENCE    3.0f
#define RADIANS            0.01745329f
/* Words with less confidence are specks, stamps and handwriting rather than words. */
#define WORD_CONFIDENCE    15.0f
/* A page with more text than this is noise. */
#define TEXT_MAX           (1u << 20)
/* A picture of a lower resolution is made twice as large. */
#define DPI_LOW            130
/* A picture with more pixels is made smaller: A3 at 300 dots per inch has 17 million. */
#define READ_PIXELS_MAX    18e6
/* The long side of A4 and Letter in inches. Scanners that do not tell their resolution scan these.
 * */
#define SHEET_INCHES       11.5

static TessBaseAPI *engine;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(TessResultIterator, TessResultIteratorDelete)

/* The function that TC_DOCUMENT_ERROR calls is in the program that loads this module. */
static gboolean
set_error(GError **error, TcDocumentError code, const char *message)
{
    g_set_error_literal(error, g_quark_from_static_string(TC_DOCUMENT_ERROR_NAME), (gint)code,
                        message);
    return FALSE;
}

static const char *
start(GError **error)
{
    static char *name;

    if (name != NULL)
        return name;
    setMsgSeverity(L_SEVERITY_NONE);
    engine = TessBaseAPICreate();
    if (engine == NULL || TessBaseAPIInit2(engine, NULL, LANGUAGE, OEM_LSTM_ONLY) != 0) {
        if (engine != NULL)
            TessBaseAPIDelete(engine);
        engine = NULL;
        set_error(error, TC_DOCUMENT_ERROR_UNSUPPORTED,
                  _("tesseract has no data for Vietnamese: install tesseract-ocr-vie"));
        return NULL;
    }
    TessBaseAPISetPageSegMode(engine, PSM_AUTO);
    name = g_strdup_printf("tesseract %s %s", TessVersion(), LANGUAGE);
    return name;
}

/* ---- from a picture to text ---- */

/* Whether a word is worth keeping: there is a letter or digit in it, and it was not guessed. */
static gboolean
is_word(const char *word, float confidence)
{
    if (confidence < WORD_CONFIDENCE)
        return FALSE;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalnum(g_utf8_get_char(p)))
            return TRUE;
    /* Dashes and the like between words. */
    return *word != '\0' && confidence >= 4 * WORD_CONFIDENCE;
}

/* Whether a word has digits that may be wrong. */
static gboolean
is_doubtful(TessResultIterator *at, const char *word, float confidence)
{
    TcOcrConfidence sure = {.word = confidence, .least = 100, .least_digit = 100};
    if (strpbrk(word, "0123456789") == NULL)
        return FALSE;
    g_autoptr(TessResultIterator) symbols = TessResultIteratorCopy(at);
    do {
        const float read = TessResultIteratorConfidence(symbols, RIL_SYMBOL);
        char *symbol = TessResultIteratorGetUTF8Text(symbols, RIL_SYMBOL);
        sure.least = MIN(sure.least, read);
        if (symbol != NULL && g_ascii_isdigit(*symbol))
            sure.least_digit = MIN(sure.least_digit, read);
        if (symbol != NULL)
            TessDeleteText(symbol);
    } while (!TessPageIteratorIsAtFinalElement(TessResultIteratorGetPageIteratorConst(symbols),
                                               RIL_WORD, RIL_SYMBOL) &&
             TessResultIteratorNext(symbols, RIL_SYMBOL));
    return !tc_ocr_is_sure(word, &sure);
}

/* What stands before a word: nothing, a space, a line's or a paragraph's end. */
static const char *
gap_before(const TessPageIterator *at, gsize len)
{
    if (len == 0)
        return "";
    if (TessPageIteratorIsAtBeginningOf(at, RIL_PARA))
        return "\n\n";
    return TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE) ? "\n" : " ";
}

static void
take_words(GString *text, guint *confidence)
{
    g_autoptr(TessResultIterator) words = TessBaseAPIGetIterator(engine);
    double sum = 0;
    guint count = 0;
    const char *gap = "";

    *confidence = 0;
    if (words == NULL)
        return;
    do {
        const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(words);
        const char *here = gap_before(at, text->len);
        /* Where words were left out, the widest gap stays. */
        if (strlen(here) > strlen(gap) || *here == '\n')
            gap = strlen(here) >= strlen(gap) ? here : gap;
        char *word = TessResultIteratorGetUTF8Text(words, RIL_WORD);
        float sure = TessResultIteratorConfidence(words, RIL_WORD);
        if (word != NULL && g_utf8_validate(word, -1, NULL) && is_word(word, sure)) {
            g_string_append(text, gap);
            g_string_append(text, word);
            if (is_doubtful(words, word, sure))
                g_string_append(text, TC_OCR_DOUBT);
            gap = "";
            sum += sure;
            count++;
        }
        if (word != NULL)
            TessDeleteText(word);
    } while (text->len < TEXT_MAX && TessResultIteratorNext(words, RIL_WORD));
    if (count > 0)
        *confidence = (guint)CLAMP(sum / count + 0.5, 0, 100);
}

static gboolean
recognise(PIX *pix, guint dpi, TcOcrText *out, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint confidence = 0;

    TessBaseAPISetImage2(engine, pix);
    TessBaseAPISetSourceResolution(engine, (int)dpi);
    if (TessBaseAPIRecognize(engine, NULL) != 0) {
        TessBaseAPIClear(engine);
        return set_error(error, TC_DOCUMENT_ERROR_DAMAGED,
                         _("its picture could not be recognised"));
    }
    take_words(text, &confidence);
    TessBaseAPIClear(engine);
    *out = (TcOcrText){
        .text = g_string_free(g_steal_pointer(&text), FALSE),
        .confidence = confidence,
    };
    return TRUE;
}

/* Turns `*pix` (8 bits of grey) by the few degrees by which its lines of text are not level. */
static void
deskew(PIX **pix, PIX *bilevel)
{
    float angle = 0;
    float sure = 0;

    if (pixFindSkew(bilevel, &angle, &sure) != 0 || sure < SKEW_CONFIDENCE ||
        fabsf(angle) < SKEW_MIN || fabsf(angle) > SKEW_MAX)
        return;
    PIX *turned = pixRotate(*pix, angle * RADIANS, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    if (turned == NULL)
        return;
    pixDestroy(pix);
    *pix = turned;
}

/* The picture turned so that its text is upright. NULL when it is upright already, or when that
 * cannot be told. */
static PIX *
turn_upright(PIX *pix, PIX *bilevel)
{
    float up = 0;
    float left = 0;
    l_int32 side = L_TEXT_ORIENT_UNKNOWN;

    if (pixOrientDetect(bilevel, &up, &left, 0, 0) != 0 ||
        makeOrientDecision(up, left, 0, 0, &side, 0) != 0)
        return NULL;
    switch (side) {
    case L_TEXT_ORIENT_LEFT:
        return pixRotateOrth(pix, 1);
    case L_TEXT_ORIENT_DOWN:
        return pixRotateOrth(pix, 2);
    case L_TEXT_ORIENT_RIGHT:
        return pixRotateOrth(pix, 3);
    default:
        return NULL;
    }
}

/* Takes ownership of `pix`, 8 bits of grey. */
static gboolean
read_pix(PIX *pix, guint dpi, TcOcrText *out, GError **error)
{
    PIX *bilevel = NULL;

    if (pixOtsuAdaptiveThreshold(pix, pixGetWidth(pix), pixGetHeight(pix), 0, 0, 0.0f, NULL,
                                 &bilevel) == 0 &&
        bilevel != NULL)
        deskew(&pix, bilevel);
    gboolean is_done = recognise(pix, dpi, out, error);
    if (is_done && bilevel != NULL && out->confidence < UPRIGHT_CONFIDENCE) {
        PIX *turned = turn_upright(pix, bilevel);
        TcOcrText other = {0};
        if (turned != NULL && recognise(turned, dpi, &other, NULL) &&
            other.confidence > out->confidence) {
            char *worse = out->text;
            *out = other;
            other.text = worse;
        }
        g_free(other.text);
        pixDestroy(&turned);
    }
    pixDestroy(&bilevel);
    pixDestroy(&pix);
    return is_done;
}

static gboolean
read_grey(const guint8 *pixels, guint width, guint height, guint dpi, TcOcrText *out,
          GError **error)
{
    PIX *pix = pixCreateNoInit((l_int32)width, (l_int32)height, 8);

    if (pix == NULL)
        return set_error(error, TC_DOCUMENT_ERROR_TOO_LARGE,
                         _("not enough memory for its picture"));
    l_uint32 *data = pixGetData(pix);
    gsize words = (gsize)pixGetWpl(pix);
    for (guint y = 0; y < height; y++) {
        l_uint32 *row = data + y * words;
        for (guint x = 0; x < width; x++)
            SET_DATA_BYTE(row, x, pixels[(gsize)y * width + x]);
    }
    return read_pix(pix, dpi, out, error);
}

/* ---- files of pictures ---- */

static l_int32
format_of(const char *bytes, gsize len)
{
    l_int32 format = IFF_UNKNOWN;

    if (len < 16 || findFileFormatBuffer((const l_uint8 *)bytes, &format) != 0)
        return IFF_UNKNOWN;
    return format;
}

static gboolean
is_tiff(l_int32 format)
{
    return L_FORMAT_IS_TIFF(format);
}

/* Size of a page; FALSE when there is none. */
static gboolean
size_of(const char *bytes, gsize len, guint page, l_int32 format, l_int32 *width, l_int32 *height)
{
    const l_uint8 *data = (const l_uint8 *)bytes;
    l_int32 bits, samples, resolution, has_map, found;

    *width = *height = 0;
    gboolean is_read = is_tiff(format)
                           ? readHeaderMemTiff(data, len, (l_int32)page, width, height, &bits,
                                               &samples, &resolution, &has_map, &found) == 0
                           : page == 0 && pixReadHeaderMem(data, len, &found, width, height, &bits,
                                                           &samples, &has_map) == 0;
    return is_read && *width > 0 && *height > 0;
}

/* The most pages of a TIFF file that are counted, as their table can be a loop. */
#define TIFF_PAGES_MAX 2000u

static guint
count_pages(const char *bytes, gsize len, GError **error)
{
    l_int32 format = format_of(bytes, len);
    l_int32 width, height;
    guint count = 0;
    guint most = is_tiff(format) ? TIFF_PAGES_MAX : 1;

    while (count < most && size_of(bytes, len, count, format, &width, &height))
        count++;
    if (count == 0)
        set_error(error, TC_DOCUMENT_ERROR_DAMAGED, _("damaged picture, or of an unknown kind"));
    return count;
}

static PIX *
decode(const char *bytes, gsize len, guint page, l_int32 format)
{
    const l_uint8 *data = (const l_uint8 *)bytes;
    PIX *pix = is_tiff(format) ? pixReadMemTiff(data, len, (l_int32)page) : pixReadMem(data, len);
    PIX *opaque = pix != NULL && pixGetSpp(pix) == 4 ? pixAlphaBlendUniform(pix, 0xFFFFFF00) : NULL;
    PIX *grey = NULL;

    if (opaque != NULL) {
        pixDestroy(&pix);
        pix = opaque;
    }
    if (pix != NULL)
        grey = pixConvertTo8(pix, 0);
    pixDestroy(&pix);
    return grey;
}

/* What the file says, unless it is what files say that do not know: 72 or 96, 0 or 1. */
static guint
resolution_of(const PIX *pix)
{
    l_int32 said = pixGetXRes(pix);
    double sides = MAX(pixGetWidth(pix), pixGetHeight(pix));

    if (said > 96 && said <= 2400)
        return (guint)said;
    return (guint)CLAMP(sides / SHEET_INCHES, 70, 600);
}

static void
scale(PIX **pix, guint *dpi, double factor)
{
    PIX *scaled = pixScale(*pix, (float)factor, (float)factor);

    if (scaled == NULL)
        return;
    pixDestroy(pix);
    *pix = scaled;
    *dpi = (guint)(*dpi * factor + 0.5);
}

static gboolean
read_image(const char *bytes, gsize len, guint page, gsize pixels_max, TcOcrText *out,
           GError **error)
{
    l_int32 format = format_of(bytes, len);
    l_int32 width, height;

    if (!size_of(bytes, len, page, format, &width, &height))
        return set_error(error, TC_DOCUMENT_ERROR_DAMAGED, _("damaged picture"));
    if ((gsize)width > pixels_max / (gsize)height || MAX(width, height) > 32000)
        return set_error(error, TC_DOCUMENT_ERROR_TOO_LARGE,
                         _("a picture too large to be recognised"));
    PIX *pix = decode(bytes, len, page, format);
    if (pix == NULL)
        return set_error(error, TC_DOCUMENT_ERROR_DAMAGED, _("damaged picture"));
    guint dpi = resolution_of(pix);
    double pixels = (double)width * height;
    if (pixels > READ_PIXELS_MAX)
        scale(&pix, &dpi, sqrt(READ_PIXELS_MAX / pixels));
    else if (dpi < DPI_LOW && 4 * pixels <= READ_PIXELS_MAX)
        scale(&pix, &dpi, 2);
    return read_pix(pix, dpi, out, error);
}

const TcOcrModule *
tc_ocr_module(void)
{
    static const TcOcrModule module = {
        .version = TC_OCR_MODULE_VERSION,
        .start = start,
        .read_grey = read_grey,
        .count_pages = count_pages,
        .read_image = read_image,
    };

    return &module;
}

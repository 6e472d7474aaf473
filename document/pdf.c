#include "document/pdf.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

#include "document/legacy.h"
#include "document/plain.h"
#include "document/reader.h"
#include "text/syllable.h"

/* Pages that are looked at; damaged files claim millions. */
#define PAGES_MAX         100000
/* Pages in a row that are not there, after which none is expected. */
#define MISSING_MAX       1000
/* A page with fewer words on a picture has only what was printed over it. */
#define LAYER_WORDS_MIN   40
/* Of the words of Vietnamese text about two thirds have an accent. */
#define ACCENTED_MIN      0.2
#define PICTURE_SHARE_MIN 0.5

/* poppler has no cleanup functions in the version of Debian 12; names of our own will not clash
 * with those of a later one. */
typedef PopplerDocument Pdf;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pdf, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, g_object_unref)

typedef enum {
    PAGE_EMPTY,
    PAGE_SCAN,
    PAGE_TEXT,    /* Vietnamese */
    PAGE_FOREIGN, /* text in another language, or figures */
} PageKind;

typedef struct {
    const TcReadLimits *limits;
    GString *text;
    guint counts[PAGE_FOREIGN + 1];
} Pages;

/* Words, and those of them with a letter beyond ASCII. */
static void
count_words(const GString *text, gsize *words, gsize *accented)
{
    gboolean in_word = FALSE;
    gboolean is_accented = FALSE;

    *words = *accented = 0;
    for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) || (in_word && g_unichar_ismark(c))) {
            if (!in_word)
                is_accented = FALSE;
            in_word = TRUE;
            /* U+FFFD and private letters are what fonts without a table of characters give. */
            is_accented |= c >= 0xC0 && c < 0xE000;
        } else if (in_word) {
            in_word = FALSE;
            *words += 1;
            *accented += is_accented;
        }
    }
    *words += in_word;
    *accented += in_word && is_accented;
}

/* Whether pictures, which may be strips, cover at least half of a page. */
static gboolean
is_picture(Page *page)
{
    double width = 0;
    double height = 0;
    double area = 0;

    poppler_page_get_size(page, &width, &height);
    GList *images = poppler_page_get_image_mapping(page);
    for (GList *l = images; l; l = l->next) {
        const PopplerRectangle *r = &((PopplerImageMapping *)l->data)->area;
        double part = fabs(r->x2 - r->x1) * fabs(r->y2 - r->y1);
        if (part > 0) /* not for NaN */
            area += MIN(part, width * height);
    }
    poppler_page_free_image_mapping(images);
    return area >= PICTURE_SHARE_MIN * width * height && area > 0;
}

static PageKind
kind_of(Page *page, const GString *text)
{
    gsize words;
    gsize accented;

    count_words(text, &words, &accented);
    gboolean is_vietnamese = words > 0 && (double)accented >= ACCENTED_MIN * (double)words;
    if ((!is_vietnamese || words < LAYER_WORDS_MIN) && is_picture(page))
        return PAGE_SCAN;
    if (is_vietnamese)
        return PAGE_TEXT;
    return strspn(text->str, " \t\n\f") == text->len ? PAGE_EMPTY : PAGE_FOREIGN;
}

/* The ASCII letters before `end` and after `start` are both Vietnamese syllables: "Lê-nin" is
 * written with its hyphen, "informa-tion" is not. */
static gboolean
is_syllable(const char *letters, gsize len)
{
    char key[TC_KEY_MAX];

    if (len == 0 || len + 1 > sizeof key)
        return FALSE;
    for (gsize i = 0; i < len; i++)
        key[i] = g_ascii_tolower(letters[i]);
    key[len] = TC_KEY_SEPARATOR;
    return tc_key_is_syllable(key, len + 1, FALSE);
}

static gboolean
is_letter(char c)
{
    return g_ascii_isalpha(c) || (guchar)c >= 0x80;
}

/* Join the words of `text` that a line's end parts, appending to `out`. */
static void
append_joined(const GString *text, GString *out)
{
    const char *start = text->str;

    for (const char *p = start; *p != '\0'; p++) {
        static const char soft[] = "\u00AD";
        gsize hyphen_len = p[0] == '-' ? 1 : strncmp(p, soft, 2) == 0 ? 2 : 0;
        if (hyphen_len == 0 || p[hyphen_len] != '\n' || p == start || !is_letter(p[-1]) ||
            !g_unichar_islower(g_utf8_get_char(p + hyphen_len + 1))) {
            g_string_append_c(out, *p);
            continue;
        }
        const char *after = p + hyphen_len + 1;
        const char *from = p;
        gsize after_len = 0;
        gboolean is_ascii = TRUE;
        for (; from > start && is_letter(from[-1]); from--)
            is_ascii &= g_ascii_isalpha(from[-1]);
        for (; is_letter(after[after_len]); after_len++)
            is_ascii &= g_ascii_isalpha(after[after_len]);
        gboolean is_word =
            hyphen_len > 1 ||
            (is_ascii && !(is_syllable(from, (gsize)(p - from)) && is_syllable(after, after_len)));
        if (!is_word)
            g_string_append_c(out, '-');
        p += hyphen_len; /* the line's end; the loop steps over it */
    }
}

static gboolean
read_page(Page *page, Pages *pages, GError **error)
{
    TcEncodingGuess guess;
    g_autofree char *raw = poppler_page_get_text(page);
    g_autoptr(GString) text = g_string_new(NULL);

    if (raw) {
        g_autofree char *valid = g_utf8_make_valid(raw, -1);
        gsize len = strlen(valid);
        if (len > pages->limits->text_max) {
            tc_set_text_too_large(pages->limits, error);
            return FALSE;
        }
        tc_encoding_repair(valid, len, text, &guess);
    }
    PageKind kind = kind_of(page, text);
    pages->counts[kind]++;
    if (kind != PAGE_TEXT && kind != PAGE_FOREIGN)
        return TRUE;
    while (text->len > 0 && strchr("\n\f ", text->str[text->len - 1]))
        g_string_truncate(text, text->len - 1);
    /* Words go on from page to page only by chance: headers and footers stand between. */
    if (pages->text->len > 0)
        g_string_append(pages->text, "\n\n");
    append_joined(text, pages->text);
    if (pages->text->len > pages->limits->text_max) {
        tc_set_text_too_large(pages->limits, error);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_pages(Pdf *pdf, Pages *pages, GError **error)
{
    int count = MIN(poppler_document_get_n_pages(pdf), PAGES_MAX);
    int found = 0;
    int missing = 0;

    for (int i = 0; i < count && missing < MISSING_MAX; i++) {
        g_autoptr(Page) page = poppler_document_get_page(pdf, i);
        if (!page) {
            missing++;
            continue;
        }
        missing = 0;
        found++;
        if (!read_page(page, pages, error))
            return FALSE;
    }
    if (found == 0) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                            _("PDF without a page"));
        return FALSE;
    }
    if (pages->counts[PAGE_SCAN] > 0 && pages->counts[PAGE_TEXT] == 0) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_NEEDS_OCR,
                            _("a scan without text"));
        return FALSE;
    }
    return TRUE;
}

/* The title of the file's properties, where it is none that a program made of a file's name. */
static char *
property_title(Pdf *pdf)
{
    TcEncodingGuess guess;
    g_autofree char *raw = poppler_document_get_title(pdf);
    if (!raw || !g_utf8_validate(raw, -1, NULL) || !strchr(raw, ' ') ||
        g_str_has_prefix(raw, "Microsoft ") || strstr(raw, ".doc") || strstr(raw, ".pdf"))
        return NULL;
    g_autofree char *tidy = tc_tidy_title(raw);
    if (!tidy)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    tc_encoding_repair(tidy, strlen(tidy), out, &guess);
    return tc_plain_title(out->str);
}

TcDocument *
tc_pdf_read(const char *bytes, gsize len, const char *name, const TcReadLimits *limits,
            GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) data = g_bytes_new_static(bytes, len);
    g_autoptr(GString) text = g_string_new(NULL);
    Pages pages = {.limits = limits, .text = text};

    (void)name;
    g_autoptr(Pdf) pdf = poppler_document_new_from_bytes(data, NULL, &reason);
    if (!pdf) {
        if (g_error_matches(reason, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                                _("it needs a password"));
        else
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                                _("damaged PDF"));
        return NULL;
    }
    if (!read_pages(pdf, &pages, error))
        return NULL;
    GString *whole = g_steal_pointer(&text);
    /* What the pages were repaired from is no longer seen: the text is Unicode now. */
    TcDocument *document = tc_legacy_document_take(&whole, limits, NULL, error);
    if (!document)
        return NULL;
    g_free(document->encoding);
    document->encoding = g_strdup("UTF-8");
    document->confidence = 1;
    if (!document->title)
        document->title = property_title(pdf);
    return document;
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

    if (!g_once_init_enter(&is_done))
        return;
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    tc_document_free(tc_pdf_read(sample, sizeof sample - 1, NULL, &limits, NULL));
    g_once_init_leave(&is_done, 1);
}

#include "document/read/pdf/pdf_page.h"

#include "base/order.h"
#include "document/message.h"
#include "document/read/pdf/pdf_drawn.h"
#include "document/read/pdf/pdf_notes.h"
#include "document/read/pdf/poppler.h"
#include "document/read/pdf/quality.h"
#include "document/read/pdf/torn.h"
#include "document/read/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A page with fewer words over a picture only has what was printed onto the picture. */
#define LAYER_WORDS_MIN   40
/* About two thirds of the words of Vietnamese text have an accent. */
#define ACCENTED_MIN      0.2
/* Nine in ten words of Vietnamese text are syllables; in lists of names and abbreviations, seven in
 * ten. */
#define SYLLABLES_MIN     0.6
/* Of a hundred words of English, French or German prose more than twenty are among the commonest;
 * of a list or a poster, ten. */
#define COMMON_MIN        0.08
/* One of them may be a mistake. */
#define COMMON_COUNT_MIN  2
#define PICTURE_SHARE_MIN 0.5
/* If there are at least this many words, over at least this share of the page's height, the picture
 * is a slide or a cover. Otherwise the words are a stamp or a mark on a scan. */
#define SLIDE_WORDS_MIN   8
#define SLIDE_SPREAD_MIN  0.15
/* Pictures of a page that are decoded, the largest ones. For each of them poppler goes through the
 * whole page; strips of a scan are all as fine. */
#define DECODED_MAX       8

/* Fewer words below a picture are a mark on a scan: "Bản sao y". */
#define CAPTION_WORDS_MIN 5

/* A wider gap than this, in heights of the line, is one between columns. */
#define GAP_MAX 2.5

/* How far, of the width of a page, twice the middle of a line may be from that of the page. */
#define OFF_MAX 0.06

/* In points: further from the page than any word of it. */
#define AROUND 1000.0

#define POINTS_OF_INCH 72.0
#define DPI_WANTED     300.0
#define DPI_MIN        75.0    /* below it, letters of ordinary size cannot be told apart */
#define SIDE_MAX       32000.0 /* pixels; cairo and tesseract count them in 16 bits */

TcPdf *
tc_pdf_open(const char *bytes, gsize len, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) data = g_bytes_new_static(bytes, len);
    const TcPoppler *poppler = tc_poppler();

    if (poppler->problem != NULL) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE,
                    _("cannot load poppler: %s"), poppler->problem);
        return NULL;
    }
    TcPdf *pdf = poppler->poppler_document_new_from_bytes(data, NULL, &reason);
    if (pdf != NULL)
        return pdf;
    if (g_error_matches(reason, poppler->poppler_error_quark(), POPPLER_ERROR_ENCRYPTED))
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
    else
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("damaged PDF"));
    return NULL;
}

/* Counts words, and those among them with a letter beyond ASCII. */
static void
count_words(const GString *text, gsize *words, gsize *accented)
{
    gboolean is_in_word = FALSE;
    gboolean is_accented = FALSE;

    *words = *accented = 0;
    for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) || (is_in_word && g_unichar_ismark(c))) {
            if (!is_in_word)
                is_accented = FALSE;
            is_in_word = TRUE;
            /* U+FFFD and private letters come from fonts without a table of characters. */
            is_accented |= c >= 0xC0 && c < 0xE000;
        } else if (is_in_word) {
            is_in_word = FALSE;
            *words += 1;
            *accented += is_accented;
        }
    }
    *words += is_in_word;
    *accented += is_in_word && is_accented;
}

static double
area_of(const PopplerImageMapping *image)
{
    return fabs(image->area.x2 - image->area.x1) * fabs(image->area.y2 - image->area.y1);
}

/* Whether pictures, which may be strips, cover at least half of a page. */
static gboolean
is_picture(TcPdfPage *page)
{
    double width = 0;
    double height = 0;
    double area = 0;

    tc_poppler()->poppler_page_get_size(page, &width, &height);
    GList *images = tc_poppler()->poppler_page_get_image_mapping(page);
    for (GList *l = images; l != NULL; l = l->next) {
        double part = area_of(l->data);
        if (part > 0) /* not for NaN */
            area += MIN(part, width * height);
    }
    tc_poppler()->poppler_page_free_image_mapping(images);
    return area >= PICTURE_SHARE_MIN * width * height && area > 0;
}

/* Whether the words of a page look Vietnamese but are not: a scanner made them that read another
 * language, or read badly. */
static gboolean
is_bad_layer(const GString *text)
{
    TcQuality quality = tc_quality(text->str, text->len);

    return tc_quality_share(&quality) < SYLLABLES_MIN;
}

/* Whether most letters of a text are of another script: nothing that was read from a picture of
 * Vietnamese is. */
static gboolean
is_other_script(const GString *text)
{
    gsize latin = 0;
    gsize other = 0;

    for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalpha(c))
            continue;
        if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN)
            latin++;
        else
            other++;
    }
    return other > latin;
}

/* Whether a text is written in English, French or German, by the words that each of their sentences
 * has and that are no syllables of Vietnamese. A scan of a Vietnamese page that was read as another
 * language has next to none of them. */
static gboolean
is_other_language(const GString *text, gsize words)
{
    static const char *const common[] = {"the", "of",  "and", "is",  "for", "with", "that", "are",
                                         "was", "les", "des", "est", "et",  "dans", "pour", "une",
                                         "der", "und", "von", "ist", "das", "nicht"};
    g_auto(GStrv) parts = g_strsplit_set(text->str, " \t\r\n\f.,;:!?()\"", -1);
    gsize found = 0;
    for (char **part = parts; *part != NULL; part++)
        for (gsize i = 0; i < G_N_ELEMENTS(common); i++)
            found += g_ascii_strcasecmp(*part, common[i]) == 0;
    return found >= COMMON_COUNT_MIN && (double)found >= COMMON_MIN * (double)words;
}

/* Whether it tells who signed the file, as is printed onto scans. */
static gboolean
has_mark_of_signature(const GString *text)
{
    static const char *const marks[] = {"Người ký", "Ký bởi", "ký số", "Thời gian ký", "signed by"};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (strstr(text->str, marks[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* Whether what stands on a picture was set there, as on a slide: words from top to bottom. What is
 * printed onto scans stands in a corner, or tells who signed the file. */
static gboolean
is_set_on_picture(TcPdfPage *page, const GString *text, gsize words)
{
    PopplerRectangle *places = NULL;
    guint count = 0;
    double width = 0;
    double height = 0;
    double top = G_MAXDOUBLE;
    double bottom = -G_MAXDOUBLE;

    if (has_mark_of_signature(text) || words < SLIDE_WORDS_MIN ||
        !tc_poppler()->poppler_page_get_text_layout(page, &places, &count))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        top = MIN(top, places[i].y1);
        bottom = MAX(bottom, places[i].y2);
    }
    g_free(places);
    tc_poppler()->poppler_page_get_size(page, &width, &height);
    return bottom - top >= SLIDE_SPREAD_MIN * height;
}

/* The larger first. */
static gint
compare_images(gconstpointer a, gconstpointer b)
{
    const double one = area_of(a);
    const double other = area_of(b);
    return TC_ORDER(other, one);
}

gboolean
tc_pdf_page_is_coarse(TcPdfPage *page)
{
    const TcPoppler *poppler = tc_poppler();
    double inches = 0; /* square ones */
    double pixels = 0;
    guint decoded = 0;

    GList *images = g_list_sort(poppler->poppler_page_get_image_mapping(page), compare_images);
    for (GList *l = images; l != NULL && decoded < DECODED_MAX; l = l->next, decoded++) {
        const PopplerImageMapping *image = l->data;
        cairo_surface_t *surface = poppler->poppler_page_get_image(page, image->image_id);
        if (surface == NULL)
            continue;
        inches += area_of(image) / (POINTS_OF_INCH * POINTS_OF_INCH);
        pixels += (double)poppler->cairo_image_surface_get_width(surface) *
                  poppler->cairo_image_surface_get_height(surface);
        poppler->cairo_surface_destroy(surface);
    }
    poppler->poppler_page_free_image_mapping(images);
    return pixels > 0 && pixels < DPI_MIN * DPI_MIN * inches;
}

/* Whether the text layer of a page is its text, and not what a scanner made of a picture of it.
 * That takes as long to see as to read the page, and is looked for last. */
static gboolean
is_sound(TcPdfPage *page, const GString *text, gsize words, gboolean is_vietnamese, guint *drawings)
{
    const gboolean is_language = (is_vietnamese && !is_bad_layer(text)) ||
                                 is_other_language(text, words) || is_other_script(text);
    if ((is_language && words >= LAYER_WORDS_MIN) || !is_picture(page))
        return TRUE;
    if (!is_set_on_picture(page, text, words))
        return FALSE;
    /* Nobody could have read them from so coarse a picture: it is the ground that they stand on. */
    if (is_language || tc_pdf_page_is_coarse(page))
        return TRUE;
    if (*drawings == 0)
        return FALSE;
    const gboolean is_seen = tc_pdf_page_draws_words(page, words);
    *drawings -= !is_seen;
    return is_seen;
}

TcPageKind
tc_pdf_page_kind(TcPdfPage *page, const GString *text, guint *drawings)
{
    gsize words;
    gsize accented;

    count_words(text, &words, &accented);
    gboolean is_vietnamese = words > 0 && (double)accented >= ACCENTED_MIN * (double)words;
    if (!is_sound(page, text, words, is_vietnamese, drawings))
        return TC_PAGE_SCAN;
    if (is_vietnamese)
        return TC_PAGE_TEXT;
    if (strspn(text->str, " \t\n\f") == text->len)
        return TC_PAGE_EMPTY;
    return words >= LAYER_WORDS_MIN ? TC_PAGE_FOREIGN : TC_PAGE_SCANT;
}

gboolean
tc_pdf_is_caption(const GString *text, gboolean is_foreign)
{
    gsize words;
    gsize accented;

    count_words(text, &words, &accented);
    return words >= CAPTION_WORDS_MIN && !has_mark_of_signature(text) &&
           (is_foreign || is_other_script(text) ||
            ((double)accented >= ACCENTED_MIN * (double)words && !is_bad_layer(text)));
}

static gboolean
is_same_line(const PopplerRectangle *a, const PopplerRectangle *b)
{
    double height = fabs(a->y2 - a->y1);
    return height > 0 && fabs(a->y1 - b->y1) < height / 10 && fabs(a->y2 - b->y2) < height / 10;
}

/* What has to be written between two letters that have nothing between them: cells of a table stand
 * side by side, in lines of their own, or with a gap that words do not have. 0: nothing. */
static char
missing_space(const PopplerRectangle *before, const PopplerRectangle *next)
{
    double height = fabs(next->y2 - next->y1);
    double fall = fabs(next->y1 - before->y1);

    if (height > 0 && next->x1 - before->x2 > 0.12 * height)
        return '\t';
    return height > 0 && fall >= 0.6 * height && next->x1 < before->x1 ? '\n' : '\0';
}

/* Whether `next` stands on the letter `before` it. Fonts that have no "ề" draw "ê" and then the
 * accent, which takes room of its own until the next letter is set back. */
static gboolean
is_set_back(const PopplerRectangle *before, const PopplerRectangle *next)
{
    return is_same_line(before, next) && next->x1 > before->x1 && next->x1 < before->x2 &&
           before->x2 - next->x1 > 0.12 * fabs(next->y2 - next->y1);
}

/* Words that stand together: what is between two line ends, gaps or cells. */
typedef struct {
    gsize start, end; /* in the text */
    char space;       /* what follows it: '\n', '\t', or '\0' at the end */
    double x1, x2, y1, y2;
    guint letters, bold;
    guint16 size; /* of its last letter */
} Piece;

static inline Piece *
piece_at(const GArray *pieces, gsize index)
{
    return &g_array_index(pieces, Piece, index);
}

static void
end_piece(GArray *pieces, Piece *piece, gsize end, char space)
{
    piece->end = end;
    piece->space = space;
    g_array_append_val(pieces, *piece);
    *piece = (Piece){.start = end + 1, .x1 = G_MAXDOUBLE, .x2 = -G_MAXDOUBLE};
}

static void
widen(Piece *piece, const PopplerRectangle *place, const TcPdfFont *font)
{
    piece->letters++;
    piece->bold += font != NULL && font->is_bold;
    piece->size = font != NULL ? font->size : 0;
    piece->x1 = MIN(piece->x1, MIN(place->x1, place->x2));
    piece->x2 = MAX(piece->x2, MAX(place->x1, place->x2));
    piece->y1 = MIN(place->y1, place->y2);
    piece->y2 = MAX(place->y1, place->y2);
}

/* `text` with the spaces and line ends that the places of its letters call for, and its pieces.
 * `places` has one place for each of its characters, `fonts`, which may be NULL, a font. */
static GString *
fit_spaces(const char *text, const PopplerRectangle *places, const TcPdfFont *fonts, GArray *pieces)
{
    GString *out = g_string_sized_new(strlen(text) + 16);
    Piece piece = {.x1 = G_MAXDOUBLE, .x2 = -G_MAXDOUBLE};
    gsize i = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), i++) {
        const char *next = g_utf8_next_char(p);
        gboolean is_end = *p == '\n' || *p == ' ';
        if (is_end && i > 0 && *next != '\0' && g_unichar_isalpha(g_utf8_get_char(next)) &&
            is_set_back(&places[i - 1], &places[i + 1]))
            continue;
        if (*p == '\n') {
            end_piece(pieces, &piece, out->len, '\n');
            g_string_append_c(out, '\n');
            continue;
        }
        g_string_append_len(out, p, next - p);
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            widen(&piece, &places[i], fonts != NULL ? &fonts[i] : NULL);
        if (g_ascii_isspace(*p) || *next == '\0' || g_ascii_isspace(*next))
            continue;
        char space = missing_space(&places[i], &places[i + 1]);
        if (space == '\0')
            continue;
        end_piece(pieces, &piece, out->len, space);
        g_string_append_c(out, space);
    }
    end_piece(pieces, &piece, out->len, '\0');
    return out;
}

static gboolean
is_beside(const Piece *a, const Piece *b)
{
    double height = MIN(a->y2 - a->y1, b->y2 - b->y1);
    return a->x1 <= a->x2 && b->x1 <= b->x2 && height > 0 &&
           fabs(a->y1 + a->y2 - b->y1 - b->y2) < 0.5 * height;
}

static gint
compare_pieces(gconstpointer a, gconstpointer b)
{
    const Piece *one = a;
    const Piece *other = b;
    return TC_ORDER(one->x1, other->x1);
}

/* How many pieces of other lines may stand between two of one line. */
#define STRAY_MAX 6u

/* The piece behind `i` that is the rest of a number on its line ("/2024/QĐ-UBND") though others
 * stand between; 0 for none. Anything else might be the next cell of a table. */
static guint
find_rest(const char *text, const GArray *pieces, guint i)
{
    const Piece *piece = piece_at(pieces, i);

    for (guint k = i + 1; k < pieces->len && k <= i + 1 + STRAY_MAX; k++) {
        const Piece *rest = piece_at(pieces, k);
        double gap = rest->x1 - piece->x2;
        if (is_beside(piece, rest))
            return k > i + 1 && text[rest->start] == '/' && gap >= 0 &&
                           gap < GAP_MAX * (piece->y2 - piece->y1)
                       ? k
                       : 0;
    }
    return 0;
}

/* Moves the rest of a line to its beginning. The number of a document is a stamp in the room that
 * was left for it, and poppler may put a line of the other half of the letterhead in between:
 * "Số: 69", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "/2024/QĐ-UBND". */
static void
gather_lines(const char *text, GArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        guint from = piece_at(pieces, i)->space == '\n' ? find_rest(text, pieces, i) : 0;
        guint end = from + 1;
        if (from == 0)
            continue;
        while (end < pieces->len && piece_at(pieces, end - 1)->space != '\n')
            end++;
        g_autofree Piece *strays =
            g_memdup2(piece_at(pieces, i + 1), (from - i - 1) * sizeof(Piece));
        memmove(piece_at(pieces, i + 1), piece_at(pieces, from), (end - from) * sizeof(Piece));
        memcpy(piece_at(pieces, i + 1 + end - from), strays, (from - i - 1) * sizeof(Piece));
    }
}

/* How a line looks that has these pieces, on a page of that width. */
static TcLook
look_of(const Piece *pieces, gsize count, double width)
{
    /* What fills its line is in the middle, too: the first line of a title may. */
    const double off = pieces[0].x1 + pieces[count - 1].x2 - width;
    guint letters = 0;
    guint bold = 0;

    for (gsize i = 0; i < count; i++) {
        letters += pieces[i].letters;
        bold += pieces[i].bold;
    }
    return (TcLook){.size = pieces[0].size,
                    .is_bold = bold > 0 && bold >= letters - letters / 8,
                    .is_centred = fabs(off) < OFF_MAX * width};
}

/* Puts the pieces of one line, which follow each other in `text`, side by side. Wide gaps within a
 * line, such as room left for a number, part it for poppler, which then gives what stands in the
 * gaps behind the line, or in another order. Columns are not touched, as whole lines of these
 * follow each other. `lines` as in tc_pdf_page_text(). */
static GString *
join_lines(const GString *text, const GArray *pieces, double width, GArray *lines)
{
    GString *out = g_string_sized_new(text->len);

    for (guint i = 0, end; i < pieces->len; i = end) {
        gboolean is_cut = FALSE; /* a part of the line stands on another line */
        for (end = i + 1; end < pieces->len; end++) {
            const Piece *before = piece_at(pieces, end - 1);
            if (!is_beside(before, piece_at(pieces, end)))
                break;
            is_cut |= before->space == '\n';
        }
        char last = piece_at(pieces, end - 1)->space;
        if (is_cut)
            qsort(piece_at(pieces, i), end - i, sizeof(Piece), compare_pieces);
        TcPdfLine line = {.start = out->len, .look = look_of(piece_at(pieces, i), end - i, width)};
        for (guint k = i; k < end; k++) {
            const Piece *piece = piece_at(pieces, k);
            const Piece *next = k + 1 < end ? piece + 1 : NULL;
            gboolean is_wide =
                next != NULL && next->x1 - piece->x2 > GAP_MAX * (piece->y2 - piece->y1);
            char space = next == NULL ? last : !is_cut ? piece->space : is_wide ? '\t' : ' ';
            g_string_append_len(out, text->str + piece->start, (gssize)(piece->end - piece->start));
            if (space != '\0')
                g_string_append_c(out, space);
        }
        line.end = out->len;
        if (lines != NULL)
            g_array_append_val(lines, line);
    }
    return out;
}

/* The text of a page without its notes. `lines` as in tc_pdf_page_text(). */
static GString *
layout_text(TcPdfPage *page, GArray *lines)
{
    PopplerRectangle *places = NULL;
    guint count = 0;
    const TcPoppler *poppler = tc_poppler();
    double width = 0;
    double height = 0;

    /* poppler selects from the words that are nearest to two corners, in its own order: of a page
     * whose lines stand at angles, those of the page itself may select next to nothing. */
    poppler->poppler_page_get_size(page, &width, &height);
    PopplerRectangle area = {-AROUND, -AROUND, width + AROUND, height + AROUND};
    g_autofree char *raw = poppler->poppler_page_get_text_for_area(page, &area);
    g_autofree char *valid = g_utf8_make_valid(raw != NULL ? raw : "", -1);
    gboolean has_places = *valid != '\0' && poppler->poppler_page_get_text_layout_for_area(
                                                page, &area, &places, &count);

    if (!has_places || (glong)count != g_utf8_strlen(valid, -1)) {
        g_free(places);
        return g_string_new(valid);
    }
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_autofree TcPdfFont *fonts = lines != NULL ? tc_pdf_fonts(page, &area, count) : NULL;
    g_autoptr(GString) text = fit_spaces(valid, places, fonts, pieces);
    g_free(places);
    gather_lines(text->str, pieces);
    return join_lines(text, pieces, width, lines);
}

/* Whether `flat` has all letters of `text`, and more. */
static gboolean
has_more_letters(const GString *flat, const GString *text)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    gsize more = 0;

    for (const char *p = flat->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gpointer c = GUINT_TO_POINTER(g_utf8_get_char(p));
        g_hash_table_insert(counts, c,
                            GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, c)) + 1));
        more += g_unichar_isalnum(g_utf8_get_char(p)) != 0;
    }
    for (const char *p = text->str; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        gpointer c = GUINT_TO_POINTER(letter);
        if (!g_unichar_isalnum(letter))
            continue;
        guint left = GPOINTER_TO_UINT(g_hash_table_lookup(counts, c));
        if (left == 0)
            return FALSE;
        g_hash_table_insert(counts, c, GUINT_TO_POINTER(left - 1));
        more--;
    }
    return more > 0;
}

GString *
tc_pdf_page_text(TcPdfPage *page, GArray *lines)
{
    GString *text = layout_text(page, lines);

    if (!tc_pdf_page_has_notes(page))
        return text;
    /* poppler's text leaves notes out; drawn into the page, they stand where they belong. Only the
     * picture of a scan would be copied. */
    g_autoptr(GBytes) bytes = is_picture(page) ? NULL : tc_pdf_page_flatten(page);
    g_autoptr(TcPdf) pdf =
        bytes != NULL ? tc_poppler()->poppler_document_new_from_bytes(bytes, NULL, NULL) : NULL;
    g_autoptr(TcPdfPage) drawn =
        pdf != NULL ? tc_poppler()->poppler_document_get_page(pdf, 0) : NULL;
    if (drawn != NULL) {
        g_autoptr(GArray) flat_lines = g_array_new(FALSE, FALSE, sizeof(TcPdfLine));
        GString *flat = layout_text(drawn, lines != NULL ? flat_lines : NULL);
        g_autoptr(GString) words = g_string_new(text->str);
        tc_pdf_page_append_notes(page, words);
        tc_join_torn(flat, words->str);
        if (has_more_letters(flat, text) && tc_pdf_page_shows_notes(page, flat)) {
            GString *swap = text;
            text = flat;
            flat = swap;
            if (lines != NULL) {
                g_array_set_size(lines, 0);
                g_array_append_vals(lines, flat_lines->data, flat_lines->len);
            }
        }
        g_string_free(flat, TRUE);
    }
    tc_pdf_page_append_notes(page, text);
    return text;
}

/* ---- pictures ---- */

/* Takes ownership of the pixels of `surface`, 32 bits each. */
static guint8 *
grey_of(cairo_surface_t *surface, guint width, guint height)
{
    const guint8 *rows = tc_poppler()->cairo_image_surface_get_data(surface);
    gsize stride = (gsize)tc_poppler()->cairo_image_surface_get_stride(surface);
    guint8 *grey = g_try_malloc((gsize)width * height);

    for (guint y = 0; grey != NULL && y < height; y++) {
        const guint32 *row = (const guint32 *)(const void *)(rows + y * stride);
        for (guint x = 0; x < width; x++) {
            guint red = row[x] >> 16 & 0xFF;
            guint green = row[x] >> 8 & 0xFF;
            guint blue = row[x] & 0xFF;
            /* The weights of ITU-R BT.601 in 256ths. */
            grey[(gsize)y * width + x] = (guint8)((77 * red + 150 * green + 29 * blue) >> 8);
        }
    }
    return grey;
}

static gboolean
set_no_memory(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("not enough memory for its picture"));
    return FALSE;
}

gboolean
tc_pdf_page_draw(TcPdfPage *page, TcPicture *picture, GError **error)
{
    double width = 0;
    double height = 0;

    tc_poppler()->poppler_page_get_size(page, &width, &height);
    if (!isfinite(width) || !isfinite(height) || width < 1 || height < 1) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                            _("a page without a size"));
        return FALSE;
    }
    double dpi = MIN(DPI_WANTED, POINTS_OF_INCH * SIDE_MAX / MAX(width, height));
    dpi = MIN(dpi, POINTS_OF_INCH * sqrt((double)TC_PICTURE_PIXELS_MAX / width / height));
    if (dpi < DPI_MIN) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                            _("a page too large to be recognised"));
        return FALSE;
    }
    guint columns = (guint)ceil(width * dpi / POINTS_OF_INCH);
    guint rows = (guint)ceil(height * dpi / POINTS_OF_INCH);
    cairo_surface_t *surface =
        tc_poppler()->cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)columns, (int)rows);
    cairo_t *cairo = tc_poppler()->cairo_create(surface);
    tc_poppler()->cairo_set_source_rgb(cairo, 1, 1, 1);
    tc_poppler()->cairo_paint(cairo);
    tc_poppler()->cairo_scale(cairo, dpi / POINTS_OF_INCH, dpi / POINTS_OF_INCH);
    tc_poppler()->poppler_page_render(page, cairo);
    gboolean is_drawn = tc_poppler()->cairo_status(cairo) != CAIRO_STATUS_NO_MEMORY &&
                        tc_poppler()->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    tc_poppler()->cairo_destroy(cairo);
    guint8 *grey = NULL;
    if (is_drawn) {
        tc_poppler()->cairo_surface_flush(surface);
        grey = grey_of(surface, columns, rows);
    }
    tc_poppler()->cairo_surface_destroy(surface);
    if (grey == NULL)
        return set_no_memory(error);
    *picture =
        (TcPicture){.pixels = grey, .width = columns, .height = rows, .dpi = (guint)(dpi + 0.5)};
    return TRUE;
}

/* Make a scan: pages that are pictures of text, for tests of --ocr.
 *
 * tc_scan_writer [--turn DEGREES] [--layer TEXT] FILE.pdf|FILE.png PAGE...
 * Each PAGE is the text of a page, its lines divided by \n (two characters). An empty one is a
 * blank sheet. --turn: the sheets lie askew. --layer: a text layer of that text under each picture,
 * as a scanner makes one. A .png has the first page only. */
#include <cairo-pdf.h>
#include <cairo.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

#define WIDTH  420.0 /* points */
#define HEIGHT 160.0
#define MARGIN 20.0
#define SIZE   13.0
#define DPI    200.0

static cairo_surface_t *
draw_page(const char *text, double degrees)
{
    const double scale = DPI / 72;
    g_auto(GStrv) lines = g_strsplit(text, "\\n", -1);
    cairo_surface_t *picture =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(WIDTH * scale), (int)(HEIGHT * scale));
    cairo_t *cairo = cairo_create(picture);

    cairo_set_source_rgb(cairo, 0.97, 0.97, 0.95);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_rotate(cairo, degrees * G_PI / 180);
    cairo_set_source_rgb(cairo, 0.1, 0.1, 0.15);
    cairo_select_font_face(cairo, "DejaVu Serif", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, SIZE);
    for (guint i = 0; lines[i] != NULL; i++) {
        cairo_move_to(cairo, MARGIN, MARGIN + SIZE + i * SIZE * 1.6);
        cairo_show_text(cairo, lines[i]);
    }
    cairo_destroy(cairo);
    return picture;
}

static void
put_page(cairo_t *cairo, cairo_surface_t *picture, const char *layer)
{
    if (layer != NULL) {
        cairo_set_font_size(cairo, 4);
        cairo_move_to(cairo, 5, HEIGHT / 2);
        cairo_show_text(cairo, layer);
    }
    cairo_save(cairo);
    cairo_scale(cairo, 72 / DPI, 72 / DPI);
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_show_page(cairo);
}

int
main(G_GNUC_UNUSED int argc, char **argv)
{
    double turn = 0;
    g_autofree char *layer = NULL;
    const GOptionEntry entries[] = {
        {"turn", 0, 0, G_OPTION_ARG_DOUBLE, &turn, NULL, NULL},
        {"layer", 0, 0, G_OPTION_ARG_FILENAME, &layer, NULL, NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("FILE PAGE...");
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) words = g_strdupv(argv);
    cairo_status_t status = CAIRO_STATUS_SUCCESS;

    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse_strv(context, &words, &error) || words[1] == NULL ||
        words[2] == NULL) {
        fprintf(stderr, "tc_scan_writer: %s\n", error != NULL ? error->message : "FILE PAGE...");
        return 2;
    }
    if (g_str_has_suffix(words[1], ".png")) {
        cairo_surface_t *picture = draw_page(words[2], turn);
        status = cairo_surface_write_to_png(picture, words[1]);
        cairo_surface_destroy(picture);
    } else {
        cairo_surface_t *pdf = cairo_pdf_surface_create(words[1], WIDTH, HEIGHT);
        /* The same bytes each time: pages are kept by the hash of their file. */
        cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, "2020-01-02T03:04:05Z");
        cairo_t *cairo = cairo_create(pdf);
        for (char **page = words + 2; *page != NULL; page++) {
            cairo_surface_t *picture = draw_page(*page, turn);
            put_page(cairo, picture, layer);
            cairo_surface_destroy(picture);
        }
        cairo_destroy(cairo);
        cairo_surface_finish(pdf);
        status = cairo_surface_status(pdf);
        cairo_surface_destroy(pdf);
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "tc_scan_writer: %s: %s\n", words[1], cairo_status_to_string(status));
        return 1;
    }
    return 0;
}

#include "document/read/pdf/pdf_drawn.h"

#include <math.h>

/* Nothing is looked at but what is drawn. */
#define SCALE 0.125

/* A program writes some words at once, a line at most. */
#define WORDS_AT_ONCE 12u

/* Pixels; no page that is printed has more. */
#define SIDE_MAX 4000.0

typedef struct {
    guint grounds; /* pictures and areas so far */
    guint writings;
    guint on_ground;
} Drawing;

static void
on_ground(G_GNUC_UNUSED cairo_surface_t *observer, G_GNUC_UNUSED cairo_surface_t *target,
          void *data)
{
    Drawing *drawing = data;
    drawing->grounds++;
}

static void
on_writing(G_GNUC_UNUSED cairo_surface_t *observer, G_GNUC_UNUSED cairo_surface_t *target,
           void *data)
{
    Drawing *drawing = data;
    drawing->writings++;
    drawing->on_ground += drawing->grounds > 0;
}

/* Draws on `target`, with `drawing` watching. */
static void
draw_watched(TcPdfPage *page, cairo_surface_t *target, Drawing *drawing)
{
    const TcPoppler *poppler = tc_poppler();
    cairo_surface_t *observer =
        poppler->cairo_surface_create_observer(target, CAIRO_SURFACE_OBSERVER_NORMAL);

    poppler->cairo_surface_observer_add_fill_callback(observer, on_ground, drawing);
    poppler->cairo_surface_observer_add_mask_callback(observer, on_ground, drawing);
    poppler->cairo_surface_observer_add_paint_callback(observer, on_ground, drawing);
    poppler->cairo_surface_observer_add_glyphs_callback(observer, on_writing, drawing);
    cairo_t *cairo = poppler->cairo_create(observer);
    poppler->cairo_scale(cairo, SCALE, SCALE);
    poppler->poppler_page_render(page, cairo);
    poppler->cairo_destroy(cairo);
    poppler->cairo_surface_destroy(observer);
}

gboolean
tc_pdf_page_draws_words(TcPdfPage *page, gsize words)
{
    const TcPoppler *poppler = tc_poppler();
    Drawing drawing = {0};
    double width = 0;
    double height = 0;

    poppler->poppler_page_get_size(page, &width, &height);
    width *= SCALE;
    height *= SCALE;
    if (!isfinite(width) || !isfinite(height) || MAX(width, height) > SIDE_MAX)
        return FALSE;
    cairo_surface_t *target = poppler->cairo_image_surface_create(
        CAIRO_FORMAT_A8, (int)ceil(MAX(width, 1)), (int)ceil(MAX(height, 1)));
    draw_watched(page, target, &drawing);
    poppler->cairo_surface_destroy(target);
    return drawing.on_ground * 2 > drawing.writings &&
           (gsize)drawing.on_ground * WORDS_AT_ONCE >= words;
}

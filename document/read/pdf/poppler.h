/* document/read/pdf/poppler.h - poppler, and cairo that it draws with. Private to document/.
 *
 * They and the fifty libraries that they need take two thirds of the time in which a program starts
 * that is linked with them, and most runs meet no PDF: they are loaded when the first one comes. */
#ifndef TC_DOCUMENT_POPPLER_H
#define TC_DOCUMENT_POPPLER_H

#include <cairo-pdf.h>
#include <cairo.h>
#include <glib.h>
#include <poppler.h>

G_BEGIN_DECLS

/* poppler has no cleanup functions in the version of Debian 12; names of our own will not clash
 * with those of a later one. */
typedef PopplerDocument TcPdf;
typedef PopplerPage TcPdfPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPdf, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPdfPage, g_object_unref)

/* The functions that are used, by their own names. */
#define TC_POPPLER_FUNCTIONS(X)                                                                    \
    X(cairo_create)                                                                                \
    X(cairo_destroy)                                                                               \
    X(cairo_image_surface_create)                                                                  \
    X(cairo_image_surface_get_data)                                                                \
    X(cairo_image_surface_get_height)                                                              \
    X(cairo_image_surface_get_stride)                                                              \
    X(cairo_image_surface_get_width)                                                               \
    X(cairo_paint)                                                                                 \
    X(cairo_pdf_surface_create_for_stream)                                                         \
    X(cairo_scale)                                                                                 \
    X(cairo_set_source_rgb)                                                                        \
    X(cairo_status)                                                                                \
    X(cairo_surface_create_observer)                                                               \
    X(cairo_surface_destroy)                                                                       \
    X(cairo_surface_finish)                                                                        \
    X(cairo_surface_flush)                                                                         \
    X(cairo_surface_observer_add_fill_callback)                                                    \
    X(cairo_surface_observer_add_glyphs_callback)                                                  \
    X(cairo_surface_observer_add_mask_callback)                                                    \
    X(cairo_surface_observer_add_paint_callback)                                                   \
    X(cairo_surface_status)                                                                        \
    X(poppler_annot_get_annot_type)                                                                \
    X(poppler_annot_get_contents)                                                                  \
    X(poppler_annot_get_flags)                                                                     \
    X(poppler_attachment_save_to_callback)                                                         \
    X(poppler_document_get_attachments)                                                            \
    X(poppler_document_get_n_pages)                                                                \
    X(poppler_document_get_page)                                                                   \
    X(poppler_document_get_title)                                                                  \
    X(poppler_document_new_from_bytes)                                                             \
    X(poppler_error_quark)                                                                         \
    X(poppler_form_field_choice_get_item)                                                          \
    X(poppler_form_field_choice_get_n_items)                                                       \
    X(poppler_form_field_choice_get_text)                                                          \
    X(poppler_form_field_choice_is_editable)                                                       \
    X(poppler_form_field_choice_is_item_selected)                                                  \
    X(poppler_form_field_get_field_type)                                                           \
    X(poppler_form_field_text_get_text)                                                            \
    X(poppler_page_free_annot_mapping)                                                             \
    X(poppler_page_free_form_field_mapping)                                                        \
    X(poppler_page_free_image_mapping)                                                             \
    X(poppler_page_free_text_attributes)                                                           \
    X(poppler_page_get_annot_mapping)                                                              \
    X(poppler_page_get_form_field_mapping)                                                         \
    X(poppler_page_get_image)                                                                      \
    X(poppler_page_get_image_mapping)                                                              \
    X(poppler_page_get_size)                                                                       \
    X(poppler_page_get_text_attributes_for_area)                                                   \
    X(poppler_page_get_text_for_area)                                                              \
    X(poppler_page_get_text_layout)                                                                \
    X(poppler_page_get_text_layout_for_area)                                                       \
    X(poppler_page_render)

#define TC_POPPLER_MEMBER(name) __typeof__(name) *name;
typedef struct {
    TC_POPPLER_FUNCTIONS(TC_POPPLER_MEMBER)
    char *problem; /* why they are not there; NULL when they are */
} TcPoppler;
#undef TC_POPPLER_MEMBER

/* Loads them at the first call, from any thread. Nothing of it may be called with a `problem`. */
const TcPoppler *tc_poppler(void);

G_END_DECLS

#endif

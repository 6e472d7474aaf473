#include "document/read/pdf/pdf_notes.h"

#include "document/read/pdf/poppler.h"

#include <math.h>
#include <string.h>

/* Notes and fields of a page that are looked at, and items of a list to choose from. */
#define NOTES_MAX 2000u
#define ITEMS_MAX 1000
#define FLAT_MAX  ((guint)64 << 20)

gboolean
tc_pdf_page_has_notes(TcPdfPage *page)
{
    GList *notes = tc_poppler()->poppler_page_get_annot_mapping(page);
    gboolean is_any = FALSE;

    for (GList *l = notes; l != NULL && !is_any; l = l->next) {
        PopplerAnnot *note = ((PopplerAnnotMapping *)l->data)->annot;
        PopplerAnnotType type = tc_poppler()->poppler_annot_get_annot_type(note);
        is_any = type != POPPLER_ANNOT_LINK && type != POPPLER_ANNOT_POPUP;
    }
    tc_poppler()->poppler_page_free_annot_mapping(notes);
    return is_any;
}

static cairo_status_t
write_flat(void *closure, const unsigned char *bytes, unsigned int len)
{
    GByteArray *out = closure;

    if (len > FLAT_MAX - out->len)
        return CAIRO_STATUS_WRITE_ERROR;
    g_byte_array_append(out, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

GBytes *
tc_pdf_page_flatten(TcPdfPage *page)
{
    const TcPoppler *poppler = tc_poppler();
    g_autoptr(GByteArray) out = g_byte_array_new();
    double width = 0;
    double height = 0;

    poppler->poppler_page_get_size(page, &width, &height);
    if (!isfinite(width) || !isfinite(height) || width < 1 || height < 1)
        return NULL;
    cairo_surface_t *surface =
        poppler->cairo_pdf_surface_create_for_stream(write_flat, out, width, height);
    cairo_t *cairo = poppler->cairo_create(surface);
    poppler->poppler_page_render(page, cairo);
    gboolean is_drawn = poppler->cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    poppler->cairo_destroy(cairo);
    poppler->cairo_surface_finish(surface);
    is_drawn &= poppler->cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    poppler->cairo_surface_destroy(surface);
    return is_drawn ? g_byte_array_free_to_bytes(g_steal_pointer(&out)) : NULL;
}

/* `words` on one line, with one space or none between any two, in UTF-8. */
static char *
on_one_line(const char *words, gboolean has_spaces)
{
    g_autofree char *valid = g_utf8_make_valid(words, -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c))
            g_string_append_unichar(out, c);
        else if (has_spaces && out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_strdup(g_strchomp(out->str));
}

/* What a note or a field says. */
typedef struct {
    char *words;
    gboolean is_shown; /* it is shown on the page, and not only when someone opens it */
} Note;

static void
note_clear(gpointer note)
{
    g_free(((Note *)note)->words);
}

static void
add_note(char *words, gboolean is_shown, GArray *notes)
{
    Note note = {.words = words, .is_shown = is_shown};

    if (words != NULL)
        g_array_append_val(notes, note);
}

static void
add_field(PopplerFormField *field, GArray *notes)
{
    const TcPoppler *poppler = tc_poppler();
    PopplerFormFieldType type = poppler->poppler_form_field_get_field_type(field);

    if (type == POPPLER_FORM_FIELD_TEXT) {
        add_note(poppler->poppler_form_field_text_get_text(field), TRUE, notes);
    } else if (type == POPPLER_FORM_FIELD_CHOICE) {
        int count = MIN(poppler->poppler_form_field_choice_get_n_items(field), ITEMS_MAX);
        for (int i = 0; i < count && notes->len < NOTES_MAX; i++)
            if (poppler->poppler_form_field_choice_is_item_selected(field, i))
                add_note(poppler->poppler_form_field_choice_get_item(field, i), FALSE, notes);
        /* What was typed where nothing was chosen. */
        if (poppler->poppler_form_field_choice_is_editable(field))
            add_note(poppler->poppler_form_field_choice_get_text(field), FALSE, notes);
    }
}

static GArray *
find_notes(TcPdfPage *page)
{
    const TcPoppler *poppler = tc_poppler();
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(Note));

    g_array_set_clear_func(notes, note_clear);
    GList *fields = poppler->poppler_page_get_form_field_mapping(page);
    /* poppler puts each before those that it had. */
    for (GList *l = g_list_last(fields); l != NULL && notes->len < NOTES_MAX; l = l->prev)
        add_field(((PopplerFormFieldMapping *)l->data)->field, notes);
    poppler->poppler_page_free_form_field_mapping(fields);

    GList *annots = poppler->poppler_page_get_annot_mapping(page);
    for (GList *l = annots; l != NULL && notes->len < NOTES_MAX; l = l->next) {
        PopplerAnnot *annot = ((PopplerAnnotMapping *)l->data)->annot;
        PopplerAnnotType type = poppler->poppler_annot_get_annot_type(annot);
        /* What a link or a field is for does not belong to the text of the page. */
        if (type != POPPLER_ANNOT_LINK && type != POPPLER_ANNOT_WIDGET &&
            (poppler->poppler_annot_get_flags(annot) & POPPLER_ANNOT_FLAG_HIDDEN) == 0)
            add_note(poppler->poppler_annot_get_contents(annot), type == POPPLER_ANNOT_FREE_TEXT,
                     notes);
    }
    poppler->poppler_page_free_annot_mapping(annots);
    return notes;
}

gboolean
tc_pdf_page_shows_notes(TcPdfPage *page, const GString *flat)
{
    g_autofree char *present = on_one_line(flat->str, FALSE);
    g_autoptr(GArray) notes = find_notes(page);
    guint count = 0;
    guint found = 0;

    for (guint i = 0; i < notes->len; i++) {
        const Note *note = &g_array_index(notes, Note, i);
        g_autofree char *words = on_one_line(note->words, FALSE);
        if (!note->is_shown || *words == '\0')
            continue;
        gboolean is_found = strstr(present, words) != NULL;
        if (!is_found && !g_str_is_ascii(words))
            return FALSE;
        count++;
        found += is_found;
    }
    return found * 2 >= count;
}

void
tc_pdf_page_append_notes(TcPdfPage *page, GString *text)
{
    g_autofree char *present = on_one_line(text->str, TRUE);
    g_autoptr(GArray) notes = find_notes(page);

    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *words = on_one_line(g_array_index(notes, Note, i).words, TRUE);
        if (*words == '\0' || strstr(present, words) != NULL)
            continue;
        if (text->len > 0 && text->str[text->len - 1] != '\n')
            g_string_append_c(text, '\n');
        g_string_append(text, words);
        g_string_append_c(text, '\n');
    }
}

#include "tests/support/pdf_writer.h"

#include <string.h>

GString *
tc_pdf_file(const char *const *objects, const char *trailer)
{
    GString *pdf = g_string_new("%PDF-1.4\n");
    g_autoptr(GString) table = g_string_new(NULL);
    guint count = 0;

    for (; objects[count] != NULL; count++) {
        g_string_append_printf(table, "%010" G_GSIZE_FORMAT " 00000 n \n", pdf->len);
        g_string_append_printf(pdf, "%u 0 obj\n%s\nendobj\n", count + 1, objects[count]);
    }
    gsize start = pdf->len;
    g_string_append_printf(pdf, "xref\n0 %u\n0000000000 65535 f \n%s", count + 1, table->str);
    g_string_append_printf(pdf, "trailer\n<</Size %u/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n",
                           count + 1, trailer, start);
    return pdf;
}

static char *
fine_image(void)
{
    g_autoptr(GString) rows = g_string_new(NULL);

    for (guint i = 0; i < 1000 * 1400 / 8 / 128 + 1; i++)
        g_string_append(rows, "81FF"); /* 128 bytes of white */
    return g_strdup_printf("<</Subtype/Image/Width 1000/Height 1400/BitsPerComponent 1"
                           "/ColorSpace/DeviceGray/Filter[/ASCIIHexDecode/RunLengthDecode]"
                           "/Length %zu>>stream\n%s80>\nendstream",
                           rows->len + 3, rows->str);
}

GString *
tc_pdf_pages(const char *const *contents, gsize count, const char *trailer)
{
    g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func(g_free);
    GString *kids = g_string_new(NULL);

    g_ptr_array_add(objects, g_strdup(TC_PDF_CATALOG));
    g_ptr_array_add(objects, NULL); /* the page tree */
    g_ptr_array_add(objects, g_strdup(TC_PDF_FONT));
    g_ptr_array_add(objects, g_strdup(TC_PDF_IMAGE));
    g_ptr_array_add(objects, fine_image());
    for (gsize i = 0; i < count; i++) {
        guint number = objects->len + 1;
        g_string_append_printf(kids, "%u 0 R ", number);
        g_ptr_array_add(objects, g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 "
                                                 "800]/Contents %u 0 R/Resources<</Font<</F 3 0 "
                                                 "R>>/XObject<</I 4 0 R/J 5 0 R>>>>>>",
                                                 number + 1));
        g_ptr_array_add(objects, g_strdup_printf("<</Length %zu>>stream\n%s\nendstream",
                                                 strlen(contents[i]), contents[i]));
    }
    g_ptr_array_index(objects, 1) =
        g_strdup_printf("<</Type/Pages/Kids[%s]/Count %zu>>", kids->str, count);
    g_string_free(kids, TRUE);
    g_ptr_array_add(objects, NULL);
    return tc_pdf_file((const char *const *)objects->pdata, trailer);
}

#include "document/dispatch.h"
#include "tests/support/pdf_writer.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Two fields and a stamp: `kept` is the value of one, which its appearance shows as `shown`. */
static TcDocument *
read_fields(const char *kept, const char *shown)
{
    g_autofree char *field =
        g_strdup_printf("<</Type/Annot/Subtype/Widget/FT/Tx/T(kinh phi)/F 4/Rect[200 690 400 716]"
                        "/V%s/AP<</N 9 0 R>>>>",
                        kept);
    const char *words[] = {"So tien:", "An Lao", "Da nhan", shown};
    char *drawn[4];
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *draw =
            g_strdup_printf("BT /F 12 Tf %d 10 Td (%s) Tj ET", i == 0 ? 100 : 1, words[i]);
        drawn[i] = g_strdup_printf("<</Type/XObject/Subtype/Form/BBox[0 0 200 26]/Resources"
                                   "<</Font<</F 3 0 R>>>>/Length %zu>>stream\n%s\nendstream",
                                   strlen(draw), draw);
    }
    const char *objects[] = {
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 10 0 R 11 0 R]>>>>",
        "<</Type/Pages/Kids[5 0 R]/Count 1>>",
        TC_PDF_FONT,
        drawn[0],
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 "
        "R>>>>/Annots[6 0 R 10 0 R 11 0 R]>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(ten)/F 4/Rect[200 600 400 626]/V(An Lao)/AP<</N 7 0 "
        "R>>>>",
        drawn[1],
        drawn[2],
        drawn[3],
        field,
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/F 132/Rect[85 500 285 526]/AP<</N 8 0 R>>>>",
        NULL,
    };
    g_autoptr(GString) pdf = tc_pdf_file(objects, "");
    TcDocument *document = tc_document_read(pdf->str, pdf->len, "a.bin", NULL, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(drawn); i++)
        g_free(drawn[i]);
    cr_assert(document != NULL);
    return document;
}

Test(pdf_notes, a_value_in_another_form_than_it_is_kept_hides_no_stamp)
{
    g_autoptr(TcDocument) number = read_fields("(232324)", "232.324,00");
    g_autoptr(TcDocument) garbled = read_fields("<FEFF0110006F00200111 1EA10063>", "?o ??c");

    cr_expect(strstr(number->text, "Da nhan") != NULL, "%s", number->text);
    cr_expect(strstr(number->text, "232.324,00") != NULL, "%s", number->text);
    cr_expect(strstr(number->text, "232324") != NULL, "%s", number->text);
    cr_expect(strstr(garbled->text, "Đo đạc") != NULL, "%s", garbled->text);
    cr_expect(strstr(garbled->text, "?o") == NULL, "%s", garbled->text);
}

/* Drawn into a page, capitals get gaps behind them; the value tells what the words are. */
Test(pdf_notes, values_are_not_torn)
{
    g_autoptr(TcDocument) document = read_fields("(San Francisco)", "San Francisco");

    cr_expect(strstr(document->text, "San Francisco\n") != NULL, "%s", document->text);
    cr_expect(strstr(document->text, "S an") == NULL, "%s", document->text);
}

/* How lines look: what is noted while a text is written, and what its readers note. */
#include "document/dispatch.h"
#include "document/layout.h"
#include "document/read/odf/odf.h"
#include "document/read/pdf/pdf.h"
#include "document/read/reader.h"
#include "document/read/rtf/rtf.h"
#include "document/read/xml/ooxml.h"
#include "tests/support/pdf_writer.h"
#include "tests/support/word_writer.h"
#include "tests/unit/document/read/office_samples.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const TcLook plain = {.size = 26};
static const TcLook bold = {.size = 26, .is_bold = TRUE};
static const TcLook large = {.size = 40, .is_bold = TRUE, .is_centred = TRUE};

/* Appends `more`, which looks so. */
static void
write_run(TcLayout *layout, GString *text, const char *more, const TcLook *look)
{
    const gsize from = text->len;
    g_string_append(text, more);
    tc_layout_note(layout, text->str, from, text->len, look);
}

/* "cB40", as the line looks; "" where that is not known. */
static char *
shown(const TcLayout *layout, guint line)
{
    TcLook look;
    if (!tc_layout_line(layout, line, &look))
        return g_strdup("");
    return g_strdup_printf("%s%s%s%u", look.is_heading ? "H" : "", look.is_centred ? "c" : "",
                           look.is_bold ? "B" : "", look.size);
}

static void
expect_looks(const TcLayout *layout, const char *const *want)
{
    cr_assert(layout != NULL);
    for (guint i = 0; want[i] != NULL; i++) {
        g_autofree char *found = shown(layout, i);
        cr_expect(eq(str, found, (char *)want[i]), "line %u", i);
    }
}

Test(layout, a_line_looks_as_nearly_all_of_it_does)
{
    g_autoptr(TcLayout) layout = tc_layout_new();
    g_autoptr(GString) text = g_string_new(NULL);

    write_run(layout, text, "TIÊU ĐỀ\n", &large);
    write_run(layout, text, "Một câu dài hơn nhiều, ", &plain);
    write_run(layout, text, "có hai chữ đậm", &bold);
    write_run(layout, text, ".\n\n \n", &plain);
    write_run(layout, text, "Đậm hết cả dòng này", &bold);
    write_run(layout, text, "*\n", &plain);
    expect_looks(layout, (const char *const[]){"cB40", "26", "B26", "", NULL});
    cr_expect(eq(u32, tc_layout_usual_size(layout), 26));
}

Test(layout, what_was_not_noted_is_not_known)
{
    g_autoptr(TcLayout) layout = tc_layout_new();
    g_autoptr(GString) text = g_string_new("Từ hộp chữ\n\u00A0\n");

    write_run(layout, text, "Tiêu đề\n", &large);
    /* A number is put before a paragraph that was noted already. */
    g_string_prepend(text, "1. ");
    tc_layout_shift(layout, 3);
    write_run(layout, text, "Câu\n", &plain);
    expect_looks(layout, (const char *const[]){"0", "cB40", "26", NULL});
    cr_expect(eq(u32, tc_layout_usual_size(layout), 40));
}

Test(layout, its_size_is_fixed)
{
    g_autoptr(TcLayout) layout = tc_layout_new();
    g_autoptr(GString) text = g_string_new(NULL);
    TcLook look;

    for (guint i = 0; i < 3 * TC_LAYOUT_LINES; i++)
        write_run(layout, text, "dòng\n", i < TC_LAYOUT_LINES ? &plain : &large);
    cr_expect(tc_layout_is_full(layout));
    cr_assert(tc_layout_line(layout, TC_LAYOUT_LINES - 1, &look));
    cr_expect(eq(u32, look.size, 26));
    cr_expect(tc_layout_line(layout, TC_LAYOUT_LINES, &look) == FALSE);
}

Test(layout, no_line_is_noted_that_begins_behind_the_beginning)
{
    g_autoptr(TcLayout) layout = tc_layout_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *longest = g_strnfill(TC_LAYOUT_BYTES, 'a');

    write_run(layout, text, longest, &large);
    write_run(layout, text, "và chữ này còn cùng một dòng\n", &large);
    write_run(layout, text, "dòng sau\n", &plain);
    expect_looks(layout, (const char *const[]){"cB40", "", NULL});
    cr_expect(tc_layout_is_full(layout));
}

/* ---- readers ---- */

TcFileReader tc_doc_read; /* its header wants libgsf */

#define P(properties, runs) "<w:p>" properties runs "</w:p>"
#define PPR(content)        "<w:pPr>" content "</w:pPr>"
#define R(properties, text) "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"

Test(layout, of_a_word_document)
{
    static const char styles[] =
        "<w:styles " SAMPLE_WORD_NS ">"
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz "
        "w:val=\"24\"/></w:rPr></w:rPrDefault></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name "
        "w:val=\"Normal\"/></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:name w:val=\"Heading 1\"/><w:basedOn "
        "w:val=\"B\"/>"
        "<w:rPr><w:sz w:val=\"32\"/></w:rPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"Mine\"/><w:basedOn "
        "w:val=\"A\"/>"
        "<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"30\"/></w:rPr></w:style>"
        "</w:styles>";
    static const char body[] = "<w:document " SAMPLE_WORD_NS "><w:body>" //
        P(PPR("<w:pStyle w:val=\"A\"/>"), R("", "Một"))                  //
        P(PPR("<w:pStyle w:val=\"B\"/><w:jc w:val=\"left\"/><w:rPr><w:sz w:val=\"99\"/></w:rPr>"),
          R("<w:b w:val=\"0\"/>", "Hai"))                                          //
        P("", R("", "Ba") "<w:r><w:br/></w:r>" R("<w:b/>", "Bốn"))                 //
        P(PPR("<w:jc w:val=\"center\"/>"), R("<w:b/><w:sz w:val=\"28\"/>", "Năm")) //
        P("", R("", "Sáu"))                                                        //
        "</w:body></w:document>";
    const SampleMember members[] = {
        {.name = "[Content_Types].xml", .content = "<Types/>"},
        {.name = "word/document.xml", .content = body},
        {.name = "word/_rels/document.xml.rels",
         .content = SAMPLE_RELS(SAMPLE_RELATION("rId1", "styles", "styles.xml"))},
        {.name = "word/styles.xml", .content = styles},
    };
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    gsize len;
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=deflate", 1u << 20, &len);
    g_autoptr(TcDocument) document = tc_docx_read(zip, len, "a.docx", &limits, NULL);

    cr_assert(document != NULL);
    expect_looks(document->layout,
                 (const char *const[]){"HcB32", "30", "24", "B24", "cB28", "24", "", NULL});
}

Test(layout, of_a_pdf)
{
    static const char *const pages[] = {
        "BT /F 20 Tf 1 0 0 1 250 700 Tm (Nghi quyet) Tj ET\n"
        "BT /F 12 Tf 1 0 0 1 50 650 Tm (Cau thu nhat) Tj 0 -20 Td (Cau thu hai) Tj ET\n",
        "BT /F 12 Tf 1 0 0 1 50 700 Tm (Trang hai) Tj ET\n",
    };
    g_autoptr(GString) pdf = tc_pdf_pages(pages, G_N_ELEMENTS(pages), "");
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(TcDocument) document = tc_pdf_read(pdf->str, pdf->len, "a.pdf", &limits, NULL);

    cr_assert(document != NULL);
    expect_looks(document->layout, (const char *const[]){"c40", "24", "24", "24", "", NULL});
}

Test(layout, of_a_word_97_document)
{
    static const TcWordPiece pieces[] = {
        {.text = "Một\rHai chữ\rBa\rBốn\r", .encoding = TC_ENCODING_UTF16LE}};
    static const TcWordRun runs[] = {
        {0, 0, 4, "\x35\x08\x01\x43\x4A\x28\x00", 7}, /* bold, 20 points */
        {0, 4, 6, "\x35\x08\x01", 3},
        {0, 12, 15, "\x35\x08\x80", 3}, /* as in the style */
    };
    static const TcWordParagraphs paragraphs[] = {
        {0, 0, 4, 1, "\x61\x24\x01", 3}, /* in the middle */
        {0, 4, 12, 1, "", 0},
        {0, 12, 15, 1, "\x03\x24\x00", 3},
        {0, 15, 19, 0, "", 0},
    };
    /* Its style says nothing but that it is in the middle. */
    static const TcWordSpec spec = {.pieces = pieces,
                                    .piece_count = 1,
                                    .runs = runs,
                                    .run_count = G_N_ELEMENTS(runs),
                                    .paragraphs = paragraphs,
                                    .paragraph_count = G_N_ELEMENTS(paragraphs),
                                    .style = "\x03\x24\x01",
                                    .style_len = 3};
    g_autoptr(GBytes) file = tc_word_file(&spec, NULL);
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    gsize len;
    const char *bytes = g_bytes_get_data(file, &len);
    g_autoptr(TcDocument) document = tc_doc_read(bytes, len, "a.doc", &limits, NULL);

    cr_assert(document != NULL);
    expect_looks(document->layout, (const char *const[]){"HcB40", "Hc20", "H20", "c20", "", NULL});
}

Test(layout, of_rtf)
{
    static const char rtf[] =
        "{\\rtf1\\ansi\\fs26{\\stylesheet{\\s1\\qc\\b\\fs40 x;}}\\pard\\qc{\\b\\fs40 "
        "Mot\\par}Hai\\par"
        "\\pard\\b Ba\\b0 \\par\\plain Bon\\par{\\header\\fs60 Dau trang\\par}\\fs30 N\\u259?m}";
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(TcDocument) document = tc_rtf_read(rtf, sizeof rtf - 1, "a.rtf", &limits, NULL);

    cr_assert(document != NULL);
    expect_looks(document->layout,
                 (const char *const[]){"cB40", "c26", "B26", "24", "30", "", NULL});
}

Test(layout, of_open_document)
{
    static const char common[] =
        "<office:document-styles " SAMPLE_ODF_NS
        " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:"
        "xsl-fo-compatible:1.0\"><office:styles><style:default-style style:family=\"paragraph\">"
        "<style:text-properties fo:font-size=\"12pt\"/></style:default-style>"
        "<style:style style:name=\"Standard\" style:family=\"paragraph\"/>"
        "<style:style style:name=\"Title\" style:family=\"paragraph\" "
        "style:parent-style-name=\"Standard\"><style:paragraph-properties "
        "fo:text-align=\"center\"/><style:text-properties fo:font-size=\"20pt\" "
        "fo:font-weight=\"bold\"/></style:style></office:styles></office:document-styles>";
    static const char content[] =
        "<office:document-content " SAMPLE_ODF_NS " xmlns:fo=\"urn:oasis:names:tc:opendocument:"
        "xmlns:xsl-fo-compatible:1.0\"><office:automatic-styles>"
        "<style:style style:name=\"P1\" style:family=\"paragraph\" "
        "style:parent-style-name=\"Title\"><style:text-properties "
        "fo:font-weight=\"normal\"/></style:style>"
        "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
        "fo:font-weight=\"bold\"/></style:style></"
        "office:automatic-styles><office:body><office:text>"
        "<text:p text:style-name=\"Title\">Một</text:p><text:p text:style-name=\"P1\">Hai</text:p>"
        "<text:p text:style-name=\"Standard\"><text:span "
        "text:style-name=\"T1\">Ba</text:span></text:p>"
        "<text:p>Bốn</text:p></office:text></office:body></office:document-content>";
    const SampleMember members[] = {
        {.name = "mimetype", .content = "application/vnd.oasis.opendocument.text"},
        {.name = "content.xml", .content = content},
        {.name = "styles.xml", .content = common},
    };
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    gsize len;
    g_autofree char *zip =
        sample_package(members, G_N_ELEMENTS(members), "zip:compression=store", 1u << 20, &len);
    g_autoptr(TcDocument) document = tc_odf_read(zip, len, "a.odt", &limits, NULL);

    cr_assert(document != NULL);
    expect_looks(document->layout, (const char *const[]){"HcB40", "Hc40", "B24", "24", "", NULL});
}

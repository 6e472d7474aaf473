/* What a document of recognised pages says of itself: only digits that were read cleanly count. */
#include "document/ocr/module.h"
#include "document/ocr/page.h"
#include "document/ocr/sure.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define DOUBT TC_OCR_DOUBT
#define HEAD                                                                                       \
    "UBND HUYỆN MỸ AN\nPHÒNG NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"     \
    "Độc lập - Tự do - Hạnh phúc\n"
#define BODY                                                                                                             \
    "\nQUYÉT ĐỊNH\nVề việc thử nghiệm\n\nCăn cứ Quyết định số 5/QĐ-UBND ngày 02 tháng 01 năm " \
    "2013;\n"

static const struct {
    const char *page, *number;
    guint32 date;
} rows[] = {
    {DOUBT HEAD "Số: 11/QĐ-PNV\nMỹ An, ngày 10 tháng 02 năm 2014" BODY, "11/QĐ-PNV", 20140210},
    {DOUBT HEAD "Số: 11/QĐ-PNV" DOUBT "\nMỹ An, ngày 10 tháng 02 năm 2014" BODY, NULL, 20140210},
    {DOUBT HEAD "Số: 11/QĐ-PNV\nMỹ An, ngày 10" DOUBT " tháng 02 năm 2014" BODY, "11/QĐ-PNV", 0},
    {DOUBT HEAD "Số: 11" DOUBT " /QĐ-PNV\nMỹ An, ngày 10 tháng 02 năm 2014" DOUBT BODY, NULL, 0},
    /* Recognised before doubts were noted. */
    {HEAD "Số: 11/QĐ-PNV\nMỹ An, ngày 10 tháng 02 năm 2014" BODY, NULL, 20140210},
};

EACH_ROW(scan, cleanly_read_digits, rows)
ROW_TEST(size_t *row, scan, cleanly_read_digits)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    const char *pages[] = {rows[*row].page, "Trang hai" DOUBT " 2"};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_ocr_document(TC_FORMAT_PDF, pages, G_N_ELEMENTS(pages), &limits, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(strstr(document->text, DOUBT) == NULL, "%s", document->text);
    cr_expect(strstr(document->text, "11") != NULL, "%s", document->text);
    cr_expect(document->sure_text == NULL);
    cr_expect(eq(str, document->type, (char *)"Quyết định"));
    cr_expect(eq(u32, document->date, rows[*row].date));
    if (rows[*row].number == NULL)
        cr_expect(document->number == NULL, "%s", document->number);
    else
        cr_expect(eq(str, document->number, (char *)rows[*row].number));
}

static const struct {
    const char *word;
    TcOcrConfidence confidence;
    gboolean is_sure;
} words[] = {
    {"Quyết", {10, 10, 100}, TRUE}, /* there is no digit to be in doubt */
    {"2014", {95, 99, 99}, TRUE},
    {"2014", {85, 99, 99}, FALSE},
    {"2014", {95, 80, 80}, FALSE},
    /* The dictionary has no numbers: their word counts for less where each character is clear. */
    {"320/TTr-ĐHQGHN", {79, 98, 99}, TRUE},
    {"38-HD/BTCTW", {72, 97, 99}, TRUE},
    {"320/TTr-ĐHQGHN", {60, 98, 99}, FALSE},
    {"320/TTr-ĐHQGHN", {79, 96, 99}, FALSE},
    {"320/TTr-ĐHQGHN", {79, 98, 98}, FALSE},
    {"7/NĐ-CP", {86, 98, 99}, FALSE},     /* what is left of "147/NĐ-CP" */
    {"147/NĐ-", {86, 98, 99}, FALSE},     /* the rest is in the next line, or lost */
    {"5I1/KH-UBND", {79, 98, 99}, FALSE}, /* a letter among the digits */
    {"202/2025/QHI5", {81, 98, 99}, FALSE},
    {"24/2020", {81, 98, 99}, FALSE}, /* a month */
    {"", {0, 0, 0}, TRUE},
};

EACH_ROW(scan, digits_that_are_sure, words)
ROW_TEST(size_t *row, scan, digits_that_are_sure)
{
    cr_expect(
        eq(int, tc_ocr_is_sure(words[*row].word, &words[*row].confidence), words[*row].is_sure),
        "%s", words[*row].word);
}

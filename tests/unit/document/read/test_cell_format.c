#include "document/read/sheet/cell_format.h"
#include "document/read/sheet/sheet_text.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *format;
    double number;
    const char *expect;
} rows[] = {
    {NULL, 12, "12"},
    {NULL, -0.5, "-0,5"},
    {NULL, 0.1 + 0.2, "0,3"},
    {NULL, 123456789012, "123456789012"},
    {"General", 1e300, "1e+300"},
    {"", 5, "5"},
    {"0", 2.5, "3"},
    {"0", -2.4, "-2"},
    {"0", -0.2, "0"},
    {"000", 7, "007"},
    {"#", 0, ""},
    {"0.00", 1.005, "1,01"},
    {"0.0#", 2, "2,0"},
    {"0.0##", 2.125, "2,125"},
    {"#.##", 2, "2"},
    {".00", 0.5, ",50"},
    {"#,##0", 1234567, "1.234.567"},
    {"#,##0", 999, "999"},
    {"#,##0.0", 1234.56, "1.234,6"},
    {"#,##0;(#,##0)", -1500, "(1.500)"},
    {"#,##0;(#,##0);\"-\"", 0, "-"},
    {"_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", 1234.5, "1.234,50"},
    {"#,##0,", 1234567, "1.235"},
    {"0.0,,\" triệu\"", 12345678, "12,3 triệu"},
    {"0%", 0.4725, "47%"},
    {"0.00%", 0.4725, "47,25%"},
    {"0.00E+00", 12345, "1,23E+04"},
    {"# ?/?", 1.5, "1 1/2"},
    {"# ?\?/??", 0.3333333, "1/3"},
    {"\"Số \"0\"/QĐ-UBND\"", 15, "Số 15/QĐ-UBND"},
    {"00\\.000", 12345, "12.345"},
    {"#,##0 [$₫-42A]", 5000, "5.000 ₫"},
    {"[Red]0.0;[Blue]-0.0", -1.25, "-1,3"},
    {"[>=1000]#,##0;[<0]\"âm\";0.0", 1500, "1.500"},
    {"[>=1000]#,##0;[<0]\"âm\";0.0", -5, "âm"},
    {"[>=1000]#,##0;[<0]\"âm\";0.0", 5, "5,0"},
    {"@", 5, "5"},
    {"General\" đồng\"", 5.5, "5,5 đồng"},
    {"dd/mm/yyyy", 44270, "15/03/2021"},
    {"d/m/yy", 44270, "15/3/21"},
    {"[$-42A]dd mmmm yyyy;@", 44270, "15 Tháng Ba 2021"},
    {"[$-409]d-mmm-yy;@", 44270, "15-Mar-21"},
    {"[$-101042A]dddd, dd/mm/yyyy", 44270, "Thứ Hai, 15/03/2021"},
    {"\"ngày \"dd\" tháng \"mm\" năm \"yyyy", 44270, "ngày 15 tháng 03 năm 2021"},
    {"hh:mm", 0.354166666666667, "08:30"},
    {"h:mm:ss", 0.9999999, "0:00:00"},
    {"h:mm AM/PM", 0.75, "6:00 CH"},
    {"[$-409]h:mm AM/PM", 0.5, "12:00 PM"},
    {"[h]:mm", 1.5, "36:00"},
    {"mm:ss.0", 0.0000289351851851852, "00:02,5"},
    {"dd/mm/yyyy hh:mm", 44270.354166666664, "15/03/2021 08:30"},
    {"dd/mm/yyyy", 60, "29/02/1900"},
    {"dd/mm/yyyy", 61, "01/03/1900"},
    {"dd/mm/yyyy", 1, "01/01/1900"},
    {"dd/mm/yyyy", -1, "-1"},
    {"dd/mm/yyyy", 2958466, "2958466"},
    {"dd/mm/yyyy", 1e20, "1e+20"},
    {"\"", 5, ""},
    {"[", 5, "["},
    {"\\", 5, "\\"},
    {"0;;;", 0, ""},
};

EACH_ROW(cell_format, number, rows)
ROW_TEST(size_t *row, cell_format, number)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_cell_number_append(out, rows[*row].format, rows[*row].number, FALSE);
    cr_expect(eq(str, out->str, (char *)rows[*row].expect), "%s",
              rows[*row].format != NULL ? rows[*row].format : "General");
}

Test(cell_format, days_may_be_counted_from_1904)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_cell_number_append(out, "dd/mm/yyyy", 42808, TRUE);
    cr_expect(eq(str, out->str, (char *)"15/03/2021"));
}

Test(cell_format, dates_in_the_form_of_iso)
{
    double number = 0;
    cr_expect(tc_cell_parse_date("2021-03-15", &number));
    cr_expect(eq(dbl, number, 44270));
    cr_expect(tc_cell_parse_date("2021-03-15T12:00:00Z", &number));
    cr_expect(eq(dbl, number, 44270.5));
    cr_expect(tc_cell_parse_date("1900-01-01T00:00:00", &number));
    cr_expect(eq(dbl, number, 1));
    cr_expect(tc_cell_parse_date("18:00", &number));
    cr_expect(eq(dbl, number, 0.75));
    cr_expect(not(tc_cell_parse_date("2021-02-30", &number)));
    cr_expect(not(tc_cell_parse_date("hôm nay", &number)));
    cr_expect(not(tc_cell_parse_date("", &number)));
}

Test(sheet_text, names_that_nobody_gave)
{
    cr_expect(tc_sheet_has_no_name("Sheet1"));
    cr_expect(tc_sheet_has_no_name("Trang tính 12"));
    cr_expect(not(tc_sheet_has_no_name("Sheet")));
    cr_expect(not(tc_sheet_has_no_name("Sheet1 dự toán")));
    cr_expect(not(tc_sheet_has_no_name("Dự toán 2021")));
}

static const struct {
    const char *header, *expect;
} headers[] = {
    {"&Cđầu trang", "đầu trang\n"},
    {"&L&\"Arial,Bold\"&12Phụ lục&RTrang &P/&N", "Phụ lục\nTrang /\n"},
    {"&K00FF00Mẫu && biểu&G", "Mẫu & biểu\n"},
    {"&", "&\n"},
    {"&\"", ""},
    {"&P", ""},
    {"", ""},
    {"&Đơn giá & &ẩm", "Đơn giá ẩm\n"},
};

EACH_ROW(sheet_text, header, headers)
ROW_TEST(size_t *row, sheet_text, header)
{
    g_autoptr(GString) out = g_string_new(NULL);
    tc_sheet_header_append(out, headers[*row].header);
    cr_expect(eq(str, out->str, (char *)headers[*row].expect), "%s", headers[*row].header);
}

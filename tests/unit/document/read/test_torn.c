#include "document/read/pdf/torn.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

typedef struct {
    char words[160], drawn[160], joined[160];
} Row;

static const Row rows[] = {
    /* Any gap, many parts, any place in the line. */
    {"ỦY BAN NHÂN DÂN", "ỦY BA N NHÂ N DÂ N", "ỦY BAN NHÂN DÂN"},
    {"QUYẾT ĐỊNH\nvề VPUB", "QUY ẾT ĐỊNH\nvề V PUB", "QUYẾT ĐỊNH\nvề VPUB"},
    {"Luật Giá;", "Luật G iá;\tKý bởi", "Luật Giá;\tKý bởi"},
    {"VIỆT NAM", "VIỆ T\tNA M", "VIỆT\tNAM"},
    {"NGHIỆP", "N G H I ỆP", "NGHIỆP"},
    /* A part that the page has elsewhere, once less than the drawn one. */
    {"Mục V: VPUB", "Mục V: V PUB", "Mục V: VPUB"},
    {"A AN N", "A AN A N N", "A AN A N N"},
    /* What stands apart in the page stays apart, though together it is another of its words. */
    {"an toàn antoàn", "an toàn antoàn", "an toàn antoàn"},
    {"hoa hồng", "hoa hồng hoahồng", "hoa hồng hoahồng"},
    /* Two words that the page sets close to each other are still two. */
    {"áp dụng tronglĩnh vực", "áp dụng trong lĩnh vực", "áp dụng trong lĩnh vực"},
    /* Only what notes say is unknown, and it is left as it is. */
    {"Số: /QĐ", "Số: 15 6 /QĐ", "Số: 15 6 /QĐ"},
    /* Lines are not joined, nor over a wide gap. */
    {"BAN", "BA\nN", "BA\nN"},
    {"BAN", "BA  N", "BA  N"},
    {"", "BA N", "BA N"},
    {"BAN", "", ""},
    {"BAN", " BA N\n", " BAN\n"},
};

EACH_ROW(torn, words_are_closed_that_the_page_itself_has, rows)
ROW_TEST(size_t *row, torn, words_are_closed_that_the_page_itself_has)
{
    g_autoptr(GString) drawn = g_string_new(rows[*row].drawn);

    tc_join_torn(drawn, rows[*row].words);
    cr_expect(eq(str, drawn->str, (char *)rows[*row].joined), "%zu", *row);
}

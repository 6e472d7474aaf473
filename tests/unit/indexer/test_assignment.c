#include "indexer/command/assignment.h"
#include "indexer/options.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *word;
    TcField field;
    const char *value; /* NULL: refused */
} rows[] = {
    {"ngày=12/3/2014", TC_FIELD_DATE, "2014-03-12"},
    {"NGAY=2014-03-12", TC_FIELD_DATE, "2014-03-12"},
    {"date=ngày 12 tháng 3 năm 2014", TC_FIELD_DATE, "2014-03-12"},
    {"date=", TC_FIELD_DATE, ""},
    {"date=29/2/2015", TC_FIELD_DATE, NULL},
    {"date=2015", TC_FIELD_DATE, NULL},
    {"date=1/1/2015..2/1/2015", TC_FIELD_DATE, NULL},
    {"date=1/1/1066", TC_FIELD_DATE, NULL},
    {"date=hôm qua", TC_FIELD_DATE, NULL},
    {"số=15/2014/QĐ-UBND", TC_FIELD_NUMBER, "15/2014/QĐ-UBND"},
    {"number= 12-NQ/TU ", TC_FIELD_NUMBER, "12-NQ/TU"},
    {"so=30c", TC_FIELD_NUMBER, "30c"},
    {"số=không số", TC_FIELD_NUMBER, NULL},
    {"số=1/2", TC_FIELD_NUMBER, NULL},
    {"trích yếu=Quy  chế\tbến phà", TC_FIELD_TITLE, "Quy chế bến phà"},
    {"tiêu-đề=a=b", TC_FIELD_TITLE, "a=b"},
    {"title=---", TC_FIELD_TITLE, NULL},
    {"title=a\xe2\x80\xae", TC_FIELD_TITLE, NULL},
    {"cơ quan=Sở Nội vụ", TC_FIELD_ORG, "Sở Nội vụ"},
    {"nguoi_ky=Le\xcc\x82 Văn Độ", TC_FIELD_SIGNER, "Lê Văn Độ"},
    {"path=/a", TC_FIELD_PATH, NULL},
    {"màu=đỏ", TC_FIELD_PATH, NULL},
    {"=x", TC_FIELD_PATH, NULL},
    {"ngày", TC_FIELD_DATE, NULL},
    {"signer=\xff", TC_FIELD_SIGNER, NULL},
};

EACH_ROW(assignment, takes_what_a_field_can_be, rows)
ROW_TEST(size_t *row, assignment, takes_what_a_field_can_be)
{
    TcField field = TC_FIELD_COUNT;
    g_autofree char *value = NULL;
    g_autoptr(GError) error = NULL;
    const gboolean is_taken = tc_assignment_parse(rows[*row].word, &field, &value, &error);

    cr_assert(eq(int, is_taken, rows[*row].value != NULL), "%s", rows[*row].word);
    if (is_taken) {
        cr_assert(eq(int, (int)field, (int)rows[*row].field));
        cr_assert(eq(str, value, (char *)rows[*row].value));
    } else {
        cr_assert(g_error_matches(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE));
        cr_assert_null(strchr(error->message, '\n'));
    }
}

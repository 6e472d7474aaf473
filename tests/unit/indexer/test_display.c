#include "indexer/display.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const struct {
    const char *bytes, *shown;
} rows[] = {
    {"", ""},
    {"/a/Biên bản họp.txt", "/a/Biên bản họp.txt"},
    {"bie\xcc\x82n", "bie\xcc\x82n"}, /* NFD: a combining mark can be printed */
    {"two\nlines", "two\\nlines"},
    {"tab\there\r", "tab\\there\\r"},
    {"\x1b[31m", "\\x1b[31m"},
    {"\x7f", "\\x7f"},
    {"bad \xff byte", "bad \\xff byte"},
    {"cut \xe1\xba", "cut \\xe1\\xba"},
    {"overlong \xc0\xaf", "overlong \\xc0\\xaf"},
    {"back\\slash", "back\\\\slash"},
    {"bidi \xe2\x80\xae", "bidi \\u202e"},
    {"c1 \xc2\x9b", "c1 \\u009b"},
};

EACH_ROW(display, escapes_what_is_not_printable, rows)
ROW_TEST(size_t *row, display, escapes_what_is_not_printable)
{
    g_autofree char *shown = tc_display(rows[*row].bytes);

    cr_assert(eq(str, shown, (char *)rows[*row].shown));
}

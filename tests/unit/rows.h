/* tests/unit/rows.h - tests that are run for each row of a table, all in one process: the first row
 * that fails ends the test, and its message should say which it is.
 *
 *     EACH_ROW(plain, decodes, rows)
 *     ROW_TEST(size_t *row, plain, decodes) { ... rows[*row] ... } */
#ifndef TC_TESTS_UNIT_ROWS_H
#define TC_TESTS_UNIT_ROWS_H

#include <criterion/criterion.h>
#include <glib.h>

#define EACH_ROW(suite, name, table) enum { suite##_##name##_count = G_N_ELEMENTS(table) };

#define ROW_TEST(row, suite, name, ...)                                                            \
    static void suite##_##name##_row(row);                                                         \
    Test(suite, name, ##__VA_ARGS__)                                                               \
    {                                                                                              \
        for (size_t i = 0; i < suite##_##name##_count; i++)                                        \
            suite##_##name##_row(&i);                                                              \
    }                                                                                              \
    static void suite##_##name##_row(row)

#endif

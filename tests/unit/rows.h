/* tests/unit/rows.h - tests that are run for each row of a table, all in one process: the first row
 * that fails ends the test, and its message should say which it is.
 *
 *     EACH_ROW(plain, decodes, rows)
 *     ROW_TEST(size_t *row, plain, decodes) { ... rows[*row] ... }
 *
 * ROW_COUNT says how often a test is run whose rows are not those of one table.
 *
 * AFRESH_ROW_TEST is for rows that each need what the fixture of the suite makes, untouched by the
 * row before:
 *
 *     AFRESH_ROW_TEST(folder_make, folder_remove, size_t *row, lock, is_taken) { ... } */
#ifndef TC_TESTS_UNIT_ROWS_H
#define TC_TESTS_UNIT_ROWS_H

#include <criterion/criterion.h>
#include <glib.h>

#define EACH_ROW(suite, name, table)  ROW_COUNT(suite, name, G_N_ELEMENTS(table))
#define ROW_COUNT(suite, name, count) enum { suite##_##name##_count = (count) };

#define ROW_TEST(row, suite, name, ...)                                                            \
    static void suite##_##name##_row(row);                                                         \
    Test(suite, name, ##__VA_ARGS__)                                                               \
    {                                                                                              \
        for (size_t i = 0; i < suite##_##name##_count; i++)                                        \
            suite##_##name##_row(&i);                                                              \
    }                                                                                              \
    static void suite##_##name##_row(row)

#define AFRESH_ROW_TEST(make, remove, row, suite, name, ...)                                       \
    static void suite##_##name##_row(row);                                                         \
    Test(suite, name, ##__VA_ARGS__)                                                               \
    {                                                                                              \
        for (size_t i = 0; i < suite##_##name##_count; i++) {                                      \
            if (i > 0) {                                                                           \
                remove();                                                                          \
                make();                                                                            \
            }                                                                                      \
            suite##_##name##_row(&i);                                                              \
        }                                                                                          \
    }                                                                                              \
    static void suite##_##name##_row(row)

#endif

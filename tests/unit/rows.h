/* tests/unit/rows.h - tests that are run for each row of a table.
 *
 * Criterion runs each in a process of its own, at other addresses, so that what it is given must
 * not hold a pointer: it is the number of the row.
 *
 *     EACH_ROW(plain, decodes, rows)
 *     ParameterizedTest(size_t *row, plain, decodes) { ... rows[*row] ... } */
#ifndef TC_TESTS_UNIT_ROWS_H
#define TC_TESTS_UNIT_ROWS_H

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <glib.h>

#define EACH_ROW(suite, name, table)                                                               \
    ParameterizedTestParameters(suite, name)                                                       \
    {                                                                                              \
        static size_t row[G_N_ELEMENTS(table)];                                                    \
        for (size_t i = 0; i < G_N_ELEMENTS(table); i++)                                           \
            row[i] = i;                                                                            \
        return cr_make_param_array(size_t, row, G_N_ELEMENTS(table));                              \
    }

#endif

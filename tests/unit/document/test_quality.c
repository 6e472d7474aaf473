#include "document/read/pdf/quality.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *text;
    gsize words, syllables;
} rows[] = {
    {"", 0, 0},
    {"12 / 2020 --- ???", 0, 0},
    {"Nghị quyết về phát triển nông thôn mới", 8, 8},
    {"NGHỊ QUYẾT số 15/2020/NQ-HĐND", 5, 3},
    {"Quỵểtđ ịnhk hẽnt hưỡngc", 4, 0},
    {"the quick brown fox", 4, 1}, /* "the" could be one */
};

EACH_ROW(quality, counts_words_and_syllables, rows)
ROW_TEST(size_t *row, quality, counts_words_and_syllables)
{
    TcQuality quality = tc_quality(rows[*row].text, strlen(rows[*row].text));

    cr_assert(eq(sz, quality.words, rows[*row].words), "%s", rows[*row].text);
    cr_assert(eq(sz, quality.syllables, rows[*row].syllables), "%s", rows[*row].text);
    cr_assert(tc_quality_share(&quality) >= 0 && tc_quality_share(&quality) <= 1);
}

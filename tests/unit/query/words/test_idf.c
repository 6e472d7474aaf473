/* How rare words are, by documents and by passages. */
#include "query/words/idf.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* What `freq` documents have `each` times, in an archive of `count` of this length. */
static double
rarity(guint32 count, double length, double freq, double each)
{
    double passages = tc_words_passages(count, length, length);
    return tc_words_rarity(freq * tc_words_passages_with(passages, each), count * passages);
}

Test(idf, is_by_documents_where_they_are_many_or_short)
{
    cr_expect(epsilon_eq(dbl, rarity(5000, 20000, 70, 9), tc_words_idf(70, 5000), 1e-9));
    cr_expect(epsilon_eq(dbl, rarity(90, 150, 70, 9), tc_words_idf(70, 90), 1e-9));
    /* Nor do long documents among many have more than one. */
    cr_expect(eq(dbl, tc_words_passages(5000, 100, 90000), 1.0));
    cr_expect(eq(dbl, tc_words_passages(90, 100, 90000), 1.0));
}

Test(idf, is_by_passages_where_documents_are_few_and_long)
{
    /* All have both words: one of them once, the other on every page. */
    double once = rarity(90, 20000, 90, 1);
    double always = rarity(90, 20000, 90, 2000);
    cr_expect(epsilon_eq(dbl, tc_words_idf(90, 90), always, 0.01), "%f", always);
    cr_expect(gt(dbl, once, always + 3));
    cr_expect(gt(dbl, rarity(90, 20000, 3, 1), once));
    /* From the one to the other it changes by degrees. */
    cr_expect(lt(dbl, rarity(2000, 20000, 2000, 1), rarity(1000, 20000, 1000, 1)));
    cr_expect(gt(dbl, rarity(2000, 20000, 2000, 1), rarity(3000, 20000, 3000, 1)));
}

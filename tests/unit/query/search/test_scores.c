#include "query/search/scores.h"

#include <criterion/criterion.h>
#include <math.h>

Test(scores, go_down_with_the_ranks_and_stay_where_they_do)
{
    const double were[] = {9, 5, 8, 4, 4, 0, 0};
    TcScores scores = tc_scores_begin();
    double last = G_MAXDOUBLE;
    double now[G_N_ELEMENTS(were)];
    for (gsize i = 0; i < G_N_ELEMENTS(were); i++) {
        TcRanked ranked = {.score = were[i], .parts = {[TC_PART_WORDS] = were[i] / 2}};
        tc_scores_next(&scores, &ranked);
        now[i] = ranked.score;
        cr_assert(fabs(ranked.parts[TC_PART_WORDS] * 2 - ranked.score) < 1e-12);
        cr_assert(ranked.score < last || ranked.score == 0, "%g before %g", last, ranked.score);
        last = ranked.score;
    }
    cr_assert(now[0] == 9 && now[1] == 5, "what goes down stays");
    cr_assert(now[2] > 4.99 && now[2] < 5, "right below the one before: %g", now[2]);
    cr_assert(now[3] / now[2] > 0.4999 && now[3] / now[2] < 0.5001, "in the same ratio behind it");
    cr_assert(now[5] == 0 && now[6] == 0);
}

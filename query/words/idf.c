#include "query/words/idf.h"

#include <math.h>

/* Words of a passage, as of query/rank/ranked.h; archives that are counted by passages alone, and
 * from which number of documents on by documents alone. */
#define PASSAGE_LEN 220
#define FEW         1000
#define MANY        3000

double
tc_words_rarity(double with, double passages)
{
    double ratio = (passages - with + 0.5) / (with + 0.5);
    if (ratio < 2)
        ratio = ratio * 0.5 + 1; /* never negative, as in Xapian::BM25Weight::init() */
    return log(ratio);
}

double
tc_words_idf(guint32 freq, guint32 doc_count)
{
    return tc_words_rarity(freq, doc_count);
}

double
tc_words_passages(guint32 doc_count, double average_length, double length)
{
    double share = CLAMP(((double)MANY - doc_count) / (MANY - FEW), 0, 1);
    double more = share * MAX(0, average_length / PASSAGE_LEN - 1);
    return more <= 0 ? 1 : MAX(1, (1 + more) * length / average_length);
}

double
tc_words_passages_with(double passages, double count)
{
    return passages <= 1 ? 1 : MAX(1, passages * (1 - exp(-count / passages)));
}

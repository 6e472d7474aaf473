#include "query/words/idf.h"

#include <math.h>

double
tc_words_idf(guint32 freq, guint32 doc_count)
{
    double ratio = ((double)doc_count - freq + 0.5) / ((double)freq + 0.5);
    if (ratio < 2)
        ratio = ratio * 0.5 + 1; /* never negative, as in Xapian::BM25Weight::init() */
    return log(ratio);
}

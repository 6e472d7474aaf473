/* query/search/meanings.h - what a query with open words was understood as, in words. */
#ifndef TC_QUERY_MEANINGS_H
#define TC_QUERY_MEANINGS_H

#include "query/rank/restore.h"

G_BEGIN_DECLS

/* What the query may mean. */
typedef struct {
    char *text;
    double weight; /* its share of what the likeliest ones are worth, 0..1 */
} TcMeaning;

static inline const TcMeaning *
tc_meaning_at(const GArray *meanings, guint i)
{
    return &g_array_index(meanings, TcMeaning, i);
}

/* What these readings say (of TcReading, best first, at least one): GArray of TcMeaning, NULL when
 * one is far ahead. *reading is set to the first one, NULL where that is what was typed; free with
 * g_free(). */
GArray *tc_meanings_new(const TcWords *words, const GArray *readings, char **reading);

G_END_DECLS

#endif

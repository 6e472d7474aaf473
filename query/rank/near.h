/* query/rank/near.h - whether words stand near each other in a document, told by one pass over its
 * places.
 *
 * The inside of the second stage. What the index tells of it without reading a document is asked by
 * query/words/beside.h. */
#ifndef TC_QUERY_NEAR_H
#define TC_QUERY_NEAR_H

#include "query/rank/pool.h"

G_BEGIN_DECLS

/* Words in the order of a topic; one that it has twice, as "tiền sử dụng đất khi chuyển đất vườn"
 * has "đất", is near what stands beside it in either place. */
typedef struct {
    GArray *places; /* for tc_near_...() alone */
    guint words;    /* different ones */
} TcNear;

void tc_near_init(TcNear *near);
void tc_near_clear(TcNear *near);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcNear, tc_near_clear)

/* Add a word that stands at position `at` of the topic, behind those before. TRUE for a new one. */
gboolean tc_near_add(TcNear *near, guint word, guint32 at);

/* Begin a document, or a part of it. */
void tc_near_begin(TcNear *near);

/* Note that a word stands at a position, which is not less than those before. Others than the added
 * ones are passed over. */
void tc_near_note(TcNear *near, guint word, guint32 position);

/* Words that were noted, but never near one that they follow in the topic or that follows them. */
guint tc_near_count_lonely(const TcNear *near);

/* How far it is from the word noted last back to the last place of each other; G_MAXUINT32 as long
 * as one was not noted. */
guint32 tc_near_span(const TcNear *near);

/* The places of a document where one word of the pool stands right before another, one after the
 * other. */
typedef struct {
    const TcOccurrence *first; /* the place that was found */
    const TcOccurrence *second;
    const TcOccurrence *next; /* of the first word: to look at */
    const TcOccurrence *first_end;
    const TcOccurrence *second_end;
} TcBeside;

static inline TcBeside
tc_beside_begin(const TcWordHits *first, const TcWordHits *second, gsize doc)
{
    return (TcBeside){.second = second->items + second->offsets[doc],
                      .next = first->items + first->offsets[doc],
                      .first_end = first->items + first->offsets[doc + 1],
                      .second_end = second->items + second->offsets[doc + 1]};
}

/* FALSE when there is none any more. */
static inline gboolean
tc_beside_next(TcBeside *beside)
{
    while (beside->next < beside->first_end && beside->second < beside->second_end) {
        beside->first = beside->next++;
        while (beside->second < beside->second_end &&
               beside->second->position <= beside->first->position)
            beside->second++;
        if (beside->second < beside->second_end &&
            beside->second->position == beside->first->position + 1)
            return TRUE;
    }
    return FALSE;
}

G_END_DECLS

#endif

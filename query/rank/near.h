/* query/rank/near.h - whether words stand near each other in a document, told by one pass over its
 * places.
 *
 * The inside of the second stage. Whether they stand side by side is told by query/rank/beside.h.
 */
#ifndef TC_QUERY_NEAR_H
#define TC_QUERY_NEAR_H

#include <glib.h>

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

G_END_DECLS

#endif

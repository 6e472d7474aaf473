/* query/show/stretches.h - where in a long text words of the query stand at all.
 *
 * To light a text, it is analyzed again, which takes most of the time that showing it takes. The
 * index knows where its words are. */
#ifndef TC_QUERY_STRETCHES_H
#define TC_QUERY_STRETCHES_H

#include "query/words/words.h"
#include "store/record.h"

G_BEGIN_DECLS

typedef struct TcStretches TcStretches;

/* The stretches of the text of document `docid` outside of which tc_light() lights nothing, or that
 * this is not known: of words that the index has no places of, beginnings of words, numbers and
 * days. NULL is a failure. */
TcStretches *tc_stretches_new(TcReader *reader, const TcWords *words, guint32 docid,
                              const TcRecord *record, GError **error);
void tc_stretches_free(TcStretches *stretches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcStretches, tc_stretches_free)

/* Whether anything may be lit in the bytes [from, to) of the text. TRUE for NULL. */
gboolean tc_stretches_meet(const TcStretches *stretches, gsize from, gsize to);

G_END_DECLS

#endif

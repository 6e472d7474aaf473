/* query/search/capitals.h - how words are written where a document has them. */
#ifndef TC_QUERY_CAPITALS_H
#define TC_QUERY_CAPITALS_H

#include "store/reader.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* A document, and where in it `count` words stand one after another. */
typedef struct {
    guint32 docid;
    guint32 position;
    guint count;
} TcPlace;

/* Sets *name to whether each of the words there begins with a capital and goes on in small letters,
 * as names do; FALSE also where they are not found. */
gboolean tc_place_is_name(TcReader *reader, const TcAnalyzer *analyzer, const TcPlace *place,
                          gboolean *is_so, GError **error);

G_END_DECLS

#endif

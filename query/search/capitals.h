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

/* What words are where they stand. */
typedef enum {
    TC_NAMING_NONE, /* no name, or not found */
    TC_NAMING_PART, /* of a longer name: "Vũ Mao" in "Mao Tân Vũ Mao Ngạn Long" */
    TC_NAMING_WHOLE,
} TcNaming;

/* Sets *naming. Each word of a name begins with a capital and goes on in small letters, and nothing
 * but space parts it from the next one. */
gboolean tc_place_naming(TcReader *reader, const TcAnalyzer *analyzer, const TcPlace *place,
                         TcNaming *naming, GError **error);

G_END_DECLS

#endif

/* query/search/missing.h - what people mean by a document that no path or number of the index is.
 *
 * The name of a file alone, as it is seen in Explorer, is enough where one document has it. A
 * folder or an archive is no document, but has some. Of a file that could not be read, the notes of
 * the last runs tell why. */
#ifndef TC_QUERY_MISSING_H
#define TC_QUERY_MISSING_H

#include "query/search/search.h"

G_BEGIN_DECLS

typedef struct {
    TcReader *reader;
    const TcAnalyzer *analyzer;
    TcAbbreviations *abbreviations;
    const GPtrArray *indexes; /* folders (char *) */
} TcMissing;

/* The path of the one document whose file is called `typed`; *path is NULL when `typed` is more
 * than a name, and when none or several are called so. */
gboolean tc_missing_find(const TcMissing *missing, const char *typed, char **path, GError **error);

/* Whether the index has no document below `folder`, a whole path. */
gboolean tc_missing_is_empty(const TcMissing *missing, const char *folder, gboolean *is_empty,
                             GError **error);

/* What is to be said of it: that there is no such document, why it could not be read, or what is
 * below `path`, which was typed as `typed`. Free with g_free(). */
char *tc_missing_text(const TcMissing *missing, const char *typed, const char *path,
                      GError **error);

G_END_DECLS

#endif

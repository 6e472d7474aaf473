/* query/search/names.h - documents that a query calls by their name.
 *
 * Who types the title of a document, its type and title, what is left of the title without "về
 * việc", or the name of its file, means that document, whatever others say of the same words. */
#ifndef TC_QUERY_NAMES_H
#define TC_QUERY_NAMES_H

#include "query/plan/plan.h"

G_BEGIN_DECLS

typedef enum {
    TC_NAME_WHOLE,
    TC_NAME_OF_OTHER_YEAR, /* "Luật Nhà ở 2023", where only the text of 2026 is there */
} TcName;

/* The documents (docid -> TcName) that the topic of `plan` is the name of, among those that it
 * matches. Words of the query that lack marks take those of the title (TcWord.named). *is_file is
 * set where the name is that of a file. NULL on failure. */
GHashTable *tc_names_find(TcReader *reader, TcPlan *plan, gboolean *is_file, GError **error);

G_END_DECLS

#endif

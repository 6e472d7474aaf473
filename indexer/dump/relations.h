/* indexer/dump/relations.h - the relations of a document (text/relation/relation.h) as a member of
 * its JSON: "relations": [{"kind": "replaces", "number": "12/2010/QĐ-UBND", "date": "2010-03-05"}].
 * Members that are not known are left out; a "date" may be a year alone. */
#ifndef TC_INDEXER_DUMP_RELATIONS_H
#define TC_INDEXER_DUMP_RELATIONS_H

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The lines of the member of `object`, NULL without one; free with g_free(). FALSE and `error`
 * (TC_STORE_ERROR_CORRUPT) when it is not as above. */
gboolean tc_dump_relations_read(const json_t *object, char **lines, GError **error);

/* Add the member, unless there are none. */
void tc_dump_relations_set(json_t *object, const char *lines);

G_END_DECLS

#endif

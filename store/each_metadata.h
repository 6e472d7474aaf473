/* store/each_metadata.h - the metadata of a database whose keys begin alike. */
#ifndef TC_STORE_EACH_METADATA_H
#define TC_STORE_EACH_METADATA_H

#include "store/xapian/xapian_c.h"

G_BEGIN_DECLS

/* A key with its value, borrowed. FALSE ends the walk, which fails where `error` is set. */
typedef gboolean (*TcMetadataFunc)(const char *key, const char *value, gsize len, gpointer user,
                                   GError **error);

/* Call `func` for each key with `prefix`, in order. Do not write meanwhile. */
gboolean tc_each_metadata(TcXDatabase *db, const char *prefix, TcMetadataFunc func, gpointer user,
                          GError **error);

G_END_DECLS

#endif

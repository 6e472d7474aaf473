/* store/folder/names.h - what the files of an index's folder are called, beside its generations. */
#ifndef TC_STORE_FOLDER_NAMES_H
#define TC_STORE_FOLDER_NAMES_H

#include <glib.h>

G_BEGIN_DECLS

/* Names the live generation; Xapian opens a folder by it. */
#define TC_INDEX_STUB     "XAPIANDB"
/* The next one, until it is renamed. */
#define TC_INDEX_STUB_NEW "XAPIANDB.new"
/* Held by whoever writes. */
#define TC_INDEX_LOCK     "lock"
/* How the last runs ended. */
#define TC_INDEX_RUNS     "runs"

/* Whether the folder open as `dirfd` is that of an index, or a database of Xapian, as generations
 * are. */
gboolean tc_index_is_folder(int dirfd);
/* Whether a file of that name in such a folder belongs to it. */
gboolean tc_index_owns_name(const char *name);

G_END_DECLS

#endif

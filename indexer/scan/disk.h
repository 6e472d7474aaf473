/* indexer/scan/disk.h - how much room things take on disk, and how much there is. */
#ifndef TC_INDEXER_DISK_H
#define TC_INDEXER_DISK_H

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that the files of a folder and its folders take; what cannot be looked at counts nothing.
 */
guint64 tc_disk_usage(const char *folder);

/* Bytes that this process may still write where `folder` is. FALSE when that cannot be told. */
gboolean tc_disk_free(const char *folder, guint64 *bytes);

G_END_DECLS

#endif

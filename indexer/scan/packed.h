/* indexer/scan/packed.h - the files that a build reads, in forty or fifty bytes each.
 *
 * An index that is built anew reads all files there are, and an archive may have millions. Here a
 * file is its name and its stamp, without what allocations and pointers would cost; its folder is
 * kept once. */
#ifndef TC_INDEXER_SCAN_PACKED_H
#define TC_INDEXER_SCAN_PACKED_H

#include "indexer/scan/scan.h"

G_BEGIN_DECLS

typedef struct TcPacked TcPacked;

TcPacked *tc_packed_new(void);
void tc_packed_free(TcPacked *packed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPacked, tc_packed_free)

/* Add a copy. Least is taken when files of the same folder come one after another. */
void tc_packed_add(TcPacked *packed, const TcScanFile *file);

/* Forget all files. */
void tc_packed_clear(TcPacked *packed);

/* Put the files in order of path, each once. */
void tc_packed_sort(TcPacked *packed);

guint tc_packed_count(const TcPacked *packed);

/* Bytes of file `index` on disk. */
guint64 tc_packed_size(const TcPacked *packed, guint index);

/* Set `*file` to file `index`. Its path is written into `path`, and is borrowed from there. */
void tc_packed_get(const TcPacked *packed, guint index, GString *path, TcScanFile *file);

G_END_DECLS

#endif

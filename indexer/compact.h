/* indexer/compact.h - making an index smaller: by itself after updates, and for the verb.
 *
 * Changes in place leave gaps: the index grows to about twice its size. Compacting writes a new
 * generation beside the live one and switches to it, so searching goes on meanwhile, and whatever
 * ends it before the switch leaves the index as it was. It is done in a process of its own, which
 * is ended at once when the run is to stop. */
#ifndef TC_INDEXER_COMPACT_H
#define TC_INDEXER_COMPACT_H

#include "indexer/options.h"
#include "indexer/report.h"

G_BEGIN_DECLS

/* It pays when the index is this many times as large as it was when last compacted ... */
#define TC_COMPACT_GROWTH    1.5
/* ... and not so small that nobody minds. */
#define TC_COMPACT_BYTES_MIN ((guint64)1 << 20)

/* Whether an index that now has `bytes` and had `compacted` when it was made (0: not known) is
 * better compacted. */
gboolean tc_compact_pays(guint64 bytes, guint64 compacted);

/* Bytes that must be free to compact an index of `bytes`. */
guint64 tc_compact_room(guint64 bytes);

/* Compact the index of options->index_dir when it pays, the disk has room, and there is time; the
 * lock is held and no writer is open. That it was left is no failure. */
gboolean tc_compact_when_it_pays(const TcOptions *options, TcReport *report, GError **error);

G_END_DECLS

#endif

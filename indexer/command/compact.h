/* indexer/command/compact.h - making an index smaller: by itself after updates, and for the verb.
 *
 * Changes in place leave gaps: the index grows to about twice its size. Compacting writes a new
 * generation beside the live one and switches to it, so searching goes on meanwhile, and whatever
 * ends it before the switch leaves the index as it was. It is done in a process of its own, which
 * is ended at once when the run is to stop. */
#ifndef TC_INDEXER_COMPACT_H
#define TC_INDEXER_COMPACT_H

#include "indexer/options.h"
#include "indexer/run/report.h"

G_BEGIN_DECLS

/* What an index was when it was made or last compacted, and what has become of it. */
typedef struct {
    guint64 bytes, made_bytes; /* now and then; 0: then is not known */
    guint64 documents;         /* now */
    guint64 changed;           /* documents put or removed since then */
} TcGrowth;

/* Compacting pays when the index has grown so far ... */
#define TC_COMPACT_GROWTH        1.5
/* ... and so much has been changed: writing a block anew takes another one, so that a single
 * night's changes all over a compact index let it grow to 1.4 times its size, and to 1.5 within
 * eight, only to find room in itself for the nights that follow. Compacted at 1.5 times alone, an
 * index of 7,860 pages of which 1 % change each night was written anew every second night; it takes
 * 60 nights to 1.8, and queries are 2 % slower then. */
#define TC_COMPACT_CHANGED_SHARE 0.2
/* Or it has grown so far, whatever has been changed. */
#define TC_COMPACT_GROWTH_MAX    2.0
/* An index that is so small nobody minds. */
#define TC_COMPACT_BYTES_MIN     ((guint64)1 << 20)

gboolean tc_compact_pays(const TcGrowth *growth);

/* Bytes that must be free to compact an index of `bytes`. */
guint64 tc_compact_room(guint64 bytes);

/* Compact the index of options->index_dir when it pays, the disk has room, and there is time; the
 * lock is held and no writer is open. That it was left is no failure. */
gboolean tc_compact_when_it_pays(const TcOptions *options, TcReport *report, GError **error);

G_END_DECLS

#endif

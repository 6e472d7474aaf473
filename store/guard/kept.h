/* store/guard/kept.h - blocks of tables that a process keeps (tc_guard_keep_blocks()).
 *
 * Each has a few places where it may be, the last one that was asked for first. With one place,
 * blocks that a query goes back and forth between drove each other out: a third of its reads were
 * of blocks that it had read before. Private to store/guard/; for one thread at a time. */
#ifndef TC_STORE_GUARD_KEPT_H
#define TC_STORE_GUARD_KEPT_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_KEPT_MAX    1024u /* blocks */
#define TC_KEPT_PLACES 4u    /* of one */
#define TC_KEPT_GROUPS (TC_KEPT_MAX / TC_KEPT_PLACES)

typedef struct TcKept TcKept;

TcKept *tc_kept_new(void);
void tc_kept_free(TcKept *kept);

/* A block, counted by g_atomic_rc_box_acquire(); borrowed until the next one is put. NULL for one
 * that is not there. */
guint8 *tc_kept_find(TcKept *kept, guint table, guint64 block);
/* Takes `bytes` over, in place of what was not asked for the longest. */
void tc_kept_put(TcKept *kept, guint table, guint64 block, guint8 *bytes);

G_END_DECLS

#endif

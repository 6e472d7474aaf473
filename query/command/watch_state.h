/* query/command/watch_state.h - the texts that watched topics were asked about already.
 *
 * A file that holds the first eight bytes of the hash of each text (TC_TERM_CONTENT) that an index
 * has had so far: what is not in it is new, however the index was rebuilt, compacted or loaded, and
 * wherever the file of the document lies by now. It only grows: 8 MB for a million texts.
 *
 *     8 bytes  "TCWATCH1"
 *     8 bytes  count
 *     8 bytes  each: hashes, ascending
 *    32 bytes  SHA-256 of all before
 *
 * Numbers are little-endian. It is written anew beside its place, as FILE.new, and renamed: it is
 * there whole, as it was or as it is. FILE.new is locked as long as the state is open: one run at a
 * time. */
#ifndef TC_QUERY_WATCH_STATE_H
#define TC_QUERY_WATCH_STATE_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_WATCH_STATE_ERROR (tc_watch_state_error_quark())
GQuark tc_watch_state_error_quark(void);
typedef enum {
    TC_WATCH_STATE_ERROR_LOCKED,  /* another run uses it */
    TC_WATCH_STATE_ERROR_DAMAGED, /* or something else */
    TC_WATCH_STATE_ERROR_FAILED,  /* it cannot be read or written */
} TcWatchStateError;

typedef struct TcWatchState TcWatchState;

/* Lock and read the state at `path`; a link is followed. Without a file there it is empty. */
TcWatchState *tc_watch_state_open(const char *path, GError **error);
/* Whether there was no file: nothing is known yet. */
gboolean tc_watch_state_is_first(const TcWatchState *state);
gboolean tc_watch_state_has(const TcWatchState *state, guint64 hash);
/* `hash` is known from tc_watch_state_save() on; what was added is not asked for before. */
void tc_watch_state_add(TcWatchState *state, guint64 hash);
/* Write what was added, at most once; on TRUE it survives a power cut. */
gboolean tc_watch_state_save(TcWatchState *state, GError **error);
/* Drop what was not saved, and unlock. Accepts NULL. */
void tc_watch_state_close(TcWatchState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWatchState, tc_watch_state_close)

G_END_DECLS

#endif

/* store/lock.h - the lock of an index, for the one process that changes it.
 *
 * It is of the folder, by flock() of DIR/lock, and taken before that of Xapian, which is of a
 * generation. The file is never deleted, and holds process id and time while it is locked. */
#ifndef TC_STORE_LOCK_H
#define TC_STORE_LOCK_H

#include "store/error.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcLock TcLock;
/* Create `dir` (0700, parents too) if absent, and take the lock, waiting up to `wait_s` seconds. A
 * folder that exists, is not empty and is not an index is TC_STORE_ERROR_NOT_INDEX and left alone.
 */
TcLock *tc_lock_take(const char *dir, guint wait_s, GError **error);
/* The same for who will not write and minds who does. Who may not write to the lock file shares it
 * with others like him; who may not even open it, or finds none in a folder that he may not write
 * to, gets a handle that keeps nobody away: then tc_lock_is_held() is FALSE. */
TcLock *tc_lock_take_to_read(const char *dir, guint wait_s, GError **error);
gboolean tc_lock_is_held(const TcLock *lock);
void tc_lock_release(TcLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcLock, tc_lock_release)

G_END_DECLS

#endif

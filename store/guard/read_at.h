/* store/guard/read_at.h - as much of a file as is there. */
#ifndef TC_STORE_GUARD_READ_AT_H
#define TC_STORE_GUARD_READ_AT_H

#include <glib.h>

/* Reads `len` bytes from `offset` on, fewer only where the file ends; gives their number, or -1
 * with errno. */
gssize tc_read_at(int fd, void *bytes, gsize len, guint64 offset);

#endif

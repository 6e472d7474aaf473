/* store/error.h - what can go wrong with an index. */
#ifndef TC_STORE_ERROR_H
#define TC_STORE_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_STORE_ERROR (tc_store_error_quark())
GQuark tc_store_error_quark(void);
typedef enum {
    TC_STORE_ERROR_FAILED,    /* anything without a code of its own; what Xapian refuses to do */
    TC_STORE_ERROR_LOCKED,    /* another run holds the lock; the message names its process */
    TC_STORE_ERROR_NOT_INDEX, /* the folder is there, but is not an index of ours */
    TC_STORE_ERROR_NOT_FOUND, /* no index there */
    TC_STORE_ERROR_VERSION,   /* of a schema or analyzer version that this program does not know */
    TC_STORE_ERROR_CORRUPT,   /* damaged, or a document is missing that the index names */
    TC_STORE_ERROR_MODIFIED,  /* overtaken by commits: open again and repeat the whole query */
    TC_STORE_ERROR_OUTDATED,  /* of an older version, which can be carried over: update */
    TC_STORE_ERROR_SYSTEM, /* the system refuses to read or write: too many open files, no memory,
                            * a disk that does not read. It says nothing of the index */
} TcStoreError;

/* The first folder on the way to `path`, or itself, that this process may not enter or read; NULL
 * when there is none. Free with g_free(). */
char *tc_path_refusing(const char *path);

G_END_DECLS

#endif

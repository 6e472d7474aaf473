/* store/isolated.h - work that damage may crash, in a process of its own. */
#ifndef TC_STORE_ISOLATED_H
#define TC_STORE_ISOLATED_H

#include "store/error.h"

G_BEGIN_DECLS

/* What is put into `report` comes back, as valid UTF-8 without line breaks at its end; beyond 64
 * KiB it is cut. */
typedef gboolean (*TcIsolatedFunc)(gpointer user, GString *report, GError **error);

/* Run `func` in a child and give its report. FALSE with the error that `func` set, of
 * TC_STORE_ERROR; CORRUPT when the child crashed, SYSTEM when it could not be started or was killed
 * from outside. `path` is what the work is about, for those messages. Nothing that `func` changes
 * in memory is seen here. */
gboolean tc_store_isolated(TcIsolatedFunc func, gpointer user, const char *path, char **report,
                           GError **error);

G_END_DECLS

#endif

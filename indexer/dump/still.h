/* indexer/dump/still.h - an index that stands still, while another process goes on changing it. */
#ifndef TC_INDEXER_DUMP_STILL_H
#define TC_INDEXER_DUMP_STILL_H

#include "store/error.h"

G_BEGIN_DECLS

/* Copy the live generation of `dir`, as of one commit, into a new folder for temporary files, where
 * the file system can without copying any blocks. Gives its path, to be opened as any index;
 * tc_still_remove() deletes it and frees the path. NULL with TC_STORE_ERROR_MODIFIED when a commit
 * came in between each time. */
char *tc_still_copy(const char *dir, GError **error);
void tc_still_remove(char *copy);

/* The rest of one open file into another; FALSE with errno. */
gboolean tc_still_copy_bytes(int from, int to);

G_END_DECLS

#endif

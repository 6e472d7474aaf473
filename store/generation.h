/* store/generation.h - the folder of an index: which generation is live, and how one replaces
 * another.
 *
 *     DIR/            0700; generations take over its mode when they go live
 *     DIR/XAPIANDB    stub file "auto gen.000007": Xapian's tools and servers open DIR as it is
 *     DIR/gen.000007/ the live generation, a Xapian database
 *     DIR/gen.000008/ one being built, or a leftover of a killed run
 *     DIR/lock        flock()ed by the one writer; holds its process id and start time
 *
 * A generation goes live by renaming a new stub over the old one, in one step: readers that have
 * the old one open keep it, readers that open get the new one, complete. */
#ifndef TC_STORE_GENERATION_H
#define TC_STORE_GENERATION_H

#include "store/error.h"

#include <glib.h>

G_BEGIN_DECLS

/* Whether `dir` may be used: empty (but for what mkfs puts there), or an index: else NOT_INDEX. One
 * foreign entry in a folder without a stub or generation makes it foreign. */
gboolean tc_generation_check_folder(const char *dir, GError **error);

/* Path of the live generation of `dir`; NULL with TC_STORE_ERROR_NOT_FOUND when there is none, with
 * TC_STORE_ERROR_CORRUPT when the stub is empty or says anything else. */
char *tc_generation_live(const char *dir, GError **error);
/* Whether the files that are there can be opened, all at a time: FALSE with the file and the
 * reason. Xapian takes some that it cannot open for empty ones. */
gboolean tc_generation_may_be_checked(const char *generation, GError **error);
/* Delete what runs left that were killed: every generation but the live one. Nothing when the stub
 * does not say which that is. For the holder of the lock. */
gboolean tc_generation_tidy(const char *dir, GError **error);

/* A path for a new generation, which does not exist yet; leftovers of killed runs are deleted. The
 * lock must be held. Shards and other things to be thrown away may lie beside it, under its path
 * with a dot and more: they are deleted with the leftovers, and by the next switch. */
char *tc_generation_next(const char *dir, GError **error);
/* Sync `generation` to disk, make it the live one in one rename, then delete all others. When only
 * the deleting fails, the error says so and tc_generation_live() gives the new one. */
gboolean tc_generation_switch(const char *dir, const char *generation, GError **error);
/* Bytes of all files of a generation. */
gboolean tc_generation_size(const char *generation, guint64 *bytes, GError **error);
/* Delete a generation, or what lies beside one, and all in it; nothing there is not an error. Any
 * other name is refused: TC_STORE_ERROR_NOT_INDEX; and so is the live generation: FAILED. */
gboolean tc_generation_remove(const char *generation, GError **error);

G_END_DECLS

#endif

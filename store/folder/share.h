/* store/folder/share.h - who may read an index.
 *
 * The modes of its folder say it. They are set at every write where the configuration says who it
 * is to be (share=group, share=everyone), whatever the umask, and left as they are where it does
 * not. Folders above the index are the administrator's: they are named when they are in the way. */
#ifndef TC_STORE_SHARE_H
#define TC_STORE_SHARE_H

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef enum {
    TC_SHARE_UNSET,    /* as it is */
    TC_SHARE_GROUP,    /* the group of the folder */
    TC_SHARE_EVERYONE, /* of this machine */
} TcShare;

/* Make what this process writes from now on readable for them. */
void tc_share_set_umask(TcShare share);

/* Open the index in `dir` for them, all that is in it; make the folder, and those above it, if it
 * is not there. A folder that is none of ours is left alone. FALSE with the file whose mode could
 * not be set. */
gboolean tc_share_apply(const char *dir, TcShare share, GError **error);

/* The first folder or file that keeps them from the index in `dir`: a folder above it, or what is
 * in it; NULL when nothing does. Free with g_free(). */
char *tc_share_obstacle(const char *dir, TcShare share);

/* One sentence: who may read the index in `dir`, and what is in the way of the others. Free with
 * g_free(). */
char *tc_share_describe(const char *dir);

G_END_DECLS

#endif

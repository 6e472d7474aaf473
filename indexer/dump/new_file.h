/* indexer/dump/new_file.h - a file that is there whole or not at all.
 *
 * It is written as PATH.new beside its place, and takes its name in one step when it is complete
 * and on disk: what was there before stays until then. What a killed run left is written over by
 * the next one. */
#ifndef TC_INDEXER_NEW_FILE_H
#define TC_INDEXER_NEW_FILE_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcNewFile TcNewFile;

/* Begin the file at `path`, mode 0600; a link is followed. Refused where something lies that is no
 * file, and while another process is at it. */
TcNewFile *tc_new_file_open(const char *path, GError **error);
/* Where to write to. */
int tc_new_file_fd(const TcNewFile *file);
/* Sync it and give it its name. Frees `file`, whether it succeeds or not. */
gboolean tc_new_file_finish(TcNewFile *file, GError **error);
/* Drop it. Accepts NULL. */
void tc_new_file_abandon(TcNewFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNewFile, tc_new_file_abandon)

G_END_DECLS

#endif

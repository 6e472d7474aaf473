/* indexer/state/member_names.h - the paths of files in archives: "ARCHIVE!/NAME". */
#ifndef TC_INDEXER_MEMBER_NAMES_H
#define TC_INDEXER_MEMBER_NAMES_H

#include <glib.h>

G_BEGIN_DECLS

/* Archives within archives that are opened, the one on disk included. */
#define TC_ARCHIVE_DEPTH_MAX 3u

/* The paths given so far, while one goes through an archive from its beginning. */
typedef struct {
    GHashTable *paths;    /* set of char *, owned */
    GHashTable *repeated; /* private: from a path to the last number that told others from it */
} TcMemberNames;

void tc_member_names_init(TcMemberNames *names);
void tc_member_names_clear(TcMemberNames *names);

/* The path of the next file of that name in `archive`, which is itself a path; a name that was
 * there before gets a number: "a.doc (2)". The set owns the result. */
const char *tc_member_names_add(TcMemberNames *names, const char *archive, const char *name);

/* Whether a file of that name is never indexed, as in folders: hidden ones and leftovers. */
gboolean tc_member_name_is_skipped(const char *name);

G_END_DECLS

#endif

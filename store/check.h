/* store/check.h - whether a generation is whole. */
#ifndef TC_STORE_CHECK_H
#define TC_STORE_CHECK_H

#include "store/generation.h"

G_BEGIN_DECLS

/* What is not checksummed is what Xapian can tell from the structure alone. */
typedef struct {
    guint64 faults;
    char *report; /* lines of what is wrong, "" for nothing; to be freed */
    gboolean has_manifest;
} TcCheck;

/* Walk through all tables of a generation, in a process of its own: damage may crash it, which is a
 * fault like others. Each block in use is compared with its checksum. FALSE when the system refused
 * to read it. The lock must be held. */
gboolean tc_store_check(const char *generation, TcCheck *check, GError **error);
void tc_check_clear(TcCheck *check);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcCheck, tc_check_clear)

/* The same as one error: TC_STORE_ERROR_CORRUPT with the first fault. */
gboolean tc_store_check_whole(const char *generation, GError **error);

/* What tells one state of the live generation of `dir` from the next, for who keeps no writers
 * away; NULL when it cannot be read. Free with g_free(). */
char *tc_store_state(const char *dir);

G_END_DECLS

#endif

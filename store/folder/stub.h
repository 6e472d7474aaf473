/* store/folder/stub.h - which databases a stub file of Xapian's names.
 *
 * Read here, not by Xapian, so that each of them is opened, checked and named by itself: one that
 * is damaged, of another version or does not answer is told from the others. The format is
 * Xapian's: a line is empty, begins with #, or is one of
 *
 *     auto PATH                  a folder of ours, a database or a stub file; relative to this file
 *     glass PATH                 the same
 *     remote HOST:PORT           served by xapian-tcpsrv; [ADDRESS]:PORT for IPv6
 *     remote :PROGRAM ARGUMENTS  run, and spoken to through pipes: ssh HOST xapian-progsrv PATH */
#ifndef TC_STORE_STUB_H
#define TC_STORE_STUB_H

#include "store/generation.h"

G_BEGIN_DECLS

typedef enum { TC_STUB_LOCAL, TC_STUB_HOST, TC_STUB_PROGRAM } TcStubKind;

typedef struct {
    TcStubKind kind;
    guint line;      /* from 1 */
    char *name;      /* as the file says it, made valid UTF-8: for messages */
    char *target;    /* absolute path, host, or program */
    char *arguments; /* of a program, else NULL */
    guint port;      /* of a host, else 0 */
} TcStubEntry;

/* A GArray of TcStubEntry that owns them; at least one. NULL with TC_STORE_ERROR_NOT_INDEX when the
 * file is no stub or names nothing; the message names file and line. */
GArray *tc_stub_read(const char *path, GError **error);

G_END_DECLS

#endif

/* document/sandbox/limits.h - what a worker may take, and what it is kept in by. */
#ifndef TC_DOCUMENT_SANDBOX_LIMITS_H
#define TC_DOCUMENT_SANDBOX_LIMITS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gsize memory_max;  /* bytes of address space a worker may take, the file and its text included;
                        * not enforced in a build with AddressSanitizer, which takes terabytes */
    guint time_max_ms; /* for one file: processor time, and apart from that time for which its
                        * reader stands still by itself. Where the machine is too busy, or stood
                        * still, it takes longer */
    guint files_max; /* a worker is replaced after this many files: 1 costs most and isolates best;
                      * more lets a file that takes the worker over spoil the text of later ones.
                      * A crash counts against a file only when a new worker crashes on it, too */
    gboolean (*stop)(
        void);         /* NULL, or whether to hurry: what is being read is then given up soon */
    guint stop_max_ms; /* how soon, at most */
} TcSandboxLimits;
#define TC_SANDBOX_LIMITS_INIT                                                                     \
    {                                                                                              \
        .memory_max = 1u << 30, .time_max_ms = 30000, .files_max = 100, .stop_max_ms = 10000       \
    }

/* What protects against a worker that was taken over; depends on the kernel. */
typedef enum {
    TC_SANDBOX_RLIMITS = 1 << 0,  /* memory, processor time, no open files beyond the socket */
    TC_SANDBOX_SECCOMP = 1 << 1,  /* a list of system calls: no network, no writing, no programs */
    TC_SANDBOX_LANDLOCK = 1 << 2, /* of files only the system's shared data (fonts, character maps)
                                   * are in reach; without it no file can be opened at all */
} TcSandboxStrength;

G_END_DECLS

#endif

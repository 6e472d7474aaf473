/* document/sandbox/sandbox.h - read files in a child process that can do no harm.
 *
 * Readers take apart files that strangers wrote, and libraries do it in C: a damaged file may crash
 * them, a hostile one may take them over. They run in a worker process that has only the file's
 * bytes, a socket to us, and limits on memory and time. Whatever happens to it is an error for that
 * one file, and the next file gets a new worker.
 *
 *     this process ---- control ---- zygote            forked by tc_sandbox_new(), waits
 *          \                           | forks, waits for
 *           `------ bytes, text ---- worker            confined, reads many files
 *
 * The zygote is there so that workers are forked from a small process with one thread, whatever
 * this one has become since. It ends when this process does.
 *
 * A sandbox belongs to one thread at a time; for several files at once take several. */
#ifndef TC_DOCUMENT_SANDBOX_H
#define TC_DOCUMENT_SANDBOX_H

#include "document/dispatch.h"
#include "document/document.h"
#include "document/sandbox/limits.h"

G_BEGIN_DECLS

typedef struct TcSandbox TcSandbox;

/* Fork the zygote. Call it early, before the process starts threads. `limits` NULL: the defaults.
 * Returns NULL and sets `error` (TC_DOCUMENT_ERROR_UNREADABLE) when the system allows no process.
 */
TcSandbox *tc_sandbox_new(const TcSandboxLimits *limits, GError **error);

/* Ends the zygote and the worker. Accepts NULL. */
void tc_sandbox_free(TcSandbox *sandbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSandbox, tc_sandbox_free)

/* As tc_document_read(), in a worker. Fails also with TC_DOCUMENT_ERROR_CRASHED, when the file did
 * it to two workers: "reader killed by signal 11", "reader took longer than 30 s", "reader used
 * more than 1024 MB"; and UNREADABLE when the system allows no worker, kills it (SIGKILL), or gives
 * it no processor, which says nothing of the file. Valid UTF-8 in plain
 * text is read in this process, see sandbox.c for why. Nothing that comes from a worker
 * is trusted: sizes are within `limits`, strings are UTF-8. */
TcDocument *tc_sandbox_read(TcSandbox *sandbox, const char *bytes, gsize len, const char *name,
                            const TcReadLimits *limits, GError **error);

/* The same for bytes of which the caller has asked tc_detect_format() what they are. */
TcDocument *tc_sandbox_read_format(TcSandbox *sandbox, TcFormat format, const char *bytes,
                                   gsize len, const char *name, const TcReadLimits *limits,
                                   GError **error);

/* ---- archives: files that hold files ----
 *
 * tc_sandbox_read() says TC_DOCUMENT_ERROR_ARCHIVE of ZIP and tar archives. A worker of its own
 * takes such a one apart, and gives the files in it one after the other as they are: what they hold
 * is for tc_sandbox_read() again, so that a file in an archive is read as any other, and can do
 * harm to no other. Several archives can be open at a time, one within another. */

typedef struct TcWalk TcWalk;

/* A file in an archive. Borrowed until the next call for the same walk. */
typedef struct {
    const char *name; /* valid UTF-8, 1 to TC_MEMBER_NAME_MAX bytes, parts divided by '/'; only a
                       * name, and another file may have the same */
    gint64 mtime_s;   /* as the archive says; 0 where it does not */
    const char *bytes;
    gsize len;
    const GError *error; /* TC_DOCUMENT_ERROR: why it cannot be had; then `len` is 0 */
} TcMember;

/* Begin to walk through the archive; `bytes` are not needed after the call, the sandbox is. NULL
 * and CRASHED when no worker can be started. */
TcWalk *tc_sandbox_walk(TcSandbox *sandbox, const char *bytes, gsize len,
                        const TcArchiveLimits *limits, GError **error);

/* The next file. UNREADABLE and CRASHED are as above, but that one worker is enough. FALSE at the
 * end; and with `error` set when the archive cannot be read further: DAMAGED, ENCRYPTED, TOO_LARGE
 * over a limit, CRASHED. Each file has the time of TcSandboxLimits, the archive as a whole ten
 * times the processor time. */
gboolean tc_walk_next(TcWalk *walk, TcMember *member, GError **error);

/* Bytes that were unpacked so far. */
guint64 tc_walk_unpacked(const TcWalk *walk);

/* Accepts NULL; not after its sandbox. */
void tc_walk_free(TcWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWalk, tc_walk_free)

/* What protects here: bits of TcSandboxStrength, as the worker found when it started; starts one if
 * there is none. Returns 0 and sets `error` when no worker can be started. */
guint tc_sandbox_strength(TcSandbox *sandbox, GError **error);

/* A sandbox for another kind of reading: `prepare` loads what `reader` needs of files, before the
 * worker is confined, and `reader` then runs in the worker for every call of tc_sandbox_read(). */
TcSandbox *tc_sandbox_new_prepared(const TcSandboxLimits *limits, void (*prepare)(void),
                                   TcReadFunc reader, GError **error);

/* A sandbox with a reader of one's own, which then runs in the worker for every file: for tests. */
TcSandbox *tc_sandbox_new_with_reader(const TcSandboxLimits *limits, TcReadFunc reader,
                                      GError **error);

G_END_DECLS

#endif

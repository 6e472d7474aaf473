/* store/guard/guard.h - no block of a database reaches Xapian that is not as it was written.
 *
 * Xapian's C library calls are answered here: pread() compares a block of a guarded table with its
 * checksum in the manifest (store/guard/manifest.h), pwrite() notes that of a block that is
 * written, and rename() of a new version file writes the manifest of that revision first. So every
 * read is checked, by queries as by updates, before anything looks at what it holds; a run that
 * writes makes the new checksums of what it has written and of nothing else, and what was damaged
 * before stays damaged. A damaged block costs EBADMSG, which Xapian reports.
 *
 * Blocks that no longer are in use may be overwritten at any time, and are never read; those that
 * a commit has taken while a reader is at work tell Xapian that the reader was overtaken.
 *
 * It costs 5,700 instructions a block of 8 KiB, and a query compares each block once: one of five
 * words in the sample archive reads 394 times and compares 29 blocks. An update of one file there
 * compares 208 and sums 37 up: a twentieth of its instructions in a debug build. */
#ifndef TC_STORE_GUARD_GUARD_H
#define TC_STORE_GUARD_GUARD_H

#include "store/guard/manifest.h"

#include <sys/types.h>

G_BEGIN_DECLS

typedef struct TcGuard TcGuard;

/* Check what can be checked before Xapian opens the database in `folder`, and guard its tables from
 * now on. `writes`: for the one process that changes it. Of a database without a manifest only the
 * version file is checked. Errors of TC_GUARD_ERROR. A handle may be used by any thread. */
TcGuard *tc_guard_open(const char *folder, gboolean writes, GError **error);
void tc_guard_close(TcGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcGuard, tc_guard_close)

/* From now on files that are there are opened to be read, whatever Xapian asks for: its check asks
 * for more and never writes. For a process that does nothing else. */
void tc_guard_only_read(void);

/* From now on blocks that were read and are as they were written are kept, up to 8 MiB for each
 * handle, and handed out again, so that each is read from the file once. As long as no commit
 * overtakes the handle, and also then, they are those of its revision. For a process that never
 * writes. */
void tc_guard_keep_blocks(void);

/* Which file it is. */
typedef struct {
    dev_t dev;
    ino_t ino; /* 0 for none */
} TcGuardFile;

/* FALSE, and none, when it is no file that has blocks, or the system does not say. */
gboolean tc_guard_file(int fd, TcGuardFile *file);
/* A block, read as pread() reads it here, but without asking the system again which file this is,
 * and without a copy of one that is kept; NULL where it cannot be had as a whole. It stays as it is
 * until it is given back, whatever else is read. */
const guint8 *tc_guard_take(int fd, const TcGuardFile *file, gsize len, guint64 offset);
void tc_guard_give_back(const guint8 *bytes); /* NULL is none */

gboolean tc_guard_has_manifest(const TcGuard *guard);
guint32 tc_guard_revision(const TcGuard *guard);
/* How many blocks were compared. */
guint64 tc_guard_checked(const TcGuard *guard);

/* What the last EBADMSG of this thread was for: "FILE: block 9 is damaged"; "" for nothing.
 * Borrowed, until the next one. */
const char *tc_guard_last_damage(void);

/* Of how many blocks so far, in this process, a guard has found that they are not as they were
 * written. */
guint64 tc_guard_damage_count(void);

G_END_DECLS

#endif

/* store/guard/manifest.h - what the files of a database hold, as of one commit.
 *
 * Blocks of glass tables have no checksum: a bit that flips on the disk changes an answer, or makes
 * Xapian read memory that it must not. The manifest lies beside the tables and has the version file
 * word for word, and the size of each table and a checksum of each block:
 *
 *     manifest.0, manifest.1   of even and of odd revisions, little-endian:
 *         0  "tracuu manifest\n", u32 1, u32 revision, u32 length of the version file, u32 0
 *        32  the version file, 256 bytes with zeros after it
 *       288  for each of six tables: u32 is there, u32 block size, u64 bytes of the file,
 *            u32 blocks, u32 0, u64 offset of their sums, u64 hash of the sums
 *      1016  u64 hash of what stands before
 *      1024  the sums, four bytes a block
 *
 * It is written before the version file of its revision takes the place of the one before, under a
 * name that the revision before does not have: there is no moment, and no power cut leaves one, in
 * which a version file is without its manifest. It costs 4 bytes for 8192. */
#ifndef TC_STORE_GUARD_MANIFEST_H
#define TC_STORE_GUARD_MANIFEST_H

#include "store/guard/glass.h"

G_BEGIN_DECLS

#define TC_GUARD_ERROR (tc_guard_error_quark())
GQuark tc_guard_error_quark(void);
typedef enum {
    TC_GUARD_ERROR_SYSTEM,  /* the system refuses to read it; says nothing of the database */
    TC_GUARD_ERROR_DAMAGED, /* something is gone, or not as it was written */
    TC_GUARD_ERROR_NONE,    /* no database there */
} TcGuardError;

typedef struct {
    gboolean is_there;
    guint32 block_size;
    guint64 bytes;
    guint32 blocks;
    guint64 sums_at; /* in the manifest */
    guint64 sums_hash;
} TcManifestTable;

typedef struct {
    guint32 revision;
    guint8 version[TC_GLASS_VERSION_MAX];
    gsize version_len;
    TcManifestTable tables[TC_GLASS_TABLES];
} TcManifest;

/* Looks at the database in `folder` before Xapian does: its version file is one, and is the one of
 * the manifest; each table is a file, and as large as it was. `*fd` is the manifest, to be closed
 * by the caller; -1 when the database has none, as those of earlier versions: then `manifest` has
 * only the version file. FALSE with an error of TC_GUARD_ERROR. */
gboolean tc_manifest_load(const char *folder, TcManifest *manifest, int *fd, GError **error);
/* Whether the version file in `folder` still is that of the manifest. */
gboolean tc_manifest_is_current(const char *folder, const TcManifest *manifest);
/* The checksums of this many blocks, out of the manifest, those of a table from block `part` times
 * as many on; 0 for each that it has none of. NULL where they cannot be read. Free with g_free().
 */
#define TC_MANIFEST_SUMS 1024
guint32 *tc_manifest_some_sums(const TcManifest *manifest, int fd, guint table, gsize part);
/* All sums of a table (a GArray of guint32), compared with their hash. */
GArray *tc_manifest_sums(const char *folder, const TcManifest *manifest, int fd, guint table,
                         GError **error);

/* Write the manifest of the database in `folder` whose version file will be `version`; `sums` has a
 * GArray of guint32 for each table, in host byte order. Synced, if `syncs`, with its folder. */
gboolean tc_manifest_write(const char *folder, const guint8 *version, gsize version_len,
                           GArray *const *sums, gboolean syncs, GError **error);
/* Read all tables of a database that nobody writes to, and write its manifest. That they are right
 * is for the caller to know. */
gboolean tc_manifest_take(const char *folder, GError **error);
/* Whether there is one. */
gboolean tc_manifest_exists(const char *folder);
/* Whether there is a database without one. */
gboolean tc_manifest_is_missing(const char *folder);

/* Read at most `len` bytes at the beginning of a regular file; -1 with errno. Never waits: EINVAL
 * for a pipe or a device. */
gssize tc_guard_read_file(const char *path, void *bytes, gsize len);

G_END_DECLS

#endif

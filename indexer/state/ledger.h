/* indexer/state/ledger.h - what is known of each file that a run has seen.
 *
 * The ledger lives in the metadata of the index and commits together with the documents, so it
 * tells at any moment exactly what the index holds. One entry a file: key TC_META_LEDGER + path (a
 * path of more than TC_LEDGER_KEY_PATH_MAX bytes is cut and ends in the hash of the whole), value
 * TC_LEDGER_LAYOUT and a GVariant, little endian; entries of before schema 5 are the GVariant
 * alone, which begins with the slash of a path. */
#ifndef TC_INDEXER_LEDGER_H
#define TC_INDEXER_LEDGER_H

#include "document/format.h"
#include "indexer/scan/scan.h"
#include "store/reader.h"
#include "store/schema.h"
#include "store/writer.h"

#include <nettle/sha2.h>

G_BEGIN_DECLS

#define TC_LEDGER_KEY_PATH_MAX 200
#define TC_LEDGER_LAYOUT       '\x02'

/* A file in an archive is known as "ARCHIVE!/NAME", one in an archive in there as
 * "ARCHIVE!/NAME!/NAME". Such a path may be that of a file on disk as well, so it is the stamp that
 * tells: see tc_ledger_member_stamp(). */
#define TC_MEMBER_SEPARATOR     "!/"
#define TC_MEMBER_SEPARATOR_LEN 2u

typedef struct {
    char *path;
    TcFileStamp stamp;
    gint64 read_s;            /* when its content was last read, since 1970; 0 when not known */
    guint32 page_count;       /* of the file; 0 when not known, or it has none */
    guint8 hash[TC_HASH_LEN]; /* of the bytes of the file, when has_hash */
    guint32 block_len;        /* private: bytes behind a decoded entry, which its strings are in */
    guint has_hash : 1;
    guint indexed : 1; /* the index holds a document for it */
    /* 0 when the file was written so shortly before it was read that a later change could have
     * left the same times: the next run compares the content. */
    guint settled : 1;
    char *format;   /* tc_format_name(), "" when not known */
    char *encoding; /* "" when not known */
    char *reason;   /* tc_document_reason() of a file that is not indexed or only in part,
                     * TC_LEDGER_OCR of one that was recognised, else "" */
    char *message;  /* what was said of a file not indexed, or not all of it; else "" */
    char *attempt;  /* where there is a reason, what the file was read with, see attempt.h; "" when
                     * not known */
} TcLedgerEntry;

/* The `reason` of a file that is indexed with recognised text. */
#define TC_LEDGER_OCR "ocr"

TcLedgerEntry *tc_ledger_entry_new(const char *path, const TcFileStamp *stamp);
void tc_ledger_entry_free(TcLedgerEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcLedgerEntry, tc_ledger_entry_free)

/* The stamp of a file in an archive: no inode and no ctime, and in place of the device how many
 * bytes of its path are that of the archive on disk. It changes only with the archive. */
TcFileStamp tc_ledger_member_stamp(guint64 size, gint64 mtime_s, gsize archive_len);

/* Bytes of the path of an entry that are the archive on disk; 0 when the entry is of a file on
 * disk itself. */
gsize tc_ledger_archive_len(const TcLedgerEntry *entry);

/* The format of the file; TC_FORMAT_UNKNOWN also where it is not known. On disk, in an index and in
 * a dump, the key is the name: formats may be added between others and taken away, which moves the
 * numbers of the enumeration, and a name that this version does not know is still carried on. This
 * is the one place where a name is turned back (`scripts/layers` sees to it), and only for the few
 * entries that are asked: those of files that failed, and of archives. */
TcFormat tc_ledger_format(const TcLedgerEntry *entry);

/* Whether the entry is of an archive, on disk or in another, that was read to its end: its files
 * have entries of their own, it has a format, but neither a document nor a reason, unless it is
 * kept. */
gboolean tc_ledger_is_archive(const TcLedgerEntry *entry);

/* Whether the file is not indexed, or not all of it. */
gboolean tc_ledger_is_incomplete(const TcLedgerEntry *entry);

/* Whether the file was never read, for a trouble that may pass while the file stays as it is. */
gboolean tc_ledger_is_unreadable(const TcLedgerEntry *entry);

/* Whether the index has an earlier text of a file that could not be read again, or what was in an
 * archive that could not. */
gboolean tc_ledger_is_kept(const TcLedgerEntry *entry);

/* Replace one of the entry's strings. */
void tc_ledger_set_string(const TcLedgerEntry *entry, char **field, const char *value);

/* The content of `entry` is that of `from`: so is all that reading it gave, but for whether it is
 * indexed. */
void tc_ledger_copy_reading(TcLedgerEntry *entry, const TcLedgerEntry *from);

/* Serialise. Free with g_free(). */
char *tc_ledger_encode(const TcLedgerEntry *entry, gsize *len);
/* NULL and TC_STORE_ERROR_CORRUPT when `bytes` are no entry. */
TcLedgerEntry *tc_ledger_decode(const char *bytes, gsize len, GError **error);

/* The metadata key of a path. Free with g_free(). */
char *tc_ledger_key(const char *path);
/* The term that is unique to the document of a path, TC_TERM_ID included. Free with g_free(). */
char *tc_ledger_document_id(const char *path);

/* The first TC_HASH_LEN bytes of SHA-512: it is the fastest of GLib's that nobody can forge. */
void tc_ledger_hash(const char *bytes, gsize len, guint8 hash[TC_HASH_LEN]);

/* How far a hash has come, to go on from there. */
typedef struct sha512_ctx TcHashing;

/* The same, and `*hashing` is where it has come to. */
void tc_ledger_hash_begin(const char *bytes, gsize len, guint8 hash[TC_HASH_LEN],
                          TcHashing *hashing);
/* The hash of the bytes of `hashing` and of these behind them. */
void tc_ledger_hash_on(const TcHashing *hashing, const char *bytes, gsize len,
                       guint8 hash[TC_HASH_LEN]);

/* For tables by such hashes. */
guint tc_ledger_hash_hash(gconstpointer hash);
gboolean tc_ledger_hash_equal(gconstpointer a, gconstpointer b);

/* All entries: a table from path to TcLedgerEntry, which owns both. */
GHashTable *tc_ledger_new(void);
GHashTable *tc_ledger_load(TcReader *reader, GError **error);
/* The entries in order of path, borrowed. */
GPtrArray *tc_ledger_sorted(GHashTable *ledger);
/* Those of files in archives. */
GPtrArray *tc_ledger_sorted_members(GHashTable *ledger);
/* Where in `members` those of the archive `path` (on disk or itself a member) are: [*begin,
 * result).
 */
guint tc_ledger_members_of(const GPtrArray *members, const char *path, guint *begin);

gboolean tc_ledger_put(TcWriter *writer, const TcLedgerEntry *entry, GError **error);
gboolean tc_ledger_remove(TcWriter *writer, const char *path, GError **error);

/* The paths that the index is of (TC_META_ROOTS), NULL-ended; empty when there are none. */
char **tc_ledger_roots(TcReader *reader, GError **error);
/* Whether the run that wrote to the index last has not come to its end: it was killed or stopped,
 * the power went, or it is at work. Commits with what it has done. */
gboolean tc_ledger_unfinished(TcReader *reader, gboolean *is_unfinished, GError **error);
gboolean tc_ledger_put_unfinished(TcWriter *writer, gboolean is_unfinished, GError **error);

gboolean tc_ledger_put_roots(TcWriter *writer, const char *const *roots, GError **error);

/* The disks that were mounted below the roots when their files were read (TC_META_MOUNTS: for each
 * its folder, NUL, the number of its device, NUL): an array of TcScanMount, by path. */
GArray *tc_ledger_mounts(TcReader *reader, GError **error);
gboolean tc_ledger_put_mounts(TcWriter *writer, const GArray *mounts, GError **error);

G_END_DECLS

#endif

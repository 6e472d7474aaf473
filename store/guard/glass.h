/* store/guard/glass.h - what is known here of the files of a Xapian database in glass format.
 *
 *     iamglass         the version file, at most 256 bytes: revision, and where each table begins
 *     NAME.glass       a table: blocks of one size. One that never held anything may be missing
 *
 * A commit writes no block that the revision before it uses, but for the end of a list of free
 * blocks, which grows in place; then it renames a new version file over the old. So a block that is
 * in use is as it was written, whatever runs were killed since. */
#ifndef TC_STORE_GUARD_GLASS_H
#define TC_STORE_GUARD_GLASS_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_GLASS_VERSION     "iamglass"
#define TC_GLASS_VERSION_MAX 256 /* bytes that Xapian reads of it */
#define TC_GLASS_BLOCK_MIN   2048u
#define TC_GLASS_BLOCK_MAX   65536u

/* The tables, in the order of the version file. */
enum {
    TC_GLASS_POSTLIST,
    TC_GLASS_DOCDATA,
    TC_GLASS_TERMLIST,
    TC_GLASS_POSITION,
    TC_GLASS_SPELLING,
    TC_GLASS_SYNONYM,
    TC_GLASS_TABLES
};

/* Names of their files. */
extern const char *const tc_glass_table_names[TC_GLASS_TABLES];

typedef struct {
    guint32 revision;
    struct {
        guint32 block_size;
        guint32 root;      /* its block */
        gboolean is_empty; /* has no root, perhaps no file */
    } tables[TC_GLASS_TABLES];
} TcGlassVersion;

/* Takes a version file apart, as strictly as Xapian should: it trusts some numbers, and what is
 * wrong with them makes it read and write where it must not. FALSE when it is none. */
gboolean tc_glass_parse(const guint8 *bytes, gsize len, TcGlassVersion *version);

/* The checksum of a block as it was written; never 0. Of a list of free blocks it covers what is in
 * it by now. */
guint32 tc_glass_sum(const guint8 *block, gsize len);
/* Whether a block is what the checksum was made of; a list of free blocks may have grown since. */
gboolean tc_glass_agrees(const guint8 *block, gsize len, guint32 sum);

G_END_DECLS

#endif

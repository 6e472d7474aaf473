/* The manifest of a database, and that no block passes that is not as it was written. */
#include "store/guard/guard.h"
#include "store/guard/kept.h"
#include "store/xapian/xapian_c.h"
#include "tests/unit/store/support.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#define BLOCK 8192

static char *database;

/* Enough keys for several blocks in the table of postings, and a commit for each of `commits`. */
static void
fill(guint commits)
{
    GError *error = NULL;
    for (guint commit = 0; commit < commits; commit++) {
        g_autoptr(TcXWritable) db = tc_x_writable_open(database, TC_X_OPEN, &error);
        assert_ok(db, error);
        assert_ok(tc_x_writable_begin(db, &error), error);
        for (guint i = 0; i < 400; i++) {
            g_autofree char *key = g_strdup_printf("key %u", i);
            g_autofree char *value = g_strnfill(100 + i % 7, (char)('a' + commit % 26));
            assert_ok(
                tc_x_writable_set_metadata(db, key, strlen(key), value, strlen(value), &error),
                error);
        }
        assert_ok(tc_x_writable_commit(db, &error), error);
    }
}

static void
make(void)
{
    folder_make();
    database = in_folder("db");
    GError *error = NULL;
    g_autoptr(TcXWritable) db = tc_x_writable_open(database, TC_X_CREATE | TC_X_NO_SYNC, &error);
    assert_ok(db, error);
    g_clear_pointer(&db, tc_x_writable_free);
    assert_ok(tc_manifest_take(database, &error), error);
    fill(1);
}

static void
clear(void)
{
    g_clear_pointer(&database, g_free);
    folder_remove();
}

TestSuite(guard, .init = make, .fini = clear);

static char *
file_of(const char *name)
{
    return g_build_filename(database, name, NULL);
}

static void
flip(const char *name, gsize at, guint bit)
{
    g_autofree char *path = file_of(name);
    const int fd = open(path, O_RDWR);
    guint8 byte = 0;
    cr_assert(fd >= 0 && pread(fd, &byte, 1, (off_t)at) == 1);
    byte ^= (guint8)(1u << bit);
    cr_assert(pwrite(fd, &byte, 1, (off_t)at) == 1);
    close(fd);
}

/* What looking at the database says: NULL when it is as it was written. */
static char *
look(void)
{
    g_autoptr(GError) error = NULL;
    TcManifest manifest;
    int fd = -1;
    if (tc_manifest_load(database, &manifest, &fd, &error)) {
        close(fd);
        return NULL;
    }
    cr_assert(fd == -1);
    cr_assert(error->code == TC_GUARD_ERROR_DAMAGED, "%s", error->message);
    return g_strdup(error->message);
}

Test(guard, a_version_file_is_what_it_was)
{
    g_autofree char *path = file_of(TC_GLASS_VERSION);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    TcGlassVersion version;
    cr_assert(look() == NULL);
    cr_assert(g_file_get_contents(path, &bytes, &len, NULL));
    cr_assert(tc_glass_parse((guint8 *)bytes, len, &version) == TRUE);
    cr_assert(eq(u32, version.tables[0].block_size, BLOCK));
    cr_assert(version.tables[0].is_empty == FALSE);
    /* Cut anywhere but before the eight numbers at its end, which an empty database may lack. */
    for (gsize cut = 0; cut < len; cut++)
        cr_assert(tc_glass_parse((guint8 *)bytes, cut, &version) == (cut == len - 8), "%zu bytes",
                  cut);
    for (gsize at = 0; at < len; at++) {
        for (guint bit = 0; bit < 8; bit++) {
            flip(TC_GLASS_VERSION, at, bit);
            g_autofree char *said = look();
            cr_assert(said != NULL, "bit %u of byte %zu", bit, at);
            flip(TC_GLASS_VERSION, at, bit);
        }
    }
}

/* Xapian has ten cursors, and takes the number of levels from the file. */
Test(guard, what_xapian_would_trust_is_refused)
{
    g_autofree char *path = file_of(TC_GLASS_VERSION);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    TcGlassVersion version;
    cr_assert(g_file_get_contents(path, &bytes, &len, NULL));
    /* Sixteen bytes of name, sixteen of identity, the revision, the root; then level and flags. */
    cr_assert(le(i32, bytes[32], 127));
    cr_assert(le(i32, bytes[33], 127));
    const char level = bytes[34];
    bytes[34] = (char)(10 << 2 | (level & 3));
    cr_assert(tc_glass_parse((guint8 *)bytes, len, &version) == FALSE);
    bytes[34] = level;
    cr_assert(tc_glass_parse((guint8 *)bytes, len, &version) == TRUE);
}

Test(guard, files_that_are_gone_cut_or_none_are_told)
{
    g_autofree char *table = file_of("postlist.glass");
    g_autofree char *away = file_of("away");
    g_autofree char *said = NULL;
    cr_assert(g_rename(table, away) == 0);
    said = look();
    assert_contains(said, "postlist.glass");
    cr_assert(mkfifo(table, 0600) == 0);
    g_free(said);
    said = look(); /* and does not wait for who writes to it */
    assert_contains(said, "postlist.glass");
    cr_assert(g_unlink(table) == 0 && g_rename(away, table) == 0);
    cr_assert(look() == NULL);
    struct stat info;
    cr_assert(stat(table, &info) == 0 && truncate(table, info.st_size - BLOCK) == 0);
    g_free(said);
    said = look();
    assert_contains(said, "postlist.glass");
}

Test(guard, a_manifest_that_is_gone_is_missed)
{
    fill(1); /* now there are two, of the last revision and of the one before */
    TcManifest manifest;
    GError *error = NULL;
    int fd = -1;
    assert_ok(tc_manifest_load(database, &manifest, &fd, &error), error);
    close(fd);
    g_autofree char *path = g_strdup_printf("%s/manifest.%u", database, manifest.revision & 1);
    g_autofree char *other =
        g_strdup_printf("%s/manifest.%u", database, 1 - (manifest.revision & 1));
    cr_assert(g_unlink(path) == 0);
    g_autofree char *said = look();
    assert_contains(said, path);
    /* One without any is of an earlier version; that it is none is told by its metadata. */
    cr_assert(g_unlink(other) == 0);
    assert_ok(tc_manifest_load(database, &manifest, &fd, &error), error);
    cr_assert(eq(int, fd, -1));
}

Test(guard, a_list_of_free_blocks_may_grow)
{
    guint8 block[BLOCK];
    memset(block, 0xff, sizeof block);
    memset(block, 0, 8);
    block[4] = 254;
    memcpy(block + 8, "\0\0\0\7\0\0\0\11", 8);
    const guint32 sum = tc_glass_sum(block, sizeof block);
    cr_assert(tc_glass_agrees(block, sizeof block, sum) == TRUE);
    memcpy(block + 16, "\0\0\0\13", 4);
    cr_assert(tc_glass_agrees(block, sizeof block, sum) == TRUE);
    block[11] ^= 1;
    cr_assert(tc_glass_agrees(block, sizeof block, sum) == FALSE);
    block[11] ^= 1;
    memset(block + 12, 0xff, 8);
    cr_assert(tc_glass_agrees(block, sizeof block, sum) == FALSE);
}

/* The C library's function, as Xapian calls it. */
static gssize
read_block(const char *name, guint number)
{
    g_autofree char *path = file_of(name);
    guint8 block[BLOCK];
    const int fd = open(path, O_RDONLY);
    cr_assert(fd >= 0);
    const gssize got = pread(fd, block, sizeof block, (off_t)number * BLOCK);
    const int number_of = errno;
    close(fd);
    errno = number_of;
    return got;
}

Test(guard, a_damaged_block_is_not_read)
{
    GError *error = NULL;
    g_autoptr(TcGuard) guard = tc_guard_open(database, FALSE, &error);
    assert_ok(guard, error);
    cr_assert(tc_guard_has_manifest(guard) == TRUE);
    cr_assert(eq(i64, read_block("postlist.glass", 1), BLOCK));
    cr_assert(eq(i64, read_block("postlist.glass", 1), BLOCK));
    cr_assert(eq(u64, tc_guard_checked(guard), 1)); /* once is enough */
    g_clear_pointer(&guard, tc_guard_close);
    guard = tc_guard_open(database, FALSE, &error);
    assert_ok(guard, error);
    const guint64 before = tc_guard_damage_count();
    flip("postlist.glass", BLOCK + 4000, 6);
    errno = 0;
    cr_assert(eq(i64, read_block("postlist.glass", 1), -1));
    cr_assert(eq(int, errno, EBADMSG));
    assert_contains(tc_guard_last_damage(), "postlist.glass");
    cr_assert(eq(u64, tc_guard_damage_count(), before + 1));
    flip("postlist.glass", BLOCK + 4000, 6);
    cr_assert(eq(i64, read_block("postlist.glass", 1), BLOCK));
    /* Without a guard nothing is. */
    flip("postlist.glass", BLOCK + 4000, 6);
    g_clear_pointer(&guard, tc_guard_close);
    cr_assert(eq(i64, read_block("postlist.glass", 1), BLOCK));
}

Test(guard, xapian_reads_through_it)
{
    GError *error = NULL;
    const char *const path = database;
    g_autofree char *value = NULL;
    gsize len = 0;
    const guint64 before = tc_guard_damage_count();
    struct stat info;
    g_autofree char *table = file_of("postlist.glass");
    cr_assert(stat(table, &info) == 0);
    for (guint block = 0; block < info.st_size / BLOCK; block++)
        flip("postlist.glass", (gsize)block * BLOCK + 5000, 3);
    g_autoptr(TcXDatabase) db = tc_x_database_open(&path, 1, &error);
    if (db != NULL)
        cr_assert(tc_x_database_metadata(db, "key 7", 5, &value, &len, &error) == FALSE);
    cr_assert(error != NULL);
    assert_contains(error->message, "postlist.glass");
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
    cr_assert(gt(u64, tc_guard_damage_count(), before));
}

static guint32
sum_of(const TcManifest *manifest, int fd, guint table, gsize block)
{
    g_autofree guint32 *sums = tc_manifest_some_sums(manifest, fd, table, block / TC_MANIFEST_SUMS);
    cr_assert(sums != NULL);
    return sums[block % TC_MANIFEST_SUMS];
}

/* A commit makes the sums of what it writes, of nothing else: what was damaged stays so. */
Test(guard, a_commit_does_not_make_damage_right)
{
    GError *error = NULL;
    struct stat info;
    g_autofree char *table = file_of("postlist.glass");
    cr_assert(stat(table, &info) == 0);
    TcManifest before, after;
    int fd = -1;
    assert_ok(tc_manifest_load(database, &before, &fd, &error), error);
    close(fd);
    g_autoptr(TcXWritable) db = tc_x_writable_open(database, TC_X_OPEN, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    /* The last key of the table; its neighbours lie in other leaves. */
    assert_ok(tc_x_writable_set_metadata(db, "zzz", 3, "new", 3, &error), error);
    flip("postlist.glass", 5000, 1);
    assert_ok(tc_x_writable_commit(db, &error), error);
    g_clear_pointer(&db, tc_x_writable_free);
    assert_ok(tc_manifest_load(database, &after, &fd, &error), error);
    cr_assert(eq(u32, after.revision, before.revision + 1));
    /* Block 0 is the first leaf, which holds other keys. */
    g_autoptr(TcGuard) guard = tc_guard_open(database, FALSE, &error);
    assert_ok(guard, error);
    cr_assert(sum_of(&after, fd, 0, 0) == sum_of(&before, fd, 0, 0));
    cr_assert(eq(i64, read_block("postlist.glass", 0), -1));
    close(fd);
}

/* Read block 0 of the postings, from a file that has been open since before. */
static gssize
read_kept(int fd, const TcGuardFile *file, guint8 *bytes)
{
    const guint8 *kept = tc_guard_take(fd, file, BLOCK, 0);
    if (kept == NULL)
        return -1;
    memcpy(bytes, kept, BLOCK);
    tc_guard_give_back(kept);
    return BLOCK;
}

Test(guard, a_process_that_keeps_blocks_reads_each_once)
{
    GError *error = NULL;
    guint8 first[BLOCK], again[BLOCK];
    TcGuardFile file;
    const guint8 *taken = NULL;
    g_autofree char *table = file_of("postlist.glass");
    const int fd = open(table, O_RDONLY);
    cr_assert(fd >= 0 && tc_guard_file(fd, &file));
    g_autoptr(TcGuard) guard = tc_guard_open(database, FALSE, &error);
    assert_ok(guard, error);
    tc_guard_keep_blocks();
    cr_assert(eq(i64, read_kept(fd, &file, first), BLOCK));
    flip("postlist.glass", 5000, 1);
    /* It is still there as it was written, to Xapian as well. */
    cr_assert(eq(i64, read_kept(fd, &file, again), BLOCK));
    cr_assert(eq(mem, ((struct cr_mem){first, BLOCK}), ((struct cr_mem){again, BLOCK})));
    cr_assert(eq(i64, read_block("postlist.glass", 0), BLOCK));
    /* Another handle reads it from the file, and who has taken it keeps it. */
    taken = tc_guard_take(fd, &file, BLOCK, 0);
    g_clear_pointer(&guard, tc_guard_close);
    cr_assert(eq(mem, ((struct cr_mem){first, BLOCK}), ((struct cr_mem){(void *)taken, BLOCK})));
    tc_guard_give_back(taken);
    guard = tc_guard_open(database, FALSE, &error);
    assert_ok(guard, error);
    cr_assert(eq(i64, read_kept(fd, &file, again), -1));
    cr_assert(eq(i64, read_block("postlist.glass", 0), -1));
    close(fd);
}

/* These have the same places. */
Test(guard, of_blocks_that_are_kept_the_one_that_is_not_asked_for_goes)
{
    TcKept *kept = tc_kept_new();
    guint8 *bytes[TC_KEPT_PLACES + 1];
    for (guint i = 0; i <= TC_KEPT_PLACES; i++)
        bytes[i] = g_atomic_rc_box_alloc0(BLOCK);
    for (guint i = 0; i < TC_KEPT_PLACES; i++) {
        tc_kept_put(kept, 1, 7 + i * TC_KEPT_GROUPS, bytes[i]);
        for (guint k = 0; k <= i; k++)
            cr_expect(eq(ptr, tc_kept_find(kept, 1, 7 + k * TC_KEPT_GROUPS), bytes[k]));
        cr_expect(eq(ptr, tc_kept_find(kept, 2, 7 + i * TC_KEPT_GROUPS), NULL));
    }
    /* To have looked for what is not there changes nothing. */
    tc_kept_find(kept, 1, 7);
    tc_kept_find(kept, 1, 7 + TC_KEPT_PLACES * TC_KEPT_GROUPS);
    tc_kept_put(kept, 1, 7 + TC_KEPT_PLACES * TC_KEPT_GROUPS, bytes[TC_KEPT_PLACES]);
    for (guint i = 0; i <= TC_KEPT_PLACES; i++)
        cr_expect(eq(ptr, tc_kept_find(kept, 1, 7 + i * TC_KEPT_GROUPS), i == 1 ? NULL : bytes[i]));
    tc_kept_free(kept);
}

Test(guard, who_was_overtaken_is_told_so)
{
    GError *error = NULL;
    const char *const path = database;
    g_autoptr(TcXDatabase) db = tc_x_database_open(&path, 1, &error);
    assert_ok(db, error);
    const guint64 before = tc_guard_damage_count();
    fill(6);
    g_autofree char *value = NULL;
    gsize len = 0;
    for (guint i = 0; error == NULL && i < 400; i++) {
        g_autofree char *key = g_strdup_printf("key %u", i);
        g_clear_pointer(&value, g_free);
        tc_x_database_metadata(db, key, strlen(key), &value, &len, &error);
    }
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED);
    cr_assert(eq(u64, tc_guard_damage_count(), before));
}

Test(guard, what_is_in_place_of_the_lock_of_xapian_is_told)
{
    GError *error = NULL;
    g_autofree char *lock = file_of("flintlock");
    g_unlink(lock);
    cr_assert(mkfifo(lock, 0600) == 0);
    cr_assert(tc_guard_open(database, TRUE, &error) == NULL);
    assert_error(error, TC_GUARD_ERROR, TC_GUARD_ERROR_DAMAGED);
    g_autoptr(TcGuard) guard = tc_guard_open(database, FALSE, &error);
    assert_ok(guard, error);
}

/* What is built at once when something is wrong: with the builder itself, with the disk, with the
 * Xapian that is there. */
#include "store/xapian/bulk.h"
#include "tests/unit/rows.h"
#include "tests/unit/store/support.h"

#include <dlfcn.h>
#include <errno.h>
#include <sys/syscall.h>

/* ---- what stands in place of the system and of Xapian ------------------------------------------
 */

/* A block of a table, as it is written. */
typedef void (*BreakFunc)(guint8 *bytes, size_t len);

static struct {
    const char *file; /* whose first bytes `break_it` breaks, NULL: none */
    BreakFunc break_it;
    gint64 room; /* bytes that the disk still takes of files in the folder, -1: any number */
    int minor;   /* version of Xapian */
} world = {.room = -1, .minor = 4};

static gboolean
find_path(int fd, char path[4096])
{
    g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", fd);
    const ssize_t len = readlink(link, path, 4095);
    path[MAX(len, 0)] = '\0';
    return len > 0;
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
    char path[4096];
    g_autofree guint8 *broken = NULL;
    if (world.file != NULL && find_path(fd, path) && g_str_has_suffix(path, world.file)) {
        broken = g_memdup2(bytes, len);
        world.break_it(broken, len);
        world.file = NULL;
        bytes = broken;
    }
    if (world.room >= 0 && find_path(fd, path) && g_str_has_prefix(path, folder)) {
        if ((gint64)len > world.room) {
            errno = ENOSPC;
            return -1;
        }
        world.room -= (gint64)len;
    }
    return syscall(SYS_write, fd, bytes, len);
}

/* What Xapian's inline functions read its version from (xapian/constinfo.h). */
typedef struct {
    guint8 characters[256];
    int major, minor, revision;
    char version[8];
    guint stemmers_len;
    char stemmers[256];
} XapianConstants;

/* Xapian::Internal::get_constinfo_() */
const XapianConstants *_ZN6Xapian8Internal14get_constinfo_Ev(void);
const XapianConstants *
_ZN6Xapian8Internal14get_constinfo_Ev(void)
{
    static XapianConstants constants;
    const XapianConstants *(*real)(void) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "_ZN6Xapian8Internal14get_constinfo_Ev");
    constants = *real();
    constants.minor = world.minor;
    return &constants;
}

static void
be_as_usual(void)
{
    world.file = NULL;
    world.room = -1;
    world.minor = 4;
    folder_remove();
}

TestSuite(bulk_trouble, .init = folder_make, .fini = be_as_usual);

/* ---- what is built ----------------------------------------------------------------------------
 */

/* A spool of one document, "kinh" at 3 and 9. NULL with `error`. */
static gboolean
spool_one(const char *spool_folder, GError **error)
{
    static const guint32 positions[] = {3, 9};
    if (g_mkdir(spool_folder, 0700) != 0)
        g_error("no folder");
    g_autoptr(TcXSpool) spool = tc_x_spool_new(spool_folder, error);
    return spool != NULL && tc_x_spool_begin(spool, "data", 4, error) &&
           tc_x_spool_add_term(spool, "kinh", 4, positions, 2, error) &&
           tc_x_spool_end(spool, error) && tc_x_spool_finish(spool, error);
}

static gboolean
join_one(const char *spool_folder, const char *target, GError **error)
{
    return tc_x_bulk_join(&spool_folder, 1, target, NULL, NULL, error);
}

/* ---- a builder that is wrong ------------------------------------------------------------------
 */

/* The tag of the last item of a leaf block of `len` bytes, behind length, key, and without
 * component: of the only term. */
static guint8 *
last_tag(guint8 *block)
{
    const guint directory_end = (guint)block[9] << 8 | block[10];
    guint8 *item = block + ((guint)block[directory_end - 2] << 8 | block[directory_end - 1]);
    return item + 3 + item[2];
}

static void
say_more_documents(guint8 *block, G_GNUC_UNUSED size_t len)
{
    last_tag(block)[0]++;
}

static void
say_more_occurrences(guint8 *block, G_GNUC_UNUSED size_t len)
{
    last_tag(block)[1]++;
}

static void
move_position(guint8 *block, G_GNUC_UNUSED size_t len)
{
    last_tag(block)[0]++;
}

/* How many documents, which stands behind the roots of six tables; of those that do not exist the
 * last number is a zero as well. */
static void
count_another_document(guint8 *bytes, size_t len)
{
    static const guint8 before[] = {0, 3, 0, 4, 18, 0, 0, 3, 0, 4, 18, 0};
    guint8 *at = memmem(bytes, len, before, sizeof before);
    cr_assert(at != NULL, "no roots of missing tables");
    at[sizeof before]++;
}

static const struct {
    const char *file;
    BreakFunc break_it;
    const char *told;
} broken[] = {
    {"/postlist.glass", say_more_documents, "postings"},
    {"/postlist.glass", say_more_occurrences, "postings"},
    {"/position.glass", move_position, "positions"},
    {"/iamglass", count_another_document, "documents"},
};

EACH_ROW(bulk_trouble, what_was_built_wrong_is_refused, broken)
AFRESH_ROW_TEST(folder_make, be_as_usual, size_t *row, bulk_trouble,
                what_was_built_wrong_is_refused)
{
    g_autofree char *spool_folder = in_folder("spool"), *target = in_folder("target");
    GError *error = NULL;
    cr_assert(spool_one(spool_folder, NULL));
    world.break_it = broken[*row].break_it;
    world.file = broken[*row].file;
    const gboolean is_joined = join_one(spool_folder, target, &error);
    cr_assert(world.file == NULL, "nothing was broken: %s", broken[*row].file);
    cr_assert(not(is_joined), "%s", broken[*row].told);
    assert_contains(error->message, broken[*row].told);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
    cr_assert(not(g_file_test(target, G_FILE_TEST_EXISTS)));
    assert_ok(join_one(spool_folder, target, &error), error);
}

/* ---- a disk that is full ----------------------------------------------------------------------
 */

/* Wherever it is full: an error that names a file and the reason, and nothing is left of what was
 * to be built; with room enough it is built from the same spool. */
Test(bulk_trouble, a_full_disk_is_told)
{
    g_autofree char *target = in_folder("target");
    gboolean is_made = FALSE;
    for (guint round = 0; !is_made; round++) {
        g_autofree char *name = g_strdup_printf("spool%u", round);
        g_autofree char *spool_folder = in_folder(name);
        GError *error = NULL;
        world.room = (gint64)round * 4000;
        is_made = spool_one(spool_folder, &error) && join_one(spool_folder, target, &error);
        world.room = -1;
        cr_assert(round < 100);
        /* Not with the first bytes: it is full in the middle of building, too. */
        cr_assert(not(is_made && round < 3));
        if (is_made)
            break;
        assert_contains(error->message, g_strerror(ENOSPC));
        assert_contains(error->message, folder);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
        cr_assert(not(g_file_test(target, G_FILE_TEST_EXISTS)), "round %u", round);
        is_made = FALSE;
    }
    const char *const targets[] = {target};
    g_autoptr(TcXDatabase) db = tc_x_database_open(targets, 1, NULL);
    cr_assert(db != NULL);
}

/* ---- keys -------------------------------------------------------------------------------------
 */

/* The longest key is kept; a longer one is refused when it comes, not when all is done. */
Test(bulk_trouble, a_key_that_a_table_cannot_hold_is_refused)
{
    g_autofree char *spool_folder = in_folder("spool"), *target = in_folder("target");
    g_autofree char *key = g_strnfill(TC_X_TERM_MAX + 1, 'k'), *value = NULL;
    const char *const targets[] = {target};
    gsize len = 0;
    GError *error = NULL;
    cr_assert(eq(int, g_mkdir(spool_folder, 0700), 0));
    {
        g_autoptr(TcXSpool) spool = tc_x_spool_new(spool_folder, NULL);
        cr_assert(tc_x_spool_set_metadata(spool, key, TC_X_TERM_MAX, "long", 4, NULL));
        cr_assert(tc_x_spool_finish(spool, NULL));
    }
    {
        g_autofree char *other = in_folder("other");
        cr_assert(eq(int, g_mkdir(other, 0700), 0));
        g_autoptr(TcXSpool) spool = tc_x_spool_new(other, NULL);
        cr_assert(not(tc_x_spool_set_metadata(spool, key, TC_X_TERM_MAX + 1, "v", 1, &error)));
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    }
    assert_ok(join_one(spool_folder, target, &error), error);
    g_autoptr(TcXDatabase) db = tc_x_database_open(targets, 1, NULL);
    cr_assert(tc_x_database_metadata(db, key, TC_X_TERM_MAX, &value, &len, NULL));
    assert_str(value, "long");
}

/* ---- another Xapian ---------------------------------------------------------------------------
 */

/* Of whose tables nothing is known: its own means build the same. */
Test(bulk_trouble, another_version_of_xapian_builds_by_itself)
{
    g_autofree char *shard = in_folder("shard"), *target = in_folder("target");
    const char *const shards[] = {shard}, *const targets[] = {target};
    guint32 freq = 0;
    GError *error = NULL;
    world.minor = 5;
    cr_assert(not(tc_x_bulk_is_supported()));
    {
        g_autoptr(TcWriter) writer = tc_writer_open(shard, TC_WRITER_SPOOL, ANALYZER, &error);
        assert_ok(writer, error);
        assert_ok(put_words(writer, "a", "kinh", 20200101, TRUE, &error), error);
        assert_ok(tc_writer_commit(writer, &error), error);
    }
    cr_assert(not(tc_x_is_spool(shard)));
    assert_ok(tc_writer_join(shards, 1, target, &error), error);
    world.minor = 4;
    cr_assert(tc_x_bulk_is_supported());
    g_autoptr(TcXDatabase) db = tc_x_database_open(targets, 1, &error);
    assert_ok(db, error);
    cr_assert(tc_x_database_term_freq(db, "kinh", 4, &freq, NULL));
    cr_assert(eq(u32, freq, 1));
}

#include "query/command/watch_state.h"
#include "tests/support/folder.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *path;

static void
make_path(void)
{
    folder_make();
    path = in_folder("state");
}

static void
leave_nothing(void)
{
    const char *names[] = {"state", "state.new", "link", "other"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *file = g_build_filename(folder, names[i], NULL);

        g_unlink(file);
    }
    cr_assert(eq(int, g_rmdir(folder), 0), "something else is left in %s", folder);
    folder_remove();
    g_free(path);
}

TestSuite(watch_state, .init = make_path, .fini = leave_nothing);

static TcWatchState *
opened(void)
{
    g_autoptr(GError) error = NULL;
    TcWatchState *state = tc_watch_state_open(path, &error);

    cr_assert(state != NULL, "%s", error == NULL ? "" : error->message);
    return state;
}

static void
assert_not_opened(TcWatchStateError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcWatchState) state = tc_watch_state_open(path, &error);

    cr_assert(state == NULL);
    cr_assert(g_error_matches(error, TC_WATCH_STATE_ERROR, (int)code), "%s", error->message);
    cr_assert(strstr(error->message, "/state") != NULL, "%s", error->message);
}

/* Add these to the state at `path`. */
static void
save(const guint64 *hashes, gsize count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcWatchState) state = opened();

    for (gsize i = 0; i < count; i++)
        tc_watch_state_add(state, hashes[i]);
    cr_assert(tc_watch_state_save(state, &error), "%s", error == NULL ? "" : error->message);
}

static const guint64 some[] = {7, G_MAXUINT64, 3, 0, 7, G_GUINT64_CONSTANT(0x8000000000000000)};

Test(watch_state, what_was_saved_is_known_and_nothing_else)
{
    g_autoptr(TcWatchState) state = NULL;

    save(some, G_N_ELEMENTS(some));
    state = opened();
    cr_assert(not(tc_watch_state_is_first(state)));
    for (gsize i = 0; i < G_N_ELEMENTS(some); i++)
        cr_assert(tc_watch_state_has(state, some[i]), "row %zu", i);
    cr_assert(not(tc_watch_state_has(state, 1)));
    cr_assert(not(tc_watch_state_has(state, 8)));
    cr_assert(not(tc_watch_state_has(state, G_MAXUINT64 - 1)));
}

Test(watch_state, it_only_grows)
{
    const guint64 more[] = {5, 3, 9};
    g_autoptr(TcWatchState) state = NULL;
    struct stat st;

    save(some, G_N_ELEMENTS(some));
    save(more, G_N_ELEMENTS(more));
    state = opened();
    cr_assert(tc_watch_state_has(state, 7));
    cr_assert(tc_watch_state_has(state, 5));
    cr_assert(tc_watch_state_has(state, 9));
    cr_assert(eq(int, g_stat(path, &st), 0));
    cr_assert(eq(int, (int)st.st_size, 48 + 7 * 8));
    cr_assert(eq(int, st.st_mode & 0777, 0600));
}

Test(watch_state, the_first_run_is_told_and_an_empty_index_is_no_second_one)
{
    g_autoptr(TcWatchState) state = opened();
    g_autoptr(GError) error = NULL;

    cr_assert(tc_watch_state_is_first(state));
    cr_assert(not(tc_watch_state_has(state, 0)));
    cr_assert(tc_watch_state_save(state, &error));
    g_clear_pointer(&state, tc_watch_state_close);
    state = opened();
    cr_assert(not(tc_watch_state_is_first(state)));
}

Test(watch_state, what_is_not_saved_is_dropped)
{
    g_autoptr(TcWatchState) state = NULL;

    save(some, 1);
    state = opened();
    tc_watch_state_add(state, 99);
    g_clear_pointer(&state, tc_watch_state_close);
    state = opened();
    cr_assert(not(tc_watch_state_has(state, 99)));
}

Test(watch_state, a_second_run_is_told_it_is_locked)
{
    g_autoptr(TcWatchState) state = opened();
    g_autoptr(GError) error = NULL;

    assert_not_opened(TC_WATCH_STATE_ERROR_LOCKED);
    cr_assert(tc_watch_state_save(state, &error));
    g_clear_pointer(&state, tc_watch_state_close);
    state = opened();
}

Test(watch_state, what_a_killed_run_left_is_written_over)
{
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);
    g_autoptr(TcWatchState) state = NULL;

    cr_assert(g_file_set_contents(fresh, "half of a sta", -1, NULL));
    save(some, 1);
    state = opened();
    cr_assert(tc_watch_state_has(state, some[0]));
}

Test(watch_state, a_link_stays_one)
{
    g_autofree char *link = g_build_filename(folder, "link", NULL);
    g_autofree char *real = g_strdup(path);
    g_autoptr(TcWatchState) state = NULL;

    save(some, 1);
    cr_assert(eq(int, symlink("state", link), 0));
    g_free(path);
    path = g_strdup(link);
    save(some, 2);
    cr_assert(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    g_free(path);
    path = g_steal_pointer(&real);
    state = opened();
    cr_assert(tc_watch_state_has(state, some[1]));
}

/* Every byte counts. */
Test(watch_state, any_damage_is_found)
{
    g_autofree char *bytes = NULL;
    gsize len = 0;

    save(some, G_N_ELEMENTS(some));
    cr_assert(g_file_get_contents(path, &bytes, &len, NULL));
    for (gsize i = 0; i < len; i++) {
        bytes[i] = (char)(bytes[i] ^ 1);
        cr_assert(g_file_set_contents(path, bytes, (gssize)len, NULL));
        assert_not_opened(TC_WATCH_STATE_ERROR_DAMAGED);
        cr_assert(g_file_set_contents(path, bytes, (gssize)i, NULL));
        assert_not_opened(TC_WATCH_STATE_ERROR_DAMAGED);
        bytes[i] = (char)(bytes[i] ^ 1);
    }
    cr_assert(g_file_set_contents(path, bytes, (gssize)len, NULL));
    tc_watch_state_close(opened());
}

/* With a right checksum: sizes and order are not taken on trust. */
static const struct {
    guint64 count;
    guint64 hashes[3];
    gsize len; /* how many are there */
} forged[] = {
    {2, {1, 2, 3}, 3},
    {G_MAXUINT64, {1, 2, 3}, 3},
    {G_GUINT64_CONSTANT(0x2000000000000003), {1, 2, 3}, 3}, /* 8 times it is 24 again */
    {2, {2, 1}, 2},
    {2, {1, 1}, 2},
};

EACH_ROW(watch_state, a_forged_state_is_damaged, forged)
ROW_TEST(size_t *row, watch_state, a_forged_state_is_damaged)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize digest_len = sizeof digest;
    const guint64 count = GUINT64_TO_LE(forged[*row].count);

    g_byte_array_append(bytes, (const guint8 *)"TCWATCH1", 8);
    g_byte_array_append(bytes, (const guint8 *)&count, 8);
    for (gsize i = 0; i < forged[*row].len; i++) {
        const guint64 hash = GUINT64_TO_LE(forged[*row].hashes[i]);

        g_byte_array_append(bytes, (const guint8 *)&hash, 8);
    }
    g_checksum_update(checksum, bytes->data, (gssize)bytes->len);
    g_checksum_get_digest(checksum, digest, &digest_len);
    g_byte_array_append(bytes, digest, sizeof digest);
    cr_assert(g_file_set_contents(path, (const char *)bytes->data, (gssize)bytes->len, NULL));
    assert_not_opened(TC_WATCH_STATE_ERROR_DAMAGED);
}

Test(watch_state, a_folder_is_no_state)
{
    g_autofree char *file = g_strdup(path);

    g_free(path);
    path = g_build_filename(folder, "none", "state", NULL);
    assert_not_opened(TC_WATCH_STATE_ERROR_FAILED);
    g_free(path);
    path = g_steal_pointer(&file);
    cr_assert(eq(int, g_mkdir(path, 0700), 0));
    assert_not_opened(TC_WATCH_STATE_ERROR_DAMAGED);
    cr_assert(eq(int, g_rmdir(path), 0));
}

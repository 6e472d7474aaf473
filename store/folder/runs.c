#include "store/folder/runs.h"

#include "base/free.h"
#include "store/folder/names.h"
#include "store/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE_MAX_BYTES ((gsize)1 << 20)

void
tc_run_note_clear(TcRunNote *note)
{
    tc_free_all(note->verb, note->counts);
    g_strfreev(note->told);
    g_free(note->unconfined);
    *note = (TcRunNote){0};
}

static void
note_free(gpointer item)
{
    tc_run_note_clear(item);
    g_free(item);
}

/* Reads a small regular file. NULL with errno where it is missing, cannot be read, or is something
 * else (EINVAL). */
static char *
read_small(const char *path, gsize *len)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    char *text = NULL;
    ssize_t got = -1;
    int number = EINVAL;

    if (fd < 0)
        return NULL;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (gsize)st.st_size <= SIZE_MAX_BYTES) {
        text = g_malloc((gsize)st.st_size + 1);
        got = read(fd, text, (gsize)st.st_size);
        number = errno;
    }
    close(fd);
    if (got < 0) {
        g_free(text);
        errno = number;
        return NULL;
    }
    text[got] = '\0';
    *len = (gsize)got;
    return text;
}

/* A file that is missing, is something else or is not understood counts as empty. One that cannot
 * be read just now is an error: what it holds must not be forgotten. */
static GKeyFile *
load_keys(const char *dir, GError **error)
{
    static const int says_nothing[] = {ENOENT, ENOTDIR, EINVAL, ELOOP, EISDIR, ENXIO};
    GKeyFile *keys = NULL;
    g_autofree char *path = g_build_filename(dir, TC_INDEX_RUNS, NULL);
    gsize len = 0;
    g_autofree char *text = read_small(path, &len);
    gboolean is_known = text != NULL;

    for (gsize i = 0; !is_known && i < G_N_ELEMENTS(says_nothing); i++)
        is_known = errno == says_nothing[i];
    if (!is_known) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"), path,
                    g_strerror(errno));
        return NULL;
    }
    keys = g_key_file_new();
    if (text != NULL && len && g_utf8_validate_len(text, len, NULL) &&
        g_key_file_load_from_data(keys, text, len, G_KEY_FILE_NONE, NULL))
        return keys;
    g_key_file_unref(keys);
    return g_key_file_new();
}

static TcRunNote *
note_of_group(GKeyFile *keys, const char *group)
{
    TcRunNote *note = g_new0(TcRunNote, 1);

    note->verb = g_key_file_get_string(keys, group, "verb", NULL);
    note->begun_s = g_key_file_get_int64(keys, group, "begun", NULL);
    note->ended_s = g_key_file_get_int64(keys, group, "ended", NULL);
    note->status = g_key_file_get_integer(keys, group, "status", NULL);
    note->is_stopped = g_key_file_get_boolean(keys, group, "stopped", NULL);
    note->is_good = g_key_file_get_boolean(keys, group, "good", NULL);
    note->is_configured = g_key_file_get_boolean(keys, group, "configured", NULL);
    note->counts = g_key_file_get_string(keys, group, "counts", NULL);
    note->told = g_key_file_get_string_list(keys, group, "told", NULL, NULL);
    note->told_count = (guint)MAX(g_key_file_get_integer(keys, group, "told-count", NULL), 0);
    note->unconfined = g_key_file_get_string(keys, group, "unconfined", NULL);
    if (note->counts == NULL)
        note->counts = g_strdup("");
    if (note->told == NULL)
        note->told = g_new0(char *, 1);
    if (note->verb != NULL && note->ended_s > 0)
        return note;
    note_free(note);
    return NULL;
}

GPtrArray *
tc_runs_load(const char *dir, GError **error)
{
    g_autoptr(GKeyFile) keys = load_keys(dir, error);
    g_auto(GStrv) groups = keys != NULL ? g_key_file_get_groups(keys, NULL) : NULL;
    GPtrArray *runs = keys != NULL ? g_ptr_array_new_with_free_func(note_free) : NULL;

    if (keys == NULL)
        return NULL;

    for (char **group = groups; *group != NULL; group++) {
        TcRunNote *note = note_of_group(keys, *group);

        if (note != NULL)
            g_ptr_array_add(runs, note);
    }
    return runs;
}

const TcRunNote *
tc_runs_last_good(const GPtrArray *runs)
{
    for (guint i = runs->len; i-- > 0;) {
        const TcRunNote *note = g_ptr_array_index(runs, i);

        if (note->is_good)
            return note;
    }
    return NULL;
}

/* ---- writing ---- */

static void
put_note(GKeyFile *keys, const char *group, const TcRunNote *note)
{
    guint told = MIN(g_strv_length(note->told), TC_RUN_TOLD_MAX);

    g_key_file_set_string(keys, group, "verb", note->verb);
    g_key_file_set_int64(keys, group, "begun", note->begun_s);
    g_key_file_set_int64(keys, group, "ended", note->ended_s);
    g_key_file_set_integer(keys, group, "status", note->status);
    g_key_file_set_boolean(keys, group, "stopped", note->is_stopped);
    g_key_file_set_boolean(keys, group, "good", note->is_good);
    g_key_file_set_boolean(keys, group, "configured", note->is_configured);
    g_key_file_set_string(keys, group, "counts", note->counts);
    if (told)
        g_key_file_set_string_list(keys, group, "told", (const char *const *)note->told, told);
    g_key_file_set_integer(keys, group, "told-count", (int)note->told_count);
    if (note->unconfined != NULL)
        g_key_file_set_string(keys, group, "unconfined", note->unconfined);
}

/* Keeps the newest runs, and the last good one of those before: how fresh the index is must not be
 * forgotten over ten bad nights. */
static void
drop_old(GKeyFile *keys)
{
    g_auto(GStrv) groups = g_key_file_get_groups(keys, NULL);
    guint count = g_strv_length(groups), kept_good = count;

    for (guint i = count; i-- > 0 && kept_good == count;)
        if (g_key_file_get_boolean(keys, groups[i], "good", NULL))
            kept_good = i;
    for (guint i = 0; i + TC_RUNS_MAX < count; i++)
        if (i != kept_good)
            g_key_file_remove_group(keys, groups[i], NULL);
}

static guint64
next_number(GKeyFile *keys)
{
    g_auto(GStrv) groups = g_key_file_get_groups(keys, NULL);
    guint count = g_strv_length(groups);

    return count && g_str_has_prefix(groups[count - 1], "run ")
               ? g_ascii_strtoull(groups[count - 1] + 4, NULL, 10) + 1
               : 1;
}

static gboolean
fail(GError **error, const char *path)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot write %s: %s"), path,
                g_strerror(errno));
    return FALSE;
}

gboolean
tc_runs_add(const char *dir, const TcRunNote *note, GError **error)
{
    g_autofree char *path = g_build_filename(dir, TC_INDEX_RUNS, NULL);
    g_autofree char *stub = g_build_filename(dir, TC_INDEX_STUB, NULL);
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);
    g_autofree char *text = NULL, *group = NULL;
    g_autoptr(GKeyFile) keys = NULL;
    FILE *stream;
    gsize len;
    int fd, at;
    gboolean is_done;

    if (!g_file_test(stub, G_FILE_TEST_EXISTS))
        return TRUE;
    /* Runs write one after another, even those that do not hold the lock of the index. */
    at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0 || flock(at, LOCK_EX) != 0) {
        fail(error, path);
        if (at >= 0)
            close(at);
        return FALSE;
    }
    keys = load_keys(dir, error);
    if (keys == NULL) {
        close(at);
        return FALSE;
    }
    group = g_strdup_printf("run %" G_GUINT64_FORMAT, next_number(keys));
    put_note(keys, group, note);
    drop_old(keys);
    text = g_key_file_to_data(keys, &len, NULL);
    /* Always the same name: the next run removes what a killed one left here. */
    if (unlink(fresh) != 0 && errno != ENOENT)
        rmdir(fresh);
    fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); /* and the umask */
    stream = fd >= 0 ? fdopen(fd, "w") : NULL;
    is_done = stream != NULL && fwrite(text, 1, len, stream) == len;
    if (stream != NULL && fclose(stream) != 0)
        is_done = FALSE;
    is_done = (is_done && rename(fresh, path) == 0) || fail(error, path);
    if (!is_done && fd >= 0)
        unlink(fresh);
    close(at);
    return is_done;
}

char *
tc_runs_at_work(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, TC_INDEX_LOCK, NULL);
    gsize len = 0;
    g_autofree char *line = read_small(path, &len);
    g_autofree char *process = NULL, *name = NULL;

    if (line == NULL)
        return NULL;
    g_strstrip(line);
    /* What a killed run left there is not mistaken for a run at work. */
    process = g_strdup_printf("/proc/%" G_GUINT64_FORMAT "/comm", g_ascii_strtoull(line, NULL, 10));
    if (strlen(line) > 80 || !g_str_is_ascii(line) || !g_ascii_isdigit(*line) ||
        !g_file_get_contents(process, &name, NULL, NULL) || !g_str_has_prefix(name, "tracuu"))
        return NULL;
    return g_steal_pointer(&line);
}

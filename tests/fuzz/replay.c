/* replay FILE_OR_FOLDER...: run a fuzz target on inputs that are there, without a fuzzer. Fails
 * when there are none. The target itself aborts when a law is broken. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>

static gboolean replay(const char *path, guint *count, GError **error);

static gboolean
replay_folder(const char *path, guint *count, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, error);
    const char *name;

    if (dir == NULL)
        return FALSE;
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (!replay(child, count, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
replay(const char *path, guint *count, GError **error)
{
    g_autofree char *data = NULL;
    g_autofree guint8 *exact = NULL;
    gsize size;

    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return replay_folder(path, count, error);
    if (!g_file_get_contents(path, &data, &size, error))
        return FALSE;
    /* GLib adds a NUL; without it, reading past the end is seen by a sanitizer. */
    exact = g_memdup2(data, size);
    /* Told before it runs, so that a crash names its input. */
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(exact, size);
    (*count)++;
    return TRUE;
}

int
main(int argc, char **argv)
{
    guint count = 0;

    for (int i = 1; i < argc; i++) {
        g_autoptr(GError) error = NULL;

        if (!replay(argv[i], &count, &error)) {
            fprintf(stderr, "replay: %s\n", error->message);
            return 1;
        }
    }
    if (count == 0) {
        fprintf(stderr, "replay: no inputs\n");
        return 1;
    }
    printf("%u inputs\n", count);
    return 0;
}

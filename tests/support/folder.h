/* tests/support/folder.h - the folder of a test: made before it, gone after it.
 *
 *     TestSuite(lock, .init = folder_make, .fini = folder_remove);
 *
 * A fixture that needs more begins with folder_make() and ends with folder_remove(). Any failure
 * ends the program. */
#ifndef TC_TESTS_SUPPORT_FOLDER_H
#define TC_TESTS_SUPPORT_FOLDER_H

#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>

static char *folder; /* without links in its name */

/* Names of files are UTF-8 from here on, as main() sees to it. */
static inline void
folder_make(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *made = g_dir_make_tmp("tracuu-test-XXXXXX", &error);

    setlocale(LC_CTYPE, "C.UTF-8");
    if (made == NULL)
        g_error("folder of the test: %s", error->message);
    char *real = realpath(made, NULL);
    if (real == NULL)
        g_error("folder of the test: %s", g_strerror(errno));
    folder = g_strdup(real);
    free(real);
}

/* Delete a file, or a folder and all in it. Links are not followed. */
static inline void
folder_delete(const char *path)
{
    g_autoptr(GDir) entries =
        g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;

    while (entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        folder_delete(inner);
    }
    g_remove(path);
}

static inline void
folder_remove(void)
{
    folder_delete(folder);
    g_clear_pointer(&folder, g_free);
}

/* Where `name` is in it; free with g_free(). */
static inline char *
in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

#endif

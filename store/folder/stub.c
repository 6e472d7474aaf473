#include "store/folder/stub.h"

#include "base/free.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Larger files are something else. */
#define STUB_BYTES_MAX (1 << 20)

static void
clear_entry(gpointer item)
{
    TcStubEntry *entry = item;
    tc_free_all(entry->name, entry->target, entry->arguments);
}

/* Opens a regular file and never waits for anything else; `info` is that of what was opened. */
static FILE *
open_file(const char *path, struct stat *info, GError **error)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    FILE *file = fd >= 0 && fstat(fd, info) == 0 ? fdopen(fd, "r") : NULL;
    if (file != NULL && S_ISREG(info->st_mode))
        return file;
    if (file == NULL)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"), path,
                    g_strerror(errno));
    else
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s is no index, and no file that lists indexes"), path);
    if (file != NULL)
        fclose(file);
    else if (fd >= 0)
        close(fd);
    return NULL;
}

static char *
read_file(const char *path, struct stat *info, gsize *len, GError **error)
{
    g_autofree char *bytes = g_malloc(STUB_BYTES_MAX + 1);
    FILE *file = open_file(path, info, error);
    if (file == NULL)
        return NULL;
    *len = fread(bytes, 1, STUB_BYTES_MAX + 1, file);
    const gboolean is_failed = ferror(file) != 0;
    const int number = errno;
    fclose(file);
    if (is_failed) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"), path,
                    g_strerror(number));
        return NULL;
    }
    if (*len > STUB_BYTES_MAX || memchr(bytes, '\0', *len) != NULL) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s is no index, and no file that lists indexes"), path);
        return NULL;
    }
    bytes[*len] = '\0';
    return g_steal_pointer(&bytes);
}

/* "host:port" or "[address]:port". */
static gboolean
parse_host(const char *text, TcStubEntry *entry)
{
    const char *colon = strrchr(text, ':');
    guint64 port = 0;
    if (colon == NULL || colon == text ||
        !g_ascii_string_to_unsigned(colon + 1, 10, 1, G_MAXUINT16, &port, NULL))
        return FALSE;
    gsize len = (gsize)(colon - text);
    if (text[0] == '[' && len > 2 && text[len - 1] == ']') {
        text++;
        len -= 2;
    } else if (memchr(text, ':', len) != NULL) {
        return FALSE; /* an address without brackets */
    }
    entry->kind = TC_STUB_HOST;
    entry->target = g_strndup(text, len);
    entry->port = (guint)port;
    return TRUE;
}

static gboolean
parse_remote(const char *text, TcStubEntry *entry)
{
    if (text[0] != ':')
        return parse_host(text, entry);
    const char *space = strchr(text, ' ');
    const gsize len = space != NULL ? (gsize)(space - text) : strlen(text);
    if (len < 2)
        return FALSE;
    entry->kind = TC_STUB_PROGRAM;
    entry->target = g_strndup(text + 1, len - 1);
    entry->arguments = g_strdup(space != NULL ? space + 1 : "");
    return TRUE;
}

static gboolean
parse_line(const char *line, const char *folder, TcStubEntry *entry)
{
    const char *space = strchr(line, ' ');
    if (space == NULL || space[1] == '\0')
        return FALSE;
    const char *rest = space + 1;
    const gsize len = (gsize)(space - line);
    if (len == strlen("remote") && strncmp(line, "remote", len) == 0)
        return parse_remote(rest, entry);
    if ((len == strlen("auto") && strncmp(line, "auto", len) == 0) ||
        (len == strlen("glass") && strncmp(line, "glass", len) == 0)) {
        entry->kind = TC_STUB_LOCAL;
        entry->target = g_canonicalize_filename(rest, folder);
        return TRUE;
    }
    return FALSE;
}

/* A list that starts programs runs them as whoever searches. So it must have been written by that
 * user or by root, and nobody else may be able to change it. */
static gboolean
may_start_programs(const char *path, const struct stat *info, GError **error)
{
    if ((info->st_uid == 0 || info->st_uid == geteuid()) &&
        (info->st_mode & (S_IWGRP | S_IWOTH)) == 0)
        return TRUE;
    g_set_error(
        error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
        _("%s lists programs to be started: it must belong to you or to root, and nobody else "
          "may write to it"),
        path);
    return FALSE;
}

GArray *
tc_stub_read(const char *path, GError **error)
{
    gsize len = 0;
    struct stat info;
    g_autofree char *bytes = read_file(path, &info, &len, error);
    if (bytes == NULL)
        return NULL;
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *folder = g_path_get_dirname(absolute);
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(TcStubEntry));
    g_array_set_clear_func(entries, clear_entry);
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strchomp(lines[i]);
        if (lines[i][0] == '\0' || lines[i][0] == '#')
            continue;
        TcStubEntry entry = {.line = i + 1};
        if (!parse_line(lines[i], folder, &entry)) {
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                        _("%s is no index, and no file that lists indexes: line %u names none"),
                        path, i + 1);
            return NULL;
        }
        if (entry.kind == TC_STUB_PROGRAM && !may_start_programs(path, &info, error)) {
            clear_entry(&entry);
            return NULL;
        }
        entry.name = g_utf8_make_valid(strchr(lines[i], ' ') + 1, -1);
        g_array_append_val(entries, entry);
    }
    if (entries->len == 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX, _("%s names no database"),
                    path);
        return NULL;
    }
    return g_steal_pointer(&entries);
}

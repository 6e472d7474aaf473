#include "indexer/scan/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static guint64
usage_of(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    guint64 sum = 0;
    struct dirent *entry;
    struct stat st;

    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    while ((entry = readdir(dir)) != NULL) {
        if (g_str_equal(entry->d_name, ".") || g_str_equal(entry->d_name, ".."))
            continue;
        if (fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        sum += (guint64)st.st_blocks * 512;
        if (S_ISDIR(st.st_mode))
            sum += usage_of(dirfd(dir), entry->d_name);
    }
    closedir(dir);
    return sum;
}

guint64
tc_disk_usage(const char *folder)
{
    return usage_of(AT_FDCWD, folder);
}

gboolean
tc_disk_free(const char *folder, guint64 *bytes)
{
    struct statvfs fs;

    if (statvfs(folder, &fs) != 0)
        return FALSE;
    *bytes = (guint64)fs.f_bavail * fs.f_frsize;
    return TRUE;
}

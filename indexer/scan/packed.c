#include "indexer/scan/packed.h"

#include <string.h>

/* A folder that files lie in. Its path with a slash at the end is in the bytes. */
typedef struct {
    guint32 at, len;
    guint32 end; /* when sorted: those from the next one up to this are below it */
} Folder;

typedef struct {
    guint32 at;     /* in the bytes: its name, NUL, what else is known of it */
    guint32 folder; /* index */
} File;

struct TcPacked {
    GByteArray *bytes;
    GArray *folders; /* Folder */
    GArray *files;   /* File */
};

TcPacked *
tc_packed_new(void)
{
    TcPacked *packed = g_new(TcPacked, 1);

    *packed = (TcPacked){.bytes = g_byte_array_new(),
                         .folders = g_array_new(FALSE, FALSE, sizeof(Folder)),
                         .files = g_array_new(FALSE, FALSE, sizeof(File))};
    return packed;
}

void
tc_packed_free(TcPacked *packed)
{
    if (packed == NULL)
        return;
    g_byte_array_unref(packed->bytes);
    g_array_unref(packed->folders);
    g_array_unref(packed->files);
    g_free(packed);
}

void
tc_packed_clear(TcPacked *packed)
{
    g_byte_array_set_size(packed->bytes, 0);
    g_array_set_size(packed->folders, 0);
    g_array_set_size(packed->files, 0);
}

static const Folder *
folder_at(const TcPacked *packed, guint index)
{
    return &g_array_index(packed->folders, Folder, index);
}

static const File *
file_at(const TcPacked *packed, guint index)
{
    return &g_array_index(packed->files, File, index);
}

static const char *
chars_at(const TcPacked *packed, guint32 at)
{
    return (const char *)packed->bytes->data + at;
}

/* ---- what is kept of a file ---- */

static void
add_bytes(TcPacked *packed, const void *bytes, gsize len)
{
    g_byte_array_append(packed->bytes, bytes, (guint)len);
}

/* Seven bits in a byte, lowest first; the eighth tells that more follow. */
static void
add_number(TcPacked *packed, guint64 number)
{
    guint8 bytes[10];
    gsize len = 0;

    for (; number >= 0x80; number >>= 7)
        bytes[len++] = (guint8)(number | 0x80);
    bytes[len++] = (guint8)number;
    add_bytes(packed, bytes, len);
}

static guint64
take_number(const guint8 **at)
{
    guint64 number = 0;

    for (guint shift = 0;; shift += 7) {
        guint8 byte = *(*at)++;

        number |= (guint64)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

/* The folder that ends at the last slash of `path`: the last that was added, or a new one. */
static guint32
folder_of(TcPacked *packed, const char *path, gsize len)
{
    guint count = packed->folders->len;
    Folder folder = {.at = packed->bytes->len, .len = (guint32)len};

    if (count) {
        const Folder *last = folder_at(packed, count - 1);

        if (last->len == len && memcmp(chars_at(packed, last->at), path, len) == 0)
            return count - 1;
    }
    add_bytes(packed, path, len);
    add_bytes(packed, "", 1);
    g_array_append_val(packed->folders, folder);
    return count;
}

void
tc_packed_add(TcPacked *packed, const TcScanFile *file)
{
    const char *slash = strrchr(file->path, '/');
    gsize folder_len = slash != NULL ? (gsize)(slash + 1 - file->path) : 0;
    const TcFileStamp *stamp = &file->stamp;
    File added = {.folder = folder_of(packed, file->path, folder_len)};
    const char *name = file->path + folder_len;

    added.at = packed->bytes->len;
    add_bytes(packed, name, strlen(name) + 1);
    add_number(packed, stamp->size);
    add_bytes(packed, &stamp->mtime_ns, sizeof stamp->mtime_ns);
    add_bytes(packed, &stamp->ctime_ns, sizeof stamp->ctime_ns);
    add_number(packed, stamp->inode);
    add_number(packed, stamp->dev);
    add_number(packed, (guint64)file->error_number);
    g_array_append_val(packed->files, added);
}

guint
tc_packed_count(const TcPacked *packed)
{
    return packed->files->len;
}

guint64
tc_packed_size(const TcPacked *packed, guint index)
{
    const char *name = chars_at(packed, file_at(packed, index)->at);
    const guint8 *at = (const guint8 *)name + strlen(name) + 1;

    return take_number(&at);
}

void
tc_packed_get(const TcPacked *packed, guint index, GString *path, TcScanFile *file)
{
    const File *known = file_at(packed, index);
    const Folder *folder = folder_at(packed, known->folder);
    const char *name = chars_at(packed, known->at);
    gsize name_len = strlen(name);
    const guint8 *at = (const guint8 *)name + name_len + 1;

    g_string_truncate(path, 0);
    g_string_append_len(path, chars_at(packed, folder->at), folder->len);
    g_string_append_len(path, name, (gssize)name_len);
    file->path = path->str;
    file->stamp.size = take_number(&at);
    memcpy(&file->stamp.mtime_ns, at, sizeof file->stamp.mtime_ns);
    at += sizeof file->stamp.mtime_ns;
    memcpy(&file->stamp.ctime_ns, at, sizeof file->stamp.ctime_ns);
    at += sizeof file->stamp.ctime_ns;
    file->stamp.inode = take_number(&at);
    file->stamp.dev = take_number(&at);
    file->error_number = (int)take_number(&at);
}

/* ---- in order ---- */

typedef struct {
    const TcPacked *packed;
    const Folder *folders; /* those that are meant by numbers */
} Order;

static int
compare_folders(gconstpointer a, gconstpointer b, gpointer user)
{
    const Order *order = user;
    const Folder *one = &order->folders[*(const guint32 *)a];
    const Folder *other = &order->folders[*(const guint32 *)b];

    return strcmp(chars_at(order->packed, one->at), chars_at(order->packed, other->at));
}

/* Notes behind each folder where those end that are below it, which follow it. */
static void
find_ends(TcPacked *packed)
{
    g_autoptr(GArray) above = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint32 i = 0; i <= packed->folders->len; i++) {
        const Folder *next = i < packed->folders->len ? folder_at(packed, i) : NULL;

        while (above->len) {
            Folder *last = &g_array_index(packed->folders, Folder,
                                          g_array_index(above, guint32, above->len - 1));

            if (next != NULL && last->len <= next->len &&
                memcmp(chars_at(packed, last->at), chars_at(packed, next->at), last->len) == 0)
                break;
            last->end = i;
            g_array_set_size(above, above->len - 1);
        }
        g_array_append_val(above, i);
    }
}

/* Puts the folders in order of path, each once, and tells the files which are theirs now. */
static void
sort_folders(TcPacked *packed)
{
    g_autoptr(GArray) old = packed->folders;
    guint count = old->len;
    g_autofree guint32 *numbers = g_new(guint32, count);
    g_autofree guint32 *places = g_new(guint32, count);
    Order order = {.packed = packed, .folders = (const Folder *)(gpointer)old->data};

    for (guint32 i = 0; i < count; i++)
        numbers[i] = i;
    g_qsort_with_data(numbers, (gint)count, sizeof *numbers, compare_folders, &order);
    packed->folders = g_array_sized_new(FALSE, FALSE, sizeof(Folder), count);
    for (guint i = 0; i < count; i++) {
        if (!i || compare_folders(&numbers[i - 1], &numbers[i], &order) != 0)
            g_array_append_val(packed->folders, order.folders[numbers[i]]);
        places[numbers[i]] = packed->folders->len - 1;
    }
    for (guint i = 0; i < packed->files->len; i++) {
        File *file = &g_array_index(packed->files, File, i);

        file->folder = places[file->folder];
    }
    find_ends(packed);
}

static int
compare_files(gconstpointer a, gconstpointer b, gpointer user)
{
    const TcPacked *packed = user;
    const File *one = a, *other = b;

    if (one->folder == other->folder)
        return strcmp(chars_at(packed, one->at), chars_at(packed, other->at));
    if (one->folder > other->folder)
        return -compare_files(b, a, user);

    const Folder *first = folder_at(packed, one->folder);
    const Folder *second = folder_at(packed, other->folder);

    if (other->folder >= first->end)
        return -1;
    /* A file beside a folder that the other one is in. They differ at the slash at the latest. */
    return strcmp(chars_at(packed, one->at), chars_at(packed, second->at) + first->len);
}

void
tc_packed_sort(TcPacked *packed)
{
    GArray *files = packed->files;
    guint kept = 0;

    sort_folders(packed);
    g_array_sort_with_data(files, compare_files, packed);
    for (guint i = 0; i < files->len; i++) {
        const File *file = file_at(packed, i);

        if (!kept || compare_files(file_at(packed, kept - 1), file, packed) != 0)
            g_array_index(files, File, kept++) = *file;
    }
    g_array_set_size(files, kept);
}

#include "document/detect/container.h"

#include <string.h>

static guint
get16(const guchar *p)
{
    return p[0] | (guint)p[1] << 8;
}

static guint32
get32(const guchar *p)
{
    return get16(p) | (guint32)get16(p + 2) << 16;
}

/* OLE compound files; layout as in Microsoft's [MS-CFB]. Offsets of the header. */
enum {
    OLE_HEADER_LEN = 512,
    OLE_SECTOR_SHIFT = 0x1E,
    OLE_FIRST_DIRECTORY = 0x30,
    OLE_FIRST_DIFAT = 0x44,
    OLE_DIFAT = 0x4C,
    OLE_DIFAT_COUNT = 109,
    OLE_ENTRY_LEN = 128,
};
#define OLE_SECTOR_MAX  0xFFFFFFFAu /* greater numbers mean "none", "end of chain" and so on */
#define OLE_ENTRIES_MAX 65536u      /* a document with a thousand pictures has a few thousand */

/* Fields of a directory entry. */
enum {
    ENTRY_NAME_LEN = 0x40, /* bytes, with the closing zero */
    ENTRY_TYPE = 0x42,
    ENTRY_LEFT = 0x44,
    ENTRY_RIGHT = 0x48,
    ENTRY_CHILD = 0x4C,
};
enum { TYPE_STREAM = 2, TYPE_ROOT = 5 };

typedef struct {
    const guchar *bytes;
    gsize len;
    guint sector_shift;
} Ole;

gboolean
tc_is_ole(const char *bytes, gsize len)
{
    return len >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0;
}

/* The bytes of a sector, NULL when it is not wholly there. */
static const guchar *
ole_sector(const Ole *ole, guint32 sector)
{
    gsize size = (gsize)1 << ole->sector_shift;
    /* The header takes the place of one sector, even where sectors are larger than it. */
    guint64 offset = ((guint64)sector + 1) << ole->sector_shift;
    if (sector >= OLE_SECTOR_MAX || offset > ole->len || ole->len - offset < size)
        return NULL;
    return ole->bytes + offset;
}

/* The sector that holds part `index` of the allocation table. */
static const guchar *
ole_table_sector(const Ole *ole, gsize index)
{
    gsize per_sector = ((gsize)1 << ole->sector_shift) / 4 - 1;

    if (index < OLE_DIFAT_COUNT)
        return ole_sector(ole, get32(ole->bytes + OLE_DIFAT + 4 * index));
    index -= OLE_DIFAT_COUNT;
    /* The list goes on in a chain of sectors, the last number of each being the next. `index` is
     * bounded by the file's size, so the walk is. */
    const guchar *list = ole_sector(ole, get32(ole->bytes + OLE_FIRST_DIFAT));
    for (; list && index >= per_sector; index -= per_sector)
        list = ole_sector(ole, get32(list + 4 * per_sector));
    return list ? ole_sector(ole, get32(list + 4 * index)) : NULL;
}

static guint32
ole_next_sector(const Ole *ole, guint32 sector)
{
    gsize per_sector = ((gsize)1 << ole->sector_shift) / 4;
    const guchar *table = ole_table_sector(ole, sector / per_sector);
    return table ? get32(table + 4 * (sector % per_sector)) : OLE_SECTOR_MAX;
}

/* Pointers into the file, one for each directory entry that can be reached. */
static GPtrArray *
ole_entries(const Ole *ole)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    gsize size = (gsize)1 << ole->sector_shift;
    gsize sectors_left = ole->len / size;
    guint32 sector = get32(ole->bytes + OLE_FIRST_DIRECTORY);
    const guchar *bytes;

    while (sectors_left-- > 0 && entries->len < OLE_ENTRIES_MAX &&
           (bytes = ole_sector(ole, sector)) != NULL) {
        for (gsize i = 0; i < size; i += OLE_ENTRY_LEN)
            g_ptr_array_add(entries, (gpointer)(bytes + i));
        sector = ole_next_sector(ole, sector);
    }
    return g_steal_pointer(&entries);
}

static gboolean
entry_is_stream(const guchar *entry, const char *name)
{
    gsize name_len = strlen(name);
    if (entry[ENTRY_TYPE] != TYPE_STREAM || get16(entry + ENTRY_NAME_LEN) != 2 * (name_len + 1))
        return FALSE;
    for (gsize i = 0; i < name_len; i++)
        if (entry[2 * i + 1] != 0 ||
            g_ascii_tolower((char)entry[2 * i]) != g_ascii_tolower(name[i]))
            return FALSE;
    return TRUE;
}

gboolean
tc_ole_has_stream(const char *bytes, gsize len, const char *name)
{
    Ole ole = {.bytes = (const guchar *)bytes, .len = len};

    if (!tc_is_ole(bytes, len) || len < OLE_HEADER_LEN)
        return FALSE;
    ole.sector_shift = get16(ole.bytes + OLE_SECTOR_SHIFT);
    if (ole.sector_shift != 9 && ole.sector_shift != 12)
        return FALSE;

    g_autoptr(GPtrArray) entries = ole_entries(&ole);
    if (entries->len == 0)
        return FALSE;

    /* The children of the root are a binary tree; walk it with a list of what is still to see. */
    const guchar *root = g_ptr_array_index(entries, 0);
    gboolean is_damaged = root[ENTRY_TYPE] != TYPE_ROOT;
    g_autoptr(GArray) unseen = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 child = get32(root + ENTRY_CHILD);
    g_array_append_val(unseen, child);
    for (guint i = 0; i < unseen->len && !is_damaged; i++) {
        guint32 id = g_array_index(unseen, guint32, i);
        if (id >= OLE_SECTOR_MAX)
            continue;
        if (id >= entries->len || i > 2 * entries->len) {
            is_damaged = TRUE;
            break;
        }
        const guchar *entry = g_ptr_array_index(entries, id);
        if (entry_is_stream(entry, name))
            return TRUE;
        guint32 left = get32(entry + ENTRY_LEFT);
        guint32 right = get32(entry + ENTRY_RIGHT);
        g_array_append_val(unseen, left);
        g_array_append_val(unseen, right);
    }
    for (guint i = 0; is_damaged && i < entries->len; i++)
        if (entry_is_stream(g_ptr_array_index(entries, i), name))
            return TRUE;
    return FALSE;
}

/* ZIP files; layout as in PKWARE's APPNOTE. */
enum {
    LOCAL_LEN = 30, /* of a header, without name and extra field */
    CENTRAL_LEN = 46,
    END_LEN = 22,
    END_COMMENT_MAX = 65535,
};
#define ZIP_MEMBERS_MAX 65536u

/* What the names of the members seen so far say. */
typedef struct {
    gboolean has_content_types;
    gboolean has_word, has_sheets, has_slides;
    gboolean has_program; /* code for Java or Android */
    TcFormat odf;         /* from the member "mimetype"; TC_FORMAT_UNKNOWN without one */
} ZipNames;

gboolean
tc_is_zip(const char *bytes, gsize len)
{
    return len >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0 ||
                        memcmp(bytes, "PK\7\10", 4) == 0);
}

static gboolean
starts_with(const guchar *bytes, gsize len, const char *prefix)
{
    gsize prefix_len = strlen(prefix);
    return len >= prefix_len && memcmp(bytes, prefix, prefix_len) == 0;
}

/* Names have forward slashes, but for those that some programs for Windows write. */
static gboolean
is_in_folder(const guchar *name, gsize name_len, const char *folder)
{
    gsize len = strlen(folder);

    return name_len > len && memcmp(name, folder, len) == 0 &&
           (name[len] == '/' || name[len] == '\\');
}

static void
note_member(ZipNames *names, const guchar *name, gsize name_len)
{
    if (name_len == strlen("[Content_Types].xml") && starts_with(name, name_len, "[Content_Types]"))
        names->has_content_types = TRUE;
    else if (is_in_folder(name, name_len, "word"))
        names->has_word = TRUE;
    else if (is_in_folder(name, name_len, "xl"))
        names->has_sheets = TRUE;
    else if (is_in_folder(name, name_len, "ppt"))
        names->has_slides = TRUE;
    else if (starts_with(name, name_len, "META-INF/MANIFEST.MF") ||
             starts_with(name, name_len, "AndroidManifest.xml"))
        names->has_program = TRUE;
}

/* OpenDocument wants the member "mimetype" first and not compressed, to be told by it. */
static TcFormat
odf_kind(const guchar *bytes, gsize len)
{
    static const struct {
        const char *type;
        TcFormat format;
    } types[] = {
        {"text", TC_FORMAT_ODT},
        {"presentation", TC_FORMAT_ODP},
        {"spreadsheet", TC_FORMAT_ODS},
    };
    static const char prefix[] = "application/vnd.oasis.opendocument.";

    if (len < LOCAL_LEN || get16(bytes + 8) != 0 || get16(bytes + 26) != strlen("mimetype") ||
        !starts_with(bytes + LOCAL_LEN, len - LOCAL_LEN, "mimetype"))
        return TC_FORMAT_UNKNOWN;
    gsize start = LOCAL_LEN + strlen("mimetype") + get16(bytes + 28);
    if (start > len || !starts_with(bytes + start, len - start, prefix))
        return TC_FORMAT_UNKNOWN;
    start += strlen(prefix);
    /* A template is told by what follows, "text-template", and is read as its document. */
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (starts_with(bytes + start, len - start, types[i].type))
            return types[i].format;
    return TC_FORMAT_PACKAGE; /* a drawing, a formula */
}

/* Walk the central directory. FALSE when there is none. */
static gboolean
scan_central(const guchar *bytes, gsize len, ZipNames *names)
{
    gsize lowest = len > END_LEN + END_COMMENT_MAX ? len - END_LEN - END_COMMENT_MAX : 0;
    gsize end = len < END_LEN ? 0 : len - END_LEN + 1;
    gsize members = 0;

    while (end > lowest && !starts_with(bytes + end - 1, END_LEN, "PK\5\6"))
        end--;
    if (end <= lowest)
        return FALSE;
    gsize at = get32(bytes + end - 1 + 16);
    while (at < len && len - at >= CENTRAL_LEN && starts_with(bytes + at, CENTRAL_LEN, "PK\1\2") &&
           members++ < ZIP_MEMBERS_MAX) {
        gsize name_len = get16(bytes + at + 28);
        gsize rest = name_len + get16(bytes + at + 30) + get16(bytes + at + 32);
        if (len - at - CENTRAL_LEN < rest)
            break;
        note_member(names, bytes + at + CENTRAL_LEN, name_len);
        at += CENTRAL_LEN + rest;
    }
    return members > 0;
}

/* Walk the members themselves, for a file without its end. */
static void
scan_members(const guchar *bytes, gsize len, ZipNames *names)
{
    gsize at = 0;
    for (gsize members = 0; members < ZIP_MEMBERS_MAX; members++) {
        const guchar *found = memmem(bytes + at, len - at, "PK\3\4", 4);
        if (!found)
            return;
        at = found - bytes;
        if (len - at < LOCAL_LEN)
            return;
        gsize name_len = get16(bytes + at + 26);
        guint64 rest = (guint64)name_len + get16(bytes + at + 28) + get32(bytes + at + 18);
        at += LOCAL_LEN;
        if (len - at < name_len)
            return;
        note_member(names, bytes + at, name_len);
        /* A size of 0 may mean that it follows the data: then look for the next header. */
        at += rest <= len - at ? rest : name_len;
    }
}

TcFormat
tc_zip_kind(const char *bytes, gsize len)
{
    const guchar *p = (const guchar *)bytes;
    ZipNames names = {0};

    names.odf = odf_kind(p, len);
    if (names.odf != TC_FORMAT_UNKNOWN)
        return names.odf;
    if (!scan_central(p, len, &names))
        scan_members(p, len, &names);
    if (names.has_content_types && names.has_word)
        return TC_FORMAT_DOCX;
    if (names.has_content_types && names.has_sheets)
        return TC_FORMAT_XLSX;
    if (names.has_content_types && names.has_slides)
        return TC_FORMAT_PPTX;
    /* Of Visio, of a printer driver, a program: many small files, none of which is a document. */
    return names.has_content_types || names.has_program ? TC_FORMAT_PACKAGE : TC_FORMAT_ZIP;
}

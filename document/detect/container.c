#include "document/detect/container.h"

#include "document/bytes.h"
#include "document/detect/zip_member.h"

#include <string.h>

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
#define OLE_SECTOR_MAX  0xFFFFFFFAu /* greater numbers mean "none", "end of chain" and the like */
#define OLE_ENTRIES_MAX 65536u      /* a document with a thousand pictures has a few thousand */

/* Fields of a directory entry. */
enum {
    ENTRY_NAME_LEN = 0x40, /* bytes, with the closing zero */
    ENTRY_TYPE = 0x42,
    ENTRY_LEFT = 0x44,
    ENTRY_RIGHT = 0x48,
    ENTRY_CHILD = 0x4C,
};
enum { TYPE_FOLDER = 1, TYPE_STREAM = 2, TYPE_ROOT = 5 };

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

/* The bytes of a sector. NULL when not all of it is there. */
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
        return ole_sector(ole, tc_get32(ole->bytes + OLE_DIFAT + 4 * index));
    index -= OLE_DIFAT_COUNT;
    /* The list goes on in a chain of sectors, where the last number of each is the next sector. The
     * file's size bounds `index`, and so the walk. */
    const guchar *list = ole_sector(ole, tc_get32(ole->bytes + OLE_FIRST_DIFAT));
    for (; list != NULL && index >= per_sector; index -= per_sector)
        list = ole_sector(ole, tc_get32(list + 4 * per_sector));
    return list != NULL ? ole_sector(ole, tc_get32(list + 4 * index)) : NULL;
}

static guint32
ole_next_sector(const Ole *ole, guint32 sector)
{
    gsize per_sector = ((gsize)1 << ole->sector_shift) / 4;
    const guchar *table = ole_table_sector(ole, sector / per_sector);
    return table != NULL ? tc_get32(table + 4 * (sector % per_sector)) : OLE_SECTOR_MAX;
}

/* Pointers into the file, one for each directory entry that can be reached. */
static GPtrArray *
ole_entries(const Ole *ole)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    gsize size = (gsize)1 << ole->sector_shift;
    gsize sectors_left = ole->len / size;
    guint32 sector = tc_get32(ole->bytes + OLE_FIRST_DIRECTORY);
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
entry_is_called(const guchar *entry, const char *name)
{
    gsize name_len = strlen(name);
    if ((entry[ENTRY_TYPE] != TYPE_STREAM && entry[ENTRY_TYPE] != TYPE_FOLDER) ||
        tc_get16(entry + ENTRY_NAME_LEN) != 2 * (name_len + 1))
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
    ole.sector_shift = tc_get16(ole.bytes + OLE_SECTOR_SHIFT);
    if (ole.sector_shift != 9 && ole.sector_shift != 12)
        return FALSE;

    g_autoptr(GPtrArray) entries = ole_entries(&ole);
    if (entries->len == 0)
        return FALSE;

    /* The children of the root are a binary tree, which is walked with a list of what is still to
     * be seen. */
    const guchar *root = g_ptr_array_index(entries, 0);
    gboolean is_damaged = root[ENTRY_TYPE] != TYPE_ROOT;
    g_autoptr(GArray) unseen = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 child = tc_get32(root + ENTRY_CHILD);
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
        if (entry_is_called(entry, name))
            return TRUE;
        guint32 left = tc_get32(entry + ENTRY_LEFT);
        guint32 right = tc_get32(entry + ENTRY_RIGHT);
        g_array_append_val(unseen, left);
        g_array_append_val(unseen, right);
    }
    for (guint i = 0; is_damaged && i < entries->len; i++)
        if (entry_is_called(g_ptr_array_index(entries, i), name))
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

/* What the names of the members that were seen tell. */
typedef struct {
    gboolean has_content_types;
    gboolean has_word, has_sheets, has_slides;
    gboolean has_program;               /* code for Java or Android */
    gboolean has_mimetype;              /* of OpenDocument, EPUB and their like */
    gboolean has_content, has_manifest; /* of OpenDocument */
    gboolean has_book;                  /* the list of contents of an EPUB */
    gboolean has_index;                 /* of iWork '09 and later */
    gboolean has_history;               /* of iWork '09 */
    gboolean has_drawing;               /* of Visio */
    gboolean has_package; /* the index of an iWork package that was packed as a folder */
    const guchar *folder; /* the first member is in; NULL before there is one */
    gsize folder_len;
    gboolean has_others; /* members beside that folder */
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

/* Names have forward slashes, except those that some programs for Windows write. */
static gboolean
is_in_folder(const guchar *name, gsize name_len, const char *folder)
{
    gsize len = strlen(folder);

    return name_len > len && memcmp(name, folder, len) == 0 &&
           (name[len] == '/' || name[len] == '\\');
}

static gboolean
is_called(const guchar *name, gsize name_len, const char *wanted)
{
    return name_len == strlen(wanted) && memcmp(name, wanted, name_len) == 0;
}

/* Folders of the Finder that are files to who looks at them: "thu chi.numbers/Index.zip", which a
 * browser or a mail program has packed. */
static void
note_folder(ZipNames *names, const guchar *name, gsize name_len)
{
    static const char *const kinds[] = {".pages/", ".numbers/", ".key/"};
    const guchar *slash = memchr(name, '/', name_len);
    gsize len = slash != NULL ? (gsize)(slash - name) + 1 : 0;

    if (is_in_folder(name, name_len, "__MACOSX"))
        return;
    if (names->folder == NULL) {
        names->folder = name;
        names->folder_len = len;
    }
    names->has_others |=
        len == 0 || len != names->folder_len || memcmp(name, names->folder, len) != 0;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds) && len > 0; i++) {
        gsize kind_len = strlen(kinds[i]);
        names->has_package |= len > kind_len &&
                              memcmp(name + len - kind_len, kinds[i], kind_len) == 0 &&
                              is_called(name + len, name_len - len, "Index.zip");
    }
}

#define CONTENT_TYPES "[Content_Types].xml"

static void
note_member(ZipNames *names, const guchar *name, gsize name_len)
{
    note_folder(names, name, name_len);
    /* In a package case says nothing, and some programs write all names small. */
    if (name_len == strlen(CONTENT_TYPES) &&
        g_ascii_strncasecmp((const char *)name, CONTENT_TYPES, name_len) == 0)
        names->has_content_types = TRUE;
    else if (is_in_folder(name, name_len, "word"))
        names->has_word = TRUE;
    else if (is_in_folder(name, name_len, "xl"))
        names->has_sheets = TRUE;
    else if (is_in_folder(name, name_len, "ppt"))
        names->has_slides = TRUE;
    else if (is_called(name, name_len, "buildVersionHistory.plist"))
        names->has_history = TRUE;
    else if (is_in_folder(name, name_len, "visio"))
        names->has_drawing = TRUE;
    else if (starts_with(name, name_len, "META-INF/MANIFEST.MF") ||
             starts_with(name, name_len, "AndroidManifest.xml"))
        names->has_program = TRUE;
    else if (is_called(name, name_len, "mimetype"))
        names->has_mimetype = TRUE;
    else if (is_called(name, name_len, "content.xml"))
        names->has_content = TRUE;
    else if (is_called(name, name_len, "META-INF/manifest.xml"))
        names->has_manifest = TRUE;
    else if (is_called(name, name_len, "META-INF/container.xml"))
        names->has_book = TRUE;
    else if (is_called(name, name_len, "index.xml") || is_called(name, name_len, "index.apxl") ||
             is_called(name, name_len, "Index/Document.iwa") ||
             is_called(name, name_len, "Index.zip") || is_called(name, name_len, ".iwph") ||
             is_called(name, name_len, ".iwpv2"))
        names->has_index = TRUE;
}

/* The format of a type, as the member "mimetype" tells it. */
static TcFormat
kind_of_type(const guchar *type, gsize len)
{
    static const struct {
        const char *type;
        TcFormat format;
    } types[] = {
        /* A template is known by the ending, "text-template", and is read like its document. */
        {"application/vnd.oasis.opendocument.text", TC_FORMAT_ODT},
        {"application/vnd.oasis.opendocument.presentation", TC_FORMAT_ODP},
        {"application/vnd.oasis.opendocument.spreadsheet", TC_FORMAT_ODS},
        {"application/vnd.oasis.opendocument.", TC_FORMAT_PACKAGE}, /* a drawing, a formula */
        {"application/vnd.sun.xml.writer", TC_FORMAT_ODT},
        {"application/vnd.sun.xml.impress", TC_FORMAT_ODP},
        {"application/vnd.sun.xml.calc", TC_FORMAT_ODS},
        {"application/vnd.sun.xml.", TC_FORMAT_PACKAGE},
        {"application/epub+zip", TC_FORMAT_EPUB},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (starts_with(type, len, types[i].type))
            return types[i].format;
    return TC_FORMAT_UNKNOWN;
}

/* OpenDocument wants the member "mimetype" to come first and uncompressed, so that it tells the
 * format. */
static TcFormat
first_kind(const guchar *bytes, gsize len)
{
    if (len < LOCAL_LEN || tc_get16(bytes + 8) != 0 || tc_get16(bytes + 26) != strlen("mimetype") ||
        !starts_with(bytes + LOCAL_LEN, len - LOCAL_LEN, "mimetype"))
        return TC_FORMAT_UNKNOWN;
    gsize start = LOCAL_LEN + strlen("mimetype") + tc_get16(bytes + 28);
    return start <= len ? kind_of_type(bytes + start, len - start) : TC_FORMAT_UNKNOWN;
}

/* For OpenDocument in which that is missing or stands elsewhere: the manifest tells what it is, or
 * the content does. */
static TcFormat
late_kind(const char *bytes, gsize len, const ZipNames *names)
{
    static const struct {
        const char *element, *class; /* `class` is that of OpenOffice.org 1 */
        TcFormat format;
    } kinds[] = {
        {"<office:spreadsheet", "office:class=\"spreadsheet\"", TC_FORMAT_ODS},
        {"<office:presentation", "office:class=\"presentation\"", TC_FORMAT_ODP},
        {"<office:text", "office:class=\"text\"", TC_FORMAT_ODT},
    };
    TcFormat format = TC_FORMAT_UNKNOWN;

    if (names->has_mimetype) {
        g_autofree char *type = tc_zip_member(bytes, len, "mimetype");
        format =
            type != NULL ? kind_of_type((const guchar *)type, strlen(type)) : TC_FORMAT_UNKNOWN;
    }
    if (format != TC_FORMAT_UNKNOWN || !names->has_content)
        return format;
    if (names->has_manifest) {
        g_autofree char *manifest = tc_zip_member(bytes, len, "META-INF/manifest.xml");
        for (const char *p = manifest; p != NULL && (p = strstr(p, "application/vnd.")) != NULL &&
                                       format == TC_FORMAT_UNKNOWN;
             p++)
            format = kind_of_type((const guchar *)p, strlen(p));
    }
    if (format != TC_FORMAT_UNKNOWN)
        return format;
    g_autofree char *content = tc_zip_member(bytes, len, "content.xml");
    if (content == NULL || strstr(content, "document-content") == NULL)
        return TC_FORMAT_UNKNOWN;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strstr(content, kinds[i].element) != NULL || strstr(content, kinds[i].class) != NULL)
            return kinds[i].format;
    return TC_FORMAT_ODT; /* what tells it stands behind its styles; all are read alike */
}

/* Office Open XML, whatever its folders are called. */
static TcFormat
ooxml_kind(const char *bytes, gsize len, const ZipNames *names)
{
    static const struct {
        const char *type;
        TcFormat format;
    } types[] = {
        {"wordprocessingml.document.main+xml", TC_FORMAT_DOCX},
        {"wordprocessingml.template.main+xml", TC_FORMAT_DOCX},
        {"ms-word.document.macroEnabled.main+xml", TC_FORMAT_DOCX},
        {"ms-word.template.macroEnabledTemplate.main+xml", TC_FORMAT_DOCX},
        {"spreadsheetml.sheet.main+xml", TC_FORMAT_XLSX},
        {"spreadsheetml.template.main+xml", TC_FORMAT_XLSX},
        {"ms-excel.sheet.macroEnabled.main+xml", TC_FORMAT_XLSX},
        {"ms-excel.template.macroEnabled.main+xml", TC_FORMAT_XLSX},
        {"ms-excel.addin.macroEnabled.main+xml", TC_FORMAT_XLSX},
        {"ms-excel.sheet.binary.macroEnabled.main", TC_FORMAT_XLSX},
        {"presentationml.presentation.main+xml", TC_FORMAT_PPTX},
        {"presentationml.slideshow.main+xml", TC_FORMAT_PPTX},
        {"presentationml.template.main+xml", TC_FORMAT_PPTX},
        {"ms-powerpoint.presentation.macroEnabled.main+xml", TC_FORMAT_PPTX},
        {"ms-powerpoint.slideshow.macroEnabled.main+xml", TC_FORMAT_PPTX},
        {"ms-powerpoint.template.macroEnabled.main+xml", TC_FORMAT_PPTX},
    };

    if (names->has_word)
        return TC_FORMAT_DOCX;
    if (names->has_sheets)
        return TC_FORMAT_XLSX;
    if (names->has_slides)
        return TC_FORMAT_PPTX;
    if (names->has_drawing)
        return TC_FORMAT_VISIO;
    g_autofree char *list = tc_zip_member(bytes, len, CONTENT_TYPES);
    for (gsize i = 0; list != NULL && i < G_N_ELEMENTS(types); i++)
        if (strstr(list, types[i].type) != NULL)
            return types[i].format;
    /* A file of Visio or of a printer driver: many small files, none of which is a document. */
    return TC_FORMAT_PACKAGE;
}

/* Walks the central directory. FALSE when there is none. */
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
    gsize at = tc_get32(bytes + end - 1 + 16);
    while (at < len && len - at >= CENTRAL_LEN && starts_with(bytes + at, CENTRAL_LEN, "PK\1\2") &&
           members++ < ZIP_MEMBERS_MAX) {
        gsize name_len = tc_get16(bytes + at + 28);
        gsize rest = name_len + tc_get16(bytes + at + 30) + tc_get16(bytes + at + 32);
        if (len - at - CENTRAL_LEN < rest)
            break;
        note_member(names, bytes + at + CENTRAL_LEN, name_len);
        at += CENTRAL_LEN + rest;
    }
    return members > 0;
}

/* Walks the members themselves, for a file whose end is missing. */
static void
scan_members(const guchar *bytes, gsize len, ZipNames *names)
{
    gsize at = 0;
    for (gsize members = 0; members < ZIP_MEMBERS_MAX; members++) {
        const guchar *found = memmem(bytes + at, len - at, "PK\3\4", 4);
        if (found == NULL)
            return;
        at = found - bytes;
        if (len - at < LOCAL_LEN)
            return;
        gsize name_len = tc_get16(bytes + at + 26);
        guint64 rest = (guint64)name_len + tc_get16(bytes + at + 28) + tc_get32(bytes + at + 18);
        at += LOCAL_LEN;
        if (len - at < name_len)
            return;
        note_member(names, bytes + at, name_len);
        /* A size of 0 may mean that the size follows the data: then the next header is looked for.
         * */
        at += rest <= len - at ? rest : name_len;
    }
}

/* Whether these words stand at the beginning of a member. */
static gboolean
says(const char *bytes, gsize len, const char *member, const char *words)
{
    g_autofree char *content = tc_zip_member(bytes, len, member);
    return content != NULL && strstr(content, words) != NULL;
}

/* The indexes of iWork have names that many other files have; those of later versions do not. */
static TcFormat
iwork_kind(const char *bytes, gsize len)
{
    static const char apple[] = "http://developer.apple.com/namespaces/";
    static const char *const locked[] = {".iwph", ".iwpv2"};
    static const char *const later[] = {"Index/Document.iwa", "Index.zip"};

    for (gsize i = 0; i < G_N_ELEMENTS(locked); i++)
        if (says(bytes, len, locked[i], ""))
            return TC_FORMAT_IWORK;
    if (says(bytes, len, "index.xml", apple) || says(bytes, len, "index.apxl", apple))
        return TC_FORMAT_IWORK;
    for (gsize i = 0; i < G_N_ELEMENTS(later); i++)
        if (says(bytes, len, later[i], ""))
            return TC_FORMAT_IWA;
    return TC_FORMAT_UNKNOWN;
}

TcFormat
tc_zip_kind(const char *bytes, gsize len)
{
    const guchar *p = (const guchar *)bytes;
    ZipNames names = {0};

    TcFormat format = first_kind(p, len);
    if (format != TC_FORMAT_UNKNOWN)
        return format;
    if (!scan_central(p, len, &names))
        scan_members(p, len, &names);
    if (names.has_content_types)
        return ooxml_kind(bytes, len, &names);
    if (names.has_mimetype || names.has_content)
        format = late_kind(bytes, len, &names);
    if (format != TC_FORMAT_UNKNOWN)
        return format;
    if (names.has_book && says(bytes, len, "META-INF/container.xml", "oebps-package+xml"))
        return TC_FORMAT_EPUB;
    if (names.has_index && names.has_history && tc_zip_is_scrambled(bytes, len))
        return TC_FORMAT_IWORK;
    if (names.has_package && !names.has_others)
        return TC_FORMAT_IWA;
    if (names.has_index)
        format = iwork_kind(bytes, len);
    if (format != TC_FORMAT_UNKNOWN)
        return format;
    return names.has_program ? TC_FORMAT_PACKAGE : TC_FORMAT_ZIP;
}

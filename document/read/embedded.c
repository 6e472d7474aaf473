#include "document/read/embedded.h"

#include "base/order.h"
#include "document/detect/container.h"
#include "document/read/reader.h"
#include "document/read/xml/package.h"

#include <string.h>

/* Objects within each other that are looked into, their wrappers included. Readers of files have a
 * bound of their own. */
#define DEPTH_MAX 8u

/* With more text than a caption has, a document is more than the pictures in it. A file smaller
 * than this is no page. */
#define CAPTION_LEN 300u
#define PAGE_LEN    (30u << 10)

void
tc_embedded_init(TcEmbedded *embedded, const TcReadLimits *limits)
{
    *embedded = (TcEmbedded){.limits = limits, .text = g_string_new(NULL)};
}

void
tc_embedded_clear(TcEmbedded *embedded)
{
    if (embedded->text != NULL)
        g_string_free(embedded->text, TRUE);
    g_free(embedded->title);
    g_clear_error(&embedded->too_large);
    *embedded = (TcEmbedded){0};
}

/* Limits that leave no more room for text than is left. */
static TcReadLimits
limits_left(const TcEmbedded *embedded)
{
    TcReadLimits left = *embedded->limits;
    left.text_max -= MIN(embedded->text->len, left.text_max);
    left.page = 0;
    return left;
}

/* Whether another object may be looked at. If so, end() must be called. */
static gboolean
begin(TcEmbedded *embedded)
{
    TcReading *reading = embedded->limits->reading;

    if (embedded->too_large != NULL || tc_is_deepest(embedded->limits) ||
        reading->object_depth >= DEPTH_MAX || reading->object_count >= TC_EMBEDDED_MAX)
        return FALSE;
    reading->object_depth++;
    reading->object_count++;
    return TRUE;
}

static void
end(TcEmbedded *embedded)
{
    embedded->limits->reading->object_depth--;
}

/* Takes what a reader gave, or why it gave nothing; owns both. */
static void
take(TcEmbedded *embedded, TcDocument *document, GError *error)
{
    g_autoptr(TcDocument) owned G_GNUC_UNUSED = document;
    g_autoptr(GError) problem = error;

    if (document == NULL) {
        if (g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE))
            embedded->too_large = g_steal_pointer(&problem);
        return;
    }
    g_string_append_len(embedded->text, document->text, (gssize)document->text_len);
    if (document->text_len > 0 && document->text[document->text_len - 1] != '\n')
        g_string_append_c(embedded->text, '\n');
    if (embedded->title == NULL)
        embedded->title = g_steal_pointer(&document->title);
}

static void
read_file(TcEmbedded *embedded, const char *bytes, gsize len)
{
    TcReadLimits left = limits_left(embedded);
    GError *error = NULL;
    TcDocument *document =
        tc_read_inner(tc_detect_format(bytes, len, NULL), bytes, len, NULL, &left, &error);

    take(embedded, document, error);
}

/* The file that the packager made `bytes` of. NULL for a link, a command, or damage. */
static const char *
unpack(const guint8 *bytes, gsize len, gsize *file_len)
{
    static const guint8 kind[] = {2, 0}; /* a file, not a link or a command */
    gsize at = 2;

    if (len < 2 || memcmp(bytes, kind, 2) != 0)
        return NULL;
    /* The name that it is shown under, and the one that it came from. */
    for (guint i = 0; i < 2; i++) {
        const guint8 *zero = at < len ? memchr(bytes + at, 0, len - at) : NULL;
        if (zero == NULL)
            return NULL;
        at = (gsize)(zero - bytes) + 1;
    }
    /* Four bytes; then, each after its length, a path and the file. */
    at += 4;
    for (guint i = 0; i < 2; i++) {
        if (at > len || len - at < 4)
            return NULL;
        guint32 part = bytes[at] | (guint32)bytes[at + 1] << 8 | (guint32)bytes[at + 2] << 16 |
                       (guint32)bytes[at + 3] << 24;
        at += 4;
        if (i == 1)
            *file_len = MIN(part, len - at);
        else if (part > len - at)
            return NULL;
        else
            at += part;
    }
    return (const char *)bytes + at;
}

static void read_any(TcEmbedded *embedded, const char *bytes, gsize len);

/* Files that stand in an object as they are. */
static void
read_streams(TcEmbedded *embedded, TcFolder *folder, gsize max)
{
    /* These are of Office 2007 and later, of LibreOffice, of Acrobat. */
    static const char *const names[] = {"Package", "package_stream", "EmbeddedOdf", "CONTENTS"};
    gsize len;

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GBytes) stream = tc_ole_bytes(folder, names[i], max);
        const char *bytes = stream != NULL ? g_bytes_get_data(stream, &len) : NULL;
        /* Other programs have streams of these names. */
        if (bytes != NULL && (tc_is_zip(bytes, len) || tc_is_ole(bytes, len) ||
                              (len >= 5 && memcmp(bytes, "%PDF-", 5) == 0)))
            read_any(embedded, bytes, len);
    }
    g_autoptr(GBytes) native = tc_ole_bytes(folder, "\001Ole10Native", max);
    const guint8 *bytes = native != NULL ? g_bytes_get_data(native, &len) : NULL;
    const char *file = bytes != NULL && len > 4 ? unpack(bytes + 4, len - 4, &len) : NULL;
    if (file != NULL)
        read_any(embedded, file, len);
}

static void
read_object(TcEmbedded *embedded, TcFolder *folder, gsize max)
{
    TcReadLimits left = limits_left(embedded);
    TcDocument *document = NULL;
    GError *error = NULL;

    if (left.reading->read_object(folder, max, &left, &document, &error))
        take(embedded, document, error);
    else
        read_streams(embedded, folder, max);
}

/* A file that may only be the wrapper of an object. */
static void
read_any(TcEmbedded *embedded, const char *bytes, gsize len)
{
    TcReading *reading = embedded->limits->reading;

    if (embedded->too_large != NULL ||
        reading->object_depth > DEPTH_MAX) /* wrappers within wrappers */
        return;
    reading->object_depth++;
    if (tc_is_ole(bytes, len) && tc_detect_format(bytes, len, NULL) == TC_FORMAT_OLE) {
        g_autoptr(TcFolder) folder = tc_ole_open(bytes, len, NULL);
        if (folder != NULL)
            read_object(embedded, folder, len);
    } else {
        read_file(embedded, bytes, len);
    }
    reading->object_depth--;
}

void
tc_embedded_add(TcEmbedded *embedded, const char *bytes, gsize len)
{
    if (len == 0 || !begin(embedded))
        return;
    read_any(embedded, bytes, len);
    end(embedded);
}

void
tc_embedded_add_packaged(TcEmbedded *embedded, const guint8 *bytes, gsize len)
{
    const char *file = unpack(bytes, len, &len);

    if (file != NULL)
        tc_embedded_add(embedded, file, len);
}

void
tc_embedded_add_object(TcEmbedded *embedded, TcFolder *folder, gsize max)
{
    if (!begin(embedded))
        return;
    read_object(embedded, folder, max);
    end(embedded);
}

static TcMemberUse
use_of_picture(const char *name)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif"};

    if (strstr(name, "/media/") == NULL && !g_str_has_prefix(name, "pictures/"))
        return TC_MEMBER_UNWANTED;
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(name, endings[i]))
            return TC_MEMBER_WANTED;
    return TC_MEMBER_UNWANTED;
}

/* "image10.png" comes behind "image9.png". */
static gint
compare_numbered(gconstpointer a, gconstpointer b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    gsize x_len = strlen(x), y_len = strlen(y);

    return x_len != y_len ? TC_ORDER(x_len, y_len) : strcmp(x, y);
}

void
tc_embedded_add_scans(TcEmbedded *embedded, const char *bytes, gsize len, gsize text_len)
{
    if (text_len >= CAPTION_LEN || len < PAGE_LEN || !tc_is_zip(bytes, len))
        return;
    g_autoptr(TcPackage) package =
        tc_package_open(bytes, len, use_of_picture, embedded->limits, NULL);
    g_autoptr(GPtrArray) names = package != NULL ? tc_package_names(package) : g_ptr_array_new();
    g_ptr_array_sort(names, compare_numbered);
    for (guint i = 0; i < names->len; i++) {
        gsize picture_len;
        const char *picture = tc_package_bytes(package, g_ptr_array_index(names, i), &picture_len);
        if (picture != NULL && picture_len >= PAGE_LEN &&
            tc_detect_format(picture, picture_len, NULL) == TC_FORMAT_IMAGE)
            tc_embedded_add(embedded, picture, picture_len);
    }
}

TcDocument *
tc_embedded_append(TcEmbedded *embedded, TcDocument *document, GError **error)
{
    g_autoptr(TcDocument) owned = document;

    if (document == NULL)
        return NULL;
    if (embedded->too_large != NULL) {
        g_propagate_error(error, g_steal_pointer(&embedded->too_large));
        return NULL;
    }
    if (embedded->text->len == 0)
        return g_steal_pointer(&owned);
    if (document->text_len > embedded->limits->text_max ||
        embedded->text->len > embedded->limits->text_max - document->text_len) {
        tc_set_text_too_large(embedded->limits, error);
        return NULL;
    }
    gboolean has_end = document->text_len == 0 || document->text[document->text_len - 1] == '\n';
    char *text = g_strconcat(document->text, has_end ? "" : "\n", embedded->text->str, NULL);
    g_free(document->text);
    document->text = text;
    document->text_len = strlen(text);
    if (document->title == NULL)
        document->title = g_steal_pointer(&embedded->title);
    return g_steal_pointer(&owned);
}

#include "document/read/packed.h"

#include "document/detect/archive.h"
#include "document/detect/detect.h"
#include "document/message.h"
#include "document/read/reader.h"

typedef struct {
    const TcReadLimits *limits;
    GString *text;
    char *name; /* of the file that is unpacked, and its bytes */
    GByteArray *bytes;
    GError *too_large;
} Packed;

static gboolean
begin_file(gpointer user, const char *name, G_GNUC_UNUSED gint64 mtime_s)
{
    Packed *packed = user;

    g_free(packed->name);
    packed->name = g_strdup(name);
    g_byte_array_set_size(packed->bytes, 0);
    packed->limits->reading->packed_count++;
    return TRUE;
}

static gboolean
add_bytes(gpointer user, const char *bytes, gsize len)
{
    g_byte_array_append(((Packed *)user)->bytes, (const guint8 *)bytes, (guint)len);
    return TRUE;
}

static void
append(Packed *packed, const char *text)
{
    if (packed->too_large == NULL && !tc_append_text(packed->text, text, packed->limits))
        tc_set_text_too_large(packed->limits, &packed->too_large);
}

/* A file without a readable text is found by its name. */
static gboolean
end_file(gpointer user, const GError *error)
{
    Packed *packed = user;
    TcReadLimits left = *packed->limits;
    const char *bytes = (const char *)packed->bytes->data;
    gsize len = packed->bytes->len;
    g_autofree char *shown = tc_tidy_title(packed->name);
    g_autoptr(GError) problem = NULL;

    left.text_max -= MIN(packed->text->len, left.text_max);
    g_autoptr(TcDocument) document = error == NULL && len > 0
                                         ? tc_read_inner(tc_detect_format(bytes, len, packed->name),
                                                         bytes, len, packed->name, &left, &problem)
                                         : NULL;
    if (shown != NULL)
        append(packed, shown);
    if (document != NULL)
        append(packed, document->text);
    else if (g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE) &&
             len <= left.input_max && packed->too_large == NULL)
        packed->too_large = g_steal_pointer(&problem);
    return packed->too_large == NULL;
}

TcDocument *
tc_packed_read(const char *bytes, gsize len, const TcReadLimits *limits, GError **rest,
               GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const TcArchiveLimits archive = {
        .member_max = MIN(limits->input_max, G_MAXINT),
        .total_max = (guint64)limits->text_max * 4,
        .members_max = TC_PACKED_MAX - MIN(limits->reading->packed_count, TC_PACKED_MAX),
    };
    Packed packed = {.limits = limits, .text = text, .bytes = g_byte_array_new()};
    const TcArchiveSink sink = {
        .begin = begin_file, .data = add_bytes, .end = end_file, .user = &packed};

    limits->reading->packed_depth++;
    (void)tc_archive_walk(bytes, len, &archive, &sink, rest);
    limits->reading->packed_depth--;
    g_free(packed.name);
    g_byte_array_unref(packed.bytes);
    if (packed.too_large != NULL)
        g_propagate_error(error, packed.too_large);
    else if (text->len > 0)
        return tc_document_new_take(&text, NULL, 1);
    else if (*rest != NULL)
        g_propagate_error(error, g_steal_pointer(rest));
    else
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_EMPTY, _("nothing in it"));
    return NULL;
}

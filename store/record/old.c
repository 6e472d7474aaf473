#include "store/record/old.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAGIC 0x54435201u

typedef struct {
    guint32 magic;
    guint32 header_len;
    guint32 text_len;
    guint32 frame_len;
} Prefix;
G_STATIC_ASSERT(sizeof(Prefix) == 16);
G_STATIC_ASSERT(sizeof(TcLandmark) == 2 * sizeof(guint32));

gboolean
tc_old_record_find(const guint8 *bytes, gsize len, TcRecordParts *parts, GError **error)
{
    Prefix prefix;
    if (len < sizeof prefix)
        return tc_record_is_damaged(error, _("too short"));
    memcpy(&prefix, bytes, sizeof prefix);
    if (prefix.magic != MAGIC)
        return tc_record_is_damaged(error, _("not a record"));
    const gsize rest = len - sizeof prefix;
    if (prefix.header_len > rest || prefix.frame_len != rest - prefix.header_len ||
        prefix.text_len > TC_RECORD_TEXT_MAX || (prefix.text_len == 0) != (prefix.frame_len == 0))
        return tc_record_is_damaged(error, _("lengths"));
    *parts = (TcRecordParts){.header = bytes + sizeof prefix,
                             .header_len = prefix.header_len,
                             .frame = bytes + sizeof prefix + prefix.header_len,
                             .frame_len = prefix.frame_len,
                             .text_len = prefix.text_len};
    return TRUE;
}

/* Whether the header is in order. Where the bytes are damaged, GLib gives an empty name and "()".
 * The order of landmarks is only checked when all is known: a long text has thousands, which need
 * not be looked at twice. */
static gboolean
is_sound(const char *name, GVariant *value)
{
    return *name != '\0' && !g_variant_is_of_type(value, G_VARIANT_TYPE_UNIT) &&
           (g_variant_is_of_type(value, G_VARIANT_TYPE("a(uu)"))
                ? g_variant_get_size(value) % sizeof(TcLandmark) == 0
                : g_variant_is_normal_form(value));
}

/* Names that are not known are passed over. */
static void
take_string(TcRecord *record, const char *stored, const char *value)
{
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char *name = NULL;
        const char **string = tc_record_string_at(record, i, &name);
        if (string != NULL && strcmp(stored, name) == 0) {
            *string = value;
            return;
        }
    }
}

static void
take_value(TcRecord *record, const char *name, GVariant *value)
{
    if (g_variant_is_of_type(value, G_VARIANT_TYPE_STRING)) {
        take_string(record, name, g_variant_get_string(value, NULL));
    } else if (strcmp(name, "path") == 0 &&
               g_variant_is_of_type(value, G_VARIANT_TYPE_BYTESTRING)) {
        record->path = g_variant_get_bytestring(value);
    } else if (strcmp(name, "date") == 0 && g_variant_is_of_type(value, G_VARIANT_TYPE_UINT32)) {
        record->date = g_variant_get_uint32(value);
    } else if (strcmp(name, "ocr") == 0 && g_variant_is_of_type(value, G_VARIANT_TYPE_BOOLEAN)) {
        record->is_ocr = g_variant_get_boolean(value);
    } else if (strcmp(name, "marks") == 0 && g_variant_is_of_type(value, G_VARIANT_TYPE("a(uu)"))) {
        record->landmarks =
            g_variant_get_fixed_array(value, &record->landmark_count, sizeof(TcLandmark));
    }
}

gboolean
tc_old_record_read(const TcRecordParts *parts, TcRecord *record, GVariant **header, GError **error)
{
    GVariantIter iter;
    const char *name = NULL;
    GVariant *value = NULL;
    *header = g_variant_ref_sink(g_variant_new_from_data(G_VARIANT_TYPE_VARDICT, parts->header,
                                                         parts->header_len, FALSE, NULL, NULL));
    g_variant_iter_init(&iter, *header);
    /* Serialised data: what is borrowed from a child stays valid as long as the header. */
    while (g_variant_iter_next(&iter, "{&sv}", &name, &value)) {
        const gboolean is_in_order = is_sound(name, value);
        if (is_in_order)
            take_value(record, name, value);
        g_variant_unref(value);
        if (!is_in_order)
            return tc_record_is_damaged(error, _("header"));
    }
    return tc_record_check_landmarks(record, error);
}

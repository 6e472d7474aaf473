#include "store/kept/correction.h"

#include "store/generation.h"
#include "store/schema.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

TcCorrection *
tc_correction_new(const guint8 *hash, const char *path)
{
    TcCorrection *correction = g_new0(TcCorrection, 1);
    memcpy(correction->hash, hash, TC_HASH_LEN);
    correction->path = g_strdup(path);
    return correction;
}

void
tc_correction_free(TcCorrection *correction)
{
    if (correction == NULL)
        return;
    g_free(correction->path);
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        g_free(correction->values[field]);
    g_free(correction);
}

gboolean
tc_correction_is_empty(const TcCorrection *correction)
{
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (correction->values[field] != NULL)
            return FALSE;
    return TRUE;
}

void
tc_correction_set(TcCorrection *correction, TcField field, const char *value)
{
    char *copy = g_strdup(value); /* it may be what is replaced */
    g_free(correction->values[field]);
    correction->values[field] = copy;
}

/* ---- as metadata ---- */

char *
tc_correction_key(const guint8 *hash)
{
    GString *key = g_string_new(TC_META_CORRECTION);
    for (gsize i = 0; i < TC_HASH_LEN; i++)
        g_string_append_printf(key, "%02x", hash[i]);
    return g_string_free(key, FALSE);
}

gboolean
tc_correction_parse_key(const char *key, guint8 *hash)
{
    const char *hex = key + strlen(TC_META_CORRECTION);
    if (!g_str_has_prefix(key, TC_META_CORRECTION) ||
        strspn(hex, "0123456789abcdef") != 2 * TC_HASH_LEN || hex[2 * TC_HASH_LEN] != '\0')
        return FALSE;
    for (gsize i = 0; i < TC_HASH_LEN; i++)
        hash[i] =
            (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 | g_ascii_xdigit_value(hex[2 * i + 1]));
    return TRUE;
}

/* Path, time, and the value of each field under its name. */
#define LAYOUT "(ayxa{ss})"

/* `value` with its bytes swapped where the machine is big-endian; a reference of its own. */
static GVariant *
little_endian(GVariant *value)
{
    return G_BYTE_ORDER == G_LITTLE_ENDIAN ? g_variant_ref(value) : g_variant_byteswap(value);
}

char *
tc_correction_encode(const TcCorrection *correction, gsize *len)
{
    GVariantBuilder fields;
    g_variant_builder_init(&fields, G_VARIANT_TYPE("a{ss}"));
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (correction->values[i] != NULL)
            g_variant_builder_add(&fields, "{ss}", tc_field_row((TcField)i)->name,
                                  correction->values[i]);
    g_autoptr(GVariant) value =
        g_variant_ref_sink(g_variant_new("(@ayx@a{ss})", g_variant_new_bytestring(correction->path),
                                         correction->when_s, g_variant_builder_end(&fields)));
    g_autoptr(GVariant) stored = little_endian(value);
    *len = g_variant_get_size(stored);
    return g_memdup2(g_variant_get_data(stored), *len);
}

static TcField
field_of_name(const char *name)
{
    guint field = 0;
    while (field < TC_FIELD_COUNT && strcmp(tc_field_row((TcField)field)->name, name) != 0)
        field++;
    return (TcField)field;
}

TcCorrection *
tc_correction_decode(const guint8 *hash, const char *bytes, gsize len, GError **error)
{
    /* GVariant wants its bytes to be aligned. */
    char *copy = g_memdup2(bytes, len);
    g_autoptr(GVariant) stored = g_variant_ref_sink(
        g_variant_new_from_data(G_VARIANT_TYPE(LAYOUT), copy, len, FALSE, g_free, copy));
    g_autoptr(GVariant) value = little_endian(stored);
    g_autoptr(TcCorrection) correction = NULL;
    g_autoptr(GVariant) path = NULL, fields = NULL;
    GVariantIter iter;
    const char *name = NULL, *said = NULL;
    if (!g_variant_is_normal_form(stored)) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                            _("damaged: what was put right by hand"));
        return NULL;
    }
    path = g_variant_get_child_value(value, 0);
    fields = g_variant_get_child_value(value, 2);
    correction = tc_correction_new(hash, g_variant_get_bytestring(path));
    g_variant_get_child(value, 1, "x", &correction->when_s);
    g_variant_iter_init(&iter, fields);
    while (g_variant_iter_next(&iter, "{&s&s}", &name, &said)) {
        const TcField field = field_of_name(name);
        if (field < TC_FIELD_COUNT)
            tc_correction_set(correction, field, said);
    }
    return g_steal_pointer(&correction);
}

/* ---- records ---- */

char *
tc_correction_date_text(guint32 date)
{
    return date == 0
               ? g_strdup("")
               : g_strdup_printf("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

guint32
tc_correction_date(const char *text)
{
    guint year = 0, month = 0, day = 0;
    if (strlen(text) != 10 || sscanf(text, "%4u-%2u-%2u", &year, &month, &day) != 3 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return 0;
    return year * 10000 + month * 100 + day;
}

/* What a field of a record says, in the form of a correction. */
static char *
value_of(const TcRecord *record, TcField field)
{
    const char *string = tc_record_string(record, field);
    if (field == TC_FIELD_DATE)
        return tc_correction_date_text(record->date);
    return g_strdup(string != NULL ? string : "");
}

static void
set_value(TcCorrected *corrected, TcField field, const char *value)
{
    const char **string = tc_record_field(&corrected->record, field);
    if (field == TC_FIELD_DATE)
        corrected->record.date = tc_correction_date(value);
    else if (string != NULL)
        *string = *value != '\0' ? g_string_chunk_insert(corrected->strings, value) : NULL;
}

/* `corrected` of a record has a line for each field that was put right: its name, a tab, what was
 * read. */
char *
tc_record_as_read(const TcRecord *record, TcField field)
{
    const char *name = tc_field_row(field)->name;
    const gsize len = strlen(name);
    for (const char *line = record->corrected; line != NULL && *line != '\0';) {
        const char *end = line + strcspn(line, "\n");
        if (strncmp(line, name, len) == 0 && line[len] == '\t')
            return g_strndup(line + len + 1, (gsize)(end - line) - len - 1);
        line = *end != '\0' ? end + 1 : end;
    }
    return NULL;
}

void
tc_corrected_init(TcCorrected *corrected, const TcRecord *record, const TcCorrection *correction)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    corrected->record = *record;
    corrected->strings = g_string_chunk_new(256);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcField field = (TcField)i;
        const char *value = correction != NULL ? correction->values[field] : NULL;
        g_autofree char *kept = tc_record_as_read(record, field);
        if (kept != NULL)
            set_value(corrected, field, kept);
        g_autofree char *read = value_of(&corrected->record, field);
        if (value == NULL || field == TC_FIELD_PATH)
            continue;
        g_string_append_printf(lines, "%s\t%s\n", tc_field_row(field)->name, read);
        set_value(corrected, field, value);
    }
    corrected->record.corrected =
        lines->len > 0 ? g_string_chunk_insert(corrected->strings, lines->str) : NULL;
}

void
tc_corrected_clear(TcCorrected *corrected)
{
    g_clear_pointer(&corrected->strings, g_string_chunk_free);
}

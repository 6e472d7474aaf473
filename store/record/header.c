#include "store/record/header.h"

#include "store/generation.h"
#include "store/text/code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What an item is of: the number of its name here. Numbers that indexes hold stay what they are; a
 * new field comes at the end. */
static const char *const names[] = {
    "",     "path",  "title",  "number",   "type",      "org",       "place", "signer", "session",
    "term", "chair", "format", "encoding", "relations", "corrected", "date",  "ocr",    "marks",
};

static guint
number_of(const char *name)
{
    for (guint i = 1; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    g_error("a record has no number for %s: see store/record/header.c", name);
}

gboolean
tc_record_is_damaged(GError **error, const char *what)
{
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("damaged record: %s"), what);
    return FALSE;
}

gboolean
tc_record_check_landmarks(const TcRecord *record, GError **error)
{
    for (gsize i = 0; i < record->landmark_count; i++)
        if (record->landmarks[i].offset > record->text_len ||
            (i > 0 && (record->landmarks[i].offset < record->landmarks[i - 1].offset ||
                       record->landmarks[i].position < record->landmarks[i - 1].position)))
            return tc_record_is_damaged(error, _("marks"));
    return TRUE;
}

/* ---- writing ---- */

static void
put_number(GByteArray *to, guint64 value)
{
    guint8 bytes[10];
    guint len = 0;
    for (; value >= 0x80; value >>= 7)
        bytes[len++] = (guint8)(value | 0x80);
    bytes[len++] = (guint8)value;
    g_byte_array_append(to, bytes, len);
}

static void
put_string(GByteArray *to, const char *name, const char *string)
{
    const gsize len = strlen(string);
    g_autofree guint8 *code = g_malloc(len + 1);
    const gsize code_len = len > 1 ? tc_text_code(string, len, code, len - 1) : 0;
    put_number(to, number_of(name));
    put_number(to, code_len > 0 ? code_len << 1 | 1 : len << 1);
    if (code_len > 0)
        put_number(to, len);
    g_byte_array_append(to, code_len > 0 ? code : (const guint8 *)string,
                        (guint)(code_len > 0 ? code_len : len));
}

/* An item that is numbers. */
static void
put_item(GByteArray *to, const char *name, const GByteArray *item)
{
    put_number(to, number_of(name));
    put_number(to, (guint64)item->len << 1);
    g_byte_array_append(to, item->data, item->len);
}

static void
put_strings(GByteArray *to, const TcRecord *record)
{
    if (record->path != NULL)
        put_string(to, "path", record->path);
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char *name = NULL;
        const char **value = tc_record_string_at((TcRecord *)record, i, &name);
        if (value == NULL || *value == NULL)
            continue;
        g_autofree char *valid = NULL;
        if (!g_utf8_validate(*value, -1, NULL))
            valid = g_utf8_make_valid(*value, -1);
        put_string(to, name, valid != NULL ? valid : *value);
    }
}

/* Landmarks ascend; where they do not, that is told to whoever reads them. */
static void
put_landmarks(GByteArray *item, const TcRecord *record)
{
    TcLandmark last = {0, 0};
    for (gsize i = 0; i < record->landmark_count; i++) {
        const TcLandmark at = record->landmarks[i];
        put_number(item, at.position - last.position);
        put_number(item, at.offset - last.offset);
        last = at;
    }
}

void
tc_record_header_write(GByteArray *to, const TcRecord *record, gsize text_len, gboolean is_coded)
{
    g_autoptr(GByteArray) header = g_byte_array_new();
    g_autoptr(GByteArray) item = g_byte_array_new();
    const guint8 begin[] = {TC_RECORD_LAYOUT, is_coded ? 1 : 0};
    put_strings(header, record);
    if (record->date != 0) {
        put_number(item, record->date);
        put_item(header, "date", item);
        g_byte_array_set_size(item, 0);
    }
    if (record->is_ocr)
        put_item(header, "ocr", item);
    if (record->landmark_count > 0) {
        put_landmarks(item, record);
        put_item(header, "marks", item);
    }
    g_byte_array_append(to, begin, sizeof begin);
    put_number(to, header->len);
    put_number(to, text_len);
    g_byte_array_append(to, header->data, header->len);
}

/* ---- reading ---- */

typedef struct {
    const guint8 *at, *end;
} Bytes;

static gboolean
take_number(Bytes *bytes, guint64 *value)
{
    *value = 0;
    for (guint shift = 0; shift < 63 && bytes->at < bytes->end; shift += 7) {
        const guint8 byte = *bytes->at++;
        *value |= (guint64)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return TRUE;
    }
    return FALSE;
}

gboolean
tc_record_header_find(const guint8 *bytes, gsize len, TcRecordParts *parts, GError **error)
{
    Bytes from = {bytes + 2, bytes + len};
    guint64 header_len, text_len;
    if (len < 2)
        return tc_record_is_damaged(error, _("too short"));
    if (bytes[0] != TC_RECORD_LAYOUT || bytes[1] > 1)
        return tc_record_is_damaged(error, _("not a record"));
    if (!take_number(&from, &header_len) || !take_number(&from, &text_len) ||
        header_len > (gsize)(from.end - from.at) || text_len > TC_RECORD_TEXT_MAX ||
        (text_len == 0) != (header_len == (gsize)(from.end - from.at)))
        return tc_record_is_damaged(error, _("lengths"));
    *parts = (TcRecordParts){.header = from.at,
                             .header_len = header_len,
                             .frame = from.at + header_len,
                             .frame_len = (gsize)(from.end - from.at) - header_len,
                             .text_len = text_len,
                             .is_coded = bytes[1] == 1};
    return TRUE;
}

typedef struct {
    guint64 what;
    const guint8 *bytes;
    gsize len;
    gboolean is_coded;
    gsize plain_len; /* of what it is when it is not coded any more */
} Item;

static gboolean
take_item(Bytes *from, Item *item)
{
    guint64 how, plain_len;
    if (!take_number(from, &item->what) || !take_number(from, &how))
        return FALSE;
    item->is_coded = (how & 1) != 0;
    plain_len = how >> 1;
    if (item->is_coded && !take_number(from, &plain_len))
        return FALSE;
    if (how >> 1 > (gsize)(from->end - from->at))
        return FALSE;
    item->len = how >> 1;
    if (plain_len > item->len * TC_TEXT_CODE_GAIN_MAX)
        return FALSE;
    item->plain_len = plain_len;
    item->bytes = from->at;
    from->at += item->len;
    return TRUE;
}

static gboolean
is_named(const Item *item, const char *name)
{
    return item->what < G_N_ELEMENTS(names) && strcmp(names[item->what], name) == 0;
}

static const char **
string_of(const Item *item, TcRecord *record)
{
    if (item->what == 0 || item->what >= G_N_ELEMENTS(names))
        return NULL;
    if (is_named(item, "path"))
        return &record->path;
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        const char *name = NULL;
        const char **string = tc_record_string_at(record, i, &name);
        if (string != NULL && strcmp(names[item->what], name) == 0)
            return string;
    }
    return NULL;
}

/* Puts a string at *to, behind which goes what comes next. */
static gboolean
read_string(const Item *item, const char **string, gboolean is_path, char **to)
{
    char *begin = *to;
    if (!item->is_coded)
        memcpy(begin, item->bytes, item->len);
    else if (!tc_text_decode(item->bytes, item->len, begin, item->plain_len))
        return FALSE;
    begin[item->plain_len] = '\0';
    *to += item->plain_len + 1;
    *string = begin;
    return strlen(begin) == item->plain_len && (is_path || g_utf8_validate(begin, -1, NULL));
}

static gboolean
read_landmarks(const Item *item, TcLandmark *landmarks, gsize *count)
{
    Bytes from = {item->bytes, item->bytes + item->len};
    TcLandmark last = {0, 0};
    for (*count = 0; from.at < from.end; ++*count) {
        guint64 position, offset;
        if (!take_number(&from, &position) || !take_number(&from, &offset) ||
            position > G_MAXUINT32 || offset > G_MAXUINT32)
            return FALSE;
        last.position += (guint32)position;
        last.offset += (guint32)offset;
        landmarks[*count] = last;
    }
    return TRUE;
}

static gboolean
read_item(const Item *item, TcRecord *record, TcLandmark *landmarks, char **to)
{
    const char **string = string_of(item, record);
    if (string != NULL)
        return *string == NULL && read_string(item, string, string == &record->path, to);
    if (item->is_coded)
        return TRUE; /* not known */
    if (is_named(item, "date")) {
        Bytes from = {item->bytes, item->bytes + item->len};
        guint64 date;
        const gboolean is_read = take_number(&from, &date) && date <= G_MAXUINT32;
        record->date = is_read ? (guint32)date : 0;
        return is_read;
    }
    if (is_named(item, "ocr"))
        record->is_ocr = TRUE;
    if (is_named(item, "marks")) {
        record->landmarks = landmarks;
        return read_landmarks(item, landmarks, &record->landmark_count);
    }
    return TRUE;
}

gboolean
tc_record_header_read(const TcRecordParts *parts, TcRecord *record, char **memory, GError **error)
{
    const Bytes all = {parts->header, parts->header + parts->header_len};
    gsize strings_len = 0, landmarks_max = 0;
    Item item;
    for (Bytes from = all; from.at < from.end;) {
        if (!take_item(&from, &item))
            return tc_record_is_damaged(error, _("header"));
        strings_len += item.plain_len + 1;
        if (is_named(&item, "marks"))
            landmarks_max = MAX(landmarks_max, item.len / 2 + 1);
    }
    /* At most a constant times the header. */
    *memory = g_malloc(landmarks_max * sizeof(TcLandmark) + strings_len);
    char *to = *memory + landmarks_max * sizeof(TcLandmark);
    for (Bytes from = all; from.at < from.end;)
        if (!take_item(&from, &item) || !read_item(&item, record, (TcLandmark *)*memory, &to))
            return tc_record_is_damaged(error, _("header"));
    return tc_record_check_landmarks(record, error);
}

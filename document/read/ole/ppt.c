/* The stream "PowerPoint Document" is a sequence of records that may hold records. Each saving
 * appends what changed, and an edit that says where the objects of the presentation are now:
 *
 *     Current User -> last edit -> edit before -> ...
 *                        |              |
 *                     directory      directory      object number -> place in the stream
 *
 * The object "document" lists the slides, and has the text of their titles and outlines; further
 * text is in the slides themselves. What stands at the foot of all slides, or of one, is kept apart
 * from its box. */
#include "document/read/ole/ppt.h"

#include "document/bytes.h"
#include "document/message.h"
#include "document/read/ole/ole.h"
#include "document/read/reader.h"
#include "document/read/text/legacy.h"

#include <string.h>

enum {
    RECORD_DOCUMENT = 1000,
    RECORD_SLIDE = 1006,
    RECORD_NOTES = 1008,
    RECORD_SLIDE_PLACE = 1011, /* SlidePersistAtom */
    RECORD_TEXT_WIDE = 4000,   /* TextCharsAtom */
    RECORD_TEXT_BYTES = 4008,  /* TextBytesAtom */
    RECORD_WORDS = 4026,       /* CString: many things, also the words of a foot */
    RECORD_FEET = 4057,        /* HeadersFootersContainer */
    RECORD_FOOT_KINDS = 4058,  /* HeadersFootersAtom: which of them are shown */
    RECORD_SLIDE_LIST = 4080,  /* SlideListWithText */
    RECORD_EDIT = 4085,        /* UserEditAtom */
    RECORD_DIRECTORY = 6002,   /* PersistDirectoryAtom */
};
enum { LIST_SLIDES, LIST_MASTERS, LIST_NOTES };           /* instances of RECORD_SLIDE_LIST */
enum { FOOT_DATE, FOOT_HEADER, FOOT_FOOTER, FOOT_COUNT }; /* instances of RECORD_WORDS in a foot */
enum { HEADER_LEN = 8, DEPTH_MAX = 32 };
#define TOKEN_ENCRYPTED 0xF3D1C4DFu
#define EDITS_MAX       10000u

typedef struct {
    const TcReadLimits *limits;
    const guint8 *data;
    gsize len;
    GHashTable *places; /* object number -> place */
    GString *text;
    GString *feet;         /* what stands at the feet of slides, each once, a line each */
    GHashTable *feet_seen; /* char * */
    gsize seen; /* bytes of records that were walked over: a bound for files that name a slide many
                   times */
    gboolean is_too_large;
} Show;

typedef struct {
    guint type;
    guint instance;
    gboolean is_container;
    const guint8 *data;
    gsize len;
} Record;

/* The record at `p`, cut off where `end` is. FALSE when there is none. */
static gboolean
get_record(const guint8 *p, const guint8 *end, Record *record)
{
    if (end - p < HEADER_LEN)
        return FALSE;
    record->is_container = (tc_get16(p) & 0xF) == 0xF;
    record->instance = tc_get16(p) >> 4;
    record->type = tc_get16(p + 2);
    record->data = p + HEADER_LEN;
    record->len = MIN(tc_get32(p + 4), (gsize)(end - p) - HEADER_LEN);
    return TRUE;
}

static gboolean
get_record_at(const Show *show, guint32 place, guint type, Record *record)
{
    return place < show->len && get_record(show->data + place, show->data + show->len, record) &&
           record->type == type;
}

static void
append_char(GString *text, gunichar c)
{
    if (c == '\r' || c == '\v')
        g_string_append_c(text, '\n');
    else if (c >= 0x20 || c == '\t')
        g_string_append_unichar(text, c);
}

/* The text of one box, with a line end. "*" alone stands where a number or date goes. */
static void
append_text(Show *show, const Record *record)
{
    gboolean is_wide = record->type == RECORD_TEXT_WIDE;
    gunichar high = 0;
    gsize start = show->text->len;

    for (gsize i = 0; i + is_wide < record->len; i += 1 + is_wide) {
        gunichar c;
        if (tc_utf16_next(is_wide ? tc_get16(record->data + i) : record->data[i], &high, &c))
            append_char(show->text, c);
    }
    if (strcmp(show->text->str + start, "*") == 0)
        g_string_truncate(show->text, start);
    else if (show->text->len > start && show->text->str[show->text->len - 1] != '\n')
        g_string_append_c(show->text, '\n');
    show->is_too_large |= show->text->len > show->limits->text_max;
}

static gboolean
is_text(const Record *record)
{
    return record->type == RECORD_TEXT_WIDE || record->type == RECORD_TEXT_BYTES;
}

/* What stands at the foot of a slide, or of all of them: most slides say the same. */
static void
note_feet(Show *show, const Record *feet)
{
    /* A date is shown, and one that was typed; a header; a footer. */
    static const guint shown[FOOT_COUNT] = {0x01 | 0x04, 0x10, 0x20};
    const guint8 *p = feet->data;
    const guint8 *end = p + feet->len;
    guint kinds = 0;
    Record inner;

    for (; !show->is_too_large && get_record(p, end, &inner); p = inner.data + inner.len) {
        gsize start = show->text->len;
        if (inner.type == RECORD_FOOT_KINDS && inner.len >= 4)
            kinds = tc_get16(inner.data + 2);
        if (inner.type != RECORD_WORDS || inner.instance >= FOOT_COUNT ||
            (kinds & shown[inner.instance]) != shown[inner.instance])
            continue;
        inner.type = RECORD_TEXT_WIDE;
        append_text(show, &inner);
        if (!g_hash_table_contains(show->feet_seen, show->text->str + start)) {
            g_hash_table_add(show->feet_seen, g_strdup(show->text->str + start));
            g_string_append(show->feet, show->text->str + start);
        }
        g_string_truncate(show->text, start);
    }
}

/* All text within a record. */
static void
append_inner_text(Show *show, const Record *record, guint depth)
{
    const guint8 *p = record->data;
    const guint8 *end = p + record->len;
    Record inner;

    if (depth > DEPTH_MAX)
        return;
    while (!show->is_too_large && get_record(p, end, &inner)) {
        show->seen += HEADER_LEN;
        show->is_too_large |= show->seen > 4 * show->len;
        if (is_text(&inner))
            append_text(show, &inner);
        else if (inner.type == RECORD_FEET)
            note_feet(show, &inner);
        else if (inner.is_container)
            append_inner_text(show, &inner, depth + 1);
        p = inner.data + inner.len;
    }
}

/* The object of this number, if it has this type. */
static gboolean
get_object(const Show *show, guint32 number, guint type, Record *record)
{
    gpointer place;

    return g_hash_table_lookup_extended(show->places, GUINT_TO_POINTER(number), NULL, &place) &&
           get_record_at(show, GPOINTER_TO_UINT(place), type, record);
}

/* A list in the document: for each slide its number, and the text of its outline. */
static void
read_list(Show *show, const Record *list, guint type)
{
    const guint8 *p = list->data;
    const guint8 *end = p + list->len;
    Record item;
    Record slide;
    gboolean is_open = FALSE; /* the own text of `slide` is still to come */

    while (!show->is_too_large && get_record(p, end, &item)) {
        p = item.data + item.len;
        if (item.type == RECORD_SLIDE_PLACE && item.len >= 4) {
            if (is_open)
                append_inner_text(show, &slide, 0);
            is_open = get_object(show, tc_get32(item.data), type, &slide);
        } else if (is_text(&item)) {
            append_text(show, &item);
        }
    }
    if (is_open && !show->is_too_large)
        append_inner_text(show, &slide, 0);
}

static void
read_document(Show *show, const Record *document)
{
    static const struct {
        guint list, type;
    } lists[] = {{LIST_SLIDES, RECORD_SLIDE}, {LIST_NOTES, RECORD_NOTES}};

    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        const guint8 *p = document->data;
        const guint8 *end = p + document->len;
        Record inner;
        for (; !show->is_too_large && get_record(p, end, &inner); p = inner.data + inner.len)
            if (inner.type == RECORD_SLIDE_LIST && inner.instance == lists[i].list)
                read_list(show, &inner, lists[i].type);
            else if (inner.type == RECORD_FEET)
                note_feet(show, &inner);
    }
}

/* The directory of one edit. What later edits said stays. */
static void
read_directory(Show *show, const Record *directory)
{
    gsize at = 0;

    while (directory->len - at >= 4) {
        guint32 number = tc_get32(directory->data + at) & 0xFFFFF;
        guint32 count = tc_get32(directory->data + at) >> 20;
        at += 4;
        for (; count > 0 && directory->len - at >= 4; count--, number++, at += 4) {
            gpointer key = GUINT_TO_POINTER(number);
            if (!g_hash_table_contains(show->places, key))
                g_hash_table_insert(show->places, key,
                                    GUINT_TO_POINTER(tc_get32(directory->data + at)));
        }
    }
}

/* Follows the edits, beginning with the last one. FALSE when they lead nowhere. */
static gboolean
read_edits(Show *show, guint32 place, Record *document, gboolean *is_encrypted)
{
    guint32 number = 0;
    Record edit;
    Record directory;

    for (guint i = 0; i < EDITS_MAX && get_record_at(show, place, RECORD_EDIT, &edit); i++) {
        if (edit.len < 20)
            break;
        *is_encrypted |= edit.len >= 32 && tc_get32(edit.data + 28) != 0;
        if (i == 0)
            number = tc_get32(edit.data + 16);
        if (get_record_at(show, tc_get32(edit.data + 12), RECORD_DIRECTORY, &directory))
            read_directory(show, &directory);
        /* An edit lies behind those before it, so there are no loops. */
        guint32 before = tc_get32(edit.data + 8);
        if (before == 0 || before >= place)
            break;
        place = before;
    }
    return get_object(show, number, RECORD_DOCUMENT, document);
}

/* Without a way in, everything in its order, old versions of slides among it. */
static void
read_all(Show *show)
{
    const guint8 *p = show->data;
    const guint8 *end = p + show->len;
    Record record;

    for (; !show->is_too_large && get_record(p, end, &record); p = record.data + record.len)
        if (record.type == RECORD_DOCUMENT)
            read_document(show, &record);
        else if (record.type == RECORD_SLIDE || record.type == RECORD_NOTES)
            append_inner_text(show, &record, 0);
}

static gboolean
read_show(Show *show, TcFolder *ole, gsize len, GError **error)
{
    g_autoptr(GBytes) user = tc_ole_bytes(ole, "Current User", len);
    gboolean is_encrypted = FALSE;
    gboolean is_found = FALSE;
    Record document;

    if (user != NULL && g_bytes_get_size(user) >= HEADER_LEN + 12) {
        const guint8 *p = g_bytes_get_data(user, NULL);
        is_encrypted = tc_get32(p + HEADER_LEN + 4) == TOKEN_ENCRYPTED;
        is_found = read_edits(show, tc_get32(p + HEADER_LEN + 8), &document, &is_encrypted);
    }
    if (is_encrypted) {
        tc_ole_set_encrypted(error);
        return FALSE;
    }
    if (is_found)
        read_document(show, &document);
    else
        read_all(show);
    g_string_append_len(show->text, show->feet->str, (gssize)show->feet->len);
    if (show->is_too_large) {
        tc_set_text_too_large(show->limits, error);
        return FALSE;
    }
    return TRUE;
}

/* PowerPoint 95 has other records, but also writes the text of all slides beside them, in the bytes
 * of its fonts. */
static gboolean
read_text_content(Show *show, TcFolder *ole, gsize len, GError **error)
{
    g_autoptr(GBytes) content = tc_ole_bytes(ole, "Text_Content", len);

    if (content == NULL)
        return TRUE;
    gsize text_len;
    const char *text = g_bytes_get_data(content, &text_len);
    if (text_len > show->limits->text_max) {
        tc_set_text_too_large(show->limits, error);
        return FALSE;
    }
    for (gsize i = 0; i < text_len; i++)
        if (text[i] == '\r' || text[i] == '\v')
            g_string_append_c(show->text, '\n');
        else if ((guchar)text[i] >= 0x20 || text[i] == '\t')
            tc_code_page_append(1252, text + i, 1, show->text);
    return TRUE;
}

TcDocument *
tc_ppt_read_folder(TcFolder *ole, gsize len, const TcReadLimits *limits, GError **error)
{
    g_autoptr(GBytes) stream = tc_ole_bytes(ole, "PowerPoint Document", len);
    if (stream == NULL) {
        tc_ole_set_damaged(error, _("no presentation in it"));
        return NULL;
    }
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) feet = g_string_new(NULL);
    g_autoptr(GHashTable) feet_seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Show show = {
        .limits = limits, .places = places, .text = text, .feet = feet, .feet_seen = feet_seen};
    show.data = g_bytes_get_data(stream, &show.len);
    if (!read_show(&show, ole, len, error) ||
        (text->len == 0 && !read_text_content(&show, ole, len, error)))
        return NULL;
    return tc_legacy_document_take(&text, limits, NULL, error);
}

TcDocument *
tc_ppt_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcFolder) ole = tc_ole_open(bytes, len, error);
    return ole != NULL ? tc_ppt_read_folder(ole, len, limits, error) : NULL;
}

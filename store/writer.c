#include "store/writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "store/reader.h"
#include "store/schema.h"
#include "store/xapian_c.h"

/* Values longer than this are cut: they are for showing, sorting and counting. */
#define VALUE_MAX 240

#define CONTENT_HASH_LEN 16

/* All occurrences of one term in the document at hand. */
typedef struct {
    const char *term; /* borrowed from the caller's postings */
    guint32 term_len;
    guint32 hash;
    guint32 count; /* occurrences with a position */
    guint32 start; /* of its positions in TcWriter.positions */
} Group;

struct TcWriter {
    TcXWritable *db;
    TcRecordEncoder *encoder;
    gsize pending_bytes;
    /* Grouping of postings by term; memory kept from one document to the next. */
    GArray *groups;    /* Group */
    guint32 *slots;    /* hash table of group index + 1 */
    gsize slot_count;  /* a power of two */
    GArray *group_of;  /* guint32 for each posting */
    GArray *positions; /* guint32, those of one group after those of another */
    GArray *order;     /* guint32, groups as they are handed over */
};

/* ---- opening ------------------------------------------------------------------------------- */

static gboolean
set_number(TcWriter *writer, const char *key, guint number, GError **error)
{
    g_autofree char *text = g_strdup_printf("%u", number);
    return tc_writer_set_metadata(writer, key, text, strlen(text), error);
}

static gboolean
stamp(TcWriter *writer, guint analyzer_version, GError **error)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *created = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    return set_number(writer, TC_META_SCHEMA, TC_SCHEMA_VERSION, error) &&
           set_number(writer, TC_META_ANALYZER, analyzer_version, error) &&
           tc_writer_set_metadata(writer, TC_META_CREATED, created, strlen(created), error);
}

static TcXWritable *
open_new(const char *generation, GError **error)
{
    /* By ourselves, as Xapian would make the folder readable by all. */
    if (g_mkdir(generation, 0700) != 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, "cannot create %s: %s",
                    generation, g_strerror(errno));
        return NULL;
    }
    GError *local = NULL;
    TcXWritable *db = tc_x_writable_open(generation, TC_X_CREATE | TC_X_NO_SYNC, &local);
    if (!db) {
        tc_store_propagate(error, local);
        g_rmdir(generation);
    }
    return db;
}

static TcXWritable *
open_existing(const char *generation, guint analyzer_version, GError **error)
{
    GError *local = NULL;
    g_autoptr(TcXWritable) db = tc_x_writable_open(generation, TC_X_OPEN, &local);
    if (!db) {
        tc_store_propagate(error, local);
        return NULL;
    }
    if (!tc_store_check_version(tc_x_writable_database(db), generation, analyzer_version, error)) {
        return NULL;
    }
    return g_steal_pointer(&db);
}

TcWriter *
tc_writer_open(const char *generation, TcWriterMode mode, guint analyzer_version, GError **error)
{
    TcXWritable *db = mode == TC_WRITER_BUILD ? open_new(generation, error)
                                              : open_existing(generation, analyzer_version, error);
    if (!db) {
        return NULL;
    }
    g_autoptr(TcWriter) writer = g_new0(TcWriter, 1);
    writer->db = db;
    writer->encoder = tc_record_encoder_new();
    writer->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    writer->group_of = g_array_new(FALSE, FALSE, sizeof(guint32));
    writer->positions = g_array_new(FALSE, FALSE, sizeof(guint32));
    writer->order = g_array_new(FALSE, FALSE, sizeof(guint32));
    GError *local = NULL;
    if (!tc_x_writable_begin(db, &local)) {
        tc_store_propagate(error, local);
        return NULL;
    }
    if (mode == TC_WRITER_BUILD && !stamp(writer, analyzer_version, error)) {
        return NULL;
    }
    return g_steal_pointer(&writer);
}

void
tc_writer_close(TcWriter *writer)
{
    if (!writer) {
        return;
    }
    tc_x_writable_free(writer->db);
    tc_record_encoder_free(writer->encoder);
    g_array_unref(writer->groups);
    g_array_unref(writer->group_of);
    g_array_unref(writer->positions);
    g_array_unref(writer->order);
    g_free(writer->slots);
    g_free(writer);
}

/* ---- grouping ------------------------------------------------------------------------------ */

static guint32
hash_bytes(const char *bytes, gsize len)
{
    guint64 hash = len * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    while (len > 0) {
        guint64 chunk = 0;
        const gsize take = MIN(len, sizeof chunk);
        memcpy(&chunk, bytes, take);
        hash = (hash ^ chunk) * G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
        bytes += take;
        len -= take;
    }
    return (guint32)hash;
}

static void
clear_slots(TcWriter *writer, gsize slot_count)
{
    if (slot_count > writer->slot_count) {
        g_free(writer->slots);
        writer->slots = g_new0(guint32, slot_count);
        writer->slot_count = slot_count;
    } else {
        memset(writer->slots, 0, writer->slot_count * sizeof *writer->slots);
    }
}

static void
grow_slots(TcWriter *writer)
{
    clear_slots(writer, MAX((gsize)1024, writer->slot_count * 2));
    const gsize mask = writer->slot_count - 1;
    for (guint i = 0; i < writer->groups->len; i++) {
        gsize at = g_array_index(writer->groups, Group, i).hash & mask;
        while (writer->slots[at] != 0) {
            at = (at + 1) & mask;
        }
        writer->slots[at] = i + 1;
    }
}

/* The index of the group of `posting`, made when it is the first of its term. */
static guint32
group_index(TcWriter *writer, const TcPosting *posting)
{
    const guint32 hash = hash_bytes(posting->term, posting->term_len);
    const gsize mask = writer->slot_count - 1;
    gsize at = hash & mask;
    for (; writer->slots[at] != 0; at = (at + 1) & mask) {
        const Group *group = &g_array_index(writer->groups, Group, writer->slots[at] - 1);
        if (group->hash == hash && group->term_len == posting->term_len &&
            memcmp(group->term, posting->term, posting->term_len) == 0) {
            return writer->slots[at] - 1;
        }
    }
    const Group fresh = {posting->term, posting->term_len, hash, 0, 0};
    const guint32 index = writer->groups->len;
    g_array_append_val(writer->groups, fresh);
    writer->slots[at] = index + 1;
    if (writer->groups->len * 2 > writer->slot_count) {
        grow_slots(writer);
    }
    return index;
}

static int
compare_positions(const void *a, const void *b)
{
    const guint32 left = *(const guint32 *)a;
    const guint32 right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

static int
compare_terms(const void *a, const void *b, void *user)
{
    const Group *groups = user;
    const Group *left = &groups[*(const guint32 *)a];
    const Group *right = &groups[*(const guint32 *)b];
    const int order = memcmp(left->term, right->term, MIN(left->term_len, right->term_len));
    return order != 0 ? order
                      : (left->term_len > right->term_len) - (left->term_len < right->term_len);
}

/* Fills groups, positions and order from the postings of a document. */
static void
group_postings(TcWriter *writer, const TcPosting *postings, gsize count)
{
    g_array_set_size(writer->groups, 0);
    g_array_set_size(writer->group_of, count);
    clear_slots(writer, 1024);
    guint32 *group_of = (guint32 *)(gpointer)writer->group_of->data;
    for (gsize i = 0; i < count; i++) {
        group_of[i] = group_index(writer, &postings[i]);
        g_array_index(writer->groups, Group, group_of[i]).count += postings[i].position != 0;
    }

    Group *groups = (Group *)(gpointer)writer->groups->data;
    g_array_set_size(writer->order, writer->groups->len);
    guint32 *order = (guint32 *)(gpointer)writer->order->data;
    guint32 start = 0;
    for (guint i = 0; i < writer->groups->len; i++) {
        groups[i].start = start;
        start += groups[i].count;
        groups[i].count = 0;
        order[i] = i;
    }
    g_array_set_size(writer->positions, start);
    guint32 *positions = (guint32 *)(gpointer)writer->positions->data;
    for (gsize i = 0; i < count; i++) {
        Group *group = &groups[group_of[i]];
        if (postings[i].position != 0) {
            positions[group->start + group->count++] = postings[i].position;
        }
    }
    for (guint i = 0; i < writer->groups->len; i++) {
        const guint32 *own = positions + groups[i].start;
        for (guint32 k = 1; k < groups[i].count; k++) {
            if (own[k] < own[k - 1]) {
                qsort(positions + groups[i].start, groups[i].count, sizeof *positions,
                      compare_positions);
                break;
            }
        }
    }
    /* In byte order, so that what Xapian later walks in that order lies in memory in it: a few per
     * cent faster than by frequency or as they come. */
    g_qsort_with_data(order, (int)writer->order->len, sizeof *order, compare_terms, groups);
}

/* ---- documents ----------------------------------------------------------------------------- */

static gboolean
add_postings(TcWriter *writer, TcXDocument *document, GError **local)
{
    const guint32 *positions = (const guint32 *)(gconstpointer)writer->positions->data;
    for (guint i = 0; i < writer->order->len; i++) {
        const guint32 index = g_array_index(writer->order, guint32, i);
        const Group *group = &g_array_index(writer->groups, Group, index);
        const gboolean added =
            group->count > 0
                ? tc_x_document_add_postings(document, group->term, group->term_len,
                                             positions + group->start, group->count, local)
                : tc_x_document_add_term(document, group->term, group->term_len, 0, local);
        if (!added) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
add_prefixed(TcXDocument *document, const char *prefix, const char *rest, GError **local)
{
    g_autofree char *term = g_strconcat(prefix, rest, NULL);
    return tc_x_document_add_term(document, term, strlen(term), 0, local);
}

/* A shown value, cut at a character boundary. */
static gboolean
set_text_value(TcXDocument *document, guint32 slot, const char *text, GError **local)
{
    if (!text || !*text) {
        return TRUE;
    }
    gsize len = strlen(text);
    if (len > VALUE_MAX) {
        len = VALUE_MAX;
        while (len > 0 && ((guchar)text[len] & 0xc0) == 0x80) {
            len--;
        }
    }
    return tc_x_document_set_value(document, slot, text, len, local);
}

static gboolean
set_date(TcXDocument *document, guint32 date, GError **local)
{
    if (date < 10000101 || date > 99991231) {
        return TRUE;
    }
    char text[16];
    g_snprintf(text, sizeof text, "%08u", date);
    return tc_x_document_set_value(document, TC_SLOT_DATE, text, 8, local) &&
           tc_x_document_set_value(document, TC_SLOT_YEAR, text, 4, local);
}

static gboolean
set_content(TcXDocument *document, const guint8 *hash, GError **local)
{
    if (!hash) {
        return TRUE;
    }
    char hex[2 * CONTENT_HASH_LEN + 1];
    for (gsize i = 0; i < CONTENT_HASH_LEN; i++) {
        g_snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    }
    return tc_x_document_set_value(document, TC_SLOT_CONTENT, (const char *)hash, CONTENT_HASH_LEN,
                                   local) &&
           add_prefixed(document, TC_TERM_CONTENT, hex, local);
}

static gboolean
fill(TcWriter *writer, TcXDocument *document, const TcWriterDocument *from, GError **local)
{
    const TcRecord *record = from->record;
    gsize len = 0;
    const char *data = tc_record_encoder_encode(writer->encoder, record, &len);
    group_postings(writer, from->postings, from->posting_count);
    return add_postings(writer, document, local) &&
           tc_x_document_add_term(document, from->id, strlen(from->id), 0, local) &&
           (!record->format || add_prefixed(document, TC_TERM_FORMAT, record->format, local)) &&
           set_content(document, from->content_hash, local) &&
           set_date(document, record->date, local) &&
           set_text_value(document, TC_SLOT_TYPE, record->type, local) &&
           set_text_value(document, TC_SLOT_ORG, record->org, local) &&
           set_text_value(document, TC_SLOT_PLACE, record->place, local) &&
           tc_x_document_set_data(document, data, len, local);
}

gboolean
tc_writer_put(TcWriter *writer, const TcWriterDocument *document, gboolean fresh, GError **error)
{
    g_return_val_if_fail(document->posting_count <= G_MAXINT32, FALSE);
    GError *local = NULL;
    g_autoptr(TcXDocument) made = tc_x_document_new(&local);
    if (!made || !fill(writer, made, document, &local)) {
        return tc_store_propagate(error, local);
    }
    const gboolean put = fresh ? tc_x_writable_add(writer->db, made, NULL, &local)
                               : tc_x_writable_replace(writer->db, document->id,
                                                       strlen(document->id), made, NULL, &local);
    if (!put) {
        return tc_store_propagate(error, local);
    }
    writer->pending_bytes += document->record->text_len;
    return TRUE;
}

gboolean
tc_writer_remove(TcWriter *writer, const char *id, GError **error)
{
    GError *local = NULL;
    return tc_x_writable_delete(writer->db, id, strlen(id), &local) ||
           tc_store_propagate(error, local);
}

/* The first docid of a posting list. */
static gboolean
keep_docid(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 doc_length,
           gpointer user)
{
    *(guint32 *)user = docid;
    return FALSE;
}

TcStoredRecord *
tc_writer_record(TcWriter *writer, const char *id, gboolean with_text, GError **error)
{
    TcXDatabase *db = tc_x_writable_database(writer->db);
    guint32 docid = 0;
    char *data = NULL;
    gsize len = 0;
    GError *local = NULL;
    if (!tc_x_database_each_posting(db, id, strlen(id), 0, keep_docid, &docid, &local)) {
        tc_store_propagate(error, local);
        return NULL;
    }
    if (docid == 0) {
        return NULL;
    }
    if (!tc_x_database_doc_data(db, docid, &data, &len, &local)) {
        tc_store_propagate(error, local);
        return NULL;
    }
    return tc_record_decode(data, len, with_text, error);
}

/* ---- metadata ------------------------------------------------------------------------------ */

gboolean
tc_writer_set_metadata(TcWriter *writer, const char *key, const char *value, gsize len,
                       GError **error)
{
    GError *local = NULL;
    return tc_x_writable_set_metadata(writer->db, key, strlen(key), value, len, &local) ||
           tc_store_propagate(error, local);
}

gboolean
tc_writer_metadata(TcWriter *writer, const char *key, char **value, gsize *len, GError **error)
{
    GError *local = NULL;
    return tc_x_database_metadata(tc_x_writable_database(writer->db), key, strlen(key), value, len,
                                  &local) ||
           tc_store_propagate(error, local);
}

typedef struct {
    TcXDatabase *db;
    TcMetadataFunc func;
    gpointer user;
    GString *key;
    GError *error;
} MetadataWalk;

static gboolean
visit_key(const char *bytes, gsize len, G_GNUC_UNUSED guint32 freq, gpointer user)
{
    MetadataWalk *walk = user;
    g_autofree char *value = NULL;
    gsize value_len = 0;
    if (!tc_x_database_metadata(walk->db, bytes, len, &value, &value_len, &walk->error)) {
        return FALSE;
    }
    g_string_truncate(walk->key, 0);
    g_string_append_len(walk->key, bytes, (gssize)len);
    return walk->func(walk->key->str, value, value_len, walk->user);
}

gboolean
tc_writer_each_metadata(TcWriter *writer, const char *prefix, TcMetadataFunc func, gpointer user,
                        GError **error)
{
    g_autoptr(GString) key = g_string_new(NULL);
    MetadataWalk walk = {tc_x_writable_database(writer->db), func, user, key, NULL};
    GError *local = NULL;
    if (!tc_x_database_each_metadata_key(walk.db, prefix, strlen(prefix), visit_key, &walk,
                                         &local)) {
        g_clear_error(&walk.error);
        return tc_store_propagate(error, local);
    }
    return !walk.error || tc_store_propagate(error, walk.error);
}

/* ---- transactions -------------------------------------------------------------------------- */

gsize
tc_writer_pending_bytes(const TcWriter *writer)
{
    return writer->pending_bytes;
}

gboolean
tc_writer_commit(TcWriter *writer, GError **error)
{
    GError *local = NULL;
    if (!tc_x_writable_commit(writer->db, &local) || !tc_x_writable_begin(writer->db, &local)) {
        return tc_store_propagate(error, local);
    }
    writer->pending_bytes = 0;
    return TRUE;
}

/* Shards are stamped one after the other: the whole was begun with the first. */
static int
keep_earliest(const char *key, gsize key_len, const char *first, gsize first_len,
              const char *second, gsize second_len, G_GNUC_UNUSED gpointer user)
{
    if (key_len != strlen(TC_META_CREATED) || memcmp(key, TC_META_CREATED, key_len) != 0) {
        return 0;
    }
    const int order = memcmp(first, second, MIN(first_len, second_len));
    return order > 0 ? 1 : -1;
}

gboolean
tc_writer_join(const char *const *shards, gsize count, const char *target, GError **error)
{
    GError *local = NULL;
    return tc_x_compact_resolving(shards, count, target, keep_earliest, NULL, &local) ||
           tc_store_propagate(error, local);
}

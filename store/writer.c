#include "store/writer.h"

#include "store/check.h"
#include "store/guard/manifest.h"
#include "store/reader.h"
#include "store/schema.h"
#include "store/xapian/bulk.h"
#include "store/xapian/xapian_c.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Values longer than this are cut: they are for showing, sorting and counting. */
#define VALUE_MAX 240

/* An encoder that has made a longer record than this is freed, and its memory with it. */
#define KEEP_RECORD_MAX ((gsize)4 << 20)

struct TcWriter {
    TcXWritable *db; /* NULL where there is a spool */
    TcXSpool *spool; /* of TC_WRITER_SPOOL */
    char *folder;    /* to be synced by commits; NULL while it is not live */
    TcRecordEncoder *encoder;
    TcWriterMode mode;
    gsize pending_bytes;
    gsize pending_terms;
    guint commit_count;
    guint64 changed;   /* TC_META_CHANGED, as it is to be */
    guint64 committed; /* as it is */
    TcTerms *terms;    /* of the document at hand, where the caller has not gathered them */
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
           tc_writer_set_metadata(writer, TC_META_CREATED, created, strlen(created), error) &&
           tc_writer_set_metadata(writer, TC_META_MANIFEST, "1", 1, error);
}

static gboolean
make_folder(const char *generation, GError **error)
{
    /* We make the folder, as Xapian would make it readable by all. */
    if (g_mkdir(generation, 0700) == 0)
        return TRUE;
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot create %s: %s"), generation,
                g_strerror(errno));
    return FALSE;
}

static TcXWritable *
open_new(const char *generation, GError **error)
{
    if (!make_folder(generation, error))
        return NULL;
    TcXWritable *db = tc_x_writable_open(generation, TC_X_CREATE | TC_X_NO_SYNC, error);
    if (db == NULL)
        g_rmdir(generation);
    return db;
}

gboolean
tc_writer_adopt(const char *generation, GError **error)
{
    GError *local = NULL;
    if (!tc_store_check_whole(generation, error))
        return FALSE;
    if (tc_manifest_take(generation, &local))
        return TRUE;
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, "%s", local->message);
    g_error_free(local);
    return FALSE;
}

static TcXWritable *
open_existing(const char *generation, guint analyzer_version, GError **error)
{
    if (tc_manifest_is_missing(generation) && !tc_writer_adopt(generation, error))
        return NULL;
    g_autoptr(TcXWritable) db = tc_x_writable_open(generation, TC_X_OPEN, error);
    if (db == NULL)
        return NULL;
    if (!tc_store_check_version(tc_x_writable_database(db), generation, analyzer_version, error))
        return NULL;
    return g_steal_pointer(&db);
}

static gboolean
load_changed(TcWriter *writer, GError **error)
{
    g_autofree char *value = NULL;
    gsize len = 0;
    if (!tc_writer_metadata(writer, TC_META_CHANGED, &value, &len, error))
        return FALSE;
    writer->changed = writer->committed = len > 0 ? g_ascii_strtoull(value, NULL, 10) : 0;
    return TRUE;
}

/* A handle that has nothing to write to yet. */
static TcWriter *
writer_new(TcWriterMode mode)
{
    TcWriter *writer = g_new0(TcWriter, 1);
    writer->mode = mode;
    writer->encoder = tc_record_encoder_new();
    writer->terms = tc_terms_new();
    return writer;
}

static TcWriter *
open_spool(const char *generation, guint analyzer_version, GError **error)
{
    if (!make_folder(generation, error))
        return NULL;
    g_autoptr(TcWriter) writer = writer_new(TC_WRITER_SPOOL);
    writer->spool = tc_x_spool_new(generation, error);
    if (writer->spool == NULL)
        return NULL;
    return stamp(writer, analyzer_version, error) ? g_steal_pointer(&writer) : NULL;
}

TcWriter *
tc_writer_open(const char *generation, TcWriterMode mode, guint analyzer_version, GError **error)
{
    if (mode == TC_WRITER_SPOOL && tc_x_bulk_is_supported())
        return open_spool(generation, analyzer_version, error);
    if (mode == TC_WRITER_SPOOL)
        mode = TC_WRITER_BUILD;
    TcXWritable *db = mode == TC_WRITER_BUILD ? open_new(generation, error)
                                              : open_existing(generation, analyzer_version, error);
    if (db == NULL)
        return NULL;
    g_autoptr(TcWriter) writer = writer_new(mode);
    writer->db = db;
    writer->folder = mode == TC_WRITER_UPDATE ? g_strdup(generation) : NULL;
    if (!tc_x_writable_begin(db, error))
        return NULL;
    if (mode == TC_WRITER_BUILD ? !stamp(writer, analyzer_version, error)
                                : !load_changed(writer, error))
        return NULL;
    return g_steal_pointer(&writer);
}

void
tc_writer_close(TcWriter *writer)
{
    if (writer == NULL)
        return;
    tc_x_writable_free(writer->db);
    tc_x_spool_free(writer->spool);
    g_free(writer->folder);
    tc_record_encoder_free(writer->encoder);
    tc_terms_free(writer->terms);
    g_free(writer);
}

/* ---- documents ----------------------------------------------------------------------------- */

/* What a document is written to: one of the two. */
typedef struct {
    TcXDocument *document;
    TcXSpool *spool;
    GError **error;
} Target;

static gboolean
add_term(const char *term, gsize term_len, const guint32 *positions, gsize count, gpointer user)
{
    const Target *to = user;
    if (to->spool != NULL)
        return tc_x_spool_add_term(to->spool, term, term_len, positions, count, to->error);
    return count > 0 ? tc_x_document_add_postings(to->document, term, term_len, positions, count,
                                                  to->error)
                     : tc_x_document_add_term(to->document, term, term_len, 0, to->error);
}

static gboolean
set_value(const Target *to, guint32 slot, const char *value, gsize len)
{
    if (to->spool != NULL)
        return tc_x_spool_set_value(to->spool, slot, value, len, to->error);
    return tc_x_document_set_value(to->document, slot, value, len, to->error);
}

static void
add_prefixed(TcTerms *terms, const char *prefix, const char *rest)
{
    g_autofree char *term = g_strconcat(prefix, rest, NULL);
    tc_terms_add(terms, term, strlen(term), 0);
}

/* Adds the terms of the text, and those that follow from the record and the file. */
static gboolean
add_terms(TcWriter *writer, const Target *to, const TcWriterDocument *from)
{
    TcTerms *terms = from->terms != NULL ? from->terms : writer->terms;
    for (gsize i = 0; i < from->posting_count; i++) {
        tc_terms_add(terms, from->postings[i].term, from->postings[i].term_len,
                     from->postings[i].position);
    }
    tc_terms_add(terms, from->id, strlen(from->id), 0);
    if (from->record->format != NULL)
        add_prefixed(terms, TC_TERM_FORMAT, from->record->format);
    if (from->content_hash != NULL) {
        char hex[2 * TC_HASH_LEN + 1];
        for (gsize i = 0; i < TC_HASH_LEN; i++)
            g_snprintf(hex + 2 * i, 3, "%02x", from->content_hash[i]);
        add_prefixed(terms, TC_TERM_CONTENT, hex);
    }
    const gboolean is_added = tc_terms_each(terms, add_term, (gpointer)to);
    writer->pending_terms += tc_terms_count(terms);
    tc_terms_reset(terms);
    return is_added;
}

/* Sets a value that is shown, cut at a character boundary. */
static gboolean
set_text_value(const Target *to, guint32 slot, const char *text)
{
    if (text == NULL || !*text)
        return TRUE;
    gsize len = strlen(text);
    if (len > VALUE_MAX) {
        len = VALUE_MAX;
        while (len > 0 && ((guchar)text[len] & 0xc0) == 0x80)
            len--;
    }
    return set_value(to, slot, text, len);
}

/* Paths are kept in their order; one that is too long is told from its neighbours by the hash in
 * its id. */
static gboolean
set_path_value(const Target *to, const TcWriterDocument *from)
{
    const char *path = from->record->path != NULL ? from->record->path : "";
    const gsize len = strlen(path);
    if (len <= VALUE_MAX)
        return set_value(to, TC_SLOT_PATH, path, len);
    g_autoptr(GString) value = g_string_new(from->id);
    g_string_prepend_len(value, path, VALUE_MAX - (gssize)MIN(value->len, VALUE_MAX));
    return set_value(to, TC_SLOT_PATH, value->str, value->len);
}

static gboolean
set_title_words(const Target *to, const char *title)
{
    guint count = 0;
    for (const char *at = title; at != NULL && *at != '\0'; count++) {
        at += strspn(at, " ");
        at += strcspn(at, " ");
        at += strspn(at, " ");
    }
    char text[16];
    g_snprintf(text, sizeof text, "%u", count);
    return count == 0 || set_value(to, TC_SLOT_TITLE_WORDS, text, strlen(text));
}

static gboolean
set_date(const Target *to, guint32 date)
{
    if (date < 10000101 || date > 99991231)
        return TRUE;
    char text[16];
    g_snprintf(text, sizeof text, "%08u", date);
    return set_value(to, TC_SLOT_DATE, text, 8) && set_value(to, TC_SLOT_YEAR, text, 4);
}

/* Sets the values in the order of the slots. */
static gboolean
set_values(const Target *to, const TcWriterDocument *from)
{
    const TcRecord *record = from->record;
    if ((from->content_hash != NULL &&
         !set_value(to, TC_SLOT_CONTENT, (const char *)from->content_hash, TC_HASH_LEN)) ||
        !set_date(to, record->date))
        return FALSE;
    for (guint32 slot = TC_SLOT_YEAR + 1; slot < TC_SLOT_COUNT; slot++) {
        const TcField field = tc_field_of_slot(slot);
        if (slot == TC_SLOT_PATH          ? !set_path_value(to, from)
            : slot == TC_SLOT_TITLE_WORDS ? !set_title_words(to, record->title)
            : slot == TC_SLOT_FORMAL
                ? from->formal != NULL && !set_text_value(to, slot, from->formal)
                : field != TC_FIELD_COUNT &&
                      !set_text_value(to, slot, tc_record_string(record, field)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
set_record(TcWriter *writer, const Target *to, const TcRecord *record)
{
    gsize len = 0;
    const char *data = tc_record_encoder_encode(writer->encoder, record, &len);
    const gboolean is_set = to->spool != NULL
                                ? tc_x_spool_begin(to->spool, data, len, to->error)
                                : tc_x_document_set_data(to->document, data, len, to->error);
    if (len > KEEP_RECORD_MAX) {
        /* Before memory for the terms of a long document is asked for. */
        tc_record_encoder_free(writer->encoder);
        writer->encoder = tc_record_encoder_new();
    }
    return is_set;
}

static gboolean
fill(TcWriter *writer, const Target *to, const TcWriterDocument *from)
{
    return set_record(writer, to, from->record) && set_values(to, from) &&
           add_terms(writer, to, from);
}

static gboolean
spool_put(TcWriter *writer, const TcWriterDocument *document, GError **local)
{
    const Target to = {.spool = writer->spool, .error = local};
    return fill(writer, &to, document) && tc_x_spool_end(writer->spool, local);
}

gboolean
tc_writer_put(TcWriter *writer, const TcWriterDocument *document, gboolean is_fresh, GError **error)
{
    if (writer->spool != NULL)
        return spool_put(writer, document, error);
    g_autoptr(TcXDocument) made = tc_x_document_new(error);
    const Target to = {.document = made, .error = error};
    if (made == NULL || !fill(writer, &to, document))
        return FALSE;
    const gboolean is_put = is_fresh
                                ? tc_x_writable_add(writer->db, made, NULL, error)
                                : tc_x_writable_replace(writer->db, document->id,
                                                        strlen(document->id), made, NULL, error);
    if (!is_put)
        return FALSE;
    writer->pending_bytes += document->record->text_len;
    writer->changed++;
    return TRUE;
}

/* What has been spooled can neither be looked at again nor taken back. */
static gboolean
refuse_in_spool(GError **error)
{
    g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                        _("a new index cannot be changed while it is built"));
    return FALSE;
}

gboolean
tc_writer_remove(TcWriter *writer, const char *id, GError **error)
{
    writer->changed++;
    if (writer->spool != NULL)
        return refuse_in_spool(error);
    return tc_x_writable_delete(writer->db, id, strlen(id), error);
}

/* The first document of a posting list. */
static gboolean
keep_docid(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 doc_length,
           gpointer user)
{
    *(guint32 *)user = docid;
    return FALSE;
}

TcStoredRecord *
tc_writer_record(TcWriter *writer, const char *id, gboolean wants_text, GError **error)
{
    if (writer->spool != NULL) {
        refuse_in_spool(error);
        return NULL;
    }
    TcXDatabase *db = tc_x_writable_database(writer->db);
    guint32 docid = 0;
    char *data = NULL;
    gsize len = 0;
    if (!tc_x_database_each_posting(db, id, strlen(id), 0, keep_docid, &docid, error))
        return NULL;
    if (docid == 0)
        return NULL;
    if (!tc_x_database_doc_data(db, docid, &data, &len, error))
        return NULL;
    return tc_record_decode(data, len, wants_text, error);
}

/* ---- metadata ------------------------------------------------------------------------------ */

gboolean
tc_writer_set_metadata(TcWriter *writer, const char *key, const char *value, gsize len,
                       GError **error)
{
    if (writer->spool != NULL)
        return tc_x_spool_set_metadata(writer->spool, key, strlen(key), value, len, error);
    return tc_x_writable_set_metadata(writer->db, key, strlen(key), value, len, error);
}

gboolean
tc_writer_metadata(TcWriter *writer, const char *key, char **value, gsize *len, GError **error)
{
    if (writer->spool != NULL)
        return tc_x_spool_metadata(writer->spool, key, strlen(key), value, len, error);
    return tc_x_database_metadata(tc_x_writable_database(writer->db), key, strlen(key), value, len,
                                  error);
}

gboolean
tc_writer_each_metadata(TcWriter *writer, const char *prefix, TcMetadataFunc func, gpointer user,
                        GError **error)
{
    if (writer->spool != NULL)
        return refuse_in_spool(error);
    return tc_each_metadata(tc_x_writable_database(writer->db), prefix, func, user, error);
}

/* ---- transactions -------------------------------------------------------------------------- */

gsize
tc_writer_pending_bytes(const TcWriter *writer)
{
    return writer->pending_bytes;
}

gboolean
tc_writer_is_full(const TcWriter *writer)
{
    if (writer->spool != NULL)
        return FALSE;
    const gsize terms_max =
        writer->mode == TC_WRITER_BUILD ? TC_WRITER_BUILD_TERMS : TC_WRITER_UPDATE_TERMS;
    return writer->pending_bytes >= TC_WRITER_COMMIT_BYTES || writer->pending_terms >= terms_max;
}

/* Xapian syncs its files, but not the folder, where the newest version file has replaced the one
 * before. After a power cut the older one would be back, naming blocks that later commits have
 * overwritten. */
static gboolean
sync_folder(const char *path, GError **error)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const gboolean is_done = fd >= 0 && fsync(fd) == 0;
    if (!is_done) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot sync %s: %s"), path,
                    g_strerror(errno));
    }
    if (fd >= 0)
        close(fd);
    return is_done;
}

/* In a generation that is not live yet nothing counts as changed. */
static gboolean
note_changed(TcWriter *writer, GError **error)
{
    if (writer->mode == TC_WRITER_BUILD || writer->changed == writer->committed)
        return TRUE;
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, writer->changed);
    return tc_writer_set_metadata(writer, TC_META_CHANGED, text, strlen(text), error);
}

gboolean
tc_writer_commit(TcWriter *writer, GError **error)
{
    if (writer->spool != NULL) {
        writer->commit_count++;
        return tc_x_spool_finish(writer->spool, error);
    }
    if (!note_changed(writer, error))
        return FALSE;
    if (!tc_x_writable_commit(writer->db, error) || !tc_x_writable_begin(writer->db, error))
        return FALSE;
    writer->pending_bytes = 0;
    writer->pending_terms = 0;
    writer->committed = writer->changed;
    writer->commit_count++;
    return writer->folder == NULL || sync_folder(writer->folder, error);
}

guint
tc_writer_commit_count(const TcWriter *writer)
{
    return writer->commit_count;
}

static gboolean
is_key(const char *key, gsize key_len, const char *wanted)
{
    return key_len == strlen(wanted) && memcmp(key, wanted, key_len) == 0;
}

/* Shards are stamped one after the other; the whole was begun with the first. */
static int
keep_earliest(const char *key, gsize key_len, const char *first, gsize first_len,
              const char *second, gsize second_len, G_GNUC_UNUSED gpointer user)
{
    /* What it was before does not matter: it is stamped anew. */
    if (is_key(key, key_len, TC_META_COMPACTED) || is_key(key, key_len, TC_META_CHANGED))
        return -1;
    if (!is_key(key, key_len, TC_META_CREATED))
        return 0;
    const int order = memcmp(first, second, MIN(first_len, second_len));
    return order > 0 ? 1 : -1;
}

/* Notes how large the generation is, so that one can tell later how far it has grown. It is not
 * synced: the switch does that. */
static gboolean
stamp_size(const char *target, GError **error)
{
    guint64 bytes = 0;
    if (!tc_generation_size(target, &bytes, error))
        return FALSE;
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, bytes);
    g_autoptr(TcXWritable) db = tc_x_writable_open(target, TC_X_OPEN | TC_X_NO_SYNC, error);
    return (
        db != NULL && tc_x_writable_begin(db, error) &&
        tc_x_writable_set_metadata(db, TC_META_COMPACTED, strlen(TC_META_COMPACTED), text,
                                   strlen(text), error) &&
        tc_x_writable_set_metadata(db, TC_META_CHANGED, strlen(TC_META_CHANGED), "", 0, error) &&
        tc_x_writable_commit(db, error));
}

gboolean
tc_writer_join(const char *const *shards, gsize count, const char *target, GError **error)
{
    const gboolean is_joined =
        count > 0 && tc_x_is_spool(shards[0])
            ? tc_x_bulk_join(shards, count, target, keep_earliest, NULL, error)
            : tc_x_compact_resolving(shards, count, target, keep_earliest, NULL, error);
    if (!is_joined)
        return FALSE;
    return stamp_size(target, error);
}

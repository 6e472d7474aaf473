#include "indexer/carry/restorer.h"

#include "document/header/header.h"
#include "document/message.h"
#include "document/relation/relation.h"
#include "indexer/postings/kept.h"
#include "indexer/postings/postings.h"

/* The first schema whose records have relations. */
#define SCHEMA_OF_RELATIONS 4

struct TcRestorer {
    TcWriter *writer;
    guint schema;             /* of the records */
    gboolean reads_relations; /* from their texts */
    const TcAnalyzer *analyzer;
    const TcRunEvents *events;
    TcPostings postings;
};

TcRestorer *
tc_restorer_new(const char *path, TcWriterMode mode, guint schema, const TcAnalyzer *analyzer,
                const TcRunEvents *events, GError **error)
{
    TcWriter *writer = tc_writer_open(path, mode, TC_ANALYZER_VERSION, error);
    TcRestorer *restorer;

    if (writer == NULL)
        return NULL;
    restorer = g_new0(TcRestorer, 1);
    restorer->writer = writer;
    restorer->schema = schema;
    restorer->reads_relations = schema < SCHEMA_OF_RELATIONS;
    restorer->analyzer = analyzer;
    restorer->events = events;
    tc_postings_init(&restorer->postings);
    return restorer;
}

void
tc_restorer_read_relations(TcRestorer *restorer)
{
    restorer->reads_relations = TRUE;
}

void
tc_restorer_free(TcRestorer *restorer)
{
    if (restorer == NULL)
        return;
    tc_writer_close(restorer->writer);
    tc_postings_clear(&restorer->postings);
    g_free(restorer);
}

/* Whether older records lack the field, although their text may say it. */
static gboolean
is_newer(const TcRestorer *restorer, TcField field)
{
    return tc_field_is_text(field) && tc_field_row(field)->since > restorer->schema;
}

static gboolean
any_is_newer(const TcRestorer *restorer)
{
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (is_newer(restorer, (TcField)field))
            return TRUE;
    return FALSE;
}

/* Fields and relations of a record; those that it lacks are read from its text. The other fields
 * only keep the text from being read for them. */
static TcDocument *
read_fields(const TcRestorer *restorer, const TcRecord *record)
{
    TcDocument *document = tc_kept_fields(record);

    if (any_is_newer(restorer))
        tc_header_read(record->text, record->text_len, document);
    if (restorer->reads_relations) {
        g_clear_pointer(&document->relations, g_free);
        tc_relations_extract(record->text, record->text_len, document);
    }
    return document;
}

/* When *is_refused is TRUE, nothing was put. */
static gboolean
put_record(TcRestorer *restorer, const TcRecord *record, gboolean *is_refused, GError **error)
{
    TcPostings *postings = &restorer->postings;
    g_autofree char *id = tc_ledger_document_id(record->path);
    guint8 text_hash[TC_HASH_LEN];
    TcRecord anew = *record;
    g_autoptr(TcDocument) read = read_fields(restorer, record);
    TcWriterDocument put = {.id = id, .record = &anew, .content_hash = text_hash};
    TcDocument document;

    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (is_newer(restorer, (TcField)field))
            *tc_record_field(&anew, (TcField)field) = *tc_document_field(read, (TcField)field);
    anew.relations = read->relations;
    document = tc_kept_document(&anew);
    *is_refused = !tc_postings_make(postings, restorer->analyzer, &document, record->path);
    if (*is_refused)
        return TRUE;
    tc_ledger_hash(record->text, record->text_len, text_hash);
    anew.landmarks = (const TcLandmark *)(const void *)postings->landmarks->data;
    anew.landmark_count = postings->landmarks->len;
    put.postings = (const TcPosting *)(const void *)postings->items->data;
    put.posting_count = postings->items->len;
    put.formal = tc_postings_formal(postings);
    put.terms = postings->text_terms;
    return tc_writer_put(restorer->writer, &put, TRUE, error);
}

static void
mark_refused(TcLedgerEntry *entry, const char *message)
{
    entry->indexed = FALSE;
    tc_ledger_set_string(entry, &entry->reason, tc_document_reason(TC_DOCUMENT_ERROR_TOO_LARGE));
    tc_ledger_set_string(entry, &entry->message, message);
}

gboolean
tc_restorer_put(TcRestorer *restorer, const TcRecord *record, TcLedgerEntry *entry, guint64 bytes,
                GError **error)
{
    const TcRunEvents *events = restorer->events;
    const char *message = _("it has too many words, or too many different ones");
    gboolean is_refused = FALSE;

    if (record != NULL && !put_record(restorer, record, &is_refused, error))
        return FALSE;
    if (is_refused)
        mark_refused(entry, message);
    if (!tc_ledger_put(restorer->writer, entry, error))
        return FALSE;
    if (is_refused)
        events->file_done(events->user, entry->path, TC_OUTCOME_FAILED, bytes,
                          tc_document_reason(TC_DOCUMENT_ERROR_TOO_LARGE), message);
    else
        events->file_done(events->user, entry->path,
                          record != NULL ? TC_OUTCOME_INDEXED : TC_OUTCOME_SAME, bytes, NULL, NULL);
    if (!tc_writer_is_full(restorer->writer))
        return TRUE;
    return tc_writer_commit(restorer->writer, error);
}

TcWriter *
tc_restorer_writer(TcRestorer *restorer)
{
    return restorer->writer;
}

gboolean
tc_restorer_finish(TcRestorer *restorer, const char *const *roots, GError **error)
{
    return tc_ledger_put_roots(restorer->writer, roots, error) &&
           tc_writer_commit(restorer->writer, error);
}

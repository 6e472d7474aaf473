#include "indexer/run/put.h"

#include "indexer/postings/kept.h"

#include <string.h>

static const TcCorrection *
correction_of(const TcRun *run, const guint8 *hash)
{
    return tc_corrections_find(run->settings.corrections, hash);
}

static gboolean
put(TcRun *run, const char *path, const TcRecord *as_it_is, const TcPostings *postings,
    const guint8 *text_hash, GError **error)
{
    g_autofree char *id = tc_ledger_document_id(path);
    TcRecord record = *as_it_is;
    TcWriterDocument document = {.id = id, .record = &record, .content_hash = text_hash};

    record.path = path;
    record.landmarks = (const TcLandmark *)(const void *)postings->landmarks->data;
    record.landmark_count = postings->landmarks->len;
    document.postings = (const TcPosting *)(const void *)postings->items->data;
    document.posting_count = postings->items->len;
    document.formal = tc_postings_formal(postings);
    document.terms = postings->text_terms;
    return tc_writer_put(run->writer, &document, run->settings.is_fresh, error);
}

gboolean
tc_run_put_document(TcRun *run, const char *path, const char *format, const guint8 *hash,
                    const TcDocument *document, const TcPostings *postings, const guint8 *text_hash,
                    GError **error)
{
    const TcCorrection *correction = correction_of(run, hash);
    TcRecord record = tc_kept_record(document);
    g_auto(TcCorrected) corrected = {0};
    TcDocument right;

    record.format = format;
    if (correction == NULL)
        return put(run, path, &record, postings, text_hash, error);
    tc_corrected_init(&corrected, &record, correction);
    right = tc_kept_document(&corrected.record);
    /* Only the text can be too much, and that is the same. */
    if (!tc_postings_make(&run->postings, run->analyzer, &right, path))
        g_return_val_if_reached(FALSE);
    return put(run, path, &corrected.record, &run->postings, text_hash, error);
}

gboolean
tc_run_put_stored(TcRun *run, const char *path, const char *from, const guint8 *hash,
                  gboolean *is_done, GError **error)
{
    g_autofree char *id = tc_ledger_document_id(from);
    GError *local = NULL;
    g_autoptr(TcStoredRecord) stored = tc_writer_record(run->writer, id, TRUE, &local);
    g_auto(TcCorrected) corrected = {0};
    TcDocument document;
    guint8 text_hash[TC_HASH_LEN];

    *is_done = FALSE;
    if (stored == NULL) {
        if (local != NULL)
            g_propagate_error(error, local);
        return local == NULL;
    }
    tc_corrected_init(&corrected, tc_stored_record_get(stored), correction_of(run, hash));
    document = tc_kept_document(&corrected.record);
    /* Reading it anew tells why. */
    if (!tc_postings_make(&run->postings, run->analyzer, &document, path))
        return TRUE;
    tc_ledger_hash(document.text, document.text_len, text_hash);
    if (!put(run, path, &corrected.record, &run->postings, text_hash, error))
        return FALSE;
    *is_done = TRUE;
    return TRUE;
}

void
tc_run_tell_left(TcRun *run, const TcLedgerEntry *known, const guint8 *hash)
{
    const TcCorrection *left =
        known != NULL && known->has_hash ? correction_of(run, known->hash) : NULL;

    if (left != NULL && memcmp(known->hash, hash, TC_HASH_LEN) != 0 &&
        correction_of(run, hash) == NULL && run->events.correction_left != NULL)
        run->events.correction_left(run->events.user, known->path, left);
}

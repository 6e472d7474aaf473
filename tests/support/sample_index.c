#include "tests/support/sample_index.h"

#include "indexer/postings/postings.h"
#include "indexer/state/ledger.h"
#include "store/lock.h"
#include "store/writer.h"
#include "text/analyzer.h"

#include <glib/gstdio.h>
#include <string.h>

static void
put(const TcAnalyzer *analyzer, TcPostings *postings, TcWriter *writer,
    const TcSampleDocument *sample)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *id = tc_ledger_document_id(sample->path);
    g_autoptr(GChecksum) content = g_checksum_new(G_CHECKSUM_MD5);
    guint8 content_hash[TC_HASH_LEN];
    gsize content_len = sizeof content_hash;
    /* Borrowed: not to be freed as a document that was read. */
    TcDocument document = {
        .format = TC_FORMAT_TEXT,
        .text = (char *)sample->text,
        .text_len = strlen(sample->text),
        .title = (char *)sample->title,
        .number = (char *)sample->number,
        .type = (char *)sample->type,
        .org = (char *)sample->org,
        .place = (char *)sample->place,
        .date = sample->date,
    };
    TcRecord record = {
        .path = sample->path,
        .title = sample->title,
        .number = sample->number,
        .type = sample->type,
        .org = sample->org,
        .place = sample->place,
        .date = sample->date,
        .format = "text",
        .text = sample->text,
        .text_len = strlen(sample->text),
    };

    tc_postings_make(postings, analyzer, &document, sample->path);
    record.landmarks = (const TcLandmark *)(gpointer)postings->landmarks->data;
    record.landmark_count = postings->landmarks->len;
    g_checksum_update(content, (const guchar *)sample->text, -1);
    g_checksum_get_digest(content, content_hash, &content_len);

    TcWriterDocument whole = {
        .id = id,
        .record = &record,
        .postings = (const TcPosting *)(gpointer)postings->items->data,
        .posting_count = postings->items->len,
        .formal = tc_postings_formal(postings),
        .terms = postings->text_terms,
        .content_hash = content_hash,
    };

    if (!tc_writer_put(writer, &whole, TRUE, &error))
        g_error("sample document %s: %s", sample->path, error->message);
}

void
tc_sample_index(const char *dir, const TcSampleDocument *documents, gsize count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(&error);
    g_autoptr(TcLock) lock = analyzer == NULL ? NULL : tc_lock_take(dir, 0, &error);
    g_autofree char *generation = lock == NULL ? NULL : tc_generation_next(dir, &error);
    TcWriter *writer = generation == NULL ? NULL
                                          : tc_writer_open(generation, TC_WRITER_BUILD,
                                                           TC_ANALYZER_VERSION, &error);
    g_auto(TcPostings) postings = {0};

    if (writer == NULL)
        g_error("sample index: %s", error->message);
    tc_postings_init(&postings);
    for (gsize i = 0; i < count; i++)
        put(analyzer, &postings, writer, &documents[i]);
    if (!tc_writer_commit(writer, &error))
        g_error("sample index: %s", error->message);
    tc_writer_close(writer);
    if (!tc_generation_switch(dir, generation, &error))
        g_error("sample index: %s", error->message);
}

#include "tests/support/sample_index.h"

#include <string.h>

#include <glib/gstdio.h>

#include "store/schema.h"
#include "store/writer.h"
#include "text/analyzer.h"
#include "text/number.h"
#include "text/syllable.h"

typedef struct {
    const TcAnalyzer *analyzer;
    TcTokens tokens;
    GStringChunk *terms;
    GArray *postings; /* of TcPosting */
    GArray *marks;    /* of TcRecordMark */
} Maker;

static void
add_term(Maker *maker, const char *prefix, const char *key, gsize key_len, guint32 position)
{
    g_autoptr(GString) term = g_string_new(prefix);
    TcPosting posting = {.position = position};

    g_string_append_len(term, key, (gssize)key_len);
    posting.term = g_string_chunk_insert_len(maker->terms, term->str, (gssize)term->len);
    posting.term_len = (guint32)term->len;
    g_array_append_val(maker->postings, posting);
}

static void
add_words(Maker *maker, const char *prefix, const char *text, gboolean positions)
{
    if (text == NULL)
        return;
    tc_analyze(maker->analyzer, text, strlen(text), &maker->tokens);
    for (gsize i = 0; i < maker->tokens.count; i++) {
        const TcToken *token = &maker->tokens.items[i];

        add_term(maker, prefix, token->key, token->key_len, positions ? token->position : 0);
        if (*prefix == '\0' && i % TC_RECORD_MARK_EVERY == 0) {
            TcRecordMark mark = {token->position, token->start};

            g_array_append_val(maker->marks, mark);
        }
    }
}

static void
cite_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    (void)start;
    (void)end;
    add_term(user, TC_TERM_NUMBER, number->key, strlen(number->key), 0);
}

static void
add_own_number(Maker *maker, const char *text)
{
    TcNumber number;

    if (text == NULL)
        return;
    if (!tc_number_parse(text, strlen(text), &number))
        g_error("sample document: no number: %s", text);
    add_term(maker, TC_TERM_OWN_NUMBER, number.key, strlen(number.key), 0);
}

static void
put(Maker *maker, TcWriter *writer, const TcSampleDocument *sample)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, sample->path, -1);
    g_autofree char *id = g_strconcat(TC_TERM_ID, hash, NULL);
    g_autoptr(GChecksum) content = g_checksum_new(G_CHECKSUM_MD5);
    guint8 content_hash[16];
    gsize content_len = sizeof content_hash;
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

    g_array_set_size(maker->postings, 0);
    g_array_set_size(maker->marks, 0);
    add_words(maker, "", sample->text, TRUE);
    add_words(maker, TC_TERM_TITLE, sample->title, TRUE);
    add_words(maker, TC_TERM_PATH, sample->path, FALSE);
    add_words(maker, TC_TERM_TYPE, sample->type, FALSE);
    add_words(maker, TC_TERM_ORG, sample->org, FALSE);
    add_words(maker, TC_TERM_PLACE, sample->place, FALSE);
    add_own_number(maker, sample->number);
    tc_numbers_find(sample->text, strlen(sample->text), cite_number, maker);
    if (sample->unmarked)
        add_term(maker, TC_TERM_UNMARKED, "", 0, 0);
    record.marks = (const TcRecordMark *)(gpointer)maker->marks->data;
    record.mark_count = maker->marks->len;
    g_checksum_update(content, (const guchar *)sample->text, -1);
    g_checksum_get_digest(content, content_hash, &content_len);

    TcWriterDocument document = {
        .id = id,
        .record = &record,
        .postings = (const TcPosting *)(gpointer)maker->postings->data,
        .posting_count = maker->postings->len,
        .content_hash = content_hash,
    };

    if (!tc_writer_put(writer, &document, TRUE, &error))
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
    Maker maker = {.analyzer = analyzer};

    if (writer == NULL)
        g_error("sample index: %s", error->message);
    tc_tokens_init(&maker.tokens);
    maker.terms = g_string_chunk_new(4096);
    maker.postings = g_array_new(FALSE, FALSE, sizeof(TcPosting));
    maker.marks = g_array_new(FALSE, FALSE, sizeof(TcRecordMark));
    for (gsize i = 0; i < count; i++)
        put(&maker, writer, &documents[i]);
    if (!tc_writer_commit(writer, &error))
        g_error("sample index: %s", error->message);
    tc_writer_close(writer);
    if (!tc_generation_switch(dir, generation, &error))
        g_error("sample index: %s", error->message);
    tc_tokens_clear(&maker.tokens);
    g_string_chunk_free(maker.terms);
    g_array_unref(maker.postings);
    g_array_unref(maker.marks);
}

char *
tc_sample_folder(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("tracuu-test-XXXXXX", &error);

    if (folder == NULL)
        g_error("sample folder: %s", error->message);
    return folder;
}

void
tc_sample_remove(const char *folder)
{
    g_autoptr(GDir) dir =
        g_file_test(folder, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(folder, name, NULL);

        tc_sample_remove(child);
    }
    g_remove(folder);
}

#include "query/command/fetch.h"

#include "query/command/document.h"
#include "query/words/evidence.h"
#include "store/schema.h"

#include <string.h>

/* Paths of identical documents that are listed with a hit. */
#define COPIES_MAX 20

struct TcFetchedHit {
    const TcResults *results;
    TcSearchHit hit;
    TcStoredRecord *record;
    TcSnippet *snippet;
    TcExplanation *explanation;
    char *passage; /* the first words of the best passage, and of the best cluster */
    char *cluster;
    gboolean fields[TC_FIELD_COUNT];
    gboolean *evidence; /* of the words' evidence: whether the document has it; NULL without */
    GPtrArray *copies;
    const TcAnalyzer *analyzer; /* borrowed */
    gboolean unmarked;          /* the document has no marks */
};

void
tc_fetched_hit_free(TcFetchedHit *fetched)
{
    if (fetched == NULL) {
        return;
    }
    tc_stored_record_free(fetched->record);
    tc_snippet_free(fetched->snippet);
    tc_explanation_free(fetched->explanation);
    g_free(fetched->passage);
    g_free(fetched->cluster);
    g_free(fetched->evidence);
    g_clear_pointer(&fetched->copies, g_ptr_array_unref);
    g_free(fetched);
}

/* The paths of documents with the same text as this hit, in their order. */
static GPtrArray *
fetch_copies(TcReader *reader, const TcSearchHit *hit, GError **error)
{
    TcXDatabase *db = tc_reader_database(reader);
    GError *local = NULL;
    g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *term = tc_content_term(hit->content, sizeof hit->content);
    g_autoptr(TcXQuery) same = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXMSet) mset = NULL;
    guint32 freq = 0;
    if (!tc_reader_term_freq(reader, term, strlen(term), &freq, error)) {
        return NULL;
    }
    if (freq < 2) {
        return g_steal_pointer(&copies);
    }
    same = tc_x_query_term(term, strlen(term), 1, &local);
    enquire = same == NULL ? NULL : tc_x_enquire_new(db, &local);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, same, &local) &&
        tc_x_enquire_set_boolean(enquire, &local) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, &local)) {
        mset = tc_x_enquire_run(enquire, 0, COPIES_MAX + 1, 0, &local);
    }
    if (mset == NULL) {
        tc_store_propagate(error, local);
        return NULL;
    }
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size && copies->len < COPIES_MAX; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        if (docid == hit->ranked.docid) {
            continue;
        }
        g_autoptr(TcStoredRecord) record = tc_reader_record(reader, docid, FALSE, error);
        if (record == NULL) {
            return NULL;
        }
        g_ptr_array_add(copies, g_strdup(tc_stored_record_get(record)->path));
    }
    return g_steal_pointer(&copies);
}

/* Whether the document has no marks at all. */
static gboolean
is_unmarked(TcReader *reader, guint32 docid, gboolean *unmarked, GError **error)
{
    GError *local = NULL;
    return tc_x_database_have_term(tc_reader_database(reader), TC_TERM_UNMARKED,
                                   strlen(TC_TERM_UNMARKED), &docid, 1, unmarked, &local) ||
           tc_store_propagate(error, local);
}

/* Terms of one beginning that are looked for in a document. */
#define EVIDENCE_TERMS_MAX 1000

/* Whether the document has a number or date, or a number that begins so. */
static gboolean
has_evidence(TcReader *reader, const char *term, gboolean begins, guint32 docid, gboolean *has,
             GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    TcReaderTerm whole = {.term = (char *)term, .term_len = (guint32)strlen(term)};
    if (begins && !tc_reader_terms(reader, term, strlen(term), EVIDENCE_TERMS_MAX, terms, error)) {
        return FALSE;
    }
    for (guint i = 0; !*has && i < (begins ? terms->len : 1); i++) {
        const TcReaderTerm *one = begins ? &g_array_index(terms, TcReaderTerm, i) : &whole;
        GError *local = NULL;
        if (!tc_x_database_have_term(tc_reader_database(reader), one->term, one->term_len, &docid,
                                     1, has, &local)) {
            return tc_store_propagate(error, local);
        }
    }
    return TRUE;
}

/* Which numbers and dates of the query the document has. NULL on failure. */
static gboolean *
find_evidence(TcReader *reader, const GArray *evidence, guint32 docid, GError **error)
{
    g_autofree gboolean *found = g_new0(gboolean, evidence->len + 1);
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = &g_array_index(evidence, TcEvidence, i);
        if ((item->own != NULL &&
             !has_evidence(reader, item->own, item->begins, docid, &found[i], error)) ||
            !has_evidence(reader, item->term, item->begins, docid, &found[i], error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&found);
}

TcFetchedHit *
tc_fetch_hit(TcReader *reader, const TcAnalyzer *analyzer, const TcOptions *options,
             const TcResults *results, const TcSearchHit *hit, GError **error)
{
    gboolean snippets = tc_print_needs_snippet(options);
    g_autoptr(TcFetchedHit) fetched = g_new0(TcFetchedHit, 1);
    fetched->results = results;
    fetched->hit = *hit;
    guint32 docid = hit->ranked.docid;
    fetched->record = tc_reader_record(reader, docid, snippets, error);
    if (fetched->record == NULL) {
        return NULL;
    }
    fetched->analyzer = analyzer;
    if (snippets) {
        gboolean unmarked = FALSE;
        if (!is_unmarked(reader, docid, &unmarked, error)) {
            return NULL;
        }
        fetched->unmarked = unmarked;
        fetched->snippet =
            tc_snippet_new(analyzer, tc_plan_words(results->plan),
                           tc_stored_record_get(fetched->record), hit->ranked.cluster, unmarked);
    }
    if (options->explain && results->pool != NULL) {
        fetched->explanation = tc_rank_explain(results->pool, tc_plan_words(results->plan), docid);
    }
    if (fetched->explanation != NULL && snippets) {
        const TcRecord *record = tc_stored_record_get(fetched->record);
        fetched->passage = tc_quote_at(analyzer, record, fetched->explanation->passage);
        fetched->cluster = tc_quote_at(analyzer, record, fetched->explanation->cluster);
    }
    if (snippets && options->show == NULL) {
        tc_stored_record_drop_text(fetched->record);
    }
    if (options->explain) {
        tc_plan_fields(results->plan, fetched->fields);
        fetched->evidence =
            find_evidence(reader, tc_plan_words(results->plan)->evidence, docid, error);
        if (fetched->evidence == NULL) {
            return NULL;
        }
    }
    if (hit->has_content && snippets) {
        fetched->copies = fetch_copies(reader, hit, error);
        if (fetched->copies == NULL) {
            return NULL;
        }
    }
    return g_steal_pointer(&fetched);
}

const char *
tc_fetched_hit_path(const TcFetchedHit *fetched)
{
    return tc_stored_record_get(fetched->record)->path;
}

static TcPrintHit
to_print(const TcFetchedHit *fetched, const TcOptions *options, const char *query_id)
{
    return (TcPrintHit){
        .hit = &fetched->hit,
        .record = tc_stored_record_get(fetched->record),
        .snippet = fetched->snippet,
        .explanation = fetched->explanation,
        .passage = fetched->passage,
        .cluster = fetched->cluster,
        .fields = fetched->fields,
        .evidence = fetched->evidence,
        .by_date = options->search.sort != TC_SORT_RELEVANCE,
        .words = tc_plan_words(fetched->results->plan),
        .query_id = query_id,
        .reading = fetched->results->reading,
        .suggestion = fetched->results->suggestion,
        .copies = fetched->copies,
        .analyzer = fetched->analyzer,
        .unmarked = fetched->unmarked,
    };
}

void
tc_fetched_hit_print(const TcFetchedHit *fetched, FILE *out, const TcOptions *options,
                     const char *query_id)
{
    TcPrintHit hit = to_print(fetched, options, query_id);
    tc_print_hit(out, options, &hit);
}

void
tc_fetched_hit_show(const TcFetchedHit *fetched, TcPager *pager, const TcOptions *options)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    tc_document_print(pager, options, &hit);
}

guint
tc_fetched_hit_line(const TcFetchedHit *fetched, const TcOptions *options)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    return tc_document_line(options, &hit);
}

#include "query/command/fetch.h"

#include "base/free.h"
#include "query/output/document.h"
#include "query/output/print_parts.h"
#include "query/search/rest.h"
#include "query/words/evidence.h"
#include "store/schema.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

/* Paths of identical documents that are listed with a hit. */
#define COPIES_MAX        20
/* The texts of this many hits are kept until these were compared, so that they take at most this
 * many bytes together. */
#define KEPT_HITS_MAX     50
#define KEPT_TEXTS_MAX    ((gsize)4 << 20)
/* Bytes behind the words of a passage that are looked at for it at most. */
#define PASSAGE_BYTES_MAX ((gsize)1 << 20)
/* Spaces before the lines of --context. */
#define CONTEXT_INDENT    3

struct TcFetchedHit {
    const TcResults *results;
    TcSearchHit hit;
    TcStoredRecord *record;
    TcSnippet *snippet;
    TcExplanation *explanation;
    char *passage; /* the first words of the best passage, and of the best cluster */
    char *cluster;
    gboolean is_field_asked[TC_FIELD_COUNT];
    gboolean *has_evidence; /* of the words' evidence: whether the document has it; NULL without */
    GPtrArray *copies;
    const TcAnalyzer *analyzer; /* borrowed */
    gboolean is_unmarked;       /* the document has no marks */
    TcSnippet *title;
    char *person;
    gboolean is_gone;
    char *context;
    GArray *related;
    GPtrArray *targets;
    TcStretches *stretches;
    GPtrArray *near; /* TcNear */
    TcNear *likeness;
    char *near_to; /* path of another hit, with which it is shown; NULL for none */
};

static TcNear *
near_new(const TcFetchedHit *hit, guint percent, const char *differences)
{
    TcNear *near = g_new(TcNear, 1);
    *near = (TcNear){g_strdup(tc_fetched_hit_path(hit)), g_strdup(differences), percent,
                     hit->copies != NULL ? g_ptr_array_ref(hit->copies) : NULL};
    return near;
}

static void
near_free(gpointer data)
{
    TcNear *near = data;
    if (near == NULL)
        return;
    tc_free_all(near->path, near->differences);
    g_clear_pointer(&near->copies, g_ptr_array_unref);
    g_free(near);
}

void
tc_fetched_hit_free(TcFetchedHit *fetched)
{
    if (fetched == NULL)
        return;
    tc_stored_record_free(fetched->record);
    tc_snippet_free(fetched->snippet);
    tc_explanation_free(fetched->explanation);
    tc_free_all(fetched->passage, fetched->cluster, fetched->has_evidence);
    g_clear_pointer(&fetched->copies, g_ptr_array_unref);
    tc_stretches_free(fetched->stretches);
    tc_snippet_free(fetched->title);
    tc_free_all(fetched->person, fetched->context);
    g_clear_pointer(&fetched->related, g_array_unref);
    g_clear_pointer(&fetched->targets, g_ptr_array_unref);
    g_clear_pointer(&fetched->near, g_ptr_array_unref);
    near_free(fetched->likeness);
    tc_free_all(fetched->near_to, fetched);
}

/* The paths of documents with the same text as this hit, in their order. */
static GPtrArray *
fetch_copies(TcReader *reader, const TcSearchHit *hit, GError **error)
{
    TcXDatabase *db = tc_reader_database(reader);
    g_autoptr(GPtrArray) copies = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *term = tc_content_term(hit->content, sizeof hit->content);
    g_autoptr(TcXQuery) same = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXMSet) mset = NULL;
    guint32 freq = 0;
    if (!tc_reader_term_freq(reader, term, strlen(term), &freq, error))
        return NULL;
    if (freq < 2)
        return g_steal_pointer(&copies);
    same = tc_x_query_term(term, strlen(term), 1, error);
    enquire = same == NULL ? NULL : tc_x_enquire_new(db, error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, same, error) &&
        tc_x_enquire_set_boolean(enquire, error) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error))
        mset = tc_x_enquire_run(enquire, 0, COPIES_MAX + 1, 0, error);
    if (mset == NULL)
        return NULL;
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size && copies->len < COPIES_MAX; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        if (docid == hit->ranked.docid)
            continue;
        g_autoptr(TcStoredRecord) record = tc_reader_record(reader, docid, FALSE, error);
        if (record == NULL)
            return NULL;
        g_ptr_array_add(copies, g_strdup(tc_stored_record_get(record)->path));
    }
    return g_steal_pointer(&copies);
}

/* Whether the document has no marks at all. */
static gboolean
is_unmarked(TcReader *reader, guint32 docid, gboolean *is_so, GError **error)
{
    return tc_x_database_have_term(tc_reader_database(reader), TC_TERM_UNMARKED,
                                   strlen(TC_TERM_UNMARKED), &docid, 1, is_so, error);
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
    if (begins && !tc_reader_terms(reader, term, strlen(term), EVIDENCE_TERMS_MAX, terms, error))
        return FALSE;
    for (guint i = 0; !*has && i < (begins ? terms->len : 1); i++) {
        const TcReaderTerm *one = begins ? tc_reader_term_at(terms, i) : &whole;
        if (!tc_x_database_have_term(tc_reader_database(reader), one->term, one->term_len, &docid,
                                     1, has, error))
            return FALSE;
    }
    return TRUE;
}

/* Which numbers and dates of the query the document has. NULL on failure. */
static gboolean *
find_evidence(TcReader *reader, const GArray *evidence, guint32 docid, GError **error)
{
    g_autofree gboolean *is_found = g_new0(gboolean, evidence->len + 1);
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        if ((item->own != NULL &&
             !has_evidence(reader, item->own, item->begins, docid, &is_found[i], error)) ||
            !has_evidence(reader, item->term, item->begins, docid, &is_found[i], error))
            return NULL;
    }
    return g_steal_pointer(&is_found);
}

/* Whether all words of a name are lit: somebody asks for this person. */
static gboolean
is_asked_for(const TcAnalyzer *analyzer, const TcWords *words, const char *name)
{
    g_autoptr(TcSnippet) lit = tc_snippet_whole(analyzer, words, name, FALSE);
    for (guint i = 0; i < lit->highlights->len; i++) {
        const TcHighlight *run = tc_highlight_at(lit->highlights, i);
        if (memchr(lit->text + run->start, ' ', run->end - run->start) != NULL)
            return TRUE;
    }
    return FALSE;
}

/* Who signed or presided, where the query asks for one of them: by a field, or by name. */
static char *
find_person(const TcFetchedHit *fetched)
{
    const TcRecord *record = tc_stored_record_get(fetched->record);
    TcWords *words = tc_plan_words(fetched->results->plan);
    gboolean is_field_asked[TC_FIELD_COUNT];
    tc_plan_fields(fetched->results->plan, is_field_asked);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        const char *name = row->is_person ? tc_record_string(record, (TcField)i) : NULL;
        if (name != NULL && (is_field_asked[i] || is_asked_for(fetched->analyzer, words, name)))
            return g_strdup_printf("%s %s", _(row->label), name);
    }
    return NULL;
}

/* Whether the file, or the archive that it is in, is gone while the folder is there: what is not
 * mounted is not gone, nor what lies on another machine. */
static gboolean
is_gone(const char *path)
{
    const char *member = strstr(path, "!/");
    g_autofree char *archive = member != NULL ? g_strndup(path, (gsize)(member - path)) : NULL;
    g_autofree char *folder = g_path_get_dirname(archive != NULL ? archive : path);
    struct stat st;
    if (lstat(path, &st) == 0 || errno != ENOENT)
        return FALSE;
    return (archive == NULL || (lstat(archive, &st) != 0 && errno == ENOENT)) &&
           stat(folder, &st) == 0;
}

static void
related_free(gpointer data)
{
    if (data != NULL) {
        tc_related_clear(data);
        g_free(data);
    }
}

/* The documents of the archive that the relations of this one are about. */
static GPtrArray *
find_targets(TcReader *reader, const TcRecord *record, GError **error)
{
    g_autoptr(GPtrArray) relations = tc_relations_read(record->relations);
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(related_free);
    for (guint i = 0; i < relations->len; i++) {
        TcRelated related = {0};
        gboolean is_found = FALSE;
        if (!tc_related_target(reader, record, g_ptr_array_index(relations, i), &related, &is_found,
                               error))
            return NULL;
        g_ptr_array_add(targets, is_found ? g_memdup2(&related, sizeof related) : NULL);
    }
    return g_steal_pointer(&targets);
}

/* What text shows above the snippet, and what is between this document and others. */
static gboolean
fetch_head(TcReader *reader, const TcOptions *options, TcFetchedHit *fetched, GError **error)
{
    const TcRecord *record = tc_stored_record_get(fetched->record);
    if (options->output == TC_OUTPUT_TEXT) {
        g_autofree char *title = tc_title_shown(record);
        fetched->title = tc_snippet_whole(fetched->analyzer, tc_plan_words(fetched->results->plan),
                                          title, fetched->is_unmarked);
        fetched->person = find_person(fetched);
        fetched->is_gone = is_gone(record->path);
    }
    if (options->output == TC_OUTPUT_TEXT || options->output == TC_OUTPUT_JSON) {
        fetched->related = tc_related_by(reader, record, error);
        if (fetched->related == NULL)
            return FALSE;
    }
    if (options->show == NULL)
        return TRUE;
    if (options->color) {
        fetched->stretches = tc_stretches_new(reader, tc_plan_words(fetched->results->plan),
                                              fetched->hit.ranked.docid, record, error);
        if (fetched->stretches == NULL)
            return FALSE;
    }
    fetched->targets = find_targets(reader, record, error);
    return fetched->targets != NULL;
}

static TcPrintHit
to_print(const TcFetchedHit *fetched, const TcOptions *options, const char *query_id)
{
    return (TcPrintHit){
        .hit = &fetched->hit,
        .record = tc_stored_record_get(fetched->record),
        .stored = fetched->record,
        .snippet = fetched->snippet,
        .context = fetched->context,
        .explanation = fetched->explanation,
        .passage = fetched->passage,
        .cluster = fetched->cluster,
        .is_field_asked = fetched->is_field_asked,
        .has_evidence = fetched->has_evidence,
        .is_by_date = options->search.sort != TC_SORT_RELEVANCE,
        .words = tc_plan_words(fetched->results->plan),
        .query_id = query_id,
        .reading = fetched->results->reading,
        .meanings = fetched->results->meanings,
        .also = fetched->results->also,
        .suggestion = fetched->results->suggestion,
        .copies = fetched->copies,
        .analyzer = fetched->analyzer,
        .is_unmarked = fetched->is_unmarked,
        .stretches = fetched->stretches,
        .title = fetched->title,
        .person = fetched->person,
        .is_gone = fetched->is_gone,
        .related = fetched->related,
        .targets = fetched->targets,
        .near = fetched->near,
        .near_to = fetched->near_to,
        .likeness = fetched->likeness,
    };
}

/* The lines that take the place of the passage: as they are printed, or in JSON as they are. */
static char *
make_context(const TcFetchedHit *fetched, const TcOptions *options)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    if (options->output == TC_OUTPUT_TEXT) {
        tc_document_append_context(out, options, &hit, CONTEXT_INDENT);
    } else {
        TcContext context = tc_document_context(options, &hit);
        g_string_append_len(out, hit.record->text + context.from,
                            (gssize)(context.to - context.from));
    }
    return out->len > 0 ? g_strdup(out->str) : NULL;
}

/* Texts of hits that will be compared with one another are not read twice. */
static gboolean
is_text_kept(const TcOptions *options, const TcFetchedHit *fetched)
{
    return options->search.collapses && options->search.limit <= KEPT_HITS_MAX &&
           tc_stored_record_get(fetched->record)->text_len * options->search.limit <=
               KEPT_TEXTS_MAX;
}

/* Whether the text is decoded while it is shown: of a long one it takes longer than all else until
 * the first line is there. */
static gboolean
is_decoded_later(const TcOptions *options)
{
    return options->show != NULL && options->output == TC_OUTPUT_TEXT && !options->has_context &&
           !options->explain;
}

/* Whether it matters where in the document is what was found: where nothing is lit and no pager
 * begins with it, the text is written without being looked through. */
static gboolean
wants_passage(const TcOptions *options)
{
    return !is_decoded_later(options) || options->color || options->screen.is_terminal;
}

/* Have so much of the text there as its passage needs, to which `seen` is cut. */
static gboolean
reach_passage(TcStoredRecord *stored, guint32 cluster, TcRecord *seen, GError **error)
{
    guint next = 0;
    while (next < seen->landmark_count && seen->landmarks[next].position <= cluster)
        next++;
    const gsize place = next < seen->landmark_count ? seen->landmarks[next].offset : seen->text_len;
    const gsize until = (cluster > 0 ? place : 0) + PASSAGE_BYTES_MAX;
    if (!tc_stored_record_reach(stored, until, error))
        return FALSE;
    gsize len = MIN(seen->text_len, until);
    while (len > 0 && len < seen->text_len && ((guchar)seen->text[len - 1] & 0x80) != 0)
        len--; /* between characters */
    seen->text_len = len;
    return TRUE;
}

TcFetchedHit *
tc_fetch_hit(TcReader *reader, const TcAnalyzer *analyzer, const TcOptions *options,
             const TcResults *results, const TcSearchHit *hit, GError **error)
{
    gboolean wants_snippets = tc_print_needs_snippet(options);
    g_autoptr(TcFetchedHit) fetched = g_new0(TcFetchedHit, 1);
    fetched->results = results;
    fetched->hit = *hit;
    guint32 docid = hit->ranked.docid;
    const gboolean is_later = is_decoded_later(options);
    fetched->record = is_later ? tc_reader_record_later(reader, docid, error)
                               : tc_reader_record(reader, docid, wants_snippets, error);
    if (fetched->record == NULL)
        return NULL;
    fetched->analyzer = analyzer;
    TcRecord seen = *tc_stored_record_get(fetched->record);
    const gboolean is_passage_wanted = wants_snippets && wants_passage(options);
    if (is_later && is_passage_wanted &&
        !reach_passage(fetched->record, hit->ranked.cluster, &seen, error))
        return NULL;
    if (is_passage_wanted) {
        gboolean is_text_unmarked = FALSE;
        if (!is_unmarked(reader, docid, &is_text_unmarked, error))
            return NULL;
        fetched->is_unmarked = is_text_unmarked;
        fetched->snippet = tc_snippet_new(analyzer, tc_plan_words(results->plan), &seen,
                                          hit->ranked.cluster, is_text_unmarked);
    }
    if (options->explain && results->pool != NULL)
        fetched->explanation = tc_rank_explain(results->pool, tc_plan_words(results->plan),
                                               tc_plan_topic(results->plan), &hit->ranked);
    if (fetched->explanation != NULL && wants_snippets) {
        const TcRecord *record = tc_stored_record_get(fetched->record);
        fetched->passage = tc_quote_at(analyzer, record, fetched->explanation->passage);
        fetched->cluster = tc_quote_at(analyzer, record, fetched->explanation->cluster);
    }
    if (options->open == NULL && !fetch_head(reader, options, fetched, error))
        return NULL;
    if (wants_snippets && options->show == NULL && options->has_context)
        fetched->context = make_context(fetched, options);
    if (wants_snippets && options->show == NULL && !is_text_kept(options, fetched))
        tc_stored_record_drop_text(fetched->record);
    if (options->explain) {
        tc_plan_fields(results->plan, fetched->is_field_asked);
        fetched->has_evidence =
            find_evidence(reader, tc_plan_words(results->plan)->evidence, docid, error);
        if (fetched->has_evidence == NULL)
            return NULL;
    }
    if (hit->has_content && wants_snippets) {
        fetched->copies = fetch_copies(reader, hit, error);
        if (fetched->copies == NULL)
            return NULL;
    }
    return g_steal_pointer(&fetched);
}

gboolean
tc_fetch_page(TcReader *reader, const TcAnalyzer *analyzer, const TcOptions *options,
              const TcResults *results, GPtrArray *out, GError **error)
{
    guint own = 0;
    guint rest = 0;
    while (own < results->hits->len || (results->rest != NULL && rest < results->rest->hits->len)) {
        gboolean is_rest = tc_rest_is_next(results, own, rest);
        const TcResults *from = is_rest ? results->rest : results;
        const TcSearchHit *hit = tc_search_hit_at(from->hits, is_rest ? rest++ : own++);
        TcFetchedHit *fetched = tc_fetch_hit(reader, analyzer, options, from, hit, error);
        if (fetched == NULL)
            return FALSE;
        g_ptr_array_add(out, fetched);
    }
    return TRUE;
}

const char *
tc_fetched_hit_path(const TcFetchedHit *fetched)
{
    return tc_stored_record_get(fetched->record)->path;
}

const TcRecord *
tc_fetched_hit_record(const TcFetchedHit *fetched)
{
    return tc_stored_record_get(fetched->record);
}

guint32
tc_fetched_hit_docid(const TcFetchedHit *fetched)
{
    return fetched->hit.ranked.docid;
}

void
tc_fetched_hit_set_rank(TcFetchedHit *fetched, guint rank)
{
    fetched->hit.rank = rank;
}

void
tc_fetched_hit_add_near(TcFetchedHit *fetched, TcFetchedHit *near, guint percent,
                        const char *differences)
{
    if (fetched->near == NULL)
        fetched->near = g_ptr_array_new_with_free_func(near_free);
    g_ptr_array_add(fetched->near, near_new(near, percent, differences));
    g_free(near->near_to);
    near->near_to = g_strdup(tc_fetched_hit_path(fetched));
}

gboolean
tc_fetched_hit_is_shown(const TcFetchedHit *fetched)
{
    return fetched->near_to == NULL;
}

void
tc_fetched_hit_set_likeness(TcFetchedHit *fetched, guint percent, const char *differences)
{
    near_free(fetched->likeness);
    fetched->likeness = near_new(fetched, percent, differences);
}

void
tc_fetched_hit_print(const TcFetchedHit *fetched, FILE *out, const TcOptions *options,
                     const char *query_id)
{
    TcPrintHit hit = to_print(fetched, options, query_id);
    tc_print_hit(out, options, &hit);
}

static gboolean
show(const TcFetchedHit *fetched, TcPager *pager, const TcOptions *options, GError **error)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    return tc_document_print(pager, options, &hit, error);
}

static void
name(const TcFetchedHit *fetched, TcPager *pager, const TcOptions *options)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    tc_document_name(pager, options, &hit);
}

static gboolean
is_deep(const TcFetchedHit *fetched, const TcOptions *options)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    return tc_document_is_deep(options, &hit);
}

static guint
line(const TcFetchedHit *fetched, const TcOptions *options)
{
    TcPrintHit hit = to_print(fetched, options, NULL);
    return tc_document_line(options, &hit);
}

static const char *
number_of(const TcFetchedHit *fetched)
{
    return tc_stored_record_get(fetched->record)->number;
}

/* Whether documents were found that "14/2010" begins the numbers of, and not one number. */
static gboolean
has_several_numbers(const GPtrArray *fetched)
{
    for (guint i = 1; i < fetched->len; i++)
        if (g_strcmp0(number_of(g_ptr_array_index(fetched, i)),
                      number_of(g_ptr_array_index(fetched, 0))) != 0)
            return TRUE;
    return FALSE;
}

/* Which they are, where one is to be named. */
static void
list(const GPtrArray *fetched, TcPager *pager, const TcOptions *options)
{
    fprintf(tc_pager_file(pager), _("%s: several documents; say which by its number or path:\n"),
            options->show);
    for (guint i = 0; i < fetched->len; i++)
        name(g_ptr_array_index(fetched, i), pager, options);
}

gboolean
tc_fetched_show(const GPtrArray *fetched, FILE *out, const TcOptions *options, GError **error)
{
    /* Only some pagers can be told where to begin, and to count lines takes long. */
    const TcFetchedHit *only = fetched->len == 1 && tc_pager_takes_line(&options->screen)
                                   ? g_ptr_array_index(fetched, 0)
                                   : NULL;
    g_autoptr(TcPager) pager =
        only != NULL && is_deep(only, options)
            ? tc_pager_new(&options->screen, out)
            : tc_pager_run(&options->screen, out, only != NULL ? line(only, options) : 1);
    if (has_several_numbers(fetched)) {
        list(fetched, pager, options);
        return TRUE;
    }
    if (fetched->len > 1) {
        fprintf(
            tc_pager_file(pager),
            ngettext("%u document has this number", "%u documents have this number", fetched->len),
            fetched->len);
        fputs("\n\n", tc_pager_file(pager));
    }
    for (guint i = 0; i < fetched->len; i++) {
        fputs(i > 0 ? "\n" : "", tc_pager_file(pager));
        if (!show(g_ptr_array_index(fetched, i), pager, options, error))
            return FALSE;
    }
    return TRUE;
}

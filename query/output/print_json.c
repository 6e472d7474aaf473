#include "query/output/print_parts.h"
#include "store/kept/correction.h"
#include "text/relation/relation.h"

#include <string.h>

/* "cải ×9, cách ×4" of one list or two; nothing when they are empty. */
static void
set_found(json_t *object, const char *key, const GArray *list, const GArray *more)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len + (more != NULL ? more->len : 0); i++) {
        const TcExplained *item =
            i < list->len ? tc_explained_at(list, i) : tc_explained_at(more, i - list->len);
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                               item->found != NULL ? item->found : item->typed);
        if (item->found != NULL)
            tc_append_count(text, item);
    }
    tc_json_set(object, key, text->str);
}

/* A day, or a year alone, as tc_date_text() gives it. */
static void
set_day(json_t *object, const char *key, guint32 day)
{
    g_autofree char *text =
        day % 10000 == 0 ? g_strdup_printf("%04u", day / 10000) : tc_date_text(day);
    if (day != 0)
        tc_json_set(object, key, text);
}

/* The names of the fields that people put right. */
static void
set_corrected(json_t *object, const TcRecord *record)
{
    json_t *list = json_array();
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        g_autofree char *read = tc_record_as_read(record, (TcField)i);
        if (read != NULL)
            json_array_append_new(list, json_string(tc_field_row((TcField)i)->name));
    }
    if (json_array_size(list) > 0)
        json_object_set(object, "corrected", list);
    json_decref(list);
}

/* A path, and what it is called elsewhere where that is something else. */
static void
set_path(json_t *object, const TcOptions *options, const char *path)
{
    g_autofree char *shown = path == NULL ? NULL : tc_options_shown(options, path);
    tc_json_set(object, "path", path);
    if (shown != NULL && strcmp(shown, path) != 0)
        tc_json_set(object, "shown_path", shown);
}

/* The paths of copies, as `is_shown` or as they are. */
static void
set_copies(json_t *object, const TcOptions *options, const GPtrArray *copies, gboolean is_shown)
{
    json_t *list = json_array();
    gboolean is_other = !is_shown;
    for (guint i = 0; i < copies->len; i++) {
        const char *path = g_ptr_array_index(copies, i);
        g_autofree char *name = is_shown ? tc_options_shown(options, path) : g_strdup(path);
        g_autofree char *valid = g_utf8_make_valid(name, -1);
        is_other |= strcmp(name, path) != 0;
        json_array_append_new(list, json_string(valid));
    }
    if (copies->len > 0 && is_other)
        json_object_set(object, is_shown ? "shown_copies" : "copies", list);
    json_decref(list);
}

/* Hits that people are shown with this one, and the one that this is shown with. */
static void
set_near(json_t *object, const TcOptions *options, const TcPrintHit *hit)
{
    json_t *list = json_array();
    for (guint i = 0; hit->near != NULL && i < hit->near->len; i++) {
        const TcNear *near = g_ptr_array_index(hit->near, i);
        json_t *item = json_object();
        set_path(item, options, near->path);
        json_object_set_new(item, "similarity", json_integer(near->percent));
        tc_json_set(item, "differs", near->differences);
        json_array_append_new(list, item);
    }
    if (json_array_size(list) > 0)
        json_object_set(object, "similar", list);
    json_decref(list);
    if (hit->near_to != NULL) {
        json_t *first = json_object();
        set_path(first, options, hit->near_to);
        json_object_set_new(object, "similar_to", first);
    }
}

static void
set_member(const char *name, const char *value, gpointer user)
{
    tc_json_set(user, name, value);
}

static void
set_relations(json_t *object, const TcOptions *options, const TcPrintHit *hit)
{
    g_autoptr(GPtrArray) relations = tc_relations_read(hit->record->relations);
    if (relations->len == 0)
        return;
    json_t *list = json_array();
    for (guint i = 0; i < relations->len; i++) {
        json_t *item = json_object();
        tc_relation_each_member(g_ptr_array_index(relations, i), set_member, item);
        const TcRelated *target = hit->targets != NULL ? g_ptr_array_index(hit->targets, i) : NULL;
        set_path(item, options, target != NULL ? target->path : NULL);
        json_array_append_new(list, item);
    }
    json_object_set_new(object, "relations", list);
}

/* Documents of the archive that say one of two kinds of things of this one. */
static void
set_related(json_t *object, const TcOptions *options, const char *key, const GArray *related,
            TcRelationKind one, TcRelationKind other)
{
    json_t *list = json_array();
    for (guint i = 0; related != NULL && i < related->len; i++) {
        const TcRelated *by = tc_related_at(related, i);
        if (by->kind != one && by->kind != other)
            continue;
        json_t *item = json_object();
        tc_json_set(item, "kind", tc_relation_kind_name(by->kind));
        set_path(item, options, by->path);
        tc_json_set(item, "number", by->number);
        set_day(item, "date", by->date);
        tc_json_set(item, "scope", by->scope);
        set_day(item, "effective", by->effective);
        json_array_append_new(list, item);
    }
    if (json_array_size(list) > 0)
        json_object_set(object, key, list);
    json_decref(list);
}

static void
set_meanings(json_t *object, const GArray *meanings)
{
    if (meanings == NULL)
        return;
    json_t *list = json_array();
    for (guint i = 0; i < meanings->len; i++) {
        const TcMeaning *meaning = tc_meaning_at(meanings, i);
        json_t *item = json_object();
        tc_json_set(item, "text", meaning->text);
        json_object_set_new(item, "weight", json_real(meaning->weight));
        json_array_append_new(list, item);
    }
    json_object_set_new(object, "readings", list);
}

static void
set_snippet(json_t *object, const TcSnippet *snippet)
{
    json_t *highlights = json_array();
    tc_json_set(object, "tier", tc_hit_tier(snippet));
    json_object_set_new(object, "snippet", json_string(snippet->text));
    for (guint i = 0; i < snippet->highlights->len; i++) {
        const TcHighlight *range = tc_highlight_at(snippet->highlights, i);
        json_t *pair = json_array();
        json_array_append_new(pair, json_integer(range->start));
        json_array_append_new(pair, json_integer(range->end));
        json_array_append_new(highlights, pair);
    }
    json_object_set_new(object, "highlights", highlights);
}

/* How much of the topic stands in one place, and what that lacks; beside the parts of the score,
 * which add up to it. */
static void
set_coverage(json_t *object, const TcRanked *ranked)
{
    static const char *const lacks[] = {
        [TC_LACKS_NOTHING] = NULL,
        [TC_LACKS_WORD] = "word",
        [TC_LACKS_NEARNESS] = "nearness",
    };
    if (ranked->coverage <= 0)
        return;
    json_object_set_new(object, "coverage", json_real(ranked->coverage));
    tc_json_set(object, "lacks", lacks[ranked->lacks]);
}

/* Why a hit is about the topic, or is not: what `about` says, in a word. */
static void
set_why(json_t *object, const TcRanked *ranked)
{
    static const char *const reasons[] = {
        [TC_WHY_UNKNOWN] = NULL, [TC_WHY_NAME] = "name",     [TC_WHY_WHOLE] = "whole",
        [TC_WHY_TOP] = "top",    [TC_WHY_SCORE] = "score",   [TC_WHY_COVERAGE] = "coverage",
        [TC_WHY_BOTH] = "both",  [TC_WHY_UNSAID] = "unsaid", [TC_WHY_LACKS] = "lacks",
        [TC_WHY_PART] = "part",  [TC_WHY_LITTLE] = "little",
    };
    const gboolean is_by_alias = ranked->is_about && !tc_why_is_about(ranked->why);
    tc_json_set(object, "why",
                ranked->why != TC_WHY_UNKNOWN && is_by_alias ? "alias" : reasons[ranked->why]);
}

/* With --explain: what made the score. */
static void
set_explanation(json_t *object, const TcOptions *options, const TcPrintHit *hit)
{
    static const char *const names[] = {
        [TC_PART_WORDS] = "words",
        [TC_PART_PAIRS] = "pairs",
        [TC_PART_SPELLED] = "spelled_pairs",
        [TC_PART_PASSAGE] = "passage",
        [TC_PART_CLUSTER] = "cluster",
        [TC_PART_RUN] = "run",
        [TC_PART_LEAD] = "lead",
        [TC_PART_GAP] = "gaps",
        [TC_PART_EVIDENCE] = "evidence",
        [TC_PART_TITLE] = "title",
        [TC_PART_TYPED] = "typed",
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(names) == TC_PART_COUNT);
    const TcExplanation *explanation = hit->explanation;
    json_t *parts = json_object();
    for (guint i = 0; i < TC_PART_COUNT; i++)
        if (i != TC_PART_TYPED || hit->hit->ranked.parts[i] > 0)
            json_object_set_new(parts, names[i], json_real(hit->hit->ranked.parts[i]));
    if (!options->search.matches_any) {
        set_coverage(object, &hit->hit->ranked);
        set_why(object, &hit->hit->ranked);
    }
    if (explanation != NULL) {
        set_found(parts, "found", explanation->words, NULL);
        set_found(parts, "missing", explanation->missing, explanation->unread);
        set_found(parts, "unsaid", explanation->unsaid, NULL);
        set_found(parts, "found_pairs", explanation->pairs, explanation->spelled);
        set_found(parts, "found_gaps", explanation->gaps, NULL);
        if (hit->hit->ranked.parts[TC_PART_EVIDENCE] > 0) {
            g_autofree char *evidence = tc_evidence_text(hit, ", ");
            tc_json_set(parts, "found_evidence", *evidence != '\0' ? evidence : NULL);
        }
        if (explanation->formal > 0)
            json_object_set_new(parts, "formal", json_integer(explanation->formal));
        tc_json_set(parts, "passage_from", hit->passage);
        tc_json_set(parts, "cluster_from", hit->cluster);
    }
    json_object_set_new(object, "explain", parts);
}

void
tc_print_json(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    json_t *object = json_object();
    tc_json_set(object, "query_id", hit->query_id);
    json_object_set_new(object, "rank", json_integer(hit->hit->rank));
    json_object_set_new(object, "score", json_real(hit->hit->ranked.score));
    if (!options->search.matches_any)
        json_object_set_new(object, "about", json_boolean(hit->hit->ranked.is_about));
    if (hit->hit->is_without_phrase)
        json_object_set_new(object, "without_phrase", json_true());
    if (hit->hit->ranked.is_named && !hit->hit->ranked.is_of_other_year)
        json_object_set_new(object, "named", json_true());
    set_path(object, options, record->path);
    if (hit->copies != NULL) {
        set_copies(object, options, hit->copies, FALSE);
        set_copies(object, options, hit->copies, TRUE);
    }
    for (guint field = 0; field < TC_FIELD_COUNT; field++) {
        g_autofree char *value = tc_field_shown(options, record, (TcField)field);
        if (field != TC_FIELD_PATH) /* which came first */
            tc_json_set(object, tc_field_row((TcField)field)->name, value);
    }
    set_corrected(object, record);
    set_relations(object, options, hit);
    set_related(object, options, "replaced_by", hit->related, TC_RELATION_REPLACES,
                TC_RELATION_REPEALS);
    set_related(object, options, "amended_by", hit->related, TC_RELATION_AMENDS,
                TC_RELATION_CORRECTS);
    if (record->is_ocr)
        json_object_set_new(object, "ocr", json_true());
    set_near(object, options, hit);
    if (hit->likeness != NULL) {
        json_object_set_new(object, "similarity", json_integer(hit->likeness->percent));
        tc_json_set(object, "differs", hit->likeness->differences);
    }
    if (hit->snippet != NULL)
        set_snippet(object, hit->snippet);
    tc_json_set(object, "context", hit->context);
    if (options->show != NULL)
        tc_json_set(object, "text", record->text);
    tc_json_set(object, "reading", hit->reading);
    set_meanings(object, hit->meanings);
    tc_json_set(object, "also", hit->also);
    tc_json_set(object, "suggestion", hit->suggestion);
    if (options->explain && hit->hit->is_reranked)
        set_explanation(object, options, hit);
    json_dumpf(object, out, JSON_COMPACT | JSON_REAL_PRECISION(7));
    fputc('\n', out);
    json_decref(object);
}

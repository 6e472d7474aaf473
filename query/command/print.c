#include "query/command/print.h"

#include "query/words/evidence.h"
#include "store/schema.h"

#include <glib/gi18n-lib.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define BOLD  "\033[1m"
#define DIM   "\033[2m"
#define MATCH "\033[1;31m"
#define RESET "\033[0m"

const char *
tc_hit_tier(const TcSnippet *snippet)
{
    if (snippet == NULL || snippet->tier == TC_TIER_NONE) {
        return NULL;
    }
    if (snippet->abbreviation) {
        return "abbreviation";
    }
    switch (snippet->tier) {
    case TC_TIER_EXACT:
        return snippet->keystrokes ? "telex" : "exact";
    case TC_TIER_SPELLING:
        return snippet->keystrokes ? "telex" : "spelling";
    case TC_TIER_TONELESS:
        return "toneless";
    case TC_TIER_BARE:
        return "bare";
    case TC_TIER_NONE:
        break;
    }
    return NULL;
}

gboolean
tc_print_needs_snippet(const TcOptions *options)
{
    return options->output == TC_OUTPUT_TEXT || options->output == TC_OUTPUT_JSON ||
           options->output == TC_OUTPUT_TSV;
}

static char *
printable(const char *text)
{
    GString *out = g_string_new(NULL);
    tc_append_printable(out, text, strlen(text));
    return g_string_free(out, FALSE);
}

/* "2020-12-04"; NULL when unknown. */
static char *
date_text(guint32 date)
{
    return date == 0
               ? NULL
               : g_strdup_printf("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

/* The title, else the name of the file. */
static char *
title_of(const TcRecord *record)
{
    if (record->title != NULL && *record->title != '\0') {
        return printable(record->title);
    }
    g_autofree char *name = g_path_get_basename(record->path);
    return printable(name);
}

static void
print_remark(FILE *out, const TcOptions *options, const char *label, const char *text)
{
    g_autofree char *shown = printable(text);
    fputs(options->color ? DIM : "", out);
    fprintf(out, "%s %s", label, shown);
    fprintf(out, "%s\n", options->color ? RESET : "");
}

void
tc_print_reading(FILE *out, const TcOptions *options, const char *reading, const char *suggestion)
{
    if (reading == NULL && suggestion == NULL) {
        return;
    }
    if (reading != NULL) {
        print_remark(out, options, _("Understood as:"), reading);
    }
    if (suggestion != NULL) {
        print_remark(out, options, _("Did you mean:"), suggestion);
    }
    fputc('\n', out);
}

/* ---- text ---- */

static void
print_highlighted(FILE *out, const TcOptions *options, const TcSnippet *snippet)
{
    guint32 done = 0;
    for (guint i = 0; i < snippet->highlights->len; i++) {
        const TcHighlight *highlight = &g_array_index(snippet->highlights, TcHighlight, i);
        fprintf(out, "%.*s%s%.*s%s", (int)(highlight->start - done), snippet->text + done,
                options->color ? MATCH : "", (int)(highlight->end - highlight->start),
                snippet->text + highlight->start, options->color ? RESET : "");
        done = highlight->end;
    }
    fprintf(out, "%s\n", snippet->text + done);
}

/* ---- why a hit was found ---- */

/* How often: nothing for once, "×9", "×9 (+5)" where some are abbreviated or in full. */
static void
append_count(GString *out, const TcExplained *item)
{
    if (item->count != 1) {
        g_string_append_printf(out, " ×%u", item->count);
    }
    if (item->otherwise > 0) {
        g_string_append_printf(out, " (+%u)", item->otherwise);
    }
}

/* "cai → cải ×9, 25 %": what was typed only where it differs, the share only where there are
 * several: "< 1 %" where it would be none. */
static void
append_explained(GString *out, const TcExplained *item, gboolean shares)
{
    if (out->len > 0) {
        g_string_append(out, "; ");
    }
    g_autofree char *typed = printable(item->typed);
    g_autofree char *found = printable(item->found != NULL ? item->found : item->typed);
    if (strcmp(typed, found) != 0 && !item->derived) {
        g_string_append_printf(out, "%s → ", typed);
    }
    g_string_append(out, found);
    if (item->found != NULL) {
        append_count(out, item);
    }
    if (shares && !item->derived) {
        if (item->share < 0.005) {
            g_string_append(out, ", < 1 %");
        } else {
            g_string_append_printf(out, ", %.0f %%", 100 * item->share);
        }
    }
}

/* Those that nobody typed, or the others. NULL when there are none. */
static char *
explained_list(const GArray *list, gboolean derived)
{
    guint count = 0;
    double sum = 0;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        count += !g_array_index(list, TcExplained, i).derived;
        sum += g_array_index(list, TcExplained, i).share;
    }
    for (guint i = 0; i < list->len; i++) {
        const TcExplained *item = &g_array_index(list, TcExplained, i);
        if (item->derived == derived) {
            append_explained(out, item, count > 1 && sum > 0);
        }
    }
    return g_string_free(out, out->len == 0);
}

static void
print_list(FILE *out, const char *separator, const GArray *list, gboolean derived)
{
    g_autofree char *text = explained_list(list, derived);
    if (text != NULL) {
        fprintf(out, "%s%s", separator, text);
    }
}

static gboolean
any_otherwise(const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        if (g_array_index(list, TcExplained, i).otherwise > 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The numbers and dates of the query that the document has, as the index knows them
 * (store/schema.h). */
static char *
evidence_text(const TcPrintHit *hit, const char *separator)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < hit->words->evidence->len; i++) {
        const char *term = g_array_index(hit->words->evidence, TcEvidence, i).term;
        guint digits = (guint)strtoul(term + 1, NULL, 10);
        g_autofree char *day = g_str_has_prefix(term, TC_TERM_DAY) ? date_text(digits) : NULL;
        if (hit->evidence == NULL || !hit->evidence[i]) {
            continue;
        }
        g_string_append(out, out->len == 0 ? "" : separator);
        if (day != NULL) {
            g_string_append(out, day);
        } else if (g_str_has_prefix(term, TC_TERM_MONTH)) {
            g_string_append_printf(out, "%04u-%02u", digits / 100, digits % 100);
        } else {
            g_string_append(out, term + strlen(TC_TERM_NUMBER));
        }
    }
    return g_string_free(out, FALSE);
}

/* What a part of the score was made of. */
static void
print_detail(FILE *out, const TcPrintHit *hit, guint part)
{
    const TcExplanation *explanation = hit->explanation;
    const char *place = part == TC_PART_PASSAGE   ? hit->passage
                        : part == TC_PART_CLUSTER ? hit->cluster
                                                  : NULL;
    const GArray *list = part == TC_PART_PAIRS     ? explanation->pairs
                         : part == TC_PART_SPELLED ? explanation->spelled
                         : part == TC_PART_GAP     ? explanation->gaps
                                                   : NULL;
    if (part == TC_PART_WORDS) {
        print_list(out, ": ", explanation->words, FALSE);
        g_autofree char *derived = explained_list(explanation->words, TRUE);
        if (derived != NULL) {
            fprintf(out, _("; abbreviated or in full: %s"), derived);
        }
    } else if (part == TC_PART_EVIDENCE) {
        g_autofree char *evidence = evidence_text(hit, "; ");
        fprintf(out, ": %s", evidence);
    } else if (list != NULL) {
        print_list(out, ": ", list, FALSE);
        if (any_otherwise(list)) {
            fputs(_("; (+N): so many abbreviated or in full"), out);
        }
    } else if (place != NULL) {
        fprintf(out, _(", from “%s…” on"), place);
    }
}

/* What the document has in a field; NULL where it does not say, or says it elsewhere. */
static const char *
field_value(const TcRecord *record, TcField field)
{
    switch (field) {
    case TC_FIELD_TITLE:
        return record->title;
    case TC_FIELD_TYPE:
        return record->type;
    case TC_FIELD_NUMBER:
        return record->number;
    case TC_FIELD_ORG:
        return record->org;
    case TC_FIELD_PLACE:
        return record->place;
    case TC_FIELD_PATH:
        return record->path;
    case TC_FIELD_SESSION:
        return record->session;
    case TC_FIELD_TERM:
        return record->term;
    case TC_FIELD_CHAIR:
        return record->chair;
    case TC_FIELD_SIGNER:
        return record->signer;
    case TC_FIELD_DATE:
    case TC_FIELD_COUNT:
        break;
    }
    return NULL;
}

static void
print_fields(FILE *out, const TcPrintHit *hit)
{
    static const char *const labels[TC_FIELD_COUNT] = {
        N_("title"),          N_("date"),  N_("type"),   N_("number"),
        N_("issued by"),      N_("place"), N_("path"),   N_("session"),
        N_("term of office"), N_("chair"), N_("signer"),
    };
    for (guint field = 0; hit->fields != NULL && field < TC_FIELD_COUNT; field++) {
        g_autofree char *date = date_text(hit->record->date);
        const char *value = field == TC_FIELD_DATE ? date : field_value(hit->record, field);
        if (hit->fields[field] && value != NULL) {
            g_autofree char *shown = printable(value);
            fprintf(out, "              %s %s: %s\n", _("field"), _(labels[field]), shown);
        }
    }
}

static const char *
tier_meaning(const char *tier)
{
    static const struct {
        const char *tier;
        const char *meaning;
    } meanings[] = {
        {"exact", N_("as typed")},
        {"spelling", N_("another spelling of the same word")},
        {"toneless", N_("the tone was not typed")},
        {"bare", N_("marks were not typed, or the document has none")},
        {"telex", N_("keystrokes were typed")},
        {"abbreviation", N_("by an abbreviation, or by what one stands for")},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++) {
        if (strcmp(tier, meanings[i].tier) == 0) {
            return _(meanings[i].meaning);
        }
    }
    return NULL;
}

static void
print_explanation(FILE *out, const TcPrintHit *hit)
{
    static const char *const labels[TC_PART_COUNT] = {
        N_("each word by itself"),
        N_("words side by side as in the query"),
        N_("words side by side, spelled otherwise than the query was understood"),
        N_("best passage of 220 words"),
        N_("best 30 words"),
        N_("words in the title or at the beginning"),
        N_("neighbours of the query with a word or two between them"),
        N_("document numbers and dates of the query"),
    };
    const TcSearchHit *found = hit->hit;
    const char *tier = tc_hit_tier(hit->snippet);
    fprintf(out, "   %s %.3f", _("score"), found->ranked.score);
    if (tier != NULL) {
        fprintf(out, ", %s %s (%s)", _("tier"), tier, tier_meaning(tier));
    }
    fputc('\n', out);
    if (!found->reranked || hit->explanation == NULL) {
        fprintf(out, "              %s\n",
                hit->by_date                     ? _("sorted by date: the score does not matter")
                : hit->words->sequence->len == 0 ? _("nothing to rank by: no plain words")
                                                 : _("beyond the candidates that are ranked again:"
                                                     " each word by itself"));
        print_fields(out, hit);
        return;
    }
    for (guint i = 0; i < TC_PART_COUNT; i++) {
        if (found->ranked.parts[i] > 0) {
            fprintf(out, "     %7.3f  %s", found->ranked.parts[i], _(labels[i]));
            print_detail(out, hit, i);
            fputc('\n', out);
        }
    }
    print_fields(out, hit);
    g_autofree char *missing = explained_list(hit->explanation->missing, FALSE);
    g_autofree char *unread = explained_list(hit->explanation->unread, FALSE);
    if (missing != NULL) {
        fprintf(out, "              %s %s\n", _("not in it:"), missing);
    }
    if (unread != NULL) {
        fprintf(out, "              %s %s\n", _("not in it as the query was understood:"), unread);
    }
}

static void
print_text(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *title = title_of(record);
    g_autofree char *path = printable(record->path);
    fprintf(out, "%u. %s%s%s\n", hit->hit->rank, options->color ? BOLD : "", title,
            options->color ? RESET : "");
    g_autofree char *date = date_text(record->date);
    const char *facts[] = {record->type, record->number, date, record->session, record->term};
    gboolean any = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(facts); i++) {
        if (facts[i] != NULL && *facts[i] != '\0') {
            g_autofree char *fact = printable(facts[i]);
            fprintf(out, "%s%s", any ? " · " : "   ", fact);
            any = TRUE;
        }
    }
    if (record->ocr) {
        fprintf(out, "%s%s", any ? " · " : "   ", _("recognised text"));
        any = TRUE;
    }
    if (any) {
        fputc('\n', out);
    }
    fprintf(out, "   %s%s%s\n", options->color ? DIM : "", path, options->color ? RESET : "");
    for (guint i = 0; hit->copies != NULL && i < hit->copies->len; i++) {
        g_autofree char *copy = printable(g_ptr_array_index(hit->copies, i));
        fprintf(out, "   %s%s %s%s\n", options->color ? DIM : "", _("also"), copy,
                options->color ? RESET : "");
    }
    if (hit->snippet != NULL && *hit->snippet->text != '\0') {
        fputs("   ", out);
        print_highlighted(out, options, hit->snippet);
    }
    if (options->explain) {
        print_explanation(out, hit);
    }
    fputc('\n', out);
}

/* ---- JSON ---- */

static void
set_string(json_t *object, const char *key, const char *value)
{
    if (value != NULL && *value != '\0') {
        /* Paths may hold bytes that are not UTF-8; JSON cannot. */
        g_autofree char *valid = g_utf8_make_valid(value, -1);
        json_object_set_new(object, key, json_string(valid));
    }
}

/* "cải ×9, cách ×4" of one list or two; nothing when they are empty. */
static void
set_found(json_t *object, const char *key, const GArray *list, const GArray *more)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < list->len + (more != NULL ? more->len : 0); i++) {
        const TcExplained *item = i < list->len ? &g_array_index(list, TcExplained, i)
                                                : &g_array_index(more, TcExplained, i - list->len);
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                               item->found != NULL ? item->found : item->typed);
        if (item->found != NULL) {
            append_count(text, item);
        }
    }
    set_string(object, key, text->str);
}

static void
print_json(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    static const char *const names[TC_PART_COUNT] = {
        "words", "pairs", "spelled_pairs", "passage", "cluster", "lead", "gaps", "evidence",
    };
    const TcRecord *record = hit->record;
    json_t *object = json_object();
    set_string(object, "query_id", hit->query_id);
    json_object_set_new(object, "rank", json_integer(hit->hit->rank));
    json_object_set_new(object, "score", json_real(hit->hit->ranked.score));
    set_string(object, "path", record->path);
    if (hit->copies != NULL && hit->copies->len > 0) {
        json_t *copies = json_array();
        for (guint i = 0; i < hit->copies->len; i++) {
            g_autofree char *valid = g_utf8_make_valid(g_ptr_array_index(hit->copies, i), -1);
            json_array_append_new(copies, json_string(valid));
        }
        json_object_set_new(object, "copies", copies);
    }
    g_autofree char *date = date_text(record->date);
    set_string(object, "title", record->title);
    set_string(object, "date", date);
    set_string(object, "type", record->type);
    set_string(object, "number", record->number);
    set_string(object, "org", record->org);
    set_string(object, "place", record->place);
    set_string(object, "signer", record->signer);
    set_string(object, "session", record->session);
    set_string(object, "term", record->term);
    set_string(object, "chair", record->chair);
    if (record->ocr) {
        json_object_set_new(object, "ocr", json_true());
    }
    if (hit->snippet != NULL) {
        set_string(object, "tier", tc_hit_tier(hit->snippet));
        json_object_set_new(object, "snippet", json_string(hit->snippet->text));
        json_t *highlights = json_array();
        for (guint i = 0; i < hit->snippet->highlights->len; i++) {
            const TcHighlight *range = &g_array_index(hit->snippet->highlights, TcHighlight, i);
            json_t *pair = json_array();
            json_array_append_new(pair, json_integer(range->start));
            json_array_append_new(pair, json_integer(range->end));
            json_array_append_new(highlights, pair);
        }
        json_object_set_new(object, "highlights", highlights);
    }
    set_string(object, "reading", hit->reading);
    set_string(object, "suggestion", hit->suggestion);
    if (options->explain && hit->hit->reranked) {
        json_t *parts = json_object();
        for (guint i = 0; i < TC_PART_COUNT; i++) {
            json_object_set_new(parts, names[i], json_real(hit->hit->ranked.parts[i]));
        }
        const TcExplanation *explanation = hit->explanation;
        if (explanation != NULL) {
            set_found(parts, "found", explanation->words, NULL);
            set_found(parts, "missing", explanation->missing, explanation->unread);
            set_found(parts, "found_pairs", explanation->pairs, explanation->spelled);
            set_found(parts, "found_gaps", explanation->gaps, NULL);
            if (hit->hit->ranked.parts[TC_PART_EVIDENCE] > 0) {
                g_autofree char *evidence = evidence_text(hit, ", ");
                set_string(parts, "found_evidence", evidence);
            }
            set_string(parts, "passage_from", hit->passage);
            set_string(parts, "cluster_from", hit->cluster);
        }
        json_object_set_new(object, "explain", parts);
    }
    json_dumpf(object, out, JSON_COMPACT | JSON_REAL_PRECISION(7));
    fputc('\n', out);
    json_decref(object);
}

/* ---- facets ---- */

#define BAR_MAX 40 /* columns */

static void
print_facet_text(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values)
{
    static const char *const labels[TC_FACET_COUNT] = {
        N_("type"), N_("issued by"), N_("year"), N_("place"), N_("term of office"), N_("month")};
    gboolean bars = options->timeline && (facet == TC_FACET_YEAR || facet == TC_FACET_MONTH);
    guint32 most = 1;
    for (guint i = 0; i < values->len; i++) {
        most = MAX(most, g_array_index(values, TcFacetValue, i).count);
    }
    fprintf(out, "%s%s%s\n", options->color ? BOLD : "", _(labels[facet]),
            options->color ? RESET : "");
    if (values->len == 0) {
        fprintf(out, "   %s\n", _("not known of any hit"));
    }
    for (guint i = 0; i < values->len; i++) {
        const TcFacetValue *value = &g_array_index(values, TcFacetValue, i);
        g_autofree char *shown = printable(value->value);
        fprintf(out, "%8u  %s", value->count, shown);
        if (bars) {
            fputs("  ", out);
            for (guint64 column = 0; column < MAX(1, (guint64)value->count * BAR_MAX / most);
                 column++) {
                fputs("█", out);
            }
        }
        fputc('\n', out);
    }
    fputc('\n', out);
}

void
tc_print_facet(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values,
               const char *query_id)
{
    if (options->output == TC_OUTPUT_TEXT) {
        print_facet_text(out, options, facet, values);
    }
    for (guint i = 0; options->output == TC_OUTPUT_JSON && i < values->len; i++) {
        const TcFacetValue *value = &g_array_index(values, TcFacetValue, i);
        json_t *object = json_object();
        set_string(object, "query_id", query_id);
        set_string(object, "facet", tc_facet_name(facet));
        set_string(object, "value", value->value);
        json_object_set_new(object, "count", json_integer(value->count));
        json_dumpf(object, out, JSON_COMPACT);
        fputc('\n', out);
        json_decref(object);
    }
}

/* ---- the others ---- */

static void
print_tsv(FILE *out, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *date = date_text(record->date);
    const char *tier = tc_hit_tier(hit->snippet);
    const char *columns[] = {record->path,
                             record->title,
                             date,
                             record->type,
                             record->number,
                             tier,
                             hit->snippet == NULL ? NULL : hit->snippet->text};
    if (hit->query_id != NULL) {
        g_autofree char *id = printable(hit->query_id);
        fprintf(out, "%s\t", id);
    }
    fprintf(out, "%u\t%.6g", hit->hit->rank, hit->hit->ranked.score);
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        /* Printable text has no tab and no line end. */
        g_autofree char *column = columns[i] == NULL ? g_strdup("") : printable(columns[i]);
        fprintf(out, "\t%s", column);
    }
    fputc('\n', out);
}

static void
print_trec(FILE *out, const TcPrintHit *hit)
{
    g_autofree char *path = g_uri_escape_string(hit->record->path, "/", FALSE);
    g_autofree char *id =
        g_uri_escape_string(hit->query_id != NULL ? hit->query_id : "1", NULL, TRUE);
    fprintf(out, "%s Q0 %s %u %.6f tracuu\n", id, path, hit->hit->rank, hit->hit->ranked.score);
}

void
tc_print_hit(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    switch (options->output) {
    case TC_OUTPUT_TEXT:
        print_text(out, options, hit);
        return;
    case TC_OUTPUT_JSON:
        print_json(out, options, hit);
        return;
    case TC_OUTPUT_TSV:
        print_tsv(out, hit);
        return;
    case TC_OUTPUT_PATHS:
        fputs(hit->record->path, out);
        fputc(options->zero ? '\0' : '\n', out);
        return;
    case TC_OUTPUT_TREC:
        print_trec(out, hit);
        return;
    }
    g_assert_not_reached();
}

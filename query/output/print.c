#include "query/output/print.h"

#include "store/standard.h"

#include <string.h>

gboolean
tc_print_needs_snippet(const TcOptions *options)
{
    if (options->list || options->open != NULL)
        return FALSE;
    if (options->columns != NULL) {
        return tc_columns_have(options->columns, TC_COLUMN_TIER) ||
               tc_columns_have(options->columns, TC_COLUMN_SNIPPET) ||
               tc_columns_have(options->columns, TC_COLUMN_COPIES);
    }
    return options->output == TC_OUTPUT_TEXT || options->output == TC_OUTPUT_JSON ||
           options->output == TC_OUTPUT_TSV;
}

void
tc_print_facet(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values,
               const char *query_id)
{
    if (options->output == TC_OUTPUT_TEXT)
        tc_print_facet_text(out, options, facet, values);
    for (guint i = 0; options->output == TC_OUTPUT_JSON && i < values->len; i++) {
        const TcFacetValue *value = tc_facet_value_at(values, i);
        json_t *object = json_object();
        tc_json_set(object, "query_id", query_id);
        tc_json_set(object, "facet", tc_facet_name(facet));
        tc_json_set(object, "value", value->value);
        json_object_set_new(object, "count", json_integer(value->count));
        json_dumpf(object, out, JSON_COMPACT);
        fputc('\n', out);
        json_decref(object);
    }
}

/* ---- the others ---- */

static void
print_tsv(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *date = tc_date_text(record->date);
    const char *tier = tc_hit_tier(hit->snippet);
    char score[TC_SCORE_BYTES];
    g_autofree char *path = tc_options_shown(options, record->path);
    const char *columns[] = {path,
                             record->title,
                             date,
                             record->type,
                             record->number,
                             tier,
                             hit->snippet == NULL ? NULL : hit->snippet->text};
    if (hit->query_id != NULL) {
        g_autofree char *id = tc_printable(hit->query_id);
        fprintf(out, "%s\t", id);
    }
    fprintf(out, "%u\t%s", hit->hit->rank, tc_score_text(hit->hit->ranked.score, "%.6g", score));
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        /* Printable text has no tab and no line end. */
        g_autofree char *column = columns[i] == NULL ? g_strdup("") : tc_printable(columns[i]);
        fprintf(out, "\t%s", column);
    }
    fputc('\n', out);
}

static void
print_path(FILE *out, const TcOptions *options, const char *path)
{
    g_autofree char *shown = tc_options_shown(options, path);
    g_autofree char *printable =
        options->screen.is_terminal && !options->zero ? tc_standard_message(shown, FALSE) : NULL;
    fputs(printable != NULL ? printable : shown, out);
    fputc(options->zero ? '\0' : '\n', out);
}

static void
print_trec(FILE *out, const TcPrintHit *hit)
{
    g_autofree char *path = g_uri_escape_string(hit->record->path, "/", FALSE);
    g_autofree char *id =
        g_uri_escape_string(hit->query_id != NULL ? hit->query_id : "1", NULL, TRUE);
    char score[TC_SCORE_BYTES];
    fprintf(out, "%s Q0 %s %u %s tracuu\n", id, path, hit->hit->rank,
            tc_score_text(hit->hit->ranked.score, "%.6f", score));
}

void
tc_print_hit(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    switch (options->output) {
    case TC_OUTPUT_TEXT:
        tc_print_text(out, options, hit);
        return;
    case TC_OUTPUT_JSON:
        tc_print_json(out, options, hit);
        return;
    case TC_OUTPUT_CSV:
        tc_print_columns(out, options, hit);
        return;
    case TC_OUTPUT_TSV:
        if (options->columns != NULL)
            tc_print_columns(out, options, hit);
        else
            print_tsv(out, options, hit);
        return;
    case TC_OUTPUT_PATHS:
        print_path(out, options, hit->record->path);
        return;
    case TC_OUTPUT_TREC:
        print_trec(out, hit);
        return;
    }
    g_assert_not_reached();
}

#include "query/command/print_parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
print_remark(FILE *out, const TcOptions *options, const char *label, const char *text)
{
    g_autofree char *shown = tc_printable(text);
    fputs(options->color ? TC_COLOR_DIM : "", out);
    fprintf(out, "%s %s", label, shown);
    fprintf(out, "%s\n", options->color ? TC_COLOR_RESET : "");
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

void
tc_print_set_end(FILE *out, const TcOptions *options, gboolean any)
{
    fprintf(out, "%s%s%s\n\n", options->color ? TC_COLOR_DIM : "",
            any ? _("Only a part of the topic:") : _("Nothing is about this topic. Nearest to it:"),
            options->color ? TC_COLOR_RESET : "");
}

/* ---- hits ---- */

static void
print_highlighted(FILE *out, const TcOptions *options, const TcSnippet *snippet)
{
    guint32 done = 0;
    for (guint i = 0; i < snippet->highlights->len; i++) {
        const TcHighlight *highlight = &g_array_index(snippet->highlights, TcHighlight, i);
        fprintf(out, "%.*s%s%.*s%s", (int)(highlight->start - done), snippet->text + done,
                options->color ? TC_COLOR_MATCH : "", (int)(highlight->end - highlight->start),
                snippet->text + highlight->start, options->color ? TC_COLOR_RESET : "");
        done = highlight->end;
    }
    fprintf(out, "%s\n", snippet->text + done);
}

void
tc_print_text(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *title = tc_title_of(record);
    g_autofree char *path = tc_printable(record->path);
    fprintf(out, "%u. %s%s%s\n", hit->hit->rank, options->color ? TC_COLOR_BOLD : "", title,
            options->color ? TC_COLOR_RESET : "");
    g_autofree char *date = tc_date_text(record->date);
    const char *facts[] = {record->type, record->number, date, record->session, record->term};
    gboolean any = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(facts); i++) {
        if (facts[i] != NULL && *facts[i] != '\0') {
            g_autofree char *fact = tc_printable(facts[i]);
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
    fprintf(out, "   %s%s%s\n", options->color ? TC_COLOR_DIM : "", path,
            options->color ? TC_COLOR_RESET : "");
    for (guint i = 0; hit->copies != NULL && i < hit->copies->len; i++) {
        g_autofree char *copy = tc_printable(g_ptr_array_index(hit->copies, i));
        fprintf(out, "   %s%s %s%s\n", options->color ? TC_COLOR_DIM : "", _("also"), copy,
                options->color ? TC_COLOR_RESET : "");
    }
    if (hit->snippet != NULL && *hit->snippet->text != '\0') {
        fputs("   ", out);
        print_highlighted(out, options, hit->snippet);
    }
    if (options->explain) {
        tc_print_explanation(out, hit);
    }
    fputc('\n', out);
}

/* ---- facets ---- */

#define BAR_MAX 40 /* columns */

void
tc_print_facet_text(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values)
{
    static const char *const labels[TC_FACET_COUNT] = {
        N_("type"), N_("issued by"), N_("year"), N_("place"), N_("term of office"), N_("month")};
    gboolean bars = options->timeline && (facet == TC_FACET_YEAR || facet == TC_FACET_MONTH);
    guint32 most = 1;
    for (guint i = 0; i < values->len; i++) {
        most = MAX(most, g_array_index(values, TcFacetValue, i).count);
    }
    fprintf(out, "%s%s%s\n", options->color ? TC_COLOR_BOLD : "", _(labels[facet]),
            options->color ? TC_COLOR_RESET : "");
    if (values->len == 0) {
        fprintf(out, "   %s\n", _("not known of any hit"));
    }
    for (guint i = 0; i < values->len; i++) {
        const TcFacetValue *value = &g_array_index(values, TcFacetValue, i);
        g_autofree char *shown = tc_printable(value->value);
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

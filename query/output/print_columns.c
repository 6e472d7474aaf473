#include "query/output/print.h"

#include <string.h>

static char *
joined_copies(const TcOptions *options, const TcPrintHit *hit)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; hit->copies != NULL && i < hit->copies->len; i++) {
        g_autofree char *shown = tc_options_shown(options, g_ptr_array_index(hit->copies, i));
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", shown);
    }
    return g_string_free(out, FALSE);
}

/* Free with g_free(). */
static char *
value_of(const TcOptions *options, const TcPrintHit *hit, guint column)
{
    char score[TC_SCORE_BYTES];
    switch (column) {
    case TC_COLUMN_RANK:
        return g_strdup_printf("%u", hit->hit->rank);
    case TC_COLUMN_SCORE:
        return g_strdup(tc_score_text(hit->hit->ranked.score, "%.6g", score));
    case TC_COLUMN_TIER:
        return g_strdup(tc_hit_tier(hit->snippet));
    case TC_COLUMN_SNIPPET:
        return g_strdup(hit->snippet != NULL ? hit->snippet->text : NULL);
    case TC_COLUMN_COPIES:
        return joined_copies(options, hit);
    default:
        return tc_field_shown(options, hit->record, (TcField)column);
    }
}

/* As RFC 4180 has it. What a spreadsheet would take for a formula, which a document could smuggle
 * in, gets a space before it. */
static void
append_csv(GString *out, const char *value)
{
    gboolean is_formula = *value != '\0' && strchr("=+-@", *value) != NULL;
    gboolean is_quoted = is_formula || strpbrk(value, ",\"") != NULL;
    g_string_append(out, is_quoted ? "\"" : "");
    g_string_append(out, is_formula ? " " : "");
    for (const char *c = value; *c != '\0'; c++) {
        g_string_append(out, *c == '"' ? "\"" : "");
        g_string_append_c(out, *c);
    }
    g_string_append(out, is_quoted ? "\"" : "");
}

void
tc_print_columns(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    gboolean is_csv = options->output == TC_OUTPUT_CSV;
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < options->columns->len; i++) {
        g_autofree char *value = value_of(options, hit, tc_column_at(options->columns, i)->column);
        /* Printable text has no tab and no line end. */
        g_autofree char *shown = tc_printable(value != NULL ? value : "");
        g_string_append(line, i == 0 ? "" : is_csv ? "," : "\t");
        if (is_csv)
            append_csv(line, shown);
        else
            g_string_append(line, shown);
    }
    fprintf(out, "%s%s", line->str, is_csv ? "\r\n" : "\n");
}

void
tc_print_header(FILE *out, const TcOptions *options)
{
    if (options->output != TC_OUTPUT_CSV)
        return;
    g_autoptr(GString) line = g_string_new("\xEF\xBB\xBF"); /* so that spreadsheets know UTF-8 */
    for (guint i = 0; i < options->columns->len; i++) {
        g_string_append(line, i > 0 ? "," : "");
        append_csv(line, tc_column_at(options->columns, i)->name);
    }
    fprintf(out, "%s\r\n", line->str);
}

#include "query/command/columns.h"

#include "query/command/print_parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The Vietnamese names also go without marks, and "tiêu-đề" is what the query language has. */
static const struct {
    const char *english;
    const char *vietnamese;
    const char *other;
    TcColumn column;
} names[] = {
    {N_("rank"), "thứ-hạng", NULL, TC_COLUMN_RANK},
    {N_("score"), "điểm", NULL, TC_COLUMN_SCORE},
    {N_("path"), "đường-dẫn", "tệp", TC_COLUMN_PATH},
    {N_("title"), "trích-yếu", "tiêu-đề", TC_COLUMN_TITLE},
    {N_("date"), "ngày", NULL, TC_COLUMN_DATE},
    {N_("type"), "loại", NULL, TC_COLUMN_TYPE},
    {N_("number"), "số", NULL, TC_COLUMN_NUMBER},
    {N_("org"), "cơ-quan", NULL, TC_COLUMN_ORG},
    {N_("place"), "nơi", NULL, TC_COLUMN_PLACE},
    {N_("signer"), "người-ký", NULL, TC_COLUMN_SIGNER},
    {N_("session"), "kỳ-họp", NULL, TC_COLUMN_SESSION},
    {N_("term"), "nhiệm-kỳ", NULL, TC_COLUMN_TERM},
    {N_("chair"), "chủ-trì", NULL, TC_COLUMN_CHAIR},
    {N_("tier"), "mức", NULL, TC_COLUMN_TIER},
    {N_("snippet"), "đoạn-trích", NULL, TC_COLUMN_SNIPPET},
    {N_("copies"), "bản-sao", NULL, TC_COLUMN_COPIES},
};

/* Small letters without marks: "Trích yếu" is "trich-yeu". */
static char *
fold(const char *name)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    g_autofree char *apart = g_utf8_normalize(lower, -1, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);
    for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (letter == 0x111) {
            g_string_append_c(out, 'd');
        } else if (letter == ' ' || letter == '_') {
            g_string_append_c(out, '-');
        } else if (g_unichar_type(letter) != G_UNICODE_NON_SPACING_MARK) {
            g_string_append_unichar(out, letter);
        }
    }
    return g_string_free(out, FALSE);
}

static gboolean
is_name(const char *folded, const char *name)
{
    g_autofree char *other = name == NULL ? NULL : fold(name);
    return other != NULL && strcmp(folded, other) == 0;
}

static void
name_clear(gpointer data)
{
    g_free(((TcColumnName *)data)->name);
}

static GArray *
columns_new(void)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(TcColumnName));
    g_array_set_clear_func(columns, name_clear);
    return columns;
}

GArray *
tc_columns_parse(const char *list, char **wrong)
{
    g_autoptr(GArray) columns = columns_new();
    g_auto(GStrv) parts = g_strsplit(list, ",", -1);
    for (guint i = 0; i == 0 || parts[i] != NULL; i++) { /* "" has no name, which is wrong */
        const char *part = parts[i] != NULL ? g_strstrip(parts[i]) : "";
        g_autofree char *folded = g_utf8_validate(part, -1, NULL) ? fold(part) : g_strdup("");
        gsize at = 0;
        while (at < G_N_ELEMENTS(names) && !is_name(folded, names[at].english) &&
               !is_name(folded, names[at].vietnamese) && !is_name(folded, names[at].other)) {
            at++;
        }
        if (at == G_N_ELEMENTS(names)) {
            *wrong = g_utf8_make_valid(part, -1);
            return NULL;
        }
        TcColumnName column = {names[at].column, g_strdup(part)};
        g_array_append_val(columns, column);
    }
    return g_steal_pointer(&columns);
}

GArray *
tc_columns_register(void)
{
    static const TcColumn list[] = {TC_COLUMN_NUMBER, TC_COLUMN_DATE, TC_COLUMN_TYPE,
                                    TC_COLUMN_TITLE,  TC_COLUMN_ORG,  TC_COLUMN_SIGNER,
                                    TC_COLUMN_PATH};
    GArray *columns = columns_new();
    for (gsize i = 0; i < G_N_ELEMENTS(list); i++) {
        TcColumnName column = {list[i], g_strdup(_(names[list[i]].english))};
        g_array_append_val(columns, column);
    }
    return columns;
}

gboolean
tc_columns_have(const GArray *columns, TcColumn column)
{
    for (guint i = 0; columns != NULL && i < columns->len; i++) {
        if (g_array_index(columns, TcColumnName, i).column == column) {
            return TRUE;
        }
    }
    return FALSE;
}

char *
tc_columns_known(void)
{
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", names[i].english);
    }
    return g_string_free(out, FALSE);
}

/* ---- rows ---- */

static char *
joined_copies(const TcPrintHit *hit)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; hit->copies != NULL && i < hit->copies->len; i++) {
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "",
                               (const char *)g_ptr_array_index(hit->copies, i));
    }
    return g_string_free(out, FALSE);
}

/* Free with g_free(). */
static char *
value_of(const TcPrintHit *hit, TcColumn column)
{
    const TcRecord *record = hit->record;
    switch (column) {
    case TC_COLUMN_RANK:
        return g_strdup_printf("%u", hit->hit->rank);
    case TC_COLUMN_SCORE:
        return g_strdup_printf("%.6g", hit->hit->ranked.score);
    case TC_COLUMN_PATH:
        return g_strdup(record->path);
    case TC_COLUMN_TITLE:
        return g_strdup(record->title);
    case TC_COLUMN_DATE:
        return tc_date_text(record->date);
    case TC_COLUMN_TYPE:
        return g_strdup(record->type);
    case TC_COLUMN_NUMBER:
        return g_strdup(record->number);
    case TC_COLUMN_ORG:
        return g_strdup(record->org);
    case TC_COLUMN_PLACE:
        return g_strdup(record->place);
    case TC_COLUMN_SIGNER:
        return g_strdup(record->signer);
    case TC_COLUMN_SESSION:
        return g_strdup(record->session);
    case TC_COLUMN_TERM:
        return g_strdup(record->term);
    case TC_COLUMN_CHAIR:
        return g_strdup(record->chair);
    case TC_COLUMN_TIER:
        return g_strdup(tc_hit_tier(hit->snippet));
    case TC_COLUMN_SNIPPET:
        return g_strdup(hit->snippet != NULL ? hit->snippet->text : NULL);
    case TC_COLUMN_COPIES:
        return joined_copies(hit);
    case TC_COLUMN_COUNT:
        break;
    }
    g_assert_not_reached();
}

/* As RFC 4180 has it. What a spreadsheet would take for a formula, which a document could smuggle
 * in, gets a space before it. */
static void
append_csv(GString *out, const char *value)
{
    gboolean formula = *value != '\0' && strchr("=+-@", *value) != NULL;
    gboolean quoted = formula || strpbrk(value, ",\"") != NULL;
    g_string_append(out, quoted ? "\"" : "");
    g_string_append(out, formula ? " " : "");
    for (const char *c = value; *c != '\0'; c++) {
        g_string_append(out, *c == '"' ? "\"" : "");
        g_string_append_c(out, *c);
    }
    g_string_append(out, quoted ? "\"" : "");
}

void
tc_print_columns(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    gboolean csv = options->output == TC_OUTPUT_CSV;
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < options->columns->len; i++) {
        g_autofree char *value =
            value_of(hit, g_array_index(options->columns, TcColumnName, i).column);
        /* Printable text has no tab and no line end. */
        g_autofree char *shown = tc_printable(value != NULL ? value : "");
        g_string_append(line, i == 0 ? "" : csv ? "," : "\t");
        if (csv) {
            append_csv(line, shown);
        } else {
            g_string_append(line, shown);
        }
    }
    fprintf(out, "%s%s", line->str, csv ? "\r\n" : "\n");
}

void
tc_print_header(FILE *out, const TcOptions *options)
{
    if (options->output != TC_OUTPUT_CSV) {
        return;
    }
    g_autoptr(GString) line = g_string_new("\xEF\xBB\xBF"); /* so that spreadsheets know UTF-8 */
    for (guint i = 0; i < options->columns->len; i++) {
        g_string_append(line, i > 0 ? "," : "");
        append_csv(line, g_array_index(options->columns, TcColumnName, i).name);
    }
    fprintf(out, "%s\r\n", line->str);
}

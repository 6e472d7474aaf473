#include "option/wrap.h"
#include "query/output/print.h"
#include "query/show/ordinary.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Put `line`, which begins with `indent` spaces, out as lines of the screen. */
static void
print_line(FILE *out, const TcOptions *options, const GString *line, guint indent)
{
    g_autoptr(GString) wrapped = g_string_new(NULL);
    tc_wrap(wrapped, line->str, line->len, 0, indent, options->screen.width);
    fprintf(out, "%s\n", wrapped->str);
}

static void
print_remark(FILE *out, const TcOptions *options, const char *label, const char *text)
{
    g_autofree char *shown = tc_printable(text);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%s%s %s%s", options->color ? TC_COLOR_DIM : "", label, shown,
                           options->color ? TC_COLOR_RESET : "");
    print_line(out, options, line, 3);
}

/* All readings but the first one. */
static void
print_meanings(FILE *out, const TcOptions *options, const GArray *meanings)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 1; i < meanings->len; i++)
        g_string_append_printf(list, "%s%s", i > 1 ? ", " : "", tc_meaning_at(meanings, i)->text);
    print_remark(out, options, _("Could also be:"), list->str);
}

void
tc_print_reading(FILE *out, const TcOptions *options, const TcResults *results)
{
    if (results->reading == NULL && results->meanings == NULL && results->also == NULL &&
        results->suggestion == NULL)
        return;
    if (results->reading != NULL)
        print_remark(out, options, _("Understood as:"), results->reading);
    if (results->meanings != NULL)
        print_meanings(out, options, results->meanings);
    if (results->also != NULL)
        print_remark(out, options, _("Also searched:"), results->also);
    if (results->suggestion != NULL)
        print_remark(out, options, _("Did you mean:"), results->suggestion);
    fputc('\n', out);
}

void
tc_print_order(FILE *out, const TcOptions *options, gboolean is_newest_first)
{
    g_autoptr(GString) line = g_string_new(options->color ? TC_COLOR_DIM : "");
    g_string_append(line, is_newest_first
                              ? _("Newest first; “mới nhất” in quotes is searched as words.")
                              : _("Oldest first; “cũ nhất” in quotes is searched as words."));
    g_string_append(line, options->color ? TC_COLOR_RESET : "");
    print_line(out, options, line, 3);
    fputc('\n', out);
}

static void
print_border(FILE *out, const TcOptions *options, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%s%s%s", options->color ? TC_COLOR_DIM : "", text,
                           options->color ? TC_COLOR_RESET : "");
    print_line(out, options, line, 3);
    fputc('\n', out);
}

void
tc_print_set_end(FILE *out, const TcOptions *options, gboolean has_any)
{
    print_border(out, options,
                 has_any ? _("Only a part of the topic:")
                         : _("Nothing is about this topic. Nearest to it:"));
}

void
tc_print_phrase_begin(FILE *out, const TcOptions *options)
{
    print_border(out, options, _("With the exact phrase:"));
}

void
tc_print_rest(FILE *out, const TcOptions *options, gboolean is_field_lacking)
{
    print_border(out, options,
                 is_field_lacking ? _("As plain words, since no document has this field:")
                                  : _("Without the exact phrase:"));
}

/* How many. */
static void
append_total(GString *line, const TcSummary *summary)
{
    guint32 total = summary->total;
    if (!summary->is_all)
        g_string_append_printf(line, _("more than %u documents about the topic"), total);
    else if (summary->is_about_topic)
        g_string_append_printf(
            line, ngettext("%u document about the topic", "%u documents about the topic", total),
            total);
    else
        g_string_append_printf(line, ngettext("%u document", "%u documents", total), total);
}

void
tc_print_summary(FILE *out, const TcOptions *options, const TcSummary *summary)
{
    g_autoptr(GString) line = g_string_new(options->color ? TC_COLOR_DIM : "");
    guint from = options->search.offset + 1;
    guint to = options->search.offset + summary->shown;
    gboolean has_more = to < summary->total || !summary->is_all;
    append_total(line, summary);
    if (summary->shown > 0 && (summary->shown < summary->total || has_more)) {
        g_string_append(line, ", ");
        if (from == to)
            g_string_append_printf(line, _("number %u shown"), from);
        else
            g_string_append_printf(line, _("%u–%u shown"), from, to);
        if (has_more) {
            g_string_append(line, " ");
            g_string_append_printf(line, _("(more: --offset %u)"), to);
        }
    }
    if (summary->joined > 0)
        g_string_append_printf(line,
                               ngettext("; %u is shown with one that is nearly the same",
                                        "; %u are shown with others that are nearly the same",
                                        summary->joined),
                               summary->joined);
    g_string_append(line, options->color ? TC_COLOR_RESET : "");
    print_line(out, options, line, 3);
    fputc('\n', out);
}

/* ---- hits ---- */

static void
append_highlighted(GString *out, const TcOptions *options, const TcSnippet *snippet,
                   const char *around)
{
    guint32 done = 0;
    g_string_append(out, options->color ? around : "");
    for (guint i = 0; options->color && i < snippet->highlights->len; i++) {
        const TcHighlight *highlight = tc_highlight_at(snippet->highlights, i);
        g_string_append_len(out, snippet->text + done, highlight->start - done);
        g_string_append(out, TC_COLOR_MATCH);
        g_string_append_len(out, snippet->text + highlight->start,
                            highlight->end - highlight->start);
        g_string_append_printf(out, "%s%s", TC_COLOR_RESET, around);
        done = highlight->end;
    }
    g_string_append(out, snippet->text + done);
    g_string_append(out, options->color && *around != '\0' ? TC_COLOR_RESET : "");
}

/* "  · fact": what is known of the document, in one line. */
static void
append_fact(GString *line, const char *fact)
{
    if (fact != NULL && *fact != '\0') {
        g_autofree char *shown = tc_printable(fact);
        g_string_append_printf(line, "%s%s", line->len > 3 ? " · " : "", shown);
    }
}

/* The address of a file, or of the archive file that it is in: here, or as the path is shown. */
static char *
address_of(const TcOptions *options, const char *path)
{
    const char *member = strstr(path, "!/");
    g_autofree char *file =
        member != NULL ? g_strndup(path, (gsize)(member - path)) : g_strdup(path);
    char *elsewhere = options->real_paths ? NULL : tc_show_as_uri(options->show_as, file);
    return elsewhere != NULL ? elsewhere : g_filename_to_uri(file, g_get_host_name(), NULL);
}

/* A path, as a link where the terminal has such. */
static void
print_path(FILE *out, const TcOptions *options, const char *label, const char *path,
           gboolean is_gone)
{
    g_autofree char *called = tc_options_shown(options, path);
    g_autofree char *shown = tc_printable(called);
    g_autoptr(GString) line = g_string_new("   ");
    g_autofree char *uri = options->screen.has_links ? address_of(options, path) : NULL;
    g_string_append_printf(line, "%s%s%s", options->color ? TC_COLOR_DIM : "", label,
                           *label != '\0' ? " " : "");
    if (uri != NULL)
        g_string_append_printf(line, "\033]8;;%s\033\\%s\033]8;;\033\\", uri, shown);
    else
        g_string_append(line, shown);
    if (is_gone)
        g_string_append_printf(line, " (%s)", _("the file is gone"));
    g_string_append(line, options->color ? TC_COLOR_RESET : "");
    print_line(out, options, line, 3);
}

/* Whether an earlier one is another file of the same act that says the same. */
static gboolean
is_said_before(const GArray *related, guint index)
{
    const TcRelated *by = tc_related_at(related, index);
    for (guint i = 0; i < index; i++) {
        const TcRelated *other = tc_related_at(related, i);
        if (other->kind == by->kind && other->date == by->date &&
            other->effective == by->effective && by->number != NULL &&
            g_strcmp0(other->number, by->number) == 0 && g_strcmp0(other->scope, by->scope) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "Bị thay thế bởi 22/2024/QĐ-UBND (01/06/2024)". */
static void
print_effects(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    for (guint i = 0; hit->related != NULL && i < hit->related->len; i++) {
        const TcRelated *by = tc_related_at(hit->related, i);
        if (by->kind > TC_RELATION_CORRECTS || is_said_before(hit->related, i))
            continue;
        g_autofree char *path = tc_options_shown(options, by->path);
        g_autofree char *name = tc_printable(by->number != NULL  ? by->number
                                             : by->title != NULL ? by->title
                                                                 : path);
        g_autofree char *date = tc_clerk_date(by->effective > 0 ? by->effective : by->date);
        g_autoptr(GString) line = g_string_new("   ");
        g_string_append_printf(line, "%s%s %s", options->color ? TC_COLOR_BOLD : "",
                               tc_related_label(by), name);
        if (date != NULL)
            g_string_append_printf(line, " (%s)", date);
        if (by->scope != NULL) {
            g_autofree char *scope = tc_ordinary_title(by->scope, hit->record);
            g_autofree char *shown = tc_printable(scope);
            g_string_append_printf(line, ": %s", shown);
        }
        g_string_append(line, options->color ? TC_COLOR_RESET : "");
        print_line(out, options, line, 5);
    }
}

const char *
tc_related_label(const TcRelated *by)
{
    static const char *const whole[] = {
        [TC_RELATION_REPLACES] = N_("Replaced by"),
        [TC_RELATION_REPEALS] = N_("Repealed by"),
        [TC_RELATION_AMENDS] = N_("Amended by"),
        [TC_RELATION_CORRECTS] = N_("Corrected by"),
        [TC_RELATION_IMPLEMENTS] = N_("Implemented by"),
        [TC_RELATION_BASED_ON] = N_("Basis of"),
        [TC_RELATION_PROMULGATES] = N_("Promulgated by"),
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(whole) == TC_RELATION_KIND_COUNT);
    if (by->scope != NULL && by->kind == TC_RELATION_REPLACES)
        return _("Replaced in part by");
    if (by->scope != NULL && by->kind == TC_RELATION_REPEALS)
        return _("Repealed in part by");
    return _(whole[by->kind]);
}

/* What is nearly the same, by its path; and below it what differs. */
static void
print_near(FILE *out, const TcOptions *options, const TcNear *near, gboolean wants_path)
{
    g_autofree char *label =
        g_strdup_printf(wants_path ? _("%u%% the same:") : _("%u%% the same"), near->percent);
    if (wants_path) {
        print_path(out, options, label, near->path, FALSE);
    } else {
        g_autoptr(GString) line = g_string_new("   ");
        g_string_append(line, label);
        print_line(out, options, line, 3);
    }
    for (guint i = 0; wants_path && near->copies != NULL && i < near->copies->len; i++)
        print_path(out, options, _("also"), g_ptr_array_index(near->copies, i), FALSE);
    if (near->differences == NULL)
        return;
    g_autofree char *shown = tc_printable(near->differences);
    g_autoptr(GString) line = g_string_new("   ");
    g_string_append_printf(line, "%s %s", _("differs:"), shown);
    print_line(out, options, line, 5);
}

/* What made the score, its lines broken behind the figures. */
static void
print_explanation(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    char *text = NULL;
    size_t len = 0;
    FILE *memory = open_memstream(&text, &len);
    if (memory == NULL) { /* no memory: as it is */
        tc_print_explanation(out, options, hit);
        return;
    }
    tc_print_explanation(memory, options, hit);
    fclose(memory);
    for (char *at = text, *end = NULL; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        g_autoptr(GString) line = g_string_new_len(at, end - at);
        print_line(out, options, line, 14);
    }
    free(text);
}

void
tc_print_text(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *date = tc_clerk_date(record->date);
    g_autoptr(GString) title = g_string_new(NULL);
    g_autoptr(GString) facts = g_string_new("   ");
    g_string_append_printf(title, "%u. ", hit->hit->rank);
    append_highlighted(title, options, hit->title, TC_COLOR_BOLD);
    print_line(out, options, title, 3);
    append_fact(facts, record->number);
    append_fact(facts, date);
    append_fact(facts, record->type);
    append_fact(facts, record->org);
    append_fact(facts, record->session);
    append_fact(facts, record->term);
    append_fact(facts, hit->person);
    append_fact(facts, hit->hit->ranked.is_named && !hit->hit->ranked.is_of_other_year
                           ? _("called by its name")
                           : NULL);
    append_fact(facts, record->is_ocr ? _("recognised text") : NULL);
    if (facts->len > 3)
        print_line(out, options, facts, 3);
    print_effects(out, options, hit);
    print_path(out, options, "", record->path, hit->is_gone);
    for (guint i = 0; hit->copies != NULL && i < hit->copies->len; i++)
        print_path(out, options, _("also"), g_ptr_array_index(hit->copies, i), FALSE);
    for (guint i = 0; hit->near != NULL && i < hit->near->len; i++)
        print_near(out, options, g_ptr_array_index(hit->near, i), TRUE);
    if (hit->likeness != NULL)
        print_near(out, options, hit->likeness, FALSE);
    if (hit->context != NULL) {
        fputs(hit->context, out);
    } else if (hit->snippet != NULL && *hit->snippet->text != '\0') {
        g_autoptr(GString) passage = g_string_new("   ");
        append_highlighted(passage, options, hit->snippet, "");
        print_line(out, options, passage, 3);
    }
    if (options->explain)
        print_explanation(out, options, hit);
    fputc('\n', out);
}

/* ---- facets ---- */

#define BAR_MAX    40 /* columns */
#define BAR_LEFT   20 /* columns before a bar: the count, a month, and what is between */
#define VALUES_MAX 20 /* of a list; years and months are shown all */

/* Years or months between two neighbours of a timeline. */
static guint
gap_between(const TcFacetValue *before, const TcFacetValue *after)
{
    guint from[2] = {0, 1};
    guint to[2] = {0, 1};
    if (sscanf(before->value, "%u-%u", &from[0], &from[1]) < 1 ||
        sscanf(after->value, "%u-%u", &to[0], &to[1]) < 1)
        return 0;
    gboolean are_months = strchr(before->value, '-') != NULL;
    guint distance = are_months ? (to[0] * 12 + to[1]) - (from[0] * 12 + from[1]) : to[0] - from[0];
    return distance > 1 ? distance - 1 : 0;
}

void
tc_print_facet_text(FILE *out, const TcOptions *options, TcFacet facet, const GArray *values)
{
    gboolean has_bars = options->timeline && tc_facet_is_time(facet);
    const guint width = options->screen.width;
    const guint bar_max =
        width > 0 ? CLAMP(width, BAR_LEFT + 1, BAR_LEFT + BAR_MAX) - BAR_LEFT : BAR_MAX;
    guint32 most = 1;
    for (guint i = 0; i < values->len; i++)
        most = MAX(most, tc_facet_value_at(values, i)->count);
    fprintf(out, "%s%s%s\n", options->color ? TC_COLOR_BOLD : "", _(tc_facet_label(facet)),
            options->color ? TC_COLOR_RESET : "");
    if (values->len == 0)
        fprintf(out, "   %s\n", _("not known of any hit"));
    gboolean is_in_time = tc_facet_is_time(facet);
    guint shown_count = is_in_time || values->len <= VALUES_MAX + 1 ? values->len : VALUES_MAX;
    for (guint i = 0; i < shown_count; i++) {
        const TcFacetValue *value = tc_facet_value_at(values, i);
        guint gap = has_bars && i > 0 ? gap_between(value - 1, value) : 0;
        if (gap > 0)
            fprintf(out, "%8u  %s\n", 0, gap == 1 ? "·" : "⋮");
        g_autoptr(GString) line = g_string_new(NULL);
        g_autofree char *text = tc_printable(value->value);
        g_string_append_printf(line, "%8u  ", value->count);
        tc_wrap(line, text, strlen(text), 10, 10, options->screen.width);
        fputs(line->str, out);
        if (has_bars) {
            fputs("  ", out);
            for (guint64 column = 0; column < MAX(1, (guint64)value->count * bar_max / most);
                 column++)
                fputs("█", out);
        }
        fputc('\n', out);
    }
    if (shown_count < values->len) {
        fputs("          ", out);
        fprintf(out, _("… (%u more)"), values->len - shown_count);
        fputc('\n', out);
    }
    fputc('\n', out);
}

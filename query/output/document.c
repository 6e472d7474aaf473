#include "query/output/document.h"

#include "option/wrap.h"
#include "query/output/print_parts.h"
#include "query/show/light.h"
#include "query/show/ordinary.h"
#include "store/kept/correction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of a text that are lit and written at a time: lines are not divided, unless they are
 * longer than PIECE_MAX. */
#define PIECE_LEN   ((gsize)16 << 10)
#define PIECE_MAX   ((gsize)128 << 10)
/* Where a passage begins so far behind the beginning of a text, that the text goes to the pager in
 * one piece is sooner than that the pager reads up to there. */
#define DEEP_MIN    ((gsize)1 << 20)
/* Lines above the passage with which a pager begins. */
#define LINES_ABOVE 3u
/* Lines of a passage, as a rule. */
#define LINES_BELOW 4u

/* ---- the head ---- */

static void
add_line(GString *out, const TcOptions *options, const char *label, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_autofree char *shown = tc_printable(value);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%s%s:%s %s", options->color ? TC_COLOR_DIM : "", label,
                           options->color ? TC_COLOR_RESET : "", shown);
    tc_wrap(out, line->str, line->len, 0, 3, options->screen.width);
    g_string_append_c(out, '\n');
}

/* "22/2024/QĐ-UBND (01/06/2024), UBND tỉnh Bắc Giang, from 15/06/2024: khoản 2 Điều 5;
 * /srv/kho/...", below the document of `record` */
static char *
describe(const TcRecord *record, const char *number, const char *name, guint32 date,
         const char *org, guint32 from, const char *scope, const char *path)
{
    GString *out = g_string_new(number != NULL ? number : name);
    g_autofree char *day = date % 10000 > 0 ? tc_clerk_date(date) : NULL;
    if (number != NULL && name != NULL) {
        g_string_prepend(out, " ");
        g_string_prepend(out, name);
    }
    if (day != NULL)
        g_string_append_printf(out, " (%s)", day);
    if (org != NULL)
        g_string_append_printf(out, ", %s", org);
    g_autofree char *since = from % 100 > 0 && from != date ? tc_clerk_date(from) : NULL;
    if (since != NULL) {
        g_string_append(out, ", ");
        /* TRANSLATORS: from when on another document is replaced or amended */
        g_string_append_printf(out, _("from %s"), since);
    }
    if (scope != NULL) {
        g_autofree char *ordinary = tc_ordinary_title(scope, record);
        g_string_append_printf(out, ": %s", ordinary);
    }
    if (path != NULL)
        g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", path);
    return g_string_free(out, FALSE);
}

/* What others say of the document, then what it says of others. */
static void
append_relations(GString *out, const TcOptions *options, const TcPrintHit *hit)
{
    static const char *const labels[] = {
        [TC_RELATION_REPLACES] = N_("Replaces"),       [TC_RELATION_REPEALS] = N_("Repeals"),
        [TC_RELATION_AMENDS] = N_("Amends"),           [TC_RELATION_CORRECTS] = N_("Corrects"),
        [TC_RELATION_IMPLEMENTS] = N_("Implements"),   [TC_RELATION_BASED_ON] = N_("Based on"),
        [TC_RELATION_PROMULGATES] = N_("Promulgates"),
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(labels) == TC_RELATION_KIND_COUNT);
    g_autoptr(GPtrArray) relations = tc_relations_read(hit->record->relations);
    for (guint i = 0; hit->related != NULL && i < hit->related->len; i++) {
        const TcRelated *by = tc_related_at(hit->related, i);
        g_autofree char *path = tc_options_shown(options, by->path);
        g_autofree char *text =
            describe(hit->record, by->number, by->number != NULL ? NULL : by->title, by->date, NULL,
                     by->effective, by->scope, path);
        add_line(out, options, tc_related_label(by), text);
    }
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        const TcRelated *target = hit->targets != NULL ? g_ptr_array_index(hit->targets, i) : NULL;
        const char *name = relation->title != NULL ? relation->title : relation->type;
        g_autofree char *path = target != NULL ? tc_options_shown(options, target->path) : NULL;
        g_autofree char *text = describe(hit->record, relation->number, name, relation->date,
                                         relation->org, relation->effective, relation->scope, path);
        add_line(out, options, _(labels[relation->kind]), text);
    }
}

/* A field as people read it; what was set by hand, with what was read. */
static char *
field_text(const TcOptions *options, const TcRecord *record, TcField field)
{
    g_autofree char *value = field == TC_FIELD_DATE ? tc_clerk_date(record->date)
                                                    : tc_field_shown(options, record, field);
    g_autofree char *read = tc_record_as_read(record, field);
    if (read == NULL)
        return g_steal_pointer(&value);
    if (field == TC_FIELD_DATE && *read != '\0') {
        char *date = tc_clerk_date(tc_correction_date(read));
        g_free(read);
        read = date;
    }
    return g_strdup_printf(_("%s (set by hand; read: %s)"), value != NULL ? value : _("nothing"),
                           read != NULL && *read != '\0' ? read : _("nothing"));
}

static void
append_head(GString *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *title = tc_title_shown(record);
    g_autofree char *set_title = tc_record_as_read(record, TC_FIELD_TITLE);
    g_autofree char *number = field_text(options, record, TC_FIELD_NUMBER);
    g_autoptr(GString) line = g_string_new(NULL);
    g_autofree char *origin =
        record->encoding == NULL || strcmp(record->encoding, "UTF-8") == 0
            ? g_strdup(record->format)
            : g_strdup_printf("%s, %s", record->format != NULL ? record->format : "",
                              record->encoding);
    g_string_append_printf(line, "%s%s%s", options->color ? TC_COLOR_BOLD : "", title,
                           options->color ? TC_COLOR_RESET : "");
    tc_wrap(out, line->str, line->len, 0, 0, options->screen.width);
    g_string_append_c(out, '\n');
    add_line(out, options, _(tc_field_row(TC_FIELD_NUMBER)->label), number);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        g_autofree char *value = field_text(options, record, (TcField)i);
        if (i == TC_FIELD_PATH && hit->is_gone && value != NULL) {
            g_autofree char *path = g_steal_pointer(&value);
            value = g_strdup_printf("%s (%s)", path, _("the file is gone"));
        }
        if (i == TC_FIELD_TITLE ? set_title != NULL : i != TC_FIELD_NUMBER)
            add_line(out, options, _(tc_field_row((TcField)i)->label), value);
    }
    add_line(out, options, _("read as"), origin);
    for (guint i = 0; hit->copies != NULL && i < hit->copies->len; i++) {
        g_autofree char *copy = tc_options_shown(options, g_ptr_array_index(hit->copies, i));
        add_line(out, options, _("also"), copy);
    }
    append_relations(out, options, hit);
    if (record->is_ocr)
        add_line(out, options, _("remark"), _("recognised text"));
    g_string_append_c(out, '\n');
}

/* ---- the text ---- */

/* Where the piece that begins at `from` ends: behind a line. */
static gsize
piece_end(const TcRecord *record, gsize from)
{
    gsize rest = record->text_len - from;
    if (rest <= PIECE_LEN)
        return record->text_len;
    const char *start = record->text + from;
    const char *line = memchr(start + PIECE_LEN, '\n', MIN(rest, PIECE_MAX) - PIECE_LEN);
    gsize len = line != NULL ? (gsize)(line - start) + 1 : MIN(rest, PIECE_MAX);
    while (len < rest && ((guchar)start[len] & 0xC0) == 0x80)
        len++;
    return from + len;
}

/* What is lit of a piece, followed line by line. */
typedef struct {
    const char *text;
    const TcTokens *tokens;
    const TcLit *lit;
    gsize next;   /* token */
    gsize sought; /* byte of `text` whose line is looked for, and the byte of the output where it
                   * begins */
    gsize found;
} Lit;

/* Append the bytes [from, to), one line, as a terminal may show it and with its words lit. */
static void
append_lit(GString *out, const TcOptions *options, Lit *lit, gsize from, gsize to)
{
    gsize done = from;
    while (lit->next < lit->tokens->count && lit->tokens->items[lit->next].start < to) {
        gsize i = lit->next++;
        const TcToken *token = &lit->tokens->items[i];
        if (!options->color || lit->lit[i].word < 0 || !lit->lit[i].is_likely)
            continue;
        tc_append_line(out, lit->text + done, token->start - done);
        /* Words of a run are lit with the space between them. */
        gsize end = token->end;
        while (lit->next < lit->tokens->count && lit->tokens->items[lit->next].start < to &&
               lit->lit[lit->next].word >= 0 && lit->lit[lit->next].is_likely &&
               lit->tokens->items[lit->next].start == end + 1 && lit->text[end] == ' ')
            end = lit->tokens->items[lit->next++].end;
        end = MIN(end, to);
        g_string_append(out, TC_COLOR_MATCH);
        tc_append_line(out, lit->text + token->start, end - token->start);
        g_string_append(out, TC_COLOR_RESET);
        done = end;
    }
    tc_append_line(out, lit->text + done, to - done);
}

/* Blank lines and spaces at the ends of lines are left out but for one blank line in a row. */
static void
append_lines(GString *out, const TcOptions *options, Lit *lit, gsize len, guint indent,
             gboolean *is_blank)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (gsize at = 0; at < len;) {
        const char *end = memchr(lit->text + at, '\n', len - at);
        gsize to = end != NULL ? (gsize)(end - lit->text) : len;
        g_string_truncate(line, 0);
        append_lit(line, options, lit, at, to);
        while (line->len > 0 && line->str[line->len - 1] == ' ')
            g_string_truncate(line, line->len - 1);
        if (at <= lit->sought)
            lit->found = out->len;
        if (line->len > 0 || !*is_blank) {
            for (guint i = 0; line->len > 0 && i < indent; i++)
                g_string_append_c(out, ' ');
            tc_wrap(out, line->str, line->len, indent, indent, options->screen.width);
            g_string_append_c(out, '\n');
        }
        *is_blank = line->len == 0;
        at = to + 1;
    }
}

static void
write_out(TcPager *pager, GString *out)
{
    fwrite(out->str, 1, out->len, tc_pager_file(pager));
    fflush(tc_pager_file(pager));
    g_string_truncate(out, 0);
}

/* The bytes [from, to) of the document. Returns where in `out` the line begins that has the byte
 * `sought` of the document, if one of these has. */
static gsize
append_text(GString *out, const TcOptions *options, const TcPrintHit *hit, TcContext part,
            gsize sought, guint indent, gboolean *is_blank)
{
    const gsize from = part.from;
    const gsize to = part.to;
    const char *text = hit->record->text + from;
    g_autofree TcLit *lights = NULL;
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    if (options->color && tc_stretches_meet(hit->stretches, from, to)) {
        tc_analyze(hit->analyzer, text, to - from, &tokens);
        lights = tc_light(hit->words, &tokens, text, to - from, hit->is_unmarked,
                          hit->snippet != NULL && hit->snippet->is_stray_lit);
    }
    Lit lit = {text, &tokens, lights, 0, sought - MIN(sought, from), out->len};
    append_lines(out, options, &lit, to - from, indent, is_blank);
    return lit.found;
}

void
tc_document_append_context(GString *out, const TcOptions *options, const TcPrintHit *hit,
                           guint indent)
{
    gboolean is_blank = TRUE;
    TcContext context = tc_document_context(options, hit);
    if (context.to > context.from)
        append_text(out, options, hit, context, 0, indent, &is_blank);
}

TcContext
tc_document_context(const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    if (record->text == NULL)
        return (TcContext){0, 0};
    gsize place = hit->snippet != NULL ? hit->snippet->place : 0;
    return tc_context_around(record->text, record->text_len, place, place, options->context);
}

/* The byte of the document with whose line a pager is to begin; 0 for the first. */
static gsize
sought_place(const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    if (hit->snippet == NULL || hit->snippet->highlights->len == 0 || options->has_context ||
        record->text == NULL)
        return 0;
    return MIN(hit->snippet->source, record->text_len);
}

/* The byte of `out` at which the line begins that is LINES_ABOVE lines above the one at `place`. */
static gsize
above(const GString *out, gsize place)
{
    for (guint i = 0; i < LINES_ABOVE && place > 0; i++) {
        const char *end = memrchr(out->str, '\n', place - 1);
        place = end != NULL ? (gsize)(end + 1 - out->str) : 0;
    }
    return place;
}

/* The whole text, behind what is in `out`. FALSE where it is damaged. */
static gboolean
print_text(TcPager *pager, const TcOptions *options, const TcPrintHit *hit, GString *out,
           GError **error)
{
    const TcRecord *record = hit->record;
    const gsize sought = sought_place(options, hit);
    gsize written = 0;
    gboolean is_blank = TRUE;
    for (gsize at = 0; at < record->text_len && tc_pager_is_read(pager);) {
        if (!tc_stored_record_reach(hit->stored, at + PIECE_MAX + PIECE_LEN, error))
            return FALSE;
        TcContext piece = {at, piece_end(record, at)};
        gsize found = append_text(out, options, hit, piece, sought, 0, &is_blank);
        if (sought > at && sought < piece.to)
            tc_pager_set_place(pager, written + above(out, found));
        written += out->len;
        write_out(pager, out);
        at = piece.to;
    }
    return TRUE;
}

gboolean
tc_document_print(TcPager *pager, const TcOptions *options, const TcPrintHit *hit, GError **error)
{
    gboolean is_ok = TRUE;
    const TcRecord *record = hit->record;
    g_autoptr(GString) out = g_string_new(NULL);
    append_head(out, options, hit);
    if (record->text == NULL || record->text_len == 0)
        g_string_append_printf(out, "%s\n", _("no text is known of it"));
    else if (options->has_context)
        tc_document_append_context(out, options, hit, 0);
    else
        is_ok = print_text(pager, options, hit, out, error);
    write_out(pager, out);
    return is_ok;
}

void
tc_document_name(TcPager *pager, const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    g_autofree char *title = tc_title_shown(record);
    g_autofree char *path = tc_options_shown(options, record->path);
    g_autofree char *name =
        describe(record, record->number, NULL, record->date, NULL, 0, title, path);
    g_autofree char *shown = tc_printable(name);
    g_autoptr(GString) out = g_string_new(NULL);
    tc_wrap(out, shown, strlen(shown), 0, 3, options->screen.width);
    g_string_append_c(out, '\n');
    write_out(pager, out);
}

gboolean
tc_document_is_deep(const TcOptions *options, const TcPrintHit *hit)
{
    return sought_place(options, hit) > DEEP_MIN;
}

/* The lines that the bytes [from, to) of the text take; what follows is not counted from `max`
 * lines on. */
static guint
count_lines(const TcRecord *record, gsize from, gsize to, guint width, guint max)
{
    guint lines = 0;
    gboolean is_blank = TRUE;
    for (gsize at = from; at < to && lines < max;) {
        const char *end = memchr(record->text + at, '\n', to - at);
        gsize stop = end != NULL ? (gsize)(end - record->text) : to;
        gsize len = stop - at;
        while (len > 0 && g_ascii_isspace(record->text[at + len - 1]))
            len--;
        if (len > 0 || !is_blank)
            lines += tc_wrap_count(record->text + at, len, 0, width);
        is_blank = len == 0;
        at = stop + 1;
    }
    return lines;
}

guint
tc_document_line(const TcOptions *options, const TcPrintHit *hit)
{
    const TcRecord *record = hit->record;
    const TcScreen *screen = &options->screen;
    g_autoptr(GString) head = g_string_new(NULL);
    gsize until = sought_place(options, hit);
    guint lines = 1;
    if (until == 0)
        return 1;
    /* Of a damaged text that is told when it is printed. */
    if (!tc_stored_record_reach(hit->stored, until + PIECE_MAX, NULL))
        return 1;
    append_head(head, options, hit);
    for (gsize i = 0; i < head->len; i++)
        lines += head->str[i] == '\n';
    lines += count_lines(record, 0, until, screen->width, G_MAXUINT);
    /* What the first screen shows need not be looked for, and the head tells whether it holds. */
    const gsize to = MIN(record->text_len, until + PIECE_MAX);
    if (lines + count_lines(record, until, to, screen->width, LINES_BELOW) <= screen->height)
        return 1;
    return lines > LINES_ABOVE + 1 ? lines - LINES_ABOVE - 1 : 1;
}

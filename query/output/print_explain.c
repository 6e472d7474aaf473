#include "query/output/print_parts.h"
#include "query/words/evidence.h"
#include "store/schema.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* "cai → cải ×9, 25 %": what was typed only where it differs, the share only where there are
 * several: "< 1 %" where it would be none. */
static void
append_explained(GString *out, const TcExplained *item, gboolean shares)
{
    if (out->len > 0)
        g_string_append(out, "; ");
    g_autofree char *typed = tc_printable(item->typed);
    g_autofree char *found = tc_printable(item->found != NULL ? item->found : item->typed);
    if (strcmp(typed, found) != 0 && !item->is_derived)
        g_string_append_printf(out, "%s → ", typed);
    g_string_append(out, found);
    if (item->found != NULL)
        tc_append_count(out, item);
    if (shares && !item->is_derived) {
        if (item->share < 0.005)
            g_string_append(out, ", < 1 %");
        else
            g_string_append_printf(out, ", %.0f %%", 100 * item->share);
    }
}

/* Those that nobody typed, or the others. NULL when there are none. */
static char *
explained_list(const GArray *list, gboolean is_derived)
{
    guint count = 0;
    double sum = 0;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        count += !tc_explained_at(list, i)->is_derived;
        sum += tc_explained_at(list, i)->share;
    }
    for (guint i = 0; i < list->len; i++) {
        const TcExplained *item = tc_explained_at(list, i);
        if (item->is_derived == is_derived)
            append_explained(out, item, count > 1 && sum > 0);
    }
    return g_string_free(out, out->len == 0);
}

static void
print_list(FILE *out, const char *separator, const GArray *list, gboolean is_derived)
{
    g_autofree char *text = explained_list(list, is_derived);
    if (text != NULL)
        fprintf(out, "%s%s", separator, text);
}

static gboolean
has_read_otherwise(const GArray *list)
{
    for (guint i = 0; i < list->len; i++)
        if (tc_explained_at(list, i)->otherwise > 0)
            return TRUE;
    return FALSE;
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
        if (derived != NULL)
            fprintf(out, _("; abbreviated or in full: %s"), derived);
        if (explanation->formal > 0)
            fprintf(out, _("; in recitals or among recipients: ×%u"), explanation->formal);
    } else if (part == TC_PART_EVIDENCE) {
        g_autofree char *evidence = tc_evidence_text(hit, "; ");
        if (*evidence != '\0')
            fprintf(out, ": %s", evidence);
    } else if (list != NULL) {
        print_list(out, ": ", list, FALSE);
        if (has_read_otherwise(list))
            fputs(_("; (+N): so many abbreviated or in full"), out);
    } else if (place != NULL) {
        fprintf(out, _(", from “%s…” on"), place);
    }
}

static void
print_fields(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    for (guint field = 0; hit->is_field_asked != NULL && field < TC_FIELD_COUNT; field++) {
        g_autofree char *value = tc_field_shown(options, hit->record, (TcField)field);
        if (hit->is_field_asked[field] && value != NULL) {
            g_autofree char *shown = tc_printable(value);
            fprintf(out, "              %s %s: %s\n", _("field"),
                    _(tc_field_row((TcField)field)->label), shown);
        }
    }
}

/* The tier of a hit by the name that the contract gives it, and what it means. */
static void
print_tier(FILE *out, const char *tier)
{
    static const struct {
        const char *tier;
        const char *meaning;
    } meanings[] = {
        {N_("exact"), N_("as typed")},
        {N_("spelling"), N_("another spelling of the same word")},
        {N_("toneless"), N_("the tone was not typed")},
        {N_("bare"), N_("marks were not typed, or the document has none")},
        {N_("telex"), N_("keystrokes or letters of an old font were typed")},
        {N_("abbreviation"), N_("by an abbreviation, what one stands for, or another name")},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
        if (strcmp(tier, meanings[i].tier) == 0)
            fprintf(out, ", %s %s (%s)", _("tier"), _(tier), _(meanings[i].meaning));
}

/* What a part of the score is for. */
static const char *
label_of(const TcRanked *ranked, guint part)
{
    static const char *const labels[] = {
        [TC_PART_WORDS] = N_("each word by itself"),
        [TC_PART_PAIRS] = N_("words side by side as in the query"),
        [TC_PART_SPELLED] =
            N_("words side by side, spelled otherwise than the query was understood"),
        [TC_PART_PASSAGE] = N_("best passage of 220 words"),
        [TC_PART_CLUSTER] = N_("best 30 words"),
        [TC_PART_RUN] = N_("words one after another as in the query"),
        [TC_PART_LEAD] = N_("words in the title or at the beginning"),
        [TC_PART_GAP] = N_("neighbours of the query with a word or two between them"),
        [TC_PART_EVIDENCE] = N_("document numbers and dates of the query"),
        [TC_PART_TITLE] = N_("an official title that says what was asked for"),
        [TC_PART_TYPED] = N_("what was typed stands before other names for it"),
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(labels) == TC_PART_COUNT);
    if (part != TC_PART_EVIDENCE || !ranked->is_named)
        return _(labels[part]);
    return ranked->is_of_other_year ? _("the query is its name but for the year")
                                    : _("the query is its name");
}

/* How much of the topic a document says, which decides whether it is about it. */
static void
print_coverage(FILE *out, const TcRanked *ranked, const TcExplanation *explanation)
{
    static const char *const lacks[] = {
        [TC_LACKS_NOTHING] = "",
        [TC_LACKS_WORD] = N_(", but a word that the topic needs is not near the others"),
        [TC_LACKS_NEARNESS] = N_(", but its words are too far from each other"),
    };
    if (ranked->coverage <= 0)
        return;
    fprintf(out, "              ");
    fprintf(out, _("%.0f %% of the topic in one place"), 100 * ranked->coverage);
    fprintf(out, "%s\n", ranked->lacks == TC_LACKS_NOTHING ? "" : _(lacks[ranked->lacks]));
    g_autofree char *unsaid = explained_list(explanation->unsaid, FALSE);
    if (unsaid != NULL)
        fprintf(out, "              %s %s\n", _("not in that place:"), unsaid);
}

/* Why it is about the topic, or is not. */
static void
print_why(FILE *out, const TcRanked *ranked)
{
    static const char *const reasons[] = {
        [TC_WHY_UNKNOWN] = NULL,
        [TC_WHY_NAME] = N_("about the topic: its name or its number was typed"),
        [TC_WHY_WHOLE] = N_("about the topic: says all of it in one place"),
        [TC_WHY_TOP] = N_("about the topic: nearly the best score"),
        [TC_WHY_SCORE] = N_("about the topic: much of the best score"),
        [TC_WHY_COVERAGE] = N_("about the topic: says most of it in one place"),
        [TC_WHY_BOTH] =
            N_("about the topic: what it says in one place and its score are enough together"),
        [TC_WHY_UNSAID] = N_("not about the topic: no document says enough of it in one place"),
        [TC_WHY_LACKS] = N_("not about the topic: it lacks what others say"),
        [TC_WHY_PART] =
            N_("not about the topic: it does not say all of it, and the archive is small"),
        [TC_WHY_LITTLE] = N_("not about the topic: it says too little of it beside the best"),
    };
    if (ranked->why == TC_WHY_UNKNOWN)
        return;
    fprintf(out, "              %s\n",
            ranked->is_about && !tc_why_is_about(ranked->why)
                ? _("about the topic: another name says what was typed")
                : _(reasons[ranked->why]));
}

void
tc_print_explanation(FILE *out, const TcOptions *options, const TcPrintHit *hit)
{
    const TcSearchHit *found = hit->hit;
    const char *tier = tc_hit_tier(hit->snippet);
    fprintf(out, "   %s %.3f", _("score"), found->ranked.score);
    if (tier != NULL)
        print_tier(out, tier);
    fputc('\n', out);
    if (!found->is_reranked || hit->explanation == NULL) {
        fprintf(out, "              %s\n",
                hit->is_by_date                  ? _("sorted by date: the score does not matter")
                : hit->words->sequence->len == 0 ? _("nothing to rank by: no plain words")
                                                 : _("beyond the candidates that are ranked again:"
                                                     " each word by itself"));
        print_fields(out, options, hit);
        return;
    }
    for (guint i = 0; i < TC_PART_COUNT; i++) {
        if (found->ranked.parts[i] > 0) {
            fprintf(out, "     %7.3f  %s", found->ranked.parts[i], label_of(&found->ranked, i));
            print_detail(out, hit, i);
            fputc('\n', out);
        }
    }
    if (!options->search.matches_any) {
        print_coverage(out, &found->ranked, hit->explanation);
        print_why(out, &found->ranked);
    }
    print_fields(out, options, hit);
    g_autofree char *missing = explained_list(hit->explanation->missing, FALSE);
    g_autofree char *unread = explained_list(hit->explanation->unread, FALSE);
    if (missing != NULL)
        fprintf(out, "              %s %s\n", _("not in it:"), missing);
    if (unread != NULL)
        fprintf(out, "              %s %s\n", _("not in it as the query was understood:"), unread);
}

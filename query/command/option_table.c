#include "query/command/option_table.h"

#include "query/command/options_raw.h"
#include "query/output/options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const sorts[] = {
    [TC_SORT_RELEVANCE] = "relevance",
    [TC_SORT_NEWEST] = "newest",
    [TC_SORT_OLDEST] = "oldest",
    NULL,
};
static const char *const formats[] = {
    [TC_OUTPUT_TEXT] = "text",
    [TC_OUTPUT_JSON] = "json",
    [TC_OUTPUT_TSV] = "tsv",
    [TC_OUTPUT_PATHS] = "paths",
    [TC_OUTPUT_TREC] = "trec",
    [TC_OUTPUT_CSV] = "csv",
    NULL,
};
static const char *const colors[] = {
    [TC_COLOR_AUTO] = "auto",
    [TC_COLOR_ALWAYS] = "always",
    [TC_COLOR_NEVER] = "never",
    NULL,
};
static const char *const units[] = {"year", "month", NULL};
/* Those that can be counted, see tc_facet_is(). */
static const char *facets[TC_FACET_COUNT + 1];

/* A row: name, letter, kind and member of TcRawOptions; then what --help says, and the rest. */
#define ROW(NAME, LETTER, KIND, MEMBER, ...)                                                       \
    {                                                                                              \
        .name = NAME, .letter = LETTER, .kind = TC_OPTION_##KIND,                                  \
        .at = G_STRUCT_OFFSET(TcRawOptions, MEMBER), .what = __VA_ARGS__                           \
    }

static const TcOptionRow own[] = {
    ROW("index", 'i', INDEX, indexes,
        N_("Search this index, or that of an archive; may be repeated"), .value = N_("DIR"),
        .is_repeated = TRUE),
    ROW("config", 0, FILE, config, N_("The configuration, instead of the user's or the system's"),
        .value = N_("FILE")),
    ROW("limit", 'n', NUMBER, limit, N_("Show at most N hits (10)"), .value = "N"),
    ROW("offset", 0, NUMBER, offset, N_("Skip the first N hits"), .value = "N"),
    ROW("sort", 0, CHOICE, sort, N_("relevance, newest or oldest"), .value = N_("ORDER"),
        .choices = sorts),
    ROW("from", 0, TEXT, from, N_("Only documents of this date or later"), .value = N_("DATE")),
    ROW("to", 0, TEXT, to, N_("Only documents of this date or earlier"), .value = N_("DATE")),
    ROW("format", 0, CHOICE, format, N_("text, json, tsv, csv, paths or trec"),
        .value = N_("FORMAT"), .choices = formats),
    ROW("null", '0', FLAG, zero, N_("End paths with NUL")),
    ROW("color", 0, CHOICE, color, N_("auto, always or never"), .value = N_("WHEN"),
        .choices = colors),
    ROW("any", 0, FLAG, any, N_("A topic is whatever shares a word with it")),
    ROW("count", 0, FLAG, count, N_("Print only how many documents match")),
    ROW("topics", 0, FILE, topics, N_("Run many queries: lines of ID<TAB>QUERY"),
        .value = N_("FILE")),
    ROW("watch", 0, FILE, watch, N_("Print only what is new for these topics since the last run"),
        .value = N_("FILE")),
    ROW("state", 0, FILE, state, N_("Where --watch keeps what it has seen"), .value = N_("FILE")),
    ROW("facets", 0, LIST, facets, N_("Count all hits by type, org, year, place, term (a list)"),
        .value = N_("LIST"), .choices = facets),
    ROW("timeline", 0, CHOICE, timeline, N_("Show all hits over time: year or month"),
        .value = N_("UNIT"), .choices = units),
    ROW("abbreviations", 0, FILE, abbreviations,
        N_("Know these abbreviations, too: lines of SHORT<TAB>LONG"), .value = N_("FILE")),
    ROW("show", 0, FILE, show, N_("Show the whole text of the N-th hit, or of a path or number"),
        .value = N_("N|PATH")),
    ROW("open", 0, FILE, open, N_("Open the file of the N-th hit, or of a path or number"),
        .value = N_("N|PATH")),
    ROW("like", 0, FILE, like, N_("Find documents like this one"), .value = N_("PATH")),
    ROW("similar", 0, FILE, similar,
        N_("Find documents whose text is mostly that of this one, and what differs"),
        .value = N_("PATH")),
    ROW("list", 0, FLAG, list, N_("List all documents, or all that match, with their fields")),
    ROW("columns", 0, TEXT, columns,
        N_("Columns of csv and tsv: number,date,title ... (số,ngày,trích-yếu ...)"),
        .value = N_("LIST")),
    ROW("context", 0, NUMBER, context,
        N_("Show whole lines: that of the passage, and N before and behind it"), .value = "N"),
    ROW("under", 0, FOLDER, under, N_("Only below this folder"), .value = N_("FOLDER")),
    ROW("real-paths", 0, FLAG, real_paths,
        N_("Paths as they are on this machine, not as show-as= shows them")),
    ROW("current", 0, FLAG, current,
        N_("Without what others of the archive replace or repeal as a whole")),
    ROW("no-pager", 0, FLAG, no_pager, N_("Never show long output in a pager")),
    ROW("aliases", 0, FILE, aliases, N_("Know these other names for things, too"),
        .value = N_("FILE")),
    ROW("no-aliases", 0, FLAG, no_aliases,
        N_("Search only what was typed, not other names for it")),
    ROW("explain", 0, FLAG, explain, N_("Say why each hit was found")),
    ROW("no-collapse", 0, FLAG, no_collapse, N_("Show identical documents one by one")),
    ROW("version", 'V', FLAG, version, N_("Print the version")),
    ROW("help", 'h', FLAG, help, N_("Print this help")),
};

static void
add_facets(void)
{
    guint count = 0;
    for (TcFacet facet = 0; facet < TC_FACET_MONTH; facet++)
        if (tc_facet_is(facet))
            facets[count++] = tc_facet_name(facet);
}

const TcOptionRow *
tc_query_options(void)
{
    static TcOptionRow rows[G_N_ELEMENTS(own) + TC_FIELD_COUNT + 1];
    if (rows[0].name != NULL)
        return rows;
    add_facets();
    guint count = G_N_ELEMENTS(own);
    for (TcField field = 0; field < TC_FIELD_COUNT; field++) {
        const TcFieldRow *of = tc_field_row(field);
        if (of->option != NULL)
            rows[count++] =
                (TcOptionRow)ROW(of->name, 0, TEXT, fields[field], of->option, .value = of->value);
    }
    memcpy(rows, own, sizeof(own));
    return rows;
}

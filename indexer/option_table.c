#include "indexer/option_table.h"

#include <glib/gi18n.h>

static const TcVerbRow verbs[] = {
    [TC_VERB_UPDATE] = {.name = "update",
                        .usage = N_("update PATH..."),
                        .what = N_("bring the index in line with the files below PATH"),
                        .accepts =
                            TC_TAKES_SCANS | TC_TAKES_BUILDS | TC_TAKES_LOCKS | TC_TAKES_RETRIES,
                        .argument = TC_OPTION_PATHS,
                        .arguments_max = G_MAXUINT,
                        .writes = TRUE},
    [TC_VERB_REBUILD] = {.name = "rebuild",
                         .usage = N_("rebuild PATH..."),
                         .what = N_("build a fresh index of the files below PATH and switch to it"),
                         .accepts = TC_TAKES_SCANS | TC_TAKES_BUILDS | TC_TAKES_LOCKS,
                         .argument = TC_OPTION_PATHS,
                         .arguments_max = G_MAXUINT,
                         .writes = TRUE},
    [TC_VERB_STATUS] = {.name = "status",
                        .usage = N_("status [FILE...]"),
                        .what = N_("what is indexed, what is not, and why"),
                        .accepts = TC_TAKES_LISTS | TC_TAKES_JSON,
                        .argument = TC_OPTION_PATHS,
                        .arguments_max = G_MAXUINT},
    [TC_VERB_VERIFY] = {.name = "verify",
                        .usage = N_("verify"),
                        .what = N_("check the index against itself, its ledger and the disk"),
                        .accepts = TC_TAKES_LOCKS,
                        .argument = TC_OPTION_FLAG},
    [TC_VERB_COMPACT] = {.name = "compact",
                         .usage = N_("compact"),
                         .what = N_("make the index smaller after many updates"),
                         .accepts = TC_TAKES_LOCKS,
                         .argument = TC_OPTION_FLAG,
                         .writes = TRUE},
    [TC_VERB_STATS] = {.name = "stats",
                       .usage = N_("stats"),
                       .what = N_("figures of the index"),
                       .accepts = TC_TAKES_JSON,
                       .argument = TC_OPTION_FLAG},
    [TC_VERB_DUMP] = {.name = "dump",
                      .usage = N_("dump FILE"),
                      .what =
                          N_("write all that the index holds to FILE, or to standard output (-)"),
                      .accepts = TC_TAKES_LOCKS,
                      .argument = TC_OPTION_FILE,
                      .arguments_min = 1,
                      .arguments_max = 1,
                      .writes = TRUE},
    [TC_VERB_LOAD] = {.name = "load",
                      .usage = N_("load FILE"),
                      .what = N_("make the index anew from a dump, or from standard input (-)"),
                      .accepts = TC_TAKES_BUILDS | TC_TAKES_LOCKS | TC_TAKES_MAPS,
                      .argument = TC_OPTION_FILE,
                      .arguments_min = 1,
                      .arguments_max = 1,
                      .writes = TRUE},
    [TC_VERB_EXTRACT] = {.name = "extract",
                         .usage = N_("extract FILE"),
                         .what =
                             N_("write a file in an archive, ARCHIVE!/NAME, to standard output"),
                         .argument = TC_OPTION_FILE,
                         .arguments_min = 1,
                         .arguments_max = 1},
    [TC_VERB_SET] = {.name = "set",
                     .usage = N_("set FILE [FIELD=VALUE...]"),
                     .what = N_("put right what was read wrong; without FILE, all that is"),
                     .accepts = TC_TAKES_LOCKS | TC_TAKES_SETS | TC_TAKES_JSON,
                     .argument = TC_OPTION_FIELDS,
                     .arguments_max = G_MAXUINT,
                     .writes = TRUE},
    [TC_VERB_COUNT] = {.name = NULL},
};

static const char *const formats[] = {"text", "json", NULL};

/* A row: name, letter, kind and member of TcRawOptions; then what --help says, and the rest. */
#define ROW(NAME, LETTER, KIND, MEMBER, ...)                                                       \
    {                                                                                              \
        .name = NAME, .letter = LETTER, .kind = TC_OPTION_##KIND,                                  \
        .at = G_STRUCT_OFFSET(TcRawOptions, MEMBER), .what = __VA_ARGS__                           \
    }

static const TcOptionRow options[] = {
    ROW("index", 'i', INDEX, index, N_("the folder of the index, or the name of an archive"),
        .value = N_("DIR")),
    ROW("config", 0, FILE, config, N_("the configuration, instead of the user's or the system's"),
        .value = N_("FILE")),
    ROW("jobs", 'j', INT, jobs, N_("processes for update, rebuild, load and --ocr"),
        .value = N_("N"), .group = TC_TAKES_BUILDS),
    ROW("shard", 0, TEXT, shard, N_("update, rebuild: only the K-th of N parts, by path"),
        .value = N_("K/N"), .group = TC_TAKES_SCANS),
    ROW("dry-run", 'n', FLAG, dry_run, N_("only tell what would be done"), .group = TC_TAKES_SCANS),
    ROW("wait", 0, INT, wait, N_("wait that long for another run to end"), .value = N_("SECONDS"),
        .group = TC_TAKES_LOCKS),
    ROW("max-time", 0, INT, max_time, N_("stop cleanly after that time; the next update goes on"),
        .value = N_("SECONDS"), .group = TC_TAKES_SCANS),
    ROW("max-file-size", 0, TEXT, max_file_size, N_("leave out larger files (256M); takes K, M, G"),
        .value = N_("BYTES"), .group = TC_TAKES_SCANS),
    ROW("allow-shrink", 0, FLAG, allow_shrink, N_("go on although most of the files are gone"),
        .group = TC_TAKES_BUILDS),
    ROW("map", 0, BYTES, map, N_("load: what was below OLD is below NEW now"),
        .value = N_("OLD=NEW"), .group = TC_TAKES_MAPS, .is_repeated = TRUE),
    ROW("retry-failed", 0, FLAG, retry_failed,
        N_("read files again that could not be read, though they are unchanged"),
        .group = TC_TAKES_RETRIES),
    ROW("ocr", 0, FLAG, ocr, N_("recognise the text of scans and pictures"),
        .group = TC_TAKES_SCANS),
    ROW("files", 0, FLAG, files, N_("status: list all files"), .group = TC_TAKES_LISTS),
    ROW("check", 0, FLAG, check,
        N_("status: fail unless the last run was good and is not long ago"),
        .group = TC_TAKES_LISTS),
    ROW("failed", 0, FLAG, failed,
        N_("status: only files that are not indexed, or not all of them"), .group = TC_TAKES_LISTS),
    ROW("json", 0, FLAG, json, N_("status, stats, set: write JSON"), .group = TC_TAKES_JSON),
    ROW("unset", 0, FLAG, unset, N_("set: back to what was read, of these fields or of all"),
        .group = TC_TAKES_SETS),
    ROW("file", 0, FILE, file, N_("set: for many files, lines of PATH<TAB>FIELD=VALUE<TAB>..."),
        .value = N_("FILE"), .group = TC_TAKES_SETS),
    ROW("quiet", 'q', FLAG, quiet, N_("no progress line")),
    ROW("verbose", 'v', FLAG, verbose, N_("a line for each file on standard error")),
    ROW("log-format", 0, CHOICE, log_format, N_("how messages are written: text or json"),
        .value = N_("FORMAT"), .choices = formats),
    ROW("metrics", 0, FILE, metrics, N_("write figures of the run there, for Prometheus"),
        .value = N_("FILE"), .group = TC_TAKES_SCANS),
    ROW("version", 'V', FLAG, version, N_("print the version")),
    ROW("help", 'h', FLAG, help, N_("print this help; behind a verb, that of the verb")),
    {.name = NULL},
};

const TcVerbRow *
tc_indexer_verbs(void)
{
    return verbs;
}

const TcOptionRow *
tc_indexer_options(void)
{
    return options;
}

#include "indexer/carry/restorer.h"
#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/dump/reader.h"
#include "indexer/postings/corrections.h"
#include "indexer/run/locking.h"
#include "indexer/run/scanning.h"
#include "indexer/run/shards.h"
#include "indexer/run/stop.h"
#include "indexer/state/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    int fd;
    const char *name;
    struct stat before;
    TcDumpReader *stream; /* a pipe, which this process reads once; NULL for a file */
    guint schema;         /* of the index that was dumped */
    const TcAnalyzer *analyzer;
    char **roots;
    char *const *maps; /* of the options */
    TcShard shard;
    TcWriterMode mode;
    guint *bounds; /* share i has the lines [bounds[i], bounds[i + 1]) */
} Load;

/* ---- paths ---- */

/* What `path` is now; NULL when it has not changed. Free with g_free(). */
static char *
map_path(char *const *maps, const char *path)
{
    for (; *maps != NULL; maps += 2)
        if (tc_path_is_below(path, maps[0]))
            return g_build_filename(maps[1], path + strlen(maps[0]), NULL);
    return NULL;
}

/* Two files must not get the same path by being mapped. */
static gboolean
check_free(char *const *maps, const char *path, GError **error)
{
    for (; *maps != NULL; maps += 2) {
        if (!tc_path_is_below(path, maps[1]))
            continue;
        g_autofree char *shown = tc_display(path);

        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("--map: the dump has %s already, which is below %s"), shown, maps[1]);
        return FALSE;
    }
    return TRUE;
}

/* The file of `entry` gets the path that --map gives it; *record, a copy, gets it, too. */
static gboolean
map_entry(char *const *maps, TcDumpEntry *entry, TcRecord *record, GError **error)
{
    char *path = *maps != NULL ? map_path(maps, entry->file->path) : NULL;
    gsize before = strlen(entry->file->path);

    if (entry->record != NULL)
        *record = *entry->record;
    if (path == NULL)
        return check_free(maps, entry->file->path, error);
    if (tc_ledger_archive_len(entry->file)) /* how long the path of its archive is */
        entry->file->stamp.dev += strlen(path) - before;
    g_free(entry->file->path);
    entry->file->path = path;
    record->path = path;
    return TRUE;
}

static void
map_roots(char *const *maps, char **roots)
{
    for (; *roots != NULL; roots++) {
        char *root = map_path(maps, *roots);

        if (root != NULL) {
            g_free(*roots);
            *roots = root;
        }
    }
}

/* ---- in each share ---- */

/* Only people who read it need to know where its file is now: a correction belongs to the content.
 * */
static gboolean
load_correction(const Load *load, TcCorrection *correction, TcRestorer *restorer, GError **error)
{
    char *path = map_path(load->maps, correction->path);

    if (path != NULL) {
        g_free(correction->path);
        correction->path = path;
    }
    return tc_correction_put(tc_restorer_writer(restorer), correction, error);
}

/* Puts the next file, page or correction. *is_at_end is TRUE when there was none. */
static gboolean
load_entry(const Load *load, TcDumpReader *reader, TcRestorer *restorer, gboolean *is_at_end,
           GError **error)
{
    TcDumpEntry *entry;
    TcRecord record;

    if (tc_stop_is_requested())
        return tc_shards_set_stopped(error);
    if (!tc_dump_reader_next(reader, &entry, error))
        return FALSE;
    *is_at_end = entry == NULL;
    if (entry != NULL && entry->page != NULL) {
        const TcPages pages = {.writer = tc_restorer_writer(restorer)};

        return tc_pages_put(&pages, entry->page->hash, entry->page->number, &entry->page->page,
                            error);
    }
    if (entry != NULL && entry->correction != NULL)
        return load_correction(load, entry->correction, restorer, error);
    return entry == NULL || (map_entry(load->maps, entry, &record, error) &&
                             tc_restorer_put(restorer, entry->record != NULL ? &record : NULL,
                                             entry->file, tc_dump_reader_line_len(reader), error));
}

static gboolean
load_stream(const Load *load, TcRestorer *restorer, GError **error)
{
    gboolean is_at_end = FALSE;

    while (!is_at_end)
        if (!load_entry(load, load->stream, restorer, &is_at_end, error))
            return FALSE;
    return TRUE;
}

/* The dump has been read once, so only its lines count here. */
static gboolean
load_lines(const Load *load, guint share, TcRestorer *restorer, GError **error)
{
    g_autoptr(TcDumpReader) reader = tc_dump_reader_new(load->fd, load->name, error);
    gboolean is_at_end = FALSE;

    if (reader == NULL || !tc_dump_reader_skip(reader, load->bounds[share], error))
        return FALSE;
    for (guint i = load->bounds[share]; !is_at_end && i < load->bounds[share + 1]; i++)
        if (!load_entry(load, reader, restorer, &is_at_end, error))
            return FALSE;
    return TRUE;
}

static gboolean
load_share(const char *path, guint share, const TcRunEvents *events, gpointer user, GError **error)
{
    const Load *load = user;
    g_autoptr(TcRestorer) restorer =
        tc_restorer_new(path, load->mode, load->schema, load->analyzer, events, error);

    return restorer != NULL &&
           (load->stream != NULL ? load_stream(load, restorer, error)
                                 : load_lines(load, share, restorer, error)) &&
           tc_shard_put(tc_restorer_writer(restorer), load->shard, error) &&
           tc_restorer_finish(restorer, (const char *const *)load->roots, error);
}

/* ---- before ---- */

/* Reads a dump from beginning to end, so that any fault is told before hours of work, and gives the
 * length of each line. */
static GArray *
check_dump(TcDumpReader *reader, TcReport *report, GError **error)
{
    g_autoptr(GArray) lens = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint64 position = 0;

    for (;;) {
        guint32 len;
        TcDumpEntry *entry;

        if (tc_stop_is_requested()) {
            tc_shards_set_stopped(error);
            return NULL;
        }
        if (!tc_dump_reader_next(reader, &entry, error))
            return NULL;
        if (entry == NULL)
            return g_steal_pointer(&lens);
        len = (guint32)tc_dump_reader_line_len(reader);
        g_array_append_val(lens, len);
        tc_progress_add(&report->progress, 1, tc_dump_reader_position(reader) - position);
        position = tc_dump_reader_position(reader);
    }
}

static guint64
sum_of(GArray *lens)
{
    guint64 sum = 0;

    for (guint i = 0; i < lens->len; i++)
        sum += g_array_index(lens, guint32, i);
    return sum;
}

/* The bounds of shares of about the same number of bytes, each of at least one line. There are at
 * most as many jobs as lines, or one. */
static guint *
split(GArray *lens, guint jobs)
{
    guint *bounds = g_new0(guint, jobs + 1);
    guint64 total = sum_of(lens), sum = 0;
    guint next = 0;

    for (guint share = 1; share < jobs; share++) {
        guint most = lens->len - (jobs - share);

        do
            sum += g_array_index(lens, guint32, next++);
        while (next < most && sum < total / jobs * share);
        bounds[share] = next;
    }
    bounds[jobs] = lens->len;
    return bounds;
}

/* The dump will replace the index that is there: by mistake it must not be a much smaller one. */
static gboolean
check_shrink(const TcOptions *options, const TcDumpHeader *header, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autoptr(TcReader) old =
        tc_reader_open_records(options->index_dir, TC_ANALYZER_VERSION, NULL, &local);
    guint32 have = old != NULL ? tc_reader_doc_count(old) : 0;

    /* What the system cannot read at the moment may be a whole index. */
    if (!options->allow_shrink && g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM)) {
        g_propagate_error(error, g_steal_pointer(&local));
        return FALSE;
    }
    if (options->allow_shrink || have < TC_PLAN_SHRINK_MIN || header->documents >= have / 2)
        return TRUE;
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                _("the index has %u documents, and the dump only %" PRIu64
                  ": with --allow-shrink they are replaced"),
                have, header->documents);
    return FALSE;
}

/* ---- the whole ---- */

static gboolean
check_unchanged(const Load *load, GError **error)
{
    struct stat now;

    if (load->stream != NULL ||
        (fstat(load->fd, &now) == 0 && now.st_size == load->before.st_size &&
         now.st_mtim.tv_sec == load->before.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == load->before.st_mtim.tv_nsec))
        return TRUE;
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("%s: it changed while it was read"),
                load->name);
    return FALSE;
}

static gboolean
build_and_switch(const TcOptions *options, Load *load, guint jobs, TcReport *report, GError **error)
{
    TcRunEvents events = tc_report_events(report);
    g_autofree char *generation = tc_generation_next(options->index_dir, error);

    if (generation == NULL)
        return FALSE;
    if (tc_shards_run(generation, jobs, load_share, load, &events, error) &&
        check_unchanged(load, error) && tc_generation_switch(options->index_dir, generation, error))
        return TRUE;
    tc_progress_clear(&report->progress);
    if (g_file_test(generation, G_FILE_TEST_EXISTS))
        tc_generation_remove(generation, NULL);
    return FALSE;
}

static gboolean
load_dump(const TcOptions *options, Load *load, TcReport *report, GError **error)
{
    g_autoptr(TcDumpReader) reader = tc_dump_reader_new(load->fd, load->name, error);
    g_autoptr(TcAnalyzer) analyzer = NULL;
    g_autoptr(GArray) lens = NULL;
    guint jobs = 1;

    /* Something that is no dump, or a dump that is not wanted, makes no folder for an index. */
    if (reader == NULL || !check_shrink(options, tc_dump_reader_header(reader), error))
        return FALSE;
    load->mode = tc_build_mode(options);
    load->schema = tc_dump_reader_header(reader)->schema;
    load->roots = tc_dump_reader_header(reader)->roots;
    load->shard = tc_dump_reader_header(reader)->shard;
    load->maps = options->maps;
    if (*load->maps != NULL && load->shard.count > 1) {
        g_set_error_literal(
            error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
            _("--map: a shard holds its files by their paths, and cannot be moved"));
        return FALSE;
    }
    map_roots(load->maps, load->roots);
    tc_progress_begin(&report->progress, (guint)tc_dump_reader_header(reader)->lines,
                      (guint64)load->before.st_size);
    if (S_ISREG(load->before.st_mode)) {
        lens = check_dump(reader, report, error);
        if (lens == NULL)
            return FALSE;
        jobs = CLAMP(tc_job_count(options, sum_of(lens)), 1, MAX(lens->len, 1));
        load->bounds = split(lens, jobs);
        tc_progress_begin(&report->progress, lens->len, sum_of(lens));
    } else {
        load->stream = reader;
    }
    if ((analyzer = tc_analyzer_new(error)) == NULL)
        return FALSE;
    g_autoptr(TcLock) lock = tc_locking_take(options, report, error);
    if (lock == NULL)
        return FALSE;
    load->analyzer = analyzer;
    return build_and_switch(options, load, jobs, report, error);
}

TcExit
tc_verb_load(const TcOptions *options, TcReport *report, GError **error)
{
    const char *source = options->paths[0];
    gboolean is_from_stdin = g_str_equal(source, "-");
    Load load = {.fd = STDIN_FILENO, .name = is_from_stdin ? _("standard input") : source};
    gboolean is_done;

    if (!is_from_stdin)
        load.fd = open(source, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (load.fd < 0 || fstat(load.fd, &load.before) != 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, _("cannot read %s: %s"), source,
                    g_strerror(errno));
        return TC_EXIT_FAILED;
    }
    is_done = load_dump(options, &load, report, error);
    g_free(load.bounds);
    if (!is_from_stdin)
        close(load.fd);
    if (!is_done)
        return TC_EXIT_FAILED;
    return report->problem_count ? TC_EXIT_PROBLEMS : TC_EXIT_DONE;
}

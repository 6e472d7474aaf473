/* What the tests of indexer/run/ share: a folder of files, and a run that writes a new index and
 * takes note of what it tells. TestSuite(NAME, .init = work_begin, .fini = work_end). */
#ifndef TC_TESTS_INDEXER_WORKED_H
#define TC_TESTS_INDEXER_WORKED_H

#include "indexer/run/run.h"
#include "store/lock.h"
#include "tests/support/folder.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static char *index_dir;
static TcLock *lock;
static char *generation; /* that the run writes */
static TcWriter *writer;
static TcAnalyzer *analyzer;
static TcSandbox *sandbox;
static TcRunSettings settings;
static TcRun *run;
static GString *told; /* "indexed a.txt; failed b.bin: unsupported" */

static inline void
take_note(const char *path, TcOutcome outcome, const char *reason)
{
    g_string_append_printf(told, "%s%s %s", told->len > 0 ? "; " : "", tc_outcome_name(outcome),
                           path + strlen(folder) + 1);
    if (reason != NULL && *reason != '\0')
        g_string_append_printf(told, ": %s", reason);
}

static inline void
on_file(G_GNUC_UNUSED gpointer user, const char *path, TcOutcome outcome,
        G_GNUC_UNUSED guint64 bytes, const char *reason, G_GNUC_UNUSED const char *message)
{
    take_note(path, outcome, reason);
}

static inline void
on_member(G_GNUC_UNUSED gpointer user, const char *path, TcOutcome outcome, const char *reason,
          G_GNUC_UNUSED const char *message)
{
    take_note(path, outcome, reason);
}

static inline void
on_correction(G_GNUC_UNUSED gpointer user, G_GNUC_UNUSED const char *path,
              G_GNUC_UNUSED const TcCorrection *correction)
{
}

static inline void
work_begin(void)
{
    g_autoptr(GError) error = NULL;
    const TcRunEvents events = {
        .file_done = on_file, .member_done = on_member, .correction_left = on_correction};

    folder_make();
    told = g_string_new(NULL);
    settings = (TcRunSettings){.file_size_max = 1u << 20, .is_fresh = TRUE};
    analyzer = tc_analyzer_new(&error);
    sandbox = tc_run_sandbox_new(&error);
    index_dir = g_build_filename(folder, "index", NULL);
    lock = tc_lock_take(index_dir, 0, &error);
    generation = lock != NULL ? tc_generation_next(index_dir, &error) : NULL;
    writer = generation != NULL
                 ? tc_writer_open(generation, TC_WRITER_BUILD, TC_ANALYZER_VERSION, &error)
                 : NULL;
    cr_assert(analyzer != NULL && sandbox != NULL && writer != NULL, "%s",
              error != NULL ? error->message : "");
    run = tc_run_new(writer, analyzer, sandbox, &settings, &events);
}

static inline void
work_end(void)
{
    g_clear_pointer(&run, tc_run_free);
    g_clear_pointer(&writer, tc_writer_close);
    g_clear_pointer(&lock, tc_lock_release);
    g_clear_pointer(&generation, g_free);
    g_clear_pointer(&index_dir, g_free);
    tc_sandbox_free(sandbox);
    tc_analyzer_free(analyzer);
    folder_remove();
    g_string_free(told, TRUE);
}

/* A file of the folder with these bytes. Free its path with g_free(). */
static inline TcScanFile
file_of(const char *name, const char *bytes, gsize len)
{
    TcScanFile file = {.path = g_build_filename(folder, name, NULL)};
    struct stat st;

    cr_assert(g_file_set_contents(file.path, bytes, (gssize)len, NULL), "%s", name);
    cr_assert(eq(int, stat(file.path, &st), 0));
    file.stamp = tc_file_stamp(&st);
    return file;
}

/* Work on such a file; `told` begins anew. */
static inline void
work_on(const char *name, const char *bytes, gsize len)
{
    g_autoptr(GError) error = NULL;
    TcScanFile file = file_of(name, bytes, len);

    g_string_truncate(told, 0);
    cr_assert(tc_run_file(run, &file, NULL, NULL, &error), "%s: %s", name,
              error != NULL ? error->message : "");
    g_free(file.path);
}

/* The run is over: how many documents its index has. */
static inline guint32
written_documents(void)
{
    g_autoptr(GError) error = NULL;

    g_clear_pointer(&run, tc_run_free);
    cr_assert(tc_writer_commit(writer, &error), "%s", error != NULL ? error->message : "");
    g_clear_pointer(&writer, tc_writer_close);
    cr_assert(tc_generation_switch(index_dir, generation, &error), "%s",
              error != NULL ? error->message : "");
    g_autoptr(TcReader) reader =
        tc_reader_open((const char *const *)&index_dir, 1, TC_ANALYZER_VERSION, &error);
    cr_assert(reader != NULL, "%s", error != NULL ? error->message : "");
    return tc_reader_doc_count(reader);
}

#endif

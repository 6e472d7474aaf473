/* What tests of whole verbs share: a folder of files, and running tracuu-index on it in this
 * process. TestSuite(NAME, .init = verbs_begin, .fini = verbs_end). */
#ifndef TC_TESTS_INDEXER_VERBS_H
#define TC_TESTS_INDEXER_VERBS_H

#include "indexer/command/verbs.h"
#include "store/generation.h"
#include "tests/support/folder.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static inline void
write_file(const char *name, const char *text)
{
    g_autofree char *path = in_folder(name);

    cr_assert(g_file_set_contents(path, text, -1, NULL), "%s", name);
}

static inline void
verbs_begin(void)
{
    folder_make();
    write_file("conf", ""); /* says nothing, in place of this machine's */
    g_autofree char *docs = in_folder("docs");
    cr_assert(eq(int, g_mkdir_with_parents(docs, 0755), 0));
    write_file("docs/a.txt", "Nghị quyết về cải cách hành chính");
    write_file("docs/b.html", "<!DOCTYPE html><p>Báo cáo về đất đai");
    write_file("docs/c.txt", "Kế hoạch chuyển đổi số");
}

static inline void
verbs_end(void)
{
    folder_remove();
}

/* The options of "VERB ARGUMENT...", with the folder for each @. */
static inline TcOptions *
options_of(const char *line)
{
    g_auto(GStrv) parts = g_strsplit(line, "@", -1);
    g_autofree char *there = g_strjoinv(folder, parts);
    g_autofree char *whole =
        g_strdup_printf("tracuu-index --config %s/conf --quiet %s", folder, there);
    g_auto(GStrv) argv = NULL;
    g_autoptr(GError) error = NULL;
    int argc = 0;

    cr_assert(g_shell_parse_argv(whole, &argc, &argv, NULL));
    g_autofree char **reordered = g_memdup2(argv, sizeof *argv * ((gsize)argc + 1));
    TcOptions *options = tc_options_parse(argc, reordered, &error);
    cr_assert(options != NULL, "%s: %s", line, error != NULL ? error->message : "");
    return options;
}

static inline TcExit
verb(const char *line, GError **error)
{
    g_autoptr(TcOptions) options = options_of(line);
    TcReport report;

    tc_report_init(&report, options, FALSE);
    TcExit status = tc_verb_find(options->verb)(options, &report, error);
    tc_report_clear(&report);
    return status;
}

/* Run what has to succeed. */
static inline void
done(const char *line)
{
    g_autoptr(GError) error = NULL;
    TcExit status = verb(line, &error);

    cr_assert(status == TC_EXIT_DONE && error == NULL, "%s: %s", line,
              error != NULL ? error->message : "");
}

/* Run what has to fail; what it says has `part` in it. */
static inline void
fails_with(const char *line, const char *part)
{
    g_autoptr(GError) error = NULL;

    verb(line, &error);
    cr_assert(error != NULL, "%s did not fail", line);
    cr_assert(strstr(error->message, part) != NULL, "%s: %s", line, error->message);
}

/* The name of the index's generation. Free with g_free(). */
static inline char *
live(const char *index)
{
    g_autofree char *dir = in_folder(index);
    g_autoptr(GError) error = NULL;
    char *path = tc_generation_live(dir, &error);

    cr_assert(path != NULL, "%s: %s", index, error != NULL ? error->message : "nothing");
    return path;
}

/* Documents of the index; -1 when it cannot be opened. */
static inline int
documents_of(const char *index)
{
    g_autofree char *dir = in_folder(index);
    g_autoptr(TcReader) reader =
        tc_reader_open((const char *const *)&dir, 1, TC_ANALYZER_VERSION, NULL);

    return reader != NULL ? (int)tc_reader_doc_count(reader) : -1;
}

#endif

/* bench_text FOLDER [ROUNDS]: how fast tc_analyze() is on the files of a folder, read before.
 * Prints MB (10^6 bytes) for each second of this process's CPU time. */
#include "text/analyzer.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    char *text;
    gsize len;
} Document;

static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
clear_document(gpointer document)
{
    g_free(((Document *)document)->text);
}

static GArray *
read_folder(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    g_autoptr(GArray) documents = NULL;
    const char *name;

    if (dir == NULL)
        return NULL;
    documents = g_array_new(FALSE, FALSE, sizeof(Document));
    g_array_set_clear_func(documents, clear_document);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        Document document;

        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
            continue;
        if (!g_file_get_contents(path, &document.text, &document.len, error))
            return NULL;
        g_array_append_val(documents, document);
    }
    return g_steal_pointer(&documents);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) documents = NULL;
    g_autoptr(TcAnalyzer) analyzer = NULL;
    g_autofree double *seconds = NULL;
    g_auto(TcTokens) tokens = {0};
    int rounds = argc > 2 ? atoi(argv[2]) : 7;
    double start;
    double analyzer_seconds;
    gsize bytes = 0;
    gsize token_count = 0;
    gsize key_bytes = 0;

    if (argc < 2 || rounds < 1) {
        fprintf(stderr, "usage: bench_text FOLDER [ROUNDS]\n");
        return 2;
    }
    documents = read_folder(argv[1], &error);
    start = cpu_seconds();
    analyzer = documents != NULL ? tc_analyzer_new(&error) : NULL;
    analyzer_seconds = cpu_seconds() - start;
    if (analyzer == NULL) {
        fprintf(stderr, "bench_text: %s\n", error->message);
        return 1;
    }
    seconds = g_new(double, rounds);
    for (int round = 0; round < rounds; round++) {
        bytes = token_count = key_bytes = 0;
        start = cpu_seconds();
        for (guint i = 0; i < documents->len; i++) {
            const Document *document = &g_array_index(documents, Document, i);

            tc_analyze(analyzer, document->text, document->len, &tokens);
            bytes += document->len;
            token_count += tokens.count;
            key_bytes += tokens.keys_len;
        }
        seconds[round] = cpu_seconds() - start;
    }
    qsort(seconds, (size_t)rounds, sizeof(seconds[0]), compare_doubles);
    printf("analyze\t%u files\t%zu bytes\t%zu tokens\t%zu key bytes\tbest %.1f MB/s\tmedian %.1f "
           "MB/s\n",
           documents->len, bytes, token_count, key_bytes, (double)bytes / 1e6 / seconds[0],
           (double)bytes / 1e6 / seconds[rounds / 2]);
    printf("tc_analyzer_new\t%.3f ms\n", analyzer_seconds * 1e3);
    return 0;
}

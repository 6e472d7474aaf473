/* bench_isolation MODE ARG... - tracuu-index ARG..., with more or less isolation than it has.
 *
 *   none      every file is read in the indexing process; no other process is started
 *   usual     as tracuu-index does: valid UTF-8 text in the indexing process, all else in a worker
 *   workers   every file is read in a worker
 *
 * Between them is what the isolation costs. The linker puts the functions below in place of those
 * of document/sandbox/sandbox.h (--wrap): the programs that users run have no such switch. */
#include "document/sandbox/sandbox.h"

#include <stdio.h>
#include <string.h>

/* main() of indexer/main.c. */
int tracuu_index_main(int argc, char **argv);

TcSandbox *__real_tc_sandbox_new(const TcSandboxLimits *limits, GError **error);
void __real_tc_sandbox_free(TcSandbox *sandbox);
TcDocument *__real_tc_sandbox_read_format(TcSandbox *sandbox, TcFormat format, const char *bytes,
                                          gsize len, const char *name, const TcReadLimits *limits,
                                          GError **error);
TcSandbox *__wrap_tc_sandbox_new(const TcSandboxLimits *limits, GError **error);
void __wrap_tc_sandbox_free(TcSandbox *sandbox);
TcDocument *__wrap_tc_sandbox_read_format(TcSandbox *sandbox, TcFormat format, const char *bytes,
                                          gsize len, const char *name, const TcReadLimits *limits,
                                          GError **error);

static enum { MODE_NONE, MODE_USUAL, MODE_WORKERS } mode;

/* Stands for a sandbox where there is none. */
static char no_sandbox;

TcSandbox *
__wrap_tc_sandbox_new(const TcSandboxLimits *limits, GError **error)
{
    if (mode == MODE_NONE) {
        tc_document_prepare();
        return (TcSandbox *)(gpointer)&no_sandbox;
    }
    return mode == MODE_WORKERS ? tc_sandbox_new_with_reader(limits, tc_document_read, error)
                                : __real_tc_sandbox_new(limits, error);
}

void
__wrap_tc_sandbox_free(TcSandbox *sandbox)
{
    if (mode != MODE_NONE)
        __real_tc_sandbox_free(sandbox);
}

TcDocument *
__wrap_tc_sandbox_read_format(TcSandbox *sandbox, TcFormat format, const char *bytes, gsize len,
                              const char *name, const TcReadLimits *limits, GError **error)
{
    return mode == MODE_NONE
               ? tc_document_read_format(format, bytes, len, name, limits, error)
               : __real_tc_sandbox_read_format(sandbox, format, bytes, len, name, limits, error);
}

int
main(int argc, char **argv)
{
    static const char *const modes[] = {"none", "usual", "workers"};

    for (guint i = 0; argc > 1 && i < G_N_ELEMENTS(modes); i++) {
        if (strcmp(argv[1], modes[i]) != 0)
            continue;
        mode = i;
        return tracuu_index_main(argc - 1, argv + 1);
    }
    fputs("usage: bench_isolation none|usual|workers VERB ARG...\n", stderr);
    return 2;
}

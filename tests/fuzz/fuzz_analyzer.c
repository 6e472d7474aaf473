/* Any bytes as text: the laws of the analyzer hold. */
#include "tests/fuzz/fuzz.h"
#include "tests/support/analyzer_laws.h"

#include <stdio.h>
#include <stdlib.h>

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static TcAnalyzer *analyzer;
    g_autofree char *broken = NULL;

    if (analyzer == NULL)
        analyzer = tc_analyzer_new(NULL);
    if (analyzer == NULL)
        abort();
    broken = tc_broken_analyzer_law(analyzer, (const char *)data, size);
    if (broken != NULL) {
        fprintf(stderr, "%s\n", broken);
        abort();
    }
    return 0;
}

#include "document/ocr/ocr.h"

#include "document/ocr/page.h"

/* A page of A4 takes 3 to 6 seconds on an ordinary machine; a busy one may be ten times slower. */
#define PAGE_TIME_MS    120000
/* Beyond what the worker has when it starts, with tesseract and its data. */
#define PAGE_MEMORY_MAX ((gsize)2 << 30)
#define PAGES_OF_WORKER 100

TcSandbox *
tc_ocr_sandbox_new(GError **error)
{
    const TcSandboxLimits limits = {
        .memory_max = PAGE_MEMORY_MAX,
        .time_max_ms = PAGE_TIME_MS,
        .files_max = PAGES_OF_WORKER,
    };

    return tc_sandbox_new_prepared(&limits, tc_ocr_prepare, tc_ocr_read_page, error);
}

char *
tc_ocr_engine(TcSandbox *sandbox, GError **error)
{
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(TcDocument) answer = tc_sandbox_read(sandbox, NULL, 0, NULL, &limits, error);

    if (answer == NULL)
        return NULL;
    return g_strdup(answer->encoding != NULL ? answer->encoding : "");
}

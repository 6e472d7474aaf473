/* Any bytes as what the converter writes: it may have been taken over by the file that it reads. */
#include "document/sandbox/convert.h"
#include "tests/fuzz/document_laws.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const TcReadLimits limits = {.input_max = 1u << 20, .text_max = 100000};
    g_autoptr(GString) text = g_string_new_len((const char *)data, (gssize)size);
    GError *error = NULL;
    TcDocument *document = tc_sandbox_take_converted(text, TC_FORMAT_WORDPERFECT, &limits, &error);

    check_document(TC_FORMAT_WORDPERFECT, &limits, document, error);
    return 0;
}

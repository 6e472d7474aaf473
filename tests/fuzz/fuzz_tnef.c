/* Any bytes as a message of Outlook within mail; and as packed RTF. */
#include "document/read/mail/mapi.h"
#include "tests/fuzz/document_laws.h"

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    enum { RTF_MAX = 10000 };
    GString *rtf = tc_mapi_unpack_rtf(data, size, RTF_MAX);

    if (rtf != NULL && rtf->len > RTF_MAX)
        abort();
    if (rtf != NULL)
        g_string_free(rtf, TRUE);
    check_reader(TC_FORMAT_TNEF, data, size);
    return 0;
}

/* Office documents of a few members each. */
#ifndef TC_TESTS_OOXML_SAMPLES_H
#define TC_TESTS_OOXML_SAMPLES_H

#include "document/dispatch.h"
#include "tests/unit/document/read/office_samples.h"

#define TYPES                                                                                      \
    {                                                                                              \
        .name = "[Content_Types].xml", .content = "<Types/>"                                       \
    }
static inline TcDocument *
read_members(const SampleMember *members, gsize count, const TcReadLimits *limits, GError **error)
{
    gsize len;
    g_autofree char *zip =
        sample_package(members, count, "zip:compression=deflate", 1u << 20, &len);
    return tc_document_read(zip, len, "a.bin", limits, error);
}

#endif

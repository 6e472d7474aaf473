/* Quotations: what stands in them will be the words of another document. */
#include "document/header/parts.h"
#include "document/relation/parts.h"

#include <string.h>

gboolean
tc_begins_quotation(const char *p)
{
    return (guchar)*p == 0xe2 && (g_str_has_prefix(p, "“") || g_str_has_prefix(p, "‟"));
}

gboolean
tc_opens_quotation(const char *p, const char *end)
{
    const char *start = tc_skip_between(p, end);
    if (start < end && tc_begins_quotation(start))
        return g_strstr_len(start, end - start, "”") == NULL;
    return start < end && *start == '"' && memchr(start + 1, '"', (gsize)(end - start - 1)) == NULL;
}

gboolean
tc_is_quotation(const char *p, const char *end)
{
    static const char close[] = "”";
    const char *start = tc_skip_between(p, end);
    const char *found =
        tc_begins_quotation(start) ? g_strrstr_len(start, end - start, close) : NULL;
    return found != NULL && tc_skip_between(found + strlen(close), end) == end;
}

gboolean
tc_closes_quotation(const char *p, const char *end)
{
    const char *last = tc_skip_between_back(p, end);
    return g_strstr_len(p, end - p, "”") != NULL || (last > p && last[-1] == '"');
}

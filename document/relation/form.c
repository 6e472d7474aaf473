/* What is named like a document and is none that something is done to: forms that have numbers,
 * "Mẫu số 01/CNKD", and what a name in quotation marks tells of. */
#include "document/header/parts.h"
#include "document/relation/parts.h"

#include <string.h>

enum { BEFORE_BYTES_MAX = 300 };

gboolean
tc_is_form(const TcCitation *citation, const char *scope)
{
    static const char *const forms[] = {"mẫu", "biểu", "bảng", "phụ lục", "phiếu", "tờ khai"};
    if (citation->type != NULL || scope == NULL)
        return FALSE;
    const char *end = scope + strlen(scope);
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        const char *after = NULL;
        const char *at = scope;
        while ((at = tc_phrase_find(at, end, forms[i], &after)) != NULL && after < end)
            at = after;
        if (at != NULL)
            return TRUE;
    }
    return FALSE;
}

/* The first citation in [item, limit) that stands in no quotation, or in one that is not closed. */
static gboolean
find_unquoted(const char *item, const char *limit, const char *end, TcCitation *citation)
{
    static const char close[] = "”";
    for (const char *from = item; tc_citation_find(from, limit, end, citation);) {
        const char *open = g_strrstr_len(from, citation->start - from, "“");
        const char *closed =
            open != NULL && g_strstr_len(open, citation->start - open, close) == NULL
                ? g_strstr_len(citation->start, limit - citation->start, close)
                : NULL;
        if (closed == NULL)
            return TRUE;
        tc_citation_clear(citation);
        from = closed + strlen(close);
    }
    return FALSE;
}

gboolean
tc_object_find(const char *item, const char *limit, const char *end, TcCitation *citation)
{
    if (!find_unquoted(item, limit, end, citation))
        return FALSE;
    g_autofree char *before = tc_tidy(item, citation->start, BEFORE_BYTES_MAX);
    if (!tc_is_form(citation, before))
        return TRUE;
    for (const char *from = citation->end; from < limit;) {
        g_auto(TcCitation) next = {.start = NULL};
        if (!tc_citation_find(from, limit, end, &next))
            break;
        from = next.end;
        if (next.type == NULL)
            continue;
        tc_citation_clear(citation);
        *citation = next;
        next = (TcCitation){.start = NULL};
        break;
    }
    return TRUE;
}

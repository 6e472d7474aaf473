/* Forms that have numbers like documents: "Mẫu số 01/CNKD". */
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

gboolean
tc_object_find(const char *item, const char *limit, const char *end, TcCitation *citation)
{
    if (!tc_citation_find(item, limit, end, citation))
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

#include "document/relation/relation.h"

#include <string.h>

#include "document/header/parts.h"
#include "document/relation/citation.h"
#include "text/key/letter.h"
#include "text/relation/relation.h"

enum {
    PREAMBLE_BYTES = 16384, /* letterhead, title and what the document is based on */
    LINE_BYTES_MAX = 2000,  /* of a line of the preamble */
};

/* Append what `citation` says, of `kind`, unless it is there already. Takes its strings. */
static void
take(GPtrArray *relations, TcRelationKind kind, TcCitation *citation)
{
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *known = g_ptr_array_index(relations, i);
        if (known->kind == kind && known->date == citation->date &&
            g_strcmp0(known->number, citation->number) == 0 &&
            g_strcmp0(known->title, citation->title) == 0)
            return;
    }
    if (relations->len >= TC_RELATIONS_MAX)
        return;
    TcRelation *relation = g_new0(TcRelation, 1);
    relation->kind = kind;
    relation->number = g_steal_pointer(&citation->number);
    relation->title = g_steal_pointer(&citation->title);
    relation->type = g_strdup(citation->type);
    relation->date = citation->date;
    g_ptr_array_add(relations, relation);
}

/* Whether a line says what the document is based on. */
static const char *
basis_at(const char *p, const char *end)
{
    static const char *const openers[] = {"căn cứ",          "chiểu",          "xét",
                                          "theo đề nghị",    "theo tờ trình",  "theo thông báo",
                                          "theo kết luận",   "theo công văn",  "theo nghị quyết",
                                          "theo quyết định", "sau khi xem xét"};
    return tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL);
}

/* "Căn cứ Luật A ngày ...; Luật B ngày ...": the documents of one line. What stands behind the
 * first up to the next semicolon only describes it, but for lists: "Luật A và Luật B". */
static void
read_basis(const char *p, const char *end, GPtrArray *relations)
{
    const char *type = NULL;
    while (p < end) {
        g_auto(TcCitation) citation = {.start = NULL};
        if (!tc_citation_find(p, end, &citation))
            return;
        if (citation.type == NULL)
            citation.type = type;
        type = citation.type;
        p = citation.end;
        take(relations, TC_RELATION_BASED_ON, &citation);
        /* A list goes on at once. */
        const char *next = tc_skip_between(p, end);
        const char *and = tc_phrase_at(next, end, "và");
        next = and != NULL ? tc_skip_between(and, end) : next;
        g_auto(TcCitation) other = {.start = NULL};
        if (next > p && tc_citation_at(next, end, &other)) {
            p = next;
            continue;
        }
        const char *semicolon = memchr(p, ';', (gsize)(end - p));
        p = semicolon != NULL ? semicolon + 1 : end;
    }
}

/* Whether what is decided begins with a line: "Điều 1.", "Chương I", "I. Mục đích", "1. Giao". */
static gboolean
begins_body(const char *p, const char *end)
{
    static const char *const openers[] = {"điều", "chương", "phần", "mục"};
    if (tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL) != NULL)
        return TRUE;
    const char *q = p;
    while (q < end && q - p < 4 && (g_ascii_isdigit(*q) || strchr("IVX", *q) != NULL))
        q++;
    return q > p && q < end && (*q == '.' || *q == ')' || *q == '-' || *q == '/');
}

/* The lines between the title and the first article. */
static void
read_preamble(const char *text, gsize len, GPtrArray *relations)
{
    const char *end = text + MIN(len, (gsize)PREAMBLE_BYTES);
    while (end > text && end < text + len && (*end & 0xC0) == 0x80)
        end--;
    gboolean begun = FALSE;
    for (const char *p = text; p < end;) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        line_end = line_end != NULL ? line_end : end;
        const char *start = tc_skip_between(p, line_end);
        const char *basis = basis_at(start, line_end);
        if (basis != NULL && line_end - start <= LINE_BYTES_MAX) {
            begun = begun || tc_phrase_at(start, line_end, "căn cứ") != NULL;
            read_basis(basis, line_end, relations);
        } else if (begun && begins_body(start, line_end)) {
            return;
        }
        p = line_end + 1;
    }
}

void
tc_relations_extract(const char *text, gsize len, TcDocument *document)
{
    if (document->relations != NULL || document->type == NULL)
        return;
    g_autoptr(GPtrArray) relations =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_relation_free);
    read_preamble(text, len, relations);
    document->relations = tc_relations_write(relations);
}

#include "document/relation/relation.h"

#include <string.h>

#include "document/header/parts.h"
#include "document/relation/parts.h"
#include "text/key/letter.h"
#include "text/key/normalize.h"

enum {
    PREAMBLE_BYTES = 16384, /* letterhead, title and what the document is based on */
    LINE_BYTES_MAX = 2000,  /* of a line of the preamble */
    DRAFT_BYTES = 1500,     /* where "DỰ THẢO" stands */
    HEAD_BYTES = 2000,      /* a letterhead: no annex begins in it */
    WRAPS_MAX = 40,         /* lines of one paragraph */
};

/* ---- what is known ---- */

static gboolean
same_number(const char *a, const char *b)
{
    return a != NULL && b != NULL && g_ascii_strcasecmp(a, b) == 0;
}

/* Whether both are about the same document, as far as they say. */
static gboolean
is_same(const TcRelation *known, const TcCitation *citation)
{
    if (known->date != 0 && citation->date != 0 && known->date != citation->date)
        return FALSE;
    if (known->number != NULL && citation->number != NULL)
        return same_number(known->number, citation->number);
    if (known->title != NULL && citation->title != NULL)
        return g_strcmp0(known->title, citation->title) == 0 &&
               (known->date != 0 || citation->date != 0 || known->number == citation->number);
    return known->number == NULL && citation->number == NULL && known->title == NULL &&
           citation->title == NULL && g_strcmp0(known->type, citation->type) == 0;
}

void
tc_source_take(TcSource *source, TcRelationKind kind, TcCitation *citation, const char *scope,
               guint32 effective)
{
    const TcDocument *document = source->document;
    if (same_number(document->number, citation->number) &&
        (citation->date == 0 || document->date == 0 || citation->date == document->date))
        return;
    for (guint i = 0; i < source->relations->len; i++) {
        TcRelation *known = g_ptr_array_index(source->relations, i);
        if (known->kind != kind || !is_same(known, citation))
            continue;
        known->date = known->date != 0 ? known->date : citation->date;
        known->effective = known->effective != 0 ? known->effective : effective;
        if (known->type == NULL)
            known->type = g_strdup(citation->type);
        /* Another part of the same document. */
        if (scope != NULL && known->scope != NULL && strstr(known->scope, scope) == NULL &&
            strlen(known->scope) + strlen(scope) < TC_RELATION_FIELD_MAX) {
            char *both = g_strdup_printf("%s; %s", known->scope, scope);
            g_free(known->scope);
            known->scope = both;
        } else if (scope != NULL && known->scope == NULL && kind == TC_RELATION_AMENDS) {
            known->scope = g_strdup(scope);
        }
        return;
    }
    if (source->relations->len >= TC_RELATIONS_MAX)
        return;
    TcRelation *relation = g_new0(TcRelation, 1);
    relation->kind = kind;
    relation->number = g_steal_pointer(&citation->number);
    relation->title = g_steal_pointer(&citation->title);
    relation->type = g_strdup(citation->type);
    relation->date = citation->date;
    relation->scope = g_strdup(scope);
    relation->effective = effective;
    g_ptr_array_add(source->relations, relation);
}

/* ---- lines ---- */

const char *
tc_skip_enumerators(const char *p, const char *end)
{
    for (;;) {
        p = tc_skip_between(p, end);
        const char *article = tc_phrase_at(p, end, "điều");
        const char *q = article != NULL ? tc_skip_between(article, end) : p;
        const char *digits = q;
        while (q < end && g_ascii_isdigit(*q) && q - digits < 4)
            q++;
        gboolean number = q > digits;
        if (q < end && g_ascii_isalpha(*q) && (number || article == NULL) &&
            (end - q < 2 || !tc_is_word_at(q + 1, end)))
            q++;
        else if (!number && article == NULL && g_str_has_prefix(q, "đ)"))
            q += strlen("đ");
        if (q == digits || q >= end || strchr(".):/", *q) == NULL)
            return p;
        /* "1.2." goes on; "1.500 đồng" does not */
        p = q + 1;
    }
}

const char *
tc_paragraph_end(const char *p, const char *end)
{
    for (guint i = 0; i < WRAPS_MAX; i++) {
        const char *line_end = memchr(p, '\n', (gsize)(end - p));
        if (line_end == NULL)
            return end;
        /* It was wrapped where the next line begins with a small letter or a number's rest, and
         * this one ends without a stop. */
        const char *last = line_end;
        while (last > p && g_ascii_isspace(last[-1]))
            last--;
        const char *next = line_end + 1;
        while (next < end && (*next == ' ' || *next == '\t'))
            next++;
        if (last == p || strchr(".;:!?", last[-1]) != NULL || next >= end)
            return line_end;
        gunichar c = g_utf8_get_char(next);
        if (!g_unichar_islower(c) || (end - next > 1 && strchr(").", next[1]) != NULL))
            return line_end;
        p = line_end + 1;
    }
    const char *line_end = memchr(p, '\n', (gsize)(end - p));
    return line_end != NULL ? line_end : end;
}

/* ---- what it is based on ---- */

/* Whether a line says what the document is based on. */
static const char *
basis_at(const char *p, const char *end)
{
    static const char *const openers[] = {
        "căn cứ",          "chiểu",         "xét",           "theo đề nghị",    "theo tờ trình",
        "theo thông báo",  "theo kết luận", "theo công văn", "theo nghị quyết", "theo quyết định",
        "sau khi xem xét",
    };
    return tc_phrase_any(p, end, openers, G_N_ELEMENTS(openers), NULL);
}

/* "Căn cứ Luật A ngày ...; Luật B ngày ...": the documents of one line. What stands behind the
 * first up to the next semicolon only describes it, but for lists: "Luật A và Luật B". */
static void
read_basis(TcSource *source, const char *p, const char *end)
{
    const char *type = NULL;
    while (p < end) {
        g_auto(TcCitation) citation = {.start = NULL};
        if (!tc_citation_find(p, end, end, &citation))
            return;
        if (citation.type == NULL)
            citation.type = type;
        type = citation.type;
        p = citation.end;
        tc_source_take(source, TC_RELATION_BASED_ON, &citation, NULL, 0);
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
read_preamble(TcSource *source)
{
    const char *end =
        source->text + MIN((gsize)(source->end - source->text), (gsize)PREAMBLE_BYTES);
    while (end > source->text && end < source->end && (*end & 0xC0) == 0x80)
        end--;
    gboolean begun = FALSE;
    for (const char *p = source->text; p < end;) {
        const char *stop = tc_paragraph_end(p, end);
        const char *start = tc_skip_between(p, stop);
        const char *basis = basis_at(start, stop);
        if (basis != NULL && stop - start <= LINE_BYTES_MAX) {
            begun = begun || tc_phrase_at(start, stop, "căn cứ") != NULL;
            read_basis(source, basis, stop);
        } else if (begun && begins_body(start, stop)) {
            return;
        }
        p = stop + 1;
    }
}

/* ---- all ---- */

/* A draft does nothing yet. */
static gboolean
is_draft(const TcDocument *document, const char *text, const char *end)
{
    const char *limit = end - text > DRAFT_BYTES ? text + DRAFT_BYTES : end;
    while (limit > text && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    if (document->number == NULL && document->date == 0 && !document->ocr)
        return TRUE;
    for (const char *p = text; p < limit;) {
        const char *line_end = memchr(p, '\n', (gsize)(limit - p));
        line_end = line_end != NULL ? line_end : limit;
        const char *after;
        const char *draft = tc_phrase_find(p, line_end, "dự thảo", &after);
        if (draft != NULL && tc_is_capitals(draft, after) && line_end - p < 200)
            return TRUE;
        p = line_end + 1;
    }
    return FALSE;
}

/* Where the first annex begins behind the letterhead, else `end`. */
static const char *
main_end(const char *text, const char *end)
{
    const char *from = end - text > HEAD_BYTES ? text + HEAD_BYTES : end;
    const char *line = from < end ? memchr(from, '\n', (gsize)(end - from)) : NULL;
    const char *annex = line != NULL ? tc_annex_find(text, (gsize)(end - text), line + 1) : NULL;
    return annex != NULL ? annex : end;
}

/* `text` in NFC where it has combining marks; NULL when it is so already. */
static GString *
composed(const char *text, gsize len)
{
    const char *cc = memchr(text, 0xcc, MIN(len, (gsize)PREAMBLE_BYTES));
    const char *cd = memchr(text, 0xcd, MIN(len, (gsize)PREAMBLE_BYTES));
    if (cc == NULL && cd == NULL)
        return NULL;
    GString *out = g_string_sized_new(len);
    if (tc_normalize(TC_NORMAL_NFC, text, len, out, NULL))
        return out;
    g_string_free(out, TRUE);
    return NULL;
}

void
tc_relations_extract(const char *text, gsize len, TcDocument *document)
{
    if (document->relations != NULL || document->type == NULL)
        return;
    g_autoptr(GString) nfc = composed(text, len);
    g_autoptr(GPtrArray) relations =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_relation_free);
    const char *start = nfc != NULL ? nfc->str : text;
    const char *end = start + (nfc != NULL ? nfc->len : len);
    TcSource source = {
        .text = start,
        .end = main_end(start, end),
        .document = document,
        .relations = relations,
    };
    source.draft = is_draft(document, start, source.end);
    read_preamble(&source);
    if (!source.draft)
        tc_source_read_effects(&source);
    tc_source_read_title(&source);
    tc_source_read_attached(&source);
    document->relations = tc_relations_write(relations);
}

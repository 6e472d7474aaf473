#include "indexer/postings/relations.h"

#include "store/schema.h"
#include "text/relation/relation.h"

#include <string.h>

typedef struct {
    GStringChunk *terms;
    GArray *items;
    GHashTable *seen;
} Terms;

static void
add_term(Terms *terms, char letter, const char *key)
{
    char term[sizeof TC_TERM_RELATION + 1 + TC_RELATION_KEY_MAX];
    TcPosting posting = {0};

    g_snprintf(term, sizeof term, "%s%c%s", TC_TERM_RELATION, letter, key);
    if (g_hash_table_contains(terms->seen, term))
        return;
    posting.term_len = (guint32)strlen(term);
    posting.term = g_string_chunk_insert_len(terms->terms, term, posting.term_len);
    g_array_append_val(terms->items, posting);
    g_hash_table_add(terms->seen, (gpointer)posting.term);
}

static void
add_own(const char *key, gpointer user)
{
    add_term(user, TC_RELATION_OWN, key);
}

void
tc_relation_terms_add(const TcDocument *document, GStringChunk *chunk, GArray *items)
{
    g_autoptr(GPtrArray) relations = tc_relations_read(document->relations);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    Terms terms = {.terms = chunk, .items = items, .seen = seen};
    const TcNamed named = {
        .number = document->number,
        .type = document->type,
        .org = document->org,
        .title = document->title,
        .date = document->date,
    };
    char key[TC_RELATION_KEY_MAX + 1];

    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        if (tc_relation_key(relation, key))
            add_term(&terms, tc_relation_letter(relation->kind), key);
    }
    /* Without number and type it is no document that others name. */
    if (document->number != NULL || document->type != NULL)
        tc_named_keys(&named, add_own, &terms);
}

#include "query/show/related.h"

#include "base/free.h"
#include "base/order.h"
#include "store/schema.h"

#include <string.h>

/* Documents that are looked at for one key: a law is the basis of thousands. */
#define LOOKED_AT_MAX 200

static TcNamed
named(const TcRecord *record)
{
    return (TcNamed){.number = record->number,
                     .type = record->type,
                     .org = record->org,
                     .title = record->title,
                     .date = record->date};
}

void
tc_related_clear(gpointer data)
{
    TcRelated *related = data;
    tc_free_all(related->scope, related->path, related->number, related->title);
}

static TcRelated
related_to(const TcRecord *record, const TcRelation *relation)
{
    return (TcRelated){.kind = relation->kind,
                       .scope = g_strdup(relation->scope),
                       .effective = relation->effective,
                       .path = g_strdup(record->path),
                       .number = g_strdup(record->number),
                       .title = g_strdup(record->title),
                       .date = record->date};
}

/* `func` for each document with the term, identical ones once, until it returns FALSE. */
typedef gboolean (*RecordFunc)(const TcRecord *record, const TcXHit *hit, gpointer user);

static gboolean
each_record(TcReader *reader, const char *term, RecordFunc func, gpointer user, GError **error)
{
    guint32 freq = 0;
    if (!tc_reader_term_freq(reader, term, strlen(term), &freq, error))
        return FALSE;
    if (freq == 0)
        return TRUE;
    g_autoptr(TcXQuery) query = tc_x_query_term(term, strlen(term), 1, error);
    g_autoptr(TcXEnquire) enquire =
        query == NULL ? NULL : tc_x_enquire_new(tc_reader_database(reader), error);
    g_autoptr(TcXMSet) mset = NULL;
    if (enquire != NULL && tc_x_enquire_set_query(enquire, query, error) &&
        tc_x_enquire_set_boolean(enquire, error) &&
        tc_x_enquire_set_collapse(enquire, TC_SLOT_CONTENT, error) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error))
        mset = tc_x_enquire_run(enquire, 0, LOOKED_AT_MAX, 0, error);
    if (mset == NULL)
        return FALSE;
    for (gsize i = 0; i < tc_x_mset_size(mset); i++) {
        TcXHit hit = tc_x_mset_hit(mset, i);
        g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, hit.docid, FALSE, error);
        if (stored == NULL)
            return FALSE;
        if (!func(tc_stored_record_get(stored), &hit, user))
            break;
    }
    return TRUE;
}

/* ---- what others say of a document ---- */

typedef struct {
    const TcRecord *record;
    TcRelationKind kind;
    GHashTable *seen; /* kind and path */
    GArray *out;
} Others;

static gboolean
note_other(const TcRecord *record, G_GNUC_UNUSED const TcXHit *hit, gpointer user)
{
    Others *others = user;
    g_autoptr(GPtrArray) relations = tc_relations_read(record->relations);
    TcNamed document = named(others->record);
    for (guint i = 0; i < relations->len; i++) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        if (relation->kind != others->kind || strcmp(record->path, others->record->path) == 0 ||
            !tc_relation_names(relation, record->org, &document))
            continue;
        char *name = g_strdup_printf("%d %s", (int)relation->kind, record->path);
        if (g_hash_table_add(others->seen, name)) {
            TcRelated related = related_to(record, relation);
            g_array_append_val(others->out, related);
        }
    }
    return TRUE;
}

static void
note_key(const char *key, gpointer user)
{
    g_ptr_array_add(user, g_strdup(key));
}

static int
by_kind_and_date(gconstpointer a, gconstpointer b)
{
    const TcRelated *x = a;
    const TcRelated *y = b;
    if (x->kind != y->kind)
        return TC_ORDER(x->kind, y->kind);
    return x->date != y->date ? TC_ORDER(x->date, y->date) : strcmp(x->path, y->path);
}

GArray *
tc_related_by(TcReader *reader, const TcRecord *record, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(TcRelated));
    TcNamed document = named(record);
    g_array_set_clear_func(out, tc_related_clear);
    tc_named_keys(&document, note_key, keys);
    for (guint k = 0; k < keys->len; k++) {
        for (TcRelationKind kind = 0; kind < TC_RELATION_KIND_COUNT; kind++) {
            g_autofree char *term =
                g_strdup_printf("%s%c%s", TC_TERM_RELATION, tc_relation_letter(kind),
                                (const char *)g_ptr_array_index(keys, k));
            Others others = {record, kind, seen, out};
            if (!each_record(reader, term, note_other, &others, error))
                return NULL;
        }
    }
    g_array_sort(out, by_kind_and_date);
    return g_steal_pointer(&out);
}

/* ---- what a document says of others ---- */

typedef struct {
    const TcRecord *record;
    const TcRelation *relation;
    TcRelated *related;
    gboolean is_found;
} Target;

static gboolean
check_target(const TcRecord *record, G_GNUC_UNUSED const TcXHit *hit, gpointer user)
{
    Target *target = user;
    TcNamed document = named(record);
    if (strcmp(record->path, target->record->path) != 0 &&
        tc_relation_names(target->relation, target->record->org, &document)) {
        *target->related = related_to(record, target->relation);
        target->is_found = TRUE;
    }
    return !target->is_found;
}

gboolean
tc_related_target(TcReader *reader, const TcRecord *record, const TcRelation *relation,
                  TcRelated *related, gboolean *is_found, GError **error)
{
    char key[TC_RELATION_KEY_MAX + 1];
    Target target = {record, relation, related, FALSE};
    *is_found = FALSE;
    if (!tc_relation_key(relation, key))
        return TRUE;
    g_autofree char *term = g_strdup_printf("%s%c%s", TC_TERM_RELATION, TC_RELATION_OWN, key);
    if (!each_record(reader, term, check_target, &target, error))
        return FALSE;
    *is_found = target.is_found;
    return TRUE;
}

/* ---- what has ended ---- */

/* What documents say of one key: that these relations end the documents of the key. */
typedef struct {
    TcRelationKind kind;
    const char *key;
    guint32 today;
    GPtrArray *relations; /* of TcRelation, owned */
    GPtrArray *orgs;      /* of who says so, beside them; owned, may be NULL */
    GHashTable *ended;    /* terms of texts */
} Ending;

/* Keep the relations of a document that end one of this key by now. */
static gboolean
note_ending(const TcRecord *record, G_GNUC_UNUSED const TcXHit *hit, gpointer user)
{
    Ending *ending = user;
    g_autoptr(GPtrArray) relations = tc_relations_read(record->relations);
    for (guint i = relations->len; i-- > 0;) {
        const TcRelation *relation = g_ptr_array_index(relations, i);
        char key[TC_RELATION_KEY_MAX + 1];
        guint32 from = relation->effective > 0 ? relation->effective : record->date;
        if (relation->kind == ending->kind && relation->scope == NULL && from <= ending->today &&
            tc_relation_key(relation, key) && strcmp(key, ending->key) == 0) {
            g_ptr_array_add(ending->relations, g_ptr_array_steal_index(relations, i));
            g_ptr_array_add(ending->orgs, g_strdup(record->org));
        }
    }
    return TRUE;
}

static gboolean
note_ended(const TcRecord *record, const TcXHit *hit, gpointer user)
{
    const Ending *ending = user;
    TcNamed document = named(record);
    for (guint i = 0; hit->key_len == TC_X_KEY_MAX && i < ending->relations->len; i++) {
        if (tc_relation_names(g_ptr_array_index(ending->relations, i),
                              g_ptr_array_index(ending->orgs, i), &document)) {
            g_hash_table_add(ending->ended, tc_content_term(hit->key, TC_X_KEY_MAX));
            break;
        }
    }
    return TRUE;
}

/* The documents that those with the term `said` end. */
static gboolean
find_ended(TcReader *reader, TcRelationKind kind, const TcReaderTerm *said, gsize prefix_len,
           guint32 today, GHashTable *ended, GError **error)
{
    g_autofree char *term = g_strndup(said->term, said->term_len);
    const char *key = term + prefix_len;
    g_autofree char *own = g_strdup_printf("%s%c%s", TC_TERM_RELATION, TC_RELATION_OWN, key);
    guint32 freq = 0;
    if (!tc_reader_term_freq(reader, own, strlen(own), &freq, error))
        return FALSE;
    if (freq == 0) /* of most keys the archive has no document */
        return TRUE;
    g_autoptr(GPtrArray) relations =
        g_ptr_array_new_with_free_func((GDestroyNotify)tc_relation_free);
    g_autoptr(GPtrArray) orgs = g_ptr_array_new_with_free_func(g_free);
    Ending ending = {kind, key, today, relations, orgs, ended};
    return each_record(reader, term, note_ending, &ending, error) &&
           (relations->len == 0 || each_record(reader, own, note_ended, &ending, error));
}

GPtrArray *
tc_related_ended(TcReader *reader, guint32 today, GError **error)
{
    static const TcRelationKind kinds[] = {TC_RELATION_REPLACES, TC_RELATION_REPEALS};
    g_autoptr(GHashTable) ended = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
        g_autofree char *prefix =
            g_strdup_printf("%s%c", TC_TERM_RELATION, tc_relation_letter(kinds[k]));
        g_autoptr(GArray) terms = tc_reader_terms_new();
        if (!tc_reader_terms(reader, prefix, strlen(prefix), G_MAXUINT, terms, error))
            return NULL;
        for (guint i = 0; i < terms->len; i++)
            if (!find_ended(reader, kinds[k], tc_reader_term_at(terms, i), strlen(prefix), today,
                            ended, error))
                return NULL;
    }
    g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer term;
    g_hash_table_iter_init(&iter, ended);
    while (g_hash_table_iter_next(&iter, &term, NULL))
        g_ptr_array_add(out, g_strdup(term));
    g_ptr_array_add(out, NULL);
    return g_steal_pointer(&out);
}

/* A little database, and what it says as text. */
#ifndef TC_TESTS_XAPIAN_SUPPORT_H
#define TC_TESTS_XAPIAN_SUPPORT_H

#include "tests/unit/store/support.h"

static const struct {
    const char *words, *date, *kind;
} sample[] = {
    {"cai cach hanh chinh", "20200105", "NQ"},   {"hanh chinh cai cach", "20190301", "BC"},
    {"cai to hanh chinh cai", "20210710", "NQ"}, {"phat trien kinh te", "", "TB"},
    {"kinh te va cai cach", "20200820", ""},
};

static inline void
add_sample(TcXWritable *db, guint first, guint count)
{
    GError *error = NULL;
    for (guint i = first; i < first + count; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        g_auto(GStrv) words = g_strsplit(sample[i].words, " ", -1);
        for (guint k = 0; words[k] != NULL; k++) {
            assert_ok(
                tc_x_document_add_posting(document, words[k], strlen(words[k]), k + 1, &error),
                error);
        }
        char id[] = "Q0";
        id[1] = (char)('0' + i);
        assert_ok(tc_x_document_add_term(document, id, 2, 0, &error), error);
        assert_ok(
            tc_x_document_set_data(document, sample[i].words, strlen(sample[i].words), &error),
            error);
        assert_ok(
            tc_x_document_set_value(document, 1, sample[i].date, strlen(sample[i].date), &error),
            error);
        assert_ok(
            tc_x_document_set_value(document, 3, sample[i].kind, strlen(sample[i].kind), &error),
            error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
}

static inline TcXWritable *
open_new(const char *name)
{
    GError *error = NULL;
    g_autofree char *path = in_folder(name);
    TcXWritable *db = tc_x_writable_open(path, TC_X_CREATE | TC_X_NO_SYNC, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    return db;
}

static inline TcXDatabase *
open_these(const char *const *names, gsize count)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < count; i++)
        g_ptr_array_add(paths, in_folder(names[i]));
    TcXDatabase *db =
        tc_x_database_open((const char *const *)(gpointer)paths->pdata, count, &error);
    assert_ok(db, error);
    return db;
}

/* Documents first.. of the sample in the database `name`. */
static inline void
make_sample(const char *name, guint first, guint count)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new(name);
    add_sample(db, first, count);
    assert_ok(tc_x_writable_set_metadata(db, "key", 3, name, strlen(name), &error), error);
    assert_ok(tc_x_writable_commit(db, &error), error);
}

static inline TcXDatabase *
open_one(const char *name)
{
    GError *error = NULL;
    g_autofree char *path = in_folder(name);
    const char *const paths[] = {path};
    TcXDatabase *db = tc_x_database_open(paths, 1, &error);
    assert_ok(db, error);
    return db;
}

static inline TcXDatabase *
open_sample(void)
{
    make_sample("db", 0, G_N_ELEMENTS(sample));
    return open_one("db");
}

static inline TcXQuery *
term(const char *word)
{
    GError *error = NULL;
    TcXQuery *query = tc_x_query_term(word, strlen(word), 1, &error);
    assert_ok(query, error);
    return query;
}

enum { WORDS_MAX = 8 };

/* Queries of the words of `words`, which are to be freed; gives their number. */
static inline gsize
terms_of(const char *words, TcXQuery *terms[WORDS_MAX])
{
    gsize count = 0;
    g_auto(GStrv) parts = g_strsplit(words, " ", WORDS_MAX);
    for (; parts[count] != NULL; count++)
        terms[count] = term(parts[count]);
    return count;
}

static inline void
free_terms(TcXQuery *const *terms, gsize count)
{
    for (gsize i = 0; i < count; i++)
        tc_x_query_free(terms[i]);
}

static inline TcXQuery *
combine(TcXOp op, guint32 window, const char *words)
{
    GError *error = NULL;
    TcXQuery *terms[WORDS_MAX];
    const gsize count = terms_of(words, terms);
    TcXQuery *query = tc_x_query_combine(op, terms, count, window, &error);
    assert_ok(query, error);
    free_terms(terms, count);
    return query;
}

/* The docids of `mset` as "1 3 ", in its order. */
static inline char *
docids_of(TcXMSet *mset)
{
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++)
        g_string_append_printf(text, "%u ", tc_x_mset_hit(mset, i).docid);
    return g_string_free(text, FALSE);
}

/* What `query` (taken over) matches, in docid order. */
static inline char *
matches(TcXDatabase *db, TcXQuery *query)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    tc_x_query_free(query);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 100, 0, &error);
    assert_ok(mset, error);
    return docids_of(mset);
}

#define assert_matches(db, query, expect)                                                          \
    do {                                                                                           \
        g_autofree char *got = matches((db), (query));                                             \
        assert_str(got, (expect));                                                                 \
    } while (0)

/* Appends "bytes:freq " to a GString. */
static inline gboolean
collect(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    g_string_append_len(user, bytes, (gssize)len);
    g_string_append_printf(user, ":%u ", freq);
    return TRUE;
}

static inline gboolean
stop_at_second(G_GNUC_UNUSED const char *bytes, G_GNUC_UNUSED gsize len, G_GNUC_UNUSED guint32 freq,
               gpointer user)
{
    return ++*(int *)user < 2;
}

static inline TcXEnquire *
enquire_for(TcXDatabase *db, TcXQuery *query)
{
    GError *error = NULL;
    TcXEnquire *enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    tc_x_query_free(query);
    return enquire;
}

/* Words that are common in one shard and rare in another, and documents that are worth the same:
 * document i of `count`, with its name in slot 6. */
static inline TcXDocument *
made_document(guint i)
{
    static const char *const words[] = {"hanh", "hành", "hạnh", "hãnh", "hánh", "cach", "chinh"};
    GError *error = NULL;
    guint position = 1;
    TcXDocument *document = tc_x_document_new(&error);
    for (guint w = 0; w < G_N_ELEMENTS(words); w++) {
        for (guint n = 0; n < (i * i + w * i / 3 + w) % (w + 2); n++) {
            assert_ok(
                tc_x_document_add_posting(document, words[w], strlen(words[w]), position++, &error),
                error);
        }
    }
    g_autofree char *name = g_strdup_printf("%03u", (i * 37) % 101);
    assert_ok(tc_x_document_set_value(document, 6, name, strlen(name), &error), error);
    /* Some are copies of each other, a few have nothing to be collapsed by. */
    g_autofree char *content = g_strdup_printf("%u", i < 40 ? i / 2 : i);
    if (i % 7 > 0)
        assert_ok(tc_x_document_set_value(document, 5, content, strlen(content), &error), error);
    return document;
}

static inline void
make_documents(const char *name, guint first, guint step)
{
    GError *error = NULL;
    g_autofree char *path = in_folder(name);
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_CREATE, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    for (guint i = first; i < 100; i += step) {
        g_autoptr(TcXDocument) document = made_document(i);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
}

static inline TcXQuery *
sum_of(TcXOp op, const char *words)
{
    GError *error = NULL;
    TcXQuery *terms[WORDS_MAX];
    const gsize count = terms_of(words, terms);
    TcXQuery *query = tc_x_query_sum(op, terms, count, &error);
    assert_ok(query, error);
    free_terms(terms, count);
    return query;
}

/* All hits as "NAME WEIGHT" lines, weights to the last bit. */
static inline char *
weighed(TcXDatabase *db, TcXQuery *query)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = enquire_for(db, query);
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0.75, 0.5, &error), error);
    assert_ok(tc_x_enquire_set_tie_order(enquire, 6, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 60, 0, &error);
    assert_ok(mset, error);
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++) {
        g_autofree char *name = NULL;
        gsize len = 0;
        assert_ok(tc_x_mset_sort_key(mset, i, &name, &len, &error), error);
        g_string_append_printf(text, "%s %a\n", name, tc_x_mset_hit(mset, i).weight);
    }
    return g_string_free(text, FALSE);
}

/* The same for words, with an order of what weighs alike and one of what is alike. */
static inline char *
best(TcXDatabase *db, guint32 tie_slot, guint32 collapse_slot, guint32 max, guint32 check)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = enquire_for(db, sum_of(TC_X_OR, "hành hanh cach"));
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0.75, 0.5, &error), error);
    assert_ok(tie_slot == 0 || tc_x_enquire_set_tie_order(enquire, tie_slot, &error), error);
    assert_ok(collapse_slot == 0 || tc_x_enquire_set_collapse(enquire, collapse_slot, &error),
              error);
    return hits_of(enquire, max, check);
}

static inline guint32
doc_count(const char *name)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_one(name);
    guint32 count = 0;
    assert_ok(tc_x_database_doc_count(db, &count, &error), error);
    return count;
}

/* Commits what was written and closes it. */
static inline void
commit(TcXWritable *db)
{
    GError *error = NULL;
    assert_ok(tc_x_writable_commit(db, &error), error);
    tc_x_writable_free(db);
}

/* One of several databases to read by ourselves, or by Xapian alone, to compare with. */
static inline TcXDatabase *
open_to_read(const char *const *names, gsize count, gboolean is_only_xapian)
{
    TcXDatabase *db = open_these(names, count);
    if (is_only_xapian)
        tc_x_database_read_by_xapian(db);
    return db;
}

#endif

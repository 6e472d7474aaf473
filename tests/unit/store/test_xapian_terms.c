/* Words as they stand in Xapian's tables (store/xapian/term/code.h): seen from above the binding,
 * nothing of it shows. */
#include "tests/unit/store/xapian_support.h"

#include <stdlib.h>

TestSuite(binding_terms, .init = folder_make, .fini = folder_remove);

#define TERMS_MAX 1200

static gint
compare_terms(gconstpointer a, gconstpointer b)
{
    const GByteArray *x = *(GByteArray *const *)a;
    const GByteArray *y = *(GByteArray *const *)b;
    const int order = memcmp(x->data, y->data, MIN(x->len, y->len));
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static void
free_bytes(gpointer bytes)
{
    g_byte_array_unref(bytes);
}

static void
add_term(GPtrArray *terms, const char *bytes, gsize len)
{
    GByteArray *term = g_byte_array_new();
    g_byte_array_append(term, (const guint8 *)bytes, (guint)len);
    g_ptr_array_add(terms, term);
}

/* Words that are frequent, made of their parts, foreign, of any bytes; pairs; terms with a prefix.
 * Sorted, each once. */
static GPtrArray *
make_terms(GRand *rand)
{
    static const char *const parts[] = {"nghiep", "\x01", "0\x06", "cua",  "\x03", "d",    "uong",
                                        "#&*",    "\x02", "a",     "2020", "z",    "tr",   "ng",
                                        "\x05",   "đ",    "кто",   "%",    "khoa", "\xff", "i"};
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_bytes);
    GPtrArray *terms = g_ptr_array_new_with_free_func(free_bytes);
    for (guint i = 0; i < TERMS_MAX; i++) {
        g_autoptr(GString) term = g_string_new(i % 10 == 0 ? "XR" : i % 10 == 1 ? "XP" : "");
        for (gint left = g_rand_int_range(rand, 1, i % 50 == 0 ? 40 : 7); left > 0; left--) {
            if (g_rand_int_range(rand, 0, 20) == 0)
                g_string_append_c(term, (char)g_rand_int_range(rand, 0, 256));
            else
                g_string_append(term,
                                parts[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(parts))]);
        }
        /* Such a beginning is a prefix. */
        if (i % 10 > 1 && g_ascii_isupper(term->str[0]))
            term->str[0] = 'k';
        add_term(all, term->str, term->len);
    }
    g_ptr_array_sort(all, compare_terms);
    for (guint i = 0; i < all->len; i++) {
        if (i > 0 && compare_terms(&all->pdata[i - 1], &all->pdata[i]) == 0)
            continue;
        const GByteArray *term = all->pdata[i];
        add_term(terms, (const char *)term->data, term->len);
    }
    return terms;
}

typedef struct {
    GPtrArray *terms;
    guint at;
} Walk;

static gboolean
is_next(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    Walk *walk = user;
    cr_assert(lt(uint, walk->at, walk->terms->len));
    const GByteArray *term = walk->terms->pdata[walk->at++];
    cr_assert(eq(sz, len, term->len));
    cr_assert(eq(int, memcmp(bytes, term->data, len), 0));
    return freq <= 1;
}

static gboolean
begins_with(const GByteArray *term, const guint8 *prefix, guint len)
{
    return term->len >= len && memcmp(term->data, prefix, len) == 0;
}

/* One document for each term, in their order. */
static TcXDatabase *
index_terms(GPtrArray *terms)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    for (guint i = 0; i < terms->len; i++) {
        const GByteArray *term = terms->pdata[i];
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(
            tc_x_document_add_posting(document, (const char *)term->data, term->len, 1, &error),
            error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
    return open_one("db");
}

Test(binding_terms, are_listed_in_byte_order_whole_and_by_how_they_begin)
{
    GError *error = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    g_autoptr(GPtrArray) terms = make_terms(rand);
    g_autoptr(TcXDatabase) db = index_terms(terms);
    Walk all = {.terms = terms};
    assert_ok(tc_x_database_each_term(db, "", 0, is_next, &all, &error), error);
    cr_assert(eq(uint, all.at, terms->len));

    for (guint round = 0; round < 60; round++) {
        const GByteArray *of = terms->pdata[(guint)g_rand_int_range(rand, 0, (gint32)terms->len)];
        const guint len = (guint)g_rand_int_range(rand, 1, (gint32)of->len + 1);
        guint first = 0, behind;
        while (!begins_with(terms->pdata[first], of->data, len))
            first++;
        for (behind = first;
             behind < terms->len && begins_with(terms->pdata[behind], of->data, len); behind++)
            ;
        Walk walk = {.terms = terms, .at = first};
        assert_ok(tc_x_database_each_term(db, (const char *)of->data, len, is_next, &walk, &error),
                  error);
        cr_assert(eq(uint, walk.at, behind));

        g_autoptr(TcXQuery) query = tc_x_query_prefix((const char *)of->data, len, &error);
        assert_ok(query, error);
        g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
        assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
        assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
        g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, TERMS_MAX, TERMS_MAX, &error);
        assert_ok(mset, error);
        cr_assert(eq(sz, tc_x_mset_size(mset), behind - first));
        for (guint i = first; i < behind; i++)
            cr_assert(eq(u32, tc_x_mset_hit(mset, i - first).docid, i + 1));
    }
}

Test(binding_terms, of_a_document_are_those_that_were_put)
{
    GError *error = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(6);
    g_autoptr(GPtrArray) terms = make_terms(rand);
    g_autoptr(TcXDatabase) db = index_terms(terms);
    for (guint i = 0; i < terms->len; i++) {
        Walk walk = {.terms = terms, .at = i};
        assert_ok(tc_x_database_each_doc_term(db, i + 1, is_next, &walk, &error), error);
        cr_assert(eq(uint, walk.at, i + 1));
    }
}

/* What an index holds is written with these codes: other ones are another schema. */
Test(binding_terms, frequent_words_take_a_byte_or_two_that_never_change)
{
    static const struct {
        const char *term;
        gsize len;
        const char *code; /* in hex */
    } codes[] = {
        {"cua\x01\x03", 5, "79"},
        {"va\x01\x02", 4, "f0"},
        {"nghiep\x01\x30\x06", 9, "baf0"},
        {"duong\x01\x23\x26\x2a\x02", 10, "87c9"},
        {"duong\x01", 6, "87c5"},
        {"a\x01", 2, "5c"},
        {"z\x01", 2, "fd17"},
        {"2020\x01", 5, "314b"},
        {"internet\x01", 9, "9f4a"},
        {"XRtieu\x01hanh\x01\x28\x03\x01\x02", 16, "5852e32b94b20f02"},
        {"\xd0\xba\x01", 3, "ffd0ba01"},
        {"XPcua\x01\x03", 7, "58506375610103"},
        {"muoi\x01\x26\x02", 7, "b41f0c"},
    };
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(free_bytes);
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        add_term(terms, codes[i].term, codes[i].len);
    g_autoptr(TcXDatabase) db = index_terms(terms);
    g_autoptr(TcTable) table = tc_x_database_table(db, TC_TABLE_POSTLIST);
    cr_assert(ne(ptr, table, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
        guint8 key[64];
        const guint8 *tag;
        gsize tag_len, len = strlen(codes[i].code) / 2;
        gboolean is_compressed;
        for (gsize j = 0; j < len; j++) {
            const char digits[] = {codes[i].code[2 * j], codes[i].code[2 * j + 1], '\0'};
            key[j] = (guint8)strtoul(digits, NULL, 16);
        }
        cr_assert(eq(int, (int)tc_table_find(table, key, len, &tag, &tag_len, &is_compressed),
                     (int)TC_TABLE_FOUND),
                  "%s", codes[i].code);
    }
}

/* ---- read here, and by Xapian ---- */

#define MANY 6000

static const struct {
    const char *name;
    gsize len;
} listed[] = {{"all", 3}, {"third", 5}, {"thirty", 6}, {"fi\0st", 5}, {"fi", 2}, {"none", 4}};

/* "all" and "third" have lists of many entries; what comes behind them has to be found. */
static void
write_listed(const char *name)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new(name);
    for (guint i = 1; i <= MANY; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        for (gsize t = 0; t + 1 < G_N_ELEMENTS(listed); t++) {
            const guint every[] = {1, 3, 3000, 2, 700};
            if (i % every[t] == 0)
                assert_ok(tc_x_document_add_term(document, listed[t].name, listed[t].len,
                                                 1 + i % 300, &error),
                          error);
        }
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
}

/* What a database says of terms: those that begin so, how often each is there, and one after all.
 */
static char *
terms_told(TcXDatabase *db)
{
    static const char *const beginnings[] = {"", "t", "th", "thi", "third", "fi", "Q", "Qz", "z"};
    GError *error = NULL;
    GString *told = g_string_new(NULL);
    for (gsize b = 0; b < G_N_ELEMENTS(beginnings); b++) {
        const gsize len = strlen(beginnings[b]);
        int seen = 0;
        g_string_append_printf(told, "%s: ", beginnings[b]);
        assert_ok(tc_x_database_each_term(db, beginnings[b], len, collect, told, &error), error);
        assert_ok(tc_x_database_each_term(db, beginnings[b], len, stop_at_second, &seen, &error),
                  error);
        g_string_append_printf(told, "%d\n", seen);
    }
    for (gsize t = 0; t < G_N_ELEMENTS(listed); t++) {
        guint32 freq = 0;
        guint64 occurrences = 0;
        assert_ok(tc_x_database_term_freq(db, listed[t].name, listed[t].len, &freq, &error), error);
        assert_ok(
            tc_x_database_collection_freq(db, listed[t].name, listed[t].len, &occurrences, &error),
            error);
        g_string_append_printf(told, "%u %" G_GUINT64_FORMAT "\n", freq, occurrences);
    }
    return g_string_free(told, FALSE);
}

Test(binding_terms, are_told_as_xapian_tells_them)
{
    const char *const names[] = {"db", "other"};
    write_listed("db");
    make_sample("other", 0, G_N_ELEMENTS(sample));
    for (gsize parts = 1; parts <= 2; parts++) {
        g_autoptr(TcXDatabase) own = open_these(names, parts);
        g_autoptr(TcXDatabase) xapian = open_these(names, parts);
        tc_x_database_read_by_xapian(xapian);
        g_autofree char *got = terms_told(own);
        g_autofree char *expect = terms_told(xapian);
        assert_str(got, expect);
    }
}

/* A text or, from 1 on, the value of a slot; "-" where there is no such document. */
static char *
text_or_value(TcXDatabase *db, guint32 docid, guint32 slot)
{
    char *got = NULL;
    gsize len = 0;
    const gboolean is_there = slot == 0
                                  ? tc_x_database_doc_data(db, docid, &got, &len, NULL)
                                  : tc_x_database_doc_value(db, docid, slot, &got, &len, NULL);
    if (!is_there)
        return g_strdup("-");
    cr_assert(eq(sz, strlen(got), len));
    return got;
}

Test(binding_terms, texts_and_values_of_one_document_are_those_of_xapian)
{
    const char *const names[] = {"db", "other"};
    make_sample("db", 0, 3);
    make_sample("other", 2, 3);
    for (gsize parts = 1; parts <= 2; parts++) {
        g_autoptr(TcXDatabase) own = open_these(names, parts);
        g_autoptr(TcXDatabase) xapian = open_these(names, parts);
        tc_x_database_read_by_xapian(xapian);
        for (guint32 i = 0; i < 48; i++) {
            g_autofree char *got = text_or_value(own, i / 6, i % 6);
            g_autofree char *expect = text_or_value(xapian, i / 6, i % 6);
            assert_str(got, expect);
        }
    }
}

/* Queries through the binding. */
#include "tests/unit/rows.h"
#include "tests/unit/store/xapian_support.h"

TestSuite(binding_query, .init = folder_make, .fini = folder_remove);
TestSuite(binding_shards, .init = folder_make, .fini = folder_remove);

/* ---- queries ------------------------------------------------------------------------------- */

static const struct {
    TcXOp op;
    guint32 window;
    const char *words, *expect;
} combinations[] = {
    {TC_X_AND, 0, "cai hanh", "1 2 3 "},     {TC_X_OR, 0, "to va", "3 5 "},
    {TC_X_AND_NOT, 0, "cai hanh", "5 "},     {TC_X_AND_NOT, 0, "cai to va", "1 2 "},
    {TC_X_FILTER, 0, "cai te", "5 "},        {TC_X_AND_MAYBE, 0, "te phat", "4 5 "},
    {TC_X_NEAR, 2, "cach cai", "1 2 5 "},    {TC_X_NEAR, 4, "cai chinh", "1 2 3 "},
    {TC_X_PHRASE, 0, "cai cach hanh", "1 "}, {TC_X_PHRASE, 3, "cai hanh", "1 3 "},
    {TC_X_PHRASE, 0, "hanh cai", ""},        {TC_X_SYNONYM, 0, "to va", "3 5 "},
    {TC_X_MAX, 0, "to phat", "3 4 "},        {TC_X_AND, 0, "cai absent", ""},
    {TC_X_PHRASE, 0, "cai", "1 2 3 5 "},
};

EACH_ROW(binding_query, operators_combine_as_their_names_say, combinations)
ROW_TEST(size_t *row, binding_query, operators_combine_as_their_names_say)
{
    g_autoptr(TcXDatabase) db = *row == 0 ? open_sample() : open_one("db");
    assert_matches(
        db, combine(combinations[*row].op, combinations[*row].window, combinations[*row].words),
        combinations[*row].expect);
}

Test(binding_query, near_and_phrase_take_or_of_terms)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    TcXQuery *parts[] = {combine(TC_X_OR, 0, "cai hanh"), combine(TC_X_OR, 0, "cach to")};
    TcXQuery *phrase = tc_x_query_combine(TC_X_PHRASE, parts, 2, 2, &error);
    assert_ok(phrase, error);
    assert_matches(db, phrase, "1 2 3 5 ");
    TcXQuery *near = tc_x_query_combine(TC_X_NEAR, parts, 2, 2, &error);
    assert_ok(near, error);
    assert_matches(db, near, "1 2 3 5 ");
    tc_x_query_free(parts[0]);
    tc_x_query_free(parts[1]);
}

/* Documents of some words at random places; returns their number. */
static guint
write_random(const char *name)
{
    static const char *const words[] = {"ba", "ca", "da"};
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new(name);
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    const guint count = 400;
    for (guint i = 0; i < count; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        for (guint32 at = 1; at < 12; at++) {
            const int word = g_rand_int_range(rand, 0, 5);
            if (word < (int)G_N_ELEMENTS(words))
                assert_ok(tc_x_document_add_posting(document, words[word], 2, at, &error), error);
        }
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
    return count;
}

/* What each document weighs by a query, by its number; 0 where it is not found. */
static double *
weights_of(TcXDatabase *db, TcXQuery *query, guint count)
{
    GError *error = NULL;
    double *weights = g_new0(double, count + 1);
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, count, count, &error);
    assert_ok(mset, error);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++)
        weights[tc_x_mset_hit(mset, i).docid] = tc_x_mset_hit(mset, i).weight;
    return weights;
}

static void
assert_weighs_only_there(TcXOp op)
{
    GError *error = NULL;
    const guint count = write_random("random");
    g_autoptr(TcXDatabase) db = open_one("random");
    g_autoptr(TcXQuery) any = combine(TC_X_OR, 0, "ba ca da");
    TcXQuery *phrases[] = {combine(op, 2, "ba ca"), combine(op, 2, "ca da")};
    g_autoptr(TcXQuery) either = tc_x_query_combine(TC_X_OR, phrases, 2, 0, &error);
    assert_ok(either, error);
    TcXQuery *parts[] = {any, either};
    g_autoptr(TcXQuery) maybe = tc_x_query_combine(TC_X_AND_MAYBE, parts, 2, 0, &error);
    assert_ok(maybe, error);
    tc_x_database_read_by_xapian(db);
    g_autofree double *by_words = weights_of(db, any, count);
    g_autofree double *by_phrase = weights_of(db, either, count);
    g_autofree double *by_both = weights_of(db, maybe, count);
    guint without = 0;
    for (guint i = 1; i <= count; i++) {
        cr_assert(eq(int, by_both[i] > 0, by_words[i] > 0), "document %u", i);
        cr_assert(
            epsilon_eq(dbl, by_both[i], by_words[i] + (by_words[i] > 0 ? by_phrase[i] : 0), 1e-9),
            "document %u", i);
        without += by_words[i] > 0 && by_phrase[i] == 0;
    }
    cr_assert(without > 50 && without < count);
    tc_x_query_free(phrases[0]);
    tc_x_query_free(phrases[1]);
}

Test(binding_query, a_phrase_beside_words_weighs_only_where_it_is)
{
    assert_weighs_only_there(TC_X_PHRASE);
}

Test(binding_query, near_beside_words_weighs_only_where_it_is)
{
    assert_weighs_only_there(TC_X_NEAR);
}

Test(binding_query, everything_and_nothing)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(db, tc_x_query_all(), "1 2 3 4 5 ");
    assert_matches(db, tc_x_query_nothing(), "");
    TcXQuery *none = tc_x_query_combine(TC_X_AND, NULL, 0, 0, &error);
    assert_ok(none, error);
    assert_matches(db, none, "");
}

Test(binding_query, a_prefix_finds_all_its_terms)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(db, tc_x_query_prefix("t", 1, &error), "3 4 5 ");
    assert_matches(db, tc_x_query_prefix("ca", 2, &error), "1 2 3 5 ");
    assert_matches(db, tc_x_query_prefix("zz", 2, &error), "");
    g_assert_no_error(error);
}

Test(binding_query, a_prefix_may_end_in_the_separator_of_keys)
{
    GError *error = NULL;
    g_autoptr(TcXWritable) db = open_new("db");
    static const struct {
        const char *bytes;
        gsize len;
    } keys[] = {{"duong\x01", 6}, {"duong\x01#&*\x02", 10}, {"duongg\x01", 7}, {"duo\x01", 4}};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(tc_x_document_add_posting(document, keys[i].bytes, keys[i].len, 1, &error),
                  error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
    g_autoptr(TcXDatabase) reading = open_one("db");
    assert_matches(reading, tc_x_query_prefix("duong\x01", 6, &error), "1 2 ");
    assert_matches(reading, tc_x_query_term("duong\x01", 6, 1, &error), "1 ");
    g_assert_no_error(error);
}

Test(binding_query, value_ranges_leave_out_documents_without_value)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    assert_matches(db, tc_x_query_value_range(1, "20200101", 8, "20201231", 8, &error), "1 5 ");
    assert_matches(db, tc_x_query_value_range(1, "20200820", 8, NULL, 0, &error), "3 5 ");
    assert_matches(db, tc_x_query_value_range(1, NULL, 0, "20200105", 8, &error), "1 2 ");
    assert_matches(db, tc_x_query_value_range(1, NULL, 0, "99991231", 8, &error), "1 2 3 5 ");
    assert_matches(db, tc_x_query_value_range(1, "20210711", 8, "20200101", 8, &error), "");
    assert_matches(db, tc_x_query_value_range(1, NULL, 0, NULL, 0, &error), "1 2 3 4 5 ");
    assert_matches(db, tc_x_query_value_range(9, "a", 1, NULL, 0, &error), "");
    g_assert_no_error(error);
}

Test(binding_query, describes_itself)
{
    g_autoptr(TcXQuery) query = combine(TC_X_PHRASE, 3, "Scai Scach");
    g_autofree char *text = tc_x_query_describe(query);
    assert_str(text, "Query((Scai PHRASE 3 Scach))");
}

Test(binding_query, scaling_multiplies_weights)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    double weight[3] = {0};
    const double factor[3] = {1, 2.5, 0};
    for (int i = 0; i < 3; i++) {
        g_autoptr(TcXQuery) word = term("phat");
        g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_scale(word, factor[i], &error));
        g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 0, &error);
        assert_ok(mset, error);
        cr_assert(eq(sz, tc_x_mset_size(mset), 1));
        weight[i] = tc_x_mset_hit(mset, 0).weight;
    }
    cr_assert(gt(dbl, weight[0], 0));
    cr_assert(epsilon_eq(dbl, weight[1], 2.5 * weight[0], 1e-9));
    cr_assert(eq(dbl, weight[2], 0));
}

Test(binding_query, bm25_takes_its_parameters)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, term("cai"));
    /* k1 0: how often a word stands in a document counts nothing. */
    assert_ok(tc_x_enquire_set_bm25(enquire, 0, 0, 1, 0.5, 0.5, &error), error);
    g_autoptr(TcXMSet) flat = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(flat, error);
    cr_assert(ieee_ulp_eq(dbl, tc_x_mset_hit(flat, 0).weight, tc_x_mset_hit(flat, 3).weight, 4));
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0, 0.5, &error), error);
    g_autoptr(TcXMSet) counted = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(counted, error);
    cr_assert(eq(u32, tc_x_mset_hit(counted, 0).docid, 3));
    cr_assert(gt(dbl, tc_x_mset_hit(counted, 0).weight, tc_x_mset_hit(counted, 1).weight));
}

Test(binding_query, pages_and_bounds)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_all());
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    g_autoptr(TcXMSet) page = tc_x_enquire_run(enquire, 3, 10, 0, &error);
    assert_ok(page, error);
    g_autofree char *got = docids_of(page);
    assert_str(got, "4 5 ");
    guint32 lower = 0;
    guint32 estimated = 0;
    guint32 upper = 0;
    tc_x_mset_bounds(page, &lower, &estimated, &upper);
    cr_assert(eq(u32, lower, 5));
    cr_assert(eq(u32, estimated, 5));
    cr_assert(eq(u32, upper, 5));
    g_autoptr(TcXMSet) beyond = tc_x_enquire_run(enquire, 100, G_MAXUINT32, G_MAXUINT32, &error);
    assert_ok(beyond, error);
    cr_assert(eq(sz, tc_x_mset_size(beyond), 0));
}

Test(binding_query, sorts_by_a_value)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_all());
    assert_ok(tc_x_enquire_set_sort(enquire, 1, TRUE, &error), error);
    g_autoptr(TcXMSet) newest = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(newest, error);
    g_autofree char *got = docids_of(newest);
    assert_str(got, "3 5 1 2 4 ");
    assert_ok(tc_x_enquire_set_sort(enquire, 1, FALSE, &error), error);
    g_autoptr(TcXMSet) oldest = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(oldest, error);
    g_autofree char *other = docids_of(oldest);
    assert_str(other, "4 2 1 5 3 ");
}

Test(binding_query, collapses_on_a_value)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, tc_x_query_all());
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    assert_ok(tc_x_enquire_set_collapse(enquire, 3, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(mset, error);
    g_autofree char *got = docids_of(mset);
    assert_str(got, "1 2 4 5 ");
    g_autofree char *value = NULL;
    gsize len = 0;
    assert_ok(tc_x_database_doc_value(db, 1, 3, &value, &len, &error), error);
    const TcXHit hit = tc_x_mset_hit(mset, 0);
    cr_assert(eq(sz, hit.key_len, len));
    cr_assert(memcmp(hit.key, value, len) == 0);
}

typedef struct {
    TcXDatabase *db;
    const guint32 *docids;
    gsize seen;
} TcAsked;

static void
compare_value(gsize i, const char *bytes, gsize len, gpointer user)
{
    TcAsked *asked = user;
    g_autofree char *value = NULL;
    gsize value_len = 0;
    cr_assert(eq(sz, i, asked->seen));
    assert_ok(tc_x_database_doc_value(asked->db, asked->docids[i], 3, &value, &value_len, NULL),
              NULL);
    cr_assert(eq(sz, len, value_len));
    cr_assert(memcmp(bytes, value, len) == 0);
    asked->seen++;
}

Test(binding_query, values_of_many_documents_are_those_of_each)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    const guint32 docids[] = {1, 3, 4, 5};
    TcAsked asked = {.db = db, .docids = docids};
    assert_ok(tc_x_database_doc_values(db, 3, docids, G_N_ELEMENTS(docids), compare_value, &asked,
                                       &error),
              error);
    cr_assert(eq(sz, asked.seen, G_N_ELEMENTS(docids)));
    asked = (TcAsked){.db = db, .docids = docids};
    assert_ok(tc_x_database_doc_values(db, 3, docids, 0, compare_value, &asked, &error), error);
    cr_assert(eq(sz, asked.seen, 0));
}

Test(binding_shards, ties_and_copies_come_out_alike_however_many_are_asked_for)
{
    make_documents("first", 0, 2);
    make_documents("second", 1, 2);
    g_autoptr(TcXDatabase) db = open_one("first");
    g_autoptr(TcXDatabase) second = open_one("second");
    assert_ok(tc_x_database_add(db, second, NULL), NULL);
    for (guint32 max = 1; max <= 101; max++) {
        for (guint slots = 0; slots < 4; slots++) {
            const guint32 tie_slot = slots & 1 ? 6 : 0;
            const guint32 collapse_slot = slots & 2 ? 5 : 0;
            /* With matches to be counted Xapian does it all. */
            g_autofree char *whole = best(db, tie_slot, collapse_slot, max, 101);
            g_autofree char *quick = best(db, tie_slot, collapse_slot, max, 0);
            assert_str(quick, whole);
        }
    }
}

Test(binding_shards, positions_are_the_same_one_document_at_a_time)
{
    GError *error = NULL;
    make_documents("all", 0, 1);
    make_documents("more", 0, 1);
    g_autoptr(TcXDatabase) db = open_one("all");
    g_autoptr(TcXDatabase) more = open_one("more");
    for (guint shards = 1; shards <= 2; shards++) {
        guint32 docids[200];
        const gsize count = 100 * shards;
        g_auto(TcXPositions) together = TC_X_POSITIONS_INIT;
        g_auto(TcXPositions) alone = TC_X_POSITIONS_INIT;
        for (guint32 i = 0; i < count; i++)
            docids[i] = i + 1;
        assert_ok(tc_x_database_positions(db, "chinh", 5, docids, count, 0, &together, &error),
                  error);
        cr_assert(gt(u32, together.offsets[count], 200));
        for (gsize i = 0; i < count; i++) {
            const guint32 from = together.offsets[i];
            assert_ok(tc_x_database_positions(db, "chinh", 5, &docids[i], 1, 0, &alone, &error),
                      error);
            cr_assert(eq(u32, alone.offsets[1], together.offsets[i + 1] - from));
            cr_assert(alone.offsets[1] == 0 ||
                      memcmp(alone.positions, together.positions + from,
                             alone.offsets[1] * sizeof *alone.positions) == 0);
        }
        assert_ok(tc_x_database_add(db, more, &error), error);
    }
}

Test(binding_shards, sums_weigh_the_same_in_shards_of_any_size)
{
    static const struct {
        TcXOp op;
        const char *words;
    } sums[] = {
        {TC_X_OR, "hành hanh cach chinh hạnh"},
        {TC_X_AND, "chinh cach hánh"},
        {TC_X_SYNONYM, "hành hanh hạnh hãnh hánh"},
        {TC_X_SYNONYM, "chinh không-có hánh"},
        {TC_X_SYNONYM, "cach"},
    };
    GError *error = NULL;
    make_documents("all", 0, 1);
    make_documents("few", 0, 7);
    g_autoptr(TcXDatabase) all = open_one("all");
    /* Shards of different size, in another order than the documents were made. */
    g_autoptr(TcXDatabase) shards = open_one("few");
    for (guint i = 6; i > 0; i--) {
        g_autofree char *name = g_strdup_printf("rest%u", i);
        make_documents(name, i, 7);
        g_autoptr(TcXDatabase) more = open_one(name);
        assert_ok(tc_x_database_add(shards, more, &error), error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(sums); i++) {
        g_autofree char *one = weighed(all, sum_of(sums[i].op, sums[i].words));
        g_autofree char *many = weighed(shards, sum_of(sums[i].op, sums[i].words));
        cr_assert(strlen(one) > 100, "%s", sums[i].words);
        assert_str(many, one);
    }
    g_autoptr(TcXQuery) word = term("cach");
    cr_assert(tc_x_query_sum(TC_X_PHRASE, &word, 1, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(binding_query, counts_values_of_several_slots_in_each_run)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, term("cai"));
    assert_ok(tc_x_enquire_count_values(enquire, 3, &error), error);
    assert_ok(tc_x_enquire_count_values(enquire, 1, &error), error);
    assert_ok(tc_x_enquire_count_values(enquire, 3, &error), error);
    for (int run = 0; run < 2; run++) {
        g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 1, 1000, &error);
        assert_ok(mset, error);
        g_autoptr(GString) text = g_string_new(NULL);
        assert_ok(tc_x_mset_each_value(mset, 3, collect, text, &error), error);
        assert_str(text->str, "BC:1 NQ:2 ");
        int seen = 0;
        assert_ok(tc_x_mset_each_value(mset, 1, stop_at_second, &seen, &error), error);
        cr_assert(eq(int, seen, 2));
        cr_assert(not(tc_x_mset_each_value(mset, 2, collect, text, &error)));
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    }
}

Test(binding_query, names_the_terms_that_matched)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_sample();
    g_autoptr(TcXEnquire) enquire = enquire_for(db, combine(TC_X_OR, 0, "cai phat kinh te"));
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 10, 0, &error);
    assert_ok(mset, error);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_ok(tc_x_enquire_each_matching_term(enquire, 5, collect, text, &error), error);
    assert_str(text->str, "cai:0 kinh:0 te:0 ");
}

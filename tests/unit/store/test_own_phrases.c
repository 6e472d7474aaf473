/* Phrases that are found in place of Xapian: all is compared with what Xapian finds in the same
 * database. */
#include "store/xapian/xapian_c.h"
#include "tests/unit/store/xapian_support.h"

TestSuite(own_phrases, .init = folder_make, .fini = folder_remove);

#define WORDS 6

/* Short texts of few words; with `bare` some of these stand nowhere. */
static void
write_texts(const char *name, guint32 seed, guint count, gboolean has_bare)
{
    GError *error = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    TcXWritable *db = open_new(name);
    for (guint i = 0; i < count; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        const guint len = (guint)g_rand_int_range(rand, 0, 12);
        for (guint32 at = 0; at < len; at++) {
            const char word[] = {'w', (char)('a' + g_rand_int_range(rand, 0, WORDS))};
            if (has_bare && g_rand_int_range(rand, 0, 30) == 0)
                assert_ok(tc_x_document_add_term(document, word, 2, 1, &error), error);
            else
                assert_ok(tc_x_document_add_posting(document, word, 2, at, &error), error);
        }
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    commit(db);
}

/* A comparison over one database of `first_len` documents, over two, and over three, one of which
 * has terms without positions. */
static void
over_one_two_and_three(guint first_len, void (*compare)(const char *const *names, gsize count))
{
    const char *const names[] = {"db", "other", "third"};
    write_texts("db", 1, first_len, FALSE);
    write_texts("other", 2, 300, FALSE);
    write_texts("third", 3, 400, TRUE);
    for (gsize count = 1; count <= G_N_ELEMENTS(names); count++)
        compare(names, count);
}

static TcXQuery *
random_place(GRand *rand)
{
    GError *error = NULL;
    TcXQuery *parts[3];
    const guint count = g_rand_int_range(rand, 0, 3) == 0 ? 3 : 1;
    for (guint i = 0; i < count; i++) {
        const char word[] = {'w', (char)('a' + g_rand_int_range(rand, 0, WORDS + 1))};
        parts[i] = tc_x_query_term(word, 2, 1, &error);
        assert_ok(parts[i], error);
    }
    TcXQuery *place = count == 1 ? parts[0] : tc_x_query_combine(TC_X_OR, parts, count, 0, &error);
    assert_ok(place, error);
    for (guint i = 0; count > 1 && i < count; i++)
        tc_x_query_free(parts[i]);
    return place;
}

/* The documents that a phrase finds, and how many of them there are up to `check`. */
static char *
found_by(TcXDatabase *db, TcXQuery *phrase, guint32 max, guint32 check)
{
    GError *error = NULL;
    guint32 lower = 0;
    guint32 estimated = 0;
    guint32 upper = 0;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, phrase, &error), error);
    assert_ok(tc_x_enquire_set_boolean(enquire, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, max, check, &error);
    assert_ok(mset, error);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++)
        g_string_append_printf(text, "%u ", tc_x_mset_hit(mset, i).docid);
    tc_x_mset_bounds(mset, &lower, &estimated, &upper);
    g_string_append_printf(text, ": %u", check > 0 ? MIN(lower, check) : 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
compare_phrases(const char *const *names, gsize count)
{
    g_autoptr(TcXDatabase) own = open_to_read(names, count, FALSE);
    g_autoptr(TcXDatabase) xapian = open_to_read(names, count, TRUE);
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    guint any = 0;
    for (guint round = 0; round < 300; round++) {
        GError *error = NULL;
        TcXQuery *places[5];
        const gsize len = (gsize)g_rand_int_range(rand, 2, 6);
        const guint32 window = g_rand_int_range(rand, 0, 8) == 0 ? 7 : (guint32)len;
        for (gsize i = 0; i < len; i++)
            places[i] = random_place(rand);
        g_autoptr(TcXQuery) phrase = tc_x_query_combine(TC_X_PHRASE, places, len, window, &error);
        assert_ok(phrase, error);
        const guint32 max = round % 3 == 0 ? 0 : round % 3 == 1 ? 7 : 10000;
        const guint32 check = round % 3 == 0 ? 60 : 0;
        g_autofree char *expect = found_by(xapian, phrase, max, check);
        g_autofree char *got = found_by(own, phrase, max, check);
        cr_assert(eq(str, got, expect), "round %u", round);
        any += expect[0] != ':';
        for (gsize i = 0; i < len; i++)
            tc_x_query_free(places[i]);
    }
    cr_assert(any > 50);
}

Test(own_phrases, phrases_are_found_where_xapian_finds_them)
{
    over_one_two_and_three(4500, compare_phrases); /* more than are looked at together */
}

/* Documents that are looked at together have each word of "wa wb wc", the rarest first; far behind
 * them some lack the second, and others have all. */
static void
write_apart(const char *name)
{
    static const char *const texts[] = {"abc", "b", "", "ac", "c", "abc"};
    static const guint ends[] = {50, 150, 5000, 5040, 10000, 10010};
    GError *error = NULL;
    TcXWritable *db = open_new(name);
    for (guint i = 0, kind = 0; i < ends[G_N_ELEMENTS(ends) - 1]; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        kind += i == ends[kind];
        for (guint32 at = 0; texts[kind][at] != '\0'; at++) {
            const char word[] = {'w', texts[kind][at]};
            assert_ok(tc_x_document_add_posting(document, word, 2, at, &error), error);
        }
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    commit(db);
}

Test(own_phrases, a_word_that_is_missing_far_behind_is_missing)
{
    static const char *const names[] = {"db"};
    static const char *const words[] = {"wa", "wb", "wc"};
    GError *error = NULL;
    TcXQuery *places[G_N_ELEMENTS(words)];
    write_apart("db");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        places[i] = tc_x_query_term(words[i], 2, 1, &error);
        assert_ok(places[i], error);
    }
    g_autoptr(TcXQuery) phrase =
        tc_x_query_combine(TC_X_PHRASE, places, G_N_ELEMENTS(words), G_N_ELEMENTS(words), &error);
    assert_ok(phrase, error);
    g_autoptr(TcXDatabase) own = open_to_read(names, 1, FALSE);
    g_autoptr(TcXDatabase) xapian = open_to_read(names, 1, TRUE);
    g_autofree char *expect = found_by(xapian, phrase, 10000, 0);
    g_autofree char *got = found_by(own, phrase, 10000, 0);
    cr_assert(eq(str, got, expect));
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        tc_x_query_free(places[i]);
}

/* A word of one or two terms, as a place of a phrase and as what adds up. */
static void
random_word(GRand *rand, TcXQuery **place, TcXQuery **word)
{
    GError *error = NULL;
    TcXQuery *parts[2];
    const guint count = g_rand_int_range(rand, 0, 3) == 0 ? 2 : 1;
    for (guint i = 0; i < count; i++) {
        const char name[] = {'w', (char)('a' + g_rand_int_range(rand, 0, WORDS))};
        parts[i] = tc_x_query_term(name, 2, 1, &error);
        assert_ok(parts[i], error);
    }
    *place = tc_x_query_combine(count == 1 ? TC_X_AND : TC_X_OR, parts, count, 0, &error);
    assert_ok(*place, error);
    *word = tc_x_query_sum(TC_X_SYNONYM, parts, count, &error);
    assert_ok(*word, error);
    for (guint i = 0; i < count; i++)
        tc_x_query_free(parts[i]);
}

/* Words of which all must be there one after another, and count by half; with `other` the phrase
 * begins with another word, which may stand where the first one does not. */
static TcXQuery *
random_name(GRand *rand, gboolean is_other)
{
    GError *error = NULL;
    TcXQuery *places[4];
    TcXQuery *words[4];
    const guint count = (guint)g_rand_int_range(rand, 1, 4);
    for (guint i = 0; i <= count; i++)
        random_word(rand, &places[i], &words[i]);
    if (is_other) {
        TcXQuery *first = places[0];
        TcXQuery *unused = NULL;
        random_word(rand, &places[0], &unused);
        tc_x_query_free(first);
        tc_x_query_free(unused);
    }
    g_autoptr(TcXQuery) all = tc_x_query_sum(TC_X_AND, words, count + 1, &error);
    assert_ok(all, error);
    g_autoptr(TcXQuery) phrase =
        tc_x_query_combine(TC_X_PHRASE, places, count + 1, count + 1, &error);
    assert_ok(phrase, error);
    TcXQuery *both[] = {all, phrase};
    g_autoptr(TcXQuery) within = tc_x_query_combine(TC_X_FILTER, both, 2, 0, &error);
    assert_ok(within, error);
    for (guint i = 0; i <= count; i++) {
        tc_x_query_free(places[i]);
        tc_x_query_free(words[i]);
    }
    TcXQuery *half = tc_x_query_scale(within, 0.5, &error);
    assert_ok(half, error);
    return half;
}

/* The best documents and their weights to the last bit; with `check` Xapian weighs all. */
static char *
best_of(TcXDatabase *db, TcXQuery *query, guint32 check)
{
    GError *error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire, error);
    assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
    assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0.75, 0.5, &error), error);
    assert_ok(tc_x_enquire_set_tie_order(enquire, 1, &error), error);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, 30, check, &error);
    assert_ok(mset, error);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++)
        g_string_append_printf(text, "%u %a, ", tc_x_mset_hit(mset, i).docid,
                               tc_x_mset_hit(mset, i).weight);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
compare_names(const char *const *names, gsize count)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = open_to_read(names, count, FALSE);
    g_autoptr(GRand) rand = g_rand_new_with_seed(13);
    guint known = 0;
    for (guint round = 0; round < 120; round++) {
        gboolean is_known = FALSE;
        TcXQuery *parts[3];
        TcXQuery *place = NULL;
        random_word(rand, &place, &parts[0]);
        parts[1] = random_name(rand, round % 5 == 0);
        parts[2] = random_name(rand, FALSE);
        g_autoptr(TcXQuery) query =
            tc_x_query_sum(TC_X_OR, parts, 1 + (gsize)g_rand_int_range(rand, 1, 3), &error);
        assert_ok(query, error);
        g_autofree char *expect = best_of(db, query, 3000);
        g_autofree char *got = best_of(db, query, 0);
        cr_assert(eq(str, got, expect), "round %u", round);
        /* What was found is kept. */
        g_autofree char *again = best_of(db, query, 0);
        cr_assert(eq(str, again, expect), "round %u", round);
        g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
        assert_ok(tc_x_enquire_set_query(enquire, query, &error), error);
        assert_ok(tc_x_enquire_set_bm25(enquire, 0.6, 0, 1, 0.75, 0.5, &error), error);
        assert_ok(tc_x_enquire_weigh(enquire, NULL, 0, NULL, NULL, &is_known, &error), error);
        known += is_known;
        for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
            tc_x_query_free(parts[i]);
        tc_x_query_free(place);
    }
    cr_assert(known > 90 && (known < 120) == (count > 1));
}

/* Names of several words, which count only as a whole, and what else is in the query. */
Test(own_phrases, names_weigh_what_they_weigh_by_xapian)
{
    over_one_two_and_three(1500, compare_names);
}

/* A phrase that restricts other words, or adds to them, in one of the ways queries have. */
static TcXQuery *
random_restricted(GRand *rand, guint way)
{
    static const TcXOp ops[] = {TC_X_AND_MAYBE, TC_X_FILTER, TC_X_AND_NOT, TC_X_AND, TC_X_OR};
    GError *error = NULL;
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func((GDestroyNotify)tc_x_query_free);
    TcXQuery *places[3];
    TcXQuery *words[3];
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        random_word(rand, &places[i], &words[i]);
        g_ptr_array_add(made, places[i]);
        g_ptr_array_add(made, words[i]);
    }
    g_autoptr(TcXQuery) phrase = tc_x_query_combine(TC_X_PHRASE, places, 2, 2, &error);
    assert_ok(phrase, error);
    g_autoptr(TcXQuery) other = tc_x_query_combine(TC_X_PHRASE, &places[1], 2, 2, &error);
    assert_ok(other, error);
    TcXQuery *both[] = {phrase, other};
    g_autoptr(TcXQuery) either = tc_x_query_combine(TC_X_OR, both, 2, 0, &error);
    assert_ok(either, error);
    g_autoptr(TcXQuery) half = tc_x_query_scale(either, 0.5, &error);
    assert_ok(half, error);
    g_autoptr(TcXQuery) any = tc_x_query_sum(TC_X_OR, words, 3, &error);
    assert_ok(any, error);
    TcXQuery *parts[] = {way % 2 == 0 ? half : any, way % 2 == 0 ? any : half};
    TcXQuery *query = tc_x_query_combine(ops[way % G_N_ELEMENTS(ops)], parts, 2, 0, &error);
    assert_ok(query, error);
    return query;
}

static void
compare_restricted(const char *const *names, gsize count)
{
    g_autoptr(TcXDatabase) own = open_to_read(names, count, FALSE);
    g_autoptr(TcXDatabase) xapian = open_to_read(names, count, TRUE);
    g_autoptr(GRand) rand = g_rand_new_with_seed(17);
    guint any = 0;
    for (guint round = 0; round < 150; round++) {
        g_autoptr(TcXQuery) query = random_restricted(rand, round);
        g_autofree char *expect = best_of(xapian, query, 0);
        g_autofree char *got = best_of(own, query, 0);
        cr_assert(eq(str, got, expect), "round %u", round);
        g_autofree char *expect_all = best_of(xapian, query, 3000);
        g_autofree char *got_all = best_of(own, query, 3000);
        cr_assert(eq(str, got_all, expect_all), "round %u", round);
        any += *got != '\0';
    }
    cr_assert(any > 100);
}

/* Xapian runs these, with the documents of the phrases found beforehand. */
Test(own_phrases, phrases_beside_words_weigh_what_they_weigh_by_xapian)
{
    over_one_two_and_three(1500, compare_restricted);
}

/* The best hits of sums, found without weighing all that match, against Xapian weighing all. */
#include "tests/unit/store/support.h"

TestSuite(best_hits, .init = folder_make, .fini = folder_remove);

#define DOCUMENTS 6000 /* more than are looked at together */
#define TERMS     24
#define SLOT_NAME 6
#define SLOT_COPY 5
#define FILTER    "XU"
#define NAME      "XN" /* what a document that is replaced or deleted is known by */
#define SEED_LAST 40

/* Of BM25. */
static double k1 = 0.6;
static double b = 0.75;
static double min_normlen = 0.5;

static guint32
draw(guint64 *state)
{
    *state = *state * G_GUINT64_CONSTANT(6364136223846793005) + 1442695040888963407;
    return (guint32)(*state >> 33);
}

static void
name_term(guint index, char name[8])
{
    g_snprintf(name, 8, "t%02u", index);
}

/* Term t is in one of t + 1 documents, about; the last one in the last document only. */
static TcXDocument *
made_document(guint i)
{
    GError *error = NULL;
    guint64 state = i;
    char name[8];
    TcXDocument *document = tc_x_document_new(&error);
    assert_ok(document, error);
    for (guint t = 0; t < TERMS; t++) {
        if (t + 1 < TERMS ? draw(&state) % (t + 1) == 0 : i + 1 == DOCUMENTS) {
            name_term(t, name);
            guint32 wdf = draw(&state) % 40 == 0 ? 90 : 1 + draw(&state) % 3;
            assert_ok(tc_x_document_add_term(document, name, strlen(name), wdf, &error), error);
        }
    }
    if (draw(&state) % 40 == 0)
        assert_ok(tc_x_document_add_term(document, FILTER, strlen(FILTER), 0, &error), error);
    g_autofree char *path = g_strdup_printf("%04u", (i * 37) % DOCUMENTS);
    assert_ok(tc_x_document_set_value(document, SLOT_NAME, path, strlen(path), &error), error);
    if (i % 7 > 0) {
        g_autofree char *content = g_strdup_printf("%u", i % 3 == 0 ? i / 40 : i);
        assert_ok(tc_x_document_set_value(document, SLOT_COPY, content, strlen(content), &error),
                  error);
    }
    return document;
}

/* Open the database at `path` and add it to the shards in *all, which is NULL before the first. */
static void
add_shard(TcXDatabase **all, const char *path)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) shard = tc_x_database_open(&path, 1, &error);
    assert_ok(shard, error);
    if (*all == NULL)
        *all = g_steal_pointer(&shard);
    else
        assert_ok(tc_x_database_add(*all, shard, &error), error);
}

/* The documents, spread over `shards` shards. */
static TcXDatabase *
make_archive(guint shards)
{
    GError *error = NULL;
    TcXDatabase *all = NULL;
    for (guint s = 0; s < shards; s++) {
        g_autofree char *name = g_strdup_printf("db%u-%u", shards, s);
        g_autofree char *path = in_folder(name);
        g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_CREATE | TC_X_NO_SYNC, &error);
        assert_ok(db != NULL && tc_x_writable_begin(db, &error), error);
        for (guint i = s; i < DOCUMENTS; i += shards) {
            g_autoptr(TcXDocument) document = made_document(i);
            assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
        }
        assert_ok(tc_x_writable_commit(db, &error), error);
        add_shard(&all, path);
    }
    return all;
}

/* Takes over `first` and `second`. */
static TcXQuery *
joined(gboolean is_filter, TcXQuery *first, TcXQuery *second)
{
    GError *error = NULL;
    TcXQuery *both[] = {first, second};
    TcXQuery *query = is_filter ? tc_x_query_combine(TC_X_FILTER, both, 2, 0, &error)
                                : tc_x_query_sum(TC_X_OR, both, 2, &error);
    assert_ok(query, error);
    tc_x_query_free(first);
    tc_x_query_free(second);
    return query;
}

static TcXQuery *
scaled(double factor, TcXQuery *from)
{
    GError *error = NULL;
    g_autoptr(TcXQuery) query = from;
    TcXQuery *result = tc_x_query_scale(query, factor, &error);
    assert_ok(result, error);
    return result;
}

static TcXQuery *
term(guint index)
{
    GError *error = NULL;
    char name[8];
    name_term(index, name);
    TcXQuery *query = tc_x_query_term(name, strlen(name), 1, &error);
    assert_ok(query, error);
    return query;
}

/* A word as queries have them: a term, several as one with the likely ones besides, or what counts
 * only in some documents. */
static TcXQuery *
made_word(guint64 *state)
{
    GError *error = NULL;
    TcXQuery *parts[5];
    guint count = 2 + draw(state) % 4;
    switch (draw(state) % 4) {
    case 0:
        return term(draw(state) % TERMS);
    case 1: {
        TcXQuery *only = tc_x_query_term(FILTER, strlen(FILTER), 1, &error);
        assert_ok(only, error);
        return joined(FALSE, term(draw(state) % TERMS),
                      scaled(0.7, joined(TRUE, term(draw(state) % TERMS), only)));
    }
    default: {
        for (guint i = 0; i < count; i++)
            parts[i] = term(draw(state) % TERMS);
        TcXQuery *word = tc_x_query_sum(TC_X_SYNONYM, parts, count, &error);
        assert_ok(word, error);
        word = scaled(0.4, word);
        for (guint i = 0; i < count; i++)
            word = joined(FALSE, word, scaled(0.3 / (i + 1), parts[i]));
        return word;
    }
    }
}

static TcXQuery *
made_query(guint64 *state)
{
    TcXQuery *query = made_word(state);
    for (guint words = draw(state) % 6; words > 0; words--)
        query = joined(FALSE, made_word(state), query);
    return query;
}

static char *
best(TcXDatabase *db, TcXQuery *query, guint slots, guint32 max, guint32 check)
{
    GError *error = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
    assert_ok(enquire != NULL && tc_x_enquire_set_query(enquire, query, &error), error);
    assert_ok(tc_x_enquire_set_bm25(enquire, k1, 0, 1, b, min_normlen, &error), error);
    assert_ok(!(slots & 1) || tc_x_enquire_set_tie_order(enquire, SLOT_NAME, &error), error);
    assert_ok(!(slots & 2) || tc_x_enquire_set_collapse(enquire, SLOT_COPY, &error), error);
    return hits_of(enquire, max, check);
}

Test(best_hits, are_those_of_weighing_all)
{
    static const guint32 sizes[] = {1, 10, 200, DOCUMENTS + 1};
    for (guint shards = 1; shards <= 3; shards += 2) {
        g_autoptr(TcXDatabase) db = make_archive(shards);
        for (guint64 seed = 0; seed < 40; seed++) {
            guint64 state = seed * 977;
            g_autoptr(TcXQuery) query = made_query(&state);
            for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
                const guint slots = 1 + (guint)(seed + i) % 3;
                /* With so many to be looked at Xapian leaves none out. */
                g_autofree char *whole = best(db, query, slots, sizes[i], DOCUMENTS);
                g_autofree char *quick = best(db, query, slots, sizes[i], 0);
                assert_str(quick, whole);
            }
        }
    }
}

/* What the documents weigh is the same to the bit when they are asked for one by one. */
Test(best_hits, weigh_what_documents_weigh_by_themselves)
{
    static double weights[DOCUMENTS];
    static guint32 lengths[DOCUMENTS];
    guint32 docids[DOCUMENTS];
    for (guint i = 0; i < DOCUMENTS; i++)
        docids[i] = i + 1;
    for (guint shards = 1; shards <= 3; shards += 2) {
        g_autoptr(TcXDatabase) db = make_archive(shards);
        for (guint64 seed = 0; seed < 20; seed++) {
            GError *error = NULL;
            guint64 state = seed * 977;
            gboolean is_known = FALSE;
            gsize matching = 0;
            g_autoptr(TcXQuery) query = made_query(&state);
            g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
            assert_ok(enquire && tc_x_enquire_set_query(enquire, query, &error), error);
            assert_ok(tc_x_enquire_set_bm25(enquire, k1, 0, 1, b, min_normlen, &error), error);
            assert_ok(
                tc_x_enquire_weigh(enquire, docids, DOCUMENTS, weights, lengths, &is_known, &error),
                error);
            cr_assert(is_known);
            for (guint i = 0; i < DOCUMENTS; i++) {
                guint32 length = 0;
                assert_ok(tc_x_database_doc_length(db, docids[i], &length, &error), error);
                cr_assert_eq(lengths[i], length);
            }
            g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, DOCUMENTS, DOCUMENTS, &error);
            assert_ok(mset, error);
            for (gsize i = 0; i < tc_x_mset_size(mset); i++) {
                const TcXHit hit = tc_x_mset_hit(mset, i);
                cr_assert_eq(weights[hit.docid - 1], hit.weight, "document %u", hit.docid);
            }
            for (guint i = 0; i < DOCUMENTS; i++)
                matching += weights[i] >= 0;
            cr_assert_eq(matching, tc_x_mset_size(mset));
        }
    }
}

/* Xapian is asked; with several parts it would have to be told of which one each document is. */
Test(best_hits, weigh_by_xapian_what_other_queries_find)
{
    static double weights[DOCUMENTS];
    static guint32 lengths[DOCUMENTS];
    guint32 docids[DOCUMENTS / 2];
    for (guint i = 0; i < G_N_ELEMENTS(docids); i++)
        docids[i] = 2 * i + 1;
    for (guint shards = 1; shards <= 3; shards += 2) {
        GError *error = NULL;
        gboolean is_known = FALSE;
        gsize matching = 0;
        g_autoptr(TcXDatabase) db = make_archive(shards);
        g_autoptr(TcXQuery) first = term(1);
        g_autoptr(TcXQuery) second = term(2);
        TcXQuery *both[] = {first, second};
        g_autoptr(TcXQuery) query = tc_x_query_combine(TC_X_AND_NOT, both, 2, 0, &error);
        g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
        assert_ok(query && enquire && tc_x_enquire_set_query(enquire, query, &error), error);
        assert_ok(tc_x_enquire_set_bm25(enquire, k1, 0, 1, b, min_normlen, &error), error);
        assert_ok(tc_x_enquire_weigh(enquire, docids, G_N_ELEMENTS(docids), weights, lengths,
                                     &is_known, &error),
                  error);
        cr_assert(eq(int, is_known, shards == 1));
        /* The enquiry is what it was. */
        g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, DOCUMENTS, DOCUMENTS, &error);
        assert_ok(mset, error);
        for (gsize i = 0; is_known && i < tc_x_mset_size(mset); i++) {
            const TcXHit hit = tc_x_mset_hit(mset, i);
            guint32 length = 0;
            if (hit.docid % 2 == 0)
                continue;
            matching++;
            cr_assert_eq(weights[hit.docid / 2], hit.weight, "document %u", hit.docid);
            assert_ok(tc_x_database_doc_length(db, hit.docid, &length, &error), error);
            cr_assert_eq(lengths[hit.docid / 2], length);
        }
        for (guint i = 0; is_known && i < G_N_ELEMENTS(docids); i++)
            matching -= weights[i] >= 0;
        cr_assert_eq(matching, 0);
    }
}

/* Archives that have little in common with each other. */
typedef struct {
    guint64 state;
    guint count;     /* of documents, before some are deleted */
    guint templates; /* documents that differ in more than their names */
    guint terms;
    guint sparse;  /* how fast terms become rare, 0: not at all */
    guint wdf_max; /* usual ones, and a few much larger */
    gboolean is_large;
    guint shards;
} Archive;

static guint
draw_among(guint64 *state, const guint *choices, guint count)
{
    return choices[draw(state) % count];
}

static Archive
draw_archive(guint64 seed)
{
    static const guint counts[] = {1, 2, 9, 60, 300, 300, 1500, 9000};
    static const guint sparse[] = {0, 1, 3, 12};
    static const guint wdfs[] = {1, 3, 30, 70};
    Archive archive = {.state = seed * 6151 + 3};
    guint64 *state = &archive.state;
    archive.count = 1 + draw(state) % draw_among(state, counts, G_N_ELEMENTS(counts));
    archive.templates = 1 + draw(state) % (draw(state) % 3 == 0 ? 6 : archive.count);
    archive.terms = 1 + draw(state) % 60;
    archive.sparse = draw_among(state, sparse, G_N_ELEMENTS(sparse));
    archive.wdf_max = draw_among(state, wdfs, G_N_ELEMENTS(wdfs));
    archive.is_large = draw(state) % 3 == 0;
    archive.shards = 1 + draw(state) % 4;
    return archive;
}

/* Document `i`, as it is at first or later; one in 16 of nothing that counts. Term 0 is in all the
 * others. */
static TcXDocument *
draw_document(const Archive *archive, guint i, gboolean is_again)
{
    GError *error = NULL;
    const guint template = i % archive->templates;
    guint64 state = archive->state + template * 2 + is_again;
    char name[8];
    draw(&state);
    TcXDocument *document = tc_x_document_new(&error);
    assert_ok(document, error);
    const gboolean is_empty = draw(&state) % 16 == 0;
    for (guint t = 0; t < archive->terms; t++) {
        if (draw(&state) % (1 + t * archive->sparse) != 0)
            continue;
        guint32 wdf = 1 + draw(&state) % archive->wdf_max;
        if (archive->is_large && draw(&state) % 200 == 0)
            wdf = draw(&state) % 200000;
        name_term(t, name);
        wdf = is_empty ? 0 : wdf;
        assert_ok((is_empty && t % 2 == 0) ||
                      tc_x_document_add_term(document, name, strlen(name), wdf, &error),
                  error);
    }
    assert_ok(draw(&state) % 8 != 0 || tc_x_document_add_term(document, FILTER, 2, 0, &error),
              error);
    g_autofree char *own = g_strdup_printf(NAME "%u", i);
    assert_ok(tc_x_document_add_term(document, own, strlen(own), 0, &error), error);
    g_autofree char *path = g_strdup_printf("%u", i * 37 % archive->count);
    assert_ok(tc_x_document_set_value(document, SLOT_NAME, path, strlen(path), &error), error);
    g_autofree char *content = g_strdup_printf("%u", template);
    assert_ok(draw(&state) % 5 == 0 ||
                  tc_x_document_set_value(document, SLOT_COPY, content, strlen(content), &error),
              error);
    return document;
}

/* Some documents are written anew, some are deleted, in stretches and one by one, all in one of 20
 * shards. */
static void
change_shard(const Archive *archive, guint shard, TcXWritable *db)
{
    GError *error = NULL;
    guint64 state = archive->state + shard * 7919;
    const guint gone = draw(&state) % 20 == 0 ? 0 : draw(&state) % archive->count;
    const guint stay = gone + draw(&state) % (archive->count + 1);
    const guint rate = 2 + draw(&state) % 30;
    assert_ok(tc_x_writable_begin(db, &error), error);
    for (guint i = shard; i < archive->count; i += archive->shards) {
        g_autofree char *own = g_strdup_printf(NAME "%u", i);
        if ((i >= gone && i < stay) || draw(&state) % rate == 0) {
            assert_ok(tc_x_writable_delete(db, own, strlen(own), &error), error);
        } else if (draw(&state) % rate == 0) {
            g_autoptr(TcXDocument) document = draw_document(archive, i, TRUE);
            assert_ok(tc_x_writable_replace(db, own, strlen(own), document, NULL, &error), error);
        }
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
}

static TcXDatabase *
build_archive(const Archive *archive)
{
    GError *error = NULL;
    TcXDatabase *all = NULL;
    for (guint s = 0; s < archive->shards; s++) {
        g_autofree char *name = g_strdup_printf("varied-%u", s);
        g_autofree char *path = in_folder(name);
        g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_REPLACE | TC_X_NO_SYNC, &error);
        assert_ok(db != NULL && tc_x_writable_begin(db, &error), error);
        for (guint i = s; i < archive->count; i += archive->shards) {
            g_autoptr(TcXDocument) document = draw_document(archive, i, FALSE);
            assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
        }
        assert_ok(tc_x_writable_commit(db, &error), error);
        if (archive->state % 3 > 0)
            change_shard(archive, s, db);
        add_shard(&all, path);
    }
    return all;
}

/* Sums within sums, of so many levels at most; some of their terms are in no document, some several
 * times in the query. */
static TcXQuery *
draw_query(guint64 *state, guint depth)
{
    static const double factors[] = {1, 0.7, 0.05, 1e-5, 12};
    GError *error = NULL;
    TcXQuery *parts[64];
    TcXQuery *sum = NULL;
    const guint count = 1 + draw(state) % (draw(state) % 8 == 0 ? G_N_ELEMENTS(parts) : 5);
    const guint terms = 1 + draw(state) % 70;
    switch (draw(state) % (depth > 0 ? 6 : 4)) {
    case 0:
        return term(draw(state) % terms);
    case 1: {
        TcXQuery *only = draw(state) % 2 == 0 ? tc_x_query_term(FILTER, 2, 1, &error)
                                              : term(draw(state) % terms);
        assert_ok(only, error);
        return joined(TRUE, term(draw(state) % terms), only);
    }
    case 2:
        return scaled(factors[draw(state) % G_N_ELEMENTS(factors)],
                      draw_query(state, depth > 0 ? depth - 1 : 0));
    case 3:
        for (guint i = 0; i < count; i++)
            parts[i] = term(draw(state) % terms);
        sum = tc_x_query_sum(TC_X_SYNONYM, parts, count, &error);
        break;
    default:
        for (guint i = 0; i < count; i++)
            parts[i] = draw_query(state, depth - 1);
        sum = tc_x_query_sum(TC_X_OR, parts, count, &error);
    }
    assert_ok(sum, error);
    for (guint i = 0; i < count; i++)
        tc_x_query_free(parts[i]);
    return sum;
}

/* How many are asked for: few, many, all, or more than there are. */
static guint32
draw_max(guint64 *state, guint count)
{
    switch (draw(state) % 4) {
    case 0:
        return 1 + draw(state) % 3;
    case 1:
        return 1 + draw(state) % 20;
    case 2:
        return 1 + draw(state) % count;
    default:
        return count + draw(state) % 3;
    }
}

static void
compare_in_archive(guint64 seed)
{
    static const double saturations[] = {0.6, 1.2, 30};
    static const double lengths[] = {0.75, 1, 0.01};
    const Archive archive = draw_archive(seed);
    guint64 state = archive.state;
    g_autoptr(TcXDatabase) db = build_archive(&archive);
    for (guint i = 0; i < 10; i++) {
        g_autoptr(TcXQuery) query = draw_query(&state, draw(&state) % 4);
        const guint slots = 1 + draw(&state) % 3;
        const guint32 max = draw_max(&state, archive.count);
        k1 = saturations[draw(&state) % G_N_ELEMENTS(saturations)];
        b = lengths[draw(&state) % G_N_ELEMENTS(lengths)];
        min_normlen = draw(&state) % 2 == 0 ? 0.5 : 1e-9;
        g_autofree char *whole = best(db, query, slots, max, archive.count);
        g_autofree char *quick = best(db, query, slots, max, 0);
        cr_assert(eq(str, quick, whole), "seed %u, query %u", (guint)seed, i);
    }
}

Test(best_hits, are_those_of_weighing_all_in_archives_of_all_kinds)
{
    for (guint64 seed = 1; seed <= SEED_LAST; seed++)
        compare_in_archive(seed);
}

/* Of equals, the best with nothing to spare, none is lost in rounding, however many parts add up.
 */
Test(best_hits, of_very_many_parts_are_all_that_are_equal)
{
    static TcXQuery *parts[40000];
    GError *error = NULL;
    const Archive archive = {.count = 10, .templates = 1, .terms = 1, .wdf_max = 1, .shards = 1};
    g_autoptr(TcXDatabase) db = build_archive(&archive);
    for (double factor = 100; factor < 120; factor += 7) {
        g_autoptr(TcXQuery) part = scaled(factor, term(0));
        for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
            parts[i] = part;
        g_autoptr(TcXQuery) query = tc_x_query_sum(TC_X_OR, parts, G_N_ELEMENTS(parts), &error);
        assert_ok(query, error);
        g_autofree char *whole = best(db, query, 1, 2, archive.count);
        g_autofree char *quick = best(db, query, 1, 2, 0);
        cr_assert(whole[0] != 0);
        cr_assert(eq(str, quick, whole), "of %f", factor);
    }
}

/* Xapian takes a share of lengths out of range for the nearest one within. */
Test(best_hits, are_the_same_with_a_share_of_lengths_out_of_range)
{
    static const double shares[] = {2, -1};
    const Archive archive = {
        .count = 90, .templates = 30, .terms = 9, .sparse = 1, .wdf_max = 9, .shards = 1};
    g_autoptr(TcXDatabase) db = build_archive(&archive);
    for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
        guint64 state = i;
        g_autoptr(TcXQuery) query = draw_query(&state, 2);
        b = shares[i];
        g_autofree char *whole = best(db, query, 1, 90, archive.count);
        g_autofree char *quick = best(db, query, 1, 90, 0);
        cr_assert(eq(str, quick, whole), "a share of %f", b);
    }
}

/* A stub of two beside a shard and one that is empty, or a stub of none. */
Test(best_hits, are_the_same_where_shards_hold_shards)
{
    GError *error = NULL;
    const Archive archive = {.state = 5,
                             .count = 200,
                             .templates = 90,
                             .terms = 9,
                             .sparse = 1,
                             .wdf_max = 9,
                             .shards = 3};
    TcXDatabase *all = build_archive(&archive);
    tc_x_database_free(all);
    g_autofree char *stub = in_folder("stub");
    g_autofree char *lines =
        g_strdup_printf("auto %s/varied-0\nauto %s/varied-1\n", folder, folder);
    assert_ok(g_file_set_contents(stub, lines, -1, &error), error);
    g_autofree char *last = in_folder("varied-2");
    g_autofree char *empty = in_folder("empty");
    g_autoptr(TcXWritable) made = tc_x_writable_open(empty, TC_X_CREATE, &error);
    assert_ok(made, error);
    g_autofree char *hollow = in_folder("hollow");
    assert_ok(g_file_set_contents(hollow, "", 0, &error), error);
    const char *const orders[][3] = {
        {stub, last, empty}, {empty, stub, last}, {stub, empty, stub}, {stub, hollow, last}};
    for (guint i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autoptr(TcXDatabase) db = tc_x_database_open(orders[i], 3, &error);
        assert_ok(db, error);
        for (guint64 seed = 0; seed < 10; seed++) {
            guint64 state = seed;
            g_autoptr(TcXQuery) query = draw_query(&state, 2);
            g_autofree char *whole = best(db, query, 3, 9, 2 * archive.count);
            g_autofree char *quick = best(db, query, 3, 9, 0);
            assert_str(quick, whole);
        }
    }
}

/* What is no sum is left to Xapian, and its equals and copies are looked for afterwards. */
Test(best_hits, of_other_queries_come_out_alike)
{
    g_autoptr(TcXDatabase) db = make_archive(2);
    for (guint64 seed = 0; seed < 40; seed++) {
        GError *error = NULL;
        guint64 state = seed * 977;
        g_autoptr(TcXQuery) first = made_query(&state);
        g_autoptr(TcXQuery) second = term(draw(&state) % TERMS);
        TcXQuery *both[] = {first, second};
        g_autoptr(TcXQuery) query = tc_x_query_combine(TC_X_AND, both, 2, 0, &error);
        assert_ok(query, error);
        for (guint slots = 1; slots < 4; slots++) {
            /* In all of the hits nothing is left out by either. */
            g_autofree char *whole = best(db, query, slots, DOCUMENTS, DOCUMENTS);
            g_autofree char *quick = best(db, query, slots, DOCUMENTS, 0);
            assert_str(quick, whole);
        }
    }
}

/* Documents of a few words in any order, marked ("t00") and, where they have FILTER, not ("b00").
 */
static TcXDatabase *
make_texts(guint count)
{
    GError *error = NULL;
    TcXDatabase *all = NULL;
    g_autofree char *path = in_folder("texts");
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_CREATE | TC_X_NO_SYNC, &error);
    assert_ok(db != NULL && tc_x_writable_begin(db, &error), error);
    for (guint i = 0; i < count; i++) {
        guint64 state = i;
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        gboolean is_bare = draw(&state) % 3 == 0;
        assert_ok(document, error);
        for (guint at = 1 + draw(&state) % 20; at > 0; at--) {
            g_autofree char *word =
                g_strdup_printf("%c%02u", is_bare ? 'b' : 't', draw(&state) % 5);
            assert_ok(tc_x_document_add_posting(document, word, 3, at, &error), error);
        }
        if (is_bare)
            assert_ok(tc_x_document_add_term(document, FILTER, strlen(FILTER), 0, &error), error);
        g_autofree char *name = g_strdup_printf("%04u", (i * 37) % count);
        assert_ok(tc_x_document_set_value(document, SLOT_NAME, name, strlen(name), &error), error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    assert_ok(tc_x_writable_commit(db, &error), error);
    add_shard(&all, path);
    return all;
}

/* A word; with `has_filter` only in documents with FILTER. */
static TcXQuery *
text_word(char kind, guint word, gboolean has_filter)
{
    GError *error = NULL;
    g_autofree char *name = g_strdup_printf("%c%02u", kind, word);
    TcXQuery *query = tc_x_query_term(name, strlen(name), 1, &error);
    TcXQuery *only = has_filter ? tc_x_query_term(FILTER, strlen(FILTER), 1, &error) : NULL;
    assert_ok(query, error);
    return has_filter ? joined(TRUE, query, only) : query;
}

/* Two words, one after the other, marked or not. */
static TcXQuery *
text_phrase(char kind, guint first, guint second)
{
    GError *error = NULL;
    g_autoptr(TcXQuery) one = text_word(kind, first, FALSE);
    g_autoptr(TcXQuery) other = text_word(kind, second, FALSE);
    TcXQuery *both[] = {one, other};
    TcXQuery *phrase = tc_x_query_combine(TC_X_PHRASE, both, 2, 2, &error);
    assert_ok(phrase, error);
    return phrase;
}

/* Two words as a whole, with less weight, as other names join a query. */
static TcXQuery *
text_name(guint first, guint second)
{
    GError *error = NULL;
    g_autoptr(TcXQuery) one =
        joined(FALSE, text_word('t', first, FALSE), scaled(0.9, text_word('b', first, TRUE)));
    g_autoptr(TcXQuery) other =
        joined(FALSE, text_word('t', second, FALSE), scaled(0.9, text_word('b', second, TRUE)));
    g_autoptr(TcXQuery) marked = text_phrase('t', first, second);
    TcXQuery *only = tc_x_query_term(FILTER, strlen(FILTER), 1, &error);
    g_autoptr(TcXQuery) bare = joined(TRUE, text_phrase('b', first, second), only);
    TcXQuery *words[] = {one, other};
    TcXQuery *phrases[] = {marked, bare};
    g_autoptr(TcXQuery) all = tc_x_query_sum(TC_X_AND, words, 2, &error);
    assert_ok(all, error);
    g_autoptr(TcXQuery) any = tc_x_query_combine(TC_X_OR, phrases, 2, 0, &error);
    assert_ok(any, error);
    TcXQuery *both[] = {all, any};
    TcXQuery *name = tc_x_query_combine(TC_X_FILTER, both, 2, 0, &error);
    assert_ok(name, error);
    return scaled(0.3, name);
}

/* ... in documents without marks as well, and are weighed here, not by Xapian. */
Test(best_hits, of_names_as_a_whole_are_those_of_weighing_all)
{
    const guint count = 9000; /* several windows */
    g_autoptr(TcXDatabase) db = make_texts(count);
    for (guint first = 0; first < 5; first++) {
        for (guint second = 0; second < 5; second++) {
            static const guint32 sizes[] = {1, 10, 300, 9001};
            GError *error = NULL;
            gboolean is_known = FALSE;
            g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(db, &error);
            g_autoptr(TcXQuery) query = joined(
                FALSE, text_word('t', (first + 1) % 5, FALSE),
                joined(FALSE, text_name(first, second), text_word('t', (second + 2) % 5, FALSE)));
            assert_ok(enquire && tc_x_enquire_set_query(enquire, query, &error), error);
            assert_ok(tc_x_enquire_set_bm25(enquire, k1, 0, 1, b, min_normlen, &error), error);
            assert_ok(tc_x_enquire_weigh(enquire, NULL, 0, NULL, NULL, &is_known, &error), error);
            cr_assert(is_known);
            for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
                g_autofree char *whole = best(db, query, 1, sizes[i], count);
                g_autofree char *quick = best(db, query, 1, sizes[i], 0);
                assert_str(quick, whole);
            }
        }
    }
}

Test(best_hits, of_nothing_are_none)
{
    GError *error = NULL;
    g_autoptr(TcXDatabase) none = tc_x_database_open(NULL, 0, &error);
    assert_ok(none, error);
    g_autoptr(TcXQuery) query = term(1);
    g_autofree char *hits = best(none, query, 3, 10, 0);
    assert_str(hits, "");
    g_autoptr(TcXDatabase) db = make_archive(1);
    g_autoptr(TcXQuery) unknown = term(99);
    g_autofree char *missing = best(db, unknown, 3, 10, 0);
    assert_str(missing, "");
}

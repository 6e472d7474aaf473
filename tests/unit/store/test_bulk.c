/* What is built at once is what Xapian builds from the same documents: term by term, list by list.
 */
#include "store/xapian/bulk.h"
#include "tests/unit/store/support.h"

TestSuite(bulk, .init = folder_make, .fini = folder_remove);

/* ---- comparing --------------------------------------------------------------------------------
 */

/* All that a database says, a line each. */
typedef struct {
    TcXDatabase *db;
    GPtrArray *terms; /* GBytes * */
    GString *said;
} Said;

static void
say_bytes(GString *said, const char *bytes, gsize len)
{
    for (gsize i = 0; i < len; i++)
        g_string_append_printf(said, g_ascii_isgraph(bytes[i]) ? "%c" : "\\%02x", (guchar)bytes[i]);
    g_string_append_c(said, ' ');
}

static gboolean
keep_term(const char *bytes, gsize len, G_GNUC_UNUSED guint32 freq, gpointer user)
{
    g_ptr_array_add(user, g_bytes_new(bytes, len));
    return TRUE;
}

static gboolean
say_posting(guint32 docid, guint32 wdf, guint32 length, gpointer user)
{
    g_string_append_printf(user, "%u*%u/%u ", docid, wdf, length);
    return TRUE;
}

static gboolean
keep_docid(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 length, gpointer user)
{
    g_array_append_val((GArray *)user, docid);
    return TRUE;
}

static gboolean
say_term(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    say_bytes(user, bytes, len);
    g_string_append_printf(user, "%u ", freq);
    return TRUE;
}

static void
say_terms(Said *all)
{
    cr_assert(tc_x_database_each_term(all->db, "", 0, keep_term, all->terms, NULL));
    for (guint i = 0; i < all->terms->len; i++) {
        gsize len = 0;
        const char *term = g_bytes_get_data(g_ptr_array_index(all->terms, i), &len);
        g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
        g_auto(TcXPositions) positions = TC_X_POSITIONS_INIT;
        guint32 freq = 0;
        guint64 occurrences = 0;

        say_bytes(all->said, term, len);
        cr_assert(tc_x_database_term_freq(all->db, term, len, &freq, NULL));
        cr_assert(tc_x_database_collection_freq(all->db, term, len, &occurrences, NULL));
        g_string_append_printf(all->said, "in %u, %" G_GUINT64_FORMAT " times: ", freq,
                               occurrences);
        cr_assert(tc_x_database_each_posting(all->db, term, len, 0, say_posting, all->said, NULL));
        cr_assert(tc_x_database_each_posting(all->db, term, len, 0, keep_docid, docids, NULL));
        cr_assert(tc_x_database_positions(all->db, term, len,
                                          (const guint32 *)(const void *)docids->data, docids->len,
                                          0, &positions, NULL));
        for (guint j = 0; j < docids->len; j++) {
            g_string_append_c(all->said, '|');
            for (guint32 k = positions.offsets[j]; k < positions.offsets[j + 1]; k++)
                g_string_append_printf(all->said, "%u,", positions.positions[k]);
        }
        g_string_append_c(all->said, '\n');
    }
}

static void
say_documents(Said *all)
{
    guint32 last = 0;

    cr_assert(tc_x_database_last_docid(all->db, &last, NULL));
    for (guint32 docid = 1; docid <= last; docid++) {
        g_autofree char *data = NULL;
        gsize len = 0;

        cr_assert(tc_x_database_doc_data(all->db, docid, &data, &len, NULL));
        g_string_append_printf(all->said, "document %u: ", docid);
        say_bytes(all->said, data, len);
        for (guint32 slot = 0; slot < 300; slot++) {
            g_autofree char *value = NULL;
            cr_assert(tc_x_database_doc_value(all->db, docid, slot, &value, &len, NULL));
            if (len > 0) {
                g_string_append_printf(all->said, "slot %u: ", slot);
                say_bytes(all->said, value, len);
            }
        }
        cr_assert(tc_x_database_each_doc_term(all->db, docid, say_term, all->said, NULL));
        g_string_append_c(all->said, '\n');
    }
}

static gboolean
say_metadata(const char *key, gsize key_len, G_GNUC_UNUSED guint32 freq, gpointer user)
{
    Said *all = user;
    g_autofree char *value = NULL;
    gsize len = 0;

    cr_assert(tc_x_database_metadata(all->db, key, key_len, &value, &len, NULL));
    say_bytes(all->said, key, key_len);
    say_bytes(all->said, value, len);
    g_string_append_c(all->said, '\n');
    return TRUE;
}

/* Free with g_free(). */
static char *
said_of(const char *path)
{
    const char *const paths[] = {path};
    GError *error = NULL;
    g_autoptr(TcXDatabase) db = tc_x_database_open(paths, 1, &error);
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    Said all = {.db = db, .terms = terms, .said = g_string_new(NULL)};
    double length = 0;
    gsize problems = 0;
    g_autofree char *report = NULL;

    assert_ok(db != NULL, error);
    cr_assert(tc_x_check(path, &problems, &report, &error));
    cr_assert(eq(sz, problems, 0), "%s", report);
    cr_assert(tc_x_database_average_length(db, &length, NULL));
    g_string_append_printf(all.said, "average length %.17g\n", length);
    say_terms(&all);
    say_documents(&all);
    cr_assert(tc_x_database_each_metadata_key(db, "", 0, say_metadata, &all, NULL));
    return g_string_free(all.said, FALSE);
}

/* ---- documents made at random -----------------------------------------------------------------
 */

typedef struct {
    TcXWritable *api;
    TcXSpool *spool;
} Both;

static void
add_term(const Both *to, TcXDocument *document, const char *term, gsize len,
         const guint32 *positions, gsize count)
{
    GError *error = NULL;

    assert_ok(tc_x_spool_add_term(to->spool, term, len, positions, count, &error), error);
    if (count > 0)
        cr_assert(tc_x_document_add_postings(document, term, len, positions, count, NULL));
    else
        cr_assert(tc_x_document_add_term(document, term, len, 0, NULL));
}

static gint
compare_bytes(gconstpointer a, gconstpointer b)
{
    return g_bytes_compare(*(GBytes *const *)a, *(GBytes *const *)b);
}

/* Terms of any bytes, some as long as may be, some shared by all documents. */
static void
add_terms(GRand *random, const Both *to, TcXDocument *document)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    const gint count = g_rand_int_range(random, 0, 60);

    for (gint i = 0; i < count; i++) {
        char term[TC_X_TERM_MAX];
        gsize len = (gsize)g_rand_int_range(random, 1, 5);
        if (g_rand_int_range(random, 0, 20) == 0)
            len = (gsize)g_rand_int_range(random, 100, 123); /* zero bytes count twice */
        for (gsize j = 0; j < len; j++)
            term[j] = (char)(g_rand_boolean(random) ? g_rand_int_range(random, 'a', 'd')
                                                    : g_rand_int_range(random, 0, 256));
        g_ptr_array_add(terms, g_bytes_new(term, len));
    }
    g_ptr_array_sort(terms, compare_bytes);
    for (guint i = 0; i < terms->len; i++) {
        gsize len = 0;
        const char *term = g_bytes_get_data(g_ptr_array_index(terms, i), &len);
        guint32 positions[3000];
        gsize position_count = 0;
        guint32 at = 0;

        if (i > 0 && g_bytes_equal(g_ptr_array_index(terms, i - 1), g_ptr_array_index(terms, i)))
            continue;
        if (g_rand_int_range(random, 0, 4) > 0)
            position_count = (gsize)g_rand_int_range(
                random, 1, g_rand_int_range(random, 0, 30) == 0 ? 3000 : 12);
        for (gsize j = 0; j < position_count; j++)
            positions[j] = at += (guint32)g_rand_int_range(
                random, 1, g_rand_int_range(random, 0, 50) == 0 ? 100000 : 9);
        add_term(to, document, term, len, positions, position_count);
    }
}

static void
add_document(GRand *random, const Both *to)
{
    static const guint32 slots[] = {0, 1, 7, 127, 128, 255, 256};
    g_autoptr(TcXDocument) document = tc_x_document_new(NULL);
    /* Some longer than a block of a table, some nothing. */
    const gsize data_len =
        (gsize)g_rand_int_range(random, 0, g_rand_int_range(random, 0, 10) == 0 ? 40000 : 30);
    g_autofree char *data = g_malloc(data_len + 1);

    for (gsize i = 0; i < data_len; i++)
        data[i] = (char)g_rand_int_range(random, 0, 256);
    cr_assert(tc_x_document_set_data(document, data, data_len, NULL));
    cr_assert(tc_x_spool_begin(to->spool, data, data_len, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(slots); i++) {
        char value[8];
        const gsize len = (gsize)g_rand_int_range(random, 0, sizeof value);
        for (gsize j = 0; j < len; j++)
            value[j] = (char)g_rand_int_range(random, 0, 256);
        cr_assert(tc_x_document_set_value(document, slots[i], value, len, NULL));
        cr_assert(tc_x_spool_set_value(to->spool, slots[i], value, len, NULL));
    }
    add_terms(random, to, document);
    cr_assert(tc_x_spool_end(to->spool, NULL));
    cr_assert(tc_x_writable_add(to->api, document, NULL, NULL));
}

static void
set_metadata(const Both *to, const char *key, const char *value)
{
    cr_assert(tc_x_spool_set_metadata(to->spool, key, strlen(key), value, strlen(value), NULL));
    cr_assert(tc_x_writable_set_metadata(to->api, key, strlen(key), value, strlen(value), NULL));
}

/* Each key is set in one part only, some twice, some are taken away again. */
static void
add_metadata(GRand *random, const Both *to, guint part, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *key =
            g_strdup_printf("F%d of part %u", g_rand_int_range(random, 0, 1000), part);
        g_autofree char *value = g_strnfill((gsize)g_rand_int_range(random, 0, 200), 'v');
        set_metadata(to, key, value);
    }
    set_metadata(to, "same in all", "value");
}

/* The same `part_count` parts in both ways, joined: "api" and "bulk". */
static void
build_both(guint32 seed, guint part_count, guint documents, guint metadata)
{
    g_autoptr(GPtrArray) spools = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) databases = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_autofree char *api = in_folder("api"), *bulk = in_folder("bulk");
    GError *error = NULL;

    for (guint part = 0; part < part_count; part++) {
        char *spool = g_strdup_printf("%s/spool%u", folder, part);
        char *database = g_strdup_printf("%s/database%u", folder, part);
        g_ptr_array_add(spools, spool);
        g_ptr_array_add(databases, database);
        cr_assert(eq(int, g_mkdir(spool, 0700), 0));
        const Both to = {tc_x_writable_open(database, TC_X_CREATE | TC_X_NO_SYNC, NULL),
                         tc_x_spool_new(spool, NULL)};
        cr_assert(to.api != NULL && to.spool != NULL);
        cr_assert(tc_x_writable_begin(to.api, NULL));
        for (guint i = 0; i < documents; i++)
            add_document(random, &to);
        add_metadata(random, &to, part, metadata);
        cr_assert(tc_x_writable_commit(to.api, NULL));
        cr_assert(not(tc_x_is_spool(spool)));
        assert_ok(tc_x_spool_finish(to.spool, &error), error);
        cr_assert(tc_x_is_spool(spool));
        tc_x_writable_free(to.api);
        tc_x_spool_free(to.spool);
    }
    cr_assert(tc_x_compact((const char *const *)databases->pdata, part_count, api, NULL));
    assert_ok(
        tc_x_bulk_join((const char *const *)spools->pdata, part_count, bulk, NULL, NULL, &error),
        error);
}

static void
assert_same(const char *a, const char *b)
{
    g_autofree char *a_path = in_folder(a), *b_path = in_folder(b);
    g_autofree char *x = said_of(a_path), *y = said_of(b_path);
    gsize at = 0;

    while (x[at] != '\0' && x[at] == y[at])
        at++;
    cr_assert(x[at] == y[at], "%s and %s differ: %.200s\n---\n%.200s", a, b,
              x + (at > 80 ? at - 80 : 0), y + (at > 80 ? at - 80 : 0));
}

/* ---- tests ------------------------------------------------------------------------------------
 */

Test(bulk, is_what_the_linked_xapian_reads)
{
    cr_assert(tc_x_bulk_is_supported());
}

Test(bulk, a_database_without_documents_has_none)
{
    build_both(1, 1, 0, 0);
    assert_same("api", "bulk");
}

Test(bulk, one_document_is_as_xapian_writes_it)
{
    build_both(2, 1, 1, 1);
    assert_same("api", "bulk");
}

Test(bulk, parts_follow_each_other)
{
    build_both(3, 3, 40, 30);
    assert_same("api", "bulk");
}

Test(bulk, random_documents_are_as_xapian_writes_them)
{
    for (guint32 seed = 10; seed < 14; seed++) {
        build_both(seed, 2, 200, 500);
        assert_same("api", "bulk");
        folder_remove();
        folder_make();
    }
}

Test(bulk, xapian_goes_on_with_what_was_built)
{
    build_both(5, 2, 100, 50);
    for (guint round = 0; round < 3; round++) {
        const char *const names[] = {"api", "bulk"};
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autofree char *path = in_folder(names[i]);
            g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_OPEN, NULL);
            g_autoptr(TcXDocument) document = tc_x_document_new(NULL);
            cr_assert(tc_x_writable_begin(db, NULL));
            cr_assert(tc_x_writable_delete_docid(db, 7 + 13 * round, NULL));
            cr_assert(tc_x_document_add_posting(document, "new", 3, round + 1, NULL));
            cr_assert(tc_x_document_set_value(document, 1, "x", 1, NULL));
            cr_assert(tc_x_writable_add(db, document, NULL, NULL));
            cr_assert(tc_x_writable_set_metadata(db, "round", 5, "v", 1, NULL));
            cr_assert(tc_x_writable_commit(db, NULL));
        }
    }
    /* Documents were deleted: those that are left are compared in a compacted copy. */
    g_autofree char *api = in_folder("api"), *bulk = in_folder("bulk");
    g_autofree char *api_copy = in_folder("api2"), *bulk_copy = in_folder("bulk2");
    const char *const from_api[] = {api}, *const from_bulk[] = {bulk};
    cr_assert(tc_x_compact(from_api, 1, api_copy, NULL));
    cr_assert(tc_x_compact(from_bulk, 1, bulk_copy, NULL));
    gsize problems = 0;
    g_autofree char *report = NULL;
    cr_assert(tc_x_check(bulk, &problems, &report, NULL));
    cr_assert(eq(sz, problems, 0), "%s", report);
    const char *const a[] = {api_copy}, *const b[] = {bulk_copy};
    g_autoptr(TcXDatabase) x = tc_x_database_open(a, 1, NULL);
    g_autoptr(TcXDatabase) y = tc_x_database_open(b, 1, NULL);
    Said first = {x, g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
                  g_string_new(NULL)};
    Said second = {y, g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
                   g_string_new(NULL)};
    say_terms(&first);
    say_terms(&second);
    cr_assert(g_string_equal(first.said, second.said));
    g_string_free(first.said, TRUE);
    g_string_free(second.said, TRUE);
    g_ptr_array_unref(first.terms);
    g_ptr_array_unref(second.terms);
}

static TcXSpool *
open_spool(void)
{
    g_autofree char *path = in_folder("spool");

    cr_assert(eq(int, g_mkdir(path, 0700), 0));
    return tc_x_spool_new(path, NULL);
}

Test(bulk, what_is_out_of_order_is_refused_and_nothing_goes_on_after_it)
{
    g_autoptr(TcXSpool) spool = open_spool();
    GError *error = NULL;

    cr_assert(not(tc_x_spool_add_term(spool, "a", 1, NULL, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(tc_x_spool_begin(spool, "", 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(bulk, terms_come_in_byte_order)
{
    g_autoptr(TcXSpool) spool = open_spool();
    GError *error = NULL;

    cr_assert(tc_x_spool_begin(spool, "", 0, NULL));
    cr_assert(tc_x_spool_add_term(spool, "b", 1, NULL, 0, NULL));
    cr_assert(not(tc_x_spool_add_term(spool, "a", 1, NULL, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(bulk, terms_that_xapian_cannot_store_are_refused)
{
    g_autoptr(TcXSpool) spool = open_spool();
    char term[TC_X_TERM_MAX + 1];
    GError *error = NULL;

    memset(term, 'S', sizeof term);
    cr_assert(tc_x_spool_begin(spool, "", 0, NULL));
    cr_assert(tc_x_spool_add_term(spool, term, TC_X_TERM_MAX, NULL, 0, NULL));
    memset(term, 'T', sizeof term);
    cr_assert(not(tc_x_spool_add_term(spool, term, sizeof term, NULL, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

/* A word grows when it is coded, "qqqq" by a byte for each letter. */
Test(bulk, terms_whose_codes_xapian_cannot_store_are_refused)
{
    g_autoptr(TcXSpool) spool = open_spool();
    char term[TC_X_TERM_MAX];
    GError *error = NULL;

    memset(term, 'q', sizeof term);
    cr_assert(tc_x_spool_begin(spool, "", 0, NULL));
    cr_assert(tc_x_spool_add_term(spool, term, TC_X_TERM_MAX - 32, NULL, 0, NULL));
    cr_assert(not(tc_x_spool_add_term(spool, term, TC_X_TERM_MAX, NULL, 0, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
}

Test(bulk, metadata_are_read_back_wherever_they_are)
{
    g_autoptr(TcXSpool) spool = open_spool();
    g_autofree char *large = g_strnfill(1 << 20, 'x');

    for (guint i = 0; i < 300; i++) {
        g_autofree char *key = g_strdup_printf("key %u", i);
        cr_assert(tc_x_spool_set_metadata(spool, key, strlen(key), large, i * 100, NULL));
    }
    cr_assert(tc_x_spool_set_metadata(spool, "key 7", 5, "anew", 4, NULL));
    for (guint i = 0; i < 10; i++)
        cr_assert(tc_x_spool_set_metadata(spool, "large", 5, large, 1 << 20, NULL));
    for (guint i = 0; i < 301; i++) {
        g_autofree char *key = g_strdup_printf("key %u", i), *value = NULL;
        gsize len = 0;
        cr_assert(tc_x_spool_metadata(spool, key, strlen(key), &value, &len, NULL));
        cr_assert(eq(sz, len, i == 7 ? 4 : i == 300 ? 0 : i * 100));
    }
}

static void
spool_with(const char *name, const char *value)
{
    g_autofree char *path = in_folder(name);
    g_autoptr(TcXSpool) spool = NULL;

    cr_assert(eq(int, g_mkdir(path, 0700), 0));
    spool = tc_x_spool_new(path, NULL);
    cr_assert(tc_x_spool_set_metadata(spool, "key", 3, value, strlen(value), NULL));
    cr_assert(tc_x_spool_finish(spool, NULL));
}

static int
take_second(G_GNUC_UNUSED const char *key, G_GNUC_UNUSED gsize key_len,
            G_GNUC_UNUSED const char *first, G_GNUC_UNUSED gsize first_len,
            G_GNUC_UNUSED const char *second, G_GNUC_UNUSED gsize second_len,
            G_GNUC_UNUSED gpointer user)
{
    return 1;
}

Test(bulk, metadata_that_differ_need_a_judge)
{
    g_autofree char *a = in_folder("a"), *b = in_folder("b"), *target = in_folder("target");
    const char *const folders[] = {a, b}, *const targets[] = {target};
    g_autofree char *value = NULL;
    gsize len = 0;
    GError *error = NULL;

    spool_with("a", "one");
    spool_with("b", "two");
    cr_assert(not(tc_x_bulk_join(folders, 2, target, NULL, NULL, &error)));
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED);
    cr_assert(not(g_file_test(target, G_FILE_TEST_EXISTS)));
    cr_assert(tc_x_bulk_join(folders, 2, target, take_second, NULL, NULL));
    g_autoptr(TcXDatabase) db = tc_x_database_open(targets, 1, NULL);
    cr_assert(tc_x_database_metadata(db, "key", 3, &value, &len, NULL));
    assert_str(value, "two");
}

Test(bulk, a_spool_that_is_damaged_makes_no_database)
{
    static const char *const files[] = {"documents", "lengths", "run.0", "metadata.0", "spool"};
    g_autofree char *target = in_folder("target");

    build_both(6, 1, 50, 20);
    g_autofree char *spool = in_folder("spool0");
    const char *const folders[] = {spool};
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(spool, files[i], NULL);
        g_autofree char *content = NULL;
        gsize len = 0;
        GError *error = NULL;
        cr_assert(g_file_get_contents(path, &content, &len, NULL));
        cr_assert(g_file_set_contents(path, content, (gssize)(len / 2), NULL));
        cr_assert(not(tc_x_bulk_join(folders, 1, target, NULL, NULL, &error)), "%s", files[i]);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
        cr_assert(not(g_file_test(target, G_FILE_TEST_EXISTS)));
        cr_assert(g_file_set_contents(path, content, (gssize)len, NULL));
    }
}

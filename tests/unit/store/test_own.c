/* What is read in place of Xapian: the lists of documents. All is compared with what
 * Xapian finds in the same database. */
#include "store/glass/posting_list.h"
#include "store/glass/value_list.h"
#include "store/xapian/xapian_c.h"
#include "tests/unit/store/xapian_support.h"

TestSuite(own, .init = folder_make, .fini = folder_remove);

/* Numbers of documents have two bytes in keys up to 32767, more beyond. */
#define MANY 34000

/* "all" is in each document, "third", "thousandth" in some, "once" in one, with all kinds of
 * frequencies; "first" in the first ones only. */
static void
write_many(const char *name)
{
    GError *error = NULL;
    TcXWritable *db = open_new(name);
    for (guint32 i = 1; i <= MANY; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        assert_ok(tc_x_document_add_term(document, "all", 3, i % 500 == 0 ? 70000 : i % 3, &error),
                  error);
        if (i % 3 == 0)
            assert_ok(tc_x_document_add_term(document, "third", 5, i % 300, &error), error);
        if (i % 1000 == 7)
            assert_ok(tc_x_document_add_term(document, "thousandth", 10, 1, &error), error);
        /* Lengths of two bytes, mostly, one after the other. */
        if (i % 8000 > 1000)
            assert_ok(tc_x_document_add_term(document, "often", 5, 150 + i % 700, &error), error);
        if (i == 32769)
            assert_ok(tc_x_document_add_term(document, "once", 4, 2, &error), error);
        if (i < 2000)
            assert_ok(tc_x_document_add_term(document, "fi\0st", 5, 1, &error), error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    commit(db);
}

/* Leave some out, in a revision of its own: entries end where others began. */
static void
delete_some(const char *name)
{
    GError *error = NULL;
    TcXWritable *db = open_new(name);
    for (guint32 i = 900; i < MANY; i += i < 9000 ? 1 : 777)
        assert_ok(tc_x_writable_delete_docid(db, i, &error), error);
    commit(db);
}

static gboolean
note_docid(guint32 docid, gpointer user)
{
    g_array_append_val((GArray *)user, docid);
    return TRUE;
}

static GArray *
documents_of(TcXDatabase *db, const char *term, gsize len)
{
    GError *error = NULL;
    GArray *docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    assert_ok(tc_x_database_each_docid(db, term, len, note_docid, docids, &error), error);
    return docids;
}

static const struct {
    const char *name;
    gsize len;
} terms[] = {{"all", 3}, {"third", 5}, {"thousandth", 10}, {"once", 4}, {"fi\0st", 5}, {"none", 4}};

static void
compare_documents(void)
{
    const char *const names[] = {"db"};
    g_autoptr(TcXDatabase) own = open_to_read(names, 1, FALSE);
    g_autoptr(TcXDatabase) xapian = open_to_read(names, 1, TRUE);
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);
    for (gsize t = 0; t < G_N_ELEMENTS(terms); t++) {
        GError *error = NULL;
        g_autoptr(GArray) expect = documents_of(xapian, terms[t].name, terms[t].len);
        g_autoptr(GArray) got = documents_of(own, terms[t].name, terms[t].len);
        cr_assert(eq(uint, got->len, expect->len), "of %s", terms[t].name);
        cr_assert(expect->len == 0 ||
                  memcmp(got->data, expect->data, expect->len * sizeof(guint32)) == 0);
        /* Near ones and far ones, also behind the last. */
        for (gint step = 1; step < 20000; step *= 7) {
            guint32 docids[3000];
            gboolean has_it[3000];
            gboolean has_it_there[3000];
            gsize count = 0;
            for (guint32 at = 1; count < 3000 && at < MANY + 100;
                 at += (guint32)g_rand_int_range(rand, 1, step + 1))
                docids[count++] = at;
            assert_ok(tc_x_database_have_term(own, terms[t].name, terms[t].len, docids, count,
                                              has_it, &error),
                      error);
            assert_ok(tc_x_database_have_term(xapian, terms[t].name, terms[t].len, docids, count,
                                              has_it_there, &error),
                      error);
            cr_assert(memcmp(has_it, has_it_there, count * sizeof *has_it) == 0);
        }
    }
}

Test(own, documents_of_terms_are_those_of_xapian)
{
    write_many("db");
    compare_documents();
    delete_some("db");
    compare_documents();
}

Test(own, no_list_is_left_to_xapian_where_all_is_well)
{
    const char *const names[] = {"db"};
    write_many("db");
    delete_some("db");
    g_autoptr(TcXDatabase) db = open_to_read(names, 1, FALSE);
    g_autoptr(TcTable) table = tc_x_database_table(db, TC_TABLE_POSTLIST);
    cr_assert(ne(ptr, table, NULL));
    g_auto(TcPostingList) lengths = {0};
    cr_assert(tc_posting_list_begin(&lengths, table, "", 0));
    for (; lengths.docid != 0; tc_posting_list_next(&lengths)) {
        GError *error = NULL;
        guint32 length = 0;
        if (lengths.docid % 100 == 0) {
            assert_ok(tc_x_database_doc_length(db, lengths.docid, &length, &error), error);
            cr_assert(eq(u32, length, lengths.wdf));
        }
    }
    cr_assert(not(lengths.is_ask));
    /* Each place can be gone to from the first one. */
    for (guint32 docid = 2; docid < MANY + 50; docid += 97) {
        g_auto(TcPostingList) at = {0};
        cr_assert(tc_posting_list_begin(&at, table, "", 0));
        tc_posting_list_skip_to(&at, docid);
        cr_assert(not(at.is_ask), "document %u", docid);
        cr_assert(at.docid == 0 || at.docid >= docid);
    }
}

/* The documents that `docids` has of those of a list, found one by one. */
static void
compare_match(TcTable *table, const char *term, gsize term_len, guint32 step)
{
    static guint32 docids[1000], wdfs[1000];
    static guint16 places[1000];
    g_auto(TcPostingList) one = {0};
    g_auto(TcPostingList) all = {0};
    gsize count = 0;
    gsize known = 0;
    for (guint32 docid = 1; count < 1000 && docid < MANY + 50; docid += step)
        docids[count++] = docid;
    cr_assert(tc_posting_list_begin(&one, table, term, term_len));
    cr_assert(tc_posting_list_begin(&all, table, term, term_len));
    const gsize found = tc_posting_list_match(&all, docids, count, places, wdfs);
    for (gsize i = 0; i < count; i++) {
        tc_posting_list_skip_to(&one, docids[i]);
        if (one.docid != docids[i])
            continue;
        cr_assert(lt(sz, known, found));
        cr_assert(eq(u32, places[known], i));
        cr_assert(eq(u32, wdfs[known], one.wdf));
        known++;
    }
    cr_assert(eq(sz, known, found));
}

/* The same of those that lie side by side. */
static void
compare_take(TcTable *table, const char *term, gsize term_len, gsize count)
{
    static guint32 wdfs[1000];
    static guint16 places[1000];
    g_auto(TcPostingList) one = {0};
    g_auto(TcPostingList) all = {0};
    cr_assert(tc_posting_list_begin(&one, table, term, term_len));
    cr_assert(tc_posting_list_begin(&all, table, term, term_len));
    while (all.docid != 0) {
        const guint32 begin = all.docid - all.docid % 3;
        const gsize taken = tc_posting_list_take(&all, begin, count, places, wdfs);
        cr_assert(gt(sz, taken, 0));
        for (gsize i = 0; i < taken; i++, tc_posting_list_next(&one)) {
            cr_assert(eq(u32, begin + places[i], one.docid));
            cr_assert(eq(u32, wdfs[i], one.wdf));
        }
        cr_assert(eq(u32, all.docid, one.docid));
        cr_assert(all.docid == 0 || all.docid - begin >= count);
    }
    cr_assert(eq(u32, one.docid, 0));
    cr_assert(not(all.is_ask));
}

Test(own, many_documents_are_taken_as_one_by_one)
{
    const char *const names[] = {"db"};
    write_many("db");
    delete_some("db");
    g_autoptr(TcXDatabase) db = open_to_read(names, 1, FALSE);
    g_autoptr(TcTable) table = tc_x_database_table(db, TC_TABLE_POSTLIST);
    cr_assert(ne(ptr, table, NULL));
    for (gsize t = 0; t < G_N_ELEMENTS(terms); t++) {
        compare_match(table, terms[t].name, terms[t].len, 1);
        compare_match(table, terms[t].name, terms[t].len, 37);
        compare_take(table, terms[t].name, terms[t].len, 3);
        compare_take(table, terms[t].name, terms[t].len, 1000);
    }
    compare_match(table, "", 0, 5);
    compare_take(table, "", 0, 1000);
}

Test(own, lengths_are_those_of_xapian)
{
    const char *const names[] = {"a", "b"};
    write_many("a");
    write_many("b");
    for (gsize parts = 1; parts <= 2; parts++) {
        GError *error = NULL;
        g_autoptr(TcXDatabase) own = open_to_read(names, parts, FALSE);
        g_autoptr(TcXDatabase) xapian = open_to_read(names, parts, TRUE);
        guint32 docids[200];
        guint32 lengths[200];
        for (guint32 i = 0; i < 200; i++)
            docids[i] = 1 + 13 * i;
        assert_ok(tc_x_database_doc_lengths(own, docids, 200, lengths, &error), error);
        for (guint i = 0; i < 200; i++) {
            guint32 length = 0;
            assert_ok(tc_x_database_doc_length(xapian, docids[i], &length, &error), error);
            cr_assert(eq(u32, lengths[i], length));
        }
        /* One that there is not. */
        docids[199] = 10 * MANY;
        cr_assert(not(tc_x_database_doc_lengths(own, docids, 200, lengths, &error)));
        g_clear_error(&error);
    }
}

/* Slot 0 has a value in each document, 1 in every seventh from the hundredth on, 2 in a few, 3 in
 * none, 300 long ones. */
static void
write_values(const char *name)
{
    GError *error = NULL;
    TcXWritable *db = open_new(name);
    for (guint32 i = 1; i <= MANY; i++) {
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        char value[700];
        memset(value, (int)('a' + i % 26), sizeof value);
        assert_ok(document, error);
        assert_ok(tc_x_document_set_value(document, 0, value, 1 + i % 17, &error), error);
        if (i >= 100 && i % 7 == 0)
            assert_ok(tc_x_document_set_value(document, 1, value, 2, &error), error);
        if (i % 5000 == 13)
            assert_ok(tc_x_document_set_value(document, 2, value, 3, &error), error);
        if (i % 100 == 1)
            assert_ok(tc_x_document_set_value(document, 300, value, sizeof value, &error), error);
        assert_ok(tc_x_writable_add(db, document, NULL, &error), error);
    }
    commit(db);
}

static void
note_value(G_GNUC_UNUSED gsize i, const char *bytes, gsize len, gpointer user)
{
    g_string_append_printf(user, "%.*s|", (int)len, bytes);
}

static void
compare_values(TcXDatabase *own, TcXDatabase *xapian, guint32 slot, const guint32 *docids,
               gsize count)
{
    GError *error = NULL;
    g_autoptr(GString) got = g_string_new(NULL);
    g_autoptr(GString) expect = g_string_new(NULL);
    assert_ok(tc_x_database_doc_values(own, slot, docids, count, note_value, got, &error), error);
    assert_ok(tc_x_database_doc_values(xapian, slot, docids, count, note_value, expect, &error),
              error);
    cr_assert(g_string_equal(got, expect), "slot %u", slot);
}

Test(own, values_are_those_of_xapian)
{
    static const guint32 slots[] = {0, 1, 2, 3, 300};
    const char *const names[] = {"a", "b"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(6);
    write_values("a");
    write_values("b");
    delete_some("b");
    for (gsize parts = 1; parts <= 2; parts++) {
        g_autoptr(TcXDatabase) own = open_to_read(names + 2 - parts, parts, FALSE);
        g_autoptr(TcXDatabase) xapian = open_to_read(names + 2 - parts, parts, TRUE);
        for (gsize s = 0; s < G_N_ELEMENTS(slots); s++) {
            for (gint step = 1; step < 20000; step *= 7) {
                guint32 docids[3000];
                gsize count = 0;
                for (guint32 at = 1; count < 3000 && at < 2 * MANY + 100;
                     at += (guint32)g_rand_int_range(rand, 1, step + 1))
                    docids[count++] = at;
                compare_values(own, xapian, slots[s], docids, count);
            }
        }
    }
}

/* Bytes of the table are changed, each at a time: lists stay in order, or Xapian is asked. */
Test(own, damage_is_no_harm)
{
    const char *const names[] = {"db"};
    TcXWritable *writable = open_new("db");
    for (guint i = 0; i < 400; i++) {
        GError *error = NULL;
        g_autoptr(TcXDocument) document = tc_x_document_new(&error);
        assert_ok(document, error);
        assert_ok(tc_x_document_add_term(document, "Xall", 4, 1 + i % 200, &error), error);
        assert_ok(tc_x_writable_add(writable, document, NULL, &error), error);
    }
    commit(writable);
    g_autoptr(TcXDatabase) db = open_to_read(names, 1, FALSE);
    g_autofree char *database = in_folder("db");
    g_autofree char *file = g_build_filename(database, "postlist.glass", NULL);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    GError *error = NULL;
    guint64 revision = 0;
    guint asked = 0;
    guint walked = 0;
    assert_ok(tc_x_database_revision(db, &revision, &error), error);
    assert_ok(g_file_get_contents(file, &bytes, &len, &error), error);
    const char *const entry = memmem(bytes, len, "\x04Xall", 5);
    cr_assert(ne(ptr, (void *)entry, NULL));
    for (gsize i = (gsize)(entry - bytes) - 2; i < (gsize)(entry - bytes) + 60; i++) {
        for (guint bit = 0; bit < 8; bit++) {
            bytes[i] ^= (char)(1 << bit);
            assert_ok(g_file_set_contents(file, bytes, (gssize)len, &error), error);
            bytes[i] ^= (char)(1 << bit);
            g_autoptr(TcTable) table = tc_table_open(database, TC_TABLE_POSTLIST, revision);
            g_auto(TcPostingList) at = {0};
            guint32 last = 0;
            if (table == NULL || !tc_posting_list_begin(&at, table, "Xall", 4)) {
                asked++;
                continue;
            }
            for (; at.docid != 0; tc_posting_list_next(&at)) {
                cr_assert(at.docid > last);
                last = at.docid;
            }
            asked += at.is_ask;
            walked += !at.is_ask;
        }
    }
    cr_assert(asked > 50 && walked > 50);
}

/* The same of values: each is told as it stands, or Xapian is asked. */
Test(own, damaged_values_are_no_harm)
{
    const char *const names[] = {"a"};
    write_values("a");
    g_autoptr(TcXDatabase) db = open_to_read(names, 1, FALSE);
    g_autofree char *database = in_folder("a");
    g_autofree char *file = g_build_filename(database, "postlist.glass", NULL);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    GError *error = NULL;
    guint64 revision = 0;
    guint answers[TC_TABLE_ASK + 1] = {0};
    assert_ok(tc_x_database_revision(db, &revision, &error), error);
    assert_ok(g_file_get_contents(file, &bytes, &len, &error), error);
    const char *const entry = memmem(bytes, len, "\x00\xd8\x02", 3);
    cr_assert(ne(ptr, (void *)entry, NULL));
    for (gsize i = (gsize)(entry - bytes) - 2; i < (gsize)(entry - bytes) + 40; i++) {
        for (guint bit = 0; bit < 8; bit++) {
            bytes[i] ^= (char)(1 << bit);
            assert_ok(g_file_set_contents(file, bytes, (gssize)len, &error), error);
            bytes[i] ^= (char)(1 << bit);
            g_autoptr(TcTable) table = tc_table_open(database, TC_TABLE_POSTLIST, revision);
            g_auto(TcValueList) values = {0};
            if (table == NULL)
                continue;
            tc_value_list_init(&values, table, 2);
            for (guint32 docid = 1; docid < MANY; docid += docid % 100 == 13 ? 10 : 1) {
                const guint8 *value = NULL;
                gsize value_len = 0;
                const TcTableAnswer answer = tc_value_list_find(&values, docid, &value, &value_len);
                answers[answer]++;
                if (answer == TC_TABLE_ASK)
                    break;
            }
        }
    }
    cr_assert(answers[TC_TABLE_ASK] > 20 && answers[TC_TABLE_FOUND] > 100);
}

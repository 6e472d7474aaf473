/* Tables read without Xapian: what is found is what Xapian finds, and whatever is not as it should
 * be is left to Xapian. */
#include "store/glass/position_list.h"
#include "store/glass/table.h"
#include "store/xapian/xapian_c.h"
#include "tests/unit/store/xapian_support.h"

#include <fcntl.h>

TestSuite(glass, .init = folder_make, .fini = folder_remove);

#define TERMS     23
#define DOCUMENTS 700

/* From this one on they are words, which are stored as codes; the others as they are. */
#define WORDS_FROM 17

/* Terms of all kinds: short and long ones, with zero bytes, beginnings of others. */
static gsize
term_of(guint index, char *term)
{
    static const char *const odd[] = {"a", "ab", "\0a", "a\0", "\0\0\0", "Xa", "\xff\xff"};
    static const gsize lens[] = {1, 2, 2, 2, 3, 2, 2};
    term[0] = 'K';
    if (index < G_N_ELEMENTS(odd)) {
        memcpy(term + 1, odd[index], lens[index]);
        return 1 + lens[index];
    }
    const gsize plain = index < WORDS_FROM ? 1 : 0, len = plain + (index == 7 ? 200 : 3);
    memset(term + plain, 'b' + (int)(index % 5), len - plain);
    term[len - 1] = (char)('a' + index % 20);
    return len;
}

static void
add_document(TcXWritable *db, GRand *rand, guint number)
{
    GError *error = NULL;
    g_autoptr(TcXDocument) document = tc_x_document_new(&error);
    assert_ok(document, error);
    for (guint t = 0; t < TERMS; t++) {
        char term[TC_X_TERM_MAX];
        const gsize len = term_of(t, term);
        guint32 positions[4000];
        gsize count = 0;
        guint32 at = (guint32)g_rand_int_range(rand, 0, 50);
        /* Lists of one, of some, dense ones, and those that do not fit into one item. */
        const guint kind = (guint)g_rand_int_range(rand, 0, 40);
        const gsize wanted = kind == 0 ? 3900 : kind < 10 ? 1 : kind < 20 ? 40 : kind < 25 ? 0 : 7;
        const gint gap_max = kind % 3 == 0 ? 2 : kind % 3 == 1 ? 60 : 70000;
        for (; count < wanted; count++) {
            positions[count] = at;
            at += (guint32)g_rand_int_range(rand, 1, gap_max);
        }
        if (count > 0) {
            assert_ok(tc_x_document_add_postings(document, term, len, positions, count, &error),
                      error);
        } else if (kind == 20) {
            assert_ok(tc_x_document_add_term(document, term, len, 1, &error), error);
        }
    }
    g_autofree char *id = g_strdup_printf("Q%u", number);
    assert_ok(tc_x_document_add_term(document, id, strlen(id), 0, &error), error);
    assert_ok(tc_x_writable_replace(db, id, strlen(id), document, NULL, &error), error);
}

static void
write_documents(const char *name, guint32 seed, guint first, guint count)
{
    GError *error = NULL;
    g_autofree char *path = in_folder(name);
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_CREATE | TC_X_NO_SYNC, &error);
    assert_ok(db, error);
    assert_ok(tc_x_writable_begin(db, &error), error);
    for (guint i = first; i < first + count; i++)
        add_document(db, rand, i);
    assert_ok(tc_x_writable_commit(db, &error), error);
}

/* The positions of all terms in every document up to `last`, by `db`; NULL on failure. */
static GString *
all_positions(TcXDatabase *db, guint32 last, guint32 each_max, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(TcXPositions) found = TC_X_POSITIONS_INIT;
    g_autofree guint32 *docids = g_new(guint32, last);
    for (guint32 i = 0; i < last; i++)
        docids[i] = i + 1;
    for (guint t = 0; t < TERMS; t++) {
        char term[TC_X_TERM_MAX];
        const gsize len = term_of(t, term);
        if (!tc_x_database_positions(db, term, len, docids, last, each_max, &found, error))
            return NULL;
        g_string_append_len(text, (const char *)found.offsets,
                            (gssize)((last + 1) * sizeof *found.offsets));
        g_string_append_len(text, (const char *)found.positions,
                            (gssize)(found.offsets[last] * sizeof *found.positions));
    }
    return g_steal_pointer(&text);
}

static void
assert_same_as_xapian(const char *const *names, gsize count, guint32 last)
{
    const guint32 limits[] = {0, 1, 2, 5, 1000};
    g_autoptr(TcXDatabase) own = open_these(names, count);
    g_autoptr(TcXDatabase) xapian = open_these(names, count);
    tc_x_database_read_by_xapian(xapian);
    for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
        GError *error = NULL;
        g_autoptr(GString) expect = all_positions(xapian, last, limits[i], &error);
        assert_ok(expect, error);
        g_autoptr(GString) got = all_positions(own, last, limits[i], &error);
        assert_ok(got, error);
        cr_assert(expect->len > 1000);
        cr_assert(g_string_equal(got, expect), "at most %u of a list differ", limits[i]);
    }
}

static guint64
revision_of(TcXDatabase *db)
{
    GError *error = NULL;
    guint64 revision = 0;
    assert_ok(tc_x_database_revision(db, &revision, &error), error);
    return revision;
}

Test(glass, finds_what_xapian_finds)
{
    const char *const names[] = {"db"};
    write_documents("db", 1, 0, DOCUMENTS);
    write_documents("db", 2, 100, 50); /* changed, and in a second revision */
    write_documents("db", 3, DOCUMENTS, 20);
    assert_same_as_xapian(names, 1, DOCUMENTS + 60);
}

Test(glass, finds_it_in_several_databases)
{
    const char *const names[] = {"one", "two", "three"};
    write_documents("one", 1, 0, 90);
    write_documents("two", 2, 0, 31);
    write_documents("three", 3, 0, 60);
    assert_same_as_xapian(names, 3, 3 * 95);
}

/* An answer of a table, with the positions where it found any. */
typedef struct {
    TcTableAnswer answer;
    const guint8 *tag;
    gsize tag_len;
} Answer;

/* Call `see` with what the table says of each `step`-th term in the documents from 1 to
 * `docid_max`, asked for as a run of them. */
static void
ask_for_runs(TcTable *table, guint32 docid_max, guint32 step,
             void (*see)(const Answer *answer, guint *counts), guint *counts)
{
    for (guint t = 0; t < WORDS_FROM; t++) {
        char term[TC_X_TERM_MAX];
        guint8 key[TC_POSITION_KEY_MAX];
        TcTableRun run;
        tc_table_run_init(&run, key, tc_position_key_begin(term, term_of(t, term), key));
        for (guint32 docid = 1; docid <= docid_max; docid += step) {
            Answer answer = {TC_TABLE_ASK, NULL, 0};
            gboolean is_compressed = FALSE;
            answer.answer =
                tc_table_run_find(table, &run, docid, &answer.tag, &answer.tag_len, &is_compressed);
            see(&answer, counts);
        }
    }
}

/* The same for each key by itself, of all documents. */
static void
ask_for_all(TcTable *table, guint32 docid_max, void (*see)(const Answer *answer, guint *counts),
            guint *counts)
{
    for (guint t = 0; t < WORDS_FROM; t++) {
        char term[TC_X_TERM_MAX];
        guint8 key[TC_POSITION_KEY_MAX];
        const gsize begin = tc_position_key_begin(term, term_of(t, term), key);
        for (guint32 docid = 1; docid <= docid_max; docid++) {
            Answer answer = {TC_TABLE_ASK, NULL, 0};
            gboolean is_compressed = FALSE;
            answer.answer =
                tc_table_find(table, key, tc_position_key_set_document(key, begin, docid),
                              &answer.tag, &answer.tag_len, &is_compressed);
            see(&answer, counts);
        }
    }
}

enum { COUNT_FOUND, COUNT_ABSENT, COUNT_ASKED, COUNTS };

static void
count_answer(const Answer *answer, guint *counts)
{
    counts[COUNT_FOUND] += answer->answer == TC_TABLE_FOUND;
    counts[COUNT_ABSENT] += answer->answer == TC_TABLE_ABSENT;
    counts[COUNT_ASKED] += answer->answer == TC_TABLE_ASK;
}

/* Positions that are given ascend, whatever the file is. */
static void
check_answer(const Answer *answer, guint *counts)
{
    count_answer(answer, counts);
    if (answer->answer != TC_TABLE_FOUND)
        return;
    TcPositionList list;
    if (!tc_position_list_open(&list, answer->tag, answer->tag_len))
        return;
    g_autofree guint32 *positions = g_new(guint32, list.count);
    if (tc_position_list_read(&list, list.count, positions))
        for (guint32 i = 1; i < list.count; i++)
            cr_assert(positions[i - 1] < positions[i]);
}

/* In which documents each term was found, and its lists, in one text. */
static void
assert_runs_are_as_single(TcTable *table, guint32 docid_max, guint32 step)
{
    for (guint t = 0; t < WORDS_FROM; t++) {
        char term[TC_X_TERM_MAX];
        guint8 key[TC_POSITION_KEY_MAX];
        guint8 prefix[TC_POSITION_KEY_MAX];
        const gsize begin = tc_position_key_begin(term, term_of(t, term), key);
        TcTableRun run;
        memcpy(prefix, key, begin);
        tc_table_run_init(&run, prefix, begin);
        for (guint32 docid = 1; docid <= docid_max; docid += step) {
            const guint8 *tag = NULL;
            gsize tag_len = 0;
            gboolean is_compressed = FALSE;
            const TcTableAnswer got =
                tc_table_run_find(table, &run, docid, &tag, &tag_len, &is_compressed);
            g_autofree guint8 *list = g_memdup2(tag, got == TC_TABLE_FOUND ? tag_len : 0);
            const gsize list_len = tag_len;
            const TcTableAnswer expect =
                tc_table_find(table, key, tc_position_key_set_document(key, begin, docid), &tag,
                              &tag_len, &is_compressed);
            cr_assert(eq(int, (int)got, (int)expect), "term %u, document %u", t, docid);
            if (got == TC_TABLE_FOUND)
                cr_assert(list_len == tag_len && memcmp(list, tag, tag_len) == 0);
        }
    }
}

/* Whatever the steps, and whatever else is looked up in between. */
Test(glass, a_run_of_documents_is_found_as_each_of_them_is)
{
    const char *const names[] = {"db"};
    write_documents("db", 1, 0, 300);
    write_documents("db", 2, 40, 50);
    g_autoptr(TcXDatabase) db = open_these(names, 1);
    g_autofree char *path = in_folder("db");
    for (guint32 step = 1; step < 60; step += 1 + step / 2) {
        g_autoptr(TcTable) table = tc_table_open(path, TC_TABLE_POSITION, revision_of(db));
        guint counts[COUNTS] = {0};
        assert_runs_are_as_single(table, 320, step);
        ask_for_runs(table, 320, step, count_answer, counts);
        cr_assert(eq(uint, counts[COUNT_ASKED], 0));
        cr_assert(counts[COUNT_FOUND] > 3700 / step);
    }
}

/* Where they are, one by another, is guessed by how they are spread: here more and more thinly. */
Test(glass, a_run_is_found_however_documents_are_spread)
{
    const char *const names[] = {"db"};
    GError *error = NULL;
    write_documents("db", 1, 0, 300);
    g_autofree char *path = in_folder("db");
    {
        g_autoptr(TcXWritable) writable = tc_x_writable_open(path, TC_X_OPEN, &error);
        assert_ok(writable, error);
        assert_ok(tc_x_writable_begin(writable, &error), error);
        for (guint32 docid = 20; docid < 290; docid++)
            if (docid % 100 != 0)
                assert_ok(tc_x_writable_delete_docid(writable, docid, &error), error);
        assert_ok(tc_x_writable_commit(writable, &error), error);
    }
    g_autoptr(TcXDatabase) db = open_these(names, 1);
    for (guint32 step = 1; step < 60; step += 1 + step / 2) {
        g_autoptr(TcTable) table = tc_table_open(path, TC_TABLE_POSITION, revision_of(db));
        assert_runs_are_as_single(table, 320, step);
    }
}

Test(glass, no_answer_is_left_to_xapian_where_all_is_well)
{
    const char *const names[] = {"db"};
    write_documents("db", 1, 0, 300);
    g_autoptr(TcXDatabase) db = open_these(names, 1);
    g_autofree char *path = in_folder("db");
    const guint64 revision = revision_of(db);
    g_autoptr(TcTable) table = tc_table_open(path, TC_TABLE_POSITION, revision);
    cr_assert(ne(ptr, table, NULL));
    guint counts[COUNTS] = {0};
    ask_for_all(table, 301, count_answer, counts);
    cr_assert(eq(uint, counts[COUNT_ASKED], 0));
    cr_assert(counts[COUNT_FOUND] > 3700 && counts[COUNT_ABSENT] > 370);
    /* In the order of keys a block is read once, but for those above it. */
    g_autofree char *file = g_build_filename(path, "position.glass", NULL);
    GStatBuf info;
    cr_assert(eq(int, g_stat(file, &info), 0));
    cr_assert(tc_table_blocks_read(table) <= (guint64)info.st_size / 8192 + 2 * TERMS);
    /* Of another revision nothing is read. */
    cr_assert(eq(ptr, tc_table_open(path, TC_TABLE_POSITION, revision + 1), NULL));
}

static gboolean
collect_key(const char *bytes, gsize len, G_GNUC_UNUSED guint32 freq, gpointer user)
{
    g_ptr_array_add(user, g_strndup(bytes, len));
    return TRUE;
}

/* In the order of keys, from any on; values that do not fit into one item among them. */
Test(glass, walks_through_the_metadata_as_xapian_does)
{
    const char *const names[] = {"db"};
    const guint8 prefix[] = {0, 0xc0};
    GError *error = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    write_documents("db", 1, 0, 20);
    g_autofree char *path = in_folder("db");
    {
        g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_OPEN, &error);
        assert_ok(db, error);
        assert_ok(tc_x_writable_begin(db, &error), error);
        for (guint i = 0; i < 3000; i++) {
            g_autofree char *key = g_strdup_printf("k%x", g_rand_int(rand) >> 12);
            const gsize len = i % 100 == 0 ? 9000 + i : (gsize)g_rand_int_range(rand, 1, 120);
            g_autofree char *value = g_malloc(len);
            memset(value, 'a' + (int)(i % 26), len);
            assert_ok(tc_x_writable_set_metadata(db, key, strlen(key), value, len, &error), error);
        }
        assert_ok(tc_x_writable_commit(db, &error), error);
    }
    g_autoptr(TcXDatabase) db = open_these(names, 1);
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    assert_ok(tc_x_database_each_metadata_key(db, "k", 1, collect_key, keys, &error), error);
    g_autoptr(TcTable) table = tc_x_database_table(db, TC_TABLE_POSTLIST);
    cr_assert(ne(ptr, table, NULL));
    for (guint from = 0; from < keys->len; from += 1 + keys->len / 7) {
        g_autoptr(GByteArray) start = g_byte_array_new();
        const char *first = g_ptr_array_index(keys, from);
        TcTableItem item;
        g_byte_array_append(start, prefix, sizeof prefix);
        /* A key that is not there comes before the one that it begins. */
        g_byte_array_append(start, (const guint8 *)first,
                            (guint)strlen(first) - (from > 0 ? 0 : 1));
        TcTableAnswer answer = tc_table_seek(table, start->data, start->len, &item);
        for (guint i = from; i < keys->len; i++) {
            const char *key = g_ptr_array_index(keys, i);
            g_autofree char *value = NULL;
            gsize len = 0;
            cr_assert(eq(int, (int)answer, (int)TC_TABLE_FOUND));
            cr_assert(eq(sz, item.key_len, sizeof prefix + strlen(key)));
            cr_assert(eq(int, memcmp(item.key + sizeof prefix, key, strlen(key)), 0));
            assert_ok(tc_x_database_metadata(db, key, strlen(key), &value, &len, &error), error);
            cr_assert(eq(sz, item.tag_len, len));
            cr_assert(eq(int, memcmp(item.tag, value, len), 0));
            answer = tc_table_next(table, &item);
        }
        for (guint i = 0; i < 100000 && answer == TC_TABLE_FOUND; i++)
            answer = tc_table_next(table, &item);
        cr_assert(eq(int, (int)answer, (int)TC_TABLE_ABSENT));
    }
}

Test(glass, another_format_is_left_to_xapian)
{
    const char *const names[] = {"db"};
    write_documents("db", 1, 0, 30);
    g_autofree char *path = in_folder("db");
    g_autofree char *version = g_build_filename(path, "iamglass", NULL);
    guint64 revision = 0;
    {
        g_autoptr(TcXDatabase) db = open_these(names, 1);
        revision = revision_of(db);
    }
    g_autofree char *bytes = NULL;
    gsize len = 0;
    cr_assert(g_file_get_contents(version, &bytes, &len, NULL));
    for (gsize at = 0; at < 16; at++) {
        bytes[at] ^= 1;
        cr_assert(g_file_set_contents(version, bytes, (gssize)len, NULL));
        cr_assert(eq(ptr, tc_table_open(path, TC_TABLE_POSITION, revision), NULL));
        bytes[at] ^= 1;
    }
    for (gsize cut = 0; cut < 40; cut++) {
        cr_assert(g_file_set_contents(version, bytes, (gssize)cut, NULL));
        cr_assert(eq(ptr, tc_table_open(path, TC_TABLE_POSITION, revision), NULL));
    }
}

/* A reader that is open while the table is changed under it gives what it would have given before,
 * or an error, and the next one that is opened has the truth. What it has read once it keeps. */
Test(glass, a_reader_that_commits_overtake_is_never_wrong)
{
    const char *const names[] = {"db"};
    GError *error = NULL;
    write_documents("db", 1, 0, 120);
    guint told = 0;
    for (guint32 round = 0; round < 12; round++) {
        g_autoptr(TcXDatabase) db = open_these(names, 1);
        g_autoptr(TcXDatabase) other = open_these(names, 1);
        g_autoptr(GString) before = all_positions(other, 120, 0, &error);
        assert_ok(before, error);
        g_autoptr(GString) some = all_positions(db, round, 0, &error);
        assert_ok(some, error);
        /* The blocks of one commit before are left as they are. */
        for (guint32 i = 0; i <= round % 3; i++)
            write_documents("db", 100 + 3 * round + i, (round * 37) % 100, 25);
        g_autoptr(GString) got = all_positions(db, 120, 0, &error);
        if (got == NULL) {
            assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED);
            g_clear_error(&error);
            told++;
            gboolean has_moved = FALSE;
            assert_ok(tc_x_database_reopen(db, &has_moved, &error), error);
            g_autoptr(TcXDatabase) later = open_these(names, 1);
            g_autoptr(GString) expect = all_positions(later, 120, 0, &error);
            assert_ok(expect, error);
            got = all_positions(db, 120, 0, &error);
            assert_ok(got, error);
            cr_assert(g_string_equal(got, expect), "round %u", round);
        } else {
            cr_assert(g_string_equal(got, before), "round %u", round);
        }
        g_autoptr(GString) again = all_positions(other, 120, 0, &error);
        assert_ok(again, error);
        cr_assert(g_string_equal(again, before), "round %u", round);
    }
    cr_assert(told > 0);
    assert_same_as_xapian(names, 1, 120);
}

static void
truncate_to(const char *file, off_t size)
{
    const int fd = open(file, O_WRONLY | O_CLOEXEC);
    cr_assert(ge(int, fd, 0));
    cr_assert(eq(int, ftruncate(fd, size), 0));
    close(fd);
}

/* No signal, and an error of Xapian's where a list is gone. */
Test(glass, a_table_that_is_cut_off_under_a_reader_is_told)
{
    const char *const names[] = {"db"};
    GError *error = NULL;
    write_documents("db", 1, 0, 300);
    g_autoptr(TcXDatabase) db = open_these(names, 1);
    g_autofree char *path = in_folder("db");
    g_autofree char *file = g_build_filename(path, "position.glass", NULL);
    g_autoptr(GString) before = all_positions(db, 1, 0, &error);
    assert_ok(before, error);
    for (off_t size = 3 * 8192 + 100; size > 0; size -= 8192) {
        truncate_to(file, size);
        g_autoptr(GString) got = all_positions(db, 300, 0, &error);
        cr_assert(eq(ptr, got, NULL));
        cr_assert(ne(ptr, error, NULL));
        g_clear_error(&error);
    }
}

/* Whatever stands in the blocks: an answer or an error, no crash. */
Test(glass, damage_is_no_harm)
{
    GError *error = NULL;
    const char *const names[] = {"db"};
    write_documents("db", 1, 0, 60);
    g_autofree char *path = in_folder("db");
    g_autofree char *file = g_build_filename(path, "position.glass", NULL);
    g_autofree char *bytes = NULL;
    gsize len = 0;
    guint64 revision = 0;
    {
        g_autoptr(TcXDatabase) db = open_these(names, 1);
        revision = revision_of(db);
    }
    cr_assert(g_file_get_contents(file, &bytes, &len, &error));
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    guint counts[COUNTS] = {0};
    for (guint round = 0; round < 150; round++) {
        g_autofree char *damaged = g_memdup2(bytes, len);
        for (guint i = 0; i < 60; i++) {
            const gsize block = (gsize)g_rand_int_range(rand, 0, (gint)(len / 8192)) * 8192;
            /* Heads and directories more often than the rest. */
            const gint within = g_rand_boolean(rand) ? 40 : 8192;
            damaged[block + (gsize)g_rand_int_range(rand, 0, within)] =
                (char)g_rand_int_range(rand, 0, 256);
        }
        cr_assert(g_file_set_contents(file, damaged, (gssize)len, NULL));
        g_autoptr(TcTable) table = tc_table_open(path, TC_TABLE_POSITION, revision);
        cr_assert(ne(ptr, table, NULL));
        ask_for_all(table, 60, check_answer, counts);
        ask_for_runs(table, 60, 1 + round % 3, check_answer, counts);
    }
    cr_assert(counts[COUNT_ASKED] > 1000);
}

/* Lists of any bytes are read, ascending, or refused. */
Test(glass, a_list_of_any_bytes_is_no_harm)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(9);
    guint read = 0;
    for (guint round = 0; round < 20000; round++) {
        guint8 tag[40];
        const gsize len = (gsize)g_rand_int_range(rand, 0, sizeof tag);
        for (gsize i = 0; i < len; i++) {
            tag[i] = (guint8)(i < 2 ? g_rand_int_range(rand, 0, 256) | 0x80
                                    : g_rand_int_range(rand, 0, 256));
        }
        /* Memory of its own, so that a byte beyond it is seen. */
        g_autofree guint8 *own = g_memdup2(tag, len);
        TcPositionList list;
        if (!tc_position_list_open(&list, own, len) || list.count > 100000)
            continue;
        g_autofree guint32 *positions = g_new(guint32, list.count);
        if (tc_position_list_read(&list, list.count, positions)) {
            read++;
            for (guint32 i = 1; i < list.count; i++)
                cr_assert(positions[i - 1] < positions[i]);
        }
    }
    cr_assert(read > 100);
}

/* indexer/run/run.c: what becomes of a file. */
#include "tests/unit/indexer/worked.h"

TestSuite(run, .init = work_begin, .fini = work_end);

#define BYTES(text) text, sizeof text - 1

static const struct {
    const char *name, *bytes;
    gsize len;
    const char *told;
    guint32 documents;
} rows[] = {
    {"a.txt", BYTES("Nghị quyết về đất đai"), "indexed a.txt", 1},
    {"a.html", BYTES("<!DOCTYPE html><p>Thông báo"), "indexed a.html", 1},
    {"empty.txt", BYTES(""), "failed empty.txt: empty", 0},
    {"blank.txt", BYTES(" \n\t "), "failed blank.txt: empty", 0},
    {"program.exe", BYTES("MZ\x90\0\3\0\0\0\4\0\0\0\xFF\xFF\0\0"),
     "failed program.exe: unsupported", 0},
    {"cut.docx", BYTES("PK\3\4\x14\0\0\0\10\0"), "failed cut.docx: damaged", 0},
    {"tên lạ\n.txt", BYTES("Báo cáo"), "indexed tên lạ\n.txt", 1},
};

EACH_ROW(run, tells_what_became_of_a_file, rows)
AFRESH_ROW_TEST(work_begin, work_end, size_t *row, run, tells_what_became_of_a_file)
{
    work_on(rows[*row].name, rows[*row].bytes, rows[*row].len);
    cr_assert(eq(str, told->str, (char *)rows[*row].told));
    cr_assert(eq(u32, written_documents(), rows[*row].documents), "%s", rows[*row].name);
}

Test(run, a_file_is_no_larger_than_it_may_be)
{
    g_autofree char *bytes = g_strnfill((2u << 20), 'a');

    work_on("large.txt", bytes, 2u << 20);
    cr_assert(eq(str, told->str, (char *)"failed large.txt: too-large"));
}

/* What went away between the scan and its turn is no failure. */
Test(run, a_file_that_is_gone_is_left_to_the_next_run)
{
    g_autoptr(GError) error = NULL;
    TcScanFile file = file_of("a.txt", "một", 4);

    cr_assert(eq(int, remove(file.path), 0));
    cr_assert(tc_run_file(run, &file, NULL, NULL, &error));
    cr_assert(eq(str, told->str, (char *)"gone a.txt"));
    g_free(file.path);
}

/* A link that leads nowhere or out: the scan says so by a number of the system's. */
Test(run, what_the_scan_could_not_look_at_is_told)
{
    static const struct {
        int number;
        const char *told;
    } errors[] = {{EXDEV, "failed l.txt: outside"}, {ENOENT, "failed l.txt: unreadable"}};

    for (gsize i = 0; i < G_N_ELEMENTS(errors); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = g_build_filename(folder, "l.txt", NULL);
        const TcScanFile file = {.path = path, .error_number = errors[i].number};

        g_string_truncate(told, 0);
        cr_assert(tc_run_file(run, &file, NULL, NULL, &error));
        cr_expect(eq(str, told->str, (char *)errors[i].told));
    }
}

Test(run, known_content_is_not_indexed_again)
{
    g_autoptr(GError) error = NULL;
    TcScanFile file = file_of("a.txt", "Nghị quyết", strlen("Nghị quyết"));
    g_autoptr(TcLedgerEntry) known = tc_ledger_entry_new(file.path, &file.stamp);

    tc_ledger_hash("Nghị quyết", strlen("Nghị quyết"), known->hash);
    known->has_hash = TRUE;
    known->indexed = TRUE;
    known->stamp.mtime_ns = 1;
    cr_assert(tc_run_file(run, &file, known, NULL, &error));
    cr_assert(eq(str, told->str, (char *)"same a.txt"));
    g_free(file.path);
}

/* indexer/command/load.c and dump.c: an index from a dump. */
#include "tests/unit/indexer/verbs.h"

TestSuite(load, .init = verbs_begin, .fini = verbs_end);

Test(load, gives_the_index_that_was_dumped)
{
    done("rebuild --index @/i @/docs");
    done("dump --index @/i @/dumped");
    for (guint jobs = 1; jobs <= 3; jobs++) {
        g_autofree char *line =
            g_strdup_printf("load --jobs %u --index @/l%u @/dumped", jobs, jobs);
        g_autofree char *name = g_strdup_printf("l%u", jobs);

        done(line);
        cr_assert(eq(int, documents_of(name), 3), "%u jobs", jobs);
    }
    done("verify --index @/l1");
}

Test(load, moves_what_is_mapped)
{
    done("rebuild --index @/i @/docs");
    done("dump --index @/i @/dumped");
    done("load --map @/docs=/elsewhere --index @/l @/dumped");
    g_autofree char *dir = in_folder("l");
    g_autoptr(TcReader) reader =
        tc_reader_open((const char *const *)&dir, 1, TC_ANALYZER_VERSION, NULL);
    g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, 1, FALSE, NULL);
    cr_assert(stored != NULL);
    cr_expect(g_str_has_prefix(tc_stored_record_get(stored)->path, "/elsewhere/"));
}

/* What is no dump, and a dump that was cut, leave the index that there is, and make none. */
Test(load, what_is_wrong_leaves_everything_as_it_was)
{
    done("rebuild --index @/i @/docs");
    done("dump --index @/i @/dumped");
    g_autofree char *path = in_folder("dumped");
    g_autofree char *bytes = NULL;
    g_autofree char *before = live("i");
    gsize len = 0;

    cr_assert(g_file_get_contents(path, &bytes, &len, NULL));
    cr_assert(g_file_set_contents(path, bytes, (gssize)len / 2, NULL));
    write_file("text", "no dump");
    write_file("nothing", "");
    fails_with("load --index @/i @/dumped", "dumped");
    fails_with("load --index @/i @/text", "text");
    fails_with("load --index @/i @/nothing", "nothing");
    fails_with("load --index @/i @/absent", "absent");
    fails_with("load --index @/new @/text", "text");
    g_autofree char *after = live("i");
    g_autofree char *made = in_folder("new");
    cr_expect(eq(str, after, before));
    cr_expect(eq(int, documents_of("i"), 3));
    cr_expect(not(g_file_test(made, G_FILE_TEST_EXISTS)));
}

Test(load, far_fewer_files_than_there_are_are_refused)
{
    write_file("one.txt", "Một văn bản");
    done("rebuild --index @/small @/one.txt");
    done("dump --index @/small @/dumped");
    for (guint i = 0; i < 20; i++) {
        g_autofree char *name = g_strdup_printf("docs/%u.txt", i);
        write_file(name, "Văn bản");
    }
    done("rebuild --index @/i @/docs");
    int before = documents_of("i");
    fails_with("load --index @/i @/dumped", "--allow-shrink");
    cr_expect(eq(int, documents_of("i"), before));
    done("load --allow-shrink --index @/i @/dumped");
    cr_expect(eq(int, documents_of("i"), 1));
}

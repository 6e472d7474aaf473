/* indexer/run/members.c: what is in archives. */
#include "tests/support/archive_writer.h"
#include "tests/unit/indexer/worked.h"

TestSuite(members, .init = work_begin, .fini = work_end);

static void
work_on_archive(const char *name, const ArchiveRow *rows, gsize count)
{
    g_autoptr(GByteArray) bytes = archive_writer_make("zip", "none", rows, count);

    work_on(name, (const char *)bytes->data, bytes->len);
}

Test(members, are_told_before_their_archive)
{
    static const ArchiveRow rows[] = {{"a.txt", "Nghị quyết", -1},
                                      {"sub/b.html", "<!DOCTYPE html><p>Báo cáo", -1},
                                      {"c.exe", "MZ\x90\0\3", 5}};

    work_on_archive("z.zip", rows, G_N_ELEMENTS(rows));
    cr_assert(eq(
        str, told->str,
        (char
             *)"indexed z.zip!/a.txt; indexed z.zip!/sub/b.html; failed z.zip!/c.exe: unsupported; "
               "opened z.zip"));
    cr_assert(eq(u32, written_documents(), 2));
}

/* Names lead nowhere: they are names in the archive. */
Test(members, names_that_climb_stay_in_the_archive)
{
    static const ArchiveRow rows[] = {{"../../etc/passwd", "root", -1},
                                      {"/etc/shadow", "root, too", -1}};

    work_on_archive("z.zip", rows, G_N_ELEMENTS(rows));
    cr_assert(strstr(told->str, "indexed z.zip!/") != NULL, "%s", told->str);
    cr_assert(strstr(told->str, "/../") == NULL, "%s", told->str);
    cr_assert(eq(u32, written_documents(), 2));
}

Test(members, archives_in_archives_are_opened_to_some_depth)
{
    static const ArchiveRow inner[] = {{"a.txt", "Nghị quyết", -1}};
    g_autoptr(GByteArray) bytes = archive_writer_make("zip", "none", inner, 1);

    for (guint depth = 0; depth < 40; depth++) {
        const ArchiveRow outer[] = {{"i.zip", (const char *)bytes->data, (gssize)bytes->len}};
        GByteArray *wrapped = archive_writer_make("zip", "none", outer, 1);

        g_byte_array_unref(bytes);
        bytes = wrapped;
    }
    work_on("z.zip", (const char *)bytes->data, bytes->len);
    cr_assert(strstr(told->str, "i.zip!/i.zip") != NULL, "%s", told->str);
    cr_assert(strstr(told->str, "a.txt") == NULL, "forty deep");
    cr_assert(strstr(told->str, ": ") != NULL, "it is said: %s", told->str);
}

Test(members, an_archive_that_is_cut_gives_what_is_whole)
{
    static const ArchiveRow rows[] = {{"a.txt", "Nghị quyết về đất đai", -1},
                                      {"b.txt", "Báo cáo về đất đai", -1}};
    g_autoptr(GByteArray) bytes = archive_writer_make("gnutar", "none", rows, G_N_ELEMENTS(rows));

    /* A block for the head of each file, and one for its bytes. */
    work_on("t.tar", (const char *)bytes->data, 512 * 3 + 100);
    cr_assert(g_str_has_prefix(told->str, "indexed t.tar!/a.txt"), "%s", told->str);
    cr_assert(strstr(told->str, "t.tar: damaged") != NULL, "%s", told->str);
    cr_assert(eq(u32, written_documents(), 1));
}

Test(members, the_same_archive_gives_the_same_twice)
{
    static const ArchiveRow rows[] = {{"a.txt", "một", -1}, {"a.txt", "hai", -1}, {"", "ba", -1}};

    work_on_archive("z.zip", rows, 2);
    g_autofree char *first = g_strdup(told->str);
    work_on_archive("z.zip", rows, 2);
    cr_assert(eq(str, told->str, first));
}

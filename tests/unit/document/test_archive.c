#include "document/detect/archive.h"
#include "document/detect/archive_name.h"
#include "document/sandbox/sandbox.h"
#include "tests/support/archive_writer.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* What a walk found, a line a file: NAME=CONTENT or NAME: REASON. */
typedef struct {
    GString *said;
    GString *content;
    char *name;
    guint stop_after; /* files; 0: never */
    guint files;
} Found;

static gboolean
on_begin(gpointer user, const char *name, G_GNUC_UNUSED gint64 mtime_s)
{
    Found *found = user;

    g_free(found->name);
    found->name = g_strdup(name);
    g_string_truncate(found->content, 0);
    return TRUE;
}

static gboolean
on_data(gpointer user, const char *bytes, gsize len)
{
    g_string_append_len(((Found *)user)->content, bytes, (gssize)len);
    return TRUE;
}

static gboolean
on_end(gpointer user, const GError *error)
{
    Found *found = user;

    if (error != NULL)
        g_string_append_printf(found->said, "%s: %s\n", found->name,
                               tc_document_reason((TcDocumentError)error->code));
    else
        g_string_append_printf(found->said, "%s=%.40s\n", found->name, found->content->str);
    return ++found->files != found->stop_after;
}

/* The lines, and at last how it ended: "end", or the reason. Free with g_free(). */
static char *
walk_some(const GByteArray *archive, const TcArchiveLimits *limits, guint stop_after)
{
    Found found = {
        .said = g_string_new(NULL), .content = g_string_new(NULL), .stop_after = stop_after};
    TcArchiveSink sink = {.begin = on_begin, .data = on_data, .end = on_end, .user = &found};
    g_autoptr(GError) error = NULL;
    static const TcArchiveLimits defaults = TC_ARCHIVE_LIMITS_INIT;

    gboolean is_whole = tc_archive_walk((const char *)archive->data, archive->len,
                                        limits != NULL ? limits : &defaults, &sink, &error);
    cr_expect(is_whole == (error == NULL));
    g_string_append(found.said,
                    error != NULL ? tc_document_reason((TcDocumentError)error->code) : "end");
    g_string_free(found.content, TRUE);
    g_free(found.name);
    return g_string_free(found.said, FALSE);
}

static char *
walk(const GByteArray *archive)
{
    return walk_some(archive, NULL, 0);
}

static const struct {
    const char *format, *filter;
} kinds[] = {
    {"zip", "none"},   {"ustar", "none"}, {"gnutar", "none"}, {"pax", "none"},
    {"ustar", "gzip"}, {"ustar", "xz"},   {"ustar", "bzip2"}, {"ustar", "zstd"},
};

EACH_ROW(archive, every_kind, kinds)
ROW_TEST(size_t *row, archive, every_kind)
{
    static const ArchiveRow rows[] = {
        {"báo cáo/một.txt", "Nghị quyết", -1}, {"b", "", -1}, {"/../c//./d", "x", -1}};
    g_autoptr(GByteArray) made =
        archive_writer_make(kinds[*row].format, kinds[*row].filter, rows, G_N_ELEMENTS(rows));
    g_autofree char *said = walk(made);
    cr_expect(eq(str, said, (char *)"báo cáo/một.txt=Nghị quyết\nb=\nc/d=x\nend"));

    /* Cut anywhere: what comes is a beginning of that, and never more than one reason. */
    for (guint cut = 0; cut < made->len; cut += MAX(7, made->len / 200)) {
        g_autoptr(GByteArray) part = g_byte_array_new();
        g_byte_array_append(part, made->data, cut);
        g_autofree char *rest = walk(part);
        char *last = strrchr(rest, '\n') != NULL ? strrchr(rest, '\n') + 1 : rest;
        cr_expect(strncmp(rest, said, (gsize)(last - rest)) == 0, "%u: %s", cut, rest);
    }
}

static guint32
crc32_of(const guint8 *p, gsize len)
{
    guint32 crc = 0xFFFFFFFF;

    for (gsize i = 0; i < len; i++) {
        crc ^= p[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

static void
add_number(GByteArray *out, guint64 number, guint len)
{
    for (; len > 0; len--, number >>= 8) {
        guint8 byte = (guint8)number;
        g_byte_array_append(out, &byte, 1);
    }
}

/* RAR 2.9 to 4, files stored as they are; nobody else writes it. `flags` are those of each file. */
static GByteArray *
rar_make(const ArchiveRow *rows, gsize count, guint16 flags)
{
    GByteArray *out = g_byte_array_new();

    g_byte_array_append(out, (const guint8 *)"Rar!\x1A\x07\0\xCF\x90\x73\0\0\x0D\0\0\0\0\0\0\0",
                        20);
    for (gsize i = 0; i < count; i++) {
        gsize len = rows[i].len < 0 ? strlen(rows[i].content) : (gsize)rows[i].len;
        gsize name_len = strlen(rows[i].name);
        g_autoptr(GByteArray) head = g_byte_array_new();

        add_number(head, 0x74, 1);
        add_number(head, 0x8000u | flags, 2);
        add_number(head, 32 + name_len, 2);
        add_number(head, len, 4);
        add_number(head, len, 4);
        add_number(head, 3, 1);
        add_number(head, crc32_of((const guint8 *)rows[i].content, len), 4);
        add_number(head, 0x50221864, 4);
        add_number(head, 20, 1);
        add_number(head, 0x30, 1);
        add_number(head, name_len, 2);
        add_number(head, 0100644, 4);
        g_byte_array_append(head, (const guint8 *)rows[i].name, (guint)name_len);
        add_number(out, crc32_of(head->data, head->len) & 0xFFFF, 2);
        g_byte_array_append(out, head->data, head->len);
        g_byte_array_append(out, (const guint8 *)rows[i].content, (guint)len);
    }
    g_byte_array_append(out, (const guint8 *)"\xC4\x3D\x7B\0\x40\x07\0", 7);
    return out;
}

Test(archive, rar_is_read_too)
{
    static const ArchiveRow rows[] = {{"thu/a.txt", "một", -1}, {"b.txt", "hai", -1}};
    g_autoptr(GByteArray) made = rar_make(rows, 2, 0);
    g_autofree char *said = walk(made);

    cr_expect(eq(str, said, (char *)"thu/a.txt=một\nb.txt=hai\nend"));
    cr_expect(eq(int, tc_detect_format((const char *)made->data, made->len, NULL), TC_FORMAT_RAR));
    for (guint cut = 8; cut < made->len; cut++) {
        g_autoptr(GByteArray) part = g_byte_array_new();
        g_byte_array_append(part, made->data, cut);
        g_autofree char *rest = walk(part);
        cr_expect(g_str_has_suffix(rest, "damaged") || g_str_has_suffix(rest, "end"), "%s", rest);
    }
    g_autoptr(GByteArray) locked = rar_make(rows, 1, 4);
    g_autofree char *closed = walk(locked);
    cr_expect(eq(str, closed, (char *)"thu/a.txt: encrypted\nend"));
}

Test(archive, seven_zip_is_read_too)
{
    static const ArchiveRow rows[] = {{"thu/a.txt", "một", -1}, {"b.txt", "hai", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("7zip", "none", rows, 2);
    g_autofree char *said = walk(made);

    cr_expect(eq(str, said, (char *)"thu/a.txt=một\nb.txt=hai\nend"));
    cr_expect(eq(int, tc_detect_format((const char *)made->data, made->len, NULL), TC_FORMAT_7ZIP));
    for (guint cut = 8; cut < made->len; cut++) {
        g_autoptr(GByteArray) part = g_byte_array_new();
        g_byte_array_append(part, made->data, cut);
        g_autofree char *rest = walk(part);
        cr_expect(g_str_has_suffix(rest, "damaged"), "%u: %s", cut, rest);
    }
}

Test(archive, a_broken_file_does_not_lose_the_others)
{
    g_autofree char *noise = g_malloc(3000);
    for (guint i = 0, state = 1; i < 3000; i++)
        noise[i] = (char)((state = state * 1103515245 + 12345) >> 16);
    const ArchiveRow rows[] = {{"a", "một", -1}, {"b", noise, 3000}, {"c", "ba", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("zip", "none", rows, G_N_ELEMENTS(rows));
    guint8 *name = memmem(made->data, made->len, "b", 1);
    /* The type of the first block in the data of b is one that there is not. */
    memset(name + 60, 0xFF, 500);
    g_autofree char *said = walk(made);
    cr_expect(eq(str, said, (char *)"a=một\nb: damaged\nc=ba\nend"));
}

/* Where the list at its end is broken, a ZIP file is read from its beginning. */
Test(archive, a_zip_whose_list_is_broken_is_read_without_it)
{
    static const ArchiveRow rows[] = {{"a.txt", "một", -1}, {"b.txt", "hai", -1}};

    for (guint way = 0; way < 4; way++) {
        g_autoptr(GByteArray) zip = archive_writer_make("zip", "none", rows, 2);
        guint8 *list = memmem(zip->data, zip->len, "PK\1\2", 4);
        guint8 *end = memmem(zip->data, zip->len, "PK\5\6", 4);
        cr_assert(list != NULL && end != NULL);
        if (way == 0) /* bytes that someone put in before it */
            g_byte_array_set_size(zip, zip->len + 3);
        if (way == 0)
            memmove(list + 3, list, zip->len - 3 - (gsize)(list - zip->data));
        else if (way == 1)
            memset(list, 'x', 4);
        else if (way == 2)
            memset(end + 8, 0, 4); /* it holds nothing */
        else
            memset(end + 16, 0x55, 4); /* it is not in the file */
        g_autofree char *said = walk(zip);
        cr_expect(g_str_has_prefix(said, "a.txt=một\nb.txt=hai\n"), "way %u: %s", way, said);
    }
}

Test(archive, a_file_of_a_type_that_is_none_is_damaged)
{
    static const ArchiveRow row = {"a.txt", "một", -1};
    g_autoptr(GByteArray) zip = archive_writer_make("zip", "none", &row, 1);
    guint8 *list = memmem(zip->data, zip->len, "PK\1\2", 4);

    cr_assert(list != NULL);
    list[41] = 0xFA; /* of the mode that Unix gave it */
    g_autofree char *said = walk(zip);
    cr_expect(eq(str, said, (char *)"a.txt: damaged\nend"));
}

Test(archive, a_zip_in_which_no_file_can_be_found_is_damaged)
{
    static const ArchiveRow row = {"a.txt", "một", -1};
    g_autoptr(GByteArray) zip = archive_writer_make("zip", "none", &row, 1);
    g_autoptr(GByteArray) empty = archive_writer_make("zip", "none", &row, 0);
    guint8 *list = memmem(zip->data, zip->len, "PK\1\2", 4);

    cr_assert(list != NULL);
    memset(list, 'x', 4);
    memset(zip->data + 4, 0xFF, 20);
    zip->data[2] = 7; /* of a ZIP file in parts */
    zip->data[3] = 8;
    g_autofree char *said = walk(zip);
    cr_expect(eq(str, said, (char *)"damaged"));
    g_autofree char *nothing = walk(empty);
    cr_expect(eq(str, nothing, (char *)"end"));
}

Test(archive, an_encrypted_file_is_told)
{
    static const ArchiveRow rows[] = {{"a", "một", -1}, {"b", "hai", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("zip", "none", rows, G_N_ELEMENTS(rows));
    guint8 *local = memmem(made->data, made->len, "PK\3\4", 4);
    guint8 *central = memmem(made->data, made->len, "PK\1\2", 4);
    local[6] |= 1; /* general purpose flag, bit 0 */
    central[8] |= 1;
    g_autofree char *said = walk(made);
    cr_expect(eq(str, said, (char *)"a: encrypted\nb=hai\nend"));
}

Test(archive, a_file_over_the_limit_is_told_and_passed_over)
{
    static const ArchiveRow rows[] = {{"a", "một", -1}, {"b", "quá dài", -1}, {"c", "ba", -1}};
    const TcArchiveLimits limits = {.member_max = 5, .total_max = 1 << 20, .members_max = 10};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) made = archive_writer_make(kinds[i].format, kinds[i].filter, rows, 3);
        g_autofree char *said = walk_some(made, &limits, 0);
        cr_expect(eq(str, said, (char *)"a=một\nb: too-large\nc=ba\nend"));
    }
}

Test(archive, limits_of_the_whole_end_the_walk)
{
    static const ArchiveRow rows[] = {{"a", "một", -1}, {"b", "hai", -1}, {"c", "ba", -1}};
    const TcArchiveLimits few = {.member_max = 100, .total_max = 1 << 20, .members_max = 2};
    /* A header counts as 512 bytes. */
    const TcArchiveLimits little = {.member_max = 100, .total_max = 1100, .members_max = 10};
    g_autoptr(GByteArray) made = archive_writer_make("zip", "none", rows, 3);
    g_autofree char *said = walk_some(made, &few, 0);
    cr_expect(eq(str, said, (char *)"a=một\nb=hai\ntoo-large"));
    g_autofree char *other = walk_some(made, &little, 0);
    cr_expect(eq(str, other, (char *)"a=một\nb=hai\ntoo-large"));
    g_autofree char *stopped = walk_some(made, NULL, 1);
    cr_expect(eq(str, stopped, (char *)"a=một\nend"));
}

Test(archive, a_bomb_is_stopped)
{
    gsize len = 64u << 20;
    g_autofree char *zeros = g_malloc0(len);
    const ArchiveRow rows[] = {{"a", "một", -1}, {"b", zeros, (gssize)len}};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) made = archive_writer_make(kinds[i].format, kinds[i].filter, rows, 2);
        if (made->len > len / 300)
            continue;
        g_autofree char *said = walk(made);
        cr_expect(eq(str, said, (char *)"a=một\ntoo-large"), "%s", kinds[i].filter);
    }
}

Test(archive, links_and_folders_are_passed_over)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    struct archive *writer = archive_write_new();
    static const struct {
        const char *name;
        unsigned type;
        const char *link, *hard;
    } things[] = {
        {"folder", AE_IFDIR, NULL, NULL}, {"link", AE_IFLNK, "/etc/passwd", NULL},
        {"pipe", AE_IFIFO, NULL, NULL},   {"hard", AE_IFREG, NULL, "folder/a"},
        {"device", AE_IFBLK, NULL, NULL}, {"file", AE_IFREG, NULL, NULL},
    };
    cr_assert(archive_write_set_format_ustar(writer) == ARCHIVE_OK);
    cr_assert(archive_write_open(writer, out, NULL, archive_writer_append, NULL) == ARCHIVE_OK);
    for (gsize i = 0; i < G_N_ELEMENTS(things); i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, things[i].name);
        archive_entry_set_filetype(entry, things[i].type);
        if (things[i].link != NULL)
            archive_entry_set_symlink(entry, things[i].link);
        if (things[i].hard != NULL)
            archive_entry_set_hardlink(entry, things[i].hard);
        archive_entry_set_size(entry, 0);
        cr_assert(archive_write_header(writer, entry) == ARCHIVE_OK);
        archive_entry_free(entry);
    }
    archive_write_free(writer);
    g_autofree char *said = walk(out);
    cr_expect(eq(str, said, (char *)"file=\nend"));
}

/* ---- names ---- */

static char *
name_of(gboolean is_dos, const char *raw)
{
    g_auto(TcArchiveNames) names;

    tc_archive_names_init(&names, is_dos);
    tc_archive_names_add(&names, raw);
    tc_archive_names_decide(&names);
    return tc_archive_name(&names, raw);
}

static const struct {
    gboolean is_dos;
    const char *raw, *name;
} names[] = {
    {FALSE, "a/b.txt", "a/b.txt"},
    {FALSE, "/etc/passwd", "etc/passwd"},
    {FALSE, "../../x", "x"},
    {FALSE, "a/../b/./c//d", "a/b/c/d"},
    {FALSE, "", "(no name)"},
    {FALSE, "..", "(no name)"},
    {FALSE, "a\nb\033[31m\177", "a\uFFFDb\uFFFD[31m\uFFFD"},
    {FALSE, "nghị quyết.doc", "nghị quyết.doc"},
    {TRUE, "thu muc\\a.txt", "thu muc/a.txt"},
    {FALSE, "thu muc\\a.txt", "thu muc\\a.txt"},
    /* r\x82sum\x82 in code page 437 */
    {TRUE, "r\x82sum\x82.txt", "résumé.txt"},
    {FALSE, "r\xE9sum\xE9.txt", "résumé.txt"},
    /* TCVN3: "Báo cáo cải cách hành chính năm 2020" */
    {TRUE,
     "B\xB8o c\xB8o c\xB6i c\xB8"
     "ch h\xB5nh ch\xDDnh n\xA8m 2020.doc",
     "Báo cáo cải cách hành chính năm 2020.doc"},
    /* windows-1258: "Báo cáo cải cách hành chính" with the marks of ả and ính apart where they are
     */
    {TRUE,
     "B\xE1o c\xE1o c\x61\xD2i c\xE1"
     "ch h\xE0nh ch\xED"
     "nh n\xE3m 2020.doc",
     "Báo cáo cải cách hành chính năm 2020.doc"},
};

EACH_ROW(archive, name, names)
ROW_TEST(size_t *row, archive, name)
{
    g_autofree char *name = name_of(names[*row].is_dos, names[*row].raw);
    cr_expect(eq(str, name, (char *)names[*row].name));
}

Test(archive, names_of_one_archive_are_in_one_encoding)
{
    /* "Hä" alone tells nothing: "họ" in TCVN3. */
    static const ArchiveRow rows[] = {{"c\xB6i c\xB8"
                                       "ch h\xB5nh ch\xDDnh \xAE\xCAt \xAE"
                                       "ai.txt",
                                       "", -1},
                                      {"h\xE4.txt", "", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("zip", "none", rows, 2);
    g_autofree char *said = walk(made);
    cr_expect(eq(str, said, (char *)"cải cách hành chính đất đai.txt=\nhọ.txt=\nend"));
}

Test(archive, long_names_are_cut_at_a_character)
{
    g_autoptr(GString) raw = g_string_new("x");
    while (raw->len < 5000)
        g_string_append(raw, "ộ");
    g_autofree char *name = name_of(FALSE, raw->str);
    cr_expect(strlen(name) <= TC_MEMBER_NAME_MAX);
    cr_expect(strlen(name) > TC_MEMBER_NAME_MAX - 3);
    cr_expect(g_utf8_validate(name, -1, NULL));
}

/* ---- in a worker ---- */

static TcWalk *
begin_walk(TcSandbox *sandbox, const GByteArray *archive)
{
    g_autoptr(GError) error = NULL;
    TcWalk *found =
        tc_sandbox_walk(sandbox, (const char *)archive->data, archive->len, NULL, &error);
    cr_assert(found != NULL, "%s", error != NULL ? error->message : "");
    return found;
}

Test(walk, gives_the_files_one_after_the_other)
{
    gsize len = 3u << 20; /* more than what a socket holds */
    g_autofree char *large = g_malloc(len);
    for (gsize i = 0; i < len; i++)
        large[i] = (char)(i * i >> 8);
    const ArchiveRow rows[] = {
        {"một", "nội dung", -1}, {"hai", large, (gssize)len}, {"ba", "", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("zip", "none", rows, 3);
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, NULL);
    g_autoptr(GError) error = NULL;
    TcMember member;

    g_autoptr(TcWalk) found = begin_walk(sandbox, made);
    for (gsize i = 0; i < 3; i++) {
        gsize want = rows[i].len < 0 ? strlen(rows[i].content) : (gsize)rows[i].len;
        cr_assert(tc_walk_next(found, &member, &error));
        cr_expect(eq(str, (char *)member.name, (char *)rows[i].name));
        cr_assert(eq(sz, member.len, want));
        cr_expect(memcmp(member.bytes, rows[i].content, want) == 0);
        cr_expect(eq(i64, member.mtime_s, 1577934245));
        cr_expect(member.error == NULL);
    }
    for (int i = 0; i < 2; i++) {
        cr_expect(not(tc_walk_next(found, &member, &error)));
        cr_expect(error == NULL);
    }
    cr_expect(eq(u64, tc_walk_unpacked(found), len + strlen("nội dung")));
}

Test(walk, reading_and_several_walks_go_on_side_by_side)
{
    static const ArchiveRow rows[] = {{"a", "<html><p>một</p></html>", -1},
                                      {"b", "<html><p>hai</p></html>", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("ustar", "gzip", rows, 2);
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, NULL);
    TcWalk *walks[3];
    TcMember member;

    for (int i = 0; i < 3; i++)
        walks[i] = begin_walk(sandbox, made);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3; i++) {
            cr_assert(tc_walk_next(walks[i], &member, NULL));
            g_autoptr(TcDocument) document =
                tc_sandbox_read(sandbox, member.bytes, member.len, member.name, NULL, NULL);
            cr_assert(document != NULL);
            cr_expect(eq(str, document->text, round ? (char *)"hai\n" : (char *)"một\n"));
        }
    }
    for (int i = 0; i < 3; i++) {
        cr_expect(not(tc_walk_next(walks[i], &member, NULL)));
        tc_walk_free(walks[i]);
    }
}

Test(walk, is_given_up_in_the_middle)
{
    gsize len = 8u << 20;
    g_autofree char *large = g_malloc0(len);
    const ArchiveRow rows[] = {{"a", "một", -1}, {"b", large, (gssize)len}};
    g_autoptr(GByteArray) made = archive_writer_make("ustar", "none", rows, 2);
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, NULL);
    TcMember member;

    for (int i = 0; i < 40; i++) { /* more than a zygote may have workers */
        g_autoptr(TcWalk) found = begin_walk(sandbox, made);
        cr_expect(tc_walk_next(found, &member, NULL));
    }
}

Test(walk, a_damaged_archive_says_so_after_what_it_gave)
{
    static const ArchiveRow rows[] = {{"a", "một", -1}, {"b", "hai", -1}};
    g_autoptr(GByteArray) made = archive_writer_make("ustar", "none", rows, 2);
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, NULL);
    g_autoptr(GError) error = NULL;
    TcMember member;

    g_byte_array_set_size(made, 3 * 512 + 1);
    g_autoptr(TcWalk) found = begin_walk(sandbox, made);
    cr_expect(tc_walk_next(found, &member, &error));
    cr_expect(eq(str, (char *)member.name, (char *)"a"));
    cr_expect(not(tc_walk_next(found, &member, &error)));
    cr_assert(g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED));
    g_clear_error(&error);
    cr_expect(not(tc_walk_next(found, &member, &error)));
    cr_expect(error == NULL);
}

Test(walk, archives_are_not_read_as_documents)
{
    static const ArchiveRow rows[] = {{"a", "một", -1}};
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) made = archive_writer_make(kinds[i].format, kinds[i].filter, rows, 1);
        g_autoptr(GError) error = NULL;
        cr_expect(tc_sandbox_read(sandbox, (const char *)made->data, made->len, NULL, NULL,
                                  &error) == NULL);
        cr_expect(g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ARCHIVE));
    }
}

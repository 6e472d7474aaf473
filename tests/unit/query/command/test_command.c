/* The program from its arguments to what it prints, on a small archive. */
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

#include <glib/gstdio.h>

#define BARE_MAIL                                                                                  \
    "Kinh gui anh chi, de nghi cac phong ban gui bao cao ve thu hoi dat dai va cap nuoc sach cho " \
    "van phong truoc thu sau tuan nay de tong hop trinh lanh dao"

static const TcSampleDocument archive[] = {
    {.path = "/hs/1",
     TC_SAMPLE_RESOLUTION,
     .text = "Chương trình tổng thể cải cách hành chính nhà nước. Cải cách thể chế và thủ tục."},
    {.path = "/hs/2",
     .title = "Báo cáo thủ tục hành chính",
     .number = "15/BC-UBND",
     .type = "Báo cáo",
     .org = "Ủy ban nhân dân tỉnh Ninh Thuận",
     .place = "Ninh Thuận",
     .date = 20201204,
     .text = "Thủ tục hành chính được công khai. Việc cải tiến chậm, cách làm cũ."},
    {.path = "/hs/3",
     .title = "Thông báo thu hồi đất",
     .type = "Thông báo",
     .org = "Ủy ban nhân dân huyện Ninh Phước",
     .place = "Ninh Phước",
     .date = 20190615,
     .text = "Thu hồi đất để làm đường. Bồi thường theo quy định của Luật Đất đai."},
    {.path = "/hs/4",
     .title = "Nghị quyết về đất đai",
     .type = "Nghị quyết",
     .org = "Hội đồng nhân dân tỉnh",
     .place = "Hà Nội",
     .date = 20210101,
     .text = "Quy hoạch sử dụng đất đai giai đoạn tới, gắn với nông thôn mới."},
    {.path = "/hs/5", .text = "Ông Dương Văn Minh dự lễ. Bà Hoà phát biểu."},
    {.path = "/thu/6", .text = BARE_MAIL},
    {.path = "/hs/7", .text = "Danh sách khách mời hội nghị tổng kết năm."},
};

static void
setup(void)
{
    folder_make();
    make_index("i", archive, G_N_ELEMENTS(archive));
}

TestSuite(command, .init = setup, .fini = folder_remove);

/* ---- the query language ---- */

static const struct {
    const char *query;
    const char *paths; /* found, in any order but sorted here */
} finds[] = {
    /* Plain words are a topic: not all required. */
    {"cải cách hành chính", "/hs/1 /hs/2"},
    {"thể chế quy hoạch", "/hs/1 /hs/3 /hs/4"},
    {"xyzzy qwrtp", ""},
    /* Phrases are required, in order and side by side. */
    {"\"cải cách\"", "/hs/1"},
    {"\"cách cải\"", ""},
    {"+\"cải cách hành chính\" đất", "/hs/1"},
    {"“thu hồi đất”", "/hs/3 /thu/6"},
    {"\"nhà nước cải cách\"", ""}, /* a sentence ends between */
    {"\"đất\"", "/hs/3 /hs/4 /thu/6"},
    /* Signs. */
    {"+cải đất", "/hs/1 /hs/2"},
    {"đất -bồi", "/hs/4 /thu/6"},
    {"đất -\"thu hồi\"", "/hs/4"},
    {"+đất +quy -hoạch", "/hs/3"},
    {"+(cải cách) -thể", "/hs/2"},
    {"-cải -đất", "/hs/5 /hs/7"},
    /* Boolean. */
    {"cải AND đất", ""},
    {"thủ AND tục", "/hs/1 /hs/2"},
    {"thể chế AND thủ", "/hs/1"},
    {"chậm OR \"luật đất đai\"", "/hs/2 /hs/3"},
    {"đất NOT (quy hoạch)", "/hs/3 /thu/6"},
    {"đất AND NOT thu", "/hs/4"},
    {"(chậm OR Dương) NOT Minh", "/hs/2"},
    {"NOT đất NOT cải", "/hs/5 /hs/7"},
    /* Prefixes. */
    {"chươn*", "/hs/1"},
    {"+chí*", "/hs/1 /hs/2"},
    {"đườ*", "/hs/3"},
    {"zzz*", ""},
    /* NEAR. */
    {"thu NEAR/2 đất", "/hs/3 /thu/6"},
    {"thu NEAR/1 đất", ""},
    {"đất NEAR/2 thu", "/hs/3 /thu/6"},
    {"\"thủ tục\" NEAR/4 \"công khai\"", "/hs/2"},
    {"\"thủ tục\" NEAR/3 \"công khai\"", ""},
    {"cải NEAR/2 cách", "/hs/1"},
    /* Fields. */
    {"tiêu-đề:\"đất đai\"", "/hs/4"},
    {"title:đất", "/hs/3 /hs/4"},
    {"title:dat", "/hs/3 /hs/4"},
    {"loại:\"nghị quyết\"", "/hs/1 /hs/4"},
    {"type:\"nghi quyet\" đất", "/hs/1 /hs/4"},
    {"-loại:\"nghị quyết\" đất", "/hs/3 /thu/6"},
    {"cơ-quan:\"ninh thuận\"", "/hs/2"},
    {"org:\"ủy ban nhân dân\"", "/hs/2 /hs/3"},
    {"nơi:\"Hà Nội\"", "/hs/1 /hs/4"},
    {"noi:ha", "/hs/1 /hs/4"},
    {"tệp:thu", "/thu/6"},
    {"path:\"hs 3\"", "/hs/3"},
    {"ngày:2020", "/hs/2"},
    {"ngày:2020-12", "/hs/2"},
    {"date:4/12/2020", "/hs/2"},
    {"date:5/12/2020", ""},
    {"date:2019..2020", "/hs/2 /hs/3"},
    {"date:2020..", "/hs/2 /hs/4"},
    {"date:..2019", "/hs/1 /hs/3"},
    {"số:30c/NQ-CP", "/hs/1"},
    {"số:\"030C nq cp\"", "/hs/1"},
    {"so:30c", "/hs/1"},
    {"số:30c/NQCP", "/hs/1"},
    {"số:\"30 c/NQ-CP\"", "/hs/1"},
    {"số:\"30C / NQ - CP\"", "/hs/1"},
    {"number:30c-NQ-CP", "/hs/1"},
    {"--number=30 c/NQCP", "/hs/1"},
    {"number:15/BC-UBND", "/hs/2"},
    {"number:15/2020/BC-UBND", ""},
    {"--number=15-bc-ubnd", "/hs/2"},
    {"--from=2020", "/hs/2 /hs/4"},
    {"--to=15/6/2019", "/hs/1 /hs/3"},
    {"--from=2019-06-15|--to=2020|đất hành", "/hs/2 /hs/3"},
    {"--type=báo cáo", "/hs/2"},
    {"--org=hội đồng nhân dân", "/hs/4"},
    {"--place=ninh thuận|chậm", "/hs/2"},
    {"--title=thủ tục", "/hs/2"},
    {"--type=nghị quyết|đất", "/hs/4"},
    /* A document without marks is found by marked words, also in phrases. */
    {"\"văn phòng\"", "/thu/6"},
    {"\"lãnh đạo\"", "/thu/6"},
    {"\"nước sạch\" AND \"tổng hợp\"", "/thu/6"},
    {"\"van phong\"", "/thu/6"},
    /* đường is not Dương, Hoà is Hòa. */
    {"đường", "/hs/3"},
    {"bà Hòa", "/hs/5"},
    /* Whatever has no word says nothing. */
    {"… ! ? - +", ""},
    {"\"\"", ""},
    {"\"—\" chậm", "/hs/2"},
    {"\"\" AND chậm", "/hs/2"},
    {"+\"...\" chậm", "/hs/2"},
    {"chậm -\"...\"", "/hs/2"},
    {"()", ""},
    {"chậm ()", "/hs/2"},
    {"", ""},
};

EACH_ROW(command_finds, what_the_query_says, finds)
ROW_TEST(size_t *row, command_finds, what_the_query_says, .init = setup, .fini = folder_remove)
{
    assert_finds(finds[*row].query, finds[*row].paths);
}

Test(command_finds, the_same_number_as_it_counts, .init = setup, .fini = folder_remove)
{
    for (gsize i = 0; i < G_N_ELEMENTS(finds); i++) {
        g_autofree char *line = g_strconcat("--any|--count|", finds[i].query, NULL);
        g_auto(Run) result = run(line);
        g_auto(GStrv) paths = g_strsplit(finds[i].paths, " ", -1);
        guint count = *finds[i].paths == '\0' ? 0 : g_strv_length(paths);
        g_autofree char *expect = g_strdup_printf("%u\n", count);

        assert_str(result.out, expect, "%s", finds[i].query);
        cr_assert(eq(int, result.status, count > 0 ? TC_EXIT_FOUND : TC_EXIT_NOTHING));
    }
}

static const struct {
    const char *query;
    const char *says;
    const char *marks; /* the query and the line below it; NULL if none is shown */
} faults[] = {
    {"đẩy mạnh \"cải", "column 10: quote is not closed", "  đẩy mạnh \"cải\n           ^"},
    {"   a \"b", "column 6: quote is not closed", "  a \"b\n    ^"},
    {"nó\u0302i \"b", "column 6", "  nó\u0302i \"b\n      ^"},
    {"(a", "column 1", "  (a\n  ^"},
    {"a AND", "column 3", "  a AND\n    ^"},
    {"a title:", "column 3", "  a title:\n    ^"},
    {"đất ngày:hôm-qua", "column 5: “hôm-qua” is not a date", "  đất ngày:hôm-qua\n      ^"},
    {"đất date:2021..2019", "column 5: the end of “2021..2019” is before its beginning",
     "  đất date:2021..2019\n      ^"},
    {"đất ngày:\"từ 1/6/2020 đến 1/6/2019\"",
     "column 5: the end of “từ 1/6/2020 đến 1/6/2019” is before its beginning",
     "  đất ngày:\"từ 1/6/2020 đến 1/6/2019\"\n      ^"},
    {"đất NEAR/0 đai", "column 5: NEAR takes a distance of 1 to 9999 words",
     "  đất NEAR/0 đai\n      ^"},
    {"--from=2021|--to=2019|đất", "--from=2021 is later than --to=2019", NULL},
    {"--from=2021..2019|đất", "the end of --from=2021..2019 is before its beginning", NULL},
    {"--to=2021..2019|đất", "the end of --to=2021..2019 is before its beginning", NULL},
    {"đất (a OR số:%%x)", "column 11", "  đất (a OR số:%%x)\n            ^"},
    {"\x1B[31m\"x", "column 6", "  [31m\"x\n      ^"},
    {"--number=%%x|a", "“%%x” is not the number of a document", NULL},
    {"a\xFF", "not UTF-8", NULL},
};

EACH_ROW(command_faults, point_at_the_query, faults)
ROW_TEST(size_t *row, command_faults, point_at_the_query, .init = setup, .fini = folder_remove)
{
    g_auto(Run) result = run(faults[*row].query);

    cr_assert(eq(int, result.status, TC_EXIT_ERROR), "%s", faults[*row].query);
    assert_contains(result.error, faults[*row].says);
    if (faults[*row].marks != NULL)
        assert_contains(result.error, faults[*row].marks);
    assert_str(result.out, "");
}

/* ---- order ---- */

Test(command, the_best_comes_first)
{
    json_t *hits = hits_of("cải cách hành chính");
    g_autofree char *paths = paths_of(hits);

    assert_str(paths, "/hs/1 /hs/2");
    cr_assert(ge(dbl, json_real_value(json_object_get(json_array_get(hits, 0), "score")),
                 json_real_value(json_object_get(json_array_get(hits, 1), "score"))));
    json_decref(hits);
}

Test(command, unmarked_query_gives_the_same_order_and_its_reading)
{
    json_t *hits = hits_of("cai cach hanh chinh");
    g_autofree char *paths = paths_of(hits);
    g_auto(Run) text = run("cai cach hanh chinh");

    assert_str(paths, "/hs/1 /hs/2");
    assert_str(string_of(json_array_get(hits, 0), "reading"), "cải cách hành chính");
    assert_str(string_of(json_array_get(hits, 0), "tier"), "toneless");
    assert_contains(text.out, "cải cách hành chính\n\n2 documents about the topic\n\n1. ");
    json_decref(hits);
}

Test(command, query_as_typed_has_no_reading)
{
    json_t *hits = hits_of("cải cách hành chính");

    cr_assert(string_of(json_array_get(hits, 0), "reading") == NULL);
    json_decref(hits);
}

Test(command, the_word_that_was_typed_comes_before_its_other_spellings)
{
    json_t *hits = hits_of("Dương");

    assert_str(string_of(json_array_get(hits, 0), "path"), "/hs/5");
    json_decref(hits);
}

Test(command, sorts_by_date)
{
    json_t *newest = hits_of("--sort=newest|-xyzzy");
    json_t *oldest = hits_of("--any|--sort=oldest|--from=1900|đất hành");
    g_autofree char *newest_paths = paths_of(newest);
    g_autofree char *oldest_paths = paths_of(oldest);

    cr_assert(g_str_has_prefix(newest_paths, "/hs/4 /hs/2 /hs/3 /hs/1 "), "%s", newest_paths);
    assert_str(oldest_paths, "/hs/1 /hs/3 /hs/2 /hs/4");
    json_decref(newest);
    json_decref(oldest);
}

/* Xapian sorts documents without a value first. */
Test(command, documents_without_a_date_are_not_the_oldest)
{
    json_t *hits = hits_of("--any|--sort=oldest|đất hành");
    g_autofree char *paths = paths_of(hits);

    assert_str(paths, "/hs/1 /hs/3 /hs/2 /hs/4 /thu/6");
    json_decref(hits);
}

Test(command, hits_sorted_by_date_are_lit_too)
{
    json_t *hits = hits_of("--sort=newest|cai cach");
    g_autofree char *lit = lit_in(hit_at(hits, "/hs/1"));

    assert_str(lit, "Cải cách"); /* the title, which is shown above, is passed over */
    json_decref(hits);
}

Test(command, one_page_goes_on_where_the_last_ended)
{
    for (guint size = 1; size <= 3; size++) {
        g_autoptr(GString) pages = g_string_new(NULL);
        g_auto(Run) whole = run("--any|--format=tsv|--limit=100|đất hành chính cải quy");

        for (guint offset = 0; offset < 8; offset += size) {
            g_autofree char *line = g_strdup_printf(
                "--any|--format=tsv|--limit=%u|--offset=%u|đất hành chính cải quy", size, offset);
            g_auto(Run) page = run(line);

            g_string_append(pages, page.out);
            cr_assert(eq(int, page.status, page.out_len > 0 ? TC_EXIT_FOUND : TC_EXIT_NOTHING));
        }
        cr_assert(gt(sz, whole.out_len, 0));
        assert_str(pages->str, whole.out);
    }
}

/* ---- formats ---- */

Test(command, json_has_the_fields_of_the_contract_and_no_empty_ones)
{
    json_t *hits = hits_of("cải cách thể chế");
    const json_t *hit = hit_at(hits, "/hs/1");
    json_t *bare_hits = hits_of("Dương");
    const json_t *bare = json_array_get(bare_hits, 0);

    cr_assert(eq(int, (int)json_integer_value(json_object_get(hit, "rank")), 1));
    cr_assert(gt(dbl, json_real_value(json_object_get(hit, "score")), 0.0));
    assert_str(string_of(hit, "title"), "Nghị quyết về cải cách hành chính");
    assert_str(string_of(hit, "date"), "2011-11-08");
    assert_str(string_of(hit, "type"), "Nghị quyết");
    assert_str(string_of(hit, "number"), "30c/NQ-CP");
    assert_str(string_of(hit, "org"), "Chính phủ");
    assert_str(string_of(hit, "place"), "Hà Nội");
    assert_str(string_of(hit, "tier"), "exact");
    cr_assert(string_of(hit, "snippet") != NULL);
    cr_assert(gt(sz, json_array_size(json_object_get(hit, "highlights")), 0));
    cr_assert(json_object_get(hit, "query_id") == NULL && json_object_get(hit, "explain") == NULL);
    cr_assert(json_object_get(bare, "title") == NULL && json_object_get(bare, "date") == NULL &&
              json_object_get(bare, "number") == NULL && json_object_get(bare, "copies") == NULL);
    json_decref(hits);
    json_decref(bare_hits);
}

Test(command, text_shows_what_is_known)
{
    g_auto(Run) result = run("thể chế");

    assert_contains(result.out, "1. Nghị quyết về cải cách hành chính\n");
    assert_contains(result.out, "   30c/NQ-CP · 08/11/2011 · Nghị quyết · Chính phủ\n");
    assert_contains(result.out, "   /hs/1\n");
    cr_assert(strchr(result.out, '\x1B') == NULL);
}

Test(command, text_without_a_title_shows_the_name_of_the_file)
{
    g_auto(Run) result = run("Dương");

    assert_contains(result.out, "1. 5\n   /hs/5\n   Ông Dương Văn Minh");
}

Test(command, color_lights_the_words_of_the_query)
{
    g_auto(Run) result = run("--color=always|thể chế");

    assert_contains(result.out, "\x1B[1;31mthể chế\x1B[0m");
}

Test(command, tsv_has_nine_columns)
{
    g_auto(Run) result = run("--format=tsv|thể chế");
    g_auto(GStrv) columns = g_strsplit(result.out, "\t", -1);

    cr_assert(eq(u32, g_strv_length(columns), 9));
    assert_str(columns[0], "1");
    assert_str(columns[2], "/hs/1");
    assert_str(columns[3], "Nghị quyết về cải cách hành chính");
    assert_str(columns[4], "2011-11-08");
    assert_str(columns[5], "Nghị quyết");
    assert_str(columns[6], "30c/NQ-CP");
    assert_str(columns[7], "exact");
    assert_contains(columns[8], "Cải cách thể chế");
}

Test(command, paths_end_with_a_line_or_with_nul)
{
    g_auto(Run) lines = run("--format=paths|\"thu hồi\"");
    g_auto(Run) nuls = run("-0|\"thu hồi\"");

    cr_assert(eq(sz, lines.out_len, nuls.out_len));
    for (gsize i = 0; i < lines.out_len; i++)
        cr_assert(eq(chr, lines.out[i] == '\n' ? '\0' : lines.out[i], nuls.out[i]));
    assert_contains(lines.out, "/hs/3\n");
}

Test(command, trec_has_six_columns)
{
    g_auto(Run) result = run("--format=trec|thể chế");
    g_auto(GStrv) columns = g_strsplit(g_strchomp(result.out), " ", -1);

    cr_assert(eq(u32, g_strv_length(columns), 6));
    assert_str(columns[1], "Q0");
    assert_str(columns[2], "/hs/1");
    assert_str(columns[3], "1");
    assert_str(columns[5], "tracuu");
}

Test(command, explain_says_what_the_score_is_made_of)
{
    json_t *hits = hits_of("--explain|cải cách hành chính");
    const json_t *hit = json_array_get(hits, 0);
    const json_t *parts = json_object_get(hit, "explain");
    double sum = 0;
    const char *name;
    json_t *part;
    g_auto(Run) text = run("--explain|cải cách hành chính");

    /* How much of the topic stands in one place is no part of the score. */
    json_object_foreach((json_t *)parts, name, part) if (strcmp(name, "coverage") != 0) sum +=
        json_real_value(part);
    cr_assert(gt(dbl, json_real_value(json_object_get(parts, "words")), 0.0));
    cr_assert(gt(dbl, json_real_value(json_object_get(parts, "pairs")), 0.0));
    cr_assert(epsilon_eq(dbl, sum, json_real_value(json_object_get(hit, "score")), 1e-4));
    assert_contains(text.out, "tier exact");
    assert_contains(text.out, "each word by itself: cải");
    assert_contains(text.out, "words side by side as in the query: cải cách");
    assert_contains(text.out, "best passage of 220 words, from “cải cách hành chính");
    json_decref(hits);
}

/* Occurrences of a spelling that is probably not meant are not what the score is made of. */
Test(command_explain, a_spelling_has_the_share_of_its_posterior, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const shops[] = {
        "Mua bán dược liệu được được được được. Quầy dược liệu.",
        "Được mùa",
        "Được nghỉ",
    };
    make_texts("i", shops, G_N_ELEMENTS(shops));
    g_auto(Run) text = run("--limit=1|--explain|duoc lieu");
    const char *meant = strstr(text.out, "dược ×2, ");
    const char *other = strstr(text.out, "được ×4, ");

    cr_assert(meant != NULL, "%s", text.out);
    double share = g_ascii_strtod(meant + strlen("dược ×2, "), NULL);
    cr_assert(gt(dbl, share, 10));
    if (other != NULL)
        cr_assert(lt(dbl, g_ascii_strtod(other + strlen("được ×4, "), NULL), share), "%s",
                  text.out);
}

/* ---- copies, several indexes ---- */

static const TcSampleDocument copies[] = {
    {.path = "/a/1", .text = "Kế hoạch phòng chống hạn hán."},
    {.path = "/b/1", .text = "Kế hoạch phòng chống hạn hán."},
    {.path = "/c/2", .text = "Kế hoạch trồng rừng."},
};

Test(command_copies, identical_texts_are_one_hit_with_several_paths, .init = folder_make,
     .fini = folder_remove)
{
    make_index("i", copies, G_N_ELEMENTS(copies));

    json_t *hits = hits_of("hạn hán");
    json_t *all = hits_of("--no-collapse|hạn hán");
    const json_t *others = json_object_get(json_array_get(hits, 0), "copies");
    g_auto(Run) text = run("hạn hán");
    g_auto(Run) count = run("--count|kế hoạch");
    g_auto(Run) count_all = run("--count|--no-collapse|kế hoạch");

    cr_assert(eq(sz, json_array_size(hits), 1));
    cr_assert(eq(sz, json_array_size(others), 1));
    assert_str(json_string_value(json_array_get(others, 0)), "/b/1");
    cr_assert(eq(sz, json_array_size(all), 2));
    assert_contains(text.out, "   /a/1\n   also /b/1\n");
    assert_str(count.out, "2\n");
    assert_str(count_all.out, "3\n");
    json_decref(hits);
    json_decref(all);
}

Test(command, several_indexes_are_searched_as_one)
{
    make_index("j", copies, G_N_ELEMENTS(copies));

    json_t *hits = hits_of("--index=@i|--index=@j|\"kế hoạch\" OR \"cải cách\"");
    g_autofree char *paths = paths_of(hits);
    g_autofree char *found = sorted(paths);
    json_t *twice = hits_of("--index=@j|--index=@j|trồng rừng");

    assert_str(found, "/a/1 /c/2 /hs/1");
    cr_assert(eq(sz, json_array_size(twice), 1));
    json_decref(hits);
    json_decref(twice);
}

/* ---- topics ---- */

static void
write_topics(const char *text, gsize len)
{
    g_autofree char *path = in_folder("topics");

    cr_assert(g_file_set_contents(path, text, (gssize)len, NULL));
}

Test(command, topics_are_answered_one_after_the_other)
{
    static const char topics[] = "\xEF\xBB\xBFt1\tthể chế\r\n\nt 2\t\"luật đất đai\"\nt3\txyzzy";

    write_topics(topics, sizeof topics - 1);

    g_auto(Run) trec = run("--topics=@topics");
    json_t *hits = hits_of("--topics=@topics");

    cr_assert(eq(int, trec.status, TC_EXIT_FOUND));
    assert_str(trec.err, "");
    cr_assert(g_str_has_prefix(trec.out, "t1 Q0 /hs/1 1 "), "%s", trec.out);
    assert_contains(trec.out, "\nt%202 Q0 /hs/3 1 ");
    cr_assert(strstr(trec.out, "t3") == NULL);
    cr_assert(eq(sz, json_array_size(hits), 2));
    assert_str(string_of(json_array_get(hits, 0), "query_id"), "t1");
    assert_str(string_of(json_array_get(hits, 1), "query_id"), "t 2");
    json_decref(hits);
}

Test(command, odd_topics_are_plain_words_and_it_is_said)
{
    static const char topics[] = "1\tthể \"chế\n2\tngày:hôm-qua chậm\n3\tDương (x\n4\tMinh \xFF\n";

    write_topics(topics, sizeof topics - 1);

    g_auto(Run) result = run("--topics=@topics|--limit=1");
    g_auto(GStrv) warnings = g_strsplit(result.err, "\n", -1);

    cr_assert(eq(int, result.status, TC_EXIT_FOUND), "%s", result.error);
    assert_contains(result.out, "1 Q0 /hs/1 1 ");
    assert_contains(result.out, "2 Q0 /hs/2 1 ");
    assert_contains(result.out, "3 Q0 /hs/5 1 ");
    assert_contains(result.out, "4 Q0 /hs/5 1 ");
    cr_assert(eq(u32, g_strv_length(warnings), 5), "%s", result.err);
    assert_contains(warnings[0], "line 1, column 5");
    assert_contains(warnings[1], "line 2, column 1");
    assert_contains(warnings[2], "line 3, column 7");
    assert_contains(warnings[3], "line 4");
}

Test(command, a_line_that_is_no_topic_is_an_error)
{
    static const char *const bad[] = {"no tab\n", "\tno id\n", "1\tchậm\nno tab\n"};

    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        write_topics(bad[i], strlen(bad[i]));

        g_auto(Run) result = run("--topics=@topics");

        cr_assert(eq(int, result.status, TC_EXIT_ERROR));
        assert_contains(result.error, i < 2 ? "line 1" : "line 2");
    }
}

Test(command, topics_that_find_nothing_are_status_1)
{
    write_topics("1\txyzzy\n", 8);

    g_auto(Run) result = run("--topics=@topics");

    cr_assert(eq(int, result.status, TC_EXIT_NOTHING));
}

Test(command, counts_of_topics_have_their_ids)
{
    static const char topics[] = "a\tthể chế\nb\txyzzy\n";

    write_topics(topics, sizeof topics - 1);

    g_auto(Run) result = run("--topics=@topics|--count");

    assert_str(result.out, "a\t1\nb\t0\n");
}

Test(command, topics_that_are_not_there_are_an_error)
{
    g_auto(Run) result = run("--topics=@none");

    cr_assert(eq(int, result.status, TC_EXIT_ERROR));
    assert_contains(result.error, "none");
}

/* ---- limits ---- */

Test(command, long_queries_are_answered)
{
    static const char *const links[] = {" chậm",     " OR chậm", " NOT xyzzy",   " -xyzzy",
                                        " AND chậm", " +chậm",   " \"cách làm\""};

    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        g_autoptr(GString) query = g_string_new("chậm");

        while (query->len < 4096)
            g_string_append(query, links[i]);

        g_auto(Run) result = run(query->str);

        cr_assert(eq(int, result.status, TC_EXIT_FOUND), "%s: %s", links[i], result.error);
        assert_contains(result.out, "/hs/2");
    }
}

Test(command, words_beyond_the_limit_are_passed_over)
{
    g_autoptr(GString) query = g_string_new("chậm");

    for (guint i = 0; i < 2 * TC_WORDS_MAX; i++)
        g_string_append_printf(query, " w%u", i);
    g_string_append(query, " \"xyzzy\" AND (sau cùng)");

    g_auto(Run) result = run(query->str);

    cr_assert(ne(int, result.status, TC_EXIT_ERROR), "%s", result.error);
}

Test(command, a_query_too_long_or_too_deep_is_an_error)
{
    g_autofree char *longer = g_strnfill(TC_QUERY_MAX + 1, 'a');
    g_autofree char *open = g_strnfill(TC_QUERY_DEPTH_MAX + 1, '(');
    g_autofree char *close = g_strnfill(TC_QUERY_DEPTH_MAX + 1, ')');
    g_autofree char *deeper = g_strconcat(open, "a", close, NULL);
    g_auto(Run) too_long = run(longer);
    g_auto(Run) too_deep = run(deeper);

    cr_assert(eq(int, too_long.status, TC_EXIT_ERROR));
    assert_contains(too_long.error, "65536");
    cr_assert(eq(int, too_deep.status, TC_EXIT_ERROR));
    assert_contains(too_deep.error, "64");
}

Test(command_empty, an_index_without_documents_answers_nothing, .init = folder_make,
     .fini = folder_remove)
{
    make_index("i", archive, 0);

    g_auto(Run) result = run("cải cách");
    g_auto(Run) bare = run("cai cach");
    g_auto(Run) filter = run("--from=2020");

    cr_assert(eq(int, result.status, TC_EXIT_NOTHING));
    cr_assert(eq(int, bare.status, TC_EXIT_NOTHING));
    cr_assert(eq(int, filter.status, TC_EXIT_NOTHING));
}

Test(command, a_limit_of_none_is_no_harm)
{
    g_auto(Run) none = run("--limit=0|chậm");
    g_auto(Run) beyond = run("--offset=1000000|--limit=1000000|chậm");

    assert_str(none.out, "1 document about the topic\n\n");
    assert_str(beyond.out, "");
}

Test(command, the_users_abbreviations_are_used_both_ways)
{
    g_autofree char *tracuu = in_folder("tracuu");
    g_autofree char *path = g_build_filename(tracuu, "abbreviations.tsv", NULL);

    g_setenv("XDG_CONFIG_HOME", folder, TRUE);
    cr_assert(eq(int, g_mkdir(tracuu, 0700), 0));
    cr_assert(g_file_set_contents(path, "TTHCX\tthủ tục hành chính\n", -1, NULL));

    json_t *hits = hits_of("TTHCX");
    g_autofree char *paths = paths_of(hits);

    cr_assert(g_str_has_prefix(paths, "/hs/2"), "%s", paths);
    json_decref(hits);
}

/* Short forms in a query, and words that have one. */
#include "tests/unit/query/support.h"

static const TcSampleDocument defining[] = {
    {.path = "/1", .text = "Quỹ bảo vệ môi trường rừng (QBVMTR) được lập."},
    {.path = "/2", .text = "Họp QBVMTR quý hai."},
    {.path = "/3", .text = "Quỹ bảo vệ môi trường rừng họp quý ba."},
    {.path = "/4", .text = "Không có gì"},
};

Test(abbreviations, abbreviations_are_learned_from_the_archive, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const queries[] = {"\"QBVMTR\"", "\"quỹ bảo vệ môi trường rừng\""};

    make_index("i", defining, G_N_ELEMENTS(defining));
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++)
        assert_finds(queries[i], "/1 /2 /3");
}

/* "tu" is a syllable: an abbreviation only where it is written as one. */
Test(abbreviations, a_syllable_is_an_abbreviation_in_capitals_only, .init = folder_make,
     .fini = folder_remove)
{
    static const TcSampleDocument documents[] = {
        {.path = "/1", .text = "Khu vực tự do thương mại."},
        {.path = "/2", .text = "Tỉnh ủy họp về thương mại."},
        {.path = "/3", .text = "Thông báo của TU."},
    };
    static const struct {
        const char *query;
        const char *found;
    } rows[] = {
        {"\"TU\"", "/2 /3"}, {"\"Tu do\"", "/1"}, {"\"tu do\"", "/1"},
        {"\"Tu\"", "/1 /3"}, {"\"TU DO\"", "/1"},
    };

    make_index("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(rows[i].query, rows[i].found);
}

/* "THA" is thi hành án, and "tha" an ordinary word: it stands for itself when the words are typed.
 */
Test(abbreviations, words_do_not_find_a_short_form_that_is_a_word, .init = folder_make,
     .fini = folder_remove)
{
    static const TcSampleDocument documents[] = {
        {.path = "/1", .text = "Chi cục thi hành án dân sự."},
        {.path = "/2", .text = "Quyết định tha tù trước thời hạn."},
        {.path = "/3", .text = "Ủy ban nhân dân họp."},
        {.path = "/4", .text = "UBND họp."},
    };
    static const struct {
        const char *query;
        const char *found;
    } rows[] = {{"\"thi hành án\"", "/1"}, {"\"THA\"", "/1 /2"}, {"\"ủy ban nhân dân\"", "/3 /4"}};

    make_index("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(rows[i].query, rows[i].found);
}

/* Ways of typing that an abbreviation is known in, and words that only look like one. */
Test(abbreviations, keystrokes_dots_and_foreign_neighbours, .init = folder_make,
     .fini = folder_remove)
{
    static const TcSampleDocument documents[] = {
        {.path = "/1", .text = "Đẩy mạnh cải cách hành chính trong năm."},
        {.path = "/2", .text = "Sơ kết công tác CCHC quý hai."},
        {.path = "/3", .text = "Đài phát kênh Sky HD tại đây, hoạt động tốt."},
        {.path = "/4", .text = "Có hướng dẫn của sở."},
        {.path = "/5", .text = "Ban tổ chức, nhân sự, dân số, d, n, b, u."},
        {.path = "/6", .text = "Do UBND xã lập."},
        {.path = "/7", .text = "Ban Chấp hành Trung ương họp."},
        {.path = "/8", .text = "Doanh nghiệp tư nhân."},
        {.path = "/9", .text = "Phát triển kinh tế - xã hội."},
    };
    static const struct {
        const char *query;
        const char *found;
    } rows[] = {
        {"\"cair cachs hanhf chinhs\"", "/1 /2"},
        {"\"C.C.H.C\"", "/1 /2"},
        {"\"U.B.N.D\"", "/6"},
        {"\"Sky HD\"", "/3"},
        {"\"Kt-Xh\"", "/9"},
        {"\"kt - xh\"", "/9"},
        {"\"HD\"", "/3 /4"},
        {"\"T.Ư\"", "/7"},
        {"\"TW\"", "/7"},
    };

    make_index("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(rows[i].query, rows[i].found);
}

/* The reading keeps what stands between the words, and the capitals of each of them. */
Test(abbreviations, readings_are_shown_as_the_query_was_typed, .init = folder_make,
     .fini = folder_remove)
{
    static const TcSampleDocument documents[] = {
        {.path = "/1",
         .text = "Trung ương tập trung chống dịch COVID-19, đạt 15/17 chỉ tiêu; từ năm ngoái"},
        {.path = "/2", .text = "Theo Nghị định 15/2020/NĐ-CP và Nghị quyết 05-NQ/TU"},
        {.path = "/3", .text = "Không có gì"},
    };
    static const struct {
        const char *query;
        const char *reading; /* NULL: as typed */
    } rows[] = {
        {"Trung uong tap trung chong dich COVID-19, dat 15/17 chi tieu",
         "Trung ương tập trung chống dịch COVID-19, đạt 15/17 chỉ tiêu"},
        {"taajp trung choongs dichj COVID-19", "tập trung chống dịch COVID-19"},
        {"Taajp trung, taajp TAAJP", "Tập trung, tập TẬP"},
        {"nghi dinh 15/2020/ND-CP", "nghị định 15/2020/ND-CP"},
        {"05-NQ/TU", NULL},
        {"05NQ/TU", NULL},
    };

    make_index("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);
        const char *reading = string_of(json_array_get(hits, 0), "reading");

        cr_assert(eq(int, g_strcmp0(reading, rows[i].reading), 0), "%s: %s", rows[i].query,
                  reading);
        json_decref(hits);
    }
}

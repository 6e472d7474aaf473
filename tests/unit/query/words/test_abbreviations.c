/* Short forms in a query, and words that have one. */
#include "tests/unit/query/support.h"

static const char *const defining[] = {
    "Quỹ bảo vệ môi trường rừng (QBVMTR) được lập.",
    "Họp QBVMTR quý hai.",
    "Quỹ bảo vệ môi trường rừng họp quý ba.",
    "Không có gì",
};

Test(abbreviations, abbreviations_are_learned_from_the_archive, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const queries[] = {"\"QBVMTR\"", "\"quỹ bảo vệ môi trường rừng\""};

    make_texts("i", defining, G_N_ELEMENTS(defining));
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++)
        assert_finds(queries[i], "/1 /2 /3");
}

/* "tu" is a syllable: an abbreviation only where it is written as one. */
Test(abbreviations, a_syllable_is_an_abbreviation_in_capitals_only, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const documents[] = {
        "Khu vực tự do thương mại.",
        "Tỉnh ủy họp về thương mại.",
        "Thông báo của TU.",
    };
    static const struct {
        const char *query;
        const char *found;
    } rows[] = {
        {"\"TU\"", "/2 /3"}, {"\"Tu do\"", "/1"}, {"\"tu do\"", "/1"},
        {"\"Tu\"", "/1 /3"}, {"\"TU DO\"", "/1"},
    };

    make_texts("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(rows[i].query, rows[i].found);
}

/* "THA" is thi hành án, and "tha" an ordinary word: it stands for itself when the words are typed.
 */
Test(abbreviations, words_do_not_find_a_short_form_that_is_a_word, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const documents[] = {
        "Chi cục thi hành án dân sự.",
        "Quyết định tha tù trước thời hạn.",
        "Ủy ban nhân dân họp.",
        "UBND họp.",
    };
    static const struct {
        const char *query;
        const char *found;
    } rows[] = {{"\"thi hành án\"", "/1"}, {"\"THA\"", "/1 /2"}, {"\"ủy ban nhân dân\"", "/3 /4"}};

    make_texts("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(rows[i].query, rows[i].found);
}

/* Ways of typing that an abbreviation is known in, and words that only look like one. */
Test(abbreviations, keystrokes_dots_and_foreign_neighbours, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const documents[] = {
        "Đẩy mạnh cải cách hành chính trong năm.",
        "Sơ kết công tác CCHC quý hai.",
        "Đài phát kênh Sky HD tại đây, hoạt động tốt.",
        "Có hướng dẫn của sở.",
        "Ban tổ chức, nhân sự, dân số, d, n, b, u.",
        "Do UBND xã lập.",
        "Ban Chấp hành Trung ương họp.",
        "Doanh nghiệp tư nhân.",
        "Phát triển kinh tế - xã hội.",
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

    make_texts("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        assert_finds(rows[i].query, rows[i].found);
}

/* The reading keeps what stands between the words, and the capitals of each of them. */
Test(abbreviations, readings_are_shown_as_the_query_was_typed, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const documents[] = {
        "Trung ương tập trung chống dịch COVID-19, đạt 15/17 chỉ tiêu; từ năm ngoái",
        "Theo Nghị định 15/2020/NĐ-CP và Nghị quyết 05-NQ/TU",
        "Không có gì",
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

    make_texts("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);
        const char *reading = string_of(json_array_get(hits, 0), "reading");

        cr_assert(eq(int, g_strcmp0(reading, rows[i].reading), 0), "%s: %s", rows[i].query,
                  reading);
        json_decref(hits);
    }
}

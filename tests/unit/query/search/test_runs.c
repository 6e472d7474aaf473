/* What an archive has word for word is found, whatever its single words weigh. */
#include "tests/unit/query/support.h"

#define COMMON                                                                                                              \
    "Đội tuyển quốc gia thắng trận. Trận quốc tế, trận đấu năm nay. Quốc năm. Nam giới; phía " \
    "nam, "                                                                                                                 \
    "trận giao hữu quốc tế năm nay ở trần gian. "

enum { COMMON_COUNT = 40 };

/* Documents that have the words of a name again and again, and one that has the name, once in a
 * long text. */
static void
setup(void)
{
    TcSampleDocument documents[COMMON_COUNT + 9] = {{NULL}};
    static char paths[COMMON_COUNT][16];
    static char texts[COMMON_COUNT][1024];
    GString *filler = g_string_new(NULL);

    folder_make();
    for (guint i = 0; i < COMMON_COUNT; i++) {
        g_snprintf(paths[i], sizeof paths[i], "/common/%u", i);
        g_snprintf(texts[i], sizeof texts[i], "%s%s Số %u.", COMMON, COMMON, i);
        documents[i] = (TcSampleDocument){.path = paths[i], .text = texts[i]};
        g_string_append(filler, "Bàn việc giao thông trên địa bàn rộng lớn của cả vùng cao. ");
    }
    g_string_append(filler, "Cùng dự có ông Trần Quốc Nam. ");
    documents[COMMON_COUNT] = (TcSampleDocument){.path = "/name", .text = filler->str};
    documents[COMMON_COUNT + 1] =
        (TcSampleDocument){.path = "/typed", .text = "Phan Văn Hoa làm chủ tọa buổi lễ."};
    documents[COMMON_COUNT + 2] =
        (TcSampleDocument){.path = "/other", .text = "Phan Văn Hòa và Phan Văn Hóa; Phan Văn Hóa."};
    documents[COMMON_COUNT + 3] =
        (TcSampleDocument){.path = "/person", .text = "Cùng dự có ông Tôn Thất Nhiễu, giáo viên."};
    documents[COMMON_COUNT + 4] =
        (TcSampleDocument){.path = "/chance/1", .text = "Làm đường tốn thật nhiều tiền."};
    documents[COMMON_COUNT + 5] =
        (TcSampleDocument){.path = "/chance/2", .text = "Sửa cầu cũng tốn thật nhiều công."};
    /* Names that end where others begin, a longer name, and the person who is asked for. */
    documents[COMMON_COUNT + 6] = (TcSampleDocument){
        .path = "/apart/1", .text = "Dự có các ông Bằng Kiều, Trịnh Lam; Kiều, Trịnh."};
    documents[COMMON_COUNT + 7] = (TcSampleDocument){
        .path = "/apart/2", .text = "Vào họp có ông Nguyễn Kiều Trình Minh Lam."};
    documents[COMMON_COUNT + 8] = (TcSampleDocument){
        .path = "/kieu", .text = "Phần tin tức do chị Kiều Trinh trình bày, sau đó là ca nhạc."};
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_string_free(filler, TRUE);
}

TestSuite(runs, .init = setup, .fini = folder_remove);

static const struct {
    const char *query;
    const char *path;
} rows[] = {
    {"Trần Quốc Nam", "/name"},      {"tran quoc nam", "/name"}, {"ông Trần Quốc Nam", "/name"},
    {"ong tran quoc nam", "/name"},  {"Phan Văn Hoa", "/typed"}, {"ton that nhieu", "/person"},
    {"tốn thật nhiều", "/chance/1"}, {"kieu trinh", "/kieu"},
};

Test(runs, of_common_words_come_first)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);
        const char *path = json_string_value(json_object_get(json_array_get(hits, 0), "path"));

        cr_expect(eq(str, (char *)path, (char *)rows[i].path), "%s", rows[i].query);
        json_decref(hits);
    }
}

Test(runs, tell_how_words_without_marks_are_read)
{
    json_t *hits = hits_of("tran quoc nam");
    const char *reading = json_string_value(json_object_get(json_array_get(hits, 0), "reading"));

    cr_assert(eq(int, g_strcmp0(reading, "trần quốc nam"), 0), "%s", reading);
    json_decref(hits);
}

/* What documents write as a name is likelier than words that stand side by side by chance; that
 * reading is told, too, and its documents are found. */
Test(runs, of_which_one_is_a_name_have_other_readings)
{
    json_t *hits = hits_of("ton that nhieu");
    const json_t *readings = json_object_get(json_array_get(hits, 0), "readings");
    const json_t *first = json_array_get(readings, 0);
    const json_t *second = json_array_get(readings, 1);

    assert_str(string_of(first, "text"), "tôn thất nhiễu");
    assert_str(string_of(second, "text"), "tốn thật nhiều");
    cr_assert(json_number_value(json_object_get(first, "weight")) >=
              json_number_value(json_object_get(second, "weight")));
    cr_assert(g_str_has_prefix(string_of(json_array_get(hits, 1), "path"), "/chance/"));
    cr_assert(g_str_has_prefix(string_of(json_array_get(hits, 2), "path"), "/chance/"));
    json_decref(hits);
}

Test(runs, of_one_meaning_have_no_other_reading)
{
    json_t *hits = hits_of("Trần Quốc Nam");

    cr_assert(json_object_get(json_array_get(hits, 0), "readings") == NULL);
    json_decref(hits);
}

/* Fields restrict what is found, also by its run of words. */
Test(runs, are_restricted_by_fields)
{
    json_t *hits = hits_of("Trần Quốc Nam tệp:common");

    for (gsize i = 0; i < json_array_size(hits); i++) {
        const char *path = json_string_value(json_object_get(json_array_get(hits, i), "path"));

        cr_expect(g_str_has_prefix(path, "/common/"), "%s", path);
    }
    json_decref(hits);
}

enum { PRICES = 60 };

/* An archive full of prices, and what was typed with marks in one long document of it. */
static void
setup_prices(void)
{
    TcSampleDocument documents[PRICES + 1] = {{NULL}};
    static char paths[PRICES][16];
    static char texts[PRICES][512];
    GString *filler = g_string_new(NULL);

    folder_make();
    for (guint i = 0; i < PRICES; i++) {
        g_snprintf(paths[i], sizeof paths[i], "/price/%u", i);
        g_snprintf(texts[i], sizeof texts[i],
                   "Phân chia giá trị, chia giá, giá tài sản; chia giá tài liệu, bảng giá tài sản, "
                   "giá tài liệu. Đợt %u.",
                   i);
        documents[i] = (TcSampleDocument){.path = paths[i], .text = texts[i]};
        g_string_append(filler, "Bàn việc giao thông trên địa bàn rộng lớn của cả vùng cao. ");
    }
    g_string_append(filler, "Tòa xử vụ chia gia tài của dòng họ.");
    documents[PRICES] = (TcSampleDocument){.path = "/heirs", .text = filler->str};
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_string_free(filler, TRUE);
}

Test(runs_typed, are_read_where_documents_say_so, .init = setup_prices, .fini = folder_remove)
{
    static const char *const queries[] = {"chia gia tài", "Chia gia tài", "CHIA GIA TÀI"};

    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        json_t *hits = hits_of(queries[i]);
        const json_t *first = json_array_get(hits, 0);

        cr_expect(eq(int, g_strcmp0(string_of(first, "path"), "/heirs"), 0), "%s", queries[i]);
        cr_expect(json_object_get(first, "reading") == NULL, "%s", queries[i]);
        json_decref(hits);
    }
}

enum { CHOIRS = 30 };

/* A part of a longer name, once in a long document, and its words again and again in others. */
static void
setup_part(void)
{
    TcSampleDocument documents[CHOIRS + 1] = {{NULL}};
    static char paths[CHOIRS][16];
    static char texts[CHOIRS][512];
    GString *filler = g_string_new(NULL);

    folder_make();
    for (guint i = 0; i < CHOIRS; i++) {
        g_snprintf(paths[i], sizeof paths[i], "/choir/%u", i);
        g_snprintf(texts[i], sizeof texts[i], "%s Đợt %u.",
                   i < 6 ? "Minh châu, châu minh; ngọc minh, minh, châu ngọc, ngọc." : "Hát xoan.",
                   i);
        documents[i] = (TcSampleDocument){.path = paths[i], .text = texts[i]};
        g_string_append(filler, "Bàn việc giao thông trên địa bàn rộng lớn của cả vùng cao. ");
    }
    g_string_append(filler, "Có mặt bà Đinh Ngọc Minh Châu.");
    documents[CHOIRS] = (TcSampleDocument){.path = "/part", .text = filler->str};
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_string_free(filler, TRUE);
}

Test(runs_part, of_a_name_weighs_as_one, .init = setup_part, .fini = folder_remove)
{
    json_t *hits = hits_of("ngoc minh chau");

    assert_str(string_of(json_array_get(hits, 0), "path"), "/part");
    json_decref(hits);
}

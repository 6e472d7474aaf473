/* Numbers and dates in plain words of a query. */
#include "tests/unit/query/support.h"

static const TcSampleDocument dated[] = {
    {.path = "/1", .text = "Họp ngày 04 tháng 12 năm 2020 tại hội trường."},
    {.path = "/2", .text = "Họp ngày 5/12/2020 tại hội trường."},
    {.path = "/3", .text = "Năm 2021. Họp ngày 4-12 tại hội trường."},
    {.path = "/4", .text = "Căn cứ Nghị định số 15/2020/NĐ-CP. Họp 20 lần trong 15 ngày."},
    {.path = "/5", .text = "Căn cứ Nghị định số 20/2015/NĐ-CP. Họp 15 lần trong 20 ngày."},
    {.path = "/6", .text = "Không có gì"},
};

static const struct {
    const char *query;
    const char *first;
} rows[] = {
    {"họp ngày 4/12/2020", "/1"},
    {"họp 4-12-2020", "/1"},
    {"ngay 4 thang 12 nam 2020", "/1"},
    {"họp 2020-12-05", "/2"},
    {"họp ngày 4/12/2021", "/3"},
    {"15/2020/ND-CP", "/4"},
    {"nghị định 15 2020 nđ cp", "/4"},
    {"20/2015/NĐ-CP", "/5"},
    {"Nghị định số 20/2015/nđ-cp", "/5"},
    {"15/2020/NĐCP", "/4"},
    {"số 20/2015/NĐCP", "/5"},
    {"15 / 2020 / NĐ - CP", "/4"},
};

/* The index of these documents and 60 others: rare things weigh as such only among others. */
static void
make_among_others(const TcSampleDocument *own, gsize count)
{
    g_autofree TcSampleDocument *documents = g_new0(TcSampleDocument, count + 60);
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);

    memcpy(documents, own, count * sizeof *own);
    for (gsize i = count; i < count + 60; i++) {
        g_autofree char *path = g_strdup_printf("/other/%zu", i);
        g_autofree char *text = g_strdup_printf("Văn bản %zu họp tại phòng %zu.", i, i % 20);

        documents[i].path = g_string_chunk_insert(strings, path);
        documents[i].text = g_string_chunk_insert(strings, text);
    }
    make_index("i", documents, count + 60);
}

Test(evidence, numbers_and_dates_are_known_however_written, .init = folder_make,
     .fini = folder_remove)
{
    make_among_others(dated, G_N_ELEMENTS(dated));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);

        assert_str(string_of(json_array_get(hits, 0), "path"), rows[i].first, "%s", rows[i].query);
        json_decref(hits);
    }
}

/* Who types the type means a number of that type: a resolution 22 is no circular 22. */
Test(evidence, numbers_are_of_the_type_that_was_typed, .init = folder_make, .fini = folder_remove)
{
    const TcSampleDocument documents[] = {
        {.path = "/1",
         .text = "Số: 22/2023/NQ-HĐND. Nghị quyết về học phí, thông qua tư liệu.",
         .number = "22/2023/NQ-HĐND"},
        {.path = "/2", .text = "Đánh giá học sinh theo TT 22 của bộ."},
        {.path = "/3",
         .text = "Số: 22/2020/TT-BGDĐT. Thông tư về khung năm học.",
         .number = "22/2020/TT-BGDĐT"},
        {.path = "/4", .text = "Số: 14-KL/TW. Kết luận về cán bộ.", .number = "14-KL/TW"},
        {.path = "/5", .text = "Kết nghĩa 14 bản, luận bàn việc làng."},
        {.path = "/6", .text = "Số: 6/BC-UBND. Phòng dịch.", .number = "6/BC-UBND"},
        {.path = "/7", .text = "Báo cáo 6 tháng đầu năm của phòng."},
        {.path = "/8", .text = "Số: 98/2023/QH15. Nghị quyết về cơ chế.", .number = "98/2023/QH15"},
        {.path = "/9", .text = "Có 98 nghị quyết tâm của QH15."},
    };
    static const struct {
        const char *query;
        const char *first;
    } typed[] = {
        {"thông tư 22", "/3"},        {"TT 22", "/3"},       {"nghị quyết 22", "/1"},
        {"kết luận 14", "/4"},        {"ket luan 14", "/4"}, {"báo cáo 6 tháng", "/7"},
        {"nghị quyết 98 qh15", "/8"},
    };
    make_among_others(documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++) {
        json_t *hits = hits_of(typed[i].query);
        assert_str(string_of(json_array_get(hits, 0), "path"), typed[i].first, "%s",
                   typed[i].query);
        json_decref(hits);
    }
}

/* What changes a document is asked for by the number of that one. */
Test(evidence, what_changes_a_document_stands_before_it, .init = folder_make, .fini = folder_remove)
{
    static const TcSampleDocument changed[] = {
        {.path = "/1",
         .number = "12/2020/TT-BTC",
         .type = "Thông tư",
         .title = "Hướng dẫn quản lý quỹ bảo trì đường bộ",
         .text = "THÔNG TƯ Hướng dẫn quản lý quỹ bảo trì đường bộ. Số: 12/2020/TT-BTC"},
        {.path = "/2",
         .number = "45/2022/TT-BTC",
         .type = "Thông tư",
         .title = "Sửa đổi, bổ sung một số điều của Thông tư số 12/2020/TT-BTC",
         .text = "THÔNG TƯ Sửa đổi, bổ sung một số điều của Thông tư số 12/2020/TT-BTC. Số: "
                 "45/2022/TT-BTC"},
        {.path = "/3",
         .number = "46/2022/TT-BTC",
         .type = "Thông tư",
         .title = "Sửa đổi, bổ sung một số điều của Thông tư số 19/2019/TT-BTC",
         .text = "THÔNG TƯ Sửa đổi, bổ sung một số điều của Thông tư số 19/2019/TT-BTC. Số: "
                 "46/2022/TT-BTC"},
    };
    static const struct {
        const char *query;
        const char *first;
    } asked[] = {
        {"Thông tư số 12/2020/TT-BTC", "/1"},
        {"quỹ bảo trì đường bộ 12/2020/TT-BTC", "/1"},
        {"Sửa đổi Thông tư số 12/2020/TT-BTC", "/2"},
        {"sua doi thong tu 12/2020/TT-BTC", "/2"},
        {"Sửa đổi, bổ sung Thông tư 12/2020/TT-BTC", "/2"},
        {"Thông tư sửa đổi một số điều của Thông tư 12/2020/TT-BTC", "/2"},
    };
    make_among_others(changed, G_N_ELEMENTS(changed));
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        json_t *hits = hits_of(asked[i].query);
        assert_str(string_of(json_array_get(hits, 0), "path"), asked[i].first, "%s",
                   asked[i].query);
        json_decref(hits);
    }
}

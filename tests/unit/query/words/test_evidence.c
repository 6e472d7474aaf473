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

Test(evidence, numbers_and_dates_are_known_however_written, .init = folder_make,
     .fini = folder_remove)
{
    TcSampleDocument documents[G_N_ELEMENTS(dated) + 60] = {0};
    g_autoptr(GStringChunk) strings = g_string_chunk_new(4096);

    /* Rare things weigh as such only among others. */
    memcpy(documents, dated, sizeof dated);
    for (guint i = G_N_ELEMENTS(dated); i < G_N_ELEMENTS(documents); i++) {
        g_autofree char *path = g_strdup_printf("/other/%u", i);
        g_autofree char *text = g_strdup_printf("Văn bản %u họp tại phòng %u.", i, i % 20);

        documents[i].path = g_string_chunk_insert(strings, path);
        documents[i].text = g_string_chunk_insert(strings, text);
    }
    make_index("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);

        assert_str(string_of(json_array_get(hits, 0), "path"), rows[i].first, "%s", rows[i].query);
        json_decref(hits);
    }
}

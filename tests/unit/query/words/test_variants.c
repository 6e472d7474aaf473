/* The same words in other letters, found in phrases. */
#include "tests/unit/query/support.h"

static const TcSampleDocument documents[] = {
    {.path = "/1", .text = "Phòng dịch covid19 ở xã."},
    {.path = "/2", .text = "Phòng dịch COVID-19 ở xã."},
    {.path = "/3", .text = "Đại hội lần thứ XIII của Đảng."},
    {.path = "/4", .text = "Đại hội lần thứ mười ba của Đảng."},
    {.path = "/5", .text = "Đại hội lần thứ 13 của Đảng."},
    {.path = "/6", .text = "Thành phố Pleiku hôm nay."},
    {.path = "/7", .text = "Thị xã Plei Ku ngày xưa."},
    {.path = "/8", .text = "Người M'Nông ở xã."},
    {.path = "/9", .text = "Người Mnông ở xã."},
    {.path = "/10", .text = "Cúng tháng Chạp ở đền."},
    {.path = "/11", .text = "Cúng tháng 12 ở đền."},
    {.path = "/12", .text = "Nâng cấp QL 27 qua huyện."},
    {.path = "/13", .text = "Sửa QL27 qua huyện."},
    {.path = "/14", .text = "Phạt 5 triệu đồng."},
    {.path = "/15", .text = "Phạt 5tr."},
    {.path = "/16", .text = "Khóa năm 2020 và khóa 5 năm."},
    {.path = "/17", .text = "Sa mạc pa tê."},
    {.path = "/18", .text = "Chiến dịch ở xã."},
    {.path = "/19", .text = "Mục ch ien ở bảng."},
};

static const struct {
    const char *query;
    const char *found;
} rows[] = {
    {"\"dịch covid19\"", "/1 /2"},
    {"\"dịch covid 19\"", "/1 /2"},
    {"\"dịch COVID-19\"", "/1 /2"},
    {"\"dich covid19\"", "/1 /2"},
    {"\"lần thứ XIII\"", "/3 /4 /5"},
    {"\"lần thứ mười ba\"", "/3 /4 /5"},
    {"\"lan thu 13\"", "/3 /4 /5"},
    {"\"Pleiku\"", "/6 /7"},
    {"\"plei ku\"", "/6 /7"},
    {"\"M'Nông\"", "/8 /9"},
    {"\"mnông ở xã\"", "/8 /9"},
    {"\"tháng Chạp\"", "/10 /11"},
    {"\"thang 12\"", "/10 /11"},
    {"\"QL27\"", "/12 /13"},
    {"\"ql 27 qua huyện\"", "/12 /13"},
    {"\"5tr\"", "/14 /15"},
    {"\"5 triệu\"", "/14 /15"},
    /* A year is no fifth one, and what no document joins is not joined. */
    {"\"khóa năm 2020\"", "/16"},
    {"\"sa mạc\"", "/17"},
    /* A syllable that lacks its marks is no foreign name in two parts. */
    {"\"chien\"", "/18"},
};

Test(variants, one_thing_is_found_by_each_way_of_writing_it, .init = folder_make,
     .fini = folder_remove)
{
    make_index("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);
        g_autofree char *paths = paths_of(hits);
        g_autofree char *got = sorted(paths);
        g_autofree char *want = sorted(rows[i].found);
        cr_assert(eq(str, got, want), "%s", rows[i].query);
        json_decref(hits);
    }
}

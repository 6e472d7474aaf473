/* The same words in other letters, found in phrases. */
#include "tests/unit/query/support.h"

static const char *const documents[] = {
    "Phòng dịch covid19 ở xã.",
    "Phòng dịch COVID-19 ở xã.",
    "Đại hội lần thứ XIII của Đảng.",
    "Đại hội lần thứ mười ba của Đảng.",
    "Đại hội lần thứ 13 của Đảng.",
    "Thành phố Pleiku hôm nay.",
    "Thị xã Plei Ku ngày xưa.",
    "Người M'Nông ở xã.",
    "Người Mnông ở xã.",
    "Cúng tháng Chạp ở đền.",
    "Cúng tháng 12 ở đền.",
    "Nâng cấp QL 27 qua huyện.",
    "Sửa QL27 qua huyện.",
    "Phạt 5 triệu đồng.",
    "Phạt 5tr.",
    "Khóa năm 2020 và khóa 5 năm.",
    "Sa mạc pa tê.",
    "Chiến dịch ở xã.",
    "Mục ch ien ở bảng.",
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
    make_texts("i", documents, G_N_ELEMENTS(documents));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *want = sorted(rows[i].found);
        assert_finds(rows[i].query, want);
    }
}

/* What is written joined in one of a hundred documents is an address, or a slip. */
Test(variants, words_without_marks_are_as_frequent_as_they_are_read, .init = folder_make,
     .fini = folder_remove)
{
    const char *texts[101];
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        texts[i] = "Khu du lịch của xã.";
    texts[0] = "Trang dulich của xã.";
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("\"du lich của xã\"");
    for (gsize i = 0; i < json_array_size(hits); i++) {
        const json_t *path = json_object_get(json_array_get(hits, i), "path");
        cr_assert_str_neq(json_string_value(path), "/1");
    }
    cr_assert(json_array_size(hits) > 0);
    json_decref(hits);
}

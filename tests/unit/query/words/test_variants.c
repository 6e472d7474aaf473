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

static const char *const ordinals[] = {
    "Học sinh lớp 9 của xã.",
    "Học sinh lớp chín của xã.",
    "Họ chia lớp ra 9 nhóm.",
    "Đại hội lần thứ mười của Đảng.",
    "Đại hội X của Đảng.",
    "Kỳ họp thứ 20 của tỉnh.",
    "Kỳ họp 20 của tỉnh.",
    "Họp hai mươi người.",
    "Phân bón của làng.",
    "Phần 4 của đề án.",
    "Lần thứ hai của xã.",
    "Lần hai của xã.",
    "Lần 2 của xã.",
    "Quân đoàn 4 về quê.",
    "Giữ nguyên Điều 5.",
    "Dịch cúm H5 N1 ở xã.",
    "Dịch cúm H5N1 ở xã.",
    "Sân bay Buônmathuột đêm.",
    "Sân bay Buôn Ma Thuột đêm.",
    "Ngập ở TT. Vĩnh Bình.",
    "Ngập ở thị trấn Vĩnh Bình.",
    "QĐ 1719 về dân tộc.",
    "Quyết định 1719 về dân tộc.",
    "Quyết định số 1719 về dân tộc.",
    "Chốt 1719 quyết định.",
    "Hỗ trợ 1,5 triệu mỗi hộ.",
    "Hỗ trợ 1.500.000 đồng mỗi hộ.",
    "Hỗ trợ 5 triệu mỗi hộ.",
    "Sửa đường ĐH 13 của xã.",
    "Chợ ở Đăk Nia.",
    "Điều 50 của quy chế.",
    "Lễ của người Kho.",
    "Kho thóc và khó khăn.",
    "Hồ Krôngbuk cạn.",
};

static const struct {
    const char *query;
    const char *found;
} ordinal_rows[] = {
    {"\"lớp chín\"", "/1 /2"},
    {"\"lop chin\"", "/1 /2"},
    {"\"lớp IX\"", "/1 /2"},
    {"\"Đại hội X\"", "/4 /5"},
    {"\"đại hội 10\"", "/4 /5"},
    {"\"đại hội lần thứ 10\"", "/4 /5"},
    {"\"kỳ họp thứ hai mươi\"", "/6 /7"},
    {"\"kỳ họp 20\"", "/6 /7"},
    {"\"phần bốn\"", "/10"},
    {"\"lần thứ hai\"", "/11 /12 /13"},
    {"\"lần 2\"", "/11 /12 /13"},
    {"\"quân đoàn bốn\"", "/14"},
    {"\"Điều thứ năm\"", "/15"},
    {"\"H5N1\"", "/16 /17"},
    {"\"h5 n1\"", "/16 /17"},
    {"\"Buôn Ma Thuột\"", "/18 /19"},
    {"\"buon ma thuot\"", "/18 /19"},
    {"\"thị trấn Vĩnh Bình\"", "/20 /21"},
    {"\"thi tran vinh binh\"", "/20 /21"},
    {"\"Quyết định 1719\"", "/22 /23 /24"},
    {"\"quyết định số 1719\"", "/22 /23 /24"},
    {"\"QĐ 1719\"", "/22 /23 /24"},
    {"\"1,5 triệu\"", "/26 /27"},
    {"\"1.500.000đ\"", "/26 /27"},
    {"\"1,5 trieu dong\"", "/26 /27"},
    {"\"dh13\"", "/29"},
    {"\"Đắk Nia\"", "/30"},
    {"\"Điều năm mươi\"", "/31"},
    {"\"người K'Ho\"", "/32"},
    {"\"Krông Búk\"", "/34"},
};

Test(variants, an_ordinal_is_one_with_what_it_counts, .init = folder_make, .fini = folder_remove)
{
    make_texts("i", ordinals, G_N_ELEMENTS(ordinals));
    for (gsize i = 0; i < G_N_ELEMENTS(ordinal_rows); i++) {
        g_autofree char *want = sorted(ordinal_rows[i].found);
        assert_finds(ordinal_rows[i].query, want);
    }
    /* Without marks it may be another word, which then is meant: "phân bón". */
    json_t *hits = hits_of("--limit=1|phan bon");
    cr_assert_str_eq(string_of(json_array_get(hits, 0), "path"), "/9");
    json_decref(hits);
}

static const char *const figures[] = {
    "Phạm vi 1/2 diện tích.",
    "Ngày 1 tháng 2 nghỉ.",
    "Họp ngày 01/2 ở xã.",
    "Lễ 2/9/1945 ở đình.",
    "Lễ 2 tháng 9 năm 1945 ở đình.",
    "Nhà 2, hẻm 9, xóm 1945.",
    "Gọi 0912 345 678 ngay.",
    "Gọi 0912345678 ngay.",
    "Gọi +84 912.345.678 ngay.",
    "Số 0912 và 345 và 678.",
    "Xe 29A-567.89 đỗ.",
    "Xe 29A56789 đỗ.",
    "Xe 29B-567.89 đỗ.",
    "Theo mẫu số 01 kèm.",
    "Theo mẫu 01 kèm.",
    "Mẫu vải số 01 kèm.",
    "Theo Nghị định 43/2006/NĐ-CP.",
    "Theo Nghị định số 43/2006/NĐ-CP.",
    "Theo Nghị định 43/2007/NĐ-CP.",
    "Vay hai mươi triệu đồng.",
    "Vay 20 triệu đồng.",
    "Vay 20.000.000đ.",
};

static const struct {
    const char *query;
    const char *found;
} figure_rows[] = {
    {"\"phạm vi 1/2\"", "/1"},
    {"\"ngày 1/2\"", "/2 /3"},
    {"\"1 tháng 2\"", "/2 /3"},
    {"\"họp ngày 1 tháng 2\"", "/3"},
    {"\"02-09-1945\"", "/4 /5"},
    {"\"ngày 2 tháng 9 năm 1945\"", "/4 /5"},
    {"\"le 2.9.1945\"", "/4 /5"},
    {"\"0912.345.678\"", "/7 /8 /9"},
    {"\"0912345678\"", "/7 /8 /9"},
    {"\"+84912345678\"", "/7 /8 /9"},
    {"\"29A 56789\"", "/11 /12"},
    {"\"29a-567.89\"", "/11 /12"},
    {"\"29A56789\"", "/11 /12"},
    {"\"mẫu 01\"", "/14 /15"},
    {"\"mẫu số 01\"", "/14 /15"},
    {"\"nghị định 43 năm 2006\"", "/17 /18"},
    {"\"NĐ 43/2006\"", "/17 /18"},
    {"\"20 triệu đồng\"", "/20 /21 /22"},
    {"\"hai mươi triệu đồng\"", "/20 /21 /22"},
};

Test(variants, figures_are_found_by_each_way_of_parting_them, .init = folder_make,
     .fini = folder_remove)
{
    make_texts("i", figures, G_N_ELEMENTS(figures));
    for (gsize i = 0; i < G_N_ELEMENTS(figure_rows); i++) {
        g_autofree char *want = sorted(figure_rows[i].found);
        assert_finds(figure_rows[i].query, want);
    }
}

/* A word that says that it has all its marks is no other in the name of a document either. */
Test(variants, names_of_documents_keep_what_is_to_stand_as_it_is, .init = folder_make,
     .fini = folder_remove)
{
    const TcSampleDocument titled[] = {
        {.path = "/1", .text = "Thủ mưa.", .title = "Thủ mưa"},
        {.path = "/2", .text = "Kế hoạch thu mua lúa.", .title = "Kế hoạch"},
    };
    make_index("i", titled, G_N_ELEMENTS(titled));
    json_t *hits = hits_of("=thu =mua");
    cr_assert_str_eq(string_of(json_array_get(hits, 0), "path"), "/2");
    json_decref(hits);
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

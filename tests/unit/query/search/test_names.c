#include "tests/unit/query/support.h"

/* The first one has a name; the others have its words more often, or cite it. */
static const TcSampleDocument documents[] = {
    {.path = "/a/luat-de-dieu.txt",
     .title = "LUẬT ĐÊ ĐIỀU",
     .type = "Luật",
     .text = "Quy định về quy hoạch phòng, chống lũ của tuyến đê."},
    {.path = "/a/14222885.doc",
     .title = "Về việc hỗ trợ gạo cho hộ nghèo",
     .type = "Quyết định",
     .text = "Cấp 500 tấn cho các huyện miền núi."},
    {.path = "/a/cv-de-dieu-hdnd.txt", .text = "Gia cố bờ sông."},
    {.path = "/b/1",
     .title = "Để điều hành giá",
     .text = "Luật để điều hành. Luật để điều hành. Luật để điều hành, luật để điều chỉnh."},
    {.path = "/b/2",
     .title = "Quyết định về giống lúa",
     .text = "Căn cứ Quyết định về hỗ trợ gạo; hỗ trợ gạo, hỗ trợ gạo cho hộ nghèo, quyết định về "
             "gạo."},
    {.path = "/b/3", .text = "Căn cứ Luật đê điều; căn cứ Luật đê điều; theo Luật đê điều."},
    {.path = "/a/law",
     .title = "LUẬT VỀ DẦU KHÍ VIỆT NAM",
     .type = "Luật",
     .number = "18/2021/QH14",
     .text = "Quy định về hoạt động khai thác dầu."},
    {.path = "/a/code", .title = "BỘ LUẬT HÌNH SỰ", .type = "Bộ luật", .text = "Tội phạm."},
    {.path = "/b/4",
     .title = "Sửa đổi Luật Dầu khí",
     .text = "Luật dầu khí số 18/2021/QH14, luật dầu khí 18/2021/QH14; bộ luật tố tụng hình sự, "
             "luật hình sự, luật hình sự."},
    {.path = "/a/fire",
     .title = "LUẬT PHÒNG CHÁY VÀ CHỮA CHÁY",
     .type = "Luật",
     .number = "27/2001/QH10",
     .text = "Trách nhiệm của chủ rừng."},
    {.path = "/a/rules",
     .title = "Thi hành Điều lệ Hội",
     .type = "Quy định",
     .number = "0294-QĐ/HN",
     .text = "Hội viên đóng hội phí."},
    {.path = "/c/1",
     .title = "Hướng dẫn nghiệp vụ",
     .type = "Hướng dẫn",
     .number = "12-HD/HN",
     .text = "Theo Quy định 294-QĐ/HN thi hành Điều lệ Hội, quy định thi hành Điều lệ Hội; Luật "
             "PCCC năm 2001, luật PCCC, phòng cháy và chữa cháy; Luật 27/2001/QH10 về chữa cháy "
             "rừng, chữa cháy rừng tràm, luật 27/2001/QH10."},
    {.path = "/b/5", .text = "Thu phí."},
    {.path = "/b/6", .text = "Bầu cử."},
    {.path = "/b/7", .text = "Làm đường."},
    {.path = "/b/8", .text = "Trồng rừng."},
    {.path = "/b/9", .text = "Khám bệnh."},
};

static void
setup(void)
{
    folder_make();
    make_index("i", documents, G_N_ELEMENTS(documents));
}

TestSuite(names, .init = setup, .fini = folder_remove);

static const struct {
    const char *query;
    const char *path; /* NULL: the query is no name */
} named[] = {
    {"luật đê điều", "/a/luat-de-dieu.txt"},
    {"luat de dieu", "/a/luat-de-dieu.txt"},
    {"Luật  Đê-Điều", "/a/luat-de-dieu.txt"},
    {"luat-de-dieu.txt", "/a/luat-de-dieu.txt"},
    {"để điều hành già", NULL}, /* marks that say something else */
    {"14222885.doc", "/a/14222885.doc"},
    {"14222885", "/a/14222885.doc"},
    {"cv-de-dieu-hdnd", "/a/cv-de-dieu-hdnd.txt"}, /* short forms as they are */
    {"CV đê điều HĐND", "/a/cv-de-dieu-hdnd.txt"},
    {"về việc hỗ trợ gạo cho hộ nghèo", "/a/14222885.doc"},
    {"hỗ trợ gạo cho hộ nghèo", "/a/14222885.doc"},
    {"quyết định về việc hỗ trợ gạo cho hộ nghèo", "/a/14222885.doc"},
    {"quyet dinh ho tro gao cho ho ngheo", "/a/14222885.doc"},
    {"hỗ trợ gạo", NULL}, /* a topic */
    {"luật dầu khí", "/a/law"},
    {"luat dau khi viet nam", "/a/law"},
    {"luật hình sự", "/a/code"},
    {"luat hinh su", "/a/code"},
    {"18/2021/QH14", "/a/law"},
    {"Luật số 18/2021/QH14", "/a/law"},
    {"nghị định số 18/2021/QH14", NULL}, /* it is none */
    {"sửa đổi 18/2021/QH14", NULL},
    {"\"luật đê điều\"", NULL},
    {"luật dầu khí 2021", "/a/law"}, /* of that year, by its number or day */
    {"luat dau khi nam 2021", "/a/law"},
    {"luật dầu khí 2013", NULL},
    {"Điều 12 Luật Dầu khí", "/a/law"}, /* a part of it */
    {"điểm b khoản 2 điều 12a của luật dầu khí năm 2021", "/a/law"},
    {"luaatj daauf khis 2021", "/a/law"},
    {"chương III luật đê điều", "/a/luat-de-dieu.txt"},
    {"dieu 3 luat de dieu", "/a/luat-de-dieu.txt"},
    {"điểm thi luật dầu khí", NULL},
    {"điều 12 khai thác dầu", NULL},
    {"năm 2021", NULL},
    {"luật pccc", "/a/fire"}, /* a short form in it */
    {"luaatj pccc 2001", "/a/fire"},
    {"Điều 3 Luật PCCC", "/a/fire"},
    {"nghiệp vụ pccc", NULL},
    {"luật 27/2001/QH10 chữa cháy rừng tràm", "/a/fire"}, /* by its number, whatever follows */
    {"luat so 27/2001 chua chay rung tram", "/a/fire"},
    {"nghị định 27/2001 chữa cháy rừng tràm", NULL},
    {"chữa cháy rừng tràm luật 27/2001/QH10", NULL},
    {"hướng dẫn 27/2001 chữa cháy rừng", NULL},
    {"sửa đổi luật 27/2001/QH10", NULL},
    {"quy định 294 thi hành điều lệ hội", "/a/rules"}, /* its number before its title */
    {"quy dinh so 294 thi hanh dieu le hoi", "/a/rules"},
    {"quy định 295 thi hành điều lệ hội", NULL},
    {"quy định 294-qdd/hn", "/a/rules"}, /* keys that are left in it */
    {"294/QD9-HN", "/a/rules"},
    {"294/qd9a-hn", NULL},
    {"hướng dẫn 12-HD/HN", "/c/1"}, /* no ordinal: "dẫn XII" */
};

Test(names, come_first_and_are_told)
{
    for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
        json_t *hits = hits_of(named[i].query);
        const json_t *first = json_array_get(hits, 0);
        const json_t *second = json_array_get(hits, 1);
        int is_named = json_is_true(json_object_get(first, "named"));

        cr_assert(eq(int, is_named, named[i].path != NULL), "%s", named[i].query);
        if (named[i].path != NULL) {
            assert_str(string_of(first, "path"), named[i].path, "%s", named[i].query);
            cr_assert(string_of(first, "suggestion") == NULL, "%s", named[i].query);
            if (second != NULL)
                cr_assert(ge(dbl, json_number_value(json_object_get(first, "score")),
                             json_number_value(json_object_get(second, "score"))));
        }
        json_decref(hits);
    }
}

Test(names, of_another_year_come_first_and_are_not_told)
{
    json_t *hits = hits_of("luật dầu khí 2013");
    const json_t *first = json_array_get(hits, 0);

    assert_str(string_of(first, "path"), "/a/law");
    cr_assert(json_object_get(first, "named") == NULL);
    json_decref(hits);
}

Test(names, tell_how_bare_words_are_read)
{
    json_t *hits = hits_of("luat de dieu");

    assert_str(string_of(json_array_get(hits, 0), "reading"), "luật đê điều");
    json_decref(hits);
    hits = hits_of("luat-de-dieu.txt"); /* as it is */
    cr_assert(string_of(json_array_get(hits, 0), "reading") == NULL);
    json_decref(hits);
}

Test(names, do_not_get_around_filters)
{
    json_t *hits = hits_of("--type=quyết định|luật đê điều");

    cr_assert(eq(sz, json_array_size(hits), 0));
    json_decref(hits);
}

/* Many documents have the words in their titles, and shorter texts. */
Test(names, come_first_among_many_titles_that_have_their_words)
{
    const guint count = 120;
    g_autofree TcSampleDocument *many = g_new0(TcSampleDocument, count);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < count; i++) {
        char *path = g_strdup_printf("/m/%u", i);
        char *title =
            i + 1 < count ? g_strdup_printf("Về giá đất tại xã số %u", i) : g_strdup("Về giá đất");
        char *text =
            i + 1 < count
                ? g_strdup_printf("Giá đất, bảng giá đất và giá đất ở của xã số %u.", i)
                : g_strdup("Người dân nộp đơn tại xã, có việc gì thì hỏi cán bộ địa chính. Ai ở xa "
                           "thì gửi đơn qua bưu điện, và giữ lại biên lai cho đến khi có trả lời.");
        g_ptr_array_add(texts, path);
        g_ptr_array_add(texts, title);
        g_ptr_array_add(texts, text);
        many[i] = (TcSampleDocument){.path = path, .title = title, .text = text};
    }
    make_index("many", many, count);
    json_t *hits = hits_of("--index=@many|giá đất");

    assert_str(string_of(json_array_get(hits, 0), "path"), "/m/119");
    cr_assert(json_object_get(json_array_get(hits, 0), "named") != NULL);
    json_decref(hits);
}

/* What a query without marks is understood as, told by the documents themselves. */
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

static const TcSampleDocument documents[] = {
    {.path = "/1", .text = "Báo cáo về chính sách đất đai. Báo cáo của Sở Tài chính."},
    {.path = "/2", .text = "Điều chỉnh quy hoạch. Điều chỉnh giá đất, chính sách mới."},
    {.path = "/3", .text = "Cải cách hành chính tại Ninh Thuận, thành phố Phan Rang."},
    {.path = "/4", .text = "Thành phố họp. Người cao tuổi được bảo vệ. Bảo cao giọng."},
    {.path = "/5", .text = "Giá thanh long tăng. Ban quản lý dự án thành lập."},
    {.path = "/6", .text = "Hoà giải ở cơ sở. Hoa quả tươi."},
    {.path = "/7", .text = "Máy tính HP Elite của Ban Tổ chức"},
};

static const struct {
    const char *query;
    const char *reading; /* NULL: as typed */
    const char *first;   /* the best hit */
} readings[] = {
    {"bao cao", "báo cáo", "/1"},
    {"BAO CAO", "BÁO CÁO", "/1"},
    {"chinh sach", "chính sách", NULL},
    /* The neighbour tells which chinh is meant. */
    {"dieu chinh", "điều chỉnh", "/2"},
    {"hanh chinh", "hành chính", "/3"},
    {"thanh pho", "thành phố", NULL},
    {"thanh long", "thanh long", "/5"},
    {"Ninh Thuan", "Ninh Thuận", "/3"},
    {"bao ve", "bảo vệ", "/4"},
    {"hoa giai", "hòa giải", "/6"},
    /* Half of the marks. */
    {"cải cach hành chinh", "cải cách hành chính", "/3"},
    {"điều chinh", "điều chỉnh", "/2"},
    /* As keystrokes. */
    {"ddieeuf chinhr", "điều chỉnh", "/2"},
    {"bao1 cao1", "báo cáo", "/1"},
    /* As typed. */
    {"báo cáo", NULL, "/1"},
    {"cải cách hành chính", NULL, "/3"},
    {"HP Elite", NULL, "/7"},
    {"hoa quả", NULL, "/6"},
};

EACH_ROW(restore, reads_the_query, readings)
ROW_TEST(size_t *row, restore, reads_the_query, .init = folder_make, .fini = folder_remove)
{
    json_t *hits = NULL;
    const char *reading = NULL;

    if (*row == 0)
        make_index("i", documents, G_N_ELEMENTS(documents));
    hits = hits_of(readings[*row].query);
    reading = string_of(json_array_get(hits, 0), "reading");
    /* A reading that is what was typed is not told. */
    if (g_strcmp0(readings[*row].query, readings[*row].reading) != 0)
        cr_assert(eq(int, g_strcmp0(reading, readings[*row].reading), 0), "%s: %s",
                  readings[*row].query, reading);
    else
        cr_assert(eq(int, reading == NULL, 1), "%s: %s", readings[*row].query, reading);
    if (readings[*row].first != NULL)
        assert_str(string_of(json_array_get(hits, 0), "path"), readings[*row].first, "%s",
                   readings[*row].query);
    json_decref(hits);
}

/* Texts have "nhiều" and "ở đầu", and hardly ever ask; queries do. */
Test(restore, reads_what_is_asked, .init = folder_make, .fini = folder_remove)
{
    static const char *const answers[] = {
        "Có hộ nghèo. Có nhiều chợ, bảo nhiều lần. Bao lúa.",  "Cảng nằm ở đầu xã. Trạm y tế xã.",
        "Nhiêu khê. Đâu đó có nhiều chợ ở đầu làng. Lầu cao.", "Bảo lâu, lầu lâu năm. Nhiều người.",
        "Cửa ải xa, ải nào cũng có lính gác, được cấp lương.", "Ải Bắc phải giữ. Dân có quyền hỏi.",
    };
    static const struct {
        const char *query;
        const char *reading;
    } rows[] = {
        {"co bao nhieu ho ngheo", "có bao nhiêu hộ nghèo"},
        {"cang nam o dau", "cảng nằm ở đâu"},
        {"tram y te o dau xa", "trạm y tế ở đầu xã"},
        {"ai co quyen hoi", "ai có quyền hỏi"},
    };

    make_texts("i", answers, G_N_ELEMENTS(answers));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].query);

        assert_str(string_of(json_array_get(hits, 0), "reading"), rows[i].reading, "%s",
                   rows[i].query);
        json_decref(hits);
    }
}

/* The reading re-ranks; it hides nothing. */
Test(restore, what_was_not_meant_is_found_too, .init = folder_make, .fini = folder_remove)
{
    json_t *hits = NULL;

    make_index("i", documents, G_N_ELEMENTS(documents));
    hits = hits_of("bao cao");
    cr_assert(ne(ptr, hit_at(hits, "/4"), NULL));
    assert_str(string_of(json_array_get(hits, 0), "path"), "/1");
    json_decref(hits);
}

Test(restore, a_phrase_without_marks_is_read_too, .init = folder_make, .fini = folder_remove)
{
    json_t *hits = NULL;
    g_autofree char *paths = NULL;
    g_autofree char *lit = NULL;

    make_index("i", documents, G_N_ELEMENTS(documents));
    hits = hits_of("\"dieu chinh quy hoach\"");
    paths = paths_of(hits);
    assert_str(paths, "/2");
    lit = lit_in(json_array_get(hits, 0));
    cr_assert(eq(int, g_str_has_prefix(lit, "Điều chỉnh quy hoạch"), 1), "%s", lit);
    json_decref(hits);
}

/* ---- neighbours that documents repeat ---- */

/* The few documents about it are among hundreds with the same bare words, all of them shorter. */
Test(restore, what_one_document_repeats_is_known_before_any_is_read, .init = folder_make,
     .fini = folder_remove)
{
    enum { COUNT = 450, ABOUT = 20 };
    g_autofree TcSampleDocument *many = g_new0(TcSampleDocument, COUNT);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) about = g_string_new(NULL);
    json_t *hits = NULL;

    for (guint i = 0; i < COUNT; i++) {
        char *path = g_strdup_printf("/%03u", i);
        char *text = g_strdup_printf("Tiêu đề %u. Hành lang. Tính toán.", i);
        g_ptr_array_add(strings, path);
        g_ptr_array_add(strings, text);
        many[i] = (TcSampleDocument){.path = path, .text = text};
    }
    for (guint i = 0; i < 40; i++)
        g_string_append_printf(about, "Trang %u của một quyển sách rất dài nói đến nhiều điều. ",
                               i);
    g_string_append(about, "Tiểu hành tinh này. Tiểu hành tinh kia.");
    for (guint i = COUNT - ABOUT; i < COUNT; i++)
        many[i].text = about->str;
    make_index("i", many, COUNT);
    hits = hits_of("tieu hanh tinh");
    assert_str(string_of(json_array_get(hits, 0), "reading"), "tiểu hành tinh");
    assert_str(string_of(json_array_get(hits, 0), "path"), "/430");
    json_decref(hits);
}

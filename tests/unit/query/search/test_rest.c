/* A phrase beside plain words: documents that lack it follow where there is room, and say so. */
#include "tests/unit/query/support.h"

static const TcSampleDocument documents[] = {
    {.path = "/1", .text = "Kế hoạch chuyển đổi số trong trường học của tỉnh."},
    {.path = "/2", .text = "Trường học chuyển sang đổi mới, số lớp tăng, theo kế hoạch."},
    {.path = "/3", .text = "Trường học của xã có kế hoạch chuyển trường, đổi lớp, số điểm."},
    {.path = "/4", .text = "Chuyển đổi số ở bệnh viện."},
    {.path = "/5", .text = "Giá lúa gạo ở chợ."},
    {.path = "/6", .text = "Nuôi tôm ven biển."},
    {.path = "/7", .text = "Làng nghề gốm."},
    {.path = "/8", .text = "Đường liên xã."},
    {.path = "/9", .text = "Cấp nước sạch."},
    {.path = "/a", .text = "Trồng rừng phòng hộ."},
    {.path = "/b", .text = "Thành phố thí điểm tuyến xe điện gom khách ra ga tàu điện ngầm."},
    {.path = "/c", .text = "Cơn sốt giá đất ven đô."},
    {.path = "/d", .text = "Trẻ lên cơn sốt xuất huyết vào mùa mưa ở thành phố."},
};

static void
make_documents(void)
{
    folder_make();
    make_index("i", documents, G_N_ELEMENTS(documents));
}

/* "/1 /4 (/2 /3)": those that lack the phrase in parentheses. */
static char *
pages_of(const char *line)
{
    json_t *hits = hits_of(line);
    GString *out = g_string_new(NULL);
    gboolean is_without = FALSE;
    double last = G_MAXDOUBLE;
    size_t i;
    json_t *hit;
    json_array_foreach(hits, i, hit)
    {
        gboolean lacks = json_is_true(json_object_get(hit, "without_phrase"));
        double score = json_real_value(json_object_get(hit, "score"));
        cr_assert(score <= last, "%s: scores go up", line);
        cr_assert(not(lacks && json_is_true(json_object_get(hit, "about"))), "%s", line);
        g_string_append_printf(out, "%s%s%s%s", is_without && !lacks ? ")" : "",
                               out->len > 0 ? " " : "", lacks && !is_without ? "(" : "",
                               string_of(hit, "path"));
        is_without = lacks;
        last = score;
    }
    g_string_append(out, is_without ? ")" : "");
    json_decref(hits);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *line;
    const char *found;
} rows[] = {
    {"\"chuyển đổi số\" trường học", "/1 /4 (/3 /2)"},
    {"trường học \"chuyển đổi số\"", "/1 /4 (/2 /3)"},
    {"\"chuyen doi so\" truong hoc", "/1 /4 (/3 /2)"},
    {"“chuyển đổi số” trường học", "/1 /4 (/3 /2)"},
    /* No document has it. */
    {"--no-aliases|\"số hóa trường\" kế hoạch", "(/3 /1 /2 /4)"},
    {"\"chuyển đổi số\" \"trường học\" kế hoạch", "/1 (/3 /2 /4)"},
    /* Whatever else restricts the hits does so with the rest. */
    {"\"chuyển đổi số\" trường học -lớp", "/1 /4"},
    {"\"chuyển đổi số\" trường học +xã", "(/3 /8)"},
    {"\"chuyển đổi số\" trường học tệp:2", "(/2)"},
    /* Pages go on where the one before ended. */
    {"--limit=1|\"chuyển đổi số\" trường học", "/1"},
    {"--limit=3|\"chuyển đổi số\" trường học", "/1 /4 (/3)"},
    {"--any|--limit=2|--offset=1|\"chuyển đổi số\" trường học", "/4 (/3)"},
    {"--any|--limit=2|--offset=3|\"chuyển đổi số\" trường học", "(/2)"},
    {"--any|--limit=2|--offset=9|\"chuyển đổi số\" trường học", ""},
    {"--any|\"chuyển đổi số\" trường học", "/1 /4 (/3 /2)"},
    /* A title that was pasted: what says all but the phrase stands before what says only that. */
    {"Thành phố thí điểm xe điện gom khách, hết \"cơn sốt\" taxi", "(/b) /d /c (/3)"},
    {"--limit=1|Thành phố thí điểm xe điện gom khách, hết \"cơn sốt\" taxi", "(/b)"},
    {"--limit=1|--offset=1|Thành phố thí điểm xe điện gom khách, hết \"cơn sốt\" taxi", "/d"},
    /* ... also behind one that says both. */
    {"trẻ lên \"cơn sốt\" xuất huyết vào mùa mưa ở thành phố thí điểm tuyến xe điện",
     "/d (/b) /c (/3 /5 /4)"},
    {"--limit=1|--offset=1|trẻ lên \"cơn sốt\" xuất huyết vào mùa mưa ở thành phố thí điểm tuyến "
     "xe điện",
     "(/b)"},
    {"+\"cơn sốt\" thành phố thí điểm xe điện gom khách", "/d /c"},
    {"\"cơn sốt\" trẻ lên mùa mưa ở thành phố", "/d /c (/b /5 /4)"},
    /* What is asked for exactly. */
    {"\"chuyển đổi số\"", "/4 /1"},
    {"+\"chuyển đổi số\" trường học", "/1 /4"},
    {"\"chuyển đổi số\" AND trường học", "/1"},
    {"\"số hóa trường\"", ""},
    {"\"…\" lúa gạo", "/5"},
    {"--sort=newest|\"chuyển đổi số\" trường học", "/1"},
    {"--list|\"chuyển đổi số\" trường học", "/1"},
};

Test(rest, follows_where_a_phrase_leaves_room, .init = make_documents, .fini = folder_remove)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *found = pages_of(rows[i].line);
        cr_expect(eq(str, found, (char *)rows[i].found), "%s", rows[i].line);
    }
}

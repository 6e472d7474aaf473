/* What was typed is never behind, nor replaced: laws that hold in whatever archive. */
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

enum { ARCHIVES = 6, DOCUMENTS = 24 };

/* Names that stand for each other in the table of aliases. */
static const char *const names[][2] = {
    {"bằng lái xe", "giấy phép lái xe"}, {"sổ đỏ", "giấy chứng nhận quyền sử dụng đất"},
    {"chăn nuôi heo", "chăn nuôi lợn"},  {"Bộ Thương mại", "Bộ Công Thương"},
    {"Ninh Thuận", "Khánh Hòa"},
};

static const char *const others[] = {
    "thủ tục",  "hồ sơ",    "ở xã",     "hộ gia đình", "báo cáo",  "năm nay",
    "kinh phí", "tổng hợp", "kế hoạch", "nông dân",    "hội nghị", "văn bản",
    "tỉnh",     "cán bộ",   "hợp tác",  "ngân sách",
};

static const char *
any_of(GRand *random, const char *const *list, gsize count)
{
    return list[g_rand_int_range(random, 0, (gint32)count)];
}

/* Documents of random words, in which either name stands, both, or neither, once or often. */
static void
make_archive(GRand *random, const char *const *pair, GPtrArray *texts, gboolean *is_typed)
{
    TcSampleDocument documents[DOCUMENTS];
    for (guint d = 0; d < DOCUMENTS; d++) {
        GString *text = g_string_new(NULL);
        guint kind = (guint)g_rand_int_range(random, 0, 4);
        gint32 words = g_rand_int_range(random, 1, 60);
        is_typed[d] = (kind & 1) != 0;
        for (gint32 w = 0; w < words; w++)
            g_string_append_printf(text, "%s, ", any_of(random, others, G_N_ELEMENTS(others)));
        for (gint32 n = (kind & 2) != 0 ? g_rand_int_range(random, 1, 6) : 0; n > 0; n--)
            g_string_append_printf(text, "%s, %s, ", pair[1],
                                   any_of(random, others, G_N_ELEMENTS(others)));
        if (is_typed[d])
            g_string_append_printf(text, "%s, ", pair[0]);
        g_string_append(text, "hết.");
        g_ptr_array_add(texts, g_strdup_printf("/%02u", d));
        documents[d].path = g_ptr_array_index(texts, texts->len - 1);
        g_ptr_array_add(texts, g_string_free(text, FALSE));
        documents[d] = (TcSampleDocument){.path = documents[d].path,
                                          .text = g_ptr_array_index(texts, texts->len - 1)};
    }
    make_index("i", documents, DOCUMENTS);
}

/* What says it as it was typed stands before all that does not, whatever else is in the archive. */
Test(typed_first, no_alias_stands_before_what_was_typed, .timeout = 120)
{
    for (guint seed = 1; seed <= ARCHIVES; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        const char *const *pair = names[seed % G_N_ELEMENTS(names)];
        gboolean is_typed[DOCUMENTS] = {FALSE};
        folder_make();
        make_archive(random, pair, texts, is_typed);
        g_autofree char *line = g_strdup_printf("--any|--limit=%d|%s", DOCUMENTS, pair[0]);
        json_t *hits = hits_of(line);
        gboolean is_by_alias = FALSE;
        size_t i;
        json_t *hit;
        json_array_foreach(hits, i, hit)
        {
            gboolean is_as_typed = is_typed[atoi(string_of(hit, "path") + 1)];
            cr_assert(not(is_as_typed && is_by_alias),
                      "seed %u: %s is behind what has another name", seed, string_of(hit, "path"));
            is_by_alias |= !is_as_typed;
        }
        json_decref(hits);
        folder_remove();
    }
}

/* A query, what says it in another way of writing, and what has only its words here and there. */
static const struct {
    const char *query;
    const char *other;
    const char *scattered;
} together[] = {
    {"Băng Cốc", "Bay thẳng tới Bangkok mỗi sáng.", "Cốc băng."},
    {"lớp chín", "Thi học sinh giỏi lớp 9 cấp trường.", "Chín lớp học, lớp nào cũng chín."},
    {"lop chin", "Thi học sinh giỏi lớp IX cấp trường.", "Chín lớp học."},
    {"Cát Bà", "Voọc đầu vàng ở đảo Catba.", "Bà bán cát."},
    {"Buôn Ma Thuột", "Sân bay Buônmathuột kéo dài đường băng.", "Ma thuật, buôn bán, thuột."},
    {"Đại hội X", "Nghị quyết Đại hội lần thứ 10 về nông nghiệp.", "Hội nghị đại biểu ở khu X."},
    {"quân đoàn bốn", "Gặp mặt cựu binh Quân đoàn 4.", "Bốn đoàn quân nhạc."},
    {"Điều 7", "Ghi ở Điều VII của hòa ước.", "Bảy khoản, 7 dòng, điều nào cũng dài."},
    {"ĐBQH", "Đại biểu Quốc hội tiếp xúc cử tri.", "Quốc đại, biểu hội."},
    {"quận Gò Vấp", "Chợ tự phát ở Q. Gò Vấp.", "Quận có gò, dễ vấp."},
    /* What a thing is one of is no more about it for that, but nearer than these. */
    {"thuốc lắc", "Phòng, chống tội phạm về ma túy.", "Lắc chai thuốc trước khi uống."},
    {"thuoc lac", "Phòng, chống tội phạm về ma túy.", "Lắc chai thuốc trước khi uống."},
};

Test(typed_first, words_here_and_there_stand_behind_the_same_thing_written_in_another_way,
     .timeout = 60)
{
    for (gsize i = 0; i < G_N_ELEMENTS(together); i++) {
        const char *texts[16] = {together[i].scattered, together[i].other};
        for (gsize d = 2; d < G_N_ELEMENTS(texts); d++)
            texts[d] = "Thông báo lịch trực của cơ quan.";
        folder_make();
        make_texts("i", texts, G_N_ELEMENTS(texts));
        json_t *hits = hits_of(together[i].query);
        cr_assert(json_array_size(hits) > 0, "%s", together[i].query);
        cr_assert_str_eq(string_of(json_array_get(hits, 0), "path"), "/2", "%s", together[i].query);
        json_decref(hits);
        folder_remove();
    }
}

/* Two documents among others that say nothing of the query, and which of them is first. */
static const struct {
    const char *query, *texts[3], *first, *second;
} pairs[] = {
    /* What has it as it was typed is not behind either: all of these are the same thing. */
    {"lớp chín",
     {"Thi học sinh giỏi lớp 9 cấp trường.", "Thi học sinh giỏi lớp chín cấp trường.",
      "Chín lớp học."},
     "/2",
     "/1"},
    /* The rule is for names: where they are few of the words, all of these count as ever. */
    {"phòng tránh đuối nước cho học sinh lớp chín",
     {"Phòng tránh đuối nước cho học sinh lớp chín.",
      "Kế hoạch phòng tránh đuối nước cho học sinh toàn tỉnh, học sinh các lớp, chín huyện.",
      "Sách lớp 9."},
     "/1",
     "/2"},
    /* All of a topic stands before a part of it, by whatever name. */
    {"nuôi tôm Ninh Bình",
     {"Trồng rừng ở tỉnh Ninh Bình, Ninh Bình, Ninh Bình.", "Nuôi tôm ở tỉnh Hà Nam.",
      "Xây trường ở tỉnh Nam Định, Nam Định, Nam Định."},
     "/2",
     "/1"},
    /* Nor are words of a name here and there, however rare, any of it where another name stands. */
    {"sổ đỏ",
     {"Lan hài đỏ, gà lôi đỏ, cá đỏ, sâm đỏ, gỗ đỏ. Không cần giấy chứng nhận quyền sử dụng đất.",
      "Giấy chứng nhận quyền sử dụng đất: ai được cấp giấy chứng nhận quyền sử dụng đất, ai phải "
      "trả giấy chứng nhận quyền sử dụng đất.",
      "Sổ trực."},
     "/2",
     "/1"},
    /* Nor are two of them side by side by chance. */
    {"cấp sổ đỏ",
     {"Giấy phép do huyện cấp, sổ danh bạ thuyền viên, hộ chiếu. Người nuôi cá được cấp giấy chứng "
      "nhận quyền sử dụng đất.",
      "Cấp giấy chứng nhận quyền sử dụng đất cho hộ. Thủ tục cấp giấy chứng nhận quyền sử dụng "
      "đất, "
      "thời hạn cấp giấy chứng nhận quyền sử dụng đất.",
      "Đỏ đen."},
     "/2",
     "/1"},
    /* Fewer than half of the words are a name, which nobody says: its words here and there are none
     * of it, and what has another name for it and no less of the rest comes first. */
    {"muốn lên thổ cư phải nộp bao nhiêu tiền",
     {"Muốn tới bến phải lên thuyền. Dân cư nộp áo phao, thổ sản bán ở chợ, tiền vé bao nhiêu cũng "
      "có ghi.",
      "Nộp tiền khi chuyển mục đích sử dụng đất.", "Tiền vé."},
     "/2",
     "/1"},
    {"xe cứu hỏa không vào được hẻm nhỏ",
     {"Hỏa mai bày ở bảo tàng. Xe đạp. Đội cứu hộ không nghỉ. Vào vụ được mùa, hẻm núi.",
      "Ngõ mà xe chữa cháy không tới được.", "Nhỏ."},
     "/2",
     "/1"},
    /* A word beside none of its neighbours is hardly the one that was typed. */
    {"xe cứu hỏa tới trễ vì kẹt cứng đường hẻm đông người",
     {"Hỏa mai bày ở bảo tàng. Xe đạp. Đội cứu hộ. Khách tới. Hàng trễ. Vì dân. Kẹt giấy. Cứng "
      "cáp. "
      "Đường phèn. Hẻm núi. Mùa đông. Nghề người thợ.",
      "Xe chữa cháy không qua được ngõ.", "Nhỏ."},
     "/2",
     "/1"},
    /* So it is where half of the words are names, of which one is said: the other is not. */
    {"đi xe máy không bằng lái ban đêm",
     {"Xe máy cổ bày ở sân. Đi tới. Không ai. Bằng khen. Lái buôn. Ban sáng. Đêm thơ.",
      "Xe mô tô không có giấy phép lái xe.", "Nhỏ."},
     "/2",
     "/1"},
    /* And by what the thing is one of, if it is much of the query. */
    {"xả nước thải ra sông làm chết cá",
     {"Xả láng. Uống nước. Đồ thải. Ra sân. Dòng sông. Làm quen. Chết máy. Cá cược.",
      "Cơ sở gây ô nhiễm nguồn nước bị đình chỉ.", "Nhỏ."},
     "/2",
     "/1"},
    /* Not so by what a thing is one of: what has the rest is nearer. "lam lua" is no làm lúa here.
     */
    {"Sheepshanks lam lua lan ra trong cabin do loai khi nao",
     {"Dịch bùng phát làm nhiều loài chết. Cây lúa trồng trọt, sản xuất lúa trong vụ này. Khi nào "
      "làm thì làm.",
      "Khí ô-xy làm ngọn lửa lan ra trong cabin, bùng to.", "Khi nào."},
     "/2",
     "/1"},
    /* With all the rest of the query it is so, too, not only with some. */
    {"đi đẻ được bảo hiểm bao nhiêu",
     {"Người đi xe được bảo hiểm bao nhiêu tùy loại xe: bảo hiểm xe bao nhiêu, bảo hiểm hàng bao "
      "nhiêu.",
      "Lao động nữ sinh con được hưởng bảo hiểm xã hội.", "Nhỏ."},
     "/2",
     "/1"},
    /* Words of a name side by side with others are about it no more than another name is. */
    {"tách sổ cho con",
     {"Mua sổ tay cho con em cán bộ. Sổ tay được tách thành hai loại, cấp cho con em có thành "
      "tích.",
      "Trình tự tách thửa đất cho người nhận.", "Nhỏ."},
     "/2",
     "/1"},
    /* What several things are one of tells of one of them, and of what is said besides. */
    {"nước lên ngập nhà chạy lụt",
     {"Khắc phục thiệt hại do thiên tai: mưa to kèm gió giật mạnh làm tốc mái 42 căn, các lực "
      "lượng "
      "giúp lợp lại.",
      "Sơ tán dân vùng ngập lũ khi mực nước vượt báo động, đưa người già tới nơi cao.", "Nhỏ."},
     "/2",
     "/1"},
    /* Of what a thing is one of the rarer tells more. */
    {"thầy bói",
     {"Tín ngưỡng, tôn giáo: cấp phép xây công trình tôn giáo, tín ngưỡng, tôn giáo ở xã.",
      "Xử lý hoạt động mê tín dị đoan.", "Tôn giáo."},
     "/2",
     "/1"},
    /* Rare words of what a thing is one of say as much as the name. */
    {"hàng xóm vứt rác trước cửa nhà",
     {"Mỗi nhà treo cờ trước cửa, xóm quét vôi.",
      "Phạt tiền người thải bỏ chất thải rắn sinh hoạt không đúng nơi.", "Nhỏ."},
     "/2",
     "/1"},
    /* A name with another word for it is not hidden by one that it goes on behind, and of which
     * only what it is one of is known: đòi nợ thuê by giang hồ đòi nợ. */
    {"giang hồ đòi nợ thuê",
     {"Tổ chức tín dụng thu nợ: tín dụng nông thôn.", "Cấm kinh doanh dịch vụ đòi nợ.", "Nhỏ."},
     "/2",
     "/1"},
    /* A word of a name is no keystrokes, though the archive has what they mean. */
    {"bán đĩa phim sex",
     {"Phim tài liệu sẽ chiếu, đĩa nhạc sẽ bán.", "Cấm truyền bá văn hóa phẩm đồi trụy.", "Sẽ."},
     "/2",
     "/1"},
    /* In quotes what stands in just these letters is first, however often others have it. */
    {"\"5 triệu đồng\"",
     {"Phạt 5.000.000 đồng. Thưởng 5.000.000 đồng. Thu 5.000.000 đồng.",
      "Quỹ tình nghĩa của xã trao cho mỗi hộ có nhà bị tốc mái trong trận lốc chiều qua 5 triệu "
      "đồng "
      "để mua tôn và xà gồ, và vận động thanh niên giúp công.",
      "Chi 5tr đồng."},
     "/2",
     "/1"},
    {"\"UBND tỉnh\"",
     {"Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh, Ủy ban nhân dân tỉnh.",
      "Thông báo về việc tiếp công dân định kỳ của lãnh đạo UBND tỉnh vào sáng thứ năm hằng tuần "
      "tại "
      "trụ sở ở phường trung tâm.",
      "Dân tỉnh nào, ủy ban nào."},
     "/2",
     "/1"},
};

EACH_ROW(typed_first, of_two_documents, pairs)
ROW_TEST(size_t *row, typed_first, of_two_documents, .timeout = 60)
{
    const char *texts[] = {
        NULL,
        NULL,
        NULL,
        "Thông báo lịch trực.",
        "Thông báo lịch họp.",
        "Thông báo lịch nghỉ.",
        "Thông báo lương.",
        "Thông báo thưởng.",
        "Thông báo phép.",
        "Thông báo thuế.",
        "Thông báo phí.",
        "Thông báo giá.",
    };
    memcpy(texts, pairs[*row].texts, sizeof pairs[*row].texts);
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of(pairs[*row].query);
    cr_assert_str_eq(string_of(json_array_get(hits, 0), "path"), pairs[*row].first);
    cr_assert_str_eq(string_of(json_array_get(hits, 1), "path"), pairs[*row].second);
    json_decref(hits);
    folder_remove();
}

/* A query of which a part has another name, and what says the rest and that name: it is worth as
 * much whether the query was typed with marks or without. */
static const struct {
    const char *marked, *bare, *text;
} unmarked[] = {
    {"hồ sơ đổi bằng lái xe", "ho so doi bang lai xe", "Hồ sơ đổi giấy phép lái xe."},
    {"trồng rừng phòng hộ Vĩnh Long", "trong rung phong ho Vinh Long",
     "Trồng rừng phòng hộ tỉnh Trà Vinh."},
    {"nuôi tôm Bắc Ninh", "nuoi tom Bac Ninh", "Nuôi tôm ở tỉnh Bắc Giang."},
    {"thủ tục tiền tuất cho vợ", "thu tuc tien tuat cho vo", "Thủ tục trợ cấp tuất cho vợ."},
};

EACH_ROW(typed_first, other_names_count_without_marks, unmarked)
ROW_TEST(size_t *row, typed_first, other_names_count_without_marks, .timeout = 60)
{
    const char *texts[24];
    for (gsize d = 0; d < G_N_ELEMENTS(texts); d++)
        texts[d] = d % 3 == 0 ? "Hồ sơ trồng rừng, nuôi tôm, đổi đất ở xã Vĩnh Thịnh, vợ chồng."
                   : d % 3 == 1 ? "Thông báo lịch trực, trợ lý, lái xe, bằng khen ở huyện."
                                : "Phòng họp, tiền điện, ninh xương, bắc cầu, long nhãn.";
    texts[0] = unmarked[*row].text;
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *marked = hits_of(unmarked[*row].marked);
    json_t *bare = hits_of(unmarked[*row].bare);
    for (guint i = 0; i < 2; i++) {
        const json_t *hit = json_array_get(i == 0 ? marked : bare, 0);
        gboolean is_about = json_is_true(json_object_get(hit, "about"));
        cr_assert_str_eq(string_of(hit, "path"), "/1");
        cr_assert(is_about, "%s", i == 0 ? unmarked[*row].marked : unmarked[*row].bare);
    }
    json_decref(marked);
    json_decref(bare);
    folder_remove();
}

/* Nor is a name that the table knows taken for a slip because no document has it. */
Test(typed_first, a_known_name_is_no_slip, .init = folder_make, .fini = folder_remove)
{
    const char *texts[12] = {"Hiến, lấy, ghép mô, bộ phận cơ thể người.", "Quỹ hiến tặng sách."};
    for (gsize d = 2; d < G_N_ELEMENTS(texts); d++)
        texts[d] = "Thông báo lịch trực của cơ quan.";
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("hiến tạng");
    const json_t *first = json_array_get(hits, 0);
    cr_assert_str_eq(string_of(first, "path"), "/1");
    cr_assert_null(string_of(first, "reading"));
    json_decref(hits);
}

/* What people say without marks where no document has it is read as what it is, though documents
 * have words that look like it side by side. */
static const struct {
    const char *query, *reading, *text, *chance;
} unsaid[] = {
    {"nghi de", "nghỉ đẻ", "Chế độ thai sản của lao động nữ.",
     "Kháng nghị, đề nghị hủy án. Sinh đẻ. Nghỉ lễ."},
    {"ly di", "ly dị", "Thủ tục ly hôn ở tòa.", "Xử lý di vật. Người dị ứng, ly nước."},
    {"duoi viec", "đuổi việc", "Sa thải người lao động.",
     "Ghi bên dưới việc cần làm. Đuổi bắt tội phạm. Việc gấp."},
    {"nghi de duoc may thang", "nghỉ đẻ được mấy tháng",
     "Chế độ thai sản: được trợ cấp sáu tháng, thêm mấy ngày.",
     "Kháng nghị, đề nghị hủy án. Nghị định để lại. Nghỉ lễ được thưởng."},
    {"che do nghi de", "chế độ nghỉ đẻ", "Chế độ thai sản của lao động nữ.",
     "Kháng nghị, đề nghị hủy án. Sinh đẻ. Nghỉ lễ."},
    /* What documents say is read as they say it, though the table has a name that looks like it. */
    {"mau thuan gia dinh", "mâu thuẫn gia đình",
     "Hòa giải mâu thuẫn giữa người trong nhà. Gia đình hòa thuận, gia đình văn hóa.",
     "Thành Gia Định xưa, Gia Định phủ, mẫu đơn."},
    {"tang ca", "tăng ca", "Làm thêm giờ ở xưởng may.", "Sản lượng tăng, cá chết. Đơn ca."},
};

EACH_ROW(typed_first, names_are_read_as_such, unsaid)
ROW_TEST(size_t *row, typed_first, names_are_read_as_such, .timeout = 60)
{
    const char *texts[30];
    for (gsize d = 0; d < G_N_ELEMENTS(texts); d++)
        texts[d] = d % 3 == 0 ? "Tăng lương, cá nước ngọt, việc làm, di sản, ly cà phê, gia súc."
                   : d % 3 == 1
                       ? "Nghị quyết của xã. Đề án trồng rừng. Quốc gia, dưới chân đồi, lý trưởng."
                       : "Dưới suối, ca nô, lý trưởng, nghị viên, đề tài, việc làng.";
    texts[0] = unsaid[*row].text;
    texts[1] = unsaid[*row].chance;
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of(unsaid[*row].query);
    const json_t *first = json_array_get(hits, 0);
    cr_assert_str_eq(string_of(first, "path"), "/1", "%s", unsaid[*row].query);
    cr_assert_str_eq(string_of(first, "reading"), unsaid[*row].reading, "%s", unsaid[*row].query);
    json_decref(hits);
    folder_remove();
}

/* A name of three words is hardly another by chance, though documents have the words of both. */
Test(typed_first, a_long_name_is_read_as_such, .init = folder_make, .fini = folder_remove)
{
    const char *texts[24];
    for (gsize d = 0; d < G_N_ELEMENTS(texts); d++)
        texts[d] = d < 4    ? "Đèn do mưa bão tắt."
                   : d < 6  ? "Bật đèn đỏ."
                   : d < 12 ? "Tắt đèn."
                            : "Thông báo lịch trực của cơ quan.";
    texts[12] = "Không chấp hành hiệu lệnh của đèn tín hiệu giao thông.";
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("vuot den do");
    const json_t *first = json_array_get(hits, 0);
    cr_assert_str_eq(string_of(first, "path"), "/13");
    cr_assert_str_eq(string_of(first, "reading"), "vượt đèn đỏ");
    json_decref(hits);
}

/* A suggestion is made of words that documents have, and finds something. */
Test(typed_first, what_is_suggested_is_there, .timeout = 120)
{
    folder_make();
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    gboolean is_typed[DOCUMENTS] = {FALSE};
    make_archive(random, names[0], texts, is_typed);
    guint suggested = 0;
    for (guint n = 0; n < 60; n++) {
        /* Two of the words, of which a letter is lost, doubled or swapped. */
        g_autofree char *phrase = g_strconcat(any_of(random, others, G_N_ELEMENTS(others)), " ",
                                              any_of(random, others, G_N_ELEMENTS(others)), NULL);
        glong length = g_utf8_strlen(phrase, -1);
        glong at = g_rand_int_range(random, 0, (gint32)length - 1);
        g_autofree char *before = g_utf8_substring(phrase, 0, at);
        g_autofree char *letter = g_utf8_substring(phrase, at, at + 1);
        g_autofree char *after = g_utf8_substring(phrase, at + 1, length);
        guint how = (guint)g_rand_int_range(random, 0, 3);
        g_autofree char *query = how == 0   ? g_strconcat(before, after, NULL)
                                 : how == 1 ? g_strconcat(before, letter, letter, after, NULL)
                                            : g_strconcat(before, "x", after, NULL);
        g_autofree char *line = g_strdup_printf("--any|--limit=1|%s", query);
        json_t *hits = hits_of(line);
        const char *meant =
            json_array_size(hits) > 0 ? string_of(json_array_get(hits, 0), "suggestion") : NULL;
        if (meant != NULL) {
            g_auto(GStrv) words = g_strsplit(meant, " ", -1);
            suggested++;
            for (char **word = words; *word != NULL; word++) {
                if (strstr(query, *word) != NULL)
                    continue; /* as it was typed */
                g_autofree char *exact = g_strdup_printf("--limit=1|\"=%s\"", *word);
                json_t *found = hits_of(exact);
                cr_assert(json_array_size(found) > 0, "%s: %s, but no document has %s", query,
                          meant, *word);
                json_decref(found);
            }
        }
        json_decref(hits);
    }
    cr_assert(suggested > 10);
    folder_remove();
}

/* A short form is one word of the query, however many it stands for. */
Test(typed_first, a_short_form_is_no_more_of_a_query_than_what_was_typed, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const apart[] = {"bất", "lợi", "khi", "nhận", "UBND"};
    g_autoptr(GString) scattered = g_string_new(NULL);
    const char *texts[12];
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        texts[i] = "Thông báo lịch trực của cơ quan.";
    for (gsize i = 0; i < G_N_ELEMENTS(apart); i++) {
        for (guint n = 0; n < 60; n++)
            g_string_append(scattered, "trời nắng nhẹ ");
        g_string_append_printf(scattered, "%s. ", apart[i]);
    }
    texts[0] = "Những bất lợi khi tỉnh nhận viện trợ: bất lợi khi vay, bất lợi khi trả.";
    texts[1] = scattered->str;
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("--any|bất lợi khi nhận UBND");
    cr_assert_str_eq(string_of(json_array_get(hits, 0), "path"), "/1");
    json_decref(hits);
}

/* At the edge of a query two of its words tell more than one: "nhân dân sử dụng" is more frequent.
 */
Test(typed_first, what_is_suggested_belongs_to_the_whole, .init = folder_make,
     .fini = folder_remove)
{
    const char *texts[20];
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        texts[i] = i % 3 == 0 ? "Thi hành án dân sự ở huyện." : "Nhân dân sử dụng nước sạch.";
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("--any|--limit=1|thi hành án dân sữ");
    cr_assert_str_eq(string_of(json_array_get(hits, 0), "suggestion"), "thi hành án dân sự");
    json_decref(hits);
}

/* A word that documents mostly have with the word before it is hardly the beginning of a name: the
 * "đồ" of "bản đồ". */
static const struct {
    const char *query;
    gboolean is_about;
} within[] = {{"đồ cổ", TRUE}, {"bản đồ cổ", FALSE}, {"kho đồ cổ", TRUE}};

EACH_ROW(typed_first, a_name_within_other_words_makes_no_set, within)
ROW_TEST(size_t *row, typed_first, a_name_within_other_words_makes_no_set, .timeout = 60)
{
    const char *texts[30];
    for (gsize d = 0; d < G_N_ELEMENTS(texts); d++)
        texts[d] = d % 2 == 0 ? "Bản đồ thửa đất, bản đồ xã, sơ đồ mương." : "Thông báo lịch trực.";
    texts[1] = "Giám định cổ vật ở kho, kho cổ vật.";
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of(within[*row].query);
    gboolean is_about = FALSE;
    size_t i;
    json_t *hit;
    json_array_foreach(hits, i, hit) if (strcmp(string_of(hit, "path"), "/2") == 0) is_about =
        json_is_true(json_object_get(hit, "about"));
    cr_assert_eq(is_about, within[*row].is_about, "%s", within[*row].query);
    json_decref(hits);
    folder_remove();
}

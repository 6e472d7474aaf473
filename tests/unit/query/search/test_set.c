#include "tests/unit/query/support.h"

/* Ten documents and more, so that it can be told which words are rare. Of the fillers each has one
 * word of the topic. */
static const TcSampleDocument documents[] = {
    {.path = "/a/law",
     .type = "Luật",
     .date = 20200101,
     .text = "Điều 5. Học phí của trường công lập do Hội đồng nhân dân quyết định."},
    {.path = "/a/once",
     .type = "Nghị quyết",
     .date = 20210101,
     .text =
         "Chương trình giảm nghèo của huyện gồm nhiều việc: làm đường, xây cầu, miễn học phí cho "
         "trẻ em, khám bệnh cho người già, và trồng rừng ven suối."},
    {.path = "/a/apart",
     .type = "Luật",
     .date = 20230101,
     .text = "Học sinh đến trường. Sau đó là nhiều việc khác mà không ai nhớ rõ từ lâu: làm đường, "
             "xây cầu, "
             "khám bệnh cho người già, và trồng rừng ven suối, rồi mới thu một khoản phí nhỏ."},
    {.path = "/b/1", .text = "Học sinh giỏi của huyện được khen."},
    {.path = "/b/2", .text = "Thu phí đường bộ qua trạm."},
    {.path = "/b/3", .text = "Học viên lớp quản lý nhà nước."},
    {.path = "/b/4", .text = "Phí vệ sinh môi trường đô thị."},
    {.path = "/b/5", .text = "Cải cách hành chính (CCHC) ở xã."},
    {.path = "/b/6", .text = "Đẩy mạnh CCHC trong năm."},
    {.path = "/b/7", .text = "Bầu cử đại biểu Quốc hội."},
    {.path = "/b/8", .text = "Nhà ở xã hội: công nhân thuê nhà ở, mua nhà ở."},
    {.path = "/b/9", .text = "Của cải trong nhà của dân ở xã."},
    /* Things that have other names are not said by a word here and there, either. */
    {.path = "/b/scattered",
     .text = "Bầu cử trưởng thôn đã xong, ai cũng bỏ phiếu. Mưa to gió lớn suốt đêm. Lúa ngập, ngô "
             "đổ, bò lạc vào "
             "rừng sâu. Người già kể chuyện xưa bên bếp lửa hồng. Trẻ con hát vang. Tổng cộng mười "
             "xe lúa. Thống nhất ăn mừng."},
    /* What it rests on, and who gets it, is not what it is about. */
    {.path = "/b/recital",
     .text = "Căn cứ Luật Quản lý ngoại thương; Căn cứ Quyết định số 77/QĐ-UBND;\nQUYẾT "
             "ĐỊNH:\nĐiều 1. Khen các đội bóng.\n"
             "Nơi nhận:\n- Sở Y tế; Hội Cựu giáo chức;"},
};

static void
setup(void)
{
    folder_make();
    make_index("i", documents, G_N_ELEMENTS(documents));
}

TestSuite(set, .init = setup, .fini = folder_remove);

static const struct {
    const char *line;
    const char *count;
} counted[] = {
    {"học phí", "2\n"}, /* said once is said; the words apart are not */
    {"hoc phi", "2\n"},
    {"--any|học phí", "7\n"},
    {"quy định về học phí", "2\n"}, /* a frame decides nothing */
    {"công văn về học phí", "2\n"},
    {"học phí bao nhiêu tiền", "2\n"}, /* nor does a question, wherever it stands */
    {"học phí mấy tháng", "2\n"},
    {"học phí hết bao nhiêu tiền", "2\n"},
    {"học phí phải nộp hết bao nhiêu", "0\n"}, /* "nộp" is no question */
    {"ai được miễn học phí", "1\n"},
    {"những ai nộp học phí", "0\n"},
    {"vì sao học phí", "2\n"},
    {"học phí năm 2021", "2\n"},
    {"học phí năm nay", "2\n"},
    {"tháng trước học phí", "2\n"},
    {"học phí của trường", "1\n"},
    {"cải cách hành chính", "2\n"}, /* a short form counts as its words */
    {"CCHC", "2\n"},
    {"nhà ở", "1\n"}, /* "ở" is part of a word here */
    {"nuôi tôm hùm", "0\n"},
    {"bầu cử tổng thống", "0\n"},
    /* What is said of something else is not about it, however much of the words that is. */
    {"công nhân thuê nhà ở sang", "0\n"},
    {"nhà ở xã hội cho sinh viên", "0\n"},
    {"vệ sinh môi trường làng", "0\n"},
    {"học phí loại:\"nghị quyết\"", "1\n"}, /* restricts the set */
    {"--type=luật|học phí", "1\n"},
    {"học phí -trường", "1\n"},
    {"\"phí đường\"", "1\n"}, /* exact as ever */
    {"học OR phí", "7\n"},
    {"quản lý ngoại thương", "0\n"},
    {"\"quản lý ngoại thương\"", "1\n"},
    {"Hội Cựu giáo chức", "0\n"},
    {"quyết định 77/QĐ-UBND", "1\n"}, /* is asked for by those who look for what cites it */
    {"đội bóng", "1\n"},
    /* Two words say a topic where they are near each other, not where they are in one passage. */
    {"lửa ngô", "0\n"},
    {"gió đổ", "0\n"},
    {"rừng ngô", "0\n"},
    {"bếp già", "0\n"},
    {"ngô bò", "1\n"}, /* "ngô đổ, bò" */
    {"phiếu bỏ", "1\n"},
    {"rừng kể mưa", "0\n"}, /* nor do three of which none is near another */
    {"trên suối", "0\n"},   /* a small word that is half of what is asked for is asked for */
    {"ven suối", "2\n"},
};

Test(set, counts_what_is_about_the_topic)
{
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        g_autofree char *line = g_strconcat("--count|", counted[i].line, NULL);
        g_auto(Run) result = run(line);

        assert_str(result.out, counted[i].count, "%s", line);
        cr_assert(eq(int, result.status, *result.out == '0' ? TC_EXIT_NOTHING : TC_EXIT_FOUND),
                  "%s", line);
    }
}

/* What documents say of something else, where each word of the topic stands somewhere near. */
static const char *const near_texts[] = {
    "Quyết định cấp giấy phép lái xe cho dân. Mùa này lúa tốt. Ngô cũng tốt. Trẻ "
    "con ra đồng thả diều, người già ngồi hát bên hiên, gió thổi qua vườn chuối sau nhà và chó sủa "
    "vang khắp xóm nhỏ. Trâu có màu đen.",
    "Bò màu vàng ở bãi.",
    "Xe màu đỏ ở chợ.",
    "Ví da ở bến.",
    "Thư viện ở làng mở cửa. Độc giả được mượn sách theo số thẻ.",
    "Cán bộ làm việc tận tụy. Xã khen.",
    "Phòng làm việc sạch sẽ ở các xã.",
    "Người làm việc ở bốn xã.",
    "Đi từ chợ về làng.",
    "Nghỉ từ sáng.",
    "Từ chiều có gió.",
    "Tài sản tư ở chợ.",
    "Số nhà ở phố.",
    "Số xe ở bến.",
    "Thư báo đã đến.",
    "Viện phim đã đóng.",
    "Người lái xe được khen.",
    "Trâu cày đồng sâu bên sông.",
    "Trâu cày khỏe hơn bò kéo, dân ta bảo vậy, và đi hết đồng.",
    "Trâu cày thuê ba đồng.",
    "Giấy xin nghỉ phép gửi lớp trưởng.",
    "Mẫu vải ở chợ.",
    "Áo ở bến.",
    "Máy bơm nước sạch mới lắp ở thôn Thượng.",
    "Máy bơm nước sạch cũ hỏng ở thôn Hạ.",
    "Máy bơm thuê chung của mười hộ đặt sau kho thóc cạnh lối lớn đã cũ, còn bể thì xây để chứa "
    "nước "
    "sạch.",
    "Giếng khơi thuê chung của mười hộ đào sau kho thóc cạnh lối lớn đã cũ, còn bể thì xây để chứa "
    "vôi.",
};

static const struct {
    const char *line;
    const char *count;
} nearly[] = {
    /* "bằng" joins words elsewhere; here it is part of a name, though no document says that. */
    {"bằng lái xe", "1\n"},
    {"bang lai xe", "1\n"},
    {"màu bằng lái xe", "0\n"}, /* another name of it, and the color of something else */
    {"thư viện", "1\n"},
    {"thư viện số", "0\n"},      /* no number follows: it is a word as others are */
    {"thu vien so lang", "0\n"}, /* side by side nowhere but in "thư viện" */
    {"trâu cày đồng", "2\n"},    /* where some say all of it, not with a word far from the others */
    {"máy bơm nước sạch", "2\n"}, /* ... nor with so much between them that they speak of two */
    {"may bom nuoc sach", "2\n"},
    {"giếng khơi chứa vôi", "0\n"},    /* nor is anything about it, where none says it better */
    {"mẫu giấy xin nghỉ phép", "1\n"}, /* the paper is such a form */
    {"biểu mẫu xin nghỉ phép", "1\n"},
    {"mẫu áo xin nghỉ phép", "0\n"},
    {"lam viec", "3\n"},
    {"lam viec tu xa", "0\n"}, /* "tu" may be "từ", and is no small word for that */
};

Test(set, what_is_near_a_topic_is_not_about_it)
{
    make_texts("near", near_texts, G_N_ELEMENTS(near_texts));
    for (gsize i = 0; i < G_N_ELEMENTS(nearly); i++) {
        g_autofree char *line = g_strconcat("--index=@near|--count|", nearly[i].line, NULL);
        g_auto(Run) result = run(line);

        assert_str(result.out, nearly[i].count, "%s", line);
    }
}

/* What is asked stands a page above that of which it is asked. */
#define FAR_ABOVE                                                                                                                 \
    "Phạt tiền từ một đến hai đồng đối với ai thực hiện một trong các hành vi sau đây: thả trâu " \
    "bò "                                                                                                                        \
    "ra bờ ruộng mùa cấy, để gà vịt phá lúa nhà khác, chặt tre đầu làng khi chưa hỏi già bản, "      \
    "tháo nước ao chung ban đêm; "
static const char *const asked_texts[] = {
    FAR_ABOVE "không cắm sào tiêu ở bến đò.",
    FAR_ABOVE "không đậy nắp giếng khơi.",
    "Người hái trầm hương được giữ kín chỗ hái.",
    "Người hái nấm ra chợ, không ai giữ.",
    "Đan nón lá cọ gửi chợ phiên xuân.",
    "Đan nón lá cọ gửi chợ xa.",
    "Sào phơi dựng ở sân, tiêu phơi ở nong.",
    "Đò dọc ghé bến trên.",
    "Phạt hai đồng.",
    "Cắm trại ở bãi.",
    "Nắp ấm bằng đất.",
    "Hái chè sớm.",
    "Trầm ngâm bên bếp.",
    "Giữ trẻ trong mùa gặt.",
    "Giếng làng trong.",
    "Kín cổng cao tường.",
    "Chỗ ngồi ở đình.",
    "Bị mưa ướt hết.",
    "Bao nhiêu gạo cũng hết.",
};

static const struct {
    const char *line;
    const char *count;
} asked[] = {
    {"không cắm sào tiêu ở bến đò", "1\n"},
    {"không cắm sào tiêu ở bến đò bị phạt bao nhiêu", "1\n"},
    {"khong cam sao tieu o ben do bi phat bao nhieu", "1\n"},
    {"không đậy nắp giếng khơi thì bị phạt thế nào", "1\n"},
    /* Of a long topic much is not enough where words lack that others have. */
    {"đan nón lá cọ gửi chợ phiên xuân", "1\n"},
    {"người hái trầm hương có được giữ kín chỗ hái không", "1\n"},
};

Test(set, what_is_asked_need_not_stand_beside_the_rest)
{
    make_texts("asked", asked_texts, G_N_ELEMENTS(asked_texts));
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        g_autofree char *line = g_strconcat("--index=@asked|--count|", asked[i].line, NULL);
        g_auto(Run) result = run(line);

        assert_str(result.out, asked[i].count, "%s", line);
    }
}

/* Words that are common, side by side in few documents, and one that decides, which is rare. */
#define APART "Nộp. Lệ. Phí. Trước. Bạ. Xe. Điện. "
static const char *const other_texts[] = {
    "Nộp lệ phí trước bạ xe điện ở phố Đông.",
    "Nộp lệ phí trước bạ xe điện ở phố Tây.",
    "Nộp lệ phí trước bạ xe điện ở phố Nam.",
    APART "Một.",
    APART "Hai.",
    APART "Ba.",
    APART "Bốn.",
    APART "Năm.",
    APART "Sáu.",
    APART "Bảy.",
    APART "Tám.",
    APART "Chín.",
    APART "Mười.",
    APART "Gỗ sồi.",
    "Dạy nghề cho người chưa thành niên.",
    "Người chưa thành niên được bảo vệ.",
    "Thanh niên xung phong lên đường.",
    "Người thành niên, chưa thành niên ở phố Trên.",
    "Người thành niên, chưa thành niên ở phố Dưới.",
};
enum { LONG_WORDS = 4000 }; /* of one text more, so that words side by side are so by no chance */

static const struct {
    const char *line;
    const char *count;
} others[] = {
    {"nộp lệ phí trước bạ xe điện", "3\n"},
    {"nộp lệ phí trước bạ xe điện gỗ", "0\n"}, /* the word that decides may not lack */
    {"dạy nghề cho thành niên", "1\n"},
    {"dạy nghề cho thanh niên", "0\n"}, /* among words with tones one without marks is meant so */
};

Test(set, what_is_said_of_another_thing_is_not_about_it)
{
    g_autoptr(GString) filler = g_string_new(NULL);
    const char *texts[G_N_ELEMENTS(other_texts) + 1];
    memcpy(texts, other_texts, sizeof other_texts);
    for (guint i = 0; i < LONG_WORDS; i++)
        g_string_append(filler, "lúa ");
    texts[G_N_ELEMENTS(other_texts)] = filler->str;
    make_texts("others", texts, G_N_ELEMENTS(texts));
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *line = g_strconcat("--index=@others|--count|", others[i].line, NULL);
        g_auto(Run) result = run(line);

        assert_str(result.out, others[i].count, "%s", line);
    }
}

Test(set, dates_sort_it_alone)
{
    json_t *hits = hits_of("--sort=newest|học phí");
    g_autofree char *paths = paths_of(hits);

    assert_str(paths, "/a/once /a/law");
    json_decref(hits);
    hits = hits_of("--sort=oldest|hoc phi");
    g_autofree char *oldest = paths_of(hits);

    assert_str(oldest, "/a/law /a/once");
    json_decref(hits);
}

Test(set, facets_count_it_alone)
{
    g_auto(Run) result = run("--limit=0|--facets=type|học phí");

    assert_contains(result.out, "1  Luật");
    assert_contains(result.out, "1  Nghị quyết");
}

Test(set, relevance_goes_on_beyond_it)
{
    json_t *hits = hits_of("học phí");
    size_t i;
    json_t *hit;

    cr_assert(eq(sz, json_array_size(hits), 7));
    json_array_foreach(hits, i, hit)
        cr_assert(eq(int, json_is_true(json_object_get(hit, "about")), i < 2), "%zu", i);
    json_decref(hits);
    hits = hits_of("\"học phí\"");
    cr_assert(eq(int, json_is_true(json_object_get(json_array_get(hits, 0), "about")), 1));
    json_decref(hits);
    hits = hits_of("--any|học phí");
    cr_assert(json_object_get(json_array_get(hits, 0), "about") == NULL);
    json_decref(hits);
}

Test(set, people_see_where_it_ends)
{
    g_auto(Run) some = run("học phí");
    g_auto(Run) none = run("nuôi tôm huyện");
    const char *line = strstr(some.out, "Only a part of the topic:\n\n3. ");

    cr_assert(line != NULL, "%s", some.out);
    cr_assert(strstr(some.out, "\n2. ") < line);
    cr_assert(eq(int, none.status, TC_EXIT_NOTHING));
    cr_assert(g_str_has_prefix(none.out, "Nothing is about this topic. Nearest to it:\n\n1. "),
              "%s", none.out);
    cr_assert(strstr(none.out, "\n4. ") == NULL);
}

Test(set, what_does_not_count_may_be_all_that_is_asked_for)
{
    g_auto(Run) result = run("--count|của");

    assert_str(result.out, "4\n");
}

/* More documents than are candidates of a query, with its words together, apart, a few of them, as
 * a short form, without marks, and some texts twice. */
static void
make_large_index(void)
{
    static const char *const texts[] = {
        "Nhiệm vụ cải cách hành chính ở xã số %u.",
        "Cải cách tiền lương, rồi thủ tục hành chính của phòng %u.",
        "Phiên họp thứ %u bàn về CCHC.",
        "Bao cao cai cach hanh chinh lan %u.",
        "Cải tạo vườn chè %u. Cách trồng, cách hái. Hành là một loại rau. Chính là nó, và còn "
        "nhiều điều khác nữa mà bài này không kể ra hết.",
        "Chính sách nhà ở %u.",
        "Giá lúa %u.",
    };
    enum { COUNT = 2800 };
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autofree TcSampleDocument *many = g_new0(TcSampleDocument, COUNT);
    for (guint i = 0; i < COUNT; i++) {
        guint kind = i % G_N_ELEMENTS(texts);
        char *path = g_strdup_printf("/%c/%u", "ab"[i % 2], i);
        /* Every fifth of them says what another one does. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        char *text = g_strdup_printf(texts[kind], i % 5 == 0 ? i % 35 : i);
#pragma GCC diagnostic pop
        g_ptr_array_add(strings, path);
        g_ptr_array_add(strings, text);
        many[i] = (TcSampleDocument){.path = path,
                                     .text = text,
                                     .type = i % 3 == 0 ? "Luật" : "Nghị quyết",
                                     .date = 20000101 + 10000 * (i % 23)};
    }
    make_index("large", many, COUNT);
    make_index("first", many, COUNT / 3);
    make_index("second", many + COUNT / 3, COUNT - COUNT / 3);
}

Test(set, is_told_as_large_as_it_is_counted)
{
    static const char *const lines[] = {
        "cải cách hành chính",
        "cai cach hanh chinh",
        "cai cách hành chinh",
        "CCHC",
        "cải cách",
        "hành chính xã",
        "nhiệm vụ về cải cách hành chính ở các xã số 7",
        "chính sách nhà ở",
        "chính",
        "--no-collapse|cải cách hành chính",
        "cải cách -lương",
        "cải cách hành chính \"thủ tục\"",
        "\"cải cách\"",
        "--any|cải cách",
        "gia lua",
    };
    gsize many = 0;
    make_large_index();
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *count_line = g_strconcat("--index=@large|--count|", lines[i], NULL);
        g_autofree char *text_line = g_strconcat("--index=@large|--limit=3|", lines[i], NULL);
        g_auto(Run) told = run(count_line);
        g_auto(Run) shown = run(text_line);
        const char *first = strstr(shown.out, " document");
        cr_assert(first != NULL, "%s: %s", lines[i], shown.out);
        while (first > shown.out && g_ascii_isdigit(first[-1]))
            first--;
        const guint64 count = g_ascii_strtoull(told.out, NULL, 10);
        cr_assert(eq(u64, g_ascii_strtoull(first, NULL, 10), count), "%s: %s", lines[i], shown.out);
        /* Listed by date each has a score, which takes all of the second stage. */
        g_autofree char *list_line = g_strconcat(
            "--index=@large|--sort=newest|--format=paths|--limit=100000|", lines[i], NULL);
        g_auto(Run) listed = run(list_line);
        guint64 lines_listed = 0;
        for (const char *p = listed.out; *p != '\0'; p++)
            lines_listed += *p == '\n';
        cr_assert(eq(u64, lines_listed, count), "%s", lines[i]);
        many += g_ascii_strtoull(told.out, NULL, 10) > 500;
        /* A page is the beginning of a longer one, to the scores. */
        g_autofree char *page_line =
            g_strconcat("--index=@large|--format=tsv|--limit=3|", lines[i], NULL);
        g_autofree char *long_line =
            g_strconcat("--index=@large|--format=tsv|--limit=600|", lines[i], NULL);
        g_auto(Run) page = run(page_line);
        g_auto(Run) longer = run(long_line);
        cr_assert(g_str_has_prefix(longer.out, page.out), "%s: %s", lines[i], page.out);
    }
    cr_assert(many > 0);
}

static guint
lines_in(const char *text)
{
    guint count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

/* How many hits of a page say that they are about the topic. */
static guint
about_in(const char *indexes, const char *line, const char *page)
{
    g_autofree char *whole = g_strconcat("--format=json|", indexes, page, line, NULL);
    g_auto(Run) result = run(whole);
    guint count = 0;
    for (const char *at = result.out; (at = strstr(at, "\"about\":true")) != NULL; at++)
        count++;
    return count;
}

/* The sum of what facets say. */
static guint
sum_of(const char *indexes, const char *line, const char *facet)
{
    json_t *counts = NULL;
    g_autofree char *whole = g_strconcat("--format=json|--limit=0|", indexes, facet, line, NULL);
    g_auto(Run) result = run(whole);
    g_auto(GStrv) lines = g_strsplit(result.out, "\n", -1);
    guint sum = 0;
    for (char **text = lines; *text != NULL && **text != '\0'; text++) {
        counts = json_loads(*text, 0, NULL);
        sum += (guint)json_integer_value(json_object_get(counts, "count"));
        json_decref(counts);
    }
    return sum;
}

/* Members beyond the candidates are members whatever is asked for. */
Test(set, has_the_same_members_however_it_is_asked_for)
{
    static const char *const lines[] = {
        "cải cách hành chính",
        "cai cach hanh chinh",
        "CCHC",
        "cải cách",
        "hành chính xã",
        "nhiệm vụ về cải cách hành chính ở các xã số 7",
        "chính sách nhà ở",
        "gia lua",
        "--no-collapse|cải cách hành chính",
        "--type=luật|cải cách hành chính",
        "cải cách hành chính -lương",
        "cải cách hành chính phòng",
        "cải cách hành chính lần 7",
        "bầu cử tổng thống",
    };
    static const char *const indexes[] = {"--index=@large|", "--index=@first|--index=@second|",
                                          "--index=@list|"};
    guint many = 0;
    make_large_index();
    g_autofree char *list = in_folder("list");
    cr_assert(g_file_set_contents(list, "auto first\nauto second\n", -1, NULL));
    /* Of one index all of them; of several every third. */
    for (gsize i = 0; i < G_N_ELEMENTS(indexes) * G_N_ELEMENTS(lines);
         i += i < G_N_ELEMENTS(lines) ? 1 : 3) {
        const char *index = indexes[i / G_N_ELEMENTS(lines)];
        const char *line = lines[i % G_N_ELEMENTS(lines)];
        g_autofree char *count_line = g_strconcat(index, "--count|", line, NULL);
        g_autofree char *list_line = g_strconcat(index, "--list|--format=paths|", line, NULL);
        g_auto(Run) told = run(count_line);
        g_autofree char *each_line = g_strconcat(index, "--count|--no-collapse|", line, NULL);
        g_auto(Run) listed = run(list_line);
        g_auto(Run) each = run(each_line);
        const guint count = (guint)g_ascii_strtoull(told.out, NULL, 10);
        /* A list has every copy. */
        cr_assert(eq(uint, lines_in(listed.out), (guint)g_ascii_strtoull(each.out, NULL, 10)), "%s",
                  list_line);
        cr_assert(eq(uint, about_in(index, line, "--limit=100000|"), count), "%s", list_line);
        cr_assert(eq(uint, about_in(index, line, "--limit=100000|--sort=oldest|"), count), "%s",
                  list_line);
        cr_assert(eq(uint,
                     about_in(index, line, "--limit=190|") +
                         about_in(index, line, "--offset=190|--limit=30|") +
                         about_in(index, line, "--offset=220|--limit=100000|"),
                     count),
                  "%s", list_line);
        cr_assert(eq(uint, sum_of(index, line, "--facets=type|"), count), "%s", list_line);
        cr_assert(eq(uint, sum_of(index, line, "--timeline=year|"), count), "%s", list_line);
        many += count > 200;
    }
    cr_assert(many > 0);
}

/* How many lines of a watch are of a topic. */
static guint
watched_of(const char *text, const char *topic)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *start = g_strconcat(topic, "\t", NULL);
    guint count = 0;
    for (char **line = lines; *line != NULL; line++)
        count += g_str_has_prefix(*line, start);
    return count;
}

/* What is new of a topic, where all is new, is its set. */
Test(set, is_what_a_watch_tells)
{
    static const char *const topics[] = {
        "cải cách hành chính",
        "cai cach hanh chinh",
        "CCHC",
        "nhiệm vụ về cải cách hành chính ở các xã số 7",
        "chính sách nhà ở",
        "cải cách hành chính -lương",
        "bầu cử tổng thống",
    };
    g_autoptr(GString) lines = g_string_new(NULL);
    guint many = 0;
    make_large_index();
    for (gsize i = 0; i < G_N_ELEMENTS(topics); i++)
        g_string_append_printf(lines, "t%zu\t%s\n", i, topics[i]);
    g_autofree char *path = in_folder("topics");
    cr_assert(g_file_set_contents(path, lines->str, -1, NULL));
    g_auto(Run) before = run("--index=@i|--watch=@topics|--state=@state|--format=tsv");
    assert_str(before.out, "");
    g_auto(Run) watched =
        run("--index=@large|--watch=@topics|--state=@state|--format=tsv|--limit=100000");
    for (gsize i = 0; i < G_N_ELEMENTS(topics); i++) {
        g_autofree char *topic = g_strdup_printf("t%zu", i);
        g_autofree char *line = g_strconcat("--index=@large|--count|", topics[i], NULL);
        g_auto(Run) told = run(line);
        const guint count = (guint)g_ascii_strtoull(told.out, NULL, 10);
        cr_assert(eq(uint, watched_of(watched.out, topic), count), "%s", line);
        many += count > 200;
    }
    cr_assert(many > 0);
}

/* The name of a type stands above what a document is about, and in some archives in most. */
static const TcSampleDocument headed[] = {
    {.path = "/h/1", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã An Khê\nĐiều 1. Thu phí."},
    {.path = "/h/2", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Bình Sơn\nĐiều 1. Thu phí."},
    {.path = "/h/3", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Cẩm Lệ\nĐiều 1. Thu phí."},
    {.path = "/h/4", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Diên Hồng\nĐiều 1. Thu phí."},
    {.path = "/h/5", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Ea Súp\nĐiều 1. Thu phí."},
    {.path = "/h/6", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Gio Linh\nĐiều 1. Thu phí."},
    {.path = "/h/7", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Hòa Vang\nĐiều 1. Thu phí."},
    {.path = "/h/8", .text = "QUYẾT ĐỊNH\nVề mức thu phí chợ tại xã Ia Grai\nĐiều 1. Thu phí."},
    {.path = "/h/9", .text = "BÁO CÁO\nChỉ số nước sạch của các xã\nMười xã có nước sạch."},
    {.path = "/h/10", .text = "BÁO CÁO\nTình hình trồng rừng\nCác xã trồng rừng ven suối."},
    {.path = "/h/11", .text = "Các xã báo cáo về tỉnh. Quyết định về đích nông thôn mới."},
    {.path = "/h/12", .text = "Quyết định về thưởng cho xã. Báo cáo về nước."},
};

Test(set, types_are_headings_of_what_documents_are_about)
{
    static const char *const counts[][2] = {
        {"quyết định về mức thu phí chợ", "8\n"},      {"quyết định mức thu phí chợ", "8\n"},
        {"quyết định về việc mức thu phí chợ", "8\n"}, {"quyet dinh ve muc thu phi cho", "8\n"},
        {"công văn mức thu phí chợ", "8\n"}, /* whose name is no heading */
        {"báo cáo về chỉ số nước sạch", "1\n"},        {"báo cáo chỉ số nước sạch", "1\n"},
    };
    make_index("headed", headed, G_N_ELEMENTS(headed));
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *line = g_strconcat("--index=@headed|--count|", counts[i][0], NULL);
        g_auto(Run) result = run(line);

        assert_str(result.out, counts[i][1], "%s", line);
    }
}

/* What a document is counts like a word of its title. */
static const TcSampleDocument typed[] = {
    {.path = "/t/report",
     .type = "Báo cáo",
     .title = "Trồng rừng ven biển",
     .text = "Trồng rừng ven biển đã xong, theo kế hoạch, báo cáo."},
    {.path = "/t/plan",
     .type = "Kế hoạch",
     .title = "Trồng rừng ven biển",
     .text = "Trồng rừng ven biển bắt đầu, theo kế hoạch, báo cáo."},
    {.path = "/t/1", .text = "Họp về nước sạch."},
    {.path = "/t/2", .text = "Họp về đường làng."},
    {.path = "/t/3", .text = "Họp về trường học."},
    {.path = "/t/4", .text = "Họp về bến đò."},
    {.path = "/t/5", .text = "Họp về chợ phiên."},
    {.path = "/t/6", .text = "Họp về lúa mùa."},
    {.path = "/t/7", .text = "Họp về đê biển."},
    {.path = "/t/8", .text = "Họp về kế hoạch thu thuế."},
    {.path = "/t/9", .text = "Họp về bò sữa."},
};

Test(set, types_that_are_asked_for_come_first)
{
    make_index("typed", typed, G_N_ELEMENTS(typed));
    g_auto(Run) plan = run("--index=@typed|--format=paths|kế hoạch trồng rừng");
    g_auto(Run) report = run("--index=@typed|--format=paths|bao cao ve trong rung");

    assert_str(plan.out, "/t/plan\n/t/report\n/t/8\n", "kế hoạch");
    cr_assert(g_str_has_prefix(report.out, "/t/report\n"), "%s", report.out);
}

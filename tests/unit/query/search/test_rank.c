/* Which document comes first: the second stage on pairs of documents that differ in one thing. */
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

#define FILL  "hội nghị bàn việc giao thông trên địa bàn rộng lớn của cả vùng "
#define FILL5 FILL FILL FILL FILL FILL

static const struct {
    const char *what;
    const char *query;
    const char *better;
    const char *worse;
} pairs[] = {
    {"neighbours beat words apart", "cải cách hành chính", FILL "cải cách hành chính " FILL,
     "cải hội nghị cách bàn việc hành giao thông chính trên địa "
     "bàn rộng lớn của cả vùng " FILL},
    {"the order that was typed beats another", "đảng bộ tỉnh", FILL "đảng bộ tỉnh " FILL,
     FILL "tỉnh bộ đảng " FILL},
    {"more words of the query beat fewer", "quy hoạch rừng phòng hộ",
     FILL "quy hoạch rừng phòng hộ " FILL, FILL "quy hoạch rừng quy hoạch " FILL},
    {"one passage beats words all over the text", "lũ quét sạt lở",
     FILL5 FILL5 FILL5 FILL5 FILL5 "lũ và quét và sạt và lở " FILL5,
     "lũ " FILL5 FILL5 "quét " FILL5 FILL5 "sạt " FILL5 "lở " FILL5},
    {"early beats late", "lũ quét", "lũ quét " FILL5 FILL5, FILL5 FILL5 "lũ quét "},
    {"a short text beats a long one", "lũ quét", FILL "lũ quét " FILL,
     FILL "lũ quét " FILL5 FILL5 FILL5},
    {"a word or two between beat many", "phát triển du lịch", FILL "phát triển mạnh du lịch " FILL,
     FILL "phát triển hội nghị bàn việc giao du thông lịch "},
    {"one meaning of an abbreviation beats the words of all apart", "CT", FILL "chương trình " FILL,
     FILL "chỉ hội thị bàn việc giao chủ thông tịch trên công địa ty " FILL},
    /* The end of a sentence takes 10 positions. The better one is the longer one. */
    {"a topic said across the end of a sentence beats one that is said apart", "lũ quét tỉnh ủy",
     FILL5 "lũ quét. Phát biểu kết luận tại hội nghị tổng kết, bí thư Tỉnh ủy " FILL FILL FILL5,
     FILL5 "lũ quét. Phát biểu kết luận tại hội nghị tổng kết, " FILL "bí thư Tỉnh ủy " FILL5},
    {"what is asked about beats the word that asks", "cảng nào", FILL "cảng " FILL,
     FILL "nào nào nào " FILL},
    {"also without marks", "cang nao", FILL "cảng " FILL, FILL "nào nào nào " FILL},
    {"what a document says beats what it recites", "quản lý rừng", FILL5 "quản lý rừng " FILL,
     "Căn cứ quy định về quản lý rừng;\n" FILL5 FILL},
    {"also where it is sent", "hội nông dân", FILL5 "hội nông dân xã " FILL,
     FILL5 "Nơi nhận:\n- Hội nông dân xã;\n" FILL},
    {"a sentence's end parts neighbours", "kinh tế biển", FILL "phát triển kinh tế biển " FILL,
     FILL "phát triển kinh. Tế. Biển " FILL},
};

ROW_COUNT(rank, the_better_comes_first, 2 * G_N_ELEMENTS(pairs))

/* Odd rows have them in the other order in the index: a tie would be told by that. */
ROW_TEST(size_t *row, rank, the_better_comes_first, .init = folder_make, .fini = folder_remove)
{
    const char *better = pairs[*row / 2].better;
    const char *worse = pairs[*row / 2].worse;
    TcSampleDocument documents[] = {
        {.path = "/better", .text = better},
        {.path = "/worse", .text = worse},
        {.path = "/1", .text = FILL},
        {.path = "/2", .text = "Danh sách khách mời dự lễ"},
        {.path = "/3", .text = "Thông báo nghỉ tết"},
        {.path = "/4", .text = "Giấy giới thiệu công tác"},
    };
    json_t *hits = NULL;
    g_autofree char *paths = NULL;

    if (*row % 2 == 1) {
        documents[0] = (TcSampleDocument){.path = "/worse", .text = worse};
        documents[1] = (TcSampleDocument){.path = "/better", .text = better};
    }
    make_index("i", documents, G_N_ELEMENTS(documents));
    hits = hits_of(pairs[*row / 2].query);
    paths = paths_of(hits);
    cr_assert(eq(int, g_str_has_prefix(paths, "/better"), 1), "%s: %s", pairs[*row / 2].what,
              paths);
    json_decref(hits);
}

/* "duoc" may be "được", which is everywhere and worth nothing, or "dược": where neighbours do not
 * tell, a document with the rare word is to be expected to be worth more. */
Test(rank, a_rare_reading_is_worth_more_than_a_common_one, .init = folder_make,
     .fini = folder_remove)
{
    TcSampleDocument documents[] = {
        {.path = "/common", .text = FILL "mua bán được. Mua bán " FILL},
        {.path = "/rare", .text = FILL FILL "mua bán dược " FILL FILL},
        {.path = "/1", .text = "Đã được giao"},
        {.path = "/2", .text = "Chưa được duyệt"},
        {.path = "/3", .text = "Được nghỉ tết"},
        {.path = "/4", .text = "Được mùa"},
        {.path = "/5", .text = "Không được tắm"},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    json_t *hits = hits_of("mua ban duoc");
    g_autofree char *paths = paths_of(hits);

    cr_assert(eq(int, g_str_has_prefix(paths, "/rare"), 1), "%s", paths);
    json_decref(hits);
}

/* The title of an official document comes after the names of its office and of the state. */
static void
make_titled(const char *title)
{
    TcSampleDocument documents[] = {
        {.path = "/a", .text = FILL5 "lũ quét sạt lở " FILL "a", .title = "Về chi trả phụ cấp"},
        {.path = "/b", .text = FILL5 "lũ quét sạt lở " FILL "b", .title = title},
        {.path = "/c", .text = FILL5 "lũ quét sạt lở " FILL "c"},
        {.path = "/1", .text = FILL, .title = "Lũ"},
        {.path = "/2", .text = "Danh sách khách mời dự lễ"},
    };

    make_index("i", documents, G_N_ELEMENTS(documents));
}

static const struct {
    const char *what;
    const char *query;
    const char *title;
} titles[] = {
    {"as typed", "lũ quét", "Về phòng chống lũ quét"},
    {"for unmarked words", "lu quet", "Về phòng chống lũ quét"},
    {"in capitals", "lũ quét", "VỀ PHÒNG CHỐNG LŨ QUÉT"},
};

EACH_ROW(rank, words_in_the_title_count, titles)
ROW_TEST(size_t *row, rank, words_in_the_title_count, .init = folder_make, .fini = folder_remove)
{
    make_titled(titles[*row].title);
    json_t *hits = hits_of(titles[*row].query);
    g_autofree char *paths = paths_of(hits);

    cr_assert(eq(int, g_str_has_prefix(paths, "/b"), 1), "%s: %s", titles[*row].what, paths);
    json_decref(hits);
}

/* More documents than the second stage ranks. */
static void
make_many(guint count)
{
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autofree TcSampleDocument *documents = g_new0(TcSampleDocument, count);

    for (guint i = 0; i < count; i++) {
        char *path = g_strdup_printf("/%u", i);
        char *text = g_strdup_printf("Văn bản thứ %u về đất %s", i,
                                     i % 3 == 0   ? "đai và nhà ở"
                                     : i % 3 == 1 ? "rừng"
                                                  : "trồng lúa hai vụ");

        g_ptr_array_add(strings, path);
        g_ptr_array_add(strings, text);
        documents[i] = (TcSampleDocument){.path = path, .text = text};
    }
    make_index("i", documents, count);
}

/* By its single words a long text comes after hundreds of short ones. */
static void
make_long_among_short(const char *said)
{
    enum { COUNT = 400 };
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    TcSampleDocument documents[COUNT];

    for (guint i = 0; i < COUNT; i++) {
        char *path = g_strdup_printf(i == 0 ? "/long" : "/%u", i);
        g_autofree char *other = g_strdup_printf("văn bản thứ %u", i);
        char *text = g_strdup_printf(i == 0       ? FILL5 FILL5 "%s " FILL5 FILL5 "%s " FILL5 FILL5
                                     : i % 4 != 0 ? "Đai lưng vải dày nặng màu đất nâu %s %s"
                                                  : "Danh sách khách mời %s %s",
                                     i == 0 ? said : other, i == 0 ? said : "");

        g_ptr_array_add(strings, path);
        g_ptr_array_add(strings, text);
        documents[i] = (TcSampleDocument){.path = path, .text = text};
    }
    make_index("i", documents, COUNT);
}

Test(rank, a_long_text_that_repeats_neighbours_of_the_query_is_looked_at, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const queries[] = {"đất đai", "dat dai", "ddaats ddai"};

    make_long_among_short("luật đất đai");
    for (gsize q = 0; q < G_N_ELEMENTS(queries); q++) {
        json_t *hits = hits_of(queries[q]);

        assert_str(string_of(json_array_get(hits, 0), "path"), "/long");
        json_decref(hits);
    }
}

Test(rank, a_long_text_with_the_words_apart_stays_behind, .init = folder_make,
     .fini = folder_remove)
{
    make_long_among_short("đất lúa và đai ốc");
    json_t *hits = hits_of("--limit=400|đất đai");

    assert_str(string_of(json_array_get(hits, json_array_size(hits) - 1), "path"), "/long");
    json_decref(hits);
}

Test(rank, documents_beyond_the_second_stage_follow_once_each, .init = folder_make,
     .fini = folder_remove)
{
    static const char *const queries[] = {"đất nhà", "dat nha"};

    make_many(750);
    for (gsize q = 0; q < G_N_ELEMENTS(queries); q++) {
        g_autofree char *whole_line = g_strdup_printf("--limit=1000|%s", queries[q]);
        g_autofree char *count_line = g_strdup_printf("--any|--count|%s", queries[q]);
        json_t *whole = hits_of(whole_line);
        g_auto(Run) count = run(count_line);
        g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

        cr_assert(eq(sz, json_array_size(whole), 750));
        assert_str(count.out, "750\n");
        for (size_t i = 0; i < 750; i++) {
            const json_t *hit = json_array_get(whole, i);

            cr_assert(eq(int, g_hash_table_add(seen, (gpointer)string_of(hit, "path")), 1));
            cr_assert(eq(int, (int)json_integer_value(json_object_get(hit, "rank")), (int)i + 1));
        }
        for (guint offset = 0; offset < 750; offset += 150) {
            g_autofree char *line =
                g_strdup_printf("--limit=150|--offset=%u|%s", offset, queries[q]);
            json_t *page = hits_of(line);

            cr_assert(eq(sz, json_array_size(page), 150));
            for (size_t i = 0; i < 150; i++)
                assert_str(string_of(json_array_get(page, i), "path"),
                           string_of(json_array_get(whole, offset + i), "path"));
            json_decref(page);
        }
        json_decref(whole);
    }
}

Test(rank, identical_scores_keep_the_order_of_the_index, .init = folder_make, .fini = folder_remove)
{
    static const char *const documents[] = {
        "Về đất rừng một",
        "Về đất rừng hai",
        "Về đất rừng ba",
        "Không có gì",
    };
    make_texts("i", documents, G_N_ELEMENTS(documents));
    g_autofree char *paths = paths_for("đất rừng");
    assert_str(paths, "/1 /2 /3");
}

/* "DN" is doanh nghiệp before it is Đà Nẵng, which fewer documents name. */
Test(rank, a_rare_meaning_of_an_abbreviation_is_worth_no_more, .init = folder_make,
     .fini = folder_remove)
{
    const TcSampleDocument documents[] = {
        {.path = "/rare", .text = FILL "Đà Nẵng " FILL},
        {.path = "/1", .text = FILL "doanh nghiệp, doanh nghiệp " FILL},
        {.path = "/2", .text = FILL "các doanh nghiệp " FILL},
        {.path = "/3", .text = FILL "doanh nghiệp nhỏ " FILL},
        {.path = "/4", .text = FILL},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_autofree char *paths = paths_for("DN");
    cr_assert(eq(int, g_str_has_prefix(paths, "/1 "), 1), "%s", paths);
    assert_contains(paths, "/rare");
}

/* A slip of the fingers is in no document, which does not make its bare form worth anything. */
Test(rank, documents_without_marks_do_not_gain_by_slips, .init = folder_make, .fini = folder_remove)
{
    const TcSampleDocument documents[] = {
        {.path = "/1", .text = FILL "tội phạm hình sự " FILL},
        {.path = "/2", .text = FILL "vụ án hình sự xử kín " FILL},
        {.path = "/3", .text = FILL "đồng xu, xứ Nghệ, xu hướng xử lý " FILL},
        {.path = "/bare",
         .text = "Hoi nghi ban viec giao thong tren dia ban rong lon cua ca vung, xu ly vi pham va "
                 "xu phat nguoi lai xe, giao cho cac phong to chuc thuc hien trong thang nay"},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_autofree char *paths = paths_for("hình xự");
    cr_assert(eq(int, g_str_has_prefix(paths, "/bare"), 0), "%s", paths);
    assert_contains(paths, "/bare");
}

/* A short form of two parts is no other meaning: it counts as one of a single part does. */
Test(rank, a_short_form_of_two_parts_is_as_rare_as_it_is, .init = folder_make,
     .fini = folder_remove)
{
    const TcSampleDocument documents[] = {
        {.path = "/1", .text = FILL "kinh tế - xã hội " FILL},
        {.path = "/2", .text = FILL "kinh tế - xã hội " FILL},
        {.path = "/3", .text = FILL "các kinh tế - xã hội " FILL},
        {.path = "/short", .text = FILL "kinh tế - xã hội, KT-XH " FILL},
        {.path = "/5", .text = FILL},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_autofree char *paths = paths_for("KT-XH");
    cr_assert(eq(int, g_str_has_prefix(paths, "/short"), 1), "%s", paths);
}

/* Where nearly all write the words in full, the short form is rare, which says nothing of the
 * topic. */
Test(rank, a_rare_short_form_is_worth_no_more_than_the_words_typed, .init = folder_make,
     .fini = folder_remove)
{
    enum { OTHERS = 16 };
    TcSampleDocument documents[OTHERS + 2] = {
        {.path = "/about", .text = FILL "hội đồng nhân dân, hội đồng nhân dân xã " FILL},
        {.path = "/recipient", .text = FILL FILL "Nơi nhận: HĐND các xã " FILL},
    };
    char texts[OTHERS][400];
    char names[OTHERS][8];
    for (guint i = 0; i < OTHERS; i++) {
        g_snprintf(names[i], sizeof names[i], "/%u", i);
        g_snprintf(texts[i], sizeof texts[i], "%u, " FILL "hội đồng nhân dân %u " FILL, i, i);
        documents[i + 2] = (TcSampleDocument){.path = names[i], .text = texts[i]};
    }
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_autofree char *paths = paths_for("hội đồng nhân dân");
    cr_assert(eq(int, g_str_has_prefix(paths, "/about"), 1), "%s", paths);
}

/* In long texts words are in nearly all documents, and rare in their passages only: a short form is
 * worth what they are by documents, too. */
Test(rank, a_short_form_in_long_texts_is_worth_no_more_either, .init = folder_make,
     .fini = folder_remove)
{
    enum { COUNT = 40, SAYING = 14, FILLS = 60 };
    TcSampleDocument documents[COUNT];
    char names[COUNT][8];
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) fill = g_string_new(NULL);
    for (guint i = 0; i < FILLS; i++)
        g_string_append(fill, FILL);
    for (guint i = 0; i < COUNT; i++) {
        const char *what = i == 0 ? "tiếp công dân, tiếp công dân, tiếp công dân, tiếp công dân"
                           : i == 1     ? "tiếp TCD một, TCD hai, TCD ba, dân phố"
                           : i < SAYING ? "tiếp theo, công việc, dân phố, tiếp công dân"
                                        : "tiếp theo, công việc, dân phố";
        g_snprintf(names[i], sizeof names[i], "/%u", i);
        g_ptr_array_add(texts, g_strdup_printf("%u, %s %s %s", i, fill->str, what, fill->str));
        documents[i] = (TcSampleDocument){.path = names[i], .text = g_ptr_array_index(texts, i)};
    }
    make_index("i", documents, COUNT);
    g_autofree char *paths = paths_for("tiếp công dân");
    cr_assert(eq(int, g_str_has_prefix(paths, "/0 /1 "), 1), "%s", paths);
}

/* A short title of what was asked for beats a long one that has it, too. */
Test(rank, a_title_of_these_words_alone_beats_one_of_many, .init = folder_make,
     .fini = folder_remove)
{
    static const TcSampleDocument documents[] = {
        {.path = "/long",
         .title = "Về phân bổ kinh phí thủy lợi cho các huyện miền núi",
         .text = FILL "kinh phí thủy lợi " FILL "a"},
        {.path = "/short",
         .title = "Kinh phí thủy lợi",
         .text = FILL "kinh phí thủy lợi " FILL "b"},
        {.path = "/1", .text = FILL},
        {.path = "/2", .text = "Danh sách khách mời dự lễ"},
        {.path = "/3", .text = "Thông báo nghỉ tết"},
        {.path = "/4", .text = "Giấy giới thiệu công tác"},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    json_t *hits = hits_of("phí thủy lợi");
    g_autofree char *paths = paths_of(hits);
    cr_assert(eq(int, g_str_has_prefix(paths, "/short"), 1), "%s", paths);
    json_decref(hits);
}

/* The title of an official document is long by form: that it says all that was asked for counts
 * more than a word again in the text. What has no type may have its first line for a title. */
static const struct {
    const char *what;
    const char *title;
    const char *type;
    const char *first;
} official[] = {
    {"it says all",
     "Quy định xử phạt vi phạm hành chính về đê điều; phòng, chống thiên tai; khai thác và bảo vệ "
     "công trình thủy lợi trên địa bàn các tỉnh",
     "Nghị định", "/titled"},
    {"it says half",
     "Quy định quản lý đê điều; phòng, chống thiên tai; khai thác và bảo vệ công trình thủy lợi "
     "trên địa bàn các tỉnh; trồng tre chắn sóng",
     "Nghị định", "/text"},
    {"a first line",
     "Quy định xử phạt vi phạm hành chính về đê điều; phòng, chống thiên tai; khai thác và bảo vệ "
     "công trình thủy lợi trên địa bàn các tỉnh",
     NULL, "/text"},
};

EACH_ROW(rank, an_official_title_that_says_it_comes_first, official)
ROW_TEST(size_t *row, rank, an_official_title_that_says_it_comes_first, .init = folder_make,
         .fini = folder_remove)
{
    const TcSampleDocument documents[] = {
        {.path = "/titled",
         .title = official[*row].title,
         .type = official[*row].type,
         .text = FILL5 "xử phạt vi phạm đê điều " FILL "a"},
        {.path = "/text",
         .title = "Về phạt vi phạm",
         .type = "Thông tư",
         .text = FILL5 "xử phạt vi phạm đê điều " FILL "xử phạt đê điều b"},
        {.path = "/1", .text = FILL},
        {.path = "/2", .text = "Danh sách khách mời dự lễ"},
        {.path = "/3", .text = "Thông báo nghỉ tết"},
        {.path = "/4", .text = "Giấy giới thiệu công tác"},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    json_t *hits = hits_of("xử phạt vi phạm đê điều");
    g_autofree char *paths = paths_of(hits);
    cr_assert(eq(int, g_str_has_prefix(paths, official[*row].first), 1), "%s: %s",
              official[*row].what, paths);
    json_decref(hits);
}

/* How much the best passage is worth beside the words, in an archive with others like `other`. */
static double
worth_of_passage(const char *other, const char *query)
{
    TcSampleDocument documents[] = {
        {.path = "/hit", .text = FILL "lũ quét " FILL},
        {.path = "/1", .text = other},
        {.path = "/2", .text = other},
        {.path = "/3", .text = other},
        {.path = "/4", .text = other},
    };
    make_index("i", documents, G_N_ELEMENTS(documents));
    g_autofree char *line = g_strconcat("--explain|", query, NULL);
    json_t *hits = hits_of(line);
    const json_t *parts = json_object_get(json_array_get(hits, 0), "explain");
    double words = json_number_value(json_object_get(parts, "words"));
    double passage = json_number_value(json_object_get(parts, "passage"));
    cr_assert(gt(dbl, words, 0), "%s", query);
    json_decref(hits);
    return passage / words;
}

/* Of texts that are hardly longer than a passage it is the text, and its words are counted. Without
 * marks it tells which words are meant, too. */
Test(rank, the_best_passage_of_short_texts_weighs_less, .init = folder_make, .fini = folder_remove)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 10; i++)
        g_string_append(text, FILL5);
    double of_short = worth_of_passage(FILL, "lũ quét") / worth_of_passage(FILL, "lu quet");
    double of_long =
        worth_of_passage(text->str, "lũ quét") / worth_of_passage(text->str, "lu quet");
    cr_expect(epsilon_eq(dbl, of_short, 0.7, 0.02));
    cr_expect(epsilon_eq(dbl, of_long, 1, 0.02));
}

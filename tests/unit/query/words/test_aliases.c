/* Other names for what was typed: as a whole, behind what was typed, and said. */
#include "tests/unit/query/support.h"

static const char *const documents[] = {
    "Thủ tục cấp sổ đỏ cho hộ gia đình ở xã.",
    "Giấy chứng nhận quyền sử dụng đất. Giấy chứng nhận quyền sử dụng đất.",
    "Giấy phép và chứng nhận, quyền lợi khi sử dụng nước, đất rừng.",
    "Chăn nuôi heo ở trại.",
    "Chăn nuôi lợn ở trại.",
    "Gió heo may về.",
    "Cà phê Đắk Lắk.",
    "Cà phê Đắc Lắc.",
    "Không có gì.",
};

static const struct {
    const char *line;
    const char *found; /* in this order */
    const char *also;  /* NULL: nothing is said */
} rows[] = {
    {"sổ đỏ", "/1 /2", "giấy chứng nhận quyền sử dụng đất"},
    {"so do", "/1 /2", "giấy chứng nhận quyền sử dụng đất"},
    /* That its words stand here and there says less than the other name does. */
    {"giấy chứng nhận quyền sử dụng đất", "/2 /1 /3", "sổ đỏ"},
    /* The words of the other name here and there are not it. */
    {"--any|sổ đỏ", "/1 /2", "giấy chứng nhận quyền sử dụng đất"},
    {"--no-aliases|sổ đỏ", "/1", NULL},
    {"\"sổ đỏ\"", "/1", NULL},
    {"sổ AND đỏ", "/1", NULL},
    {"chăn nuôi heo", "/4 /5", "chăn nuôi lợn"},
    {"chăn nuôi lợn", "/5 /4", "chăn nuôi heo"},
    /* A syllable by itself is the word, within others it is part of them. */
    {"lợn", "/5 /6 /4", "heo"},
    {"heo may", "/6", NULL},
    {"\"Đắk Lắk\"", "/7 /8", NULL},
    {"\"Đắc Lắc\"", "/8 /7", NULL},
};

static void
make_documents(void)
{
    folder_make();
    make_texts("i", documents, G_N_ELEMENTS(documents));
}

Test(aliases, they_join_as_a_whole_behind_what_was_typed, .init = make_documents,
     .fini = folder_remove)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *hits = hits_of(rows[i].line);
        g_autoptr(GPtrArray) paths = g_ptr_array_new();
        size_t k;
        json_t *hit;
        json_array_foreach(hits, k, hit) if (!json_is_false(json_object_get(hit, "about")))
            g_ptr_array_add(paths, (gpointer)string_of(hit, "path"));
        g_ptr_array_add(paths, NULL);
        g_autofree char *found = g_strjoinv(" ", (char **)paths->pdata);
        gboolean is_ordered = strchr(rows[i].line, '"') == NULL;
        g_autofree char *got = is_ordered ? g_strdup(found) : sorted(found);
        g_autofree char *want = is_ordered ? g_strdup(rows[i].found) : sorted(rows[i].found);
        cr_assert(eq(str, got, want), "%s", rows[i].line);
        const char *also = string_of(json_array_get(hits, 0), "also");
        cr_assert(g_strcmp0(also, rows[i].also) == 0, "%s: %s", rows[i].line, also);
        json_decref(hits);
    }
}

/* Documents with words of a query, and which is first. */
static const struct {
    const char *query;
    const char *first;
    const char
        *other; /* has as many words of the query, but none of the names of what it is about */
} parts[] = {
    {"làm lại bằng lái", "Cấp giấy phép lái xe.", "Làm lại, làm lại đường thôn."},
    {"công nhân nghỉ đẻ", "Chế độ thai sản.", "Công nhân ăn giữa ca. Công nhân."},
    {"tỉnh Hà Tây", "Dân số thành phố Hà Nội.", "Tỉnh có gà tây."},
    {"sổ đỏ mới", "Giấy chứng nhận quyền sử dụng đất.", "Mới, mới, mới đỏ."},
    {"nước Tân Gia Ba", "Cảng của Singapore.", "Ba người nhà tân gia."},
    {"Đắk Lắk", "Hồ ở Đắc Lắc.", "Đắk Lấp, Lắk."},
    /* Words that ask are not missed. */
    {"nghỉ phép được bao nhiêu ngày", "Nghỉ hằng năm.", "Được bao nhiêu ngày nghỉ."},
    /* The longer of two names that share a word. */
    {"dịch heo tai xanh", "Rối loạn sinh sản và hô hấp: bệnh tai xanh.", "Dịch sách. Tai biến."},
    /* An abbreviation has other names with the word before it. */
    {"Bộ GTVT", "Bộ Xây dựng giao ban.", "Bộ bàn ghế giao thông."},
    {"bo khdt", "Bộ Tài chính giao ban.", "Bo bo."},
};

Test(aliases, what_has_another_name_comes_before_other_words_of_the_query, .fini = folder_remove)
{
    folder_make();
    const char *texts[2 * G_N_ELEMENTS(parts)];
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        texts[2 * i] = parts[i].first;
        texts[2 * i + 1] = parts[i].other;
    }
    make_texts("i", texts, G_N_ELEMENTS(texts));
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *first = g_strdup_printf("/%zu", 2 * i + 1);
        json_t *hits = hits_of(parts[i].query);
        cr_assert(eq(str, (char *)string_of(json_array_get(hits, 0), "path"), first), "%s",
                  parts[i].query);
        json_decref(hits);
    }
}

/* ... and before what has only words of it and what a part of it is one of. */
Test(aliases, another_name_comes_before_what_a_thing_is_one_of, .fini = folder_remove)
{
    folder_make();
    const char *texts[] = {
        "Thế chấp quyền sử dụng đất. Bên thế chấp nộp hồ sơ, đăng ký biện pháp bảo đảm.",
        "Trại hè cắm cạnh lá cờ đỏ, ghi điểm vào sổ tay, cho vay mượn bạt, nộp đủ tiền quỹ.",
        "Văn nghệ quần chúng.",
        "Tiền thưởng của xã.",
        "Hội thao.",
        "Đường hoa.",
    };
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("cắm sổ đỏ vay tiền");
    cr_assert(json_array_size(hits) > 1);
    cr_assert(g_strcmp0(string_of(json_array_get(hits, 0), "path"), "/1") == 0);
    json_decref(hits);
}

/* Two words that are the end of one word and the beginning of another are no name. */
Test(aliases, what_belongs_to_its_neighbours_is_no_name, .fini = folder_remove)
{
    static const char *const texts[] = {
        "Nhu cầu tiêu thụ: nhu cầu của dân, tiêu thụ ở chợ.",
        "Tiêu thụ lúa: nhu cầu bao nhiêu, tiêu thụ bấy nhiêu. Nhu cầu lớn.",
        "Xây nhà vệ sinh.",
        "Cầu tiêu bên sông.",
        "Cầu tiêu trên ao.",
    };
    static const struct {
        const char *query;
        gboolean is_name;
    } cases[] = {
        {"nhu cầu tiêu thụ", FALSE},
        {"nhu cầu cầu tiêu", TRUE}, /* no word goes on behind it */
        {"cầu tiêu thụ", TRUE},
        {"xây cầu tiêu ở nông thôn", TRUE},
    };
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *hits = hits_of(cases[i].query);
        const char *also = string_of(json_array_get(hits, 0), "also");
        cr_expect_eq(also != NULL, cases[i].is_name, "%s: %s", cases[i].query, also);
        json_decref(hits);
    }
}

/* What a thing is one of is looked for only where no document says the thing. */
Test(aliases, wider_names_are_for_what_nobody_says, .fini = folder_remove)
{
    static const char *const texts[] = {"Chăn nuôi gia súc.", "Sữa chua.", "Họp thôn.",
                                        "Vắt sữa bò sữa."};
    static const char *const queries[] = {"bò sữa", "bo sua", "trại bò sữa", "title:\"bò sữa\"",
                                          "\"bò sữa\""};
    folder_make();
    for (gsize said = 0; said < 2; said++) {
        make_texts("i", texts, G_N_ELEMENTS(texts) - 1 + said);
        for (gsize q = 0; q < G_N_ELEMENTS(queries); q++) {
            json_t *hits = hits_of(queries[q]);
            const char *first = string_of(json_array_get(hits, 0), "path");
            const char *also = string_of(json_array_get(hits, 0), "also");
            gboolean is_wider = said == 0 && q < 3;
            cr_expect(eq(int, g_strcmp0(first, "/1") == 0, is_wider), "%s: %s", queries[q], first);
            cr_expect(eq(int, also != NULL && g_str_has_prefix(also, "gia súc"), is_wider),
                      "%s: %s", queries[q], also);
            json_decref(hits);
        }
    }
}

/* One syllable without marks is a name where no document has another word of its letters. */
Test(aliases, a_bare_syllable_is_a_name_where_it_can_be_nothing_else, .fini = folder_remove)
{
    static const char *const texts[] = {"Đăng kiểm tàu cá.", "Sữa chua.", "Họp thôn.",
                                        "Mua bàn ghế."};
    folder_make();
    for (gsize said = 0; said < 2; said++) {
        make_texts("i", texts, G_N_ELEMENTS(texts) - 1 + said);
        json_t *hits = hits_of("ghe");
        const char *first = string_of(json_array_get(hits, 0), "path");
        cr_expect(eq(int, g_strcmp0(first, "/1") == 0, said == 0), "%s", first);
        json_decref(hits);
    }
}

/* Nor where documents say it in short. */
Test(aliases, what_is_said_in_short_has_no_wider_name, .fini = folder_remove)
{
    static const char *const texts[] = {"Khám ở TTYT.", "Kinh tế tập thể.", "Họp thôn.",
                                        "Tổng kết HTX."};
    folder_make();
    for (gsize said = 0; said < 2; said++) {
        make_texts("i", texts, G_N_ELEMENTS(texts) - 1 + said);
        json_t *hits = hits_of("hợp tác xã");
        const char *also = string_of(json_array_get(hits, 0), "also");
        cr_expect(eq(int, also != NULL && strstr(also, "kinh tế tập thể") != NULL, said == 0), "%s",
                  also);
        json_decref(hits);
    }
}

/* Texts that have nothing to do with what is asked. */
#define OTHER_MATTERS "Họp thôn.", "Họp tổ.", "Trồng rừng.", "Nuôi cá.", "Dạy nghề.", "Mở lớp."

/* Cattle are more than dairy cows: what has only what a thing is one of is found, and is not about
 * it. */
Test(aliases, a_wider_name_makes_no_set, .fini = folder_remove)
{
    static const char *const texts[] = {
        "Chăn nuôi gia súc ở trại.", "Gia súc chết rét.", OTHER_MATTERS, "Sổ đỏ.", "Làm đường.",
    };
    static const char *const queries[] = {"bò sữa", "bo sua"};
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    for (gsize q = 0; q < G_N_ELEMENTS(queries); q++) {
        json_t *hits = hits_of(queries[q]);
        cr_assert(eq(int, json_array_size(hits) > 0, 1), "%s", queries[q]);
        for (size_t i = 0; i < json_array_size(hits); i++)
            cr_expect(eq(int, json_is_false(json_object_get(json_array_get(hits, i), "about")), 1),
                      "%s", queries[q]);
        json_decref(hits);
    }
}

/* What has only fewer of the words is found, and no more about the topic for it. */
Test(aliases, a_name_that_says_less_makes_no_set_larger, .fini = folder_remove)
{
    static const char *const texts[] = {
        "Giải phóng mặt bằng làm đường.",     "Giải tỏa chợ tạm.", "Sổ đỏ.",
        "Giấy chứng nhận quyền sử dụng đất.", OTHER_MATTERS,
    };
    static const struct {
        const char *query;
        const char *about;
    } cases[] = {
        {"giải phóng mặt bằng", "/1"},
        {"giải tỏa", "/2 /1"},
        {"giấy chứng nhận quyền sử dụng đất", "/4 /3"}, /* a name of its own */
    };
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *hits = hits_of(cases[i].query);
        g_autoptr(GString) about = g_string_new(NULL);
        size_t k;
        json_t *hit;
        json_array_foreach(hits, k, hit) if (!json_is_false(json_object_get(hit, "about")))
            g_string_append_printf(about, "%s%s", about->len > 0 ? " " : "",
                                   string_of(hit, "path"));
        cr_assert(eq(str, about->str, (char *)cases[i].about), "%s", cases[i].query);
        json_decref(hits);
    }
}

/* Without marks, two words within others are what the archive says: no "cắm sổ". */
Test(aliases, names_without_marks_are_what_documents_say, .fini = folder_remove)
{
    static const char *const texts[] = {"Cầm số điện thoại ở xã.", "Thế chấp quyền sử dụng đất."};
    folder_make();
    make_texts("i", texts, G_N_ELEMENTS(texts));
    json_t *hits = hits_of("cam so dien thoai");
    cr_assert(eq(str, (char *)string_of(json_array_get(hits, 0), "path"), (char *)"/1"));
    cr_assert(string_of(json_array_get(hits, 0), "also") == NULL);
    json_decref(hits);
    hits = hits_of("cam so");
    cr_assert(string_of(json_array_get(hits, 0), "also") != NULL);
    json_decref(hits);
}

/* However many that have only the other name there are, and however often they say it. */
Test(aliases, none_comes_before_a_document_that_says_what_was_typed, .init = folder_make,
     .fini = folder_remove)
{
    enum { OTHERS = 60 };
    TcSampleDocument many[OTHERS + 1];
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < OTHERS; i++) {
        g_ptr_array_add(texts, g_strdup_printf("/b%02u", i));
        g_ptr_array_add(texts, g_strdup_printf("Giấy phép lái xe %u. Đổi giấy phép lái xe. "
                                               "Cấp giấy phép lái xe.",
                                               i));
        many[i] = (TcSampleDocument){.path = g_ptr_array_index(texts, 2 * i),
                                     .text = g_ptr_array_index(texts, 2 * i + 1)};
    }
    many[OTHERS] = (TcSampleDocument){
        .path = "/a",
        .text = "Một văn bản rất dài về nhiều việc khác nhau của xã trong năm, trong "
                "đó có nói một lần đến bằng lái xe, và nhiều việc khác nữa."};
    make_index("i", many, G_N_ELEMENTS(many));
    for (guint limit = 1; limit <= 50; limit += 7) {
        g_autofree char *line = g_strdup_printf("--limit=%u|bằng lái xe", limit);
        json_t *hits = hits_of(line);
        cr_assert(eq(int, (int)json_array_size(hits), (int)limit));
        cr_assert(g_strcmp0(string_of(json_array_get(hits, 0), "path"), "/a") == 0, "%s", line);
        json_decref(hits);
    }
}

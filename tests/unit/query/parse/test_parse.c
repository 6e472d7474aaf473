#include "query/parse/parse.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* NFD: "nơi" and "tiêu-đề" with combining marks. */
#define NFD_NOI    "no\u031Bi"
#define NFD_TIEUDE "tie\u0302u-\u0111e\u0302\u0300"

static const struct {
    const char *query;
    const char *tree;
} trees[] = {
    {"cải cách hành chính", "(list words:\"cải cách hành chính\")"},
    {"  cải \t cách\n ", "(list words:\"cải \t cách\")"},
    {"cải\u00A0cách", "(list words:\"cải\u00A0cách\")"},
    {"", "(list)"},
    {"   ", "(list)"},
    {"- + * : , . …", "(list)"},
    {"()", "(list (list))"},
    /* Phrases, with any double quotation marks. */
    {"\"cải cách\"", "(list phrase:\"cải cách\")"},
    {"“cải cách”", "(list phrase:\"cải cách\")"},
    {"„cải cách“", "(list phrase:\"cải cách\")"},
    {"đẩy mạnh \"cải cách\" ngay", "(list words:\"đẩy mạnh\" phrase:\"cải cách\" words:\"ngay\")"},
    {"\"a\"\"b\"", "(list phrase:\"a\" phrase:\"b\")"},
    {"\"AND (OR\" x", "(list phrase:\"AND (OR\" words:\"x\")"},
    /* Signs. */
    {"+cải -cách", "(list must:words:\"cải\" must-not:words:\"cách\")"},
    {"a -\"b c\"", "(list words:\"a\" must-not:phrase:\"b c\")"},
    {"a +(b c)", "(list words:\"a\" must:(list words:\"b c\"))"},
    {"a -b c", "(list words:\"a\" must-not:words:\"b\" words:\"c\")"},
    {"-a", "(list must-not:words:\"a\")"},
    {"-5°C kho +2,5% -5", "(list words:\"-5°C kho +2,5%\" must-not:words:\"5\")"},
    /* A dash that stands alone, or within a word, is punctuation. */
    {"Quốc phòng - an ninh", "(list words:\"Quốc phòng - an ninh\")"},
    {"kinh tế-xã hội", "(list words:\"kinh tế-xã hội\")"},
    {"số 30c/NQ-CP về", "(list words:\"số 30c/NQ-CP về\")"},
    {"a -", "(list words:\"a\")"},
    {"(a -)", "(list (list words:\"a\"))"},
    /* Boolean. */
    {"a AND b", "(and (list words:\"a\") (list words:\"b\"))"},
    {"a b AND c d", "(and (list words:\"a b\") (list words:\"c d\"))"},
    {"a AND b AND c", "(and (list words:\"a\") (list words:\"b\") (list words:\"c\"))"},
    {"a OR b OR c", "(or (list words:\"a\") (list words:\"b\") (list words:\"c\"))"},
    {"a OR b AND c", "(or (list words:\"a\") (and (list words:\"b\") (list words:\"c\")))"},
    {"(a OR b) AND c",
     "(and (list (or (list words:\"a\") (list words:\"b\"))) (list words:\"c\"))"},
    {"a NOT b", "(and-not (list words:\"a\") (list words:\"b\"))"},
    {"a AND NOT b", "(and-not (list words:\"a\") (list words:\"b\"))"},
    {"NOT a", "(list must-not:words:\"a\")"},
    {"a OR NOT b", "(or (list words:\"a\") (list must-not:words:\"b\"))"},
    /* Operators are capitals and whole words; a sign makes a word of one. */
    {"a and b or not c", "(list words:\"a and b or not c\")"},
    {"ANDES ORDER NOTE NEARLY", "(list words:\"ANDES ORDER NOTE NEARLY\")"},
    {"+AND -OR", "(list must:words:\"AND\" must-not:words:\"OR\")"},
    {"thay-thế:12/2010/QĐ-UBND", "(list replaces:\"12/2010/QĐ-UBND\")"},
    {"based_on:5/2020 Căn Cứ:7", "(list based_on:\"5/2020\" based_on:\"7\")"},
    {"vien dan:30c/NQ-CP -cites:7", "(list cites:\"30c/NQ-CP\" must-not:cites:\"7\")"},
    /* Names of fields, however they are typed. */
    {"co-quan:sở", "(list org:\"sở\")"},
    {"CƠ-QUAN:sở", "(list org:\"sở\")"},
    {"cơ_quan:sở", "(list org:\"sở\")"},
    {"cơ–quan:sở", "(list org:\"sở\")"},
    {"coquan:sở", "(list org:\"sở\")"},
    {"cơ quan:sở", "(list org:\"sở\")"},
    {"về co quan:\"sở y tế\" x", "(list words:\"về\" org:\"sở y tế\" words:\"x\")"},
    {"tiêu đề:a nhiệm kỳ:2020-2025", "(list title:\"a\" term:\"2020-2025\")"},
    {"cơ quan: sở", "(list org:\"sở\")"},
    {"học phí cơ quan ban hành: sở y tế Nghệ An",
     "(list words:\"học phí\" org:\"sở y tế Nghệ An\")"},
    {"loại văn bản: nghị quyết, học phí", "(list type:\"nghị quyết\" words:\"học phí\")"},
    {"loai van ban: \"nghị quyết\" học phí", "(list type:\"nghị quyết\" words:\"học phí\")"},
    {"trích yếu: học phí năm: 2014", "(list title:\"học phí\" date:\"2014\")"},
    {"năm: 2014 học phí", "(list date:\"2014\" words:\"học phí\")"},
    {"ngày ban hành: 4 tháng 12 năm 2020 đất", "(list date:\"4 tháng 12 năm 2020\" words:\"đất\")"},
    {"số ký hiệu: 30c/NQ-CP về", "(list number:\"30c/NQ-CP\" words:\"về\")"},
    {"năm:2014 NĂM-BAN-HÀNH:2014 nam:2014", "(list date:\"2014\" date:\"2014\" date:\"2014\")"},
    {"ngay-ban-hanh:2014 so-ky-hieu:5 ký-hiệu:5", "(list date:\"2014\" number:\"5\" number:\"5\")"},
    {"trich-yeu:a tríchyếu:b người ký:\"c\"", "(list title:\"a\" title:\"b\" signer:\"c\")"},
    {"năm:nay tháng:trước quý:này",
     "(list date:\"năm nay\" date:\"tháng trước\" date:\"quý này\")"},
    /* Pasted text: what is no value of a date or number leaves the colon punctuation. */
    {"Số: Ban Tổ chức", "(list words:\"Số: Ban Tổ chức\")"},
    {"Kính gửi: Sở Nội vụ", "(list words:\"Kính gửi: Sở Nội vụ\")"},
    {"được ban hành: Nghị quyết", "(list words:\"được ban hành: Nghị quyết\")"},
    {"vào lúc 10:30 ngày: mai", "(list words:\"vào lúc 10:30 ngày: mai\")"},
    {"http://a.vn/b Tỷ lệ 3:1", "(list words:\"http://a.vn/b Tỷ lệ 3:1\")"},
    /* Marks of lists and what else closes nothing. */
    {"điểm a) khoản 1 Điều 5", "(list words:\"điểm a) khoản 1 Điều 5\")"},
    /* What numbers an item that was pasted. */
    {"1) đất 2) nhà", "(list words:\"đất 2) nhà\")"},
    {"- 2. Kế hoạch năm", "(list words:\"Kế hoạch năm\")"},
    {"• Kế hoạch năm", "(list words:\"Kế hoạch năm\")"},
    {"đ) kinh phí mua", "(list words:\"kinh phí mua\")"},
    {"II. Tổ chức hội", "(list words:\"Tổ chức hội\")"},
    {"iv. tổ chức hội", "(list words:\"tổ chức hội\")"},
    {"vi. tổ chức hội", "(list words:\"vi. tổ chức hội\")"},
    {"a. kinh phí mua", "(list words:\"kinh phí mua\")"},
    {"(3) Tổ chức hội", "(list words:\"Tổ chức hội\")"},
    {"(a OR b) AND c d",
     "(and (list (or (list words:\"a\") (list words:\"b\"))) (list words:\"c d\"))"},
    {"(3 hộ) dân cư", "(list (list words:\"3 hộ\") words:\"dân cư\")"},
    {"1) đất", "(list words:\"1) đất\")"},
    {"1.1. Hiện trạng kênh", "(list words:\"Hiện trạng kênh\")"},
    {"2.3.1) Hiện trạng kênh", "(list words:\"Hiện trạng kênh\")"},
    {"a/ Phí neo đậu", "(list words:\"Phí neo đậu\")"},
    {"1/ Phí neo đậu", "(list words:\"Phí neo đậu\")"},
    {"1.5 triệu đồng", "(list words:\"1.5 triệu đồng\")"},
    {"1/2 số hộ", "(list words:\"1/2 số hộ\")"},
    {"P. Bến Nghé", "(list words:\"P. Bến Nghé\")"},
    {"15. 3 hộ dân", "(list words:\"15. 3 hộ dân\")"},
    {"\"1) kế hoạch năm\"", "(list phrase:\"1) kế hoạch năm\")"},
    {"nhà 1) kế hoạch năm", "(list words:\"nhà 1) kế hoạch năm\")"},
    {"đất :) đai :(", "(list words:\"đất :) đai\")"},
    {"a) +đất", "(list words:\"a\" must:words:\"đất\")"},
    {"(a) đất)", "(list (list words:\"a\") words:\"đất\")"},
    {")", "(list)"},
    {"cơ quan:", "(list words:\"cơ quan:\")"},
    {"quan:sở a:b", "(list words:\"quan:sở a:b\")"},
    {"tiêu-de:a", "(list title:\"a\")"},
    {"tieu-\u00F0ề:a Tiêu-Đề:b", "(list title:\"a\" title:\"b\")"},
    {"kì-họp:2 nhiem-ki:X người-kí:a", "(list session:\"2\" term:\"X\" signer:\"a\")"},
    {"nội:a sở:b nôi:c", "(list words:\"nội:a sở:b nôi:c\")"},
    {"l\u00ADo\u200Bại:a", "(list type:\"a\")"},
    /* Full-width signs, and what a file may begin with. */
    {"ｌｏạｉ：a", "(list type:\"a\")"},
    {"（ａ　ＯＲ b）＋c ＂d＂ e＊", "(list (or (list words:\"a\") (list words:\"b\")) "
                                    "must:words:\"c\" phrase:\"d\" prefix:\"e\")"},
    {"\uFEFF+thuế \u200B-đất", "(list must:words:\"thuế\" must-not:words:\"đất\")"},
    /* Prefixes. */
    {"hành*", "(list prefix:\"hành\")"},
    {"cải hành* chính", "(list words:\"cải\" prefix:\"hành\" words:\"chính\")"},
    {"+hà* -nộ*", "(list must:prefix:\"hà\" must-not:prefix:\"nộ\")"},
    {"a*b", "(list words:\"a*b\")"},
    {"a * b", "(list words:\"a * b\")"},
    /* NEAR. */
    {"a NEAR/5 b", "(list must:(near/5 words:\"a\" words:\"b\"))"},
    {"a NEAR b", "(list must:(near/10 words:\"a\" words:\"b\"))"},
    {"a NEAR/2 b NEAR/7 c", "(list must:(near/7 words:\"a\" words:\"b\" words:\"c\"))"},
    {"x a NEAR/3 \"b c\" y",
     "(list words:\"x\" must:(near/3 words:\"a\" phrase:\"b c\") words:\"y\")"},
    {"-a NEAR/2 b", "(list must-not:(near/2 words:\"a\" words:\"b\"))"},
    {"a NEAR/9999 b", "(list must:(near/9999 words:\"a\" words:\"b\"))"},
    {"a NEAR/0005 b", "(list must:(near/5 words:\"a\" words:\"b\"))"},
    {"NEAR/x NEAR/ NEAR/5x", "(list words:\"NEAR/x NEAR/ NEAR/5x\")"},
    /* Fields in both languages, with marks and without, composed or not. */
    {"title:đất", "(list title:\"đất\")"},
    {"tiêu-đề:đất", "(list title:\"đất\")"},
    {"tieu-de:đất", "(list title:\"đất\")"},
    {NFD_TIEUDE ":đất", "(list title:\"đất\")"},
    {"TIÊU-ĐỀ:đất", "(list title:\"đất\")"},
    {"date:2019..2021 ngày:4/12/2020 ngay:2020-12",
     "(list date:\"2019..2021\" date:\"4/12/2020\" date:\"2020-12\")"},
    {"type:a loại:\"nghị quyết\" loai:b", "(list type:\"a\" type:\"nghị quyết\" type:\"b\")"},
    {"number:1/NQ số:30c/NQ-CP so:\"30c NQ CP\"",
     "(list number:\"1/NQ\" number:\"30c/NQ-CP\" number:\"30c NQ CP\")"},
    {"org:a cơ-quan:\"tỉnh ủy\" co-quan:b", "(list org:\"a\" org:\"tỉnh ủy\" org:\"b\")"},
    {"place:a nơi:\"Hà Nội\" noi:b " NFD_NOI ":c",
     "(list place:\"a\" place:\"Hà Nội\" place:\"b\" place:\"c\")"},
    {"path:a tệp:b tep:c", "(list path:\"a\" path:\"b\" path:\"c\")"},
    {"-loại:báo cáo", "(list must-not:type:\"báo\" words:\"cáo\")"},
    {"path:a:b", "(list path:\"a:b\")"},
    /* Other colons are punctuation. */
    {"http://x.vn", "(list words:\"http://x.vn\")"},
    {"kết luận: một", "(list words:\"kết luận: một\")"},
    {"số: 12", "(list number:\"12\")"},
    {":x", "(list words:\":x\")"},
};

EACH_ROW(parse, gives_the_tree, trees)
ROW_TEST(size_t *row, parse, gives_the_tree)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcNode) node = tc_parse(trees[*row].query, NULL, &error);
    g_autofree char *tree = node == NULL ? g_strdup(error->message) : tc_node_describe(node);

    cr_assert(eq(str, tree, (char *)trees[*row].tree), "%s", trees[*row].query);
}

static const struct {
    const char *query;
    gsize column;
    const char *says;
} faults[] = {
    {"\"cải cách", 1, "quote"},
    {"đẩy mạnh \"cải cách", 10, "quote"},
    {"“cải", 1, "quote"},
    {"+\"cải", 2, "quote"},
    {"a\u0302\u0301 \"b", 5, "quote"}, /* characters, not bytes, not columns of a screen */
    {"a \"b\" \"", 7, "quote"},
    {"tiêu-đề:\"đất", 9, "quote"},
    {"(a", 1, "parenthesis"},
    {"a (b (c)", 3, "parenthesis"},
    {"a AND", 3, "AND"},
    {"AND a", 1, "AND"},
    {"a AND OR b", 3, "AND"},
    {"a OR", 3, "OR"},
    {"OR", 1, "OR"},
    {"(a OR) b", 4, "OR"},
    {"a NOT", 3, "NOT"},
    {"NOT", 4, "NOT"},
    {"a AND NOT", 3, "AND"},
    {"a NEAR/5", 3, "NEAR"},
    {"NEAR/5 a", 1, "NEAR"},
    {"NEAR/0 x", 1, "1 to 9999"},
    {"đất NEAR/0 b", 5, "1 to 9999"},
    {"a NEAR/000 b", 3, "1 to 9999"},
    {"a NEAR/10000 b", 3, "1 to 9999"},
    {"a NEAR/99999999999999999999 b", 3, "1 to 9999"},
    {"a NEAR (b c)", 3, "NEAR"},
    {"a* NEAR b", 4, "NEAR"},
    {"a NEAR title:b", 3, "NEAR"},
    {"title:", 1, "title"},
    {"đất tiêu-đề:", 5, "tiêu-đề"},
    {"a title:  ", 3, "title"},
    {"title:\"\"", 1, "title"},
    {"a title:\" \" b", 3, "title"},
    {"(title:) b", 2, "title"},
    {"title:(a b)", 1, "title"},
    {"a \xC3", 1, "UTF-8"},
};

static const struct {
    const char *query;
    const char *told; /* NULL: nothing */
} notes[] = {
    {"số-vb:5", "“số:”"},
    {"nguoi-ki-van-ban:An", "“người-kí:”"},
    {"năm-ban-hàn:2014", "“năm-ban-hành:”"},
    {"tieude:a", NULL},
    {"tieu-dde:a", "“tiêu-đề:”"},
    {"loaij:a", "“loại:”"},
    {"tác-giả:\"An\"", "no field “tác-giả”; it"},
    {"học phí năm:2014", NULL},
    {"Kính gửi: Sở Nội vụ", NULL},
    {"10:30 3:1 http://a.vn", NULL},
    {"\"tác-giả:An\"", NULL},
};

Test(parse, a_field_that_there_is_not_is_told)
{
    for (gsize i = 0; i < G_N_ELEMENTS(notes); i++) {
        gsize column = 0;
        g_autoptr(TcNode) node = tc_parse(notes[i].query, &column, NULL);
        const char *note = node->note;
        cr_expect(notes[i].told == NULL ? note == NULL
                                        : note != NULL && strstr(note, notes[i].told) != NULL,
                  "%s: %s", notes[i].query, note);
    }
}

EACH_ROW(parse, fault_points_at_its_column, faults)
ROW_TEST(size_t *row, parse, fault_points_at_its_column)
{
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autoptr(TcNode) node = tc_parse(faults[*row].query, &column, &error);

    cr_assert(node == NULL, "%s", faults[*row].query);
    cr_assert(g_error_matches(error, TC_PARSE_ERROR, TC_PARSE_ERROR_SYNTAX));
    cr_assert(strstr(error->message, faults[*row].says) != NULL, "%s: %s", faults[*row].query,
              error->message);
    cr_assert(strchr(error->message, '\n') == NULL);
    cr_assert(eq(sz, column, faults[*row].column), "%s", faults[*row].query);
}

static char *
nested(guint depth)
{
    GString *query = g_string_new(NULL);

    for (guint i = 0; i < depth; i++)
        g_string_append_c(query, '(');
    g_string_append(query, "đất");
    for (guint i = 0; i < depth; i++)
        g_string_append_c(query, ')');
    return g_string_free(query, FALSE);
}

Test(parse, nests_64_parentheses_and_no_more)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *deep = nested(TC_QUERY_DEPTH_MAX);
    g_autofree char *deeper = nested(TC_QUERY_DEPTH_MAX + 1);
    g_autoptr(TcNode) node = tc_parse(deep, NULL, &error);
    gsize column = 0;

    cr_assert(node != NULL);
    cr_assert(tc_parse(deeper, &column, &error) == NULL);
    cr_assert(g_error_matches(error, TC_PARSE_ERROR, TC_PARSE_ERROR_TOO_LONG));
    cr_assert(eq(sz, column, TC_QUERY_DEPTH_MAX + 1));
}

Test(parse, parentheses_beside_each_other_do_not_count_as_nested)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) query = g_string_new(NULL);
    g_autoptr(TcNode) node = NULL;

    for (guint i = 0; i < 3 * TC_QUERY_DEPTH_MAX; i++)
        g_string_append(query, "(a) ");
    node = tc_parse(query->str, NULL, &error);
    cr_assert(node != NULL);
    cr_assert(eq(u32, node->children->len, 3 * TC_QUERY_DEPTH_MAX));
}

Test(parse, takes_64_KiB_and_no_more)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *longest = g_strnfill(TC_QUERY_MAX, 'a');
    g_autofree char *longer = g_strnfill(TC_QUERY_MAX + 1, 'a');
    g_autoptr(TcNode) node = tc_parse(longest, NULL, &error);

    cr_assert(node != NULL);
    cr_assert(tc_parse(longer, NULL, &error) == NULL);
    cr_assert(g_error_matches(error, TC_PARSE_ERROR, TC_PARSE_ERROR_TOO_LONG));
}

/* A chain of an operator that cannot be joined nests as deep as it is long. */
Test(parse, long_chains_are_no_harm)
{
    static const char *const links[] = {" NOT a", " AND a NOT a", " OR a", " NEAR/3 a", " (a)"};

    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) query = g_string_new("a");
        g_autoptr(TcNode) node = NULL;
        g_autofree char *tree = NULL;

        while (query->len + 16 < TC_QUERY_MAX)
            g_string_append(query, links[i]);
        node = tc_parse(query->str, NULL, &error);
        cr_assert(node != NULL || g_error_matches(error, TC_PARSE_ERROR, TC_PARSE_ERROR_TOO_LONG),
                  "%s", links[i]);
        if (node != NULL)
            tree = tc_node_describe(node);
    }
}

Test(parse, columns_of_the_tree_are_characters_from_1)
{
    g_autoptr(TcNode) node = tc_parse("đất \"đai\" tiêu-đề:x +y", NULL, NULL);
    static const gsize columns[] = {1, 5, 11, 22}; /* signs do not count */

    cr_assert(node != NULL);
    cr_assert(eq(u32, node->children->len, G_N_ELEMENTS(columns)));
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
        const TcNode *child = g_ptr_array_index(node->children, i);

        cr_expect(eq(sz, child->column, columns[i]), "child %u", i);
    }
}

Test(parse, plain_text_has_no_operators)
{
    g_autoptr(TcNode) node = tc_parse_plain("(a \"b AND -c* title:");
    g_autofree char *tree = tc_node_describe(node);

    cr_assert(eq(str, tree, (char *)"(list words:\"(a \"b AND -c* title:\")"));
}

Test(parse, plain_text_is_repaired)
{
    g_autoptr(TcNode) node = tc_parse_plain("a\xFF b");
    const TcNode *words = g_ptr_array_index(node->children, 0);

    cr_assert(g_utf8_validate(words->text, -1, NULL));
    cr_assert(eq(str, words->text, (char *)"a\uFFFD b"));
}

Test(parse, a_fault_without_anywhere_to_say_its_column_is_no_harm)
{
    cr_assert(tc_parse("\"", NULL, NULL) == NULL);
}

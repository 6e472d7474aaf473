#include "tests/unit/rows.h"
#include "text/abbreviation/table.h"
#include "text/alias/alias.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Of `name` among the other names of what `text` begins with: which kind, -1 when it is none. */
static int
kind_of(const TcAliases *aliases, const char *text, const char *name, gsize *taken)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(TcAlias));
    int kind = -1;
    *taken = tc_aliases_find(aliases, text, strlen(text), found);
    for (guint i = 0; i < found->len; i++) {
        const TcAlias *alias = &g_array_index(found, TcAlias, i);
        kind = strcmp(alias->name, name) == 0 ? (int)alias->kind : kind;
    }
    return kind;
}

static const struct {
    const char *text;
    const char *taken; /* the longest name that it begins with */
    const char *name;
    int kind; /* -1: that is none of its names */
} rows[] = {
    {"sổ đỏ", "sổ đỏ", "giấy chứng nhận quyền sử dụng đất", TC_ALIAS_WORD},
    {"so do", "so do", "giấy chứng nhận quyền sử dụng đất", TC_ALIAS_WORD},
    {"SỔ ĐỎ ở xã", "SỔ ĐỎ", "giấy chứng nhận quyền sử dụng đất", TC_ALIAS_WORD},
    {"bằng lái xe cũ", "bằng lái xe", "giấy phép lái xe", TC_ALIAS_WORD},
    {"giấy phép lái xe", "giấy phép lái xe", "bằng lái", TC_ALIAS_WORD},
    {"chăn nuôi lợn", "chăn nuôi lợn", "chăn nuôi heo", TC_ALIAS_WORD},
    {"Đắc Lắc", "Đắc Lắc", "Đắk Lắk", TC_ALIAS_SPELLING},
    {"daklak", "daklak", "Đắk Lắk", TC_ALIAS_SPELLING},
    {"Ninh Thuận", "Ninh Thuận", "Khánh Hòa", TC_ALIAS_SUCCESSOR},
    {"Khánh Hòa", "Khánh Hòa", "Ninh Thuận", TC_ALIAS_PREDECESSOR},
    {"Bộ Kế hoạch và Đầu tư", "Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", TC_ALIAS_SUCCESSOR},
    {"huyện Lấp Vò", "huyện Lấp Vò", "xã Lấp Vò", TC_ALIAS_SUCCESSOR},
    {"xã Lấp Vò", "xã Lấp Vò", "huyện Lấp Vò", TC_ALIAS_PREDECESSOR},
    /* What people say means what is written, not the other way round. */
    {"cắm sổ đỏ", "cắm sổ đỏ", "thế chấp quyền sử dụng đất", TC_ALIAS_WORD},
    {"thế chấp quyền sử dụng đất", "thế chấp quyền sử dụng đất", "cắm sổ đỏ", -1},
    /* What a thing is one of. */
    {"bò sữa", "bò sữa", "gia súc", TC_ALIAS_WIDER},
    {"gia súc", "gia súc", "bò sữa", -1},
    /* What became of it in another spelling of its name. */
    {"Kontum", "Kontum", "Quảng Ngãi", TC_ALIAS_SUCCESSOR},
    {"Daklak", "Daklak", "Phú Yên", TC_ALIAS_PREDECESSOR},
    {"tờ giấy trắng", "", "giấy", -1},
    {"Ngô Quyền", "", "bắp", -1},
    /* What the table knows as something else. */
    {"thị xã Củ Chi", "thị xã Củ Chi", "xã Củ Chi", TC_ALIAS_WIDER},
    {"Thị trấn Gò Vấp", "Thị trấn Gò Vấp", "quận Gò Vấp", TC_ALIAS_WIDER},
    {"thi tran go vap", "thi tran go vap", "quận Gò Vấp", TC_ALIAS_WIDER},
    {"huyện đảo Phú Quốc", "huyện đảo Phú Quốc", "đặc khu Phú Quốc", TC_ALIAS_WIDER},
    {"xã hội", "", "phường", -1},
    {"thành phố này", "", "huyện", -1},
    /* It ended, and nothing has its name. */
    {"huyện Kỳ Sơn", "", "Nghệ An", -1},
    /* That is found by the words of the name itself. */
    {"trạm thu phí đường bộ", "trạm thu phí đường bộ", "trạm thu phí", -1},
    /* One is the other's kind, and both are what people say for it. */
    {"mầm non", "mầm non", "nhà trẻ", TC_ALIAS_WORD},
    {"nhà trẻ", "nhà trẻ", "mầm non", TC_ALIAS_WIDER},
    /* Hundredths are none without their sign. */
    {"đất 5% của xã", "đất 5%", "đất công ích", TC_ALIAS_WORD},
    {"đất 5 của xã", "", "đất công ích", -1},
};

EACH_ROW(alias, names_have_others, rows)
ROW_TEST(size_t *row, alias, names_have_others)
{
    g_autoptr(TcAliases) aliases = tc_aliases_new();
    gsize taken = 0;
    int kind = kind_of(aliases, rows[*row].text, rows[*row].name, &taken);
    cr_assert(eq(int, kind, rows[*row].kind), "%s", rows[*row].text);
    g_autofree char *name = g_strndup(rows[*row].text, taken);
    cr_assert(g_strcmp0(name, rows[*row].taken) == 0, "%s: %s", rows[*row].text, name);
}

Test(alias, ones_own_names_join_those_of_the_program)
{
    static const char own[] = "# mine\n\nword\t-\t-\tthẻ xanh\tthẻ bảo hiểm\r\n"
                              "became\t2020\tQuyết định 1\tPhòng A\tPhòng B\tPhòng C\n"
                              "means\t-\t-\tđi ngân hàng\tgiao dịch\tgửi tiền\n"
                              "became\t2001\tQuyết định 2\tVụ A\tBan B\tBan C\n"
                              "became\t2002\tQuyết định 3\tCục A\tVụ A\n"
                              "became\t2001\tQuyết định 4\tLàng L\tLàng A\tLàng B\n"
                              "became\t2002\tQuyết định 5\tXã M\tLàng L\n"
                              "became\t2002\tQuyết định 5\tXã N\tLàng L\n"
                              "ended\t2021\t-\tTỉnh X\tHuyện Y\n"
                              "wider\t-\t-\tbút bi\tvăn phòng phẩm\n"
                              "means\t-\t-\tthuế 10%\tthuế suất phổ thông\tmức 10%\n"
                              "wider\t-\t-\tvăn phòng phẩm\thàng hóa\n"
                              "means\t-\t-\tcây viết xanh\tbút bi\n";
    g_autoptr(TcAliases) aliases = tc_aliases_new();
    g_autoptr(GError) error = NULL;
    gsize taken = 0;
    cr_assert(tc_aliases_load(aliases, own, strlen(own), &error), "%s", error->message);
    cr_assert(eq(int, kind_of(aliases, "thẻ xanh", "thẻ bảo hiểm", &taken), TC_ALIAS_WORD));
    cr_assert(eq(int, kind_of(aliases, "đi ngân hàng", "gửi tiền", &taken), TC_ALIAS_WORD));
    /* A number may be one of hundredths. */
    cr_assert(
        eq(int, kind_of(aliases, "thuế 10% cũ", "thuế suất phổ thông", &taken), TC_ALIAS_WORD));
    cr_assert(eq(sz, taken, strlen("thuế 10%")));
    cr_assert(eq(int, kind_of(aliases, "thuế 10%", "mức 10%", &taken), TC_ALIAS_WORD));
    cr_assert(eq(int, kind_of(aliases, "thuế 10", "mức 10%", &taken), -1));
    cr_assert(eq(int, kind_of(aliases, "giao dịch", "đi ngân hàng", &taken), -1));
    cr_assert(eq(int, kind_of(aliases, "bút bi", "văn phòng phẩm", &taken), TC_ALIAS_WIDER));
    cr_assert(eq(int, kind_of(aliases, "văn phòng phẩm", "bút bi", &taken), -1));
    /* What another name of it is one of, it is one of, too; no further. */
    cr_assert(eq(int, kind_of(aliases, "bút bi", "hàng hóa", &taken), TC_ALIAS_WIDER));
    cr_assert(eq(int, kind_of(aliases, "cây viết xanh", "văn phòng phẩm", &taken), TC_ALIAS_WIDER));
    cr_assert(eq(int, kind_of(aliases, "cây viết xanh", "hàng hóa", &taken), -1));
    cr_assert(eq(int, kind_of(aliases, "phòng c", "Phòng A", &taken), TC_ALIAS_SUCCESSOR));
    cr_assert(eq(int, kind_of(aliases, "Phòng A", "Phòng B", &taken), TC_ALIAS_PREDECESSOR));
    /* Joined, and then a part of one other thing; what is parted again is not followed. */
    cr_assert(eq(int, kind_of(aliases, "Ban C", "Cục A", &taken), TC_ALIAS_SUCCESSOR));
    cr_assert(eq(int, kind_of(aliases, "Cục A", "Ban B", &taken), TC_ALIAS_PREDECESSOR));
    cr_assert(eq(int, kind_of(aliases, "Làng B", "Xã M", &taken), -1));
    cr_assert(eq(int, kind_of(aliases, "Huyện Y", "Tỉnh X", &taken), -1));
    cr_assert(eq(int, kind_of(aliases, "Ninh Thuận", "Khánh Hòa", &taken), TC_ALIAS_SUCCESSOR));
}

static const struct {
    const char *tsv;
    const char *line; /* that the message names; NULL: another failure */
} wrong[] = {
    {"word\t-\t-\tmột tên\n", "line 1"}, {"# so\nsynonym\t-\t-\ta\tb\n", "line 2"},
    {"word\ta\tb\n", "line 1"},          {"means\t-\t-\tchỉ một\n", "line 1"},
    {"word\t-\t-\ta\t?!\n", "line 1"},   {"became\t-\t-\tchỉ một\n", "line 1"},
    {"word\t-\t-\ta\t\xff\n", NULL},
};

EACH_ROW(alias, a_wrong_table_changes_nothing, wrong)
ROW_TEST(size_t *row, alias, a_wrong_table_changes_nothing)
{
    static const char own[] = "word\t-\t-\tthẻ xanh\tthẻ bảo hiểm\n";
    g_autoptr(TcAliases) aliases = tc_aliases_new();
    g_autoptr(GError) error = NULL;
    gsize taken = 0;
    cr_assert(tc_aliases_load(aliases, own, strlen(own), NULL));
    cr_assert(not(tc_aliases_load(aliases, wrong[*row].tsv, strlen(wrong[*row].tsv), &error)));
    cr_assert(g_error_matches(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED) ||
              g_error_matches(error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE));
    if (wrong[*row].line != NULL)
        cr_assert(strstr(error->message, wrong[*row].line) != NULL, "%s", error->message);
    cr_assert(eq(int, kind_of(aliases, "thẻ xanh", "thẻ bảo hiểm", &taken), TC_ALIAS_WORD));
}

/* Those at the ends of what the leads of the table divide it into. */
Test(alias, each_name_of_the_table_is_found)
{
    const TcAbbreviationTable *const tables[] = {&tc_alias_builtin};
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    guint looked = 0;
    for (guint i = 0; i < tc_alias_builtin.count;
         i += i % TC_ABBREVIATION_STEP == 0 ? TC_ABBREVIATION_STEP - 1 : 1) {
        const char *name = tc_alias_builtin.text + tc_alias_builtin.by_expansion[i].expansion;
        const gsize len = strlen(name);
        g_ptr_array_set_size(found, 0);
        const gsize taken = tc_abbreviation_table_expansions(tables, 1, name, len, TRUE, found);
        cr_assert(eq(sz, taken, len), "%s", name);
        cr_assert(g_ptr_array_find_with_equal_func(found, name, g_str_equal, NULL), "%s", name);
        looked++;
    }
    cr_assert(gt(uint, looked, tc_alias_builtin.count / TC_ABBREVIATION_STEP));
}

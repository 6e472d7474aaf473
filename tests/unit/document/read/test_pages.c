#include "document/read/pdf/pages.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Pages are divided by \f. Not by g_strsplit(): under the sanitizers each strstr() of it measures
 * all of the rest. */
static char *
joined(const char *text)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    GString *out = g_string_new(NULL);

    for (const char *page = text; page != NULL && *text != '\0';) {
        const char *end = strchr(page, '\f');
        g_ptr_array_add(pages,
                        end != NULL ? g_string_new_len(page, end - page) : g_string_new(page));
        page = end != NULL ? end + 1 : NULL;
    }
    tc_pages_join(pages, out);
    for (guint i = 0; i < pages->len; i++)
        g_string_free(g_ptr_array_index(pages, i), TRUE);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *about, *pages, *expect;
} rows[] = {
    {"no page", "", ""},
    {"one page stays as it is", "Một\n\nHai\n1\n", "Một\n\nHai\n1"},
    {"no page says more than which it is", "Trang 1\n\fTrang 2\n\f\fTrang 4\n",
     "Trang 1\n\nTrang 2\n\nTrang 4"},
    {"a sentence goes on over the page", "báo cáo kết quả\fcải cách hành chính",
     "báo cáo kết quả\ncải cách hành chính"},
    {"and over an empty one", "báo cáo kết quả\f\n \n\fcải cách hành chính",
     "báo cáo kết quả\ncải cách hành chính"},
    {"a new one does not", "báo cáo kết quả\fCải cách", "báo cáo kết quả\n\nCải cách"},
    {"nor after a full stop", "báo cáo.\fđ) cải cách", "báo cáo.\n\nđ) cải cách"},
    {"a word goes on over the page", "the informa-\n2\f3\ntion of",
     "the informa-\n2\n\n3\ntion of"},
    {"numbers of pages are not of the sentence", "the informa-\n1\f- 2 -\ntion of",
     "the information of"},
    {"in words, too", "một\nTrang 1/2\fhai\nPage 2 of 2", "một\nhai"},
    {"other numbers are the text's", "1 2 3\n2019\f5 6\n2020", "1 2 3\n2019\n\n5 6\n2020"},
    {"numbers that start elsewhere are found by running", "a một\n15\fb hai\n16\fc ba\n17",
     "a một\nb hai\nc ba"},
    {"a header and a footer stand once",
     "CÔNG BÁO/Số 12\nđiều một quy định\nvề việc\nNgười ký\f"
     "CÔNG BÁO/Số 12\nthực hiện nghị quyết\nvà điều hai\nNgười ký\f"
     "CÔNG BÁO/Số 12\nhết hiệu lực.\nNgười ký",
     "CÔNG BÁO/Số 12\nđiều một quy định\nvề việc\nthực hiện nghị quyết\nvà điều hai\n"
     "hết hiệu lực.\n\nNgười ký"},
    {"with another number on each page",
     "một\nhai\nCông báo, trang 15\fba\nbốn\nCông báo, trang 16\f"
     "năm\nsáu\nCông báo, trang 17",
     "một\nhai\nba\nbốn\nnăm\nsáu\n\nCông báo, trang 15"},
    {"lines that differ in other numbers are the text's", "Điều 5\nmột\fĐiều 8\nhai\fĐiều 9\nba",
     "Điều 5\nmột\n\nĐiều 8\nhai\n\nĐiều 9\nba"},
    {"numbers that grow with the page and are not the page's are the text's",
     "PHỤ LỤC 1\nmột\nhết a\fPHỤ LỤC 2\nhai\nhết b\fPHỤ LỤC 3\nba\nhết c",
     "PHỤ LỤC 1\nmột\nhết a\n\nPHỤ LỤC 2\nhai\nhết b\n\nPHỤ LỤC 3\nba\nhết c"},
    {"and so are those in the middle, however they are written",
     "a\nb\nc\ntrang 301\nd\ne\ng\fh\ni\nk\ntrang 302\nl\nm\nn\fo\np\nq\ntrang 303\nr\ns\nt",
     "a\nb\nc\ntrang 301\nd\ne\ng\nh\ni\nk\ntrang 302\nl\nm\nn\no\np\nq\ntrang 303\nr\ns\nt"},
    {"a number set off by a sign",
     "15 | Báo cáo\nmột\na\f16 | Báo cáo\nhai\nb\f17 | Báo cáo\nba\nc",
     "15 | Báo cáo\nmột\na\nhai\nb\nba\nc"},
    {"a watermark stands once",
     "a\nb\nc\nBẢN SAO\nd\ne\ng\fh\ni\nk\nBẢN SAO\nl\nm\nn\fo\np\nq\nBẢN SAO\nr\ns\nt",
     "a\nb\nc\nd\ne\ng\nh\ni\nk\nl\nm\nn\no\np\nq\nr\ns\nt\n\nBẢN SAO"},
    {"a form that many get",
     "Nhóm 1\nTính lũy thừa\na = 5\nTìm nghịch đảo\nb = 7\nTính hàm Euler\nc = 9\f"
     "Nhóm 2\nTính lũy thừa\na = 6\nTìm nghịch đảo\nb = 4\nTính hàm Euler\nc = 8\f"
     "Nhóm 3\nTính lũy thừa\na = 3\nTìm nghịch đảo\nb = 2\nTính hàm Euler\nc = 1",
     "Nhóm 1\nTính lũy thừa\na = 5\nTìm nghịch đảo\nb = 7\nTính hàm Euler\nc = 9\n\n"
     "Nhóm 2\nTính lũy thừa\na = 6\nTìm nghịch đảo\nb = 4\nTính hàm Euler\nc = 8\n\n"
     "Nhóm 3\nTính lũy thừa\na = 3\nTìm nghịch đảo\nb = 2\nTính hàm Euler\nc = 1"},
    {"the head of a letter of many lines stands once, and its foot",
     "SỞ A\nSố 1 phố B\nĐiện thoại 4\nThư a@b\nTrang a.b\nmột\nhai\nMST 7\nTK 8\f"
     "SỞ A\nSố 1 phố B\nĐiện thoại 4\nThư a@b\nTrang a.b\nba\nbốn\nMST 7\nTK 8\f"
     "SỞ A\nSố 1 phố B\nĐiện thoại 4\nThư a@b\nTrang a.b\nnăm\nsáu\nMST 7\nTK 8",
     "SỞ A\nSố 1 phố B\nĐiện thoại 4\nThư a@b\nTrang a.b\nmột\nhai\nba\nbốn\nnăm\nsáu\n\n"
     "MST 7\nTK 8"},
    {"what only two pages say is theirs", "Họ và tên:\nmột\fHọ và tên:\nhai",
     "Họ và tên:\nmột\n\nHọ và tên:\nhai"},
    {"signs alone are nobody's header", "***\nmột\f***\nhai\f***\nba",
     "***\nmột\n\n***\nhai\n\n***\nba"},
};

EACH_ROW(pages, are_joined, rows)
ROW_TEST(size_t *row, pages, are_joined)
{
    g_autofree char *got = joined(rows[*row].pages);
    cr_expect(eq(str, got, (char *)rows[*row].expect), "%s", rows[*row].about);
}

Test(pages, many_of_them_take_no_longer_than_their_text, .timeout = 60)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 20000; i++)
        g_string_append_printf(text, "đầu trang\nnội dung thứ %u\ncuối trang %u\f", i * 7, i);
    g_autofree char *got = joined(text->str);
    cr_expect(g_str_has_prefix(got, "đầu trang\nnội dung thứ 0\n"));
    cr_expect(strstr(got + 1, "đầu trang") == NULL);
}

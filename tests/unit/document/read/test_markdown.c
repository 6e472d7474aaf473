#include "document/document.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const struct {
    const char *markdown;
    const char *text;
    const char *title; /* NULL: not looked at */
} rows[] = {
    {"# Biên bản họp #\n\nNội dung\n", "Biên bản họp\n\nNội dung\n", "Biên bản họp"},
    {"Lời dẫn\n\n## **Kết luận**\n", "Lời dẫn\n\nKết luận\n", "Kết luận"},
    {"Tiêu đề\n=====\nx\n", "Tiêu đề\n\nx\n", "Tiêu đề"},
    {"Tiêu đề\n---\nx\n", "Tiêu đề\n\nx\n", "Tiêu đề"},
    {"#không phải tiêu đề\n", "#không phải tiêu đề\n", NULL},
    {"---\ntitle: \"Họp tháng 3\"\nlang: vi\n---\n# Khác\n", "Khác\n", "Họp tháng 3"},
    {"---\ntitle: Họp tháng 4\n\n---\n# Khác\n", "Khác\n", "Họp tháng 4"},
    {"---\nkhông phải\n---\n", "không phải\n", NULL},
    {"*a* **b** ***c*** _d_ __e__ ~~f~~\n", "a b c d e f\n", NULL},
    {"5 * 3 = 15, ten_tep_dai, a*b\n", "5 * 3 = 15, ten_tep_dai, a*b\n", NULL},
    {"xem [nghị quyết](https://x.vn/a_(b) \"t\") và [đây](y)\n", "xem nghị quyết và đây\n", NULL},
    {"[a](/w/Huế_(thành_phố)) b\n", "a b\n", NULL},
    {"[a][1] b ![hình](x.png) c\n\n[1]: https://x.vn\n", "a b hình c\n", NULL},
    {"[![alt](x.png)](y) z\n", "alt z\n", NULL},
    {"điều [1] và (2)\n", "điều [1] và (2)\n", NULL},
    {"`mã *x*` và ``a`b``\n", "mã *x* và a`b\n", NULL},
    {"```c\nint *p;\n# x\n```\nsau\n", "int *p;\n# x\n\nsau\n", NULL},
    {"~~~\nmở không đóng\n", "mở không đóng\n", NULL},
    {"> trích\n> > sâu\n", "trích\n\nsâu\n", NULL},
    {"- một\n* hai\n+ ba\n1. bốn\n- [x] năm\n", "một\n\nhai\n\nba\n\n1. bốn\n\nnăm\n", NULL},
    {"| A | B |\n|---|:-:|\n| 1 | 2 |\n\nx | y\n", "A\tB\n1\t2\n\nx | y\n", NULL},
    {"A | B\n---|---\n1 | 2\n", "A\tB\n1\t2\n", NULL},
    {"a<br>b <b>c</b> <https://x.vn> 1 < 2\n", "a\nb c https://x.vn 1 < 2\n", NULL},
    {"a  <br/> b<BR>\nC\n", "a\nb\nC\n", NULL},
    /* A letterhead in a table, of which the head may be empty. */
    {"| **UBND XÃ A** <br> Số: 1 | CỘNG HÒA<br />Độc lập |\n|---|---|\n| a | b |\n",
     "UBND XÃ A\nSố: 1\nCỘNG HÒA\nĐộc lập\na\tb\n", NULL},
    {"|  |  |\n| --- | --- |\n| UBND XÃ A<br>Số: 1 | CỘNG HÒA<br>Độc lập |\n\nx\n",
     "UBND XÃ A\nSố: 1\nCỘNG HÒA\nĐộc lập\n\nx\n", NULL},
    {"a <!-- ẩn --> b <!-- ẩn\nẩn --> c\n", "a  b  c\n", NULL},
    {"A &amp; B &lt;c&gt; &#272;&#x1EA3;ng AT&T &#0; &#xFFFFFFFF;\n",
     "A & B <c> Đảng AT&T &#0; &#xFFFFFFFF;\n", NULL},
    {"\\*sao\\* \\# a\\b\n", "*sao* # a\\b\n", NULL},
    {"* * *\na\n***\nb\n", "a\n\nb\n", NULL},
    {"A\r\nB", "A\nB\n", NULL},
    {"|\nSố:\n39/2025/QĐ-UBND\n|\n*Huế, ngày 17\ntháng 11 năm 2025*\n|\n",
     "Số: 39/2025/QĐ-UBND\n\nHuế, ngày 17 tháng 11 năm 2025\n", NULL},
    {"ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n-------\n\n# Kế hoạch\n",
     "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n\nKế hoạch\n", "Kế hoạch"},
    {"Bãi bỏ các văn bản sau:\na) Quyết định số\n1/QĐ-UBND;\nđ) Quyết định số\n2/QĐ-UBND.\n",
     "Bãi bỏ các văn bản sau:\na) Quyết định số 1/QĐ-UBND;\nđ) Quyết định số 2/QĐ-UBND.\n", NULL},
    {"QUYẾT ĐỊNH:\nĐiều 1. Chợ\nnổi\n", "QUYẾT ĐỊNH:\nĐiều 1. Chợ nổi\n", NULL},
    {"**Điều 1.**Phạm vi\n", "Điều 1.Phạm vi\n", NULL},
    {"3) ba\n3) bốn\n   - trong\n", "3) ba\n4) bốn\ntrong\n", NULL},
    {"# Trước\n\nMột trang không phải là trang mạng thì có nhiều chữ hơn là thẻ.\n\n"
     "<div>Số<br>Tên</div>\n\nsau\n",
     "Trước\n\nMột trang không phải là trang mạng thì có nhiều chữ hơn là thẻ.\n\nSố\nTên\nsau\n",
     NULL},
    {"    lùi vào\n", "lùi vào\n", NULL},
};

EACH_ROW(markdown, leaves_what_a_reader_reads, rows)
ROW_TEST(size_t *row, markdown, leaves_what_a_reader_reads)
{
    g_autoptr(GError) error = NULL;
    const char *markdown = rows[*row].markdown;
    g_autoptr(TcDocument) document =
        tc_document_read(markdown, strlen(markdown), "a.md", NULL, &error);
    cr_assert(document != NULL, "row %zu: %s", *row, error != NULL ? error->message : "");
    cr_assert(eq(int, document->format, TC_FORMAT_MARKDOWN));
    cr_assert(eq(str, document->text, (char *)rows[*row].text), "row %zu", *row);
    if (rows[*row].title != NULL)
        cr_assert(eq(str, document->title, (char *)rows[*row].title));
}

/* Openings without end, which would take hours if each looked for its close. */
static const char *const hostile[] = {"[",  "![",    "](",   "[](",  "`",   "<a ",   "&#",
                                      "**", "`` ` ", "[a][", "<!--", "\\[", "|-|\n", "> "};

EACH_ROW(markdown, hostile_input_takes_linear_time, hostile)
ROW_TEST(size_t *row, markdown, hostile_input_takes_linear_time, .timeout = 60)
{
    g_autoptr(GString) text = g_string_new("họp\n\n");
    while (text->len < 4u << 20)
        g_string_append(text, hostile[*row]);
    g_autoptr(TcDocument) document = tc_document_read(text->str, text->len, "a.md", NULL, NULL);
    cr_assert(document != NULL);
    cr_assert(g_str_has_prefix(document->text, "họp\n"));
    cr_assert(g_utf8_validate_len(document->text, document->text_len, NULL));
}

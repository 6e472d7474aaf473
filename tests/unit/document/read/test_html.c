#include "document/read/text/html.h"
#include "document/read/text/html_trim.h"
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const struct {
    const char *html;
    const char *text;
    const char *title; /* NULL: must have none */
} rows[] = {
    {"<html><head><title> Nghị  quyết </title><style>p{}</style><script>x<y</script></head>"
     "<body><p>Một</p><p>Hai<br>Ba</p></body></html>",
     "Một\nHai\nBa\n", "Nghị quyết"},
    {"<body><h1>Báo cáo <b>quý</b> I</h1>x", "Báo cáo quý I\nx\n", "Báo cáo quý I"},
    {"<html><title></title><h1>A</h1><h1>B</h1>", "A\nB\n", "A"},
    {"<html>a  b\n\t c<b>d</b> <i>e</i>", "a b cd e\n", NULL},
    {"<html><p>Đ&#7843;ng &amp; &#x1ED9; &ecirc;&nbsp;&lt;x&gt; &khong;",
     "Đảng & ộ ê <x> &khong;\n", NULL},
    {"<html><table><tr><td>1</td><td>Trần</td></tr><tr><th>2<th>Lê</table>sau",
     "1\tTrần\n2\tLê\nsau\n", NULL},
    /* Word: paragraphs in cells; rows stay rows */
    {"<html><table><tr><td><p>1</p></td><td><p>Trần</p></td></tr><tr><td><p>2</p></td></tr></"
     "table>",
     "1\tTrần\n2\n", NULL},
    {"<html><table><tr><td><p>UBND</p><p>Số: 1</p></td><td><p>CỘNG HÒA</p></td></tr></table>",
     "UBND\nSố: 1\nCỘNG HÒA\n", NULL},
    {"<html><table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>d</td><td>e</td></tr>"
     "</table>",
     "a\nb\tc\nd\te\n", NULL},
    {"<html><pre>a\n  b\nc</pre>", "a\nb\nc\n", NULL},
    {"<html><nav>Trang chủ</nav><p>Tin</p><div role='navigation'><p>Mục</p></div><footer>Bản "
     "quyền</footer>Hết",
     "Tin\nHết\n", NULL},
    {"<html><nav>Trang chủ</nav><footer>Bản quyền</footer>", "Trang chủ\nBản quyền\n", NULL},
    {"<html><noscript>không</noscript><template><p>không</p></template><svg><title>x</"
     "title><text>không"
     "</text></svg>có",
     "có\n", NULL},
    /* Word's conditions, which are no comments in browsers either. */
    {"<html><p><![if !supportLists]><span>1.</span><![endif]> mục</p><!--[if gte vml 1]><p>vml</p>"
     "<![endif]--><![if !vml]><img src=a><![endif]><p><![endif</p>b<![if x",
     "1. mục\n<![endif\nb<![if x\n", NULL},
    /* What was deleted, what Word hides, and the marks of notes as LibreOffice has them. */
    {"<html><p>a <del cite=x>b</del><ins>c</ins> <span style='display:none;mso-hide:all'>d</span>"
     "<span style='mso-hide:none'>e</span>",
     "a c e\n", NULL},
    {"<html><p>thích<a class='sdfootnoteanc'><sup>1</sup></a></p><p><a class='sdfootnotesym'>1</a>"
     "Xem m<sup>2</sup></p>",
     "thích 1\n1 Xem m2\n", NULL},
    {"<html><ul><li>một<li>hai</ul>ba", "một\nhai\nba\n", NULL},
    /* tables whose rows and cells are neither begun nor ended */
    {"<html><table><td>Họ tên<td>Chức vụ<tr><td>Lê<td>Chủ tịch<tr><th>Tổ<th>Số</table>cuối",
     "Họ tên\tChức vụ\nLê\tChủ tịch\nTổ\tSố\ncuối\n", NULL},
    {"<html><table><thead><th>Tên</th><th>Số</th></thead><tbody><td>Lê</td><td>1</td></table>",
     "Tên\tSố\nLê\t1\n", NULL},
    {"<html><td>Tên</td><td>Số</td><tr>Hai<tr>Ba<td>d<li>e", "Tên\tSố\nHai\nBa\td\ne\n", NULL},
    /* what stands side by side without a blank */
    {"<html><button>Gửi</button><button>Xóa</button>tên<input value=x>tuổi<img src=a>nơi",
     "Gửi Xóa tên tuổi nơi\n", NULL},
    {"<html><a href='/a'>Tin</a><a class=b href='/b'>Mục</a> <a href='/c'>Qu</a><a "
     "href='/c'>yết</a>",
     "Tin Mục Quyết\n", NULL},
    {"<html><span style='display: block'>một</span><span style='color:red;display:inline-block'>hai"
     "</span><i style='display:inline'>ba</i>bốn<b style='display:none'>năm</b>",
     "một\nhai babốnnăm\n", NULL},
    {"<html><ruby>chữ<rp>(</rp><rt>tự</rt><rp>)</rp></ruby>", "chữ ( tự )\n", NULL},
    {"<html><body><p>mở<div>lồng</p></div></b></i>sau<!-- x -->", "mở\nlồng\nsau\n", NULL},
    {"<html><head><p>x</head><body>y", "x\ny\n", NULL},
    {"<!DOCTYPE html><html><body>x</body></html>\n<p>sau cùng", "x\nsau cùng\n", NULL},
};

EACH_ROW(html, text_in_reading_order, rows)
static TcDocument *
read_html(const char *bytes, gsize len, GError **error)
{
    g_autofree char *copy = g_memdup2(bytes, len);
    TcDocument *document = tc_document_read(copy, len, "a.txt", NULL, error);
    if (document != NULL)
        cr_assert(eq(int, document->format, TC_FORMAT_HTML));
    return document;
}

ROW_TEST(size_t *row, html, text_in_reading_order)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_html(rows[*row].html, strlen(rows[*row].html), &error);
    cr_assert(document != NULL, "row %zu: %s", *row, error != NULL ? error->message : "");
    cr_assert(eq(str, document->text, (char *)rows[*row].text), "row %zu", *row);
    if (rows[*row].title != NULL)
        cr_assert(eq(str, document->title, (char *)rows[*row].title));
    else
        cr_assert(document->title == NULL, "row %zu: %s", *row, document->title);
}

#define LITERAL(text) text, sizeof(text) - 1
static const struct {
    const char *html;
    gsize len;
    const char *text;
    const char *encoding;
} encodings[] = {
    {LITERAL("<html>Hội"), "Hội\n", "UTF-8"},
    {LITERAL("\xEF\xBB\xBF<html>Hội"), "Hội\n", "UTF-8"},
    /* what the bytes are counts, not what the page says */
    {LITERAL("<html><meta charset=iso-8859-1>Hội"), "Hội\n", "UTF-8"},
    {LITERAL("<html><meta charset=\"utf-16\">Hội"), "Hội\n", "UTF-8"},
    {LITERAL("\xFF\xFE<\0h\0t\0m\0l\0>\0H\0\xD9\x1Ei\0"), "Hội\n", "UTF-16LE"},
    {LITERAL("\0<\0h\0t\0m\0l\0>\0H\x1E\xD9\0i"), "Hội\n", "UTF-16BE"},
    {LITERAL("<html><meta http-equiv=Content-Type content='text/html; charset=windows-1258'>"
             "H\xF4\xF2i \xF0\xF4\xCCng"),
     "Hội đồng\n", "WINDOWS-1258"},
    {LITERAL("<?xml version='1.0' encoding='Windows-1258'?><html>ng\xFD\xCC"), "ngừ\n",
     "WINDOWS-1258"},
    {LITERAL("<html><meta charset=windows-1252>caf\xE9"), "café\n", "WINDOWS-1252"},
};

EACH_ROW(html, encoding, encodings)
ROW_TEST(size_t *row, html, encoding)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_html(encodings[*row].html, encodings[*row].len, &error);
    cr_assert(document != NULL, "row %zu: %s", *row, error != NULL ? error->message : "");
    g_autofree char *composed = g_utf8_normalize(document->text, -1, G_NORMALIZE_NFC);
    cr_assert(eq(str, composed, (char *)encodings[*row].text));
    cr_assert(eq(str, document->encoding, (char *)encodings[*row].encoding));
}

Test(html, old_encodings_are_told_or_repaired)
{
    /* TCVN3 as bytes, whatever the page declares, and by character references. */
    static const char expect[] = "Hội đồng nhân dân tỉnh họp kỳ thứ sáu về cải cách hành chính\n";
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) references = g_string_new("<html><title>");
    tc_encoding_encode(TC_ENCODING_TCVN3, expect, strlen(expect) - 1, bytes);
    for (int round = 0; round < 2; round++) {
        for (gsize i = 0; i < bytes->len; i++)
            g_string_append_printf(references, "&#%d;", (guchar)bytes->str[i]);
        g_string_append(references, round == 0 ? "</title><p>" : "</p>");
    }
    g_string_prepend(bytes, "<html><meta charset=iso-8859-1><p>");

    g_autoptr(TcDocument) raw = read_html(bytes->str, bytes->len, NULL);
    cr_assert(raw != NULL);
    cr_assert(eq(str, raw->text, (char *)expect));
    cr_assert(eq(str, raw->encoding, (char *)"TCVN3"));
    g_autoptr(TcDocument) referred = read_html(references->str, references->len, NULL);
    cr_assert(referred != NULL);
    cr_assert(eq(str, referred->text, (char *)expect));
    cr_assert(eq(str, referred->encoding, (char *)"TCVN3"));
    g_autofree char *line = g_strconcat(referred->title, "\n", NULL);
    cr_assert(eq(str, line, (char *)expect));
}

/* Word writes some letters of old fonts as bytes and some by their names in Latin-1. */
Test(html, letters_of_old_encodings_may_be_named)
{
    static const char expect[] =
        "Ủy ban nhân dân tỉnh phối hợp với hội nông dân xây dựng nhà vườn, nước sạch, tương lai ưu "
        "việt cho cả vùng; đường sá, trường học được sửa chữa và nâng cấp từ ngân sách\n";
    static const TcEncoding encodings_tried[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI,
                                                 TC_ENCODING_VISCII, TC_ENCODING_VPS};
    static const struct {
        guchar byte;
        const char *name;
    } names[] = {{0xAD, "shy"},   {0xAC, "not"},    {0xA9, "copy"},  {0xA2, "cent"},
                 {0xAB, "laquo"}, {0xAE, "reg"},    {0xB5, "micro"}, {0xB7, "middot"},
                 {0xE2, "acirc"}, {0xF5, "otilde"}, {0xCB, "Euml"}};

    for (gsize e = 0; e < G_N_ELEMENTS(encodings_tried); e++)
        for (guint part = 1; part <= 3; part++) {
            g_autoptr(GString) bytes = g_string_new(NULL);
            g_autoptr(GString) html = g_string_new("<html><meta http-equiv=Content-Type "
                                                   "content=\"text/html; "
                                                   "charset=windows-1252\"><p>");
            tc_encoding_encode(encodings_tried[e], expect, strlen(expect) - 1, bytes);
            for (gsize i = 0; i < bytes->len; i++) {
                guchar c = (guchar)bytes->str[i];
                const char *name = NULL;
                for (gsize k = 0; k < G_N_ELEMENTS(names) && (part & 1); k++)
                    if (names[k].byte == c)
                        name = names[k].name;
                if (name != NULL)
                    g_string_append_printf(html, "&%s;", name);
                else if (c >= 0x80 && (part & 2) && i % 3 == 0)
                    g_string_append_printf(html, "&#%u;", c);
                else
                    g_string_append_c(html, (char)c);
            }
            g_autoptr(TcDocument) document = read_html(html->str, html->len, NULL);
            cr_assert(document != NULL);
            g_autofree char *lower = g_utf8_strdown(document->text, -1);
            g_autofree char *want = g_utf8_strdown(expect, -1);
            cr_expect(eq(str, lower, want), "%s, part %u", tc_encoding_name(encodings_tried[e]),
                      part);
            cr_expect(eq(str, document->encoding, (char *)tc_encoding_name(encodings_tried[e])));
        }
}

Test(html, declared_charset_is_found)
{
    static const struct {
        const char *html;
        const char *charset;
    } pages[] = {
        {"<meta charset=UTF-8>", "utf-8"},
        {"<META HTTP-EQUIV='x' CONTENT=\"text/html; charset = VISCII\">", "viscii"},
        {"<?xml version=\"1.0\" encoding='windows-1258'?>", "windows-1258"},
        {"<meta name=charset content=x><meta charset='x-vps'>", "x-vps"},
        {"<p>charset=utf-8</p>", NULL},
        {"<meta charset=", NULL},
        {"<meta charset=>", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *charset = tc_html_declared_charset(pages[i].html, strlen(pages[i].html));
        cr_expect(g_strcmp0(charset, pages[i].charset) == 0, "%s: %s", pages[i].html, charset);
    }
}

/* Word saves a page in windows-1252 and refers to the letters that this has not: spaces, dashes and
 * capitals are not to be taken for those of VISCII or VPS. */
Test(html, bytes_between_references_are_what_the_page_declares)
{
    static const char *const charsets[] = {"windows-1252", "iso-8859-1"};
    static const char body[] =
        "<p>C&#7896;NG H\xD2"
        "A X\xC3 H&#7896;I CH&#7910; NGH&#296;"
        "A VI&#7878;T NAM</p>"
        "<p>&#272;&#7897;c l&#7853;p \x96 T&#7921; do \x96 H&#7841;nh ph\xFA"
        "c</p><p>S&#7889;: \xA0\xA0/KH-UBND, ng\xE0y \xA0 th\xE1ng 11 n&#259;m 2025</p>";
    for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++) {
        g_autofree char *page =
            g_strdup_printf("<html><head><meta http-equiv=Content-Type content=\"text/html; "
                            "charset=%s\"></head><body>%s</body></html>",
                            charsets[i], body);
        g_autoptr(TcDocument) document = read_html(page, strlen(page), NULL);
        cr_assert(document != NULL);
        cr_expect(strstr(document->text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") != NULL, "%s",
                  document->text);
        cr_expect(strstr(document->text, "Độc lập – Tự do – Hạnh phúc") != NULL, "%s",
                  document->text);
        cr_expect(strstr(document->text, "Õ") == NULL && strstr(document->text, "Ố") == NULL);
    }
}

Test(html, nothing_to_read_is_empty)
{
    g_autoptr(GError) error = NULL;
    const char *page =
        "<html><head><title>Chỉ có tiêu đề</title></head><body> &nbsp; </body></html>";
    cr_assert(read_html(page, strlen(page), &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_EMPTY));
}

Test(html, deep_nesting_is_no_trouble, .timeout = 60)
{
    g_autoptr(GString) page = g_string_new("<html>");
    for (int i = 0; i < 100000; i++)
        g_string_append(page, "<div>");
    g_string_append(page, "đáy");
    for (int i = 0; i < 100000; i++)
        g_string_append(page, "</div>");
    g_string_append(page, "sau");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_html(page->str, page->len, &error);
    cr_assert(document != NULL);
    cr_assert(eq(str, document->text, (char *)"đáy\nsau\n"));
}

Test(html, entities_of_its_own_are_not_expanded, .timeout = 60)
{
    g_autoptr(GString) page = g_string_new("<!DOCTYPE html [\n<!ENTITY a0 \"ha\">\n");
    for (int i = 1; i <= 20; i++)
        g_string_append_printf(page, "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">\n", i, i - 1, i - 1,
                               i - 1, i - 1);
    g_string_append(page, "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><html><p>x &a20; &f; y");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_html(page->str, page->len, &error);
    cr_assert(document != NULL);
    cr_assert(document->text_len < 4096);
    cr_assert(strstr(document->text, "root:") == NULL);
    cr_assert(strstr(document->text, "x &a20; &f; y") != NULL, "%s", document->text);
}

Test(html, the_text_has_its_limit)
{
    TcReadLimits limits = {.input_max = 1u << 20, .text_max = 1000};
    g_autoptr(GString) page = g_string_new("<html>");
    for (int i = 0; i < 2000; i++)
        g_string_append(page, "<p></p>");
    g_string_append(page, "vừa");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) fits = tc_document_read(page->str, page->len, NULL, &limits, &error);
    cr_assert(fits != NULL, "markup does not count");
    for (int i = 0; i < 300; i++)
        g_string_append(page, "<p>đoạn</p>");
    cr_assert(tc_document_read(page->str, page->len, NULL, &limits, &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_TOO_LARGE));
}

Test(html, a_page_cut_anywhere_is_read_or_refused)
{
    static const char page[] =
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Họp</title></head><body "
        "class='a'><h1>Kỳ họp</h1><table><tr><td>1</td><td>&amp;&#7843;</td></tr></table>"
        "<!-- x --><script>var a = '</p>';</script></body></html>";
    for (gsize len = 0; len < sizeof page; len++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *copy = g_memdup2(page, len);
        g_autoptr(TcDocument) document = tc_document_read(copy, len, NULL, NULL, &error);
        cr_assert(ne(int, document != NULL, error != NULL));
        cr_assert(document == NULL ||
                  g_utf8_validate_len(document->text, document->text_len, NULL));
    }
}

/* What no reader uses is taken out before the parser sees it; it must not miss what is left. */
static const struct {
    const char *about, *html, *trimmed;
} trims[] = {
    {"attributes of layout", "<p class=a style=\"margin:0\" lang='vi'>x</p>", "<p class=a >x</p>"},
    {"what Word hides", "<p style='mso-hide:all' x>y", "<p style='mso-hide:all' >y"},
    {"an element that closes itself", "<br clear=all /><td width=1/>", "<br /><td >"},
    {"scripts and styles", "<SCRIPT src=a>if (a<b) '</p>'</SCRIPT >x<style>p{}</style>",
     "<SCRIPT ></SCRIPT >x<style></style>"},
    {"comments", "a<!-- <p> -- > -->b<!---->c", "abc"},
    {"a comment without end", "a<!-- <p class=x id=y>b", "a<!-- <p class=x id=y>b"},
    {"a script without end", "<script>a<b style=c>d", "<script>a<b >d"},
    {"a tag without end", "<p style=\"a", "<p style=\"a"},
    {"odd tags", "<p style=\"a\"b\" c<d><e f='<'>g", "<p style=\"a\"b\" c<d><e f='<'>g"},
    {"no tag", "a < b & c <3 d", "a < b & c <3 d"},
    {"blanks that follow each other", "<p>a \n\t b\nc</p>\r\n\r\n  <p> d", "<p>a b\nc</p> <p> d"},
    {"blanks that are laid out", "a  b<PRE>c  d\n\n<b>e  f</b></PRE>  <pre>g  h",
     "a b<PRE>c  d\n\n<b>e  f</b></PRE> <pre>g  h"},
};

EACH_ROW(html, what_nobody_reads_is_taken_out, trims)
ROW_TEST(size_t *row, html, what_nobody_reads_is_taken_out)
{
    g_autoptr(GString) html = g_string_new(trims[*row].html);

    tc_html_trim(html);
    cr_expect(eq(str, html->str, (char *)trims[*row].trimmed), "%s", trims[*row].about);
}

#include "document/header/head.h"
#include "document/header/header.h"
#include "tests/unit/document/header/header_forms.h"
#include "text/analyzer.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"

#define STATE "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

static void
expect_read(const HeaderForm *form)
{
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

    document->format = TC_FORMAT_TEXT;
    tc_header_read(form->text->str, form->text->len, document);
    expect_head(document, form);
}

Test(header, reads)
{
    each_form("heads.txt", expect_read);
}

/* ---- what is there already ---- */

#define REPORT                                                                                               \
    "SỞ Y TẾ LÂM ĐỒNG\nSố: 1/BC-SYT    Đà Lạt, ngày 3 tháng 2 năm 2020\nBÁO CÁO\nTrích " \
    "yếu\n\nNội dung.\n"

Test(header, fields_that_are_set_stay)
{
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

    document->number = g_strdup("2/BC");
    document->type = g_strdup("Tờ trình");
    document->org = g_strdup("Ai đó");
    document->place = g_strdup("Huế");
    document->date = 19990101;
    document->signer = g_strdup("Không ai");
    tc_header_read(REPORT, strlen(REPORT), document);
    cr_expect(eq(str, document->number, (char *)"2/BC"));
    cr_expect(eq(str, document->type, (char *)"Tờ trình"));
    cr_expect(eq(str, document->org, (char *)"Ai đó"));
    cr_expect(eq(str, document->place, (char *)"Huế"));
    cr_expect(eq(u32, document->date, 19990101));
    cr_expect(eq(str, document->signer, (char *)"Không ai"));
}

static const struct {
    TcFormat format;
    const char *title, *want;
} titles[] = {
    {TC_FORMAT_HTML, "Tin của sở", "Tin của sở"},
    {TC_FORMAT_HTML, "BÁO CÁO", "Trích yếu"},
    {TC_FORMAT_HTML, "SỞ Y TẾ LÂM ĐỒNG", "Trích yếu"},
    {TC_FORMAT_MARKDOWN, "Tin của sở", "Tin của sở"},
    {TC_FORMAT_TEXT, "Dòng đầu", "Trích yếu"},
    {TC_FORMAT_DOCX, "Microsoft Word - mau", "Trích yếu"},
    {TC_FORMAT_DOC, NULL, "Trích yếu"},
};

Test(header, title_that_a_program_gave_is_none)
{
    static const char text[] =
        "MỤC LỤC\nI. GIỚI THIỆU 2\nII. NỘI DUNG 3\nĐề tài trồng dưa\nI. GIỚI "
        "THIỆU\nNội dung giới thiệu.\n";
    static const char *const useless[] = {"MỤC LỤC",          "CamScanner 13-08-24 16.56",
                                          "Sheet1",           "C",
                                          "mau_bao_cao.docx", "Microsoft Word - mau"};
    for (gsize i = 0; i < G_N_ELEMENTS(useless); i++) {
        g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

        document->format = TC_FORMAT_DOCX;
        document->title = g_strdup(useless[i]);
        tc_header_read(text, strlen(text), document);
        cr_expect(eq(str, document->title, (char *)"Đề tài trồng dưa"), "%s", useless[i]);
    }
}

Test(header, title_of_the_markup_stays_unless_it_says_nothing)
{
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

        document->format = titles[i].format;
        document->title = g_strdup(titles[i].title);
        tc_header_read(REPORT, strlen(REPORT), document);
        expect_field(document->title, titles[i].want, "title",
                     titles[i].title != NULL ? titles[i].title : "none");
    }
}

Test(header, number_of_a_scan_stays_empty)
{
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

    document->is_ocr = TRUE;
    tc_header_read(REPORT, strlen(REPORT), document);
    expect_field(document->number, NULL, "number", "scan");
    expect_field(document->type, "Báo cáo", "type", "scan");
}

/* Stamps that programs print over a scan stand above its letterhead and within it, as they are
 * recognized; marks of its capitals are lost, or come out as lines of their own. */
static const struct {
    const char *text;
    const char *type;
    const char *org;
    const char *title;
} scans[] = {
    {"TRUNG TÂM CÔNG\nBÁO VÀ TIN HỌC\nvì ttcb)songnuoc.gov.vn\n26.11.2024 13:45:56\n+07:00\n\n"
     "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
     "Ký bởi: Ủy ban nhân dân nh Nghệ An\nQÀ Cơ quan: Tỉnh Nghệ An\n\n"
     "TỈNH NGHỆ AN Độc lập - Tự do - Hạnh phúc\n"
     "Số:ổ0 /BC-UBND Nghệ An, ngày Êˆ@_ tháng 11 năm 2024\nBÁO CÁO\n\n"
     ".^A k4 ˆ Lá ˆ Ẩ ° Lá »\nVề việc trồng cây trong trường\n(đợt 2) của tỉnh Nghệ An\n\n"
     "Thực hiện kế hoạch đã ban hành, các trường báo cáo.\n",
     "Báo cáo", "Ủy ban nhân dân tỉnh Nghệ An",
     "Về việc trồng cây trong trường (đợt 2) của tỉnh Nghệ An"},
    {"bởi: Ủy ban nhân dân tỉnh Nghệ\n\nbp quan: Tỉnh Nghệ An\n17.01.2025 14:12:16 +07:00\n\n"
     "ỦY BAN NHÂN DẦN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "TINH NGHE AN Độc lập - Tự do - Hạnh phúc\n"
     "Số: 9{ /QĐ-UBND Nghệ An, ngày tháng 01 năm 2025\nQUYÉT ĐỊNH\n\n"
     "Về việc trồng cây trong trường học\n\nCăn cứ Luật Thử nghiệm;\n",
     "Quyết định", "Ủy ban nhân dân tỉnh Nghệ An", "Về việc trồng cây trong trường học"},
    {"HỘI ĐÒNG NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
     "THÀNH PHÓ HÀ NỘI Độc lập - Tự do - Hạnh phúc\n"
     "Số: 12/2025/NQ-HĐND Hà Nội, ngày 27 tháng 6 năm 2025\nNGHỊ QUYẾT\n\n"
     "Quy định về trồng cây\n\nCăn cứ Luật Thử nghiệm;\n",
     "Nghị quyết", "Hội đồng nhân dân thành phố Hà Nội", "Quy định về trồng cây"},
    {"VĂN PHÒNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
     "Số: 18/TB-VPCP Hà Nội, ngày 11 tháng 4 năm 2024\nCÔNG THÔNG TTN ĐIỆN TỪ CHÍNH PHÙ\n"
     "ĐẾN THÔNG BÁO\n| Kết luận về việc trồng cây\n\nNgày 19 tháng 3 năm 2024, Bộ họp.\n",
     "Thông báo", "Văn phòng Chính phủ", "Kết luận về việc trồng cây"},
    {"UBND TỈNH NGHỆ AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSỞYTÉ Độc lập Tự do - Hạnh phúc\n"
     "Số: 49 13/QĐ-SYT Nghệ An, ngày 8 tháng 4 năm 2018\n| HỖA TỔ QUYÉT ĐỊNH\n"
     "Và việc trồng cây\n\nCăn cứ Luật Thử nghiệm;\n",
     "Quyết định", "Sở Y tế tỉnh Nghệ An", "Về việc trồng cây"},
    {"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTINH NGHE AN Độc lập — Tự do Hạnh "
     "phúc\n"
     "Só: Nghệ An, ngày 3 tháng 4 năm 2017\n\nCÔNG ĐIỆN\n\nvà việc chủ động ứng phó với bão\n"
     "nóA TỐC)\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH NGHỆ AN ĐIỆN:\n\n- Thủ trưởng các Sở;\n",
     "Công điện", "Ủy ban nhân dân tỉnh Nghệ An", "Về việc chủ động ứng phó với bão"},
    /* Marks of a letterhead and of a title that were misread, "1" as "l". */
    {"UBND TĨNH NGHỆ AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẺ Độc lập - Tự do - Hạnh "
     "phúc\n"
     "Số: 3 /KH-SYT Nghệ An, ngày 3 tháng 4 năm 2017\nKẾ HOẠCH\n"
     "Thâm định câp giây phép đôi với cơ sở y tê\nnăm thứ l6\n\nCăn cứ Luật Thử nghiệm;\n",
     "Kế hoạch", "Sở Y tế tỉnh Nghệ An", "Thẩm định cấp giấy phép đối với cơ sở y tế năm thứ 16"},
    /* What is read well stays: "cộng tác" is no "công tác". */
    {"UBND TỈNH NGHỆ AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh "
     "phúc\n"
     "Số: 4 /KH-SYT Nghệ An, ngày 3 tháng 4 năm 2017\nKẾ HOẠCH\n"
     "Vêviệc mời cộng tác viên báo chí nghiên.cứu hoá đơn\n\nCăn cứ Luật Thử nghiệm;\n",
     "Kế hoạch", "Sở Y tế tỉnh Nghệ An", "Về việc mời cộng tác viên báo chí nghiên cứu hoá đơn"},
    /* The stamp of a portal between two lines of a title */
    {"VĂN PHÒNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
     "Số: 19/TB-VPCP Hà Nội, ngày 11 tháng 4 năm 2024\nTHÔNG BÁO\n"
     "và Chương trình trồng cây trong trường học của Bộ\nCÔNG TIN ĐIỆN TỪ CHÍNH PHỦ\nẹ\nĐẾN "
     "gu\n"
     "trong tình hình mới\n\nNgày 19 tháng 3 năm 2024, Bộ họp.\n",
     "Thông báo", "Văn phòng Chính phủ",
     "Về Chương trình trồng cây trong trường học của Bộ trong tình hình mới"},
    /* Words run together, and marks of a stamp below a subject whose act has its day in the next
       line */
    {"UBNDTỈNH NGHỆ AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n' SỞY TẾ. Độc lập - Tự do - Hạnh phúc\n"
     "Số: /SYT-VP Nghệ An, ngày 4 tháng 01 năm 2016\nV/v thực hiện Quyết\nđịnh số 6110/QĐ-BYT "
     "ngày\n"
     "29/12/2017 của Bộ Y tê\n|nỏ^ xốc]\nKính gửi: Giám đốc trung tâm.\n\n"
     "Thực hiện Kế hoạch số 2484/KH-SYT ngày 28/12/2017, Sở yêu cầu.\n",
     "Công văn", "Sở Y tế tỉnh Nghệ An",
     "Thực hiện Quyết định số 6110/QĐ-BYT ngày 29/12/2017 của Bộ Y tế"},
    /* The line above was lost. */
    {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n"
     "Số: /GM-SYT Nghệ An, ngày 16 tháng 01 năm 2018\nHỖA xốc] GIÁY MỜI\n"
     "Tham dự cuộc họp nghiệm thu đối với\nđề tài cấp tỉnh, năm 2018\n\nCăn cứ vào tình hình;\n",
     "Giấy mời", NULL, "Tham dự cuộc họp nghiệm thu đối với đề tài cấp tỉnh, năm 2018"},
    /* A type torn in its words, specks at both ends of a title, a name that was cut. */
    {"BỘ LAO ĐỘNG - THƯƠNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
     "Số: I9 /2025/QĐ-UBND Hà Nội, ngày2#' tháng 2 năm 2025\nQUY ÉT ĐỊNH\n"
     "'Về việc trồng cây ven \"Hồ Xanh\" `\n\nCăn cứ Luật Thử nghiệm;\n",
     "Quyết định", NULL, "Về việc trồng cây ven \"Hồ Xanh\""},
    /* The line of the type was lost. */
    {"CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
     "Số: 145/2020/NĐ-CP Hà Nội, ngày 14 tháng 12 năm 2020\n\n"
     "QUY ĐỊNH CHI TIẾT LUẬT THỬ NGHIỆM\n\nCăn cứ Luật Thử nghiệm;\n",
     "Nghị định", "Chính phủ", "QUY ĐỊNH CHI TIẾT LUẬT THỬ NGHIỆM"},
    /* A stamp whose colon is misread. */
    {"Người ký; Công Thông tín điện tử Chính phú\n\nCHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\nSố: 175/NQ-CP Hà Nội, ngày 30 tháng 10 năm 2023\n"
     "NGHỊ QUYẾT\nPhê duyệt Đề án trồng cây\n\nCHÍNH PHỦ\n\nCăn cứ Luật Thử nghiệm;\n",
     "Nghị quyết", "Chính phủ", "Phê duyệt Đề án trồng cây"},
};

Test(header, stamps_and_specks_of_a_scan_are_left_out)
{
    enum { MISREAD_YEAR = 9 };
    for (gsize i = 0; i < G_N_ELEMENTS(scans); i++) {
        g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

        document->is_ocr = TRUE;
        tc_header_read(scans[i].text, strlen(scans[i].text), document);
        expect_field(document->type, scans[i].type, "type", scans[i].title);
        expect_field(document->org, scans[i].org, "org", scans[i].title);
        expect_field(document->title, scans[i].title, "title", scans[i].title);
        const gboolean has_no_day = i < 2 || i == MISREAD_YEAR;
        const gboolean is_other = i >= 4 && i != MISREAD_YEAR;
        cr_expect(is_other || (document->date == 0) == has_no_day, "date of %s", scans[i].title);
    }
}

/* ---- hostile text ---- */

static void
read_bytes(const char *text, gsize len)
{
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);
    const char *fields[6];

    tc_header_read(text, len, document);
    fields[0] = document->number;
    fields[1] = document->type;
    fields[2] = document->org;
    fields[3] = document->place;
    fields[4] = document->signer;
    fields[5] = document->title;
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        cr_assert(fields[i] == NULL || (*fields[i] != '\0' && strlen(fields[i]) <= 1000 &&
                                        g_utf8_validate(fields[i], -1, NULL)));
}

Test(header, hostile_text_is_read_within_bounds, .timeout = 60)
{
    static const char *const units[] = {
        "ỦY BAN NHÂN DÂN ",
        "Số: 1/QĐ-UBND ",
        "\n",
        "\t",
        "ngày 1 tháng 1 năm 2020, ",
        "QUYẾT ĐỊNH\n",
        "SỞ Y TẾ\n",
        "TM. CHỦ TỊCH\n",
        STATE,
        "Ủ",
        "\xcc\x81",
        "của ",
        "»",
        "(",
        "V/v ",
        "1/",
        "--",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new(NULL);

        while (text->len < 200000)
            g_string_append(text, units[i]);
        read_bytes(text->str, text->len);
    }
}

Test(header, cut_anywhere_is_read)
{
    static const char text[] =
        "ỦY BAN NHÂN DÂN            " STATE "\n   TỈNH NGHỆ AN                 Độc lập - Tự do\n"
        "Số: 15/2020/QĐ-UBND       Nghệ An, ngày 04 tháng 12 năm 2020\n\n      QUYẾT ĐỊNH\n"
        "Về việc ban hành Quy chế làm việc\n\nĐiều 1. Nội dung.\n"
        "Nơi nhận:                   TM. ỦY BAN NHÂN DÂN\n- Như Điều 3;               CHỦ TỊCH\n"
        "- Lưu: VT.\n                            Nguyễn Văn An\n";

    for (gsize len = 0; len <= strlen(text); len++) {
        g_autofree char *copy = g_memdup2(text, len);

        read_bytes(copy != NULL ? copy : "", len);
    }
}

Test(header, bytes_that_are_no_text_are_left_alone)
{
    static const char cut[] = "S\xe1\xbb: 1/Q\xc4-UBND\n\xff\xfe";
    static const char gaps[] = "S\0\xe1\xbb\x91: 1/Q\0";

    read_bytes(cut, sizeof cut - 1);
    read_bytes(gaps, sizeof gaps - 1);
    read_bytes("", 0);
}

/* ---- the table of pairs that titles of scans are mended by ---- */

/* Whether the analyzer finds two words in `pair`, and each may be one syllable. */
static gboolean
is_pair_of_syllables(const TcAnalyzer *analyzer, const char *pair)
{
    g_auto(TcTokens) tokens = {0};
    tc_analyze(analyzer, pair, strlen(pair), &tokens);
    gboolean is_sound = tokens.count == 2 && strchr(pair, ' ') == strrchr(pair, ' ');
    for (gsize i = 0; i < tokens.count && is_sound; i++)
        is_sound = tc_key_is_syllable(tokens.items[i].key, tokens.items[i].key_len, TRUE);
    return is_sound;
}

static char *
without_marks(const char *words)
{
    GString *bare = g_string_new(NULL);
    const char *end = words + strlen(words);
    TcLetter letter;
    for (const char *p = words; p < end;) {
        const gsize len = tc_letter_read(p, end, &letter);
        g_string_append_c(bare, len > 0 ? letter.base : *p);
        p += MAX(len, 1);
    }
    return g_string_free(bare, FALSE);
}

/* Two entries that a lost comma has run together were three words, which nothing can be. */
Test(header, pairs_of_titles_are_two_words_each_and_are_read)
{
    gsize count;
    gsize not_count;
    const char *const *others;
    const char *const *pairs = tc_head_title_pairs(&count, &others, &not_count);
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);

    cr_expect(is_pair_of_syllables(analyzer, "yêu cầutrình tự") == FALSE);
    cr_expect(is_pair_of_syllables(analyzer, "cầutrình tự") == FALSE);
    for (gsize i = 0; i < count; i++) {
        cr_expect(is_pair_of_syllables(analyzer, pairs[i]), "%s", pairs[i]);
        g_autofree char *mended = tc_head_mend_spelling(without_marks(pairs[i]));
        cr_expect(eq(str, mended, (char *)pairs[i]));
    }
    for (gsize i = 0; i < not_count; i++) {
        cr_expect(is_pair_of_syllables(analyzer, others[i]), "%s", others[i]);
        g_autofree char *kept = tc_head_mend_spelling(g_strdup(others[i]));
        cr_expect(eq(str, kept, (char *)others[i]));
        /* One of the same letters must be in the table, else it stands there for nothing. */
        g_autofree char *bare = without_marks(others[i]);
        g_autofree char *mended = tc_head_mend_spelling(g_strdup(bare));
        cr_expect(strcmp(mended, bare) != 0, "%s is like no pair", others[i]);
    }
}

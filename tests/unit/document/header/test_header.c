#include "document/header/header.h"
#include "tests/unit/rows.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* NULL and 0 are fields that must stay empty. */
typedef struct {
    const char *what;
    const char *text;
    const char *number, *type, *org;
    guint32 date;
    const char *place, *signer, *title;
} Row;

#define STATE "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO "Độc lập - Tự do - Hạnh phúc"
#define BODY                                                                                                                  \
    "\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n"                            \
    "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 01 tháng 3 năm 2020,\n\n" \
    "Điều 1. Nội dung.\n"

static const Row rows[] = {
    {"two columns, spaces between",
     "ỦY BAN NHÂN DÂN            " STATE "\n   TỈNH NGHỆ AN                 " MOTTO "\n"
     "Số: 15/2020/QĐ-UBND       Nghệ An, ngày 04 tháng 12 năm 2020\n\n      QUYẾT ĐỊNH\n"
     "Về việc ban hành Quy chế làm việc\n" BODY
     "Nơi nhận:                   TM. ỦY BAN NHÂN DÂN\n- Như Điều 3;                  CHỦ TỊCH\n"
     "- Lưu: VT.\n                            Nguyễn Văn An\n",
     "15/2020/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Nghệ An", 20201204, "Nghệ An",
     "Nguyễn Văn An", "Về việc ban hành Quy chế làm việc"},
    {"two columns, a tab between, number before the state",
     "BỘ Y TẾ\nCỤC QUẢN LÝ DƯỢC\n-------\nSố: 57/QĐ-QLD\t" STATE "\n" MOTTO "\n-------\n"
     "Hà Nội, ngày 9 tháng 2 năm 2012\n \nQUYẾT ĐỊNH\nVỀ VIỆC CẤP PHÉP\n------\nCỤC TRƯỞNG\n" BODY
     "KT. CỤC TRƯỞNG\nPHÓ CỤC TRƯỞNG\n(Đã ký)\nNguyễn Thị Bình\n",
     "57/QĐ-QLD", "Quyết định", "Cục Quản lý Dược, Bộ Y tế", 20120209, "Hà Nội", "Nguyễn Thị Bình",
     "VỀ VIỆC CẤP PHÉP"},
    {"columns one after the other",
     STATE "\n" MOTTO
           "\nĐà Nẵng, ngày 01 tháng 6 năm 2019\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ\nSố: 88/BC-SKHĐT\n"
           "BÁO CÁO\nTình hình đầu tư công\n" BODY,
     "88/BC-SKHĐT", "Báo cáo", "Sở Kế hoạch và Đầu tư", 20190601, "Đà Nẵng", NULL,
     "Tình hình đầu tư công"},
    {"columns joined by one space",
     "ỦY BAN NHÂN DÂN " STATE "\nHUYỆN ĐÔNG SƠN " MOTTO
     "\nSố: 7/KH-UBND Đông Sơn, ngày 15 tháng 01 năm 2021\nKẾ HOẠCH\nCải cách hành chính năm "
     "2021\n" BODY,
     "7/KH-UBND", "Kế hoạch", "Ủy ban nhân dân huyện Đông Sơn", 20210115, "Đông Sơn", NULL,
     "Cải cách hành chính năm 2021"},
    {"Party, with a star",
     "ĐẢNG BỘ TỈNH QUẢNG NAM          ĐẢNG CỘNG SẢN VIỆT NAM\n         *\n"
     "Số 12-NQ/TU                    Tam Kỳ, ngày 27 tháng 7 năm 2021\n\nNGHỊ QUYẾT\n"
     "HỘI NGHỊ LẦN THỨ TƯ\n\nI- TÌNH HÌNH\nNội dung.\nT/M TỈNH ỦY\nBÍ THƯ\n\nTrần Thị Cúc\n",
     "12-NQ/TU", "Nghị quyết", "Đảng bộ tỉnh Quảng Nam", 20210727, "Tam Kỳ", "Trần Thị Cúc",
     "HỘI NGHỊ LẦN THỨ TƯ"},
    {"a province's committee below its Party organisation",
     "ĐẢNG BỘ TỈNH HÀ NAM   ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY\nSố 3-CT/TU    Phủ Lý, ngày "
     "02-01-2018\n"
     "CHỈ THỊ\nvề phòng cháy\n\n1. Nội dung\n",
     "3-CT/TU", "Chỉ thị", "Tỉnh ủy Hà Nam", 20180102, "Phủ Lý", NULL, "Về phòng cháy"},
    {"a district's committee below the province's organisation",
     "ĐẢNG BỘ TỈNH HÀ NAM   ĐẢNG CỘNG SẢN VIỆT NAM\nHUYỆN ỦY LÝ NHÂN\nSố 5-KL/HU\nKẾT LUẬN\n"
     "của Ban Thường vụ Huyện ủy\nvề công tác dân vận\n\nNội dung.\n",
     "5-KL/HU", "Kết luận", "Huyện ủy Lý Nhân", 0, NULL, NULL,
     "Kết luận của Ban Thường vụ Huyện ủy về công tác dân vận"},
    {"a body of a committee",
     "TỈNH ỦY AN GIANG\nBAN TUYÊN GIÁO\nSố 44-HD/BTGTU\nHƯỚNG DẪN\ntuyên truyền đại hội\n\nI. Mục "
     "đích\n",
     "44-HD/BTGTU", "Hướng dẫn", "Ban Tuyên giáo Tỉnh ủy An Giang", 0, NULL, NULL,
     "Tuyên truyền đại hội"},
    {"the centre of the Party",
     "BAN CHẤP HÀNH TRUNG ƯƠNG     ĐẢNG CỘNG SẢN VIỆT NAM\nSố 18-NQ/TW    Hà Nội, ngày 25 tháng 10 "
     "năm 2017\nNGHỊ QUYẾT\nvề sắp xếp tổ chức bộ máy\n\nI. TÌNH HÌNH\n",
     "18-NQ/TW", "Nghị quyết", "Ban Chấp hành Trung ương", 20171025, "Hà Nội", NULL,
     "Về sắp xếp tổ chức bộ máy"},
    {"a department below a province",
     "UBND TỈNH PHÚ YÊN\nSỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG\nSố: 9/TTr-STNMT   Tuy Hòa, ngày 3/5/2017\n"
     "TỜ TRÌNH\nVề việc thu hồi đất\n\nKính gửi: Ủy ban nhân dân tỉnh\n",
     "9/TTr-STNMT", "Tờ trình", "Sở Tài nguyên và Môi trường tỉnh Phú Yên", 20170503, "Tuy Hòa",
     NULL, "Về việc thu hồi đất"},
    {"a council, a session below its name",
     "HỘI ĐỒNG NHÂN DÂN        " STATE "\nTỈNH LÀO CAI     " MOTTO
     "\nSố: 30/2019/NQ-HĐND   Lào Cai, "
     "ngày 06 tháng 12 năm 2019\nNGHỊ QUYẾT\nQuy định mức chi\n\nHỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI\n"
     "KHÓA XV, KỲ HỌP THỨ 11\n" BODY "CHỦ TỊCH\n\nVũ Xuân Cường\n",
     "30/2019/NQ-HĐND", "Nghị quyết", "Hội đồng nhân dân tỉnh Lào Cai", 20191206, "Lào Cai",
     "Vũ Xuân Cường", "Quy định mức chi"},
    {"a letter, its subject in the left column",
     "UBND TỈNH NINH BÌNH      " STATE "\nSỞ NỘI VỤ         " MOTTO
     "\nSố: 211/SNV-CCHC    Ninh Bình, "
     "ngày 20 tháng 8 năm 2018\nV/v báo cáo kết quả\ncải cách hành chính\n\nKính gửi: Các sở, "
     "ngành\n\n"
     "Nội dung.\nGIÁM ĐỐC\n\nLê Văn Dũng\n",
     "211/SNV-CCHC", "Công văn", "Sở Nội vụ tỉnh Ninh Bình", 20180820, "Ninh Bình", "Lê Văn Dũng",
     "Báo cáo kết quả cải cách hành chính"},
    {"a letter without marks",
     "UBND TINH THAI BINH\nSO XAY DUNG\nSo: 58/SXD-QLN         Thai Binh, ngay 10 thang 5 nam "
     "2021\n\n"
     "Kinh gui: Cac phong\n\nV/v kiem tra nha o\n\nQua kiem tra thay nhu sau.\nGIAM DOC\nVu Ngoc "
     "Giao\n",
     "58/SXD-QLN", "Công văn", "Sở Xây dựng tỉnh Thái Bình", 20210510, "Thai Binh", "Vu Ngoc Giao",
     "Kiem tra nha o"},
    {"the type before the number, on one line, without marks",
     "THANH UY MONG CAI\nCong van so 302-CV/BCD ngay 29-01-2021\n\nKinh gui: Cac don vi\n\n"
     "Trich yeu: Phong dich tai cua khau\n\nNoi dung.\n",
     "302-CV/BCD", "Công văn", "Thành ủy Mong Cai", 20210129, NULL, NULL,
     "Phong dich tai cua khau"},
    {"NFD",
     "SO\xcc\x9b\xcc\x89 Y TE\xcc\x82\xcc\x81\nSo\xcc\x82\xcc\x81: 4/BC-SYT\nBA\xcc\x81O "
     "CA\xcc\x81O\nTi\xcc\x80nh hi\xcc\x80nh\n\n1. No\xcc\xa3i\n",
     "4/BC-SYT", "Báo cáo", "Sở Y tế", 0, NULL, NULL, "Tình hình"},
    {"small letters with marks in capitals, as old fonts leave them",
     "NGHị ĐịNH\nCủA CHíNH PHủ Số 3/1999/NĐ-CP NGàY 5 THáNG 2 NăM 1999\nVề ĐấT ĐAI\n\nCHíNH "
     "PHủ\n" BODY,
     "3/1999/NĐ-CP", "Nghị định", "Chính phủ", 19990205, NULL, NULL, "Về ĐấT ĐAI"},
    {"the caption of a law collection",
     "THÔNG TƯ\nCỦA BỘ TÀI CHÍNH SỐ 08/2010/TT-BTC NGÀY 14 THÁNG 01 NĂM 2010\nHƯỚNG DẪN QUYẾT ĐỊNH "
     "SỐ "
     "93/2009/QĐ-TTg NGÀY 10/7/2009\n" BODY "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nĐỗ Anh Tuấn\n",
     "08/2010/TT-BTC", "Thông tư", "Bộ Tài chính", 20100114, NULL, "Đỗ Anh Tuấn",
     "HƯỚNG DẪN QUYẾT ĐỊNH SỐ 93/2009/QĐ-TTg NGÀY 10/7/2009"},
    {"a decree of 1945, its number without a symbol",
     "SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 65 NGÀY 23 THÁNG 11 NĂM 1945\n\n"
     "CHỦ TỊCH CHÍNH PHỦ\nVIỆT NAM DÂN CHỦ CỘNG HOÀ\n\nXét rằng;\n\nĐiều thứ nhất: Nội dung.\n",
     "65", "Sắc lệnh", "Chủ tịch Chính phủ lâm thời", 19451123, NULL, NULL, NULL},
    {"a law",
     "QUỐC HỘI\n--------\n\n" STATE "\n" MOTTO "\n---------------\n\nLuật số: 7/2016/QH 13\n\n"
     "Hà Nội, ngày 05 tháng 4 năm 2016\n\n\nLUẬT\n\nTHƯ VIỆN\n\nCăn cứ Hiến pháp;\nNội dung.\n"
     "CHỦ TỊCH QUỐC HỘI\n\n\nNguyễn Thị Hoa\n",
     "7/2016/QH13", "Luật", "Quốc hội", 20160405, "Hà Nội", "Nguyễn Thị Hoa", "LUẬT THƯ VIỆN"},
    {"a law whose title repeats its number",
     "QUỐC HỘI\n" STATE "\nSố: 47-LCT/HĐNN8\nHà Nội, ngày 21 tháng 12 năm 1990\nLUẬT\n"
     "CÔNG TY CỦA QUỐC HỘI SỐ 47-LCT/HĐNN8 NGÀY 21/12/1990\n\nCăn cứ Hiến pháp;\nNội dung.\n\n"
     "Võ Văn Công\n\n(Đã ký)",
     "47-LCT/HĐNN8", "Luật", "Quốc hội", 19901221, "Hà Nội", "Võ Văn Công", "LUẬT CÔNG TY"},
    {"minutes",
     "HỘI ĐỒNG NHÂN DÂN TỈNH NINH THUẬN\nKHÓA X - KỲ HỌP THỨ 9\n\nBIÊN BẢN\nPhiên chất vấn\n\n"
     "Thời gian: 8 giờ 00, thứ Năm, ngày 11-7-2019.\nNội dung.\n\n"
     "THƯ KÝ                         CHỦ TỌA\nMai Thị Yến                    Đàng Văn Khải\n",
     NULL, "Biên bản", "Hội đồng nhân dân tỉnh Ninh Thuận", 20190711, NULL, "Đàng Văn Khải",
     "Phiên chất vấn"},
    {"a speech",
     "PHÁT BIỂU BẾ MẠC\nKỳ họp thứ 10\n(Chủ tịch HĐND tỉnh, chiều ngày 10/7/2024)\n\nThưa cử "
     "tri!\n\n"
     "(Bùi Quang Trấn)\n",
     NULL, "Bài phát biểu", NULL, 20240710, NULL, "Bùi Quang Trấn",
     "PHÁT BIỂU BẾ MẠC Kỳ họp thứ 10"},
    {"a report of a meeting, its year from the text",
     "Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 2\n\nNgày 4-12, Tỉnh ủy tổ chức Hội nghị lần thứ "
     "2 "
     "nhằm đánh giá tình hình thực hiện nhiệm vụ năm 2020, đề ra nhiệm vụ năm 2021. Đồng chí Bí "
     "thư "
     "Tỉnh ủy chủ trì hội nghị.\n",
     NULL, NULL, "Ban Chấp hành Đảng bộ tỉnh", 20201204, NULL, NULL,
     "Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 2"},
    {"news of a meeting",
     "TIN HỘI NGHỊ\nTỉnh ủy Ninh Thuận họp phiên thứ hai\n\nHôm 4-12-2020, các ủy viên Ban Chấp "
     "hành "
     "Đảng bộ tỉnh dự kỳ họp thứ hai kể từ sau Đại hội Đảng bộ tỉnh khóa XIV, bàn công việc của "
     "năm tới "
     "và những năm sau.\n",
     NULL, NULL, "Tỉnh ủy Ninh Thuận", 20201204, NULL, NULL,
     "Tỉnh ủy Ninh Thuận họp phiên thứ hai"},
    {"e-mail",
     "Tu: Phong Noi vu huyen Quang Binh\nGui: So Noi vu\nNgay gui: 14/11/2017 15:42\n"
     "Tieu de: Gop y du thao ke hoach\n\nKinh gui anh,\n\nTrong cong van so 1530/SNV-CCHC.\n\n"
     "Tran trong,\nHoang Thi May, Truong phong\n",
     NULL, NULL, "Phòng Nội vụ huyện Quang Binh", 20171114, NULL, "Hoang Thi May",
     "Gop y du thao ke hoach"},
    {"one line for all of it",
     "# Báo cáo kết quả\nUBND huyện Đơn Dương — Số: 312/BC-UBND — Thạnh Mỹ, ngày 16 tháng 10 năm "
     "2020\n\n"
     "1. Bối cảnh\nNội dung.\n",
     "312/BC-UBND", "Báo cáo", "Ủy ban nhân dân huyện Đơn Dương", 20201016, "Thạnh Mỹ", NULL, NULL},
    {"a web page, and a table that is no plan",
     "Báo cáo giải ngân 9 tháng\nSố: 298/BC-UBND, Cần Thơ, ngày 11 tháng 10 năm 2023\n"
     "Kế hoạch vốn của thành phố.\nNguồn vốn\tKế hoạch (tỷ đồng)\n",
     "298/BC-UBND", "Báo cáo", NULL, 20231011, "Cần Thơ", NULL, NULL},
    {"the way to a web page is not part of the body",
     "Sở Nội vụ Nghệ An » Tin tức » Văn bản\nBÁO CÁO\nCông bố chỉ số\nSố: 96/BC-SNV. Nghệ An, ngày "
     "25/02/2022\nNội dung.\n",
     "96/BC-SNV", "Báo cáo", "Sở Nội vụ Nghệ An", 20220225, "Nghệ An", NULL, "Công bố chỉ số"},
    {"number and day to be written in by hand",
     "ỦY BAN NHÂN DÂN        " STATE
     "\nTỈNH NGHỆ AN\nSố:        /QĐ-UBND     Nghệ An, ngày     tháng 12 "
     "năm 2020\n\nQUYẾT ĐỊNH\nVề việc thu hồi đất\n" BODY,
     NULL, "Quyết định", "Ủy ban nhân dân tỉnh Nghệ An", 0, "Nghệ An", NULL, "Về việc thu hồi đất"},
    {"a number of dots",
     "SỞ Y TẾ LÂM ĐỒNG\nSố: ..../2020/QĐ-SYT\nQUYẾT ĐỊNH\nVề việc thu hồi\n" BODY, NULL,
     "Quyết định", "Sở Y tế Lâm Đồng", 0, NULL, NULL, "Về việc thu hồi"},
    {"a day of no calendar",
     "SỞ Y TẾ LÂM ĐỒNG\nSố: 1/QĐ-SYT    Đà Lạt, ngày 31 tháng 2 năm 2020\nQUYẾT ĐỊNH\nVề việc thu "
     "hồi\n" BODY,
     "1/QĐ-SYT", "Quyết định", "Sở Y tế Lâm Đồng", 0, "Đà Lạt", NULL, "Về việc thu hồi"},
    {"no type line, the symbol says it",
     "SỞ Y TẾ LÂM ĐỒNG\nSố: 6/TB-SYT    Đà Lạt, ngày 3 tháng 2 năm 2020\n\nNội dung của văn bản "
     "này.\n",
     "6/TB-SYT", "Thông báo", "Sở Y tế Lâm Đồng", 20200203, "Đà Lạt", NULL, NULL},
    {"of the Party QĐ may be either of two",
     "TỈNH ỦY LÂM ĐỒNG\nSố 6-QĐ/TU    Đà Lạt, ngày 3 tháng 2 năm 2020\n\nNội dung của văn bản "
     "này.\n",
     "6-QĐ/TU", NULL, "Tỉnh ủy Lâm Đồng", 20200203, "Đà Lạt", NULL, NULL},
    {"the letterhead alone", "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\n", NULL, NULL,
     "Ủy ban nhân dân tỉnh Nghệ An", 0, NULL, NULL, NULL},
    {"a cited number is not its own",
     "Về Nghị quyết\n\nTheo Nghị quyết số 30c/NQ-CP ngày 08/11/2011, tỉnh đã làm nhiều việc.\n",
     NULL, NULL, NULL, 0, NULL, NULL, NULL},
    {"an article on a law",
     "Luật Hammurabi\n\nLuật Hammurabi là bộ luật cổ, ra đời ngày 1 tháng 1 năm 1754 trước công "
     "nguyên.\n",
     NULL, NULL, NULL, 0, NULL, NULL, NULL},
    {"a life",
     "Nguyễn Văn A\n\nNgày 4 tháng 12 năm 1950, ông ra đời tại Nghệ An, về sau là chủ tịch tỉnh và "
     "dự nhiều "
     "lễ khánh thành lớn nhỏ trong vùng quê của mình.\n",
     NULL, NULL, NULL, 0, NULL, NULL, NULL},
    {"English", "REPORT\nof the committee, 4 December 2020\n\nNo. 15/2020\nJohn Smith\n", NULL,
     NULL, NULL, 0, NULL, NULL, NULL},
    {"white space", " \n\t\n \xc2\xa0\n", NULL, NULL, NULL, 0, NULL, NULL, NULL},
    {"only rules and dashes", "-----\n*****\n— — —\n,,,,\n", NULL, NULL, NULL, 0, NULL, NULL, NULL},
};

EACH_ROW(header, reads, rows)
static void
expect_field(const char *got, const char *want, const char *field, const char *what)
{
    cr_expect(
        eq(str, (char *)(got != NULL ? got : "(none)"), (char *)(want != NULL ? want : "(none)")),
        "%s of: %s", field, what);
}

ROW_TEST(size_t *row, header, reads)
{
    const Row *r = &rows[*row];
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);

    document->format = TC_FORMAT_TEXT;
    tc_header_read(r->text, strlen(r->text), document);
    expect_field(document->number, r->number, "number", r->what);
    expect_field(document->type, r->type, "type", r->what);
    expect_field(document->org, r->org, "org", r->what);
    cr_expect(eq(u32, document->date, r->date), "date of: %s", r->what);
    expect_field(document->place, r->place, "place", r->what);
    expect_field(document->signer, r->signer, "signer", r->what);
    expect_field(document->title, r->title, "title", r->what);
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

    document->ocr = TRUE;
    tc_header_read(REPORT, strlen(REPORT), document);
    expect_field(document->number, NULL, "number", "scan");
    expect_field(document->type, "Báo cáo", "type", "scan");
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

Test(header, hostile_text_is_read_within_bounds, .timeout = 20)
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
    const char *text = rows[0].text;

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

/* Letterheads and reports in many more forms than test_header.c has, each with all of its fields.
 */
#include "document/header/header.h"
#include "tests/unit/rows.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* NULL and 0 are fields that must stay empty. */
static const struct {
    const char *what;
    const char *text;
    const char *number, *type, *org;
    guint32 date;
    const char *place, *signer, *title;
    const char *session, *term, *chair;
} rows[] = {
    {"news, presided by two",
     "TIN HỘI NGHỊ\n"
     "Tỉnh ủy Ninh Thuận họp phiên thứ hai của nhiệm kỳ, bàn công việc năm 2021\n"
     "\n"
     "Hôm 4-12-2020, các ủy viên Ban Chấp hành (BCH) Đảng bộ tỉnh Ninh Thuận dự kỳ họp thứ hai kể "
     "từ sau Đại hội Đảng bộ tỉnh khóa XIV. Điều hành phiên họp có ông Nguyễn Đức Thanh, Ủy viên "
     "Trung ương Đảng, Bí thư Tỉnh ủy kiêm Chủ tịch HĐND tỉnh, và ông Trần Quốc Nam, Phó Bí thư "
     "Tỉnh ủy, Chủ tịch UBND tỉnh.\n",
     NULL, NULL, "Tỉnh ủy Ninh Thuận", 20201204, NULL, NULL,
     "Tỉnh ủy Ninh Thuận họp phiên thứ hai của nhiệm kỳ, bàn công việc năm 2021", "Phiên họp thứ 2",
     NULL, "Nguyễn Đức Thanh, Trần Quốc Nam"},
    {"a session of the council",
     "Khai mạc Kỳ họp thứ 7 HĐND tỉnh khóa XI, nhiệm kỳ 2021-2026\n"
     "\n"
     "Sáng 5/7/2023, HĐND tỉnh Ninh Thuận khóa XI, nhiệm kỳ 2021-2026 khai mạc Kỳ họp thứ 7. Đồng "
     "chí Phạm Văn Hậu, Phó Bí thư Thường trực Tỉnh ủy, Chủ tịch HĐND tỉnh chủ tọa kỳ họp. Dự kỳ "
     "họp có đồng chí Nguyễn Đức Thanh, Bí thư Tỉnh ủy.\n",
     NULL, NULL, "Hội đồng nhân dân tỉnh Ninh Thuận", 20230705, NULL, NULL,
     "Khai mạc Kỳ họp thứ 7 HĐND tỉnh khóa XI, nhiệm kỳ 2021-2026", "Kỳ họp thứ 7",
     "Khóa XI, nhiệm kỳ 2021-2026", "Phạm Văn Hậu"},
    {"a monthly meeting",
     "UBND tỉnh họp phiên thường kỳ tháng 6\n"
     "\n"
     "(NTO) Ngày 28/6, dưới sự chủ trì của đồng chí Trần Quốc Nam, Phó Bí thư Tỉnh ủy, Chủ tịch "
     "UBND tỉnh, UBND tỉnh tổ chức phiên họp thường kỳ tháng 6 năm 2022. Cùng dự có các đồng chí "
     "Phó Chủ tịch UBND tỉnh: Phan Tấn Cảnh, Lê Huyền. Phiên họp đánh giá tình hình thực hiện Nghị "
     "quyết Đại hội Đảng bộ tỉnh lần thứ XIV, nhiệm kỳ 2020-2025.\n",
     NULL, NULL, "Ủy ban nhân dân tỉnh", 20220628, NULL, NULL,
     "UBND tỉnh họp phiên thường kỳ tháng 6", NULL, NULL, "Trần Quốc Nam"},
    {"minutes",
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "\n"
     "BIÊN BẢN\n"
     "Họp Ban Chấp hành Chi bộ Sở Tài chính lần thứ 5, nhiệm kỳ 2020 – 2022\n"
     "\n"
     "Hôm nay, vào lúc 14 giờ 00 ngày 12 tháng 7 năm 2021, tại phòng họp Sở Tài chính, Chi bộ tổ "
     "chức họp.\n"
     "I. Thành phần\n"
     "1. Chủ trì:\n"
     "- Đồng chí Lê Thị Hồng Vân - Bí thư Chi bộ.\n"
     "2. Thư ký: Đồng chí Phạm Quốc Bảo.\n",
     NULL, "Biên bản", NULL, 20210712, NULL, NULL,
     "Họp Ban Chấp hành Chi bộ Sở Tài chính lần thứ 5, nhiệm kỳ 2020 – 2022", NULL,
     "Nhiệm kỳ 2020-2022", "Lê Thị Hồng Vân"},
    {"a resolution of the council",
     "HỘI ĐỒNG NHÂN DÂN\n"
     "TỈNH LÂM ĐỒNG\n"
     "KHÓA X KỲ HỌP THỨ 12\n"
     "Số: 217/NQ-HĐND\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Lâm Đồng, ngày 12 tháng 7 năm 2023\n"
     "\n"
     "NGHỊ QUYẾT\n"
     "Về việc thông qua danh mục các công trình, dự án cần thu hồi đất\n"
     "\n"
     "HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG\n"
     "KHÓA X KỲ HỌP THỨ 12\n"
     "\n"
     "Căn cứ Luật Tổ chức chính quyền địa phương;\n"
     "QUYẾT NGHỊ:\n"
     "Điều 1.\n"
     "Nghị quyết này đã được Hội đồng nhân dân tỉnh Lâm Đồng Khóa X Kỳ họp thứ 12 thông qua ngày "
     "12 tháng 7 năm 2023./.\n"
     "\n"
     "CHỦ TỊCH\n"
     "Trần Đức Quận\n",
     "217/NQ-HĐND", "Nghị quyết", "Hội đồng nhân dân tỉnh Lâm Đồng", 20230712, "Lâm Đồng",
     "Trần Đức Quận", "Về việc thông qua danh mục các công trình, dự án cần thu hồi đất",
     "Kỳ họp thứ 12", "Khóa X", NULL},
    {"a plan that cites another meeting",
     "ĐẢNG BỘ TỈNH QUẢNG NAM\n"
     "HUYỆN ỦY THĂNG BÌNH\n"
     "*\n"
     "Số 15-KH/HU\n"
     "\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "\n"
     "Thăng Bình, ngày 20 tháng 3 năm 2018\n"
     "\n"
     "KẾ HOẠCH\n"
     "thực hiện Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII\n"
     "\n"
     "Thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Hội nghị Trung ương 6 khóa XII, Ban "
     "Thường vụ Huyện ủy xây dựng kế hoạch. Giao đồng chí Nguyễn Văn An, Phó Bí thư chủ trì, phối "
     "hợp với Ban Tổ chức.\n"
     "\n"
     "T/M BAN THƯỜNG VỤ\n"
     "BÍ THƯ\n"
     "\n"
     "Phan Công Vỹ\n",
     "15-KH/HU", "Kế hoạch", "Huyện ủy Thăng Bình", 20180320, "Thăng Bình", "Phan Công Vỹ",
     "Thực hiện Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII", NULL, NULL,
     NULL},
    {"a congress",
     "Đại hội đại biểu Đảng bộ huyện Tiền Hải lần thứ XVI, nhiệm kỳ 2020-2025 thành công tốt đẹp\n"
     "\n"
     "Trong 2 ngày 10 và 11/8/2020, Đảng bộ huyện Tiền Hải tổ chức Đại hội đại biểu lần thứ XVI, "
     "nhiệm kỳ 2020-2025. Các đồng chí Nguyễn Khắc Thận, Phạm Ngọc Kế, Vũ Kim Cứ trong Đoàn Chủ "
     "tịch điều hành Đại hội.\n",
     NULL, NULL, NULL, 0, NULL, NULL,
     "Đại hội đại biểu Đảng bộ huyện Tiền Hải lần thứ XVI, nhiệm kỳ 2020-2025 thành công tốt đẹp",
     "Đại hội lần thứ XVI", "Nhiệm kỳ 2020-2025", "Nguyễn Khắc Thận, Phạm Ngọc Kế, Vũ Kim Cứ"},
    {"a headline that begins with a person",
     "Bí thư Tỉnh ủy Nguyễn Đức Thanh chủ trì hội nghị trực tuyến về phòng, chống dịch COVID-19\n"
     "\n"
     "Chiều 15/8/2021, Bí thư Tỉnh ủy Nguyễn Đức Thanh chủ trì Hội nghị trực tuyến với các huyện, "
     "thành phố. Cùng chủ trì có đồng chí Trần Quốc Nam, Chủ tịch UBND tỉnh.\n",
     NULL, NULL, NULL, 20210815, NULL, NULL,
     "Bí thư Tỉnh ủy Nguyễn Đức Thanh chủ trì hội nghị trực tuyến về phòng, chống dịch COVID-19",
     NULL, NULL, "Nguyễn Đức Thanh"},
    {"conclusions of a meeting",
     "VĂN PHÒNG CHÍNH PHỦ\n"
     "Số: 125/TB-VPCP\n"
     "\n"
     "THÔNG BÁO\n"
     "Kết luận của Phó Thủ tướng Chính phủ Lê Văn Thành tại cuộc họp về Quy hoạch điện VIII\n"
     "\n"
     "Ngày 15 tháng 4 năm 2022, tại trụ sở Chính phủ, Phó Thủ tướng Chính phủ Lê Văn Thành chủ trì "
     "cuộc họp về Đề án Quy hoạch điện VIII. Tham dự cuộc họp có Bộ trưởng Bộ Công Thương Nguyễn "
     "Hồng Diên.\n",
     "125/TB-VPCP", "Thông báo", "Văn phòng Chính phủ", 0, NULL, NULL,
     "Kết luận của Phó Thủ tướng Chính phủ Lê Văn Thành tại cuộc họp về Quy hoạch điện VIII", NULL,
     NULL, "Lê Văn Thành"},
    {"a session counted in words",
     "Ủy ban MTTQ Việt Nam tỉnh tổ chức Hội nghị lần thứ mười hai, khóa IX\n"
     "\n"
     "Sáng 8-1-2019, Ủy ban MTTQ Việt Nam tỉnh An Giang tổ chức Hội nghị lần thứ mười hai, khóa IX "
     "(nhiệm kỳ 2014 - 2019). Các ông, bà: Lê Văn Nưng, Nguyễn Tiếc Hùng đồng chủ trì hội nghị.\n",
     NULL, NULL, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh An Giang", 20190108, NULL, NULL,
     "Ủy ban MTTQ Việt Nam tỉnh tổ chức Hội nghị lần thứ mười hai, khóa IX", "Hội nghị lần thứ 12",
     "Khóa IX, nhiệm kỳ 2014-2019", "Lê Văn Nưng, Nguyễn Tiếc Hùng"},
    {"a press conference",
     "Họp báo về giá xăng\n"
     "\n"
     "Ngày 3-4-2019, tại thành phố Hồ Chí Minh, Công ty Petrolimex họp báo thường kỳ lần thứ 3. "
     "Ông Trần Văn A trả lời câu hỏi.\n",
     NULL, NULL, NULL, 0, NULL, NULL, "Họp báo về giá xăng", NULL, NULL, NULL},
    {"terms in passing",
     "Lịch sử khóa học\n"
     "\n"
     "Nhiệm kỳ 2010-2015 là khóa X. Đại hội lần thứ XI họp năm 2011. Không ai chủ trì.\n",
     NULL, NULL, NULL, 0, NULL, NULL, "Lịch sử khóa học", NULL, "Khóa X, nhiệm kỳ 2010-2015", NULL},
    {"a letter whose subject stands above the state",
     "UBND TỈNH LÂM ĐỒNG\n"
     "SỞ GIÁO DỤC VÀ ĐÀO TẠO\n"
     "Số: 1256 /SGDĐT-VP\n"
     "V/v hướng dẫn thực hiện nhiệm vụ năm học 2021-2022\n"
     "\n"
     "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập – Tự do – Hạnh phúc\n"
     "\n"
     "Lâm Đồng, ngày 16 tháng 8 năm 2021\n"
     "\n"
     "Kính gửi: Các phòng Giáo dục và Đào tạo\n"
     "\n"
     "Thực hiện Chỉ thị số 800/CT-BGDĐT ngày 24/8/2021;\n"
     "\n"
     "KT. GIÁM ĐỐC\n"
     "PHÓ GIÁM ĐỐC\n"
     "\n"
     "Trần Đức Lợi\n",
     "1256/SGDĐT-VP", "Công văn", "Sở Giáo dục và Đào tạo tỉnh Lâm Đồng", 20210816, "Lâm Đồng",
     "Trần Đức Lợi", "Hướng dẫn thực hiện nhiệm vụ năm học 2021-2022", NULL, NULL, NULL},
    {"a term below the title",
     "TỈNH ỦY AN GIANG\t\t\tĐẢNG CỘNG SẢN VIỆT NAM\n"
     "*\t\t\tAn Giang, ngày 30 tháng 12 năm 2020\n"
     "Số 02-CTr/TU\n"
     "\n"
     "CHƯƠNG TRÌNH HÀNH ĐỘNG\n"
     "THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ TỈNH LẦN THỨ XI\n"
     "(Nhiệm kỳ 2020 - 2025)\n"
     "-----\n"
     "\n"
     "Phần thứ nhất\n"
     "\n"
     "T/M BAN CHẤP HÀNH\n"
     "BÍ THƯ\n"
     "Võ Thị Ánh Xuân\n",
     "02-CTr/TU", "Chương trình hành động", "Tỉnh ủy An Giang", 20201230, "An Giang",
     "Võ Thị Ánh Xuân", "THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ TỈNH LẦN THỨ XI", NULL,
     "Nhiệm kỳ 2020-2025", NULL},
    {"a report of the council",
     "HỘI ĐỒNG NHÂN DÂN\n"
     "THÀNH PHỐ CẦN THƠ\n"
     "–––––––\n"
     "\n"
     "Số: 05/BC-HĐND\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "–––––––––––––––––––––\n"
     "Cần Thơ, ngày 02 tháng 7 năm 2019\n"
     "\n"
     "BÁO CÁO\n"
     "Kết quả hoạt động 6 tháng đầu năm 2019 của Hội đồng nhân dân thành phố\n"
     "\n"
     "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN\n"
     "PHÓ CHỦ TỊCH\n"
     "Nguyễn Thành Đông\n",
     "05/BC-HĐND", "Báo cáo", "Hội đồng nhân dân thành phố Cần Thơ", 20190702, "Cần Thơ",
     "Nguyễn Thành Đông", "Kết quả hoạt động 6 tháng đầu năm 2019 của Hội đồng nhân dân thành phố",
     NULL, NULL, NULL},
    {"the state first, then place and date",
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "TP. Hồ Chí Minh, ngày 5 tháng 3 năm 2018\n"
     "ỦY BAN NHÂN DÂN\n"
     "THÀNH PHỐ HỒ CHÍ MINH\n"
     "Số: 878/QĐ-UBND\n"
     "\n"
     "QUYẾT ĐỊNH\n"
     "Về ban hành Kế hoạch cải cách hành chính năm 2018\n"
     "\n"
     "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ\n"
     "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n"
     "\n"
     "KT. CHỦ TỊCH\n"
     "PHÓ CHỦ TỊCH\n"
     "(Đã ký)\n"
     "Trần Vĩnh Tuyến\n",
     "878/QĐ-UBND", "Quyết định", "Ủy ban nhân dân thành phố Hồ Chí Minh", 20180305,
     "TP. Hồ Chí Minh", "Trần Vĩnh Tuyến", "Về ban hành Kế hoạch cải cách hành chính năm 2018",
     NULL, NULL, NULL},
    {"a circular",
     "BỘ NỘI VỤ\n"
     "-------\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "---------------\n"
     "Số: 03/2022/TT-BNV\n"
     "Hà Nội, ngày 31 tháng 5 năm 2022\n"
     "\n"
     "THÔNG TƯ\n"
     "Hướng dẫn xác định cơ cấu ngạch công chức\n"
     "\n"
     "Căn cứ Luật Cán bộ, công chức;\n"
     "BỘ TRƯỞNG\n"
     "Phạm Thị Thanh Trà\n",
     "03/2022/TT-BNV", "Thông tư", "Bộ Nội vụ", 20220531, "Hà Nội", "Phạm Thị Thanh Trà",
     "Hướng dẫn xác định cơ cấu ngạch công chức", NULL, NULL, NULL},
    {"a day left open",
     "UBND HUYỆN ĐƠN DƯƠNG\n"
     "PHÒNG TÀI CHÍNH - KẾ HOẠCH\n"
     "Số:  45 /TTr-TCKH\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Đơn Dương, ngày     tháng     năm 2020\n"
     "\n"
     "TỜ TRÌNH\n"
     "V/v đề nghị phê duyệt quyết toán dự án hoàn thành\n"
     "\n"
     "Kính gửi: Ủy ban nhân dân huyện Đơn Dương\n"
     "TRƯỞNG PHÒNG\n"
     "Ngô Văn Thắng\n",
     "45/TTr-TCKH", "Tờ trình", "Phòng Tài chính - Kế hoạch huyện Đơn Dương", 0, "Đơn Dương",
     "Ngô Văn Thắng", "Đề nghị phê duyệt quyết toán dự án hoàn thành", NULL, NULL, NULL},
    {"a session of the Central Committee",
     "BAN CHẤP HÀNH TRUNG ƯƠNG\n"
     "*\n"
     "Số 18-NQ/TW\n"
     "\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "\n"
     "Hà Nội, ngày 25 tháng 10 năm 2017\n"
     "\n"
     "NGHỊ QUYẾT\n"
     "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG KHOÁ XII\n"
     "Một số vấn đề về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị\n"
     "\n"
     "I- TÌNH HÌNH VÀ NGUYÊN NHÂN\n"
     "\n"
     "T/M BAN CHẤP HÀNH TRUNG ƯƠNG\n"
     "TỔNG BÍ THƯ\n"
     "Nguyễn Phú Trọng\n",
     "18-NQ/TW", "Nghị quyết", "Ban Chấp hành Trung ương", 20171025, "Hà Nội", "Nguyễn Phú Trọng",
     "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG KHOÁ XII Một số vấn đề về tiếp tục đổi mới, "
     "sắp xếp tổ chức bộ máy của hệ thống chính trị",
     "Hội nghị lần thứ 6", "Khóa XII", NULL},
    {"guidance of a district committee",
     "HUYỆN UỶ KIM SƠN\n"
     "BAN TUYÊN GIÁO\n"
     "*\n"
     "Số 27-HD/BTGHU\n"
     "\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "\n"
     "Kim Sơn, ngày 5/9/2016\n"
     "\n"
     "HƯỚNG DẪN\n"
     "tuyên truyền kỷ niệm 71 năm Cách mạng Tháng Tám và Quốc khánh 2/9\n"
     "\n"
     "TRƯỞNG BAN\n"
     "Trần Văn Hải\n",
     "27-HD/BTGHU", "Hướng dẫn", "Ban Tuyên giáo Huyện ủy Kim Sơn", 20160905, "Kim Sơn",
     "Trần Văn Hải", "Tuyên truyền kỷ niệm 71 năm Cách mạng Tháng Tám và Quốc khánh 2/9", NULL,
     NULL, NULL},
    {"no marks at all",
     "UY BAN NHAN DAN\n"
     "TINH NGHE AN\n"
     "So: 1234/UBND-KT\n"
     "CONG HOA XA HOI CHU NGHIA VIET NAM\n"
     "Doc lap - Tu do - Hanh phuc\n"
     "Nghe An, ngay 12 thang 5 nam 2014\n"
     "V/v tang cuong phong chong chay rung\n"
     "\n"
     "Kinh gui: Cac huyen, thanh pho\n"
     "\n"
     "KT. CHU TICH\n"
     "PHO CHU TICH\n"
     "Dinh Viet Hong\n",
     "1234/UBND-KT", "Công văn", "Ủy ban nhân dân tỉnh Nghệ An", 20140512, "Nghe An",
     "Dinh Viet Hong", "Tang cuong phong chong chay rung", NULL, NULL, NULL},
    {"a page that names the document",
     "Thông báo số 369/TB-VPCP ngày 30/12/2009 của Văn phòng Chính phủ về việc chấm dứt hoạt động "
     "sàn giao dịch vàng\n"
     "\n"
     "Văn phòng Chính phủ thông báo ý kiến của Thủ tướng.\n",
     "369/TB-VPCP", "Thông báo", "Văn phòng Chính phủ", 20091230, NULL, NULL,
     "Thông báo số 369/TB-VPCP ngày 30/12/2009 của Văn phòng Chính phủ về việc chấm dứt hoạt động "
     "sàn giao dịch vàng",
     NULL, NULL, NULL},
    {"an academy of the Party",
     "HỌC VIỆN CHÍNH TRỊ QUỐC GIA\n"
     "HỒ CHÍ MINH\n"
     "*\n"
     "Số 1489-QĐ/HVCTQG\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "Hà Nội, ngày 10 tháng 6 năm 2013\n"
     "QUYẾT ĐỊNH\n"
     "về việc ban hành Quy chế đào tạo\n"
     "GIÁM ĐỐC\n"
     "Tạ Ngọc Tấn\n",
     "1489-QĐ/HVCTQG", "Quyết định", "Học viện Chính trị quốc gia Hồ Chí Minh", 20130610, "Hà Nội",
     "Tạ Ngọc Tấn", "Về việc ban hành Quy chế đào tạo", NULL, NULL, NULL},
    {"cells of a table",
     "ỦY BAN NHÂN DÂN XÃ TÂN HƯNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Số: 12/BC-UBND | Độc lập - Tự do - Hạnh phúc\n"
     " | Tân Hưng, ngày 15 tháng 11 năm 2022\n"
     "BÁO CÁO\n"
     "Tình hình kinh tế - xã hội năm 2022\n"
     "\n"
     "CHỦ TỊCH\n"
     "Lê Văn Tám\n",
     "12/BC-UBND", "Báo cáo", "Ủy ban nhân dân xã Tân Hưng", 20221115, "Tân Hưng", "Lê Văn Tám",
     "Tình hình kinh tế - xã hội năm 2022", NULL, NULL, NULL},
    {"a union below its centre",
     "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\n"
     "LIÊN ĐOÀN LAO ĐỘNG TỈNH QUẢNG NINH\n"
     "Số: 88/KH-LĐLĐ\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Quảng Ninh, ngày 9 tháng 4 năm 2021\n"
     "KẾ HOẠCH\n"
     "Tổ chức Tháng Công nhân năm 2021\n"
     "TM. BAN THƯỜNG VỤ\n"
     "CHỦ TỊCH\n"
     "Trần Danh Chức\n",
     "88/KH-LĐLĐ", "Kế hoạch", "Liên đoàn Lao động tỉnh Quảng Ninh", 20210409, "Quảng Ninh",
     "Trần Danh Chức", "Tổ chức Tháng Công nhân năm 2021", NULL, NULL, NULL},
    {"a steering committee over three lines",
     "BAN CHỈ ĐẠO\n"
     "PHÒNG, CHỐNG DỊCH COVID-19\n"
     "TỈNH BẮC GIANG\n"
     "Số: 101/CĐ-BCĐ\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Bắc Giang, ngày 15 tháng 5 năm 2021\n"
     "CÔNG ĐIỆN\n"
     "Về việc tăng cường các biện pháp phòng, chống dịch\n"
     "TRƯỞNG BAN\n"
     "Lê Ánh Dương\n",
     "101/CĐ-BCĐ", "Công điện", "Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh Bắc Giang", 20210515,
     "Bắc Giang", "Lê Ánh Dương", "Về việc tăng cường các biện pháp phòng, chống dịch", NULL, NULL,
     NULL},
    {"a letter of a company",
     "CÔNG TY CỔ PHẦN CẤP NƯỚC ĐÀ NẴNG\n"
     "Số: 215/CV-CNĐN\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Đà Nẵng, ngày 03 tháng 02 năm 2015\n"
     "V/v cung cấp nước sạch mùa khô\n"
     "Kính gửi: Ủy ban nhân dân thành phố Đà Nẵng\n"
     "TỔNG GIÁM ĐỐC\n"
     "Hồ Hương\n",
     "215/CV-CNĐN", "Công văn", "Công ty cổ phần cấp nước Đà Nẵng", 20150203, "Đà Nẵng", "Hồ Hương",
     "Cung cấp nước sạch mùa khô", NULL, NULL, NULL},
    {"conclusions of the Politburo",
     "BỘ CHÍNH TRỊ\n"
     "*\n"
     "Số 76-KL/TW\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "Hà Nội, ngày 04 tháng 6 năm 2020\n"
     "KẾT LUẬN\n"
     "CỦA BỘ CHÍNH TRỊ\n"
     "về tiếp tục xây dựng và phát triển văn hóa, con người Việt Nam\n"
     "T/M BỘ CHÍNH TRỊ\n"
     "Trần Quốc Vượng\n",
     "76-KL/TW", "Kết luận", "Bộ Chính trị", 20200604, "Hà Nội", "Trần Quốc Vượng",
     "Kết luận CỦA BỘ CHÍNH TRỊ về tiếp tục xây dựng và phát triển văn hóa, con người Việt Nam",
     NULL, NULL, NULL},
    {"a directive of the Prime Minister",
     "THỦ TƯỚNG CHÍNH PHỦ\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Số: 16/CT-TTg\n"
     "Hà Nội, ngày 31 tháng 3 năm 2020\n"
     "CHỈ THỊ\n"
     "VỀ THỰC HIỆN CÁC BIỆN PHÁP CẤP BÁCH PHÒNG, CHỐNG DỊCH COVID-19\n"
     "THỦ TƯỚNG\n"
     "Nguyễn Xuân Phúc\n",
     "16/CT-TTg", "Chỉ thị", "Thủ tướng Chính phủ", 20200331, "Hà Nội", "Nguyễn Xuân Phúc",
     "VỀ THỰC HIỆN CÁC BIỆN PHÁP CẤP BÁCH PHÒNG, CHỐNG DỊCH COVID-19", NULL, NULL, NULL},
    {"an order of the President",
     "CHỦ TỊCH NƯỚC\n"
     "-------\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "---------------\n"
     "Số: 12/2015/L-CTN\n"
     "Hà Nội, ngày 26 tháng 6 năm 2015\n"
     "LỆNH\n"
     "VỀ VIỆC CÔNG BỐ LUẬT\n"
     "CHỦ TỊCH\n"
     "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "CHỦ TỊCH\n"
     "NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Trương Tấn Sang\n",
     "12/2015/L-CTN", "Lệnh", "Chủ tịch nước", 20150626, "Hà Nội", "Trương Tấn Sang",
     "VỀ VIỆC CÔNG BỐ LUẬT", NULL, NULL, NULL},
    {"a joint circular",
     "BỘ TÀI CHÍNH - BỘ NỘI VỤ\n"
     "Số: 71/2014/TTLT-BTC-BNV\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Hà Nội, ngày 30 tháng 5 năm 2014\n"
     "THÔNG TƯ LIÊN TỊCH\n"
     "Quy định chế độ tự chủ, tự chịu trách nhiệm về sử dụng biên chế\n",
     "71/2014/TTLT-BTC-BNV", "Thông tư liên tịch", "Bộ Tài chính - Bộ Nội vụ", 20140530, "Hà Nội",
     NULL, "Quy định chế độ tự chủ, tự chịu trách nhiệm về sử dụng biên chế", NULL, NULL, NULL},
    {"a centre of a department",
     "SỞ Y TẾ TỈNH HÀ GIANG\n"
     "TRUNG TÂM KIỂM SOÁT BỆNH TẬT\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Số: 612/TB-KSBT\n"
     "Hà Giang, ngày 12 tháng 08 năm 2020\n"
     "THÔNG BÁO\n"
     "Kết quả xét tuyển viên chức năm 2020\n"
     "GIÁM ĐỐC\n"
     "Nguyễn Trần Tuấn\n",
     "612/TB-KSBT", "Thông báo", "Trung tâm Kiểm soát bệnh tật, Sở Y tế tỉnh Hà Giang", 20200812,
     "Hà Giang", "Nguyễn Trần Tuấn", "Kết quả xét tuyển viên chức năm 2020", NULL, NULL, NULL},
    {"a Party organisation of agencies",
     "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH\n"
     "ĐẢNG BỘ SỞ TƯ PHÁP\n"
     "*\n"
     "Số 04-BC/ĐU\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "Vĩnh Long, ngày 08 tháng 01 năm 2021\n"
     "BÁO CÁO\n"
     "tổng kết công tác xây dựng Đảng năm 2020\n"
     "T/M ĐẢNG ỦY\n"
     "BÍ THƯ\n"
     "Nguyễn Thanh Nhàn\n",
     "04-BC/ĐU", "Báo cáo", "Đảng bộ Sở Tư pháp, Đảng ủy Khối các cơ quan tỉnh", 20210108,
     "Vĩnh Long", "Nguyễn Thanh Nhàn", "Tổng kết công tác xây dựng Đảng năm 2020", NULL, NULL,
     NULL},
    {"a resolution with its day at the end",
     "QUỐC HỘI\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Nghị quyết số: 30/2021/QH15\n"
     "NGHỊ QUYẾT\n"
     "KỲ HỌP THỨ NHẤT, QUỐC HỘI KHÓA XV\n"
     "QUỐC HỘI\n"
     "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
     "Nghị quyết này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ "
     "nhất thông qua ngày 28 tháng 7 năm 2021.\n"
     "CHỦ TỊCH QUỐC HỘI\n"
     "Vương Đình Huệ\n",
     "30/2021/QH15", "Nghị quyết", "Quốc hội", 20210728, NULL, "Vương Đình Huệ",
     "KỲ HỌP THỨ NHẤT, QUỐC HỘI KHÓA XV", "Kỳ họp thứ 1", "Khóa XV", NULL},
    {"a conclusion that cites a resolution",
     "TỈNH UỶ SÓC TRĂNG                     ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "             *\n"
     "   Số 77-KL/TU                         Sóc Trăng, ngày 25 tháng 8 năm 2022\n"
     "\n"
     "KẾT LUẬN\n"
     "CỦA BAN THƯỜNG VỤ TỈNH UỶ\n"
     "về tiếp tục thực hiện Nghị quyết số 08-NQ/TU về phát triển du lịch\n"
     "\n"
     "T/M BAN THƯỜNG VỤ\n"
     "BÍ THƯ\n"
     "(đã ký)\n"
     "Lâm Văn Thử\n",
     "77-KL/TU", "Kết luận", "Tỉnh ủy Sóc Trăng", 20220825, "Sóc Trăng", "Lâm Văn Thử",
     "Kết luận CỦA BAN THƯỜNG VỤ TỈNH UỶ về tiếp tục thực hiện Nghị quyết số 08-NQ/TU về phát "
     "triển du lịch",
     NULL, NULL, NULL},
    {"a committee of the Youth Union",
     "ĐOÀN TNCS HỒ CHÍ MINH\n"
     "BCH TỈNH BẮC GIANG\n"
     "***\n"
     "Số: 210-KH/TĐTN-PT\n"
     "Bắc Giang, ngày 20 tháng 02 năm 2019\n"
     "KẾ HOẠCH\n"
     "Tổ chức các hoạt động Tháng Thanh niên năm 2019\n"
     "I. MỤC ĐÍCH, YÊU CẦU\n"
     "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN\n"
     "PHÓ BÍ THƯ\n"
     "Thân Văn Thử\n",
     "210-KH/TĐTN-PT", "Kế hoạch", "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Bắc Giang", 20190220,
     "Bắc Giang", "Thân Văn Thử", "Tổ chức các hoạt động Tháng Thanh niên năm 2019", NULL, NULL,
     NULL},
    {"a committee of the Farmers' Union",
     "HỘI NÔNG DÂN VIỆT NAM\n"
     "BCH HUYỆN THANH MIỆN\n"
     "Số: 41-CV/HNDH\n"
     "Thanh Miện, ngày 20 tháng 6 năm 2018\n"
     "V/v báo cáo phong trào nông dân sản xuất kinh doanh giỏi\n"
     "Kính gửi: Hội Nông dân các xã, thị trấn\n"
     "T/M BAN THƯỜNG VỤ\n"
     "CHỦ TỊCH\n"
     "Nguyễn Thị Ví Dụ\n",
     "41-CV/HNDH", "Công văn", "Ban Chấp hành Hội Nông dân huyện Thanh Miện", 20180620,
     "Thanh Miện", "Nguyễn Thị Ví Dụ", "Báo cáo phong trào nông dân sản xuất kinh doanh giỏi", NULL,
     NULL, NULL},
    {"an invitation of a committee of the council",
     "HĐND TỈNH KHÁNH HÒA\n"
     "BAN KINH TẾ - NGÂN SÁCH\n"
     "Số: 05/GM-KTNS\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Khánh Hòa, ngày 11 tháng 5 năm 2016\n"
     "GIẤY MỜI\n"
     "Họp thẩm tra các tờ trình trình kỳ họp thứ 2\n"
     "Ban Kinh tế - Ngân sách HĐND tỉnh trân trọng kính mời: ...\n"
     "TRƯỞNG BAN\n"
     "Cao Thị Thử\n",
     "05/GM-KTNS", "Giấy mời", "Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh Khánh Hòa", 20160511,
     "Khánh Hòa", "Cao Thị Thử", "Họp thẩm tra các tờ trình trình kỳ họp thứ 2", "Kỳ họp thứ 2",
     NULL, NULL},
    {"an urgent letter",
     "UBND TỈNH YÊN BÁI\n"
     "VĂN PHÒNG\n"
     "Số: 912/VP-NLN\n"
     "V/v khẩn trương khắc phục hậu quả mưa lũ\n"
     "HỎA TỐC\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Yên Bái, ngày 22 tháng 7 năm 2018\n"
     "Kính gửi: Sở Nông nghiệp và Phát triển nông thôn\n"
     "CHÁNH VĂN PHÒNG\n"
     "Hoàng Văn Thử\n",
     "912/VP-NLN", "Công văn", "Văn phòng Ủy ban nhân dân tỉnh Yên Bái", 20180722, "Yên Bái",
     "Hoàng Văn Thử", "Khẩn trương khắc phục hậu quả mưa lũ", NULL, NULL, NULL},
    {"a station below a centre",
     "TRUNG TÂM Y TẾ HUYỆN MÈO VẠC\n"
     "TRẠM Y TẾ XÃ SỦNG TRÀ\n"
     "Số: 09/BC-TYT\n"
     "Sủng Trà, ngày 04 tháng 3 năm 2020\n"
     "BÁO CÁO TUẦN\n"
     "Công tác phòng chống dịch COVID-19\n"
     "Từ ngày 27/02/2020 đến ngày 04/3/2020\n",
     "09/BC-TYT", "Báo cáo", "Trạm Y tế xã Sủng Trà", 20200304, "Sủng Trà", NULL,
     "BÁO CÁO TUẦN Công tác phòng chống dịch COVID-19 Từ ngày 27/02/2020 đến ngày 04/3/2020", NULL,
     NULL, NULL},
    {"a decision of the nineties",
     "UỶ BAN NHÂN DÂN                      CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     " TỈNH THANH HOÁ                            Độc lập - Tự do - Hạnh phúc\n"
     " Số: 1567 QĐ/UB-NN                      Thanh Hoá, ngày 12 tháng 8 năm 1996\n"
     "\n"
     "                         QUYẾT ĐỊNH CỦA UBND TỈNH THANH HOÁ\n"
     "                  \"V/v thành lập Trung tâm khuyến nông huyện Hà Trung\"\n"
     "\n"
     "Căn cứ Luật Tổ chức HĐND và UBND;\n"
     "TM. UBND TỈNH THANH HOÁ\n"
     "KT. CHỦ TỊCH\n"
     "PHÓ CHỦ TỊCH\n"
     "Lê Văn Mẫu\n",
     "1567QĐ/UB-NN", "Quyết định", "Ủy ban nhân dân tỉnh Thanh Hóa", 19960812, "Thanh Hoá",
     "Lê Văn Mẫu", "Thành lập Trung tâm khuyến nông huyện Hà Trung", NULL, NULL, NULL},
    {"an alliance of associations",
     "LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT TỈNH LÀO CAI\n"
     "Số: 56/KH-LHH\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Lào Cai, ngày 28/02/2023\n"
     "KẾ HOẠCH\n"
     "Tổ chức Hội thi sáng tạo kỹ thuật tỉnh lần thứ 10 (2022 - 2023)\n",
     "56/KH-LHH", "Kế hoạch", "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Lào Cai", 20230228,
     "Lào Cai", NULL, "Tổ chức Hội thi sáng tạo kỹ thuật tỉnh lần thứ 10 (2022 - 2023)", NULL, NULL,
     NULL},
    {"a power company",
     "TỔNG CÔNG TY ĐIỆN LỰC MIỀN TRUNG\n"
     "CÔNG TY ĐIỆN LỰC QUẢNG TRỊ\n"
     "Số: 1502/QTPC-KD\n"
     "V/v lịch ngừng cấp điện\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "Quảng Trị, ngày 3 tháng 4 năm 2019\n"
     "Kính gửi: UBND các huyện\n"
     "KT. GIÁM ĐỐC\n"
     "PHÓ GIÁM ĐỐC\n"
     "Trần Văn Điện\n",
     "1502/QTPC-KD", "Công văn", "Công ty Điện lực Quảng Trị, Tổng công ty Điện lực miền Trung",
     20190403, "Quảng Trị", "Trần Văn Điện", "Lịch ngừng cấp điện", NULL, NULL, NULL},
    {"a proposal whose number and day are open",
     "UBND TỈNH ĐIỆN BIÊN\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "SỞ NÔNG NGHIỆP VÀ PTNT\tĐộc lập - Tự do - Hạnh phúc\n"
     "Số:      /TTr-SNN\tĐiện Biên, ngày     tháng 9 năm 2020\n"
     "TỜ TRÌNH\n"
     "V/v phê duyệt kế hoạch khuyến nông năm 2021\n"
     "Kính gửi: Uỷ ban nhân dân tỉnh.\n"
     "GIÁM ĐỐC\n"
     "Hà Văn Quân\n",
     NULL, "Tờ trình", "Sở Nông nghiệp và Phát triển nông thôn tỉnh Điện Biên", 0, "Điện Biên",
     "Hà Văn Quân", "Phê duyệt kế hoạch khuyến nông năm 2021", NULL, NULL, NULL},
    {"rules that a decision puts into force",
     "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "TỈNH KON TUM\tĐộc lập - Tự do - Hạnh phúc\n"
     "\n"
     "QUY CHẾ\n"
     "Quản lý, sử dụng hệ thống thư điện tử công vụ tỉnh Kon Tum\n"
     "(Ban hành kèm theo Quyết định số 19/2016/QĐ-UBND ngày 10 tháng 5 năm 2016 của Ủy ban nhân "
     "dân tỉnh Kon Tum)\n"
     "\n"
     "Chương I\n"
     "QUY ĐỊNH CHUNG\n"
     "Điều 1. Phạm vi điều chỉnh\n",
     NULL, "Quy chế", "Ủy ban nhân dân tỉnh Kon Tum", 0, NULL, NULL,
     "Quản lý, sử dụng hệ thống thư điện tử công vụ tỉnh Kon Tum", NULL, NULL, NULL},
    {"a Party group in a council",
     "TỈNH ỦY PHÚ YÊN\n"
     "ĐẢNG ĐOÀN HỘI ĐỒNG NHÂN DÂN\n"
     "*\n"
     "Số 41-TTr/ĐĐHĐND\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "Phú Yên, ngày 1 tháng 12 năm 2021\n"
     "TỜ TRÌNH\n"
     "về nội dung kỳ họp thứ 5, Hội đồng nhân dân tỉnh khóa VIII\n"
     "Kính gửi: Ban Thường vụ Tỉnh ủy\n"
     "T/M ĐẢNG ĐOÀN\n"
     "PHÓ BÍ THƯ\n"
     "Đặng Văn Thử\n",
     "41-TTr/ĐĐHĐND", "Tờ trình", "Đảng đoàn Hội đồng nhân dân Tỉnh ủy Phú Yên", 20211201,
     "Phú Yên", "Đặng Văn Thử", "Về nội dung kỳ họp thứ 5, Hội đồng nhân dân tỉnh khóa VIII",
     "Kỳ họp thứ 5", "Khóa VIII", NULL},
    {"a branch in a ward",
     "ĐẢNG BỘ PHƯỜNG TÂN LẬP\n"
     "CHI BỘ TỔ DÂN PHỐ 5\n"
     "*\n"
     "Số 03-BC/CB\n"
     "ĐẢNG CỘNG SẢN VIỆT NAM\n"
     "Tân Lập, ngày 02 tháng 01 năm 2023\n"
     "BÁO CÁO\n"
     "tổng kết công tác năm 2022, nhiệm vụ năm 2023\n"
     "T/M CHI BỘ\n"
     "BÍ THƯ\n"
     "Vũ Thị Mẫu\n",
     "03-BC/CB", "Báo cáo", "Chi bộ tổ dân phố 5, Đảng bộ phường Tân Lập", 20230102, "Tân Lập",
     "Vũ Thị Mẫu", "Tổng kết công tác năm 2022, nhiệm vụ năm 2023", NULL, NULL, NULL},
    {"minutes of a council",
     "HỘI ĐỒNG NHÂN DÂN\n"
     "XÃ AN NHƠN TÂY\n"
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
     "Độc lập - Tự do - Hạnh phúc\n"
     "An Nhơn Tây, ngày 20 tháng 7 năm 2017\n"
     "BIÊN BẢN\n"
     "KỲ HỌP THỨ TƯ HỘI ĐỒNG NHÂN DÂN XÃ AN NHƠN TÂY KHÓA XI, NHIỆM KỲ 2016 - 2021\n"
     "Thời gian: 7 giờ 30 ngày 20 tháng 7 năm 2017\n"
     "Chủ tọa kỳ họp: Ông Nguyễn Văn Chủ - Chủ tịch HĐND xã\n",
     NULL, "Biên bản", "Hội đồng nhân dân xã An Nhơn Tây", 20170720, "An Nhơn Tây", NULL,
     "KỲ HỌP THỨ TƯ HỘI ĐỒNG NHÂN DÂN XÃ AN NHƠN TÂY KHÓA XI, NHIỆM KỲ 2016 - 2021", "Kỳ họp thứ 4",
     "Khóa XI, nhiệm kỳ 2016-2021", "Nguyễn Văn Chủ"},
    {"mail that mentions a decision",
     "Kính gửi anh chị em trong cơ quan,\n"
     "Chiều nay lúc 15 giờ họp giao ban ở phòng họp lớn, mong mọi người có mặt đầy đủ. Nội dung: "
     "bàn việc tổ chức hội nghị tổng kết năm. Quyết định số 12/QĐ-UBND ngày 3/4/2019 của UBND tỉnh "
     "đã được gửi kèm.\n",
     NULL, NULL, NULL, 0, NULL, NULL, "Kính gửi anh chị em trong cơ quan,", NULL, NULL, NULL},
    {"a table",
     "Danh sách đơn vị\n"
     "\n"
     "STT\tTên đơn vị\tKế hoạch\tThực hiện\n"
     "1\tSở Y tế\t120\t110\n"
     "2\tSở Nội vụ\t100\t98\n"
     "Báo cáo số 12/BC ngày 3/4/2019\n",
     NULL, NULL, NULL, 0, NULL, NULL, "Danh sách đơn vị", NULL, NULL, NULL},
    {"prose",
     "Học sinh lớp 5A chuẩn bị bài.\n"
     "\n"
     "Kế hoạch\n"
     "Ngày mai em đi học. Quyết định của em là học chăm.\n",
     NULL, NULL, NULL, 0, NULL, NULL, "Học sinh lớp 5A chuẩn bị bài.", NULL, NULL, NULL},
};

EACH_ROW(header_forms, are_read, rows)
static void
expect_field(const char *got, const char *want, const char *field, size_t row)
{
    cr_expect(
        eq(str, (char *)(got != NULL ? got : "(none)"), (char *)(want != NULL ? want : "(none)")),
        "%s of: %s", field, rows[row].what);
}

ParameterizedTest(size_t *row, header_forms, are_read)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read(rows[*row].text, strlen(rows[*row].text), "a.txt", &limits, &error);

    cr_assert(document != NULL, "%s", rows[*row].what);
    expect_field(document->number, rows[*row].number, "number", *row);
    expect_field(document->type, rows[*row].type, "type", *row);
    expect_field(document->org, rows[*row].org, "org", *row);
    cr_expect(eq(u32, document->date, rows[*row].date), "date of: %s", rows[*row].what);
    expect_field(document->place, rows[*row].place, "place", *row);
    expect_field(document->signer, rows[*row].signer, "signer", *row);
    expect_field(document->title, rows[*row].title, "title", *row);
    expect_field(document->session, rows[*row].session, "session", *row);
    expect_field(document->term, rows[*row].term, "term", *row);
    expect_field(document->chair, rows[*row].chair, "chair", *row);
}

/* Letterheads and reports in many more forms than test_header.c has, each with all of its fields.
 */
#include "tests/unit/document/header/header_forms.h"

static const HeaderForm rows[] = {
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
};

EACH_ROW(header_forms, are_read, rows)
ROW_TEST(size_t *row, header_forms, are_read)
{
    expect_form(&rows[*row]);
}

/* Further forms, as in test_header_forms.c. */
#include "tests/unit/document/header/header_forms.h"

static const HeaderForm rows[] = {
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

EACH_ROW(header_more_forms, are_read, rows)
ROW_TEST(size_t *row, header_more_forms, are_read)
{
    expect_form(&rows[*row]);
}

/* What is known of the names of bodies: the words that they are made of. */
#include "document/header/name/name.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"

#include <string.h>

enum {
    NAME_BYTES_MAX = 96,
    SURE_WORDS = 3, /* a name of this many words is known whatever its marks are */
};

/* What bodies are called, as written in running text; this also expands abbreviations. The longest
 * that fits is taken. Words that belong to none of these follow the rule for names: each begins
 * with a capital. */
static const struct {
    const char *name;
    const char *phrase; /* where it differs */
} names[] = {
    {"Ủy ban nhân dân", NULL},
    {"Ủy ban nhân dân", "ubnd"},
    {"Ủy ban hành chính", NULL},
    {"Hội đồng nhân dân", NULL},
    {"Hội đồng nhân dân", "hđnd"},
    {"Hội đồng Bộ trưởng", NULL},
    {"Ủy ban Kiểm tra", NULL},
    {"Ủy ban Kiểm tra", "ubkt"},
    {"Ủy ban Mặt trận Tổ quốc Việt Nam", NULL},
    {"Ủy ban Mặt trận Tổ quốc Việt Nam", "ủy ban mttq việt nam"},
    {"Ủy ban Mặt trận Tổ quốc", NULL},
    {"Ủy ban Mặt trận Tổ quốc", "ubmttq"},
    {"Mặt trận Tổ quốc Việt Nam", NULL},
    {"Mặt trận Tổ quốc", "mttq"},
    {"Ủy ban Thường vụ Quốc hội", NULL},
    {"Ủy ban", NULL},
    {"Hội đồng", NULL},
    {"Tỉnh ủy", NULL},
    {"Thành ủy", NULL},
    {"Huyện ủy", NULL},
    {"Quận ủy", NULL},
    {"Thị ủy", NULL},
    {"Đảng ủy", NULL},
    {"Đảng bộ", NULL},
    {"Đảng đoàn", NULL},
    {"Chi bộ", NULL},
    {"Chi ủy", NULL},
    {"Ban cán sự đảng", NULL},
    {"Ban Chấp hành Trung ương", NULL},
    {"Ban Chấp hành Đảng bộ", NULL},
    {"Ban Chấp hành", NULL},
    {"Ban Chấp hành", "bch"},
    {"Ban Thường vụ", NULL},
    {"Ban Thường vụ", "btv"},
    {"Ban Thường trực", NULL},
    {"Ban Bí thư", NULL},
    {"Bộ Chính trị", NULL},
    {"Ban Tổ chức Trung ương", NULL},
    {"Ban Tổ chức", NULL},
    {"Ban Tiếp công dân", NULL},
    {"Ban Tuyên giáo", NULL},
    {"Ban Dân vận", NULL},
    {"Ban Nội chính", NULL},
    {"Ban Kinh tế", NULL},
    {"Ban Kinh tế - Ngân sách", NULL},
    {"Ban Kinh tế - Xã hội", NULL},
    {"Ban Văn hóa - Xã hội", NULL},
    {"Ban Dân tộc", NULL},
    {"Ban Quản lý", NULL},
    {"Ban Quản lý dự án", NULL},
    {"Ban Chỉ đạo", NULL},
    {"Ban Chỉ đạo", "bcđ"},
    {"Ban Chỉ huy", NULL},
    {"Ban Pháp chế", NULL},
    {"Ban", NULL},
    {"Tiểu ban", NULL},
    {"Văn phòng", NULL},
    {"Phòng", NULL},
    {"Sở", NULL},
    {"Bộ", NULL},
    {"Cục", NULL},
    {"Tổng cục", NULL},
    {"Chi cục", NULL},
    {"Vụ", NULL},
    {"Viện", NULL},
    {"Trung tâm", NULL},
    {"Trường Đại học", NULL},
    {"Trường Chính trị", NULL},
    {"Trường", NULL},
    {"Học viện", NULL},
    {"Học viện Chính trị quốc gia", NULL},
    {"Học viện Chính trị - Hành chính quốc gia", NULL},
    {"Công ty", NULL},
    {"Công ty cổ phần", NULL},
    {"Công ty trách nhiệm hữu hạn", NULL},
    {"Công ty TNHH", "công ty tnhh"},
    {"Công ty TNHH một thành viên", "công ty tnhh một thành viên"},
    {"Công ty TNHH MTV", "công ty tnhh mtv"},
    {"Tổng công ty", NULL},
    {"Tập đoàn", NULL},
    {"Hợp tác xã", NULL},
    {"Đài Phát thanh và Truyền hình", NULL},
    {"Đài Phát thanh - Truyền hình", NULL},
    {"Nhà xuất bản", NULL},
    {"Quỹ", NULL},
    {"Liên minh Hợp tác xã", NULL},
    {"Hội đồng nghĩa vụ quân sự", NULL},
    {"Hội đồng Thi đua - Khen thưởng", NULL},
    {"Ủy ban bầu cử", NULL},
    {"Hội đồng bầu cử quốc gia", NULL},
    {"Quốc gia", NULL},
    {"Khối các cơ quan", NULL},
    {"Khối Doanh nghiệp", NULL},
    {"cơ quan", NULL},
    {"bộ phận", NULL},
    {"Công nghệ thông tin", NULL},
    {"Tổ chức cán bộ", NULL},
    {"Khoa học Tự nhiên", NULL},
    {"Khoa học Xã hội", NULL},
    {"Kiểm soát bệnh tật", NULL},
    {"Giáo dục nghề nghiệp", NULL},
    {"Giáo dục thường xuyên", NULL},
    {"Phục vụ hành chính công", NULL},
    {"Phát triển quỹ đất", NULL},
    {"Đăng ký đất đai", NULL},
    {"Văn phòng Đăng ký đất đai", NULL},
    {"Khuyến nông", NULL},
    {"Quản lý thị trường", NULL},
    {"Bảo vệ thực vật", NULL},
    {"Chăn nuôi và Thú y", NULL},
    {"Thi hành án dân sự", NULL},
    {"Quản lý đô thị", NULL},
    {"Dân tộc và Tôn giáo", NULL},
    {"Dân tộc", NULL},
    {"Thông tấn xã Việt Nam", NULL},
    {"Cấp nước", NULL},
    {"Chăm sóc sức khỏe", NULL},
    {"Đa khoa", NULL},
    {"Bệnh viện Đa khoa", NULL},
    {"Trường Trung học phổ thông", NULL},
    {"Trường Trung học cơ sở", NULL},
    {"Trường Tiểu học", NULL},
    {"Trường Mầm non", NULL},
    {"Trường Mẫu giáo", NULL},
    {"Trường Trung cấp", NULL},
    {"Trung học phổ thông", NULL},
    {"Trung học cơ sở", NULL},
    {"Tiểu học", NULL},
    {"Mầm non", NULL},
    {"cao đẳng", NULL},
    {"Dạy nghề", NULL},
    {"Dự bị đại học", NULL},
    {"Dân tộc nội trú", NULL},
    {"Dân tộc bán trú", NULL},
    {"Bệnh viện", NULL},
    {"Trạm Y tế", NULL},
    {"Trạm", NULL},
    {"Hạt Kiểm lâm", NULL},
    {"Xí nghiệp", NULL},
    {"Chi nhánh", NULL},
    {"Điện lực", NULL},
    {"Thanh tra", NULL},
    {"Thanh tra Chính phủ", NULL},
    {"Kiểm toán Nhà nước", NULL},
    {"Kho bạc Nhà nước", NULL},
    {"Công an", NULL},
    {"Bộ Chỉ huy Quân sự", NULL},
    {"Bộ Chỉ huy Quân sự", "bộ chqs"},
    {"Ban Chỉ huy Quân sự", NULL},
    {"Ban Chỉ huy Quân sự", "ban chqs"},
    {"Công đoàn ngành", NULL},
    {"Bộ Chỉ huy Bộ đội Biên phòng", NULL},
    {"Bộ Tư lệnh", NULL},
    {"Tòa án nhân dân tối cao", NULL},
    {"Tòa án nhân dân", NULL},
    {"Viện Kiểm sát nhân dân tối cao", NULL},
    {"Viện Kiểm sát nhân dân", NULL},
    {"Quốc hội", NULL},
    {"Quốc hội", "quốc hội nước cộng hòa xã hội chủ nghĩa việt nam"},
    {"Chính phủ", NULL},
    {"Chính phủ", "chính phủ nước cộng hòa xã hội chủ nghĩa việt nam"},
    {"Thủ tướng Chính phủ", NULL},
    {"Chủ tịch nước", NULL},
    {"Chủ tịch nước", "chủ tịch nước cộng hòa xã hội chủ nghĩa việt nam"},
    {"Chủ tịch nước", "chủ tịch nước việt nam dân chủ cộng hòa"},
    {"Chủ tịch", NULL},
    {"Chủ tịch Chính phủ", NULL},
    {"Chủ tịch Chính phủ Việt Nam Dân chủ Cộng hòa", NULL},
    {"Cảnh sát", NULL},
    {"Chủ tịch Ủy ban nhân dân", NULL},
    {"lâm thời", NULL},
    {"Nhà nước", NULL},
    {"Văn phòng Chính phủ", NULL},
    {"Văn phòng Quốc hội", NULL},
    {"Hội đồng Nhà nước", NULL},
    {"Ngân hàng Nhà nước", NULL},
    {"Ngân hàng Nhà nước Việt Nam", NULL},
    {"Ngân hàng Chính sách xã hội", NULL},
    {"Bảo hiểm xã hội", NULL},
    {"Liên đoàn Lao động", NULL},
    {"Tổng Liên đoàn Lao động Việt Nam", NULL},
    {"Hội Nông dân", NULL},
    {"Hội Cựu chiến binh", NULL},
    {"Hội Liên hiệp Phụ nữ", NULL},
    {"Hội Liên hiệp Phụ nữ", "hội lhpn"},
    {"Hội Chữ thập đỏ", NULL},
    {"Hội Khuyến học", NULL},
    {"Hội Người cao tuổi", NULL},
    {"Hội Luật gia", NULL},
    {"Hội Nhà báo", NULL},
    {"Hội Văn học - Nghệ thuật", NULL},
    {"Liên hiệp các Hội Khoa học và Kỹ thuật", NULL},
    {"Liên hiệp các Hội Văn học - Nghệ thuật", NULL},
    {"Liên hiệp các tổ chức hữu nghị", NULL},
    {"Đoàn TNCS Hồ Chí Minh", NULL},
    {"Đoàn", NULL},
    {"Tỉnh đoàn", NULL},
    {"Huyện đoàn", NULL},
    {"Quận đoàn", NULL},
    {"Thị đoàn", NULL},
    {"Chi đoàn", NULL},
    {"Liên chi đoàn", NULL},
    {"Công đoàn", NULL},
    {"Công đoàn cơ sở", NULL},
    {"Viện Kiểm sát nhân dân cấp cao", NULL},
    {"Tòa án nhân dân cấp cao", NULL},
    {"Thành đoàn", NULL},
    {"Đoàn đại biểu Quốc hội", NULL},
    {"Đoàn đại biểu Quốc hội", "đoàn đbqh"},
    {"Thường trực", NULL},
    {"Trung ương", NULL},
    {"Việt Nam", NULL},
    /* What they look after. */
    {"Giáo dục và Đào tạo", NULL},
    {"Giáo dục và Đào tạo", "gd đt"},
    {"Kế hoạch và Đầu tư", NULL},
    {"Tài chính", NULL},
    {"Tài chính - Kế hoạch", NULL},
    {"Nội vụ", NULL},
    {"Y tế", NULL},
    {"Sở Y tế", NULL}, /* of three words: recognised as scans are read, too */
    {"Sở Nội vụ", NULL},
    {"Sở Tài chính", NULL},
    {"Sở Xây dựng", NULL},
    {"Sở Tư pháp", NULL},
    {"Công Thương", NULL},
    {"Xây dựng", NULL},
    {"Tư pháp", NULL},
    {"Ngoại vụ", NULL},
    {"Ngoại giao", NULL},
    {"Quốc phòng", NULL},
    {"Nông nghiệp và Phát triển nông thôn", NULL},
    {"Nông nghiệp và Phát triển nông thôn", "nông nghiệp và ptnt"},
    {"Nông nghiệp và Môi trường", NULL},
    {"Tài nguyên và Môi trường", NULL},
    {"Thông tin và Truyền thông", NULL},
    {"Văn hóa, Thể thao và Du lịch", NULL},
    {"Văn hóa - Xã hội", NULL},
    {"Văn hóa và Thông tin", NULL},
    {"Lao động - Thương binh và Xã hội", NULL},
    {"Khoa học và Công nghệ", NULL},
    {"Giao thông vận tải", NULL},
    {"Du lịch", NULL},
    {"Kinh tế - Ngân sách", NULL},
    {"Kinh tế", NULL},
    {"Pháp chế", NULL},
    {"Quản lý", NULL},
    {"Dược", NULL},
    {"Hải quan", NULL},
    {"Thuế", NULL},
    {"Thống kê", NULL},
    {"Kiểm lâm", NULL},
    {"Thủy lợi", NULL},
    {"công tác", NULL},
    {"biên giới", NULL},
    {"phòng, chống dịch", NULL},
    {"phòng, chống dịch bệnh", NULL},
    {"phòng, chống thiên tai", NULL},
    {"phòng, chống tham nhũng", NULL},
    {"phòng, chống tham nhũng, tiêu cực", NULL},
    {"lụt bão", NULL},
    {"tìm kiếm cứu nạn", NULL},
    {"tìm kiếm cứu nạn", "tkcn"},
    {"cải cách hành chính", NULL},
    {"chuyển đổi số", NULL},
    {"xây dựng nông thôn mới", NULL},
    {"giảm nghèo", NULL},
    {"bầu cử", NULL},
    {"khu vực", NULL},
    {"các khu công nghiệp", NULL},
    {"khu kinh tế", NULL},
    {"tổ dân phố", NULL},
    {"miền Bắc", NULL},
    {"miền Trung", NULL},
    {"miền Nam", NULL},
    {"lần thứ", NULL},
    {"của", NULL},
    {"về", NULL},
    {"và", NULL},
    {"các", NULL},
    {"với", NULL},
    {"thôn", NULL},
    {"ấp", NULL},
    {"khu phố", NULL},
    {"khóm", NULL},
    /* Bodies of 1945 to 1990. */
    {"Phủ Thủ tướng", NULL},
    {"Hội đồng Chính phủ", NULL},
    {"Canh nông", NULL},
    {"Bộ Nông lâm", NULL},
    {"Quốc gia Giáo dục", NULL},
    {"Quốc dân Kinh tế", NULL},
    {"Giao thông công chính", NULL},
    {"Thông tin Tuyên truyền", NULL},
    {"Cứu tế xã hội", NULL},
    {"Thương binh", NULL},
    {"Lao động", NULL},
    {"Nội thương", NULL},
    {"Công nghiệp nhẹ", NULL},
    {"Công nghiệp nặng", NULL},
    {"Cơ khí và Luyện kim", NULL},
    {"Điện và Than", NULL},
    {"Mỏ và Than", NULL},
    {"Lương thực", NULL},
    {"Lương thực và Thực phẩm", NULL},
    {"Lương thực và Công nghiệp thực phẩm", NULL},
    {"Nông trường", NULL},
    {"Hải sản", NULL},
    {"Kiến trúc", NULL},
    {"Kinh tế đối ngoại", NULL},
    {"Đại học và Trung học chuyên nghiệp", NULL},
    {"Đại học, Trung học chuyên nghiệp và Dạy nghề", NULL},
    {"Ủy ban Kế hoạch Nhà nước", NULL},
    {"Ủy ban Khoa học Nhà nước", NULL},
    {"Ủy ban Khoa học và Kỹ thuật Nhà nước", NULL},
    {"Ủy ban Vật giá Nhà nước", NULL},
    {"Ủy ban Xây dựng cơ bản Nhà nước", NULL},
    {"Ủy ban kháng chiến hành chính", NULL},
    {"Ủy ban hành chính", "ubhc"},
    {"Ủy ban Quân chính", NULL},
    /* Words that names are made of, where none of the above fits. */
    {"Công nghiệp", NULL},
    {"Cơ khí", NULL},
    {"Tuyển sinh", NULL},
    {"Vật liệu", NULL},
    {"Giao dịch", NULL},
    {"Thẩm định", NULL},
    {"Đấu thầu", NULL},
    {"Tài sản", NULL},
    {"Giải phóng mặt bằng", NULL},
    {"Tái định cư", NULL},
    {"Tuyển dụng", NULL},
    {"Chế tạo", NULL},
    {"Chế biến", NULL},
    {"Luyện kim", NULL},
    {"Khoáng sản", NULL},
    {"Hóa chất", NULL},
    {"Phân bón", NULL},
    {"Xi măng", NULL},
    {"Vật liệu xây dựng", NULL},
    {"Dệt may", NULL},
    {"May mặc", NULL},
    {"Da giày", NULL},
    {"Bao bì", NULL},
    {"Cao su", NULL},
    {"Cà phê", NULL},
    {"Chè", NULL},
    {"Mía đường", NULL},
    {"Lương thực thực phẩm", NULL},
    {"Nông sản", NULL},
    {"Chăn nuôi", NULL},
    {"Thú y", NULL},
    {"Trồng trọt", NULL},
    {"Giống cây trồng", NULL},
    {"Dược phẩm", NULL},
    {"Vận tải", NULL},
    {"Ô tô", NULL},
    {"Cảng", NULL},
    {"Kho vận", NULL},
    {"Bất động sản", NULL},
    {"Chứng khoán", NULL},
    {"Thẩm định giá", NULL},
    {"Đấu giá", NULL},
    {"Tư vấn", NULL},
    {"Thiết kế", NULL},
    {"Giám định", NULL},
    {"Kiểm định", NULL},
    {"Kiểm nghiệm", NULL},
    {"Quan trắc", NULL},
    {"Khí tượng Thủy văn", NULL},
    {"Thủy điện", NULL},
    {"Nhiệt điện", NULL},
    {"Đô thị", NULL},
    {"Công viên cây xanh", NULL},
    {"Chiếu sáng", NULL},
    {"Vệ sinh môi trường", NULL},
    {"Nước sạch", NULL},
    {"Văn phòng phẩm", NULL},
    {"Xổ số kiến thiết", NULL},
    {"Khách sạn", NULL},
    {"Nhân lực", NULL},
    {"Việc làm", NULL},
    {"Dịch vụ việc làm", NULL},
    {"Trợ giúp pháp lý", NULL},
    {"Công tác xã hội", NULL},
    {"Bảo trợ xã hội", NULL},
    {"Điều dưỡng", NULL},
    {"Phục hồi chức năng", NULL},
    {"Y dược cổ truyền", NULL},
    {"Y học cổ truyền", NULL},
    {"Sản Nhi", NULL},
    {"Tâm thần", NULL},
    {"Da liễu", NULL},
    {"Mắt", NULL},
    {"Y tế dự phòng", NULL},
    {"Tim mạch", NULL},
    {"Truyền nhiễm", NULL},
    {"Dân số - Kế hoạch hóa gia đình", NULL},
    {"Đào tạo nghề", NULL},
    {"Thi đua - Khen thưởng", NULL},
    {"Quản lý đào tạo", NULL},
    {"Công tác sinh viên", NULL},
    {"Hành chính - Tổ chức", NULL},
    {"Tổ chức - Hành chính", NULL},
    {"Kế hoạch - Tài chính", NULL},
    {"Quản lý đất đai", NULL},
    {"Quản lý dự án", NULL},
    {"Đầu tư công", NULL},
    {"Quản lý xây dựng", NULL},
    {"Hợp tác quốc tế", NULL},
    {"Bảo đảm chất lượng", NULL},
    {"Khảo thí", NULL},
    {"Ngân hàng", NULL},
    {"Nông thôn", NULL},
    {"Phát triển nông thôn", NULL},
    {"Sinh viên", NULL},
    {"Học sinh", NULL},
    {"Trường học", NULL},
    {"Phụ nữ", NULL},
    {"Nông dân", NULL},
    {"Cựu chiến binh", NULL},
    {"Kinh tế - Hạ tầng", NULL},
    {"Kinh tế, Hạ tầng và Đô thị", NULL},
    {"Văn hóa và Khoa học", NULL},
    {"Ban Giám hiệu", NULL},
    {"Ban Giám đốc", NULL},
    {"Hội đồng quản trị", NULL},
    {"Hội đồng thành viên", NULL},
    {"Đại hội đồng cổ đông", NULL},
    {"Ban Kiểm soát", NULL},
    {"Hội đồng trường", NULL},
    {"Hội đồng Đội", NULL},
    {"cấp cao", NULL},
    {"liên bộ", NULL},
    {"Đại học", NULL},
    {"Đại học Quốc gia", NULL},
    {"Bưu chính Viễn thông", NULL},
    {"Bưu điện", NULL},
    {"Công nghệ", NULL},
    {"Sự kiện", NULL},
    {"Tin học", NULL},
    {"Thông tin", NULL},
    {"An toàn thông tin", NULL},
    {"Truyền thông", NULL},
    {"Viễn thông", NULL},
    {"Thương mại", NULL},
    {"Dịch vụ", NULL},
    {"Đầu tư", NULL},
    {"Phát triển", NULL},
    {"Sản xuất", NULL},
    {"Kỹ thuật", NULL},
    {"Sư phạm", NULL},
    {"Bách khoa", NULL},
    {"Ngoại thương", NULL},
    {"Ngoại ngữ", NULL},
    {"Nông nghiệp", NULL},
    {"Lâm nghiệp", NULL},
    {"Thủy sản", NULL},
    {"Môi trường", NULL},
    {"Hành chính", NULL},
    {"Tổng hợp", NULL},
    {"Tổ chức", NULL},
    {"Đào tạo", NULL},
    {"Nghiên cứu", NULL},
    {"Văn hóa", NULL},
    {"Thể thao", NULL},
    {"Phát thanh", NULL},
    {"Truyền hình", NULL},
    {"Bảo hiểm", NULL},
    {"Năng lượng", NULL},
    {"Dầu khí", NULL},
    {"Hàng hải", NULL},
    {"Hàng không", NULL},
    {"Đường bộ", NULL},
    {"Đường sắt", NULL},
    {"Đường thủy", NULL},
    {"Đăng kiểm", NULL},
    {"Đầu tư xây dựng", NULL},
    {"Chính trị", NULL},
    {"Y học", NULL},
    {"Dân số", NULL},
    {"An toàn", NULL},
    {"Thực phẩm", NULL},
    {"An toàn thực phẩm", NULL},
    {"Giáo dục", NULL},
    {"Khoa học", NULL},
    {"Thư viện", NULL},
    {"Bảo tàng", NULL},
    {"Lưu trữ", NULL},
    {"Xuất nhập khẩu", NULL},
    {"Kế toán", NULL},
    {"Thanh niên", NULL},
    {"Thiếu nhi", NULL},
    {"Doanh nghiệp", NULL},
    {"Hiệp hội", NULL},
    {"Cấp thoát nước", NULL},
    {"Môi trường đô thị", NULL},
    {"Công trình", NULL},
    {"Quản trị", NULL},
    {"Nhân sự", NULL},
    {"Kinh doanh", NULL},
    {"Vật tư", NULL},
    {"Thiết bị", NULL},
    {"Dự án", NULL},
    {"Quân sự", NULL},
    {"Biên phòng", NULL},
    {"Phòng cháy chữa cháy", NULL},
    /* Where. */
    {"tỉnh", NULL},
    {"thành phố", NULL},
    {"thành phố", "tp"},
    {"thị xã", NULL},
    {"thị xã", "tx"},
    {"thị trấn", NULL},
    {"huyện", NULL},
    {"quận", NULL},
    {"phường", NULL},
    {"xã", NULL},
    {"đặc khu", NULL},
    {"Hồ Chí Minh", NULL},
    {"TP.HCM", "tphcm"},
};

/* Provinces, including those of before 2025: below "tỉnh" they get the marks that the text lacks.
 * Only there, as some names of districts differ in marks alone ("Quang Bình"). */
static const char *const provinces[] = {
    "An Giang",    "Bà Rịa - Vũng Tàu", "Bạc Liêu",  "Bắc Giang",      "Bắc Kạn",    "Bắc Ninh",
    "Bến Tre",     "Bình Dương",        "Bình Định", "Bình Phước",     "Bình Thuận", "Cà Mau",
    "Cao Bằng",    "Đắk Lắk",           "Đắk Nông",  "Điện Biên",      "Đồng Nai",   "Đồng Tháp",
    "Gia Lai",     "Hà Giang",          "Hà Nam",    "Hà Tĩnh",        "Hải Dương",  "Hậu Giang",
    "Hòa Bình",    "Hưng Yên",          "Khánh Hòa", "Kiên Giang",     "Kon Tum",    "Lai Châu",
    "Lạng Sơn",    "Lào Cai",           "Lâm Đồng",  "Long An",        "Nam Định",   "Nghệ An",
    "Ninh Bình",   "Ninh Thuận",        "Phú Thọ",   "Phú Yên",        "Quảng Bình", "Quảng Nam",
    "Quảng Ngãi",  "Quảng Ninh",        "Quảng Trị", "Sóc Trăng",      "Sơn La",     "Tây Ninh",
    "Thái Bình",   "Thái Nguyên",       "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long",         "Vĩnh Phúc", "Yên Bái",
};

/* `name` without the punctuation between its words, as phrases are written. */
static const char *
plain_name(const char *name, char plain[NAME_BYTES_MAX])
{
    gsize len = 0;
    for (const char *q = name; *q != '\0' && len < NAME_BYTES_MAX - 1; q++)
        if (*q != ',' && *q != '-' && (*q != ' ' || (len > 0 && plain[len - 1] != ' ')))
            plain[len++] = *q;
    plain[len] = '\0';
    return plain;
}

gboolean
tc_is_province(const char *p, const char *end)
{
    char plain[NAME_BYTES_MAX];
    char first = tc_first_letter(p, end);
    for (gsize i = 0; i < G_N_ELEMENTS(provinces); i++)
        if (tc_first_letter(provinces[i], provinces[i] + strlen(provinces[i])) == first &&
            tc_phrase_at(p, end, plain_name(provinces[i], plain)) == end)
            return TRUE;
    return FALSE;
}

gboolean
tc_has_marks(const char *p, const char *end)
{
    for (TcLetter letter; p < end;) {
        gsize len = tc_letter_read(p, end, &letter);
        if (len > 0 && (letter.quality != 0 || letter.tone != TC_TONE_NONE))
            return TRUE;
        p = len > 0 ? p + len : g_utf8_next_char(p);
    }
    return FALSE;
}

static guint
phrase_words(const char *phrase)
{
    guint count = 1;
    for (; *phrase != '\0'; phrase++)
        count += *phrase == ' ';
    return count;
}

/* Nothing else has the letters of these. */
static gboolean
is_committee_name(const char *phrase)
{
    static const char *const committees[] = {"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy",
                                             "thành phố"};
    for (gsize i = 0; i < G_N_ELEMENTS(committees); i++)
        if (strcmp(phrase, committees[i]) == 0)
            return TRUE;
    return FALSE;
}

/* The names in the order of the table, chained by their first letter, and the phrases that they are
 * found by: a word of a letterhead begins as few of them do. */
typedef struct {
    gint16 first[26]; /* by letter; -1 ends a chain */
    gint16 next[G_N_ELEMENTS(names)];
    const char *phrases[G_N_ELEMENTS(names)];
} Index;

static const Index *
names_by_letter(void)
{
    static Index index;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        for (gsize i = 0; i < G_N_ELEMENTS(index.first); i++)
            index.first[i] = -1;
        for (gsize i = G_N_ELEMENTS(names); i-- > 0;) {
            char plain[NAME_BYTES_MAX];
            const char *phrase = names[i].phrase != NULL
                                     ? names[i].phrase
                                     : g_intern_string(plain_name(names[i].name, plain));
            char letter = tc_first_letter(phrase, phrase + strlen(phrase));
            g_assert(g_ascii_islower(letter));
            index.phrases[i] = phrase;
            index.next[i] = index.first[letter - 'a'];
            index.first[letter - 'a'] = (gint16)i;
        }
        g_once_init_leave(&ready, 1);
    }
    return &index;
}

const char *
tc_known_name_at(const char *p, const char *end, gboolean is_marked, gboolean is_province,
                 const char **name)
{
    const char *longest = NULL;
    char plain[NAME_BYTES_MAX];
    char first = tc_first_letter(p, end);
    for (gsize i = 0; is_province && i < G_N_ELEMENTS(provinces); i++) {
        /* No two of them differ in marks alone: "TỈNH BÉN TRE", as scans are read. */
        const char *found = tc_phrase_at_bare(p, end, plain_name(provinces[i], plain));
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = provinces[i];
        }
    }
    const Index *index = names_by_letter();
    gint16 i = g_ascii_islower(first) ? index->first[first - 'a'] : -1;
    for (; i >= 0; i = index->next[i]) {
        const char *phrase = index->phrases[i];
        /* What is not there with any marks is not there. */
        const char *bare = tc_phrase_at_bare(p, end, phrase);
        const char *found = bare != NULL ? tc_phrase_at(p, end, phrase) : NULL;
        if (bare == NULL)
            continue;
        /* Among words with marks "CƠ QUAN" is not "cơ quận". */
        if (found != NULL && is_marked && !tc_has_marks(p, found) &&
            tc_has_marks(phrase, phrase + strlen(phrase)))
            continue;
        /* "THÔNG TIN VÀ TRUYỂN THÔNG": a slip of one mark in a long name */
        if (found == NULL && is_marked &&
            (phrase_words(phrase) >= SURE_WORDS || is_committee_name(phrase)))
            found = bare;
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = names[i].name;
        }
    }
    return longest;
}

/* What is known of the names of bodies: the words that they are made of. */
#include "document/header/parts.h"

#include <string.h>

#include "text/key/letter.h"
#include "text/key/syllable.h"

enum {
    NAME_BYTES_MAX = 96,
    SURE_WORDS = 3, /* a name of this many words is known whatever its marks */
};

/* What bodies are called, as written in running text: also what expands abbreviations. The longest
 * that fits is taken. Words of none of these keep to the rule of names: each begins with a capital.
 */
static const struct {
    const char *name;
    const char *phrase; /* where that differs */
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
    {"cấp nước", NULL},
    {"chăm sóc sức khỏe", NULL},
    {"đa khoa", NULL},
    {"Bệnh viện Đa khoa", NULL},
    {"trung học phổ thông", NULL},
    {"trung học cơ sở", NULL},
    {"tiểu học", NULL},
    {"mầm non", NULL},
    {"cao đẳng", NULL},
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
    {"Sở Y tế", NULL}, /* of three words: also as scans are read */
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
    {"và", NULL},
    {"các", NULL},
    {"với", NULL},
    /* Words that names are made of, where none of the above fits. */
    {"Đại học", NULL},
    {"Đại học Quốc gia", NULL},
    {"Bưu chính Viễn thông", NULL},
    {"Bưu điện", NULL},
    {"Công nghệ", NULL},
    {"Sự kiện", NULL},
    {"Tin học", NULL},
    {"Thông tin", NULL},
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
    {"Hồ Chí Minh", NULL},
    {"TP.HCM", "tphcm"},
};

/* Provinces, also those of before 2025: below "tỉnh" they get marks that the text lacks. Only
 * there: districts have names that differ in marks alone ("Quang Bình"). */
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

/* `name` without the punctuation between its words, as phrases are. */
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

/* Of these nothing else has the letters. */
static gboolean
is_committee_name(const char *phrase)
{
    static const char *const committees[] = {"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy"};
    for (gsize i = 0; i < G_N_ELEMENTS(committees); i++)
        if (strcmp(phrase, committees[i]) == 0)
            return TRUE;
    return FALSE;
}

const char *
tc_known_name_at(const char *p, const char *end, gboolean marked, gboolean province,
                 const char **name)
{
    const char *longest = NULL;
    char plain[NAME_BYTES_MAX];
    char first = tc_first_letter(p, end);
    for (gsize i = 0; province && i < G_N_ELEMENTS(provinces); i++) {
        /* No two of them differ in marks alone: "TỈNH BÉN TRE", as scans are read. */
        const char *found = tc_phrase_at_bare(p, end, plain_name(provinces[i], plain));
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = provinces[i];
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *phrase = names[i].phrase;
        const char *begin = phrase != NULL ? phrase : names[i].name;
        if (tc_first_letter(begin, begin + strlen(begin)) != first)
            continue;
        if (phrase == NULL)
            phrase = plain_name(names[i].name, plain);
        const char *found = tc_phrase_at(p, end, phrase);
        /* Among words with marks "CƠ QUAN" is not "cơ quận". */
        if (found != NULL && marked && !tc_has_marks(p, found) &&
            tc_has_marks(phrase, phrase + strlen(phrase)))
            continue;
        /* "THÔNG TIN VÀ TRUYỂN THÔNG": a slip of one mark in a long name */
        if (found == NULL && marked &&
            (phrase_words(phrase) >= SURE_WORDS || is_committee_name(phrase)))
            found = tc_phrase_at_bare(p, end, phrase);
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = names[i].name;
        }
    }
    return longest;
}

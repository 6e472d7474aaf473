/* Words of titles that recognition reads with other marks: "bỗ nhiệm", "giây phép". */
#include "document/header/head.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

/* Two words that titles often have side by side. */
static const char *const pairs[] = {
    "an ninh",      "an toàn",      "ảnh hưởng",     "áp dụng",       "bãi bỏ",      "bãi nhiệm",
    "ban chỉ",      "ban hành",     "bằng khen",     "báo cáo",       "báo chí",     "bảo đảm",
    "bảo hiểm",     "bảo hộ",       "bạo lực",       "bảo tàng",      "bảo trì",     "bảo trợ",
    "bảo vệ",       "bầu cử",       "bế giảng",      "bệnh viện",     "biên bản",    "biên chế",
    "biến đổi",     "biên giới",    "biện pháp",     "biên phòng",    "bình đẳng",   "bổ nhiệm",
    "bộ phận",      "bổ sung",      "bố trí",        "bộ trưởng",     "bồi dưỡng",   "bồi thường",
    "buổi làm",     "bưu chính",    "cá nhân",       "cả nước",       "các cấp",     "cải cách",
    "cải tạo",      "cam kết",      "cán bộ",        "cận nghèo",     "cần thiết",   "cảng biển",
    "cảnh sát",     "cạnh tranh",   "cao đẳng",      "cao tuổi",      "cấp giấy",    "cấp huyện",
    "cấp lại",      "cấp nước",     "cấp tỉnh",      "cấp xã",        "cây trồng",   "cây xanh",
    "cha mẹ",       "chăm sóc",     "chấm thi",      "chăn nuôi",     "chào mừng",   "chấp hành",
    "chấp thuận",   "chất lượng",   "chất thải",     "chất vấn",      "chế độ",      "chi bộ",
    "chỉ đạo",      "chi nhánh",    "chi phí",       "chỉ thị",       "chi tiết",    "chỉ tiêu",
    "chia buồn",    "chiến binh",   "chiến dịch",    "chiến lược",    "chiếu sáng",  "chính phủ",
    "chính quyền",  "chính sách",   "chỉnh trang",   "chính trị",     "cho thuê",    "chống dịch",
    "chủ đề",       "chủ tịch",     "chủ trì",       "chủ trương",    "chữa bệnh",   "chữa cháy",
    "chuẩn bị",     "chức danh",    "chúc mừng",     "chức năng",     "chức vụ",     "chứng chỉ",
    "chứng khoán",  "chứng nhận",   "chứng thực",    "chương trình",  "chuyên đề",   "chuyển đổi",
    "chuyển giao",  "chuyên môn",   "chuyển nhượng", "chuyển trường", "cơ cấu",      "cổ phần",
    "cơ quan",      "cơ sở",        "coi thi",       "công an",       "công bố",     "công chức",
    "công dân",     "công điện",    "công đoàn",     "cộng đồng",     "công khai",   "công nghệ",
    "công nghiệp",  "công nhận",    "công tác",      "công trình",    "công ty",     "công việc",
    "cụ thể",       "cử tri",       "cư trú",        "cụm công",      "cung cấp",    "cuộc họp",
    "cựu chiến",    "cứu nạn",      "đặc biệt",      "đại biểu",      "đại diện",    "đại học",
    "đại hội",      "đại lý",       "đảm bảo",       "dân phố",       "dân số",      "dân tộc",
    "đảng bộ",      "đăng ký",      "đảng ủy",       "đảng viên",     "đánh giá",    "danh hiệu",
    "danh mục",     "danh sách",    "đạo đức",       "đào tạo",       "đáp ứng",     "đất đai",
    "đấu giá",      "đấu thầu",     "đấu tranh",     "đầu tư",        "đẩy mạnh",    "đẩy nhanh",
    "đề án",        "đề cương",     "đê điều",       "đề nghị",       "đề tài",      "đề xuất",
    "di sản",       "di tích",      "địa bàn",       "địa chỉ",       "địa điểm",    "địa giới",
    "địa phương",   "dịch bệnh",    "dịch tả",       "dịch vụ",       "điển hình",   "điện lực",
    "diện tích",    "điện tử",      "điều chỉnh",    "điều động",     "điều hành",   "điều kiện",
    "điều lệ",      "điều tra",     "định cư",       "định mức",      "dịp tết",     "đô thị",
    "đoàn thể",     "doanh nghiệp", "độc lập",       "đổi mới",       "đối thoại",   "đối tượng",
    "đối với",      "đơn giá",      "đơn vị",        "đồng bộ",       "dự án",       "dự kiến",
    "du lịch",      "dữ liệu",      "dự thảo",       "dự toán",       "dược phẩm",   "đường bộ",
    "đường sắt",    "duy trì",      "gia cầm",       "gia đình",      "gia hạn",     "gia súc",
    "giá trị",      "giai đoạn",    "giải ngân",     "giải pháp",     "giải phóng",  "giải quyết",
    "giải thể",     "giải thích",   "giám định",     "giám đốc",      "giám hộ",     "giảm nghèo",
    "giám sát",     "giao đất",     "giao dịch",     "giáo dục",      "giao thông",  "giáo viên",
    "giấy chứng",   "giấy khen",    "giấy mời",      "giấy phép",     "giấy tờ",     "giấy xác",
    "giới thiệu",   "giới tính",    "giữ gìn",       "giúp việc",     "gói thầu",    "góp vốn",
    "góp ý",        "hạ tầng",      "hạn chế",       "hạn hán",       "hàng hải",    "hàng hóa",
    "hàng không",   "hành chính",   "hành khách",    "hành vi",       "hệ thống",    "hết hiệu",
    "hiệu lực",     "hiệu quả",     "hình sự",       "hộ nghèo",      "hồ sơ",       "hộ tịch",
    "hỗ trợ",       "hóa đơn",      "hòa giải",      "hoàn thành",    "hoạt động",   "học bổng",
    "học phí",      "học sinh",     "học tập",       "học viện",      "hội đồng",    "hội nghị",
    "hội thảo",     "hôn nhân",     "hợp đồng",      "hợp tác",       "huân chương", "hướng dẫn",
    "hướng nghiệp", "hưởng ứng",    "hữu hạn",       "huy động",      "huyện ủy",    "kế hoạch",
    "kê khai",      "kế toán",      "kéo dài",       "kết cấu",       "kết hợp",     "kết luận",
    "kết quả",      "khả năng",     "khắc phục",     "khách hàng",    "khai giảng",  "khai thác",
    "khám bệnh",    "khám sức",     "khám tuyển",    "khẩn cấp",      "khen thưởng", "khí hậu",
    "khiếu nại",    "khó khăn",     "khoa học",      "khóa luận",     "khoáng sản",  "khởi công",
    "khối lượng",   "khu công",     "khu phố",       "khu vực",       "khung giá",   "khuyến khích",
    "khuyết tật",   "kiểm định",    "kiểm kê",       "kiểm soát",     "kiểm toán",   "kiểm tra",
    "kiến nghị",    "kiện toàn",    "kinh doanh",    "kinh phí",      "kinh tế",     "kịp thời",
    "kỳ họp",       "kỷ luật",      "kỷ niệm",       "kỳ thi",        "kỹ thuật",    "lâm nghiệp",
    "làm việc",     "lần thứ",      "lãng phí",      "lãnh đạo",      "lao động",    "lễ hội",
    "lệ phí",       "lịch sử",      "lịch thi",      "liên hiệp",     "liên quan",   "liên thông",
    "liệt sĩ",      "lĩnh vực",     "lũ lụt",        "lựa chọn",      "luận án",     "luân chuyển",
    "luận văn",     "luật sư",      "lực lượng",     "lưu trữ",       "lý lịch",     "mã số",
    "ma túy",       "mai táng",     "mầm non",       "mạng lưới",     "mặt bằng",    "mặt trận",
    "miễn nhiệm",   "miền núi",     "mô hình",       "mời thầu",      "môi trường",  "môn học",
    "một cửa",      "một số",       "mù chữ",        "mua bán",       "mua sắm",     "mục đích",
    "mỹ phẩm",      "năm học",      "nâng cao",      "năng lực",      "nâng ngạch",  "ngạch thanh",
    "ngân hàng",    "ngân sách",    "nghề nghiệp",   "nghị định",     "nghỉ học",    "nghỉ hưu",
    "nghỉ phép",    "nghị quyết",   "nghĩa trang",   "nghĩa vụ",      "nghiệm thu",  "nghiên cứu",
    "nghiệp vụ",    "người cao",    "người lao",     "nguồn vốn",     "nguy hiểm",   "nguyên đán",
    "nguyên liệu",  "nguyên tắc",   "nhà máy",       "nhà nước",      "nhà ở",       "nhà thầu",
    "nhà trường",   "nhà văn",      "nhân dân",      "nhân sự",       "nhập khẩu",   "nhiệm kỳ",
    "nhiệm vụ",     "nhiệt liệt",   "nhu cầu",       "nội địa",       "nội dung",    "nông dân",
    "nông nghiệp",  "nông thôn",    "nước ngoài",    "nước thải",     "nuôi trồng",  "phá sản",
    "phạm vi",      "phân cấp",     "phân công",     "pháp luật",     "phát động",   "phát hiện",
    "phát huy",     "phát thanh",   "phát triển",    "phê chuẩn",     "phê duyệt",   "phổ biến",
    "phổ thông",    "phối hợp",     "phòng bệnh",    "phong cách",    "phòng cháy",  "phòng chống",
    "phóng mặt",    "phòng ngừa",   "phong trào",    "phụ cấp",       "phù hợp",     "phụ huynh",
    "phụ nữ",       "phục hồi",     "phục vụ",       "phương án",     "phương pháp", "phương tiện",
    "quá trình",    "quan hệ",      "quản lý",       "quân nhân",     "quân sự",     "quản trị",
    "quốc gia",     "quốc hội",     "quốc phòng",    "quốc tế",       "quy chế",     "quy chuẩn",
    "quy định",     "quy hoạch",    "quy mô",        "quy trình",     "quyên góp",   "quyền hạn",
    "quyền lợi",    "quyền sử",     "quyết định",    "quyết toán",    "rác thải",    "rủi ro",
    "rừng phòng",   "sân bay",      "sản phẩm",      "sản xuất",      "sáng kiến",   "sáp nhập",
    "sạt lở",       "sinh hoạt",    "sinh học",      "sinh viên",     "sở hữu",      "số liệu",
    "số lượng",     "soạn thảo",    "sốt xuất",      "sự cố",         "sử dụng",     "sự nghiệp",
    "sửa chữa",     "sửa đổi",      "sức khỏe",      "tác giả",       "tài chính",   "tái định",
    "tài liệu",     "tai nạn",      "tài nguyên",    "tài sản",       "tấm gương",   "tạm thời",
    "tăng cường",   "tặng giấy",    "tập huấn",      "tập thể",       "tàu biển",    "tệ nạn",
    "thẩm định",    "tham dự",      "thăm hỏi",      "tham nhũng",    "thẩm quyền",  "thẩm tra",
    "thành lập",    "thanh lý",     "thanh niên",    "thành phần",    "thành phố",   "thành tích",
    "thanh toán",   "thanh tra",    "thành viên",    "thất nghiệp",   "thay đổi",    "thay thế",
    "thể dục",      "thể thao",     "thi đua",       "thi hành",      "thí sinh",    "thị trấn",
    "thi tuyển",    "thị xã",       "thiên tai",     "thiết bị",      "thiết kế",    "thiểu số",
    "thời điểm",    "thời gian",    "thời hạn",      "thôi việc",     "thông báo",   "thống kê",
    "thống nhất",   "thông qua",    "thông tin",     "thu gom",       "thu hồi",     "thu nhập",
    "thủ tục",      "thư viện",     "thực hiện",     "thực phẩm",     "thực tập",    "thuê đất",
    "thuốc lá",     "thương binh",  "thương mại",    "thương tích",   "thường trực", "thường vụ",
    "thường xuyên", "thủy lợi",     "thủy sản",      "tiêm chủng",    "tiêm phòng",  "tiến độ",
    "tiền lương",   "tiên tiến",    "tiếp nhận",     "tiếp tục",      "tiết kiệm",   "tiêu chí",
    "tiêu chuẩn",   "tiêu cực",     "tiểu học",      "tín dụng",      "tình hình",   "tỉnh ủy",
    "tố cáo",       "tổ chức",      "tổ dân",        "tổ quốc",       "tố tụng",     "toàn bộ",
    "toàn quốc",    "toàn tỉnh",    "tội phạm",      "tôn giáo",      "tổng hợp",    "tổng kết",
    "tổng thể",     "tốt nghiệp",   "trách nhiệm",   "trải nghiệm",   "trái phép",   "trạm y",
    "trang thiết",  "trật tự",      "trẻ em",        "trí tuệ",       "triển khai",  "trình tự",
    "trợ cấp",      "trợ giúp",     "trọng điểm",    "trồng rừng",    "trụ sở",      "trực thuộc",
    "trực tiếp",    "trực tuyến",   "trung cấp",     "trung học",     "trung tâm",   "trúng thầu",
    "trung ương",   "trường đại",   "trường học",    "trưởng phòng",  "truyền hình", "tự nhiên",
    "tư pháp",      "tuân thủ",     "tuyên bố",      "tuyển dụng",    "tuyển sinh",  "tuyên truyền",
    "tỷ lệ",        "ứng cử",       "ứng dụng",      "ủng hộ",        "ứng phó",     "ưu tiên",
    "ủy ban",       "ủy quyền",     "ủy viên",       "văn bản",       "vận chuyển",  "vấn đề",
    "vận động",     "vận hành",     "văn hóa",       "văn kiện",      "văn nghệ",    "văn phòng",
    "vận tải",      "vật liệu",     "vệ sinh",       "về việc",       "vi phạm",     "vị trí",
    "vỉa hè",       "việc làm",     "viên chức",     "viễn thông",    "việt nam",    "vướng mắc",
    "xã hội",       "xác định",     "xác nhận",      "xâm hại",       "xâm nhập",    "xăng dầu",
    "xây dựng",     "xếp lương",    "xét duyệt",     "xét tuyển",     "xử lý",       "xử phạt",
    "xuất bản",     "xuất huyết",   "xuất khẩu",     "xuất sắc",      "ý kiến",      "y tế",
    "yêu cầu",
};

/* Others that have the letters of one of these: they are read as they stand. */
static const char *const others[] = {
    "bản chỉ",    "cá nước",    "các cặp",    "cấp tính",   "cây trong",  "cậy trong",
    "chỉ bộ",     "chi tiêu",   "chủ trường", "chứng nhân", "chúng thực", "chuyển để",
    "chuyển đội", "có cầu",     "có câu",     "có phản",    "có phần",    "có quân",
    "có quận",    "có quan",    "có sở",      "cơ số",      "có số",      "công ăn",
    "cống dẫn",   "công diễn",  "cổng điện",  "cộng đoàn",  "công đoạn",  "công đồng",
    "công nhân",  "công tắc",   "cộng tác",   "cùng cấp",   "cũng cấp",   "đại hồi",
    "danh giá",   "đầu từ",     "để ăn",      "để điều",    "để nghỉ",    "để tái",
    "để xuất",    "địa chí",    "điển tích",  "điện tích",  "điện từ",    "diễu hành",
    "đồ thị",     "đội mới",    "đời mới",    "đông bộ",    "dữ kiện",    "dự liệu",
    "đường bờ",   "gia định",   "giả định",   "giá định",   "giấy mới",   "hạng hai",
    "hăng hái",   "hàng hoa",   "hình sử",    "hóa giải",   "hoá giải",   "học viên",
    "khá nặng",   "khoảng sân", "khỏi công",  "ký hợp",     "kỳ thị",     "lịch sự",
    "liên quân",  "lưu trú",    "miễn nhiễm", "mọi trường", "mỗi trường", "một của",
    "mua bản",    "nam học",    "người lào",  "nguyên tác", "nhận sự",    "nơi dùng",
    "nuôi trong", "phần công",  "phản công",  "phát thành", "phố biển",   "quán sứ",
    "quân sư",    "quyền góp",  "số lương",   "tác gia",    "tại chính",  "tại đỉnh",
    "tại đình",   "tại liệu",   "tại sân",    "tái sản",    "thành niên", "thiên tài",
    "thuốc là",   "thương vụ",  "thủy lôi",   "tiền đó",    "tiên lượng", "trong điểm",
    "trong rừng", "từ pháp",    "tuần thứ",   "uy quyền",   "vạn hạnh",   "văn phong",
    "về sinh",    "xuất bán",
};

/* The pairs by their bare letters. */
static GHashTable *
pairs_by_letters(void)
{
    static GHashTable *table;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
            g_autoptr(GString) key = g_string_new(NULL);
            const char *end = pairs[i] + strlen(pairs[i]);
            TcLetters word;
            for (const char *p = pairs[i]; p < end; p += *p == ' ') {
                p += tc_letters_read(p, end, &word);
                tc_letters_append_bare(&word, key);
                g_string_append_c(key, ' ');
            }
            g_hash_table_insert(table, g_strdup(key->str), (gpointer)pairs[i]);
        }
        g_once_init_leave(&ready, 1);
    }
    return table;
}

const char *const *
tc_head_title_pairs(gsize *count, const char *const **not_pairs, gsize *not_count)
{
    *count = G_N_ELEMENTS(pairs);
    *not_pairs = others;
    *not_count = G_N_ELEMENTS(others);
    return pairs;
}

typedef struct {
    const char *start;
    const char *end;
    TcLetters letters;
} Word;

/* The next word of a title at or after `p`; FALSE without one. */
static gboolean
next_word(const char *p, const char *end, Word *word)
{
    for (; p < end; p = g_utf8_next_char(p)) {
        const gsize len = tc_letters_read(p, end, &word->letters);
        if (len > 0) {
            word->start = p;
            word->end = p + len;
            return TRUE;
        }
    }
    return FALSE;
}

/* Whether all of [p, end) is one of the other pairs. */
static gboolean
is_another(const char *p, const char *end)
{
    return tc_has_marks(p, end) && tc_phrase_any(p, end, others, G_N_ELEMENTS(others), NULL) == end;
}

/* How the pair of two words that stand side by side is marked; NULL when it is none of the table.
 * "nghiên.cứu": a speck between them. */
static const char *
pair_of(const Word *first, const Word *second)
{
    g_autoptr(GString) key = g_string_new(NULL);
    const gsize gap = (gsize)(second->start - first->end);
    if (gap != 1 || strchr(" .", *first->end) == NULL)
        return NULL;
    tc_letters_append_bare(&first->letters, key);
    g_string_append_c(key, ' ');
    tc_letters_append_bare(&second->letters, key);
    g_string_append_c(key, ' ');
    const char *pair = g_hash_table_lookup(pairs_by_letters(), key->str);
    return pair != NULL && is_another(first->start, second->end) ? NULL : pair;
}

/* "l6" of "bão số l6": one before a digit. */
static gboolean
is_misread_one(const Word *word)
{
    const char *p = word->start + 1;
    while (p < word->end && g_ascii_isdigit(*p))
        p++;
    return (*word->start == 'l' || *word->start == 'I') && p == word->end && p > word->start + 1;
}

/* Appends the word as the title has it, unless `marked`, `len` bytes, has other marks for it; NULL
 * for a word of no pair. The place of a tone does not matter. */
static void
append_word(GString *out, const Word *word, const char *marked, gsize len)
{
    if (marked == NULL && is_misread_one(word)) {
        g_string_append_c(out, '1');
        g_string_append_len(out, word->start + 1, word->end - word->start - 1);
        return;
    }
    g_autofree char *meant = marked != NULL ? g_strndup(marked, len) : NULL;
    if (meant == NULL || (word->letters.marked && tc_letters_are(&word->letters, meant)))
        g_string_append_len(out, word->start, word->end - word->start);
    else
        tc_word_append_like(out, marked, len, word->start, word->end);
}

char *
tc_head_mend_spelling(char *title)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *end = title + strlen(title);
    const char *from = title;
    const char *before = NULL; /* how the pair that ends with the word has it */
    Word word;
    Word next;
    gboolean has_word = next_word(title, end, &word);
    while (has_word) {
        has_word = next_word(word.end, end, &next);
        const char *pair = has_word ? pair_of(&word, &next) : NULL;
        const char *marked = before != NULL ? before : pair;
        g_string_append_len(out, from, word.start - from);
        append_word(out, &word, marked, marked != NULL ? strcspn(marked, " ") : 0);
        from = word.end;
        if (pair != NULL && *from == '.') {
            g_string_append_c(out, ' ');
            from++;
        }
        before = pair != NULL ? strchr(pair, ' ') + 1 : NULL;
        word = next;
    }
    g_string_append_len(out, from, end - from);
    g_free(title);
    return g_strdup(out->str);
}

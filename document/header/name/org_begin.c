/* What the names of issuing bodies begin with. */
#include "document/header/name/name.h"

#include <string.h>

/* What the name of a body begins with. */
static const char *const heads[] = {
    "ủy ban",
    "ubnd",
    "ubkt",
    "ubmttq",
    "ub",
    "hội đồng",
    "hđnd",
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "quận ủy",
    "thị ủy",
    "đảng ủy",
    "đảng bộ",
    "đảng đoàn",
    "chi bộ",
    "chi ủy",
    "ban",
    "tiểu ban",
    "bch",
    "btv",
    "bcđ",
    "văn phòng",
    "phòng",
    "sở",
    "bộ",
    "cục",
    "tổng cục",
    "chi cục",
    "vụ",
    "viện",
    "trung tâm",
    "trường",
    "trạm",
    "hạt kiểm lâm",
    "xí nghiệp",
    "chi nhánh",
    "bệnh viện",
    "thanh tra",
    "kiểm toán",
    "kho bạc",
    "công an",
    "tòa án",
    "quốc hội",
    "chính phủ",
    "thủ tướng",
    "chủ tịch",
    "ngân hàng",
    "bảo hiểm",
    "liên đoàn",
    "tổng liên đoàn",
    "hội nông dân",
    "hội cựu",
    "hội liên hiệp",
    "hội lhpn",
    "hội chữ thập",
    "hội khuyến học",
    "hội người cao tuổi",
    "hội luật gia",
    "hội nhà báo",
    "hội văn học",
    "đoàn",
    "tỉnh đoàn",
    "thành đoàn",
    "mặt trận",
    "thường trực",
    "tổng công ty",
    "công ty",
    "tập đoàn",
    "học viện",
    "đài",
    "đại học",
    "quân khu",
    "liên hiệp",
    "tổ",
    "mttq",
    "huyện đoàn",
    "quận đoàn",
    "thị đoàn",
    "xã đoàn",
    "phường đoàn",
    "liên chi đoàn",
    "chi đoàn",
    "liên đội",
    "chi hội",
    "hội sinh viên",
    "hội phụ nữ",
    "hội đông y",
    "hội doanh",
    "hội cha mẹ",
    "hội thầy thuốc",
    "công đoàn",
    "câu lạc bộ",
    "hiệp hội",
    "hợp tác xã",
    "htx",
    "nhà máy",
    "nhà xuất bản",
    "nhà văn hóa",
    "doanh nghiệp tư nhân",
    "trại giam",
    "đồn biên phòng",
    "phủ thủ tướng",
    "phủ chủ tịch",
    "liên minh",
    "quỹ",
    "khối",
    "khoa",
    "ty",
    "tạp chí",
    "báo",
    "trung ương đoàn",
    "trung ương hội",
    "thuế tỉnh",
    "thuế thành phố",
    "thuế cơ sở",
    "hải quan",
    "điện lực",
    "sư đoàn",
    "trung đoàn",
    "lữ đoàn",
    "quân đoàn",
    "quân chủng",
    "tổng hội",
};

/* "PHÒNG, CHỐNG DỊCH COVID-19" continues the name of a committee; others are no bodies. "QUY" and
 * "BAO" are there for "QUY ĐỊNH" and "BAO GỒM": without marks they stand for "QUỸ" and "BÁO" as
 * well. */
static const char *const others[] = {
    "phòng chống",
    "phòng cháy",
    "văn phòng phẩm",
    "sở thích",
    "sở hữu",
    "sở dĩ",
    "ban hành",
    "vụ việc",
    "vụ án",
    "tổ chức",
    "tổ quốc",
    "đoàn kết",
    "viện dẫn",
    "khoa học",
    "khoa giáo",
    "báo cáo",
    "báo giá",
    "quỹ đất",
    "khối lượng",
    "báo động",
    "báo hiệu",
    "quy",
    "bao",
    "phòng ngừa",
    "phòng tránh",
    "trường hợp",
    "viện phí",
    "đoàn viên",
    "bộ pháp điển",
    "bộ luật",
    "bộ tiêu chí",
    "bộ chỉ số",
    "bộ quy tắc",
    "bộ câu hỏi",
    "bộ đề",
    "chủ tịch hội đồng quản trị",
    "chủ tịch hội đồng thành viên",
    "học viên",
    "thủ tướng chỉ đạo",
    "thủ tướng yêu cầu",
    "thủ tướng giao",
    "chính phủ yêu cầu",
};

const char *
tc_department_in_short(const char *p, const char *end)
{
    const char *name;
    if (end - p < 4 || p[0] != 'P' || p[1] != '.')
        return NULL;
    const char *rest = tc_skip_between(p + 2, end);
    return tc_known_name_at(rest, end, TRUE, FALSE, &name) != NULL ? rest : NULL;
}

gboolean
tc_org_begins(const char *p, const char *end)
{
    if (tc_department_in_short(p, end) != NULL)
        return TRUE;
    if (tc_phrase_any(p, end, others, G_N_ELEMENTS(others), NULL) != NULL)
        return FALSE;
    if (tc_phrase_any(p, end, heads, G_N_ELEMENTS(heads), NULL) != NULL)
        return TRUE;
    /* "TĨNH ỦY", "HỌI ĐÒNG", "SƠ Y TE", as scans are read: in capitals, and two words at least. */
    static const char *const departments[] = {
        "sở y tế",     "sở nội vụ",   "sở tư pháp",    "sở tài chính",   "sở công thương",
        "sở giáo dục", "sở xây dựng", "sở giao thông", "sở nông nghiệp", "sở văn hóa",
        "sở lao động", "sở khoa học", "sở thông tin",  "sở kế hoạch",    "sở tài nguyên",
        "sở du lịch",  "sở ngoại vụ",
    };
    const gboolean are_capitals = tc_is_capitals(p, end);
    for (gsize i = 0; are_capitals && i < G_N_ELEMENTS(heads); i++)
        if (strchr(heads[i], ' ') != NULL && tc_phrase_at_bare(p, end, heads[i]) != NULL)
            return TRUE;
    for (gsize i = 0; are_capitals && i < G_N_ELEMENTS(departments); i++)
        if (tc_phrase_at_bare(p, end, departments[i]) != NULL)
            return TRUE;
    return FALSE;
}

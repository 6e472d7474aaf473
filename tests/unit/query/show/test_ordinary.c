#include "query/show/ordinary.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *title, *text, *org, *expect;
} rows[] = {
    {"BÁO CÁO KẾT QUẢ CÔNG TÁC NĂM 2020", NULL, NULL, "Báo cáo kết quả công tác năm 2020"},
    {"Báo cáo của UBND TP", NULL, NULL, "Báo cáo của UBND TP"},
    {"KẾ HOẠCH CỦA UBND TỈNH NGHỆ AN VỀ KT-XH, GD&ĐT, THPT VÀ COVID-19", NULL, NULL,
     "Kế hoạch của UBND tỉnh Nghệ An về KT-XH, GD&ĐT, THPT và COVID-19"},
    {"NGHỊ QUYẾT SỐ 15/2020/NQ-HĐND VỀ KINH TẾ-XÃ HỘI", NULL, NULL,
     "Nghị quyết số 15/2020/NQ-HĐND về kinh tế-xã hội"},
    {"ĐẠI HỘI ĐẢNG BỘ LẦN THỨ XI, KHÓA VI", NULL, NULL, "Đại hội Đảng bộ lần thứ XI, khóa VI"},
    {"XỬ LÝ VI PHẠM VỀ XI MĂNG", NULL, NULL, "Xử lý vi phạm về xi măng"},
    {"QUYẾT ĐỊNH VỀ HỒ SUỐI MƠ", "Hồ chứa. Việc nạo vét hồ Suối Mơ do trạm làm.", NULL,
     "Quyết định về hồ Suối Mơ"},
    {"PHÁT BIỂU CỦA ÔNG LÊ VĂN ĐỘ", "Ông Lê Văn Độ nói. Ông Lê Văn Độ hỏi của ông Lê Văn Độ", NULL,
     "Phát biểu của ông Lê Văn Độ"},
    {"BÁO CÁO CỦA SỞ THỦY LỢI PHÚ HÒA", NULL, "Sở Thủy lợi Phú Hòa",
     "Báo cáo của Sở Thủy lợi Phú Hòa"},
    {"HỢP TÁC VỚI ASEAN, WTO, VỐN ODA VÀ BOT", NULL, NULL,
     "Hợp tác với ASEAN, WTO, vốn ODA và BOT"},
    {"CHẾ ĐỘ TÀI CHÍNH CỦA BỘ TÀI CHÍNH", NULL, NULL, "Chế độ tài chính của Bộ Tài chính"},
    {"ĐÊ ĐIỀU TỈNH HÀ TĨNH", NULL, NULL, "Đê điều tỉnh Hà Tĩnh"},
    {"SỬA ĐỔI, BỔ SUNG", NULL, NULL, "Sửa đổi, bổ sung"},
    {"BAO CAO KET QUA CONG TAC NAM", NULL, NULL, "Bao cao ket qua cong tac nam"},
    {"Nghị quyết về nông thôn", NULL, NULL, "Nghị quyết về nông thôn"},
    {"UBND, HĐND", NULL, NULL, "UBND, HĐND"},
    {"", NULL, NULL, ""},
};

EACH_ROW(ordinary, as_people_write_it, rows)
ROW_TEST(size_t *row, ordinary, as_people_write_it)
{
    const TcRecord record = {.org = rows[*row].org,
                             .text = rows[*row].text,
                             .text_len = rows[*row].text != NULL ? strlen(rows[*row].text) : 0};
    g_autofree char *got = tc_ordinary_title(rows[*row].title, &record);

    cr_assert_str_eq(got, rows[*row].expect, "%s", got);
}

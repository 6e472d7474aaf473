#include "document/header/formal.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define NBSP "\xc2\xa0"

/* Formal parts stand in brackets. */
static const char *const texts[] = {
    "",
    "Cải cách hành chính\n",
    "ỦY BAN NHÂN DÂN\n[Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;]\nQUYẾT ĐỊNH:\nĐiều 1. Căn "
    "cứ\n",
    "[Căn cứ Luật Đất đai;\nCăn cứ Nghị định số 43/2014/NĐ-CP;\n\nXét đề nghị của Sở Nội "
    "vụ,]\nQUYẾT NGHỊ\n",
    "[CĂN CỨ Luật Đất đai\nngày 29 tháng 11 năm 2013;\nTheo đề nghị của Sở,]\nSở báo cáo như sau\n",
    "[- Căn cứ Luật Đất đai\n- Căn cứ Luật Nhà ở]\n\nI. Kết quả\n",
    "[Can cu Luat Dat dai;]\nQUYET DINH\n",
    /* What no recital has begun with is no recital. */
    "Xét đề nghị của Sở Nội vụ về biên chế;\nTheo đề nghị của Sở,\nQUYẾT ĐỊNH\n",
    /* Behind what is resolved. */
    "Điều 1. Đất\nCăn cứ quy định này các xã tổ chức thực hiện;\n",
    "Chương I\nCăn cứ vào diện tích;\n",
    "Quyết định này có hiệu lực;\n[Căn cứ Luật;]\n",
    /* Recipients. */
    "Điều 2. Thi hành.\n[Nơi nhận:\n- HĐND, UBND các tỉnh;\n- Lưu: VT.]\tCHỦ TỊCH\n",
    NBSP "[Nơi nhận:\n" NBSP "- Như Điều 3;\n\n+ Ban Thường vụ;]\n\nTM. ỦY BAN\n- Đất đai\n",
    "[NOI NHAN:\n• Sở Tài chính]\nKT. CHỦ TỊCH\n",
    "[Nơi nhận: Như trên;]\nPhụ lục\n- Đất đai\n",
    "Những nơi nhận hồ sơ:\n- Phòng Một cửa\n",
    "[Nơi nhận:]\n",
    "[Căn cứ Luật Đất đai]",
};

EACH_ROW(formal, parts_are_told, texts)
ROW_TEST(size_t *row, formal, parts_are_told)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) told = g_string_new(NULL);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(TcFormalPart));
    for (const char *at = texts[*row]; *at != '\0'; at++)
        if (*at != '[' && *at != ']')
            g_string_append_c(text, *at);
    tc_formal_parts_find(text->str, text->len, 10, parts);
    for (gsize i = 0, part = 0; i <= text->len; i++) {
        if (part < parts->len && i == tc_formal_part_at(parts, part)->end) {
            g_string_append_c(told, ']');
            part++;
        }
        if (part < parts->len && i == tc_formal_part_at(parts, part)->start)
            g_string_append_c(told, '[');
        if (i < text->len)
            g_string_append_c(told, text->str[i]);
    }
    cr_assert(eq(str, told->str, (char *)texts[*row]));
}

/* A recital that goes on for ever is none, and the number of parts has a limit. */
Test(formal, parts_are_bounded)
{
    g_autoptr(GString) text = g_string_new("Căn cứ");
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(TcFormalPart));
    for (guint i = 0; i < 1000; i++)
        g_string_append(text, " luật\nnghị định");
    tc_formal_parts_find(text->str, text->len, 10, parts);
    cr_assert(eq(uint, parts->len, 1));
    cr_assert(le(sz, tc_formal_part_at(parts, 0)->end, 2000));
    g_array_set_size(parts, 0);
    g_string_truncate(text, 0);
    for (guint i = 0; i < 1000; i++)
        g_string_append(text, "Nơi nhận: xã\nvà\n");
    tc_formal_parts_find(text->str, text->len, 10, parts);
    cr_assert(eq(uint, parts->len, 10));
}

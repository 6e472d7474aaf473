/* Titles that only the look of their lines tells. Each line of a text begins with how it looks:
 * c in the middle, B bold, H in the style of a title, and its size. */
#include "document/header/header.h"
#include "document/layout.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define BODY                                                                                                                     \
    "--26|Các đơn vị trong xã rà soát, thống kê số liệu của ba năm gần đây và gửi về trước ngày " \
    "20 "                                                                                                                        \
    "tháng này.\n"

static const struct {
    const char *about, *lines;
    const char *property; /* the title that the properties of the file have */
    const char *want;
} rows[] = {
    {"the largest line", "cB26|Nhóm công tác số 7\n--40|Vườn ươm cây giống\n" BODY, NULL,
     "Vườn ươm cây giống"},
    {"the first that is bold in the middle",
     "--26|Tài liệu của tổ\ncB26|Cách ghi sổ trực đêm\ncB26|a) Sổ\n" BODY, NULL,
     "Cách ghi sổ trực đêm"},
    {"all lines that look alike",
     "c-26|Lê Văn Mẫu\ncB32|Vườn ươm cây giống\ncB32|Ở vùng cao\nc-28|Bản thảo lần hai của "
     "nhóm\n" BODY,
     NULL, "Vườn ươm cây giống Ở vùng cao"},
    {"a smaller second line goes on in small letters",
     "cB32|TỔNG HỢP Ý KIẾN\ncB28|của các hộ dân ở hai bên bờ kênh\n" BODY, NULL,
     "TỔNG HỢP Ý KIẾN của các hộ dân ở hai bên bờ kênh"},
    {"a body that an unfinished title goes on with",
     "cB26|XÂY DỰNG PHẦN MỀM GHI SỔ TẠI\ncB26|TRƯỜNG TIỂU HỌC SÔNG NƯỚC\n" BODY, NULL,
     "XÂY DỰNG PHẦN MỀM GHI SỔ TẠI TRƯỜNG TIỂU HỌC SÔNG NƯỚC"},
    {"what the writer calls a title", "cB20|Tổ dân phố 3\nHB28|Lịch trực của tổ\n" BODY, NULL,
     "Lịch trực của tổ"},
    {"not the first part below it, which is called a heading",
     "cB32|Cách ghi sổ trực đêm\nHB28|Giới thiệu chung\n" BODY, NULL, "Cách ghi sổ trực đêm"},
    {"not who wrote it, nor the school",
     "cB40|TRƯỜNG TIỂU HỌC SÔNG NƯỚC\ncB40|Lê Văn Mẫu – Trần Thị Thử\ncB32|Vườn ươm cây "
     "giống\n" BODY,
     NULL, "Vườn ươm cây giống"},
    {"not words that look like a name", "cB32|VĂN BẢN ĐỀ NGHỊ\n--26|Họ và tên: ........\n" BODY,
     NULL, "VĂN BẢN ĐỀ NGHỊ"},
    {"not one of a file that another was made from", "cB32|Cách ghi sổ trực đêm\n" BODY,
     "Bảng chấm công tháng 5", "Cách ghi sổ trực đêm"},
    {"not a heading within the text", BODY BODY "cB32|Phần thảo luận của tổ\n" BODY, "Cách ghi sổ",
     "Cách ghi sổ"},
    {"not a line of English beside Vietnamese",
     "cB26|OPEN SCHOOL OF SONG NUOC CITY\ncB28|Cách ghi sổ trực đêm\n" BODY, NULL,
     "Cách ghi sổ trực đêm"},
    {"nothing: a note", "--22|- Var\n--22|- Let\n" BODY, "- Var", NULL},
    {"nothing: a text that begins with a sentence", BODY BODY,
     "Các đơn vị trong xã rà soát, thống kê số liệu của ba năm gần đây và gửi về trước ngày 20 "
     "tháng này.",
     NULL},
    {"the rest of a line that was full",
     "cB26|Cách ghi sổ trực đêm của các tổ dân phố trong mùa\n-B26|Mưa lũ ở vùng trũng\n" BODY,
     NULL, "Cách ghi sổ trực đêm của các tổ dân phố trong mùa Mưa lũ ở vùng trũng"},
    {"not who has the rights to it",
     "cB26|Cách ghi sổ trực đêm\ncB26|© 2024 Tổ dân phố số 7\n" BODY, NULL, "Cách ghi sổ trực đêm"},
    {"not a question of an exercise", "cB26|Câu hỏi 1\ncB26|Cách ghi sổ trực đêm\n" BODY, NULL,
     "Cách ghi sổ trực đêm"},
    {"below lines that were run together",
     "cB26|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc\n--40|Vườn ươm cây "
     "giống\n--26|Của tổ dân phố\n" BODY,
     NULL, "Vườn ươm cây giống"},
    {"not the number of a group", "cB26|NHÓM 9\ncB26|QUẢN TRỊ KHO GIỐNG\n" BODY, NULL,
     "QUẢN TRỊ KHO GIỐNG"},
    {"the topic of a paper, not the report on a leaf of it",
     "cB26|BÀI TẬP LỚN MÔN TRIẾT HỌC\ncB26|ĐỀ TÀI\ncB26|CÂY TRE TRONG ĐỜI SỐNG\n--26|\ncB26|BÁO "
     "CÁO KẾT QUẢ LÀM VIỆC CỦA NHÓM\n" BODY,
     NULL, "CÂY TRE TRONG ĐỜI SỐNG"},
    {"a type in smaller letters heads a part",
     "cB40|Vườn ươm Sông Nước\ncB26|DỰ ÁN\n--26|Cây bạch đàn\n", NULL, "Vườn ươm Sông Nước"},
    {"nothing: a question",
     "--26|Trong các việc sau đây việc nào không do tổ trực đêm làm mà do các đơn vị khác của xã "
     "làm?\n" BODY,
     "Trong các việc sau đây việc nào không do tổ trực đêm làm mà do các đơn vị khác của xã làm?",
     NULL},
    {"the rest of a line that ends in a dash",
     "cB36|SỔ TRỰC ĐÊM CỦA TỔ DÂN PHỐ -\n-B36|MÙA LŨ\n" BODY, NULL,
     "SỔ TRỰC ĐÊM CỦA TỔ DÂN PHỐ - MÙA LŨ"},
    {"a school within the title, below a smaller letterhead",
     "cB30|PHÒNG GIÁO DỤC XÃ\ncB30|TRƯỜNG TIỂU HỌC SÔNG NƯỚC\ncB52|VƯỜN ƯƠM CÂY GIỐNG\n"
     "cB52|TRƯỜNG TIỂU HỌC SÔNG NƯỚC\ncB52|Ở VÙNG CAO\n" BODY,
     NULL, "VƯỜN ƯƠM CÂY GIỐNG TRƯỜNG TIỂU HỌC SÔNG NƯỚC Ở VÙNG CAO"},
    {"the second line of a slide", "-B72|Vườn ươm và cây\ncB72|giống\n--72|Nội dung\n",
     "Vườn ươm và cây", "Vườn ươm và cây giống"},
    {"nothing: a question in a few words", "--22|Chọn một câu trả lời đúng:\n" BODY,
     "Chọn một câu trả lời đúng:", NULL},
    {"a label in the largest letters",
     "-B36|Tóm tắt: Sổ trực đêm của tổ\n-B36|ở vùng trũng\n-B30|Vấn đề\n" BODY, NULL,
     "Tóm tắt: Sổ trực đêm của tổ ở vùng trũng"},
    {"not one that is filled in", "cB36|Người trực: Lê Văn Mẫu\n-B30|Sổ trực đêm\n" BODY, NULL,
     "Sổ trực đêm"},
    {"nothing: who is addressed in a speech",
     "--26|Kính thưa: các vị đại biểu về dự họp tổ.\n" BODY,
     "Kính thưa: các vị đại biểu về dự họp tổ.", NULL},
    {"nothing: a day", "--26|Ngày 18/7/2018\n" BODY, "Ngày 18/7/2018", NULL},
    {"a line in capitals below one in bold",
     "cB26|ĐỀ CƯƠNG CHI TIẾT MÔN HỌC\nc-26|NGHỀ TRỒNG CÂY Ở VÙNG CAO\ncB26|Lớp: Chính quy\n" BODY,
     NULL, "ĐỀ CƯƠNG CHI TIẾT MÔN HỌC NGHỀ TRỒNG CÂY Ở VÙNG CAO"},
    {"a title in bold ends where that does",
     "cB28|BIÊN BẢN HỌP TỔ DÂN PHỐ\n--26|Ngành: Thủy lợi\n" BODY, NULL, "BIÊN BẢN HỌP TỔ DÂN PHỐ"},
};

static TcLook
look_of(const char *mark)
{
    return (TcLook){.is_centred = mark[0] == 'c',
                    .is_heading = mark[0] == 'H',
                    .is_bold = mark[1] == 'B',
                    .size = (guint16)g_ascii_strtoull(mark + 2, NULL, 10)};
}

EACH_ROW(shown, titles, rows)
ROW_TEST(size_t *row, shown, titles)
{
    g_autoptr(TcDocument) document = g_new0(TcDocument, 1);
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit(rows[*row].lines, "\n", -1);

    document->format = TC_FORMAT_DOCX;
    document->title = g_strdup(rows[*row].property);
    document->layout = tc_layout_new();
    for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
        const char *bar = strchr(lines[i], '|');
        const TcLook look = look_of(lines[i]);
        const gsize from = text->len;
        g_string_append_printf(text, "%s\n", bar + 1);
        tc_layout_note(document->layout, text->str, from, text->len, &look);
    }
    tc_header_read(text->str, text->len, document);
    cr_expect(g_strcmp0(document->title, rows[*row].want) == 0, "%s: %s", rows[*row].about,
              document->title != NULL ? document->title : "nothing");
}

#include "text/spaced.h"

#include "text/word.h"

#include <math.h>
#include <string.h>

#define LETTERS_MAX    64 /* of a heading that is looked at; what follows begins another */
#define LETTERS_MIN    4  /* fewer are no heading: "c ụ c" may be anything */
#define SYLLABLE_MAX   7  /* "nghiêng" */
#define CHARACTERS_MAX 256

/* Frequent syllables of Vietnamese texts in order, counted in laws and in articles of Wikipedia, as
 * tc_key_append_word() writes them. */
static const char common[] =
    " "
    "của và có định người các được điều trong là công hợp qui với quan luật pháp quyền theo "
    "hoặc nước cho không một về vụ cơ động việc năm nhân tại đồng hội quốc trường nhà này từ "
    "chức dân hành án hiện quyết thành chính thực tổ bị đến sản dụng lí phải bộ sự đã bảo "
    "cấp tài thời khi nam gia khác sau thì thể nhiệm ở thông để chủ đầu ngày tháng đối bản "
    "những phạm viên sử việt số thẩm cầu hàng đại liên hạn làm nhận giải do vào sở kiểm xã "
    "tư nghiệp đó quản ra tòa vi ban giao phát trình chỉ hoạt kết chứng nghĩa báo khoản lập "
    "doanh kinh trên tra tế thuộc học yêu lao văn nghị đất mà hình nhất trung quân trách "
    "chuyển kí thủ bên sát xuất ngoài dịch đây phương lại hóa giá địa ủy cá lực thường điểm "
    "tội đơn thống tiền như bằng trị xây tin tác dựng phần trở tố cáo xử tự nội dự hiệu giám "
    "tham sinh cao giáo kiện đề thanh phủ chiến an tàu gây thế viện trước thu xét toán phạt "
    "tiếp kì độ chất toàn tính vệ liệu hữu tổng lượng lợi hại vận chế giới thương sách "
    "nguyên diện khai ti kế phòng giấy hiểm trưởng tranh khu nhiều đổi lên cộng đường đảm vị "
    "còn vật hệ nếu xác mình tạo kiến tỉnh sơ triển hồ gồm họ tục chi thuế ý lệ thức hòa "
    "cùng hải ứng thuận ông chấp đăng năng phép tiến thiết đình tập biển giữ thi vực tiêu "
    "hai cử mục nghệ cách môi tên anh cũng nhưng hoạch cuộc kể đủ nghề quả điện dưới tích "
    "thứ mặt loại thuê phân áp dung chuẩn nhập nơi gian danh hộ cứ trọng qua mĩ thỏa con bố "
    "trả bán phí ngân biểu cổ chương đông trừ thay hơn thị vùng quá trực minh tiên cả cung "
    "đội bắt thuật sĩ phiên hoa bao tạm trợ vốn phẩm phục mua hưởng đoàn lịch lớn đặc thiệt "
    "đạo cư chung dục tịch mức phố dẫn lần kháng bình tiếng xem đức the giữa cần tình bổ "
    "truyền bầu biện lãnh biệt mới chuyên đánh cứu chịu trận bỏ nguồn tổn tử ước bắc tỉ biên "
    "ba bất đấu đang kĩ vấn gọi khoa nộp tù chưa vì di lưu châu sức tây đi tụng ghi thác bồi "
    "đương tương gửi bóng ích khiếu tín tiện tối chí nại thủy họp thuốc trí chống diễn khách "
    "hồi bay căn phía hoàn dùng tiết khẩu đốc khởi nhiên rằng rừng hay tuổi khoán huyện "
    "tuyên đưa trái ninh hà đóng tượng phán ảnh nào tộc tới hướng kỉ nữ bệnh sẽ nhau cảng "
    "trang thầu khỏe nó phù cấm phê đúng chữa khả độc hiệp vẫn ngành mất mở biết máy hoàng "
    "khí sung chúng đá phá trú tăng tâm cố phiếu du luận chiếm tướng mỗi biến huy rõ phụ kê "
    "lĩnh tải mại từng nhật hậu mạng chết ương yếu góp khoảng chia y đào sống chấm giúp vô "
    "cảnh ngoại quĩ bởi hủy sư thích thêm cải chữ triệu hạ dứt phối đặt lương nông giảm chọn "
    "phong vũ cuối nghiêm lời rất hết thái đô âm nghiên nguy sửa phổ thấy đảng đảo soát buộc "
    "vương ngữ thân đích cụ xe phó nay ngay sông đa bàn nhằm thổ môn đạt giả nhóm đoạn dương "
    "lấy duyệt tuy miễn hiến tái lệnh niên nhạc phúc thất trì phi nợ ít hỗ gần sắt nên dài "
    "ưu nói sáng thải chánh thư khảo vua nuôi trạng thần giam nguyễn đồ phim đều trồng đế "
    "tiểu mọi mang cạnh giờ miền mẹ triều truy âu thiên phản khoáng rộng tôn cấu đầy xâm nạn "
    "trẻ binh mạnh thừa thúc đáp mô riêng nhượng cây tất em dữ chỉnh lan viết mã can tắc hôn "
    "thuyền thắng in nền nổi la dù đứng sân loài trụ lạc bang tầng giống lâm thập nghiệm "
    "hạng rút tấn thao duy tinh no dưỡng đời mật cháy tìm nằm dấu cha giai câu tờ mùa xảy "
    "sao dạng nhỏ khỏi nhiễm chậm tuyển đẳng vượt sang lựa nha trưng ca bí ta so tuân địch "
    "trữ khối ngôn ấn tuyến cập chối phóng tốt sơn thưởng đáng lục tai ngăn kim khó nhánh "
    "gốc thảo bày coi thụ vợ giang dược chú núi cái ngang nghỉ mẫu lược xếp sắc tay tức lúc "
    "lộ lễ bào long khắc xuyên vòng mặc ma bà nga trấn chồng xô tồn chơi dạy hỏi khẩn thấp "
    "đai cán liền quận sai vàng khuyến gắn tri bãi thuyết trao hằng đoạt bảng hạt trò phận "
    "khám nhu kéo quảng cầm tặng vắng bài kịp thiếu thù kèm ăn vậy bại giành thôn dầu cửa "
    "túy nâng tưởng quí vai trần thiểu mời hi hầu cục de chăm suất tách thăm thử đãi ai to "
    "chặn chạy lai hồng luyện khăn chỗ xóa cực muốn lỗi chúc lớp đài chứa kích thai thượng "
    "nêu cam xứ màu phường khích nối đê giác đòi tùy quần trúc dòng nặng dựa chúa áo dành "
    "cưỡng bạc mét trật cản xuống kiếm nổ ngũ lâu trương ủng dụ tân xin mười huấn bờ nhiệt "
    "nhanh nguyện sóc cận tọa ngôi cai thẻ suy hối tốc xa gặp khiến tán tệ vay lê tước tuần "
    "thiệu nữa khóa sổ kiểu giáp mối phú đua ổn khiển ánh vài đổ nhờ lạp sóng tả điển cờ "
    "chân chiều hán thiện tạp cảm rời phái xung cô hiểu hưu sáp chuyến hỏng hư băng họa xúc "
    "chiếc thơ thật song niệm niêm ví tật ngừng cánh nhũng thánh dò đe sa yên đỏ dọa soạn "
    "quang đột thoại đôi hát cường tô bốn tránh chu hàn viễn chào trai đẩy khuyết buôn suốt "
    "chiếu trào tôi quán cũ hoãn càng dần bù bức ngại ngừa nửa bến hương làng quanh ngắn "
    "thụy tàng nắm rồi kho xạ đọc uy thờ bậc sâu trắng kiệm dễ trốn vọng hàm mạc bác vĩnh "
    "kênh sàng trích linh yết kia vừa lãng ràng da pháo lửa nghi gói tuệ ro lưới lá rủi trời "
    "xuân lòng đàm mạch khen mươi nhuận lẻ chủng dỡ lẫn bồ tống rắn loạn gì bưu hùng đàn "
    "nhìn trăm bước khá luôn nhãn thăng mỏ ngược lái séc san lãi cát kính dừng mềm tông hưng "
    "giết liệt cúp khủng rập kịch gái cắt thoát tắt ga đẻ đới thú đỉnh chợ diệt chóng đền "
    "phức quay chùa hiếm tu gỗ thí by hoại nhẹ trục hãng đèn sẵn bạch ghép đen tàn trùng "
    "lính cup sứ nghiện sáu bạn bá vững dõi ép rối bắn đỡ bom tầm on lệch đêm khắp ngọc lang "
    "cụm hài cựu mai loạt cà chảy bão đem xấu xanh nghe lối giản hạm thôi dây mưu chinh "
    "luồng siêu lượt vuông thiệp chở nghèo bạo cuốn xong bánh đo dãy vợt khánh giảng tỏa cân "
    "khấu ấy tận ngô mượn mắt khôi ngầm mệnh thẳng mưa nhĩ gọn úc thua trắc súng ruột bách "
    "che lữ triết vinh dọc kẻ phe tỏ trải chuyện ruộng ";

typedef struct {
    TcFolded characters[CHARACTERS_MAX];
    guint starts[LETTERS_MAX + 1];     /* of each letter among them, marks behind it */
    gboolean is_wide[LETTERS_MAX + 1]; /* several spaces follow */
    guint words[LETTERS_MAX];          /* letters of the word that begins there, 0 for no word */
    guint count;
} Letters;

/* Append the letter `first` and its marks. Returns what stands behind in `next`; FALSE when it is
 * no letter by itself, or nothing follows it and *is_last. */
static gboolean
read_letter(Letters *letters, guint *used, TcCursor *cursor, TcFolded *next, gboolean *is_last)
{
    if (next->kind != TC_CHAR_LATIN || next->is_digit || letters->count == LETTERS_MAX)
        return FALSE;
    letters->starts[letters->count] = *used;
    do {
        if (*used == CHARACTERS_MAX)
            return FALSE;
        letters->characters[(*used)++] = *next;
        *is_last = !tc_cursor_next(cursor, next);
    } while (!*is_last && TC_CHAR_IS_MARK(next->kind));
    if (!*is_last && TC_CHAR_IS_STARTER(next->kind))
        return FALSE;
    letters->starts[++letters->count] = *used;
    return TRUE;
}

/* The single letters from `first` on that only spaces part. */
static void
read_letters(Letters *letters, TcCursor cursor, const TcFolded *first)
{
    TcFolded next = *first;
    guint used = 0;
    gboolean is_last = FALSE;

    while (read_letter(letters, &used, &cursor, &next, &is_last)) {
        guint spaces = 0;

        while (!is_last && next.kind == TC_CHAR_SPACE && next.cp != '\t') {
            spaces++;
            is_last = !tc_cursor_next(&cursor, &next);
        }
        letters->is_wide[letters->count - 1] = spaces != 1;
        if (is_last || spaces == 0)
            return;
    }
    if (letters->count > 0)
        letters->is_wide[letters->count - 1] = TRUE;
}

static gsize
write_key(const Letters *letters, guint from, guint to, char key[TC_KEY_MAX])
{
    TcWord word;

    tc_word_init(&word);
    for (guint i = letters->starts[from]; i < letters->starts[to]; i++)
        tc_word_add(&word, &letters->characters[i]);
    return tc_word_write_key(&word, key);
}

/* The place of a syllable among the frequent ones, 0 for none. */
static gsize
common_rank(const char *key, gsize key_len)
{
    g_autoptr(GString) word = g_string_new(" ");
    const char *found;

    tc_key_append_word(key, key_len, NULL, word);
    g_string_append_c(word, ' ');
    found = strstr(common, word->str);
    return found != NULL ? (gsize)(found - common) + 1 : 0;
}

/* Letters [from, to) as frequent syllables, from the last to the first, the most frequent way. */
static gboolean
divide(Letters *letters, guint from, guint to)
{
    double costs[LETTERS_MAX + 1];

    costs[to] = 0;
    for (guint at = to; at-- > from;) {
        letters->words[at] = 0;
        for (guint len = 1; len <= SYLLABLE_MAX && at + len <= to; len++) {
            char key[TC_KEY_MAX];
            gsize rank;
            double cost;

            if (at + len < to && letters->words[at + len] == 0)
                continue;
            rank = common_rank(key, write_key(letters, at, at + len, key));
            if (rank == 0)
                continue;
            cost = costs[at + len] + log2((double)rank + 64);
            if (letters->words[at] == 0 || cost < costs[at]) {
                letters->words[at] = len;
                costs[at] = cost;
            }
        }
    }
    return letters->words[from] != 0;
}

static gboolean
divide_group(Letters *letters, guint from, guint to)
{
    char key[TC_KEY_MAX];
    gsize len;

    if (to - from > SYLLABLE_MAX)
        return divide(letters, from, to);
    len = write_key(letters, from, to, key);
    if (!tc_key_is_syllable(key, len, TRUE))
        return divide(letters, from, to);
    letters->words[from] = to - from;
    return TRUE;
}

/* Whether the first `count` letters are a heading by themselves. */
static gboolean
is_heading(const Letters *letters, guint count)
{
    return count >= LETTERS_MIN && letters->starts[count] > count;
}

guint
tc_spaced_letters(TcCursor cursor, const TcFolded *first, gsize *end)
{
    Letters letters; /* several KB, which most words would clear for nothing */
    guint understood = 0;

    letters.count = 0;
    letters.starts[0] = 0;
    read_letters(&letters, cursor, first);
    while (understood < letters.count) {
        guint to = understood + 1;

        while (to < letters.count && !letters.is_wide[to - 1])
            to++;
        if (!divide_group(&letters, understood, to))
            break;
        understood = to;
    }
    if (understood == 0)
        return 0;
    if (first->start >= *end) {
        if (!is_heading(&letters, understood))
            return 0;
        *end = letters.characters[letters.starts[understood] - 1].end;
    }
    return letters.words[0];
}

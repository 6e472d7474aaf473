/* Types of documents: their names, and the codes that numbers have for them. */
#include "document/header/parts.h"

#include <string.h>

#include "text/key/letter.h"

enum { RUN_BYTES_MIN = 7 }; /* of two words without a space */

typedef enum {
    IN_LETTERHEAD, /* the title stands below it */
    ALONE,         /* the same, and it counts without a letterhead */
    IN_TITLE,      /* it belongs to the title, and counts alone */
} Place;

/* Names as shown, and as found in text. A name that is empty is a title without a type. Types of
 * the State are those of Decree 30/2020/NĐ-CP, article 7, of the law on legal documents
 * (63/2020/QH14) and those before it; of the Party, Regulation 66-QĐ/TW, article 4. */
static const struct {
    const char *name;
    const char *phrase;
    Place place;
} types[] = {
    {"Nghị quyết", "nghị quyết", IN_LETTERHEAD},
    {"Nghị quyết liên tịch", "nghị quyết liên tịch", IN_LETTERHEAD},
    {"Quyết định", "quyết định", IN_LETTERHEAD},
    {"Thông báo", "thông báo", IN_LETTERHEAD},
    {"Báo cáo", "báo cáo", IN_LETTERHEAD},
    {"Kế hoạch", "kế hoạch", IN_LETTERHEAD},
    {"Chương trình", "chương trình", IN_LETTERHEAD},
    {"Chương trình hành động", "chương trình hành động", IN_LETTERHEAD},
    {"Tờ trình", "tờ trình", IN_LETTERHEAD},
    {"Biên bản", "biên bản", ALONE},
    {"Công văn", "công văn", IN_LETTERHEAD},
    {"Chỉ thị", "chỉ thị", IN_LETTERHEAD},
    {"Kết luận", "kết luận", IN_LETTERHEAD},
    {"Hướng dẫn", "hướng dẫn", IN_LETTERHEAD},
    {"Quy định", "quy định", IN_LETTERHEAD},
    {"Quy chế", "quy chế", IN_LETTERHEAD},
    {"Quy chế", "qui chế", IN_LETTERHEAD},
    {"Quy định", "qui định", IN_LETTERHEAD},
    {"Giấy mời", "giấy mời", IN_LETTERHEAD},
    {"Hiến pháp", "hiến pháp", IN_TITLE},
    {"Bộ luật", "bộ luật", IN_TITLE},
    {"Luật", "luật", IN_TITLE},
    {"Pháp lệnh", "pháp lệnh", IN_TITLE},
    {"Nghị định", "nghị định", IN_LETTERHEAD},
    {"Thông tư", "thông tư", IN_LETTERHEAD},
    {"Thông tư liên tịch", "thông tư liên tịch", IN_LETTERHEAD},
    {"Thông tư liên tịch", "thông tư liên bộ", IN_LETTERHEAD},
    {"Thông tri", "thông tri", IN_LETTERHEAD},
    {"Thông cáo", "thông cáo", IN_LETTERHEAD},
    {"Đề án", "đề án", IN_LETTERHEAD},
    {"Phương án", "phương án", IN_LETTERHEAD},
    {"Công điện", "công điện", IN_LETTERHEAD},
    {"Lệnh", "lệnh", IN_LETTERHEAD},
    {"Sắc lệnh", "sắc lệnh", IN_LETTERHEAD},
    {"Sắc luật", "sắc luật", IN_LETTERHEAD},
    {"Văn bản hợp nhất", "văn bản hợp nhất", IN_LETTERHEAD},
    {"Giấy giới thiệu", "giấy giới thiệu", IN_LETTERHEAD},
    {"Giấy ủy quyền", "giấy ủy quyền", IN_LETTERHEAD},
    {"Diễn văn", "diễn văn", IN_TITLE},
    {"Bài phát biểu", "bài phát biểu", IN_TITLE},
    {"Bài phát biểu", "phát biểu khai mạc", IN_TITLE},
    {"Bài phát biểu", "phát biểu bế mạc", IN_TITLE},
    {"Bài phát biểu", "phát biểu kết luận", IN_TITLE},
    {"Bài phát biểu", "phát biểu chỉ đạo", IN_TITLE},
    {"Dự án", "dự án", IN_LETTERHEAD},
    {"Hợp đồng", "hợp đồng", IN_TITLE},
    {"Điều lệ", "điều lệ", IN_TITLE},
    {"Nội quy", "nội quy", IN_TITLE},
    {"Phiếu trình", "phiếu trình", IN_TITLE},
    {"Phiếu gửi", "phiếu gửi", IN_TITLE},
    {"Phiếu chuyển", "phiếu chuyển", IN_TITLE},
    {"Phiếu báo", "phiếu báo", IN_TITLE},
    {"Bản án", "bản án", IN_LETTERHEAD},
    {"Cáo trạng", "cáo trạng", IN_LETTERHEAD},
    {"Bản nhận xét", "bản nhận xét", IN_TITLE},
    {"Bản nhận xét", "nhận xét", IN_LETTERHEAD},
    {"Bản tường trình", "bản tường trình", IN_TITLE},
    {"Bản giải trình", "bản giải trình", IN_TITLE},
    {"Bản kê khai", "bản kê khai", IN_TITLE},
    {"Bản đăng ký", "bản đăng ký", IN_TITLE},
    {"Bản góp ý", "bản góp ý", IN_TITLE},
    {"Phiếu đánh giá", "phiếu đánh giá", IN_TITLE},
    {"Phiếu đề xuất", "phiếu đề xuất", IN_TITLE},
    {"Phiếu đăng ký", "phiếu đăng ký", IN_TITLE},
    {"Phiếu lấy ý kiến", "phiếu lấy ý kiến", IN_TITLE},
    {"Phiếu lấy ý kiến", "phiếu xin ý kiến", IN_TITLE},
    {"Phiếu lấy ý kiến", "phiếu ghi ý kiến", IN_TITLE},
    {"Phiếu khảo sát", "phiếu khảo sát", IN_TITLE},
    {"Phụ lục hợp đồng", "phụ lục hợp đồng", IN_TITLE},
    {"Bản thỏa thuận", "thỏa ước lao động tập thể", IN_TITLE},
    {"Giấy mời", "thư mời", IN_TITLE},
    {"Giấy phép", "giấy phép", IN_TITLE},
    {"Giấy triệu tập", "giấy triệu tập", IN_TITLE},
    {"Giấy nghỉ phép", "giấy nghỉ phép", IN_TITLE},
    {"Giấy chứng nhận", "giấy chứng nhận", IN_TITLE},
    {"Giấy đề nghị", "giấy đề nghị", IN_TITLE},
    {"Giấy xác nhận", "giấy xác nhận", IN_TITLE},
    {"Bản ghi nhớ", "bản ghi nhớ", IN_TITLE},
    {"Bản thỏa thuận", "bản thỏa thuận", IN_TITLE},
    {"Bản cam kết", "bản cam kết", IN_TITLE},
    {"Bản cam kết", "bản tự cam kết", IN_TITLE},
    {"Bản kiểm điểm", "bản kiểm điểm", IN_TITLE},
    {"Bản kiểm điểm", "bản tự kiểm điểm", IN_TITLE},
    {"Tờ khai", "tờ khai", IN_TITLE},
    {"Danh sách", "danh sách", IN_TITLE},
    {"Lịch công tác", "lịch công tác", IN_TITLE},
    {"Lịch công tác", "lịch làm việc", IN_TITLE},
    {"Lịch tiếp công dân", "lịch tiếp công dân", IN_TITLE},
    {"Đơn", "đơn xin", IN_TITLE},
    {"Đơn", "đơn đề nghị", IN_TITLE},
    {"Đơn", "đơn khiếu nại", IN_TITLE},
    {"Đơn", "đơn tố cáo", IN_TITLE},
    {"Đơn", "đơn tố giác", IN_TITLE},
    {"Đơn", "đơn kiến nghị", IN_TITLE},
    {"Đơn", "đơn phản ánh", IN_TITLE},
    {"Đơn", "đơn đăng ký", IN_TITLE},
    {"Đơn", "đơn yêu cầu", IN_TITLE},
    {"Đơn", "đơn khởi kiện", IN_TITLE},
    {"Đơn", "đơn trình báo", IN_TITLE},
    {"Đơn", "đơn dự tuyển", IN_TITLE},
    {"Đơn", "đơn kháng cáo", IN_TITLE},
    {"Đơn", "đơn ứng cử", IN_TITLE},
    {"Đơn", "đơn trình bày", IN_TITLE},
    {"Đơn", "đơn cam kết", IN_TITLE},
    {"Đơn", "đơn xác nhận", IN_TITLE},
    {"", "sổ đăng ký", IN_TITLE},
    {"", "sổ theo dõi", IN_TITLE},
    {"", "sổ giao nhận", IN_TITLE},
    {"", "mục lục hồ sơ", IN_TITLE},
};

/* The types in the order of the table, chained by the first two letters of their phrases: most
 * words of a text begin as none does, and each word is asked for. */
typedef struct {
    gint16 first[26][26]; /* by letters; -1 ends a chain */
    gint16 next[G_N_ELEMENTS(types)];
} Index;

/* The place in an index of what begins at `p`, NULL without two letters; `first` gets the first. */
static gint16 *
chain_of(Index *index, const char *p, const char *end, TcLetter *first)
{
    TcLetter second;
    gsize len = tc_letter_read(p, end, first);
    if (len == 0 || !g_ascii_islower(first->base) || tc_letter_read(p + len, end, &second) == 0 ||
        !g_ascii_islower(second.base))
        return NULL;
    return &index->first[first->base - 'a'][second.base - 'a'];
}

static Index *
types_by_letters(void)
{
    static Index index;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        memset(index.first, -1, sizeof index.first);
        for (gsize i = G_N_ELEMENTS(types); i-- > 0;) {
            TcLetter letter;
            const char *phrase = types[i].phrase;
            gint16 *chain = chain_of(&index, phrase, phrase + strlen(phrase), &letter);
            g_assert(chain != NULL);
            index.next[i] = *chain;
            *chain = (gint16)i;
        }
        g_once_init_leave(&ready, 1);
    }
    return &index;
}

/* "QUYẾTĐỊNH", as scans are read: one word, which is all of [p, end), in capitals. NULL when it is
 * no type. `first`: where the chain of those with its letters begins. */
static const char *
run_together_at(gint16 first, const Index *index, const char *p, const char *end, const char **type)
{
    TcLetters word;
    if ((gsize)(end - p) < RUN_BYTES_MIN || memchr(p, ' ', (gsize)(end - p)) != NULL ||
        tc_letters_read(p, end, &word) != (gsize)(end - p) || !tc_is_capitals(p, end))
        return NULL;
    for (gint16 i = first; i >= 0; i = index->next[i]) {
        const char *q = types[i].phrase;
        guint count = 0;
        TcLetter letter;
        gsize len = 0;
        for (; *q != '\0' && count < word.count; q += len) {
            if (*q == ' ') {
                len = 1;
                continue;
            }
            len = tc_letter_read(q, q + strlen(q), &letter);
            if (len == 0 || letter.base != word.letters[count].base)
                break;
            count++;
        }
        if (*q == '\0' && count == word.count && strchr(types[i].phrase, ' ') != NULL) {
            *type = types[i].name;
            return end;
        }
    }
    return NULL;
}

const char *
tc_type_at(const char *p, const char *end, const char **type)
{
    TcLetter letter;
    const char *longest = NULL;
    Index *index = types_by_letters();
    const gint16 *chain = chain_of(index, p, end, &letter);
    if (chain == NULL)
        return NULL;
    for (gint16 i = *chain; i >= 0; i = index->next[i]) {
        const char *found = tc_phrase_at(p, end, types[i].phrase);
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *type = types[i].name;
        }
    }
    /* "QUYÉT ĐỊNH", as scans are read; capitals that had marks in old fonts are small. */
    gboolean has_capital = letter.upper || letter.quality != 0 || letter.tone != 0;
    for (gint16 i = longest == NULL && has_capital ? *chain : -1; i >= 0; i = index->next[i]) {
        const char *found = tc_phrase_at_bare(p, end, types[i].phrase);
        if (found != NULL && tc_is_capitals(p, found)) {
            longest = found;
            *type = types[i].name;
            break;
        }
    }
    if (longest == NULL && has_capital)
        longest = run_together_at(*chain, index, p, end, type);
    return longest;
}

gboolean
tc_type_ends(const char *p, const char *end)
{
    const char *type;
    for (; p < end; p = tc_next_word(p, end))
        if (tc_type_at(p, end, &type) == end)
            return TRUE;
    return FALSE;
}

static Place
place_of(const char *type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i].name, type) == 0)
            return types[i].place;
    return IN_LETTERHEAD;
}

gboolean
tc_type_is_in_title(const char *type)
{
    return place_of(type) == IN_TITLE;
}

gboolean
tc_type_stands_alone(const char *type)
{
    return place_of(type) != IN_LETTERHEAD;
}

const char *
tc_type_of_symbol(const char *symbol)
{
    /* Bare, in lower case, as in keys. CT is Chỉ thị and, in the Party, also Chương trình; TT is
     * Thông tư and Thông tri; QĐ in the Party is also Quy định: these are settled below, or left
     * open. */
    static const char *const codes[][2] = {
        {"nq", "Nghị quyết"},
        {"nqlt", "Nghị quyết liên tịch"},
        {"qd", "Quyết định"},
        {"tb", "Thông báo"},
        {"bc", "Báo cáo"},
        {"kh", "Kế hoạch"},
        {"ctr", "Chương trình"},
        {"cthd", "Chương trình hành động"},
        {"ttr", "Tờ trình"},
        {"bb", "Biên bản"},
        {"cv", "Công văn"},
        {"ct", "Chỉ thị"},
        {"kl", "Kết luận"},
        {"hd", "Hướng dẫn"},
        {"qyd", "Quy định"},
        {"qdi", "Quy định"},
        {"qc", "Quy chế"},
        {"gm", "Giấy mời"},
        {"nd", "Nghị định"},
        {"tt", "Thông tư"},
        {"ttlt", "Thông tư liên tịch"},
        {"da", "Đề án"},
        {"pa", "Phương án"},
        {"cd", "Công điện"},
        {"vbhn", "Văn bản hợp nhất"},
        {"sl", "Sắc lệnh"},
        {"ggt", "Giấy giới thiệu"},
    };
    /* Bodies of the Party, after the type. */
    static const char *const party[] = {"tw", "tu", "hu", "qu", "thu", "du"};
    gsize len = strcspn(symbol, "-/");
    const char *issuer = symbol[len] != '\0' ? symbol + len + 1 : "";
    gboolean is_of_party = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(party); i++)
        is_of_party = is_of_party || g_str_has_suffix(issuer, party[i]);
    if (is_of_party && ((len == 2 && strncmp(symbol, "ct", 2) == 0) ||
                        (len == 2 && strncmp(symbol, "tt", 2) == 0) ||
                        (len == 2 && strncmp(symbol, "qd", 2) == 0)))
        return NULL;
    if (*issuer == '\0')
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        if (strlen(codes[i][0]) == len && strncmp(symbol, codes[i][0], len) == 0)
            return codes[i][1];
    return NULL;
}

#include "text/type/type.h"

#include <string.h>

enum { WORD_BYTES_MAX = 15 };

/* Types that neither numbers nor people shorten, whose numbers do not stand behind their names. */
#define HEADED(name, phrase)                                                                       \
    {                                                                                              \
        name, phrase, TC_TYPE_IN_LETTERHEAD, FALSE, {NULL, NULL}, NULL, NULL                       \
    }
#define TITLED(name, phrase)                                                                       \
    {                                                                                              \
        name, phrase, TC_TYPE_IN_TITLE, FALSE, {NULL, NULL}, NULL, NULL                            \
    }

static const TcDocumentType types[] = {
    {"Nghị quyết", "nghị quyết", TC_TYPE_IN_LETTERHEAD, TRUE, {"nq"}, "NQ", "nq"},
    {"Nghị quyết liên tịch",
     "nghị quyết liên tịch",
     TC_TYPE_IN_LETTERHEAD,
     TRUE,
     {"nqlt"},
     NULL,
     NULL},
    {"Quyết định", "quyết định", TC_TYPE_IN_LETTERHEAD, TRUE, {"qd"}, "QĐ", "qđ"},
    {"Thông báo", "thông báo", TC_TYPE_IN_LETTERHEAD, TRUE, {"tb"}, "TB", "tb"},
    {"Báo cáo", "báo cáo", TC_TYPE_IN_LETTERHEAD, TRUE, {"bc"}, "BC", "bc"},
    {"Kế hoạch", "kế hoạch", TC_TYPE_IN_LETTERHEAD, TRUE, {"kh"}, "KH", "kh"},
    {"Chương trình", "chương trình", TC_TYPE_IN_LETTERHEAD, TRUE, {"ctr"}, "CTr", "ctr"},
    {"Chương trình hành động",
     "chương trình hành động",
     TC_TYPE_IN_LETTERHEAD,
     FALSE,
     {"cthd"},
     NULL,
     NULL},
    {"Tờ trình", "tờ trình", TC_TYPE_IN_LETTERHEAD, TRUE, {"ttr"}, "TTr", "ttr"},
    {"Biên bản", "biên bản", TC_TYPE_ALONE, FALSE, {"bb"}, NULL, NULL},
    {"Công văn", "công văn", TC_TYPE_IN_LETTERHEAD, TRUE, {"cv"}, "CV", "cv"},
    {"Chỉ thị", "chỉ thị", TC_TYPE_IN_LETTERHEAD, TRUE, {"ct"}, "CT", "ct"},
    {"Kết luận", "kết luận", TC_TYPE_IN_LETTERHEAD, TRUE, {"kl"}, "KL", "kl"},
    {"Hướng dẫn", "hướng dẫn", TC_TYPE_IN_LETTERHEAD, TRUE, {"hd"}, "HD", "hd"},
    {"Quy định", "quy định", TC_TYPE_IN_LETTERHEAD, TRUE, {"qyd", "qdi"}, "QyĐ", "qyđ"},
    {"Quy chế", "quy chế", TC_TYPE_IN_LETTERHEAD, TRUE, {"qc"}, "QC", "qc"},
    HEADED("Quy chế", "qui chế"),
    HEADED("Quy định", "qui định"),
    {"Giấy mời", "giấy mời", TC_TYPE_IN_LETTERHEAD, TRUE, {"gm"}, "GM", "gm"},
    TITLED("Hiến pháp", "hiến pháp"),
    TITLED("Bộ luật", "bộ luật"),
    TITLED("Luật", "luật"),
    {"Pháp lệnh", "pháp lệnh", TC_TYPE_IN_TITLE, TRUE, {NULL}, NULL, NULL},
    {"Nghị định", "nghị định", TC_TYPE_IN_LETTERHEAD, TRUE, {"nd"}, "NĐ", "nđ"},
    {"Thông tư", "thông tư", TC_TYPE_IN_LETTERHEAD, TRUE, {"tt"}, "TT", "tt"},
    {"Thông tư liên tịch", "thông tư liên tịch", TC_TYPE_IN_LETTERHEAD, TRUE, {"ttlt"}, NULL, NULL},
    HEADED("Thông tư liên tịch", "thông tư liên bộ"),
    {"Thông tri", "thông tri", TC_TYPE_IN_LETTERHEAD, TRUE, {NULL}, NULL, NULL},
    HEADED("Thông cáo", "thông cáo"),
    HEADED("Kháng nghị", "kháng nghị"),
    HEADED("Kiến nghị", "kiến nghị"),
    HEADED("Kết luận", "bản kết luận"),
    HEADED("Tuyên bố", "tuyên bố"),
    HEADED("Lời kêu gọi", "lời kêu gọi"),
    HEADED("Thư khen", "thư khen"),
    HEADED("Thư công", "thư công"),
    {"Án lệ", "án lệ", TC_TYPE_ALONE, FALSE, {NULL}, NULL, NULL},
    {"Đề án", "đề án", TC_TYPE_IN_LETTERHEAD, TRUE, {"da"}, "ĐA", "đa"},
    {"Phương án", "phương án", TC_TYPE_IN_LETTERHEAD, FALSE, {"pa"}, NULL, NULL},
    {"Công điện", "công điện", TC_TYPE_IN_LETTERHEAD, TRUE, {"cd"}, NULL, NULL},
    HEADED("Lệnh", "lệnh"),
    {"Sắc lệnh", "sắc lệnh", TC_TYPE_IN_LETTERHEAD, TRUE, {"sl"}, NULL, NULL},
    HEADED("Sắc luật", "sắc luật"),
    {"Văn bản hợp nhất", "văn bản hợp nhất", TC_TYPE_IN_LETTERHEAD, FALSE, {"vbhn"}, NULL, NULL},
    {"Giấy giới thiệu", "giấy giới thiệu", TC_TYPE_IN_TITLE, FALSE, {"ggt"}, NULL, NULL},
    HEADED("Giấy ủy quyền", "giấy ủy quyền"),
    TITLED("Diễn văn", "diễn văn"),
    {"Tham luận", "tham luận", TC_TYPE_ALONE, FALSE, {NULL}, NULL, NULL},
    {"Tham luận", "bài tham luận", TC_TYPE_ALONE, FALSE, {NULL}, NULL, NULL},
    TITLED("Bài phát biểu", "bài phát biểu"),
    TITLED("Bài phát biểu", "phát biểu khai mạc"),
    TITLED("Bài phát biểu", "phát biểu bế mạc"),
    TITLED("Bài phát biểu", "phát biểu kết luận"),
    TITLED("Bài phát biểu", "phát biểu chỉ đạo"),
    HEADED("Dự án", "dự án"),
    TITLED("Dự toán", "dự toán"),
    TITLED("Hợp đồng", "hợp đồng"),
    TITLED("Điều lệ", "điều lệ"),
    TITLED("Nội quy", "nội quy"),
    TITLED("Phiếu", "phiếu"),
    TITLED("Phiếu trình", "phiếu trình"),
    TITLED("Phiếu gửi", "phiếu gửi"),
    TITLED("Phiếu chuyển", "phiếu chuyển"),
    TITLED("Phiếu báo", "phiếu báo"),
    HEADED("Bản án", "bản án"),
    HEADED("Cáo trạng", "cáo trạng"),
    TITLED("Bản nhận xét", "bản nhận xét"),
    HEADED("Bản nhận xét", "nhận xét"),
    TITLED("Bản tường trình", "bản tường trình"),
    TITLED("Bản giải trình", "bản giải trình"),
    TITLED("Bản kê khai", "bản kê khai"),
    TITLED("Bản đăng ký", "bản đăng ký"),
    TITLED("Bản góp ý", "bản góp ý"),
    TITLED("Phiếu đánh giá", "phiếu đánh giá"),
    TITLED("Phiếu đề xuất", "phiếu đề xuất"),
    TITLED("Phiếu đăng ký", "phiếu đăng ký"),
    TITLED("Phiếu lấy ý kiến", "phiếu lấy ý kiến"),
    TITLED("Phiếu lấy ý kiến", "phiếu xin ý kiến"),
    TITLED("Phiếu lấy ý kiến", "phiếu ghi ý kiến"),
    TITLED("Phiếu khảo sát", "phiếu khảo sát"),
    TITLED("Phụ lục hợp đồng", "phụ lục hợp đồng"),
    TITLED("Bản thỏa thuận", "thỏa ước lao động tập thể"),
    TITLED("Giấy mời", "thư mời"),
    TITLED("Giấy phép", "giấy phép"),
    TITLED("Giấy triệu tập", "giấy triệu tập"),
    TITLED("Giấy nghỉ phép", "giấy nghỉ phép"),
    TITLED("Giấy đi đường", "giấy đi đường"),
    TITLED("Giấy biên nhận", "giấy biên nhận"),
    TITLED("Bản luận tội", "bản luận tội"),
    TITLED("Thể lệ", "thể lệ"),
    TITLED("Giấy chứng nhận", "giấy chứng nhận"),
    TITLED("Giấy đề nghị", "giấy đề nghị"),
    TITLED("Giấy xác nhận", "giấy xác nhận"),
    TITLED("Bản ghi nhớ", "bản ghi nhớ"),
    TITLED("Bản thỏa thuận", "bản thỏa thuận"),
    TITLED("Bản cam kết", "bản cam kết"),
    TITLED("Bản cam kết", "bản tự cam kết"),
    TITLED("Bản kiểm điểm", "bản kiểm điểm"),
    TITLED("Bản kiểm điểm", "bản tự kiểm điểm"),
    HEADED("Bản khai", "bản khai"),
    HEADED("Bản khai", "bản tự khai"),
    TITLED("Quy trình", "quy trình"),
    TITLED("Tờ khai", "tờ khai"),
    TITLED("Danh sách", "danh sách"),
    TITLED("Lịch công tác", "lịch công tác"),
    TITLED("Lịch công tác", "lịch làm việc"),
    TITLED("Lịch tiếp công dân", "lịch tiếp công dân"),
    TITLED("Đơn", "đơn xin"),
    TITLED("Đơn", "đơn đề nghị"),
    TITLED("Đơn", "đơn đề xuất"),
    TITLED("Đơn", "đơn khiếu nại"),
    TITLED("Đơn", "đơn tố cáo"),
    TITLED("Đơn", "đơn tố giác"),
    TITLED("Đơn", "đơn kiến nghị"),
    TITLED("Đơn", "đơn phản ánh"),
    TITLED("Đơn", "đơn đăng ký"),
    TITLED("Đơn", "đơn yêu cầu"),
    TITLED("Đơn", "đơn khởi kiện"),
    TITLED("Đơn", "đơn trình báo"),
    TITLED("Đơn", "đơn dự tuyển"),
    TITLED("Đơn", "đơn kháng cáo"),
    TITLED("Đơn", "đơn ứng cử"),
    TITLED("Đơn", "đơn trình bày"),
    TITLED("Đơn", "đơn cam kết"),
    TITLED("Đơn", "đơn xác nhận"),
    TITLED("", "sổ đăng ký"),
    TITLED("", "sổ theo dõi"),
    TITLED("", "sổ giao nhận"),
    TITLED("", "mục lục hồ sơ"),
};

#undef HEADED
#undef TITLED

const TcDocumentType *
tc_document_types(gsize *count)
{
    *count = G_N_ELEMENTS(types);
    return types;
}

const TcDocumentType *
tc_document_type_of_code(const char *code, gsize len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(types[i].codes) && types[i].codes[k] != NULL; k++)
            if (strlen(types[i].codes[k]) == len && memcmp(types[i].codes[k], code, len) == 0)
                return &types[i];
    return NULL;
}

const TcDocumentType *
tc_document_type_of_brief(const TcLetters *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (types[i].small != NULL && tc_letters_are(word, types[i].small))
            return &types[i];
    return NULL;
}

/* Copy the word that begins at `phrase` into `word`. Returns what stands behind it, NULL at the
 * end. */
static const char *
next_word(const char *phrase, char word[WORD_BYTES_MAX + 1])
{
    gsize len = strcspn(phrase, " ");
    g_assert(len <= WORD_BYTES_MAX);
    memcpy(word, phrase, len);
    word[len] = '\0';
    return phrase[len] == ' ' ? phrase + len + 1 : NULL;
}

const TcDocumentType *
tc_document_type_of_words(const TcLetters *words, gsize count)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        const char *phrase = types[i].phrase;
        char word[WORD_BYTES_MAX + 1];
        gsize k = 0;
        /* Most names begin otherwise. */
        if (count > 0 && g_ascii_isalpha(*phrase) && *phrase != words[0].letters[0].base)
            continue;
        while (k < count && phrase != NULL) {
            phrase = next_word(phrase, word);
            if (!tc_letters_are(&words[k], word))
                break;
            k++;
        }
        if (k == count && phrase == NULL)
            return &types[i];
    }
    return NULL;
}

/* The last two words of names that numbers follow; such names are asked for at every number of a
 * text. */
typedef struct {
    char first[WORD_BYTES_MAX + 1];
    char second[WORD_BYTES_MAX + 1];
} LastWords;

static const LastWords *
last_words(gsize *count)
{
    static LastWords all[G_N_ELEMENTS(types)];
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        gsize filled = 0;
        for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
            const char *rest = types[i].is_before_number ? types[i].phrase : NULL;
            while (rest != NULL) {
                memcpy(all[filled].first, all[filled].second, sizeof all[filled].first);
                rest = next_word(rest, all[filled].second);
            }
            filled += types[i].is_before_number ? 1 : 0;
        }
        g_once_init_leave(&ready, filled);
    }
    *count = ready;
    return all;
}

gboolean
tc_document_type_introduces(const TcLetters *first, const TcLetters *second)
{
    gsize count;
    const LastWords *all = last_words(&count);
    for (gsize i = 0; i < count; i++)
        if (tc_letters_are(first, all[i].first) && tc_letters_are(second, all[i].second))
            return TRUE;
    return FALSE;
}

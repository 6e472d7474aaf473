/* Types of documents: their names, and the codes that numbers have for them. */
#include "document/header/parts.h"

#include <string.h>

#include "text/key/letter.h"

/* Names as shown, and as found in text where that differs. Types of the State are those of Decree
 * 30/2020/NĐ-CP, article 7, of the law on legal documents (63/2020/QH14) and those before it; of
 * the Party, Regulation 66-QĐ/TW, article 4. */
static const struct {
    const char *name;
    const char *phrase;
    gboolean in_title;
} types[] = {
    {"Nghị quyết", "nghị quyết", FALSE},
    {"Nghị quyết liên tịch", "nghị quyết liên tịch", FALSE},
    {"Quyết định", "quyết định", FALSE},
    {"Thông báo", "thông báo", FALSE},
    {"Báo cáo", "báo cáo", FALSE},
    {"Kế hoạch", "kế hoạch", FALSE},
    {"Chương trình", "chương trình", FALSE},
    {"Chương trình hành động", "chương trình hành động", FALSE},
    {"Tờ trình", "tờ trình", FALSE},
    {"Biên bản", "biên bản", FALSE},
    {"Công văn", "công văn", FALSE},
    {"Chỉ thị", "chỉ thị", FALSE},
    {"Kết luận", "kết luận", FALSE},
    {"Hướng dẫn", "hướng dẫn", FALSE},
    {"Quy định", "quy định", FALSE},
    {"Quy chế", "quy chế", FALSE},
    {"Quy chế", "qui chế", FALSE},
    {"Quy định", "qui định", FALSE},
    {"Giấy mời", "giấy mời", FALSE},
    {"Hiến pháp", "hiến pháp", TRUE},
    {"Bộ luật", "bộ luật", TRUE},
    {"Luật", "luật", TRUE},
    {"Pháp lệnh", "pháp lệnh", TRUE},
    {"Nghị định", "nghị định", FALSE},
    {"Thông tư", "thông tư", FALSE},
    {"Thông tư liên tịch", "thông tư liên tịch", FALSE},
    {"Thông tư liên tịch", "thông tư liên bộ", FALSE},
    {"Thông tri", "thông tri", FALSE},
    {"Thông cáo", "thông cáo", FALSE},
    {"Đề án", "đề án", FALSE},
    {"Phương án", "phương án", FALSE},
    {"Công điện", "công điện", FALSE},
    {"Lệnh", "lệnh", FALSE},
    {"Sắc lệnh", "sắc lệnh", FALSE},
    {"Sắc luật", "sắc luật", FALSE},
    {"Văn bản hợp nhất", "văn bản hợp nhất", FALSE},
    {"Giấy giới thiệu", "giấy giới thiệu", FALSE},
    {"Giấy ủy quyền", "giấy ủy quyền", FALSE},
    {"Diễn văn", "diễn văn", TRUE},
    {"Bài phát biểu", "bài phát biểu", TRUE},
    {"Bài phát biểu", "phát biểu khai mạc", TRUE},
    {"Bài phát biểu", "phát biểu bế mạc", TRUE},
    {"Bài phát biểu", "phát biểu kết luận", TRUE},
    {"Bài phát biểu", "phát biểu chỉ đạo", TRUE},
};

const char *
tc_type_at(const char *p, const char *end, const char **type)
{
    const char *longest = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        const char *found = tc_phrase_at(p, end, types[i].phrase);
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *type = types[i].name;
        }
    }
    return longest;
}

gboolean
tc_type_is_in_title(const char *type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (strcmp(types[i].name, type) == 0)
            return types[i].in_title;
    return FALSE;
}

const char *
tc_type_of_symbol(const char *symbol)
{
    /* Bare, lower case, as in keys. CT is Chỉ thị and, of the Party, also Chương trình; TT is Thông
     * tư and Thông tri; QĐ of the Party also Quy định: these are settled below, or left open. */
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
    };
    /* Bodies of the Party, after the type. */
    static const char *const party[] = {"tw", "tu", "hu", "qu", "thu", "du"};
    gsize len = strcspn(symbol, "-/");
    const char *issuer = symbol[len] != '\0' ? symbol + len + 1 : "";
    gboolean of_party = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(party); i++)
        of_party = of_party || g_str_has_suffix(issuer, party[i]);
    if (of_party && ((len == 2 && strncmp(symbol, "ct", 2) == 0) ||
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

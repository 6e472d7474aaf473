/* How a word is typed and how it is stored: every way of docs/query-language.md, from the
 * stored bytes through the whole search to the tier and the highlighted bytes. */
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

#define NBSP "\u00A0"
#define ZWSP "\u200B"
#define BOM  "\uFEFF"
#define SHY  "\u00AD"

/* Others that are there, so that the words of the rows have some weight. None has the words of a
 * row in any spelling but those that are given by it. */
static const TcSampleDocument others[] = {
    {.path = "/other/1", .text = "Thông báo lịch trực tết và phân công bảo vệ cơ quan"},
    {.path = "/other/2", .text = "Giấy mời dự lễ kỷ niệm ngày thành lập trường"},
    {.path = "/other/3", .text = "Danh sách cán bộ được khen thưởng trong phong trào thi đua"},
};

static const struct {
    const char *text;  /* of the document */
    const char *query; /* one argument */
    const char *tier;  /* NULL: not found */
    const char *lit;   /* what is highlighted */
} rows[] = {
    /* One form of characters, whatever is stored or typed. */
    {"về cải cách hành chính công", "cải cách hành chính", "exact", "cải cách hành chính"},
    {"về ca\u0309i ca\u0301ch ha\u0300nh chi\u0301nh", "cải cách hành chính", "exact",
     "ca\u0309i ca\u0301ch ha\u0300nh chi\u0301nh"},
    {"về cải cách hành chính công", "ca\u0309i ca\u0301ch ha\u0300nh chi\u0301nh", "exact",
     "cải cách hành chính"},
    {"về cải ca\u0301ch", "ca\u0309i cách", "exact", "cải ca\u0301ch"},
    {"dân ở \u1ED9\u0301p", "\u1ED9\u0301p", "exact", "\u1ED9\u0301p"},
    {"về t\u00EA\u0323p h\u1ECD\u0302p", "tệp hộp", "exact", "t\u00EA\u0323p h\u1ECD\u0302p"},
    {"về \uFF23\uFF2F\uFF36\uFF29\uFF24", "covid", "exact", "\uFF23\uFF2F\uFF36\uFF29\uFF24"},
    {"về covid", "\uFF23\uFF2F\uFF36\uFF29\uFF24", "exact", "covid"},
    {"về cải" NBSP "cách", "cải cách", "exact", "cải cách"},
    {"về cải cách", "cải" NBSP "cách", "exact", "cải cách"},
    {"về cải" ZWSP " cách", "cải cách", "exact", "cải cách"},
    {"về cải cách", "ca" ZWSP "\u0309i c" ZWSP "ách", "exact", "cải cách"},
    {BOM "cải cách", "cải cách", "exact", "cải cách"},
    {"về cải cách", BOM "cải cách", "exact", "cải cách"},
    {"về cải c" SHY "ách", "cải cách", "exact", "cải cách"},
    {"về cải cách", "cải c" SHY "ách", "exact", "cải cách"},
    {"về cải c\x1F"
     "ách",
     "cải cách", "exact", "cải cách"},
    {"về CẢI CÁCH", "cải cách", "exact", "CẢI CÁCH"},
    {"về cải cách", "CẢI CÁCH", "exact", "cải cách"},
    {"về Cải Cách", "cẢI cÁCH", "exact", "Cải Cách"},
    /* Where the tone stands. */
    {"xã hoà", "hòa", "spelling", "hoà"},
    {"xã hòa", "hoà", "spelling", "hòa"},
    {"xã hoà", "hoà", "exact", "hoà"},
    {"sông thuỷ", "thủy", "spelling", "thuỷ"},
    {"sông thủy", "thuỷ", "spelling", "thủy"},
    {"do uỷ ban", "ủy ban", "spelling", "uỷ ban"},
    {"do ủy ban", "uỷ ban", "spelling", "ủy ban"},
    {"họp quí một", "quý", "spelling", "quí"},
    {"họp quý một", "quí", "spelling", "quý"},
    {"vườn HOÀ", "hòa", "spelling", "HOÀ"},
    {"vườn hoa\u0300", "hòa", "spelling", "hoa\u0300"},
    /* i for y. */
    {"thế kỉ mới", "thế kỷ", "spelling", "thế kỉ"},
    {"thế kỷ mới", "thế kỉ", "spelling", "thế kỷ"},
    {"quản lí đất", "quản lý", "spelling", "quản lí"},
    {"quản lý đất", "quản lí", "spelling", "quản lý"},
    {"nước mĩ", "mỹ", "spelling", "mĩ"},
    {"nước mỹ", "mĩ", "spelling", "mỹ"},
    {"bác sĩ giỏi", "bác sỹ", "spelling", "bác sĩ"},
    {"bác sỹ giỏi", "bác sĩ", "spelling", "bác sỹ"},
    {"ở hi vọng", "hy vọng", "spelling", "hi vọng"},
    {"viết tỉ số", "tỷ số", "spelling", "tỉ số"},
    /* ... but not where they are two sounds. */
    {"hai tai", "tay", NULL, NULL},
    {"may túi", "mai", NULL, NULL},
    {"tỉnh thúi", "thúy", NULL, NULL},
    /* đ. */
    {"cả ĐẢNG bộ", "đảng", "exact", "ĐẢNG"},
    {"cả đảng bộ", "ĐẢNG", "exact", "đảng"},
    {"cả \u00D0ảng bộ", "đảng", "exact", "\u00D0ảng"},
    {"cả đảng bộ", "\u00D0ảng", "exact", "đảng"},
    {"cả đảng bộ", "dang bo", "bare", "đảng bộ"},
    {"cả đảng bộ", "đang", "toneless", "đảng"},
    {"cả đa dạng", "đạ", NULL, NULL},
    {"cả dạ dày", "đạ", NULL, NULL},
    /* Marks that are missing. */
    {"về cải cách hành chính", "cai cach hanh chinh", "toneless", "cải cách hành chính"},
    {"về đường bộ", "đương bô", "toneless", "đường bộ"},
    {"về đường bộ", "dương bô", "bare", "đường bộ"},
    {"về cải cách hành chính", "cải cach hành chinh", "toneless", "cải cách hành chính"},
    {"về cải cách hành chính", "CAI CACH HANH CHINH", "toneless", "cải cách hành chính"},
    {"về ca\u0309i ca\u0301ch", "cai cach", "toneless", "ca\u0309i ca\u0301ch"},
    {"về hoà giải", "hoa giai", "toneless", "hoà giải"},
    {"về quản lí", "quan ly", "toneless", "quản lí"},
    {"về cai sữa", "cai sữa", "exact", "cai sữa"},
    /* A mark that was typed must be there. */
    {"ông Dương văn", "đường", NULL, NULL},
    {"trên đường đi", "dương", "bare", "đường"},
    {"trên đường đi", "dướng", NULL, NULL},
    {"cây mía", "mìa", NULL, NULL},
    /* A document with some words of the query without marks, others with. */
    {"cai cach hành chính", "cải cách hành chính", "exact", "hành chính"},
    /* Keystrokes that were left in. */
    {"về cải cách hành chính", "cair cachs hanhf chinhs", "telex", "cải cách hành chính"},
    {"về cải cách hành chính", "cai3 cach1 hanh2 chinh1", "telex", "cải cách hành chính"},
    {"về đường bộ", "dduowngf booj", "telex", "đường bộ"},
    {"về đường bộ", "d9u7o7ng2 bo65", "telex", "đường bộ"},
    {"về hoà giải", "hoaf giair", "telex", "hoà giải"},
    {"về cải cách hành chính", "cải cachs hành chinhs", "telex", "cải cách hành chính"},
    {"về cair cachs", "cair cachs", "exact", "cair cachs"},
    {"về cải cách", "\"cair cachs\"", "telex", "cải cách"},
    /* Abbreviations, both ways, in phrases too. */
    {"do UBND tỉnh chủ trì", "ủy ban nhân dân", "abbreviation", "UBND"},
    {"do Ủy ban nhân dân tỉnh chủ trì", "UBND", "abbreviation", "Ủy ban nhân dân"},
    {"do Ủy ban nhân dân tỉnh chủ trì", "ubnd", "abbreviation", "Ủy ban nhân dân"},
    {"do Uỷ ban nhân dân tỉnh chủ trì", "\"UBND tỉnh\"", "abbreviation", "Uỷ ban nhân dân tỉnh"},
    {"do UBND tỉnh chủ trì", "\"ủy ban nhân dân tỉnh\"", NULL, "UBND tỉnh"},
    {"do UBND tỉnh chủ trì", "\"uỷ ban nhân dân tỉnh\"", NULL, "UBND tỉnh"},
    {"nhân dân do Ủy ban nhân dân mời", "UBND", "abbreviation", "Ủy ban nhân dân"},
    {"đại biểu HĐND họp", "hội đồng nhân dân", "abbreviation", "HĐND"},
    {"đại biểu HĐND họp", "HDND", NULL, "HĐND"},
    {"đại biểu Hội đồng nhân dân họp", "HĐND", "abbreviation", "Hội đồng nhân dân"},
    {"làm tốt công tác CCHC", "cải cách hành chính", "abbreviation", "CCHC"},
    {"đẩy mạnh cải cách hành chính", "CCHC", "abbreviation", "cải cách hành chính"},
    {"đẩy mạnh CCHC", "\"đẩy mạnh cải cách hành chính\"", NULL, "đẩy mạnh CCHC"},
    {"đẩy mạnh cải cách hành chính", "\"đẩy mạnh CCHC\"", NULL, "đẩy mạnh cải cách hành chính"},
    {"về KT-XH năm nay", "kinh tế xã hội", "abbreviation", "KT-XH"},
    {"về kinh tế - xã hội năm nay", "KT-XH", "abbreviation", "kinh tế - xã hội"},
    {"về kinh tế - xã hội năm nay", "KTXH", "abbreviation", "kinh tế - xã hội"},
    {"về kinh tế - xã hội năm nay", "\"phát triển KT-XH\"", NULL, NULL},
    {"làm tốt công tác CCHC", "cai cach hanh chinh", NULL, "CCHC"},
    /* Document numbers, however written. */
    {"theo Nghị quyết 30c/NQ-CP đã", "30c/NQ-CP", NULL, "30c/NQ-CP"},
    {"theo Nghị quyết 30c/NQ-CP đã", "số 30c NQ CP", NULL, "30c/NQ-CP"},
    {"theo Nghị định 15/2020/NĐ-CP đã", "15/2020/ND-CP", NULL, "15/2020/NĐ-CP"},
    {"theo Nghị định 15/2020/NĐ-CP đã", "15-2020-nđ-cp", NULL, "15/2020/NĐ-CP"},
    {"theo Nghị quyết 05-NQ/TU đã", "5-NQ/TU", "exact", "05-NQ/TU"},
    {"theo Nghị quyết 05-NQ/TU đã", "nq o5-nq/tu", NULL, "Nghị quyết 05-NQ/TU"},
    {"họp ngày 4-12-2020 rồi", "04/12/2020", "exact", "4-12-2020"},
    {"họp ngày 4 tháng 12 năm 2020", "2020-12-04", "exact", "4 tháng 12 năm 2020"},
    /* Hyphens split syllables and keep them neighbours; digits stay with their word. */
    {"về kinh tế-xã hội", "\"tế xã\"", "exact", "tế-xã"},
    {"về kinh tế - xã hội", "\"tế xã\"", "exact", "tế - xã"},
    {"về kinh tế \u2013 xã hội", "\"kinh tế xã hội\"", "exact", "kinh tế \u2013 xã hội"},
    {"về kinh tế xã hội", "\"kinh tế-xã hội\"", "exact", "kinh tế xã hội"},
    {"ban Đảng-Đoàn họp", "\"đảng đoàn\"", "exact", "Đảng-Đoàn"},
    {"dịch COVID-19 lan", "covid-19", "exact", "COVID-19"},
    {"dịch COVID-19 lan", "\"covid 19\"", "exact", "COVID-19"},
    {"vi rút H5N1 lan", "h5n1", "exact", "H5N1"},
    {"vi rút H5N1 lan", "h5", NULL, NULL},
    {"thu 1.500.000 đồng", "1500000", NULL, "1.500.000"},
};

EACH_ROW(spellings, every_row_of_the_table, rows)
ROW_TEST(size_t *row, spellings, every_row_of_the_table, .init = folder_make, .fini = folder_remove)
{
    TcSampleDocument documents[1 + G_N_ELEMENTS(others)];
    json_t *hits = NULL;
    json_t *hit = NULL;

    documents[0] = (TcSampleDocument){.path = "/doc", .text = rows[*row].text};
    memcpy(documents + 1, others, sizeof others);
    make_index("i", documents, G_N_ELEMENTS(documents));
    hits = hits_of(rows[*row].query);
    hit = hit_at(hits, "/doc");
    cr_assert(eq(int, hit != NULL, rows[*row].lit != NULL), "%s in %s", rows[*row].query,
              rows[*row].text);
    if (hit != NULL) {
        g_autofree char *lit = lit_in(hit);

        assert_str(lit, rows[*row].lit, "%s in %s", rows[*row].query, rows[*row].text);
        if (rows[*row].tier != NULL)
            assert_str(string_of(hit, "tier"), rows[*row].tier, "%s in %s", rows[*row].query,
                       rows[*row].text);
    }
    json_decref(hits);
}

/* One document without marks is enough for marked words to be asked for by their bare form, too;
 * in documents with marks that form is another word. */
static const struct {
    const char *text;
    const char *query;
    const char *tier;
    const char *lit;
} beside_bare[] = {
    {"lao động nam làm năm qua", "năm qua", "exact", "năm qua"},
    {"quy định chung về chứng khoán", "chứng khoán", "exact", "chứng khoán"},
    {"quy định thu về thủ tục", "\"thủ tục\"", "exact", "thủ tục"},
    {"họp về chu vi", "chữ", NULL, NULL},
    {"ông Đức Thanh đã thành công", "\"Đức Thành\"", NULL, NULL},
    {"ông Đức Thanh đã thành công", "Đức NEAR/2 Thành", NULL, NULL},
    {"ông Đức Thành vào thanh tra", "\"Đức Thành\"", "exact", "Đức Thành"},
};

EACH_ROW(spelling, beside_documents_without_marks, beside_bare)
ROW_TEST(size_t *row, spelling, beside_documents_without_marks, .init = folder_make,
         .fini = folder_remove)
{
    const char *query = beside_bare[*row].query;
    TcSampleDocument documents[2 + G_N_ELEMENTS(others)];
    json_t *hits = NULL;
    json_t *hit = NULL;

    documents[0] = (TcSampleDocument){.path = "/doc", .text = beside_bare[*row].text};
    documents[1] = (TcSampleDocument){
        .path = "/bare",
        .text =
            "Bao cao nam qua ve thu tuc, chung khoan, chu viet: hoi nghi lan nay da nghe cac y "
            "kien cua ong Duc Thanh va giao cho van phong tong hop de trinh ban lanh dao xem xet",
    };
    memcpy(documents + 2, others, sizeof others);
    make_index("i", documents, G_N_ELEMENTS(documents));
    hits = hits_of(query);
    hit = hit_at(hits, "/doc");
    cr_assert(eq(int, hit != NULL, beside_bare[*row].lit != NULL), "%s", query);
    if (hit != NULL) {
        g_autofree char *lit = lit_in(hit);

        assert_str(lit, beside_bare[*row].lit, "%s", query);
        assert_str(string_of(hit, "tier"), beside_bare[*row].tier, "%s", query);
    }
    hit = hit_at(hits, "/bare");
    cr_assert(hit != NULL, "%s", query);
    assert_str(string_of(hit, "tier"), "bare", "%s", query);
    json_decref(hits);
}

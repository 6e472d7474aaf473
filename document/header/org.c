/* The names of issuing bodies: from the capitals of a letterhead to the way that they are written
 * in running text. */
#include "document/header/parts.h"

#include <string.h>

#include "document/header/header.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"

enum { NAME_BYTES_MAX = 96 };

/* What bodies are called, as written in running text: also what expands abbreviations. The longest
 * that fits is taken. Words of none of these keep to the rule of names: each begins with a capital.
 */
static const struct {
    const char *name;
    const char *phrase; /* where that differs */
} names[] = {
    {"Ủy ban nhân dân", NULL},
    {"Ủy ban nhân dân", "ubnd"},
    {"Ủy ban hành chính", NULL},
    {"Hội đồng nhân dân", NULL},
    {"Hội đồng nhân dân", "hđnd"},
    {"Hội đồng Bộ trưởng", NULL},
    {"Ủy ban Kiểm tra", NULL},
    {"Ủy ban Kiểm tra", "ubkt"},
    {"Ủy ban Mặt trận Tổ quốc Việt Nam", NULL},
    {"Ủy ban Mặt trận Tổ quốc Việt Nam", "ủy ban mttq việt nam"},
    {"Ủy ban Mặt trận Tổ quốc", NULL},
    {"Ủy ban Mặt trận Tổ quốc", "ubmttq"},
    {"Mặt trận Tổ quốc Việt Nam", NULL},
    {"Mặt trận Tổ quốc", "mttq"},
    {"Ủy ban Thường vụ Quốc hội", NULL},
    {"Ủy ban", NULL},
    {"Hội đồng", NULL},
    {"Tỉnh ủy", NULL},
    {"Thành ủy", NULL},
    {"Huyện ủy", NULL},
    {"Quận ủy", NULL},
    {"Thị ủy", NULL},
    {"Đảng ủy", NULL},
    {"Đảng bộ", NULL},
    {"Đảng đoàn", NULL},
    {"Chi bộ", NULL},
    {"Chi ủy", NULL},
    {"Ban cán sự đảng", NULL},
    {"Ban Chấp hành Trung ương", NULL},
    {"Ban Chấp hành Đảng bộ", NULL},
    {"Ban Chấp hành", NULL},
    {"Ban Chấp hành", "bch"},
    {"Ban Thường vụ", NULL},
    {"Ban Thường vụ", "btv"},
    {"Ban Thường trực", NULL},
    {"Ban Bí thư", NULL},
    {"Bộ Chính trị", NULL},
    {"Ban Tổ chức Trung ương", NULL},
    {"Ban Tổ chức", NULL},
    {"Ban Tuyên giáo", NULL},
    {"Ban Dân vận", NULL},
    {"Ban Nội chính", NULL},
    {"Ban Kinh tế", NULL},
    {"Ban Kinh tế - Ngân sách", NULL},
    {"Ban Kinh tế - Xã hội", NULL},
    {"Ban Văn hóa - Xã hội", NULL},
    {"Ban Dân tộc", NULL},
    {"Ban Quản lý", NULL},
    {"Ban Quản lý dự án", NULL},
    {"Ban Chỉ đạo", NULL},
    {"Ban Chỉ đạo", "bcđ"},
    {"Ban Chỉ huy", NULL},
    {"Ban Pháp chế", NULL},
    {"Ban", NULL},
    {"Tiểu ban", NULL},
    {"Văn phòng", NULL},
    {"Phòng", NULL},
    {"Sở", NULL},
    {"Bộ", NULL},
    {"Cục", NULL},
    {"Tổng cục", NULL},
    {"Chi cục", NULL},
    {"Vụ", NULL},
    {"Viện", NULL},
    {"Trung tâm", NULL},
    {"Trường Đại học", NULL},
    {"Trường Chính trị", NULL},
    {"Trường", NULL},
    {"Học viện", NULL},
    {"Học viện Chính trị quốc gia", NULL},
    {"Học viện Chính trị - Hành chính quốc gia", NULL},
    {"Công ty", NULL},
    {"Công ty cổ phần", NULL},
    {"Công ty trách nhiệm hữu hạn", NULL},
    {"Công ty TNHH", "công ty tnhh"},
    {"Công ty TNHH một thành viên", "công ty tnhh một thành viên"},
    {"Công ty TNHH MTV", "công ty tnhh mtv"},
    {"Tổng công ty", NULL},
    {"Tập đoàn", NULL},
    {"Hợp tác xã", NULL},
    {"Đài Phát thanh và Truyền hình", NULL},
    {"Đài Phát thanh - Truyền hình", NULL},
    {"Nhà xuất bản", NULL},
    {"Quỹ", NULL},
    {"Liên minh Hợp tác xã", NULL},
    {"Hội đồng nghĩa vụ quân sự", NULL},
    {"Hội đồng Thi đua - Khen thưởng", NULL},
    {"Ủy ban bầu cử", NULL},
    {"Khối các cơ quan", NULL},
    {"Khối Doanh nghiệp", NULL},
    {"cơ quan", NULL},
    {"Kiểm soát bệnh tật", NULL},
    {"Giáo dục nghề nghiệp", NULL},
    {"Giáo dục thường xuyên", NULL},
    {"Phục vụ hành chính công", NULL},
    {"Phát triển quỹ đất", NULL},
    {"Đăng ký đất đai", NULL},
    {"Văn phòng Đăng ký đất đai", NULL},
    {"Khuyến nông", NULL},
    {"Quản lý thị trường", NULL},
    {"Bảo vệ thực vật", NULL},
    {"Chăn nuôi và Thú y", NULL},
    {"Thi hành án dân sự", NULL},
    {"Quản lý đô thị", NULL},
    {"Dân tộc và Tôn giáo", NULL},
    {"Dân tộc", NULL},
    {"Thông tấn xã Việt Nam", NULL},
    {"cấp nước", NULL},
    {"chăm sóc sức khỏe", NULL},
    {"đa khoa", NULL},
    {"Bệnh viện Đa khoa", NULL},
    {"trung học phổ thông", NULL},
    {"trung học cơ sở", NULL},
    {"tiểu học", NULL},
    {"mầm non", NULL},
    {"cao đẳng", NULL},
    {"Bệnh viện", NULL},
    {"Trạm Y tế", NULL},
    {"Trạm", NULL},
    {"Hạt Kiểm lâm", NULL},
    {"Xí nghiệp", NULL},
    {"Chi nhánh", NULL},
    {"Điện lực", NULL},
    {"Thanh tra", NULL},
    {"Thanh tra Chính phủ", NULL},
    {"Kiểm toán Nhà nước", NULL},
    {"Kho bạc Nhà nước", NULL},
    {"Công an", NULL},
    {"Bộ Chỉ huy Quân sự", NULL},
    {"Bộ Chỉ huy Bộ đội Biên phòng", NULL},
    {"Bộ Tư lệnh", NULL},
    {"Tòa án nhân dân tối cao", NULL},
    {"Tòa án nhân dân", NULL},
    {"Viện Kiểm sát nhân dân tối cao", NULL},
    {"Viện Kiểm sát nhân dân", NULL},
    {"Quốc hội", NULL},
    {"Quốc hội", "quốc hội nước cộng hòa xã hội chủ nghĩa việt nam"},
    {"Chính phủ", NULL},
    {"Chính phủ", "chính phủ nước cộng hòa xã hội chủ nghĩa việt nam"},
    {"Thủ tướng Chính phủ", NULL},
    {"Chủ tịch nước", NULL},
    {"Chủ tịch nước", "chủ tịch nước cộng hòa xã hội chủ nghĩa việt nam"},
    {"Chủ tịch nước", "chủ tịch nước việt nam dân chủ cộng hòa"},
    {"Chủ tịch", NULL},
    {"Chủ tịch Chính phủ", NULL},
    {"lâm thời", NULL},
    {"Nhà nước", NULL},
    {"Văn phòng Chính phủ", NULL},
    {"Văn phòng Quốc hội", NULL},
    {"Hội đồng Nhà nước", NULL},
    {"Ngân hàng Nhà nước", NULL},
    {"Ngân hàng Nhà nước Việt Nam", NULL},
    {"Ngân hàng Chính sách xã hội", NULL},
    {"Bảo hiểm xã hội", NULL},
    {"Liên đoàn Lao động", NULL},
    {"Tổng Liên đoàn Lao động Việt Nam", NULL},
    {"Hội Nông dân", NULL},
    {"Hội Cựu chiến binh", NULL},
    {"Hội Liên hiệp Phụ nữ", NULL},
    {"Hội Liên hiệp Phụ nữ", "hội lhpn"},
    {"Hội Chữ thập đỏ", NULL},
    {"Hội Khuyến học", NULL},
    {"Hội Người cao tuổi", NULL},
    {"Hội Luật gia", NULL},
    {"Hội Nhà báo", NULL},
    {"Hội Văn học - Nghệ thuật", NULL},
    {"Liên hiệp các Hội Khoa học và Kỹ thuật", NULL},
    {"Liên hiệp các Hội Văn học - Nghệ thuật", NULL},
    {"Liên hiệp các tổ chức hữu nghị", NULL},
    {"Đoàn TNCS Hồ Chí Minh", NULL},
    {"Đoàn", NULL},
    {"Tỉnh đoàn", NULL},
    {"Thành đoàn", NULL},
    {"Đoàn đại biểu Quốc hội", NULL},
    {"Đoàn đại biểu Quốc hội", "đoàn đbqh"},
    {"Thường trực", NULL},
    {"Trung ương", NULL},
    {"Việt Nam", NULL},
    /* What they look after. */
    {"Giáo dục và Đào tạo", NULL},
    {"Giáo dục và Đào tạo", "gd đt"},
    {"Kế hoạch và Đầu tư", NULL},
    {"Tài chính", NULL},
    {"Tài chính - Kế hoạch", NULL},
    {"Nội vụ", NULL},
    {"Y tế", NULL},
    {"Công Thương", NULL},
    {"Xây dựng", NULL},
    {"Tư pháp", NULL},
    {"Ngoại vụ", NULL},
    {"Ngoại giao", NULL},
    {"Quốc phòng", NULL},
    {"Nông nghiệp và Phát triển nông thôn", NULL},
    {"Nông nghiệp và Phát triển nông thôn", "nông nghiệp và ptnt"},
    {"Nông nghiệp và Môi trường", NULL},
    {"Tài nguyên và Môi trường", NULL},
    {"Thông tin và Truyền thông", NULL},
    {"Văn hóa, Thể thao và Du lịch", NULL},
    {"Văn hóa - Xã hội", NULL},
    {"Văn hóa và Thông tin", NULL},
    {"Lao động - Thương binh và Xã hội", NULL},
    {"Khoa học và Công nghệ", NULL},
    {"Giao thông vận tải", NULL},
    {"Du lịch", NULL},
    {"Kinh tế - Ngân sách", NULL},
    {"Kinh tế", NULL},
    {"Pháp chế", NULL},
    {"Quản lý", NULL},
    {"Dược", NULL},
    {"Hải quan", NULL},
    {"Thuế", NULL},
    {"Thống kê", NULL},
    {"Kiểm lâm", NULL},
    {"Thủy lợi", NULL},
    {"công tác", NULL},
    {"biên giới", NULL},
    {"phòng, chống dịch", NULL},
    {"phòng, chống dịch bệnh", NULL},
    {"phòng, chống thiên tai", NULL},
    {"phòng, chống tham nhũng", NULL},
    {"phòng, chống tham nhũng, tiêu cực", NULL},
    {"lụt bão", NULL},
    {"tìm kiếm cứu nạn", NULL},
    {"tìm kiếm cứu nạn", "tkcn"},
    {"cải cách hành chính", NULL},
    {"chuyển đổi số", NULL},
    {"xây dựng nông thôn mới", NULL},
    {"giảm nghèo", NULL},
    {"bầu cử", NULL},
    {"khu vực", NULL},
    {"các khu công nghiệp", NULL},
    {"khu kinh tế", NULL},
    {"tổ dân phố", NULL},
    {"miền Bắc", NULL},
    {"miền Trung", NULL},
    {"miền Nam", NULL},
    {"lần thứ", NULL},
    {"của", NULL},
    {"và", NULL},
    {"các", NULL},
    {"với", NULL},
    /* Where. */
    {"tỉnh", NULL},
    {"thành phố", NULL},
    {"thành phố", "tp"},
    {"thị xã", NULL},
    {"thị xã", "tx"},
    {"thị trấn", NULL},
    {"huyện", NULL},
    {"quận", NULL},
    {"phường", NULL},
    {"xã", NULL},
    {"Hồ Chí Minh", NULL},
    {"TP.HCM", "tphcm"},
};

/* Provinces, also those of before 2025: below "tỉnh" they get marks that the text lacks. Only
 * there: districts have names that differ in marks alone ("Quang Bình"). */
static const char *const provinces[] = {
    "An Giang",    "Bà Rịa - Vũng Tàu", "Bạc Liêu",  "Bắc Giang",      "Bắc Kạn",    "Bắc Ninh",
    "Bến Tre",     "Bình Dương",        "Bình Định", "Bình Phước",     "Bình Thuận", "Cà Mau",
    "Cao Bằng",    "Đắk Lắk",           "Đắk Nông",  "Điện Biên",      "Đồng Nai",   "Đồng Tháp",
    "Gia Lai",     "Hà Giang",          "Hà Nam",    "Hà Tĩnh",        "Hải Dương",  "Hậu Giang",
    "Hòa Bình",    "Hưng Yên",          "Khánh Hòa", "Kiên Giang",     "Kon Tum",    "Lai Châu",
    "Lạng Sơn",    "Lào Cai",           "Lâm Đồng",  "Long An",        "Nam Định",   "Nghệ An",
    "Ninh Bình",   "Ninh Thuận",        "Phú Thọ",   "Phú Yên",        "Quảng Bình", "Quảng Nam",
    "Quảng Ngãi",  "Quảng Ninh",        "Quảng Trị", "Sóc Trăng",      "Sơn La",     "Tây Ninh",
    "Thái Bình",   "Thái Nguyên",       "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long",         "Vĩnh Phúc", "Yên Bái",
};

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
    "tổ công tác",
    "mttq",
};

/* Units of administration: at the start of a line they go on with the name of the line above. */
static const char *const units[] = {
    "tỉnh", "thành phố", "tp", "thị xã", "tx", "thị trấn", "huyện", "quận", "phường", "xã",
};

/* Committees of the Party, whose own bodies are named with them. */
static const char *const committees[] = {
    "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy",
};

gboolean
tc_org_begins(const char *p, const char *end)
{
    /* "PHÒNG, CHỐNG DỊCH COVID-19" goes on with the name of a committee. */
    if (tc_phrase_at(p, end, "phòng chống") != NULL)
        return FALSE;
    return tc_phrase_any(p, end, heads, G_N_ELEMENTS(heads), NULL) != NULL;
}

/* `name` without the punctuation between its words, as phrases are. */
static const char *
plain_name(const char *name, char plain[NAME_BYTES_MAX])
{
    gsize len = 0;
    for (const char *q = name; *q != '\0' && len < NAME_BYTES_MAX - 1; q++)
        if (*q != ',' && *q != '-' && (*q != ' ' || (len > 0 && plain[len - 1] != ' ')))
            plain[len++] = *q;
    plain[len] = '\0';
    return plain;
}

gboolean
tc_is_province(const char *p, const char *end)
{
    char plain[NAME_BYTES_MAX];
    char first = tc_first_letter(p, end);
    for (gsize i = 0; i < G_N_ELEMENTS(provinces); i++)
        if (tc_first_letter(provinces[i], provinces[i] + strlen(provinces[i])) == first &&
            tc_phrase_at(p, end, plain_name(provinces[i], plain)) == end)
            return TRUE;
    return FALSE;
}

static gboolean
has_marks(const char *p, const char *end)
{
    for (TcLetter letter; p < end;) {
        gsize len = tc_letter_read(p, end, &letter);
        if (len > 0 && (letter.quality != 0 || letter.tone != TC_TONE_NONE))
            return TRUE;
        p = len > 0 ? p + len : g_utf8_next_char(p);
    }
    return FALSE;
}

/* The name of `names`, or of a province after "tỉnh", that stands at `p`: the longest, and its end.
 */
static const char *
name_at(const char *p, const char *end, gboolean marked, gboolean province, const char **name)
{
    const char *longest = NULL;
    char plain[NAME_BYTES_MAX];
    char first = tc_first_letter(p, end);
    for (gsize i = 0; province && i < G_N_ELEMENTS(provinces); i++) {
        const char *found = tc_phrase_at(p, end, plain_name(provinces[i], plain));
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = provinces[i];
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *phrase = names[i].phrase;
        const char *begin = phrase != NULL ? phrase : names[i].name;
        if (tc_first_letter(begin, begin + strlen(begin)) != first)
            continue;
        if (phrase == NULL)
            phrase = plain_name(names[i].name, plain);
        const char *found = tc_phrase_at(p, end, phrase);
        /* Among words with marks "CƠ QUAN" is not "cơ quận". */
        if (found != NULL && marked && !has_marks(p, found) &&
            has_marks(phrase, phrase + strlen(phrase)))
            continue;
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = names[i].name;
        }
    }
    return longest;
}

/* Whether a word in capitals is an abbreviation: no vowel, or a digit. */
static gboolean
is_abbreviation(const TcLetters *word)
{
    gboolean vowel = FALSE;
    gboolean digit = FALSE;
    for (guint i = 0; i < word->count; i++) {
        char base = word->letters[i].base;
        vowel = vowel || strchr("aeiouy", base) != NULL || base == '?';
        digit = digit || g_ascii_isdigit(base);
    }
    return !vowel || digit;
}

/* Append a word of no known name: as it stands when the text is not in capitals. */
static void
append_word(GString *out, const char *p, gsize len, const TcLetters *word, gboolean capitals,
            gboolean first)
{
    if (!capitals && !first) {
        g_string_append_len(out, p, (gssize)len);
        return;
    }
    const char *rest = g_utf8_next_char(p);
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(p)));
    if (!capitals || is_abbreviation(word) || g_ascii_strncasecmp(p, "covid", 5) == 0) {
        g_string_append_len(out, rest, p + len - rest);
        return;
    }
    g_autofree char *lower = g_utf8_strdown(rest, p + len - rest);
    g_string_append(out, lower);
}

/* Append [p, end) as the name of a body. */
static void
append_name(GString *out, const char *p, const char *end)
{
    gboolean capitals = tc_is_capitals(p, end);
    gboolean marked = has_marks(p, end);
    gboolean first = out->len == 0;
    while (p < end) {
        const char *name = NULL;
        TcLetters word;
        gsize len = tc_letters_read(p, end, &word);
        if (len == 0) {
            const char *next = g_utf8_next_char(p);
            gunichar c = g_utf8_get_char(p);
            if (g_unichar_isspace(c)) {
                if (out->len > 0 && out->str[out->len - 1] != ' ')
                    g_string_append_c(out, ' ');
            } else {
                g_string_append_len(out, p, next - p);
            }
            p = next;
            continue;
        }
        const char *after = name_at(p, end, marked, g_str_has_suffix(out->str, "tỉnh "), &name);
        if (after != NULL) {
            gsize at = out->len;
            g_string_append(out, name);
            /* A name begins with a capital, whatever its first word is. */
            gunichar c = g_utf8_get_char(out->str + at);
            if (first && g_unichar_islower(c)) {
                g_autofree char *upper =
                    g_utf8_strup(out->str + at, g_utf8_skip[(guchar)out->str[at]]);
                g_string_erase(out, (gssize)at, g_utf8_skip[(guchar)out->str[at]]);
                g_string_insert(out, (gssize)at, upper);
            }
            p = after;
        } else {
            append_word(out, p, len, &word, capitals, first);
            p += len;
        }
        first = FALSE;
    }
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
}

static gboolean
is_committee(const char *name)
{
    return tc_phrase_any(name, name + strlen(name), committees, G_N_ELEMENTS(committees), NULL) !=
           NULL;
}

/* Where a name says which unit it belongs to: "tỉnh Nghệ An"; NULL if it does not. */
static const char *
unit_of(const char *name)
{
    const char *end = name + strlen(name);
    const char *best = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        const char *at = tc_phrase_find(name, end, units[i], NULL);
        if (at != NULL && at > name && (best == NULL || at < best))
            best = at;
    }
    return best;
}

/* Whether a name begins as one of those. */
static gboolean
begins_with(const char *name, const char *const *phrases, gsize count)
{
    return tc_phrase_any(name, name + strlen(name), phrases, count, NULL) != NULL;
}

/* "Ban Chấp hành tỉnh Bắc Giang" below "Đoàn TNCS Hồ Chí Minh" is that union's there; NULL when it
 * is no such thing. */
static char *
join_union(const char *above, const char *below)
{
    static const char *const unions[] = {"đoàn", "hội", "liên đoàn", "công đoàn", "tổng liên đoàn"};
    static const char *const councils[] = {"hội đồng", "đoàn đại biểu", "hội nghị"};
    static const char *const organs[] = {"ban chấp hành", "ban thường vụ", "ban thường trực"};
    static const char country[] = " Việt Nam";
    const char *unit = unit_of(below);

    if (unit == NULL || unit_of(above) != NULL ||
        !begins_with(above, unions, G_N_ELEMENTS(unions)) ||
        begins_with(above, councils, G_N_ELEMENTS(councils)) ||
        !begins_with(below, organs, G_N_ELEMENTS(organs)))
        return NULL;
    gsize above_len = strlen(above) - (g_str_has_suffix(above, country) ? strlen(country) : 0);
    return g_strdup_printf("%.*s%.*s %s", (int)(unit - below), below, (int)above_len, above, unit);
}

/* "Sở Y tế" below "Ủy ban nhân dân tỉnh Đồng Tháp" is "Sở Y tế tỉnh Đồng Tháp"; "Ban Tổ chức" below
 * "Tỉnh ủy Quảng Ninh", "Ban Tổ chức Tỉnh ủy Quảng Ninh"; "Huyện ủy Tiền Hải" says all by itself.
 */
static char *
join_names(const char *above, const char *below)
{
    gsize above_len = strlen(above);
    gsize below_len = strlen(below);
    if (g_str_has_suffix(above, below))
        return g_strdup(above);
    if (is_committee(below)) {
        /* "Đảng bộ tỉnh Nghệ An", "Tỉnh ủy": the same body. */
        const char *after =
            tc_phrase_any(below, below + below_len, committees, G_N_ELEMENTS(committees), NULL);
        const char *unit = unit_of(above);
        if (*after != '\0' || unit == NULL)
            return g_strdup(below);
        const char *place =
            tc_phrase_any(unit, above + above_len, units, G_N_ELEMENTS(units), NULL);
        return g_strconcat(below, place, NULL);
    }
    if (is_committee(above))
        return tc_phrase_at(below, below + below_len, "chi bộ") != NULL ||
                       tc_phrase_at(below, below + below_len, "đảng bộ") != NULL
                   ? g_strconcat(below, ", ", above, NULL)
                   : g_strconcat(below, " ", above, NULL);
    g_autofree char *of_union = join_union(above, below);
    if (of_union != NULL)
        return g_steal_pointer(&of_union);
    /* Committees of a council are named with it. */
    if (tc_phrase_at(above, above + above_len, "hội đồng nhân dân") != NULL &&
        unit_of(below) == NULL && tc_phrase_at(below, below + below_len, "ban") != NULL)
        return g_strconcat(below, " ", above, NULL);
    if (tc_phrase_at(above, above + above_len, "ủy ban nhân dân") != NULL ||
        tc_phrase_at(above, above + above_len, "hội đồng nhân dân") != NULL) {
        const char *unit = unit_of(above);
        if (g_str_equal(below, "Văn phòng"))
            return g_strconcat(below, " ", above, NULL);
        if (unit_of(below) != NULL || strstr(below, unit != NULL ? unit : above) != NULL)
            return g_strdup(below);
        return g_strconcat(below, " ", unit != NULL ? unit : above, NULL);
    }
    /* "Liên đoàn Lao động tỉnh Quảng Ninh" below that of the country. */
    if (unit_of(below) != NULL)
        return g_strdup(below);
    return g_strconcat(below, ", ", above, NULL);
}

/* The next line of a name, [start, end). Words that are known together, "ỦY BAN NHÂN" / "DÂN", may
 * be broken by the line. */
static void
go_on_with_name(GString *name, GString *lines, const char *start, const char *end)
{
    gboolean capitals =
        tc_is_capitals(start, end) && tc_is_capitals(lines->str, lines->str + lines->len);

    g_string_append_c(lines, ' ');
    g_string_append_len(lines, start, end - start);
    if (capitals) {
        g_string_truncate(name, 0);
        append_name(name, lines->str, lines->str + lines->len);
    } else {
        g_string_append_c(name, ' ');
        append_name(name, start, end);
    }
}

char *
tc_org_of_letterhead(const TcCell *cells, gsize count)
{
    g_autofree char *above = NULL;
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) lines = g_string_new(NULL); /* that `name` is made of */
    for (gsize i = 0; i < count; i++) {
        const char *start = cells[i].start;
        const char *end = tc_skip_between_back(start, cells[i].end);
        gboolean begins = tc_org_begins(start, end);
        if (i == 0 && !begins)
            return NULL;
        /* "BAN CHẤP HÀNH" / "ĐẢNG BỘ TỈNH NGHỆ AN" is one name, as is "ỦY BAN" / "KIỂM TRA". */
        gboolean goes_on =
            !begins || (tc_phrase_at(start, end, "đảng bộ") != NULL &&
                        tc_phrase_at(name->str, name->str + name->len, "ban chấp hành") != NULL);
        if (name->len > 0 && goes_on) {
            go_on_with_name(name, lines, start, end);
        } else {
            if (name->len > 0) {
                char *joined = above != NULL ? join_names(above, name->str) : g_strdup(name->str);
                g_free(above);
                above = joined;
                g_string_truncate(name, 0);
            }
            append_name(name, start, end);
            g_string_truncate(lines, 0);
            g_string_append_len(lines, start, end - start);
        }
        if (name->len > TC_HEADER_ORG_MAX)
            return NULL;
    }
    if (name->len == 0)
        return NULL;
    char *result = above != NULL ? join_names(above, name->str) : g_strdup(name->str);
    if (strlen(result) > TC_HEADER_ORG_MAX)
        g_clear_pointer(&result, g_free);
    return result;
}

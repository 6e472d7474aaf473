/* People: their names in running text, with honours before and positions after them. */
#include "document/header/header.h"
#include "document/header/parts.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    NAME_WORDS_MIN = 2,
    NAME_WORDS_MAX = 5,
    NAME_WORD_LETTERS_MAX = 7,
};

/* Who signs or presides. Anything short may follow ("UBND TỈNH", "BAN TỔ CHỨC"). */
static const char *const positions[] = {
    "chủ tịch",
    "phó chủ tịch",
    "quyền chủ tịch",
    "bí thư",
    "phó bí thư",
    "giám đốc",
    "phó giám đốc",
    "tổng giám đốc",
    "bộ trưởng",
    "thứ trưởng",
    "thủ tướng",
    "phó thủ tướng",
    "chánh văn phòng",
    "phó chánh văn phòng",
    "trưởng ban",
    "phó trưởng ban",
    "chủ nhiệm",
    "phó chủ nhiệm",
    "cục trưởng",
    "phó cục trưởng",
    "tổng cục trưởng",
    "phó tổng cục trưởng",
    "chi cục trưởng",
    "phó chi cục trưởng",
    "vụ trưởng",
    "thống đốc",
    "phó thống đốc",
    "viện trưởng",
    "phó viện trưởng",
    "chánh án",
    "phó chánh án",
    "chánh thanh tra",
    "phó chánh thanh tra",
    "trưởng phòng",
    "phó trưởng phòng",
    "trưởng đoàn",
    "phó trưởng đoàn",
    "chủ tọa",
    "chủ trì",
    "chủ tọa kỳ họp",
    "hiệu trưởng",
    "phó hiệu trưởng",
    "tổng bí thư",
    "tổng thanh tra",
    "tổng kiểm toán",
    "ủy viên",
    "thường trực",
    "tư lệnh",
    "chỉ huy trưởng",
    "người tổng hợp",
    "người báo cáo",
    "trưởng tiểu ban",
    "chủ tịch nước",
    "chủ tịch quốc hội",
    "phó chủ tịch quốc hội",
    "phó chủ tịch nước",
    "chánh văn phòng",
    "tổng biên tập",
    "phó tư lệnh",
    "chính ủy",
    "đại biểu quốc hội",
    "phó tổng giám đốc",
    "phó tổng biên tập",
    "phó tổng kiểm toán",
    "phó tổng thanh tra",
    "tổng thư ký",
    "phó tổng thư ký",
    "thủ trưởng",
    "đội trưởng",
    "phó đội trưởng",
    "tổ trưởng",
    "trạm trưởng",
    "trưởng trạm",
    "hạt trưởng",
    "phó hạt trưởng",
    "đồn trưởng",
    "trưởng khoa",
    "phó trưởng khoa",
    "trưởng công an",
    "phó trưởng công an",
    "chỉ huy phó",
    "thẩm phán",
    "trưởng thôn",
    "trưởng bản",
    "hiệu phó",
    "trưởng chi nhánh",
    "đại diện",
};

/* In front of a name: ranks and degrees. */
static const char *const honours[] = {
    "bs",
    "bác sĩ",
    "ts",
    "ths",
    "pgs",
    "gs",
    "ks",
    "cn",
    "ckii",
    "cki",
    "luật sư",
    "thiếu tướng",
    "trung tướng",
    "thượng tướng",
    "đại tướng",
    "đại tá",
    "thượng tá",
    "trung tá",
    "thiếu tá",
    "ông",
    "bà",
    "đồng chí",
    "đ c",
    "nhà giáo ưu tú",
    "đ/c",
    "tiến sĩ",
    "thạc sĩ",
    "giáo sư",
    "phó giáo sư",
    "bsckii",
    "bscki",
    "bsnt",
    "dsckii",
    "dscki",
    "ds",
    "tsbs",
    "thsbs",
    "ngut",
    "ttut",
    "kts",
    "kỹ sư",
    "cử nhân",
    "dược sĩ",
    "thầy thuốc ưu tú",
    "đại úy",
    "thượng úy",
    "trung úy",
    "thiếu úy",
    "nhà giáo nhân dân",
    "đô đốc",
    "phó đô đốc",
    "chuẩn đô đốc",
};
static const char *const plural_honours[] = {"các đồng chí", "các ông", "các bà", "các đ c"};

/* Family names that stand for a person where nothing else announces one: the frequent ones of the
 * Kinh, and those of other peoples that are no ordinary words. Nine in ten Vietnamese have one of
 * the first row. */
static const char *const families[] = {
    "nguyễn", "trần",  "lê",    "phạm",  "huỳnh", "hoàng", "phan",   "vũ",    "võ",    "đặng",
    "bùi",    "đỗ",    "hồ",    "ngô",   "dương", "lý",    "đinh",   "đoàn",  "trịnh", "trương",
    "đào",    "lương", "mai",   "tô",    "tạ",    "hà",    "cao",    "lâm",   "phùng", "vương",
    "quách",  "thái",  "chu",   "châu",  "tăng",  "nông",  "ma",     "vi",    "lò",    "quàng",
    "lường",  "cầm",   "giàng", "sùng",  "thào",  "vàng",  "lầu",    "mùa",   "hầu",   "triệu",
    "hứa",    "la",    "lưu",   "kiều",  "doãn",  "khổng", "nghiêm", "thân",  "văn",   "tống",
    "từ",     "viên",  "đàm",   "đồng",  "giáp",  "hoa",   "ông",    "phí",   "thạch", "danh",
    "kim",    "sơn",   "điểu",  "siu",   "ksor",  "rơ",    "rcom",   "bá",    "quản",  "lại",
    "bạch",   "mạc",   "ninh",  "thiều", "âu",    "uông",  "cù",     "đậu",   "lục",   "hán",
    "lều",    "tòng",  "bế",    "hoàn",  "tiêu",  "nghị",  "chử",    "hàn",   "ngụy",  "khương",
    "trầm",   "mã",    "giàng", "cà",    "lã",    "phó",   "thẩm",   "tưởng", "kha",   "lô",
};

const char *
tc_position_at(const char *p, const char *end)
{
    return tc_phrase_any(p, end, positions, G_N_ELEMENTS(positions), NULL);
}

const char *
tc_position_at_bare(const char *p, const char *end)
{
    const char *longest = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(positions); i++) {
        const char *found = tc_phrase_at_bare(p, end, positions[i]);
        if (found != NULL && (longest == NULL || found > longest))
            longest = found;
    }
    return longest;
}

const char *
tc_honour_at(const char *p, const char *end, gboolean *are_many)
{
    const char *last = NULL;
    if (are_many != NULL)
        *are_many = FALSE;
    for (;;) {
        const char *after =
            tc_phrase_any(p, end, plural_honours, G_N_ELEMENTS(plural_honours), NULL);
        if (after != NULL && are_many != NULL)
            *are_many = TRUE;
        if (after == NULL)
            after = tc_phrase_any(p, end, honours, G_N_ELEMENTS(honours), NULL);
        /* "Ông Ích Khiêm" and "Bà Rịa": names that begin like an announcement but have none. */
        if (after == NULL || after >= end || strchr(". :,-", *after) == NULL)
            return last;
        last = after;
        p = tc_skip_between(after, end);
    }
}

/* Whether the word is written in the way of names: "Văn", "VĂN", "A". */
static gboolean
is_name_word(const TcLetters *word, gboolean *are_capitals)
{
    if (word->foreign || word->count > NAME_WORD_LETTERS_MAX || !word->letters[0].upper)
        return FALSE;
    guint upper = 0;
    for (guint i = 0; i < word->count; i++)
        upper += word->letters[i].upper;
    *are_capitals = word->count > 1 && upper == word->count;
    return *are_capitals || upper == 1;
}

static gboolean
is_family(const TcLetters *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(families); i++)
        if (tc_letters_are(word, families[i]))
            return TRUE;
    return FALSE;
}

gboolean
tc_family_at(const char *p, const char *end)
{
    TcLetters word;
    return tc_letters_read(p, end, &word) > 0 && is_family(&word);
}

const char *
tc_person_at(const char *p, const char *end, gboolean is_introduced)
{
    guint words = 0;
    guint capital_words = 0;
    guint longer = 0;
    const char *start = p;
    const char *name_end = NULL;
    while (p < end && words < NAME_WORDS_MAX) {
        TcLetters word;
        gboolean are_capitals;
        gsize len = tc_letters_read(p, end, &word);
        if (len == 0 || !is_name_word(&word, &are_capitals))
            break;
        if (words == 0 && !is_introduced && !is_family(&word))
            return NULL;
        /* "Nguyễn Văn An Phó Chủ tịch" */
        if (tc_position_at(p, end) != NULL)
            break;
        /* "Nguyễn Văn An UBND tỉnh" */
        if (words > 0 && are_capitals != (capital_words > 0) && word.count > 1 && longer > 0)
            break;
        capital_words += are_capitals;
        longer += word.count > 1;
        words++;
        p += len;
        name_end = p;
        const char *next = tc_space_skip(p, end);
        if (next == p || memchr(p, '\n', (gsize)(next - p)) != NULL)
            break;
        p = next;
    }
    if (words < NAME_WORDS_MIN || name_end - start > TC_HEADER_FIELD_MAX)
        return NULL;
    /* "Phó Bí thư Thành ủy Hà Nội", "Hồ Chí Minh": places, and people whom things are named after.
     * */
    if (tc_is_province(start, name_end) || tc_phrase_at(start, name_end, "hồ chí minh") != NULL)
        return NULL;
    /* "Ban Thường vụ", "Sở Nội vụ": the name of a body continues in small letters. */
    if (tc_org_begins(start, name_end) && !is_introduced) {
        const char *next = tc_space_skip(name_end, end);
        TcLetters word;
        if (next > name_end && tc_letters_read(next, end, &word) > 0 && !word.letters[0].upper)
            return NULL;
    }
    return name_end;
}

static gboolean
is_known(const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (strcmp(g_ptr_array_index(names, i), name) == 0)
            return TRUE;
    return FALSE;
}

/* Where the word after the one at `p` starts. */
static const char *
after_word(const char *p, const char *end)
{
    TcLetters word;
    gsize len = tc_letters_read(p, end, &word);
    return len > 0 ? p + len : g_utf8_next_char(p);
}

void
tc_people_read(const char *p, const char *end, guint max, GPtrArray *names)
{
    gboolean begins = TRUE; /* a part of the sentence begins at p */
    while (p < end && names->len < max) {
        p = begins ? tc_skip_between(p, end) : p;
        if (p >= end)
            return;
        const char *named = tc_honour_at(p, end, NULL);
        const char *name = named != NULL ? tc_skip_between(named, end) : p;
        const char *name_end =
            named != NULL || begins ? tc_person_at(name, end, named != NULL) : NULL;
        if (name_end != NULL) {
            g_autofree char *tidy = tc_tidy(name, name_end, TC_HEADER_FIELD_MAX);
            if (tidy != NULL && !is_known(names, tidy))
                g_ptr_array_add(names, g_steal_pointer(&tidy));
            p = name_end;
            begins = FALSE;
            continue;
        }
        if (named != NULL) {
            /* "đồng chí Chủ tịch Ủy ban nhân dân tỉnh Trần Văn An": the name may come later. */
            p = name;
            begins = FALSE;
            continue;
        }
        if (strchr(";:,-", *p) != NULL || tc_dash_len(p, end) > 0) {
            begins = TRUE;
            p = g_utf8_next_char(p);
            continue;
        }
        const char *and = tc_phrase_at(p, end, "và");
        begins = and != NULL;
        p = and != NULL ? and : tc_is_word_at(p, end) ? after_word(p, end) : g_utf8_next_char(p);
    }
}

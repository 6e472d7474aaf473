/* People: their names in running text, with honours before and positions after them; who presided
 * over a meeting ("Các đồng chí: Nguyễn Văn An, Bí thư; ... chủ trì hội nghị"). */
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    NAME_WORDS_MIN = 2,
    NAME_WORDS_MAX = 5,
    NAME_WORD_LETTERS_MAX = 7,
    SENTENCE_BYTES = 1500, /* people who preside, with their positions */
    AFTER_PRESIDE = 60,    /* bytes from "chủ trì" to "hội nghị" */
    CHAIRS_MAX = 6,
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
    "th s",
    "t s",
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

/* ---- who presided over a meeting ---- */

/* Where the sentence that `at` belongs to starts, but not more than SENTENCE_BYTES before. */
static const char *
sentence_start(const char *begin, const char *at)
{
    const char *p = at;
    while (p > begin && at - p < SENTENCE_BYTES) {
        if (p[-1] == '\n')
            break;
        if (p[-1] == '.' && p < at && *p == ' ') {
            /* "TP. Hồ Chí Minh", "TS. Nguyễn Văn An" */
            TcLetters word;
            const char *start = tc_letters_before(begin, p - 1, &word);
            if (start == NULL || word.count > 3 || !word.letters[0].upper)
                break;
        }
        p--;
    }
    while (p < at && (*p & 0xC0) == 0x80)
        p++;
    return p;
}

const char *
tc_sentence_end(const char *p, const char *end)
{
    const char *limit = end - p > SENTENCE_BYTES ? p + SENTENCE_BYTES : end;
    for (const char *q = p; q < limit; q++) {
        if (*q == '\n')
            return q;
        TcLetters word;
        if (*q == '.' && (q + 1 == limit || q[1] == ' ') &&
            (tc_letters_before(p, q, &word) == NULL || word.count > 3 || !word.letters[0].upper))
            return q;
    }
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    return limit;
}

static const char *const meeting_nouns[] = {
    "hội nghị", "kỳ họp",   "phiên họp", "cuộc họp", "đại hội", "buổi làm việc", "buổi họp",
    "phiên",    "hội thảo", "tọa đàm",   "buổi",     "họp",     "buổi tiếp xúc", "giao ban",
};

const char *
tc_meeting_after(const char *p, const char *end)
{
    const char *limit = end - p > AFTER_PRESIDE ? p + AFTER_PRESIDE : end;
    while (limit > p && limit < end && (*limit & 0xC0) == 0x80)
        limit--;
    const char *best = NULL;
    const char *best_end = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(meeting_nouns); i++) {
        const char *after;
        const char *at = tc_phrase_find(p, limit, meeting_nouns[i], &after);
        if (at != NULL && (best == NULL || at < best || (at == best && after > best_end))) {
            best = at;
            best_end = after;
        }
    }
    return best_end;
}

/* "Chủ tọa: Ông Nguyễn Văn An - Chủ tịch", also with the people on lines of their own. */
static void
read_labelled(const char *p, const char *end, GPtrArray *names)
{
    const char *line_end = memchr(p, '\n', (gsize)(end - p));
    line_end = line_end != NULL ? line_end : end;
    tc_people_read(p, line_end, CHAIRS_MAX, names);
    if (tc_skip_between(p, line_end) < line_end)
        return;
    /* Nothing stood behind the label: reads the lines below it, as long as each names somebody. */
    while (line_end < end && names->len < CHAIRS_MAX) {
        guint count = names->len;
        p = line_end + 1;
        line_end = p < end ? memchr(p, '\n', (gsize)(end - p)) : NULL;
        line_end = line_end != NULL ? line_end : end;
        const char *start = tc_skip_between(p, line_end);
        /* "1. Ông ...", "a) Bà ..." */
        if (line_end - start > 3 && g_ascii_isalnum(*start) && (start[1] == '.' || start[1] == ')'))
            start += 2;
        if (start >= line_end)
            continue;
        start = tc_skip_between(start, line_end);
        if (tc_honour_at(start, line_end, NULL) != NULL)
            tc_people_read(start, line_end, count + 1, names);
        if (names->len == count)
            return;
    }
}

/* "Các đồng chí: A, Bí thư; B, Phó Bí thư chủ trì hội nghị": reads the people before `at`. */
static void
read_before(const char *begin, const char *at, gboolean is_together, GPtrArray *names)
{
    const char *start = sentence_start(begin, at);
    const char *last = NULL;
    const char *group = NULL;
    for (const char *p = start; p < at; p = g_utf8_next_char(p)) {
        gboolean are_many;
        if (p > start && tc_is_word_before(start, p))
            continue;
        const char *honour = tc_honour_at(p, at, &are_many);
        if (honour == NULL)
            continue;
        if (are_many)
            group = p;
        else if (group == NULL) {
            /* "đồng chí A và đồng chí B", "đồng chí A, Bí thư; đồng chí B, Phó Bí thư" */
            const char *between = last != NULL ? tc_space_skip_back(start, p) : NULL;
            TcLetters word;
            gboolean is_joined = between != NULL &&
                                 (between[-1] == ';' ||
                                  (tc_letters_before(start, p, &word) != NULL &&
                                   (tc_letters_are(&word, "và") || tc_letters_are(&word, "cùng"))));
            if (!is_joined && !(is_together && last != NULL))
                last = p;
        }
        p = tc_is_word_at(p, at) && honour > p ? honour - 1 : p;
    }
    if (group != NULL || last != NULL) {
        tc_people_read(group != NULL ? group : last, at, CHAIRS_MAX, names);
        if (names->len > 0)
            return;
    }
    /* "Bí thư Tỉnh ủy Nguyễn Văn An chủ trì hội nghị": reads a name right before it, behind a
     * position. */
    const char *position = NULL;
    for (const char *p = start; p < at; p = g_utf8_next_char(p))
        if ((p == start || !tc_is_word_before(start, p)) && tc_position_at(p, at) != NULL)
            position = p;
    if (position == NULL)
        return;
    const char *name_end = tc_skip_between_back(position, at);
    for (const char *p = position; p < name_end; p = g_utf8_next_char(p)) {
        if (tc_is_word_before(position, p) || tc_person_at(p, name_end, FALSE) != name_end)
            continue;
        TcLetters word;
        static const char *const places[] = {"huyện", "quận", "xã", "phường",
                                             "đường", "trấn", "phố"};
        gboolean is_place = FALSE;
        const char *before = tc_letters_before(position, p, &word);
        for (gsize i = 0; before != NULL && i < G_N_ELEMENTS(places); i++)
            is_place = is_place || tc_letters_are(&word, places[i]);
        if (!is_place)
            tc_people_read(p, name_end, CHAIRS_MAX, names);
        return;
    }
    /* "Nguyễn Văn An, Chủ tịch UBND tỉnh, chủ trì": reads a sentence that begins with the name. */
    if (tc_person_at(start, at, FALSE) != NULL)
        tc_people_read(start, at, 1, names);
}

static char *
join_names(const GPtrArray *names)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (out->len + strlen(name) + 2 > TC_HEADER_ORG_MAX)
            break;
        g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", name);
    }
    return g_string_free(out, FALSE);
}

char *
tc_chair_of_meeting(const char *p, const char *end)
{
    static const char *const verbs[] = {"chủ trì", "chủ tọa", "đồng chủ trì", "điều hành"};
    static const char *const joints[] = {"của", "là", "có", "gồm", "gồm có"};
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *begin = p;
    while (p < end) {
        const char *at = NULL;
        const char *after = NULL;
        for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
            const char *verb_end;
            const char *found = tc_phrase_find(p, end, verbs[i], &verb_end);
            if (found != NULL && (at == NULL || found < at)) {
                at = found;
                after = verb_end;
            }
        }
        if (at == NULL)
            return NULL;
        TcLetters before;
        gboolean is_together =
            tc_phrase_at(at, end, "đồng chủ trì") != NULL ||
            (tc_letters_before(begin, at, &before) != NULL && tc_letters_are(&before, "đồng"));
        const char *stop = tc_sentence_end(after, end);
        const char *meeting = tc_meeting_after(after, stop);
        const char *q = tc_space_skip(meeting != NULL ? meeting : after, end);
        gsize joint;
        const char *joint_end = tc_phrase_any(q, stop, joints, G_N_ELEMENTS(joints), &joint);
        if (q < end && *q == ':')
            read_labelled(q + 1, end, names);
        else if (joint_end != NULL &&
                 tc_honour_at(tc_skip_between(joint_end, stop), stop, NULL) != NULL)
            tc_people_read(joint_end, stop, CHAIRS_MAX, names);
        else if (meeting != NULL || tc_skip_between(after, stop) >= stop)
            read_before(begin, at, is_together, names);
        if (names->len > 0)
            return join_names(names);
        p = after;
    }
    return NULL;
}

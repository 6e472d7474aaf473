#include "query/show/ordinary.h"

#include "text/alias/alias.h"

#include <string.h>

/* Fewer letters may be an abbreviation or a name. */
#define LETTERS_MIN     5
/* Of the letters of a title in capitals. */
#define CAPITAL_PERCENT 70
#define WORDS_MAX       200
/* Bytes of the text that are looked at: names come early. */
#define TEXT_MAX        ((gsize)32 << 10)

typedef enum { IN_SMALL, IN_CAPITALS, WITH_CAPITAL } Case;

/* A word without the marks around it. */
typedef struct {
    const char *start;
    gsize len;
    guint hash;         /* whatever its case */
    gboolean is_joined; /* to the one before it: nothing but space is between them */
    gboolean begins;    /* a sentence or a line, or something in quotes */
    /* Times that the document writes it with a capital and without, behind the word that it has
     * before it here, and before the one that it has behind it. */
    guint capital_behind, small_behind;
    guint capital_before, small_before;
    gboolean is_place;
    gboolean is_given; /* as a name has it that stands here: `given` */
    Case given;
} Word;

static inline Word *
word_at(const GArray *words, gsize index)
{
    return &g_array_index(words, Word, index);
}

/* ---- words ---- */

/* Much of a text is gone through for a title: what Vietnamese is written with is told here, without
 * a call for each letter. */

static inline gunichar
take_char(const char **p)
{
    const guchar *at = (const guchar *)*p;
    gunichar c = at[0];
    if (c >= 0xf0)
        c = g_utf8_get_char(*p);
    else if (c >= 0xe0)
        c = (c & 0x0f) << 12 | (at[1] & 0x3fU) << 6 | (at[2] & 0x3fU);
    else if (c >= 0xc0)
        c = (c & 0x1f) << 6 | (at[1] & 0x3fU);
    *p = g_utf8_next_char(*p);
    return c;
}

/* Two by two, a capital before its small letter. */
static inline gboolean
is_of_pairs(gunichar c)
{
    return (c >= 0x1ea0 && c <= 0x1ef9) || (c >= 0x100 && c <= 0x12f) || c == 0x1a0 || c == 0x1a1;
}

static inline gboolean
is_of_latin1(gunichar c)
{
    return c >= 0xc0 && c <= 0xff && c != 0xd7 && c != 0xf7;
}

static inline gunichar
small_of(gunichar c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    if (is_of_latin1(c))
        return c < 0xdf ? c + 0x20 : c;
    return is_of_pairs(c) ? c | 1 : g_unichar_tolower(c);
}

static inline gboolean
is_inner(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum(c) || c == '/' || c == '-' || c == '&';
    return is_of_pairs(c) || is_of_latin1(c) || g_unichar_isalnum(c) ||
           g_unichar_type(c) == G_UNICODE_NON_SPACING_MARK;
}

static inline gboolean
is_space(gunichar c)
{
    return c < 0x80 ? g_ascii_isspace(c) : g_unichar_isspace(c);
}

/* The next word of [*at, end); FALSE when there is none. */
static gboolean
next_word(const char **at, const char *end, Word *word)
{
    const char *p = *at;
    *word = (Word){.is_joined = TRUE};
    for (const char *next = p; p < end; p = next) {
        const gunichar c = take_char(&next);
        if (is_inner(c))
            break;
        word->is_joined &= c == ' ';
        word->begins |= !is_space(c) || c == '\n';
    }
    word->start = p;
    for (const char *next = p; p < end; p = next) {
        const gunichar c = take_char(&next);
        if (!is_inner(c))
            break;
        word->hash = word->hash * 31 + small_of(c);
    }
    word->len = (gsize)(p - word->start);
    *at = p;
    return word->len > 0;
}

static Case
case_of(const Word *word)
{
    guint capitals = 0;
    guint letters = 0;
    for (const char *p = word->start; p < word->start + word->len; p = g_utf8_next_char(p)) {
        letters += g_unichar_isalpha(g_utf8_get_char(p)) ? 1 : 0;
        capitals += g_unichar_isupper(g_utf8_get_char(p)) ? 1 : 0;
    }
    if (!g_unichar_isupper(g_utf8_get_char(word->start)))
        return IN_SMALL;
    return capitals == letters && letters > 1 ? IN_CAPITALS : WITH_CAPITAL;
}

/* ---- what stays as it is ---- */

/* Bare small letters; what is none stays away. */
static char *
bare(const Word *word)
{
    g_autofree char *apart = g_utf8_normalize(word->start, (gssize)word->len, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);
    for (const char *p = apart != NULL ? apart : ""; *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar c = g_unichar_tolower(g_utf8_get_char(p));
        if (c == 0x111)
            g_string_append_c(out, 'd');
        else if (c < 0x80)
            g_string_append_c(out, (char)c);
    }
    return g_string_free(out, FALSE);
}

static gboolean
is_one_of(const char *text, const char *const *list)
{
    return g_strv_contains(list, text);
}

/* Whether it may be a syllable: a beginning, vowels, an end. One that ends in a stop has a tone,
 * where tones are written at all. */
static gboolean
may_be_syllable(const char *word, gboolean has_tone, gboolean has_tones)
{
    static const char *const beginnings[] = {"",   "b", "c", "ch", "d",  "g",   "gh", "h", "k",
                                             "kh", "l", "m", "n",  "ng", "ngh", "nh", "p", "ph",
                                             "q",  "r", "s", "t",  "th", "tr",  "v",  "x", NULL};
    static const char *const ends[] = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t", NULL};
    static const char *const stops[] = {"c", "ch", "p", "t", NULL};
    const gsize begin = strcspn(word, "aeiouy");
    const gsize vowels = strspn(word + begin, "aeiouy");
    const char *end = word + begin + vowels;
    g_autofree char *beginning = g_strndup(word, begin);
    return vowels > 0 && is_one_of(beginning, beginnings) && is_one_of(end, ends) &&
           (has_tone || !has_tones || !is_one_of(end, stops));
}

/* Sắc, nặng, huyền, hỏi or ngã. */
static gboolean
has_tone(const char *text, gsize len)
{
    g_autofree char *apart = g_utf8_normalize(text, (gssize)len, G_NORMALIZE_NFD);
    for (const char *p = apart != NULL ? apart : ""; *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323)
            return TRUE;
    }
    return FALSE;
}

/* Figures that are no word, and those that may be one ("vi phạm", "xi măng") behind what is
 * counted. */
static gboolean
is_roman(const char *word, const char *before)
{
    static const char *const counted[] = {"khoa", "thu",    "lan",  "ky",   "ki",   "quy",
                                          "qui",  "chuong", "phan", "hang", "loai", "muc",
                                          "cap",  "bac",    "nhom", "luc",  "ix",   NULL};
    static const char *const either[] = {"vi", "xi", "di", "li", "mi", "ci", NULL};
    return strspn(word, "ivxlcdm") == strlen(word) &&
           (!is_one_of(word, either) || (before != NULL && is_one_of(before, counted)));
}

static gboolean
stays(const Word *word, const char *before, gboolean has_tones)
{
    g_autofree char *plain = bare(word);
    for (const char *p = plain; *p != '\0'; p++)
        if (g_ascii_isdigit(*p))
            return TRUE;
    if (strpbrk(plain, "/-&") != NULL) { /* KT-XH, GD&ĐT, but not TẾ-XÃ */
        g_auto(GStrv) parts = g_strsplit_set(plain, "/-&", -1);
        for (char **part = parts; *part != NULL; part++)
            if (**part != '\0' && may_be_syllable(*part, TRUE, FALSE))
                return FALSE;
        return TRUE;
    }
    return is_roman(plain, before) ||
           !may_be_syllable(plain, has_tone(word->start, word->len), has_tones);
}

/* ---- what is a name ---- */

/* Count how [text, text + len) writes the neighbours of the title. */
static void
count_cases(GArray *title, const char *text, gsize len)
{
    const char *at = text;
    guint64 known = 0;
    Word last = {0};
    Word word;
    for (guint i = 0; i < title->len; i++)
        known |= G_GUINT64_CONSTANT(1) << (word_at(title, i)->hash % 64);
    for (; next_word(&at, text + len, &word); last = word) {
        if (last.len == 0 || !word.is_joined || (known >> (word.hash % 64) & 1) == 0 ||
            (known >> (last.hash % 64) & 1) == 0)
            continue;
        const Case one = case_of(&last);
        const Case other = case_of(&word);
        for (guint i = 1; one != IN_CAPITALS && other != IN_CAPITALS && i < title->len; i++) {
            Word *a = word_at(title, i - 1);
            Word *b = word_at(title, i);
            if (a->hash != last.hash || b->hash != word.hash)
                continue;
            *(other == IN_SMALL ? &b->small_behind : &b->capital_behind) += 1;
            if (one == IN_SMALL || !last.begins)
                *(one == IN_SMALL ? &a->small_before : &a->capital_before) += 1;
        }
    }
}

/* Names that texts have without saying them in ordinary letters. */
static const char known_names[] =
    "Việt Nam\nHồ Chí Minh\nTrung ương\nQuốc hội\nChính phủ\nỦy ban nhân dân\nUỷ ban nhân "
    "dân\nHội đồng nhân dân\nMặt trận Tổ quốc\nThủ tướng Chính phủ\nBan Chấp hành\nBan Thường "
    "vụ\nTỉnh ủy\nThành ủy\nHuyện ủy\nBộ Chính trị\nĐoàn Thanh niên\nĐảng bộ\nĐảng Cộng sản Việt "
    "Nam\nCộng hòa xã hội chủ nghĩa Việt Nam\nBộ Tài chính\nBộ Nội vụ\nBộ Y tế\nBộ Xây dựng\nBộ "
    "Công an\nBộ Quốc phòng\nBộ Tư pháp\nBộ Ngoại giao\nBộ Công Thương\nBộ Giao thông vận tải\nBộ "
    "Giáo dục và Đào tạo\nBộ Lao động\nBộ Thương binh\nBộ Kế hoạch và Đầu tư\nBộ Nông nghiệp\nBộ "
    "Tài nguyên và Môi trường\nBộ Khoa học và Công nghệ\nBộ Thông tin và Truyền thông\nBộ Văn "
    "hóa\nTổng cục Hải quan\nTổng cục Thuế\nKho bạc Nhà nước\nNgân hàng Nhà nước\nThanh tra Chính "
    "phủ\nVăn phòng Chính phủ\nTòa án nhân dân\nViện kiểm sát nhân dân\nLiên hợp quốc\n";

/* Words of the title that are a name, or begin as it does, two of them at least, have its case. */
static void
give_name(GArray *title, const char *name, gsize len)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Word));
    const char *at = name;
    Word word;
    while (words->len < WORDS_MAX && next_word(&at, name + len, &word))
        g_array_append_val(words, word);
    for (guint i = 0; i < title->len; i++) {
        guint same = 0;
        while (same < words->len && i + same < title->len &&
               word_at(title, i + same)->hash == word_at(words, same)->hash)
            same++;
        for (guint j = 0; same >= 2 && j < same; j++) {
            Word *one = word_at(title, i + j);
            one->given = case_of(word_at(words, j));
            one->is_given = one->given != IN_CAPITALS;
        }
    }
}

static void
give_names(GArray *title, const char *lines)
{
    for (const char *end = NULL; lines != NULL && *lines != '\0'; lines = end + (*end == '\n')) {
        end = lines + strcspn(lines, "\n");
        give_name(title, lines, (gsize)(end - lines));
    }
}

/* Kinds of places are written small before the name of one. */
static const char *const kinds[] = {"tỉnh", "huyện", "xã",  "thị", "trấn", "phường",
                                    "quận", "thành", "phố", "khu", "vùng", NULL};
/* How the names of bodies begin, of which not each word is a name. */
static const char *const bodies[] = {"bộ",  "tổng", "sở",   "ban",  "ủy",     "uỷ",
                                     "cục", "hội",  "liên", "viện", "trường", "tòa",
                                     "toà", "công", "cộng", "nước", NULL};

static gboolean
is_word_of(const Word *word, const char *const *list)
{
    g_autofree char *small = g_utf8_strdown(word->start, (gssize)word->len);
    return is_one_of(small, list);
}

/* Places that the table of other names has. */
static void
count_places(GArray *title, const char *text)
{
    g_autoptr(TcAliases) aliases = tc_aliases_new();
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(TcAlias));
    const gsize len = strlen(text);
    for (guint i = 0; i < title->len; i++) {
        const Word *first = word_at(title, i);
        const gsize skip = (gsize)(first->start - text);
        g_array_set_size(names, 0);
        const gsize taken = tc_aliases_find(aliases, first->start, len - skip, names);
        gboolean is_place = FALSE;
        for (guint j = 0; j < names->len; j++)
            is_place |= tc_alias_at(names, j)->kind == TC_ALIAS_SUCCESSOR ||
                        tc_alias_at(names, j)->kind == TC_ALIAS_PREDECESSOR;
        is_place = is_place && !is_word_of(first, bodies);
        for (; is_place && i < title->len; i++) {
            Word *word = word_at(title, i);
            if (word->start >= first->start + taken)
                break;
            word->is_place |= !is_word_of(word, kinds);
        }
        if (is_place)
            i--;
    }
}

static void
count_evidence(GArray *title, const char *text, const TcRecord *record)
{
    const TcField fields[] = {TC_FIELD_ORG, TC_FIELD_PLACE, TC_FIELD_SIGNER, TC_FIELD_CHAIR};
    if (record->text != NULL)
        count_cases(title, record->text, MIN(record->text_len, TEXT_MAX));
    give_names(title, known_names);
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        give_names(title, tc_record_string(record, fields[i]));
    count_places(title, text);
}

/* ---- the title ---- */

static gboolean
is_in_capitals(const char *title)
{
    guint capitals = 0;
    guint letters = 0;
    for (const char *p = title; *p != '\0'; p = g_utf8_next_char(p)) {
        letters += g_unichar_isalpha(g_utf8_get_char(p)) ? 1 : 0;
        capitals += g_unichar_isupper(g_utf8_get_char(p)) ? 1 : 0;
    }
    return letters >= LETTERS_MIN && capitals * 100 >= letters * CAPITAL_PERCENT;
}

/* "tài chính" may be of the Ministry or not: what stands before it tells first. */
static gboolean
is_name(const Word *word)
{
    if (word->is_place || word->is_given)
        return word->is_place || word->given == WITH_CAPITAL;
    return word->capital_behind + word->small_behind > 0
               ? word->capital_behind > word->small_behind
               : word->capital_before > word->small_before;
}

/* Whether the document has it in ordinary letters: then it is no abbreviation. */
static gboolean
is_known(const Word *word)
{
    return word->is_given ||
           word->capital_behind + word->small_behind + word->capital_before + word->small_before >
               0;
}

static void
append_word(GString *out, const Word *word, gboolean is_capital)
{
    const char *rest = g_utf8_next_char(word->start);
    const gunichar first = g_utf8_get_char(word->start);
    g_autofree char *small = g_utf8_strdown(rest, (gssize)word->len - (rest - word->start));
    g_string_append_unichar(out, is_capital ? g_unichar_toupper(first) : g_unichar_tolower(first));
    g_string_append(out, small);
}

char *
tc_ordinary_title(const char *title, const TcRecord *record)
{
    if (!is_in_capitals(title))
        return g_strdup(title);
    g_autofree char *text = g_utf8_normalize(title, -1, G_NORMALIZE_NFC);
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Word));
    GString *out = g_string_new(NULL);
    const char *at = text;
    const char *done = text;
    Word word;
    while (words->len < WORDS_MAX && next_word(&at, text + strlen(text), &word))
        g_array_append_val(words, word);
    const gboolean has_tones = has_tone(text, strlen(text));
    count_evidence(words, text, record);
    for (guint i = 0; i < words->len; i++) {
        const Word *one = word_at(words, i);
        g_autofree char *before = i > 0 ? bare(one - 1) : NULL;
        g_string_append_len(out, done, one->start - done);
        done = one->start + one->len;
        if (case_of(one) != IN_CAPITALS && one->len > 3)
            g_string_append_len(out, one->start, (gssize)one->len);
        else if (stays(one, before, has_tones) && !is_known(one))
            g_string_append_len(out, one->start, (gssize)one->len);
        else
            append_word(out, one, i == 0 || is_name(one));
    }
    g_string_append(out, done);
    return g_string_free(out, FALSE);
}

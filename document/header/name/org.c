/* The names of issuing bodies: from the capitals of a letterhead to the way that they are written
 * in running text. */
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"

#include <string.h>

/* The text in which a name may be written out. */
typedef struct {
    const char *text; /* valid UTF-8 */
    gsize len;
} Usage;

/* Units of administration: at the start of a line they continue the name in the line above. */
static const char *const units[] = {
    "tỉnh",  "thành phố", "tp",     "thị xã", "tx",      "thị trấn",
    "huyện", "quận",      "phường", "xã",     "đặc khu",
};

/* Committees of the Party, whose own bodies are named with them. */
static const char *const committees[] = {
    "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy",
};

/* Whether a word in capitals is an abbreviation: it has no vowel, or has a digit. */
static gboolean
is_abbreviation(const TcLetters *word)
{
    gboolean is_vowel = FALSE;
    gboolean is_digit = FALSE;
    for (guint i = 0; i < word->count; i++) {
        char base = word->letters[i].base;
        is_vowel = is_vowel || strchr("aeiouy", base) != NULL || base == '?';
        is_digit = is_digit || g_ascii_isdigit(base);
    }
    return !is_vowel || is_digit;
}

/* "ACE" of "CÔNG TY TNHH PHÁT TRIỂN GIÁO DỤC ACE": a short word without marks that is no syllable,
 * but not one behind "XÃ", as the name of a place may be of another language. */
static gboolean
is_brand(const GString *before, const TcLetters *word)
{
    enum { LETTERS_MIN = 3, LETTERS_MAX = 4 };
    char key[LETTERS_MAX];
    if (word->count < LETTERS_MIN || word->count > LETTERS_MAX)
        return FALSE;
    for (guint i = 0; i < word->count; i++) {
        if (word->letters[i].quality != 0 || word->letters[i].tone != 0)
            return FALSE;
        key[i] = word->letters[i].base;
    }
    const char *last = before->str + before->len;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        const gsize len = strlen(units[i]) + 1;
        if (before->len >= len && tc_phrase_at(last - len, last, units[i]) != NULL)
            return FALSE;
    }
    return !tc_key_may_be_syllable(key, word->count);
}

/* Appends a word that belongs to no known name: as it stands, if the text is not in capitals. */
static void
append_word(GString *out, const char *p, gsize len, const TcLetters *word, gboolean are_capitals,
            gboolean is_first)
{
    if (!are_capitals && !is_first) {
        g_string_append_len(out, p, (gssize)len);
        return;
    }
    /* "TRƯỜNG TIỂU HỌC SỐ 2"; the text ends in NUL */
    if (!is_first && tc_letters_are(word, "số") && p[len] == ' ' && g_ascii_isdigit(p[len + 1])) {
        g_string_append(out, "số");
        return;
    }
    const char *rest = g_utf8_next_char(p);
    const gboolean is_name_of_brand = !is_first && is_brand(out, word);
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(p)));
    /* "II", "HCM" */
    gboolean is_roman = strspn(p, "IVX") >= len;
    if (!are_capitals || is_abbreviation(word) || is_roman || is_name_of_brand ||
        g_ascii_strncasecmp(p, "covid", 5) == 0) {
        g_string_append_len(out, rest, p + len - rest);
        return;
    }
    g_autofree char *lower = g_utf8_strdown(rest, p + len - rest);
    g_string_append(out, lower);
}

/* Where the words from `p` on that belong to no known name end: before such a name, or at `end`. */
static const char *
end_of_unknown(const char *p, const char *end, gboolean is_marked)
{
    const char *last = end;
    for (const char *q = p; q < end; q = tc_next_word(q, end)) {
        const char *name = NULL;
        if (tc_known_name_at(q, end, is_marked, FALSE, &name) != NULL && strchr(name, ' ') != NULL)
            return q > p ? tc_skip_between_back(p, q) : last;
    }
    return last;
}

/* Appends the words in capitals at `p` in the way in which the text below the letterhead writes
 * them. Returns where what was appended ends; NULL when the text does not have them. `start` is
 * where the name begins. */
static const char *
append_as_used(GString *out, const Usage *usage, const char *start, const char *p, const char *end,
               gboolean is_marked)
{
    g_autofree char *before = g_utf8_strdown(out->str, (gssize)out->len);
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autofree char *unit = g_strconcat(units[i], " ", NULL);
        if (g_str_has_suffix(before, unit))
            return NULL;
    }
    const char *last = end_of_unknown(p, end, is_marked);
    g_autofree char *used = tc_usage_find(usage->text, usage->len, start, p, last);
    if (used == NULL)
        return NULL;
    g_string_append(out, used);
    return last;
}

/* Appends [p, end) as the name of a body. `usage` may be NULL. */
static void
append_words(GString *out, const Usage *usage, const char *p, const char *end)
{
    const char *start = p;
    gboolean are_capitals = tc_is_capitals(p, end);
    gboolean is_marked = tc_has_marks(p, end);
    gboolean is_first = out->len == 0;
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
        const char *after =
            tc_known_name_at(p, end, is_marked, g_str_has_suffix(out->str, "tỉnh "), &name);
        /* "THÔNG TIN, TUYÊN TRUYỀN" is not "Thông tin Tuyên truyền". */
        if (after != NULL && memchr(p, ',', (gsize)(after - p)) != NULL &&
            strchr(name, ',') == NULL)
            after = NULL;
        if (after != NULL) {
            gsize at = out->len;
            g_string_append(out, name);
            /* A name begins with a capital, whatever its first word is. */
            gunichar c = g_utf8_get_char(out->str + at);
            if (is_first && g_unichar_islower(c)) {
                g_autofree char *upper =
                    g_utf8_strup(out->str + at, g_utf8_skip[(guchar)out->str[at]]);
                g_string_erase(out, (gssize)at, g_utf8_skip[(guchar)out->str[at]]);
                g_string_insert(out, (gssize)at, upper);
            }
            p = after;
        } else {
            after = usage != NULL && are_capitals && !is_first
                        ? append_as_used(out, usage, start, p, end, is_marked)
                        : NULL;
            if (after == NULL)
                append_word(out, p, len, &word, are_capitals, is_first);
            p = after != NULL ? after : p + len;
        }
        is_first = FALSE;
    }
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    /* "... NGHỀ NGHIỆP -" / "- GIÁO DỤC THƯỜNG XUYÊN" */
    g_string_replace(out, " - - ", " - ", 0);
}

/* Writes out the city in `name`: "TP. HCM", "TP.HCM", "TP. HỒ CHÍ MINH". */
static void
write_out_city(GString *name, gboolean are_capitals)
{
    static const char *const shorts[] = {"TP.", "Tp."};
    static const char *const cities[] = {"TP HCM", "Tp HCM", "TPHCM", "TpHCM"};
    for (gsize i = 0; i < G_N_ELEMENTS(shorts); i++) {
        g_autofree char *spaced = g_strconcat(shorts[i], " ", NULL);
        g_autofree char *plain = g_strndup(shorts[i], strlen(shorts[i]) - 1);
        g_autofree char *apart = g_strconcat(plain, " ", NULL);
        g_string_replace(name, spaced, apart, 0);
        g_string_replace(name, shorts[i], apart, 0);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(cities); i++)
        g_string_replace(name, cities[i],
                         are_capitals ? "THÀNH PHỐ HỒ CHÍ MINH" : "Thành phố Hồ Chí Minh", 0);
}

/* The same, with "&" written out. */
static void
append_name(GString *out, const Usage *usage, const char *p, const char *end)
{
    const char *department = out->len == 0 ? tc_department_in_short(p, end) : NULL;
    const gboolean are_capitals = tc_is_capitals(p, end);
    g_autoptr(GString) name = g_string_new(NULL);
    if (department != NULL)
        g_string_append(name, are_capitals ? "PHÒNG " : "Phòng ");
    p = department != NULL ? department : p;
    /* "SƠ Y TẾ", as scans are read */
    const char *office = are_capitals ? tc_phrase_at_bare(p, end, "sở") : NULL;
    if (office != NULL && (tc_phrase_at(p, end, "sở") != NULL || !tc_org_begins(p, end)))
        office = NULL;
    if (office != NULL)
        g_string_append(name, "SỞ");
    p = office != NULL ? office : p;
    g_string_append_len(name, p, end - p);
    g_string_replace(name, "HĐND&UBND", "HĐND VÀ UBND", 0);
    g_string_replace(name, " & ", are_capitals ? " VÀ " : " và ", 0);
    write_out_city(name, are_capitals);
    append_words(out, usage, name->str, name->str + name->len);
}

static gboolean
is_committee(const char *name)
{
    return tc_phrase_any(name, name + strlen(name), committees, G_N_ELEMENTS(committees), NULL) !=
           NULL;
}

/* Where a name tells which unit it belongs to: "tỉnh Nghệ An". NULL if it does not. */
static const char *
unit_of(const char *name)
{
    const char *end = name + strlen(name);
    const char *best = NULL;
    const gboolean is_marked = tc_has_marks(name, end);
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        const char *after;
        const char *at = tc_phrase_find(name, end, units[i], &after);
        /* "Phòng Văn hóa - Xã hội", "Phòng Quan hệ đối ngoại" */
        if (at != NULL && (tc_phrase_at(at, end, "xã hội") != NULL ||
                           (is_marked && !tc_has_marks(at, after) &&
                            tc_has_marks(units[i], units[i] + strlen(units[i])))))
            at = tc_phrase_find(tc_next_word(at, end), end, units[i], NULL);
        if (at != NULL && at > name && (best == NULL || at < best))
            best = at;
    }
    return best;
}

/* Whether a name begins with one of these. */
static gboolean
begins_with(const char *name, const char *const *phrases, gsize count)
{
    return tc_phrase_any(name, name + strlen(name), phrases, count, NULL) != NULL;
}

/* "Ban Chấp hành tỉnh Bắc Giang" below "Đoàn TNCS Hồ Chí Minh" is that union's committee there.
 * NULL when it is no such thing. */
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
    /* "Ban Chấp hành Đoàn xã Đông Hải" */
    const char *organ =
        tc_phrase_any(below, below + strlen(below), organs, G_N_ELEMENTS(organs), NULL);
    organ = tc_skip_between(organ, unit);
    if (organ < unit && begins_with(organ, unions, G_N_ELEMENTS(unions)))
        return g_strdup(below);
    gsize above_len = strlen(above) - (g_str_has_suffix(above, country) ? strlen(country) : 0);
    return g_strdup_printf("%.*s%.*s %s", (int)(unit - below), below, (int)above_len, above, unit);
}

/* "Ban Tổ chức" below "Ban Chấp hành Trung ương", which is the Party's, is "Ban Tổ chức Trung
 * ương". NULL when it is no such thing. */
static char *
join_central(const char *above, const char *below)
{
    static const char *const organs[] = {
        "ban tổ chức",   "ban tuyên giáo", "ban dân vận",     "ban nội chính",    "ban kinh tế",
        "ban đối ngoại", "ban chính sách", "ủy ban kiểm tra", "hội đồng lý luận", "văn phòng",
    };
    static const char central[] = "Trung ương";
    const char *end = above + strlen(above);

    if (tc_phrase_at(above, end, "ban chấp hành trung ương") == NULL ||
        !begins_with(below, organs, G_N_ELEMENTS(organs)))
        return NULL;
    return strstr(below, central) != NULL ? g_strdup(below)
                                          : g_strconcat(below, " ", central, NULL);
}

/* "Thanh tra huyện" below "Ủy ban nhân dân huyện Mỹ An", "Bệnh viện Đa khoa tỉnh" below "Sở Y tế
 * tỉnh Nghệ An": of that unit. NULL when it names none, or has its own. */
static char *
join_unit(const char *above, const char *below)
{
    const char *unit = unit_of(above);
    const char *kind = unit_of(below);
    return kind != NULL && unit != NULL && g_str_has_prefix(unit, kind) && unit[strlen(kind)] == ' '
               ? g_strconcat(below, unit + strlen(kind), NULL)
               : NULL;
}

/* Whether it is the name of a body that has none above it: "Bộ Tư pháp", not "Bộ Tư lệnh". */
static gboolean
is_of_state(const char *name)
{
    static const char *const states[] = {"bộ",
                                         "tòa án nhân dân tối cao",
                                         "viện kiểm sát nhân dân tối cao",
                                         "thanh tra chính phủ",
                                         "ngân hàng nhà nước việt nam",
                                         "ủy ban dân tộc"};
    static const char *const others[] = {"bộ tư lệnh", "bộ chỉ huy", "bộ phận", "bộ môn"};

    return begins_with(name, states, G_N_ELEMENTS(states)) &&
           !begins_with(name, others, G_N_ELEMENTS(others));
}

/* "Trường Đại học Hạ Long" has no other of its name. */
static const char *const colleges[] = {"trường đại học", "trường cao đẳng", "đại học", "học viện"};

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
    g_autofree char *of_both = join_union(above, below);
    if (of_both == NULL)
        of_both = join_central(above, below);
    if (of_both == NULL)
        of_both = join_unit(above, below);
    if (of_both != NULL)
        return g_steal_pointer(&of_both);
    /* Two that issue something together. */
    if (is_of_state(above) && is_of_state(below))
        return g_strconcat(above, " - ", below, NULL);
    /* So is the standing part of the Fatherland Front. */
    if (tc_phrase_at(above, above + above_len, "ủy ban mặt trận tổ quốc") != NULL &&
        g_str_equal(below, "Ban Thường trực"))
        return g_strconcat(below, " ", above, NULL);
    /* Committees of a council are named together with it. */
    static const char *const committees_of_council[] = {"ban", "đoàn giám sát"};
    if (tc_phrase_at(above, above + above_len, "hội đồng nhân dân") != NULL &&
        unit_of(below) == NULL &&
        begins_with(below, committees_of_council, G_N_ELEMENTS(committees_of_council)))
        return g_strconcat(below, " ", above, NULL);
    if (tc_phrase_at(above, above + above_len, "ủy ban nhân dân") != NULL ||
        tc_phrase_at(above, above + above_len, "hội đồng nhân dân") != NULL) {
        const char *unit = unit_of(above);
        if (g_str_equal(below, "Văn phòng"))
            return g_strconcat(below, " ", above, NULL);
        const char *kind = unit_of(below);
        if (kind != NULL || begins_with(below, colleges, G_N_ELEMENTS(colleges)) ||
            strstr(below, unit != NULL ? unit : above) != NULL)
            return g_strdup(below);
        return g_strconcat(below, " ", unit != NULL ? unit : above, NULL);
    }
    /* "Liên đoàn Lao động tỉnh Quảng Ninh" below that of the country, not "Trường Đại học Mở thành
     * phố Mỹ An" below its ministry. */
    static const char *const schools[] = {"trường", "học viện", "đại học", "bệnh viện", "viện"};
    if (unit_of(below) != NULL &&
        !(is_of_state(above) && begins_with(below, schools, G_N_ELEMENTS(schools))))
        return g_strdup(below);
    return g_strconcat(below, ", ", above, NULL);
}

/* Adds the next line of a name, [start, end). The line may break words that are known together: "ỦY
 * BAN NHÂN" / "DÂN". `has_dash`: the line above ends in one. */
static void
go_on_with_name(GString *name, GString *lines, const Usage *usage, const char *start,
                const char *end, gboolean has_dash)
{
    gboolean are_capitals =
        tc_is_capitals(start, end) && tc_is_capitals(lines->str, lines->str + lines->len);
    /* "TÒA ÁN NHÂN DÂN" / "HUYỆN MỸ AN" / "TỈNH SƠN LÂM" */
    gboolean is_second_unit = unit_of(lines->str) != NULL &&
                              tc_phrase_any(start, end, units, G_N_ELEMENTS(units), NULL) != NULL;

    /* "... NGHỀ NGHIỆP -" / "GIÁO DỤC THƯỜNG XUYÊN" */
    if (has_dash)
        g_string_append(lines, " -");
    g_string_append(lines, is_second_unit ? ", " : " ");
    g_string_append_len(lines, start, end - start);
    if (are_capitals) {
        g_string_truncate(name, 0);
        append_name(name, usage, lines->str, lines->str + lines->len);
    } else {
        g_string_append(name, has_dash ? " - " : is_second_unit ? ", " : " ");
        append_name(name, usage, start, end);
    }
}

/* Whether two lines that both begin like a body are one name: "THỦ TƯỚNG" / "CHÍNH PHỦ", or "ĐẢNG
 * BỘ BỘ PHẬN" / "TRƯỜNG ĐẠI HỌC KINH TẾ", where the first has no name of its own. */
static gboolean
is_one_name(const char *lines, const char *start, const char *end)
{
    static const char *const incomplete[] = {
        "đảng bộ bộ phận", "đảng bộ",     "đảng ủy bộ phận", "công đoàn",
        "công đoàn cơ sở", "đoàn trường", "đoàn thanh niên", "công đoàn bộ phận",
    };
    const char *lines_end = lines + strlen(lines);
    const char *name;
    if (tc_phrase_any(lines, lines_end, incomplete, G_N_ELEMENTS(incomplete), NULL) == lines_end)
        return tc_phrase_at(start, end, "chi bộ") == NULL &&
               tc_phrase_at(start, end, "đảng ủy") == NULL &&
               tc_phrase_at(start, end, "công đoàn") == NULL;
    g_autofree char *both = g_strdup_printf("%s %.*s", lines, (int)(end - start), start);
    const char *both_end = both + strlen(both);
    return tc_known_name_at(both, both_end, TRUE, FALSE, &name) == both_end;
}

static char *
read_letterhead(const TcCell *cells, gsize count, const Usage *usage)
{
    g_autofree char *above = NULL;
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) lines = g_string_new(NULL); /* those that `name` is made of */
    for (gsize i = 0; i < count; i++) {
        const char *start = cells[i].start;
        const char *end = tc_skip_between_back(start, cells[i].end);
        gboolean begins = tc_org_begins(start, end);
        if (i == 0 && !begins)
            return NULL;
        /* "BAN CHẤP HÀNH" / "ĐẢNG BỘ TỈNH NGHỆ AN" is one name, as is "ỦY BAN" / "KIỂM TRA". */
        gboolean goes_on =
            !begins || is_one_name(lines->str, start, end) ||
            (tc_phrase_at(start, end, "đảng bộ") != NULL &&
             tc_phrase_at(name->str, name->str + name->len, "ban chấp hành") != NULL);
        if (name->len > 0 && goes_on) {
            go_on_with_name(name, lines, usage, start, end, cells[i - 1].end[-1] == '-');
        } else {
            if (name->len > 0) {
                char *joined = above != NULL ? join_names(above, name->str) : g_strdup(name->str);
                g_free(above);
                above = joined;
                g_string_truncate(name, 0);
            }
            append_name(name, usage, start, end);
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

char *
tc_org_of_letterhead(const TcCell *cells, gsize count)
{
    return read_letterhead(cells, count, NULL);
}

char *
tc_org_in_text(const TcCell *cells, gsize count, const char *text, gsize len)
{
    const Usage usage = {.text = text, .len = len};
    return read_letterhead(cells, count, &usage);
}

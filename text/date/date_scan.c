/* text/date/date_scan.c - the ways to write a date. Found from its first digits, or from its year,
 * with the words before and after them. */
#include "text/date/date_scan.h"

#include "text/key/letter.h"
#include "text/key/syllable.h"

#include <string.h>

enum {
    YEAR_MODERN = 1900,
    TERM_YEARS_MAX = 100, /* a longer range of years is something else */
};

/* Words that were looked for before some places. What stands before a number is asked again by each
 * way to write a date. */
typedef struct {
    const char *at;    /* NULL for none */
    const char *start; /* as of tc_letters_before() */
    TcLetters word;
} WordBefore;

enum { WORDS_KEPT = 4 };

/* Where the reading is. `floor` is the end of the last date: nothing before belongs to this one. */
typedef struct {
    const char *floor;
    const char *end;
    WordBefore *words; /* WORDS_KEPT, of this floor */
} Scan;

/* tc_letters_before() of what belongs to this date. */
static const char *
letters_before(const Scan *scan, const char *p, TcLetters *word)
{
    for (guint i = 0; i < WORDS_KEPT; i++) {
        if (scan->words[i].at == p) {
            *word = scan->words[i].word;
            return scan->words[i].start;
        }
    }
    memmove(scan->words + 1, scan->words, (WORDS_KEPT - 1) * sizeof *scan->words);
    scan->words[0] = (WordBefore){.at = p};
    scan->words[0].start = tc_letters_before(scan->floor, p, &scan->words[0].word);
    *word = scan->words[0].word;
    return scan->words[0].start;
}

gboolean
tc_digits_read(const char *p, const char *end, guint digits_max, TcDigits *number)
{
    *number = (TcDigits){.end = p};
    while (number->end < end && g_ascii_isdigit(*number->end)) {
        if (++number->digits > digits_max)
            return FALSE;
        number->value = number->value * 10 + (guint)(*number->end++ - '0');
    }
    return number->digits > 0;
}

/* Whether a date can end at `p`: no more digits or letters belong to it. A dash may lead on to
 * another date. */
static gboolean
is_closed(const char *p, const char *end)
{
    if (p >= end)
        return TRUE;
    if (tc_is_word_at(p, end) || *p == '%')
        return FALSE;
    gsize dash = tc_dash_len(p, end);
    if (dash > 0) /* "12/2020-NĐ" */
        return p + dash >= end || g_ascii_isdigit(p[dash]) || !tc_is_word_at(p + dash, end);
    if (*p == '/')
        return !tc_is_word_at(p + 1, end);
    return !((*p == '.' || *p == ',') && end - p >= 2 && g_ascii_isdigit(p[1]));
}

gboolean
tc_date_read_year(const char *p, const char *end, guint year_min, TcDigits *year)
{
    return tc_digits_read(p, end, 4, year) && year->digits == 4 && year->value >= year_min &&
           year->value <= TC_DATE_YEAR_MAX;
}

const char *
tc_date_read_separator(const char *p, const char *end, gboolean may_be_dot, char *kind)
{
    char found = '\0';
    const char *next = p;
    gsize dash = tc_dash_len(p, end);
    if (dash > 0) {
        found = '-';
        next = p + dash;
    } else if (p < end && *p == '.' && may_be_dot) {
        found = '.';
        next = p + 1;
    } else {
        while (p < end && *p == ' ')
            p++;
        if (p >= end || *p != '/')
            return NULL;
        found = '/';
        next = p + 1;
        while (next < end && *next == ' ')
            next++;
    }
    if (*kind != '\0' && *kind != found)
        return NULL;
    *kind = found;
    return next < end && g_ascii_isdigit(*next) ? next : NULL;
}

/* If the word at or after `p` is `expected`, its end. */
static const char *
skip_word(const char *p, const char *end, const char *expected)
{
    TcLetters word;
    const char *start = tc_space_skip(p, end);
    gsize len = tc_letters_read(start, end, &word);
    /* "tháng12 năm2020" */
    const char *digit = len > 0 && word.foreign ? tc_digit_find(start, start + len) : start + len;
    if (digit > start && digit < start + len)
        len = tc_letters_read(start, digit, &word);
    return start > p && len > 0 && tc_letters_are(&word, expected) ? tc_space_skip(start + len, end)
                                                                   : NULL;
}

/* If the word before `p` is `expected`, its start. */
static const char *
word_before(const Scan *scan, const char *p, const char *expected)
{
    TcLetters word;
    const char *start = letters_before(scan, p, &word);
    return start != NULL && tc_letters_are(&word, expected) ? start : NULL;
}

static const char *
any_word_before(const Scan *scan, const char *p, const char *const *expected)
{
    TcLetters word;
    const char *start = letters_before(scan, p, &word);
    for (; start != NULL && *expected != NULL; expected++)
        if (tc_letters_are(&word, *expected))
            return start;
    return NULL;
}

/* "ngày", or what else says that a day follows, before `p`: its start. */
static const char *
day_word_before(const Scan *scan, const char *p)
{
    static const char *const words[] = {"ngày", "sáng", "chiều", "tối", "trưa", "đêm", "hôm", NULL};
    static const char *const firsts[] = {"mùng", "mồng", NULL};
    static const char *const day[] = {"ngày", NULL};
    const char *after = p;
    while (after > scan->floor && (after[-1] == ' ' || after[-1] == ':'))
        after--;
    /* "mùng 2 tháng 9", "ngày mồng 6 tháng 12" */
    const char *first = any_word_before(scan, after, firsts);
    if (first != NULL) {
        const char *whole = any_word_before(scan, tc_space_skip_back(scan->floor, first), day);
        return whole != NULL ? whole : first;
    }
    const char *start = any_word_before(scan, after, words);
    /* "sáng ngày 4-12" begins with ngày; the rest is no date. */
    return start;
}

/* "năm YYYY" or a separator and YYYY after `p`. Returns the end, NULL when there is no year. */
static const char *
read_year_after(const char *p, const char *end, gboolean *is_other_year, guint *year)
{
    TcDigits number;
    char kind = '\0';
    const char *next = skip_word(p, end, "năm");
    *is_other_year = next != NULL;
    if (next == NULL)
        next = tc_date_read_separator(p, end, TRUE, &kind);
    if (next == NULL || !tc_date_read_year(next, end, TC_DATE_YEAR_MIN, &number) ||
        !is_closed(number.end, end))
        return NULL;
    *year = number.value;
    *is_other_year = FALSE;
    return number.end;
}

/* Whether a number stands before `p`. */
static gboolean
is_count_before(const Scan *scan, const char *p)
{
    TcLetters word;
    const char *start = letters_before(scan, p, &word);
    return start != NULL && g_ascii_isdigit(*start);
}

/* Whether what ends at `p` comes every year: "ngày 30/9 hằng năm". */
static gboolean
recurs(const char *p, const char *end)
{
    return skip_word(p, end, "hằng") != NULL || skip_word(p, end, "hàng") != NULL;
}

/* Months in words. Giêng and Chạp are those of the moon, and no dates. */
static const struct {
    const char *first;
    const char *second; /* NULL for one word */
    guint month;
} month_names[] = {
    {"mười", "một", 11}, {"mười", "hai", 12}, {"một", NULL, 1}, {"hai", NULL, 2},
    {"ba", NULL, 3},     {"tư", NULL, 4},     {"năm", NULL, 5}, {"sáu", NULL, 6},
    {"bảy", NULL, 7},    {"bẩy", NULL, 7},    {"tám", NULL, 8}, {"chín", NULL, 9},
    {"mười", NULL, 10},
};

gboolean
tc_date_read_month(const char *p, const char *end, TcDigits *month)
{
    TcLetters first;
    TcLetters second;
    if (tc_digits_read(p, end, 2, month))
        return TRUE;
    gsize len = tc_letters_read(p, end, &first);
    const char *next = tc_space_skip(p + len, end);
    gsize next_len = tc_letters_read(next, end, &second);
    for (gsize i = 0; len > 0 && i < G_N_ELEMENTS(month_names); i++) {
        gboolean is_two = month_names[i].second != NULL;
        if (!tc_letters_are(&first, month_names[i].first) ||
            (is_two && (next_len == 0 || !tc_letters_are(&second, month_names[i].second))))
            continue;
        *month =
            (TcDigits){.value = month_names[i].month, .end = is_two ? next + next_len : p + len};
        return TRUE;
    }
    return FALSE;
}

static gboolean
is_month(guint month)
{
    return month >= 1 && month <= 12;
}

gboolean
tc_date_is_day(guint day, guint month, guint year)
{
    return is_month(month) && day <= 31 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)(year != 0 ? year : 2000));
}

/* "đầu", "giữa" or "cuối" before `p`: 0, 1 or 2, else -1; `start` moves there. */
static int
part_before(const Scan *scan, const char *p, const char **start)
{
    static const char *const parts[] = {"đầu", "giữa", "cuối"};
    TcLetters word;
    const char *found = letters_before(scan, p, &word);
    for (int i = 0; found != NULL && i < 3; i++) {
        /* "dau" and "cuoi" mean many things: only with their marks. */
        if (word.marked && tc_letters_are(&word, parts[i])) {
            *start = found;
            return i;
        }
    }
    return -1;
}

/* The rest of a date that begins with the day `first` and has `month_at` after it. */
static gboolean
finish_day(const Scan *scan, const TcDigits *first, const TcDigits *last, const TcDigits *month,
           const char *end, guint year, TcFoundDate *found)
{
    if (!tc_date_is_day(first->value, month->value, year) ||
        !tc_date_is_day(last->value, month->value, year) || first->value > last->value ||
        !is_closed(end, scan->end) || (year == 0 && recurs(end, scan->end)))
        return FALSE;
    found->type = first->value == last->value ? TC_DATE_DAY : TC_DATE_RANGE;
    found->year = year;
    found->from = month->value * 100 + first->value;
    found->to = month->value * 100 + last->value;
    found->end = end;
    return TRUE;
}

/* "4/12/2020", "4-12", "04 tháng 12 năm 2020": the day `first` ends at first->end. `last` is the
 * same, or the last of several days ("4-6/12"). */
static gboolean
read_day(const Scan *scan, const TcDigits *first, const TcDigits *last, const char *day_word,
         TcFoundDate *found)
{
    TcDigits month;
    TcDigits year;
    gboolean is_other_year;
    guint value = 0;
    char kind = '\0';
    const char *next = skip_word(last->end, scan->end, "tháng");
    if (next != NULL) {
        if (!tc_date_read_month(next, scan->end, &month))
            return FALSE;
        const char *end = read_year_after(month.end, scan->end, &is_other_year, &value);
        if (end == NULL && (day_word == NULL || is_other_year))
            return FALSE;
        return finish_day(scan, first, last, &month, end != NULL ? end : month.end, value, found);
    }
    next = tc_date_read_separator(last->end, scan->end, TRUE, &kind);
    if (next == NULL || !tc_digits_read(next, scan->end, 2, &month))
        return FALSE;
    next = tc_date_read_separator(month.end, scan->end, TRUE, &kind);
    if (next == NULL) {
        /* "ngày 4/12 năm 2020" */
        const char *end = read_year_after(month.end, scan->end, &is_other_year, &value);
        if (day_word == NULL || is_other_year)
            return FALSE;
        return finish_day(scan, first, last, &month, end != NULL ? end : month.end, value, found);
    }
    if (tc_date_read_year(next, scan->end, TC_DATE_YEAR_MIN, &year))
        return finish_day(scan, first, last, &month, year.end, year.value, found);
    /* "ngày 4/12/20" */
    if (day_word != NULL && tc_digits_read(next, scan->end, 2, &year) && year.digits == 2)
        return finish_day(scan, first, last, &month, year.end,
                          year.value + (year.value < 50 ? 2000 : 1900), found);
    return FALSE;
}

/* "ngày 4-6/12/2020", "ngày 20 đến ngày 24-12-2019", "ngày 4 và 5 tháng 12": the last day. */
static gboolean
read_last_day(const Scan *scan, const TcDigits *first, TcDigits *last)
{
    static const char *const joins[] = {"đến", "và", "tới"};
    const char *p = tc_space_skip(first->end, scan->end);
    gsize dash = tc_dash_len(p, scan->end);
    const char *next = NULL;
    if (dash > 0)
        next = tc_space_skip(p + dash, scan->end);
    else if (p < scan->end && *p == ',')
        next = tc_space_skip(p + 1, scan->end);
    for (gsize i = 0; next == NULL && i < G_N_ELEMENTS(joins); i++)
        next = skip_word(first->end, scan->end, joins[i]);
    if (next == NULL)
        return FALSE;
    TcLetters word;
    gsize len = tc_letters_read(next, scan->end, &word);
    if (len > 0 && tc_letters_are(&word, "ngày"))
        next = tc_space_skip(next + len, scan->end);
    return tc_digits_read(next, scan->end, 2, last);
}

static gboolean
find_day(const Scan *scan, const char *p, const TcDigits *first, TcFoundDate *found)
{
    const char *day_word = day_word_before(scan, p);
    TcDigits last;
    found->start = day_word != NULL ? day_word : p;
    if (read_day(scan, first, first, day_word, found))
        return TRUE;
    return day_word != NULL && read_last_day(scan, first, &last) &&
           read_day(scan, first, &last, day_word, found);
}

/* "tháng 12", "12/2020". */
static gboolean
find_month(const Scan *scan, const char *p, const TcDigits *month, TcFoundDate *found)
{
    gboolean is_other_year;
    guint year = 0;
    const char *word = word_before(scan, p, "tháng");
    /* "6 tháng 1 lần", or a day that there is not */
    if (!is_month(month->value) || (word != NULL && is_count_before(scan, word)))
        return FALSE;
    const char *end = read_year_after(month->end, scan->end, &is_other_year, &year);
    if (word == NULL) {
        /* "số 12/2020" is the number of a document. */
        if (end == NULL || *tc_space_skip(month->end, scan->end) != '/' || year < YEAR_MODERN ||
            word_before(scan, p, "số") != NULL)
            return FALSE;
    } else if (end == NULL && (is_other_year || !is_closed(month->end, scan->end) ||
                               recurs(month->end, scan->end))) {
        return FALSE; /* "tháng 11 năm trước" */
    }
    found->type = TC_DATE_MONTH;
    found->year = year;
    found->from = month->value * 100 + 1;
    found->to = month->value * 100 + 31;
    found->start = word != NULL ? word : p;
    found->end = end != NULL ? end : month->end;
    int part = word != NULL ? part_before(scan, word, &found->start) : -1;
    if (part >= 0) {
        found->type = TC_DATE_RANGE;
        found->from += 10 * (guint)part;
        found->to = part == 2 ? found->to : found->from + 9;
    }
    return TRUE;
}

static void
set_quarter(TcFoundDate *found, guint quarter, guint year, const char *start, const char *end)
{
    found->type = TC_DATE_QUARTER;
    found->year = year;
    found->from = (quarter * 3 - 2) * 100 + 1;
    found->to = quarter * 3 * 100 + 31;
    found->start = start;
    found->end = end;
}

static const char *const quarter_words[] = {"quý", "quí", NULL};

/* "quý 1/2021", "quý 1". */
static gboolean
find_quarter(const Scan *scan, const char *p, const TcDigits *quarter, TcFoundDate *found)
{
    gboolean is_other_year;
    guint year = 0;
    const char *word = any_word_before(scan, p, quarter_words);
    if (word == NULL || quarter->value < 1 || quarter->value > 4)
        return FALSE;
    const char *end = read_year_after(quarter->end, scan->end, &is_other_year, &year);
    if (end == NULL && (is_other_year || !is_closed(quarter->end, scan->end)))
        return FALSE;
    set_quarter(found, quarter->value, year, word, end != NULL ? end : quarter->end);
    return TRUE;
}

/* "quý I/2021", "quý IV năm 2021": from the year, at `p`, backwards. */
static gboolean
find_roman_quarter(const Scan *scan, const char *p, const TcDigits *year, TcFoundDate *found)
{
    static const char *const numerals[] = {"i", "ii", "iii", "iv"};
    TcLetters word;
    const char *before = word_before(scan, p, "năm");
    if (before == NULL) {
        before = tc_space_skip_back(scan->floor, p);
        gsize dash = tc_dash_len_before(scan->floor, before);
        before -= dash > 0 ? dash : before > scan->floor && before[-1] == '/' ? 1 : 0;
    }
    const char *numeral = letters_before(scan, before, &word);
    if (numeral == NULL || word.count > 3)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(numerals); i++) {
        if (!tc_letters_are(&word, numerals[i]))
            continue;
        const char *start = any_word_before(scan, numeral, quarter_words);
        if (start == NULL)
            return FALSE;
        set_quarter(found, i + 1, year->value, start, year->end);
        return TRUE;
    }
    return FALSE;
}

/* "tháng Tám năm 1945", "tháng mười một/2020": from the year, at `p`, backwards. */
static gboolean
find_named_month(const Scan *scan, const char *p, const TcDigits *year, TcFoundDate *found)
{
    TcLetters word;
    TcDigits month;
    const char *before = word_before(scan, p, "năm");
    if (before == NULL && p > scan->floor && p[-1] == '/')
        before = p - 1;
    const char *name = before != NULL ? letters_before(scan, before, &word) : NULL;
    for (guint words = 0; name != NULL && words < 2; words++) {
        const char *start = word_before(scan, name, "tháng");
        if (start != NULL) {
            if (g_ascii_isdigit(*name) || !tc_date_read_month(name, before, &month) ||
                tc_space_skip(month.end, before) != before || is_count_before(scan, start))
                return FALSE;
            found->type = TC_DATE_MONTH;
            found->year = year->value;
            found->from = month.value * 100 + 1;
            found->to = month.value * 100 + 31;
            found->start = start;
            found->end = year->end;
            return TRUE;
        }
        name = letters_before(scan, name, &word);
    }
    return FALSE;
}

/* "2020-12-04", "2020/12/04". */
static gboolean
find_iso_day(const Scan *scan, const char *p, const TcDigits *year, TcFoundDate *found)
{
    TcDigits month;
    TcDigits day;
    char kind = '\0';
    const char *next = tc_date_read_separator(year->end, scan->end, FALSE, &kind);
    if (next == NULL || !tc_digits_read(next, scan->end, 2, &month))
        return FALSE;
    next = tc_date_read_separator(month.end, scan->end, FALSE, &kind);
    if (next == NULL || !tc_digits_read(next, scan->end, 2, &day))
        return FALSE;
    const char *day_word = day_word_before(scan, p);
    found->start = day_word != NULL ? day_word : p;
    return finish_day(scan, &day, &day, &month, day.end, year->value, found);
}

/* The words before a range of years that belong to it: its start. */
static const char *
term_word_before(const Scan *scan, const char *p)
{
    static const char *const pairs[][2] = {
        {"nhiệm", "kỳ"}, {"nhiệm", "kì"},  {"giai", "đoạn"}, {"thời", "kỳ"},
        {"thời", "kì"},  {"niên", "khóa"}, {"năm", "học"},   {"các", "năm"},
    };
    TcLetters last;
    TcLetters first;
    const char *from = word_before(scan, p, "từ");
    const char *middle = letters_before(scan, from != NULL ? from : p, &last);
    if (middle == NULL)
        return from != NULL ? from : p;
    const char *start = letters_before(scan, middle, &first);
    for (gsize i = 0; start != NULL && i < G_N_ELEMENTS(pairs); i++)
        if (tc_letters_are(&first, pairs[i][0]) && tc_letters_are(&last, pairs[i][1]))
            return start;
    if (from == NULL && tc_letters_are(&last, "năm"))
        return start != NULL && tc_letters_are(&first, "từ") ? start : middle;
    return from != NULL ? from : p;
}

/* "2020-2025", "năm 2011 đến năm 2020". */
static gboolean
find_years(const Scan *scan, const char *p, const TcDigits *first, TcFoundDate *found)
{
    TcDigits last;
    const char *after = tc_space_skip(first->end, scan->end);
    gsize dash = tc_dash_len(after, scan->end);
    const char *next = NULL;
    if (dash > 0) {
        next = tc_space_skip(after + dash, scan->end);
    } else {
        next = skip_word(first->end, scan->end, "đến");
        TcLetters word;
        gsize len = next != NULL ? tc_letters_read(next, scan->end, &word) : 0;
        if (len > 0 && tc_letters_are(&word, "năm"))
            next = tc_space_skip(next + len, scan->end);
    }
    const char *start = term_word_before(scan, p);
    guint year_min = start < p ? TC_DATE_YEAR_MIN : YEAR_MODERN;
    if (next == NULL || first->value < year_min ||
        !tc_date_read_year(next, scan->end, year_min, &last) || !is_closed(last.end, scan->end) ||
        last.value <= first->value || last.value - first->value > TERM_YEARS_MAX)
        return FALSE;
    found->type = TC_DATE_RANGE;
    found->year = first->value;
    found->to_year = last.value;
    found->from = 101;
    found->to = 1231;
    found->start = start;
    found->end = last.end;
    return TRUE;
}

/* The number of months in "6 tháng đầu năm", "chín tháng đầu năm"; 0 if it is none. */
static guint
months_of(const TcLetters *word)
{
    static const struct {
        const char *word;
        guint months;
    } names[] = {{"3", 3}, {"ba", 3}, {"6", 6},    {"06", 6}, {"sáu", 6},
                 {"9", 9}, {"09", 9}, {"chín", 9}, {"03", 3}};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (tc_letters_are(word, names[i].word))
            return names[i].months;
    return 0;
}

/* "năm 2020", "6 tháng đầu năm 2020", "cuối năm 2020". */
static gboolean
find_year(const Scan *scan, const char *p, const TcDigits *year, TcFoundDate *found)
{
    TcLetters word;
    TcLetters before;
    const char *start = letters_before(scan, p, &word);
    if (start == NULL || !tc_letters_are(&word, "năm") || !is_closed(year->end, scan->end))
        return FALSE;
    const char *before_start = letters_before(scan, start, &before);
    /* "Viet Nam 2020", and "5 năm 2000 tỷ" */
    if (!word.marked &&
        (year->value < YEAR_MODERN || (before_start != NULL && tc_letters_are(&before, "việt"))))
        return FALSE;
    if (is_count_before(scan, start))
        return FALSE;
    found->type = TC_DATE_YEAR;
    found->year = year->value;
    found->from = 101;
    found->to = 1231;
    found->start = start;
    found->end = year->end;
    int part = part_before(scan, start, &found->start);
    if (part < 0)
        return TRUE;
    found->type = TC_DATE_RANGE;
    const char *month = word_before(scan, found->start, "tháng");
    const char *count = month != NULL ? letters_before(scan, month, &word) : NULL;
    guint months = count != NULL && part != 1 ? months_of(&word) : 0;
    if (months != 0)
        found->start = count;
    else
        months = 4;
    guint first = part == 2 ? 13 - months : 1 + months * (guint)part;
    found->from = first * 100 + 1;
    found->to = (first + months - 1) * 100 + 31;
    return TRUE;
}

/* Whether the digits at `p` can begin a date: nothing belongs to them on their left. */
static gboolean
is_free_on_the_left(const Scan *scan, const char *p)
{
    if (p == scan->floor)
        return TRUE;
    /* "ngày10 tháng 02" */
    if (tc_is_word_before(scan->floor, p))
        return word_before(scan, p, "ngày") != NULL;
    gsize len = tc_dash_len_before(scan->floor, p);
    if (len == 0 && (p[-1] == '/' || p[-1] == '.' || p[-1] == ','))
        len = 1;
    /* A date may have ended there: "4/12/2020-10/12/2020". */
    return len == 0 || p - len == scan->floor || !tc_is_word_before(scan->floor, p - len);
}

/* The date whose first digits, or whose year, is at `p`. */
static gboolean
find_at(const Scan *scan, const char *p, const TcDigits *number, TcFoundDate *found)
{
    *found = (TcFoundDate){.start = p};
    if (number->digits == 4 && number->value >= TC_DATE_YEAR_MIN &&
        number->value <= TC_DATE_YEAR_MAX) {
        if (find_roman_quarter(scan, p, number, found) || find_named_month(scan, p, number, found))
            return is_closed(number->end, scan->end);
        if (!is_free_on_the_left(scan, p))
            return FALSE;
        return find_iso_day(scan, p, number, found) || find_years(scan, p, number, found) ||
               find_year(scan, p, number, found);
    }
    if (number->digits > 2 || !is_free_on_the_left(scan, p))
        return FALSE;
    return find_day(scan, p, number, found) || find_quarter(scan, p, number, found) ||
           find_month(scan, p, number, found);
}

GArray *
tc_dates_scan(const char *text, gsize len)
{
    GArray *dates = g_array_new(FALSE, FALSE, sizeof(TcFoundDate));
    WordBefore words[WORDS_KEPT] = {0};
    Scan scan = {.floor = text, .end = text + len, .words = words};
    for (const char *p = tc_digit_find(text, scan.end); p < scan.end;
         p = tc_digit_find(p, scan.end)) {
        TcDigits number;
        TcFoundDate found;
        if (tc_digits_read(p, scan.end, 4, &number) && find_at(&scan, p, &number, &found)) {
            g_array_append_val(dates, found);
            scan.floor = found.end;
            memset(words, 0, sizeof words);
            p = found.end;
            continue;
        }
        while (p < scan.end && g_ascii_isdigit(*p))
            p++;
    }
    return dates;
}

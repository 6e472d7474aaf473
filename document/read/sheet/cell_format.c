/* A format is up to four sections parted by ";": for positive numbers, negative ones, zero and
 * text. One with a letter of a date in it is a date. */
#include "document/read/sheet/cell_format.h"

#include <math.h>
#include <string.h>

#define DECIMALS_MAX 30u
/* Formats, and styles, of a workbook; Excel takes 64,000 styles. */
#define FORMATS_MAX  65536u
/* The last day of the year 9999. */
#define DAYS_MAX     2958465.0

const char *
tc_cell_builtin_format(guint number)
{
    static const char *const formats[] = {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [5] = "#,##0;-#,##0",
        [6] = "#,##0;-#,##0",
        [7] = "#,##0.00;-#,##0.00",
        [8] = "#,##0.00;-#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ?\?/??",
        [14] = "dd/mm/yyyy",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "dd/mm/yyyy h:mm",
        [37] = "#,##0;(#,##0)",
        [38] = "#,##0;(#,##0)",
        [39] = "#,##0.00;(#,##0.00)",
        [40] = "#,##0.00;(#,##0.00)",
        [41] = "#,##0;(#,##0);\"-\"",
        [42] = "#,##0;(#,##0);\"-\"",
        [43] = "#,##0.00;(#,##0.00);\"-\"",
        [44] = "#,##0.00;(#,##0.00);\"-\"",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss.0",
        [48] = "##0.0E+0",
    };

    /* Dates of the Far East. */
    if ((number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 58))
        return formats[14];
    return number < G_N_ELEMENTS(formats) ? formats[number] : NULL;
}

/* A stretch of a format: a section, or what is left of one. */
typedef struct {
    const char *p, *end;
} Part;

typedef enum {
    TOKEN_END,
    TOKEN_LITERAL, /* text that is shown as it is */
    TOKEN_IGNORED, /* colours, widths */
    TOKEN_BRACKET, /* "[h]", "[>=100]", "[$-42A]": what stands in it */
    TOKEN_CHAR,    /* a letter or sign with a meaning */
} Token;

/* The next token of a section; its text is [*at, *at + *len). */
static Token
next_token(Part *part, const char **at, gsize *len)
{
    if (part->p >= part->end)
        return TOKEN_END;
    const char *p = part->p;
    gsize rest = (gsize)(part->end - p);
    if (*p == '"') {
        const char *close = memchr(p + 1, '"', rest - 1);
        if (close == NULL)
            close = part->end;
        *at = p + 1;
        *len = (gsize)(close - p) - 1;
        part->p = MIN(close + 1, part->end);
        return TOKEN_LITERAL;
    }
    if (*p == '[') {
        const char *close = memchr(p + 1, ']', rest - 1);
        if (close != NULL) {
            *at = p + 1;
            *len = (gsize)(close - p) - 1;
            part->p = close + 1;
            return TOKEN_BRACKET;
        }
    }
    if (strchr("\\_*", *p) != NULL && rest > 1) {
        const char *next = g_utf8_next_char(p + 1);
        *at = p + 1;
        *len = (gsize)(MIN(next, part->end) - *at);
        part->p = *at + *len;
        return *p == '\\' ? TOKEN_LITERAL : TOKEN_IGNORED;
    }
    *at = p;
    part->p = MIN(g_utf8_next_char(p), part->end);
    *len = (gsize)(part->p - p);
    /* What means nothing stands for itself. */
    return strchr("0#?.,%/EeyYmMdDhHsSAaPpbBgG@", *p) != NULL ? TOKEN_CHAR : TOKEN_LITERAL;
}

/* The section that ends at the next ";" from `*format` on, which is moved behind it; FALSE when
 * there is none. */
static gboolean
next_section(const char **format, Part *section)
{
    if (*format == NULL)
        return FALSE;
    Part rest = {*format, *format + strlen(*format)};
    *section = rest;
    for (;;) {
        const char *at = NULL;
        gsize len = 0;
        const char *before = rest.p;
        Token token = next_token(&rest, &at, &len);
        if (token == TOKEN_END) {
            *format = NULL;
            return TRUE;
        }
        if (token == TOKEN_LITERAL && *before == ';') {
            section->end = before;
            *format = rest.p;
            return TRUE;
        }
    }
}

/* Whether `condition`, "<100" or ">=5", is one, and whether `number` fulfils it. */
static gboolean
check_condition(const char *condition, gsize len, double number, gboolean *is_met)
{
    char text[40];
    gsize op_len = strspn(condition, "<>=");

    if (op_len == 0 || op_len > 2 || op_len >= len || len >= sizeof text)
        return FALSE;
    memcpy(text, condition, len);
    text[len] = '\0';
    double bound = g_ascii_strtod(text + op_len, NULL);
    gboolean is_less = text[0] == '<' && text[1] != '>';
    gboolean is_more = text[0] == '>';
    gboolean is_same = memchr(text, '=', op_len) != NULL;
    *is_met = (is_less && number < bound) || (is_more && number > bound) ||
              (is_same && number == bound) || (text[0] == '<' && text[1] == '>' && number != bound);
    return TRUE;
}

/* The condition of a section. */
static gboolean
has_condition(Part section, double number, gboolean *is_met)
{
    const char *at;
    gsize len;

    for (Token token; (token = next_token(&section, &at, &len)) != TOKEN_END;)
        if (token == TOKEN_BRACKET && check_condition(at, len, number, is_met))
            return TRUE;
    return FALSE;
}

/* The section for `number`. *is_signed: its minus is still to be shown. FALSE when there is none.
 */
static gboolean
choose_section(const char *format, double number, Part *section, gboolean *is_signed)
{
    Part sections[4];
    guint count = 0;
    gboolean has_any = FALSE;

    while (count < G_N_ELEMENTS(sections) && next_section(&format, &sections[count])) {
        gboolean is_met = FALSE;
        if (has_condition(sections[count], number, &is_met)) {
            has_any = TRUE;
            if (is_met) {
                *section = sections[count];
                *is_signed = number < 0;
                return TRUE;
            }
        }
        count++;
    }
    if (count == 0)
        return FALSE;
    guint index = 0;
    if (has_any)
        index = MIN(count - 1, 2);
    else if (number < 0 && count > 1)
        index = 1;
    else if (number == 0 && count > 2)
        index = 2;
    *is_signed = number < 0 && (has_any || count == 1);
    *section = sections[index];
    return TRUE;
}

/* Digits with a comma before decimals, as they are; 15 tell a number. */
static void
append_general(GString *out, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    gboolean is_whole = fabs(number) < 1e15 && number == floor(number);

    g_ascii_formatd(text, sizeof text, is_whole ? "%.0f" : "%.10g", number);
    g_strdelimit(text, ".", ',');
    g_string_append(out, strcmp(text, "-0") == 0 ? "0" : text);
}

/* Dates. */
typedef struct {
    int year, month, day, weekday; /* weekday: 0 is Sunday */
    guint64 seconds;               /* of the day */
    guint64 all_seconds;           /* since the day 0 */
    guint milliseconds;
    gboolean is_english;
    gboolean is_half_day; /* hours go to 12 */
} Moment;

static gboolean
find_moment(double number, gboolean is_1904, gboolean has_fraction, Moment *moment)
{
    if (!(number >= 0 && number < DAYS_MAX + 1))
        return FALSE;
    double milliseconds = floor(number * 86400000.0 + 0.5);
    if (!has_fraction)
        milliseconds = floor(milliseconds / 1000 + 0.5) * 1000;
    guint64 total = (guint64)milliseconds;
    guint64 days = total / 86400000;
    moment->milliseconds = (guint)(total % 1000);
    moment->all_seconds = total / 1000;
    moment->seconds = total / 1000 % 86400;
    if (!is_1904 && days == 60) {
        /* There was none, but Excel has it. */
        moment->year = 1900;
        moment->month = 2;
        moment->day = 29;
        moment->weekday = 3;
        return TRUE;
    }
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, is_1904 ? 1904 : 1900);
    gint64 offset = (gint64)days - (is_1904 ? 0 : days > 60 ? 2 : 1);
    if (offset >= 0)
        g_date_add_days(&date, (guint)offset);
    else
        g_date_subtract_days(&date, (guint)-offset);
    moment->year = g_date_get_year(&date);
    moment->month = g_date_get_month(&date);
    moment->day = g_date_get_day(&date);
    moment->weekday = g_date_get_weekday(&date) % 7;
    return TRUE;
}

static void
append_day(GString *out, const Moment *moment, gsize count)
{
    static const char *const english[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                          "Thursday", "Friday", "Saturday"};
    static const char *const long_names[] = {"Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư",
                                             "Thứ Năm",  "Thứ Sáu", "Thứ Bảy"};
    static const char *const short_names[] = {"CN", "T2", "T3", "T4", "T5", "T6", "T7"};
    guint day = (guint)moment->weekday;

    if (count <= 2)
        g_string_append_printf(out, count == 1 ? "%d" : "%02d", moment->day);
    else if (moment->is_english)
        g_string_append_len(out, english[day], count == 3 ? 3 : (gssize)strlen(english[day]));
    else
        g_string_append(out, count == 3 ? short_names[day] : long_names[day]);
}

static void
append_month(GString *out, const Moment *moment, gsize count)
{
    static const char *const english[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    static const char *const names[] = {"Một", "Hai", "Ba",   "Tư",   "Năm",      "Sáu",
                                        "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"};
    guint month = (guint)moment->month - 1;

    if (count <= 2)
        g_string_append_printf(out, count == 1 ? "%d" : "%02d", moment->month);
    else if (count == 5)
        g_string_append_len(out, english[month], 1);
    else if (moment->is_english)
        g_string_append_len(out, english[month], count == 3 ? 3 : (gssize)strlen(english[month]));
    else if (count == 3)
        g_string_append_printf(out, "Thg%d", moment->month);
    else
        g_string_append_printf(out, "Tháng %s", names[month]);
}

/* Whether the letters m at `p` are minutes: they stand behind hours or before seconds. */
static gboolean
is_minutes(Part rest, char last)
{
    const char *at;
    gsize len;

    if (last == 'h')
        return TRUE;
    for (Token token; (token = next_token(&rest, &at, &len)) != TOKEN_END;) {
        char c = token == TOKEN_CHAR || token == TOKEN_BRACKET ? g_ascii_tolower(*at) : '\0';
        if (c == 's')
            return TRUE;
        if (c != '\0' && strchr("ymdhg", c) != NULL)
            return FALSE;
    }
    return FALSE;
}

/* The same letter again and again. */
static gsize
take_repeated(Part *part, char letter)
{
    gsize count = 1;

    for (; part->p < part->end && g_ascii_tolower(*part->p) == letter; part->p++)
        count++;
    return count;
}

static void
append_elapsed(GString *out, const Moment *moment, const char *unit, gsize len)
{
    guint64 seconds = moment->all_seconds;
    guint64 value = *unit == 'h' || *unit == 'H'   ? seconds / 3600
                    : *unit == 'm' || *unit == 'M' ? seconds / 60
                                                   : seconds;
    g_string_append_printf(out, "%0*" G_GUINT64_FORMAT, (int)MIN(len, 4), value);
}

/* "AM/PM" or "A/P" at `p`. */
static gsize
half_day_len(const char *p, const char *end)
{
    if (end - p >= 5 && g_ascii_strncasecmp(p, "AM/PM", 5) == 0)
        return 5;
    return end - p >= 3 && g_ascii_strncasecmp(p, "A/P", 3) == 0 ? 3 : 0;
}

/* What a date has in it, told before it is shown. */
typedef struct {
    gboolean is_date, is_half_day, is_english, has_fraction;
} DateParts;

static DateParts
look_for_date(Part section)
{
    DateParts found = {0};
    const char *at;
    gsize len;
    char last = '\0';

    for (Token token; (token = next_token(&section, &at, &len)) != TOKEN_END;) {
        char c = g_ascii_tolower(*at);
        if (token == TOKEN_BRACKET && len > 0) {
            const char *country = *at == '$' ? memchr(at, '-', len) : NULL;
            guint64 id = country != NULL ? g_ascii_strtoull(country + 1, NULL, 16) & 0x3FF : 0;
            found.is_english |= country != NULL && id != 0 && id != 0x2A;
            found.is_date |= strspn(at, "hHmMsS") >= len;
        } else if (token == TOKEN_CHAR) {
            gsize half = half_day_len(at, section.end);
            if (half > 0) {
                found.is_half_day = TRUE;
                section.p = at + half;
            }
            found.is_date |= strchr("ymdhsb", c) != NULL || half > 0;
            found.has_fraction |= c == '0' && last == '.';
            last = c;
        }
    }
    return found;
}

/* One letter of a date, or more of the same. */
static void
append_date_part(GString *out, Moment *moment, Part *section, char letter, char last)
{
    guint hour = (guint)(moment->seconds / 3600);
    gsize count = take_repeated(section, letter);

    switch (letter) {
    case 'd':
        append_day(out, moment, count);
        break;
    case 'm':
        if (count <= 2 && is_minutes(*section, last))
            g_string_append_printf(out, count == 1 ? "%u" : "%02u",
                                   (guint)(moment->seconds / 60 % 60));
        else
            append_month(out, moment, count);
        break;
    case 'y':
        if (count <= 2)
            g_string_append_printf(out, "%02d", moment->year % 100);
        else
            g_string_append_printf(out, "%d", moment->year);
        break;
    case 'b':
        g_string_append_printf(out, "%d", moment->year + 543);
        break;
    case 'h':
        if (moment->is_half_day)
            hour = hour % 12 == 0 ? 12 : hour % 12;
        g_string_append_printf(out, count == 1 ? "%u" : "%02u", hour);
        break;
    case 's':
        g_string_append_printf(out, count == 1 ? "%u" : "%02u", (guint)(moment->seconds % 60));
        break;
    default:
        break;
    }
}

static gboolean
append_date(GString *out, Part section, DateParts parts, double number, gboolean is_1904)
{
    Moment moment = {.is_english = parts.is_english, .is_half_day = parts.is_half_day};
    const char *at;
    gsize len;
    char last = '\0';

    if (!find_moment(number, is_1904, parts.has_fraction, &moment))
        return FALSE;
    for (Token token; (token = next_token(&section, &at, &len)) != TOKEN_END;) {
        char c = g_ascii_tolower(*at);
        if (token == TOKEN_LITERAL) {
            g_string_append_len(out, at, (gssize)len);
        } else if (token == TOKEN_BRACKET && len > 0 && strspn(at, "hHmMsS") >= len) {
            append_elapsed(out, &moment, at, len);
            last = c;
        } else if (token != TOKEN_CHAR) {
            continue;
        } else if (half_day_len(at, section.end) > 0) {
            section.p = at + half_day_len(at, section.end);
            g_string_append(out, parts.is_english ? (moment.seconds < 43200 ? "AM" : "PM")
                                                  : (moment.seconds < 43200 ? "SA" : "CH"));
        } else if (c == '.' && section.p < section.end && *section.p == '0') {
            gsize zeros = strspn(section.p, "0");
            zeros = MIN(zeros, (gsize)(section.end - section.p));
            section.p += zeros;
            g_autofree char *digits = g_strdup_printf("%03u", moment.milliseconds);
            g_string_append_c(out, ',');
            g_string_append_len(out, digits, (gssize)MIN(zeros, 3));
        } else if (strchr("ymdhsb", c) != NULL) {
            append_date_part(out, &moment, &section, c, last);
            last = c;
        } else if (strchr("./,", c) != NULL) {
            g_string_append_c(out, c);
        }
    }
    return TRUE;
}

/* Numbers. */
typedef struct {
    guint whole;    /* places before the point */
    guint decimals; /* behind it */
    guint percents;
    guint thousands;   /* commas behind the last place: it is shown in so many thousands */
    guint exponents;   /* zeros of the exponent */
    guint denominator; /* places below the stroke of a fraction */
    gboolean is_grouped;
    gboolean has_point, has_exponent, has_fraction, is_text, is_general;
} Shape;

static Shape
shape_of(Part section)
{
    Shape shape = {0};
    const char *at;
    gsize len;
    guint commas = 0;

    for (Token token; (token = next_token(&section, &at, &len)) != TOKEN_END;) {
        if (token != TOKEN_CHAR)
            continue;
        switch (*at) {
        case '0':
        case '#':
        case '?':
            if (shape.has_exponent)
                shape.exponents++;
            else if (shape.has_fraction)
                shape.denominator++;
            else if (shape.has_point)
                shape.decimals++;
            else
                shape.whole++;
            shape.is_grouped |= commas > 0 && !shape.has_point;
            commas = 0;
            break;
        case '.':
            shape.has_point = TRUE;
            break;
        case ',':
            commas += shape.whole > 0;
            break;
        case '%':
            shape.percents++;
            break;
        case '/':
            shape.has_fraction = shape.whole > 0;
            break;
        case 'E':
        case 'e':
            shape.has_exponent = shape.whole > 0;
            break;
        case '@':
            shape.is_text = TRUE;
            break;
        case 'G':
        case 'g':
            if (section.end - at >= 7 && g_ascii_strncasecmp(at, "General", 7) == 0) {
                shape.is_general = TRUE;
                section.p = at + 7;
            }
            break;
        default:
            break;
        }
    }
    shape.thousands = commas;
    shape.decimals = MIN(shape.decimals, DECIMALS_MAX);
    return shape;
}

/* "1 2/3", with a denominator of so many digits. */
static void
append_fraction(GString *out, double value, guint places)
{
    guint max = places >= 3 ? 999 : places == 2 ? 99 : 9;
    double whole = floor(value);
    double rest = value - whole;
    guint best = 1;

    for (guint of = 2; of <= max; of++)
        if (fabs(rest - floor(rest * of + 0.5) / of) <
            fabs(rest - floor(rest * best + 0.5) / best) - 1e-12)
            best = of;
    guint part = (guint)floor(rest * best + 0.5);
    if (part == best) {
        whole++;
        part = 0;
    }
    if (whole > 0 || part == 0)
        g_string_append_printf(out, "%.0f", whole);
    if (part > 0)
        g_string_append_printf(out, "%s%u/%u", whole > 0 ? " " : "", part, best);
}

/* The digits of `value`, before and behind the point; those of the exponent, where there is one. */
typedef struct {
    char whole[340], decimals[DECIMALS_MAX + 1];
    int exponent;
} Digits;

static void
find_digits(double value, const Shape *shape, Digits *digits)
{
    char text[400];

    digits->exponent = 0;
    if (shape->has_exponent && value > 0) {
        digits->exponent = (int)floor(log10(value));
        value /= pow(10, digits->exponent);
    }
    char form[16];
    g_snprintf(form, sizeof form, "%%.%uf", shape->decimals);
    /* Excel rounds what is shown: 15 digits tell a number, and 0.285 is that and not a bit less. */
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    double shown = g_ascii_strtod(text, NULL);
    g_ascii_formatd(text, sizeof text, form, shown + shown * 1e-15);
    gsize whole_len = strcspn(text, ".");
    g_strlcpy(digits->whole, text, MIN(whole_len + 1, sizeof digits->whole));
    g_strlcpy(digits->decimals, text[whole_len] ? text + whole_len + 1 : "",
              sizeof digits->decimals);
    /* Nought before the point is shown only where a place asks for it. */
    if (strcmp(digits->whole, "0") == 0)
        digits->whole[0] = '\0';
}

/* The place `index` from the left, of `shape->whole`. */
static void
append_place(GString *out, const Shape *shape, const Digits *digits, guint index, char place)
{
    gsize len = strlen(digits->whole);
    gsize right = shape->whole - index; /* places from here on */
    gsize from = len > right ? len - right : 0;
    /* The first place has all digits that there are no places for. */
    gsize first = index == 0 ? 0 : from;

    if (len < right) {
        if (place != '0')
            return;
        g_string_append_c(out, '0');
    } else {
        for (gsize i = first; i <= from; i++) {
            g_string_append_c(out, digits->whole[i]);
            if (shape->is_grouped && i < from && (len - i - 1) % 3 == 0)
                g_string_append_c(out, '.');
        }
    }
    if (shape->is_grouped && right > 1 && (right - 1) % 3 == 0)
        g_string_append_c(out, '.');
}

static void
append_decimal(GString *out, const Digits *digits, guint index, char place)
{
    /* Noughts at the end are shown only where a place asks for them. */
    const char *rest = digits->decimals + MIN(index, strlen(digits->decimals));

    if (*rest != '\0' && (place == '0' || strspn(rest, "0") < strlen(rest)))
        g_string_append_c(out, *rest);
}

static void
append_number(GString *out, Part section, const Shape *shape, double value)
{
    Digits digits;
    const char *at;
    gsize len;
    guint index = 0, decimal = 0;
    gboolean is_behind = FALSE, is_exponent = FALSE, is_shown = FALSE;

    if (!shape->has_fraction && !shape->is_general)
        find_digits(value, shape, &digits);
    for (Token token; (token = next_token(&section, &at, &len)) != TOKEN_END;) {
        if (token == TOKEN_LITERAL) {
            /* The space between the whole and the parts of a fraction. */
            if (!shape->has_fraction || *at != ' ')
                g_string_append_len(out, at, (gssize)len);
        } else if (token == TOKEN_BRACKET && len > 0 && *at == '$') {
            /* "[$₫-42A]": a currency of some country. */
            const char *dash = memchr(at, '-', len);
            g_string_append_len(out, at + 1, (dash != NULL ? dash : at + len) - at - 1);
        } else if (token != TOKEN_CHAR) {
            continue;
        } else if (shape->is_general && g_ascii_strncasecmp(at, "General", 7) == 0) {
            append_general(out, value);
            section.p = at + 7;
        } else if (strchr("0#?", *at) != NULL && shape->has_fraction) {
            if (!is_shown)
                append_fraction(out, value, shape->denominator);
            is_shown = TRUE;
        } else if (strchr("0#?", *at) != NULL) {
            if (is_exponent)
                continue;
            if (is_behind)
                append_decimal(out, &digits, decimal++, *at);
            else
                append_place(out, shape, &digits, index++, *at);
        } else if (*at == '.' && !is_behind) {
            is_behind = TRUE;
            if (shape->decimals > 0 && strspn(digits.decimals, "0") < strlen(digits.decimals))
                g_string_append_c(out, ',');
            else if (shape->decimals > 0 && section.p < section.end && *section.p == '0')
                g_string_append_c(out, ',');
        } else if (*at == '%') {
            g_string_append_c(out, '%');
        } else if ((*at == 'E' || *at == 'e') && shape->has_exponent) {
            g_string_append_printf(out, "E%+0*d", (int)shape->exponents + 1, digits.exponent);
            is_exponent = TRUE;
            if (section.p < section.end && strchr("+-", *section.p) != NULL)
                section.p++;
        } else if (strchr(",@/", *at) == NULL) {
            g_string_append_len(out, at, (gssize)len);
        }
    }
}

void
tc_cell_number_append(GString *out, const char *format, double number, gboolean is_1904)
{
    Part section;
    gboolean is_signed = FALSE;

    if (!isfinite(number))
        return;
    if (format == NULL || *format == '\0' || strlen(format) > TC_CELL_FORMAT_MAX ||
        g_ascii_strcasecmp(format, "General") == 0 || fabs(number) >= 1e21 ||
        !choose_section(format, number, &section, &is_signed)) {
        append_general(out, number);
        return;
    }
    DateParts parts = look_for_date(section);
    Shape shape = shape_of(section);
    gsize start = out->len;
    if (parts.is_date && !shape.is_general) {
        if (append_date(out, section, parts, number, is_1904))
            return;
        g_string_truncate(out, start);
        append_general(out, number);
        return;
    }
    if (shape.is_text && shape.whole == 0) {
        append_general(out, number);
        return;
    }
    double value = fabs(number) * pow(100, MIN(shape.percents, 4));
    value /= pow(1000, MIN(shape.thousands, 6));
    if (is_signed)
        g_string_append_c(out, '-');
    append_number(out, section, &shape, value);
    /* A minus before what is rounded to nothing is none. */
    if (is_signed && strpbrk(out->str + start, "123456789") == NULL)
        g_string_erase(out, (gssize)start, 1);
}

double
tc_cell_rk(guint32 bits)
{
    double number;

    if ((bits & 2) != 0) {
        number = (double)((gint32)bits >> 2);
    } else {
        guint64 wide = (guint64)(bits & ~3u) << 32;
        memcpy(&number, &wide, sizeof number);
    }
    return (bits & 1) != 0 ? number / 100 : number;
}

gboolean
tc_cell_parse_date(const char *text, double *number)
{
    guint year = 0, month = 0, day = 0, hour = 0, minute = 0;
    double second = 0;
    GDate date;

    /* Either may be left out: a date, a time, or both. */
    gboolean has_date = g_ascii_isdigit(text[0]) && strlen(text) >= 10 && text[4] == '-';
    const char *time = has_date ? (text[10] == 'T' ? text + 11 : NULL) : text;
    if (has_date) {
        char *end;
        year = (guint)g_ascii_strtoull(text, &end, 10);
        month = (guint)g_ascii_strtoull(text + 5, &end, 10);
        day = (guint)g_ascii_strtoull(text + 8, &end, 10);
        if (year > 9999 || !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
            return FALSE;
    }
    if (time != NULL) {
        char *end;
        hour = (guint)g_ascii_strtoull(time, &end, 10);
        if (end == time || *end != ':')
            return FALSE;
        minute = (guint)g_ascii_strtoull(end + 1, &end, 10);
        second = *end == ':' ? g_ascii_strtod(end + 1, NULL) : 0;
        if (hour > 24 || minute > 59 || !(second >= 0 && second < 61))
            return FALSE;
    }
    *number = (hour * 3600.0 + minute * 60.0 + second) / 86400.0;
    if (has_date) {
        g_date_clear(&date, 1);
        g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
        /* Julian days of GLib count from the year 1; 30 December 1899 is day 693594. */
        int days = (int)g_date_get_julian(&date) - 693594;
        *number += days > 60 ? days : days - 1;
    }
    return *number >= 0;
}

void
tc_cell_formats_init(TcCellFormats *formats)
{
    formats->codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    formats->styles = g_array_new(FALSE, FALSE, sizeof(guint32));
    formats->is_1904 = FALSE;
}

void
tc_cell_formats_clear(TcCellFormats *formats)
{
    g_clear_pointer(&formats->codes, g_hash_table_unref);
    g_clear_pointer(&formats->styles, g_array_unref);
}

void
tc_cell_formats_add(TcCellFormats *formats, guint32 number, const char *format)
{
    if (g_hash_table_size(formats->codes) < FORMATS_MAX && strlen(format) <= TC_CELL_FORMAT_MAX)
        g_hash_table_replace(formats->codes, GUINT_TO_POINTER(number), g_strdup(format));
}

void
tc_cell_formats_add_style(TcCellFormats *formats, guint32 number)
{
    if (formats->styles->len < FORMATS_MAX)
        g_array_append_val(formats->styles, number);
}

void
tc_cell_formats_show(const TcCellFormats *formats, guint32 style, double number, GString *out)
{
    guint32 id = style < formats->styles->len ? g_array_index(formats->styles, guint32, style) : 0;
    const char *format = g_hash_table_lookup(formats->codes, GUINT_TO_POINTER(id));

    tc_cell_number_append(out, format != NULL ? format : tc_cell_builtin_format(id), number,
                          formats->is_1904);
}

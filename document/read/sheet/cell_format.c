/* A format is up to four sections parted by ";": for positive numbers, negative ones, zero and
 * text. One with a letter of a date in it is a date. */
#include "document/read/sheet/cell_format.h"

#include "document/read/sheet/cell_date.h"

#include <math.h>
#include <string.h>

#define DECIMALS_MAX 30u
/* Formats and styles of a workbook; Excel takes 64,000 styles. */
#define FORMATS_MAX  65536u
/* The last day of the year 9999. */

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

/* Whether `condition` is one, as "<100" or ">=5" are, and whether `number` fulfils it. */
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
has_condition(TcFormatPart section, double number, gboolean *is_met)
{
    const char *at;
    gsize len;

    for (TcFormatToken token; (token = tc_format_next_token(&section, &at, &len)) != TC_FORMAT_END;)
        if (token == TC_FORMAT_BRACKET && check_condition(at, len, number, is_met))
            return TRUE;
    return FALSE;
}

/* The section for `number`. *is_signed: its minus has still to be shown. FALSE when there is no
 * section. */
static gboolean
choose_section(const char *format, double number, TcFormatPart *section, gboolean *is_signed)
{
    TcFormatPart sections[4];
    guint count = 0;
    gboolean has_any = FALSE;

    while (count < G_N_ELEMENTS(sections) && tc_format_next_section(&format, &sections[count])) {
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

/* Digits as they are, with a comma before decimals; 15 of them define a number. */
static void
append_general(GString *out, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    gboolean is_whole = fabs(number) < 1e15 && number == floor(number);

    g_ascii_formatd(text, sizeof text, is_whole ? "%.0f" : "%.10g", number);
    g_strdelimit(text, ".", ',');
    g_string_append(out, strcmp(text, "-0") == 0 ? "0" : text);
}

/* Numbers. */
typedef struct {
    guint whole;    /* places before the point */
    guint decimals; /* behind it */
    guint percents;
    guint thousands;   /* commas behind the last place: each divides what is shown by a thousand */
    guint exponents;   /* zeros of the exponent */
    guint denominator; /* places below the stroke of a fraction */
    gboolean is_grouped;
    gboolean has_point, has_exponent, has_fraction, is_text, is_general;
} Shape;

static Shape
shape_of(TcFormatPart section)
{
    Shape shape = {0};
    const char *at;
    gsize len;
    guint commas = 0;

    for (TcFormatToken token;
         (token = tc_format_next_token(&section, &at, &len)) != TC_FORMAT_END;) {
        if (token != TC_FORMAT_CHAR)
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

/* "1 2/3", with a denominator of as many digits as the format has. */
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

/* The digits of `value` before and behind the point, and those of the exponent if there is one. */
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
    /* Excel rounds what is shown: 15 digits define a number, so that 0.285 is just that and not a
     * bit less. */
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    double shown = g_ascii_strtod(text, NULL);
    g_ascii_formatd(text, sizeof text, form, shown + shown * 1e-15);
    gsize whole_len = strcspn(text, ".");
    g_strlcpy(digits->whole, text, MIN(whole_len + 1, sizeof digits->whole));
    g_strlcpy(digits->decimals, text[whole_len] ? text + whole_len + 1 : "",
              sizeof digits->decimals);
    /* A zero before the point is only shown where a place asks for it. */
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
    /* The first place has all digits for which there are no places. */
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
    /* Zeros at the end are only shown where a place asks for them. */
    const char *rest = digits->decimals + MIN(index, strlen(digits->decimals));

    if (*rest != '\0' && (place == '0' || strspn(rest, "0") < strlen(rest)))
        g_string_append_c(out, *rest);
}

static void
append_number(GString *out, TcFormatPart section, const Shape *shape, double value)
{
    Digits digits;
    const char *at;
    gsize len;
    guint index = 0, decimal = 0;
    gboolean is_behind = FALSE, is_exponent = FALSE, is_shown = FALSE;

    if (!shape->has_fraction && !shape->is_general)
        find_digits(value, shape, &digits);
    for (TcFormatToken token;
         (token = tc_format_next_token(&section, &at, &len)) != TC_FORMAT_END;) {
        if (token == TC_FORMAT_LITERAL) {
            /* The space between the whole number and the fraction. */
            if (!shape->has_fraction || *at != ' ')
                g_string_append_len(out, at, (gssize)len);
        } else if (token == TC_FORMAT_BRACKET && len > 0 && *at == '$') {
            /* "[$₫-42A]": a currency of some country. */
            const char *dash = memchr(at, '-', len);
            g_string_append_len(out, at + 1, (dash != NULL ? dash : at + len) - at - 1);
        } else if (token != TC_FORMAT_CHAR) {
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
    TcFormatPart section;
    gboolean is_signed = FALSE;

    if (!isfinite(number))
        return;
    if (format == NULL || *format == '\0' || strlen(format) > TC_CELL_FORMAT_MAX ||
        g_ascii_strcasecmp(format, "General") == 0 || fabs(number) >= 1e21 ||
        !choose_section(format, number, &section, &is_signed)) {
        append_general(out, number);
        return;
    }
    TcDateParts parts = tc_cell_date_find(section);
    Shape shape = shape_of(section);
    gsize start = out->len;
    if (parts.is_date && !shape.is_general) {
        if (tc_cell_date_append(out, section, parts, number, is_1904))
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
    /* A minus before something that is rounded to zero is not shown. */
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
        /* GLib counts Julian days from the year 1; 30 December 1899 is day 693594. */
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
tc_cell_formats_clear_styles(TcCellFormats *formats)
{
    g_array_set_size(formats->styles, 0);
}

void
tc_cell_formats_show(const TcCellFormats *formats, guint32 style, double number, GString *out)
{
    guint32 id = style < formats->styles->len ? g_array_index(formats->styles, guint32, style) : 0;
    const char *format = g_hash_table_lookup(formats->codes, GUINT_TO_POINTER(id));

    tc_cell_number_append(out, format != NULL ? format : tc_cell_builtin_format(id), number,
                          formats->is_1904);
}

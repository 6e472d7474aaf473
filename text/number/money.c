#include "text/number/money.h"

#include "text/key/letter.h"
#include "text/number/ordinal.h"

#include <string.h>

#define THOUSAND         G_GUINT64_CONSTANT(1000)
#define MILLION          G_GUINT64_CONSTANT(1000000)
#define BILLION          G_GUINT64_CONSTANT(1000000000)
/* Digits behind a comma, and before it. */
#define DECIMALS_MAX     3
#define DIGITS_MAX       15
/* Of round thousands without points: with fewer they may be a year. */
#define ROUND_DIGITS_MIN 5
/* What is counted in a letter is no sum from here down: "3D", "5K". */
#define LETTER_MIN       10

static const struct {
    const char *word;
    guint64 worth;
    gboolean is_letter;
} units[] = {
    {"k", THOUSAND, TRUE},  {"nghìn", THOUSAND, FALSE}, {"ngàn", THOUSAND, FALSE},
    {"tr", MILLION, FALSE}, {"triệu", MILLION, FALSE},  {"tỷ", BILLION, FALSE},
    {"tỉ", BILLION, FALSE},
};

/* Figures: `whole`, and `part` of 10^`places` behind a comma. */
typedef struct {
    guint64 whole;
    guint64 part;
    guint places;
} Figures;

static const char *
read_run(const char *p, const char *end, guint most, guint64 *value, guint *digits)
{
    *digits = 0;
    while (p < end && g_ascii_isdigit(*p) && *digits <= most) {
        *value = *value * 10 + (guint64)(*p++ - '0');
        (*digits)++;
    }
    return p;
}

/* "5", "1,5", "5.000.000"; NULL when the point or the comma is something else. */
static const char *
read_figures(const char *p, const char *end, Figures *out)
{
    guint digits = 0;
    guint all = 0;
    *out = (Figures){0, 0, 0};
    const char *q = read_run(p, end, DIGITS_MAX, &out->whole, &digits);
    if (digits == 0 || digits > DIGITS_MAX)
        return NULL;
    all = digits;
    while (q + 1 < end && *q == '.' && g_ascii_isdigit(q[1])) {
        q = read_run(q + 1, end, 3, &out->whole, &digits);
        all += digits;
        if (digits != 3 || all > DIGITS_MAX)
            return NULL;
    }
    if (q + 1 < end && *q == ',' && g_ascii_isdigit(q[1])) {
        q = read_run(q + 1, end, DECIMALS_MAX, &out->part, &out->places);
        if (out->places > DECIMALS_MAX)
            return NULL;
    }
    return q;
}

/* The word at `p`, over spaces; its end, NULL without one. */
static const char *
next_word(const char *p, const char *end, TcLetters *word)
{
    const char *q = tc_space_skip(p, end);
    gsize len = tc_letters_read(q, end, word);
    return len > 0 ? q + len : NULL;
}

static gboolean
is_dong(const TcLetters *word)
{
    return tc_letters_are(word, "đồng") || tc_letters_are(word, "đ") ||
           tc_letters_are(word, "vnđ") || tc_letters_are(word, "vnd");
}

/* "3 ngan hang" are banks. */
static gboolean
is_of_bank(const TcLetters *next)
{
    return tc_letters_are(next, "hàng") || tc_letters_are(next, "sách");
}

/* The figures times the unit; FALSE when that is no whole number, or too large. */
static gboolean
multiply(const Figures *figures, guint64 worth, guint64 *value)
{
    guint64 scale = 1;
    for (guint i = 0; i < figures->places; i++)
        scale *= 10;
    if (figures->whole >= TC_AMOUNT_MAX / worth || figures->part * worth % scale != 0)
        return FALSE;
    *value = figures->whole * worth + figures->part * worth / scale;
    return *value > 0;
}

/* The letters behind figures that end at `p`, over spaces; digits that run on behind them are
 * decimals: "7tr5". Their end, NULL without any. */
static const char *
next_unit(const char *p, const char *end, Figures *figures, TcLetters *word)
{
    const char *start = tc_space_skip(p, end);
    const char *stop = start;
    while (stop < end && !g_ascii_isdigit(*stop))
        stop++;
    gsize len = tc_letters_read(start, stop, word);
    if (len == 0 || start + len < stop || stop == end || start > p || figures->places > 0)
        return len > 0 && (start + len < stop || stop == end) ? start + len : NULL;
    const char *q = read_run(stop, end, DECIMALS_MAX, &figures->part, &figures->places);
    TcLetters more;
    return figures->places <= DECIMALS_MAX && tc_letters_read(q, end, &more) == 0 ? q : NULL;
}

/* "7 triệu rưỡi": half a unit more; where it ends, or `p`. */
static const char *
skip_half(const char *p, const char *end, Figures *figures)
{
    TcLetters word;
    const char *q = next_word(p, end, &word);
    if (q == NULL || figures->places > 0 || !tc_letters_are(&word, "rưỡi"))
        return p;
    figures->part = 5;
    figures->places = 1;
    return q;
}

/* "nửa" of "nửa tỷ", "1/2" of "1/2 triệu"; NULL for none. */
static const char *
read_half(const char *p, const char *end, Figures *out)
{
    static const char half[] = "1/2";
    const gsize len = sizeof half - 1;
    TcLetters word;
    const char *q = next_word(p, end, &word);
    gboolean is_fraction = (gsize)(end - p) > len && memcmp(p, half, len) == 0 && p[len] == ' ';
    *out = (Figures){0, 5, 1};
    return is_fraction ? p + len : q != NULL && tc_letters_are(&word, "nửa") ? q : NULL;
}

/* "hai mươi" of "hai mươi triệu". */
static const char *
read_words(const char *p, const char *end, Figures *out)
{
    TcOrdinalForm form;
    guint value = 0;
    const char *q = tc_ordinal_read(p, end, &value, &form);
    *out = (Figures){value, 0, 0};
    return q != NULL && form == TC_ORDINAL_WORDS ? q : NULL;
}

/* What is behind "trăm": "năm mươi", "linh năm", "lẻ năm"; its end, `p` where nothing is. */
static const char *
read_below_hundred(const char *p, const char *end, guint64 *value)
{
    Figures more;
    TcLetters word;
    const char *start = tc_space_skip(p, end);
    const char *linh = next_word(p, end, &word);
    gboolean is_ones =
        linh != NULL && (tc_letters_are(&word, "linh") || tc_letters_are(&word, "lẻ"));
    const char *q = read_words(is_ones ? tc_space_skip(linh, end) : start, end, &more);
    *value = q == NULL ? 0 : more.whole;
    /* "hai trăm năm" is short for more than one thing. */
    return q != NULL && (more.whole < 10) == is_ones ? q : p;
}

/* "5 trăm triệu", "hai trăm năm mươi triệu": behind "trăm" and what follows it, which go before a
 * unit alone; or `q`. */
static const char *
skip_hundred(const char *q, const char *end, gboolean are_words, Figures *figures)
{
    TcLetters word;
    TcLetters unit;
    guint64 more = 0;
    const char *hundred = q == NULL ? NULL : next_word(q, end, &word);
    if (hundred == NULL || !tc_letters_are(&word, "trăm") || figures->whole > 9 ||
        figures->places > 0)
        return q;
    const char *after = are_words ? read_below_hundred(hundred, end, &more) : hundred;
    if (next_word(after, end, &unit) == NULL)
        return q;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (!units[i].is_letter && tc_letters_are(&unit, units[i].word)) {
            figures->whole = figures->whole * 100 + (after > hundred ? more : 0);
            return after;
        }
    return q;
}

/* One number and its unit. */
typedef struct {
    guint64 value;
    guint64 worth; /* of the unit */
    gboolean are_words;
    gboolean is_one_word;
    gboolean is_marked; /* the unit has its marks */
    gboolean is_letter;
    gboolean is_money;
} Part;

static const char *
read_part(const char *p, const char *end, Part *part)
{
    Figures figures;
    TcLetters word;
    TcLetters next;
    part->are_words = p < end && !g_ascii_isdigit(*p);
    const char *q = read_half(p, end, &figures);
    if (q == NULL)
        q = part->are_words ? read_words(p, end, &figures) : read_figures(p, end, &figures);
    q = skip_hundred(q, end, part->are_words, &figures);
    part->is_one_word = q != NULL && memchr(p, ' ', (gsize)(q - p)) == NULL;
    const char *unit_end = q == NULL ? NULL : next_unit(q, end, &figures, &word);
    if (unit_end == NULL)
        return NULL;
    part->is_letter = word.count == 1;
    part->is_marked = word.marked;
    if (is_dong(&word) && (!part->is_letter || figures.whole >= THOUSAND)) {
        part->is_money = TRUE;
        part->worth = 1;
        return multiply(&figures, 1, &part->value) ? unit_end : NULL;
    }
    unit_end = skip_half(unit_end, end, &figures);
    const char *dong_end = next_word(unit_end, end, &next);
    part->is_money = dong_end != NULL && is_dong(&next);
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        gboolean is_other =
            (units[i].is_letter && figures.whole < LETTER_MIN && word.letters[0].upper) ||
            (!word.marked && dong_end != NULL && is_of_bank(&next));
        part->worth = units[i].worth;
        if (tc_letters_are(&word, units[i].word) && !is_other)
            return multiply(&figures, units[i].worth, &part->value)
                       ? (part->is_money ? dong_end : unit_end)
                       : NULL;
    }
    return NULL;
}

/* "1 tỷ 200 triệu", "một tỷ hai trăm triệu": add the parts in smaller units that follow at `q`. */
static const char *
read_smaller_parts(const char *q, const char *end, Part *sum)
{
    Part more;
    while (!sum->is_money && sum->worth > THOUSAND) {
        const char *next = tc_space_skip(q, end);
        const char *after = next > q ? read_part(next, end, &more) : NULL;
        if (after == NULL || more.are_words != sum->are_words || more.is_letter ||
            more.value >= sum->worth || more.worth >= sum->worth)
            return q;
        sum->value += more.value;
        sum->worth = more.worth;
        sum->is_money = more.is_money;
        sum->is_one_word = FALSE;
        q = after;
    }
    return q;
}

const char *
tc_amount_read(const char *p, const char *end, TcAmount *amount)
{
    Part sum;
    guint more = 0;
    const char *q = read_part(p, end, &sum);
    q = q == NULL ? NULL : read_smaller_parts(q, end, &sum);
    if (q == NULL || sum.value >= TC_AMOUNT_MAX)
        return NULL;
    /* Of words: "ba ty" without marks may be anybody, and "hai nghìn năm trăm" is more than two
     * thousand. */
    if (sum.are_words && sum.worth > 1 &&
        (sum.is_letter || (sum.is_one_word && !sum.is_money && !sum.is_marked) ||
         tc_ordinal_read(tc_space_skip(q, end), end, &more, NULL) != NULL))
        return NULL;
    *amount = (TcAmount){sum.value, sum.is_money};
    return q;
}

const char *
tc_amount_read_round(const char *p, const char *end, TcAmount *amount)
{
    Figures figures;
    const char *q = read_figures(p, end, &figures);
    if (q == NULL || figures.places > 0 || figures.whole == 0 || figures.whole % THOUSAND != 0 ||
        figures.whole >= TC_AMOUNT_MAX ||
        (memchr(p, '.', (gsize)(q - p)) == NULL && q - p < ROUND_DIGITS_MIN))
        return NULL;
    *amount = (TcAmount){figures.whole, FALSE};
    return q;
}

/* "1.500.000" */
static char *
with_points(guint64 value)
{
    g_autofree char *plain = g_strdup_printf("%" G_GUINT64_FORMAT, value);
    gsize len = strlen(plain);
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            g_string_append_c(out, '.');
        g_string_append_c(out, plain[i]);
    }
    return g_string_free(out, FALSE);
}

/* `value` in units of `worth` with DECIMALS_MAX decimals at most: "1,5", "2.500", and "0,75" from a
 * tenth on; NULL when it takes more. */
static char *
in_units(guint64 value, guint64 worth)
{
    guint64 step = worth / THOUSAND;
    if (value < (worth > THOUSAND ? worth / 10 : worth) || value % step != 0)
        return NULL;
    g_autofree char *whole = value < worth ? g_strdup("0") : with_points(value / worth);
    guint64 part = value % worth / step;
    if (part == 0)
        return g_steal_pointer(&whole);
    g_autofree char *decimals = g_strdup_printf("%03u", (guint)part);
    gsize len = strlen(decimals);
    while (decimals[len - 1] == '0')
        decimals[--len] = '\0';
    return g_strdup_printf("%s,%s", whole, decimals);
}

/* `figures` behind which stands `unit`, with "đồng", too, of money. */
static void
add_way(GPtrArray *out, const char *figures, const char *unit, gboolean is_money)
{
    g_ptr_array_add(out, g_strconcat(figures, unit, NULL));
    if (is_money)
        g_ptr_array_add(out, g_strconcat(figures, unit, " đồng", NULL));
}

/* "7tr5", "6tr25", "7 triệu rưỡi" */
static void
add_short_ways(GPtrArray *out, guint64 value, guint64 worth, const char *brief, const char *word)
{
    guint64 part = value % worth / (worth / 100);
    if (value < worth || value / worth >= THOUSAND || part == 0 || value % (worth / 100) != 0)
        return;
    gboolean are_tenths = part % 10 == 0;
    g_ptr_array_add(out,
                    g_strdup_printf("%" G_GUINT64_FORMAT "%s%0*" G_GUINT64_FORMAT, value / worth,
                                    brief, are_tenths ? 1 : 2, are_tenths ? part / 10 : part));
    if (part == 50)
        g_ptr_array_add(out, g_strdup_printf("%" G_GUINT64_FORMAT " %s rưỡi", value / worth, word));
}

/* Units in which parts of a sum are said one after another. */
static const struct {
    guint64 worth;
    const char *word;
} said_units[] = {{BILLION, "tỷ"}, {MILLION, "triệu"}, {THOUSAND, "nghìn"}};

/* `value`, 1 to 999, in words: "hai trăm linh năm"; with `is_behind`, behind a larger part. */
static void
append_number_words(GString *out, guint value, gboolean is_behind)
{
    const guint rest = value % 100;
    g_autofree char *hundreds = value < 100 ? g_strdup("không") : tc_ordinal_words(value / 100);
    g_autofree char *below = rest == 0 ? g_strdup("") : tc_ordinal_words(rest);
    gboolean has_hundreds = value >= 100 || is_behind;
    g_string_append_printf(out, "%s%s%s%s%s", has_hundreds ? hundreds : "",
                           has_hundreds ? " trăm" : "", has_hundreds && rest > 0 ? " " : "",
                           has_hundreds && rest > 0 && rest < 10 ? "linh " : "", below);
}

/* "nửa tỷ", "1/2 tỷ" */
static void
add_half(GPtrArray *out, guint64 value, gboolean is_money)
{
    for (gsize i = 0; i < G_N_ELEMENTS(said_units); i++) {
        g_autofree char *unit = g_strconcat(" ", said_units[i].word, NULL);
        if (said_units[i].worth <= THOUSAND || value != said_units[i].worth / 2)
            continue;
        add_way(out, "nửa", unit, is_money);
        add_way(out, "1/2", unit, is_money);
    }
}

/* "hai mươi triệu", "một tỷ hai trăm triệu", "1 tỷ 200 triệu", "5 trăm triệu" */
static void
add_words(GPtrArray *out, guint64 value, gboolean is_money)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) parts = g_string_new(NULL);
    g_autoptr(GString) hundreds = g_string_new(NULL);
    guint part_count = 0;
    if (value % THOUSAND != 0 || value >= THOUSAND * BILLION)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(said_units); i++) {
        const guint count = (guint)(value / said_units[i].worth % THOUSAND);
        if (count == 0)
            continue;
        g_string_append(words, part_count > 0 ? " " : "");
        append_number_words(words, count, part_count > 0);
        g_string_append_printf(words, " %s", said_units[i].word);
        g_string_append_printf(parts, "%s%u %s", part_count > 0 ? " " : "", count,
                               said_units[i].word);
        part_count++;
        if (count % 100 == 0)
            g_string_printf(hundreds, "%u trăm %s", count / 100, said_units[i].word);
    }
    add_way(out, words->str, "", is_money);
    if (part_count == 1 && hundreds->len > 0)
        add_way(out, hundreds->str, "", is_money);
    if (part_count == 2)
        add_way(out, parts->str, "", is_money);
}

GPtrArray *
tc_amount_writings(const TcAmount *amount)
{
    static const struct {
        guint64 worth;
        guint64 below; /* nobody counts more in it */
        const char *words[4];
    } ways[] = {
        {BILLION, TC_AMOUNT_MAX, {" tỷ", NULL}},
        {MILLION, 10000 * MILLION, {" triệu", "tr", " tr", NULL}},
        {THOUSAND, MILLION, {" nghìn", " ngàn", "k", NULL}},
    };
    static const char *const signs[] = {"đ", " VNĐ", " VND"};
    g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *plain = with_points(amount->value);
    add_way(out, plain, "", amount->is_money);
    if (amount->is_money)
        for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
            g_ptr_array_add(out, g_strconcat(plain, signs[i], NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *figures =
            amount->value < ways[i].below ? in_units(amount->value, ways[i].worth) : NULL;
        for (const char *const *word = ways[i].words; figures != NULL && *word != NULL; word++)
            add_way(out, figures, *word, amount->is_money && word == ways[i].words);
    }
    add_short_ways(out, amount->value, BILLION, "tỷ", "tỷ");
    add_half(out, amount->value, amount->is_money);
    add_short_ways(out, amount->value, MILLION, "tr", "triệu");
    add_words(out, amount->value, amount->is_money);
    return g_steal_pointer(&out);
}

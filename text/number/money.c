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

/* "5 trăm triệu": behind "trăm", which goes before a unit alone; or `q`. */
static const char *
skip_hundred(const char *q, const char *end, Figures *figures)
{
    TcLetters word;
    TcLetters unit;
    const char *hundred = q == NULL ? NULL : next_word(q, end, &word);
    if (hundred == NULL || !tc_letters_are(&word, "trăm") || figures->whole > 9 ||
        figures->places > 0 || next_word(hundred, end, &unit) == NULL)
        return q;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (!units[i].is_letter && tc_letters_are(&unit, units[i].word)) {
            figures->whole *= 100;
            return hundred;
        }
    return q;
}

/* Whether a number in words with this unit, behind which `p` is, is a sum: "ba ty" without marks
 * may be anybody, and "hai nghìn năm trăm" is more than two thousand. */
static gboolean
is_sum_in_words(const TcLetters *unit, gboolean is_money, const char *p, const char *end)
{
    guint more = 0;
    return unit->count > 1 && (is_money || unit->marked) &&
           tc_ordinal_read(tc_space_skip(p, end), end, &more, NULL) == NULL;
}

const char *
tc_amount_read(const char *p, const char *end, TcAmount *amount)
{
    Figures figures;
    TcLetters word;
    TcLetters next;
    gboolean are_words = p < end && !g_ascii_isdigit(*p);
    const char *q = are_words ? read_words(p, end, &figures) : read_figures(p, end, &figures);
    q = skip_hundred(q, end, &figures);
    const char *unit_end = q == NULL ? NULL : next_unit(q, end, &figures, &word);
    if (unit_end == NULL)
        return NULL;
    gboolean is_letter = word.count == 1;
    if (is_dong(&word) && (!is_letter || figures.whole >= THOUSAND)) {
        amount->is_money = TRUE;
        return multiply(&figures, 1, &amount->value) ? unit_end : NULL;
    }
    unit_end = skip_half(unit_end, end, &figures);
    const char *dong_end = next_word(unit_end, end, &next);
    amount->is_money = dong_end != NULL && is_dong(&next);
    if (are_words && !is_sum_in_words(&word, amount->is_money, unit_end, end))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        gboolean is_other =
            (units[i].is_letter && figures.whole < LETTER_MIN && word.letters[0].upper) ||
            (!word.marked && dong_end != NULL && is_of_bank(&next));
        if (tc_letters_are(&word, units[i].word) && !is_other)
            return multiply(&figures, units[i].worth, &amount->value)
                       ? (amount->is_money ? dong_end : unit_end)
                       : NULL;
    }
    return NULL;
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

/* `value` in units of `worth` with DECIMALS_MAX decimals at most: "1,5", "2.500"; NULL when it
 * takes more. */
static char *
in_units(guint64 value, guint64 worth)
{
    guint64 step = worth / THOUSAND;
    if (value < worth || value % step != 0)
        return NULL;
    g_autofree char *whole = with_points(value / worth);
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

/* "7tr5", "7 triệu rưỡi" */
static void
add_short_ways(GPtrArray *out, guint64 value, guint64 worth, const char *brief, const char *word)
{
    guint64 tenths = value % worth / (worth / 10);
    if (value < worth || value / worth >= THOUSAND || tenths == 0 || value % (worth / 10) != 0)
        return;
    g_ptr_array_add(out, g_strdup_printf("%" G_GUINT64_FORMAT "%s%" G_GUINT64_FORMAT, value / worth,
                                         brief, tenths));
    if (tenths == 5)
        g_ptr_array_add(out, g_strdup_printf("%" G_GUINT64_FORMAT " %s rưỡi", value / worth, word));
}

/* "hai mươi triệu", "năm trăm nghìn", "5 trăm triệu" */
static void
add_words(GPtrArray *out, guint64 value, guint64 worth, const char *unit, gboolean is_money)
{
    const guint64 count = value / worth;
    if (value % worth != 0 || count == 0 || count >= THOUSAND || (count > 99 && count % 100 != 0))
        return;
    const guint64 hundreds = count / 100;
    g_autofree char *words = tc_ordinal_words((guint)(hundreds > 0 ? hundreds : count));
    g_autofree char *in_words = g_strconcat(words, hundreds > 0 ? " trăm " : " ", unit, NULL);
    add_way(out, in_words, "", is_money);
    if (hundreds > 0) {
        g_autofree char *mixed = g_strdup_printf("%u trăm %s", (guint)hundreds, unit);
        add_way(out, mixed, "", is_money);
    }
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
    add_short_ways(out, amount->value, MILLION, "tr", "triệu");
    add_words(out, amount->value, BILLION, "tỷ", amount->is_money);
    add_words(out, amount->value, MILLION, "triệu", amount->is_money);
    add_words(out, amount->value, THOUSAND, "nghìn", amount->is_money);
    return g_steal_pointer(&out);
}

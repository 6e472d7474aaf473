#include "text/number/ordinal.h"

#include "text/key/letter.h"

#include <string.h>

static const char *const digit_words[] = {
    NULL, "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
};

/* Other words for a digit: alone ("thứ nhất", "thứ tư"), or after tens ("hai mươi mốt"). */
static const struct {
    const char *word;
    guint digit;
    gboolean is_alone;
    gboolean is_after_tens;
} variants[] = {
    {"nhất", 1, TRUE, FALSE}, {"nhì", 2, TRUE, FALSE}, {"tư", 4, TRUE, TRUE},
    {"bẩy", 7, TRUE, TRUE},   {"mốt", 1, FALSE, TRUE}, {"lăm", 5, FALSE, TRUE},
    {"nhăm", 5, FALSE, TRUE},
};

static const struct {
    guint value;
    const char *figures;
} romans[] = {
    {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
    {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"},
};

char *
tc_ordinal_roman(guint value)
{
    g_return_val_if_fail(value >= 1 && value <= TC_ORDINAL_MAX, NULL);
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(romans); i++)
        for (; value >= romans[i].value; value -= romans[i].value)
            g_string_append(out, romans[i].figures);
    return g_string_free(out, FALSE);
}

/* Whether the number ends at `p`: neither a letter nor part of a date or of a document's number. */
static gboolean
ends_at(const char *p, const char *end)
{
    if (p < end && tc_is_word_at(p, end))
        return FALSE;
    return end - p < 2 || strchr("/.,-", *p) == NULL || !g_ascii_isdigit(p[1]);
}

static const char *
read_digits(const char *p, const char *end, guint *value)
{
    guint number = 0;
    const char *q = p;
    for (; q < end && q - p < 4 && g_ascii_isdigit(*q); q++)
        number = number * 10 + (guint)(*q - '0');
    if (q == p || number < 1 || number > TC_ORDINAL_MAX || !ends_at(q, end))
        return NULL;
    *value = number;
    return q;
}

static const char *
read_roman(const char *p, const char *end, guint *value)
{
    const char *q = p;
    guint number = 0;
    while (q < end && strchr("IVXLC", *q) != NULL && *q != '\0')
        q++;
    if (q == p || q - p > 12 || !ends_at(q, end))
        return NULL;
    const char *at = p;
    for (gsize i = 0; i < G_N_ELEMENTS(romans); i++)
        for (gsize len = strlen(romans[i].figures);
             (gsize)(q - at) >= len && strncmp(at, romans[i].figures, len) == 0; at += len)
            number += romans[i].value;
    if (at != q || number < 1 || number > TC_ORDINAL_MAX)
        return NULL;
    /* Only the one proper way of writing it is a number: "IIII" and "VX" are not. */
    g_autofree char *proper = tc_ordinal_roman(number);
    if (strlen(proper) != (gsize)(q - p) || strncmp(proper, p, (gsize)(q - p)) != 0)
        return NULL;
    *value = number;
    return q;
}

/* The digit that the word stands for, 0 when it is none. */
static guint
digit_of(const TcLetters *word, gboolean is_alone, gboolean is_after_tens)
{
    for (guint digit = 1; digit < G_N_ELEMENTS(digit_words); digit++)
        if (tc_letters_are(word, digit_words[digit]))
            return digit;
    for (gsize i = 0; i < G_N_ELEMENTS(variants); i++)
        if (((is_alone && variants[i].is_alone) || (is_after_tens && variants[i].is_after_tens)) &&
            tc_letters_are(word, variants[i].word))
            return variants[i].digit;
    return 0;
}

/* The word after `p`, over spaces; its end, NULL when there is none. */
static const char *
word_after(const char *p, const char *end, TcLetters *word)
{
    const char *q = tc_space_skip(p, end);
    gsize len = q > p ? tc_letters_read(q, end, word) : 0;
    return len > 0 ? q + len : NULL;
}

static const char *
read_words(const char *p, const char *end, guint *value)
{
    TcLetters word;
    TcLetters next;
    gsize len = tc_letters_read(p, end, &word);
    if (len == 0)
        return NULL;
    const char *q = p + len;
    const char *after = word_after(q, end, &next);
    if (tc_letters_are(&word, "mười")) {
        /* "mười", "mười hai", "mười lăm" */
        guint digit = after != NULL ? digit_of(&next, FALSE, TRUE) : 0;
        *value = 10 + digit;
        return digit > 0 ? after : q;
    }
    guint digit = digit_of(&word, TRUE, FALSE);
    if (digit == 0)
        return NULL;
    if (after == NULL || digit == 1 || !tc_letters_are(&next, "mươi")) {
        *value = digit;
        return q;
    }
    /* "hai mươi", "hai mươi mốt" */
    TcLetters last;
    const char *last_end = word_after(after, end, &last);
    guint ones = last_end != NULL ? digit_of(&last, FALSE, TRUE) : 0;
    *value = digit * 10 + ones;
    return ones > 0 ? last_end : after;
}

const char *
tc_ordinal_read(const char *p, const char *end, guint *value, TcOrdinalForm *form)
{
    static const char *(*const readers[])(const char *, const char *, guint *) = {
        [TC_ORDINAL_DIGITS] = read_digits,
        [TC_ORDINAL_ROMAN] = read_roman,
        [TC_ORDINAL_WORDS] = read_words,
    };
    for (guint i = 0; i < G_N_ELEMENTS(readers); i++) {
        guint number;
        const char *after = readers[i](p, end, &number);
        if (after != NULL) {
            *value = number;
            if (form != NULL)
                *form = (TcOrdinalForm)i;
            return after;
        }
    }
    return NULL;
}

/* `value`, 1 to 99, in words. */
static void
append_words(GString *out, guint value)
{
    guint tens = value / 10;
    guint ones = value % 10;
    if (tens == 1)
        g_string_append(out, " mười");
    else if (tens > 1)
        g_string_append_printf(out, " %s mươi", digit_words[tens]);
    if (ones == 5 && tens > 0)
        g_string_append(out, " lăm");
    else if (ones == 1 && tens > 1)
        g_string_append(out, " mốt");
    else if (ones > 0)
        g_string_append_printf(out, " %s", digit_words[ones]);
}

char *
tc_ordinal_words(guint value)
{
    g_return_val_if_fail(value >= 1 && value <= TC_ORDINAL_MAX, NULL);
    GString *out = g_string_new(NULL);
    if (value < 100)
        append_words(out, value);
    /* Each word has a space before it. */
    if (out->len > 0)
        g_string_erase(out, 0, 1);
    return g_string_free(out, out->len == 0);
}

char *
tc_ordinal_spellings(guint value)
{
    g_return_val_if_fail(value >= 1 && value <= TC_ORDINAL_MAX, NULL);
    GString *out = g_string_new(NULL);
    g_autofree char *roman = tc_ordinal_roman(value);
    g_string_append_printf(out, "%u %s", value, roman);
    if (value < 100)
        append_words(out, value);
    for (gsize i = 0; i < G_N_ELEMENTS(variants); i++)
        if (value < 10 ? variants[i].is_alone && variants[i].digit == value
                       : value < 100 && value > 20 && variants[i].is_after_tens &&
                             variants[i].digit == value % 10 && value % 10 == 4)
            g_string_append_printf(out, " %s", variants[i].word);
    return g_string_free(out, FALSE);
}

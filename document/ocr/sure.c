#include "document/ocr/sure.h"

#include <string.h>

/* Digits of a word that is all read with this confidence are right. Those that are written by hand,
 * stamped over or torn have less. */
#define SURE              90.0f
/* What a number with its symbol must have: "320/TTr-ĐHQGHN". Of 110 on scans whose text is known,
 * 43 are sure by the rule above and 64 with this one, none of them wrong; with .60 for the word or
 * less for its characters, handwriting comes in. */
#define NUMBER_WORD       70.0f
#define NUMBER_CHARACTERS 96.5f
#define NUMBER_DIGITS     98.5f

/* Whether it is "320/TTr-ĐHQGHN": at least two digits, and a symbol in capitals, with nothing among
 * its digits that may be one: "5I1/KH-UBND", "202/2025/QHI5". */
static gboolean
is_number(const char *word)
{
    const gsize digits = strspn(word, "0123456789");
    const char *symbol = word + strcspn(word, "/-");
    guint capitals = 0;

    for (const char *p = word; *p != '\0'; p++)
        if (strchr("IlO", *p) != NULL &&
            (g_ascii_isdigit(p[1]) || (p > word && g_ascii_isdigit(p[-1]))))
            return FALSE;
    for (const char *p = symbol; *p != '\0'; p = g_utf8_next_char(p))
        capitals += g_unichar_isupper(g_utf8_get_char(p));
    return digits >= 2 && capitals >= 2 &&
           g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(word + strlen(word))));
}

gboolean
tc_ocr_is_sure(const char *word, const TcOcrConfidence *confidence)
{
    if (strpbrk(word, "0123456789") == NULL)
        return TRUE;
    if (confidence->word >= SURE && confidence->least >= SURE)
        return TRUE;
    return confidence->word >= NUMBER_WORD && confidence->least >= NUMBER_CHARACTERS &&
           confidence->least_digit >= NUMBER_DIGITS && is_number(word);
}

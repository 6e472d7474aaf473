/* text/key/gen_char_table.c - prints char_table_data.c, the table that char_table.h declares.
 *
 * Runs at build time only, on ICU's data. */
#include "text/key/char_table.h"
#include "text/key/marks.h"
#include "text/key/syllable.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#define CODE_POINT_COUNT 0x110000
#define PAGE_COUNT       (CODE_POINT_COUNT / 64)
#define FLAT_PAGE_COUNT  32
#define TEXT_MAX         128

#define FRACTION_SLASH 0x2044

typedef struct {
    UChar32 cps[TEXT_MAX];
    guint count;
} Text;

static const UNormalizer2 *nfkd;
static const UNormalizer2 *casefold;

static guint32 entries[CODE_POINT_COUNT];
static guint32 *expansions;
static guint expansions_len;

static _Noreturn void
die(const char *what, UChar32 c)
{
    fprintf(stderr, "gen_char_table: %s at U+%04X\n", what, (unsigned)c);
    exit(1);
}

static void
append(Text *text, UChar32 c)
{
    if (text->count == TEXT_MAX)
        die("too long", c);
    text->cps[text->count++] = c;
}

static void
append_normalized(const UNormalizer2 *normalizer, UChar32 c, Text *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar source[2];
    UChar result[TEXT_MAX];
    int32_t source_len = 0;
    int32_t len;

    U16_APPEND_UNSAFE(source, source_len, c);
    len = unorm2_normalize(normalizer, source, source_len, result, TEXT_MAX, &status);
    if (U_FAILURE(status))
        die(u_errorName(status), c);
    for (int32_t i = 0; i < len;) {
        UChar32 next;

        U16_NEXT(result, i, len, next);
        append(out, next);
    }
}

/* Eth, and the African D, which looks the same, are how some keyboards and converters wrote Đ; the
 * sign of the đồng is one. */
static UChar32
replace_eth(UChar32 c)
{
    return c == 0xD0 || c == 0xF0 || c == 0x189 || c == 0x256 || c == 0x20AB ? 0x111 : c;
}

/* Decompose, then fold each part, until nothing changes. U+0345, whose folding is a letter, stays a
 * mark: otherwise its place among the marks would matter. */
static void
fold(UChar32 c, Text *out)
{
    Text before = {.count = 0};

    append_normalized(nfkd, c, &before);
    for (;;) {
        Text after = {.count = 0};

        for (guint i = 0; i < before.count; i++) {
            Text folded = {.count = 0};

            if (before.cps[i] == 0x345) {
                append(&after, 0x345);
                continue;
            }
            append_normalized(casefold, replace_eth(before.cps[i]), &folded);
            for (guint j = 0; j < folded.count; j++)
                append_normalized(nfkd, folded.cps[j], &after);
        }
        if (after.count == before.count &&
            memcmp(after.cps, before.cps, after.count * sizeof(after.cps[0])) == 0)
            break;
        before = after;
    }
    out->count = 0;
    /* "1½" is not 11/2. */
    for (guint i = 0; i < before.count; i++) {
        if (before.cps[i] == FRACTION_SLASH && c != FRACTION_SLASH) {
            append(out, FRACTION_SLASH);
            break;
        }
    }
    for (guint i = 0; i < before.count; i++)
        append(out, before.cps[i]);
}

static gboolean
is_one_of(UChar32 c, const UChar32 *list)
{
    for (; *list != 0; list++)
        if (*list == c)
            return TRUE;
    return FALSE;
}

static gboolean
is_break(UChar32 c)
{
    static const UChar32 breaks[] = {';', ':', '?', '!', 0xA1, 0xBF, 0x2026, 0x3002, 0xFF61, 0};

    return is_one_of(c, breaks);
}

static gboolean
is_quote(UChar32 c)
{
    static const UChar32 quotes[] = {'(',    ')',    '[',    ']',    '"',    0xAB,   0xBB,
                                     0x201C, 0x201D, 0x201E, 0x201F, 0x2039, 0x203A, 0};

    if (is_one_of(c, quotes))
        return TRUE;
    /* Brackets and quotation marks of CJK: 〈〉《》「」『』【】〔〕〖〗〘〙〚〛〝〞〟 */
    return (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301B) ||
           (c >= 0x301D && c <= 0x301F);
}

/* The letter apostrophes: an apostrophe splits a word, whichever was typed. */
static gboolean
is_apostrophe(UChar32 c)
{
    return c >= 0x2BB && c <= 0x2BD;
}

static gboolean
is_ideograph(UChar32 c)
{
    return uscript_hasScript(c, USCRIPT_HAN) || uscript_hasScript(c, USCRIPT_HIRAGANA) ||
           uscript_hasScript(c, USCRIPT_KATAKANA);
}

static guint32
mark_entry(guint code)
{
    return TC_CHAR_MARK | code << 8 | (guint32)tc_mark_tone(code) << 16 |
           (guint32)(tc_mark_quality(code) + 1) << 19;
}

/* The entry of a character that folds to itself. */
static guint32
plain_entry(UChar32 c)
{
    guint32 category = U_MASK(u_charType(c));

    if (c == 0)
        return TC_CHAR_OTHER;
    if (c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028)
        return TC_CHAR_NEWLINE;
    if (c == 0x2029)
        return TC_CHAR_PARAGRAPH;
    if (c == '\t' || (category & U_GC_ZS_MASK) != 0)
        return TC_CHAR_SPACE;
    if ((category & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ME_MASK)) != 0)
        return TC_CHAR_IGNORE;
    if (c == '.')
        return TC_CHAR_DOT;
    if (c == ',')
        return TC_CHAR_COMMA;
    if (is_break(c))
        return TC_CHAR_BREAK;
    if (is_quote(c))
        return TC_CHAR_QUOTE;
    if (c >= '0' && c <= '9')
        return TC_CHAR_LATIN | TC_CHAR_DIGIT | (guint32)c << 8;
    if (c >= 'a' && c <= 'z')
        return TC_CHAR_LATIN | (guint32)c << 8;
    if (c >= 0x300 && c <= 0x36F)
        return mark_entry((guint)c - 0x300);
    if (c == 0x3099 || c == 0x309A)
        return mark_entry(TC_MARK_VOICED + (guint)c - 0x3099);
    if ((category & U_GC_M_MASK) != 0) {
        guint combining_class = u_getCombiningClass(c);

        return combining_class == 0 ? TC_CHAR_LETTER : TC_CHAR_NONSTARTER | combining_class << 8;
    }
    if (is_apostrophe(c) || (category & (U_GC_L_MASK | U_GC_ND_MASK | U_GC_NL_MASK)) == 0)
        return TC_CHAR_OTHER;
    return is_ideograph(c) ? TC_CHAR_IDEOGRAPH : TC_CHAR_LETTER;
}

/* The LATIN entry of an ASCII letter with at most one quality and one tone; 0 if it is not that. */
static guint32
latin_entry(const Text *text)
{
    int quality = -1;
    int tone = TC_TONE_NONE;
    guint32 entry = text->cps[0] < 0x80 ? plain_entry(text->cps[0]) : TC_CHAR_OTHER;

    if (TC_CHAR_KIND(entry) != TC_CHAR_LATIN)
        return 0;
    for (guint i = 1; i < text->count; i++) {
        UChar32 c = text->cps[i];
        guint code = (guint)c - 0x300;

        if (c < 0x300 || c > 0x36F)
            return 0;
        if (quality < 0 && tc_mark_quality(code) >= 0)
            quality = tc_mark_quality(code);
        else if (tone == TC_TONE_NONE && tc_mark_tone(code) != TC_TONE_NONE)
            tone = tc_mark_tone(code);
        else
            return 0;
    }
    return entry | (guint32)tone << 16 | (guint32)(quality + 1) << 19;
}

static guint32
expansion_entry(const Text *text)
{
    guint32 entry;

    if (text->count > TC_CHAR_EXPANSION_MAX)
        die("an expansion is longer than TC_CHAR_EXPANSION_MAX", text->cps[0]);
    expansions = g_renew(guint32, expansions, expansions_len + 1 + text->count);
    expansions[expansions_len++] = text->count;
    entry = TC_CHAR_EXPANSION | expansions_len << 8;
    for (guint i = 0; i < text->count; i++)
        expansions[expansions_len++] = (guint32)text->cps[i];
    return entry;
}

static guint32
folded_entry(UChar32 c)
{
    Text text;
    guint32 entry;

    if (c >= 0xAC00 && c <= 0xD7A3)
        return TC_CHAR_HANGUL;
    if (U_IS_SURROGATE(c))
        return TC_CHAR_OTHER;
    /* A control is not folded, and neither are the separators that folding would take apart. */
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_break(c))
        return plain_entry(c);
    fold(c, &text);
    if (text.count == 0)
        return TC_CHAR_IGNORE;
    /* đ: Unicode does not take its stroke off. */
    if (text.count == 1 && text.cps[0] == 0x111)
        return TC_CHAR_LATIN | 'd' << 8 | (TC_QUALITY_STROKE + 1) << 19;
    for (guint i = 0; i < text.count; i++)
        if (text.cps[i] == 0x111)
            die("đ inside an expansion", c);
    entry = latin_entry(&text);
    if (entry != 0)
        return entry;
    if (text.count > 1)
        return expansion_entry(&text);
    entry = plain_entry(text.cps[0]);
    if (text.cps[0] == c)
        return entry;
    if (TC_CHAR_KIND(entry) == TC_CHAR_LETTER || TC_CHAR_KIND(entry) == TC_CHAR_IDEOGRAPH)
        return entry | (guint32)text.cps[0] << 8;
    return TC_CHAR_KIND(entry) == TC_CHAR_NONSTARTER ? expansion_entry(&text) : entry;
}

static gboolean
begins_lower(UChar32 c)
{
    Text text = {.count = 0};

    append_normalized(nfkd, c, &text);
    return text.count > 0 && u_charType(text.cps[0]) == U_LOWERCASE_LETTER;
}

static void
print_numbers(const char *declaration, const guint32 *numbers, guint count)
{
    printf("\n%s = {", declaration);
    for (guint i = 0; i < count; i++)
        printf("%s0x%X,", i % 12 == 0 ? "\n    " : " ", numbers[i]);
    printf("\n};\n");
}

static void
print_table(void)
{
    g_autofree guint32 *page_of = g_new0(guint32, PAGE_COUNT);
    g_autofree guint32 *packed = g_new(guint32, CODE_POINT_COUNT);
    guint packed_pages = 0;

    for (guint page = 0; page < PAGE_COUNT; page++) {
        guint known = page < FLAT_PAGE_COUNT ? packed_pages : 0;

        while (known < packed_pages &&
               memcmp(&packed[known * 64], &entries[page * 64], 64 * sizeof(guint32)) != 0)
            known++;
        if (known == packed_pages) {
            memcpy(&packed[packed_pages * 64], &entries[page * 64], 64 * sizeof(guint32));
            packed_pages++;
        }
        page_of[page] = known;
    }
    printf("/* Made by gen_char_table from ICU %s, Unicode %s. */\n", U_ICU_VERSION,
           U_UNICODE_VERSION);
    printf("#include \"text/key/char_table.h\"\n");
    print_numbers("const guint16 tc_char_pages[0x110000 / 64]", page_of, PAGE_COUNT);
    print_numbers("const guint32 tc_char_entries[]", packed, packed_pages * 64);
    print_numbers("const guint32 tc_char_expansions[]", expansions, expansions_len);
}

int
main(void)
{
    UErrorCode status = U_ZERO_ERROR;

    nfkd = unorm2_getNFKDInstance(&status);
    casefold = unorm2_getNFKCCasefoldInstance(&status);
    if (U_FAILURE(status))
        die(u_errorName(status), 0);
    for (UChar32 c = 0; c < CODE_POINT_COUNT; c++) {
        entries[c] = folded_entry(c);
        if (TC_CHAR_IS_WORD(TC_CHAR_KIND(entries[c])) && begins_lower(c))
            entries[c] |= TC_CHAR_LOWER;
    }
    print_table();
    g_free(expansions);
    u_cleanup();
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

#include "text/number/number.h"

#include "text/key/letter.h"
#include "text/key/marks.h"
#include "text/key/syllable.h"
#include "text/type/type.h"

#include <stdlib.h>
#include <string.h>

enum {
    DIGITS_MAX = 6,      /* a longer run of digits is a telephone or account number */
    PART_DIGITS_MAX = 2, /* of "66.12/2025" */
    PARTS_MAX = 6,
    PART_LEN_MAX = 16,
};

/* One reading: from where it starts, how it is introduced, and what it has so far. */
typedef struct {
    const char *end;
    gboolean is_introduced; /* by "số" or a type of document */
    gboolean is_query;      /* the whole text is to be the number: case does not matter */
    gboolean is_typed;      /* by somebody who searches: a type and an issuer may run together */
    gboolean is_apart;      /* the letter stands apart from the digits */
    GString *key;
} Reading;

/* What joins two pieces. */
typedef enum {
    JOIN_NONE,
    JOIN_TIGHT, /* "/QĐ": a separator with no space */
    JOIN_LOOSE, /* " - QĐ" */
    JOIN_SPACE, /* " QĐ" */
} Join;

/* The digit at `p`, -1 if there is none. Typists and scans give the letter O for a nought. */
static int
digit_at(const char *p, const char *end)
{
    if (p >= end)
        return -1;
    return g_ascii_isdigit(*p) ? *p - '0' : *p == 'O' || *p == 'o' ? 0 : -1;
}

/* Whether digits begin at `p`, one of them a real one: "O5". */
static gboolean
has_digits(const char *p, const char *end)
{
    while (p < end && (*p == 'O' || *p == 'o'))
        p++;
    return p < end && g_ascii_isdigit(*p);
}

static int
compare_code(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static gboolean
is_in(const char *code, const char *const *table, gsize count)
{
    return bsearch(code, table, count, sizeof *table, compare_code) != NULL;
}

/* Letters and digits as in "qh15": one of the bodies that are counted by term. */
static gboolean
is_term_body(const char *code)
{
    static const char *const bodies[] = {"hdnn", "qh", "ubtvqh"};
    gsize len = strcspn(code, "0123456789");
    if (code[len] == '\0' || code[len + strspn(code + len, "0123456789")] != '\0')
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++)
        if (strlen(bodies[i]) == len && strncmp(code, bodies[i], len) == 0)
            return TRUE;
    return FALSE;
}

/* Codes that a symbol begins with: types of documents (annex III of Decree 30/2020/NĐ-CP, the
 * Party's Instruction 36-HD/VPTW, and older ones), and the most common issuers. Sorted. */
static gboolean
is_known_code(const char *code)
{
    static const char *const codes[] = {
        "bb",  "bc",  "bgn",  "btt", "cd",   "cp",   "ct", "cthd", "ctr",  "cv",   "da",   "dx",
        "gcn", "ggt", "gm",   "gnp", "gp",   "gt",   "gu", "guq",  "hd",   "hdbt", "hdnd", "kh",
        "kl",  "l",   "lct",  "nd",  "nq",   "nqlt", "pa", "pb",   "pc",   "pg",   "pl",   "qc",
        "qd",  "qdi", "qdxp", "qtr", "quc",  "quyd", "qy", "qyc",  "qyd",  "sl",   "tb",   "tc",
        "tl",  "tm",  "tt",   "ttg", "ttlt", "ttr",  "tw", "ubnd", "vbhn", "vpcp",
    };
    return is_term_body(code) || is_in(code, codes, G_N_ELEMENTS(codes));
}

/* Codes that are a symbol alone: "33/2005/QH11", "135/1998/TTg", "36/CP". */
static gboolean
is_whole_symbol(const char *code)
{
    static const char *const codes[] = {"cp", "hdbt", "ttg"};
    return is_term_body(code) || is_in(code, codes, G_N_ELEMENTS(codes));
}

/* How many letters of `code` are the type of a document that runs together with its issuer: 2 of
 * "nqcp". 0 when it is none: only what such an issuer gives out is taken for it ("ttcp" is the
 * Thanh tra Chính phủ). */
static gsize
glued_type_len(const char *code)
{
    static const struct {
        const char *issuer;
        const char *types[9];
    } issuers[] = {
        {"cp", {"nd", "nq", "ttr"}},
        {"ttg", {"cd", "ct", "qd"}},
        {"tu", {"bc", "ct", "cv", "hd", "kh", "kl", "nq", "qd", "tb"}},
        {"tw", {"bc", "ct", "cv", "hd", "kh", "kl", "nq", "qd", "tb"}},
        {"ubnd", {"bc", "cd", "ct", "kh", "nq", "qd", "tb", "ttr"}},
        {"hdnd", {"bc", "ct", "kh", "nq", "qd", "tb", "ttr"}},
        {"bca", {"qd", "tt"}},
        {"bct", {"qd", "tt"}},
        {"bgddt", {"qd", "tt"}},
        {"bkhdt", {"qd", "tt"}},
        {"bldtbxh", {"qd", "tt"}},
        {"bnv", {"qd", "tt"}},
        {"btc", {"qd", "tt"}},
        {"btnmt", {"qd", "tt"}},
        {"btp", {"qd", "tt"}},
        {"bxd", {"qd", "tt"}},
        {"byt", {"qd", "tt"}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(issuers); i++) {
        if (!g_str_has_suffix(code, issuers[i].issuer))
            continue;
        gsize len = strlen(code) - strlen(issuers[i].issuer);
        for (gsize k = 0; k < G_N_ELEMENTS(issuers[i].types); k++) {
            const char *type = issuers[i].types[k];
            if (type != NULL && strlen(type) == len && strncmp(code, type, len) == 0)
                return len;
        }
    }
    return 0;
}

/* Whether what stands before `p` says that a number follows. */
static gboolean
is_introduced(const char *begin, const char *p)
{
    TcLetters last;
    TcLetters before;
    const char *q = tc_space_skip_back(begin, p);
    while (q > begin && (q[-1] == ':' || q[-1] == '.'))
        q = tc_space_skip_back(begin, q - 1);
    const char *start = tc_letters_before(begin, q, &last);
    if (start == NULL)
        return FALSE;
    if (tc_letters_are(&last, "số") || tc_letters_are(&last, "luật"))
        return TRUE;
    return tc_letters_before(begin, start, &before) != NULL &&
           tc_document_type_introduces(&before, &last);
}

/* The separator after `p`. Returns where the next piece starts; `join` says how they are joined. */
static const char *
read_join(const char *p, const char *end, Join *join)
{
    const char *q = tc_space_skip(p, end);
    gboolean is_spaced = q > p;
    gsize len = tc_dash_len(q, end);
    if (len == 0 && q < end && (*q == '/' || *q == '_' || (*q == '.' && !is_spaced)))
        len = 1;
    if (len == 0) {
        *join = is_spaced ? JOIN_SPACE : JOIN_NONE;
        return q;
    }
    const char *next = tc_space_skip(q + len, end);
    *join = is_spaced || next > q + len ? JOIN_LOOSE : JOIN_TIGHT;
    return next;
}

/* Whether the word "ngày" stands at `p`: the space before it is lost in "NĐ-CPngày 31/12/2020". */
static gboolean
begins_day(const char *p, const char *end)
{
    TcLetters letters;
    return p < end && *p == 'n' && tc_letters_read(p, end, &letters) > 0 &&
           tc_letters_are(&letters, "ngày");
}

/* Read one part of a symbol, such as "NĐ", into `code`, in lower case. Returns its end; NULL when
 * it cannot be one. `are_capitals` says whether it is written as symbols are. */
static const char *
read_part(const char *p, const char *end, char code[PART_LEN_MAX + 1], gboolean *are_capitals)
{
    guint count = 0;
    guint upper = 0;
    guint lower = 0;
    gboolean has_horn = FALSE;
    TcLetter letter;
    for (gsize len; p < end; p += len) {
        if (upper >= 2 && lower == 0 && begins_day(p, end))
            break;
        len = tc_letter_read(p, end, &letter);
        if (len == 0) {
            TcLetter next;
            if (*p != '&' || count == 0 || tc_letter_read(p + 1, end, &next) == 0)
                break;
            len = 1;
            continue;
        }
        gboolean is_plain = letter.quality == 0 || letter.quality == 1 + TC_QUALITY_STROKE;
        has_horn = has_horn || (letter.quality == 1 + TC_QUALITY_HORN && letter.base == 'u');
        if (letter.base == '?' || letter.tone != TC_TONE_NONE || (!is_plain && !has_horn) ||
            count == PART_LEN_MAX || (count == 0 && g_ascii_isdigit(letter.base)))
            return NULL;
        code[count++] = letter.base;
        if (g_ascii_isalpha(letter.base)) {
            upper += letter.upper;
            lower += !letter.upper;
        }
    }
    if (count == 0)
        return NULL;
    code[count] = '\0';
    if (has_horn) { /* TƯ, the old way to shorten Trung ương, and nothing else */
        if (strcmp(code, "tu") != 0)
            return NULL;
        code[1] = 'w';
    }
    /* "TTg", "QĐi", "L", but not "Ban" */
    *are_capitals = upper > lower && lower <= 1;
    return p;
}

/* Read the symbol at `p`, joined to the number by `join`, and append it to the key. Returns its
 * end, NULL when there is none. */
static const char *
read_symbol(const Reading *reading, const char *p, Join join)
{
    char code[PART_LEN_MAX + 1];
    gboolean are_capitals;
    const char *end = read_part(p, reading->end, code, &are_capitals);
    if (end == NULL)
        return NULL;
    gboolean is_known = is_known_code(code);
    gboolean is_written = are_capitals || is_known; /* as a symbol may be written */
    gboolean is_whole = is_whole_symbol(code);
    gboolean is_body_of_term = is_term_body(code);
    gsize first_len = strlen(code);
    gsize glued = reading->is_typed ? glued_type_len(code) : 0;
    if (!is_written && !reading->is_query)
        return NULL;
    /* "Số: 1256 /SGDĐT-VP": room was left for the number. */
    gboolean has_slash =
        join == JOIN_LOOSE && reading->is_introduced && are_capitals && p[-1] == '/';
    if (join != JOIN_TIGHT && !is_known && !has_slash && glued == 0)
        return NULL;
    g_string_append_printf(reading->key, "/%s", code);
    gsize glued_at = reading->key->len - first_len + glued;

    guint parts = 1;
    while (parts < PARTS_MAX) {
        Join next_join;
        const char *next = read_join(end, reading->end, &next_join);
        /* "NQ - CP", "NQ CP": only a known type can be followed from afar, and by one part, lest
         * words after the number become part of it. */
        gboolean is_far = next_join == JOIN_LOOSE || next_join == JOIN_SPACE;
        if (next_join == JOIN_NONE || (is_far && (parts > 1 || !is_known || is_whole)))
            break;
        if (next_join == JOIN_SPACE && !reading->is_query && join != JOIN_SPACE)
            break;
        const char *next_end = read_part(next, reading->end, code, &are_capitals);
        /* "QĐ-UBND.Theo": a full stop joins only what is surely a part. */
        gboolean is_doubtful = is_far || !is_known || next[-1] == '.';
        if (next_end == NULL || (!are_capitals && !reading->is_query && is_doubtful))
            break;
        g_string_append_printf(reading->key, "-%s", code);
        end = next_end;
        parts++;
    }
    if (tc_is_word_at(end, reading->end) && !begins_day(end, reading->end))
        return NULL;
    /* In a query "75/vn-cc" is nothing else, in a text "24/7-VN" may be. */
    gboolean is_typed = reading->is_query && join == JOIN_TIGHT && first_len >= 2;
    if (parts >= 2)
        return is_known || reading->is_introduced || first_len >= 3 || is_typed ? end : NULL;
    if (glued > 0) {
        g_string_insert_c(reading->key, (gssize)glued_at, '-');
        return end;
    }
    /* "45 2013 QH13": nothing else looks so. */
    if (is_whole && (join == JOIN_TIGHT || (reading->is_query && is_body_of_term)))
        return end;
    /* One part alone: "Số: 58/PCTT" */
    return join == JOIN_TIGHT && first_len >= 2 &&
                   (reading->is_introduced || (reading->is_query && is_known))
               ? end
               : NULL;
}

/* Whether a code of at least two letters that is known stands at `p`, with more behind it. */
static gboolean
begins_known_code(const char *p, const char *end)
{
    char code[PART_LEN_MAX + 1];
    gboolean are_capitals;
    const char *code_end = read_part(p, end, code, &are_capitals);
    return code_end != NULL && code_end < end && code[1] != '\0' && is_known_code(code);
}

/* Whether two letters or more in capitals follow digits at once, with another part of a symbol
 * behind them: "75VN/CC", as decrees of 1945 were numbered. In a query case does not matter. */
static gboolean
begins_glued_symbol(const char *p, const char *end, gboolean is_query)
{
    char code[PART_LEN_MAX + 1];
    gboolean are_capitals;
    Join join;
    const char *code_end = read_part(p, end, code, &are_capitals);
    if (code_end == NULL || (!are_capitals && !is_query) || code[1] == '\0')
        return FALSE;
    const char *next = read_join(code_end, end, &join);
    return join == JOIN_TIGHT && read_part(next, end, code, &are_capitals) != NULL &&
           (are_capitals || (is_query && code[1] != '\0'));
}

/* Four digits that can be the year of a document: its value, else 0. */
static guint16
read_year(const char *p, const char *end)
{
    if (end - p < 4 || digit_at(p + 4, end) >= 0)
        return 0;
    guint year = 0;
    for (int i = 0; i < 4; i++) {
        int digit = digit_at(p + i, end);
        if (digit < 0)
            return 0;
        year = year * 10 + (guint)digit;
    }
    return year >= 1945 && year <= 2100 ? (guint16)year : 0;
}

/* Behind this word and its space, where it stands. */
static const char *
skip_word(const char *p, const char *end, const char *word)
{
    TcLetters letters;
    gsize len = tc_letters_read(p, end, &letters);
    return len > 0 && tc_letters_are(&letters, word) ? tc_space_skip(p + len, end) : p;
}

/* Append the letter of the number that stands behind spaces at `p`, and before more: "30 c/".
 * Returns its end, NULL when there is none. */
static const char *
read_letter_apart(const Reading *reading, const char *p)
{
    TcLetter letter;
    Join join;
    const char *start = tc_space_skip(p, reading->end);
    gsize len = tc_letter_read(start, reading->end, &letter);
    if (len == 0 || start == p || letter.base < 'a' || letter.base > 'e' ||
        (letter.quality != 0 && letter.quality != 1 + TC_QUALITY_STROKE) ||
        letter.tone != TC_TONE_NONE || tc_is_word_at(start + len, reading->end))
        return NULL;
    read_join(start + len, reading->end, &join);
    if (join != JOIN_TIGHT && join != JOIN_LOOSE)
        return NULL;
    g_string_append_c(reading->key, letter.base);
    return start + len;
}

/* Behind the part of "66.2/2025/NQ-CP" that starts with the full stop at `p`; `p` without one: a
 * year must follow, lest it be a date or a decimal. */
static const char *
skip_part_of_number(const char *p, const char *end)
{
    const char *q = p < end && *p == '.' ? p + 1 : p;
    const char *digits = q;
    while (q < end && g_ascii_isdigit(*q))
        q++;
    return digits > p && q > digits && q - digits <= PART_DIGITS_MAX && *digits != '0' && q < end &&
                   *q == '/' && read_year(q + 1, end) != 0
               ? q
               : p;
}

/* The year at `*next`, as in "15/2020/NĐ-CP": goes on behind it. 0 when there is none. */
static guint16
take_year(const Reading *reading, const char **p, const char **next, Join *join)
{
    const char *start = reading->is_query ? skip_word(*next, reading->end, "năm") : *next;
    const guint16 year = read_year(start, reading->end);
    if (year == 0)
        return 0;
    *p = start + 4;
    g_string_append_printf(reading->key, "/%u", year);
    *next = read_join(*p, reading->end, join);
    return year;
}

/* Read the document number whose digits start at `p`. Returns its end, NULL when it is none.
 * Writes `number` only then. */
static const char *
read_number(const Reading *reading, const char *p, TcNumber *number)
{
    const char *end = reading->end;
    guint32 value = 0;
    guint digits = 0;
    for (; digit_at(p, end) >= 0; p++, digits++) {
        if (digits == DIGITS_MAX)
            return NULL;
        value = value * 10 + (guint32)digit_at(p, end);
    }
    if (value == 0)
        return NULL;
    g_string_printf(reading->key, "%" G_GUINT32_FORMAT, value);
    const char *part_end = skip_part_of_number(p, end);
    g_string_append_len(reading->key, p, part_end - p);
    p = part_end;
    if (reading->is_apart && (p = read_letter_apart(reading, p)) == NULL)
        return NULL;
    TcLetter letter;
    gsize len = tc_letter_read(p, end, &letter);
    gboolean is_explained = reading->is_introduced || reading->is_query;
    gboolean is_glued = (reading->is_query && begins_known_code(p, end)) || /* "05NQ/TU" */
                        (is_explained && begins_glued_symbol(p, end, reading->is_query));
    if (len > 0 && !is_glued) {
        if (!g_ascii_isalpha(letter.base) || letter.tone != TC_TONE_NONE ||
            tc_is_word_at(p + len, end))
            return NULL;
        g_string_append_c(reading->key, letter.base);
        p += len;
    }

    Join join;
    guint16 year = 0;
    const char *next = read_join(p, end, &join);
    join = is_glued ? JOIN_TIGHT : join;
    if (!is_glued && join != JOIN_NONE && (join == JOIN_TIGHT || is_explained))
        year = take_year(reading, &p, &next, &join);
    gsize symbol = reading->key->len;
    const char *symbol_end = NULL;
    if (join == JOIN_TIGHT || (join != JOIN_NONE && is_explained))
        symbol_end = read_symbol(reading, next, join);
    if (symbol_end != NULL)
        p = symbol_end;
    else if (reading->is_query && reading->is_introduced)
        g_string_truncate(reading->key, symbol);
    else
        return NULL;
    /* A letter apart may be a word: what follows must leave no doubt. */
    gboolean is_doubtful = reading->is_apart && strchr(reading->key->str + symbol, '-') == NULL;
    if (is_doubtful || reading->key->len > TC_NUMBER_KEY_MAX)
        return NULL;

    memset(number, 0, sizeof *number);
    memcpy(number->key, reading->key->str, reading->key->len);
    number->number = value;
    number->year = year;
    number->symbol = (guint8)(symbol_end != NULL ? symbol + 1 : symbol);
    return p;
}

/* The end of the type of a document that its number follows at once: "NĐ15/2020", "NQ18". NULL
 * without one. Others are taken for it only where more follows: "CD4" and "TL43" are no numbers. */
static const char *
skip_glued_type(const char *p, const char *end)
{
    static const char *const codes[] = {"ct", "cv", "kl", "nd", "nq", "qd", "tt", "ttlt"};
    char code[PART_LEN_MAX + 1];
    gboolean are_capitals;
    const char *digits = p;
    while (digits < end && !g_ascii_isdigit(*digits))
        digits++;
    const char *code_end = read_part(p, digits, code, &are_capitals);
    if (code_end == NULL || code_end != digits || digits == end || code[1] == '\0')
        return NULL;
    const char *rest = digits;
    while (rest < end && g_ascii_isalnum(*rest))
        rest++;
    gboolean has_more = rest < end && (*rest == '/' || *rest == '-');
    return is_in(code, codes, G_N_ELEMENTS(codes)) || (has_more && is_known_code(code)) ? digits
                                                                                        : NULL;
}

/* Skip "Nghị quyết số", "NĐ", "số:" at the start of a query. */
static const char *
skip_introduction(const char *p, const char *end, gboolean *is_introduced)
{
    *is_introduced = FALSE;
    TcLetters word;
    TcLetters next;
    for (;;) {
        while (p < end && (g_ascii_isspace(*p) || (*p != '\0' && strchr("\"'(:.", *p) != NULL)))
            p++;
        p = tc_space_skip(p, end);
        gsize len = tc_letters_read(p, end, &word);
        if (len == 0 || has_digits(p, end))
            return p;
        const char *glued = skip_glued_type(p, end);
        if (glued != NULL) {
            *is_introduced = TRUE;
            return glued;
        }
        const char *after = tc_space_skip(p + len, end);
        gsize next_len = tc_letters_read(after, end, &next);
        char code[PART_LEN_MAX + 1];
        gboolean are_capitals;
        gboolean is_before_number =
            next_len > 0 && (has_digits(after, end) || tc_letters_are(&next, "số"));
        if (next_len > 0 && tc_document_type_introduces(&word, &next))
            p = after + next_len;
        else if (tc_letters_are(&word, "số") || tc_letters_are(&word, "luật") ||
                 (is_before_number && read_part(p, end, code, &are_capitals) == p + len &&
                  is_known_code(code)))
            p = p + len;
        else
            return p;
        *is_introduced = TRUE;
    }
}

static gboolean
parse(Reading reading, const char *text, TcNumber *number)
{
    const char *p = skip_introduction(text, reading.end, &reading.is_introduced);
    if (!has_digits(p, reading.end))
        return FALSE;
    g_autoptr(GString) key = g_string_sized_new(TC_NUMBER_KEY_MAX);
    reading.key = key;
    TcNumber result;
    p = read_number(&reading, p, &result);
    if (p == NULL)
        return FALSE;
    while (p < reading.end &&
           (g_ascii_isspace(*p) || (*p != '\0' && strchr("\"').,;:!?", *p) != NULL)))
        p++;
    if (p < reading.end)
        return FALSE;
    *number = result;
    return TRUE;
}

gboolean
tc_number_parse(const char *text, gsize len, TcNumber *number)
{
    return parse((Reading){.end = text + len, .is_query = TRUE}, text, number);
}

gboolean
tc_number_parse_typed(const char *text, gsize len, TcNumber *number)
{
    Reading reading = {.end = text + len, .is_query = TRUE, .is_typed = TRUE};
    if (parse(reading, text, number))
        return TRUE;
    reading.is_apart = TRUE;
    return parse(reading, text, number);
}

gboolean
tc_number_parse_named(const char *text, gsize len, TcNumber *number)
{
    static const char *const days[] = {" ngày ", " ngay ", ", ngày "};
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        const char *day = g_strstr_len(text, (gssize)len, days[i]);
        if (day != NULL && tc_number_parse_typed(text, (gsize)(day - text), number))
            return TRUE;
    }
    return tc_number_parse_typed(text, len, number);
}

/* Whether digits at `p` can start a number: nothing belongs to them on their left. */
static gboolean
is_free_on_the_left(const char *begin, const char *p)
{
    if (p == begin)
        return TRUE;
    if (tc_is_word_before(begin, p))
        return FALSE;
    gsize len = tc_dash_len_before(begin, p);
    if (len == 0 && strchr("/.,", p[-1]) != NULL && p[-1] != '\0')
        len = 1;
    return len == 0 || !tc_is_word_before(begin, p - len);
}

/* Whether a symbol may start at `p`, at a glance: "NQ", "QĐ", "Đ...". */
static gboolean
may_be_symbol(const char *p, const char *end)
{
    if (end - p < 2)
        return FALSE;
    guchar first = (guchar)p[0];
    guchar second = (guchar)p[1];
    return first >= 0x80 || (g_ascii_isupper(first) && (g_ascii_isupper(second) || second >= 0x80));
}

/* Whether what follows the digits may be the rest of a number, at a glance: most digits of a text
 * must be left behind here for the whole to be fast. */
static gboolean
may_continue(const char *p, const char *end)
{
    if (end - p < 2)
        return FALSE;
    if (g_ascii_isupper(p[0]) && g_ascii_isupper(p[1])) /* 75VN/CC */
        return TRUE;
    if (g_ascii_isalpha(*p) || (guchar)*p == 0xc4) { /* 30c, 30đ */
        p += g_ascii_isalpha(*p) ? 1 : 2;
        if (end - p < 2 || g_ascii_isalnum(*p))
            return FALSE;
    }
    if (*p != ' ')
        return *p == '/' || *p == '-' || *p == '_' || (guchar)*p >= 0x80;
    p = tc_space_skip(p, end);
    return p < end && (*p == '/' || *p == '-' || *p == '_' || may_be_symbol(p, end));
}

void
tc_numbers_find(const char *text, gsize len, TcNumberFunc func, gpointer user)
{
    const char *end = text + len;
    const char *floor = text; /* what is before was looked at */
    g_autoptr(GString) key = NULL;
    for (const char *p = tc_digit_find(text, end); p < end; p = tc_digit_find(p, end)) {
        const char *digits_end = p;
        while (digit_at(digits_end, end) >= 0)
            digits_end++;
        while (p > floor && (p[-1] == 'O' || p[-1] == 'o'))
            p--;
        if (digits_end - p > DIGITS_MAX ||
            !may_continue(skip_part_of_number(digits_end, end), end) ||
            !is_free_on_the_left(text, p)) {
            floor = p = digits_end;
            continue;
        }
        if (key == NULL)
            key = g_string_sized_new(TC_NUMBER_KEY_MAX);
        Reading reading = {.end = end, .is_introduced = is_introduced(text, p), .key = key};
        TcNumber number;
        const char *number_end = read_number(&reading, p, &number);
        if (number_end == NULL) {
            floor = p = digits_end;
            continue;
        }
        func(&number, (gsize)(p - text), (gsize)(number_end - text), user);
        floor = p = number_end;
    }
}

typedef struct {
    TcNumber number;
    gsize start;
    gsize end;
    gboolean is_found;
} First;

static void
take_first(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    First *first = user;
    if (!first->is_found)
        *first = (First){.number = *number, .start = start, .end = end, .is_found = TRUE};
}

gboolean
tc_number_find_first(const char *text, gsize len, TcNumber *number, gsize *start, gsize *end)
{
    First first = {.is_found = FALSE};
    tc_numbers_find(text, len, take_first, &first);
    if (!first.is_found)
        return FALSE;
    *number = first.number;
    *start = first.start;
    *end = first.end;
    return TRUE;
}

char *
tc_number_tidy(const char *p, const char *end)
{
    GString *out = g_string_new(NULL);
    for (; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c >= 0x2010 && c <= 0x2015)
            c = '-';
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

#include "tests/support/analyzer_laws.h"

#include "text/key/normalize.h"
#include "text/key/syllable.h"

#include <string.h>

/* Decoding by GLib, not by the code under test. A bad byte is U+FFFD. */
static const char *
next_char(const char *p, const char *end, gunichar *cp)
{
    gunichar c = *p != '\0' ? g_utf8_get_char_validated(p, end - p) : 0;

    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *cp = 0xFFFD;
        return p + 1;
    }
    *cp = c;
    return *p != '\0' ? g_utf8_next_char(p) : p + 1;
}

void
tc_describe_key(const char *key, gsize key_len, GString *out)
{
    gsize bare_len = tc_key_bare_len(key, key_len);

    g_string_append_len(out, key, (gssize)bare_len);
    g_string_append_c(out, '|');
    for (gsize i = bare_len + 1; i < key_len; i++)
        g_string_append_printf(out, "%s%02x", i > bare_len + 1 ? " " : "", (guchar)key[i]);
}

static char *
describe(const TcTokens *tokens)
{
    GString *out = g_string_new(NULL);

    for (gsize i = 0; i < tokens->count; i++) {
        if (i > 0)
            g_string_append_c(out, ' ');
        tc_describe_key(tokens->items[i].key, tokens->items[i].key_len, out);
        g_string_append_printf(out, "@%u", tokens->items[i].position);
    }
    return g_string_free(out, FALSE);
}

char *
tc_describe_tokens(const TcAnalyzer *analyzer, const char *text, gsize len)
{
    g_auto(TcTokens) tokens = {0};

    tc_analyze(analyzer, text, len, &tokens);
    return describe(&tokens);
}

static gboolean
same_keys(const TcToken *a, const TcToken *b)
{
    return a->key_len == b->key_len && memcmp(a->key, b->key, a->key_len) == 0;
}

/* The marks of a key are as text/key/syllable.h says, in order, the tone last. */
static gboolean
marks_are_well_formed(const char *key, gsize key_len)
{
    gsize i = tc_key_bare_len(key, key_len) + 1;
    int last = -1;

    while (i < key_len) {
        guchar byte = (guchar)key[i];
        int index;

        if (byte >= TC_TONE_HUYEN && byte <= TC_TONE_NANG)
            return i + 1 == key_len && tc_key_tone(key, key_len) == byte;
        if (byte >= 0x20 && byte < 0x60) {
            index = (byte - 0x20) / 4;
            i++;
        } else if (byte >= 0x80 && i + 1 < key_len && (guchar)key[i + 1] >= 0x60) {
            index = byte & 0x7F;
            i += 2;
        } else {
            return FALSE;
        }
        if (index < last)
            return FALSE;
        last = index;
    }
    return tc_key_tone(key, key_len) == TC_TONE_NONE;
}

static const char *
broken_key_law(const char *key, gsize key_len)
{
    gsize bare_len = tc_key_bare_len(key, key_len);

    if (key_len < 2 || key_len > TC_KEY_MAX)
        return "a key's length is from 2 to TC_KEY_MAX";
    if (bare_len == 0 || bare_len == key_len)
        return "a key has bare letters and a separator";
    if (!g_utf8_validate(key, (gssize)bare_len, NULL))
        return "bare letters are UTF-8";
    if (memchr(key + bare_len + 1, TC_KEY_SEPARATOR, key_len - bare_len - 1) != NULL)
        return "a key has one separator";
    if (!marks_are_well_formed(key, key_len))
        return "marks are well formed";
    return NULL;
}

/* Where characters begin and end. */
static guint8 *
find_boundaries(const char *text, gsize len)
{
    guint8 *boundaries = g_new0(guint8, len + 1);
    const char *p = text;

    while (p < text + len) {
        gunichar cp;

        boundaries[p - text] = 1;
        p = next_char(p, text + len, &cp);
    }
    boundaries[len] = 1;
    return boundaries;
}

static const char *
broken_token_law(const TcTokens *tokens, const char *text, gsize len)
{
    g_autofree guint8 *boundaries = find_boundaries(text, len);
    guint32 position = 0;
    gsize end = 0;

    for (gsize i = 0; i < tokens->count; i++) {
        const TcToken *token = &tokens->items[i];
        const char *broken = broken_key_law(token->key, token->key_len);

        if (broken != NULL)
            return broken;
        if (token->end > len || token->start > token->end)
            return "a token lies inside the text";
        if (!boundaries[token->start] || !boundaries[token->end])
            return "a token begins and ends on character boundaries";
        if (token->start < end)
            return "tokens do not overlap";
        if (token->start == token->end && (i == 0 || token->start != end))
            return "only a word of a character that makes several may be empty";
        if (i == 0 ? token->position != 1
                   : token->position != position + 1 &&
                         token->position != position + 1 + TC_SEGMENT_GAP)
            return "positions begin at 1 and step by 1, or by the gap more";
        position = token->position;
        end = token->end;
    }
    return NULL;
}

typedef struct {
    gboolean is_fraction;        /* one that gets a separator before it, which its NFKC has not */
    gboolean has_iota_subscript; /* folded to a letter by NFKC_Casefold, a mark to us */
    gboolean may_break;          /* U+200B, nothing to NFKC_Casefold, may part words */
} Peculiar;

/* Bad bytes as U+FFFD. */
static GString *
repair(const char *text, gsize len)
{
    GString *out = g_string_sized_new(len + 16);
    const char *p = text;

    while (p < text + len) {
        gunichar cp;

        p = next_char(p, text + len, &cp);
        if (cp != 0)
            g_string_append_unichar(out, cp);
        else
            g_string_append_c(out, '\0');
    }
    return out;
}

static Peculiar
find_peculiar(const GString *text)
{
    Peculiar peculiar = {FALSE, FALSE, FALSE};
    g_autoptr(GString) parts = g_string_new(NULL);
    const char *p = text->str;

    while (p < text->str + text->len) {
        gunichar cp;
        const char *start = p;

        p = next_char(p, text->str + text->len, &cp);
        if (cp < 0x80)
            continue;
        g_string_truncate(parts, 0);
        if (!tc_normalize(TC_NORMAL_NFKD, start, (gsize)(p - start), parts, NULL))
            g_assert_not_reached();
        if (cp != 0x2044 && strstr(parts->str, "\u2044") != NULL)
            peculiar.is_fraction = TRUE;
        if (strstr(parts->str, "\u0345") != NULL)
            peculiar.has_iota_subscript = TRUE;
        if (cp == 0x200B)
            peculiar.may_break = TRUE;
    }
    return peculiar;
}

/* Whether a word is set with spaces between its letters, "Đ Ề   Á N", which its marks tell. */
static gboolean
has_spaced_word(const TcTokens *tokens, const char *text)
{
    for (gsize i = 0; i < tokens->count; i++) {
        const char *p = text + tokens->items[i].start;

        while (p < text + tokens->items[i].end) {
            gunichar cp;

            p = next_char(p, text + tokens->items[i].end, &cp);
            if (g_unichar_isspace(cp))
                return TRUE;
        }
    }
    return FALSE;
}

static GString *
normalized(TcNormalForm form, const GString *text)
{
    GString *out = g_string_new(NULL);

    if (!tc_normalize(form, text->str, text->len, out, NULL))
        g_assert_not_reached();
    return out;
}

/* Soft hyphens between all characters; they also keep the analyzer from its quick way. */
static GString *
with_ignorables(const GString *text)
{
    GString *out = g_string_sized_new(text->len * 3);
    const char *p = text->str;

    while (p < text->str + text->len) {
        gunichar cp;
        const char *start = p;

        p = next_char(p, text->str + text->len, &cp);
        g_string_append_len(out, start, p - start);
        /* CR LF is one line end. */
        if (cp != '\r')
            g_string_append_unichar(out, 0xAD);
    }
    return out;
}

/* The text without the marks that a key takes off. */
static GString *
without_marks(const GString *text)
{
    g_autoptr(GString) decomposed = normalized(TC_NORMAL_NFKD, text);
    GString *out = g_string_sized_new(decomposed->len);
    const char *p = decomposed->str;

    while (p < decomposed->str + decomposed->len) {
        gunichar cp;
        const char *start = p;

        p = next_char(p, decomposed->str + decomposed->len, &cp);
        if ((cp >= 0x300 && cp <= 0x36F) || cp == 0x3099 || cp == 0x309A)
            continue;
        if (cp == 0x110 || cp == 0xD0 || cp == 0x189)
            g_string_append_c(out, 'D');
        else if (cp == 0x111 || cp == 0xF0 || cp == 0x256 || cp == 0x20AB)
            g_string_append_c(out, 'd');
        else
            g_string_append_len(out, start, p - start);
    }
    return out;
}

static gboolean
gives_same(const TcAnalyzer *analyzer, const TcTokens *tokens, const GString *text,
           gboolean has_positions)
{
    g_auto(TcTokens) others = {0};

    tc_analyze(analyzer, text->str, text->len, &others);
    if (others.count != tokens->count)
        return FALSE;
    for (gsize i = 0; i < others.count; i++)
        if (!same_keys(&others.items[i], &tokens->items[i]) ||
            (has_positions && others.items[i].position != tokens->items[i].position))
            return FALSE;
    return TRUE;
}

/* The keys of the text without marks are the bare prefixes of its keys. */
static gboolean
bare_text_gives_prefixes(const TcAnalyzer *analyzer, const TcTokens *tokens, const GString *text)
{
    g_autoptr(GString) bare = without_marks(text);
    g_auto(TcTokens) others = {0};

    tc_analyze(analyzer, bare->str, bare->len, &others);
    if (others.count != tokens->count)
        return FALSE;
    for (gsize i = 0; i < others.count; i++) {
        const TcToken *other = &others.items[i];
        const TcToken *token = &tokens->items[i];

        if (tc_key_is_marked(other->key, other->key_len) || other->position != token->position ||
            tc_key_bare_len(token->key, token->key_len) + 1 != other->key_len ||
            memcmp(token->key, other->key, other->key_len) != 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_sign(const TcToken *token)
{
    static const char *const signs[] = {"%\x01", "$\x01", "\u2030\x01", "\u20AC\x01"};

    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (token->key_len == strlen(signs[i]) && memcmp(token->key, signs[i], token->key_len) == 0)
            return TRUE;
    return FALSE;
}

static const char *
broken_word_law(const TcAnalyzer *analyzer, const TcToken *token)
{
    g_autoptr(GString) word = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    g_auto(TcTokens) tokens = {0};
    gsize bare_len = tc_key_bare_len(token->key, token->key_len);
    int tone = tc_key_tone(token->key, token->key_len);
    TcTier tier;

    tc_key_append_word(token->key, token->key_len, NULL, word);
    /* A sign is a word only beside a number. */
    if (is_sign(token))
        g_string_prepend_c(word, '1');
    tc_analyze(analyzer, word->str, word->len, &tokens);
    if (is_sign(token))
        return tokens.count == 2 && same_keys(&tokens.items[1], token)
                   ? NULL
                   : "the sign of a key behind a number has that key";
    if (tokens.count != 1 || !same_keys(&tokens.items[0], token))
        return "the word of a key has that key";
    tc_key_append_word(token->key, token->key_len, word->str, again);
    if (!g_str_equal(word->str, again->str))
        return "the word of a key with its own letters is itself";
    if (tc_key_tier(token->key, token->key_len, token->key, token->key_len) != TC_TIER_EXACT)
        return "a key finds itself exactly";
    tier = tc_key_tier(token->key, bare_len + 1, token->key, token->key_len);
    if (tier != (bare_len + 1 == token->key_len                           ? TC_TIER_EXACT
                 : bare_len + 2 == token->key_len && tone != TC_TONE_NONE ? TC_TIER_TONELESS
                                                                          : TC_TIER_BARE))
        return "bare letters find every spelling";
    if (tone != TC_TONE_NONE &&
        tc_key_tier(token->key, token->key_len - 1, token->key, token->key_len) != TC_TIER_TONELESS)
        return "a key without its tone finds it";
    if (bare_len + 1 < token->key_len &&
        tc_key_tier(token->key, token->key_len, token->key, bare_len + 1) != TC_TIER_NONE)
        return "a marked key does not find a bare one";
    return NULL;
}

static const char *
broken_spelling_law(const TcAnalyzer *analyzer, const GString *text)
{
    g_autoptr(GString) once = g_string_new(NULL);
    g_autoptr(GString) twice = g_string_new(NULL);
    g_autoptr(GString) of_nfd = g_string_new(NULL);
    g_autoptr(GString) nfd = normalized(TC_NORMAL_NFD, text);
    g_autoptr(GString) nfc = NULL;

    tc_fold_spelling(analyzer, text->str, text->len, once);
    tc_fold_spelling(analyzer, once->str, once->len, twice);
    tc_fold_spelling(analyzer, nfd->str, nfd->len, of_nfd);
    nfc = normalized(TC_NORMAL_NFC, once);
    if (!g_string_equal(once, twice))
        return "a spelling folded twice is folded once";
    if (!g_string_equal(once, of_nfd))
        return "NFC and NFD have one folded spelling";
    if (!g_string_equal(once, nfc))
        return "a folded spelling is NFC";
    if (once->len > 0 &&
        (once->str[0] == ' ' || once->str[once->len - 1] == ' ' || strstr(once->str, "  ") != NULL))
        return "a folded spelling has single spaces between words";
    return NULL;
}

static const char *
broken_law(const TcAnalyzer *analyzer, const TcTokens *tokens, const char *text, gsize len)
{
    g_autoptr(GString) repaired = repair(text, len);
    g_autoptr(GString) nfc = normalized(TC_NORMAL_NFC, repaired);
    g_autoptr(GString) nfd = normalized(TC_NORMAL_NFD, repaired);
    g_autoptr(GString) nfkc = normalized(TC_NORMAL_NFKC, repaired);
    g_autoptr(GString) folded = normalized(TC_NORMAL_NFKC_CASEFOLD, repaired);
    g_autoptr(GString) ignorables = with_ignorables(repaired);
    Peculiar peculiar = find_peculiar(repaired);
    const char *broken = broken_token_law(tokens, text, len);

    if (broken != NULL)
        return broken;
    if (!gives_same(analyzer, tokens, repaired, TRUE))
        return "a bad byte is U+FFFD";
    if (!gives_same(analyzer, tokens, nfc, TRUE))
        return "a text and its NFC give the same tokens";
    if (!gives_same(analyzer, tokens, nfd, TRUE))
        return "a text and its NFD give the same tokens";
    if (!peculiar.is_fraction && !gives_same(analyzer, tokens, nfkc, TRUE))
        return "a text and its NFKC give the same tokens";
    if (!peculiar.is_fraction && !peculiar.has_iota_subscript && !peculiar.may_break &&
        !gives_same(analyzer, tokens, folded, FALSE))
        return "a text and its NFKC_Casefold give the same keys";
    if (!gives_same(analyzer, tokens, ignorables, TRUE))
        return "soft hyphens are nothing";
    if (!peculiar.is_fraction && !peculiar.may_break && !has_spaced_word(tokens, text) &&
        !bare_text_gives_prefixes(analyzer, tokens, repaired))
        return "the bare prefix of a key is the key of the bare text";
    for (gsize i = 0; i < tokens->count; i++) {
        broken = broken_word_law(analyzer, &tokens->items[i]);
        if (broken != NULL)
            return broken;
    }
    return peculiar.has_iota_subscript ? NULL : broken_spelling_law(analyzer, repaired);
}

char *
tc_broken_analyzer_law(const TcAnalyzer *analyzer, const char *text, gsize len)
{
    g_auto(TcTokens) tokens = {0};
    g_autofree char *described = NULL;
    g_autofree char *escaped = NULL;
    g_autofree char *shown = g_strndup(text, len);
    const char *broken;

    tc_analyze(analyzer, text, len, &tokens);
    broken = broken_law(analyzer, &tokens, text, len);
    if (broken == NULL)
        return NULL;
    described = describe(&tokens);
    escaped = g_strescape(shown, NULL);
    return g_strdup_printf("not so: %s\n  text: %s\n  tokens: %s", broken, escaped, described);
}

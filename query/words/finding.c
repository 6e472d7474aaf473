#include "query/words/finding.h"

#include "query/words/beside.h"
#include "query/words/queries.h"
#include "store/schema.h"
#include "text/key/letter.h"
#include "text/key/syllable.h"

#include <string.h>

/* Spellings of a word without marks that are looked at. */
#define SPELLINGS_MAX  64
/* Numbers of documents that begin with the same figures, of which the rest is looked at. */
#define NUMBERS_MAX    256
/* Words of the name of a type: "thông tư liên tịch". */
#define TYPE_WORDS_MAX 4
/* Short forms, or what one is short for, that are looked for in a phrase. */
#define FORMS_MAX      8

gboolean
tc_finding_rarest(const TcAbbreviated *piece, const char *text, guint32 *freq, GError **error)
{
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(piece->analyzer, text, strlen(text), &tokens);
    *freq = tokens.count > 0 ? G_MAXUINT32 : 0;
    for (gsize i = 0; *freq > 0 && i < tokens.count; i++) {
        guint32 own = 0;
        if (!tc_reader_term_freq(piece->reader, tokens.items[i].key, tokens.items[i].key_len, &own,
                                 error))
            return FALSE;
        *freq = MIN(*freq, own);
    }
    return TRUE;
}

gboolean
tc_finding_add(const TcFinding *finding, const char *lead, char *text, GError **error)
{
    g_autofree char *owned = text;
    g_autofree char *whole = g_strconcat(lead, owned, NULL);
    guint32 freq = 0;
    if (finding->out->len >= TC_VARIANTS_MAX ||
        g_ptr_array_find_with_equal_func(finding->out, whole, g_str_equal, NULL))
        return TRUE;
    if (!tc_finding_rarest(finding->piece, owned, &freq, error))
        return FALSE;
    if (freq > 0)
        g_ptr_array_add(finding->out, g_steal_pointer(&whole));
    return TRUE;
}

/* The letters of a token; FALSE when it has something else. */
static gboolean
read_token(const char *text, const TcToken *token, TcLetters *letters)
{
    return tc_letters_read(text + token->start, text + token->end, letters) ==
           token->end - token->start;
}

gboolean
tc_finding_token_is(const TcAbbreviated *piece, const TcToken *token, const char *const *words)
{
    TcLetters letters;
    if (!read_token(piece->text, token, &letters))
        return FALSE;
    for (; *words != NULL; words++)
        if (tc_letters_are(&letters, *words))
            return TRUE;
    return FALSE;
}

const TcDocumentType *
tc_finding_type_of(const char *text, const TcToken *tokens, gsize count, gboolean is_brief)
{
    TcLetters words[2];
    const gsize wanted = is_brief ? 1 : 2;
    if (count < wanted || (!is_brief && !tc_are_adjacent(&tokens[0], &tokens[1])))
        return NULL;
    for (gsize i = 0; i < wanted; i++)
        if (!read_token(text, &tokens[i], &words[i]))
            return NULL;
    const TcDocumentType *type =
        is_brief ? tc_document_type_of_brief(&words[0]) : tc_document_type_of_words(words, wanted);
    return type != NULL && type->brief != NULL ? type : NULL;
}

gboolean
tc_finding_is_number(const char *text, const TcToken *tokens, gsize count, gsize at)
{
    static const char *const follow[] = {"của", "về", "do", "tu", "hu", "đu", NULL};
    static const char *const when[] = {"ngày", "năm", NULL};
    const TcAbbreviated piece = {.text = text};
    char behind = text[tokens[at].end];
    if (behind == '/' || behind == '-')
        return FALSE;
    if (at + 1 >= count || !tc_are_adjacent(&tokens[at], &tokens[at + 1]))
        return TRUE;
    const TcToken *next = &tokens[at + 1];
    return tc_finding_token_is(&piece, next, follow) ||
           !tc_key_may_be_syllable(next->key, next->key_len) ||
           (tc_finding_token_is(&piece, next, when) && at + 2 < count &&
            g_ascii_isdigit(text[tokens[at + 2].start]));
}

static gboolean
is_figures(const TcAbbreviated *piece, const TcToken *token)
{
    return strspn(piece->text + token->start, "0123456789.,") >= token->end - token->start;
}

gboolean
tc_finding_are_figures(const TcAbbreviated *piece, const TcToken *token, gboolean are_figures)
{
    for (const char *at = piece->text + token->start; at < piece->text + token->end;
         at = g_utf8_next_char(at))
        if ((g_ascii_isdigit(*at) || *at == '.' || *at == ',') != are_figures ||
            (!are_figures && !g_unichar_isalpha(g_utf8_get_char(at))))
            return FALSE;
    return TRUE;
}

gboolean
tc_finding_has_capitals(const char *text)
{
    while (*text != '\0' && !g_unichar_isupper(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return *text != '\0';
}

/* Whether figures stand where the number behind a type would begin. */
static gboolean
has_figures_behind(const TcFinding *finding)
{
    for (guint i = 1; i < MIN(finding->count, TYPE_WORDS_MAX + 2); i++)
        if (g_ascii_isdigit(finding->piece->text[finding->tokens[i].start]))
            return TRUE;
    return FALSE;
}

const TcDocumentType *
tc_finding_type_at(const TcFinding *finding, guint *count)
{
    const char *text = finding->piece->text;
    TcLetters words[TYPE_WORDS_MAX];
    guint read = 0;
    while (read < MIN(finding->count, TYPE_WORDS_MAX) &&
           (read == 0 || tc_are_adjacent(&finding->tokens[read - 1], &finding->tokens[read])) &&
           read_token(text, &finding->tokens[read], &words[read]))
        read++;
    for (*count = read; *count > 0; (*count)--) {
        const TcDocumentType *type = tc_document_type_of_words(words, *count);
        if (type == NULL && *count == 1)
            type = tc_document_type_of_brief(&words[0]);
        if (type != NULL)
            return type;
    }
    return NULL;
}

gboolean
tc_finding_spelling(const TcAbbreviated *piece, const char *text, char **out, GError **error)
{
    gsize len = 0;
    g_autofree char *key = tc_word_key(piece->analyzer, text, &len);
    g_autoptr(GArray) terms = tc_reader_terms_new();
    const TcReaderTerm *best = NULL;
    if (key == NULL)
        return TRUE;
    gsize prefix_len = MIN(tc_key_bare_len(key, len) + 1, len);
    if (!tc_reader_terms(piece->reader, key, prefix_len, SPELLINGS_MAX, terms, error))
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        best = best == NULL || term->freq > best->freq ? term : best;
    }
    if (best != NULL) {
        GString *word = g_string_new(NULL);
        tc_key_append_word(best->term, best->term_len, NULL, word);
        *out = g_string_free(word, FALSE);
    }
    return TRUE;
}

/* Add the number `digits` of these years (of guint, 0 for none) in full: "12/NQ-HĐND". */
static gboolean
add_numbers(const TcFinding *finding, const char *digits, const GArray *years, const char *symbol,
            GError **error)
{
    for (guint i = 0; i < years->len; i++) {
        guint year = g_array_index(years, guint, i);
        g_autofree char *said = year > 0 ? g_strdup_printf("%u/", year) : g_strdup("");
        for (const char *zero = "0"; zero != NULL; zero = *zero != '\0' ? "" : NULL)
            if (!tc_finding_add(finding, "",
                                g_strdup_printf("%s%s/%s%s", zero, digits, said, symbol), error))
                return FALSE;
    }
    return TRUE;
}

/* The years that documents name with the number `digits` of this symbol, a key; 0 where there is
 * none. */
static GArray *
find_years(TcReader *reader, const char *digits, const char *symbol, GError **error)
{
    g_autofree char *begin = g_strconcat(TC_TERM_NUMBER, digits, "/", NULL);
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!tc_reader_terms(reader, begin, strlen(begin), NUMBERS_MAX, terms, error))
        return NULL;
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        g_autofree char *rest =
            g_strndup(term->term + strlen(begin), term->term_len - strlen(begin));
        gsize figures = strspn(rest, "0123456789");
        guint year = figures == 4 && rest[4] == '/' ? (guint)strtoul(rest, NULL, 10) : 0;
        if (strcmp(year > 0 ? rest + 5 : rest, symbol) == 0)
            g_array_append_val(years, year);
    }
    return g_steal_pointer(&years);
}

/* In a phrase "nghị quyết 12 hđnd" is "12/NQ-HĐND", with its year if it has one: the body behind
 * the figures at tokens[at]; *taken is set to the words that it is for, if any. */
static gboolean
find_number_of_body(const TcFinding *finding, const TcDocumentType *type, guint at, guint *taken,
                    GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *number = &finding->tokens[at];
    TcLetters letters;
    if (!finding->is_quoted || type->brief == NULL || type->codes[0] == NULL ||
        at + 1 >= finding->count || !tc_are_adjacent(number, number + 1) ||
        !read_token(piece->text, number + 1, &letters))
        return TRUE;
    g_autofree char *typed =
        g_strndup(piece->text + number[1].start, number[1].end - number[1].start);
    g_autofree char *body = NULL;
    const char *figures = piece->text + number->start;
    gsize zeros = MIN(strspn(figures, "0"), number->end - number->start - 1);
    g_autofree char *digits = g_strndup(figures + zeros, number->end - number->start - zeros);
    g_autofree char *symbol =
        g_strdup_printf("%s-%.*s", type->codes[0],
                        (int)tc_key_bare_len(number[1].key, number[1].key_len), number[1].key);
    g_autoptr(GArray) years = find_years(piece->reader, digits, symbol, error);
    if (years == NULL || !tc_finding_spelling(piece, typed, &body, error))
        return FALSE;
    /* "tu" is TU, though most documents have it as từ. */
    const char *const bodies[] = {typed, body};
    for (gsize i = 0; i < G_N_ELEMENTS(bodies) && finding->out->len == 0; i++) {
        g_autofree char *written =
            bodies[i] == NULL ? NULL : g_strdup_printf("%s-%s", type->brief, bodies[i]);
        if (written != NULL && !add_numbers(finding, digits, years, written, error))
            return FALSE;
    }
    *taken = finding->out->len > 0 ? at + 2 : 1;
    return TRUE;
}

gboolean
tc_finding_typed_number(const TcFinding *finding, guint *taken, GError **error)
{
    static const char *const number_words[] = {"số", NULL};
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    guint at = 0;
    const TcDocumentType *type =
        has_figures_behind(finding) ? tc_finding_type_at(finding, &at) : NULL;
    if (type == NULL || at + 1 > finding->count)
        return TRUE;
    at += at + 1 < finding->count && tc_finding_token_is(piece, &tokens[at], number_words);
    if (at >= finding->count)
        return TRUE;
    const TcToken *number = &tokens[at];
    /* In a phrase also of "15/2020/QH13" and "19-NQ/TW", which go on as they were typed. */
    char behind = piece->text[number->end];
    gboolean is_whole = finding->is_quoted && (behind == '/' || behind == '-');
    if ((type->brief == NULL && !is_whole && !type->is_before_number) ||
        number->position != tokens[0].position + at || !is_figures(piece, number) ||
        !(is_whole || tc_finding_is_number(piece->text, tokens, finding->count, at)))
        return TRUE;
    if (!find_number_of_body(finding, type, at, taken, error))
        return FALSE;
    if (finding->out->len > 0)
        return TRUE;
    int len = (int)(number->end - number->start);
    const char *figures = piece->text + number->start;
    const struct {
        const char *between;
        gboolean is_brief;
    } ways[] = {{" ", TRUE}, {"", TRUE}, {" số ", TRUE}, {" ", FALSE}, {" số ", FALSE}};
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        if (ways[i].is_brief && type->brief == NULL)
            continue;
        char *way = ways[i].is_brief
                        ? g_strdup_printf("%s%s%.*s", type->brief, ways[i].between, len, figures)
                        : g_strdup_printf("%s%s%.*s", type->phrase, ways[i].between, len, figures);
        if (!tc_finding_add(finding, "", way, error))
            return FALSE;
    }
    *taken = finding->out->len > 0 ? at + 1 : 1;
    return TRUE;
}

gboolean
tc_finding_count_phrase(const TcAbbreviated *piece, GPtrArray *leaves, guint32 most, guint32 *count,
                        GError **error)
{
    return tc_beside_count(piece->reader, leaves, most + 1, count, error);
}

/* The query for one word. NULL without `error` when no document has it. */
typedef TcXQuery *LeafFunc(const TcAbbreviated *piece, const TcToken *token, GError **error);

static gsize
bare_term_len(const TcToken *token)
{
    return MIN(tc_key_bare_len(token->key, token->key_len) + 1, token->key_len);
}

static TcXQuery *
leaf_as_typed(G_GNUC_UNUSED const TcAbbreviated *piece, const TcToken *token, GError **error)
{
    return tc_x_query_term(token->key, token->key_len, 1, error);
}

static TcXQuery *
leaf_of_bare(G_GNUC_UNUSED const TcAbbreviated *piece, const TcToken *token, GError **error)
{
    return tc_x_query_term(token->key, bare_term_len(token), 1, error);
}

static TcXQuery *
leaf_of_spellings(const TcAbbreviated *piece, const TcToken *token, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autoptr(GPtrArray) spellings = tc_queries_new();
    if (!tc_reader_terms(piece->reader, token->key, bare_term_len(token), SPELLINGS_MAX, terms,
                         error))
        return NULL;
    for (guint t = 0; t < terms->len; t++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, t);
        if (!tc_queries_add(spellings, tc_x_query_term(term->term, term->term_len, 1, error)))
            return NULL;
    }
    return spellings->len > 0 ? tc_queries_leaf(spellings, error) : NULL;
}

/* In how many documents the words of `text` stand one after another, each as `leaf` takes it. */
static gboolean
count_words(const TcAbbreviated *piece, const char *text, LeafFunc *leaf, guint32 most,
            guint32 *count, GError **error)
{
    g_auto(TcTokens) tokens;
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    *count = 0;
    tc_tokens_init(&tokens);
    tc_analyze(piece->analyzer, text, strlen(text), &tokens);
    for (gsize i = 0; i < tokens.count; i++) {
        GError *problem = NULL;
        if (!tc_queries_add(leaves, leaf(piece, &tokens.items[i], &problem))) {
            if (problem == NULL)
                return TRUE;
            g_propagate_error(error, problem);
            return FALSE;
        }
    }
    return leaves->len == 0 || tc_finding_count_phrase(piece, leaves, most, count, error);
}

gboolean
tc_finding_count_readings(const TcAbbreviated *piece, const char *text, guint32 most,
                          guint32 *count, GError **error)
{
    return count_words(piece, text, leaf_of_spellings, most, count, error);
}

gboolean
tc_finding_count_text(const TcAbbreviated *piece, const char *text, gboolean is_bare, guint32 most,
                      guint32 *count, GError **error)
{
    return count_words(piece, text, is_bare ? leaf_of_bare : leaf_as_typed, most, count, error);
}

gboolean
tc_finding_pair_freq(const TcAbbreviated *piece, const TcToken *first, const TcToken *second,
                     guint32 *freq, GError **error)
{
    return tc_beside_repeated(piece->reader, first->key, first->key_len, second->key,
                              second->key_len, freq, error);
}

void
tc_finding_take_marks_off(GString *text)
{
    g_autofree char *apart = g_utf8_normalize(text->str, (gssize)text->len, G_NORMALIZE_NFD);
    g_string_truncate(text, 0);
    for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == 0x111 || c == 0x110)
            g_string_append_c(text, 'd');
        else if (!g_unichar_ismark(c))
            g_string_append_unichar(text, c);
    }
}

/* ---- short forms that read as words, or are short for much ---- */

/* Add to `out` what of `text` with the token beside it on that side, as it was typed and as it is
 * short for something, stands in the archive. */
static gboolean
find_beside(const TcAbbreviated *piece, const char *text, const TcToken *beside, gboolean is_before,
            GPtrArray *out, GError **error)
{
    const char *typed = piece->text + beside->start;
    gsize len = beside->end - beside->start;
    g_autoptr(GPtrArray) meant = g_ptr_array_new();
    tc_abbreviations_expand(piece->table, typed, len, meant);
    for (guint i = 0; i <= MIN(meant->len, 1); i++) {
        guint32 count = 0;
        g_autofree char *other =
            i == 0 ? g_strndup(typed, len) : g_strdup(g_ptr_array_index(meant, 0));
        g_autofree char *whole = is_before ? g_strdup_printf("%s %s", other, text)
                                           : g_strdup_printf("%s %s", text, other);
        if (!tc_finding_count_readings(piece, whole, 0, &count, error))
            return FALSE;
        if (count > 0)
            g_ptr_array_add(out, g_steal_pointer(&whole));
    }
    return TRUE;
}

/* What is looked for in place of tokens[0 .. taken). */
typedef struct {
    const TcAbbreviated *piece;
    const TcToken *tokens;
    guint count;
    guint before;
    guint taken;
    gboolean has_place; /* with the word behind them, which must say what a place is */
    GPtrArray *out;
} Short;

/* Keep of `forms` those that stand beside the next word, or the one before where there is none. */
static gboolean
keep_standing(const Short *brief, const GPtrArray *forms, GError **error)
{
    const TcToken *tokens = brief->tokens;
    guint taken = brief->taken;
    gboolean has_next = taken < brief->count && tc_are_adjacent(&tokens[taken - 1], &tokens[taken]);
    gboolean has_before = brief->before > 0 && tc_are_adjacent(&tokens[-1], &tokens[0]);
    for (guint i = 0; (has_next || has_before) && i < MIN(forms->len, FORMS_MAX); i++) {
        const char *form = g_ptr_array_index(forms, i);
        g_autoptr(GPtrArray) standing = g_ptr_array_new_with_free_func(g_free);
        if (!find_beside(brief->piece, form, has_next ? &tokens[taken] : &tokens[-1], !has_next,
                         standing, error))
            return FALSE;
        for (guint k = 0; brief->has_place && k < standing->len; k++)
            g_ptr_array_add(brief->out, g_strdup(g_ptr_array_index(standing, k)));
        if (!brief->has_place && standing->len > 0)
            g_ptr_array_add(brief->out, g_strdup(form));
    }
    return TRUE;
}

/* Two letters that read as a word are a short form only of a body of a place: "CA xã". */
static gboolean
is_of_place(const Short *brief)
{
    static const char *const kinds[] = {"tỉnh", "huyện", "xã", "phường", "quận", "thành",
                                        "tp",   "thị",   "tx", "tt",     NULL};
    const TcToken *next = &brief->tokens[brief->taken];
    return brief->taken < brief->count && strchr("thxpq", *next->key) != NULL &&
           tc_finding_token_is(brief->piece, next, kinds);
}

/* Whether such a word stands where a body of two words at most would go on: else there is nothing
 * to look for. */
static gboolean
may_be_body(Short brief)
{
    for (brief.taken = 1; brief.taken <= 2; brief.taken++)
        if (is_of_place(&brief))
            return TRUE;
    return FALSE;
}

static gboolean
is_two_letter_word(const TcAbbreviated *piece, const char *form)
{
    return g_utf8_strlen(form, -1) < 3 && tc_abbreviated_reads_as_word(piece, form);
}

static void
drop_doubtful(const Short *brief, GPtrArray *forms)
{
    gboolean has_place = is_of_place(brief);
    for (guint i = forms->len; i-- > 0;) {
        gboolean is_word = is_two_letter_word(brief->piece, g_ptr_array_index(forms, i));
        if (brief->has_place ? !(is_word && has_place) : is_word && !has_place)
            g_ptr_array_remove_index(forms, i);
    }
}

/* Short forms of the words from tokens[0] on. Where that of the longest name is not written, that
 * of a shorter one may be: CAH, CA of "công an huyện". */
static gboolean
find_short(Short *brief, GError **error)
{
    const char *text = brief->piece->text + brief->tokens[0].start;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (gsize limit = strlen(text); limit > 0 && brief->out->len == 0;) {
        g_ptr_array_set_size(known, 0);
        gsize len = tc_abbreviations_contract(brief->piece->table, text, limit, known);
        guint taken = 0;
        while (taken < brief->count && brief->tokens[taken].end <= brief->tokens[0].start + len)
            taken++;
        limit = taken < 2 ? 0 : brief->tokens[taken - 2].end - brief->tokens[0].start;
        brief->taken = MAX(taken, 1);
        drop_doubtful(brief, known);
        if (taken > 0 && !keep_standing(brief, known, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_finding_in_phrase(const TcAbbreviated *piece, const TcToken *tokens, guint count, guint before,
                     gboolean is_quoted, guint *taken, GPtrArray *out, GError **error)
{
    Short brief = {piece, tokens, count, before, 1, !is_quoted, out};
    *taken = 1;
    if (!is_quoted && !may_be_body(brief))
        return TRUE;
    if (!find_short(&brief, error))
        return FALSE;
    if (out->len == 0) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        brief.taken = 1;
        gboolean is_word = tc_key_may_be_syllable(tokens[0].key, tokens[0].key_len);
        gboolean is_long = tc_key_bare_len(tokens[0].key, tokens[0].key_len) > 2;
        if (is_of_place(&brief) ? is_quoted || is_word : is_quoted && (is_long || !is_word))
            tc_abbreviations_expand(piece->table, piece->text + tokens[0].start,
                                    tokens[0].end - tokens[0].start, known);
        if (!keep_standing(&brief, known, error))
            return FALSE;
    }
    *taken = out->len == 0 ? 1 : brief.taken + brief.has_place;
    return TRUE;
}

/* Short forms that are made of two. */
enum {
    LETTERS_MIN = 5,  /* of a short form that is made of two */
    LETTERS_MAX = 12, /* and at most */
    PART_MIN = 2,     /* letters of its parts */
    EACH_MAX = 3,     /* meanings of a part that are tried */
};

/* Whether these are as many letters as a short form of two has, and nothing but letters. */
static gboolean
are_letters(const char *text, gsize len)
{
    glong count = 0;
    for (const char *at = text; at < text + len; at = g_utf8_next_char(at)) {
        if (!g_unichar_isalpha(g_utf8_get_char(at)))
            return FALSE;
        count++;
    }
    return count >= LETTERS_MIN && count <= LETTERS_MAX;
}

/* Add `whole` if a document says it. */
static gboolean
add_said(const TcAbbreviated *piece, char *whole, GPtrArray *out, GError **error)
{
    g_autofree char *owned = whole;
    guint32 count = 0;
    if (g_ptr_array_find_with_equal_func(out, owned, g_str_equal, NULL))
        return TRUE;
    if (!tc_finding_rarest(piece, owned, &count, error) ||
        (count > 0 && !tc_finding_count_text(piece, owned, FALSE, 0, &count, error)))
        return FALSE;
    if (count > 0)
        g_ptr_array_add(out, g_steal_pointer(&owned));
    return TRUE;
}

/* Add what text[0 .. len) stands for when its parts meet at `middle`. */
static gboolean
expand_at(const TcAbbreviated *piece, const char *text, gsize len, gsize middle, GPtrArray *out,
          GError **error)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new();
    g_autoptr(GPtrArray) rests = g_ptr_array_new();
    if (tc_abbreviations_expand(piece->table, text + middle, len - middle, rests) == 0 ||
        tc_abbreviations_expand(piece->table, text, middle, heads) == 0)
        return TRUE;
    for (guint h = 0; h < MIN(heads->len, EACH_MAX); h++)
        for (guint r = 0; r < MIN(rests->len, EACH_MAX); r++)
            if (!add_said(piece,
                          g_strdup_printf("%s %s", (const char *)g_ptr_array_index(heads, h),
                                          (const char *)g_ptr_array_index(rests, r)),
                          out, error))
                return FALSE;
    return TRUE;
}

gboolean
tc_finding_expand_two(const TcAbbreviated *piece, const TcToken *token, guint *taken,
                      GPtrArray *out, GError **error)
{
    const char *text = piece->text + token->start;
    gsize len = token->end - token->start;
    if (tc_key_may_be_syllable(token->key, token->key_len) || !are_letters(text, len))
        return TRUE;
    const char *last = g_utf8_offset_to_pointer(text, g_utf8_strlen(text, (gssize)len) - PART_MIN);
    for (const char *at = g_utf8_offset_to_pointer(text, PART_MIN); at <= last;
         at = g_utf8_next_char(at))
        if (!expand_at(piece, text, len, (gsize)(at - text), out, error))
            return FALSE;
    if (out->len > 0)
        *taken = 1;
    return TRUE;
}

/* The short forms in the table of the longest name at tokens[0], and how many tokens it has. */
static guint
short_forms(const TcAbbreviated *piece, const TcToken *tokens, guint count, GPtrArray *out)
{
    const char *text = piece->text + tokens[0].start;
    gsize len = tc_abbreviations_contract(piece->table, text, strlen(text), out);
    guint taken = 0;
    while (taken < count && tokens[taken].end <= tokens[0].start + len &&
           (taken == 0 || tc_are_adjacent(&tokens[taken - 1], &tokens[taken])))
        taken++;
    return taken;
}

gboolean
tc_finding_contract_two(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                        guint *taken, GPtrArray *out, GError **error)
{
    g_autoptr(GPtrArray) heads = g_ptr_array_new();
    g_autoptr(GPtrArray) rests = g_ptr_array_new();
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    guint head = short_forms(piece, tokens, count, heads);
    if (head == 0 || head >= count || !tc_are_adjacent(&tokens[head - 1], &tokens[head]))
        return TRUE;
    guint rest = short_forms(piece, tokens + head, count - head, rests);
    for (guint h = 0; rest > 0 && h < heads->len; h++) {
        for (guint r = 0; r < rests->len; r++) {
            g_autofree char *form =
                g_strconcat(g_ptr_array_index(heads, h), g_ptr_array_index(rests, r), NULL);
            guint32 freq = 0;
            if (!are_letters(form, strlen(form)))
                continue;
            if (!tc_finding_rarest(piece, form, &freq, error))
                return FALSE;
            if (freq > 0 && !tc_abbreviated_reads_as_word(piece, form))
                g_ptr_array_add(found, g_steal_pointer(&form));
        }
    }
    if (found->len == 0 || head + rest <= *taken)
        return TRUE;
    g_ptr_array_set_size(out, 0);
    g_ptr_array_extend_and_steal(out, g_steal_pointer(&found));
    *taken = head + rest;
    return TRUE;
}

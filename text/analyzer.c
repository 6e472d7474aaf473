#include "text/analyzer.h"

#include "text/alike.h"
#include "text/cursor.h"
#include "text/key/char_table.h"
#include "text/key/marks.h"
#include "text/key/normalize.h"
#include "text/key/spelling.h"
#include "text/key/syllable.h"
#include "text/key/utf8.h"
#include "text/lookahead.h"
#include "text/segment.h"
#include "text/spaced.h"
#include "text/tokens.h"
#include "text/word.h"

#include <string.h>

/* All tables are constant, so there is little in an analyzer: having one made by tc_analyzer_new()
 * is the proof that ICU's data were found, and that nothing done with it can fail. */
struct TcAnalyzer {
    guint version;
};

/* Past this position there are no more gaps: 2^31 bytes of text then cannot overflow it (there are
 * less than 3 tokens to 2 bytes). */
#define GAP_POSITION_MAX (1u << 30)

/* What lies between two words. */
typedef struct {
    guint8 length;   /* separators, counted up to 2 */
    guint8 newlines; /* counted up to 2 */
    guint8 point;    /* the last separator was a dot or comma */
    guint8 is_break; /* a segment ends here */
    guint8 solid;    /* something but spaces and quotation marks after the line end */
    guint8 full;     /* the line that ended is long enough to have been wrapped */
} Gap;

/* Words of a line that may have been wrapped: some 45 letters. */
#define FULL_LINE 9

typedef struct {
    TcTokens *tokens;
    const guchar *text;
    gsize len;
    Gap gap;
    gsize batch_len; /* stop soon after this many tokens */
    guint32 position;
    gsize line_len;       /* words of the line that is read */
    gsize spaced_end;     /* words that begin before are set with spaces between their letters */
    gsize previous_start; /* of the last word */
    gsize previous_end;
    char previous[9];        /* the beginning of the key of the last word */
    gboolean is_after_digit; /* the last word ended in a digit */
    gboolean is_after_point; /* it stood right behind a full stop or comma */
    guint8 line_words;       /* of its line so far, a decimal number being one; more than
                              * TC_HEADING_WORDS_MAX when something but spaces is among them */
} Run;

TcAnalyzer *
tc_analyzer_new(GError **error)
{
    if (!tc_normalize_prepare(TC_SPELLING_FORM, error) ||
        !tc_normalize_prepare(TC_NORMAL_NFC, error))
        return NULL;
    return tc_analyzer_new_later();
}

TcAnalyzer *
tc_analyzer_new_later(void)
{
    TcAnalyzer *analyzer = g_new(TcAnalyzer, 1);

    analyzer->version = TC_ANALYZER_VERSION;
    return analyzer;
}

void
tc_analyzer_free(TcAnalyzer *analyzer)
{
    g_free(analyzer);
}

/* Room for one more token and its key, and for what the quick way may write too much. */
static inline char *
reserve_key(TcTokens *tokens)
{
    if (G_UNLIKELY(tokens->count == tokens->capacity))
        tc_tokens_grow_items(tokens);
    if (G_UNLIKELY(tokens->keys_capacity - tokens->keys_len < (gsize)2 * TC_KEY_MAX))
        tc_tokens_grow_keys(tokens);
    return tokens->keys + tokens->keys_len;
}

static inline void
gap_add(Gap *gap, guint kind)
{
    gap->point = kind == TC_CHAR_DOT || kind == TC_CHAR_COMMA;
    if (gap->length < 2)
        gap->length++;
    switch (kind) {
    case TC_CHAR_SPACE:
        return;
    case TC_CHAR_NEWLINE:
        if (gap->newlines < 2)
            gap->newlines++;
        gap->solid = FALSE;
        return;
    case TC_CHAR_QUOTE:
        return;
    case TC_CHAR_PARAGRAPH:
    case TC_CHAR_BREAK:
    case TC_CHAR_DOT:
        gap->is_break = TRUE;
        break;
    default:
        break;
    }
    gap->solid = TRUE;
}

static inline void
gap_add_newline(Run *run)
{
    run->gap.full = run->line_len >= FULL_LINE;
    run->line_len = 0;
    gap_add(&run->gap, TC_CHAR_NEWLINE);
}

/* A dot between two word characters breaks nothing: "TP.HCM". */
static inline void
gap_add_inner_dot(Gap *gap)
{
    gap->length = 1;
    gap->point = TRUE;
}

/* Whether a full stop that comes now ends no sentence. */
static inline gboolean
ends_no_sentence(const Run *run)
{
    return run->gap.length == 0 && run->position != 0 &&
           (tc_segment_is_short_form(run->previous, run->text + run->previous_start,
                                     run->text + run->previous_end) ||
            (run->is_after_point &&
             tc_segment_is_committee(run->previous, run->text + run->previous_start,
                                     run->text + run->previous_end)) ||
            tc_segment_is_heading(run->previous, run->line_words));
}

/* A full stop that neither ends a sentence nor is within a word. */
static inline void
gap_add_form_dot(Gap *gap)
{
    gap->length = 1;
    gap->point = TRUE;
    gap->solid = TRUE;
}

/* Whether the line end before the word at [start, end) is only layout. */
static gboolean
is_layout(const Run *run, gsize start, gsize end)
{
    const TcLineEnd line_end = {
        .text = run->text,
        .len = run->len,
        .before_start = run->previous_start,
        .before_end = run->previous_end,
        .after_start = start,
        .after_end = end,
        .is_full = run->gap.full,
    };

    return tc_segment_goes_on(&line_end);
}

/* Text that wraps goes on in lower case, or where the line end is only layout; anything else on a
 * new line is a new segment. */
static inline guint32
gap_width(const Run *run, gsize start, gsize end, gboolean is_lower)
{
    const Gap *gap = &run->gap;
    gboolean is_break =
        gap->is_break || gap->newlines >= 2 ||
        (gap->newlines == 1 && (gap->solid || (!is_lower && !is_layout(run, start, end))));

    return is_break ? 1 + TC_SEGMENT_GAP : 1;
}

static inline guint8
count_line_words(const Gap *gap, guint8 count, gboolean is_first, gboolean ends_in_digit)
{
    if (gap->solid || (gap->point && !ends_in_digit)) /* "v.v." */
        return TC_HEADING_WORDS_MAX + 1;
    if (is_first || gap->newlines > 0)
        return 1;
    return gap->point || count > TC_HEADING_WORDS_MAX ? count : count + 1;
}

/* Make a token of the key that was written at the end of the keys. */
static inline void
emit(Run *run, gsize key_len, gsize start, gsize end, gboolean is_lower, gboolean ends_in_digit)
{
    TcTokens *tokens = run->tokens;
    TcToken *token = &tokens->items[tokens->count];

    run->line_words =
        count_line_words(&run->gap, run->line_words, run->position == 0, ends_in_digit);
    if (run->position == 0)
        run->position = 1;
    else
        run->position +=
            run->position < GAP_POSITION_MAX ? gap_width(run, start, end, is_lower) : 1;
    tokens->count++;
    token->key = tokens->keys + tokens->keys_len;
    token->key_len = (guint32)key_len;
    token->start = (guint32)start;
    token->end = (guint32)end;
    token->position = run->position;
    /* There is always room behind a key. */
    memcpy(run->previous, token->key, sizeof run->previous - 1);
    run->previous[MIN(key_len, sizeof run->previous - 1)] = '\0';
    tokens->keys_len += key_len;
    run->line_len++;
    run->previous_start = start;
    run->previous_end = end;
    run->is_after_digit = ends_in_digit;
    run->is_after_point = run->gap.point;
    memset(&run->gap, 0, sizeof(run->gap));
}

#define PARTED_MAX 12 /* letters of a part that could be a syllable */

static gboolean
has_break_opportunity(const Run *run, gsize start, gsize end)
{
    for (gsize at = start; at + 3 <= end; at++)
        if (memcmp(run->text + at, "\xE2\x80\x8B", 3) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_syllable(const TcWord *word)
{
    char key[TC_KEY_MAX];
    gsize len = tc_word_write_key(word, key);

    return tc_key_is_syllable(key, len, FALSE);
}

/* Whether U+200B before `next` (`cursor` is behind it) parts two words: it does but within a
 * syllable, "ki|nh" or "tế" letter by letter. `word` is what stands before it. */
static gboolean
parts_words(const Run *run, const TcWord *word, TcCursor cursor, const TcFolded *next)
{
    TcFolded folded = *next;
    TcWord right;
    TcWord both = *word;
    guint letters = 0;
    gsize end;

    tc_word_init(&right);
    do {
        if (++letters > PARTED_MAX)
            return TRUE;
        tc_word_add(&right, &folded);
        tc_word_add(&both, &folded);
        end = folded.end;
    } while (tc_cursor_next(&cursor, &folded) && TC_CHAR_IS_WORD(folded.kind) &&
             !has_break_opportunity(run, end, folded.start));
    if (word->letter_count > 1 && right.letter_count > 1 && is_syllable(word) &&
        is_syllable(&right))
        return TRUE;
    return !is_syllable(&both);
}

/* Whether the complete way must look at the separator at `p`, as it may be such a sign of a number:
 * a dash or bullet begins with E2, too. */
static inline gboolean
may_be_sign(const Run *run, const guchar *p)
{
    if (G_LIKELY(*p < 0xE2))
        return *p == '$' || (*p == '%' && run->is_after_digit);
    return *p == 0xEF || (*p == 0xE2 && (p[2] == 0xB0 || p[2] == 0xAC));
}

/* Make a token of the sign at `folded`, `cursor` being behind it, if it is said of the number
 * before it ("15 %", not "%20") or, of money, behind it: "15%" is two words. */
static gboolean
emit_sign(Run *run, TcCursor cursor, const TcFolded *folded)
{
    const char *sign = tc_lookahead_sign(folded->cp);
    TcFolded next;
    gboolean is_said;
    gsize len;
    char *key;

    if (sign == NULL)
        return FALSE;
    if (tc_lookahead_next(&cursor, &next) && next.is_digit)
        is_said = *sign == '$' || folded->cp == 0x20AC;
    else
        is_said = run->is_after_digit && run->position != 0 && !run->gap.solid && !run->gap.point &&
                  run->gap.newlines == 0;
    if (!is_said)
        return FALSE;
    len = strlen(sign);
    key = reserve_key(run->tokens);
    memcpy(key, sign, len);
    key[len] = TC_KEY_SEPARATOR;
    emit(run, len + 1, MAX(folded->start, run->previous_end), folded->end, FALSE, FALSE);
    return TRUE;
}

/* How many separators are within the word that begins at `folded`: full stops, commas, or, where
 * *are_spaces, the spaces of "Q U Y Ế T". */
static guint
inner_separators(Run *run, const TcCursor *cursor, const TcFolded *folded, gboolean *are_spaces)
{
    gboolean is_in_number = run->is_after_digit && run->gap.length == 1 && run->gap.point;
    guint separators = folded->is_digit && !is_in_number ? tc_lookahead_thousands(*cursor, folded)
                                                         : tc_lookahead_initials(*cursor, folded);
    guint letters = separators == 0 ? tc_spaced_letters(*cursor, folded, &run->spaced_end) : 0;

    *are_spaces = letters > 1;
    return *are_spaces ? letters - 1 : separators;
}

static gboolean
is_inner_separator(const TcFolded *folded, gboolean are_spaces)
{
    return are_spaces ? folded->kind == TC_CHAR_SPACE
                      : folded->kind == TC_CHAR_DOT || folded->kind == TC_CHAR_COMMA;
}

/* The word at `folded`, any word. Leaves the character after it in `folded`; FALSE at the end. */
static gboolean
complete_word(Run *run, TcCursor *cursor, TcFolded *folded)
{
    TcWord word;
    const TcFolded first = *folded;
    gboolean is_ideograph = folded->kind == TC_CHAR_IDEOGRAPH;
    gboolean ends_in_digit = FALSE;
    gboolean are_spaces;
    guint separators = inner_separators(run, cursor, folded, &are_spaces);
    gsize end;
    gsize key_len;
    gboolean has_more;

    tc_word_init(&word);
    do {
        if (TC_CHAR_IS_WORD(folded->kind)) {
            tc_word_add(&word, folded);
            if (TC_CHAR_IS_STARTER(folded->kind))
                ends_in_digit = folded->is_digit;
        } else {
            separators--;
        }
        end = folded->end;
        has_more = tc_cursor_next(cursor, folded);
        if (!has_more || (is_ideograph && TC_CHAR_IS_STARTER(folded->kind)))
            break;
        if (G_UNLIKELY(folded->start >= end + 3) && TC_CHAR_IS_STARTER(folded->kind) &&
            has_break_opportunity(run, end, folded->start) &&
            parts_words(run, &word, *cursor, folded))
            break;
    } while ((TC_CHAR_IS_WORD(folded->kind) && folded->kind != TC_CHAR_IDEOGRAPH) ||
             (separators > 0 && is_inner_separator(folded, are_spaces)));

    tc_alike_settle(&word, run->previous, cursor, has_more ? folded : NULL);
    tc_word_mend_breve(&word);
    key_len = tc_word_write_key(&word, reserve_key(run->tokens));
    /* The first word of a character that makes several has all of it. */
    emit(run, key_len, MAX(first.start, run->previous_end), end, first.is_lower, ends_in_digit);
    return has_more;
}

/* Everything that the quick way leaves: one word, or one separator, and on to where a source
 * character begins. Returns its offset. */
static gsize
complete_step(Run *run, gsize offset)
{
    TcCursor cursor;
    TcFolded folded;
    gboolean has_more;

    tc_cursor_init(&cursor, run->text, run->len, offset);
    has_more = tc_cursor_next(&cursor, &folded);
    if (!has_more)
        return run->len;
    do {
        if (TC_CHAR_IS_STARTER(folded.kind)) {
            has_more = complete_word(run, &cursor, &folded);
            continue;
        }
        if (emit_sign(run, cursor, &folded)) {
            has_more = tc_cursor_next(&cursor, &folded);
            continue;
        }
        if (folded.kind == TC_CHAR_DOT && run->gap.length == 0 && tc_lookahead_has_word(cursor))
            gap_add_inner_dot(&run->gap);
        else if (folded.kind == TC_CHAR_DOT && ends_no_sentence(run))
            gap_add_form_dot(&run->gap);
        else if (folded.kind == TC_CHAR_NEWLINE)
            gap_add_newline(run);
        else if (!TC_CHAR_IS_MARK(folded.kind))
            gap_add(&run->gap, folded.kind);
        has_more = tc_cursor_next(&cursor, &folded);
    } while (has_more && folded.is_inside);
    return has_more ? folded.start : run->len;
}

/* The entry of the character at `p`, when it takes one to three bytes that are easily seen to be
 * right. Returns its bytes, 0 if the complete way must look at it. */
static inline guint
quick_entry(const guchar *p, const guchar *end, guint32 *entry)
{
    guint lead = p[0];

    if (lead < 0x80) {
        *entry = tc_char_entries[lead];
        return 1;
    }
    if (lead < 0xE0) {
        if (G_UNLIKELY(lead < 0xC2 || end - p < 2 || (p[1] & 0xC0) != 0x80))
            return 0;
        /* The first pages stand in order. */
        *entry = tc_char_entries[(lead & 0x1F) << 6 | (p[1] & 0x3F)];
        return 2;
    }
    /* E0 has overlong forms, ED surrogates. */
    if (G_UNLIKELY(lead == 0xE0 || lead == 0xED || lead > 0xEF || end - p < 3 ||
                   (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80))
        return 0;
    *entry = tc_char_entry((lead & 0x0F) << 12 | (guint)(p[1] & 0x3F) << 6 | (p[2] & 0x3F));
    return 3;
}

/* Separators from `p` on. Returns where a word begins, or what the complete way must look at. */
static inline const guchar *
quick_gap(Run *run, const guchar *p, const guchar *end)
{
    Gap *gap = &run->gap;

    /* Nearly always a space is all. */
    if (G_LIKELY(p < end && *p == ' ')) {
        gap_add(gap, TC_CHAR_SPACE);
        p++;
    }
    while (p < end) {
        guint32 entry;
        guint bytes = quick_entry(p, end, &entry);

        if (bytes == 0 || G_LIKELY(TC_CHAR_KIND(entry) == TC_CHAR_LATIN))
            return p;
        switch (TC_CHAR_KIND(entry)) {
        case TC_CHAR_LETTER:
        case TC_CHAR_IDEOGRAPH:
        case TC_CHAR_HANGUL:
        case TC_CHAR_EXPANSION:
            return p;
        case TC_CHAR_IGNORE:
        case TC_CHAR_MARK:
        case TC_CHAR_NONSTARTER:
            break;
        case TC_CHAR_DOT:
            if (gap->length == 0 && end - p > bytes) {
                guint32 next = p[bytes] < 0x80 ? tc_char_entries[p[bytes]] : TC_CHAR_IGNORE;

                if (TC_CHAR_KIND(next) == TC_CHAR_IGNORE)
                    return p;
                if (TC_CHAR_KIND(next) == TC_CHAR_LATIN) {
                    gap_add_inner_dot(gap);
                    break;
                }
            }
            if (ends_no_sentence(run))
                gap_add_form_dot(gap);
            else
                gap_add(gap, TC_CHAR_DOT);
            break;
        case TC_CHAR_NEWLINE:
            /* CR LF is one line end. */
            if (*p == '\r' && end - p > 1 && p[1] == '\n')
                break;
            gap_add_newline(run);
            break;
        default:
            if (G_UNLIKELY(may_be_sign(run, p)))
                return p;
            gap_add(gap, TC_CHAR_KIND(entry));
        }
        p += bytes;
    }
    return p;
}

/* Whether the digits that end at the dot or comma `p` may be the first of a number in thousands. */
static inline gboolean
may_be_thousands(const guchar *p, const guchar *end)
{
    guint32 next;

    if (end - p < 2)
        return FALSE;
    next = p[1] < 0x80 ? tc_char_entries[p[1]] : TC_CHAR_IGNORE;
    return TC_CHAR_KIND(next) == TC_CHAR_IGNORE || (next & TC_CHAR_DIGIT) != 0;
}

/* Whether the letter before the full stop `p` may be the first of "U.B.N.D". */
static inline gboolean
may_be_initials(guint32 first, const guchar *p, const guchar *end)
{
    return (first & TC_CHAR_DIGIT) == 0 && end - p > 1 && (p[1] >= 0x80 || g_ascii_isalpha(p[1]));
}

/* Whether a letter by itself may follow behind the space `p`, or behind more of them: most words
 * begin with two letters that are seen to be such. */
static inline gboolean
may_be_spaced(const guchar *p, const guchar *end)
{
    return end - p > 1 && (!g_ascii_isalnum(p[1]) || end - p == 2 || !g_ascii_isalnum(p[2]));
}

/* Whether a number, initials or the letters of a heading may go on behind the word of `len` letters
 * and digits, which begins with `first` and is followed by `next`; `p` is where that stands. */
static inline gboolean
may_go_on(guint32 first, guint len, guint32 next, const guchar *p, const guchar *end)
{
    gboolean is_dot = TC_CHAR_KIND(next) == TC_CHAR_DOT;

    if (G_UNLIKELY(len == 1 && TC_CHAR_KIND(next) == TC_CHAR_SPACE) && may_be_spaced(p, end))
        return TRUE;
    if (G_UNLIKELY((first & TC_CHAR_DIGIT) != 0 && len <= 3 &&
                   (is_dot || TC_CHAR_KIND(next) == TC_CHAR_COMMA)) &&
        may_be_thousands(p, end))
        return TRUE;
    return G_UNLIKELY(len == 1 && is_dot) && may_be_initials(first, p, end);
}

typedef struct {
    guint key_len;
    gboolean is_lower;
    gboolean ends_in_digit;
} QuickWord;

/* The word at `start` if it is one of LATIN letters in an order that needs no sorting: its key is
 * written as it is read. Returns where the word ends; NULL if it needs the complete way. */
static inline const guchar *
quick_word(const guchar *start, const guchar *end, char *key, QuickWord *word)
{
    char marks[TC_WORD_BARE_MAX]; /* the first 16 bytes are copied as they are */
    guint mark_count = 0;
    guint tone = 0;
    guint bare_len = 0;
    guint clash = 0;
    guint32 first = TC_CHAR_OTHER;
    guint32 entry = TC_CHAR_OTHER;
    const guchar *p = start;
    const guchar *limit = end - start > TC_WORD_BARE_MAX ? start + TC_WORD_BARE_MAX : end;

    memset(marks, 0, 16);
    while (p < limit) {
        guint bytes = quick_entry(p, end, &entry);
        guint index = bare_len;
        guint quality;

        if (G_UNLIKELY(bytes == 0))
            return NULL;
        if (G_LIKELY(TC_CHAR_KIND(entry) == TC_CHAR_LATIN)) {
            key[bare_len++] = (char)TC_CHAR_BYTE(entry);
            if (p == start)
                first = entry;
        } else if (TC_CHAR_KIND(entry) < TC_CHAR_IGNORE) {
            break;
        } else if (TC_CHAR_KIND(entry) == TC_CHAR_MARK && entry >> 16 != 0) {
            index--;
            /* Two qualities on a letter. */
            clash |= TC_CHAR_QUALITY(entry) != 0 && mark_count > 0 &&
                     (guint)(marks[mark_count - 1] - 0x20) / 4 == index;
        } else {
            return NULL;
        }
        p += bytes;
        if (entry >> 16 == 0)
            continue;
        quality = TC_CHAR_QUALITY(entry);
        marks[mark_count] = (char)(0x1F + 4 * index + quality);
        mark_count += quality != 0;
        clash |= tone * TC_CHAR_TONE(entry);
        tone |= TC_CHAR_TONE(entry);
    }
    if (G_UNLIKELY(bare_len == 0 || clash != 0 || p - start >= TC_WORD_BARE_MAX ||
                   (mark_count > 0 && bare_len > 16)))
        return NULL;
    if (may_go_on(first, bare_len, entry, p, end))
        return NULL;
    word->is_lower = (first & TC_CHAR_LOWER) != 0;
    word->ends_in_digit = g_ascii_isdigit(key[bare_len - 1]);
    tc_bare_fold_y(key, bare_len);
    key[bare_len++] = TC_KEY_SEPARATOR;
    /* No letter has two of them here. There is room, and a copy of fixed length needs no loop. */
    memcpy(key + bare_len, marks, 16);
    bare_len += mark_count;
    key[bare_len] = (char)tone;
    word->key_len = bare_len + (tone != 0);
    return p;
}

/* Go on from `offset` as far as is simple and there is room in the batch. Returns where it is not,
 * or the end of the text. */
static gsize
quick_steps(Run *run, gsize offset)
{
    const guchar *end = run->text + run->len;
    const guchar *p = run->text + offset;

    for (;;) {
        const guchar *start = quick_gap(run, p, end);
        QuickWord word;

        if (start == end)
            return run->len;
        p = quick_word(start, end, reserve_key(run->tokens), &word);
        if (p == NULL)
            return (gsize)(start - run->text);
        emit(run, word.key_len, (gsize)(start - run->text), (gsize)(p - run->text), word.is_lower,
             word.ends_in_digit);
        if (G_UNLIKELY(run->tokens->count >= run->batch_len))
            return (gsize)(p - run->text);
    }
}

gboolean
tc_analyze_each(const TcAnalyzer *analyzer, const char *text, gsize len, gsize batch_len,
                TcTokens *tokens, TcTokensFunc func, gpointer user)
{
    Run run = {.tokens = tokens, .text = (const guchar *)text, .len = len, .batch_len = batch_len};
    gsize offset = 0;

    g_assert(analyzer != NULL && analyzer->version == TC_ANALYZER_VERSION);
    g_assert(len <= G_MAXUINT32 / 2);
    tokens->count = 0;
    tokens->keys_len = 0;
    while (offset < len) {
        offset = quick_steps(&run, offset);
        if (offset < len && tokens->count < batch_len)
            offset = complete_step(&run, offset);
        if (tokens->count < batch_len || offset == len)
            continue;
        if (!func(tokens, user))
            return FALSE;
        tokens->count = 0;
        tokens->keys_len = 0;
    }
    return func(tokens, user);
}

static gboolean
keep_all(G_GNUC_UNUSED const TcTokens *tokens, G_GNUC_UNUSED gpointer user)
{
    return TRUE;
}

void
tc_analyze(const TcAnalyzer *analyzer, const char *text, gsize len, TcTokens *tokens)
{
    tc_analyze_each(analyzer, text, len, G_MAXSIZE, tokens, keep_all, NULL);
}

char *
tc_word_key(const TcAnalyzer *analyzer, const char *word, gsize *key_len)
{
    g_auto(TcTokens) tokens = {0};

    tc_analyze(analyzer, word, strlen(word), &tokens);
    if (tokens.count == 0)
        return NULL;
    if (key_len != NULL)
        *key_len = tokens.items[0].key_len;
    return g_strndup(tokens.items[0].key, tokens.items[0].key_len);
}

void
tc_fold_spelling(const TcAnalyzer *analyzer, const char *text, gsize len, GString *out)
{
    g_assert(analyzer != NULL);
    tc_spelling_append(text, len, out);
}

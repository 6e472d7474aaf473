/* text/abbreviation/learn.c - what documents say that their abbreviations mean. */
#include "text/abbreviation/abbreviation.h"
#include "text/key/letter.h"
#include "text/key/marks.h"

#include <string.h>

enum {
    INITIALS_MAX = 16,
    TAIL_MAX = 3,          /* small letters after a capital: "TTg", "CTr" */
    WORDS_MAX = 24,        /* words of a long form */
    PARENTHESIS_MAX = 240, /* bytes inside a parenthesis that defines something */
    SHORT_NAME_WORDS_MAX = 10,
    HEAD_WORDS_MAX = 4, /* before an abbreviation that is part of a short form */
};

typedef struct {
    char base;
    gboolean has_stroke; /* Đ */
    char tail[TAIL_MAX];
    guint tail_len;
} Initial;

typedef struct {
    Initial items[INITIALS_MAX];
    guint count;
    gboolean has_stroke;
} Initials;

typedef struct {
    TcLetters letters;
    const char *start;
    const char *end;
} Word;

/* Words of a text in their order. */
typedef struct {
    Word items[WORDS_MAX];
    guint count;
} Words;

/* Read an abbreviation. Returns FALSE when it is not written as one. */
static gboolean
read_initials(const char *p, const char *end, Initials *initials)
{
    memset(initials, 0, sizeof *initials);
    guint capitals = 0;
    while (p < end) {
        TcLetter letter;
        gsize len = tc_letter_read(p, end, &letter);
        if (len == 0) {
            len = tc_dash_len(p, end);
            if (len == 0 && *p != '&' && *p != '.' && *p != '/')
                return FALSE;
            p += len > 0 ? len : 1;
            continue;
        }
        p += len;
        if (!g_ascii_isalpha(letter.base) || letter.tone != 0)
            return FALSE;
        if (!letter.upper) {
            Initial *last = &initials->items[initials->count > 0 ? initials->count - 1 : 0];
            if (initials->count == 0 || last->tail_len == TAIL_MAX || letter.quality != 0)
                return FALSE;
            last->tail[last->tail_len++] = letter.base;
            continue;
        }
        if (initials->count == INITIALS_MAX)
            return FALSE;
        gboolean has_stroke = letter.quality == 1 + TC_QUALITY_STROKE;
        initials->items[initials->count++] = (Initial){
            .base = letter.base == 'w' ? 'u' : letter.base,
            .has_stroke = has_stroke,
        };
        initials->has_stroke = initials->has_stroke || has_stroke;
        capitals++;
    }
    return capitals >= 2 && initials->count - capitals == 0;
}

/* Whether `word` begins with the initial and has its small letters. */
static gboolean
has_initial(const Initials *initials, guint index, const TcLetters *word)
{
    const Initial *initial = &initials->items[index];
    gboolean has_stroke = word->letters[0].quality == 1 + TC_QUALITY_STROKE;
    if (word->count == 0 || word->letters[0].base != initial->base ||
        (initial->has_stroke != has_stroke && (initial->has_stroke || initials->has_stroke)))
        return FALSE;
    guint tail = 0;
    for (guint i = 1; i < word->count && tail < initial->tail_len; i++)
        tail += word->letters[i].base == initial->tail[tail];
    return tail == initial->tail_len;
}

static gboolean
is_one_of(const TcLetters *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (tc_letters_are(word, *list))
            return TRUE;
    return FALSE;
}

static gboolean
is_small_word(const TcLetters *word)
{
    static const char *const words[] = {"và",   "của",   "các",   "về",  "cho",  "với",  "là",
                                        "để",   "những", "trong", "tại", "theo", "trên", "ở",
                                        "hoặc", "từ",    "đối",   "bị",  "được", "cùng", NULL};
    return is_one_of(word, words);
}

/* Whether the words from `first` to before `last` have all initials in order. `open` is the set of
 * numbers of initials that the words so far can have used up, as bits. */
static gboolean
initials_agree(const Initials *initials, const Words *words, guint first, guint last)
{
    guint32 open = 1;
    for (guint i = first; i < last && open != 0; i++) {
        const TcLetters *word = &words->items[i].letters;
        guint32 next = i > first && i + 1 < last && is_small_word(word) ? open : 0;
        for (guint j = 0; j < initials->count; j++)
            if ((open >> j & 1) != 0 && has_initial(initials, j, word))
                next |= 1u << (j + 1);
        open = next;
    }
    return (open >> initials->count & 1) != 0;
}

static gboolean
is_quote(const char *p, const char *end, gsize *len)
{
    static const char *const quotes[] = {"\"", "'", "“", "”", "‘", "’", "«", "»"};
    for (gsize i = 0; i < G_N_ELEMENTS(quotes); i++) {
        *len = strlen(quotes[i]);
        if ((gsize)(end - p) >= *len && memcmp(p, quotes[i], *len) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Skip spaces, dashes and commas, and if wanted quotation marks, backwards. */
static const char *
skip_joins_back(const char *begin, const char *p, gboolean may_be_quotes)
{
    for (;;) {
        const char *before = p;
        p = tc_space_skip_back(begin, p);
        p -= tc_dash_len_before(begin, p);
        if (p > begin && p[-1] == ',')
            p--;
        for (gsize len = 1; may_be_quotes && len <= 3 && (gsize)(p - begin) >= len; len++) {
            gsize quote_len;
            if (is_quote(p - len, p, &quote_len) && quote_len == len) {
                p -= len;
                break;
            }
        }
        if (p == before)
            return p;
    }
}

/* The words of one phrase before `p`, the nearest WORDS_MAX of them. The phrase may be quoted. */
static void
read_words_before(const char *begin, const char *p, Words *words)
{
    Word reversed[WORDS_MAX];
    guint count = 0;
    while (count < WORDS_MAX) {
        Word *word = &reversed[count];
        word->end = skip_joins_back(begin, p, count == 0);
        word->start = tc_letters_before(begin, word->end, &word->letters);
        if (word->start == NULL)
            break;
        p = word->start;
        count++;
    }
    words->count = count;
    for (guint i = 0; i < count; i++)
        words->items[i] = reversed[count - 1 - i];
}

/* The words from `p` to `end`. Returns FALSE when there is anything else between them, or too many.
 */
static gboolean
read_words(const char *p, const char *end, Words *words)
{
    words->count = 0;
    while (p < end) {
        gsize len = tc_dash_len(p, end);
        const char *next = tc_space_skip(p, end);
        if (next > p || len > 0 || *p == ',') {
            p = next > p ? next : p + (len > 0 ? len : 1);
            continue;
        }
        if (words->count == WORDS_MAX)
            return FALSE;
        Word *word = &words->items[words->count];
        len = tc_letters_read(p, end, &word->letters);
        if (len == 0)
            return FALSE;
        word->start = p;
        word->end = p += len;
        words->count++;
    }
    return words->count > 0;
}

gboolean
tc_abbreviation_agrees(const char *abbreviation, gsize abbreviation_len, const char *expansion,
                       gsize expansion_len)
{
    Initials initials;
    Words words;
    return read_initials(abbreviation, abbreviation + abbreviation_len, &initials) &&
           read_words(expansion, expansion + expansion_len, &words) &&
           initials_agree(&initials, &words, 0, words.count);
}

/* A definition in the making. */
typedef struct {
    const char *text;
    const char *end;
    const char *floor; /* what is before belongs to an earlier one */
    TcDefinitionFunc func;
    gpointer user;
} Learning;

static void
report(Learning *learning, const char *short_start, const char *short_end, const char *long_start,
       const char *long_end, gboolean is_initials)
{
    TcDefinition definition = {
        .short_start = (gsize)(short_start - learning->text),
        .short_end = (gsize)(short_end - learning->text),
        .long_start = (gsize)(long_start - learning->text),
        .long_end = (gsize)(long_end - learning->text),
        .is_initials = is_initials,
    };
    learning->func(&definition, learning->user);
    learning->floor = MAX(short_end, long_end);
}

/* Of which body or place: may follow the words that an abbreviation is made of. */
static gboolean
is_qualifier(const TcLetters *word)
{
    static const char *const words[] = {"tỉnh", "huyện", "xã",  "phường", "thành", "phố", "thị",
                                        "trấn", "cấp",   "các", "quận",   "nước",  NULL};
    return is_one_of(word, words);
}

/* Whether the words of `head` stand right before the one at `first`. */
static gboolean
stands_before(const Words *head, const Words *words, guint first)
{
    if (head->count > first)
        return FALSE;
    for (guint i = 0; i < head->count; i++)
        if (!tc_letters_stand_for(&words->items[first - head->count + i].letters,
                                  &head->items[i].letters))
            return FALSE;
    return TRUE;
}

/* "kinh tế - xã hội (KT-XH)": the words before `p` for the abbreviation, and before them those of
 * `head`. `is_introduced`: a definition is announced, so that names may stand between. */
static gboolean
learn_initials_after(Learning *learning, const char *p, const Words *head, const char *short_start,
                     const char *short_end, gboolean is_introduced)
{
    Initials initials;
    Words words;
    if (!read_initials(short_start, short_end, &initials))
        return FALSE;
    read_words_before(learning->floor, p, &words);
    for (guint last = words.count; last > 0; last--) {
        for (guint first = last; first-- > 0;) {
            if (initials_agree(&initials, &words, first, last) &&
                stands_before(head, &words, first)) {
                report(learning, short_start, short_end, words.items[first].start,
                       words.items[last - 1].end, TRUE);
                return TRUE;
            }
        }
        const TcLetters *word = &words.items[last - 1].letters;
        gboolean is_name = is_introduced && word->letters[0].upper;
        if (words.count - last == (is_introduced ? 4 : 3) || !(is_qualifier(word) || is_name))
            break;
    }
    return FALSE;
}

static gboolean
learn_initials(Learning *learning, const char *p, const char *short_start, const char *short_end,
               gboolean is_introduced)
{
    static const Words none = {.count = 0};
    return learn_initials_after(learning, p, &none, short_start, short_end, is_introduced);
}

/* "Luật Tổ chức chính quyền địa phương (sau đây gọi tắt là Luật TCCQĐP)": the abbreviation that is
 * the last word of the short form, after words that the long one begins with, too. */
static gboolean
learn_last_word(Learning *learning, const char *p, const char *short_start, const char *short_end,
                gboolean is_introduced)
{
    Words head;
    const char *last = short_end;
    while (last > short_start && tc_space_skip_back(short_start, last) == last)
        last--;
    const char *head_end = tc_space_skip_back(short_start, last);
    return head_end > short_start && read_words(short_start, head_end, &head) &&
           head.count <= HEAD_WORDS_MAX &&
           learn_initials_after(learning, p, &head, last, short_end, is_introduced);
}

/* "Ban Chỉ đạo cải cách hành chính tỉnh (sau đây gọi tắt là Ban Chỉ đạo)". */
static void
learn_name(Learning *learning, const char *p, const char *short_start, const char *short_end)
{
    Words name;
    Words words;
    if (!read_words(short_start, short_end, &name) || name.count < 2 ||
        name.count > SHORT_NAME_WORDS_MAX)
        return;
    read_words_before(learning->floor, p, &words);
    for (guint first = words.count; first-- > 0;) {
        guint used = 0;
        for (guint i = first; i < words.count && used < name.count; i++) {
            gboolean is_same =
                tc_letters_stand_for(&words.items[i].letters, &name.items[used].letters);
            if (!is_same && i == first)
                break;
            used += is_same;
        }
        if (used == name.count && words.count - first > name.count) {
            report(learning, short_start, short_end, words.items[first].start,
                   words.items[words.count - 1].end, FALSE);
            return;
        }
    }
}

static void
trim(const char **start, const char **end)
{
    gsize len;
    *start = tc_space_skip(*start, *end);
    if (is_quote(*start, *end, &len))
        *start += len;
    *start = tc_space_skip(*start, *end);
    *end = skip_joins_back(*start, *end, TRUE);
}

/* "sau đây gọi tắt là X", "gọi chung là X", "viết tắt: X": where X starts; NULL when it is not
 * that.
 */
static const char *
skip_introduction(const char *p, const char *end)
{
    gboolean is_called = FALSE;
    gboolean is_shortened = FALSE;
    for (guint i = 0; i < 8; i++) {
        TcLetters word;
        const char *start = p = tc_space_skip(p, end);
        gsize len = tc_letters_read(p, end, &word);
        if (len == 0)
            return is_shortened && p < end ? (*p == ':' ? p + 1 : p) : NULL;
        p += len;
        if (tc_letters_are(&word, "là"))
            return is_called ? p : NULL;
        if (is_shortened)
            return start; /* "gọi tắt BCĐ" */
        is_called = is_called || tc_letters_are(&word, "gọi") || tc_letters_are(&word, "viết");
        is_shortened =
            is_called && (tc_letters_are(&word, "tắt") || tc_letters_are(&word, "chung"));
    }
    return NULL;
}

/* "UBND (Ủy ban nhân dân)": the abbreviation before `p`. */
static void
learn_reversed(Learning *learning, const char *p, const char *long_start, const char *long_end)
{
    const char *short_end = tc_space_skip_back(learning->floor, p);
    const char *short_start = short_end;
    for (;;) {
        TcLetters word;
        const char *start = tc_letters_before(learning->floor, short_start, &word);
        if (start == NULL || word.letters[0].upper == 0 ||
            (short_start == short_end && word.count == 0) ||
            (gsize)(short_start - start) > 4 * INITIALS_MAX)
            return;
        short_start = start;
        gsize dash = tc_dash_len_before(learning->floor, start);
        if (dash == 0 && start > learning->floor && (start[-1] == '&' || start[-1] == '.'))
            dash = 1;
        if (dash == 0)
            break;
        short_start -= dash;
    }
    if (tc_abbreviation_agrees(short_start, (gsize)(short_end - short_start), long_start,
                               (gsize)(long_end - long_start)))
        report(learning, short_start, short_end, long_start, long_end, TRUE);
}

/* The parenthesis that opens at `open`. */
static void
learn_parenthesis(Learning *learning, const char *open)
{
    const char *start = open + 1;
    gsize left = MIN((gsize)(learning->end - start), PARENTHESIS_MAX);
    const char *end = (const char *)memchr(start, ')', left);
    TcLetter letter;
    if (end == NULL)
        return;
    trim(&start, &end);
    gsize len = tc_letter_read(start, end, &letter);
    if (len == 0)
        return;
    const char *introduced = skip_introduction(start, end);
    if (introduced != NULL) {
        start = introduced;
        trim(&start, &end);
        if (start < end && !learn_initials(learning, open, start, end, TRUE) &&
            !learn_last_word(learning, open, start, end, TRUE))
            learn_name(learning, open, start, end);
    } else if (!letter.upper || (!learn_initials(learning, open, start, end, FALSE) &&
                                 !learn_last_word(learning, open, start, end, FALSE))) {
        learn_reversed(learning, open, start, end);
    }
}

/* "hợp tác xã, sau đây viết tắt là HTX": `tat` is at "tắt là". */
static void
learn_clause(Learning *learning, const char *tat)
{
    static const char *const verbs[] = {"gọi", "viết", NULL};
    static const char *const before[] = {"được", "sau", "đây", NULL};
    TcLetters word;
    const char *verb = tc_letters_before(learning->floor, tat, &word);
    if (verb == NULL || !is_one_of(&word, verbs))
        return;
    const char *p = verb;
    for (;;) {
        const char *start = tc_letters_before(learning->floor, p, &word);
        if (start == NULL || !is_one_of(&word, before))
            break;
        p = start;
    }
    const char *start = skip_introduction(verb, learning->end);
    if (start == NULL)
        return;
    start = tc_space_skip(start, learning->end);
    gsize len;
    if (is_quote(start, learning->end, &len))
        start += len;
    const char *end = start;
    while (
        end < learning->end && end - start < 4 * INITIALS_MAX &&
        (tc_is_word_at(end, learning->end) || *end == '&' || tc_dash_len(end, learning->end) > 0))
        end = g_utf8_next_char(end);
    end = MIN(end, learning->end);
    learn_initials(learning, p, start, end, TRUE);
}

void
tc_abbreviations_learn(const char *text, gsize len, TcDefinitionFunc func, gpointer user)
{
    static const char clause[] = "tắt là";
    Learning learning = {
        .text = text, .end = text + len, .floor = text, .func = func, .user = user};
    const char *open = text;
    const char *tat = text;
    for (const char *p = text; p < learning.end;) {
        gsize left = (gsize)(learning.end - p);
        /* Each is searched only once behind where it was found. */
        if (open != NULL && open <= p)
            open = (const char *)memchr(p, '(', left);
        if (tat != NULL && tat <= p)
            tat = (const char *)memmem(p, left, clause, sizeof clause - 1);
        if (open == NULL && tat == NULL)
            return;
        if (tat == NULL || (open != NULL && open < tat)) {
            learn_parenthesis(&learning, open);
            p = MAX(open + 1, learning.floor);
        } else {
            learn_clause(&learning, tat);
            p = MAX(tat + 1, learning.floor);
        }
    }
}

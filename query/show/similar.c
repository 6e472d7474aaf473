#include "query/show/similar.h"

#include "base/order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- words ---- */

typedef struct {
    guint64 hash;
    const char *start;
    guint32 len;
} Word;

static guint64
mix(guint64 value)
{
    value ^= value >> 33;
    value *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    value ^= value >> 33;
    value *= G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53);
    return value ^ value >> 33;
}

/* Punctuation in ASCII, and the quotation marks and dashes of U+2010 to U+203F. */
static gsize
mark_len(const char *p, const char *end)
{
    if (g_ascii_ispunct(*p))
        return 1;
    return end - p >= 3 && p[0] == '\xe2' && p[1] == '\x80' ? 3 : 0;
}

static const char *
trim_end(const char *start, const char *end)
{
    for (;;)
        if (end > start && g_ascii_ispunct(end[-1]))
            end--;
        else if (end - start >= 3 && end[-3] == '\xe2' && end[-2] == '\x80')
            end -= 3;
        else
            return end;
}

/* The next word behind *at: what stands between spaces, without marks around it. */
static gboolean
next_word(const char **at, const char *end, Word *word)
{
    const char *p = *at;
    while (p < end) {
        while (p < end && g_ascii_isspace(*p))
            p++;
        const char *start = p;
        while (p < end && !g_ascii_isspace(*p))
            p++;
        const char *stop = trim_end(start, p);
        for (gsize len = 1; start < stop && (len = mark_len(start, stop)) > 0;)
            start += len;
        if (start >= stop)
            continue;
        guint64 hash = 0;
        for (const char *c = start; c < stop; c++) {
            /* Not g_ascii_tolower(), which is a call for each byte. */
            const guchar small = (guchar)(g_ascii_isupper(*c) ? *c | 0x20 : *c);
            hash = hash * G_GUINT64_CONSTANT(0x100000001b3) + small + 1;
        }
        *word = (Word){mix(hash), start, (guint32)(stop - start)};
        *at = p;
        return TRUE;
    }
    *at = end;
    return FALSE;
}

/* ---- counts ---- */

#define BUCKET_BITS 8

struct TcWordCounts {
    guint32 of[1 << BUCKET_BITS];
    gsize words;
};

#define EACH_BYTE(value) (G_GUINT64_CONSTANT(0x0101010101010101) * (value))

/* The eight bytes at `start`, the first one lowest. */
static inline guint64
read_eight(const char *start)
{
    guint64 bytes;
    memcpy(&bytes, start, sizeof bytes);
    return GUINT64_FROM_LE(bytes);
}

/* The bucket of a word by its first eight bytes, 0 behind its end, and by its last eight, its
 * length if it is no longer. Small letters differ from capitals by this bit; what is no letter may
 * become the same as another by it, and long words that differ in the middle have one bucket: a
 * worse bound, no wrong one. */
static inline guint
bucket_of(guint64 first, guint64 last)
{
    return (guint)(((first | EACH_BYTE(0x20)) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) ^
                    (last | EACH_BYTE(0x20)) * G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53)) >>
                   (64 - BUCKET_BITS));
}

static guint
bucket_of_word(const Word *word)
{
    char first[8] = {0};
    memcpy(first, word->start, MIN(word->len, sizeof first));
    return bucket_of(read_eight(first), word->len > sizeof first
                                            ? read_eight(word->start + word->len - sizeof first)
                                            : word->len);
}

/* The length of a word at `start` that ends in a space within eight bytes and has no marks around
 * it; 0 for any other. */
static inline gsize
short_word_len(const char *start, guint64 bytes)
{
    /* The high bit of the first byte below 0x21, and maybe of some behind it. */
    const guint64 ends = (bytes - EACH_BYTE(0x21)) & ~bytes & EACH_BYTE(0x80);
    const gsize len = ends != 0 ? (gsize)__builtin_ctzll(ends) / 8 : 0;
    return len == 0 || (start[len] != ' ' && start[len] != '\n') || g_ascii_ispunct(*start) ||
                   *start == '\xe2' || g_ascii_ispunct(start[len - 1]) ||
                   (len >= 3 && start[len - 2] == '\x80')
               ? 0
               : len;
}

TcWordCounts *
tc_word_counts_new(const char *text, gsize len)
{
    TcWordCounts *counts = g_new0(TcWordCounts, 1);
    const char *at = text;
    const char *end = text + len;
    Word word;
    for (;;) {
        /* Most words are short, and counting looks at most of the bytes of a page of hits. */
        while (end - at >= 8) {
            const guint64 bytes = read_eight(at);
            const gsize short_len = short_word_len(at, bytes);
            if (short_len == 0)
                break;
            const guint64 kept = bytes & ((G_GUINT64_CONSTANT(1) << 8 * short_len) - 1);
            counts->of[bucket_of(kept, short_len)]++;
            counts->words++;
            at += short_len + 1;
        }
        if (!next_word(&at, end, &word))
            return counts;
        counts->of[bucket_of_word(&word)]++;
        counts->words++;
        at += at < end; /* the space */
    }
}

void
tc_word_counts_free(TcWordCounts *counts)
{
    g_free(counts);
}

/* A bucket that has more words of one text than of the other has as many that must go or come. */
guint
tc_word_counts_percent_max(const TcWordCounts *a, const TcWordCounts *b)
{
    const gsize all = a->words + b->words;
    gsize both = 0;
    for (guint i = 0; i < G_N_ELEMENTS(a->of); i++)
        both += MIN(a->of[i], b->of[i]);
    return all > 0 ? (guint)(2 * both * 100 / all) : 100;
}

/* ---- sketches ---- */

#define SHINGLE     3    /* words */
#define SAMPLES_MAX 1024 /* half of them go when there are more */

struct TcSketch {
    guint level;   /* samples end in this many bits of 0 */
    GArray *items; /* guint64, ascending, each once */
};

static gboolean
is_sampled(guint64 hash, guint level)
{
    return (hash & (((guint64)1 << level) - 1)) == 0;
}

static void
thin(TcSketch *sketch)
{
    guint kept = 0;
    sketch->level++;
    for (guint i = 0; i < sketch->items->len; i++) {
        const guint64 hash = g_array_index(sketch->items, guint64, i);
        if (is_sampled(hash, sketch->level))
            g_array_index(sketch->items, guint64, kept++) = hash;
    }
    g_array_set_size(sketch->items, kept);
}

static int
ascending(gconstpointer a, gconstpointer b)
{
    const guint64 x = *(const guint64 *)a;
    const guint64 y = *(const guint64 *)b;
    return TC_ORDER(x, y);
}

TcSketch *
tc_sketch_new(const char *text, gsize len)
{
    TcSketch *sketch = g_new0(TcSketch, 1);
    const char *at = text;
    guint64 last[SHINGLE] = {0};
    Word word;
    sketch->items = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint count = 1; next_word(&at, text + len, &word); count++) {
        memmove(last, last + 1, sizeof last - sizeof *last);
        last[SHINGLE - 1] = word.hash;
        guint64 hash = 0;
        for (guint i = 0; i < SHINGLE; i++)
            hash = mix(hash * 31 + last[i]);
        if (count < SHINGLE || !is_sampled(hash, sketch->level))
            continue;
        g_array_append_val(sketch->items, hash);
        if (sketch->items->len > SAMPLES_MAX && sketch->level < 63)
            thin(sketch);
    }
    g_array_sort(sketch->items, ascending);
    guint kept = 0;
    for (guint i = 0; i < sketch->items->len; i++) {
        const guint64 hash = g_array_index(sketch->items, guint64, i);
        if (kept == 0 || g_array_index(sketch->items, guint64, kept - 1) != hash)
            g_array_index(sketch->items, guint64, kept++) = hash;
    }
    g_array_set_size(sketch->items, kept);
    return sketch;
}

void
tc_sketch_free(TcSketch *sketch)
{
    if (sketch == NULL)
        return;
    g_array_unref(sketch->items);
    g_free(sketch);
}

guint
tc_sketch_percent(const TcSketch *a, const TcSketch *b)
{
    const guint level = MAX(a->level, b->level);
    guint both = 0;
    guint all = 0;
    for (guint i = 0, j = 0; i < a->items->len || j < b->items->len;) {
        const guint64 x = i < a->items->len ? g_array_index(a->items, guint64, i) : G_MAXUINT64;
        const guint64 y = j < b->items->len ? g_array_index(b->items, guint64, j) : G_MAXUINT64;
        const guint64 least = MIN(x, y);
        i += i < a->items->len && x == least;
        j += j < b->items->len && y == least;
        if (!is_sampled(least, level))
            continue;
        all++;
        both += x == y;
    }
    return all > 0 ? both * 100 / all : 0;
}

/* ---- what differs ---- */

static GArray *
words_of(const char *text, gsize len)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
    const char *at = text;
    Word word;
    while (next_word(&at, text + len, &word))
        g_array_append_val(words, word);
    return words;
}

#define WORD(words, i) (&g_array_index(words, Word, i))

/* Words [a_from, a_to) of one text stand for [b_from, b_to) of the other. */
typedef struct {
    guint a_from, a_to, b_from, b_to;
} Place;

/* The way through the texts with the fewest words that are in one of them only (E. Myers, An O(ND)
 * difference algorithm and its variations, 1986): how far each diagonal comes with a given
 * number of them. */
typedef struct {
    const Word *a, *b;
    int a_len, b_len;
    GPtrArray *rounds; /* of each round, int * for the diagonals -round .. round */
} Way;

static int
run_along(const Way *way, int x, int diagonal)
{
    while (x < way->a_len && x - diagonal < way->b_len &&
           way->a[x].hash == way->b[x - diagonal].hash)
        x++;
    return x;
}

static int
reach(const GPtrArray *rounds, int round, int diagonal)
{
    const int *reached = g_ptr_array_index(rounds, round);
    return ABS(diagonal) <= round ? reached[diagonal + round] : -1;
}

/* Where a diagonal is entered in a round: from the one below or above it. */
static int
enter(const GPtrArray *rounds, int round, int diagonal, gboolean *is_down)
{
    const int below = diagonal > -round ? reach(rounds, round - 1, diagonal - 1) : -1;
    const int above = diagonal < round ? reach(rounds, round - 1, diagonal + 1) : -1;
    *is_down = diagonal == -round || (diagonal != round && below < above);
    return *is_down ? above : below + 1;
}

/* The round that comes to both ends; -1 when none does. */
static int
find_way(Way *way)
{
    for (int round = 0; round <= TC_SIMILAR_WORDS_MAX; round++) {
        int *reached = g_new(int, 2 * round + 1);
        g_ptr_array_add(way->rounds, reached);
        for (int diagonal = -round; diagonal <= round; diagonal++) {
            gboolean is_down = FALSE;
            int x = round == 0 ? 0 : enter(way->rounds, round, diagonal, &is_down);
            reached[diagonal + round] = -1;
            if ((diagonal + round) % 2 != 0 || x < 0 || x > way->a_len || x - diagonal < 0 ||
                x - diagonal > way->b_len)
                continue;
            x = run_along(way, x, diagonal);
            reached[diagonal + round] = x;
            if (x == way->a_len && x - diagonal == way->b_len)
                return round;
        }
    }
    return -1;
}

/* The places, the last one first. */
static GArray *
read_way(const Way *way, int round)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
    int diagonal = way->a_len - way->b_len;
    guint a_end = G_MAXUINT;
    guint b_end = G_MAXUINT;
    for (; round > 0; round--) {
        gboolean is_down = FALSE;
        const int x = enter(way->rounds, round, diagonal, &is_down);
        const int y = x - diagonal;
        const Place step = {(guint)(is_down ? x : x - 1), (guint)x, (guint)(is_down ? y - 1 : y),
                            (guint)y};
        Place *last = places->len > 0 ? &g_array_index(places, Place, places->len - 1) : NULL;
        if (last != NULL && step.a_to == a_end && step.b_to == b_end) {
            last->a_from = step.a_from;
            last->b_from = step.b_from;
        } else {
            g_array_append_val(places, step);
        }
        a_end = step.a_from;
        b_end = step.b_from;
        diagonal += is_down ? 1 : -1;
    }
    return places;
}

/* ---- as people read it ---- */

#define PLACES_MAX 4 /* that are told */
#define WORDS_MAX  6 /* of each */

static gboolean
has_figure(const GArray *words, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        for (guint j = 0; j < WORD(words, i)->len; j++)
            if (g_ascii_isdigit(WORD(words, i)->start[j]))
                return TRUE;
    return FALSE;
}

static void
append_words(GString *out, const GArray *words, guint from, guint to)
{
    for (guint i = from; i < MIN(to, from + WORDS_MAX); i++) {
        g_string_append(out, i > from ? " " : "");
        g_string_append_len(out, WORD(words, i)->start, WORD(words, i)->len);
    }
    if (to > from + WORDS_MAX)
        g_string_append(out, " …");
}

static void
append_place(GString *out, const GArray *a, const GArray *b, const Place *place)
{
    if (place->a_from == place->a_to) {
        g_string_append(out, "+ ");
        append_words(out, b, place->b_from, place->b_to);
    } else if (place->b_from == place->b_to) {
        g_string_append(out, "− ");
        append_words(out, a, place->a_from, place->a_to);
    } else {
        append_words(out, a, place->a_from, place->a_to);
        g_string_append(out, " → ");
        append_words(out, b, place->b_from, place->b_to);
    }
}

/* The places with figures, then the others, in their order; the same one is told once. */
static char *
describe(const GArray *a, const GArray *b, const GArray *places)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *out = g_string_new(NULL);
    guint told = 0;
    guint left = 0;
    guint left_with_figures = 0;
    for (int figures = 1; figures >= 0; figures--) {
        for (guint i = places->len; i-- > 0;) {
            const Place *place = &g_array_index(places, Place, i);
            const gboolean has = has_figure(a, place->a_from, place->a_to) ||
                                 has_figure(b, place->b_from, place->b_to);
            if (has != (figures == 1))
                continue;
            g_autoptr(GString) text = g_string_new(NULL);
            append_place(text, a, b, place);
            if (!g_hash_table_add(known, g_strdup(text->str)))
                continue;
            if (told < PLACES_MAX) {
                g_string_append_printf(out, "%s%s", told > 0 ? "; " : "", text->str);
                told++;
            } else {
                left++;
                left_with_figures += has;
            }
        }
    }
    if (left_with_figures > 0)
        g_string_append_printf(out, _(" … (%u more, %u of them with figures)"), left,
                               left_with_figures);
    else if (left > 0)
        g_string_append_printf(out, _(" … (%u more)"), left);
    return g_string_free(out, FALSE);
}

static void
free_round(gpointer round)
{
    g_free(round);
}

int
tc_similar_compare(const char *a, gsize a_len, const char *b, gsize b_len, char **differences)
{
    *differences = NULL;
    if (a_len > TC_SIMILAR_TEXT_MAX || b_len > TC_SIMILAR_TEXT_MAX)
        return -1;
    g_autoptr(GArray) one = words_of(a, a_len);
    g_autoptr(GArray) other = words_of(b, b_len);
    g_autoptr(GPtrArray) rounds = g_ptr_array_new_with_free_func(free_round);
    Way way = {(const Word *)(gpointer)one->data, (const Word *)(gpointer)other->data,
               (int)one->len, (int)other->len, rounds};
    const int round = find_way(&way);
    const int all = way.a_len + way.b_len;
    if (round < 0)
        return -1;
    if (round == 0)
        return 100;
    g_autoptr(GArray) places = read_way(&way, round);
    *differences = describe(one, other, places);
    return (all - round) * 100 / all;
}

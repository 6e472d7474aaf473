#include "query/show/like.h"

#include "base/order.h"
#include "store/schema.h"
#include "text/pair.h"

#include <math.h>
#include <string.h>

/* Bytes of the text that are looked at: what a document is about is said early. */
#define TEXT_MAX    ((gsize)256 << 10)
/* Pairs of which the index is asked how rare they are: the most frequent of the text. */
#define ASKED_MAX   300
/* Pairs that are taken. */
#define PAIRS_MAX   16
/* What a title says counts as if the text said it this many times more. */
#define TITLE_COUNT 3
/* A word that is repeated without end says no more than one that is repeated often. */
#define COUNT_MAX   8

typedef struct {
    gsize at; /* its first token where it first stands */
    guint count;
    char key[TC_PAIR_KEY_MAX];
    guint8 key_len;
    double worth;
} Pair;

static guint
pair_hash(gconstpointer item)
{
    const Pair *pair = item;
    guint hash = 5381;
    for (guint i = 0; i < pair->key_len; i++)
        hash = hash * 33 + (guchar)pair->key[i];
    return hash;
}

static gboolean
pair_equal(gconstpointer a, gconstpointer b)
{
    const Pair *x = a;
    const Pair *y = b;
    return x->key_len == y->key_len && memcmp(x->key, y->key, x->key_len) == 0;
}

static int
most_frequent_first(gconstpointer a, gconstpointer b)
{
    const Pair *x = *(const Pair *const *)a;
    const Pair *y = *(const Pair *const *)b;
    return x->count != y->count ? TC_ORDER(y->count, x->count) : TC_ORDER(x->at, y->at);
}

static int
best_first(gconstpointer a, gconstpointer b)
{
    const Pair *x = *(const Pair *const *)a;
    const Pair *y = *(const Pair *const *)b;
    return x->worth != y->worth ? TC_ORDER(y->worth, x->worth) : TC_ORDER(x->at, y->at);
}

static int
in_order(gconstpointer a, gconstpointer b)
{
    const Pair *x = *(const Pair *const *)a;
    const Pair *y = *(const Pair *const *)b;
    return TC_ORDER(x->at, y->at);
}

/* The pairs of the title, and those that the text behind it has twice or more; most frequent ones
 * first. */
static GPtrArray *
repeated_pairs(const TcTokens *tokens, gsize title_len)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(pair_hash, pair_equal, g_free, NULL);
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 1; i < tokens->count; i++) {
        const TcToken *a = &tokens->items[i - 1];
        const TcToken *b = &tokens->items[i];
        guint count = b->end <= title_len ? TITLE_COUNT : 1;
        Pair pair = {.at = i - 1, .count = count};
        if (b->position != a->position + 1)
            continue;
        pair.key_len = (guint8)tc_pair_key(a->key, a->key_len, b->key, b->key_len, pair.key);
        if (pair.key_len == 0)
            continue;
        Pair *there = g_hash_table_lookup(known, &pair);
        if (there != NULL)
            there->count += count;
        else
            g_hash_table_add(known, g_memdup2(&pair, sizeof pair));
    }
    GHashTableIter iter;
    gpointer item;
    g_hash_table_iter_init(&iter, known);
    while (g_hash_table_iter_next(&iter, &item, NULL))
        if (((const Pair *)item)->count >= 2)
            g_ptr_array_add(pairs, g_memdup2(item, sizeof(Pair)));
    g_ptr_array_sort(pairs, most_frequent_first);
    return g_steal_pointer(&pairs);
}

/* How much a pair tells: often here, seldom elsewhere. One that no other document repeats leads
 * nowhere. */
static gboolean
weigh(TcReader *reader, GPtrArray *pairs, GError **error)
{
    double all = tc_reader_doc_count(reader);
    for (guint i = 0; i < pairs->len; i++) {
        Pair *pair = g_ptr_array_index(pairs, i);
        char term[sizeof TC_TERM_PAIR + TC_PAIR_KEY_MAX];
        gsize skip = strlen(TC_TERM_PAIR);
        guint32 freq = 0;
        memcpy(term, TC_TERM_PAIR, skip);
        memcpy(term + skip, pair->key, pair->key_len);
        if (!tc_reader_term_freq(reader, term, skip + pair->key_len, &freq, error))
            return FALSE;
        pair->worth = freq < 2 ? 0 : MIN(pair->count, COUNT_MAX) * log((all + 1) / (double)freq);
    }
    return TRUE;
}

static void
append_piece(GString *out, const char *text, gsize from, gsize to)
{
    g_string_append(out, out->len > 0 ? " . " : "");
    for (gsize i = from; i < to; i++) {
        /* What would be an operator of the query language is none in a topic. */
        g_string_append_c(out,
                          g_ascii_isspace(text[i]) || g_ascii_iscntrl(text[i]) ? ' ' : text[i]);
    }
}

char *
tc_like_topic(TcReader *reader, const TcAnalyzer *analyzer, const TcRecord *record, GError **error)
{
    g_autoptr(GString) topic = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(record->title);
    g_auto(TcTokens) tokens;
    gsize title_len = text->len;
    gsize len = record->text != NULL ? MIN(record->text_len, TEXT_MAX) : 0;
    while (len > 0 && len < record->text_len && ((guchar)record->text[len] & 0xC0) == 0x80)
        len--;
    g_string_append_c(text, '\n');
    g_string_append_len(text, record->text, (gssize)len);
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, text->str, text->len, &tokens);
    g_autoptr(GPtrArray) pairs = repeated_pairs(&tokens, title_len);
    if (pairs->len > ASKED_MAX)
        g_ptr_array_set_size(pairs, ASKED_MAX);
    if (!weigh(reader, pairs, error))
        return NULL;
    g_ptr_array_sort(pairs, best_first);
    for (guint i = pairs->len; i-- > 0;)
        if (i >= PAIRS_MAX || ((const Pair *)g_ptr_array_index(pairs, i))->worth <= 0)
            g_ptr_array_remove_index(pairs, i);
    g_ptr_array_sort(pairs, in_order);
    /* Those that overlap are one piece: "cải cách" and "cách hành". */
    for (guint i = 0; i < pairs->len;) {
        gsize from = ((const Pair *)g_ptr_array_index(pairs, i))->at;
        gsize to = from + 1;
        for (i++; i < pairs->len && ((const Pair *)g_ptr_array_index(pairs, i))->at <= to; i++)
            to = ((const Pair *)g_ptr_array_index(pairs, i))->at + 1;
        append_piece(topic, text->str, tokens.items[from].start, tokens.items[to].end);
    }
    return g_string_free(g_steal_pointer(&topic), FALSE);
}

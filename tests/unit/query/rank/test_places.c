/* Of words that are only looked for as parts of other names the places in these are read, and how
 * often they stand in documents that have one. */
#include "query/rank/pool.h"
#include "tests/unit/query/opened.h"
#include "text/alias/alias.h"

enum { DOCUMENTS = 120, WORDS_EACH = 90 };

static const char *const vocabulary[] = {"giấy", "phép", "lái", "xe", "và", "máy", "bằng"};

static void
open_archive(void)
{
    TcSampleDocument documents[DOCUMENTS];
    g_autoptr(GRand) random = g_rand_new_with_seed(15);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    folder_make();
    for (guint d = 0; d < DOCUMENTS; d++) {
        GString *text = g_string_new(NULL);
        /* Some have few of the words. */
        const gint32 words = d % 4 == 0 ? 3 : (gint32)G_N_ELEMENTS(vocabulary);
        for (guint i = 0; i < WORDS_EACH; i++)
            g_string_append_printf(text, "%s ", vocabulary[g_rand_int_range(random, 0, words)]);
        if (d % 5 == 0)
            g_string_append(text, "giấy phép lái xe");
        char *path = g_strdup_printf("/%u", d);
        g_ptr_array_add(strings, path);
        documents[d] = (TcSampleDocument){.path = path, .text = text->str};
        g_ptr_array_add(strings, g_string_free(text, FALSE));
    }
    documents_open(documents, DOCUMENTS);
}

/* Whether an alias of several words stands around a place, with this word there. */
static gboolean
is_in_name(const TcWords *words, const TcPool *pool, gsize d, guint word, guint32 position)
{
    const GArray *others = tc_group_at(words->groups, 0)->alternatives;
    for (guint a = 0; a < others->len; a++) {
        const TcAlternative *other = tc_alternative_at(others, a);
        for (guint k = 0; k < other->count; k++) {
            guint found = 0;
            while (other->words[k] == word && position >= k && found < other->count &&
                   tc_word_hits_at(&pool->hits[other->words[found]], d, position - k + found))
                found++;
            if (found == other->count)
                return TRUE;
        }
    }
    return FALSE;
}

static guint
word_of(const TcWords *words, const char *typed)
{
    guint w = 0;
    while (strcmp(((const TcWord *)g_ptr_array_index(words->words, w))->typed, typed) != 0)
        w++;
    return w;
}

Test(places, of_other_names_just_these_are_read, .fini = index_close)
{
    GError *error = NULL;
    g_autoptr(TcAliases) aliases = tc_aliases_new();
    TcXHit hits[DOCUMENTS] = {{0}};
    guint named = 0;
    open_archive();
    tc_abbreviations_set_aliases(abbreviations, aliases);
    g_autoptr(TcPlan) plan = plan_of("bằng lái xe", NULL, NULL, &error);
    cr_assert(plan != NULL);
    const TcWords *words = tc_plan_words(plan);
    for (guint d = 0; d < DOCUMENTS; d++)
        hits[d].docid = d + 1;
    g_autoptr(TcPool) all = tc_pool_new_unread(reader, words, hits, DOCUMENTS, &error);
    g_autoptr(TcPool) pool = tc_pool_new(reader, words, hits, DOCUMENTS, 0, &error);
    for (guint w = 0; w < words->words->len; w++)
        cr_assert(tc_pool_read_word(reader, all, words, w, all->docids, 0, &error));
    const guint paper = word_of(words, "giấy");
    const TcWordHits *whole = &all->hits[paper];
    const TcWordHits *read = &pool->hits[paper];
    for (gsize d = 0; d < DOCUMENTS; d++) {
        guint32 next = read->offsets[d];
        for (guint32 i = whole->offsets[d]; i < whole->offsets[d + 1]; i++) {
            if (!is_in_name(words, all, d, paper, whole->items[i].position))
                continue;
            cr_assert(next < read->offsets[d + 1] &&
                      read->items[next].position == whole->items[i].position);
            next++;
        }
        cr_assert(eq(uint, next, read->offsets[d + 1]));
        named += next > read->offsets[d];
        if (next > read->offsets[d])
            cr_assert(
                eq(uint, tc_word_hits_times(read, d), whole->offsets[d + 1] - whole->offsets[d]));
    }
    cr_assert(named > 20 && named < DOCUMENTS);
    cr_assert(read->offsets[DOCUMENTS] < whole->offsets[DOCUMENTS] / 4);
    /* What was typed is read as it stands. */
    const guint car = word_of(words, "xe");
    cr_assert(eq(uint, pool->hits[car].offsets[DOCUMENTS], all->hits[car].offsets[DOCUMENTS]));
}

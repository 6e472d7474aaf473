/* Documents that are told to be far from a topic by some of its words are not about it. */
#include "query/rank/far/screen.h"
#include "query/rank/pool.h"
#include "query/rank/rank.h"
#include "query/rank/restore.h"
#include "query/search/first_stage.h"
#include "tests/unit/query/opened.h"

enum { ARCHIVES = 3, DOCUMENTS = 300, QUERIES = 40, CANDIDATES = 40 };

#define SPELLING_MIN 0.002

/* Common words first. */
static const char *const vocabulary[] = {
    "và", "của",  "xã",   "huyện", "nhà",  "nước", "hành", "chính", "cải",  "cách",
    "ở",  "công", "UBND", "CCHC",  "rừng", "đất",  "thuế", "phòng", "cháy", "lũ",
};

/* Mostly one of the first. */
static const char *
any_word(GRand *random)
{
    const double at = g_rand_double(random);
    return vocabulary[(gsize)(at * at * G_N_ELEMENTS(vocabulary))];
}

static char *
some_words(GRand *random, gint32 count, gboolean has_ends)
{
    GString *text = g_string_new(NULL);
    for (gint32 i = 0; i < count; i++) {
        g_string_append(text, i > 0 ? " " : "");
        g_string_append(text, any_word(random));
        if (has_ends && g_rand_int_range(random, 0, 6) == 0)
            g_string_append(text, ", vườn cây bờ ao ngõ nhỏ.");
    }
    return g_string_free(text, FALSE);
}

static char *
without_marks(const char *text)
{
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);
    for (const char *at = apart; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c < 0x80)
            g_string_append_unichar(out, c);
        else if (c == 0x111)
            g_string_append_c(out, 'd');
    }
    return g_string_free(out, FALSE);
}

static void
open_archive(GRand *random)
{
    TcSampleDocument documents[DOCUMENTS];
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    folder_make();
    for (guint d = 0; d < DOCUMENTS; d++) {
        char *text = some_words(random, g_rand_int_range(random, 5, 150), TRUE);
        char *path = g_strdup_printf("/%u", d);
        char *title = d % 3 == 0 ? some_words(random, 4, FALSE) : NULL;
        g_ptr_array_add(strings, text);
        if (d % 10 == 0) {
            text = without_marks(text);
            g_ptr_array_add(strings, text);
        }
        g_ptr_array_add(strings, path);
        g_ptr_array_add(strings, title);
        documents[d] = (TcSampleDocument){.path = path, .text = text, .title = title};
    }
    documents_open(documents, DOCUMENTS);
}

/* Reads open words as a search does. */
static void
read_open_words(TcWords *words)
{
    GError *error = NULL;
    if (!words->has_open)
        return;
    g_autoptr(TcNeighbours) neighbours = tc_neighbours_new(reader, words, &error);
    cr_assert(neighbours != NULL);
    g_array_unref(tc_restore(NULL, words, neighbours));
    tc_restore_settle(words);
}

/* All documents that hold something of the query, with what the first stage says, or of every third
 * nothing. */
static GArray *
all_hits(TcPlan *plan)
{
    GError *error = NULL;
    guint32 docids[DOCUMENTS];
    double weights[DOCUMENTS];
    guint32 lengths[DOCUMENTS];
    gboolean is_known = FALSE;
    GArray *hits = g_array_new(FALSE, TRUE, sizeof(TcXHit));
    g_autoptr(TcXQuery) query = tc_plan_query(plan, tc_plan_words(plan)->has_open, &error);
    for (guint d = 0; d < DOCUMENTS; d++)
        docids[d] = d + 1;
    cr_assert(tc_first_stage_weigh(reader, query, docids, DOCUMENTS, weights, lengths, &is_known,
                                   &error));
    for (guint d = 0; d < DOCUMENTS; d++) {
        TcXHit hit = {.docid = docids[d],
                      .weight = is_known && d % 3 != 0 ? weights[d] : TC_WEIGHT_UNKNOWN};
        if (!is_known || weights[d] >= 0)
            g_array_append_val(hits, hit);
    }
    return hits;
}

static TcPool *
pool_of(const TcWords *words, const GArray *hits, guint count)
{
    GError *error = NULL;
    TcPool *pool = tc_pool_new(reader, words, (const TcXHit *)(gpointer)hits->data,
                               MIN(count, hits->len), SPELLING_MIN, &error);
    cr_assert(pool != NULL && tc_pool_load_titles(reader, pool, words, &error));
    return pool;
}

/* Any order of words will do. */
static void
shuffle(GRand *random, guint *order, guint count)
{
    for (guint i = 0; i < count; i++)
        order[i] = i;
    for (guint i = count; i > 1; i--) {
        const guint other = (guint)g_rand_int_range(random, 0, (gint32)i);
        const guint last = order[i - 1];
        order[i - 1] = order[other];
        order[other] = last;
    }
}

typedef struct {
    guint members;
    guint hits;
    guint left;
} Sum;

/* No document drops out that is about the topic. */
static void
check_query(GRand *random, const char *query, Sum *sum)
{
    GError *error = NULL;
    guint order[TC_WORDS_MAX];
    g_autoptr(TcPlan) plan = plan_of(query, NULL, NULL, &error);
    cr_assert(plan != NULL, "%s", query);
    TcWords *words = tc_plan_words(plan);
    read_open_words(words);
    g_autoptr(GArray) hits = all_hits(plan);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    g_autoptr(TcAbout) about = tc_about_new(words, tc_plan_topic(plan));
    g_autoptr(TcPool) first = pool_of(words, hits, CANDIDATES);
    g_autoptr(TcPool) all = pool_of(words, hits, DOCUMENTS);
    tc_rank(first, words, G_MAXUINT, about, ranked);
    tc_about_settle(about, ranked);
    tc_rank_members(all, words, about, TRUE, members);
    shuffle(random, order, words->words->len);
    sum->hits += hits->len;
    g_autoptr(TcPool) left =
        tc_pool_new_unread(reader, words, (const TcXHit *)(gpointer)hits->data, hits->len, &error);
    g_autoptr(GArray) again = g_array_new(FALSE, FALSE, sizeof(TcRanked));
    cr_assert(left != NULL && tc_pool_load_titles(reader, left, words, &error));
    cr_assert(tc_screen(reader, words, about, order, SPELLING_MIN, left, &error));
    /* What was read on the way is what is read at once. */
    cr_assert(tc_pool_read_rest(reader, left, words, SPELLING_MIN, &error));
    tc_rank_members(left, words, about, TRUE, again);
    cr_assert(eq(uint, again->len, members->len), "%s", query);
    for (guint i = 0; i < members->len; i++) {
        const TcRanked *member = tc_ranked_at(members, i);
        const TcRanked *found = tc_ranked_at(again, i);
        cr_assert(found->docid == member->docid && found->score == member->score,
                  "%s: document %u, coverage %f", query, member->docid, member->coverage);
    }
    sum->members += members->len;
    sum->left += (guint)left->doc_count;
}

Test(screen, nothing_drops_out_that_is_about_the_topic, .timeout = 120)
{
    for (guint seed = 1; seed <= ARCHIVES; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        Sum sum = {0};
        open_archive(random);
        for (guint i = 0; i < QUERIES; i++) {
            g_autofree char *marked = some_words(random, g_rand_int_range(random, 2, 8), FALSE);
            g_autofree char *bare = without_marks(marked);
            check_query(random, i % 3 == 0 ? bare : marked, &sum);
        }
        /* Else nothing is tried. */
        cr_assert(gt(uint, sum.members, 100));
        cr_assert(lt(uint, sum.left, sum.hits * 9 / 10), "%u of %u", sum.left, sum.hits);
        index_close();
    }
}

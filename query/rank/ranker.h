/* query/rank/ranker.h - what the words of a query are to each document of the pool: in which order
 * they stand, which of them are neighbours, and what their best window is worth.
 *
 * The inside of the second stage, for query/rank/rank.c, which makes scores of it, and
 * query/show/explain.c, which tells what they were made of. Nobody else includes it. */
#ifndef TC_QUERY_RANKER_H
#define TC_QUERY_RANKER_H

#include "query/rank/bm25.h"
#include "query/rank/pool.h"

G_BEGIN_DECLS

/* Weights of the parts: fitted on the even halves of xquad_hard, law_title and wiki_heading, round
 * numbers; the ablation is in docs/ranking.md. */
#define TC_RANK_PAIR       0.18
#define TC_RANK_SPELLED    0.30
#define TC_RANK_PASSAGE    0.50
#define TC_RANK_CLUSTER    0.60
#define TC_RANK_LEAD       0.25
#define TC_RANK_TITLE      0.60
#define TC_RANK_GAP        0.15
#define TC_RANK_RUN        4.00
#define TC_RANK_READ_SHARE 0.50 /* of the words, by what they were read as */

#define TC_WINDOW_PAIR       0.30 /* a pair against a word within a window */
#define TC_WINDOW_TF_MAX     255
#define TC_NO_PAIR           G_MAXUINT16
#define TC_RANKED_GROUPS_MAX 8 /* abbreviations of one query that are looked at */
#define TC_OTHER_TIMES       (2 * TC_RANKED_GROUPS_MAX)

/* One word of the query at one position of a document. */
typedef struct {
    guint32 position;
    guint16 word;
    guint16 pair; /* formed with the event before it, TC_NO_PAIR without */
    guint8 group; /* 1 + the group that ends here in another way of writing, TC_RANKED_GROUPS_MAX
                     more by an alias; 0 without */
    guint8 meant; /* in a likely spelling */
    guint16 form; /* index into TcRanker.forms */
} TcEvent;

static inline TcEvent *
tc_event_at(const GArray *events, gsize index)
{
    return &g_array_index(events, TcEvent, index);
}

/* Index of the group that ends at an event which has one, be it by an alias. */
static inline guint
tc_event_group(const TcEvent *event)
{
    return (event->group - 1U) % TC_RANKED_GROUPS_MAX;
}

/* Spellings of a word that are counted together: all those of a word that says what it means. Of an
 * open word each likely one is a form of its own, as "duoc" may be common (được) or rare (dược):
 * its weight is what it would be worth times the posterior, so that sums over forms are what is to
 * be expected. The unlikely ones are one form that is worth nothing. */
typedef struct {
    guint16 word;
    guint16 twin; /* 1 + the word of another way of writing that is the same term; 0 without */
    guint8 is_meant;
    guint8 ends;   /* groups that end with it in another way of writing, as bits */
    double weight; /* w(t), by passages */
    double idf;    /* by documents, as the first stage weighs */
} TcForm;

typedef struct {
    guint16 first;
    guint16 second;
    double idf; /* by passages */
    double document_idf;
    double spelled_idf;
} TcWordPair;

typedef struct {
    guint32 exact;
    guint32 spelled;
    guint32 gap;
} TcPairCount;

/* Words that an abbreviation stands for: it counts as all of them and their pairs. */
typedef struct {
    const TcGroup *group;
    guint first_word; /* of its first and last word in the sequence */
    guint last_word;
    double word_weight; /* sum over its words */
    double word_idf;
    double pair_weight; /* sum over its pairs, their idf */
    double pair_document_idf;
} TcRankedGroup;

typedef struct {
    const TcPool *pool;
    const TcWords *words;
    guint group_count;
    TcRankedGroup groups[TC_RANKED_GROUPS_MAX];
    guint8 *group_of_word; /* 1 + group of a word that stands in it only, 0 without */
    guint8 *group_of_pair;
    guint16 *stray_form; /* per word: a form that is worth nothing */
    guint8 *is_other; /* per word: nothing is ranked by it, it is of other ways of writing alone */
    guint8 *tells_of_other; /* per word: that, or another way of writing may end with it */
    guint word_count;
    guint pair_count;
    gboolean has_marked; /* a word was typed with marks */
    TcWordPair *pairs;
    guint16 *pair_of;     /* [first * word_count + second] */
    GArray *forms;        /* of TcForm */
    guint16 **form_of;    /* per word, per spelling: index into forms; those of a word are a run */
    double *weight;       /* per word: the sum over its forms */
    double *idf;          /* ... of their idf */
    TcPairCount *counts;  /* [document * pair_count + pair] */
    gboolean *is_whole;   /* per document: the whole query stands in it as one run */
    gboolean *has_other;  /* per document: some group is written in another way in it */
    guint32 *other_times; /* [document * TC_OTHER_TIMES + group]: times that it is written so; by an
                             alias TC_RANKED_GROUPS_MAX further on */
    guint32 *formal;  /* per document: how many words of the query were left out, in formal parts */
    double whole_idf; /* how rare that is */
    GArray *events;   /* of TcEvent, all documents */
    gsize *event_start;  /* per document, and one more */
    GByteArray *is_part; /* scratch: which events of a document stand in another way of writing */
    guint16 *slots;      /* scratch: the form at a position */
    guint64 *taken;      /* ... and which positions have one, a bit each */
    gsize slots_len;
} TcRanker;

/* Everything that scores are made of. `pool` and `words` are borrowed and must outlive `ranker`. */
void tc_ranker_init(TcRanker *ranker, const TcPool *pool, const TcWords *words);
void tc_ranker_clear(TcRanker *ranker);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcRanker, tc_ranker_clear)

/* The same without any document, which tc_ranker_read() adds, one at a time in place of the one
 * before: for windows of a few of them. The pairs have no weights then. */
void tc_ranker_begin(TcRanker *ranker, const TcPool *pool, const TcWords *words);
void tc_ranker_read(TcRanker *ranker, gsize d);

/* Borrowed until the ranker is cleared. */
static inline const TcForm *
tc_ranker_form(const TcRanker *ranker, guint16 form)
{
    return &g_array_index(ranker->forms, TcForm, form);
}

/* [tf]: what the tf-th occurrence adds, within a passage, and within a cluster, where only presence
 * counts. */
typedef struct {
    double passage[TC_WINDOW_TF_MAX + 1];
    double cluster[TC_WINDOW_TF_MAX + 1];
} TcGains;

void tc_gains_fill(TcGains *gains);

/* What the word `w` is worth in document `d` by itself, by BM25: what the first stage made of it,
 * to the third digit. */
double tc_ranker_word(const TcRanker *ranker, gsize d, guint w);

/* The same for a word that is ranked by, and of an open one by its forms; otherwise 0. */
double tc_ranker_read_word(const TcRanker *ranker, gsize d, guint w);

static inline gboolean
tc_ranker_is_in_title(const TcRanker *ranker, gsize d, guint w)
{
    return ranker->pool->in_title[w * ranker->pool->doc_count + d] > 0;
}

/* How much of the title the query says: its words there, by the share of the title that they are.
 * A title of the query's words alone is what was asked for; a long one has them by the way. */
double tc_ranker_title(const TcRanker *ranker, gsize d);

/* What it is worth besides that the title of an official document says all of the query, or nearly
 * so. Such a title is long by form: "Quy định xử phạt vi phạm hành chính về trật tự, an toàn giao
 * thông trong lĩnh vực ..." is what who types six words of it asks for, though they are a quarter
 * of it. */
double tc_ranker_said_by_title(const TcRanker *ranker, gsize d);

/* Documents that have a run of words; with more of them it is nothing rare. */
#define TC_RUN_COMMON 3

/* How rare a run of words is that `having` of the documents have; 0 when more than `common` have
 * it. */
double tc_run_idf(guint32 having, guint32 common, guint32 documents);

/* What the best window of `length` positions in document `d` is worth: the sum over the words in it
 * of weight times what their occurrences add, and over the pairs with TC_WINDOW_PAIR. *at is set to
 * the position where it begins, and left as it is when there is none. */
double tc_ranker_window(const TcRanker *ranker, gsize d, guint32 length, const double *gain,
                        guint32 *at);

/* BM25's factor for the frequency within a document, at its length over the average, and the same
 * at average length (Robertson and Zaragoza, "The probabilistic relevance framework", 2009). */
static inline double
tc_saturate(double tf, double norm_len)
{
    return (TC_BM25_K1 + 1) * tf / (TC_BM25_K1 * (1 - TC_BM25_B + TC_BM25_B * norm_len) + tf);
}

static inline double
tc_saturate_window(double tf)
{
    return (TC_BM25_K1 + 1) * tf / (TC_BM25_K1 + tf);
}

/* ---- query/rank/alternatives.c: where a document says a part of the query in another way: short
 * forms and what they stand for, and other names ---- */

/* Find where groups of the query are written in another way in document `d`, the last one that was
 * collected, and count their pairs, and those that they form with their neighbours: "đẩy mạnh
 * CCHC". FALSE where none is. Words of such that stand in none are no events afterwards. */
gboolean tc_alternatives_find(TcRanker *ranker, gsize d);

/* Whether the words of `alternative` stand one after another in document `d`. */
gboolean tc_alternatives_has(const TcRanker *ranker, gsize d, const TcAlternative *alternative);

/* Whether a group stands in document `d` as it was typed, or all of its words near each other. */
gboolean tc_alternatives_has_name(const TcRanker *ranker, gsize d, guint group);

/* Whether the group that ends at an event of document `d` is written there in a way that says less
 * (tc_group_is_less()). */
gboolean tc_alternatives_is_less(const TcRanker *ranker, gsize d, gsize event);

G_END_DECLS

#endif

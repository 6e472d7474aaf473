/* query/words.h - the words of a query and the spellings at which the index is asked for them.
 *
 * A word that was typed with its marks is one term. A word that lacks marks is open: every spelling
 * in the index that agrees with the marks that were typed may be meant (text/syllable.h). How far
 * an unmarked word is open depends on the rest of the query: among marked words "hoa" means "hoa".
 */
#ifndef TC_QUERY_WORDS_H
#define TC_QUERY_WORDS_H

#include "store/reader.h"
#include "text/analyzer.h"
#include "text/syllable.h"

G_BEGIN_DECLS

/* Different words of one query that are looked at; further ones are passed over. */
#define TC_WORDS_MAX     200
/* Spellings of one bare word, the most frequent ones: Vietnamese has 33 at most. */
#define TC_SPELLINGS_MAX 64

typedef struct {
    char *term;
    guint32 term_len;
    guint32 freq;      /* documents */
    TcTier tier;       /* EXACT, TONELESS or BARE against what was typed */
    double posterior;  /* that this one is meant, 0..1 */
    gboolean unmarked; /* the bare form of a marked word: counts only in documents without marks */
} TcSpelling;

typedef struct {
    char *key; /* as typed; tiered key */
    guint32 key_len;
    char *typed;         /* as typed, UTF-8 */
    gboolean syllable;   /* has marks, or could: it tells how the query was typed */
    gboolean marked;     /* any mark was typed */
    gboolean open;       /* other spellings may be meant */
    gboolean keystrokes; /* Telex or VNI: key is that of the decoded word */
    GArray *spellings;   /* of TcSpelling; the exact one first, also when its freq is 0 */
    guint32 freq;        /* documents with any spelling, an estimate */
    double idf;          /* Xapian's BM25 weight of that frequency */
} TcWord;

/* An occurrence of a word in the query. Those of neighbouring words differ by 1 in position; pieces
 * of the query that do not belong together are TC_SEGMENT_GAP apart. */
typedef struct {
    guint word;
    guint32 position;
} TcWordAt;

typedef struct {
    GPtrArray *words;        /* of TcWord, different ones */
    GArray *sequence;        /* of TcWordAt, the ranked words in order */
    double uncertainty;      /* how far unmarked words are open: 0.001 (not at all) .. 1 */
    double tone_uncertainty; /* the same for words that lack only the tone */
    gboolean any_open;
    /* private */
    const TcAnalyzer *analyzer;
    TcTokens tokens;
    guint32 next_position;
} TcWords;

TcWords *tc_words_new(const TcAnalyzer *analyzer);
void tc_words_free(TcWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWords, tc_words_free)

/* Analyse a piece of the query. Appends to `out` (of TcWordAt) its words; `ranked`: they are part
 * of what the hits are ranked by, so they join the sequence, too. */
void tc_words_add(TcWords *words, const char *text, gboolean ranked, GArray *out);

/* Look the spellings up in the index. Call once, after all were added. */
gboolean tc_words_resolve(TcWords *words, TcReader *reader, GError **error);

/* Xapian's BM25 term weight for a term in `freq` of `doc_count` documents, without its factor for
 * the within-document frequency (Xapian::BM25Weight, xapian-core docs/bm25.rst). */
double tc_words_idf(guint32 freq, guint32 doc_count);

/* The query for one word: a term, or the SYNONYM of its spellings. NULL on failure. */
TcXQuery *tc_word_query(const TcWord *word, GError **error);
/* The same as OP_PHRASE and OP_NEAR take it: a term, or an OR of terms; no weights. */
TcXQuery *tc_word_leaf(const TcWord *word, GError **error);

G_END_DECLS

#endif

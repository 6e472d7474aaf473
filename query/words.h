/* query/words.h - the words of a query and the spellings at which the index is asked for them.
 *
 * A word that was typed with its marks is one term. A word that lacks marks is open: every spelling
 * in the index that agrees with the marks that were typed may be meant (text/syllable.h). How far
 * an unmarked word is open depends on the rest of the query: among marked words "hoa" means "hoa".
 */
#ifndef TC_QUERY_WORDS_H
#define TC_QUERY_WORDS_H

#include "store/reader.h"
#include "text/abbreviation.h"
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
    double idf;        /* Xapian's BM25 weight of that frequency */
    TcTier tier;       /* EXACT, TONELESS or BARE against what was typed */
    double posterior;  /* that this one is meant, 0..1 */
    gboolean unmarked; /* the bare form of a marked or open word, in documents without marks only */
} TcSpelling;

typedef struct {
    char *key; /* as typed; tiered key */
    guint32 key_len;
    guint32 bare_len;    /* bytes of the key before its marks */
    char *typed;         /* as typed, UTF-8 */
    gboolean syllable;   /* has marks, or could: it tells how the query was typed */
    gboolean marked;     /* any mark was typed */
    gboolean open;       /* other spellings may be meant */
    gboolean presumed;   /* open only in case that its neighbours say so */
    gboolean keystrokes; /* Telex or VNI: key is that of the decoded word */
    char *decoded;       /* the word that the keystrokes mean, as typed otherwise; else NULL */
    gboolean whole;      /* an abbreviation that was typed: never open */
    gboolean numeral;    /* part of the number of a document */
    gboolean derived;    /* not typed: part of an abbreviation or of its expansion */
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

/* Neighbouring words that can be written in another way: "cải cách hành chính" and "CCHC". */
#define TC_ALTERNATIVE_WORDS_MAX 12
typedef struct {
    guint words[TC_ALTERNATIVE_WORDS_MAX];
    guint count;
} TcAlternative;
typedef struct {
    guint32 position;     /* of its first word in the sequence */
    guint count;          /* words of the sequence that it takes */
    GArray *alternatives; /* of TcAlternative */
} TcGroup;

/* A document number in the query ("30c/NQ-CP") or a date, looked for by its key as well as by its
 * words: however it is written in a document. */
typedef struct {
    char *own;       /* term of documents that have it as theirs; NULL when there is no such */
    char *term;      /* term of documents that name it */
    gboolean begins; /* the terms are beginnings of terms */
} TcEvidence;

/* A word that snippets highlight, though nothing is ranked by it: a prefix, or of the value of a
 * field. */
typedef struct {
    char *key;
    guint32 key_len;
    gboolean prefix;  /* words that begin so */
    gboolean derived; /* not typed: of an abbreviation, or of what one stands for */
} TcShownWord;

typedef struct TcWords {
    GPtrArray *words;        /* of TcWord, different ones */
    GArray *sequence;        /* of TcWordAt, the ranked words in order */
    double uncertainty;      /* how far unmarked words are open: 0.003 (hardly) .. 1 */
    double tone_uncertainty; /* the same for words that lack only the tone */
    gboolean any_open;
    gboolean any_marked; /* some word was typed with marks */
    gboolean any_toned;  /* some word was typed with a tone */
    gboolean any_small;  /* some word has a small letter */
    GArray *groups;      /* of TcGroup, in order, not overlapping */
    GArray *evidence;    /* of TcEvidence */
    GArray *shown;       /* of TcShownWord */
    /* private */
    TcReader *reader;
    const TcAbbreviations *abbreviations;
    const TcAnalyzer *analyzer;
    TcTokens tokens;
    guint32 next_position;
} TcWords;

/* All are borrowed and must outlive the words. */
TcWords *tc_words_new(const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
                      TcReader *reader);
void tc_words_free(TcWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWords, tc_words_free)

/* Analyse a piece of the query. Appends to `out` (of TcWordAt) its words; `ranked`: they are part
 * of what the hits are ranked by, so they join the sequence, too, and abbreviations in them are
 * expanded. */
gboolean tc_words_add(TcWords *words, const char *text, gboolean ranked, GArray *out,
                      GError **error);

/* The key of a word, borrowed. */
typedef struct {
    const char *key;
    gsize len;
} TcWordKey;

/* What a text may be written as: lists (GArray of TcWordKey) of its words, the first one with its
 * abbreviations in full, the others with one of them, or of what has one, written otherwise. */
typedef struct {
    GPtrArray *lists;
    struct TcWords *scratch; /* holds the keys */
} TcWordReadings;

TcWordReadings *tc_words_read(const TcWords *words, const char *text, gboolean abbreviations,
                              GError **error);
void tc_word_readings_free(TcWordReadings *readings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWordReadings, tc_word_readings_free)

/* Have the words of `text` highlighted; of a `prefix` the last one is the beginning of a word. */
void tc_words_add_shown(TcWords *words, const char *text, gboolean prefix);

/* The same for words of which the keys (TcWordKey) are known; those that are there are not added
 * again. */
void tc_words_add_shown_keys(TcWords *words, const GArray *keys);

/* Whether the marks of the key `typed` stand in the longer word `key`, too. */
gboolean tc_prefix_agrees(const char *typed, gsize typed_len, const char *key, gsize key_len);

/* Look the spellings up in the index. Call once, after all were added. */
gboolean tc_words_resolve(TcWords *words, GError **error);

/* Whether the word is likely meant in this spelling: it counts where documents are ranked. */
gboolean tc_spelling_is_meant(const TcWord *word, const TcSpelling *spelling);

/* Documents of the collection. */
guint32 tc_words_doc_count(const TcWords *words);

/* The group that begins at this position of the sequence, NULL if there is none. */
const TcGroup *tc_words_group_at(const TcWords *words, guint32 position);

/* Xapian's BM25 term weight for a term in `freq` of `doc_count` documents, without its factor for
 * the within-document frequency (Xapian::BM25Weight, xapian-core docs/bm25.rst). */
double tc_words_idf(guint32 freq, guint32 doc_count);

/* The bare form of a word in documents without marks, where it stands for the word in any spelling;
 * NULL where there is none. Borrowed. */
const TcSpelling *tc_word_unmarked_form(const TcWord *word);
/* The query for it, which must be there: it weighs as much as the word itself. NULL on failure. */
TcXQuery *tc_word_unmarked_query(const TcWord *word, GError **error);

/* The query for one word: a term, or the SYNONYM of its spellings. NULL on failure. */
TcXQuery *tc_word_query(const TcWord *word, GError **error);
/* The same as OP_PHRASE and OP_NEAR take it: a term, or an OR of terms; no weights. */
TcXQuery *tc_word_leaf(const TcWord *word, GError **error);

G_END_DECLS

#endif

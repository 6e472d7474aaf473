/* query/words/words.h - the words of a query and the spellings at which the index is asked for
 * them.
 *
 * A word that was typed with its marks is one term. A word that lacks marks is open: every spelling
 * in the index that agrees with the marks that were typed may be meant (text/key/syllable.h).
 *
 * tc_words_add() takes one piece of the query after the other; then tc_words_resolve() of
 * query/words/spellings.h looks them all up. */
#ifndef TC_QUERY_WORDS_H
#define TC_QUERY_WORDS_H

#include "query/words/abbreviations.h"
#include "query/words/idf.h"
#include "store/reader.h"
#include "text/analyzer.h"
#include "text/key/syllable.h"

#include <string.h>

G_BEGIN_DECLS

/* Different words of one query that are looked at; further ones are passed over. */
#define TC_WORDS_MAX     200
/* Places of the query where a word stands, the same or another: about four pages. */
#define TC_PLACES_MAX    2000
/* Spellings of one bare word, the most frequent ones: Vietnamese has 33 at most. */
#define TC_SPELLINGS_MAX 64

typedef struct {
    char *term;
    guint32 term_len;
    guint32 freq;     /* documents */
    double share;     /* of its weight that counts: less than 1 for a word that asks */
    double idf;       /* Xapian's BM25 weight of that frequency, times `share` */
    double rarity;    /* the same by passages (query/words/idf.h) */
    TcTier tier;      /* EXACT, TONELESS or BARE against what was typed */
    double posterior; /* that this one is meant, 0..1 */
    double unsaid;    /* how far documents that have the words as typed speak against it, 0..1 */
    gboolean
        is_unmarked; /* the bare form of a marked or open word, in documents without marks only */
    gboolean is_second; /* of a word that may be keystrokes: the less likely of both readings */
} TcSpelling;

static inline TcSpelling *
tc_spelling_at(const GArray *spellings, gsize index)
{
    return &g_array_index(spellings, TcSpelling, index);
}

/* Whether it is the word of this key. */
static inline gboolean
tc_spelling_is(const TcSpelling *spelling, const char *key)
{
    return strlen(key) == spelling->term_len &&
           memcmp(key, spelling->term, spelling->term_len) == 0;
}

typedef struct {
    char *key; /* as typed; tiered key */
    guint32 key_len;
    guint32 bare_len;        /* bytes of the key before its marks */
    char *typed;             /* as typed, UTF-8 */
    gboolean is_syllable;    /* has marks, or could: it tells how the query was typed */
    gboolean is_marked;      /* any mark was typed */
    gboolean is_open;        /* other spellings may be meant */
    gboolean is_presumed;    /* left open until the neighbours decide */
    gboolean is_among_toned; /* has no marks where another word has a tone */
    gboolean are_keystrokes; /* Telex or VNI: key is that of the decoded word */
    char *decoded;           /* the word that the keystrokes mean, as typed otherwise; else NULL */
    gboolean is_literal;     /* in quotes or with a capital: rather as typed than keystrokes */
    gboolean is_of_name;     /* part of a name in the table of aliases, so no keystrokes */
    gboolean is_whole;       /* an abbreviation that was typed, or "=con": never open */
    gboolean is_numeral;     /* part of the number of a document: never open */
    gboolean is_derived;     /* not typed: part of an abbreviation or of its expansion */
    gboolean is_shared;      /* typed, and such a part, too: then its first spelling is meant */
    GArray *spellings;       /* of TcSpelling; the exact one first, also when its freq is 0 */
    guint named;             /* 1 + the spelling that the name of a document has, 0 without */
    guint32 freq;            /* documents with any spelling, an estimate */
    double idf;              /* Xapian's BM25 weight of that frequency, times its share */
    double rarity;           /* the same by passages */
} TcWord;

/* An occurrence of a word in the query. Those of neighbouring words differ by 1 in position; pieces
 * of the query that do not belong together are TC_SEGMENT_GAP apart. */
typedef struct {
    guint word;
    guint32 position;
} TcWordAt;

static inline TcWordAt *
tc_word_at(const GArray *words, gsize index)
{
    return &g_array_index(words, TcWordAt, index);
}

/* How an occurrence was typed: what a reading of the query is shown in. */
typedef struct {
    char *before; /* since the word before: spaces, punctuation */
    char *typed;  /* NULL for a word that nobody typed: of an expansion */
} TcTyped;

/* What another way of writing is to what was typed. */
typedef enum {
    TC_ALTERNATIVE_SHORT,   /* an abbreviation, or what one stands for */
    TC_ALTERNATIVE_WRITING, /* the same in other letters: "covid 19", "XIII", "Pleiku" */
    TC_ALTERNATIVE_ALIAS,   /* another name for it: worth the alias_share, not for phrases */
} TcAlternativeKind;

/* What an alias is worth against what was typed. Chosen on the even halves of the titles of laws
 * (MRR@10 marked, bare): without aliases .6356 .6355, at 0.5 .6344 .6311, at 0.3 .6356 .6333. */
#define TC_ALIAS_SHARE 0.3

/* Neighbouring words that can be written in another way: "cải cách hành chính" and "CCHC". */
typedef struct {
    guint words[TC_EXPANSION_WORDS_MAX];
    guint count;
    TcAlternativeKind kind;
    gboolean is_typed; /* the abbreviation that the query has; the group's words are its meaning */
    gboolean is_word;  /* an alias that is another word for it, not what a body or place became */
    gboolean is_less; /* ... and fewer of its words: "giải tỏa" of "giải phóng mặt bằng" */
    gboolean is_wider; /* what it is one of: a crossbow is a weapon */
} TcAlternative;

static inline TcAlternative *
tc_alternative_at(const GArray *alternatives, gsize index)
{
    return &g_array_index(alternatives, TcAlternative, index);
}

/* How many of these (of TcAlternative) are of a kind. */
guint tc_alternatives_count(const GArray *alternatives, TcAlternativeKind kind);

typedef struct {
    guint32 position;     /* of its first word in the sequence */
    guint count;          /* words of the sequence that it takes */
    GArray *alternatives; /* of TcAlternative */
    double alias_share; /* what an alias of it is worth: 1 where no document says what was typed */
    GPtrArray *names; /* keys (char *) of its words as the table of aliases spells them, `count` for
                       * each name that it may be; NULL when it was typed with marks */
} TcGroup;

/* The key of the k-th word of a group in the n-th of its names. */
static inline const char *
tc_group_key(const TcGroup *group, guint n, guint k)
{
    return g_ptr_array_index(group->names, n * group->count + k);
}

static inline guint
tc_group_name_count(const TcGroup *group)
{
    return group->names == NULL ? 0 : group->names->len / group->count;
}

/* Which of its names a group is in these spellings, one for each of its words;
 * tc_group_name_count() for none of them. */
static inline guint
tc_group_name_of(const TcGroup *group, const TcSpelling *const *spellings)
{
    guint n = 0;
    for (guint k = 0; n < tc_group_name_count(group) && k < group->count;) {
        gboolean is_same = tc_spelling_is(spellings[k], tc_group_key(group, n, k));
        n += is_same ? 0 : 1;
        k = is_same ? k + 1 : 0;
    }
    return n;
}

static inline TcGroup *
tc_group_at(const GArray *groups, gsize index)
{
    return &g_array_index(groups, TcGroup, index);
}

/* Whether another name says less than what was typed: what it is one of, or fewer of its words
 * where documents say what was typed, too. What has only such a name is found, but no more about
 * the topic for it. */
static inline gboolean
tc_group_is_less(const TcGroup *group, const TcAlternative *other)
{
    return other->is_wider || (other->is_less && group->alias_share < 1);
}

/* A word that snippets highlight, though nothing is ranked by it: a prefix, or of the value of a
 * field. */
typedef struct {
    char *key;
    guint32 key_len;
    gboolean is_prefix;  /* words that begin so */
    gboolean is_derived; /* not typed: of an abbreviation, or of what one stands for */
    gboolean
        is_settled; /* meant as it stands: others of the value have tones, or nobody typed it */
} TcShownWord;

static inline TcShownWord *
tc_shown_word_at(const GArray *shown, gsize index)
{
    return &g_array_index(shown, TcShownWord, index);
}

typedef struct TcWords {
    GPtrArray *words;        /* of TcWord, different ones */
    GArray *sequence;        /* of TcWordAt, the ranked words in order */
    GArray *typed;           /* of TcTyped, for each of the sequence */
    double uncertainty;      /* how far unmarked words are open: 0.003 (hardly) .. 1 */
    double tone_uncertainty; /* the same for words that lack only the tone */
    gboolean has_open;
    gboolean has_marked;     /* some word was typed with marks */
    gboolean has_toned;      /* some word was typed with a tone */
    gboolean has_small;      /* some word has a small letter */
    GArray *groups;          /* of TcGroup, in order, not overlapping */
    GArray *evidence;        /* of TcEvidence (query/words/evidence.h) */
    GArray *shown;           /* of TcShownWord */
    GPtrArray *also;         /* char *: other names that are looked for, each once */
    gboolean is_quoted;      /* what is added next stands in quotes: for the caller to set */
    guint quoted_count;      /* of the sequence, words that stand in quotes: likewise */
    gboolean is_of_field;    /* it is the value of a field, which the text need not say: likewise */
    gboolean has_other_name; /* the value of a field has other names: their documents come behind */
    /* What they are looked up in, borrowed. */
    TcReader *reader;
    const TcAbbreviations *abbreviations;
    const TcAnalyzer *analyzer;
    /* For query/words/ alone. */
    TcTokens tokens;
    guint32 next_position;
    gboolean asks_for_names; /* whether any_defined_name is known */
    gboolean has_defined_name;
    GHashTable
        *pasted; /* words in small letters -> the same in an old font; NULL without, borrowed */
    GHashTable *decoded; /* what is known to be keystrokes -> what they mean; NULL without */
    GHashTable *known;   /* bare word -> guint64: documents that have it, as far as was asked */
} TcWords;

/* All are borrowed and must outlive the words. */
TcWords *tc_words_new(const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations,
                      TcReader *reader);
void tc_words_free(TcWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcWords, tc_words_free)

/* Whether a word is of a number or a date, or only says that one follows: "ngày", "số". */
gboolean tc_word_is_of_number(const TcWord *word);

/* Analyse `text` as a piece of a query: full stops end no sentence behind short forms that were
 * typed in small letters, of which documents have capitals ("ngưt. lê thị hoa"). */
void tc_words_analyze(const TcWords *words, const char *text, TcTokens *tokens);

/* Analyse a piece of the query. Appends to `out` (of TcWordAt) its words; `is_ranked`: they are
 * part of what the hits are ranked by, so they join the sequence, too, and abbreviations in them
 * are expanded. */
gboolean tc_words_add(TcWords *words, const char *typed, gboolean is_ranked, GArray *out,
                      GError **error);

/* Sets *index to the word at `token` of `text`. FALSE when it is a new one and there is no room for
 * it: no other place adds words, so that there are never more than TC_WORDS_MAX. */
gboolean tc_words_put(TcWords *words, const TcToken *token, const char *text, gboolean is_derived,
                      guint *index);

/* From now on take these words for the keystrokes of others (char * -> char *, in small letters),
 * so that abbreviations of what they mean are known, too. Takes the table. */
void tc_words_take_for_keystrokes(TcWords *words, GHashTable *decoded);

/* Documents of the collection. */
guint32 tc_words_doc_count(const TcWords *words);

/* The other names that are looked for, as people are told: "mô tô, xe gắn máy"; without those that
 * only join others of them. NULL without any, else to be freed. */
char *tc_words_other_names(const TcWords *words);

/* The i-th word of the sequence. */
static inline const TcWord *
tc_words_at(const TcWords *words, guint i)
{
    return (const TcWord *)g_ptr_array_index(words->words, tc_word_at(words->sequence, i)->word);
}

/* Take note of those of `alternatives` (of TcAlternative) that are fewer of the last `count` words
 * of the sequence, in place of which they stand; where it is doubted that these are a name, other
 * names of it say less, too. */
void tc_words_note_less(const TcWords *words, guint count, gboolean is_doubted,
                        GArray *alternatives);

/* The group that begins at this position of the sequence, NULL if there is none. */
const TcGroup *tc_words_group_at(const TcWords *words, guint32 position);

/* The letters in `text`; *any_small tells whether one of them is small. */
guint tc_count_letters(const char *text, gboolean *has_small);

/* Whether no letter of several words is a small one: "CCHC" alone is an abbreviation. */
gboolean tc_is_all_capitals(const char *text);

G_END_DECLS

#endif

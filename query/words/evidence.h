/* query/words/evidence.h - numbers and dates in a query, and what documents gain that have them.
 *
 * "30c/NQ-CP" and "4/12/2020" are looked for by their keys as well as by their words: documents may
 * write them in other ways. */
#ifndef TC_QUERY_EVIDENCE_H
#define TC_QUERY_EVIDENCE_H

#include "query/words/abbreviations.h"
#include "store/reader.h"
#include "text/analyzer.h"
#include "text/type/type.h"

G_BEGIN_DECLS

/* The number of a document or a date, as terms of the index (store/schema.h). */
typedef struct {
    char *own;           /* term of documents that have it as theirs; NULL when there is no such */
    char *term;          /* term of documents that name it */
    gboolean begins;     /* the terms are beginnings of terms */
    gboolean is_changed; /* asked for is what changes the document of this number, not that one */
    const char *type;    /* code of the type that such a number is of ("qd"); NULL for any */
} TcEvidence;

static inline TcEvidence *
tc_evidence_at(const GArray *evidence, gsize index)
{
    return &g_array_index(evidence, TcEvidence, index);
}

/* A GArray of TcEvidence that owns their strings. */
GArray *tc_evidence_new(void);

/* Bytes [start, end) of a text. */
typedef struct {
    gsize start;
    gsize end;
} TcSpan;

/* Whether a token is within one of `spans` (of TcSpan). */
gboolean tc_evidence_is_within(const GArray *spans, const TcToken *token);

/* Append the numbers, days and months in `text`, which has these tokens, to `evidence`; where the
 * numbers stand is appended to `numbers` (of TcSpan). */
void tc_evidence_find(const char *text, const TcTokens *tokens, GArray *evidence, GArray *numbers);

/* The same for numbers of documents of the archive that are typed by their figures and issuer
 * alone: "35 hđnd" is 35/NQ-HĐND and 35/2020/KH-HĐND, "tờ trình 35 sở nội vụ" 35/TTr-SNV; or by
 * type and figures: "NQ05". Nothing where the archive knows one of the numbers that are in
 * `evidence`. `tokens` are those of the piece. FALSE when the index cannot be read. */
gboolean tc_evidence_find_issued(const TcAbbreviated *piece, const TcTokens *tokens,
                                 GArray *evidence, GError **error);

/* Whether `text`, of these tokens, is the number of a document and nothing else but what says so: a
 * type in full or in short, "số", its year, and a body in short behind the figures. */
gboolean tc_evidence_is_all(const char *text, const TcTokens *tokens);

/* Documents that have or name the number of one of `evidence` from the `from`-th on. */
TcXQuery *tc_evidence_query(TcReader *reader, const GArray *evidence, guint from, GError **error);

/* Documents that have the number of `item`, which has one, as theirs. */
TcXQuery *tc_evidence_own_query(TcReader *reader, const TcEvidence *item, GError **error);

/* The type whose short form stands at the beginning of the token, right before figures: "NQ05";
 * NULL for none. */
const TcDocumentType *tc_evidence_type_joined(const TcToken *token);

/* Append to `spans` (of TcSpan) where one of these stands in a piece of a document, however
 * written.
 */
void tc_evidence_places(const GArray *evidence, const char *text, gsize len, GArray *spans);

/* What a document has of the numbers and dates of a query. */
typedef struct {
    guint32 docid;
    double bonus;              /* on the scale of scores */
    gboolean is_named;         /* the query is its name */
    gboolean is_of_other_year; /* ... but for the year, of which no document of the name is */
    gboolean is_own;           /* a number of the query is the document's own */
} TcBonus;

/* The bonuses of documents, in the order in which they were found: that of their worth. */
typedef struct {
    GArray *items;      /* of TcBonus */
    GHashTable *places; /* docid -> index + 1 */
} TcBonuses;

void tc_bonuses_init(TcBonuses *bonuses);
void tc_bonuses_clear(TcBonuses *bonuses);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcBonuses, tc_bonuses_clear)

/* Add what `evidence` (of TcEvidence) is worth to the best documents of `query` that have it. FALSE
 * when the index cannot be read. */
gboolean tc_bonuses_find(TcReader *reader, const GArray *evidence, TcXQuery *query,
                         TcBonuses *bonuses, GError **error);

/* Note that the query is the name of this document. */
void tc_bonuses_add_named(TcBonuses *bonuses, guint32 docid, gboolean is_of_other_year);

/* Borrowed until the next one is added; NULL when there is none. */
TcBonus *tc_bonus_of(const TcBonuses *bonuses, guint32 docid);

G_END_DECLS

#endif

/* indexer/postings/postings.h - what the index holds of one document: its terms and where they
 * stand. */
#ifndef TC_INDEXER_POSTINGS_H
#define TC_INDEXER_POSTINGS_H

#include "document/document.h"
#include "indexer/postings/pairs.h"
#include "store/writer.h"
#include "text/analyzer.h"

G_BEGIN_DECLS

/* Memory is kept from document to document. */
typedef struct {
    TcTerms *text_terms; /* of the text */
    GArray *items;       /* TcPosting: all others */
    GArray *landmarks;   /* TcLandmark */
    GString *formal;     /* positions of formal parts, as TC_SLOT_FORMAL has them */
    /* private */
    TcTokens text, words;
    GStringChunk *terms;
    TcPairs *pairs;
    GArray *formal_parts; /* of TcFormalPart */
} TcPostings;

void tc_postings_init(TcPostings *postings);
void tc_postings_clear(TcPostings *postings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcPostings, tc_postings_clear)

/* A document is refused that would take so much memory, its terms together with its text and what
 * is stored of it: with what the program needs itself, a process stays below 300 MB. Ordinary texts
 * keep below it up to the longest that are read (TcReadLimits), millions of different codes do not.
 */
#define TC_POSTINGS_COST_MAX ((gsize)264 << 20)

/* The value of TC_SLOT_FORMAL, NULL for none. */
static inline const char *
tc_postings_formal(const TcPostings *postings)
{
    return postings->formal->len > 0 ? postings->formal->str : NULL;
}

/* Replace what `postings` holds with the terms of `document`, found at `path`:
 *     key                    words of the text, where they stand
 *     TC_TERM_TITLE + key    words of the title, from position 1
 *     TC_TERM_PATH + key     words of the path, its folders and its name, no position
 *     TC_TERM_TYPE, TC_TERM_ORG, TC_TERM_PLACE + key
 *                            words of the metadata, no position
 *     TC_TERM_OWN_NUMBER, TC_TERM_NUMBER, TC_TERM_DAY, TC_TERM_MONTH
 *                            see indexer/postings/mentions.h, no position
 *     TC_TERM_PAIR + key     neighbours that the text repeats, of a text with marks, no position
 *     TC_TERM_UNMARKED       of a Vietnamese text without marks, no position
 * and a mark every TC_LANDMARK_EVERY tokens of the text. Terms are borrowed until the next call.
 * FALSE when the document is refused, see TC_POSTINGS_COST_MAX. */
gboolean tc_postings_make(TcPostings *postings, const TcAnalyzer *analyzer,
                          const TcDocument *document, const char *path);

G_END_DECLS

#endif

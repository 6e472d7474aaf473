/* indexer/postings/mentions.h - the documents and days that a text names, as terms without
 * position. */
#ifndef TC_INDEXER_MENTIONS_H
#define TC_INDEXER_MENTIONS_H

#include "store/writer.h"

G_BEGIN_DECLS

/* The most distinct ones of each kind (numbers; days and months together) that are taken from one
 * text: a table of ten thousand days says nothing about any of them. */
#define TC_MENTIONS_MAX 2000

/* Append to `items` (TcPosting), each once:
 *     TC_TERM_NUMBER + key        a document number, see text/number/number.h
 *     TC_TERM_DAY + YYYYMMDD      a day
 *     TC_TERM_MONTH + YYYYMM      a month, or the month of such a day
 * Years, quarters and ranges give none: half of all texts name the year, and a range is matched by
 * none of its days. The terms live in `terms`. */
void tc_mentions_add(const char *text, gsize len, GStringChunk *terms, GArray *items);

/* Append the term of a document's own number, TC_TERM_OWN_NUMBER + key. A number that has no symbol
 * ("3") gets a '/' at its end, as the beginning of a number is searched for. What is no number adds
 * nothing. */
void tc_mentions_add_own(const char *number, GStringChunk *terms, GArray *items);

G_END_DECLS

#endif

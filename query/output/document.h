/* query/output/document.h - --show: the whole text of a document, behind a head of what is known
 * of it. */
#ifndef TC_QUERY_DOCUMENT_H
#define TC_QUERY_DOCUMENT_H

#include "query/output/pager.h"
#include "query/output/print.h"
#include "query/show/context.h"

G_BEGIN_DECLS

/* Print head and text, lines broken at words to the width of the screen, the words of the query
 * lit; with --context only the lines around the passage. The record has its text. Written in
 * pieces, so that a pager shows the first ones soon; stops when nobody reads any more, and where
 * the text is damaged: FALSE. */
gboolean tc_document_print(TcPager *pager, const TcOptions *options, const TcPrintHit *hit,
                           GError **error);

/* Print what it is called by: number, day, title and path, in lines of their own. */
void tc_document_name(TcPager *pager, const TcOptions *options, const TcPrintHit *hit);

/* With --context: the lines around the passage of a hit, whose record has its text. As they are
 * printed, each behind `indent` spaces; and where they stand in the text. */
void tc_document_append_context(GString *out, const TcOptions *options, const TcPrintHit *hit,
                                guint indent);
TcContext tc_document_context(const TcOptions *options, const TcPrintHit *hit);

/* Whether the passage that the snippet is of is so far from the beginning that a pager is to be
 * told its place (tc_pager_set_place(), which tc_document_print() does). */
gboolean tc_document_is_deep(const TcOptions *options, const TcPrintHit *hit);

/* The line, from 1, a little above the passage that the snippet is of; the first where the passage
 * is on the first screen. */
guint tc_document_line(const TcOptions *options, const TcPrintHit *hit);

G_END_DECLS

#endif

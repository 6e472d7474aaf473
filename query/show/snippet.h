/* query/show/snippet.h - the passage of a document that says why it was found.
 *
 * Made from the original text: the bytes of a document are shown as they are, but for white space,
 * which becomes single spaces, and control characters, which are dropped. */
#ifndef TC_QUERY_SNIPPET_H
#define TC_QUERY_SNIPPET_H

#include "query/words/words.h"
#include "store/record.h"

G_BEGIN_DECLS

#define TC_SNIPPET_CHARACTERS 280 /* about this long, cut at word boundaries */

typedef struct {
    guint32 start; /* bytes [start, end) of the snippet's text */
    guint32 end;
} TcHighlight;

static inline TcHighlight *
tc_highlight_at(const GArray *highlights, gsize index)
{
    return &g_array_index(highlights, TcHighlight, index);
}

typedef struct {
    char *text;         /* UTF-8; "…" where it was cut */
    GArray *highlights; /* of TcHighlight, ascending, apart from each other */
    TcTier tier;        /* the farthest spelling among the highlighted words; NONE without any */
    gboolean are_keystrokes;  /* a highlighted word was typed as Telex or VNI keystrokes */
    gboolean is_abbreviation; /* it is found by an abbreviation, or by what one stands for */
    gsize source;             /* byte of the document's text where the passage begins */
    gsize place;              /* the byte for which it was chosen, behind `source` */
    gboolean is_stray_lit;    /* nothing better than stray syllables was there to be lit */
} TcSnippet;

/* A passage of the document. What repeats its title is passed over where something else says why it
 * was found; lines and leaders are folded. Of a query that is nothing but fields and options the
 * text behind the title is shown.
 *
 * `cluster` is the position near which the words stand (TcRanked.cluster), 0 when not known.
 * `is_unmarked`: the document has no marks at all, so that its bare words stand for marked ones. */
TcSnippet *tc_snippet_new(const TcAnalyzer *analyzer, const TcWords *words, const TcRecord *record,
                          guint32 cluster, gboolean is_unmarked);
/* The same of a text that is shown whole, as a title is. */
TcSnippet *tc_snippet_whole(const TcAnalyzer *analyzer, const TcWords *words, const char *text,
                            gboolean is_unmarked);
void tc_snippet_free(TcSnippet *snippet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcSnippet, tc_snippet_free)

/* The words of the document from `position` on, a few of them, to find the place by. NULL when
 * there are none. Free with g_free(). */
char *tc_quote_at(const TcAnalyzer *analyzer, const TcRecord *record, guint32 position);

/* Append `text` as a terminal may show it: control and direction characters dropped, white space as
 * single spaces, bad UTF-8 as U+FFFD. */
void tc_append_printable(GString *out, const char *text, gsize len);

/* The same of one line, spaces kept: tabs are four of them. */
void tc_append_line(GString *out, const char *text, gsize len);

G_END_DECLS

#endif

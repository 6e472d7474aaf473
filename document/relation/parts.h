/* document/relation/parts.h - what the files of document/relation/ share. Private to it. */
#ifndef TC_DOCUMENT_RELATION_PARTS_H
#define TC_DOCUMENT_RELATION_PARTS_H

#include "document/document.h"
#include "document/relation/citation.h"
#include "text/relation/relation.h"

G_BEGIN_DECLS

/* The document that is read. */
typedef struct {
    const char *text; /* NFC, up to the first annex */
    const char *end;
    const TcDocument *document;
    GPtrArray *relations; /* TcRelation *, owned */
    gboolean is_draft;    /* it takes no effect yet */
    guint32 effective;    /* from when on it is in force, YYYYMMDD; 0: not said */
} TcSource;

/* Add what `citation` says, of `kind`, or fill in what is known of it already: a document is named
 * with its day once, and then without. The document itself is passed over. Takes the strings of
 * `citation`; `scope` (may be NULL) is copied. */
void tc_source_take(TcSource *source, TcRelationKind kind, TcCitation *citation, const char *scope,
                    guint32 effective);

/* Behind "1.", "a)", "Điều 2.", "-", as often as they follow each other. */
const char *tc_skip_enumerators(const char *p, const char *end);

/* Where the paragraph that begins at `p` ends: at a line end, unless the next line goes on with it,
 * as in text that was wrapped. `end` when it is the last. */
const char *tc_paragraph_end(const char *p, const char *end);

/* What the document does to others, by its articles: replaces, repeals, amends, corrects, and what
 * it says that it implements. */
void tc_source_read_effects(TcSource *source);

/* The same of its title, and what it implements. */
void tc_source_read_title(TcSource *source);

/* Read the list of documents that [p, end), behind a verb, begins with. `scope_from`: parts of them
 * may be named before each. Whether there was any. */
gboolean tc_source_read_list(TcSource *source, TcRelationKind kind, const char *p, const char *end,
                             guint32 effective);

/* What is promulgated with it, or what it is attached to. */
void tc_source_read_attached(TcSource *source);

G_END_DECLS

#endif

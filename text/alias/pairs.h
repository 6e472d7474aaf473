/* text/alias/pairs.h - a table of aliases as pairs of names, in the form of a table of
 * abbreviations: what a name stands for others by is looked up there.
 *
 * Private to text/. Each line of the table gives OTHER<TAB>NAME for each name and each other name
 * of it, with a mark before OTHER that is no letter, and so is passed over when the table is read.
 */
#ifndef TC_TEXT_ALIAS_PAIRS_H
#define TC_TEXT_ALIAS_PAIRS_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_ALIAS_MARK_SPELLING    '/'
#define TC_ALIAS_MARK_SUCCESSOR   '&'
#define TC_ALIAS_MARK_PREDECESSOR '.'
#define TC_ALIAS_MARK_WIDER       ','

/* Append the pairs of `tsv`, in the form of text/alias/aliases.tsv. Returns FALSE and sets `error`
 * as tc_aliases_load() does. */
gboolean tc_alias_pairs(const char *tsv, gsize len, GString *pairs, GError **error);

G_END_DECLS

#endif

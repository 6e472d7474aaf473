/* query/plan/fields.h - prefixes ("hành*") and fields ("loại:nghị quyết", "ngày:2020").
 *
 * They are asked for by terms of their own and decide which documents match, but no document is
 * ranked by where their words stand. `words` are those of the whole query; what is looked up is
 * looked up by its analyzer, its abbreviations and in its index. A failure is one of the index or,
 * of a value that cannot be understood, a TC_PARSE_ERROR. */
#ifndef TC_QUERY_FIELDS_H
#define TC_QUERY_FIELDS_H

#include "config/show_as.h"
#include "query/parse/parse.h"
#include "query/words/words.h"

G_BEGIN_DECLS

/* Whether the value of a field can be understood: TC_PARSE_ERROR where it is no date or number. */
gboolean tc_field_check(TcField field, const char *text, GError **error);

/* Have the words of a field highlighted, in whichever way they are written; those of dates and
 * paths do not stand in the text. */
gboolean tc_field_show(TcWords *words, TcField field, const char *text, GError **error);

/* The documents that have `text` in the field; with `has_other_names` also those of what a body or
 * place became or was. NULL on failure. */
TcXQuery *tc_field_query(const TcWords *words, TcField field, const char *text,
                         gboolean has_other_names, GError **error);

/* Those whose path has the words of `text`, as it is or as `show_as` (of TcShowAs *, or NULL) shows
 * it. NULL on failure. */
TcXQuery *tc_path_words_query(const TcWords *words, const GPtrArray *show_as, const char *text,
                              GError **error);

/* The documents that have these words (of TcWordAt) in their title, within `span` words in this
 * order; without weights. NULL on failure. */
TcXQuery *tc_title_phrase_query(const TcWords *words, const GArray *at, guint span, GError **error);

/* The documents that say of the one of this number what `relation` is, a TcRelationKind; with
 * TC_RELATION_CITES those that name it, without itself. NULL on failure. */
TcXQuery *tc_relation_query(const TcWords *words, guint relation, const char *text, GError **error);

/* The documents of this number, without those that name it; of a day or year that stands behind it,
 * "58/QĐ-TTg 2012". NULL on failure. */
TcXQuery *tc_own_number_query(const TcWords *words, const char *text, GError **error);

/* Whether `text` is such a number. */
gboolean tc_own_number_check(const char *text);

/* The documents of the days YYYYMMDD from `from` to `to`, 0 for no such end. NULL on failure. */
TcXQuery *tc_date_range_query(guint32 from, guint32 to, GError **error);

/* The same two for words of which the last one begins with the last one of `text`. */
void tc_prefix_show(TcWords *words, const char *text);
TcXQuery *tc_prefix_query(const TcWords *words, const char *text, GError **error);

/* Whether the marks of the key `typed` stand in the longer word `key`, too. */
gboolean tc_prefix_agrees(const char *typed, gsize typed_len, const char *key, gsize key_len);

G_END_DECLS

#endif

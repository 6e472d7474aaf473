/* query/words/defined_names.h - names that the archive itself has two of: "Chương trình mục tiêu
 * quốc gia xây dựng nông thôn mới (sau đây gọi tắt là Chương trình nông thôn mới)".
 *
 * What one document calls something in short is its own affair, and a common word that it defines
 * ("gọi chung là cán bộ") means what it means elsewhere. So a pair of names counts only when the
 * short one has three words or more, two documents or more define it, none defines it as anything
 * else, and it is not much more widely used than defined: then it is a name of the archive. */
#ifndef TC_QUERY_DEFINED_NAMES_H
#define TC_QUERY_DEFINED_NAMES_H

#include "query/words/abbreviations.h"

G_BEGIN_DECLS

/* Whether documents of the archive define any names: asked once for a query. FALSE when the index
 * cannot be read. */
gboolean tc_defined_names_any(TcReader *reader, gboolean *has_any, GError **error);

/* The other names of the longest name that begins at tokens[0], of `count` tokens of the piece:
 * fills `out` (char *, owned by it), which must be empty; *taken is set to the tokens of the name,
 * 0 when there is none. FALSE when the index cannot be read. */
gboolean tc_defined_names_find(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                               guint *taken, GPtrArray *out, GError **error);

G_END_DECLS

#endif

/* query/parse/field_name.h - what stands before a colon: "cơ-quan:", "nam:", "căn cứ:".
 *
 * The inside of query/parse/lexer.c. Nobody else includes it. */
#ifndef TC_QUERY_FIELD_NAME_H
#define TC_QUERY_FIELD_NAME_H

#include "query/parse/node.h"

G_BEGIN_DECLS

typedef struct {
    TcNodeType type; /* FIELD or RELATION */
    TcField field;
    guint relation;
} TcFieldName;

/* What is typed between the words of a name: "cơ-quan", "cơ_quan", "cơ quan". */
gboolean tc_is_name_joiner(gunichar c);

/* What takes no room and is no letter: a byte order mark before the query, say. */
gboolean tc_is_invisible(gunichar c);

/* The field or relation that [start, colon) names, with all of its marks or with none. */
gboolean tc_field_name_find(const char *start, const char *colon, TcFieldName *name);

/* Of a word before a colon that names no field but looks as if it should: what is to be told of it,
 * with the name that is most like it. NULL when it does not look so. Free with g_free(). */
char *tc_field_name_missing(const char *start, const char *colon);

/* What a value is read as, which stands behind a space or words of a date: of dates and numbers it
 * must be one, "nay" of "năm: nay" is "năm nay". Free with g_free(); NULL when it is none. */
char *tc_field_name_value(const TcFieldName *name, const char *start, const char *colon,
                          const char *value, gsize len);

G_END_DECLS

#endif

/* field/names.h - the fields by the names that people give them. */
#ifndef TC_FIELD_NAMES_H
#define TC_FIELD_NAMES_H

#include "field/field.h"

G_BEGIN_DECLS

/* Small letters without marks, words joined by hyphens: "Trích yếu" is "trich-yeu". Free with
 * g_free(). */
char *tc_field_fold_name(const char *name);

/* Whether `folded` is the same name as `name`, which may be NULL. */
gboolean tc_field_name_is(const char *folded, const char *name);

/* The field that is called so in English, in Vietnamese with or without marks, or as a column;
 * TC_FIELD_COUNT when none is. */
TcField tc_field_of_name(const char *name);

/* What the user's language calls it where it is typed: "date", "ngày". Static. */
const char *tc_field_typed_name(TcField field);

G_END_DECLS

#endif

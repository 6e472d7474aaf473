/* indexer/dump/values.h - members of a JSON object that is not trusted: each has the type and the
 * range that it must have, or the line is refused. Errors are TC_STORE_ERROR_CORRUPT. */
#ifndef TC_INDEXER_DUMP_VALUES_H
#define TC_INDEXER_DUMP_VALUES_H

#include "store/error.h"

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* Refuses the line with a format and its values: FALSE. */
#define tc_dump_bad(error, ...)                                                                    \
    (g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, __VA_ARGS__), FALSE)

/* Whether there is a control character, as no reader of documents leaves one in a field. */
gboolean tc_dump_has_control(const char *text);

/* *value NULL when `name` is not there. Borrowed. */
gboolean tc_dump_get_string(const json_t *object, const char *name, gsize len_max,
                            const char **value, GError **error);
gboolean tc_dump_get_number(const json_t *object, const char *name, gint64 min, gint64 max,
                            gint64 *value, GError **error);
gboolean tc_dump_get_count(const json_t *object, const char *name, guint64 *value, GError **error);
gboolean tc_dump_get_version(const json_t *object, const char *name, guint *value, GError **error);
/* A number of 64 bits without a sign, which JSON's readers do not have: decimal digits in a string.
 */
gboolean tc_dump_get_id(const json_t *object, const char *name, guint64 *value, GError **error);
/* FALSE when it is not there. */
gboolean tc_dump_get_boolean(const json_t *object, const char *name, gboolean *is_true,
                             GError **error);

G_END_DECLS

#endif

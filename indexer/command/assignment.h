/* indexer/command/assignment.h - "ngày=12/3/2014": what people say that a field is. */
#ifndef TC_INDEXER_ASSIGNMENT_H
#define TC_INDEXER_ASSIGNMENT_H

#include "field/field.h"

G_BEGIN_DECLS

/* Errors are TC_OPTIONS_ERROR_USAGE, and name the field and the reason. */

/* The field of that name, in any of its spellings; the path is none that can be put right. */
gboolean tc_assignment_field(const char *name, TcField *field, GError **error);

/* What `said` is as the value of a correction (store/kept/correction.h): one line in NFC without
 * spaces around it, a day as "2014-03-12", "" for nothing. Free with g_free(). NULL when it is not
 * what the field can be: no day of the calendar, no number of a document, too long. */
char *tc_assignment_value(TcField field, const char *said, GError **error);

/* NAME=VALUE. */
gboolean tc_assignment_parse(const char *word, TcField *field, char **value, GError **error);

G_END_DECLS

#endif

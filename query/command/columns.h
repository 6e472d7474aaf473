/* query/command/columns.h - --columns: what csv and tsv have of a hit, by names in both languages.
 */
#ifndef TC_QUERY_COLUMNS_H
#define TC_QUERY_COLUMNS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    TC_COLUMN_RANK,
    TC_COLUMN_SCORE,
    TC_COLUMN_PATH,
    TC_COLUMN_TITLE,
    TC_COLUMN_DATE,
    TC_COLUMN_TYPE,
    TC_COLUMN_NUMBER,
    TC_COLUMN_ORG,
    TC_COLUMN_PLACE,
    TC_COLUMN_SIGNER,
    TC_COLUMN_SESSION,
    TC_COLUMN_TERM,
    TC_COLUMN_CHAIR,
    TC_COLUMN_TIER,
    TC_COLUMN_SNIPPET,
    TC_COLUMN_COPIES,
    TC_COLUMN_COUNT
} TcColumn;

/* A column, under the name that was given it. */
typedef struct {
    TcColumn column;
    char *name;
} TcColumnName;

/* A GArray of TcColumnName that frees its names, of a list with commas; NULL when one of them is no
 * column, with *wrong set to it, to be freed. */
GArray *tc_columns_parse(const char *list, char **wrong);

/* Those of csv where none are given: the register of an archive. Names are translated. */
GArray *tc_columns_register(void);

gboolean tc_columns_have(const GArray *columns, TcColumn column);

/* The English names, for messages. Free with g_free(). */
char *tc_columns_known(void);

G_END_DECLS

#endif

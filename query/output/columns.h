/* query/output/columns.h - --columns: what csv and tsv have of a hit, by names in both languages.
 */
#ifndef TC_QUERY_COLUMNS_H
#define TC_QUERY_COLUMNS_H

#include "field/field.h"

#include <glib.h>

G_BEGIN_DECLS

/* Each TcField is a column, and what is no field of a document: COLUMN(ID, name, in Vietnamese). */
#define TC_COLUMNS(COLUMN)                                                                         \
    COLUMN(RANK, "rank", "thứ-hạng")                                                               \
    COLUMN(SCORE, "score", "điểm")                                                                 \
    COLUMN(TIER, "tier", "mức")                                                                    \
    COLUMN(SNIPPET, "snippet", "đoạn-trích")                                                       \
    COLUMN(COPIES, "copies", "bản-sao")

#define TC_COLUMN_ENUMERATOR_(ID, english, vietnamese) TC_COLUMN_##ID,
typedef enum {
    TC_COLUMN_FIELDS_ = TC_FIELD_COUNT - 1, /* below: a TcField */
    TC_COLUMNS(TC_COLUMN_ENUMERATOR_) TC_COLUMN_COUNT
} TcColumn;
#undef TC_COLUMN_ENUMERATOR_

/* A column, under the name that was given it. */
typedef struct {
    guint column; /* TcField or TcColumn */
    char *name;
} TcColumnName;

static inline TcColumnName *
tc_column_at(const GArray *columns, gsize index)
{
    return &g_array_index(columns, TcColumnName, index);
}

/* A GArray of TcColumnName that frees its names, of a list with commas; NULL when one of them is no
 * column, with *wrong set to it, to be freed. */
GArray *tc_columns_parse(const char *list, char **wrong);

/* Those of csv where none are given: the register of an archive. Names are translated. */
GArray *tc_columns_register(void);

gboolean tc_columns_have(const GArray *columns, guint column);

/* The English names, for messages. Free with g_free(). */
char *tc_columns_known(void);

G_END_DECLS

#endif

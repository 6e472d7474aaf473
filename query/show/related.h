/* query/show/related.h - which documents of the archive a document is related to, both ways.
 *
 * What others say of it counts only where they name it for sure (text/relation/relation.h). */
#ifndef TC_QUERY_RELATED_H
#define TC_QUERY_RELATED_H

#include "store/reader.h"
#include "text/relation/relation.h"

G_BEGIN_DECLS

/* A document of the archive, and what is between the two. */
typedef struct {
    TcRelationKind kind;
    char *scope; /* NULL for the whole */
    guint32 effective;
    char *path;
    char *number; /* NULL where unknown, as `title` */
    char *title;
    guint32 date;
} TcRelated;

static inline TcRelated *
tc_related_at(const GArray *related, gsize index)
{
    return &g_array_index(related, TcRelated, index);
}

/* Documents of the archive that say something of this one: a GArray of TcRelated that frees what is
 * in it, by kind and then by date. NULL when the index cannot be read. */
GArray *tc_related_by(TcReader *reader, const TcRecord *record, GError **error);

/* The document of the archive that `relation` of `record` is about; *found FALSE without one. To be
 * freed with tc_related_clear(). */
gboolean tc_related_target(TcReader *reader, const TcRecord *record, const TcRelation *relation,
                           TcRelated *related, gboolean *is_found, GError **error);
void tc_related_clear(gpointer related);

/* The documents that others of the archive replace or repeal as a whole, from a day up to `today`
 * (YYYYMMDD) on: a GPtrArray of terms of their texts (tc_content_term()), NULL behind the last,
 * that frees them. NULL when the index cannot be read. */
GPtrArray *tc_related_ended(TcReader *reader, guint32 today, GError **error);

G_END_DECLS

#endif

/* document/read/xml/ooxml_part.h - parts of Office Open XML files and their relations. Private to
 * document/.
 */
#ifndef TC_DOCUMENT_OOXML_PART_H
#define TC_DOCUMENT_OOXML_PART_H

#include "document/read/embedded.h"
#include "document/read/xml/package.h"

G_BEGIN_DECLS

typedef struct {
    char *id;     /* "rId7"; NULL when damaged */
    char *type;   /* the last step of the type's URI: "header" */
    char *target; /* the member: "word/header1.xml" */
} TcRelation;

/* The relations of `part` to other members, in the order of the file; of the package itself for "".
 * Empty when there are none. Free with g_ptr_array_unref(). */
GPtrArray *tc_ooxml_relations(const TcPackage *package, const char *part);

/* The target of the first relation with this type and this id, either NULL for any; NULL when there
 * is none. */
const char *tc_ooxml_target(const GPtrArray *relations, const char *type, const char *id);

/* Read the documents that a part with these relations has in it: objects of other programs, and
 * parts that Word is to import (w:altChunk). Those of pictures have none. */
void tc_ooxml_add_embedded(const TcPackage *package, const GPtrArray *relations,
                           TcEmbedded *embedded);

/* Append the text of drawings, diagrams and charts to `flow`, a line for each paragraph: of all
 * parts that these relations name. `wants_labels`: of charts also the names of their rows and
 * columns, which a sheet has in its cells. Parts that are damaged are left out. FALSE when the flow
 * is longer than `limits` allow. */
gboolean tc_ooxml_append_drawings(const TcPackage *package, const GPtrArray *relations,
                                  gboolean wants_labels, TcFlow *flow, const TcReadLimits *limits,
                                  GError **error);

/* Open a package and name its main part, `usual` where it does not say itself. */
TcPackage *tc_ooxml_open(const char *bytes, gsize len, const char *usual,
                         const TcReadLimits *limits, char **main_part, GError **error);

/* tc_package_document_take() with the properties of this format. */
TcDocument *tc_ooxml_document_take(const TcPackage *package, TcFlow *flow, const char *title,
                                   const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif

/* indexer/dump/corrections.h - what people put right, as JSON: of a document what was read instead,
 * "corrected": {"date": "2013-03-12", "signer": ""}, and a correction with the fields that it sets,
 * "fields": {"date": "2014-03-12", "signer": "Nguyễn Văn An"}, where "" is nothing. */
#ifndef TC_INDEXER_DUMP_CORRECTIONS_H
#define TC_INDEXER_DUMP_CORRECTIONS_H

#include "store/kept/correction.h"

#include <jansson.h>

G_BEGIN_DECLS

/* The lines of `corrected` of a record, NULL without that member; free with g_free(). FALSE and
 * `error` (TC_STORE_ERROR_CORRUPT) when it is not as above. */
gboolean tc_dump_as_read_read(const json_t *document, char **lines, GError **error);
/* Add the member, unless there is none. */
void tc_dump_as_read_set(json_t *document, const TcRecord *record);

/* The fields of a correction, and when they were set; it has hash and path already. */
gboolean tc_dump_correction_read(const json_t *object, TcCorrection *correction, GError **error);
void tc_dump_correction_set(json_t *object, const TcCorrection *correction);

G_END_DECLS

#endif

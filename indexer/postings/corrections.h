/* indexer/postings/corrections.h - all that people put right in an index, by the content of the
 * files.
 *
 * Loaded when a run begins, and applied to each document that is put; what belongs to no file any
 * more is kept all the same. */
#ifndef TC_INDEXER_CORRECTIONS_H
#define TC_INDEXER_CORRECTIONS_H

#include "store/kept/correction.h"
#include "store/reader.h"
#include "store/writer.h"

G_BEGIN_DECLS

/* TcCorrection by hash. */
typedef struct TcCorrections TcCorrections;

/* NULL and `error` when there is one that cannot be read: none is lost silently. */
TcCorrections *tc_corrections_load(TcReader *reader, GError **error);
/* The same of the live index in `dir`; without an index there are none. */
TcCorrections *tc_corrections_load_live(const char *dir, GError **error);
void tc_corrections_free(TcCorrections *corrections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcCorrections, tc_corrections_free)

/* Of the content with this hash; NULL when there is none. `corrections` may be NULL. Borrowed. */
const TcCorrection *tc_corrections_find(const TcCorrections *corrections, const guint8 *hash);
/* All, by path and then by time. Borrowed. */
GPtrArray *tc_corrections_sorted(const TcCorrections *corrections);
guint tc_corrections_count(const TcCorrections *corrections);
/* Those whose content none of these entries (TcLedgerEntry) has, in the same order: their files are
 * gone, or have changed. Borrowed. */
GPtrArray *tc_corrections_left(const TcCorrections *corrections, const GPtrArray *entries);

/* Take over `correction`, in place of the one of the same content; an empty one goes. */
void tc_corrections_take(TcCorrections *corrections, TcCorrection *correction);

/* Into an index; an empty one is taken out of it. */
gboolean tc_correction_put(TcWriter *writer, const TcCorrection *correction, GError **error);
gboolean tc_corrections_put_all(const TcCorrections *corrections, TcWriter *writer, GError **error);

/* "ngày=2014-03-12 số=": as `tracuu-index set` takes it, by `separator` apart; quoted for a shell
 * when `is_quoted`. Free with g_free(). */
char *tc_correction_said(const TcCorrection *correction, const char *separator, gboolean is_quoted);

G_END_DECLS

#endif

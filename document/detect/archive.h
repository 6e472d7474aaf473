/* document/detect/archive.h - the files in an archive, one after the other. Private to document/.
 *
 * ZIP, RAR, 7-Zip, and tar, plain or compressed by gzip, bzip2, xz or zstd. Everything in an
 * archive may be damaged or hostile: what a file in it is called, how large it says it is, how
 * large it is. A file that is broken is passed over where the format allows it; an archive that is
 * broken gives what stands before. */
#ifndef TC_DOCUMENT_ARCHIVE_H
#define TC_DOCUMENT_ARCHIVE_H

#include "document/document.h"

G_BEGIN_DECLS

/* Bytes that an archive may unpack to for each of its own, once it is over TC_ARCHIVE_SMALL: tables
 * and logs reach 60, deflate can do 1,032, and files of a ZIP that share their data any number. */
#define TC_ARCHIVE_RATIO_MAX 250u
#define TC_ARCHIVE_SMALL     (8u << 20)

/* Where what was found goes. Each returns FALSE to end the walk. */
typedef struct {
    /* A file begins. `name` is as tc_archive_name() gives it; names may repeat. */
    gboolean (*begin)(gpointer user, const char *name, gint64 mtime_s);
    gboolean (*data)(gpointer user, const char *bytes, gsize len);
    /* It has ended; `error` says why it cannot be read (TC_DOCUMENT_ERROR), NULL when it can. */
    gboolean (*end)(gpointer user, const GError *error);
    gpointer user;
} TcArchiveSink;

/* Folders, links and other things without content are passed over. Returns FALSE and sets `error`
 * when the archive cannot be read to its end: DAMAGED, ENCRYPTED, or TOO_LARGE over one of the
 * limits; what was found before is with the sink. TRUE when the sink ended the walk. */
gboolean tc_archive_walk(const char *bytes, gsize len, const TcArchiveLimits *limits,
                         const TcArchiveSink *sink, GError **error);

/* Bytes of the header of a file in a tar archive. */
#define TC_ARCHIVE_HEAD_LEN 512u

void tc_archive_prepare(void);

G_END_DECLS

#endif

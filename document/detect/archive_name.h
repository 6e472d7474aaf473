/* document/detect/archive_name.h - names of files in archives as text. Private to document/.
 *
 * Few archives say in which encoding their names are: UTF-8 since 2006, before that whatever the
 * machine had: code page 437 or 1258 on DOS and Windows, TCVN3 where people used its fonts. All
 * names of an archive are in one, and one name is too short to tell: collect a sample of them
 * first where that is cheap. */
#ifndef TC_DOCUMENT_ARCHIVE_NAME_H
#define TC_DOCUMENT_ARCHIVE_NAME_H

#include "text/encoding/encoding.h"

G_BEGIN_DECLS

typedef struct {
    GString *sample;     /* names that are not UTF-8, a line each */
    TcEncoding encoding; /* of these; UNKNOWN until tc_archive_names_decide() */
    gboolean is_dos;     /* a name of unknown encoding is in code page 437, not windows-1252 */
} TcArchiveNames;

void tc_archive_names_init(TcArchiveNames *names, gboolean is_dos);
void tc_archive_names_clear(TcArchiveNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcArchiveNames, tc_archive_names_clear)

/* Take a name into the sample. */
void tc_archive_names_add(TcArchiveNames *names, const char *raw);

/* Tell the encoding of the sample. Without a sample each name is decided by itself. */
void tc_archive_names_decide(TcArchiveNames *names);

/* `raw` as UTF-8, parts divided by '/'. It is only a name, never a way to a file: what would lead
 * out of a folder ("/", "..") or nowhere (".", "") is left out, and control characters become
 * U+FFFD. Never empty, and cut to TC_MEMBER_NAME_MAX bytes. Free with g_free(). */
char *tc_archive_name(const TcArchiveNames *names, const char *raw);

G_END_DECLS

#endif

/* document/sandbox/installed.h - files that belong to a program and stand apart from it: the module
 * for scans, the converter. Private to document/. */
#ifndef TC_DOCUMENT_INSTALLED_H
#define TC_DOCUMENT_INSTALLED_H

#include <glib.h>

G_BEGIN_DECLS

/* Where `name` is: beside the program where both were built, else where it is installed, which is
 * told from the program's own place first, so that an installation can be moved. NULL when it is
 * not there. Free with g_free(). */
char *tc_installed_file(const char *name);

G_END_DECLS

#endif

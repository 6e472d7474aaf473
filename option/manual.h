/* option/manual.h - the options in a page of the manual, from the table of the program.
 *
 * The page has the prose: a line ".It Fl \-name" begins what it says of an option, or of several
 * with " , " between. */
#ifndef TC_OPTION_MANUAL_H
#define TC_OPTION_MANUAL_H

#include "option/option.h"

G_BEGIN_DECLS

typedef enum { TC_MANUAL_ERROR_OPTION } TcManualError;
#define TC_MANUAL_ERROR (tc_manual_error_quark())
GQuark tc_manual_error_quark(void);

/* The mdoc page with each option as the table has it, with its letter and value: those that it says
 * nothing of stand with what --help says where it has the line `.\" further options`. Returns NULL
 * and sets TC_MANUAL_ERROR_OPTION when the page names an option that the table has not, or has no
 * place for further ones. Free with g_free(). */
char *tc_manual_fill(const char *page, const TcOptionRow *options, GError **error);

G_END_DECLS

#endif

/* option/locale.h - the locale of a program. */
#ifndef TC_OPTION_LOCALE_H
#define TC_OPTION_LOCALE_H

#include <glib.h>

G_BEGIN_DECLS

/* Arguments, file names and messages are UTF-8 whatever the locale is: cron sets none, and GOption
 * would refuse Vietnamese in the C locale. Of the locale's categories only those of characters,
 * messages and figures are taken: nothing is sorted or dated by it, and each further one would be
 * two files to open. For main(), before there are threads. */
void tc_locale_begin(void);

G_END_DECLS

#endif

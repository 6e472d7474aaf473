#include "option/locale.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

void
tc_locale_begin(void)
{
    /* Programs that are not installed have their translations elsewhere. */
    const char *localedir = g_getenv("TRACUU_LOCALEDIR");
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
    setlocale(LC_NUMERIC, ""); /* for people; programs are written ASCII (tc_score_text()) */
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain(GETTEXT_PACKAGE,
                   localedir != NULL && *localedir != '\0' ? localedir : TC_LOCALEDIR);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE); /* ngettext() asks no other */
}

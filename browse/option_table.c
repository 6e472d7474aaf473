#include "browse/option_table.h"

#include <glib/gi18n.h>

const TcOptionRow *
tc_browse_options(void)
{
    static const TcOptionRow options[] = {
        {.name = "index",
         .letter = 'i',
         .kind = TC_OPTION_INDEX,
         .is_repeated = TRUE,
         .what = N_("Search this index, or that of an archive; may be repeated"),
         .value = N_("DIR")},
        {.name = "config",
         .kind = TC_OPTION_FILE,
         .what = N_("The configuration, instead of the user's or the system's"),
         .value = N_("FILE")},
        {.name = "under",
         .kind = TC_OPTION_FOLDER,
         .what = N_("Only below this folder"),
         .value = N_("FOLDER")},
        {.name = "version", .letter = 'V', .what = N_("Print the version")},
        {.name = "help", .letter = 'h', .what = N_("Print this help")},
        {.name = NULL},
    };

    return options;
}

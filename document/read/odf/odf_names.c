#include "document/read/odf/odf_names.h"

#include <string.h>

gboolean
tc_odf_ns_is(const char *ns, const char *part)
{
    static const char new_prefix[] = "urn:oasis:names:tc:opendocument:xmlns:";
    static const char old_prefix[] = "http://openoffice.org/2000/";
    gsize len = strlen(part);

    if (g_str_has_prefix(ns, new_prefix)) {
        ns += strlen(new_prefix);
        return strncmp(ns, part, len) == 0 && ns[len] == ':';
    }
    return g_str_has_prefix(ns, old_prefix) && strcmp(ns + strlen(old_prefix), part) == 0;
}

/* Sizes and times as people write them. */
#include "config/config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

gboolean
tc_config_size(const char *text, gsize *size, GError **error)
{
    char *unit = NULL;
    double number = g_ascii_strtod(text, &unit);
    double factor = 1;
    static const char letters[] = "KMGT";

    if (unit == text || !isfinite(number) || number < 0)
        return tc_config_fail(error, _("not a size: “%s” (as in 500K, 64M, 2G)"), text);
    if (*unit) {
        const char *letter = strchr(letters, g_ascii_toupper(*unit));

        if (letter != NULL) {
            factor = pow(1024, (double)(letter - letters + 1));
            unit++;
            if (*unit == 'i')
                unit++;
        }
        if (*unit == 'B')
            unit++;
    }
    number *= factor;
    if (*unit || number < 1)
        return tc_config_fail(error, _("not a size: “%s” (as in 500K, 64M, 2G)"), text);
    /* Offsets into a text are 32-bit (text/analyzer.h), and a file is read whole. */
    if (number > G_MAXUINT32 / 2)
        return tc_config_fail(error, _("too large: “%s” (at most 2G)"), text);
    *size = (gsize)number;
    return TRUE;
}

gboolean
tc_config_duration(const char *text, int *seconds, GError **error)
{
    static const struct {
        char letter;
        int factor;
    } units[] = {{'\0', 1}, {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    char *unit = NULL;
    guint64 number = g_ascii_strtoull(text, &unit, 10);

    if (g_str_equal(text, "never")) {
        *seconds = 0;
        return TRUE;
    }
    for (gsize i = 0; g_ascii_isdigit(*text) && number > 0 && i < G_N_ELEMENTS(units); i++) {
        if (*unit != units[i].letter || (*unit && unit[1]))
            continue;
        if (number > (guint64)(G_MAXINT / units[i].factor))
            break;
        *seconds = (int)number * units[i].factor;
        return TRUE;
    }
    return tc_config_fail(error, _("not a time: “%s” (as in 36h, 2d, 1w, never)"), text);
}

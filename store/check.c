#include "store/check.h"

#include "store/guard/guard.h"
#include "store/isolated.h"
#include "store/xapian/xapian_c.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Runs in the child: writes what is wrong, one line each. */
static gboolean
walk(gpointer generation, GString *report, GError **error)
{
    g_autofree char *text = NULL;
    gsize faults = 0;
    tc_guard_only_read();
    if (!tc_x_check(generation, &faults, &text, error))
        return FALSE;
    if (faults > 0)
        g_string_append(report, text);
    return TRUE;
}

static guint64
count_lines(const char *text)
{
    guint64 count = 1;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

gboolean
tc_store_check(const char *generation, TcCheck *check, GError **error)
{
    GError *local = NULL;
    *check = (TcCheck){.has_manifest = tc_manifest_exists(generation)};
    if (tc_store_isolated(walk, (gpointer)generation, generation, &check->report, &local)) {
        check->faults = *check->report ? count_lines(check->report) : 0;
        return TRUE;
    }
    if (g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM)) {
        g_propagate_error(error, local);
        return FALSE;
    }
    /* An index that cannot even be walked through is damaged. */
    check->report = g_strdup(local->message);
    check->faults = count_lines(check->report);
    g_error_free(local);
    return TRUE;
}

void
tc_check_clear(TcCheck *check)
{
    g_clear_pointer(&check->report, g_free);
}

gboolean
tc_store_check_whole(const char *generation, GError **error)
{
    g_auto(TcCheck) check = {0};
    if (!tc_store_check(generation, &check, error))
        return FALSE;
    if (check.faults == 0)
        return TRUE;
    g_autofree char *first = g_strndup(check.report, strcspn(check.report, "\n"));
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("%s is damaged: %s"), generation,
                first);
    return FALSE;
}

char *
tc_store_state(const char *dir)
{
    g_autofree char *live = tc_generation_live(dir, NULL);
    g_autofree char *path = live != NULL ? g_build_filename(live, TC_GLASS_VERSION, NULL) : NULL;
    guint8 version[TC_GLASS_VERSION_MAX];
    const gssize len = path != NULL ? tc_guard_read_file(path, version, sizeof version) : -1;
    if (len < 0)
        return NULL;
    g_autofree char *encoded = g_base64_encode(version, (gsize)len);
    return g_strconcat(live, " ", encoded, NULL);
}

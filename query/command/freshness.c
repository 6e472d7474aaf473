#include "query/command/freshness.h"

#include "store/folder/runs.h"

#include <glib/gi18n.h>

static gboolean
is_configured(const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        if (((const TcRunNote *)g_ptr_array_index(runs, i))->is_configured)
            return TRUE;
    return FALSE;
}

static void
tell_index(const char *dir, int stale_after_s, FILE *err)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) runs = tc_runs_load(dir, &error);
    const TcRunNote *good = runs != NULL ? tc_runs_last_good(runs) : NULL;
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    g_autofree char *shown = NULL, *date = NULL;
    g_autoptr(GDateTime) when = NULL;

    if (runs == NULL) {
        fprintf(err, "tracuu: %s\n", error->message);
        return;
    }
    if (!is_configured(runs) || (good != NULL && now - good->ended_s <= stale_after_s))
        return;
    shown = g_filename_display_name(dir);
    when = good != NULL ? g_date_time_new_from_unix_local(good->ended_s) : NULL;
    date = when != NULL ? g_date_time_format(when, "%Y-%m-%d %H:%M") : NULL;
    if (date != NULL)
        fprintf(err, _("tracuu: %s is as the files were on %s: no run was good since\n"), shown,
                date);
    else
        fprintf(err, _("tracuu: %s may be older than the files: no run of late was good\n"), shown);
}

void
tc_freshness_tell(const TcOptions *options, FILE *err)
{
    for (guint i = 0; options->stale_after_s > 0 && i < options->indexes->len; i++)
        tell_index(g_ptr_array_index(options->indexes, i), options->stale_after_s, err);
}

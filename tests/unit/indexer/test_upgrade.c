/* indexer/carry/upgrade.c: an index of an older version is carried over. */
#include "indexer/carry/upgrade.h"
#include "store/lock.h"
#include "store/schema.h"
#include "store/xapian/xapian_c.h"
#include "tests/unit/indexer/verbs.h"

#include <glib/gstdio.h>

TestSuite(upgrade, .init = verbs_begin, .fini = verbs_end);

/* Let the index say that it is of this version, as an older one would, which made no checksums. */
static void
call_it(const char *index, const char *key, guint version)
{
    g_autofree char *path = live(index);
    g_autoptr(GError) error = NULL;
    g_autofree char *value = g_strdup_printf("%u", version);

    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_prefix(name, "manifest")) {
            g_autofree char *file = g_build_filename(path, name, NULL);
            g_unlink(file);
        }
    g_autoptr(TcXWritable) db = tc_x_writable_open(path, TC_X_OPEN, &error);
    cr_assert(db != NULL, "%s", error != NULL ? error->message : "");
    cr_assert(
        tc_x_writable_begin(db, &error) &&
        tc_x_writable_set_metadata(db, TC_META_MANIFEST, strlen(TC_META_MANIFEST), "", 0, &error) &&
        tc_x_writable_set_metadata(db, key, strlen(key), value, strlen(value), &error) &&
        tc_x_writable_commit(db, &error));
}

static gboolean
upgrade(const char *line, GError **error)
{
    g_autoptr(TcOptions) options = options_of(line);
    g_autoptr(TcLock) lock = tc_lock_take(options->index_dir, 0, error);
    TcReport report;

    cr_assert(lock != NULL);
    tc_report_init(&report, options, FALSE);
    gboolean is_done = tc_upgrade(options, &report, error);
    tc_report_clear(&report);
    return is_done;
}

static const struct {
    const char *key;
    int older; /* how many versions before this one */
    gboolean is_carried;
} rows[] = {
    {TC_META_SCHEMA, 1, TRUE},
    {TC_META_ANALYZER, 1, TRUE},
    {TC_META_SCHEMA, -1, FALSE}, /* of a version that is yet to come */
    {TC_META_ANALYZER, -1, FALSE},
};

Test(upgrade, an_older_index_becomes_one_of_this_version)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = g_strdup_printf("i%zu", i);
        g_autofree char *make = g_strdup_printf("rebuild --index @/%s @/docs", name);
        g_autofree char *line = g_strdup_printf("update --index @/%s @/docs", name);
        guint now =
            strcmp(rows[i].key, TC_META_SCHEMA) == 0 ? TC_SCHEMA_VERSION : TC_ANALYZER_VERSION;

        done(make);
        call_it(name, rows[i].key, (guint)((int)now - rows[i].older));
        cr_assert(eq(int, documents_of(name), -1), "row %zu: it is not searched as it is", i);
        g_autofree char *before = live(name);
        gboolean is_done = upgrade(line, &error);
        g_autofree char *after = live(name);
        cr_assert(eq(int, is_done, rows[i].is_carried), "row %zu: %s", i,
                  error != NULL ? error->message : "");
        cr_assert(eq(int, strcmp(before, after) != 0, rows[i].is_carried), "row %zu", i);
        if (rows[i].is_carried)
            cr_assert(eq(int, documents_of(name), 3), "row %zu", i);
    }
}

/* The files themselves may be gone. */
Test(upgrade, needs_no_file)
{
    g_autoptr(GError) error = NULL;

    done("rebuild --index @/i @/docs");
    call_it("i", TC_META_ANALYZER, TC_ANALYZER_VERSION - 1);
    g_autofree char *docs = in_folder("docs");
    folder_delete(docs);
    cr_assert(upgrade("update --index @/i", &error), "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, documents_of("i"), 3));
}

Test(upgrade, does_nothing_where_there_is_nothing_to_do)
{
    g_autoptr(GError) error = NULL;

    done("rebuild --index @/i @/docs");
    g_autofree char *before = live("i");
    cr_expect(upgrade("update --index @/i", &error));
    g_autofree char *after = live("i");
    cr_expect(eq(str, after, before));
    cr_expect(upgrade("update --index @/none @/docs", &error), "no index at all");
}

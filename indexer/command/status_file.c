#include "indexer/command/status_file.h"

#include "field/field.h"
#include "indexer/display.h"
#include "indexer/scan/bounds.h"
#include "indexer/state/attempt.h"
#include "store/folder/names.h"
#include "store/kept/correction.h"
#include "store/reader.h"
#include "text/analyzer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- a file that is known ---- */

/* The document of a path. NULL when there is none, or when it cannot be read just now. */
static TcStoredRecord *
find_record(const TcOptions *options, const char *path)
{
    const char *dir = options->index_dir;
    g_autoptr(TcReader) reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, NULL);
    g_autofree char *id = tc_ledger_document_id(path);
    guint32 docid = 0;

    if (reader == NULL || !tc_reader_find(reader, id, &docid, NULL))
        return NULL;
    return docid ? tc_reader_record(reader, docid, FALSE, NULL) : NULL;
}

/* "2020-12-04" */
static char *
date_text(guint32 date)
{
    return g_strdup_printf("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

static char *
field_text(const TcRecord *record, TcField field)
{
    if (field == TC_FIELD_DATE)
        return record->date ? date_text(record->date) : NULL;
    return field == TC_FIELD_PATH ? NULL : g_strdup(tc_record_string(record, field));
}

static char *
time_text(gint64 when_s)
{
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_local(when_s);

    return when != NULL ? g_date_time_format(when, "%Y-%m-%d %H:%M") : g_strdup("?");
}

static void
print_row(const char *what, const char *value)
{
    g_autofree char *shown = tc_display(value);

    printf("  %s: %s\n", what, shown);
}

/* "date: 2014-03-12 (set by hand; read: 2013-03-12)" */
static void
print_field(const TcRecord *record, TcField field)
{
    g_autofree char *value = field_text(record, field);
    g_autofree char *read = tc_record_as_read(record, field);
    g_autofree char *both = NULL;

    if (value == NULL && read == NULL)
        return;
    if (read != NULL)
        both = g_strdup_printf(_("%s (set by hand; read: %s)"),
                               value != NULL ? value : _("nothing"), *read ? read : _("nothing"));
    print_row(_(tc_field_row(field)->label), both != NULL ? both : value);
}

static void
print_reading(const TcLedgerEntry *entry)
{
    g_autofree char *read = entry->read_s ? time_text(entry->read_s) : NULL;
    g_autofree char *pages = g_strdup_printf("%u", entry->page_count);

    if (*entry->format) {
        guint version = tc_attempt_reader(entry);
        g_autofree char *reader = version
                                      ? g_strdup_printf(_("%s (reader %u)"), entry->format, version)
                                      : g_strdup(entry->format);

        print_row(_("format"), reader);
    }
    if (*entry->encoding)
        print_row(_("encoding"), entry->encoding);
    if (entry->page_count)
        print_row(_("pages"), pages);
    if (g_str_equal(entry->reason, TC_LEDGER_OCR))
        print_row(_("text"), _("recognised from pictures"));
    if (read != NULL)
        print_row(_("read"), read);
}

void
tc_status_print_details(const TcOptions *options, const TcLedgerEntry *entry)
{
    g_autoptr(TcStoredRecord) stored = entry->indexed ? find_record(options, entry->path) : NULL;

    print_reading(entry);
    for (guint i = 0; stored != NULL && i < TC_FIELD_COUNT; i++)
        print_field(tc_stored_record_get(stored), (TcField)i);
}

void
tc_status_set_details(json_t *object, const TcOptions *options, const TcLedgerEntry *entry)
{
    g_autoptr(TcStoredRecord) stored = entry->indexed ? find_record(options, entry->path) : NULL;
    json_t *fields = json_object(), *corrected = json_array();

    if (tc_attempt_reader(entry) > 0)
        json_object_set_new(object, "reader", json_integer(tc_attempt_reader(entry)));
    for (guint i = 0; stored != NULL && i < TC_FIELD_COUNT; i++) {
        g_autofree char *value = field_text(tc_stored_record_get(stored), (TcField)i);

        g_autofree char *read = tc_record_as_read(tc_stored_record_get(stored), (TcField)i);

        if (value != NULL)
            json_object_set_new(fields, tc_field_row((TcField)i)->name, json_string(value));
        if (read != NULL)
            json_array_append_new(corrected, json_string(tc_field_row((TcField)i)->name));
    }
    if (json_array_size(corrected))
        json_object_set(object, "corrected", corrected);
    json_decref(corrected);
    if (json_object_size(fields))
        json_object_set(object, "fields", fields);
    json_decref(fields);
}

/* ---- one that is not ---- */

/* The root that `path` lies below; NULL when there is none. */
static const char *
root_of(const TcSnapshot *snapshot, const char *path)
{
    for (char **root = snapshot->roots; *root != NULL; root++)
        if (tc_path_is_below(path, *root))
            return *root;
    return NULL;
}

/* The first part of `path` below `root` whose name leaves it out; NULL when there is none. */
static char *
skipped_part(const char *path, const char *root)
{
    for (const char *at = path + strlen(root); *at;) {
        const char *name = at + strspn(at, "/"), *end = name + strcspn(name, "/");
        g_autofree char *part = g_strndup(name, end - name);

        if (*part && tc_scan_skips_name(part))
            return g_steal_pointer(&part);
        at = end;
    }
    return NULL;
}

static char *
explain_skipped(const char *part, const char **code)
{
    g_autofree char *shown = tc_display(part);

    *code = *part == '.' ? "hidden" : "temporary";
    return *part == '.'
               ? g_strdup_printf(_("hidden: “%s” begins with a dot"), shown)
               : g_strdup_printf(_("“%s” is what programs and systems leave behind"), shown);
}

static char *
explain_excluded(const TcExcludeRule *rule, const char **code)
{
    *code = "excluded";
    return g_strdup_printf(_("left out by the pattern “%s” (%s)"), rule->pattern, rule->origin);
}

/* The archive file that `path` would be in ("ARCHIVE!/NAME"), if that is on disk. */
static char *
archive_of(const char *path)
{
    for (const char *at = path; (at = strstr(at, TC_MEMBER_SEPARATOR)) != NULL; at++) {
        g_autofree char *archive = g_strndup(path, at - path);

        if (g_file_test(archive, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&archive);
    }
    return NULL;
}

static char *
explain_member(const TcOptions *options, const TcSnapshot *snapshot, const char *path,
               const char *archive, const char **code)
{
    const TcExcludeRule *rule = tc_excludes_find_above(options->excludes, path, archive);
    const TcLedgerEntry *known = g_hash_table_lookup(snapshot->ledger, archive);
    g_autofree char *shown = tc_display(archive);

    if (rule != NULL)
        return explain_excluded(rule, code);
    *code = "in-archive";
    if (known != NULL && tc_ledger_is_archive(known))
        return g_strdup_printf(_("there was no such file in %s when it was read"), shown);
    return g_strdup_printf(_("%s was not opened: “tracuu-index status” of it says why"), shown);
}

/* For a link at `path`. */
static char *
explain_link(const TcOptions *options, const TcSnapshot *snapshot, const char *path,
             const char **code)
{
    g_autoptr(TcBounds) bounds = tc_bounds_new((const char *const *)snapshot->roots,
                                               options->excludes, options->follow_anywhere);
    char *real = realpath(path, NULL);
    g_autofree char *shown = tc_display(real != NULL ? real : "");
    gboolean holds = real != NULL && tc_bounds_hold(bounds, real);

    free(real);
    *code = "link";
    if (*shown == '\0')
        return g_strdup(_("a link to what is not there"));
    if (!holds)
        return g_strdup_printf(_("a link that points out of the archive, to %s"), shown);
    return g_strdup_printf(_("a link; what it points to is known by its own name, %s"), shown);
}

/* For something that is there and that nothing leaves out. */
static char *
explain_present(const TcSnapshot *snapshot, const struct stat *st, gint64 begun_s, const char *path,
                const char **code)
{
    if (S_ISDIR(st->st_mode)) {
        *code = "empty-folder";
        return g_strdup(_("a folder in which nothing was found"));
    }
    if (!S_ISREG(st->st_mode)) {
        *code = "special";
        return g_strdup(_("neither a file nor a folder"));
    }
    if (!tc_shard_has(snapshot->shard, path)) {
        g_autofree char *shard = tc_shard_name(snapshot->shard);

        *code = "other-shard";
        return g_strdup_printf(_("it belongs to another part of the archive than %s"), shard);
    }
    if (begun_s && MAX(st->st_mtime, st->st_ctime) >= begun_s) {
        *code = "new";
        return g_strdup(_("newer than the last run; the next update reads it"));
    }
    *code = "not-reached";
    return g_strdup(_("no run has come to it yet; “tracuu-index update” reads it"));
}

/* Whether it is a file of some other index. */
static gboolean
is_of_index(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    int fd = tc_index_owns_name(name) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    gboolean is_index = fd >= 0 && tc_index_is_folder(fd);

    if (fd >= 0)
        close(fd);
    return is_index;
}

char *
tc_status_explain(const TcOptions *options, const TcSnapshot *snapshot, gint64 begun_s,
                  const char *path, const char **code)
{
    const char *root = root_of(snapshot, path);
    const TcExcludeRule *rule = NULL;
    g_autofree char *part = NULL, *archive = NULL;
    struct stat st;
    int number = lstat(path, &st) == 0 ? 0 : errno;

    if (number && (archive = archive_of(path)) != NULL)
        return explain_member(options, snapshot, path, archive, code);
    if (number == ENOENT || number == ENOTDIR) {
        *code = "missing";
        return g_strdup(_("there is no such file"));
    }
    if (root == NULL) {
        *code = "outside";
        return g_strdup(_("outside of all that the index is of"));
    }
    if (tc_path_is_below(path, options->index_dir)) {
        *code = "index";
        return g_strdup(_("it lies in the index itself"));
    }
    if ((rule = tc_excludes_find_above(options->excludes, path, root)) != NULL)
        return explain_excluded(rule, code);
    if ((part = skipped_part(path, root)) != NULL)
        return explain_skipped(part, code);
    if (is_of_index(path)) {
        *code = "index";
        return g_strdup(_("it is a file of another index"));
    }
    if (number) {
        *code = "unreadable";
        return g_strdup(g_strerror(number));
    }
    if (S_ISLNK(st.st_mode))
        return explain_link(options, snapshot, path, code);
    return explain_present(snapshot, &st, begun_s, path, code);
}

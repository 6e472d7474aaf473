#include "store/reader.h"

#include "store/check.h"
#include "store/folder/names.h"
#include "store/folder/stub.h"
#include "store/guard/guard.h"
#include "store/isolated.h"
#include "store/schema.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Stub files within stub files; if they go deeper, they name each other in a circle. */
#define STUB_DEPTH_MAX 8

/* How often an index is opened again that was switched to another generation meanwhile. */
#define OPEN_TRIES 8

/* Bytes of a text that is worth keeping. */
#define KEPT_TEXT_MIN ((gsize)256 << 10)

struct TcReader {
    TcXDatabase *db;
    guint32 doc_count;
    double average_length;
    TcStoredRecord *kept; /* the last record that was given back, of kept_docid; or NULL */
    guint32 kept_docid;
};

/* ---- opening ------------------------------------------------------------------------------- */

/* Reads one number of the metadata. */
static gboolean
read_number(TcXDatabase *db, const char *path, const char *key, guint *number, GError **error)
{
    g_autofree char *value = NULL;
    gsize len = 0;
    guint64 got = 0;
    if (!tc_x_database_metadata(db, key, strlen(key), &value, &len, error))
        return FALSE;
    if (len == 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s is a Xapian database, but not an index of tracuu"), path);
        return FALSE;
    }
    if (!g_ascii_string_to_unsigned(value, 10, 0, G_MAXUINT, &got, NULL)) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                    _("%s does not say by which version it was built (%s)"), path, key);
        return FALSE;
    }
    *number = (guint)got;
    return TRUE;
}

static gboolean
refuse_version(const char *path, const char *key, guint number, guint known, TcStoreError code,
               GError **error)
{
    if (code == TC_STORE_ERROR_OUTDATED) {
        g_set_error(
            error, TC_STORE_ERROR, (gint)code,
            _("%s was built by an older version (%s %u, not %u): run \"tracuu-index update\""),
            path, key, number, known);
    } else if (number > known) {
        g_set_error(error, TC_STORE_ERROR, (gint)code,
                    _("%s was built by a newer version (%s %u, this one knows %u): use that "
                      "version, or run \"tracuu-index rebuild\""),
                    path, key, number, known);
    } else {
        g_set_error(error, TC_STORE_ERROR, (gint)code,
                    _("%s was built by a version too old to be read (%s %u, not %u): run "
                      "\"tracuu-index rebuild\""),
                    path, key, number, known);
    }
    return FALSE;
}

/* `version` is set to what was found, even when that is refused. */
static gboolean
check_version(TcXDatabase *db, const char *path, guint analyzer_version, TcIndexVersion *version,
              GError **error)
{
    const struct {
        const char *key;
        guint *number;
        guint known;
    } checks[] = {
        {TC_META_SCHEMA, &version->schema, TC_SCHEMA_VERSION},
        {TC_META_ANALYZER, &version->analyzer, analyzer_version},
    };
    const guint oldest = TC_SCHEMA_OLDEST; /* of a type, so that 0 can be compared with it */
    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
        if (!read_number(db, path, checks[i].key, checks[i].number, error))
            return FALSE;
    /* An index that is older in one way and newer in the other is newer. */
    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++) {
        if (*checks[i].number > checks[i].known) {
            return refuse_version(path, checks[i].key, *checks[i].number, checks[i].known,
                                  TC_STORE_ERROR_VERSION, error);
        }
    }
    if (version->schema < oldest) {
        return refuse_version(path, TC_META_SCHEMA, version->schema, TC_SCHEMA_VERSION,
                              TC_STORE_ERROR_VERSION, error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++) {
        if (*checks[i].number < checks[i].known) {
            return refuse_version(path, checks[i].key, *checks[i].number, checks[i].known,
                                  TC_STORE_ERROR_OUTDATED, error);
        }
    }
    return TRUE;
}

gboolean
tc_store_check_version(TcXDatabase *db, const char *path, guint analyzer_version, GError **error)
{
    TcIndexVersion version;
    return check_version(db, path, analyzer_version, &version, error);
}

/* Names the folder that refuses, if one does. */
static void
set_unreadable(const char *path, int number, GError **error)
{
    g_autofree char *refusing = number == EACCES ? tc_path_refusing(path) : NULL;
    if (refusing != NULL && strcmp(refusing, path) != 0) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                    _("cannot read %s: %s is closed to this user"), path, refusing);
    } else {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, _("cannot read %s: %s"), path,
                    g_strerror(number));
    }
}

/* The database to open for `path`: the live generation of a folder of ours, or `path` itself if it
 * is a database. */
static char *
resolve(const char *path, GError **error)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        const int number = errno;
        if (number == ENOENT || number == ENOTDIR)
            g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND,
                        _("no index at %s: “tracuu-index update PATH...” makes one"), path);
        else
            set_unreadable(path, number, error);
        return NULL;
    }
    g_autofree char *version_file = g_build_filename(path, "iamglass", NULL);
    if (g_access(version_file, F_OK) == 0)
        return g_strdup(path);
    GError *local = NULL;
    char *live = tc_generation_live(path, &local);
    if (live != NULL)
        return live;
    /* The folder is there. If it is not just being filled for the first time, it is something else.
     * */
    if (g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND)) {
        g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
        gboolean is_ours = TRUE;
        const char *name = NULL;
        while (is_ours && entries != NULL && (name = g_dir_read_name(entries)) != NULL) {
            /* A run that was killed in its first switch leaves a stub that was not renamed yet. */
            is_ours = strcmp(name, TC_INDEX_LOCK) == 0 || strcmp(name, TC_INDEX_STUB_NEW) == 0 ||
                      strcmp(name, "lost+found") == 0 || g_str_has_prefix(name, "gen.");
        }
        if (!is_ours) {
            g_clear_error(&local);
            g_set_error(&local, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX, _("%s is not an index"),
                        path);
        }
    }
    g_propagate_error(error, local);
    return NULL;
}

/* How an index is to be opened. */
typedef struct {
    guint analyzer_version;
    gboolean may_be_outdated;
    TcIndexVersion *version; /* where to tell the version, or NULL */
} Opening;

static gboolean
check_opened(TcXDatabase *db, const char *path, const Opening *opening, GError **error)
{
    TcIndexVersion version = {0};
    GError *local = NULL;
    if (!check_version(db, path, opening->analyzer_version, &version, &local)) {
        version.is_outdated = g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_OUTDATED);
        if (!version.is_outdated || !opening->may_be_outdated) {
            g_propagate_error(error, local);
            return FALSE;
        }
        g_error_free(local);
    }
    if (opening->version != NULL)
        *opening->version = version;
    return TRUE;
}

/* A database without checksums of its blocks, which may crash whoever opens it. */
typedef struct {
    const char *path;
    const char *target;
    const Opening *opening;
} Bare;

static gboolean
try_bare(gpointer user, G_GNUC_UNUSED GString *report, GError **error)
{
    const Bare *bare = user;
    g_autoptr(TcXDatabase) db = tc_x_database_open(&bare->target, 1, error);
    return db != NULL && check_opened(db, bare->path, bare->opening, error);
}

/* Whether such a database may be opened: another process has tried it and, if its records are to be
 * carried over, it has passed a check as well. */
static gboolean
may_open_bare(const char *path, const char *target, const Opening *opening, GError **error)
{
    Bare bare = {path, target, opening};
    TcManifest before = {0};
    int none = -1;
    GError *local = NULL;
    g_autofree char *report = NULL;
    const gboolean is_known = tc_manifest_load(target, &before, &none, NULL);
    if (none >= 0)
        close(none); /* it has got one meanwhile */
    if (!tc_store_isolated(try_bare, &bare, path, &report, &local)) {
        /* No writer has overtaken it: its blocks claim to be of a revision that is yet to come. */
        if (is_known && g_error_matches(local, TC_STORE_ERROR, TC_STORE_ERROR_MODIFIED) &&
            tc_manifest_is_current(target, &before)) {
            g_clear_error(&local);
            g_set_error(&local, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("%s is damaged: %s"),
                        target, _("blocks are newer than the index"));
        }
        g_propagate_error(error, local);
        return FALSE;
    }
    if (opening->may_be_outdated)
        return tc_store_check_whole(target, error);
    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_OUTDATED,
                _("%s has no checksums, or they are gone: run \"tracuu-index update\""), path);
    return FALSE;
}

static TcXDatabase *
open_once(const char *path, const char *target, const Opening *opening, GError **error)
{
    if (tc_manifest_is_missing(target) && !may_open_bare(path, target, opening, error))
        return NULL;
    g_autoptr(TcXDatabase) db = tc_x_database_open(&target, 1, error);
    if (db == NULL)
        return NULL;
    if (!check_opened(db, path, opening, error))
        return NULL;
    return g_steal_pointer(&db);
}

/* What our stub names must exist and must be an index of ours. Where `error` says otherwise, the
 * index is damaged, and `error` is made to say that. */
static void
blame_generation(const char *target, GError **error)
{
    const gboolean is_gone = g_error_matches(*error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND);
    if (!is_gone && !g_error_matches(*error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX))
        return;
    g_clear_error(error);
    if (is_gone)
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                    _("%s is gone, or is no database any more"), target);
    else
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, _("%s is damaged: %s"), target,
                    _("its versions are gone"));
}

/* Opens one folder. Between reading the stub and opening what it names, the index may be switched
 * and the old generation deleted; the stub says something else then. */
static TcXDatabase *
open_folder(const char *path, const Opening *opening, GError **error)
{
    g_autofree char *target = resolve(path, error);
    for (int tries = 0; target != NULL; tries++) {
        GError *local = NULL;
        TcXDatabase *db = open_once(path, target, opening, &local);
        if (db != NULL)
            return db;
        if (strcmp(target, path) != 0)
            blame_generation(target, &local);
        g_autofree char *now = resolve(path, NULL);
        if (tries >= OPEN_TRIES || g_strcmp0(now, target) == 0) {
            g_propagate_error(error, local);
            return NULL;
        }
        g_error_free(local);
        g_free(target);
        target = now != NULL ? g_steal_pointer(&now) : resolve(path, error);
    }
    return NULL;
}

/* Sets `*all` to `db`, or adds it to that. */
static gboolean
join(TcXDatabase **all, TcXDatabase *db, GError **error)
{
    g_autoptr(TcXDatabase) shard = db;
    if (*all == NULL) {
        *all = g_steal_pointer(&shard);
        return TRUE;
    }
    return tc_x_database_add(*all, shard, error);
}

/* Opens what another machine serves. */
static gboolean
open_remote(TcXDatabase **all, const char *stub, const TcStubEntry *entry, const Opening *opening,
            GError **error)
{
    g_autoptr(TcXDatabase) db =
        entry->kind == TC_STUB_HOST
            ? tc_x_database_open_host(entry->target, entry->port, error)
            : tc_x_database_open_program(entry->target, entry->arguments, error);
    if (db == NULL) {
    } else if (check_opened(db, entry->name, opening, error)) {
        return join(all, g_steal_pointer(&db), error);
    }
    g_prefix_error(error, _("%s: line %u: %s: "), stub, entry->line, entry->name);
    return FALSE;
}

/* Adds what `path` names: a folder, or all that a stub file lists. */
static gboolean
open_path(TcXDatabase **all, const char *path, guint depth, const Opening *opening, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(path, G_FILE_TEST_IS_DIR)) {
        TcXDatabase *db = open_folder(path, opening, error);
        return db != NULL && join(all, db, error);
    }
    g_autoptr(GArray) entries = tc_stub_read(path, error);
    if (entries == NULL)
        return FALSE;
    if (depth == STUB_DEPTH_MAX) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_INDEX,
                    _("%s: lists of indexes name each other in a circle"), path);
        return FALSE;
    }
    for (guint i = 0; i < entries->len; i++) {
        const TcStubEntry *entry = &g_array_index(entries, TcStubEntry, i);
        if (entry->kind != TC_STUB_LOCAL) {
            if (!open_remote(all, path, entry, opening, error))
                return FALSE;
        } else if (!open_path(all, entry->target, depth + 1, opening, error)) {
            g_prefix_error(error, _("%s: line %u: "), path, entry->line);
            return FALSE;
        }
    }
    return TRUE;
}

static TcReader *
open_all(const char *const *paths, gsize count, const Opening *opening, GError **error)
{
    g_autoptr(TcReader) reader = g_new0(TcReader, 1);
    if (count == 0) {
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_NOT_FOUND, _("no index given"));
        return NULL;
    }
    for (gsize i = 0; i < count; i++)
        if (!open_path(&reader->db, paths[i], 0, opening, error))
            return NULL;
    if (!tc_x_database_doc_count(reader->db, &reader->doc_count, error) ||
        !tc_x_database_average_length(reader->db, &reader->average_length, error))
        return NULL;
    return g_steal_pointer(&reader);
}

void
tc_reader_keep_blocks(void)
{
    tc_guard_keep_blocks();
}

TcReader *
tc_reader_open(const char *const *paths, gsize count, guint analyzer_version, GError **error)
{
    const Opening opening = {.analyzer_version = analyzer_version};
    return open_all(paths, count, &opening, error);
}

TcReader *
tc_reader_open_records(const char *path, guint analyzer_version, TcIndexVersion *version,
                       GError **error)
{
    const Opening opening = {analyzer_version, TRUE, version};
    return open_all(&path, 1, &opening, error);
}

void
tc_reader_close(TcReader *reader)
{
    if (reader == NULL)
        return;
    tc_stored_record_free(reader->kept);
    tc_x_database_free(reader->db);
    g_free(reader);
}

/* ---- reading ------------------------------------------------------------------------------- */

TcXDatabase *
tc_reader_database(TcReader *reader)
{
    return reader->db;
}

guint32
tc_reader_doc_count(const TcReader *reader)
{
    return reader->doc_count;
}

double
tc_reader_average_length(const TcReader *reader)
{
    return reader->average_length;
}

static void
clear_term(gpointer item)
{
    g_free(((TcReaderTerm *)item)->term);
}

GArray *
tc_reader_terms_new(void)
{
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(TcReaderTerm));
    g_array_set_clear_func(terms, clear_term);
    return terms;
}

typedef struct {
    GArray *terms;
    guint left;
} TermWalk;

static gboolean
append_term(const char *bytes, gsize len, guint32 freq, gpointer user)
{
    TermWalk *walk = user;
    if (walk->left == 0)
        return FALSE;
    const TcReaderTerm term = {g_memdup2(bytes, len), (guint32)len, freq};
    g_array_append_val(walk->terms, term);
    walk->left--;
    return TRUE;
}

gboolean
tc_reader_terms(TcReader *reader, const char *prefix, gsize prefix_len, guint max, GArray *terms,
                GError **error)
{
    const guint before = terms->len;
    TermWalk walk = {terms, max};
    if (!tc_x_database_each_term(reader->db, prefix, prefix_len, append_term, &walk, error)) {
        g_array_set_size(terms, before);
        return FALSE;
    }
    return TRUE;
}

gboolean
tc_reader_term_freq(TcReader *reader, const char *term, gsize term_len, guint32 *freq,
                    GError **error)
{
    return tc_x_database_term_freq(reader->db, term, term_len, freq, error);
}

static gboolean
take_docid(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 doc_length,
           gpointer user)
{
    *(guint32 *)user = docid;
    return FALSE;
}

gboolean
tc_reader_find(TcReader *reader, const char *term, guint32 *docid, GError **error)
{
    *docid = 0;
    return tc_x_database_each_posting(reader->db, term, strlen(term), 1, take_docid, docid, error);
}

char *
tc_content_term(gconstpointer hash, gsize len)
{
    GString *term = g_string_new(TC_TERM_CONTENT);
    for (gsize i = 0; i < len; i++)
        g_string_append_printf(term, "%02x", ((const guint8 *)hash)[i]);
    return g_string_free(term, FALSE);
}

TcStoredRecord *
tc_reader_record(TcReader *reader, guint32 docid, gboolean wants_text, GError **error)
{
    char *data = NULL;
    gsize len = 0;
    if (wants_text && reader->kept != NULL && reader->kept_docid == docid)
        return g_steal_pointer(&reader->kept);
    if (!tc_x_database_doc_data(reader->db, docid, &data, &len, error))
        return NULL;
    return tc_record_decode(data, len, wants_text, error);
}

TcStoredRecord *
tc_reader_record_later(TcReader *reader, guint32 docid, GError **error)
{
    char *data = NULL;
    gsize len = 0;
    if (reader->kept != NULL && reader->kept_docid == docid)
        return g_steal_pointer(&reader->kept);
    if (!tc_x_database_doc_data(reader->db, docid, &data, &len, error))
        return NULL;
    return tc_record_decode_later(data, len, error);
}

void
tc_reader_give_back(TcReader *reader, guint32 docid, TcStoredRecord *record)
{
    const TcRecord *read = record != NULL ? tc_stored_record_get(record) : NULL;
    if (read == NULL || read->text == NULL || read->text_len < KEPT_TEXT_MIN) {
        tc_stored_record_free(record);
        return;
    }
    tc_stored_record_free(reader->kept);
    reader->kept = record;
    reader->kept_docid = docid;
}

gboolean
tc_reader_metadata(TcReader *reader, const char *key, char **value, gsize *len, GError **error)
{
    return tc_x_database_metadata(reader->db, key, strlen(key), value, len, error);
}

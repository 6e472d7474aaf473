#include "indexer/carry/stored.h"

#include "indexer/display.h"
#include "store/each_metadata.h"
#include "store/schema.h"

#include <glib/gi18n.h>
#include <string.h>

/* No file has more. */
#define TC_STORED_PAGE_MAX 1000000

static gboolean
take_docid(guint32 docid, G_GNUC_UNUSED guint32 wdf, G_GNUC_UNUSED guint32 doc_length,
           gpointer user)
{
    *(guint32 *)user = docid;
    return FALSE;
}

/* The first document from `from` on; *docid 0 when there is none. */
static gboolean
next_docid(TcReader *reader, guint32 from, guint32 *docid, GError **error)
{
    *docid = 0;
    return tc_x_database_each_posting(tc_reader_database(reader), "", 0, from, take_docid, docid,
                                      error);
}

/* The ledger's entry under `key`. NULL, without an error, when there is none. */
static TcLedgerEntry *
read_entry(TcReader *reader, const char *key, GError **error)
{
    g_autofree char *value = NULL;
    gsize len;

    if (!tc_reader_metadata(reader, key, &value, &len, error) || !len)
        return NULL;
    return tc_ledger_decode(value, len, error);
}

static gboolean
set_misfit(const char *path, GError **error)
{
    g_autofree char *shown = tc_display(path);

    g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                _("the index is damaged: its documents and its ledger disagree on %s: run "
                  "\"tracuu-index rebuild\""),
                shown);
    return FALSE;
}

static gboolean
visit_document(TcReader *reader, guint32 docid, TcStoredFunc func, gpointer user, GError **error)
{
    g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, docid, TRUE, error);
    g_autoptr(TcLedgerEntry) entry = NULL;
    g_autofree char *key = NULL;
    GError *local = NULL;
    const TcRecord *record;

    if (stored == NULL)
        return FALSE;
    record = tc_stored_record_get(stored);
    if (record->path == NULL || !g_utf8_validate_len(record->text, record->text_len, NULL)) {
        g_set_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT,
                    _("the index is damaged: path or text of document %u: run \"tracuu-index "
                      "rebuild\""),
                    docid);
        return FALSE;
    }
    key = tc_ledger_key(record->path);
    entry = read_entry(reader, key, &local);
    if (local != NULL) {
        g_propagate_error(error, local);
        return FALSE;
    }
    if (entry == NULL || !entry->indexed || !g_str_equal(entry->path, record->path))
        return set_misfit(record->path, error);
    return func(record, entry, user, error);
}

gboolean
tc_stored_each_document(TcReader *reader, guint32 first, guint32 last, TcStoredFunc func,
                        gpointer user, GError **error)
{
    while (first && first <= last) {
        guint32 docid;

        if (!next_docid(reader, first, &docid, error))
            return FALSE;
        if (!docid || docid > last)
            return TRUE;
        if (!visit_document(reader, docid, func, user, error))
            return FALSE;
        first = docid + 1; /* 0 after the last number that a document can have */
    }
    return TRUE;
}

typedef struct {
    TcReader *reader;
    TcStoredFunc func;
    gpointer user;
    guint entries, others;
} OtherWalk;

static gboolean
visit_entry(G_GNUC_UNUSED const char *key, const char *value, gsize len, gpointer user,
            GError **error)
{
    OtherWalk *walk = user;
    g_autofree char *id = NULL;
    g_autoptr(TcLedgerEntry) entry = NULL;
    guint32 count = 0;

    if (len == 0)
        return TRUE;
    entry = tc_ledger_decode(value, len, error);
    if (entry == NULL)
        return FALSE;
    walk->entries++;
    id = tc_ledger_document_id(entry->path);
    if (!tc_x_database_term_freq(tc_reader_database(walk->reader), id, strlen(id), &count, error))
        return FALSE;
    if (count)
        return TRUE;
    if (entry->indexed)
        return set_misfit(entry->path, error);
    walk->others++;
    return walk->func == NULL || walk->func(NULL, entry, walk->user, error);
}

static gboolean
walk_ledger(OtherWalk *walk, GError **error)
{
    return tc_each_metadata(tc_reader_database(walk->reader), TC_META_LEDGER, visit_entry, walk,
                            error);
}

gboolean
tc_stored_each_other(TcReader *reader, TcStoredFunc func, gpointer user, GError **error)
{
    OtherWalk walk = {.reader = reader, .func = func, .user = user};

    return walk_ledger(&walk, error);
}

gboolean
tc_stored_count(TcReader *reader, guint *entries, guint *others, GError **error)
{
    OtherWalk walk = {.reader = reader};

    if (!walk_ledger(&walk, error))
        return FALSE;
    *entries = walk.entries;
    *others = walk.others;
    return TRUE;
}

typedef struct {
    TcStoredPageFunc func;
    gpointer user;
} PageWalk;

/* TC_META_PAGE + 32 hex digits + "." + number */
static gboolean
parse_page_key(const char *key, guint8 hash[TC_HASH_LEN], guint *number)
{
    const char *hex = key + strlen(TC_META_PAGE);
    guint64 value;

    if (strspn(hex, "0123456789abcdef") != 2 * TC_HASH_LEN || hex[2 * TC_HASH_LEN] != '.' ||
        !g_ascii_string_to_unsigned(hex + 2 * TC_HASH_LEN + 1, 10, 1, TC_STORED_PAGE_MAX, &value,
                                    NULL))
        return FALSE;
    for (gsize i = 0; i < TC_HASH_LEN; i++)
        hash[i] =
            (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 | g_ascii_xdigit_value(hex[2 * i + 1]));
    *number = (guint)value;
    return TRUE;
}

static gboolean
visit_page(const char *key, const char *value, gsize len, gpointer user, GError **error)
{
    PageWalk *walk = user;
    g_autoptr(TcStoredPage) stored = NULL;
    guint8 hash[TC_HASH_LEN];
    guint number;

    if (!parse_page_key(key, hash, &number))
        return TRUE;
    stored = tc_page_decode(value, len, NULL);
    return stored == NULL ||
           walk->func(hash, number, tc_stored_page_get(stored), walk->user, error);
}

gboolean
tc_stored_each_page(TcReader *reader, TcStoredPageFunc func, gpointer user, GError **error)
{
    PageWalk walk = {.func = func, .user = user};

    return tc_each_metadata(tc_reader_database(reader), TC_META_PAGE, visit_page, &walk, error);
}

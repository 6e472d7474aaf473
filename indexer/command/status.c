#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/state/snapshot.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static const char *
state_of(const TcLedgerEntry *entry)
{
    return entry->indexed ? "indexed" : tc_ledger_is_archive(entry) ? "archive" : "failed";
}

static json_t *
json_of_entry(const TcLedgerEntry *entry)
{
    json_t *object = json_object();

    tc_json_set_path(object, entry->path);
    json_object_set_new(object, "state", json_string(state_of(entry)));
    if (entry->indexed && g_str_equal(entry->reason, TC_LEDGER_OCR))
        json_object_set_new(object, "ocr", json_true());
    else if (*entry->reason)
        json_object_set_new(object, "reason", json_string(entry->reason));
    if (*entry->message)
        json_object_set_new(object, "message", json_string(entry->message));
    if (*entry->format)
        json_object_set_new(object, "format", json_string(entry->format));
    if (*entry->encoding)
        json_object_set_new(object, "encoding", json_string(entry->encoding));
    json_object_set_new(object, "size", json_integer((json_int_t)entry->stamp.size));
    json_object_set_new(object, "modified",
                        json_integer((json_int_t)(entry->stamp.mtime_ns / 1000000000)));
    return object;
}

static void
print_entry(const TcOptions *options, const TcLedgerEntry *entry)
{
    if (options->json) {
        tc_json_write_line(json_of_entry(entry), stdout);
        return;
    }
    g_autofree char *shown = tc_display(entry->path);
    printf("%s %s", state_of(entry), shown);
    if (*entry->reason)
        printf(": %s", entry->reason);
    if (*entry->message)
        printf(": %s", entry->message);
    putchar('\n');
}

static void
print_unknown(const TcOptions *options, const char *path)
{
    if (options->json) {
        json_t *object = json_object();

        tc_json_set_path(object, path);
        json_object_set_new(object, "state", json_string("unknown"));
        tc_json_write_line(object, stdout);
        return;
    }
    g_autofree char *shown = tc_display(path);
    printf("unknown %s\n", shown);
}

/* " (empty 1, unsupported 2)": the reasons of the files that are indexed, or of those that are not.
 */
static void
print_reasons(GPtrArray *entries, gboolean indexed)
{
    g_autoptr(GTree) reasons = g_tree_new((GCompareFunc)(void (*)(void))strcmp);
    GTreeNode *node;

    for (guint i = 0; i < entries->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        if (!entry->indexed == !indexed && *entry->reason)
            g_tree_insert(
                reasons, entry->reason,
                GUINT_TO_POINTER(GPOINTER_TO_UINT(g_tree_lookup(reasons, entry->reason)) + 1));
    }
    node = g_tree_node_first(reasons);
    if (node)
        printf(" (");
    for (; node; node = g_tree_node_next(node))
        printf("%s %u%s", (const char *)g_tree_node_key(node),
               GPOINTER_TO_UINT(g_tree_node_value(node)), g_tree_node_next(node) ? ", " : ")");
}

/* "12 indexed (ocr 1), 3 failed (empty 1, unsupported 2), 1 archive" */
static void
print_counts(GPtrArray *entries)
{
    guint indexed = 0, archives = 0;

    for (guint i = 0; i < entries->len; i++) {
        const TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        indexed += entry->indexed ? 1 : 0;
        archives += tc_ledger_is_archive(entry) ? 1 : 0;
    }
    printf(_("%u indexed"), indexed);
    print_reasons(entries, TRUE);
    printf(", ");
    printf(_("%u failed"), entries->len - indexed - archives);
    print_reasons(entries, FALSE);
    if (archives)
        printf(ngettext(", %u archive", ", %u archives", archives), archives);
    putchar('\n');
}

static gboolean
is_listed(const TcOptions *options, const TcLedgerEntry *entry)
{
    return !options->failed || tc_ledger_is_incomplete(entry);
}

/* Whether the entry is of `path`, or of a file below that folder or in that archive. */
static gboolean
is_of(const TcLedgerEntry *entry, const char *path)
{
    gsize len = strlen(path);

    return tc_path_is_below(entry->path, path) ||
           (tc_ledger_archive_len(entry) && strncmp(entry->path, path, len) == 0 &&
            g_str_has_prefix(entry->path + len, TC_MEMBER_SEPARATOR));
}

/* The entries of the file, below the folder or in the archive `path`; says so when there are none.
 */
static void
take_below(const TcOptions *options, GPtrArray *entries, const char *path, GPtrArray *taken)
{
    gboolean found = FALSE;

    for (guint i = 0; i < entries->len; i++) {
        TcLedgerEntry *entry = g_ptr_array_index(entries, i);

        if (!is_of(entry, path))
            continue;
        found = TRUE;
        if (is_listed(options, entry))
            g_ptr_array_add(taken, entry);
    }
    if (!found)
        print_unknown(options, path);
}

TcExit
tc_verb_status(const TcOptions *options, TcReport *report, GError **error)
{
    g_autoptr(TcSnapshot) snapshot = tc_snapshot_load(options->index_dir, TRUE, error);
    g_autoptr(GPtrArray) entries = NULL, taken = g_ptr_array_new();

    (void)report;
    if (!snapshot)
        return TC_EXIT_FAILED;
    entries = tc_ledger_sorted(snapshot->ledger);
    for (const char *const *path = options->paths; *path; path++) {
        g_autofree char *absolute = tc_scan_root(*path, FALSE, error);

        if (!absolute)
            return TC_EXIT_FAILED;
        take_below(options, entries, absolute, taken);
    }
    for (guint i = 0; !options->paths[0] && i < entries->len; i++)
        if (is_listed(options, g_ptr_array_index(entries, i)))
            g_ptr_array_add(taken, g_ptr_array_index(entries, i));
    for (guint i = 0; i < taken->len; i++)
        print_entry(options, g_ptr_array_index(taken, i));
    if (!options->json && !options->paths[0])
        print_counts(entries);
    return TC_EXIT_DONE;
}

/* indexer/run/ahead.c: files that threads read before the run comes to them. */
#include "indexer/run/ahead.h"
#include "tests/unit/indexer/worked.h"

TestSuite(ahead, .init = work_begin, .fini = work_end);

/* Files whose name tells what of them is left to the run. */
static gboolean
is_moved(G_GNUC_UNUSED gpointer user, const TcScanFile *file)
{
    return strstr(file->path, "moved") != NULL;
}

static gboolean
is_known(G_GNUC_UNUSED gpointer user, const TcScanFile *file, G_GNUC_UNUSED const guint8 *hash)
{
    return strstr(file->path, "known") != NULL;
}

static void
free_file(gpointer data)
{
    TcScanFile *file = data;

    g_free(file->path);
    g_free(file);
}

static void
add_file(GPtrArray *files, const char *name, const char *text)
{
    TcScanFile file = file_of(name, text, strlen(text));

    g_ptr_array_add(files, g_memdup2(&file, sizeof file));
}

static GPtrArray *
sandboxes_of(guint jobs)
{
    GPtrArray *sandboxes = g_ptr_array_new_with_free_func((GDestroyNotify)tc_sandbox_free);

    for (guint i = 0; i < jobs; i++)
        g_ptr_array_add(sandboxes, tc_run_sandbox_new(NULL));
    return sandboxes;
}

/* In the order of the files, whichever thread was first, and each what it is. */
Test(ahead, gives_files_in_their_order_however_many_threads_read)
{
    const TcAheadFilter filter = {.is_moved = is_moved, .is_known = is_known};
    const TcReadLimits limits = TC_READ_LIMITS_INIT;

    for (guint jobs = 1; jobs <= 3; jobs++) {
        g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(free_file);
        g_autoptr(GPtrArray) sandboxes = sandboxes_of(jobs);

        for (guint i = 0; i < 60; i++) {
            g_autofree char *name = g_strdup_printf("%02u.txt", i);
            g_autofree char *text = g_strdup_printf("Văn bản số %u", i);
            add_file(files, name, text);
        }
        g_autoptr(TcAhead) ahead = tc_ahead_new(files, sandboxes, analyzer, &limits, &filter);
        for (guint i = 0; i < files->len; i++) {
            g_autofree char *text = g_strdup_printf("Văn bản số %u", i);
            TcAheadFile *file = tc_ahead_next(ahead);

            cr_assert(file->is_read && file->has_text && file->document != NULL, "file %u", i);
            cr_assert(g_str_has_prefix(file->document->text, text), "file %u: %s", i,
                      file->document->text);
            cr_assert(file->has_postings && file->fits && file->postings.items->len > 0, "file %u",
                      i);
        }
    }
}

Test(ahead, leaves_to_the_run_what_it_knows_better)
{
    const TcAheadFilter filter = {.is_moved = is_moved, .is_known = is_known};
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(free_file);
    g_autoptr(GPtrArray) sandboxes = sandboxes_of(2);

    add_file(files, "moved.txt", "một");
    add_file(files, "known.txt", "hai");
    add_file(files, "empty.txt", "");
    add_file(files, "gone.txt", "ba");
    add_file(files, "last.txt", "bốn");
    remove(((TcScanFile *)files->pdata[3])->path);
    g_autoptr(TcAhead) ahead = tc_ahead_new(files, sandboxes, analyzer, &limits, &filter);
    cr_expect(not(tc_ahead_next(ahead)->is_read), "it was moved");
    TcAheadFile *known = tc_ahead_next(ahead);
    cr_expect(known->is_read && !known->has_text && !known->has_postings, "only its bytes");
    TcAheadFile *empty = tc_ahead_next(ahead);
    cr_expect(empty->document == NULL && !empty->has_postings, "it says nothing");
    TcAheadFile *gone = tc_ahead_next(ahead);
    cr_expect(gone->input_problem != NULL || !gone->is_read, "it cannot be read");
    TcAheadFile *last = tc_ahead_next(ahead);
    cr_expect(last->has_postings, "those behind are read all the same");
}

/* Nobody asks for the rest: the threads end, with what they have read. */
Test(ahead, ends_before_all_is_taken)
{
    const TcAheadFilter filter = {.is_moved = is_moved, .is_known = is_known};
    const TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(free_file);
    g_autoptr(GPtrArray) sandboxes = sandboxes_of(2);

    for (guint i = 0; i < 200; i++) {
        g_autofree char *name = g_strdup_printf("%03u.txt", i);
        add_file(files, name, "Văn bản");
    }
    TcAhead *ahead = tc_ahead_new(files, sandboxes, analyzer, &limits, &filter);
    cr_expect(tc_ahead_next(ahead)->is_read);
    tc_ahead_free(ahead);
    tc_ahead_free(NULL);
}

/* Whatever the text has of the file, its hash is its own. */
Test(ahead, the_hash_of_a_text_is_that_of_its_bytes)
{
    static const char *const texts[] = {"Quyết định", "Quyết định\n", "Quyết", "quyết định", ""};
    const char *bytes = texts[0];
    guint8 content[TC_HASH_LEN], expect[TC_HASH_LEN], hash[TC_HASH_LEN];
    TcHashing hashing;

    tc_ledger_hash_begin(bytes, strlen(bytes), content, &hashing);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const TcDocument document = {.text = (char *)texts[i], .text_len = strlen(texts[i])};

        tc_ledger_hash(texts[i], strlen(texts[i]), expect);
        tc_text_hash(&document, bytes, strlen(bytes), &hashing, hash);
        cr_assert(zero(int, memcmp(hash, expect, TC_HASH_LEN)));
    }
}

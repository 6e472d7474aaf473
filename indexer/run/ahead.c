#include "indexer/run/ahead.h"

#include <string.h>

/* For each thread this many files are being read or wait: enough that a long one does not hold up
 * the others. Each takes some megabytes of memory, so with many threads there are fewer for each.
 * */
#define FILES_PER_JOB 4u
#define FILES_MANY    32u
/* Once this many bytes of files are being read or wait, no other file is begun. */
#define BYTES_MAX     ((guint64)32 << 20)

typedef enum { SLOT_FREE, SLOT_TAKEN, SLOT_DONE } SlotState;

typedef struct {
    TcAheadFile file;
    SlotState state;
    guint64 bytes; /* how much it counts for */
} Slot;

struct TcAhead {
    GPtrArray *files;
    const TcAnalyzer *analyzer;
    TcReadLimits limits;
    TcAheadFilter filter;
    GPtrArray *threads;

    GMutex mutex; /* guards what follows, except the file of a slot that is TAKEN */
    GCond changed;
    Slot *slots; /* file i has slot i % slot_count */
    guint slot_count;
    guint next_to_read, next_to_give; /* files */
    gboolean is_given;                /* the file before next_to_give is still in use */
    guint64 bytes;
    gboolean is_over;
};

typedef struct {
    TcAhead *ahead;
    TcSandbox *sandbox;
} Reader;

void
tc_text_hash(const TcDocument *document, const char *bytes, gsize len, const TcHashing *hashing,
             guint8 *hash)
{
    if (document->text_len >= len && memcmp(document->text, bytes, len) == 0)
        tc_ledger_hash_on(hashing, document->text + len, document->text_len - len, hash);
    else
        tc_ledger_hash(document->text, document->text_len, hash);
}

/* ---- a file, without the lock ---- */

static void
forget(TcAheadFile *file)
{
    file->is_read = file->has_text = file->has_postings = FALSE;
    tc_input_done(&file->input);
    g_clear_error(&file->input_problem);
    g_clear_error(&file->problem);
    g_clear_pointer(&file->document, tc_document_free);
}

/* Scans and archives are for the run itself, which knows their pages and members. */
static gboolean
is_plain_document(const TcAheadFile *file)
{
    return file->document != NULL && file->document->scan_count == 0;
}

static void
work_on(TcAhead *ahead, TcSandbox *sandbox, const TcScanFile *scanned, TcAheadFile *file)
{
    const TcAheadFilter *filter = &ahead->filter;

    if (scanned->error_number || filter->is_moved(filter->user, scanned))
        return;
    file->read_at_ns = g_get_real_time() * 1000;
    file->is_read = TRUE;
    if (!tc_input_read(&file->input, scanned->path, filter->bounds, &ahead->limits, &file->stamp,
                       &file->input_problem))
        return;
    tc_ledger_hash_begin(file->input.bytes, file->input.len, file->hash, &file->hashing);
    if (filter->is_known(filter->user, scanned, file->hash))
        return;
    file->has_text = TRUE;
    file->format = tc_detect_format(file->input.bytes, file->input.len, scanned->path);
    file->document =
        tc_sandbox_read_format(sandbox, file->format, file->input.bytes, file->input.len,
                               scanned->path, &ahead->limits, &file->problem);
    if (!is_plain_document(file))
        return;
    tc_text_hash(file->document, file->input.bytes, file->input.len, &file->hashing,
                 file->text_hash);
    /* Before memory for its terms is asked for. */
    tc_input_done(&file->input);
    file->has_postings = TRUE;
    file->fits = tc_postings_make(&file->postings, ahead->analyzer, file->document, scanned->path);
}

/* ---- threads ---- */

/* Whether the next file may be begun. It may whenever the run has had all before it. */
static gboolean
has_room(const TcAhead *ahead)
{
    const Slot *slot = &ahead->slots[ahead->next_to_read % ahead->slot_count];

    return slot->state == SLOT_FREE && ahead->bytes < BYTES_MAX;
}

/* The slot of the next file. NULL when there is no more to read. */
static Slot *
take_slot(TcAhead *ahead, const TcScanFile **scanned)
{
    Slot *slot = NULL;

    g_mutex_lock(&ahead->mutex);
    while (!ahead->is_over && ahead->next_to_read < ahead->files->len && !has_room(ahead))
        g_cond_wait(&ahead->changed, &ahead->mutex);
    if (!ahead->is_over && ahead->next_to_read < ahead->files->len) {
        *scanned = g_ptr_array_index(ahead->files, ahead->next_to_read);
        slot = &ahead->slots[ahead->next_to_read % ahead->slot_count];
        ahead->next_to_read++;
        slot->state = SLOT_TAKEN;
        slot->bytes = MIN((*scanned)->stamp.size, ahead->limits.input_max);
        ahead->bytes += slot->bytes;
    }
    g_mutex_unlock(&ahead->mutex);
    return slot;
}

static gpointer
read_files(gpointer data)
{
    Reader *reader = data;
    TcAhead *ahead = reader->ahead;
    const TcScanFile *scanned;
    Slot *slot;

    while ((slot = take_slot(ahead, &scanned)) != NULL) {
        work_on(ahead, reader->sandbox, scanned, &slot->file);
        g_mutex_lock(&ahead->mutex);
        slot->state = SLOT_DONE;
        g_cond_broadcast(&ahead->changed);
        g_mutex_unlock(&ahead->mutex);
    }
    g_free(reader);
    return NULL;
}

/* ---- for the run ---- */

TcAhead *
tc_ahead_new(GPtrArray *files, GPtrArray *sandboxes, const TcAnalyzer *analyzer,
             const TcReadLimits *limits, const TcAheadFilter *filter)
{
    TcAhead *ahead = g_new0(TcAhead, 1);

    ahead->files = files;
    ahead->analyzer = analyzer;
    ahead->limits = *limits;
    ahead->filter = *filter;
    g_mutex_init(&ahead->mutex);
    g_cond_init(&ahead->changed);
    ahead->slot_count = MAX(sandboxes->len + 2, MIN(sandboxes->len * FILES_PER_JOB, FILES_MANY));
    ahead->slots = g_new0(Slot, ahead->slot_count);
    for (guint i = 0; i < ahead->slot_count; i++)
        tc_postings_init(&ahead->slots[i].file.postings);
    ahead->threads = g_ptr_array_new();
    for (guint i = 0; i < sandboxes->len; i++) {
        Reader *reader = g_new(Reader, 1);
        GThread *thread;

        *reader = (Reader){.ahead = ahead, .sandbox = g_ptr_array_index(sandboxes, i)};
        thread = g_thread_try_new("reader", read_files, reader, NULL);
        if (thread == NULL) {
            /* The others do its part; if there are none, the run does it. */
            g_free(reader);
            break;
        }
        g_ptr_array_add(ahead->threads, thread);
    }
    return ahead;
}

/* Gives back what the run has had. */
static void
release_given(TcAhead *ahead)
{
    Slot *slot;

    if (!ahead->is_given)
        return;
    slot = &ahead->slots[(ahead->next_to_give - 1) % ahead->slot_count];
    forget(&slot->file);
    ahead->bytes -= slot->bytes;
    slot->bytes = 0;
    slot->state = SLOT_FREE;
    ahead->is_given = FALSE;
    g_cond_broadcast(&ahead->changed);
}

TcAheadFile *
tc_ahead_next(TcAhead *ahead)
{
    Slot *slot;

    g_mutex_lock(&ahead->mutex);
    release_given(ahead);
    g_assert(ahead->next_to_give < ahead->files->len);
    slot = &ahead->slots[ahead->next_to_give % ahead->slot_count];
    if (ahead->threads->len == 0)
        ahead->next_to_read++;
    else
        while (slot->state != SLOT_DONE)
            g_cond_wait(&ahead->changed, &ahead->mutex);
    ahead->next_to_give++;
    ahead->is_given = TRUE;
    g_mutex_unlock(&ahead->mutex);
    return &slot->file;
}

void
tc_ahead_free(TcAhead *ahead)
{
    if (ahead == NULL)
        return;
    g_mutex_lock(&ahead->mutex);
    ahead->is_over = TRUE;
    g_cond_broadcast(&ahead->changed);
    g_mutex_unlock(&ahead->mutex);
    for (guint i = 0; i < ahead->threads->len; i++)
        g_thread_join(g_ptr_array_index(ahead->threads, i));
    g_ptr_array_unref(ahead->threads);
    for (guint i = 0; i < ahead->slot_count; i++) {
        TcAheadFile *file = &ahead->slots[i].file;

        forget(file);
        tc_input_clear(&file->input);
        tc_postings_clear(&file->postings);
    }
    g_free(ahead->slots);
    g_mutex_clear(&ahead->mutex);
    g_cond_clear(&ahead->changed);
    g_free(ahead);
}

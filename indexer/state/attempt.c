#include "indexer/state/attempt.h"

#include "document/sandbox/convert.h"

#include <stdio.h>
#include <string.h>

/* As text "READER INPUT TEXT MEMORY TIME", decimal. */
typedef struct {
    guint reader;     /* tc_format_reader_version() */
    guint64 file_max; /* bytes */
    guint64 text_max; /* bytes */
    guint64 memory_max;
    guint time_max_ms;
} Attempt;

static Attempt
attempt_now(const TcLedgerEntry *entry, const TcReadLimits *limits)
{
    const TcSandboxLimits sandbox = TC_SANDBOX_LIMITS_INIT;

    return (Attempt){
        .reader = tc_format_reader_version(tc_ledger_format(entry)),
        .file_max = limits->input_max,
        .text_max = limits->text_max,
        .memory_max = sandbox.memory_max,
        .time_max_ms = sandbox.time_max_ms,
    };
}

void
tc_attempt_note(TcLedgerEntry *entry, const TcReadLimits *limits)
{
    Attempt now = attempt_now(entry, limits);
    g_autofree char *text =
        g_strdup_printf("%u %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %u",
                        now.reader, now.file_max, now.text_max, now.memory_max, now.time_max_ms);

    tc_ledger_set_string(entry, &entry->attempt, text);
}

/* All are 0 where it is not known, or not written as above. */
static Attempt
attempt_of(const TcLedgerEntry *entry)
{
    guint64 numbers[5] = {0};
    const char *at = entry->attempt;

    for (gsize i = 0; i < G_N_ELEMENTS(numbers) && g_ascii_isdigit(*at); i++) {
        char *end = NULL;

        numbers[i] = g_ascii_strtoull(at, &end, 10);
        at = *end == ' ' ? end + 1 : end;
    }
    return (Attempt){.reader = (guint)MIN(numbers[0], G_MAXUINT),
                     .file_max = numbers[1],
                     .text_max = numbers[2],
                     .memory_max = numbers[3],
                     .time_max_ms = (guint)MIN(numbers[4], G_MAXUINT)};
}

guint
tc_attempt_reader(const TcLedgerEntry *entry)
{
    return attempt_of(entry).reader;
}

static gboolean
has_reason(const TcLedgerEntry *entry, TcDocumentError code)
{
    return g_str_equal(entry->reason, tc_document_reason(code));
}

/* Whether the limit of files also holds for what comes out of it. */
static gboolean
is_packed(const TcLedgerEntry *entry)
{
    TcFormat format = tc_ledger_format(entry);

    return format == TC_FORMAT_GZIP || tc_format_is_archive(format);
}

/* Whether it was refused for its size as a file, and now fits. What was not taken out of an archive
 * has no size; what was packed may be of any size. */
static gboolean
fits_now(const TcLedgerEntry *entry, const Attempt *then, const Attempt *now)
{
    guint64 size = entry->stamp.size;

    if (now->file_max <= then->file_max)
        return FALSE;
    if (size <= then->file_max)
        return size == 0 || is_packed(entry);
    return size <= now->file_max;
}

gboolean
tc_attempt_is_outdone(const TcLedgerEntry *entry, const TcReadLimits *limits)
{
    Attempt then, now;

    if (!tc_ledger_is_incomplete(entry) || has_reason(entry, TC_DOCUMENT_ERROR_OUTSIDE) ||
        has_reason(entry, TC_DOCUMENT_ERROR_UNREADABLE))
        return FALSE;
    then = attempt_of(entry);
    now = attempt_now(entry, limits);
    if (now.reader > then.reader)
        return TRUE;
    if (has_reason(entry, TC_DOCUMENT_ERROR_NEEDS_CONVERTER))
        return tc_sandbox_has_converter();
    if (has_reason(entry, TC_DOCUMENT_ERROR_TOO_LARGE))
        return fits_now(entry, &then, &now) || now.text_max > then.text_max;
    return has_reason(entry, TC_DOCUMENT_ERROR_CRASHED) &&
           (now.memory_max > then.memory_max || now.time_max_ms > then.time_max_ms);
}

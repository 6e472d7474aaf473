/* indexer/state/attempt.h - with what a file was read, and whether another attempt has better
 * chances.
 *
 * A file that could not be read is not read again as long as it stays the same. Its failure ends
 * with its cause, though: when a newer reader of its format is there, the converter was installed,
 * or a limit that it went over was raised, it is read again by itself. */
#ifndef TC_INDEXER_ATTEMPT_H
#define TC_INDEXER_ATTEMPT_H

#include "document/document.h"
#include "indexer/state/ledger.h"

G_BEGIN_DECLS

/* Note in `entry`, whose format is set where it is known, that it was read with this version of
 * the reader of its format, and within `limits`. */
void tc_attempt_note(TcLedgerEntry *entry, const TcReadLimits *limits);

/* The version of the reader that the entry was read with; 0 when that is not known, as of what is
 * wholly indexed. */
guint tc_attempt_reader(const TcLedgerEntry *entry);

/* Whether the entry is of a file that could not be read, or not all of it, for a reason that is
 * gone now. One whose attempt is not known was read by an older version. */
gboolean tc_attempt_is_outdone(const TcLedgerEntry *entry, const TcReadLimits *limits);

G_END_DECLS

#endif

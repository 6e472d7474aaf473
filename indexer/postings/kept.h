/* indexer/postings/kept.h - between what a reader gives and what is kept of it. */
#ifndef TC_INDEXER_POSTINGS_KEPT_H
#define TC_INDEXER_POSTINGS_KEPT_H

#include "document/document.h"
#include "store/record.h"

G_BEGIN_DECLS

/* The record of a document, without path, format and marks. It borrows from the document. */
TcRecord tc_kept_record(const TcDocument *document);

/* What a reader gave, but for the format; encoding and scans are not known any more. It borrows
 * from the record: nothing is changed through it, and nothing of it is freed. */
TcDocument tc_kept_document(const TcRecord *record);

/* The same with fields and relations of its own, to be freed with tc_document_free(); without the
 * text. */
TcDocument *tc_kept_fields(const TcRecord *record);

G_END_DECLS

#endif

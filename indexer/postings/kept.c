#include "indexer/postings/kept.h"

TcRecord
tc_kept_record(const TcDocument *document)
{
    TcRecord record = {
        .relations = document->relations,
        .encoding = document->encoding,
        .date = document->date,
        .is_ocr = document->is_ocr,
        .text = document->text,
        .text_len = document->text_len,
    };
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (tc_field_is_text((TcField)field))
            *tc_record_field(&record, (TcField)field) =
                *tc_document_field((TcDocument *)document, (TcField)field);
    return record;
}

TcDocument
tc_kept_document(const TcRecord *record)
{
    TcDocument document = {
        .relations = (char *)record->relations,
        .encoding = (char *)record->encoding,
        .date = record->date,
        .is_ocr = record->is_ocr,
        .text = (char *)record->text,
        .text_len = record->text_len,
    };
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (tc_field_is_text((TcField)field))
            *tc_document_field(&document, (TcField)field) =
                (char *)tc_record_string(record, (TcField)field);
    return document;
}

TcDocument *
tc_kept_fields(const TcRecord *record)
{
    TcDocument *document = g_new0(TcDocument, 1);
    document->relations = g_strdup(record->relations);
    document->date = record->date;
    document->is_ocr = record->is_ocr;
    for (guint field = 0; field < TC_FIELD_COUNT; field++)
        if (tc_field_is_text((TcField)field))
            *tc_document_field(document, (TcField)field) =
                g_strdup(tc_record_string(record, (TcField)field));
    return document;
}

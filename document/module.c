/* The module tracuu-readers.so: everything that reads files. */
#include "document/readers.h"

__attribute__((visibility("default"))) const TcReaders *
tc_readers_module(void)
{
    static const TcReaders readers = {
        .version = TC_VERSION,
        .document_size = sizeof(TcDocument),
        .detect_format = tc_detect_format,
        .check_head = tc_document_check_head,
        .prepare = tc_document_prepare,
        .read = tc_document_read,
        .read_format = tc_document_read_format,
        .of_text = tc_document_of_text,
        .archive_walk = tc_archive_walk,
        .ocr_prepare = tc_ocr_prepare,
        .ocr_read_page = tc_ocr_read_page,
        .ocr_document = tc_ocr_document,
    };
    return &readers;
}

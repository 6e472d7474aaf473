/* document/sandbox/convert_result.h - what the converter ends with. Private to document/. */
#ifndef TC_DOCUMENT_CONVERT_RESULT_H
#define TC_DOCUMENT_CONVERT_RESULT_H

/* How it went; its exit status. Others are deaths. */
typedef enum {
    TC_CONVERT_DONE = 0,
    TC_CONVERT_UNKNOWN = 10, /* none of the libraries knows the file */
    TC_CONVERT_DAMAGED = 11,
    TC_CONVERT_ENCRYPTED = 12,
    TC_CONVERT_MEMORY = 13, /* it would take more than it may */
} TcConvertResult;

#endif

/* tests/fuzz/document_laws.h - what holds for every document that a reader gives. */
#ifndef TC_TESTS_DOCUMENT_LAWS_H
#define TC_TESTS_DOCUMENT_LAWS_H

#include "document/dispatch.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

/* Abort when `document`, or its absence with `error`, breaks a law. Frees both. */
static inline void
check_document(TcFormat format, const TcReadLimits *limits, TcDocument *document, GError *error)
{
    if (document != NULL) {
#define TEXT_OF_(ID, member) document->member,
        const char *strings[] = {TC_FIELDS(TEXT_OF_, TC_FIELD_NOTHING) document->encoding};
#undef TEXT_OF_
        if (error != NULL || document->format != format ||
            strlen(document->text) != document->text_len || document->text_len > limits->text_max ||
            !g_utf8_validate_len(document->text, document->text_len, NULL) ||
            !(document->confidence >= 0 && document->confidence <= 1))
            abort();
        for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
            if (strings[i] != NULL && !g_utf8_validate(strings[i], -1, NULL))
                abort();
        if (document->title != NULL &&
            (*document->title == '\0' || strlen(document->title) > TC_TITLE_MAX ||
             strchr(document->title, '\n') != NULL))
            abort();
    } else if (error == NULL || error->domain != TC_DOCUMENT_ERROR ||
               strchr(error->message, '\n') != NULL) {
        abort();
    }
    g_clear_error(&error);
    tc_document_free(document);
}

/* Read `data` as `format`; abort when a law is broken. */
static inline void
check_reader(TcFormat format, const guint8 *data, size_t size)
{
    const TcReadLimits limits = {.input_max = 1u << 20, .text_max = 100000};
    GError *error = NULL;
    TcDocument *document =
        tc_document_read_format(format, (const char *)data, size, "a", &limits, &error);

    check_document(format, &limits, document, error);
}

/* The same with a file that was made of the input. */
static inline void
check_reader_of_file(TcFormat format, GBytes *file)
{
    check_reader(format, g_bytes_get_data(file, NULL), g_bytes_get_size(file));
}

#endif

/* tests/support/sample_index.h - a small index made of texts that stand in the test.
 *
 * It is built as the indexer builds one, with the indexer's terms, but with whatever title, number,
 * type and date the test wants, so that the tests of query/ do not depend on what document/ finds
 * in a file. Any failure here ends the program. */
#ifndef TC_TESTS_SAMPLE_INDEX_H
#define TC_TESTS_SAMPLE_INDEX_H

#include <glib.h>

typedef struct {
    const char *path; /* also the identity of the document */
    const char *text;
    const char *title;
    const char *number;
    const char *type;
    const char *org;
    const char *place;
    guint32 date; /* YYYYMMDD */
} TcSampleDocument;

/* A resolution of the government: all of a document but path and text. */
#define TC_SAMPLE_RESOLUTION                                                                       \
    .title = "Nghị quyết về cải cách hành chính", .number = "30c/NQ-CP", .type = "Nghị quyết",     \
    .org = "Chính phủ", .place = "Hà Nội", .date = 20111108

/* Make the index `dir` (it must not exist) of `count` documents, numbered in their order. */
void tc_sample_index(const char *dir, const TcSampleDocument *documents, gsize count);

#endif

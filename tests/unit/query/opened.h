/* What the tests of the inside of query/ share: an index of a few documents, opened, and what a
 * query becomes on the way. TestSuite(NAME, .init = index_open, .fini = index_close). */
#ifndef TC_TESTS_QUERY_OPENED_H
#define TC_TESTS_QUERY_OPENED_H

#include "query/parse/parse.h"
#include "query/plan/plan.h"
#include "tests/support/folder.h"
#include "tests/support/sample_index.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <string.h>

static const TcSampleDocument archive[] = {
    {.path = "/kho/1.txt",
     TC_SAMPLE_RESOLUTION,
     .text = "Cải cách hành chính nhà nước. Cải cách thể chế. Cải cách thủ tục hành chính."},
    {.path = "/kho/2.txt",
     .title = "Báo cáo kinh tế",
     .number = "12/BC-UBND",
     .type = "Báo cáo",
     .org = "UBND tỉnh Nghệ An",
     .place = "Vinh",
     .date = 20201204,
     .text = "Kinh tế phát triển. Thu ngân sách tăng. Cải cách hành chính được đẩy mạnh."},
    {.path = "/kho/3.txt",
     .title = "Báo cáo đất đai",
     .type = "Báo cáo",
     .org = "UBND tỉnh Nghệ An",
     .date = 20210305,
     .text = "Đất đai và nhà ở. Quản lý đất đai trên địa bàn tỉnh."},
    {.path = "/kho/con/4.txt",
     .type = "báo cáo",
     .date = 20210417,
     .text = "Giao đất giao rừng. Hành lang bảo vệ rừng."},
    {.path = "/kho/con/5.txt", .text = "Giao đất giao rừng. Hành lang bảo vệ rừng."},
};

static TcReader *reader;
static TcAnalyzer *analyzer;
static TcAbbreviations *abbreviations;
static TcNode *parsed; /* the last query: its plan looks into it */

/* In the folder of the test, which is there. */
static inline void
documents_open(const TcSampleDocument *documents, gsize count)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *dir = g_build_filename(folder, "i", NULL);

    tc_sample_index(dir, documents, count);
    analyzer = tc_analyzer_new(&error);
    abbreviations = tc_abbreviations_new();
    reader = tc_reader_open((const char *const *)&dir, 1, TC_ANALYZER_VERSION, &error);
    cr_assert(reader != NULL, "%s", error != NULL ? error->message : "");
}

static inline void
index_open(void)
{
    folder_make();
    documents_open(archive, G_N_ELEMENTS(archive));
}

static inline void
index_close(void)
{
    g_clear_pointer(&parsed, tc_node_free);
    tc_reader_close(reader);
    tc_analyzer_free(analyzer);
    tc_abbreviations_free(abbreviations);
    folder_remove();
}

/* Valid until the next one. */
static inline TcPlan *
plan_of(const char *query, const TcFilters *filters, gsize *column, GError **error)
{
    static const TcFilters none;
    gsize unused;

    column = column != NULL ? column : &unused;
    g_clear_pointer(&parsed, tc_node_free);
    parsed = tc_parse(query, column, error);
    return parsed == NULL ? NULL
                          : tc_plan_new(parsed, filters != NULL ? filters : &none, analyzer,
                                        abbreviations, reader, column, error);
}

/* The documents, by the numbers of their files ("1 3"), that a query tree matches. Takes it; NULL
 * has failed. Free with g_free(). */
static inline char *
matching(TcXQuery *query)
{
    g_autoptr(TcXQuery) owned = query;
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), &error);

    cr_assert(query != NULL && enquire != NULL);
    cr_assert(tc_x_enquire_set_query(enquire, query, &error) &&
              tc_x_enquire_set_boolean(enquire, &error));
    g_autoptr(TcXMSet) found = tc_x_enquire_run(enquire, 0, 1000, 1000, &error);
    cr_assert(found != NULL, "%s", error != NULL ? error->message : "");
    /* The index has the documents in the order of the table. */
    gboolean is_there[G_N_ELEMENTS(archive) + 1] = {FALSE};
    for (gsize i = 0; i < tc_x_mset_size(found); i++)
        is_there[tc_x_mset_hit(found, i).docid] = TRUE;
    for (guint i = 1; i <= G_N_ELEMENTS(archive); i++)
        if (is_there[i])
            g_string_append_printf(out, "%s%u", out->len > 0 ? " " : "", i);
    return g_string_free(out, FALSE);
}

#endif

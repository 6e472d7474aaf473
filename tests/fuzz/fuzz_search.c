/* Any bytes as a query, through all that answers it: parsed, planned, searched, ranked, explained
 * and quoted on a small index. Of the first byte a bit each asks for another way. */
#include "query/search/search.h"
#include "query/show/explain.h"
#include "query/show/facet.h"
#include "query/show/snippet.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/folder.h"
#include "tests/support/sample_index.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const TcSampleDocument documents[] = {
    {.path = "/a/30c.txt",
     .title = "Nghị quyết về chương trình tổng thể cải cách hành chính nhà nước",
     .number = "30c/NQ-CP",
     .type = "Nghị quyết",
     .org = "Chính phủ",
     .place = "Hà Nội",
     .date = 20111108,
     .text = "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;\n"
             "Cải cách hành chính (CCHC) nhà nước giai đoạn 2011 - 2020. Cải cách thể chế. Cải "
             "cách thủ tục hành chính.\nNơi nhận:\n- Ban Bí thư;\n- Văn phòng Quốc hội."},
    {.path = "/a/huyện/hội đồng nhân dân.doc",
     .title = "Báo cáo của Hội đồng nhân dân cấp tỉnh",
     .type = "Báo cáo",
     .date = 20201204,
     .text = "Hội đồng nhân dân (HĐND) cấp tỉnh họp ngày 4-12. Kinh tế - xã hội (KT-XH) phát "
             "triển; thu ngân sách đạt 100 %. Ông Nguyễn Văn Bình chủ trì. Hội đồng nhân dân "
             "cấp tỉnh cải cách hành chính"},
    {.path = "/a/thu.eml",
     .text = "hoi dong nhan dan hop ban ve cai cach hanh chinh va hoc phi cua cac truong trong "
             "tinh trong nam hoc moi theo nghi quyet so 12 cua hoi dong nhan dan tinh khoa nay"},
    {.path = "/b/2020/Luật Đê điều.htm",
     .title = "LUẬT ĐÊ ĐIỀU",
     .number = "79/2006/QH11",
     .type = "Luật",
     .text = "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về quy hoạch phòng, chống lũ. “Đê” "
             "là công trình (xem Điều 3) ngăn nước lũ của sông hoặc ngăn nước biển."},
    {.path = "/b/copy.htm",
     .text = "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về quy hoạch phòng, chống lũ. “Đê” "
             "là công trình (xem Điều 3) ngăn nước lũ của sông hoặc ngăn nước biển."},
};

static TcReader *reader;
static TcAnalyzer *analyzer;
static TcAbbreviations *abbreviations;

static void
close_index(void)
{
    tc_reader_close(reader);
    tc_analyzer_free(analyzer);
    tc_abbreviations_free(abbreviations);
    folder_remove();
}

static void
open_index(void)
{
    g_autoptr(GError) error = NULL;

    folder_make();
    g_autofree char *dir = in_folder("i");

    tc_sample_index(dir, documents, G_N_ELEMENTS(documents));
    analyzer = tc_analyzer_new(&error);
    abbreviations = tc_abbreviations_new();
    reader = tc_reader_open((const char *const *)&dir, 1, TC_ANALYZER_VERSION, &error);
    if (reader == NULL)
        g_error("fuzz_search: %s", error->message);
    atexit(close_index);
}

static void
check_snippet(const TcResults *results, const TcSearchHit *hit)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcStoredRecord) record = tc_reader_record(reader, hit->ranked.docid, TRUE, &error);

    must(record != NULL, "a hit has a record");
    TcSnippet *snippet = tc_snippet_new(analyzer, tc_plan_words(results->plan),
                                        tc_stored_record_get(record), hit->ranked.cluster, FALSE);
    guint32 done = 0;

    must(g_utf8_validate(snippet->text, -1, NULL), "a snippet is UTF-8");
    for (guint i = 0; i < snippet->highlights->len; i++) {
        const TcHighlight *lit = tc_highlight_at(snippet->highlights, i);

        must(lit->start >= done && lit->end > lit->start && lit->end <= strlen(snippet->text),
             "highlights are ascending ranges of the snippet");
        done = lit->end;
    }
    tc_snippet_free(snippet);
}

static void
check_results(const TcResults *results)
{
    TcWords *words = tc_plan_words(results->plan);

    must(words->words->len <= TC_WORDS_MAX, "a query has no more words than are looked at");
    must(words->sequence->len == words->typed->len, "it is known how each word was typed");
    for (guint i = 0; i < words->sequence->len; i++)
        must(tc_word_at(words->sequence, i)->word < words->words->len, "a place has a word");
    for (guint i = 0; i < results->hits->len; i++) {
        const TcSearchHit *hit = tc_search_hit_at(results->hits, i);

        must(isfinite(hit->ranked.score), "a score is a number");
        must(i == 0 || hit->rank == hit[-1].rank + 1, "hits are numbered");
        check_snippet(results, hit);
        if (results->pool != NULL)
            tc_explanation_free(
                tc_rank_explain(results->pool, words, tc_plan_topic(results->plan), &hit->ranked));
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    guint8 ways = size > 0 ? data[0] : 0;
    g_autofree char *query = g_strndup((const char *)data + (size > 0), size - (size > 0));
    g_autoptr(GError) error = NULL;
    gsize column = 0;
    g_autoptr(TcNode) node = (ways & 1) ? tc_parse_plain(query) : tc_parse(query, &column, &error);
    TcSearchOptions options = {.limit = 10,
                               .sort = (ways & 2) ? TC_SORT_NEWEST : TC_SORT_RELEVANCE,
                               .counts_only = (ways & 4) != 0,
                               .collapses = (ways & 8) == 0};

    if (reader == NULL)
        open_index();
    if (node == NULL)
        return 0;
    g_autoptr(TcResults) results =
        tc_search(reader, analyzer, abbreviations, node, &options, &column, &error);

    if (results == NULL) {
        must(error->domain == TC_PARSE_ERROR, "a query is answered, or its fault is told");
        return 0;
    }
    check_results(results);
    if (ways & 16) {
        g_autoptr(GArray) values =
            tc_facet_count(reader, results->plan, TC_FIELD_TYPE, NULL, &error);

        must(values != NULL, "facets are counted");
    }
    return 0;
}

#include "query/evidence.h"

#include "store/schema.h"
#include "text/date.h"
#include "text/number.h"

#include <string.h>

static void
evidence_clear(gpointer data)
{
    TcEvidence *evidence = data;
    g_free(evidence->own);
    g_free(evidence->term);
}

GArray *
tc_evidence_new(void)
{
    GArray *evidence = g_array_new(FALSE, FALSE, sizeof(TcEvidence));
    g_array_set_clear_func(evidence, evidence_clear);
    return evidence;
}

typedef struct {
    GArray *evidence; /* of TcEvidence */
    GArray *numbers;  /* of TcSpan */
} EvidenceScan;

static void
add_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    EvidenceScan *scan = user;
    TcSpan span = {start, end};
    g_array_append_val(scan->numbers, span);
    gboolean begins = number->key[number->symbol] == '\0';
    TcEvidence evidence = {
        .own = g_strconcat(TC_TERM_OWN_NUMBER, number->key, begins ? "/" : NULL, NULL),
        .term = g_strconcat(TC_TERM_NUMBER, number->key, begins ? "/" : NULL, NULL),
        .begins = begins,
    };
    g_array_append_val(scan->evidence, evidence);
}

static void
add_date(const TcDate *date, gpointer user)
{
    EvidenceScan *scan = user;
    TcEvidence evidence = {NULL, NULL, FALSE};
    if (date->from == 0 || (date->type != TC_DATE_DAY && date->type != TC_DATE_MONTH)) {
        return; /* the words of a year or of a range stand together as they are */
    }
    evidence.term = date->type == TC_DATE_DAY
                        ? g_strdup_printf(TC_TERM_DAY "%08u", date->from)
                        : g_strdup_printf(TC_TERM_MONTH "%06u", date->from / 100);
    g_array_append_val(scan->evidence, evidence);
}

void
tc_evidence_find(const char *text, GArray *evidence, GArray *numbers)
{
    TcNumber number;
    EvidenceScan scan = {evidence, numbers};
    tc_numbers_find(text, strlen(text), add_number, &scan);
    if (numbers->len == 0 && tc_number_parse(text, strlen(text), &number)) {
        add_number(&number, 0, strlen(text), &scan);
    }
    tc_dates_find(text, strlen(text), add_date, &scan);
}

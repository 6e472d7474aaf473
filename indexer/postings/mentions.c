#include "indexer/postings/mentions.h"

#include "base/order.h"
#include "store/schema.h"
#include "text/date/date.h"
#include "text/number/number.h"

#include <string.h>

typedef struct {
    GStringChunk *terms;
    GArray *items;
    GHashTable *seen; /* of number terms; NULL until the first */
    GArray *days;     /* guint32: YYYYMMDD, or YYYYMM00 for a month */
} Mentions;

static void
add_term(GStringChunk *terms, GArray *items, const char *term)
{
    TcPosting posting = {.term_len = (guint32)strlen(term)};

    posting.term = g_string_chunk_insert_len(terms, term, posting.term_len);
    g_array_append_val(items, posting);
}

static void
note_number(const TcNumber *number, G_GNUC_UNUSED gsize start, G_GNUC_UNUSED gsize end,
            gpointer user)
{
    Mentions *mentions = user;
    char term[sizeof TC_TERM_NUMBER + TC_NUMBER_KEY_MAX];

    if (mentions->seen == NULL)
        mentions->seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_snprintf(term, sizeof term, "%s%s", TC_TERM_NUMBER, number->key);
    if (g_hash_table_size(mentions->seen) >= TC_MENTIONS_MAX ||
        g_hash_table_contains(mentions->seen, term))
        return;
    add_term(mentions->terms, mentions->items, term);
    g_hash_table_add(mentions->seen,
                     (gpointer)tc_posting_at(mentions->items, mentions->items->len - 1)->term);
}

static void
note_date(const TcDate *date, gpointer user)
{
    Mentions *mentions = user;
    guint32 month = date->from / 100 * 100;

    if (date->from == 0)
        return;
    if (date->type == TC_DATE_DAY)
        g_array_append_val(mentions->days, date->from);
    if (date->type == TC_DATE_DAY || date->type == TC_DATE_MONTH)
        g_array_append_val(mentions->days, month);
}

static int
compare_days(const void *a, const void *b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;

    return TC_ORDER(left, right);
}

static void
add_days(Mentions *mentions)
{
    guint32 last = 0;
    guint count = 0;

    g_array_sort(mentions->days, compare_days);
    for (guint i = 0; i < mentions->days->len && count < TC_MENTIONS_MAX; i++) {
        guint32 day = g_array_index(mentions->days, guint32, i);
        char term[16];

        if (day == last)
            continue;
        last = day;
        count++;
        if (day % 100 == 0)
            g_snprintf(term, sizeof term, "%s%06u", TC_TERM_MONTH, day / 100);
        else
            g_snprintf(term, sizeof term, "%s%08u", TC_TERM_DAY, day);
        add_term(mentions->terms, mentions->items, term);
    }
}

void
tc_mentions_add(const char *text, gsize len, GStringChunk *terms, GArray *items)
{
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(guint32));
    Mentions mentions = {.terms = terms, .items = items, .days = days};

    tc_numbers_find(text, len, note_number, &mentions);
    tc_dates_find(text, len, note_date, &mentions);
    add_days(&mentions);
    g_clear_pointer(&mentions.seen, g_hash_table_unref);
}

void
tc_mentions_add_own(const char *number, GStringChunk *terms, GArray *items)
{
    g_autofree char *said = g_strconcat("số ", number, NULL);
    char term[sizeof TC_TERM_OWN_NUMBER + TC_NUMBER_KEY_MAX + 1];
    TcNumber parsed;

    if (!tc_number_parse(said, strlen(said), &parsed))
        return;
    g_snprintf(term, sizeof term, "%s%s%s", TC_TERM_OWN_NUMBER, parsed.key,
               parsed.key[parsed.symbol] == '\0' ? "/" : "");
    add_term(terms, items, term);
    /* A term without a position weighs nothing, as the document of this number is to come before
     * those that name it. */
    tc_posting_at(items, items->len - 1)->position = 1;
}

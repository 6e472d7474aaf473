#include "query/words/beside.h"

#include "query/words/queries.h"

gboolean
tc_beside_count(TcReader *reader, GPtrArray *leaves, guint32 most, guint32 *count, GError **error)
{
    guint32 estimated = 0;
    guint32 upper = 0;
    g_autoptr(TcXQuery) phrase = tc_queries_combine(TC_X_PHRASE, leaves, leaves->len, error);
    g_autoptr(TcXEnquire) enquire =
        phrase == NULL ? NULL : tc_x_enquire_new(tc_reader_database(reader), error);
    g_autoptr(TcXMSet) mset = NULL;
    /* Without weights it ends when enough are found. */
    if (enquire != NULL && tc_x_enquire_set_query(enquire, phrase, error) &&
        tc_x_enquire_set_boolean(enquire, error))
        mset = tc_x_enquire_run(enquire, 0, 0, most, error);
    if (mset == NULL)
        return FALSE;
    /* Beyond it each shard estimates for itself. */
    tc_x_mset_bounds(mset, count, &estimated, &upper);
    *count = MIN(*count, most);
    return TRUE;
}

TcPairTerm
tc_pair_term(const char *a, gsize a_len, const char *b, gsize b_len)
{
    TcPairTerm term = {.bytes = TC_TERM_PAIR};
    term.len = tc_pair_key(a, a_len, b, b_len, term.bytes + TC_PAIR_PREFIX_LEN);
    term.len += term.len > 0 ? TC_PAIR_PREFIX_LEN : 0;
    return term;
}

TcPairTerm
tc_pair_term_begin(const char *a, gsize a_len, const char *b, gsize b_len)
{
    TcPairTerm term = {.bytes = TC_TERM_PAIR};
    term.len = tc_pair_key_begin(a, a_len, b, b_len, term.bytes + TC_PAIR_PREFIX_LEN);
    term.len += term.len > 0 ? TC_PAIR_PREFIX_LEN : 0;
    return term;
}

gboolean
tc_beside_repeated(TcReader *reader, const char *a, gsize a_len, const char *b, gsize b_len,
                   guint32 *freq, GError **error)
{
    const TcPairTerm term = tc_pair_term(a, a_len, b, b_len);
    *freq = 0;
    return term.len == 0 || tc_reader_term_freq(reader, term.bytes, term.len, freq, error);
}

/* store/xapian/own/terms.h - the terms of one part of a database, and how often each is there.
 * Private to store/xapian/. Terms are as they are stored (term/code.h). */
#ifndef TC_STORE_XAPIAN_OWN_TERMS_H
#define TC_STORE_XAPIAN_OWN_TERMS_H

#include "store/glass/number.h"
#include "store/glass/position_list.h"
#include "store/xapian/own/own.h"

namespace tc
{

struct TermCounts {
    Xapian::doccount documents = 0; /* that have it */
    guint64 occurrences = 0;        /* in all of these */
};

/* What the first entry of a list begins with. */
inline TermCounts
counts_of_entry(const guint8 *entry, gsize len, bool is_compressed)
{
    const guint8 *end = entry + len;
    guint64 documents = 0;
    TermCounts counts;
    if (is_compressed || !tc_glass_take_number(&entry, end, &documents) ||
        !tc_glass_take_number(&entry, end, &counts.occurrences) || documents > G_MAXUINT32)
        throw AskXapian();
    counts.documents = static_cast<Xapian::doccount>(documents);
    return counts;
}

/* The key of the list of a term, without what ends a term that something follows. */
struct TermKey {
    guint8 bytes[TC_POSTING_KEY_MAX];
    gsize len;

    explicit TermKey(const std::string &term)
    {
        if (term.empty() || term.size() * 2 + 2 > sizeof bytes)
            throw AskXapian();
        len = tc_position_key_begin(term.data(), term.size(), bytes) - 1;
    }
};

inline TermCounts
own_term_counts(TcTable *postings, const std::string &term)
{
    const TermKey key(term);
    const guint8 *entry = nullptr;
    gsize len = 0;
    gboolean is_compressed = FALSE;
    switch (tc_table_find(postings, key.bytes, key.len, &entry, &len, &is_compressed)) {
    case TC_TABLE_FOUND:
        return counts_of_entry(entry, len, is_compressed);
    case TC_TABLE_ABSENT:
        return {};
    case TC_TABLE_ASK:
        break;
    }
    throw AskXapian();
}

/* Terms in their order. Others may look into the table between one and the next. */
class OwnTerms
{
    TcTable *table_;
    std::string term_;
    Xapian::doccount documents_ = 0;

    void
    seek(const guint8 *key, gsize len)
    {
        TcTableItem item;
        term_.clear();
        switch (tc_table_seek(table_, key, len, &item)) {
        case TC_TABLE_FOUND:
            break;
        case TC_TABLE_ABSENT:
            return;
        case TC_TABLE_ASK:
            throw AskXapian();
        }
        for (gsize i = 0; i < item.key_len; i++) {
            term_ += static_cast<char>(item.key[i]);
            /* Anything else is no beginning of a list. */
            if (item.key[i] == 0 && (++i == item.key_len || item.key[i] != 0xFF))
                throw AskXapian();
        }
        documents_ = counts_of_entry(item.tag, item.tag_len, item.is_compressed).documents;
    }

  public:
    /* From the first one on that is not before `from`. */
    OwnTerms(TcTable *postings, const std::string &from) : table_(postings)
    {
        const TermKey key(from);
        seek(key.bytes, key.len);
    }

    void
    next()
    {
        /* Behind the other entries of its list, whose keys go on with a zero byte and the number of
         * a document, none of which begins so. */
        TermKey key(term_);
        key.bytes[key.len + 1] = 0xFF;
        seek(key.bytes, key.len + 2);
    }

    /* Empty behind the last one. */
    const std::string &
    term() const
    {
        return term_;
    }

    /* That have it. */
    Xapian::doccount
    documents() const
    {
        return documents_;
    }
};

} // namespace tc

#endif

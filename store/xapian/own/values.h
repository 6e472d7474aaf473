/* store/xapian/own/values.h - the values that documents have in a slot, read here or by Xapian.
 *
 * Private to store/xapian/. */
#ifndef TC_STORE_XAPIAN_VALUES_H
#define TC_STORE_XAPIAN_VALUES_H

#include "store/glass/value_list.h"
#include "store/xapian/own/own.h"

#include <string>

namespace tc
{

/* Documents are asked for in their order. */
class Values
{
    const Xapian::Database &db_;
    const Xapian::valueno slot_;
    std::vector<TcValueList> lists_ = {}; /* by parts; none where Xapian reads */
    bool has_begun_ = false;              /* Xapian's reading */
    Xapian::ValueIterator at_ = {};
    std::string value_ = {};

    void
    clear()
    {
        for (TcValueList &list : lists_)
            tc_value_list_clear(&list);
        lists_.clear();
    }

    const std::string &
    by_xapian(Xapian::docid docid)
    {
        value_.clear();
        if (!has_begun_) {
            at_ = db_.valuestream_begin(slot_);
            has_begun_ = true;
        }
        if (at_ != db_.valuestream_end(slot_))
            at_.skip_to(docid);
        if (at_ != db_.valuestream_end(slot_) && at_.get_docid() == docid)
            value_ = *at_;
        return value_;
    }

  public:
    /* `tables` of postings, by the parts of `db`; none to have Xapian read. */
    Values(const Xapian::Database &db, const std::vector<TcTable *> &tables, Xapian::valueno slot)
        : db_(db), slot_(slot), lists_(tables.size())
    {
        for (size_t i = 0; i < tables.size(); i++)
            tc_value_list_init(&lists_[i], tables[i], slot);
    }

    Values(const Values &) = delete;
    Values &operator=(const Values &) = delete;

    ~Values()
    {
        clear();
    }

    /* Empty where it has none; until the next one is asked for. */
    const std::string &
    of(Xapian::docid docid)
    {
        const size_t parts = lists_.size();
        if (parts == 0)
            return by_xapian(docid);
        const guint8 *value = nullptr;
        gsize len = 0;
        const auto own = static_cast<guint32>((docid - 1) / parts + 1);
        switch (tc_value_list_find(&lists_[(docid - 1) % parts], own, &value, &len)) {
        case TC_TABLE_FOUND:
            value_.assign(reinterpret_cast<const char *>(value), len);
            return value_;
        case TC_TABLE_ABSENT:
            value_.clear();
            return value_;
        case TC_TABLE_ASK:
            break;
        }
        clear();
        return by_xapian(docid);
    }
};

} // namespace tc

#endif

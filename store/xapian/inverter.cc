#include "base/first_bytes.h"
#include "store/xapian/glass_pack.h"
#include "store/xapian/spool.h"
#include "store/xapian/term/code.h"

#include <algorithm>
#include <cstring>

using namespace tc;

namespace
{

/* This many bytes of the log make a run: it then fits into memory twice to be sorted, and a million
 * files make some sixty runs. */
constexpr size_t RUN_LEN = size_t{12} << 20;

constexpr size_t SLOTS_MIN = size_t{1} << 15;

/* A log entry: number of the term, length of the body, body. */
constexpr size_t LOG_HEAD = 2 * sizeof(uint32_t);

uint32_t
hash_of(const char *bytes, size_t len)
{
    uint64_t hash = len * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < len; i += 8) {
        hash = (hash ^ tc_first_bytes(bytes + i, len - i)) * 0xFF51AFD7ED558CCDu;
        hash ^= hash >> 32;
    }
    return static_cast<uint32_t>(hash);
}

} // namespace

Inverter::Inverter(const std::string &folder) : folder_(folder), slots_(SLOTS_MIN)
{
}

/* Doubles the slots. Few of them may be full, as each look-up goes on to the next empty one. */
void
Inverter::grow()
{
    std::vector<uint64_t> larger(slots_.size() * 2);
    const size_t mask = larger.size() - 1;
    for (size_t i = 0; i < terms_.size(); i++) {
        size_t at = terms_[i].hash & mask;
        while (larger[at] != 0)
            at = (at + 1) & mask;
        larger[at] = uint64_t{terms_[i].hash} << 32 | (i + 1);
    }
    slots_.swap(larger);
}

uint32_t
Inverter::number_of(const char *term, uint32_t term_len, uint32_t hash)
{
    const size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        if (slots_[at] >> 32 != hash)
            continue;
        const auto number = static_cast<uint32_t>(slots_[at]) - 1;
        const Term &known = terms_[number];
        if (known.name_len == term_len && memcmp(&names_[known.name_at], term, term_len) == 0)
            return number;
    }
    const auto number = static_cast<uint32_t>(terms_.size());
    const size_t name_at = names_.size();
    names_.resize(name_at + term_len + coded_len_max(term_len));
    std::copy(term, term + term_len, &names_[name_at]);
    const size_t code_len =
        code_term(term, term_len, reinterpret_cast<uint8_t *>(&names_[name_at + term_len]));
    names_.resize(name_at + term_len + code_len);
    terms_.push_back({static_cast<uint32_t>(name_at), static_cast<uint16_t>(term_len),
                      static_cast<uint16_t>(code_len), hash});
    slots_[at] = uint64_t{hash} << 32 | (number + 1);
    if (terms_.size() * 2 > slots_.size())
        grow();
    return number;
}

bool
Inverter::is_in_order(const char *term, size_t term_len) const
{
    if (waiting_.empty())
        return true;
    const Waiting &last = waiting_.back();
    const int order = memcmp(&pending_[last.at], term, std::min<size_t>(last.name_len, term_len));
    return order != 0 ? order < 0 : last.name_len < term_len;
}

void
Inverter::add(const char *term, size_t term_len, uint32_t docid, const uint32_t *positions,
              size_t count)
{
    const size_t at = pending_len_;
    const size_t end = at + term_len + 3 * PACKED_MAX + positions_len_max(count);
    if (end > pending_.size())
        pending_.resize(std::max(2 * pending_.size(), end));
    std::copy(term, term + term_len, &pending_[at]);
    uint8_t *const body = &pending_[at + term_len];
    uint8_t *to = put_packed(put_packed(body, docid), count);
    if (count == 0) {
        *to++ = 0;
    } else {
        /* Its length stands before it and takes a byte in most cases. */
        const size_t len = encode_positions(to + 1, positions, count);
        if (len < 0x80) {
            *to = static_cast<uint8_t>(len);
            to += 1 + len;
        } else {
            uint8_t text[PACKED_MAX];
            const auto text_len = static_cast<size_t>(put_packed(text, len) - text);
            memmove(to + text_len, to + 1, len);
            memcpy(to, text, text_len);
            to += text_len + len;
        }
    }
    pending_len_ = static_cast<size_t>(to - pending_.data());
    waiting_.push_back({hash_of(term, term_len), static_cast<uint32_t>(term_len),
                        static_cast<uint32_t>(count), at, pending_len_ - at - term_len});
}

/* Ask memory for what will be looked up soon: the slot of a term, then what is known of the term
 * that is there, then its name. */
void
Inverter::ask_for(size_t i) const
{
    constexpr size_t SLOT_AHEAD = 18, TERM_AHEAD = 12, NAME_AHEAD = 6;
    const size_t mask = slots_.size() - 1;
    const auto slot = [&](size_t at) { return &slots_[waiting_[at].hash & mask]; };
    if (i + SLOT_AHEAD < waiting_.size())
        __builtin_prefetch(slot(i + SLOT_AHEAD));
    if (i + TERM_AHEAD < waiting_.size() && *slot(i + TERM_AHEAD) != 0)
        __builtin_prefetch(&terms_[static_cast<uint32_t>(*slot(i + TERM_AHEAD)) - 1]);
    if (i + NAME_AHEAD < waiting_.size() && *slot(i + NAME_AHEAD) != 0)
        __builtin_prefetch(
            &names_[terms_[static_cast<uint32_t>(*slot(i + NAME_AHEAD)) - 1].name_at]);
}

void
Inverter::take(const Waiting &item, TermList &list)
{
    const uint32_t number =
        number_of(reinterpret_cast<const char *>(&pending_[item.at]), item.name_len, item.hash);
    const auto body_len = static_cast<uint32_t>(item.body_len);
    const size_t at = log_len_;
    log_len_ += LOG_HEAD + body_len;
    if (log_len_ > log_.size())
        log_.resize(std::max(std::min(2 * log_.size(), RUN_LEN), log_len_));
    memcpy(&log_[at], &number, sizeof number);
    memcpy(&log_[at + sizeof number], &body_len, sizeof body_len);
    memcpy(&log_[at + LOG_HEAD], &pending_[item.at + item.name_len], body_len);
    Term &term = terms_[number];
    term.documents++;
    term.occurrences += item.count;
    term.bytes += body_len;
    list.add(code_of(term), term.code_len, item.count);
}

void
Inverter::end_document(TermList &list)
{
    list.clear();
    for (size_t i = 0; i < waiting_.size(); i++) {
        ask_for(i);
        take(waiting_[i], list);
    }
    waiting_.clear();
    pending_len_ = 0;
    if (log_len_ >= RUN_LEN)
        write_run();
}

void
Inverter::finish()
{
    write_run();
}

void
Inverter::write_run()
{
    if (terms_.empty())
        return;
    /* Compared by their first eight bytes as one number; the rest is seldom needed. */
    std::vector<std::pair<uint64_t, uint32_t>> order(terms_.size());
    for (uint32_t i = 0; i < terms_.size(); i++) {
        const uint64_t first = tc_first_bytes(code_of(terms_[i]), terms_[i].code_len);
        order[i] = {GUINT64_FROM_BE(first), i};
    }
    std::sort(order.begin(), order.end(), [&](const auto &a, const auto &b) {
        if (a.first != b.first)
            return a.first < b.first;
        const Term &x = terms_[a.second], &y = terms_[b.second];
        const int by_bytes = memcmp(code_of(x), code_of(y), std::min(x.code_len, y.code_len));
        return by_bytes != 0 ? by_bytes < 0 : x.code_len < y.code_len;
    });
    /* Where the occurrences of each term go. */
    std::vector<size_t> next(terms_.size());
    size_t total = 0;
    for (const auto &item : order) {
        next[item.second] = total;
        total += terms_[item.second].bytes;
    }
    std::vector<uint8_t> sorted(total);
    for (size_t at = 0; at < log_len_;) {
        uint32_t number, body_len;
        memcpy(&number, &log_[at], sizeof number);
        memcpy(&body_len, &log_[at + sizeof number], sizeof body_len);
        memcpy(sorted.data() + next[number], &log_[at + LOG_HEAD], body_len);
        next[number] += body_len;
        at += LOG_HEAD + body_len;
    }
    Output run(run_path(folder_, runs_++));
    for (const auto &item : order) {
        const Term &term = terms_[item.second];
        run.append_number(term.code_len);
        run.append(code_of(term), term.code_len);
        run.append_number(term.documents);
        run.append_number(term.occurrences);
        run.append_number(term.bytes);
        run.append(sorted.data() + next[item.second] - term.bytes, term.bytes);
    }
    run.close();
    log_len_ = 0;
    terms_.clear();
    names_.clear();
    std::fill(slots_.begin(), slots_.end(), 0);
}

#include "store/xapian/spool.h"

#include "store/xapian/glass_pack.h"

#include <algorithm>
#include <cstring>

using namespace tc;

namespace
{

/* So many bytes of the log make a run: it then fits into memory twice to be sorted, and a million
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
        uint64_t part = 0;
        memcpy(&part, bytes + i, std::min<size_t>(8, len - i));
        hash = (hash ^ part) * 0xFF51AFD7ED558CCDu;
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
    terms_.push_back({static_cast<uint32_t>(names_.size()), term_len, hash});
    names_.insert(names_.end(), term, term + term_len);
    slots_[at] = uint64_t{hash} << 32 | (number + 1);
    if (terms_.size() * 2 > slots_.size())
        grow();
    return number;
}

void
Inverter::add(const char *term, size_t term_len, uint32_t docid, const uint32_t *positions,
              size_t count)
{
    const size_t at = pending_.size();
    pending_.resize(at + term_len + 3 * PACKED_MAX + positions_len_max(count));
    memcpy(&pending_[at], term, term_len);
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
    const auto body_len = static_cast<size_t>(to - body);
    pending_.resize(at + term_len + body_len);
    waiting_.push_back({hash_of(term, term_len), static_cast<uint32_t>(term_len),
                        static_cast<uint32_t>(count), at, body_len});
}

void
Inverter::take_waiting()
{
    constexpr size_t SLOT_AHEAD = 12, TERM_AHEAD = 6;
    const size_t count = waiting_.size();
    for (size_t i = 0; i < count; i++) {
        const size_t mask = slots_.size() - 1;
        if (i + SLOT_AHEAD < count)
            __builtin_prefetch(&slots_[waiting_[i + SLOT_AHEAD].hash & mask]);
        if (i + TERM_AHEAD < count) {
            const uint64_t slot = slots_[waiting_[i + TERM_AHEAD].hash & mask];
            if (slot != 0)
                __builtin_prefetch(&terms_[static_cast<uint32_t>(slot) - 1]);
        }
        const Waiting &item = waiting_[i];
        const uint32_t number =
            number_of(reinterpret_cast<const char *>(&pending_[item.at]), item.name_len, item.hash);
        const auto body_len = static_cast<uint32_t>(item.body_len);
        const size_t at = log_.size();
        log_.resize(at + LOG_HEAD + body_len);
        memcpy(&log_[at], &number, sizeof number);
        memcpy(&log_[at + sizeof number], &body_len, sizeof body_len);
        memcpy(&log_[at + LOG_HEAD], &pending_[item.at + item.name_len], body_len);
        Term &term = terms_[number];
        term.documents++;
        term.occurrences += item.count;
        term.bytes += body_len;
    }
    waiting_.clear();
    pending_.clear();
}

void
Inverter::end_document()
{
    take_waiting();
    if (log_.size() >= RUN_LEN)
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
        uint64_t first = 0;
        memcpy(&first, &names_[terms_[i].name_at], std::min<size_t>(8, terms_[i].name_len));
        order[i] = {__builtin_bswap64(first), i};
    }
    std::sort(order.begin(), order.end(), [&](const auto &a, const auto &b) {
        if (a.first != b.first)
            return a.first < b.first;
        const Term &x = terms_[a.second], &y = terms_[b.second];
        const int by_bytes =
            memcmp(&names_[x.name_at], &names_[y.name_at], std::min(x.name_len, y.name_len));
        return by_bytes != 0 ? by_bytes < 0 : x.name_len < y.name_len;
    });
    /* Where the occurrences of each term go. */
    std::vector<size_t> next(terms_.size());
    size_t total = 0;
    for (const auto &item : order) {
        next[item.second] = total;
        total += terms_[item.second].bytes;
    }
    std::vector<uint8_t> sorted(total);
    for (size_t at = 0; at < log_.size();) {
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
        run.append_number(term.name_len);
        run.append(&names_[term.name_at], term.name_len);
        run.append_number(term.documents);
        run.append_number(term.occurrences);
        run.append_number(term.bytes);
        run.append(sorted.data() + next[item.second] - term.bytes, term.bytes);
    }
    run.close();
    log_.clear();
    terms_.clear();
    names_.clear();
    std::fill(slots_.begin(), slots_.end(), 0);
}

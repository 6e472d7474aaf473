#include "store/xapian/term/code.h"

#include "store/schema.h"
#include "store/xapian/term/code_data.h"

#include <algorithm>
#include <cstring>

using namespace tc;

namespace
{

constexpr uint8_t REST_AT_ZERO = 0x01, REST_BEYOND_ASCII = 0xFF;
constexpr size_t PAIR_LEN = sizeof TC_TERM_PAIR - 1;

bool
has_prefix(const char *term, size_t len)
{
    return len > 0 && term[0] >= 'A' && term[0] <= 'Z';
}

/* How much of a term stands before what is coded, and stays as it is. */
size_t
plain_len(const char *term, size_t len)
{
    if (!has_prefix(term, len))
        return 0;
    return len >= PAIR_LEN && memcmp(term, TC_TERM_PAIR, PAIR_LEN) == 0 ? PAIR_LEN : len;
}

/* The part of a term that begins at `term`. Returns what is behind it. */
const uint8_t *
take_part(const uint8_t *term, const uint8_t *end, uint16_t *code, const TermNode **in)
{
    /* The root has a child for each byte from 1 on. */
    const TermNode *node = &term_nodes[*term++];
    unsigned gap = 0;
    for (; term < end; term++) {
        const uint8_t *const children = &term_child_bytes[node->child];
        gap = 0;
        for (unsigned more = node->children; more > 0;) {
            const unsigned half = more / 2;
            const bool is_behind = children[gap + half] < *term;
            gap += is_behind ? half + 1 : 0;
            more = is_behind ? more - half - 1 : half;
        }
        if (gap == node->children || children[gap] != *term)
            break;
        node = &term_nodes[node->child + gap];
        gap = 0;
    }
    *code = term_codes[node->gap + gap];
    *in = node;
    return term;
}

uint8_t *
put_code(uint8_t *to, unsigned code)
{
    *to++ = static_cast<uint8_t>(code >> 8);
    if ((code & 0xFF) != 0)
        *to++ = static_cast<uint8_t>(code);
    return to;
}

} // namespace

size_t
tc::code_term(const char *term, size_t len, uint8_t *to)
{
    const auto *at = reinterpret_cast<const uint8_t *>(term);
    const uint8_t *const end = at + len;
    uint8_t *const begin = to;
    const size_t plain = plain_len(term, len);
    to = std::copy(at, at + plain, to);
    at += plain;
    const uint8_t *const coded = at;
    while (at < end && static_cast<size_t>(at - coded) < TERM_PARTS_MIN) {
        if (*at == 0 || *at >= 0x80) {
            *to++ = *at == 0 ? REST_AT_ZERO : REST_BEYOND_ASCII;
            break;
        }
        uint16_t code = 0;
        const TermNode *node = nullptr;
        at = take_part(at, end, &code, &node);
        to = put_code(to, code);
    }
    return static_cast<size_t>(std::copy(at, end, to) - begin);
}

std::string
tc::coded_term(const char *term, size_t len)
{
    std::string code(coded_len_max(len), '\0');
    code.resize(code_term(term, len, reinterpret_cast<uint8_t *>(&code[0])));
    return code;
}

void
tc::decode_term(const std::string &code, std::string &term)
{
    const size_t plain = plain_len(code.data(), code.size());
    size_t at = plain;
    term.assign(code, 0, plain);
    while (at < code.size() && term.size() - plain < TERM_PARTS_MIN) {
        const auto first = static_cast<uint8_t>(code[at++]);
        if (first == REST_AT_ZERO || first == REST_BEYOND_ASCII)
            break;
        unsigned node = term_firsts[first].node;
        if (node == 0) {
            const unsigned second = at < code.size() ? static_cast<uint8_t>(code[at++]) : 0u;
            if (second == 0 || second > term_firsts[first].count)
                return;
            node = term_second[term_firsts[first].pairs + second - 1];
        }
        term.append(&term_text[term_nodes[node].text], term_nodes[node].len);
    }
    term.append(code, at, std::string::npos);
}

std::vector<std::string>
tc::beginnings_of_prefix(const std::string &prefix, Beginnings kind)
{
    const size_t plain = plain_len(prefix.data(), prefix.size());
    const auto *const begin = reinterpret_cast<const uint8_t *>(prefix.data());
    const uint8_t *const end = begin + prefix.size();
    const uint8_t *at = begin + plain;
    uint16_t code = 0;
    const TermNode *node = nullptr;
    while (at < end && static_cast<size_t>(at - begin) - plain<TERM_PARTS_MIN && * at> 0 &&
           *at < 0x80) {
        at = take_part(at, end, &code, &node);
    }
    std::string before = coded_term(prefix.data(), prefix.size());
    if (node == nullptr || at < end)
        return {before};
    /* Terms may go on from the last part to whatever is below it in the tree; the codes of these
     * are neighbours. */
    before.resize(before.size() - ((code & 0xFF) != 0 ? 2 : 1));
    const unsigned first = term_codes[node->gap], last = term_codes[node->gap + node->children];
    std::vector<std::string> all;
    const auto add = [&](unsigned one) {
        uint8_t text[2];
        all.push_back(before);
        all.back().append(reinterpret_cast<char *>(text), put_code(text, one) - text);
    };
    for (unsigned byte = first >> 8; byte <= last >> 8; byte++) {
        const unsigned count = term_firsts[byte].count;
        const unsigned from = byte == first >> 8 && count > 0 ? first & 0xFF : 1;
        const unsigned to = byte == last >> 8 && count > 0 ? last & 0xFF : count;
        if (kind == Beginnings::ROUGH || count == 0 || (from == 1 && to == count)) {
            add(byte << 8);
            continue;
        }
        for (unsigned second = from; second <= to; second++)
            add(byte << 8 | second);
    }
    return all;
}

/* gen_term_code - makes the tables of store/xapian/term/code.h from a list of words.
 *
 *     gen_term_code words.tsv > term_code_data.cc
 *
 * A line of the list is a mark, how often the string is (of a million words), and the string, in
 * which %XX stands for a byte. Those marked with + become nodes, with all their beginnings; those
 * with = only count towards how frequent the gaps are that they are parted into. */
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace
{

/* Bytes that a code may begin with, below and above the prefixes of terms; 0x01 and 0xFF are taken.
 * */
constexpr unsigned LOW_FIRST = 0x02, LOW_LAST = 0x40, HIGH_FIRST = 0x5B, HIGH_LAST = 0xFE;
constexpr size_t SECOND_MAX = 255;

struct Gap {
    size_t node;
    uint64_t weight = 0;
    unsigned first = 0, second = 0;
};

struct Node {
    std::string text;
    std::vector<size_t> children; /* in the order of their last bytes */
    std::vector<size_t> gaps;     /* one more than children; NONE for those that hold nothing */
};

constexpr size_t NONE = SIZE_MAX;

unsigned
last_byte(const Node &node)
{
    return static_cast<unsigned char>(node.text.back());
}

class Tree
{
  public:
    Tree()
    {
        nodes_.push_back({});
        for (unsigned byte = 1; byte < 0x80; byte++)
            add(std::string(1, static_cast<char>(byte)));
    }

    void
    add(const std::string &text)
    {
        for (size_t len = 1; len <= text.size(); len++)
            by_text_.emplace(text.substr(0, len), 0);
    }

    /* Level by level, and each level in byte order. */
    void
    number()
    {
        std::vector<std::string> texts;
        for (const auto &item : by_text_)
            texts.push_back(item.first);
        std::stable_sort(
            texts.begin(), texts.end(),
            [](const std::string &a, const std::string &b) { return a.size() < b.size(); });
        for (const std::string &text : texts) {
            by_text_[text] = nodes_.size();
            nodes_[text.size() == 1 ? 0 : by_text_[text.substr(0, text.size() - 1)]]
                .children.push_back(nodes_.size());
            nodes_.push_back({text, {}, {}});
        }
        find_gaps(0);
    }

    void
    weigh(const std::string &text, uint64_t weight)
    {
        for (size_t at = 0; at < text.size();) {
            size_t node = 0;
            size_t child = 0;
            for (; at < text.size(); at++) {
                const std::vector<size_t> &children = nodes_[node].children;
                const unsigned byte = static_cast<unsigned char>(text[at]);
                for (child = 0; child < children.size(); child++)
                    if (last_byte(nodes_[children[child]]) >= byte)
                        break;
                if (child == children.size() || last_byte(nodes_[children[child]]) != byte)
                    break;
                node = children[child];
                child = 0;
            }
            if (node == 0)
                return; /* these bytes have no code */
            gaps_[nodes_[node].gaps[child]].weight += weight;
        }
    }

    void
    give_codes()
    {
        std::vector<size_t> low, high;
        for (size_t i = 0; i < gaps_.size(); i++) {
            const char first = nodes_[gaps_[i].node].text[0];
            if (first >= 'A' && first <= 'Z')
                gaps_[i].first = static_cast<unsigned char>(first);
            else
                (first < 'A' ? low : high).push_back(i);
        }
        give_codes(low, LOW_FIRST, LOW_LAST);
        give_codes(high, HIGH_FIRST, HIGH_LAST);
    }

    void write() const;

  private:
    /* In the order of the tree: what stands in a gap comes before the child behind it. */
    void
    find_gaps(size_t index)
    {
        const std::vector<size_t> children = nodes_[index].children;
        for (size_t i = 0; i <= children.size(); i++) {
            const unsigned begin = i == 0 ? 0 : last_byte(nodes_[children[i - 1]]) + 1;
            const unsigned end = i < children.size() ? last_byte(nodes_[children[i]]) : 256;
            const bool holds = index != 0 && (i == 0 || begin < end);
            nodes_[index].gaps.push_back(holds ? gaps_.size() : NONE);
            if (holds)
                gaps_.push_back({index});
            if (i < children.size())
                find_gaps(children[i]);
        }
    }

    /* How many first bytes it takes to give codes of one byte to the `count` heaviest. */
    size_t
    firsts_needed(const std::vector<size_t> &gaps, uint64_t least) const
    {
        size_t needed = 0, run = 0;
        for (const size_t gap : gaps) {
            if (gaps_[gap].weight < least) {
                run++;
                continue;
            }
            needed += 1 + (run + SECOND_MAX - 1) / SECOND_MAX;
            run = 0;
        }
        return needed + (run + SECOND_MAX - 1) / SECOND_MAX;
    }

    void
    give_codes(const std::vector<size_t> &gaps, unsigned first, unsigned last)
    {
        std::vector<uint64_t> weights;
        for (const size_t gap : gaps)
            weights.push_back(gaps_[gap].weight);
        std::sort(weights.begin(), weights.end());
        /* The lightest one that can still have such a code. */
        uint64_t least = weights.back() + 1;
        for (const uint64_t weight : weights) {
            if (weight > 0 && firsts_needed(gaps, weight) <= last - first + 1) {
                least = weight;
                break;
            }
        }
        for (size_t i = 0; i < gaps.size(); first++) {
            if (gaps_[gaps[i]].weight >= least) {
                gaps_[gaps[i++]].first = first;
                continue;
            }
            for (unsigned second = 1;
                 second <= SECOND_MAX && i < gaps.size() && gaps_[gaps[i]].weight < least;
                 second++, i++) {
                gaps_[gaps[i]].first = first;
                gaps_[gaps[i]].second = second;
            }
        }
        if (first > last + 1) {
            std::cerr << "gen_term_code: too many strings\n";
            exit(1);
        }
    }

    std::vector<Node> nodes_;
    std::vector<Gap> gaps_;
    std::map<std::string, size_t> by_text_;
};

void
Tree::write() const
{
    struct First {
        size_t node = 0, pairs = 0, count = 0;
    };
    std::vector<First> firsts(256);
    std::vector<size_t> seconds;
    for (const Gap &gap : gaps_) {
        if (gap.second == 0) {
            firsts[gap.first].node = gap.node;
            continue;
        }
        if (gap.second == 1)
            firsts[gap.first].pairs = seconds.size();
        firsts[gap.first].count = gap.second;
        seconds.push_back(gap.node);
    }
    std::cout << "/* Made by gen_term_code. */\n#include \"store/xapian/term/code_data.h\"\n\n"
                 "namespace tc\n{\n\nconst TermNode term_nodes[] = {\n";
    size_t text = 0, gap = 0, child = 1;
    for (const Node &node : nodes_) {
        std::cout << "    {" << text << ", " << child << ", " << gap << ", " << node.text.size()
                  << ", " << node.children.size() << "},\n";
        text += node.text.size();
        gap += node.gaps.size();
        child += node.children.size();
    }
    std::cout << "};\n\nconst uint8_t term_child_bytes[] = {0";
    for (size_t i = 1; i < nodes_.size(); i++)
        std::cout << (i % 16 == 0 ? ",\n    " : ", ") << last_byte(nodes_[i]);
    std::cout << "};\n\nconst char term_text[] = {";
    size_t written = 0;
    for (const Node &node : nodes_)
        for (const char byte : node.text)
            std::cout << (written++ % 16 == 0 ? "\n    " : " ") << static_cast<int>(byte) << ',';
    std::cout << "\n};\n\nconst uint16_t term_codes[] = {";
    written = 0;
    for (const Node &node : nodes_)
        for (const size_t at : node.gaps)
            std::cout << (written++ % 12 == 0 ? "\n    " : " ")
                      << (at == NONE ? 0 : gaps_[at].first << 8 | gaps_[at].second) << ',';
    std::cout << "\n};\n\nconst TermFirst term_firsts[256] = {\n";
    for (const First &first : firsts)
        std::cout << "    {" << first.node << ", " << first.pairs << ", " << first.count << "},\n";
    std::cout << "};\n\nconst uint16_t term_second[] = {";
    for (size_t i = 0; i < seconds.size(); i++)
        std::cout << (i % 12 == 0 ? "\n    " : " ") << seconds[i] << ',';
    std::cout << "\n};\n\n} // namespace tc\n";
    if (nodes_.size() > UINT16_MAX || gap > UINT16_MAX || seconds.size() > UINT16_MAX) {
        std::cerr << "gen_term_code: too many strings\n";
        exit(1);
    }
}

std::string
unescaped(const std::string &text)
{
    std::string plain;
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] == '%') {
            plain += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

} // namespace

int
main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    std::ifstream file(argv[1]);
    std::vector<std::pair<std::string, uint64_t>> words;
    Tree tree;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        std::istringstream fields(line);
        std::string mark, text;
        uint64_t weight = 0;
        fields >> mark >> weight >> text;
        if (!fields || (mark != "+" && mark != "=")) {
            std::cerr << argv[1] << ": " << line << "\n";
            return 1;
        }
        words.emplace_back(unescaped(text), weight);
        if (mark == "+")
            tree.add(words.back().first);
    }
    if (words.empty()) {
        std::cerr << argv[1] << ": no words\n";
        return 1;
    }
    tree.number();
    for (const auto &word : words)
        tree.weigh(word.first, word.second);
    tree.give_codes();
    tree.write();
    return std::cout.flush() ? 0 : 1;
}

#include "store/xapian/spool.h"

#include <algorithm>

using namespace tc;

namespace
{

/* Bytes of keys and values that are kept in memory. */
constexpr size_t FRESH_MAX = size_t{4} << 20;

/* The place of every INDEX_STEP-th key of a file is noted. */
constexpr size_t INDEX_STEP = 32;

} // namespace

std::string
tc::metadata_path(const std::string &folder, uint32_t run)
{
    return folder + "/metadata." + std::to_string(run);
}

void
SpoolMetadata::set(const std::string &key, const char *value, size_t len)
{
    std::string &kept = fresh_[key];
    fresh_len_ += key.size() + len;
    kept.assign(value, len);
    if (fresh_len_ >= FRESH_MAX)
        write_run();
}

void
SpoolMetadata::write_run()
{
    if (fresh_.empty())
        return;
    Output file(metadata_path(folder_, runs()));
    Index index;
    size_t count = 0;
    for (const auto &pair : fresh_) {
        if (count++ % INDEX_STEP == 0)
            index.emplace_back(pair.first, file.size());
        file.append_number(pair.first.size());
        file.append(pair.first.data(), pair.first.size());
        file.append_number(pair.second.size());
        file.append(pair.second.data(), pair.second.size());
    }
    file.close();
    runs_.push_back(std::move(index));
    fresh_.clear();
    fresh_len_ = 0;
}

std::string
SpoolMetadata::get(const std::string &key) const
{
    const auto found = fresh_.find(key);
    if (found != fresh_.end())
        return found->second;
    for (uint32_t run = runs(); run-- > 0;) {
        const Index &index = runs_[run];
        const auto after = std::upper_bound(
            index.begin(), index.end(), key,
            [](const std::string &wanted, const auto &item) { return wanted < item.first; });
        if (after == index.begin())
            continue;
        Input file(metadata_path(folder_, run), size_t{8} << 10, std::prev(after)->second);
        std::string at, value;
        for (size_t i = 0; i < INDEX_STEP && at < key && !file.at_end(); i++) {
            file.take_text(at);
            file.take_text(value);
        }
        if (at == key)
            return value;
    }
    return "";
}

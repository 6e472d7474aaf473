#include "store/xapian/glass_table.h"

#include "store/xapian/glass_pack.h"

#include <algorithm>
#include <cstring>
#include <xapian.h>

using namespace tc;

namespace
{

constexpr uint8_t IS_COMPRESSED = 0x80, IS_LAST = 0x40, IS_FIRST = 0x20;

void
put16(uint8_t *to, size_t value)
{
    to[0] = static_cast<uint8_t>(value >> 8);
    to[1] = static_cast<uint8_t>(value);
}

void
put32(uint8_t *to, uint32_t value)
{
    put16(to, value >> 16);
    put16(to + 2, value & 0xFFFF);
}

} // namespace

GlassTable::GlassTable(const std::string &path) : file_(path, size_t{1} << 20)
{
    begin(0, "", 0, 0);
    uint8_t *item = take_room(0, 3);
    put16(item, (IS_FIRST | IS_LAST) << 8);
    item[2] = 0;
}

void
GlassTable::begin(size_t level, const char *key, size_t key_len, unsigned component)
{
    if (level >= LEVEL_MAX)
        throw Xapian::DatabaseError("a table grew too deep", file_.path());
    Level &at = levels_[level];
    at.block.assign(BLOCK_LEN, 0);
    at.directory_end = HEAD_LEN;
    at.items_begin = BLOCK_LEN;
    at.key.assign(key, key_len);
    at.component = component;
}

bool
GlassTable::has_room(size_t level, size_t item_len) const
{
    return levels_[level].items_begin - levels_[level].directory_end >= item_len + 2;
}

uint8_t *
GlassTable::take_room(size_t level, size_t item_len)
{
    Level &at = levels_[level];
    at.items_begin -= item_len;
    put16(at.block.data() + at.directory_end, at.items_begin);
    at.directory_end += 2;
    return at.block.data() + at.items_begin;
}

/* Writes the block of `level`. Returns its number. */
uint32_t
GlassTable::write(size_t level)
{
    Level &at = levels_[level];
    const size_t room = at.items_begin - at.directory_end;
    put32(at.block.data(), GLASS_REVISION);
    at.block[4] = static_cast<uint8_t>(level);
    put16(at.block.data() + 5, room);
    put16(at.block.data() + 7, room);
    put16(at.block.data() + 9, at.directory_end);
    file_.append(at.block.data(), BLOCK_LEN);
    if (blocks_ == UINT32_MAX)
        throw Xapian::DatabaseError("a table grew too large", file_.path());
    return blocks_++;
}

/* Writes the block of `level` and notes it in the level above. */
void
GlassTable::end(size_t level)
{
    const uint32_t block = write(level);
    add_branch(level + 1, levels_[level].key, levels_[level].component, block);
}

void
GlassTable::add_branch(size_t level, const std::string &key, unsigned component, uint32_t block)
{
    const size_t item_len = 4 + 1 + key.size() + 2;
    const bool is_begun = level < LEVEL_MAX && !levels_[level].block.empty();
    if (is_begun && has_room(level, item_len)) {
        uint8_t *item = take_room(level, item_len);
        put32(item, block);
        item[4] = static_cast<uint8_t>(key.size());
        memcpy(item + 5, key.data(), key.size());
        put16(item + 5 + key.size(), component);
        return;
    }
    if (is_begun)
        end(level);
    /* The key of a first item is that of its block, in the level above. */
    begin(level, key.data(), key.size(), component);
    uint8_t *item = take_room(level, 4 + 1 + 2);
    put32(item, block);
    item[4] = 0;
    put16(item + 5, 0);
}

void
GlassTable::add_leaf(const std::string &key, const uint8_t *tag, size_t tag_len, unsigned component,
                     uint8_t flags)
{
    const bool is_first = (flags & IS_FIRST) != 0;
    const size_t head_len = 3 + key.size() + (is_first ? 0 : 2);
    const size_t item_len = head_len + tag_len;
    if (!has_room(0, item_len)) {
        end(0);
        const size_t common_max = std::min(key.size(), last_key_.size());
        size_t common = 0;
        while (common < common_max && key[common] == last_key_[common])
            common++;
        begin(0, key.data(), std::min(common + 1, key.size()), component);
    }
    uint8_t *item = take_room(0, item_len);
    put16(item, (item_len - 3) | static_cast<size_t>(flags) << 8);
    item[2] = static_cast<uint8_t>(key.size());
    memcpy(item + 3, key.data(), key.size());
    if (!is_first)
        put16(item + 3 + key.size(), component);
    memcpy(item + head_len, tag, tag_len);
    if (is_first)
        last_key_ = key;
}

/* Of a tag, how much goes into its first component: all, if it can be one item, and goes into the
 * block at hand or would leave little room there; else what goes into that block, if it saves a
 * component or is a fair piece. */
size_t
GlassTable::first_component_len(size_t key_len, size_t tag_len) const
{
    const size_t head_len = key_len + 5, len_max = ITEM_MAX - head_len;
    const size_t free_len = levels_[0].items_begin - levels_[0].directory_end;
    if (tag_len <= len_max + 2 &&
        (head_len + tag_len <= free_len || free_len < head_len + SPLIT_MIN))
        return tag_len;
    if (tag_len <= len_max + 2)
        return free_len - head_len;
    const size_t room = (levels_[0].items_begin - levels_[0].directory_end) % (ITEM_MAX + 2);
    if (room > 2 + head_len) {
        const size_t left = room - (2 + head_len);
        if (left >= (tag_len - 2) % len_max || left >= key_len + 34)
            return left + 2;
    }
    return len_max + 2;
}

void
GlassTable::add(const std::string &key, const void *tag, size_t tag_len, bool is_compressed)
{
    if (key.empty() || key.size() > KEY_MAX || key <= last_key_)
        throw Xapian::DatabaseError("a key out of order, or too long", file_.path());
    const auto *bytes = static_cast<const uint8_t *>(tag);
    const uint8_t flags = is_compressed ? IS_COMPRESSED : 0;
    const size_t len_max = ITEM_MAX - (key.size() + 5);
    items_++;
    const size_t first = first_component_len(key.size(), tag_len);
    const size_t count = (tag_len - first + len_max - 1) / len_max + 1;
    if (count > UINT16_MAX)
        throw Xapian::DatabaseError("an entry that is too large", file_.path());
    size_t at = 0;
    for (unsigned i = 1; i <= count; i++) {
        const size_t len = i == 1 ? first : std::min(len_max, tag_len - at);
        add_leaf(key, bytes + at, len, i,
                 flags | (i == 1 ? IS_FIRST : 0) | (i == count ? IS_LAST : 0));
        at += len;
    }
}

void
GlassTable::finish()
{
    size_t level = 0;
    while (level + 1 < LEVEL_MAX && !levels_[level + 1].block.empty())
        end(level++);
    root_ = write(level);
    top_ = level;
    file_.close();
}

std::string
GlassTable::root_info(uint32_t compress_min) const
{
    constexpr uint32_t IS_SEQUENTIAL = 2;
    std::string info, free_list;
    append_packed(info, root_);
    append_packed(info, top_ << 2 | IS_SEQUENTIAL);
    append_packed(info, items_);
    append_packed(info, BLOCK_LEN >> 11);
    append_packed(info, compress_min);
    /* The list of free blocks is empty: it begins and ends behind the last block. */
    append_packed(free_list, GLASS_REVISION);
    append_packed(free_list, blocks_);
    free_list.append(4, '\0');
    append_packed(info, free_list.size());
    return info + free_list;
}

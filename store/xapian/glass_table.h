/* store/xapian/glass_table.h - one table of a glass database, written once and in the order of its
 * keys. Private to store/xapian/.
 *
 * A table is a B-tree of blocks of 8 KiB in one file. Since keys come in order, a block is filled
 * and written before the next one is begun, and of each level of the tree there is one block in
 * memory. A block is its header (11 bytes: revision 4, level 1, largest free piece 2, free bytes in
 * all 2, end of the directory 2), a directory of offsets (2 each) that grows upwards, and items
 * that grow downwards from its end. All numbers here are big-endian. An item is
 *
 *     in a leaf:    length and flags 2 | key length 1 | key | component 2 (not in the first) | tag
 *     in a branch:  block number 4 | key length 1 | key | component 2
 *
 * with the flags 0x80 (the tag is compressed), 0x40 (last component), 0x20 (first component) in the
 * top three bits, and a length that does not count its own two bytes and the key length's. A tag
 * that does not fit into a quarter of a block is parted into components. Branches hold the shortest
 * keys that tell two neighbours apart. The very first item is an empty key. */
#ifndef TC_STORE_GLASS_TABLE_H
#define TC_STORE_GLASS_TABLE_H

#include "store/xapian/output.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tc
{

/* The revision that a table written here has. */
constexpr uint32_t GLASS_REVISION = 1;

class GlassTable
{
  public:
    static constexpr size_t BLOCK_LEN = 8192;
    /* Bytes of the longest key. */
    static constexpr size_t KEY_MAX = 255;

    /* Makes the file, which must not exist. Throws Xapian::DatabaseError, as all here. */
    explicit GlassTable(const std::string &path);

    /* The next item. `key` is greater than those before; `is_compressed`: its tag is, by raw
     * DEFLATE. */
    void add(const std::string &key, const void *tag, size_t tag_len, bool is_compressed);

    /* Write what is left. Nothing can be added after it. */
    void finish();

    /* What the version file says of a finished table; tags from `compress_min` bytes on are to be
     * compressed by whoever changes it, 0 for none. */
    std::string root_info(uint32_t compress_min) const;

  private:
    static constexpr size_t HEAD_LEN = 11, ITEM_MAX = (BLOCK_LEN - HEAD_LEN - 4 * 2) / 4;
    /* A tag that could be one item is cut for the sake of so much room at the end of a block. */
    static constexpr size_t SPLIT_MIN = 96;
    static constexpr size_t LEVEL_MAX = 10;

    /* The block of a level that is being filled. */
    struct Level {
        std::vector<uint8_t> block;
        size_t directory_end, items_begin;
        std::string key; /* that tells it from the block before it */
        unsigned component;
    };

    void begin(size_t level, const char *key, size_t key_len, unsigned component);
    bool has_room(size_t level, size_t item_len) const;
    uint8_t *take_room(size_t level, size_t item_len);
    uint32_t write(size_t level);
    void end(size_t level);
    void add_branch(size_t level, const std::string &key, unsigned component, uint32_t block);
    void add_leaf(const std::string &key, const uint8_t *tag, size_t tag_len, unsigned component,
                  uint8_t flags);
    size_t first_component_len(size_t key_len, size_t tag_len) const;

    Output file_;
    std::array<Level, LEVEL_MAX> levels_{};
    std::string last_key_;
    uint64_t items_ = 0;
    uint32_t blocks_ = 0;
    uint32_t root_ = 0;
    size_t top_ = 0;
};

} // namespace tc

#endif

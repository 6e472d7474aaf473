/* store/xapian/output.h - files that are written from beginning to end, and read so. Private to
 * store/xapian/. Failures are Xapian::DatabaseError, with the path and the reason. */
#ifndef TC_STORE_OUTPUT_H
#define TC_STORE_OUTPUT_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tc
{

/* A new file. What is not flushed when it goes is dropped. */
class Output
{
  public:
    /* The file must not exist. */
    explicit Output(const std::string &path, size_t buffer_len = size_t{256} << 10);
    ~Output();
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    void append(const void *bytes, size_t len);
    void append_number(uint64_t value); /* packed, see glass_pack.h */
    /* Write all, and close the file: nothing can be appended after it. */
    void close();
    uint64_t
    size() const
    {
        return size_;
    }
    const std::string &
    path() const
    {
        return path_;
    }

  private:
    void flush();

    std::string path_;
    int fd_;
    std::vector<uint8_t> buffer_;
    size_t used_ = 0;
    uint64_t size_ = 0;
};

/* A file that an Output has written. What it says is trusted no further than that reading never
 * goes beyond its end: that is Xapian::DatabaseCorruptError. */
class Input
{
  public:
    explicit Input(const std::string &path, size_t buffer_len = size_t{64} << 10,
                   uint64_t from = 0);
    ~Input();
    Input(const Input &) = delete;
    Input &operator=(const Input &) = delete;

    bool
    at_end()
    {
        return !has(1) && !fill(1);
    }
    /* The next `len` bytes, until the next call. */
    const uint8_t *
    take(size_t len)
    {
        if (!has(len))
            require(len);
        const uint8_t *bytes = buffer_.data() + begin_;
        begin_ += len;
        return bytes;
    }
    uint64_t
    take_number()
    {
        if (has(1) && buffer_[begin_] < 0x80)
            return buffer_[begin_++];
        return take_long_number();
    }
    void take_text(std::string &to); /* a number, and as many bytes */

  private:
    bool
    has(size_t len) const
    {
        return end_ - begin_ >= len;
    }
    bool fill(size_t len);
    void require(size_t len);
    uint64_t take_long_number();

    std::string path_;
    int fd_;
    std::vector<uint8_t> buffer_;
    size_t begin_ = 0, end_ = 0;
    bool has_ended_ = false;
};

} // namespace tc

#endif

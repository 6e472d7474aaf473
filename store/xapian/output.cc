#include "store/xapian/output.h"

#include "store/xapian/glass_pack.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

using namespace tc;

Output::Output(const std::string &path, size_t buffer_len)
    : path_(path), fd_(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)),
      buffer_(buffer_len)
{
    if (fd_ < 0)
        throw Xapian::DatabaseError("cannot create", path, errno);
}

Output::~Output()
{
    if (fd_ >= 0)
        ::close(fd_);
}

void
Output::append(const void *bytes, size_t len)
{
    const auto *from = static_cast<const uint8_t *>(bytes);
    size_ += len;
    while (len > 0) {
        if (used_ == buffer_.size())
            flush();
        const size_t part = std::min(len, buffer_.size() - used_);
        memcpy(buffer_.data() + used_, from, part);
        used_ += part;
        from += part;
        len -= part;
    }
}

void
Output::append_number(uint64_t value)
{
    uint8_t text[PACKED_MAX];
    append(text, static_cast<size_t>(put_packed(text, value) - text));
}

void
Output::flush()
{
    for (size_t at = 0; at < used_;) {
        const ssize_t written = write(fd_, buffer_.data() + at, used_ - at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            throw Xapian::DatabaseError("cannot write", path_, errno);
        at += static_cast<size_t>(written);
    }
    used_ = 0;
}

void
Output::close()
{
    flush();
    const int fd = fd_;
    fd_ = -1;
    if (::close(fd) != 0)
        throw Xapian::DatabaseError("cannot write", path_, errno);
}

Input::Input(const std::string &path, size_t buffer_len, uint64_t from)
    : path_(path), fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC)), buffer_(buffer_len)
{
    if (fd_ < 0)
        throw Xapian::DatabaseError("cannot open", path, errno);
    if (from > 0 && lseek(fd_, static_cast<off_t>(from), SEEK_SET) < 0) {
        const int number = errno;
        ::close(fd_);
        throw Xapian::DatabaseError("cannot read", path, number);
    }
}

Input::~Input()
{
    ::close(fd_);
}

/* Makes `len` bytes available in the buffer, or all up to the end of the file. Whether there are
 * `len`. */
bool
Input::fill(size_t len)
{
    if (has(len))
        return true;
    if (begin_ > 0) {
        memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    while (end_ < len && !has_ended_) {
        /* It grows with the bytes that come, not with what a number claims. */
        if (end_ == buffer_.size())
            buffer_.resize(buffer_.size() * 2);
        const ssize_t n = read(fd_, buffer_.data() + end_, buffer_.size() - end_);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            throw Xapian::DatabaseError("cannot read", path_, errno);
        has_ended_ = n == 0;
        end_ += static_cast<size_t>(n);
    }
    return end_ >= len;
}

void
Input::require(size_t len)
{
    if (!fill(len))
        throw Xapian::DatabaseCorruptError("shorter than it says", path_);
}

uint64_t
Input::take_long_number()
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const uint8_t byte = *take(1);
        value |= static_cast<uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    throw Xapian::DatabaseCorruptError("a number that is too long", path_);
}

void
Input::take_text(std::string &to)
{
    const uint64_t len = take_number();
    to.assign(reinterpret_cast<const char *>(take(len)), len);
}

#include "store/guard/read_at.h"

#include <errno.h>
#include <unistd.h>

gssize
tc_read_at(int fd, void *bytes, gsize len, guint64 offset)
{
    gsize done = 0;
    while (done < len) {
        const gssize got = pread(fd, (char *)bytes + done, len - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (gsize)got;
    }
    return (gssize)done;
}

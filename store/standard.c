#include "store/standard.h"

#include <fcntl.h>
#include <unistd.h>

gboolean
tc_standard_hold(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY | O_NOCTTY) != fd) {
            return FALSE;
        }
    }
    return TRUE;
}

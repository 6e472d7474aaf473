/* tracuu-convert - the text of a file of an old or rare program.
 *
 * Run by document/sandbox/convert.c with a socket as standard input and output. It reads the file
 * up to its end, gives up all that it does not need, converts, writes the text and ends: the exit
 * status is a TcConvertResult. Arguments: bytes that the file has at most, bytes of memory and
 * seconds of processor time that it may take. */

#include "document/convert/convert.h"
#include "document/sandbox/confine.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define PART_LEN ((gsize)1 << 16)

static int
write_text(G_GNUC_UNUSED void *user, const char *text, size_t len)
{
    while (len > 0) {
        gssize n = write(STDOUT_FILENO, text, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return FALSE;
        text += n;
        len -= (size_t)n;
    }
    return TRUE;
}

static GByteArray *
read_file(gsize max)
{
    g_autoptr(GByteArray) file = g_byte_array_new();
    guint8 part[PART_LEN];

    for (;;) {
        gssize n = read(STDIN_FILENO, part, sizeof part);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || (gsize)n > max - file->len)
            return NULL;
        if (n == 0)
            return g_steal_pointer(&file);
        g_byte_array_append(file, part, (guint)n);
    }
}

int
main(int argc, char **argv)
{
    /* The terminal and systemd send these to all processes. The parent says when to end. */
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE};

    if (argc != 4 || isatty(STDIN_FILENO)) {
        fputs("tracuu-convert is run by tracuu-index, which hands it files to read\n", stderr);
        return 2;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ignored); i++)
        signal(ignored[i], SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    gsize max = MIN(g_ascii_strtoull(argv[1], NULL, 10), G_MAXUINT / 2);
    g_autoptr(GByteArray) file = read_file(max);
    if (file == NULL)
        return TC_CONVERT_MEMORY;
    guint strength =
        tc_confine(g_ascii_strtoull(argv[2], NULL, 10), (guint)g_ascii_strtoull(argv[3], NULL, 10));
    /* A process that could do anything must not open files of strangers. */
    if ((strength & TC_SANDBOX_SECCOMP) == 0)
        return 1;
    /* Not exit(): what libraries do there is no longer of use. */
    _exit(tc_convert((const char *)file->data, file->len, write_text, NULL));
}

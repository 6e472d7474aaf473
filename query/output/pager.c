#include "query/output/pager.h"

#include "option/wrap.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct TcPager {
    const TcScreen *screen;
    FILE *out;
    FILE *file;  /* where the caller writes */
    char *bytes; /* of `file`, when it is memory */
    size_t len;
    gsize place; /* where to begin; 0: at the beginning */
    GPid child;  /* 0: not running */
    void (*interrupted)(int);
};

/* As less has it when it reads a pipe. */
#define PLAIN_PROMPT "FRXPs?e(END):\\:.$"

static gboolean
is_less(const char *program)
{
    g_autofree char *name = g_path_get_basename(program);
    return strcmp(name, "less") == 0;
}

gboolean
tc_pager_takes_line(const TcScreen *screen)
{
    g_auto(GStrv) words = NULL;
    return screen->pager != NULL && g_shell_parse_argv(screen->pager, NULL, &words, NULL) &&
           is_less(words[0]);
}

/* less shows colours and our letters only when it is told to. */
static char **
environment_of_pager(void)
{
    char **list = g_get_environ();
    list = g_environ_setenv(list, "LESS", "FRX", FALSE);
    return g_environ_setenv(list, "LESSCHARSET", "utf-8", FALSE);
}

/* Run the pager with two further words, which may be NULL, and set `child`. `input` is set to what
 * is to be written into; where it is NULL, the pager reads a file that is open here. */
static gboolean
spawn(TcPager *pager, char *first, char *second, char **environment, int *input)
{
    g_auto(GStrv) words = NULL;
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD;
    if (!g_shell_parse_argv(pager->screen->pager, NULL, &words, NULL))
        return FALSE;
    for (char **word = words; *word != NULL; word++)
        g_ptr_array_add(argv, *word);
    g_ptr_array_add(argv, first);
    g_ptr_array_add(argv, second);
    g_ptr_array_add(argv, NULL);
    if (input == NULL)
        flags |= G_SPAWN_CHILD_INHERITS_STDIN | G_SPAWN_LEAVE_DESCRIPTORS_OPEN;
    fflush(pager->out);
    if (!g_spawn_async_with_pipes(NULL, (char **)argv->pdata, environment, flags, NULL, NULL,
                                  &pager->child, input, NULL, NULL, NULL))
        return FALSE;
    /* It may be left before all is written; and Ctrl-C is for the pager. */
    signal(SIGPIPE, SIG_IGN);
    pager->interrupted = signal(SIGINT, SIG_IGN);
    return TRUE;
}

/* Returns what is to be written into, NULL when the pager cannot be run. */
static FILE *
start(TcPager *pager, guint line)
{
    g_auto(GStrv) environment = environment_of_pager();
    g_autofree char *jump = g_strdup_printf("+%u", line);
    int input = -1;
    gboolean is_told = line > 1 && tc_pager_takes_line(pager->screen);
    return spawn(pager, is_told ? jump : NULL, NULL, environment, &input) ? fdopen(input, "w")
                                                                          : NULL;
}

/* Run less on a file of its own, in memory and without a name, which ends with it: in a file less
 * goes to a byte, in a pipe it has to read up to it. */
static gboolean
start_at_place(TcPager *pager)
{
    int fd = memfd_create("tracuu", 0);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    g_autofree char *path = g_strdup_printf("/dev/fd/%d", fd);
    g_autofree char *jump = g_strdup_printf("+%" G_GSIZE_FORMAT "P", pager->place);
    g_auto(GStrv) environment = environment_of_pager();
    gboolean is_started = FALSE;
    /* Nothing is to be made of the text by a filter, and the path says nothing to people. */
    environment = g_environ_unsetenv(environment, "LESSOPEN");
    environment = g_environ_setenv(environment, "LESS", PLAIN_PROMPT, g_getenv("LESS") == NULL);
    if (file == NULL)
        return FALSE;
    if (fwrite(pager->bytes, 1, pager->len, file) == pager->len && fflush(file) == 0 &&
        access(path, R_OK) == 0)
        is_started = spawn(pager, jump, path, environment, NULL);
    fclose(file);
    return is_started;
}

/* Whether the lines are more than the screen holds with a prompt below. */
static gboolean
is_long(const TcScreen *screen, const char *bytes, gsize len)
{
    guint lines = 1;
    for (gsize at = 0; at < len && lines <= screen->height;) {
        const char *end = memchr(bytes + at, '\n', len - at);
        gsize size = end != NULL ? (gsize)(end - bytes) - at : len - at;
        guint columns = tc_wrap_columns(bytes + at, size);
        lines += MAX(1, (columns + screen->width - 1) / MAX(screen->width, 1));
        at += size + 1;
    }
    return screen->height > 0 && lines > screen->height;
}

TcPager *
tc_pager_new(const TcScreen *screen, FILE *out)
{
    TcPager *pager = g_new0(TcPager, 1);
    pager->screen = screen;
    pager->out = out;
    pager->file = screen->pager == NULL ? out : open_memstream(&pager->bytes, &pager->len);
    if (pager->file == NULL)
        pager->file = out;
    return pager;
}

TcPager *
tc_pager_run(const TcScreen *screen, FILE *out, guint line)
{
    TcPager *pager = g_new0(TcPager, 1);
    pager->screen = screen;
    pager->out = out;
    pager->file = screen->pager == NULL ? NULL : start(pager, line);
    if (pager->file == NULL)
        pager->file = out;
    return pager;
}

void
tc_pager_set_place(TcPager *pager, gsize place)
{
    pager->place = place;
}

FILE *
tc_pager_file(TcPager *pager)
{
    return pager->file;
}

gboolean
tc_pager_is_read(TcPager *pager)
{
    return !ferror(pager->file);
}

/* Those who leave a pager do not want the rest: that it cannot be written is no error. */
static void
wait_for(TcPager *pager)
{
    int status;
    while (waitpid(pager->child, &status, 0) < 0 && errno == EINTR) {
    }
    g_spawn_close_pid(pager->child);
    signal(SIGINT, pager->interrupted);
}

void
tc_pager_close(TcPager *pager)
{
    if (pager == NULL)
        return;
    if (pager->child == 0 && pager->file != pager->out) {
        fclose(pager->file);
        pager->file = pager->out;
        if (pager->place == 0 || !start_at_place(pager)) {
            FILE *paged = is_long(pager->screen, pager->bytes, pager->len) ? start(pager, 1) : NULL;
            pager->file = paged != NULL ? paged : pager->out;
            fwrite(pager->bytes, 1, pager->len, pager->file);
        }
    }
    if (pager->child != 0) {
        if (pager->file != pager->out)
            fclose(pager->file);
        wait_for(pager);
    }
    free(pager->bytes);
    g_free(pager);
}

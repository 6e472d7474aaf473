#include "query/output/pager.h"

#include "option/wrap.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct TcPager {
    const TcScreen *screen;
    FILE *out;
    FILE *file;  /* where the caller writes */
    char *bytes; /* of `file`, when it is memory */
    size_t len;
    GPid child; /* 0: not running */
    void (*interrupted)(int);
};

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

/* Sets `child`. Returns what is to be written into, NULL when the pager cannot be run. */
static FILE *
start(TcPager *pager, guint line)
{
    g_auto(GStrv) words = NULL;
    g_auto(GStrv) environment = environment_of_pager();
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_autofree char *jump = g_strdup_printf("+%u", line);
    int input = -1;
    if (!g_shell_parse_argv(pager->screen->pager, NULL, &words, NULL))
        return NULL;
    for (char **word = words; *word != NULL; word++)
        g_ptr_array_add(argv, *word);
    if (line > 1 && is_less(words[0]))
        g_ptr_array_add(argv, jump);
    g_ptr_array_add(argv, NULL);
    fflush(pager->out);
    if (!g_spawn_async_with_pipes(NULL, (char **)argv->pdata, environment,
                                  G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                  &pager->child, &input, NULL, NULL, NULL))
        return NULL;
    /* It may be left before all is written; and Ctrl-C is for the pager. */
    signal(SIGPIPE, SIG_IGN);
    pager->interrupted = signal(SIGINT, SIG_IGN);
    return fdopen(input, "w");
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
        FILE *paged = is_long(pager->screen, pager->bytes, pager->len) ? start(pager, 1) : NULL;
        pager->file = paged != NULL ? paged : pager->out;
        fwrite(pager->bytes, 1, pager->len, pager->file);
    }
    if (pager->child != 0) {
        fclose(pager->file);
        wait_for(pager);
    }
    free(pager->bytes);
    g_free(pager);
}

/* bench_spawn - measures whole processes, as a user feels them.
 *
 *   bench_spawn once [--log FILE] COMMAND ARG...
 *       Run the command once. Prints one line: CPU s (user and system), wall s, peak MB, exit
 * status. The peak is that of the process tree: the larger of the largest single process (rusage)
 * and of the sum over all processes of the tree, sampled ten times a second, large trees once
 * (proportional set size, so that memory which they share counts once). bench_spawn queries
 * [--rounds N] FILE (--name NAME COMMAND ARG...)... Run each command for each line of FILE, `{}` in
 * its arguments replaced by the line. For each query the commands take turns, A B C A B C, so that
 * noise hits all alike. After a round to warm up come N rounds (3). Prints one line for each name:
 * name, wall ms p50, p95, max, CPU ms p50, p95, max, peak MB, mean bytes of output; p50 and p95 are
 * over the queries, of each query's median round. A command that fails (a signal, or an exit status
 * above 1: 1 is "nothing found") is told with what it wrote to standard error and takes no further
 * part; the exit status is 1.
 *
 * Fields are separated by tabs, MB are 10^6 bytes, time is by the monotonic clock. Children's
 * output goes to memory, so that neither a terminal nor a pipe's reader is measured. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SAMPLE_MS        100
/* The kernel walks all pages of a process for its share: of a gigabyte that is 10 ms and more. */
#define SAMPLE_SLOWER_KB (100 * 1024)
#define ROUNDS_MAX       1000

extern char **environ;

typedef struct {
    double wall_ms;
    double cpu_ms;
    glong peak_kb; /* KiB, as the kernel counts */
    int status;    /* of wait4() */
} Run;

typedef struct {
    const char *name;
    char **arguments; /* borrowed from argv, `count` of them */
    int count;
    GArray *wall; /* double, ms: query by query, `rounds` each */
    GArray *cpu;  /* double, ms, likewise */
    glong peak_kb;
    double output_len; /* bytes, over all measured runs */
    gboolean is_failed;
} Command;

static double
monotonic_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double
timeval_ms(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* ---- Memory of a process tree ---- */

/* KiB; 0 when the process has gone. */
static glong
proportional_kb(const char *pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%s/smaps_rollup", pid);
    g_autofree char *text = NULL;
    const char *line;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return 0;
    line = strstr(text, "\nPss:");
    return line != NULL ? strtol(line + strlen("\nPss:"), NULL, 10) : 0;
}

static glong
tree_kb(const char *pid)
{
    glong sum = proportional_kb(pid);
    g_autofree char *tasks = g_strdup_printf("/proc/%s/task", pid);
    g_autoptr(GDir) dir = g_dir_open(tasks, 0, NULL);
    const char *task;

    while (dir != NULL && (task = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(tasks, task, "children", NULL);
        g_autofree char *text = NULL;
        g_auto(GStrv) children = NULL;

        if (!g_file_get_contents(path, &text, NULL, NULL))
            continue;
        children = g_strsplit(g_strchomp(text), " ", -1);
        for (char **child = children; *child != NULL; child++)
            if (**child != '\0')
                sum += tree_kb(*child);
    }
    return sum;
}

/* Until the child ends, KiB. Without pidfd (an old kernel) only rusage tells the peak. */
static glong
watch_tree(pid_t pid)
{
    g_autofree char *name = g_strdup_printf("%d", (int)pid);
    struct pollfd ended = {.fd = pidfd_open(pid, 0), .events = POLLIN};
    glong peak = 0;

    if (ended.fd < 0)
        return 0;
    for (;;) {
        int ready = poll(&ended, 1, peak < SAMPLE_SLOWER_KB ? SAMPLE_MS : 10 * SAMPLE_MS);

        if (ready > 0 || (ready < 0 && errno != EINTR))
            break;
        peak = MAX(peak, tree_kb(name));
    }
    close(ended.fd);
    return peak;
}

/* ---- One run ---- */

/* Empty the file behind `fd` and write from its start again. */
static void
rewind_file(int fd)
{
    if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
        g_error("bench_spawn: cannot rewind a file in memory: %s", g_strerror(errno));
}

/* Returns FALSE, having said why, when the command cannot be started. */
static gboolean
run_command(char **arguments, int out, int err, gboolean is_watched, Run *run)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    glong tree = 0;
    double start;
    pid_t pid;
    int problem;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    start = monotonic_ms();
    problem = posix_spawnp(&pid, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (problem != 0) {
        fprintf(stderr, "bench_spawn: cannot run %s: %s\n", arguments[0], g_strerror(problem));
        return FALSE;
    }
    if (is_watched)
        tree = watch_tree(pid);
    while (wait4(pid, &run->status, 0, &usage) < 0)
        if (errno != EINTR)
            g_error("bench_spawn: wait4: %s", g_strerror(errno));
    run->wall_ms = monotonic_ms() - start;
    run->cpu_ms = timeval_ms(usage.ru_utime) + timeval_ms(usage.ru_stime);
    run->peak_kb = MAX(usage.ru_maxrss, tree);
    return TRUE;
}

static int
memory_file(const char *name)
{
    int fd = memfd_create(name, MFD_CLOEXEC);

    if (fd < 0)
        g_error("bench_spawn: memfd_create: %s", g_strerror(errno));
    return fd;
}

static double
kb_to_mb(glong kb)
{
    return (double)kb * 1024 / 1e6;
}

/* As a shell tells it. */
static int
exit_status(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int
measure_once(int argc, char **argv)
{
    const char *log = "/dev/null";
    Run run;
    int fd;

    if (argc > 2 && g_str_equal(argv[0], "--log")) {
        log = argv[1];
        argv += 2;
        argc -= 2;
    }
    if (argc < 1)
        return 2;
    fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) {
        fprintf(stderr, "bench_spawn: %s: %s\n", log, g_strerror(errno));
        return 1;
    }
    if (!run_command(argv, fd, fd, TRUE, &run)) {
        close(fd);
        return 1;
    }
    close(fd);
    printf("%.3f\t%.3f\t%.1f\t%d\n", run.cpu_ms / 1e3, run.wall_ms / 1e3, kb_to_mb(run.peak_kb),
           exit_status(run.status));
    return 0;
}

/* ---- Many queries ---- */

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Nearest rank: the least value that at least `share` of them do not exceed. Sorts `values`. */
static double
percentile(double *values, gsize count, double share)
{
    gsize rank = (gsize)(share * (double)count + 0.999999);

    qsort(values, count, sizeof(values[0]), compare_doubles);
    return values[CLAMP(rank, 1, count) - 1];
}

/* p50, p95 over the queries of their median rounds, and the largest value of all. Consumes
 * `samples`. */
static void
print_distribution(GArray *samples, guint rounds)
{
    double *values = (double *)(gpointer)samples->data;
    guint queries = samples->len / rounds;
    g_autofree double *medians = g_new(double, queries);
    double most = 0;

    for (guint i = 0; i < queries; i++) {
        medians[i] = percentile(values + (gsize)i * rounds, rounds, 0.5);
        most = MAX(most, values[(gsize)i * rounds + rounds - 1]);
    }
    printf("\t%.2f", percentile(medians, queries, 0.5));
    printf("\t%.2f\t%.2f", percentile(medians, queries, 0.95), most);
}

static char **
fill_in(const Command *command, const char *query)
{
    GPtrArray *filled = g_ptr_array_new();

    for (int i = 0; i < command->count; i++) {
        g_auto(GStrv) parts = g_strsplit(command->arguments[i], "{}", -1);

        g_ptr_array_add(filled, g_strjoinv(query, parts));
    }
    g_ptr_array_add(filled, NULL);
    return (char **)g_ptr_array_free(filled, FALSE);
}

/* What the command wrote to `fd`, on our standard error. */
static void
copy_errors(int fd)
{
    char text[4096];
    off_t at = 0;
    ssize_t len;

    while ((len = pread(fd, text, sizeof(text), at)) > 0) {
        fwrite(text, 1, (size_t)len, stderr);
        at += len;
    }
}

/* `keeps` is FALSE while warming up. */
static void
run_query(Command *command, const char *query, gboolean keeps, int out, int err)
{
    g_auto(GStrv) arguments = fill_in(command, query);
    Run run;

    rewind_file(out);
    rewind_file(err);
    if (!run_command(arguments, out, err, FALSE, &run)) {
        command->is_failed = TRUE;
        return;
    }
    if (exit_status(run.status) > 1) {
        fprintf(stderr, "bench_spawn: %s failed (%d) on: %s\n", command->name,
                exit_status(run.status), query);
        copy_errors(err);
        command->is_failed = TRUE;
        return;
    }
    if (!keeps)
        return;
    g_array_append_val(command->wall, run.wall_ms);
    g_array_append_val(command->cpu, run.cpu_ms);
    command->peak_kb = MAX(command->peak_kb, run.peak_kb);
    command->output_len += (double)MAX(lseek(out, 0, SEEK_END), 0);
}

static void
print_command(const Command *command, guint rounds)
{
    printf("%s", command->name);
    print_distribution(command->wall, rounds);
    print_distribution(command->cpu, rounds);
    printf("\t%.1f\t%.0f\n", kb_to_mb(command->peak_kb),
           command->output_len / (double)command->wall->len);
}

/* Lines that are not empty; NULL, having said why, when there is none. */
static GPtrArray *
read_queries(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_free);

    if (!g_file_get_contents(path, &text, NULL, &error)) {
        fprintf(stderr, "bench_spawn: %s\n", error->message);
        return NULL;
    }
    lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            g_ptr_array_add(queries, g_strdup(*line));
    if (queries->len == 0) {
        fprintf(stderr, "bench_spawn: %s: no queries\n", path);
        return NULL;
    }
    return g_steal_pointer(&queries);
}

static void
command_clear(gpointer data)
{
    Command *command = data;

    g_array_unref(command->wall);
    g_array_unref(command->cpu);
}

/* NULL when the arguments are no list of `--name NAME COMMAND ARG...`. */
static GArray *
read_commands(int argc, char **argv)
{
    g_autoptr(GArray) commands = g_array_new(FALSE, FALSE, sizeof(Command));

    g_array_set_clear_func(commands, command_clear);
    for (int i = 0; i < argc;) {
        Command command = {.wall = g_array_new(FALSE, FALSE, sizeof(double)),
                           .cpu = g_array_new(FALSE, FALSE, sizeof(double))};

        if (g_str_equal(argv[i], "--name") && i + 2 < argc) {
            command.name = argv[i + 1];
            command.arguments = argv + i + 2;
            for (i += 2; i < argc && !g_str_equal(argv[i], "--name"); i++)
                command.count++;
        }
        g_array_append_val(commands, command);
        if (command.count == 0)
            return NULL;
    }
    return commands->len > 0 ? g_steal_pointer(&commands) : NULL;
}

static int
measure_queries(int argc, char **argv)
{
    g_autoptr(GPtrArray) queries = NULL;
    g_autoptr(GArray) commands = NULL;
    guint rounds = 3;
    int result = 0;
    int out;
    int err;

    if (argc > 2 && g_str_equal(argv[0], "--rounds")) {
        rounds = (guint)strtoul(argv[1], NULL, 10);
        argv += 2;
        argc -= 2;
    }
    if (rounds < 1 || rounds > ROUNDS_MAX || argc < 2)
        return 2;
    commands = read_commands(argc - 1, argv + 1);
    if (commands == NULL)
        return 2;
    queries = read_queries(argv[0]);
    if (queries == NULL)
        return 1;
    out = memory_file("out");
    err = memory_file("err");
    for (guint i = 0; i < queries->len; i++)
        for (guint round = 0; round <= rounds; round++)
            for (guint j = 0; j < commands->len; j++) {
                Command *command = &g_array_index(commands, Command, j);

                if (!command->is_failed)
                    run_query(command, queries->pdata[i], round > 0, out, err);
            }
    for (guint j = 0; j < commands->len; j++) {
        const Command *command = &g_array_index(commands, Command, j);

        if (command->is_failed)
            result = 1;
        else
            print_command(command, rounds);
    }
    close(out);
    close(err);
    return result;
}

int
main(int argc, char **argv)
{
    int result = 2;

    if (argc > 2 && g_str_equal(argv[1], "once"))
        result = measure_once(argc - 2, argv + 2);
    else if (argc > 2 && g_str_equal(argv[1], "queries"))
        result = measure_queries(argc - 2, argv + 2);
    if (result == 2)
        fprintf(stderr, "usage: bench_spawn once [--log FILE] COMMAND ARG...\n"
                        "       bench_spawn queries [--rounds N] FILE "
                        "(--name NAME COMMAND ARG...)...\n");
    return result;
}

#include "document/sandbox/asan.h"
#include "document/sandbox/sandbox.h"
#include "tests/support/folder.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A document that holds one line. */
static TcDocument *
answer(const char *format, ...)
{
    va_list arguments;
    GString *text = g_string_new(NULL);
    va_start(arguments, format);
    g_string_vprintf(text, format, arguments);
    va_end(arguments);
    return tc_document_new_take(&text, "UTF-8", 1);
}

static gsize
overflow_stack(gsize depth)
{
    volatile char frame[4096];
    frame[0] = (char)depth;
    return depth == 0 ? 0 : overflow_stack(depth - 1) + (gsize)frame[0];
}

/* Orders that end the process, or keep it for ever. */
static void
die(const char *order)
{
    if (g_str_equal(order, "crash"))
        raise(SIGSEGV);
    else if (g_str_equal(order, "abort"))
        abort();
    else if (g_str_equal(order, "kill"))
        raise(SIGKILL);
    else if (g_str_equal(order, "stop"))
        raise(SIGSTOP);
    else if (g_str_equal(order, "stack"))
        overflow_stack(1u << 30);
    else if (g_str_equal(order, "exit"))
        _exit(3);
    else if (g_str_equal(order, "hang"))
        for (;;)
            pause();
    else if (g_str_equal(order, "spin"))
        for (volatile guint i = 0;; i++)
            ;
}

/* Orders that take memory. */
static void
devour(const char *order)
{
    if (g_str_equal(order, "bomb"))
        for (gsize size = 1u << 16;; size *= 2)
            memset(g_malloc(size), 1, size);
    else if (g_str_equal(order, "creep"))
        for (;;) {
            char *room = malloc(1u << 16);
            *(volatile char *)room = 1; /* as a parser that does not check does */
        }
    else if (g_str_equal(order, "leak"))
        (void)!malloc(40u << 20);
}

/* Orders that write to the socket what is no answer. */
static void
babble(const char *order)
{
    if (g_str_equal(order, "garbage"))
        for (int i = 0; i < 100000; i++)
            (void)!write(3, "garbage ", 8);
    else if (g_str_equal(order, "twice")) {
        g_autoptr(TcDocument) first = answer("một");
        (void)!write(3, first, sizeof *first);
    }
}

/* Documents that no reader may give; NULL for another order. */
static TcDocument *
lie(const char *order, const TcReadLimits *limits)
{
    if (g_str_equal(order, "large")) {
        GString *text = g_string_sized_new(limits->text_max + 2);
        while (text->len <= limits->text_max)
            g_string_append_c(text, 'a');
        return tc_document_new_take(&text, "UTF-8", 1);
    }
    if (g_str_equal(order, "not utf-8"))
        return answer("\xFF\xFE");
    if (!g_str_has_prefix(order, "bad "))
        return NULL;
    TcDocument *document = answer("x");
    if (g_str_equal(order, "bad title"))
        document->title = g_strdup("\xC3");
    else if (g_str_equal(order, "bad number"))
        document->confidence = -1;
    else if (g_str_equal(order, "bad format"))
        document->format = (TcFormat)1000;
    return document;
}

static int
count_open_files(void)
{
    int count = 0;
    for (int fd = 0; fd < 1000; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

/* What the system says to calls that a reader has no business with; NULL for another order. */
static TcDocument *
try_call(const char *order)
{
    if (g_str_equal(order, "socket"))
        return answer("%d", socket(AF_INET, SOCK_STREAM, 0));
    if (g_str_equal(order, "fork"))
        return answer("%d", (int)fork());
    if (g_str_equal(order, "exec"))
        return answer("%d", execl("/bin/true", "true", NULL));
    if (g_str_equal(order, "executable"))
        return answer("%d", mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                                 0) == MAP_FAILED);
    if (g_str_has_prefix(order, "write "))
        return answer("%d", open(order + 6, O_WRONLY | O_CREAT, 0600));
    if (g_str_has_prefix(order, "read "))
        return answer("%d", open(order + 5, O_RDONLY));
    if (g_str_has_prefix(order, "fcntl "))
        return answer("%d", fcntl(3, atoi(order + 6), getppid()) < 0 ? errno : 0);
    if (g_str_has_prefix(order, "madvise ")) {
        static char pages[3 * 4096];
        char *page = pages + 4096 - (guintptr)pages % 4096;
        return answer("%d", madvise(page, 4096, atoi(order + 8)) < 0 ? errno : 0);
    }
    if (g_str_equal(order, "limits of parent")) {
        struct rlimit limit;
        return answer("%d", prlimit(getppid(), RLIMIT_CORE, NULL, &limit) < 0 ? errno : 0);
    }
    if (g_str_equal(order, "parent"))
        return answer("%d", kill(getppid(), SIGKILL));
    if (g_str_equal(order, "pid"))
        return answer("%d", (int)getpid());
    if (g_str_equal(order, "files"))
        return answer("%d", count_open_files());
    return NULL;
}

/* A document in which everything is set. */
static TcDocument *
answer_all(void)
{
    TcDocument *document = answer("văn bản");
    document->format = TC_FORMAT_PDF;
    document->title = g_strdup("tiêu đề");
    document->number = g_strdup("15/NQ");
    document->type = g_strdup("Nghị quyết");
    document->org = g_strdup("");
    document->place = g_strdup("Vinh");
    document->signer = g_strdup("Nguyễn Văn A");
    document->session = g_strdup("Kỳ họp thứ 5");
    document->term = g_strdup("Khóa X");
    document->chair = g_strdup("Lê Thị B");
    document->relations = g_strdup("based_on\t\tLuật\tLuật Báo chí\t20160405\t\t\n");
    document->date = 20201204;
    document->is_ocr = TRUE;
    document->confidence = 0.5;
    return document;
}

/* A reader that does what the file says. */
static TcDocument *
obey(const char *bytes, gsize len, const char *name, const TcReadLimits *limits, GError **error)
{
    g_autofree char *order = g_strndup(bytes, len);

    die(order);
    devour(order);
    babble(order);
    if (g_str_equal(order, "fail")) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, "hỏng\nhai dòng");
        return NULL;
    }
    if (g_str_equal(order, "all"))
        return answer_all();
    TcDocument *document = lie(order, limits);
    if (document == NULL)
        document = try_call(order);
    if (document == NULL)
        document = answer("%s|%zu|%s", order, limits->text_max, name != NULL ? name : "-");
    return document;
}

static const TcSandboxLimits small = {
    .memory_max = 64u << 20,
    .time_max_ms = 20000,
    .files_max = 1000,
};

static TcSandbox *
new_obeying(guint time_max_ms)
{
    TcSandboxLimits limits = small;
    limits.time_max_ms = time_max_ms;
    g_autoptr(GError) error = NULL;
    TcSandbox *sandbox = tc_sandbox_new_with_reader(&limits, obey, &error);
    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    return sandbox;
}

static TcDocument *
give(TcSandbox *sandbox, const char *order, GError **error)
{
    TcReadLimits limits = {.input_max = 1u << 20, .text_max = 1000000};
    return tc_sandbox_read(sandbox, order, strlen(order), "a.txt", &limits, error);
}

static int
give_number(TcSandbox *sandbox, const char *order)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = give(sandbox, order, &error);
    cr_assert(document != NULL, "%s: %s", order, error != NULL ? error->message : "");
    return atoi(document->text);
}

/* What goes wrong in a worker is an error for that file, and the next file is read. */
static const struct {
    const char *order;
    const char *message; /* how it begins; NULL: any */
    guint time_max_ms;
    gboolean needs_rlimit_as;
} failures[] = {
    {"crash", "reader killed by signal 11", 20000, FALSE},
    {"abort", "reader killed by signal 6", 20000, FALSE},
    {"stack", "reader killed by signal 11", 20000, TRUE},
    {"exit", "reader ended with status 3", 20000, FALSE},
    {"hang", "reader took longer than 0.5 s", 500, FALSE},
    {"spin", "reader took longer than 0.5 s", 500, FALSE},
    {"bomb", "reader used more than 64 MB", 20000, TRUE},
    {"creep", "reader used more than 64 MB", 20000, TRUE},
    {"large", "reader gave more or other data than it may", 20000, FALSE},
    {"garbage", "reader gave more or other data than it may", 20000, FALSE},
    {"twice", "reader gave more or other data than it may", 20000, FALSE},
    {"not utf-8", "reader gave more or other data than it may", 20000, FALSE},
    {"bad title", "reader gave more or other data than it may", 20000, FALSE},
    {"bad number", "reader gave more or other data than it may", 20000, FALSE},
    {"bad format", "reader gave more or other data than it may", 20000, FALSE},
    {"socket", "reader killed for a forbidden system call", 20000, FALSE},
    {"fork", "reader killed for a forbidden system call", 20000, FALSE},
    {"exec", "reader killed for a forbidden system call", 20000, FALSE},
};

EACH_ROW(sandbox, failure_is_told_and_passes, failures)
ROW_TEST(size_t *row, sandbox, failure_is_told_and_passes, .timeout = 240)
{
    if (failures[*row].needs_rlimit_as && TC_HAS_ASAN)
        cr_skip_test("AddressSanitizer needs more address space than any limit");
    g_autoptr(TcSandbox) sandbox = new_obeying(failures[*row].time_max_ms);
    for (int round = 0; round < 2; round++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = give(sandbox, failures[*row].order, &error);
        cr_assert(document == NULL, "%s: %s", failures[*row].order, document->text);
        cr_assert(error->domain == TC_DOCUMENT_ERROR);
        cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_CRASHED));
        cr_assert(eq(str, error->message, (char *)failures[*row].message));

        g_autoptr(TcDocument) next = give(sandbox, "tiếp", NULL);
        cr_assert(next != NULL);
        cr_assert(eq(str, next->text, (char *)"tiếp|1000000|a.txt"));
    }
}

/* A PDF whose page draws a form ten times that draws another one ten times, and so on, twelve deep:
 * there is nothing wrong with it, but that poppler would never end. */
static GString *
endless_pdf(void)
{
    enum { DEPTH = 12 };
    static const char tenfold[] = "/A Do /A Do /A Do /A Do /A Do /A Do /A Do /A Do /A Do /A Do ";
    GString *pdf =
        g_string_new("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                     "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                     "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
                     "/Resources<</XObject<</A 5 0 R>>>>>>endobj\n");
    g_string_append_printf(pdf, "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n",
                           strlen(tenfold), tenfold);
    for (guint i = 5; i < 5 + DEPTH; i++)
        g_string_append_printf(
            pdf,
            "%u 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources"
            "<</XObject<</A %u 0 R>>>>/Length %zu>>stream\n%s\nendstream endobj\n",
            i, i + 1, strlen(tenfold), tenfold);
    g_string_append(pdf, "trailer<</Root 1 0 R>>\n");
    return pdf;
}

Test(sandbox, a_pdf_without_end_is_told, .timeout = 60)
{
    TcSandboxLimits limits = TC_SANDBOX_LIMITS_INIT;
    limits.time_max_ms = 500;
    const TcReadLimits read = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(&limits, &error);
    cr_assert(sandbox != NULL, "%s", error != NULL ? error->message : "");
    GString *pdf = endless_pdf();
    g_autoptr(TcDocument) document =
        tc_sandbox_read(sandbox, pdf->str, pdf->len, "a.pdf", &read, &error);
    g_string_free(pdf, TRUE);
    cr_assert(document == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_CRASHED));
    cr_expect(eq(str, error->message, (char *)"reader took longer than 0.5 s"));
}

/* What kills the reader from outside, as the system does when memory is short, or does not let it
 * work, says nothing of the file. */
static const struct {
    const char *order;
    const char *message;
    guint time_max_ms;
} troubles[] = {
    {"kill", "reader killed by the system (signal 9)", 20000},
    {"stop", "reader given up: the machine did not let it work", 100},
};

EACH_ROW(sandbox, trouble_from_outside_is_not_the_files_fault, troubles)
ROW_TEST(size_t *row, sandbox, trouble_from_outside_is_not_the_files_fault, .timeout = 240)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(troubles[*row].time_max_ms);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = give(sandbox, troubles[*row].order, &error);

    cr_assert(document == NULL);
    cr_expect(g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE));
    cr_expect(g_str_has_prefix(error->message, troubles[*row].message), "%s", error->message);
}

static gboolean
is_to_stop(void)
{
    return TRUE;
}

Test(sandbox, a_stop_does_not_wait_for_a_reader_for_long, .timeout = 60)
{
    TcSandboxLimits limits = small;
    limits.time_max_ms = 600000;
    limits.stop = is_to_stop;
    limits.stop_max_ms = 200;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new_with_reader(&limits, obey, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = give(sandbox, "hang", &error);

    cr_assert(document == NULL);
    cr_expect(g_error_matches(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNREADABLE));
}

Test(sandbox, everything_of_a_document_arrives)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    g_autoptr(TcDocument) document = give(sandbox, "all", NULL);
    cr_assert(document != NULL);
    cr_expect(eq(int, document->format, TC_FORMAT_PDF));
    cr_expect(eq(str, document->text, (char *)"văn bản"));
    cr_expect(eq(sz, document->text_len, strlen("văn bản")));
    cr_expect(eq(str, document->title, (char *)"tiêu đề"));
    cr_expect(eq(str, document->encoding, (char *)"UTF-8"));
    cr_expect(eq(str, document->number, (char *)"15/NQ"));
    cr_expect(eq(str, document->type, (char *)"Nghị quyết"));
    cr_expect(eq(str, document->org, (char *)""));
    cr_expect(eq(str, document->place, (char *)"Vinh"));
    cr_expect(eq(str, document->signer, (char *)"Nguyễn Văn A"));
    cr_expect(eq(str, document->session, (char *)"Kỳ họp thứ 5"));
    cr_expect(eq(str, document->term, (char *)"Khóa X"));
    cr_expect(eq(str, document->chair, (char *)"Lê Thị B"));
    cr_expect(
        eq(str, document->relations, (char *)"based_on\t\tLuật\tLuật Báo chí\t20160405\t\t\n"));
    cr_expect(eq(u32, document->date, 20201204));
    cr_expect(eq(int, document->is_ocr, TRUE));
    cr_expect(eq(dbl, document->confidence, 0.5));
}

Test(sandbox, an_error_of_the_reader_arrives)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    int pid = give_number(sandbox, "pid");
    g_autoptr(GError) error = NULL;
    cr_assert(give(sandbox, "fail", &error) == NULL);
    cr_assert(eq(int, error->code, TC_DOCUMENT_ERROR_DAMAGED));
    cr_assert(eq(str, error->message, (char *)"hỏng hai dòng"));
    cr_assert(eq(int, give_number(sandbox, "pid"), pid), "the worker is still good");
}

Test(sandbox, names_and_sizes_of_any_length_pass)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autofree char *name = g_strnfill(10000, 'x');
    g_autofree char *big = g_strnfill(5u << 20, 'y');
    g_autoptr(TcDocument) none = tc_sandbox_read(sandbox, "", 0, NULL, &limits, NULL);
    cr_assert(none != NULL);
    cr_assert(eq(str, none->text, (char *)"|50331648|-"));
    g_autoptr(TcDocument) document = tc_sandbox_read(sandbox, big, 5u << 20, name, &limits, NULL);
    cr_assert(document != NULL);
    cr_assert(eq(sz, document->text_len, (5u << 20) + strlen("|50331648|") + 255));
}

Test(sandbox, a_worker_is_replaced_in_time)
{
    TcSandboxLimits limits = small;
    limits.files_max = 3;
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new_with_reader(&limits, obey, NULL);
    cr_assert(sandbox != NULL);
    int first = give_number(sandbox, "pid");
    cr_assert(eq(int, give_number(sandbox, "pid"), first));
    cr_assert(eq(int, give_number(sandbox, "pid"), first));
    cr_assert(ne(int, give_number(sandbox, "pid"), first));
    cr_assert(eq(int, kill(first, 0), -1), "the old one is gone");
}

Test(sandbox, a_file_does_not_pay_for_those_before_it)
{
    if (TC_HAS_ASAN)
        cr_skip_test("AddressSanitizer needs more address space than any limit");
    /* Each leaves 40 of 64 MB behind: the second needs a new worker, and gets it unseen. */
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    for (int i = 0; i < 4; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = give(sandbox, "leak", &error);
        cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    }
    /* Also when it was killed while it waited. */
    int pid = give_number(sandbox, "pid");
    cr_assert(eq(int, kill(pid, SIGKILL), 0));
    cr_assert(ne(int, give_number(sandbox, "pid"), pid));
}

Test(sandbox, a_killed_zygote_is_replaced)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    int worker = give_number(sandbox, "pid");
    g_autofree char *path = g_strdup_printf("/proc/%d/stat", worker);
    g_autofree char *stat = NULL;
    cr_assert(g_file_get_contents(path, &stat, NULL, NULL));
    int zygote = 0;
    cr_assert(eq(int, sscanf(strrchr(stat, ')'), ") %*c %d", &zygote), 1));
    cr_assert(eq(int, kill(zygote, SIGKILL), 0));

    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = NULL;
    for (int i = 0; i < 3 && document == NULL; i++) {
        g_clear_error(&error);
        document = give(sandbox, "tiếp", &error);
    }
    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
}

Test(sandbox, the_worker_may_do_little, .init = folder_make, .fini = folder_remove)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    g_autoptr(GError) error = NULL;
    guint strength = tc_sandbox_strength(sandbox, &error);
    cr_assert(error == NULL);
    cr_assert(strength & TC_SANDBOX_RLIMITS);
    if (!(strength & TC_SANDBOX_SECCOMP))
        cr_skip_test("this kernel has no seccomp");

    cr_expect(eq(int, give_number(sandbox, "files"), 4), "three to /dev/null, one to us");

    g_autofree char *file = in_folder("mới");
    g_autofree char *order = g_strconcat("write ", file, NULL);
    cr_expect(eq(int, give_number(sandbox, order), -1));
    cr_expect(eq(int, access(file, F_OK), -1));
    cr_expect(eq(int, give_number(sandbox, "write /dev/null"), -1));

    cr_expect(eq(int, give_number(sandbox, "read /etc/passwd"), -1));
    cr_expect(eq(int, give_number(sandbox, "read /proc/self/environ"), -1));
    /* Fonts and the like only where the kernel keeps it from the rest. */
    gboolean may_look = (strength & TC_SANDBOX_LANDLOCK) != 0;
    cr_expect(eq(int, give_number(sandbox, "read /usr/share") >= 0, may_look));
    cr_expect(eq(int, give_number(sandbox, "parent"), -1));
    cr_expect(eq(int, give_number(sandbox, "executable"), 1));
}

/* Kernels before 6.12 let a signal to any process of the same user through, and it is the list of
 * calls that has to keep the worker from it. */
Test(sandbox, the_worker_aims_no_signal_by_a_file)
{
    static const int forbidden[] = {F_SETOWN,   F_SETOWN_EX, F_SETSIG, F_SETFL,
                                    F_SETLEASE, F_NOTIFY,    F_SETLK,  F_SETPIPE_SZ};
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);

    if (!(tc_sandbox_strength(sandbox, NULL) & TC_SANDBOX_SECCOMP))
        cr_skip_test("this kernel has no seccomp");
    for (gsize i = 0; i < G_N_ELEMENTS(forbidden); i++) {
        g_autofree char *order = g_strdup_printf("fcntl %d", forbidden[i]);
        cr_expect(eq(int, give_number(sandbox, order), EPERM), "%s", order);
    }
    cr_expect(eq(int, give_number(sandbox, "fcntl 1"), 0), "F_GETFD is needed");
}

Test(sandbox, a_worker_of_root_has_nothing_of_root)
{
    g_autoptr(TcSandbox) sandbox = new_obeying(20000);
    g_autofree char *path = NULL, *status = NULL;

    if (!(tc_sandbox_strength(sandbox, NULL) & TC_SANDBOX_SECCOMP))
        cr_skip_test("this kernel has no seccomp");
    path = g_strdup_printf("/proc/%d/status", give_number(sandbox, "pid"));
    cr_assert(g_file_get_contents(path, &status, NULL, NULL));
    cr_expect(strstr(status, "\nCapEff:\t0000000000000000\n") != NULL);
    cr_expect(strstr(status, "\nCapPrm:\t0000000000000000\n") != NULL);
    /* MADV_HWPOISON and MADV_SOFT_OFFLINE take memory away from the machine. */
    cr_expect(eq(int, give_number(sandbox, "madvise 101"), EPERM));
    cr_expect(eq(int, give_number(sandbox, "madvise 4"), 0), "MADV_DONTNEED is needed");
    cr_expect(eq(int, give_number(sandbox, "limits of parent"), EPERM));
}

static int
count_files(void)
{
    int count = 0;
    for (int fd = 0; fd < 1000; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

Test(sandbox, no_file_descriptor_or_child_is_left)
{
    int before = count_files();
    for (int round = 0; round < 5; round++) {
        g_autoptr(TcSandbox) sandbox = new_obeying(500);
        for (int i = 0; i < 5; i++) {
            g_autoptr(TcDocument) crash = give(sandbox, "crash", NULL);
            g_autoptr(TcDocument) hang = i + round == 0 ? give(sandbox, "hang", NULL) : NULL;
            g_autoptr(TcDocument) good = give(sandbox, "x", NULL);
            cr_assert(good != NULL && crash == NULL && hang == NULL);
        }
    }
    cr_assert(eq(int, count_files(), before));
    cr_assert(eq(int, waitpid(-1, NULL, WNOHANG), -1));
    cr_assert(eq(int, errno, ECHILD));
}

Test(sandbox, children_end_with_their_parent)
{
    int ends[2];
    int worker = 0;
    cr_assert(eq(int, pipe(ends), 0));
    pid_t parent = fork();
    if (parent == 0) {
        TcSandbox *sandbox = new_obeying(20000);
        worker = give_number(sandbox, "pid");
        (void)!write(ends[1], &worker, sizeof worker);
        raise(SIGKILL);
    }
    cr_assert(eq(sz, (size_t)read(ends[0], &worker, sizeof worker), sizeof worker));
    waitpid(parent, NULL, 0);
    /* It is no child of ours; its descriptor says when it is dead, reaped or not. */
    struct pollfd ended = {.fd = (int)syscall(SYS_pidfd_open, worker, 0), .events = POLLIN};
    if (ended.fd < 0)
        cr_assert(eq(int, errno, ESRCH));
    else
        cr_assert(eq(int, poll(&ended, 1, 60000), 1));
}

Test(sandbox, reads_as_without_it)
{
    static const struct {
        const char *bytes;
        const char *name;
    } files[] = {
        {"Hội nghị tổng kết\nNội dung\n", "a.txt"},
        {"# Hội nghị\n\n**Nội dung**\n", "a.md"},
        {"<html><title>Họp</title><p>Nội dung &#7843;</p>", "a.txt"},
        {"<html><meta charset=windows-1258><p>H\xF4\xF2i \xF0\xF4\xCCng", "a.txt"},
        {"", "a.txt"},
        {"caf\xE9 \xE9\xE9", "a.txt"},
        {"\x7F"
         "ELF\2\1\1",
         "a.txt"},
        {"{\\rtf1 x}", "a.txt"},
    };
    g_autoptr(TcSandbox) sandbox = tc_sandbox_new(NULL, NULL);
    cr_assert(sandbox != NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(GError) expect_error = NULL;
        g_autoptr(GError) error = NULL;
        gsize len = strlen(files[i].bytes);
        g_autoptr(TcDocument) expect =
            tc_document_read(files[i].bytes, len, files[i].name, NULL, &expect_error);
        g_autoptr(TcDocument) document =
            tc_sandbox_read(sandbox, files[i].bytes, len, files[i].name, NULL, &error);
        cr_assert(eq(int, document != NULL, expect != NULL), "%zu: %s", i,
                  error != NULL ? error->message : "");
        if (document == NULL) {
            cr_assert(eq(int, error->code, expect_error->code));
            cr_assert(eq(str, error->message, expect_error->message));
            continue;
        }
        cr_assert(eq(str, document->text, expect->text));
        cr_assert(g_strcmp0(document->title, expect->title) == 0);
        cr_assert(eq(str, document->encoding, expect->encoding));
        cr_assert(eq(int, document->format, expect->format));
    }
}

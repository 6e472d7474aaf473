#include "document/sandbox/confine.h"

#include "document/sandbox/asan.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Folders with fonts, character maps and the like. Where the kernel can keep a reader from
 * everything else, it may look at these. There are no libraries among them: a worker cannot load
 * code. */
static const char *const readable[] = {
    "/usr/share",
    "/usr/local/share",
    "/etc/fonts",
    "/var/cache/fontconfig",
};

/* The kernel's structure in its sixth version; older kernels take the first part of it. */
typedef struct {
    guint64 handled_access_fs;
    guint64 handled_access_net; /* since 4 */
    guint64 scoped;             /* since 6 */
} LandlockRules;

static gboolean
confine_files(void)
{
    int version =
        (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return FALSE;
    LandlockRules rules = {
        /* Each version adds rights; these are all that this program knows. */
        .handled_access_fs = version == 1   ? (1u << 13) - 1
                             : version == 2 ? (1u << 14) - 1
                             : version < 5  ? (1u << 15) - 1
                                            : (1u << 16) - 1,
        .handled_access_net = version >= 4 ? 3 : 0, /* bind and connect by TCP */
        .scoped = version >= 6 ? 3 : 0,             /* abstract sockets, signals */
    };
    gsize size = version >= 6   ? sizeof rules
                 : version >= 4 ? G_STRUCT_OFFSET(LandlockRules, scoped)
                                : G_STRUCT_OFFSET(LandlockRules, handled_access_net);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(readable); i++) {
        int fd = open(readable[i], O_PATH | O_CLOEXEC);
        if (fd < 0)
            continue; /* not on this system */
        struct landlock_path_beneath_attr rule = {
            .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
            .parent_fd = fd,
        };
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        close(fd);
    }
    gboolean is_done = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return is_done;
}

/* Calls that any reader needs. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(getppid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getcpu),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
};

/* What a reader may ask of an open file, and nothing more: F_SETOWN, F_SETSIG and O_ASYNC (F_SETFL)
 * send a signal of the caller's choice to any process of the same user, and F_SETLEASE and F_NOTIFY
 * watch files. */
static const int file_commands[] = {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC};

/* Advice on memory with greater numbers is for administrators: a worker of root could take pages of
 * memory away from the machine (MADV_HWPOISON). */
#define ADVICE_MAX 25u /* MADV_COLLAPSE */

/* Calls that look at files. They are allowed for reading when Landlock says which files. */
static const int looking[] = {
    SCMP_SYS(stat),       SCMP_SYS(lstat),      SCMP_SYS(newfstatat), SCMP_SYS(statx),
    SCMP_SYS(access),     SCMP_SYS(faccessat),  SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(statfs),     SCMP_SYS(fstatfs),
};

/* Calls that no reader makes by accident: if one makes them, somebody has taken it over. */
static const int deadly[] = {
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
};

#define OPEN_CHANGES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

static gboolean
add_rules(scmp_filter_ctx filter, gboolean may_open)
{
    const guint32 deny = SCMP_ACT_ERRNO(EACCES);
    int bad = 0;

    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (gsize i = 0; i < G_N_ELEMENTS(deadly); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    /* A new process kills the worker; a thread is only refused (by the default). clone3(), whose
     * arguments a filter cannot see, counts as missing, so that the C library falls back to
     * clone(). */
    bad |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    /* Memory is never executable, so no code can be brought in. */
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    /* abort() and raise() signal this very process. */
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
    for (gsize i = 0; i < G_N_ELEMENTS(file_commands); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                                SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)file_commands[i], 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(madvise), 1,
                            SCMP_A2(SCMP_CMP_LE, ADVICE_MAX, 0));
    /* A process may ask for its own limits, but not set them. */
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2,
                            SCMP_A0(SCMP_CMP_EQ, 0, 0), SCMP_A2(SCMP_CMP_EQ, 0, 0));
    for (gsize i = 0; i < G_N_ELEMENTS(looking); i++)
        if (may_open)
            bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, looking[i], 0);
        else if (looking[i] == SCMP_SYS(newfstatat)) /* this is how fstat() is called now */
            bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, looking[i], 1,
                                    SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
        else
            bad |= seccomp_rule_add(filter, deny, looking[i], 0);
    if (may_open) {
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, OPEN_CHANGES, 0));
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                SCMP_A1(SCMP_CMP_MASKED_EQ, OPEN_CHANGES, 0));
    } else {
        bad |= seccomp_rule_add(filter, deny, SCMP_SYS(openat), 0);
        bad |= seccomp_rule_add(filter, deny, SCMP_SYS(open), 0);
    }
    return bad == 0;
}

static gboolean
confine_calls(gboolean may_open)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL)
        return FALSE;
    /* Slowing down speculative reads buys nothing in a process that holds no secret. */
    (void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
    gboolean is_done = add_rules(filter, may_open) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return is_done;
}

/* At the first limit the process gets a signal (SIGXCPU), at the second it is killed by SIGKILL,
 * which must not be the one that tells of it. */
static gboolean
set_cpu_limit(guint max_s)
{
    struct rlimit limit = {.rlim_cur = max_s, .rlim_max = max_s + 5};

    return setrlimit(RLIMIT_CPU, &limit) == 0;
}

static gboolean
set_limit(__rlimit_resource_t resource, rlim_t value)
{
    return setrlimit(resource, &(struct rlimit){.rlim_cur = value, .rlim_max = value}) == 0;
}

/* Bytes of address space that are in use already: the limit counts these, too. */
static gsize
address_space(void)
{
    g_autofree char *statm = NULL;
    if (!g_file_get_contents("/proc/self/statm", &statm, NULL, NULL))
        return 256u << 20;
    return (gsize)g_ascii_strtoull(statm, NULL, 10) * (gsize)sysconf(_SC_PAGESIZE);
}

/* A worker of root does not need what root may do beyond others: the permissions of files bind it
 * then. */
static void
drop_capabilities(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

    syscall(SYS_capset, &header, none);
}

guint
tc_confine(gsize memory_max, guint cpu_max_s)
{
    guint strength = 0;
    gsize used = address_space();
    gsize memory = memory_max < G_MAXSSIZE - used ? used + memory_max : G_MAXSSIZE;

    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    drop_capabilities();
    gboolean may_open = confine_files();
    if (may_open)
        strength |= TC_SANDBOX_LANDLOCK;
    if (set_limit(RLIMIT_CORE, 0) && set_limit(RLIMIT_FSIZE, 0) &&
        set_limit(RLIMIT_NOFILE, may_open ? 64 : 0) && set_cpu_limit(cpu_max_s) &&
        (TC_HAS_ASAN || set_limit(RLIMIT_AS, memory)))
        strength |= TC_SANDBOX_RLIMITS;
    /* This comes last, because it forbids the calls above. */
    if (confine_calls(may_open))
        strength |= TC_SANDBOX_SECCOMP;
    return strength;
}

/* The verb "extract" writes one file of an archive as it is, for whoever wants to open it. The
 * archive is taken apart in the sandbox, as it is when a run indexes it. */
#include "document/sandbox/sandbox.h"
#include "indexer/command/verbs.h"
#include "indexer/display.h"
#include "indexer/run/input.h"
#include "indexer/state/ledger.h"
#include "indexer/state/member_names.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    const TcOptions *options;
    TcSandbox *sandbox;
    const char *wanted;  /* path of the file */
    const char *on_disk; /* path of the archive */
} Extract;

static gboolean
fail(GError **error, const char *path, const char *reason)
{
    g_autofree char *shown = tc_display(path);

    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", shown, reason);
    return FALSE;
}

/* Whether `wanted` is in the archive of that path. */
static gboolean
is_within(const char *wanted, const char *archive)
{
    gsize len = strlen(archive);

    return strncmp(wanted, archive, len) == 0 &&
           g_str_has_prefix(wanted + len, TC_MEMBER_SEPARATOR);
}

/* The archive on disk that the file is in: the shortest beginning of `wanted` that is a file. NULL
 * if there is none. */
static char *
archive_on_disk(const char *wanted)
{
    const char *at = wanted;

    while ((at = strstr(at, TC_MEMBER_SEPARATOR)) != NULL) {
        g_autofree char *path = g_strndup(wanted, (gsize)(at - wanted));
        struct stat st;

        if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
            return g_steal_pointer(&path);
        at += TC_MEMBER_SEPARATOR_LEN;
    }
    return NULL;
}

static gboolean
write_out(const TcMember *member, const char *path, GError **error)
{
    if (member->error != NULL)
        return fail(error, path, member->error->message);
    /* If it could not be written, the end of the program tells. */
    fwrite(member->bytes, 1, member->len, stdout);
    return TRUE;
}

/* Looks for the file in the archive `path`, whose bytes are given, and writes it. *is_found tells
 * whether it was there. */
static gboolean
search(const Extract *extract, const char *path, const char *bytes, gsize len, guint depth,
       gboolean *is_found, GError **error)
{
    TcArchiveLimits limits = TC_ARCHIVE_LIMITS_INIT;
    g_autoptr(GError) local = NULL;
    g_autoptr(TcWalk) walk = NULL;
    TcMemberNames names;
    TcMember member;
    gboolean is_done = TRUE;

    limits.member_max = extract->options->file_size_max;
    walk = tc_sandbox_walk(extract->sandbox, bytes, len, &limits, &local);
    tc_member_names_init(&names);
    while (walk != NULL && is_done && !*is_found && tc_walk_next(walk, &member, &local)) {
        g_autofree char *plain = g_strconcat(path, TC_MEMBER_SEPARATOR, member.name, NULL);
        const char *at;

        if (tc_member_name_is_skipped(member.name) ||
            tc_excludes_cover(extract->options->excludes, plain, extract->on_disk))
            continue;
        at = tc_member_names_add(&names, path, member.name);
        if (g_str_equal(at, extract->wanted)) {
            *is_found = TRUE;
            is_done = write_out(&member, at, error);
        } else if (is_within(extract->wanted, at) && depth < TC_ARCHIVE_DEPTH_MAX &&
                   member.error == NULL) {
            is_done = search(extract, at, member.bytes, member.len, depth + 1, is_found, error);
        }
    }
    tc_member_names_clear(&names);
    if (is_done && !*is_found && local != NULL)
        return fail(error, path, local->message);
    return is_done;
}

TcExit
tc_verb_extract(const TcOptions *options, G_GNUC_UNUSED TcReport *report, GError **error)
{
    Extract extract = {.options = options, .wanted = options->paths[0]};
    g_autofree char *on_disk = archive_on_disk(extract.wanted);
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(TcSandbox) sandbox = NULL;
    g_autoptr(GError) local = NULL;
    TcInput input = {0};
    TcFileStamp stamp;
    gboolean is_found = FALSE;
    gboolean is_done;

    if (on_disk == NULL) {
        fail(error, extract.wanted, _("there is no archive for it"));
        return TC_EXIT_FAILED;
    }
    sandbox = tc_run_sandbox_new(error);
    if (sandbox == NULL)
        return TC_EXIT_FAILED;
    limits.input_max = options->file_size_max;
    if (!tc_input_read(&input, on_disk, NULL, &limits, &stamp, &local)) {
        tc_input_clear(&input);
        fail(error, on_disk, local->message);
        return TC_EXIT_FAILED;
    }
    extract.sandbox = sandbox;
    extract.on_disk = on_disk;
    is_done = search(&extract, on_disk, input.bytes, input.len, 1, &is_found, error);
    tc_input_clear(&input);
    if (is_done && !is_found)
        is_done = fail(error, extract.wanted, _("it is not in the archive"));
    return is_done ? TC_EXIT_DONE : TC_EXIT_FAILED;
}

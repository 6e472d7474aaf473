#include "document/sandbox/sandbox.h"
#include "document/sandbox/worker_link.h"

#include <string.h>

/* This many bytes are fetched from the worker at a time. */
#define FETCH_LEN 65536u

/* A buffer larger than this is given back after the file that needed it. */
#define KEEP_MAX (16u << 20)

struct TcWalk {
    TcSandbox *sandbox;
    TcWorkerLink worker;
    TcArchiveLimits limits;
    gboolean is_over;
    guint members;
    guint64 unpacked;

    /* The current file. */
    char name[TC_MEMBER_NAME_MAX + 1];
    GByteArray *content;
    GError *problem;

    /* What has come and was not looked at yet: fetched[used, filled). */
    char fetched[FETCH_LEN];
    gsize used, filled;
};

TcWalk *
tc_sandbox_walk(TcSandbox *sandbox, const char *bytes, gsize len, const TcArchiveLimits *limits,
                GError **error)
{
    static const TcArchiveLimits defaults = TC_ARCHIVE_LIMITS_INIT;
    g_autoptr(TcWalk) walk = g_new0(TcWalk, 1);

    g_return_val_if_fail(bytes != NULL || len == 0, NULL);
    walk->sandbox = sandbox;
    walk->worker = (TcWorkerLink)TC_WORKER_LINK_INIT;
    walk->limits = limits != NULL ? *limits : defaults;
    walk->content = g_byte_array_new();
    if (!tc_sandbox_start_worker(sandbox, TC_WIRE_START_WALK, &walk->worker, error))
        return NULL;

    TcWireWalkRequest request = {
        .magic = TC_WIRE_MAGIC,
        .members_max = walk->limits.members_max,
        .len = len,
        .member_max = walk->limits.member_max,
        .total_max = walk->limits.total_max,
    };
    TcPatience patience = tc_worker_patience(tc_sandbox_limits(sandbox), &walk->worker);
    TcTalk talk = tc_worker_send(&walk->worker, &request, sizeof request, &patience);
    if (talk == TC_TALK_DONE)
        talk = tc_worker_send(&walk->worker, bytes, len, &patience);
    if (talk != TC_TALK_DONE) {
        int status = tc_sandbox_end_worker(sandbox, &walk->worker);
        tc_worker_set_crash(tc_sandbox_limits(sandbox), talk, status, error);
        return NULL;
    }
    return g_steal_pointer(&walk);
}

void
tc_walk_free(TcWalk *walk)
{
    if (walk == NULL)
        return;
    tc_sandbox_end_worker(walk->sandbox, &walk->worker);
    g_byte_array_unref(walk->content);
    g_clear_error(&walk->problem);
    g_free(walk);
}

guint64
tc_walk_unpacked(const TcWalk *walk)
{
    return walk->unpacked;
}

static TcTalk
receive(TcWalk *walk, void *bytes, gsize len, TcPatience *patience)
{
    char *p = bytes;

    while (len > 0) {
        if (walk->used == walk->filled) {
            TcTalk talk = tc_worker_receive_some(&walk->worker, walk->fetched, FETCH_LEN,
                                                 &walk->filled, patience);
            walk->used = 0;
            if (talk != TC_TALK_DONE) {
                walk->filled = 0;
                return talk;
            }
        }
        gsize part = MIN(len, walk->filled - walk->used);
        memcpy(p, walk->fetched + walk->used, part);
        walk->used += part;
        p += part;
        len -= part;
    }
    return TC_TALK_DONE;
}

/* The error that `frame` tells of; NULL for none. FALSE when no worker would say so. */
static TcTalk
receive_problem(TcWalk *walk, const TcWireFrame *frame, GError **problem, TcPatience *patience)
{
    g_autofree char *message = g_malloc0(frame->len + 1); /* at most TC_WIRE_DATA_MAX */
    TcTalk talk = receive(walk, message, frame->len, patience);

    if (talk != TC_TALK_DONE)
        return talk;
    if (frame->error_code < -1 || frame->error_code >= TC_DOCUMENT_ERROR_COUNT ||
        !g_utf8_validate_len(message, frame->len, NULL))
        return TC_TALK_NONSENSE;
    tc_wire_tidy_message(message);
    if (frame->error_code >= 0)
        g_set_error_literal(problem, TC_DOCUMENT_ERROR, frame->error_code, message);
    return TC_TALK_DONE;
}

static TcTalk
receive_name(TcWalk *walk, const TcWireFrame *frame, TcPatience *patience)
{
    if (frame->len == 0 || frame->len > TC_MEMBER_NAME_MAX ||
        walk->members >= walk->limits.members_max)
        return TC_TALK_NONSENSE;
    walk->members++;
    walk->name[frame->len] = '\0';
    TcTalk talk = receive(walk, walk->name, frame->len, patience);
    if (talk != TC_TALK_DONE)
        return talk;
    /* No zero bytes either. */
    return g_utf8_validate_len(walk->name, frame->len, NULL) ? TC_TALK_DONE : TC_TALK_NONSENSE;
}

static TcTalk
receive_data(TcWalk *walk, const TcWireFrame *frame, TcPatience *patience)
{
    gsize before = walk->content->len;

    if (frame->len > walk->limits.member_max - before ||
        frame->len > walk->limits.total_max - walk->unpacked || frame->len > G_MAXINT - before)
        return TC_TALK_NONSENSE;
    walk->unpacked += frame->len;
    g_byte_array_set_size(walk->content, (guint)(before + frame->len));
    return receive(walk, walk->content->data + before, frame->len, patience);
}

static TcTalk
receive_frame(TcWalk *walk, TcWireFrame *frame, TcPatience *patience)
{
    TcTalk talk = receive(walk, frame, sizeof *frame, patience);

    if (talk != TC_TALK_DONE)
        return talk;
    return frame->magic == TC_WIRE_MAGIC && frame->len <= TC_WIRE_DATA_MAX ? TC_TALK_DONE
                                                                           : TC_TALK_NONSENSE;
}

/* Receives a file up to its end, or to the end of the walk, which `end` tells when the file is not
 * whole. */
static TcTalk
receive_member(TcWalk *walk, TcMember *member, GError **end)
{
    TcPatience patience = tc_worker_patience(tc_sandbox_limits(walk->sandbox), &walk->worker);
    gboolean is_begun = FALSE;

    for (;;) {
        TcWireFrame frame;
        TcTalk talk = receive_frame(walk, &frame, &patience);
        if (talk != TC_TALK_DONE)
            return talk;
        if (frame.kind == TC_WIRE_WALK_END) {
            /* In the middle of a file. The reason says why. */
            walk->is_over = TRUE;
            talk = receive_problem(walk, &frame, end, &patience);
            return talk == TC_TALK_DONE && is_begun && *end == NULL ? TC_TALK_NONSENSE : talk;
        }
        if (frame.kind == TC_WIRE_MEMBER && !is_begun) {
            is_begun = TRUE;
            member->mtime_s = frame.mtime_s;
            talk = receive_name(walk, &frame, &patience);
        } else if (frame.kind == TC_WIRE_DATA && is_begun) {
            talk = receive_data(walk, &frame, &patience);
        } else if (frame.kind == TC_WIRE_MEMBER_END && is_begun) {
            return receive_problem(walk, &frame, &walk->problem, &patience);
        } else {
            return TC_TALK_NONSENSE;
        }
        if (talk != TC_TALK_DONE)
            return talk;
    }
}

gboolean
tc_walk_next(TcWalk *walk, TcMember *member, GError **error)
{
    g_autoptr(GError) end = NULL;

    *member = (TcMember){.name = walk->name};
    g_clear_error(&walk->problem);
    if (walk->content->len > KEEP_MAX) {
        g_byte_array_unref(walk->content);
        walk->content = g_byte_array_new();
    }
    g_byte_array_set_size(walk->content, 0);
    if (walk->is_over)
        return FALSE;

    TcTalk talk = receive_member(walk, member, &end);
    if (talk != TC_TALK_DONE) {
        int status = tc_sandbox_end_worker(walk->sandbox, &walk->worker);
        tc_worker_set_crash(tc_sandbox_limits(walk->sandbox), talk, status, error);
        walk->is_over = TRUE;
        return FALSE;
    }
    if (walk->is_over) {
        if (end != NULL)
            g_propagate_error(error, g_steal_pointer(&end));
        return FALSE;
    }
    member->error = walk->problem;
    if (walk->problem == NULL) {
        member->bytes = (const char *)walk->content->data;
        member->len = walk->content->len;
    }
    return TRUE;
}

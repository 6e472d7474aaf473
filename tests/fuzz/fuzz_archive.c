/* Any bytes as an archive. */
#include "document/detect/archive.h"
#include "document/sandbox/sandbox.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#define MEMBER_MAX  (256u << 10)
#define TOTAL_MAX   (1u << 20)
#define MEMBERS_MAX 200u

typedef struct {
    gboolean is_open; /* a file has begun and not ended */
    gsize len;        /* of it */
    gsize total;
    guint members;
} State;

/* Parts without meaning to a file system, so that a name never leads anywhere. */
static void
check_name(const char *name)
{
    gsize len = strlen(name);

    if (len == 0 || len > TC_MEMBER_NAME_MAX || !g_utf8_validate(name, -1, NULL))
        abort();
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_iscntrl(g_utf8_get_char(p)))
            abort();
    for (const char *part = name;; part++) {
        gsize part_len = strcspn(part, "/");
        /* The last part may have been cut. */
        if (part[part_len] == '/' && (part_len == 0 || (part_len == 1 && part[0] == '.') ||
                                      (part_len == 2 && part[0] == '.' && part[1] == '.')))
            abort();
        part += part_len;
        if (*part == '\0')
            break;
    }
}

static gboolean
on_begin(gpointer user, const char *name, G_GNUC_UNUSED gint64 mtime_s)
{
    State *state = user;

    if (state->is_open || ++state->members > MEMBERS_MAX)
        abort();
    check_name(name);
    state->is_open = TRUE;
    state->len = 0;
    return TRUE;
}

static gboolean
on_data(gpointer user, const char *bytes, gsize len)
{
    State *state = user;
    volatile char seen = 0;

    for (gsize i = 0; i < len; i++)
        seen ^= bytes[i];
    state->len += len;
    state->total += len;
    if (!state->is_open || len == 0 || state->len > MEMBER_MAX || state->total > TOTAL_MAX)
        abort();
    return TRUE;
}

static gboolean
on_end(gpointer user, const GError *error)
{
    State *state = user;

    if (!state->is_open || (error != NULL && (error->domain != TC_DOCUMENT_ERROR ||
                                              error->code >= TC_DOCUMENT_ERROR_COUNT)))
        abort();
    state->is_open = FALSE;
    return TRUE;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const TcArchiveLimits limits = {
        .member_max = MEMBER_MAX, .total_max = TOTAL_MAX, .members_max = MEMBERS_MAX};
    State state = {0};
    TcArchiveSink sink = {.begin = on_begin, .data = on_data, .end = on_end, .user = &state};
    GError *error = NULL;

    gboolean is_whole = tc_archive_walk((const char *)data, size, &limits, &sink, &error);
    if (is_whole != (error == NULL) || (is_whole && state.is_open) ||
        (error != NULL &&
         (error->domain != TC_DOCUMENT_ERROR || strchr(error->message, '\n') != NULL)))
        abort();
    g_clear_error(&error);
    return 0;
}

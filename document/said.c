#include "document/said.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Messages that hold other messages, which hold messages. */
#define DEPTH_MAX    4u
#define CAPTURES_MAX 4u

/* Every message into which something is put. */
static const char *const patterns[] = {
    N_("%s cannot be loaded: %s"),
    N_("%u of %u pages could not be recognised, the first of them is %s"),
    N_("--ocr: %s"),
    N_("cannot load poppler: %s"),
    N_("damaged, or not as other files of %s are"),
    N_("damaged: %s"),
    N_("it has no %s"),
    N_("it is larger than %zu bytes"),
    N_("it unpacks to more than %zu bytes"),
    N_("its text is longer than %zu bytes"),
    N_("more than %u members"),
    N_("not read yet: %s"),
    N_("page %u: %s"),
    N_("reader ended with status %d"),
    N_("reader killed by signal %d"),
    N_("reader not started: %s"),
    N_("reader took longer than %g s"),
    N_("reader used more than %zu MB"),
    N_("the archive holds more than %u files"),
    N_("too large: %s, at most %s are read"),
};

/* Those that say how many: the first has one form for one, the other for more. */
static const char *const counted[][2] = {
    {"%u page is a scan; with --ocr it is read", "%u pages are scans; with --ocr they are read"},
    {"archives in it are nested deeper than %u archive",
     "archives in it are nested deeper than %u archives"},
};

static const char *
counted_said(guint i, gulong count)
{
    switch (i) {
    case 0:
        return ngettext("%u page is a scan; with --ocr it is read",
                        "%u pages are scans; with --ocr they are read", count);
    default:
        return ngettext("archives in it are nested deeper than %u archive",
                        "archives in it are nested deeper than %u archives", count);
    }
}

const char *
tc_said_errno(int number)
{
    const char *text = strerrordesc_np(number);

    return text != NULL ? text : "unknown error";
}

/* ---- taking a message apart ---- */

/* The end of the conversion that `pattern` begins with. */
static const char *
conversion_end(const char *pattern)
{
    pattern += strcspn(pattern, "sudg");
    return *pattern ? pattern + 1 : pattern;
}

/* Whether `message` is what `pattern` makes; *count of what was put in goes to `captures`. */
static gboolean
take_apart(const char *pattern, const char *message, char *captures[CAPTURES_MAX], guint *count)
{
    *count = 0;
    for (;;) {
        gsize fixed = strcspn(pattern, "%"), rest;
        const char *next;

        if (strncmp(pattern, message, fixed) != 0)
            return FALSE;
        pattern += fixed;
        message += fixed;
        if (*pattern == '\0')
            return *message == '\0';
        pattern = conversion_end(pattern);
        rest = strcspn(pattern, "%");
        g_autofree char *behind = g_strndup(pattern, rest);
        next = rest ? strstr(message, behind) : message + strlen(message);
        if (next == NULL || next == message || *count == CAPTURES_MAX)
            return FALSE;
        captures[(*count)++] = g_strndup(message, next - message);
        message = next;
    }
}

/* `translated` with the captures in its places, which may be numbered: %2$s. */
static char *
put_together(const char *translated, char *const captures[CAPTURES_MAX], guint count)
{
    GString *out = g_string_new(NULL);

    for (guint next = 0; *translated;) {
        guint place = next;

        if (*translated != '%') {
            g_string_append_c(out, *translated++);
            continue;
        }
        if (g_ascii_isdigit(translated[1]) && translated[2] == '$')
            place = (guint)(translated[1] - '1');
        else
            next++;
        if (place < count)
            g_string_append(out, captures[place]);
        translated = conversion_end(translated);
    }
    return g_string_free(out, FALSE);
}

static void
free_captures(char *captures[CAPTURES_MAX], guint count)
{
    for (guint i = 0; i < count; i++)
        g_free(captures[i]);
}

static char *say(const char *message, guint depth);

/* NULL when the message is none of `pattern`. */
static char *
say_pattern(const char *pattern, const char *message, guint depth)
{
    char *captures[CAPTURES_MAX], *said = NULL;
    guint count;
    gboolean fits = take_apart(pattern, message, captures, &count);

    for (guint i = 0; fits && i < count; i++) {
        char *inner;

        /* A word alone is a name: of a format, a file, a number. */
        if (strchr(captures[i], ' ') == NULL)
            continue;
        inner = say(captures[i], depth + 1);
        g_free(captures[i]);
        captures[i] = inner;
    }
    if (fits)
        said = put_together(_(pattern), captures, count);
    free_captures(captures, count);
    return said;
}

static char *
say_counted(guint i, const char *message)
{
    char *captures[CAPTURES_MAX], *said = NULL;
    guint count;

    for (gsize form = 0; said == NULL && form < G_N_ELEMENTS(counted[i]); form++) {
        if (take_apart(counted[i][form], message, captures, &count))
            said = put_together(counted_said(i, g_ascii_strtoull(captures[0], NULL, 10)), captures,
                                count);
        free_captures(captures, count);
    }
    return said;
}

static char *
say(const char *message, guint depth)
{
    const char *whole = *message ? _(message) : message;
    char *said = NULL;

    if (whole != message || depth == DEPTH_MAX)
        return g_strdup(whole);
    /* The C library has its own. */
    whole = *message ? g_dgettext("libc", message) : message;
    if (whole != message)
        return g_strdup(whole);
    for (gsize i = 0; said == NULL && i < G_N_ELEMENTS(patterns); i++)
        said = say_pattern(patterns[i], message, depth);
    for (guint i = 0; said == NULL && i < G_N_ELEMENTS(counted); i++)
        said = say_counted(i, message);
    return said != NULL ? said : g_strdup(message);
}

char *
tc_said(const char *message)
{
    return say(message, 0);
}

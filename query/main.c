#include "base/heap.h"
#include "option/help.h"
#include "option/locale.h"
#include "option/terminal.h"
#include "query/command/command.h"
#include "query/command/command_line.h"
#include "store/generation.h"
#include "store/standard.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Output that could not be written is an error, also when only the last flush tells. Of what failed
 * before, the reason is not known any more. */
static int
close_output(int status)
{
    gboolean has_failed = ferror(stdout) != 0;
    errno = 0;
    has_failed |= fflush(stdout) != 0;
    has_failed |= !has_failed && fclose(stdout) != 0;
    if (!has_failed)
        return status;
    fprintf(stderr, "tracuu: %s%s%s\n", _("cannot write the output"), errno != 0 ? ": " : "",
            errno != 0 ? g_strerror(errno) : "");
    return TC_EXIT_ERROR;
}

static void
say(const char *message, const char *more)
{
    g_autofree char *said = tc_standard_message(message, TRUE);
    g_autofree char *whole =
        g_strdup_printf("tracuu: %s%s%s", said, *more != '\0' ? ": " : "", more);
    g_autofree char *text = tc_message_wrap(whole, tc_terminal_message_width(STDERR_FILENO));
    fprintf(stderr, "%s\n", text);
}

/* Whether the query says anything; where nothing but options was given it need not. */
static gboolean
has_words(const TcOptions *options)
{
    const char *at = options->query;
    while (at != NULL && *at != '\0' && !g_unichar_isalnum(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at == NULL || *at != '\0' || *options->query == '\0';
}

int
main(int argc, char **argv)
{
    tc_heap_begin();
    g_autoptr(GError) error = NULL;
    if (!tc_standard_hold())
        return TC_EXIT_ERROR;
    tc_locale_begin();
    g_autoptr(TcOptions) options = tc_options_parse(argc, argv, isatty(STDOUT_FILENO), &error);
    if (options == NULL) {
        say(error->message, "");
        return TC_EXIT_ERROR;
    }
    if (options->help != NULL) {
        g_autofree char *help = tc_help_for(options->help, STDOUT_FILENO);
        fputs(help, stdout);
        return close_output(TC_EXIT_FOUND);
    }
    if (options->version) {
        printf("tracuu %s\n", TC_VERSION);
        return close_output(TC_EXIT_FOUND);
    }
    int status = tc_command_run(options, stdout, stderr, &error);
    if (status == TC_EXIT_ERROR || status == TC_EXIT_LOCKED) {
        fflush(stdout);
        const char *more = "";
        if (g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT))
            more = _("“tracuu-index rebuild PATH...” makes a new index");
        else if (g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM))
            more = _("that says nothing of the index: try again; if it stays so, “tracuu-index "
                     "rebuild --allow-shrink PATH...” makes a new one");
        say(error->message, more);
        return status;
    }
    /* Of a rank that no document has this was said. */
    if (status == TC_EXIT_NOTHING && options->output == TC_OUTPUT_TEXT &&
        options->target_rank == 0 && isatty(STDERR_FILENO))
        fprintf(stderr, "tracuu: %s\n",
                has_words(options) ? _("nothing found") : _("the query has no word"));
    return close_output(status);
}

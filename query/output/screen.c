#include "query/output/screen.h"

#include "option/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
environment(const char *name)
{
    const char *value = g_getenv(name);
    return value != NULL && *value != '\0' ? value : NULL;
}

/* Terminals that show links; others may print what they do not know. */
static gboolean
knows_links(void)
{
    static const char *const terms[] = {"xterm-kitty", "foot",          "alacritty",
                                        "wezterm",     "xterm-ghostty", "contour"};
    static const char *const programs[] = {"iTerm.app", "WezTerm", "vscode", "ghostty"};
    const char *term = environment("TERM");
    const char *program = environment("TERM_PROGRAM");
    const char *vte = environment("VTE_VERSION");
    for (gsize i = 0; term != NULL && i < G_N_ELEMENTS(terms); i++)
        if (g_str_has_prefix(term, terms[i]))
            return TRUE;
    for (gsize i = 0; program != NULL && i < G_N_ELEMENTS(programs); i++)
        if (strcmp(program, programs[i]) == 0)
            return TRUE;
    return (vte != NULL && strtol(vte, NULL, 10) >= 5000) || environment("WT_SESSION") != NULL ||
           environment("KONSOLE_VERSION") != NULL;
}

void
tc_screen_init(TcScreen *screen, gboolean is_terminal, TcColorWhen color, gboolean has_no_pager)
{
    gboolean is_dumb = g_strcmp0(g_getenv("TERM"), "dumb") == 0;
    const char *pager = g_getenv("TRACUU_PAGER");
    *screen = (TcScreen){.is_terminal = is_terminal};
    screen->has_color = color == TC_COLOR_ALWAYS || (color == TC_COLOR_AUTO && is_terminal &&
                                                     !is_dumb && environment("NO_COLOR") == NULL);
    screen->has_links = is_terminal && !is_dumb && color != TC_COLOR_NEVER && knows_links();
    screen->width = tc_terminal_width(STDOUT_FILENO, is_terminal, &screen->height);
    if (!is_terminal || is_dumb || has_no_pager)
        return;
    if (pager == NULL)
        pager = environment("PAGER") != NULL ? g_getenv("PAGER") : "less -FRX";
    /* That is how others are told that none is wanted, too. */
    if (*pager != '\0' && strcmp(pager, "cat") != 0)
        screen->pager = g_strdup(pager);
}

void
tc_screen_clear(TcScreen *screen)
{
    g_clear_pointer(&screen->pager, g_free);
}

#include "text/plain_letters.h"

#include "text/analyzer.h"
#include "text/key/look_alike.h"

#include <string.h>

/* Bytes of the text that are looked at: a letterhead and a title. */
#define LOOK_MAX    4096
/* Letters by themselves in a row from which on they may be a heading. */
#define SPACED_MIN  4
/* The bytes that letters of Greek and Cyrillic begin with. */
#define ALIKE_FIRST 0xCD
#define ALIKE_LAST  0xD3

/* Whether some letter may be Greek or Cyrillic, or letters stand in a row with spaces between. */
static gboolean
may_be_odd(const char *text, const char *end)
{
    guint row = 0;
    for (const char *at = text; at < end;) {
        const char *start = at;
        while (at < end && *at != ' ' && *at != '\n') {
            if ((guchar)*at >= ALIKE_FIRST && (guchar)*at <= ALIKE_LAST)
                return TRUE;
            at++;
        }
        if (at > start)
            row = at == g_utf8_next_char(start) && g_unichar_isalpha(g_utf8_get_char(start))
                      ? row + 1
                      : 0;
        if (row >= SPACED_MIN)
            return TRUE;
        at++;
    }
    return FALSE;
}

/* Append a letter as the Latin one that it looks like. */
static void
append_latin(GString *out, gunichar c)
{
    char latin = tc_look_alike(g_unichar_tolower(c));
    if (latin == '\0')
        g_string_append_unichar(out, c);
    else
        g_string_append_c(out, g_unichar_isupper(c) ? g_ascii_toupper(latin) : latin);
}

/* Append a word as its key has it; *is_spaced is set where its letters stood apart. */
static gboolean
append_word(GString *out, const char *text, const TcToken *token, gboolean *is_spaced)
{
    const char *end = text + token->end;
    gboolean is_latin = (guchar)*token->key < 0x80;
    const gsize before = out->len;
    *is_spaced = FALSE;
    for (const char *at = text + token->start; at < end; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        *is_spaced |= c == ' ';
        if (c != ' ' && is_latin && c >= 0x80)
            append_latin(out, c);
        else if (c != ' ')
            g_string_append_unichar(out, c);
    }
    return out->len - before != token->end - token->start ||
           memcmp(out->str + before, text + token->start, out->len - before) != 0;
}

gboolean
tc_letters_make_plain(const char *text, gsize len, GString *out)
{
    const char *end = text + MIN(len, LOOK_MAX);
    /* To the end of a line, so that no word is cut. */
    while (end < text + len && *end != '\n')
        end++;
    if (!may_be_odd(text, end))
        return FALSE;
    g_autoptr(TcAnalyzer) analyzer = tc_analyzer_new(NULL);
    g_auto(TcTokens) tokens = {0};
    const gsize before = out->len;
    const char *done = text;
    gboolean is_changed = FALSE;
    gboolean was_spaced = FALSE;
    if (analyzer == NULL)
        return FALSE;
    tc_analyze(analyzer, text, (gsize)(end - text), &tokens);
    for (gsize i = 0; i < tokens.count; i++) {
        const TcToken *token = &tokens.items[i];
        const char *start = text + token->start;
        const gsize gap_at = out->len;
        gboolean is_spaced = FALSE;
        /* A character that is several words gives its bytes to the first. */
        if (start < done || token->end <= token->start)
            continue;
        g_string_append_len(out, done, start - done);
        is_changed |= append_word(out, text, token, &is_spaced);
        /* Words of such a heading are parted by more than one space. */
        if (is_spaced && was_spaced && strspn(done, " ") >= (gsize)(start - done))
            g_string_erase(out, (gssize)gap_at, (gssize)(start - done) - 1);
        was_spaced = is_spaced;
        done = text + token->end;
    }
    if (!is_changed) {
        g_string_truncate(out, before);
        return FALSE;
    }
    g_string_append_len(out, done, (gssize)(text + len - done));
    return TRUE;
}

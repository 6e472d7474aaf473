/* The lines around a passage. */
#include "query/show/context.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const char text[] = "mot\n\nhai\nba bon\n \nnam\nsau";

static const struct {
    const char *at; /* a word of the text */
    guint lines;
    const char *expect;
} rows[] = {
    {"bon", 0, "ba bon"},
    {"bon", 1, "hai\nba bon\n \nnam"},
    {"bon", 2, "mot\n\nhai\nba bon\n \nnam\nsau"},
    {"mot", 1, "mot\n\nhai"},
    {"sau", 1, "nam\nsau"},
    {"sau", G_MAXUINT, "mot\n\nhai\nba bon\n \nnam\nsau"},
};

Test(context, counts_lines_that_are_not_blank)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize at = (gsize)(strstr(text, rows[i].at) - text);
        TcContext found = tc_context_around(text, strlen(text), at, at, rows[i].lines);
        g_autofree char *lines = g_strndup(text + found.from, found.to - found.from);
        cr_assert(eq(str, lines, (char *)rows[i].expect));
    }
}

Test(context, does_not_go_far_in_a_text_without_lines)
{
    g_autoptr(GString) out = g_string_new(NULL);
    while (out->len < 4 * TC_CONTEXT_BYTES_MAX)
        g_string_append(out, "ế");
    gsize at = out->len / 2 + 1; /* inside of a letter */
    TcContext found = tc_context_around(out->str, out->len, at, at, 3);
    cr_assert(found.to - found.from <= 2 * TC_CONTEXT_BYTES_MAX + 8);
    cr_assert(g_utf8_validate(out->str + found.from, (gssize)(found.to - found.from), NULL));
    TcContext end = tc_context_around("", 0, 5, 9, 3);
    cr_assert(eq(sz, end.from, 0));
    cr_assert(eq(sz, end.to, 0));
}

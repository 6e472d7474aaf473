/* tests/unit/text/collected.h - what is found in a text, one thing after the other, as words for a
 * table. */
#ifndef TC_TESTS_COLLECTED_H
#define TC_TESTS_COLLECTED_H

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glib.h>

typedef struct {
    const char *text;
    gsize len;
    gsize last_end;
    GString *found;
} Collected;

/* What is found next lies inside the text, and behind what was found before. */
static inline void
collected_next(Collected *collected, gsize start, gsize end)
{
    cr_assert(start >= collected->last_end && start < end && end <= collected->len);
    collected->last_end = end;
}

/* What `find` adds to `found`. Free with g_free(). */
static inline char *
collect_with(void (*find)(Collected *collected), const char *text, gsize len)
{
    Collected collected = {.text = text, .len = len, .found = g_string_new(NULL)};
    find(&collected);
    return g_string_free(collected.found, FALSE);
}

#endif

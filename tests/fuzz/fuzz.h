/* tests/fuzz/fuzz.h - what each target begins with. */
#ifndef TC_TESTS_FUZZ_H
#define TC_TESTS_FUZZ_H

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* One input: whatever breaks a law aborts. Returns 0. */
int LLVMFuzzerTestOneInput(const guint8 *data, size_t size);

/* Abort unless the input keeps the law, which is told. */
static inline void
must(gboolean holds, const char *law)
{
    if (!holds) {
        fprintf(stderr, "not so: %s\n", law);
        abort();
    }
}

#define require(holds) must((holds), #holds)

/* How far a text was gone through by what calls back with each thing that it finds. */
typedef struct {
    const char *text;
    gsize len;
    gsize last_end;
} Progress;

/* What is found next lies inside the text, and behind what was found before. */
static inline void
progress_to(Progress *progress, gsize start, gsize end)
{
    require(start >= progress->last_end && start < end && end <= progress->len);
    progress->last_end = end;
}

#endif

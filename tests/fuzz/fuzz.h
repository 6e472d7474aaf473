/* tests/fuzz/fuzz.h - what each target begins with. */
#ifndef TC_TESTS_FUZZ_H
#define TC_TESTS_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include <glib.h>

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

#endif

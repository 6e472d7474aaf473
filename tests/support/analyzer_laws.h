/* tests/support/analyzer_laws.h - what must hold for the tokens of any text, even of random bytes.
 *
 * Used by the unit tests and by the fuzzer. */
#ifndef TC_TESTS_ANALYZER_LAWS_H
#define TC_TESTS_ANALYZER_LAWS_H

#include "text/analyzer.h"

#include <glib.h>

/* The first law that does not hold for `text`, in words; NULL if all hold. Free with g_free(). */
char *tc_broken_analyzer_law(const TcAnalyzer *analyzer, const char *text, gsize len);

/* The text of a key for messages: "duong|23 26 2a 02". Appends to `out`. */
void tc_describe_key(const char *key, gsize key_len, GString *out);

/* The tokens of a text for messages and tables: "dao|02@1 tao|@2". Free with g_free(). */
char *tc_describe_tokens(const TcAnalyzer *analyzer, const char *text, gsize len);

#endif

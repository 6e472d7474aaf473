/* Any bytes as a word: what it decodes to are other Vietnamese syllables, few of them, and the
 * keystrokes of each decode to it again. */
#include "tests/fuzz/fuzz.h"
#include "text/analyzer.h"
#include "text/key/syllable.h"
#include "text/telex.h"

#include <stdlib.h>
#include <string.h>

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    static TcAnalyzer *analyzer;
    const char *word = (const char *)data;
    if (analyzer == NULL)
        analyzer = tc_analyzer_new(NULL);
    require(analyzer != NULL);
    g_autoptr(GPtrArray) found = tc_telex_decode(word, size);
    require(found->len <= 64);
    for (guint i = 0; i < found->len; i++) {
        const char *candidate = (const char *)found->pdata[i];
        gsize len = strlen(candidate);
        gsize key_len;
        g_autofree char *key = tc_word_key(analyzer, candidate, &key_len);
        require(key != NULL && tc_key_is_syllable(key, key_len, FALSE));
        require(g_utf8_validate(candidate, -1, NULL));
        require(len != size || memcmp(candidate, word, len) != 0);
        for (int method = TC_TELEX_TELEX; method <= TC_TELEX_VNI; method++) {
            g_autofree char *typed =
                tc_telex_encode(candidate, len, (TcTelexMethod)method, TC_TELEX_PLAIN);
            g_autoptr(GPtrArray) again = tc_telex_decode(typed, strlen(typed));
            require(g_str_equal(typed, candidate) ||
                    g_ptr_array_find_with_equal_func(again, candidate, g_str_equal, NULL));
        }
    }
    for (int style = 0; style < 16; style++) {
        g_autofree char *telex = tc_telex_encode(word, size, TC_TELEX_TELEX, (TcTelexStyle)style);
        g_autofree char *vni = tc_telex_encode(word, size, TC_TELEX_VNI, (TcTelexStyle)style);
        require(telex != NULL && vni != NULL);
    }
    return 0;
}
